//! The edge of the code under test: every port, over the in-memory world, with a pause before and after each
//! effect. At a pause anything else may happen first, the invocation may be killed, or the call may fail.

use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use domain::notification::{Attempt, InboxState, Notification};
use domain::recipient::{Connection, Recipient};
use domain::{Channel, ConnectionId, EventId, Priority, Time, UserId};
use lambda::batch::source::{DeadLetter, Source};
use ports::{
    BatchRead, Clock, Connections, Count, Enqueue, Gateway, InboxAdvance, InboxLists, InboxWrite, Key,
    Message, Page, PortError, Position, PostError, Queue, Register, Seen, Snapshot, Telemetry, Unread,
    Written,
};

use crate::faults::Fault;
use crate::functions::Invocation;
use crate::invariants;
use crate::sockets::{Phase, Sockets};
use crate::world::World;

/// The ports of one invocation, which works off `queue` if it works off any.
pub(crate) struct Edge {
    pub(crate) world: Rc<World>,
    pub(crate) queue: Option<Queue>,
}

impl Edge {
    async fn pause(&self) {
        poll_fn(|context| {
            if self.world.coin() {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }

    /// A call of the store: paused, perhaps refused, carried out, paused, perhaps not answered.
    async fn call<T>(&self, effect: impl AsyncFnOnce() -> Result<T, PortError>) -> Result<T, PortError> {
        self.pause().await;
        if self.world.strikes(Fault::Throttle) {
            return Err(PortError::Throttled("simulated".into()));
        }
        let answer = effect().await;
        self.pause().await;
        if self.world.strikes(Fault::LostReply) {
            return Err(PortError::Unavailable("the reply was lost".into()));
        }
        answer
    }
}

impl Clock for Edge {
    fn now(&self) -> Time {
        self.world.now()
    }
}

impl Telemetry for Edge {
    fn count(&self, _: Count, _: Priority) {}
    fn handed_over(&self, _: Channel, _: Priority, _: u64) {}
}

impl BatchRead for Edge {
    async fn read(&self, users: &[UserId], keys: &[Key]) -> Result<Snapshot, PortError> {
        self.call(async || self.world.store.read(users, keys).await).await
    }
}

impl Register for Edge {
    async fn register(&self, user: &UserId, connection: &Connection) -> Result<Recipient, PortError> {
        self.call(async || {
            let number = Sockets::number(&connection.id);
            self.world.sockets.borrow_mut().get_mut(number).registered_at = Some(self.world.now());
            self.world.store.register(user, connection).await
        })
        .await
    }
}

impl Connections for Edge {
    async fn remove(&self, user: &UserId, connection: &ConnectionId) -> Result<(), PortError> {
        self.call(async || self.world.store.remove(user, connection).await).await
    }

    async fn remove_stale(
        &self,
        user: &UserId,
        connection: &ConnectionId,
        registered_at: Time,
    ) -> Result<(), PortError> {
        self.call(async || self.world.store.remove_stale(user, connection, registered_at).await).await
    }
}

impl InboxWrite for Edge {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<Written, PortError> {
        let (user, id) = (&notification.user_id, &notification.id);
        self.call(async || {
            let before = self.world.store.item(user, id);
            let written = self.world.store.put(notification, attempts, seen, next).await;
            invariants::moved_forward(&self.world, user, id, before.as_ref());
            written
        })
        .await
    }

    async fn add_attempts(&self, user: &UserId, id: &EventId, attempts: &[Attempt]) -> Result<(), PortError> {
        self.call(async || self.world.store.add_attempts(user, id, attempts).await).await
    }
}

impl InboxAdvance for Edge {
    async fn advance(
        &self,
        user: &UserId,
        id: &EventId,
        seen: Seen,
        next: InboxState,
        now: Time,
    ) -> Result<Written, PortError> {
        self.call(async || {
            let before = self.world.store.item(user, id);
            let written = self.world.store.advance(user, id, seen, next, now).await;
            invariants::moved_forward(&self.world, user, id, before.as_ref());
            written
        })
        .await
    }
}

impl InboxLists for Edge {
    async fn pending(
        &self,
        user: &UserId,
        after: Option<&Position>,
        limit: usize,
        now: Time,
    ) -> Result<Page, PortError> {
        self.call(async || self.world.store.pending(user, after, limit, now).await).await
    }

    async fn list(&self, user: &UserId, before: Option<&Position>, limit: usize) -> Result<Page, PortError> {
        self.call(async || self.world.store.list(user, before, limit).await).await
    }

    async fn unread_page(&self, user: &UserId, limit: usize) -> Result<Vec<(EventId, Seen)>, PortError> {
        self.call(async || self.world.store.unread_page(user, limit).await).await
    }

    async fn unread(&self, user: &UserId) -> Result<Unread, PortError> {
        self.call(async || self.world.store.unread(user).await).await
    }
}

impl Enqueue for Edge {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        let count = messages.len();
        let sent = self.call(async || {
            let send = |message: Message| {
                if self.world.strikes(Fault::PartialSend) {
                    return Err(PortError::Unavailable("not taken".into()));
                }
                self.world.queues.borrow_mut().send(queue, message, self.world.now());
                Ok(())
            };
            Ok(messages.into_iter().map(send).collect())
        });
        match sent.await {
            Ok(results) => results,
            Err(error) => (0..count).map(|_| Err(PortError::Unavailable(error.to_string()))).collect(),
        }
    }
}

impl Gateway for Edge {
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError> {
        self.pause().await;
        let is_silent = self.world.strikes(Fault::PostTimeout);
        if is_silent && self.world.coin() {
            return Err(PostError::Timeout);
        }
        if self.world.strikes(Fault::PostFailed) {
            let failures = [PostError::Throttled, PostError::Failed { status: Some(500) }];
            return Err(failures.into_iter().nth(self.world.below(2)).unwrap_or(PostError::Throttled));
        }
        let number = Sockets::number(connection);
        let answer = {
            let mut sockets = self.world.sockets.borrow_mut();
            let socket = sockets.get_mut(number);
            invariants::frame_belongs(&self.world, &socket.user, frame);
            match socket.phase {
                Phase::Open => {
                    socket.on_the_way.push_back(frame.to_owned());
                    Ok(())
                }
                Phase::Dead => Ok(()),
                Phase::Opening | Phase::Ready(_) => {
                    self.world.tally.count(Fault::NotReady);
                    Err(PostError::Gone)
                }
                Phase::Closed => Err(PostError::Gone),
            }
        };
        self.world.note("post", u64::try_from(number).unwrap_or(0), format_args!("{answer:?} {frame}"));
        self.pause().await;
        if is_silent { Err(PostError::Timeout) } else { answer }
    }

    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError> {
        self.pause().await;
        if self.world.strikes(Fault::CloseFailed) {
            return Err(PostError::Throttled);
        }
        let number = Sockets::number(connection);
        let was_open = self.world.sockets.borrow_mut().close(number);
        self.world.note("close", u64::try_from(number).unwrap_or(0), format_args!("was open: {was_open}"));
        if was_open && !self.world.strikes(Fault::LostDisconnect) {
            self.world.invoked.borrow_mut().push(Invocation::Disconnect { socket: number });
        }
        self.pause().await;
        Ok(())
    }
}

impl Source for Edge {
    async fn postpone(&self, receipt_handle: &str, seconds: u32) -> Result<(), PortError> {
        self.call(async || {
            let until = self.world.now().plus(Duration::from_secs(u64::from(seconds)));
            if let (Some(queue), Ok(number)) = (self.queue, receipt_handle.parse()) {
                self.world.queues.borrow_mut().postpone(queue, number, until);
            }
            Ok(())
        })
        .await
    }

    async fn dead_letter(&self, letter: &DeadLetter<'_>) -> Result<(), PortError> {
        self.call(async || {
            let text = format!("{}: {}", letter.reason, letter.body);
            self.world.queues.borrow_mut().dead_letters.push(text);
            Ok(())
        })
        .await
    }
}
