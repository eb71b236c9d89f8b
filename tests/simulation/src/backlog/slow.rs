//! The ports of an invocation, each call of which takes a fixed time.

use std::fmt::Debug;
use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use domain::delivery::budget::{self, BurstKey, Counter, MinuteTotals};
use domain::delivery::ledger::Verdict;
use domain::delivery::pause::{Destination, DestinationPause, Pauses};
use domain::{Channel, Time};
use memory_store::{Call, Intercept, MemoryStore, intercept};
use ports::{Clock, Enqueue, Message, Outgoing, PortError, Provider, Queue, RateLimits, Sent};

use super::{Counting, World};

/// The time of a call of the store.
const STORE_CALL: Duration = Duration::from_millis(4);

/// The time of a call of the provider.
const PROVIDER_CALL: Duration = Duration::from_millis(60);

pub(super) struct TimedPorts<'a> {
    pub(super) world: &'a World,
}

impl TimedPorts<'_> {
    async fn takes(&self, duration: Duration) {
        let until = self.world.now.get().plus(duration);
        self.world.alarms.borrow_mut().insert(until);
        poll_fn(|_| if self.world.now.get() >= until { Poll::Ready(()) } else { Poll::Pending }).await;
    }
}

impl Clock for TimedPorts<'_> {
    fn now(&self) -> Time {
        self.world.now.get()
    }
}

impl Provider for TimedPorts<'_> {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let key = (outgoing.notification.user_id.clone(), outgoing.notification.id.clone());
        if let Some(enqueued_at) = self.world.enqueued.borrow().get(&key) {
            self.world.queued.borrow_mut().push(self.now().millis_since(*enqueued_at));
        }
        self.takes(PROVIDER_CALL).await;
        Sent { verdict: Verdict::Accepted, status: Some(200), provider_id: None }
    }
}

impl Enqueue for TimedPorts<'_> {
    async fn enqueue(&self, _: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        // A fallback would need a second channel for a P0; each user here has only one address.
        messages.iter().map(|_| Err(PortError::Refused("nothing is to be sent on".into()))).collect()
    }
}

intercept!(TimedPorts<'_>: AckHandles, BatchRead, Contacts, Devices, InboxLists, InboxWrite, LedgerWrite, Merges);

impl Intercept for TimedPorts<'_> {
    async fn around<T: Debug>(
        &self,
        _: Call<'_>,
        effect: impl AsyncFnOnce(&MemoryStore) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        self.takes(STORE_CALL).await;
        effect(&self.world.store).await
    }
}

impl RateLimits for TimedPorts<'_> {
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError> {
        self.takes(STORE_CALL).await;
        let counter = match counter {
            Counter::Calls { channel, second, .. } if self.world.counting == Counting::Together => {
                &Counter::Calls { channel: *channel, part: budget::Part::Common, second: *second }
            }
            counter => counter,
        };
        self.world.store.add(counter, by).await
    }

    intercept!(add_to_burst, pauses, pause, pause_destination);
}
