//! Routing: turns an event of the exchange into a notification of its user.
//!
//! Each record of a batch is decoded separately. A record that cannot be decoded goes to
//! `rejected`, and a record of another class goes to that class's queue. For the others one read
//! returns the recipients and the inbox's items of these events, and [`domain::routing::plan`] decides on
//! the channels. From there on the classes differ:
//!
//! - **P0** ([`critical`]): the frame is posted to every open socket *before* anything is written;
//!   until then only the queue's copy is durable.
//! - **P1, P2** ([`normal`]): the item is written, then the delivery is sent to the channel's
//!   queue. Deliveries that must wait for the end of quiet hours are recorded ([`defer`]).
//!
//! A broadcast takes the same ways, one for the app ([`known`]) and one for each channel outside it
//! ([`outside`]): each of them adds its own part to the plan of the trader's notification.
//!
//! In both cases the deliveries of the external channels are enqueued once the item is written
//! ([`outbox`]).
//!
//! Delivery is at least once, under one id: a batch whose invocation is killed comes again. It
//! finds the first run's results in the inbox and does not repeat them where it can know that.

mod critical;
mod defer;
mod intake;
mod known;
mod normal;
pub(crate) mod outbox;
mod outside;
pub(crate) mod write;

use std::collections::HashMap;

use domain::event::{Event, Mode};
use domain::recipient::Recipient;
use domain::routing::again::LastNotified;
use domain::routing::notification::{Attempt, InboxItem, InboxState, Notification};
use domain::routing::plan::{self, PlannedDelivery, Reason};
use domain::{Channel, EventType, Priority, Time, UserId, text};
use ports::{
    BatchRead, BroadcastWrite, Clock, Connections, Count, Deferrals, DryRunWrite, Enqueue, Gateway,
    InboxWrite, Key, Platform, Pnl, PortError, PositionKey, Positions, Scheduler, Snapshot, Telemetry,
};

use futures_util::future::{join_all, try_join_all};
use tracing::{Instrument, Span};

use crate::batch::{Outcome, Record};
use crate::{broadcast, overflow, trace};
pub(crate) use known::{put_into_inbox, route_in_app};
pub(crate) use outside::{Outside, route_outside};
use write::WriteResult;

/// One event of the batch, with the stored data of its user and of the event itself.
#[derive(Clone)]
struct Work {
    event: Event,
    recipient: Recipient,
    notification: Notification,
    /// The inbox's item at the start of the batch.
    item: Option<InboxItem>,
    /// The time at which a newer event closed what it is about, if one did.
    closed_at: Option<Time>,
    /// Whether it is recorded as the latest about its position of which the trader was notified.
    is_recorded: bool,
    /// The deliveries that the plan of the notification gets, if it lacks their channels: those of a broadcast that
    /// the inbox took up first.
    added: Vec<PlannedDelivery>,
}

impl Work {
    /// Returns the state of the inbox's item at the start of the batch.
    fn seen(&self) -> Option<InboxState> {
        self.item.as_ref().map(|item| item.state)
    }

    /// Returns the notification that was stored at the start of the batch.
    fn stored(&self) -> Option<&Notification> {
        self.item.as_ref()?.notification.as_ref()
    }

    /// Returns what has to be recorded of it, so that further events about the same do not notify again.
    fn notifies(&self, now: Time) -> Option<LastNotified> {
        let is_over = self.is_recorded || self.notification.is_expired(now);
        LastNotified::of(&self.event, &self.notification).filter(|_| !is_over)
    }

    /// Returns what it is about, if a newer event can close it.
    fn position(&self) -> Option<PositionKey> {
        position(&self.event)
    }

    /// Returns the same event with the stored notification, if another invocation has routed it
    /// first: the first write wins, its plan included.
    fn as_first_routed(&self, first: Option<&InboxItem>) -> Option<Self> {
        let item = first?;
        let notification = item.notification.clone()?;
        Some(Self { notification, item: Some(item.clone()), ..self.clone() })
    }

    /// Does what [`Self::as_first_routed`] does, and counts and logs the case that a different
    /// event was stored under this id.
    fn after_first(&self, telemetry: &impl Telemetry, first: Option<&InboxItem>) -> Option<Self> {
        let work = self.as_first_routed(first)?;
        if !work.notification.repeats(&self.event) {
            report_conflict(telemetry, &self.event, work.notification.event_type);
        }
        Some(work)
    }

    /// Returns the span of the log lines about it.
    fn span(&self) -> Span {
        trace::span(self.event.traceparent.as_ref())
    }

    /// Whether a newer event has made this one obsolete.
    fn is_superseded(&self) -> bool {
        plan::is_superseded(self.event.event_type(), self.notification.occurred_at, self.closed_at)
    }

    /// Whether the in-app delivery has a frame to send: it is planned, in time, and no device has it.
    fn is_open(&self, now: Time) -> bool {
        self.notification.unposted().is_none()
            && !self.notification.is_expired(now)
            && !self.is_superseded()
            && !self
                .item
                .as_ref()
                .is_some_and(|item| item.state.is_received() && self.notification.event_type.ends_with_ack())
    }
}

/// Returns what the event is about, if a newer event can close it.
fn position(event: &Event) -> Option<PositionKey> {
    Some((event.user_id.clone(), event.data.closed_by()?))
}

platform_alias! {
    /// Ports that the processing of a queue of events uses: those of routing, and broadcasts.
    pub EventPlatform:
        Store: BatchRead + InboxWrite + Connections + Positions + Deferrals + Scheduler + Pnl + BroadcastWrite
            + DryRunWrite,
        Gateway: Gateway,
        Queues: Enqueue,
}

platform_alias! {
    /// Ports that routing uses: recipients, inbox, connections, positions, deferrals, the sockets, and
    /// queues.
    pub RoutePlatform:
        Store: BatchRead + InboxWrite + Connections + Positions + Deferrals + Scheduler + Pnl,
        Gateway: Gateway,
        Queues: Enqueue,
}

/// Routes a batch of the queue of class `own`: one outcome per record, in their order. `deployed`
/// are the channels that have a Lambda function.
pub async fn route<P: EventPlatform>(
    platform: &P,
    own: Priority,
    deployed: &[Channel],
    records: &[Record<'_>],
) -> Vec<Outcome> {
    let intake = intake::sort(platform.telemetry(), own, records, platform.clock().now());
    // The events do not wait for the messages that have to be passed on to other queues.
    let broadcasts = join_all(intake.broadcasts.iter().map(async |(place, broadcast)| {
        (*place, broadcast::publish(platform, broadcast, records[*place].body).await)
    }));
    let (routed, passed_on, published) = futures_util::join!(
        route_events(platform, own, deployed, intake.events),
        intake::pass_on(platform.queues(), intake.passed_on),
        broadcasts
    );
    let mut outcomes: HashMap<usize, Outcome> =
        routed.into_iter().chain(passed_on).chain(published).collect();
    (0..records.len())
        .map(|index| {
            outcomes.remove(&index).unwrap_or_else(|| Outcome::retry("the record was not processed"))
        })
        .collect()
}

/// Routes the decoded events of the batch. Each has the indexes of its records: an event that is in
/// the batch twice is routed once.
async fn route_events<P: RoutePlatform>(
    platform: &P,
    own: Priority,
    deployed: &[Channel],
    events: Vec<intake::Incoming>,
) -> Vec<(usize, Outcome)> {
    if events.is_empty() {
        return Vec::new();
    }
    let users: Vec<_> = events.iter().map(|incoming| incoming.event.user_id.clone()).collect();
    let keys: Vec<_> = events.iter().map(intake::Incoming::key).collect();
    let positions: Vec<_> = events.iter().filter_map(|incoming| position(&incoming.event)).collect();
    let snapshot = match read(platform.store(), &users, &keys, &positions).await {
        Ok(snapshot) => snapshot,
        Err(error) => {
            let outcome = Outcome::from(error);
            return events.into_iter().flat_map(|incoming| incoming.all(outcome.clone())).collect();
        }
    };

    let now = platform.clock().now();
    let mut places = Vec::new();
    let mut outcomes = Vec::new();
    let mut batch = Vec::new();
    let mut last_by_position = HashMap::new();
    for incoming in events {
        if snapshot.unreadable.contains(&incoming.key()) {
            outcomes.extend(incoming.all(Outcome::dead_letter("the stored notification cannot be read")));
            continue;
        }
        let work = prepare(&snapshot, incoming.event, deployed, now);
        if let Some(position) = work.position() {
            let notifies = work.notifies(now);
            let other = last_by_position.get(&position).filter(|_| work.item.is_none() && notifies.is_some());
            if other.is_some_and(|other: &LastNotified| other.covers(&work.event, work.closed_at, now)) {
                // It is decided once it is known that the trader is notified of the other.
                let outcome = Outcome::retry("an event about the same is routed in this batch");
                outcomes.extend(incoming.places.into_iter().map(|place| (place, outcome.clone())));
                continue;
            }
            last_by_position.extend(notifies.map(|last| (position, last)));
        }
        count_metrics(platform.telemetry(), &work, now);
        batch.push(work);
        places.push(incoming.places);
    }
    let results = match own {
        Priority::P0 => critical::deliver(platform, &batch).await,
        Priority::P1 | Priority::P2 => normal::deliver(platform, own, &Channel::ALL, &batch).await,
    };
    for (places, outcome) in places.into_iter().zip(results) {
        outcomes.extend(places.into_iter().map(|place| (place, outcome.clone())));
    }
    outcomes
}

/// Writes the notification, and records what its event closes and of what the trader is notified. The records
/// are written whether or not the notification is new: a repeat may follow a run that wrote only the
/// notification.
///
/// # Errors
/// Those of the store.
async fn write_and_close<P>(platform: &P, work: &Work, attempts: &[Attempt]) -> Result<WriteResult, PortError>
where
    P: Platform<Store: InboxWrite + Positions>,
{
    let event = &work.event;
    let written =
        write::write(platform.store(), platform.telemetry(), &work.notification, work.seen(), attempts);
    let closes = match event.mode {
        Mode::Live => event.data.closes(),
        // What happened since may be about something that was opened again.
        Mode::Backfill => Vec::new(),
    };
    let store = platform.store();
    let written = written.instrument(work.span());
    let written = if closes.is_empty() {
        written.await?
    } else {
        let all_closed = try_join_all(closes.into_iter().map(async |subject| {
            let result = store.close_position(&(event.user_id.clone(), subject), event.occurred_at).await;
            unless_refused(platform, event, result)
        }));
        futures_util::try_join!(written, all_closed.instrument(work.span()))?.0
    };
    // After the write: what hides other events must itself be certain to be delivered.
    let first = work.as_first_routed(written.first.as_ref());
    let notifies = first.as_ref().unwrap_or(work).notifies(platform.clock().now());
    if let Some((position, last)) = work.position().zip(notifies) {
        unless_refused(platform, event, store.record_notified(&position, &last).await)?;
    }
    Ok(written)
}

/// Counts and logs the refusal of a write about a position. Without it, obsolete or further events about the
/// same may still be delivered, which costs less than a lost notification.
fn unless_refused<P: Platform>(
    platform: &P,
    event: &Event,
    written: Result<(), PortError>,
) -> Result<(), PortError> {
    match written {
        Err(error) if !error.is_retryable() => {
            platform.telemetry().count(Count::Refused, event.priority);
            tracing::error!(%error, user.id = %event.user_id, "the state of a position could not be written");
            Ok(())
        }
        written => written,
    }
}

/// Reads the recipients, items and positions of the batch. It takes one call, and a second one only
/// if a recipient's inbox has an overflow.
///
/// # Errors
/// Those of the store.
async fn read(
    store: &impl BatchRead,
    users: &[UserId],
    keys: &[Key],
    positions: &[PositionKey],
) -> Result<Snapshot, PortError> {
    let mut snapshot = store.read(users, keys, positions).await?;
    // Most recipients have no overflow: only those that are marked cost a second call.
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
    let position = position(&event);
    let closed_at = position.as_ref().and_then(|position| snapshot.closed.get(position).copied());
    let last = position.as_ref().and_then(|position| snapshot.last_notified.get(position));
    // The first write wins: a repeated event is delivered as it was first routed, even if its
    // content differs.
    let stored = item.as_ref().and_then(|item| item.notification.clone());
    let notification = stored.unwrap_or_else(|| {
        let mut plan = plan::plan(&event, &recipient, deployed, closed_at, now);
        if last.is_some_and(|last| last.covers(&event, closed_at, now)) {
            plan = plan.suppressed(Reason::AlreadyNotified);
        }
        Notification::new(&event, &plan, text::in_app(&event.data, &recipient.locale(None)), now)
    });
    let is_recorded = last.is_some_and(|last| last.id == event.id);
    Work { event, recipient, notification, item, closed_at, is_recorded, added: Vec::new() }
}

fn count_metrics(telemetry: &impl Telemetry, work: &Work, now: Time) {
    let priority = work.event.priority;
    if work.stored().is_some() {
        telemetry.count(Count::Repeats, priority);
        if !work.notification.repeats(&work.event) {
            report_conflict(telemetry, &work.event, work.notification.event_type);
        }
        return;
    }
    telemetry.count(Count::Routed, priority);
    if work.notification.is_backfilled() {
        return;
    }
    if work.notification.is_expired(now) {
        telemetry.count(Count::Expired, priority);
    }
    for _ in work.notification.channels.iter().filter(|planned| planned.suppressed().is_some()) {
        telemetry.count(Count::Suppressed, priority);
    }
}

/// Counts and logs an event whose id was used before for other content. The event that came `first`
/// stays stored, and this one is not delivered.
fn report_conflict(telemetry: &impl Telemetry, event: &Event, first: EventType) {
    telemetry.count(Count::RepeatConflicts, event.priority);
    let _entered = trace::span(event.traceparent.as_ref()).entered();
    tracing::error!(
        event_type = event.event_type().name(),
        first_event_type = first.name(),
        user.id = %event.user_id,
        event.id = %event.id,
        "the ID of an event was used before with other content; the first event is kept"
    );
}
