//! The ports of one invocation that are not the store: what it does with them is there when the invocation ends.

use std::cell::{Cell, RefCell};

use domain::ledger::Verdict;
use domain::{Channel, ConnectionId, Priority, Time, UserId};
use ports::{
    Clock, Count, Enqueue, Gateway, Message, Outgoing, PortError, PostError, Provider, Queue, Sent, Telemetry,
};

/// The most messages of one call.
const BATCH: usize = 10;

/// What an invocation did.
#[derive(Debug)]
pub(super) struct Effects {
    now: Time,
    pub(super) messages: RefCell<Vec<(Queue, Message)>>,
    pub(super) posts: RefCell<Vec<(ConnectionId, String)>>,
    pub(super) closed: RefCell<Vec<ConnectionId>>,
    /// Whose e-mails of which notification left.
    pub(super) emails: RefCell<Vec<(UserId, String)>>,
    pub(super) calls: Cell<u64>,
}

impl Effects {
    /// Of an invocation that begins now.
    pub(super) fn at(now: Time) -> Self {
        Self {
            now,
            messages: RefCell::default(),
            posts: RefCell::default(),
            closed: RefCell::default(),
            emails: RefCell::default(),
            calls: Cell::default(),
        }
    }

    fn called(&self, times: usize) {
        self.calls.set(self.calls.get() + u64::try_from(times).unwrap_or(u64::MAX));
    }
}

impl Clock for Effects {
    fn now(&self) -> Time {
        self.now
    }
}

impl Telemetry for Effects {
    fn count(&self, _: Count, _: Priority) {}
    fn count_on(&self, _: Count, _: Channel, _: Priority) {}
    fn handed_over(&self, _: Channel, _: Priority, _: u64) {}
}

impl Enqueue for Effects {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        self.called(messages.len().div_ceil(BATCH));
        let results = messages.iter().map(|_| Ok(())).collect();
        self.messages.borrow_mut().extend(messages.into_iter().map(|message| (queue, message)));
        results
    }
}

impl Gateway for Effects {
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError> {
        self.called(1);
        self.posts.borrow_mut().push((connection.clone(), frame.to_owned()));
        Ok(())
    }

    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError> {
        self.called(1);
        self.closed.borrow_mut().push(connection.clone());
        Ok(())
    }
}

impl Provider for Effects {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        self.called(1);
        let notification = outgoing.notification;
        self.emails.borrow_mut().push((notification.user_id.clone(), notification.id.to_string()));
        Sent { verdict: Verdict::Accepted, status: Some(200), provider_id: Some("1".to_owned()) }
    }
}
