//! The collection of deliveries that are merged into one message, in memory.

use std::collections::btree_map::Entry;

use domain::Time;
use domain::ids::{EventId, UserId};
use domain::routing::merged::{MAX_PARTS, Part};
use ports::{Joined, Merges, PortError};

use crate::MemoryStore;

impl Merges for MemoryStore {
    async fn join(&self, user: &UserId, slot: &EventId, part: &Part, _: Time) -> Result<Joined, PortError> {
        self.call()?;
        let mut slots = self.slots.borrow_mut();
        let slot = slots.entry((user.clone(), slot.clone())).or_default();
        let size = slot.parts.len();
        match slot.parts.entry(part.id.clone()) {
            Entry::Occupied(_) => Ok(Joined::Again),
            Entry::Vacant(_) if slot.is_closed || size >= MAX_PARTS as usize => Ok(Joined::Closed),
            Entry::Vacant(free) => {
                free.insert(Part { left_out: None, ..part.clone() });
                Ok(if size == 0 { Joined::First } else { Joined::Later })
            }
        }
    }

    async fn close_slot(&self, user: &UserId, slot: &EventId, _: Time) -> Result<Vec<Part>, PortError> {
        self.call()?;
        let mut slots = self.slots.borrow_mut();
        let slot = slots.entry((user.clone(), slot.clone())).or_default();
        slot.is_closed = true;
        Ok(slot.parts.values().cloned().collect())
    }
}
