//! The ports of an invocation. Each call takes its time, uses the account's quotas, and is throttled as AWS
//! throttles it. The SDK retries a throttled call within the time that a function of 5 s has.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use domain::delivery::ledger::Verdict;
use domain::recipient::contact::Address;
use domain::{Channel, ConnectionId, Priority, Time};
use futures_util::future::join_all;
use lambda::batch::source::{DeadLetter, Source};
use lambda::clients::{ATTEMPTS, Limits};
use ports::{
    Clock, Count, Enqueue, Gateway, Message, Outgoing, PortError, PostError, Provider, Queue, Sent, Telemetry,
};

use super::{World, audience};
use crate::contacts::chance;
use crate::quotas::{Table, Throttled};

/// The duration of a call: DynamoDB, SQS, a post. The values are assumed, of the same order as
/// those that AWS shows.
const STORE_CALL: Duration = Duration::from_millis(5);
const QUEUE_CALL: Duration = Duration::from_millis(10);
const POST_CALL: Duration = Duration::from_millis(10);
/// The duration of a provider's call. The value is assumed.
const PROVIDER_CALL: Duration = Duration::from_millis(80);

/// The maximum of the SDK's first pause after a throttled attempt. It doubles with each
/// attempt, with full jitter.
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>
const THROTTLED_PAUSE: Duration = Duration::from_secs(1);

/// The rounds in which keys that a batch read left out are requested, and the pause before the second round,
/// as in the store.
const ROUNDS: u32 = 4;
const ROUND_PAUSE: Duration = Duration::from_millis(20);

/// The most messages of one call.
const BATCH: usize = 10;

/// The ports of one invocation.
pub(super) struct TimedPorts {
    pub(super) world: Rc<World>,
    /// The queue that the invocation processes; `None` for a client's call.
    pub(super) queue: Option<Queue>,
    /// The time until which each message is hidden that the invocation has hidden.
    pub(super) hidden: RefCell<BTreeMap<u64, Time>>,
}

impl TimedPorts {
    pub(super) fn new(world: Rc<World>, queue: Option<Queue>) -> Self {
        Self { world, queue, hidden: RefCell::default() }
    }

    pub(super) async fn takes(&self, duration: Duration) {
        self.world.timeline.takes(duration).await;
    }

    /// Writes this many units at a key of a table, with the SDK's attempts.
    pub(super) async fn write(&self, table: Table, key: &str, units: u64) -> Result<(), PortError> {
        let take = || self.world.usage.borrow_mut().write(table, key, units, self.now());
        self.attempts(true, take).await
    }

    /// Reads one unit at a key of a table, with the SDK's attempts.
    pub(super) async fn read_one(&self, table: Table, key: &str) -> Result<(), PortError> {
        let take = || self.world.usage.borrow_mut().read(table, key, 1, self.now());
        self.attempts(false, take).await
    }

    async fn attempts(
        &self,
        is_written: bool,
        take: impl Fn() -> Result<(), Throttled>,
    ) -> Result<(), PortError> {
        let gives_up_at = self.now().plus(Limits::FIVE_SECONDS.operation);
        let mut attempt = 0;
        loop {
            self.takes(STORE_CALL).await;
            let Err(throttled) = take() else { return Ok(()) };
            self.world.throttled(throttled, is_written);
            attempt += 1;
            if attempt >= ATTEMPTS {
                return Err(throttled.into());
            }
            let longest = u32::try_from(THROTTLED_PAUSE.as_millis()).unwrap_or(u32::MAX) << (attempt - 1);
            let pause = Duration::from_millis(u64::from(chance() % longest));
            if self.now().plus(pause + STORE_CALL) >= gives_up_at {
                self.world.timeline.until(gives_up_at).await;
                return Err(PortError::Unavailable("timeout".into()));
            }
            self.takes(pause).await;
        }
    }

    /// Reads these keys as a batch: keys that the table throttles are requested again.
    pub(super) async fn read_batch(&self, mut keys: Vec<(Table, String)>) -> Result<(), PortError> {
        for round in 0..ROUNDS {
            if round > 0 {
                self.takes(ROUND_PAUSE * 2_u32.pow(round - 1)).await;
            }
            self.takes(STORE_CALL).await;
            let now = self.now();
            keys.retain(|(table, key)| {
                let taken = self.world.usage.borrow_mut().read(*table, key, 1, now);
                taken.is_err_and(|throttled| {
                    self.world.throttled(throttled, false);
                    true
                })
            });
            if keys.is_empty() {
                return Ok(());
            }
        }
        Err(PortError::Throttled("unprocessed keys".into()))
    }
}

impl Clock for TimedPorts {
    fn now(&self) -> Time {
        self.world.timeline.now()
    }
}

impl Telemetry for TimedPorts {
    fn count(&self, _: Count, _: Priority) {}

    fn count_on(&self, what: Count, channel: Channel, _: Priority) {
        self.world.counted(what, channel);
    }

    fn handed_over(&self, _: Channel, _: Priority, _: u64) {}
}

impl Enqueue for TimedPorts {
    /// The calls are made concurrently.
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        let calls = messages.len().div_ceil(BATCH);
        join_all((0..calls).map(|_| self.takes(QUEUE_CALL))).await;
        let now = self.now();
        let mut mail = self.world.mail.borrow_mut();
        let results = messages.iter().map(|_| Ok(())).collect();
        for message in messages {
            self.world.enqueued(queue, &message);
            mail.send(queue, message, now);
        }
        results
    }
}

impl Source for TimedPorts {
    async fn postpone(&self, receipt_handle: &str, seconds: u32) -> Result<(), PortError> {
        self.takes(QUEUE_CALL).await;
        let until = self.now().plus(Duration::from_secs(seconds.into()));
        if let Ok(number) = receipt_handle.parse() {
            self.hidden.borrow_mut().insert(number, until);
        }
        Ok(())
    }

    async fn copy(&self, body: &str, group: Option<&str>, seconds: u32) -> Result<(), PortError> {
        self.takes(QUEUE_CALL).await;
        let delay = Duration::from_secs(seconds.into());
        let message = Message { body: body.to_owned(), group: group.map(str::to_owned), delay };
        if let Some(queue) = self.queue {
            self.world.mail.borrow_mut().send(queue, message, self.now());
        }
        Ok(())
    }

    async fn dead_letter(&self, letter: &DeadLetter<'_>) -> Result<(), PortError> {
        self.takes(QUEUE_CALL).await;
        let letter = format!("{:?}: {}: {}", self.queue, letter.reason, letter.body);
        self.world.dead_letters.borrow_mut().push(letter);
        Ok(())
    }
}

impl Gateway for TimedPorts {
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError> {
        self.takes(POST_CALL).await;
        if !self.world.takes_request() {
            return Err(PostError::Throttled);
        }
        self.world.shown(audience::connected(connection), frame)
    }

    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError> {
        panic!("{connection:?} is not past its time")
    }
}

impl Provider for TimedPorts {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        self.takes(PROVIDER_CALL).await;
        let channel = match outgoing.to {
            Address::Push(_) => Channel::Push,
            Address::Telegram(_) => Channel::Telegram,
            Address::Email(_) => Channel::Email,
            Address::Sms(_) => Channel::Sms,
        };
        self.world.accepted(audience::number(&outgoing.notification.user_id), channel);
        Sent { verdict: Verdict::Accepted, status: Some(200), provider_id: Some("1".to_owned()) }
    }
}
