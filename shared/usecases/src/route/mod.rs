//! An event of the exchange becomes a notification of its user.
//!
//! The way of a batch: each record is decoded by itself; what cannot be read goes to `rejected`, what lies
//! in the wrong queue to its own; for the rest one read brings the recipients and what the inbox already has
//! of these events, and [`domain::plan`] decides. Then the classes part:
//!
//! - **P0** ([`critical`]): the frame is posted to every open socket *before* anything is written; the queue's
//!   copy is the durability until then.
//! - **P1, P2** ([`normal`]): the item is written, then the channel's queue gets the delivery. What must wait for the end
//!   of quiet hours is noted down ([`defer`]).
//!
//! Either way the external channels' queues get their deliveries once the item is written ([`outbox`]).
//!
//! Delivery is at least once, under one id: a batch that is killed anywhere comes again, and what the first
//! run did is found in the inbox and not done again where that can be known.

mod critical;
mod defer;
mod intake;
mod normal;
pub(crate) mod outbox;
pub(crate) mod write;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use domain::data::EventData;
use domain::event::Event;
use domain::notification::{InboxItem, InboxState, Notification};
use domain::plan;
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::text;
use domain::{Channel, EventType, Priority, Time, UserId};
use ports::{
    BatchRead, Clock, Connections, Count, Deferrals, Enqueue, Gateway, InboxWrite, Key, Pnl, PortError,
    PositionKey, Positions, Snapshot, Telemetry, Wakes,
};

use crate::Ports;
use crate::batch::{Outcome, Record};
use crate::overflow;
use crate::planted::{self, Bug};

/// One event of the batch, with what is known of its user and of itself.
#[derive(Clone)]
struct Work {
    event: Event,
    recipient: Recipient,
    notification: Notification,
    /// What the inbox had when the batch began.
    item: Option<InboxItem>,
    /// When a liquidation closed its position, if one did.
    closed_at: Option<Time>,
}

impl Work {
    /// How the inbox's item stood when the batch began.
    fn seen(&self) -> Option<InboxState> {
        self.item.as_ref().map(|item| item.state)
    }

    /// The position that a liquidation of it would close.
    fn position(&self) -> Option<PositionKey> {
        position(&self.event)
    }

    /// The same as somebody else has routed it first, if so: the first write wins, its plan included.
    fn as_first_routed(&self, first: Option<&InboxItem>) -> Option<Self> {
        let item = first?;
        let notification = item.notification.clone()?;
        let Self { event, recipient, closed_at, .. } = self;
        let (event, recipient) = (event.clone(), recipient.clone());
        Some(Self { event, recipient, notification, item: Some(item.clone()), closed_at: *closed_at })
    }

    /// The same, telling where it is another event that was routed under this identity.
    fn after_first(&self, telemetry: &impl Telemetry, first: Option<&InboxItem>) -> Option<Self> {
        let work = self.as_first_routed(first)?;
        if !work.notification.repeats(&self.event) {
            note_conflict(telemetry, &self.event, work.notification.event_type);
        }
        Some(work)
    }

    /// Whether a liquidation has closed its position.
    fn is_superseded(&self) -> bool {
        plan::is_superseded(self.event.event_type(), self.notification.occurred_at, self.closed_at)
    }

    /// Whether the in-app delivery has a frame to send: it is planned, in time, and no device has it.
    fn is_open(&self, now: Time) -> bool {
        let is_taken_for_posted = planted::is(Bug::WriteIsProofOfPost) && self.item.is_some();
        !is_taken_for_posted
            && self.notification.hidden().is_none()
            && !self.notification.is_expired(now)
            && !self.is_superseded()
            && !self
                .item
                .as_ref()
                .is_some_and(|item| item.state.is_acked() && self.notification.event_type.ends_with_ack())
    }
}

/// The position that the event concerns as a margin call.
fn position(event: &Event) -> Option<PositionKey> {
    match &event.data {
        EventData::MarginCall(data) => Some((event.user_id.clone(), data.position_id.clone())),
        _ => None,
    }
}

/// Routes a batch of the queue of class `own`: one outcome per record, in their order. `deployed` are the channels
/// that have a function.
pub async fn route<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    own: Priority,
    deployed: &[Channel],
    records: &[Record<'_>],
) -> Vec<Outcome>
where
    S: BatchRead + InboxWrite + Connections + Positions + Deferrals + Wakes + Pnl,
    G: Gateway,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let intake = intake::sort(ports.telemetry, own, records, ports.clock.now());
    // The events go first and wait for nobody; what has to be passed on does so meanwhile.
    let (routed, passed_on) = futures_util::join!(
        route_events(ports, own, deployed, intake.events),
        intake::pass_on(ports.queues, intake.passed_on)
    );
    let mut outcomes: HashMap<usize, Outcome> = routed.into_iter().chain(passed_on).collect();
    if planted::is(Bug::WholeBatchAcknowledged) {
        return vec![Outcome::Done; records.len()];
    }
    (0..records.len())
        .map(|index| outcomes.remove(&index).unwrap_or_else(|| Outcome::retry("it was not looked at")))
        .collect()
}

/// Routes the readable events of the batch. Each comes with the places of its records: an event that is in
/// the batch twice is routed once.
async fn route_events<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    own: Priority,
    deployed: &[Channel],
    events: Vec<intake::Incoming>,
) -> Vec<(usize, Outcome)>
where
    S: BatchRead + InboxWrite + Connections + Positions + Deferrals + Wakes + Pnl,
    G: Gateway,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    if events.is_empty() {
        return Vec::new();
    }
    let users: Vec<_> = events.iter().map(|incoming| incoming.event.user_id.clone()).collect();
    let keys: Vec<_> = events.iter().map(intake::Incoming::key).collect();
    let positions: Vec<_> = events.iter().filter_map(|incoming| position(&incoming.event)).collect();
    let snapshot = match read(ports.store, &users, &keys, &positions).await {
        Ok(snapshot) => snapshot,
        Err(error) => {
            let outcome = Outcome::from(error);
            return events.into_iter().flat_map(|incoming| incoming.all(outcome.clone())).collect();
        }
    };

    let now = ports.clock.now();
    let mut places = Vec::new();
    let mut outcomes = Vec::new();
    let mut batch = Vec::new();
    for incoming in events {
        if snapshot.unreadable.contains(&incoming.key()) {
            outcomes.extend(incoming.all(Outcome::dead_letter("the stored notification cannot be read")));
            continue;
        }
        let work = prepare(&snapshot, incoming.event, deployed, now);
        take_note(ports.telemetry, &work, now);
        batch.push(work);
        places.push(incoming.places);
    }
    let results = match own {
        Priority::P0 => critical::deliver(ports, &batch).await,
        Priority::P1 | Priority::P2 => normal::deliver(ports, own, &batch).await,
    };
    for (places, outcome) in places.into_iter().zip(results) {
        outcomes.extend(places.into_iter().map(|place| (place, outcome.clone())));
    }
    outcomes
}

/// Reads the recipients, items and positions of the batch, in one call but for recipients whose inbox overflows.
async fn read(
    store: &impl BatchRead,
    users: &[UserId],
    keys: &[Key],
    positions: &[PositionKey],
) -> Result<Snapshot, PortError> {
    let mut snapshot = store.read(users, keys, positions).await?;
    // Of most recipients nothing is there to overflow: only those that are marked cost a second call.
    if snapshot.recipients.values().any(|recipient| recipient.inbox_overflows) {
        let keys: Vec<Key> =
            keys.iter().filter(|key| snapshot.recipients.contains_key(&key.0)).cloned().collect();
        overflow::add(store, &keys, &mut snapshot).await?;
    }
    Ok(snapshot)
}

fn prepare(snapshot: &Snapshot, event: Event, deployed: &[Channel], now: Time) -> Work {
    let recipient = snapshot.recipient(&event.user_id);
    let item = snapshot.items.get(&(event.user_id.clone(), event.id.clone())).cloned();
    let closed_at = position(&event).and_then(|position| snapshot.closed.get(&position).copied());
    // The first write wins: a repeat is delivered as it was first routed, whatever it says now.
    let stored = item.as_ref().and_then(|item| item.notification.clone());
    let notification = stored.unwrap_or_else(|| {
        let plan = plan::plan(&event, &clock_of(&recipient), deployed, closed_at, now);
        Notification::new(&event, &plan, text::in_app(&event.data, &recipient.locale(None)), now)
    });
    Work { event, recipient, notification, item, closed_at }
}

/// The recipient, by whose clock is planned.
fn clock_of(recipient: &Recipient) -> Cow<'_, Recipient> {
    if !planted::is(Bug::QuietInUtc) {
        return Cow::Borrowed(recipient);
    }
    let preferences = (*recipient.preferences).clone();
    let preferences = Arc::new(Preferences { time_zone: Some("UTC".to_owned()), ..preferences });
    Cow::Owned(Recipient { preferences, ..recipient.clone() })
}

fn take_note(telemetry: &impl Telemetry, work: &Work, now: Time) {
    let priority = work.event.priority();
    if work.item.as_ref().is_some_and(|item| item.notification.is_some()) {
        telemetry.count(Count::Repeats, priority);
        if !work.notification.repeats(&work.event) {
            note_conflict(telemetry, &work.event, work.notification.event_type);
        }
        return;
    }
    telemetry.count(Count::Routed, priority);
    if work.notification.is_expired(now) {
        telemetry.count(Count::Expired, priority);
    }
    for _ in work.notification.channels.iter().filter(|planned| planned.suppressed().is_some()) {
        telemetry.count(Count::Suppressed, priority);
    }
}

/// Counts and logs an event whose id was used before for something else: what came `first` stands, and this is not delivered.
fn note_conflict(telemetry: &impl Telemetry, event: &Event, first: EventType) {
    telemetry.count(Count::RepeatConflicts, event.priority());
    tracing::error!(
        event_type = event.event_type().name(),
        first_event_type = first.name(),
        user.id = %event.user_id,
        event.id = %event.id,
        "the id of an event was used before for other content; the first one stands"
    );
}
