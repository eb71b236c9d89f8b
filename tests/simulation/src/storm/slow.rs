//! The ports of an invocation, each call of which takes its time and is counted.

use std::fmt::Debug;

use domain::Priority;
use memory_store::{Call, Intercept, MemoryStore, Port, intercept};
use ports::{Clock as _, Enqueue, Message, PortError, Queue};

use super::{BATCH, CALL, World};

pub(super) struct TimedPorts<'a> {
    pub(super) world: &'a World,
}

impl Enqueue for TimedPorts<'_> {
    /// The calls are made concurrently.
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        let calls = u64::try_from(messages.len().div_ceil(BATCH)).unwrap_or(u64::MAX);
        self.world.count(|tally| tally.sends += calls);
        self.world.timeline.takes(CALL).await;
        let results = messages.iter().map(|_| Ok(())).collect();
        for message in messages {
            match queue {
                Queue::Events(Priority::P1) => self.world.sent(message),
                Queue::Fire => self.world.jobs.borrow_mut().send(message),
                // The channels' functions would continue there.
                Queue::Deliveries(..) => {}
                queue => panic!("{queue:?} gets {}", message.body),
            }
        }
        results
    }
}

intercept!(
    TimedPorts<'_>: BatchRead, BroadcastWrite, Connections, Deferrals, DryRunWrite, FeedHealth, InboxWrite, Levels, Pnl, Positions,
    Scheduler
);

impl Intercept for TimedPorts<'_> {
    async fn around<T: Debug>(
        &self,
        call: Call<'_>,
        effect: impl AsyncFnOnce(&MemoryStore) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        match call {
            Call::Mark { before, after } => {
                let at = self.world.rooms.borrow_mut().mark(before, after, self.world.timeline.now());
                self.world.timeline.until(at).await;
            }
            Call::RecordTick { .. } | Call::Put { .. } | Call::PutInOverflow { .. } => {}
            _ => assert!(
                matches!(call.port(), Port::BatchRead | Port::Levels),
                "no feed is checked, no trader is connected and nothing waits here: {call:?}"
            ),
        }
        self.world.count(|tally| if call.is_write() { tally.writes += 1 } else { tally.reads += 1 });
        self.world.timeline.takes(CALL).await;
        effect(&self.world.store).await
    }
}
