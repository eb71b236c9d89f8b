//! Decoding of a batch: events to route, and messages to pass on to other queues.

use std::collections::HashMap;
use std::time::Duration;

use domain::event::broadcast::{Broadcast, Received};
use domain::event::{Decoded, Event, TRACEPARENT};
use domain::{Priority, Time};
use ports::{Count, Enqueue, Key, Message, Queue, Telemetry};

use super::outbox::{self, OutboundMessage};
use crate::batch::{Outcome, Record};
use crate::trace;

/// An event, with the indexes of the records that carry it.
pub(super) struct Incoming {
    pub(super) event: Event,
    pub(super) places: Vec<usize>,
}

impl Incoming {
    pub(super) fn key(&self) -> Key {
        (self.event.user_id.clone(), self.event.id.clone())
    }

    /// Returns the same outcome for every record of the event.
    pub(super) fn all(self, outcome: Outcome) -> impl Iterator<Item = (usize, Outcome)> {
        self.places.into_iter().map(move |place| (place, outcome.clone()))
    }
}

/// A decoded batch.
#[derive(Default)]
pub(super) struct Intake {
    pub(super) events: Vec<Incoming>,
    /// Broadcasts, each with the index of its record.
    pub(super) broadcasts: Vec<(usize, Broadcast)>,
    pub(super) passed_on: Vec<OutboundMessage>,
}

/// Decodes every record separately. A record that cannot be decoded is to be sent to `rejected`
/// with its error code; a record of another class is to be sent to that class's queue.
pub(super) fn sort(telemetry: &impl Telemetry, own: Priority, records: &[Record<'_>], now: Time) -> Intake {
    let mut intake = Intake::default();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for (place, record) in records.iter().enumerate() {
        match Received::read(record.body, now) {
            Err(rejection) => {
                telemetry.count(Count::Rejected, own);
                tracing::warn!(
                    code = rejection.code.name(),
                    field = rejection.field.as_deref(),
                    queue = own.name(),
                    "an event was rejected"
                );
                let body = rejection.to_message(own.name(), record.body);
                let message = Message { body, group: None, delay: Duration::ZERO };
                intake.passed_on.push(OutboundMessage { place, queue: Queue::Rejected, message });
            }
            Ok(Received::Event(Decoded { event, .. })) if event.priority != own => {
                let group = Some(event.user_id.to_string());
                intake.passed_on.push(moved(telemetry, place, (own, event.priority), record.body, group));
            }
            Ok(Received::Broadcast(broadcast, _)) if broadcast.priority() != own => {
                intake.passed_on.push(moved(
                    telemetry,
                    place,
                    (own, broadcast.priority()),
                    record.body,
                    None,
                ));
            }
            Ok(Received::Broadcast(broadcast, dropped)) => {
                report_dropped_from_broadcast(telemetry, &broadcast, &dropped);
                intake.broadcasts.push((place, broadcast));
            }
            Ok(Received::Event(Decoded { event, dropped })) => {
                report_dropped(telemetry, own, &event, &dropped);
                let incoming = Incoming { event, places: vec![place] };
                if let Some(&first) = known.get(&incoming.key()) {
                    telemetry.count(Count::Repeats, own);
                    let known = &intake.events[first].event;
                    if !known.is_same_as(&incoming.event) {
                        super::report_conflict(telemetry, &incoming.event, known.event_type());
                    }
                    intake.events[first].places.push(place);
                } else {
                    known.insert(incoming.key(), intake.events.len());
                    intake.events.push(incoming);
                }
            }
        }
    }
    intake
}

/// Counts a message of another class, and returns it for the queue of that class.
fn moved(
    telemetry: &impl Telemetry,
    place: usize,
    (own, to): (Priority, Priority),
    body: &str,
    group: Option<String>,
) -> OutboundMessage {
    telemetry.count(Count::Moved, own);
    let message = Message { body: body.to_owned(), group, delay: Duration::ZERO };
    OutboundMessage { place, queue: Queue::Events(to), message }
}

fn report_dropped_from_broadcast(telemetry: &impl Telemetry, broadcast: &Broadcast, dropped: &[String]) {
    if !dropped.is_empty() {
        telemetry.count(Count::DroppedFields, broadcast.priority());
        tracing::warn!(
            event_type = broadcast.event_type().name(),
            broadcast.id = %broadcast.id,
            fields = dropped.join(" "),
            "fields of a broadcast could not be read and were dropped"
        );
    }
}

/// Counts and logs the fields that were dropped from an event. A trace that cannot be read loses nothing of
/// the event, and comes with every event of its publisher.
fn report_dropped(telemetry: &impl Telemetry, own: Priority, event: &Event, dropped: &[String]) {
    if dropped.is_empty() {
        return;
    }
    telemetry.count(Count::DroppedFields, own);
    if dropped.iter().all(|field| field == TRACEPARENT) {
        tracing::debug!(
            event_type = event.event_type().name(),
            user.id = %event.user_id,
            event.id = %event.id,
            "the traceparent of an event could not be read and was dropped"
        );
        return;
    }
    let _entered = trace::span(event.traceparent.as_ref()).entered();
    tracing::warn!(
        event_type = event.event_type().name(),
        fields = dropped.join(" "),
        user.id = %event.user_id,
        event.id = %event.id,
        "fields of an event could not be read and were dropped"
    );
}

/// Sends the messages for other queues. A record is done only when the other queue has its message.
/// A message that the other queue refuses for its content is dead-lettered unchanged, and does not
/// affect the other records.
pub(super) async fn pass_on(queues: &impl Enqueue, passed_on: Vec<OutboundMessage>) -> Vec<(usize, Outcome)> {
    let places: Vec<_> = passed_on.iter().map(|message_out| message_out.place).collect();
    let mut failed = outbox::send(queues, passed_on).await;
    let outcome = |place| match failed.remove(&place) {
        Some(error) => Outcome::from(error),
        None => Outcome::Done,
    };
    places.iter().copied().zip(places.iter().copied().map(outcome)).collect()
}
