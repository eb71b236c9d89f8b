//! The ports of the code under test. Each port is implemented over the in-memory world, with a pause before
//! and after each effect. At a pause anything else may happen first, the invocation may be killed, or the
//! call may fail.

mod contacts;
mod forwarded;
mod inbox;
mod later;
mod outside;
mod prices;
mod provider;

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use domain::{Channel, Priority, Time};
use ports::{Clock, Count, PortError, Queue, Telemetry};

use crate::coverage::Coverage;
use crate::faults::Fault;
use crate::queues::Chain;
use crate::quotas::Table;
use crate::world::World;

pub(crate) use inbox::{UNREADABLE, part};
pub(crate) use provider::Outside;

/// The ports of one invocation, which processes `queue` if it processes a queue.
pub(crate) struct SimPorts {
    pub(crate) world: Rc<World>,
    /// The number of the invocation.
    pub(crate) number: u64,
    pub(crate) queue: Option<Queue>,
    pub(crate) began: Time,
    /// The number of recorded facts when the invocation began.
    pub(crate) serial: u64,
    /// The bodies that it sent back to its own queue.
    pub(crate) copied: RefCell<Vec<String>>,
    /// The chain of invocations that it belongs to, including itself.
    pub(crate) chain: RefCell<Chain>,
    /// Whether each message of its batch is received for the first time.
    pub(crate) are_first: Cell<bool>,
    /// The second from whose allowance it takes its calls.
    pub(crate) second: Cell<Option<i64>>,
}

impl SimPorts {
    pub(crate) fn new(world: Rc<World>, number: u64, queue: Option<Queue>) -> Self {
        let (began, serial) = (world.now(), world.facts.borrow().serial());
        let (copied, chain) = (RefCell::default(), RefCell::default());
        let (are_first, second) = (Cell::new(false), Cell::new(None));
        Self { world, number, queue, began, serial, copied, chain, are_first, second }
    }

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

    /// Waits until this time.
    async fn wait_until(&self, time: Time) {
        poll_fn(|context| {
            if self.world.now() >= time {
                return Poll::Ready(());
            }
            self.world.wake_at(time, context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// Simulates the way of a call to the store, or of its answer.
    async fn travel(&self) {
        self.pause().await;
        if self.world.injects(Fault::SlowCall) {
            let millis = u64::try_from(self.world.below(8_000)).unwrap_or(0);
            self.wait_until(self.world.now().plus(Duration::from_millis(millis))).await;
        }
    }

    /// Calls the store: a pause, perhaps a throttle, the effect, a pause, perhaps a lost answer.
    async fn call<T>(&self, effect: impl AsyncFnOnce() -> Result<T, PortError>) -> Result<T, PortError> {
        self.travel().await;
        if self.world.injects(Fault::Throttle) {
            return Err(PortError::Throttled("simulated".into()));
        }
        let answer = effect().await;
        self.travel().await;
        if self.world.injects(Fault::LostReply) {
            return Err(PortError::Unavailable("the reply was lost".into()));
        }
        answer
    }
}

impl SimPorts {
    /// Calls the store with a write of this many units at a key of a table.
    async fn write<T>(
        &self,
        (table, key, units): (Table, &str, u64),
        effect: impl AsyncFnOnce() -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        self.call(async || {
            self.world.write(table, key, units)?;
            effect().await
        })
        .await
    }
}

impl Clock for SimPorts {
    fn now(&self) -> Time {
        self.world.now()
    }
}

impl Telemetry for SimPorts {
    fn count(&self, what: Count, _: Priority) {
        if what == Count::Deferred {
            self.world.saw(Coverage::Deferred);
        }
    }
    fn count_on(&self, _: Count, _: Channel, _: Priority) {}
    fn handed_over(&self, _: Channel, _: Priority, _: u64) {}
}
