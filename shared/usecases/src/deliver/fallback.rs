//! A P0 that a channel has failed takes another one.
//!
//! The other channel is enqueued, not marked: whoever is killed in between does it again, and the ledger drops what was
//! enqueued twice.

use domain::ledger::{self, DeliveryKey, LedgerState};
use domain::notification::{InboxItem, Notification};
use domain::plan::{self, Reason};
use domain::{Channel, Priority};
use ports::{BatchRead, Clock, Count, Enqueue, PortError, Provider, Queue, Telemetry};

use super::message::Delivery;
use super::work::{External, Work, is_superseded, read};

/// Takes the next channel for the work's notification, if nothing else is hopeful. `state` is how its own delivery
/// stands. What is known of the other deliveries is read after that was written: of two that end at once, one at
/// least sees the other.
pub(super) async fn take_another<S, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    work: &Work,
    state: LedgerState,
) -> Result<(), PortError>
where
    S: BatchRead,
    P: Provider,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let snapshot = read(ports.store, std::iter::once(&work.key)).await?;
    let Some(item) = snapshot.items.get(&work.key) else { return Ok(()) };
    let Some(notification) = &item.notification else { return Ok(()) };
    let now = ports.clock.now();
    let is_patient = now < notification.routed_at.plus(ledger::PATIENCE);
    let is_acked = item.state.is_acked() && notification.event_type.ends_with_ack();
    let is_over = is_acked || notification.is_expired(now) || is_superseded(&snapshot, notification);
    if is_over || !is_needed(item, notification, &work.delivery, state, is_patient) {
        return Ok(());
    }
    let recipient = snapshot.recipient(&work.key.0);
    let is_used = |channel| {
        item.ledger.keys().any(|key| key.channel == channel)
            || notification.at_once().any(|key| key.channel == channel)
    };
    let deployed = &ports.settings.deployed;
    let next = plan::fallback(notification.event_type, &notification.channels, &recipient, deployed, is_used);
    let Some(channel) = next else { return Ok(()) };
    let keys = plan::keys(channel, &recipient.device_ids());
    let messages = keys.iter().map(|key| Delivery::of(notification, key).to_message()).collect();
    let sent = ports.queues.enqueue(Queue::Deliveries(channel, Priority::P0), messages).await;
    sent.into_iter().collect::<Result<Vec<()>, _>>()?;
    ports.telemetry.count_on(Count::Fallbacks, channel, Priority::P0);
    Ok(())
}

fn is_needed(
    item: &InboxItem,
    notification: &Notification,
    own: &DeliveryKey,
    state: LedgerState,
    is_patient: bool,
) -> bool {
    if ledger::needs_another(own, notification.at_once(), &item.ledger, is_patient) {
        return true;
    }
    // A step of the ladder that must not be climbed leaves the trader as uninformed as before, whatever a provider has
    // accepted: nobody has acked. Its place is taken once.
    let is_barred = matches!(state, LedgerState::Suppressed(Reason::OverCap | Reason::CountryNotAllowed));
    let is_ladder = notification.ladder().any(|rung| rung.channel == own.channel);
    let is_substitute = |channel: Channel| {
        channel != own.channel && !notification.at_once().any(|key| key.channel == channel)
    };
    is_barred && is_ladder && !item.ledger.keys().any(|key| is_substitute(key.channel))
}
