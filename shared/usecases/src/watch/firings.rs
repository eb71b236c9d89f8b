//! What the ticks have made of alerts: firings are sent, then it is marked.
//!
//! A firing is an event whose id is made of the alert and its generation. Whoever is killed before the mark leaves the alert as it
//! was, and the same ticks fire it again under the same id, which `route` knows as a repeat.

use std::time::Duration;

use domain::alert::{Alert, Firing, Tick};
use domain::data::{Note, Symbol};
use domain::{EventType, Priority};
use futures_util::StreamExt;
use futures_util::stream;
use ports::{Count, Enqueue, Levels, Message, PortError, Queue, Stored, Telemetry};
use serde_json::json;

use super::WatchPorts;
use crate::carried;
use crate::planted::{self, Bug};

/// How many alerts are marked at once.
const MARKS: usize = 16;

/// An alert and what the ticks have made of it.
pub(super) struct Moved {
    pub(super) before: Alert,
    pub(super) after: Alert,
    firings: Vec<Firing>,
}

impl Moved {
    /// Lets the ticks act on the alert.
    pub(super) fn by(before: Alert, ticks: &[Tick]) -> Self {
        let mut after = before.clone();
        let firings = after.judge_all(ticks);
        Self { before, after, firings }
    }

    /// Whether the ticks have changed anything.
    pub(super) fn is_moved(&self) -> bool {
        self.before.phase != self.after.phase
    }

    /// Whether a level becomes live.
    fn revives(&self) -> bool {
        self.is_moved() && self.after.level().is_some()
    }
}

/// What came of the marks.
pub(super) struct Marked {
    /// The epochs that this has bumped the symbol to, before and after the marks, where it did.
    bumped: Option<(u64, u64)>,
    /// Whether nobody else had moved one of the alerts. Whoever has may have judged fewer ticks: one that was disturbed looks
    /// again.
    pub(super) is_undisturbed: bool,
}

impl Marked {
    /// The symbol's epoch, if since `before` nothing has become live but what was marked here.
    pub(super) fn epoch_after(&self, before: u64) -> Option<u64> {
        match self.bumped {
            None => Some(before),
            Some((first, second)) if first == before + 1 && second == before + 2 => Some(second),
            Some(_) => None,
        }
    }
}

/// Sends the firings, and marks the alerts that have moved. Around marks that make a level live the symbol's epoch is
/// bumped: before, so that bounds which somebody finds without them do not hold; and after, so that bounds which somebody
/// found between two of them do not hold either.
pub(super) async fn send_and_mark<S, Q, C, T>(
    ports: &WatchPorts<'_, S, Q, C, T>,
    symbol: &Symbol,
    moved: &[Moved],
) -> Result<Marked, PortError>
where
    S: Levels,
    Q: Enqueue,
    T: Telemetry,
{
    let moved: Vec<&Moved> = moved.iter().filter(|moved| moved.is_moved()).collect();
    let is_bumped = moved.iter().any(|moved| moved.revives()) && !planted::is(Bug::RearmWithoutEpoch);
    if planted::is(Bug::MarkBeforeFire) {
        mark(ports, &moved).await?;
    }
    send(ports, &moved).await?;
    let before = if is_bumped { Some(ports.store.bump(symbol).await?) } else { None };
    let is_undisturbed = mark(ports, &moved).await?;
    let bumped = match before {
        Some(before) => Some((before, ports.store.bump(symbol).await?)),
        None => None,
    };
    Ok(Marked { bumped, is_undisturbed })
}

/// Sends the firings. One that the queue refuses for its content is sent once more without its note; if that is refused too,
/// it costs only itself: the others go out, and its alert is marked all the same.
async fn send<S, Q, C, T>(ports: &WatchPorts<'_, S, Q, C, T>, moved: &[&Moved]) -> Result<(), PortError>
where
    Q: Enqueue,
    T: Telemetry,
{
    let firings: Vec<(&Alert, &Firing)> =
        moved.iter().flat_map(|moved| moved.firings.iter().map(|firing| (&moved.before, firing))).collect();
    if firings.is_empty() {
        return Ok(());
    }
    for _ in &firings {
        ports.telemetry.count(Count::Fired, Priority::P1);
    }
    let queue = Queue::Events(Priority::P1);
    let events = firings.iter().map(|(alert, firing)| event(alert, firing, alert.note.as_ref())).collect();
    let refused = carried::refused(ports.queues.enqueue(queue, events).await)?;
    if refused.is_empty() {
        return Ok(());
    }
    let firings: Vec<_> = refused.into_iter().map(|(place, _)| firings[place]).collect();
    let events = firings.iter().map(|(alert, firing)| event(alert, firing, None)).collect();
    for (place, error) in carried::refused(ports.queues.enqueue(queue, events).await)? {
        let (alert, _) = firings[place];
        carried::note_refusal(ports.telemetry, Priority::P1, "firing", alert.id.as_str(), &error);
    }
    Ok(())
}

/// The firing as the exchange would publish it.
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
    let generation = if planted::is(Bug::IdWithoutGeneration) { 0 } else { firing.generation };
    let body = json!({
        "id": format!("{}:{generation}", alert.id),
        "event_type": EventType::PriceAlert.name(),
        "user_id": alert.user_id,
        "occurred_at": firing.at,
        "data": data,
    });
    Message { body: body.to_string(), group: Some(alert.user_id.to_string()), delay: Duration::ZERO }
}

/// Answers whether nobody else had moved one of them. An alert whose mark the store refuses costs only itself: it stays as it
/// was, and what it fires again is known as a repeat.
async fn mark<S, Q, C, T>(ports: &WatchPorts<'_, S, Q, C, T>, moved: &[&Moved]) -> Result<bool, PortError>
where
    S: Levels,
    T: Telemetry,
{
    let marks = moved.iter().map(async |moved| (moved, ports.store.mark(&moved.before, &moved.after).await));
    let marks: Vec<_> = stream::iter(marks).buffer_unordered(MARKS).collect().await;
    let mut is_undisturbed = true;
    for (moved, stored) in marks {
        match stored {
            Ok(stored) => is_undisturbed &= stored == Stored::Done,
            Err(error) if error.is_retryable() => return Err(error),
            Err(error) => {
                ports.telemetry.count(Count::Refused, Priority::P1);
                tracing::error!(%error, alert.id = moved.before.id.as_str(), "an alert could not be marked");
            }
        }
    }
    Ok(is_undisturbed)
}

/// Why ticks are judged again later.
pub(super) fn disturbed() -> PortError {
    PortError::Throttled("somebody else kept moving the alerts".into())
}
