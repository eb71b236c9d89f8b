//! What is in a batch: events to route, and messages to pass on.

use std::collections::{BTreeMap, HashMap};

use domain::event::Event;
use domain::{Priority, Time};
use futures_util::future::join_all;
use ports::{Count, Enqueue, Key, Message, Queue, Telemetry};

use crate::batch::{Outcome, Record};
use crate::planted::{self, Bug};

/// An event and the places of the records that carry it.
pub(super) struct Incoming {
    pub(super) event: Event,
    pub(super) places: Vec<usize>,
}

impl Incoming {
    pub(super) fn key(&self) -> Key {
        (self.event.user_id.clone(), self.event.id.clone())
    }

    /// The same outcome for every record of the event.
    pub(super) fn all(self, outcome: Outcome) -> impl Iterator<Item = (usize, Outcome)> {
        self.places.into_iter().map(move |place| (place, outcome.clone()))
    }
}

/// A message for another queue, and the place of the record that it replaces.
pub(super) struct PassedOn {
    place: usize,
    queue: Queue,
    message: Message,
}

/// A batch, sorted.
#[derive(Default)]
pub(super) struct Intake {
    pub(super) events: Vec<Incoming>,
    pub(super) passed_on: Vec<PassedOn>,
}

/// Decodes every record by itself. What cannot be read is to be rejected with its code; what belongs to
/// another class is to be moved to that class's queue.
pub(super) fn sort(telemetry: &impl Telemetry, own: Priority, records: &[Record<'_>], now: Time) -> Intake {
    let mut intake = Intake::default();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for (place, record) in records.iter().enumerate() {
        match Event::decode(record.body, now) {
            Err(rejection) => {
                telemetry.count(Count::Rejected, own);
                tracing::warn!(
                    code = rejection.code.name(),
                    field = rejection.field.as_deref(),
                    queue = own.name(),
                    "an event was rejected"
                );
                let body = rejection.to_message(own.name(), record.body);
                let message = Message { body, group: None };
                intake.passed_on.push(PassedOn { place, queue: Queue::Rejected, message });
            }
            Ok(event) if event.priority() != own => {
                telemetry.count(Count::Moved, own);
                let message =
                    Message { body: record.body.to_owned(), group: Some(event.user_id.to_string()) };
                intake.passed_on.push(PassedOn { place, queue: Queue::Events(event.priority()), message });
            }
            Ok(event) => {
                let incoming = Incoming { event, places: vec![place] };
                if let Some(&first) = known.get(&incoming.key()) {
                    telemetry.count(Count::Repeats, own);
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

/// Sends what is to be passed on: a record is done only when the other queue has its message.
pub(super) async fn pass_on(queues: &impl Enqueue, passed_on: Vec<PassedOn>) -> Vec<(usize, Outcome)> {
    let mut by_queue: BTreeMap<Queue, (Vec<usize>, Vec<Message>)> = BTreeMap::new();
    for PassedOn { place, queue, message } in passed_on {
        let (places, messages) = by_queue.entry(queue).or_default();
        places.push(place);
        messages.push(message);
    }
    let sends = by_queue.into_iter().map(async |(queue, (places, messages))| {
        let results = queues.enqueue(queue, messages).await;
        // Nothing else holds what it says, so even a refusal is tried again rather than given up.
        let outcomes = results.into_iter().map(|result| match result {
            Ok(()) => Outcome::Done,
            Err(_) if planted::is(Bug::PassedOnUnseen) => Outcome::Done,
            Err(error) => Outcome::Retry { reason: error.to_string() },
        });
        places.into_iter().zip(outcomes).collect::<Vec<_>>()
    });
    join_all(sends).await.into_iter().flatten().collect()
}
