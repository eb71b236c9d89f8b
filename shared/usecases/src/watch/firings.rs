//! Transitions of alerts: the firings are sent, then the alerts' new states are stored.
//!
//! A firing is an event whose id is derived from the alert, the time at which it was last resumed, and its
//! generation. If the invocation is
//! killed before the new state is stored, the alert stays as it was, and the same ticks fire it
//! again under the same id, which `route` drops as a repeat.

use std::time::Duration;

use domain::alert::{Alert, Firing, Tick};
use domain::event::data::{Note, Symbol};
use domain::{EventType, Priority};
use futures_util::{StreamExt, stream};
use ports::{Count, Enqueue, Levels, Message, PortError, Queue, Telemetry, WriteOutcome};
use serde_json::json;

use crate::carried;
use crate::watch::FirePlatform;

/// Number of alerts whose states are stored concurrently.
const MARKS: usize = 16;

/// The states of an alert before and after the ticks.
pub(super) struct Transition {
    pub(super) before: Alert,
    pub(super) after: Alert,
    firings: Vec<Firing>,
}

impl Transition {
    /// Applies the ticks to the alert.
    pub(super) fn by(before: Alert, ticks: &[Tick]) -> Self {
        let mut after = before.clone();
        let firings = after.evaluate_all(ticks);
        Self { before, after, firings }
    }

    /// Whether the ticks have changed anything.
    pub(super) fn is_changed(&self) -> bool {
        self.before.phase != self.after.phase
    }

    /// Whether the alert has a level after the ticks.
    fn reactivates_level(&self) -> bool {
        self.is_changed() && self.after.level().is_some()
    }
}

/// Result of storing the new states.
pub(super) struct Marked {
    /// The symbol's epochs before and after the writes, if they were incremented.
    bumped: Option<(u64, u64)>,
    /// Whether no other invocation had changed one of the alerts. Another invocation may have
    /// judged fewer ticks, so the alerts have to be read and judged again if it is false.
    pub(super) is_without_conflict: bool,
}

impl Marked {
    /// Returns the symbol's epoch, if no level has become live since `before` except by these
    /// transitions.
    pub(super) fn epoch_after(&self, before: u64) -> Option<u64> {
        match self.bumped {
            None => Some(before),
            Some((first, second)) if first == before + 1 && second == before + 2 => Some(second),
            Some(_) => None,
        }
    }
}

/// Sends the firings, and stores the states of the alerts that have changed. If a write makes a
/// level live, the symbol's epoch is incremented before and after the writes: before, so that
/// bounds which another invocation computes without these levels are rejected; and after, so that
/// bounds which it computes between two of the writes are rejected too.
///
/// # Errors
/// Retryable ones of the queue; those of the store, except that refused writes of alerts are logged
/// and counted.
pub(super) async fn send_and_mark<P: FirePlatform>(
    platform: &P,
    symbol: &Symbol,
    moved: &[Transition],
) -> Result<Marked, PortError> {
    let moved: Vec<&Transition> = moved.iter().filter(|moved| moved.is_changed()).collect();
    let is_bumped = moved.iter().any(|moved| moved.reactivates_level());
    send(platform, &moved).await?;
    let before = if is_bumped { Some(platform.store().increment_epoch(symbol).await?) } else { None };
    let is_without_conflict = mark(platform, &moved).await?;
    let bumped = match before {
        Some(before) => Some((before, platform.store().increment_epoch(symbol).await?)),
        None => None,
    };
    Ok(Marked { bumped, is_without_conflict })
}

/// Sends the firings. A firing that the queue refuses for its content is sent once more without its
/// note. If that is refused too, the other firings are sent nevertheless, and the alert's state is
/// stored.
async fn send<P: FirePlatform>(platform: &P, moved: &[&Transition]) -> Result<(), PortError> {
    let firings: Vec<(&Alert, &Firing)> =
        moved.iter().flat_map(|moved| moved.firings.iter().map(|firing| (&moved.before, firing))).collect();
    if firings.is_empty() {
        return Ok(());
    }
    for _ in &firings {
        platform.telemetry().count(Count::Fired, Priority::P1);
    }
    let queue = Queue::Events(Priority::P1);
    let events = firings.iter().map(|(alert, firing)| event(alert, firing, alert.note.as_ref())).collect();
    let refused = carried::refused(platform.queues().enqueue(queue, events).await)?;
    if refused.is_empty() {
        return Ok(());
    }
    let firings: Vec<_> = refused.into_iter().map(|(place, _)| firings[place]).collect();
    let events = firings.iter().map(|(alert, firing)| event(alert, firing, None)).collect();
    for (place, error) in carried::refused(platform.queues().enqueue(queue, events).await)? {
        let (alert, _) = firings[place];
        carried::note_refusal(platform.telemetry(), Priority::P1, "firing", alert.id.as_str(), &error);
    }
    Ok(())
}

/// Returns the firing as an event in the exchange's format.
fn event(alert: &Alert, firing: &Firing, note: Option<&Note>) -> Message {
    let mut data = json!({
        "alert_id": alert.id,
        "symbol": alert.symbol,
        "condition": alert.condition,
        "target_price": alert.target,
        "current_price": firing.price,
    });
    if let Some(note) = note {
        data["note"] = json!(note);
    }
    let generation = firing.generation;
    // Ticks that were judged while the trader paused the alert may have sent firings that were not counted. So
    // the generation alone does not identify one that was made after the alert was resumed.
    let id = match alert.resumed_at {
        None => format!("{}:{generation}", alert.id),
        Some(resumed_at) => format!("{}:{}:{generation}", alert.id, resumed_at.as_millis()),
    };
    let body = json!({
        "id": id,
        "event_type": EventType::PriceAlert.name(),
        "user_id": alert.user_id,
        "occurred_at": firing.at,
        "data": data,
    });
    Message { body: body.to_string(), group: Some(alert.user_id.to_string()), delay: Duration::ZERO }
}

/// Stores the new states, and returns whether no other invocation had changed one of the alerts. If
/// the store refuses a write, the other alerts are not affected: the alert stays as it was, and
/// what it fires again is dropped as a repeat.
async fn mark<P: FirePlatform>(platform: &P, moved: &[&Transition]) -> Result<bool, PortError> {
    let marks =
        moved.iter().map(async |moved| (moved, platform.store().mark(&moved.before, &moved.after).await));
    let marks: Vec<_> = stream::iter(marks).buffer_unordered(MARKS).collect().await;
    let mut is_without_conflict = true;
    for (moved, stored) in marks {
        match stored {
            Ok(stored) => is_without_conflict &= stored == WriteOutcome::Done,
            Err(error) if error.is_retryable() => return Err(error),
            Err(error) => {
                platform.telemetry().count(Count::Refused, Priority::P1);
                tracing::error!(%error, alert.id = moved.before.id.as_str(), "the firing of an alert could not be recorded");
            }
        }
    }
    Ok(is_without_conflict)
}

/// Returns the retryable error for ticks that have to be judged again.
pub(super) fn contention() -> PortError {
    PortError::Throttled("the alerts kept changing".into())
}
