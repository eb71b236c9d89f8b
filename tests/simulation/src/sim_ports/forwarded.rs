//! The calls that are forwarded to the store as they are, with the units that they write, and are recorded as
//! facts and in the trace.

use std::borrow::Cow;
use std::fmt::Debug;

use memory_store::{Call, Intercept, MemoryStore, Port, intercept};
use ports::PortError;

use super::SimPorts;
use super::inbox::part;
use crate::coverage::Coverage;
use crate::quotas::Table;
use crate::sockets::Sockets;

intercept!(
    SimPorts: AckHandles, BroadcastRead, BroadcastWrite, ConnectedUsers, ConnectedWrite, Connections, Contacts, Devices, DryRunWrite, DryRuns, FeedHealth, InboxLists, Merges, Pnl, PreferencesWrite, RecipientPages, Register,
    Reports, Schedule, Scheduler, TopicsRead, TopicsWrite
);

impl Intercept for SimPorts {
    async fn around<T: Debug>(
        &self,
        call: Call<'_>,
        effect: impl AsyncFnOnce(&MemoryStore) -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        match call {
            Call::Pending { user, .. } | Call::List { user, .. } => self.lists(user)?,
            Call::OpenJob { .. } => self.world.saw(Coverage::Stormed),
            _ => {}
        }
        let units = write_units(call);
        self.call(async || {
            if let Some((table, key, units)) = &units {
                self.world.write(*table, key, *units)?;
            }
            self.before(call);
            let answer = effect(&self.world.store).await;
            self.after(call, &answer);
            answer
        })
        .await
    }
}

impl SimPorts {
    /// Records a call that has reached the store.
    fn before(&self, call: Call<'_>) {
        match call {
            Call::Register { connection, .. } => {
                let number = Sockets::number(&connection.id);
                self.world.sockets.borrow_mut().get_mut(number).registered_at = Some(self.world.now());
            }
            Call::ScheduleCheck { user, at, version } => {
                self.world.note("wake", self.number, format_args!("{user} at {at} for {version}"));
            }
            Call::Settle { wake } => self.world.note("settled", self.number, format_args!("{wake:?}")),
            Call::CloseSlot { user, slot, .. } => {
                self.world.note("close", self.number, format_args!("{user} {slot}"));
            }
            _ => {}
        }
    }

    /// Records the effect of a call.
    fn after(&self, call: Call<'_>, answer: &dyn Debug) {
        match call {
            Call::RegisterDevice { user, device, .. } => self.world.owns(device.token.expose(), user),
            Call::PutPreferences { user, .. } => {
                self.world.facts.borrow_mut().chose_at.insert(user.clone(), self.world.now());
            }
            Call::PutTopics { user, .. } => {
                let topics = self.world.store.stored_topics(user);
                self.world.note("topics", topics.revision, format_args!("{user} {topics:?}: {answer:?}"));
                self.world.facts.borrow_mut().has_topics(user, topics, self.world.now());
            }
            Call::Join { user, slot, part, .. } => {
                self.world.note("join", self.number, format_args!("{user} {slot} {}: {answer:?}", part.id));
            }
            Call::Draft { draft, seen, .. } => {
                self.world.note("draft", self.number, format_args!("{seen:?} {draft:?}: {answer:?}"));
                self.perhaps_read(&seen.user_id);
            }
            Call::Mark { after, .. } => {
                let entry = format_args!("{} {:?}: {answer:?}", after.id, after.phase);
                self.world.note("mark", self.number, entry);
            }
            Call::IncrementEpoch { symbol } => {
                self.world.note("bump", self.number, format_args!("{symbol} {answer:?}"));
            }
            _ => {}
        }
        if call.is_write() && matches!(call.port(), Port::Contacts | Port::Devices | Port::PreferencesWrite) {
            self.reach_changed();
        }
    }
}

/// Returns the table, the key and the units that the call writes; `None` if its use of the table is not
/// counted.
fn write_units(call: Call<'_>) -> Option<(Table, Cow<'_, str>, u64)> {
    let (table, key, units) = match call {
        Call::AddAttempts { user, id, .. } => return Some((Table::Inbox, part(user, id).into(), 1)),
        Call::Join { user, .. } | Call::CloseSlot { user, .. } => (Table::Inbox, user.as_str(), 1),
        Call::PutHandle { handle_hash, .. } => (Table::Tickets, handle_hash, 1),
        Call::Defer { key, .. } => (Table::Inbox, key.0.as_str(), 1),
        // A write within a transaction costs twice the units.
        Call::Draft { seen, .. } => (Table::Inbox, seen.user_id.as_str(), 2),
        Call::Register { user, .. }
        | Call::Remove { user, .. }
        | Call::RemoveStale { user, .. }
        | Call::RegisterDevice { user, .. }
        | Call::RemoveDevice { user, .. }
        | Call::ConfirmChat { user, .. }
        | Call::UnlinkChat { user }
        | Call::RetireChat { user, .. }
        | Call::RetireEmail { user, .. }
        | Call::RetirePhone { user, .. }
        | Call::PutPreferences { user, .. } => (Table::Recipients, user.as_str(), 1),
        Call::PutTopics { user, .. } => (Table::Broadcasts, user.as_str(), 1),
        Call::Mark { after, .. } => (Table::Alerts, after.symbol.as_str(), 2),
        Call::IncrementEpoch { symbol }
        | Call::OpenJob { symbol }
        | Call::FinishJob { symbol, .. }
        | Call::RecordTick { symbol, .. } => (Table::Alerts, symbol.as_str(), 1),
        _ => return None,
    };
    Some((table, key.into(), units))
}
