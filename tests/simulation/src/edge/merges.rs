//! Slots of deliveries that are merged.

use domain::merged::Part;
use domain::{EventId, Time, UserId};
use ports::{Joined, Merges, PortError};

use super::Edge;
use crate::quotas::Table;

impl Merges for Edge {
    async fn join(&self, user: &UserId, slot: &EventId, part: &Part, now: Time) -> Result<Joined, PortError> {
        self.write((Table::Inbox, user.as_str(), 1), async || {
            let joined = self.world.store.join(user, slot, part, now).await;
            self.world.note("join", self.number, format_args!("{user} {slot} {}: {joined:?}", part.id));
            joined
        })
        .await
    }

    async fn close_slot(&self, user: &UserId, slot: &EventId, now: Time) -> Result<Vec<Part>, PortError> {
        self.write((Table::Inbox, user.as_str(), 1), async || {
            self.world.note("close", self.number, format_args!("{user} {slot}"));
            self.world.store.close_slot(user, slot, now).await
        })
        .await
    }
}
