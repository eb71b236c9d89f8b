//! The ports of one invocation other than the store. Their effects take place when the invocation ends.

use std::cell::RefCell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use domain::delivery::ledger::Verdict;
use domain::{Channel, ConnectionId, Priority, Time, UserId};
use ports::{
    Clock, Count, Enqueue, Gateway, Message, Outgoing, PortError, PostError, Provider, Queue, Sent, Telemetry,
};

use super::CALL;
use crate::timeline::Timeline;

/// The effects of an invocation.
pub(super) struct Effects {
    /// The time within the invocation.
    pub(super) timeline: Timeline,
    pub(super) messages: RefCell<Vec<(Time, Queue, Message)>>,
    pub(super) posts: RefCell<Vec<(ConnectionId, String)>>,
    pub(super) closed: RefCell<Vec<ConnectionId>>,
    /// The e-mails that were sent: the user, and the notification.
    pub(super) emails: RefCell<Vec<(UserId, String)>>,
}

impl Effects {
    /// Returns the effects of an invocation that begins now.
    pub(super) fn at(now: Time) -> Self {
        Self {
            timeline: Timeline::new(now),
            messages: RefCell::default(),
            posts: RefCell::default(),
            closed: RefCell::default(),
            emails: RefCell::default(),
        }
    }

    /// Runs the invocation's work to its end, however many calls are under way at once.
    pub(super) fn run<T>(&self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        loop {
            if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                return done;
            }
            self.timeline.go_on();
        }
    }
}

impl Clock for Effects {
    fn now(&self) -> Time {
        self.timeline.now()
    }
}

impl Telemetry for Effects {
    fn count(&self, _: Count, _: Priority) {}
    fn count_on(&self, _: Count, _: Channel, _: Priority) {}
    fn handed_over(&self, _: Channel, _: Priority, _: u64) {}
}

impl Enqueue for Effects {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        // The calls are made concurrently.
        self.timeline.takes(CALL).await;
        let now = self.timeline.now();
        let results = messages.iter().map(|_| Ok(())).collect();
        self.messages.borrow_mut().extend(messages.into_iter().map(|message| (now, queue, message)));
        results
    }
}

impl Gateway for Effects {
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError> {
        self.timeline.takes(CALL).await;
        self.posts.borrow_mut().push((connection.clone(), frame.to_owned()));
        Ok(())
    }

    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError> {
        self.timeline.takes(CALL).await;
        self.closed.borrow_mut().push(connection.clone());
        Ok(())
    }
}

impl Provider for Effects {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        self.timeline.takes(CALL).await;
        let notification = outgoing.notification;
        self.emails.borrow_mut().push((notification.user_id.clone(), notification.id.to_string()));
        Sent { verdict: Verdict::Accepted, status: Some(200), provider_id: Some("1".to_owned()) }
    }
}
