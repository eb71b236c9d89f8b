//! A model of the queues and of the functions behind them, as far as the tests need it: messages
//! are visible when their time has come, come again unless they are deleted, and a long wait is a
//! delayed copy.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use domain::delivery::budget::Rate;
use domain::{Channel, Priority, Time};
use futures_util::FutureExt;
use ports::{
    AckHandles, BatchRead, Contacts, Devices, InboxLists, InboxWrite, LedgerWrite, Merges, NoGateway, Parts,
    Queue, RateLimits,
};
use usecases::batch::{Outcome, Record};
use usecases::deliver::{CallQuota, ChannelContext, Settings, deliver_external};
use usecases::escalate::escalate;

use crate::world::World;

/// Duration of a claim in these tests: longer than any function runs.
pub(crate) const LEASE: Duration = Duration::from_secs(20);

/// Visibility timeout of a killed function's messages.
const VISIBILITY: Duration = Duration::from_secs(30);

/// The `maxReceiveCount` of the queues: a message that was received more often is dead-lettered,
/// whatever its outcome.
const MAX_RECEIVES: u32 = 200;

/// The longest wait by visibility timeout; a longer wait is a delayed copy.
const LONGEST_HIDDEN: Duration = Duration::from_secs(30);

/// A message on a queue.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    pub(crate) queue: Queue,
    pub(crate) body: String,
    pub(crate) due: Time,
    pub(crate) receives: u32,
}

#[derive(Default)]
pub(crate) struct Lambdas {
    waiting: RefCell<Vec<Waiting>>,
    dead: RefCell<Vec<(Queue, String, String)>>,
    blocks: RefCell<BTreeMap<(Channel, Priority, u8), Rc<CallQuota>>>,
    /// The number of the instance of each function that gets the next batch.
    pub(crate) instance: Cell<u8>,
    received: Cell<usize>,
}

thread_local! {
    static CHANCE: Cell<u32> = const { Cell::new(0) };
}

/// Returns a number that it did not return before.
fn chance() -> u32 {
    CHANCE.set(CHANCE.get() + 1);
    CHANCE.get()
}

/// The ports of the store that a delivery uses.
pub(crate) trait DeliverStore:
    BatchRead + LedgerWrite + InboxWrite + InboxLists + RateLimits + Merges + Devices + Contacts + AckHandles
{
}

impl<S> DeliverStore for S where
    S: BatchRead
        + LedgerWrite
        + InboxWrite
        + InboxLists
        + RateLimits
        + Merges
        + Devices
        + Contacts
        + AckHandles
{
}

impl World {
    /// Returns the queues of external deliveries, and that of escalations.
    fn external_queues() -> Vec<Queue> {
        let channels = [Channel::Push, Channel::Telegram, Channel::Email, Channel::Sms];
        let of = |channel| Priority::ALL.map(|priority| Queue::Deliveries(channel, priority));
        let mut queues: Vec<_> = channels.into_iter().flat_map(of).collect();
        queues.push(Queue::Escalate);
        queues
    }

    /// Returns the messages on this queue, visible or not.
    pub(crate) fn on(&self, queue: Queue) -> Vec<Waiting> {
        self.receive_new();
        self.lambdas.waiting.borrow().iter().filter(|waiting| waiting.queue == queue).cloned().collect()
    }

    /// Returns the dead letters: the queue that the message was on, its body, and the reason.
    pub(crate) fn dead_letters(&self) -> Vec<(Queue, String, String)> {
        self.lambdas.dead.borrow().clone()
    }

    /// Returns the sum of the receive counts of all messages.
    pub(crate) fn received(&self) -> usize {
        self.lambdas.received.get()
    }

    /// Puts a message on a queue.
    pub(crate) fn put_on(&self, queue: Queue, body: String) {
        let due = self.now();
        self.lambdas.waiting.borrow_mut().push(Waiting { queue, body, due, receives: 0 });
    }

    /// Puts the messages that the use cases have sent meanwhile on their queues.
    pub(crate) fn receive_new(&self) {
        for queue in Self::external_queues() {
            for message in self.queues.take(queue) {
                let due = self.now().plus(message.delay);
                let waiting = Waiting { queue, body: message.body, due, receives: 0 };
                self.lambdas.waiting.borrow_mut().push(waiting);
            }
        }
    }

    /// Processes one batch of the visible messages of this queue, and returns its outcomes. There
    /// are none if the function was killed.
    pub(crate) fn work(&self, queue: Queue) -> Vec<Outcome> {
        self.work_through(&self.store, queue)
    }

    pub(crate) fn work_through<S>(&self, store: &S, queue: Queue) -> Vec<Outcome>
    where
        S: DeliverStore,
    {
        self.receive_new();
        let now = self.now();
        let is_wanted = |waiting: &Waiting| waiting.queue == queue && waiting.due <= now;
        let mut batch: Vec<Waiting> = Vec::new();
        self.lambdas.waiting.borrow_mut().retain(|waiting| {
            let is_taken = is_wanted(waiting) && batch.len() < 10;
            if is_taken {
                batch.push(Waiting { receives: waiting.receives + 1, ..waiting.clone() });
            }
            !is_taken
        });
        batch.retain(|waiting| {
            let is_too_often = waiting.receives > MAX_RECEIVES;
            if is_too_often {
                let reason = "received too often".to_owned();
                self.lambdas.dead.borrow_mut().push((queue, waiting.body.clone(), reason));
            }
            !is_too_often
        });
        self.lambdas.received.set(self.received() + batch.len());
        let records: Vec<_> = batch
            .iter()
            .map(|waiting| Record { body: &waiting.body, group: None, receive_count: waiting.receives })
            .collect();
        let outcomes = match queue {
            Queue::Deliveries(channel, priority) => self.run_channel(store, channel, priority, &records),
            Queue::Escalate => self.run_ladder(store, &records),
            Queue::Events(_)
            | Queue::Rejected
            | Queue::Profiles
            | Queue::Release
            | Queue::Fire
            | Queue::Broadcasts => {
                panic!("nobody works off {queue:?} here")
            }
        };
        let Some(outcomes) = outcomes else {
            let unseen = batch.into_iter().map(|waiting| Waiting { due: now.plus(VISIBILITY), ..waiting });
            self.lambdas.waiting.borrow_mut().extend(unseen);
            return Vec::new();
        };
        assert_eq!(outcomes.len(), batch.len());
        for (waiting, outcome) in batch.into_iter().zip(&outcomes) {
            self.carry_out(waiting, outcome);
        }
        outcomes
    }

    fn carry_out(&self, waiting: Waiting, outcome: &Outcome) {
        match outcome {
            Outcome::Done => {}
            Outcome::Retry { after, .. } => {
                let after = after.unwrap_or(Duration::from_secs(1));
                let is_copy = after > LONGEST_HIDDEN;
                let receives = if is_copy { 0 } else { waiting.receives };
                // SQS counts in whole seconds, and a message is never visible too early.
                let seconds = after.as_millis().div_ceil(1_000).max(1);
                let due = self.now().plus(Duration::from_secs(u64::try_from(seconds).unwrap()));
                self.lambdas.waiting.borrow_mut().push(Waiting { due, receives, ..waiting });
            }
            Outcome::DeadLetter { reason } => {
                self.lambdas.dead.borrow_mut().push((waiting.queue, waiting.body, reason.clone()));
            }
        }
    }

    /// Returns `None` if the function was killed: it waits forever until its timeout.
    fn run_channel<S>(
        &self,
        store: &S,
        channel: Channel,
        priority: Priority,
        records: &[Record<'_>],
    ) -> Option<Vec<Outcome>>
    where
        S: DeliverStore,
    {
        let settings = Settings {
            channel,
            priority,
            deployed: Channel::ALL.to_vec(),
            rate: Rate { per_second: self.rate.get() },
            lease: LEASE,
        };
        let of = (channel, priority, self.lambdas.instance.get());
        let block = Rc::clone(self.lambdas.blocks.borrow_mut().entry(of).or_default());
        let context = ChannelContext {
            platform: &Parts {
                store,
                gateway: &self.providers,
                queues: &self.queues,
                clock: &self.clock,
                telemetry: &self.counters,
            },
            random: chance,
            handle: || Some(std::array::from_fn(|_| chance().to_le_bytes()[0])),
            settings: &settings,
            block: &block,
        };
        deliver_external(&context, records).now_or_never()
    }

    fn run_ladder<S: BatchRead + LedgerWrite>(
        &self,
        store: &S,
        records: &[Record<'_>],
    ) -> Option<Vec<Outcome>> {
        let ports = Parts {
            store,
            gateway: &NoGateway,
            queues: &self.queues,
            clock: &self.clock,
            telemetry: &self.counters,
        };
        escalate(&ports, records).now_or_never()
    }

    /// Processes everything that is visible now, until no message is visible.
    pub(crate) fn settle(&self) {
        while let Some(queue) = self.next_due(self.now()) {
            self.work(queue);
        }
    }

    fn next_due(&self, until: Time) -> Option<Queue> {
        self.receive_new();
        let waiting = self.lambdas.waiting.borrow();
        let next = waiting.iter().filter(|waiting| waiting.due <= until).min_by_key(|waiting| waiting.due);
        next.map(|waiting| waiting.queue)
    }

    /// Lets this time pass, and processes every message when it is due.
    pub(crate) fn live(&self, duration: Duration) {
        let end = self.now().plus(duration);
        self.settle();
        loop {
            let next = self.lambdas.waiting.borrow().iter().map(|waiting| waiting.due).min();
            let Some(next) = next.filter(|next| *next <= end) else { break };
            self.clock.set(next);
            self.settle();
        }
        self.clock.set(end);
    }
}
