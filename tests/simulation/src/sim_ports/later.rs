//! The deferred notifications.

use domain::{EventId, Time, UserId};
use memory_store::intercept;
use ports::{Deferrals, Draft, ItemWriteOutcome, Key, PortError, ScheduledCheck, Waiting, WriteOutcome};
use serde_json::json;

use super::SimPorts;
use crate::functions::Invocation;
use crate::invariants::{self, deferred};
use crate::mutants::{self, Mutant};
use crate::quotas::Table;

/// The odds that the trader reads a draft before it is released: one in this many.
const READ_AMONG: usize = 12;

impl SimPorts {
    /// Sometimes lets the trader read, on some device, the notifications that are about to be released.
    pub(super) fn perhaps_read(&self, user: &UserId) {
        let ids = self.world.store.deferred(user);
        if ids.is_empty() || !self.world.is_stormy.get() || self.world.below(READ_AMONG) > 0 {
            return;
        }
        let acked: Vec<&str> = ids.iter().map(EventId::as_str).collect();
        invariants::sees(&self.world, user, &acked);
        let frame = json!({"action": "ack", "requestId": "1", "ids": ids});
        let invocation = Invocation::Remote { user: user.clone(), frame: frame.to_string() };
        self.world.invoked.borrow_mut().push(invocation);
    }
}

impl Deferrals for SimPorts {
    async fn release(&self, key: &Key, released_as: &EventId) -> Result<ItemWriteOutcome, PortError> {
        self.write((Table::Inbox, &store::inbox_key(&key.0, &key.1).0, 1), async || {
            let before = self.world.store.item_anywhere(&key.0, &key.1);
            let written = self.world.store.release(key, released_as).await;
            deferred::released(self, key, before.as_ref(), released_as);
            let is_taken_for_bound = mutants::is(Mutant::SummaryUnbound);
            written.map(|written| if is_taken_for_bound { ItemWriteOutcome::Done } else { written })
        })
        .await
    }

    intercept!(defer, waiting, draft, forget, finish);
}
