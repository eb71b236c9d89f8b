//! Jobs: if the ticks reach many alerts of a symbol, they are sent as one job for each part of the
//! symbol's levels, on a queue that keeps the jobs of a part in order.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::alert::{Part, Span, Tick};
use domain::event::data::{Positive, Symbol};
use domain::{Priority, Time};
use futures_util::future::join_all;
use ports::{Clock, Enqueue, Levels, Message, PortError, Queue};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::firings::{self, Transition};
use super::reach;
use crate::batch::{Outcome, Record};
use crate::carried;
use crate::watch::FirePlatform;

/// Number of alerts of a part that are judged, fired and stored together.
const PAGE: usize = 100;

/// Maximum number of ticks of one message: some 100 KB, far below the limit of SQS.
const TICKS: usize = 1_000;

/// Time for which a batch of jobs is processed before the rest is returned to the queue: well
/// within the timeout of `fire-alerts`. The next receive continues with the rest.
const TIME_BUDGET: Duration = Duration::from_secs(20);

/// Pause before the next receive of the rest.
const YIELD_DELAY: Duration = Duration::from_secs(1);

/// Number of bytes of a hash that distinguish the message groups of symbols.
const NAME_BYTES: usize = 12;

/// Ticks that the alerts of one part of a symbol have to judge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Job<'a> {
    /// The job's number. It rises from job to job of a symbol, so that no two messages are
    /// identical: the queue would drop the second.
    number: u64,
    symbol: String,
    part: u8,
    ticks: Cow<'a, [WrittenTick]>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct WrittenTick {
    price: String,
    made_at: Time,
    arrived_at: Time,
}

impl WrittenTick {
    fn of(tick: &Tick) -> Self {
        Self { price: tick.price.to_string(), made_at: tick.made_at, arrived_at: tick.arrived_at }
    }

    fn read(&self) -> Option<Tick> {
        let price = Positive::parse(&self.price)?;
        Some(Tick { price, made_at: self.made_at, arrived_at: self.arrived_at })
    }
}

/// Sends the ticks to every part. A job is opened before it is sent: if none is open, none is under
/// way. If the sending fails, the batch comes again and opens the next job; a part that has
/// finished that one has finished all that were sent before.
///
/// # Errors
/// Those of the store and retryable ones of the queue.
pub(super) async fn send<P: FirePlatform>(
    platform: &P,
    symbol: &Symbol,
    ticks: &[Tick],
) -> Result<(), PortError> {
    for ticks in ticks.chunks(TICKS) {
        let number = platform.store().open_job(symbol).await?;
        let ticks: Vec<_> = ticks.iter().map(WrittenTick::of).collect();
        let job = |part: Part| Job {
            number,
            symbol: symbol.to_string(),
            part: part.number(),
            ticks: Cow::Borrowed(&ticks),
        };
        let all: Vec<Part> = Part::all().collect();
        let messages = all.iter().map(|part| message(&job(*part))).collect();
        for (place, error) in carried::refused(platform.queues().enqueue(Queue::Fire, messages).await)? {
            carried::note_refusal(platform.telemetry(), Priority::P1, "job", symbol.as_str(), &error);
            // The symbol would wait for this job forever.
            platform.store().finish_job(symbol, all[place], number).await?;
        }
    }
    Ok(())
}

/// Returns the job's message. Its message group is that of its symbol and part, so the jobs of a
/// part are processed in order.
fn message(job: &Job<'_>) -> Message {
    // Strings and a number: their serialization as JSON cannot fail.
    let body = serde_json::to_string(job).unwrap_or_default();
    // A group's name must be shorter than a symbol may be, and allows fewer characters.
    let symbol = URL_SAFE_NO_PAD.encode(&Sha256::digest(&job.symbol)[..NAME_BYTES]);
    Message { body, group: Some(format!("{symbol}-{}", job.part)), delay: Duration::ZERO }
}

/// Processes a batch of the `fire` queue: one outcome per record, in their order. Jobs of one part
/// are processed in order; after one that failed, its later ones have to wait.
pub async fn fire_alerts<P: FirePlatform>(platform: &P, records: &[Record<'_>]) -> Vec<Outcome> {
    let until = platform.clock().now().plus(TIME_BUDGET);
    let mut groups: BTreeMap<(String, u8), Vec<(usize, Job<'_>)>> = BTreeMap::new();
    let refused = || Outcome::dead_letter("the message is not a job");
    let mut outcomes: Vec<Outcome> = records.iter().map(|_| refused()).collect();
    for (place, record) in records.iter().enumerate() {
        if let Ok(job) = serde_json::from_str::<Job<'_>>(record.body) {
            groups.entry((job.symbol.clone(), job.part)).or_default().push((place, job));
        }
    }
    let worked = join_all(groups.into_values().map(async |jobs| {
        let mut outcomes = Vec::with_capacity(jobs.len());
        let mut is_held_up = false;
        for (place, job) in jobs {
            let outcome = if is_held_up {
                Outcome::retry("an earlier job of the same part is not done yet")
            } else {
                work(platform, &job, until).await
            };
            is_held_up |= matches!(outcome, Outcome::Retry { .. });
            outcomes.push((place, outcome));
        }
        outcomes
    }))
    .await;
    for (place, outcome) in worked.into_iter().flatten() {
        outcomes[place] = outcome;
    }
    outcomes
}

async fn work<P: FirePlatform>(platform: &P, job: &Job<'_>, until: Time) -> Outcome {
    let ticks: Option<Vec<Tick>> = job.ticks.iter().map(WrittenTick::read).collect();
    let (Some(symbol), Some(part), Some(ticks)) = (Symbol::parse(&job.symbol), Part::parse(job.part), ticks)
    else {
        return Outcome::dead_letter("the message is not a job");
    };
    match fire(platform, &symbol, part, &ticks, until).await {
        Ok(Fired::Some) => Outcome::Retry {
            reason: "the time budget ended before all alerts were processed".into(),
            after: Some(YIELD_DELAY),
        },
        Ok(Fired::All) => match platform.store().finish_job(&symbol, part, job.number).await {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::retry(error.to_string()),
        },
        // If the job were dead-lettered, its symbol would wait for it forever: even a refusal is
        // retried.
        Err(error) => Outcome::retry(error.to_string()),
    }
}

/// Progress of a job.
enum Fired {
    /// All alerts that are reached were judged.
    All,
    /// The first alerts by level were judged, and are not reached any more.
    Some,
}

/// Applies the ticks to all alerts of the part that they reach, or to as many as the time allows.
async fn fire<P: FirePlatform>(
    platform: &P,
    symbol: &Symbol,
    part: Part,
    ticks: &[Tick],
    until: Time,
) -> Result<Fired, PortError> {
    let Some(span) = Span::of(ticks) else { return Ok(Fired::All) };
    // Another invocation may move an alert from one side to the other meanwhile, so the first side
    // is read again.
    for side in reach::ORDER {
        let mut after: Option<String> = None;
        loop {
            let page = platform.store().levels(symbol, part, side, after.as_deref(), PAGE).await?;
            let is_reached =
                |alert: &domain::alert::Alert| alert.level().is_some_and(|level| span.reaches(&level));
            let is_last = page.alerts.iter().any(|alert| !is_reached(alert));
            let reached = page.alerts.into_iter().filter(|alert| is_reached(alert));
            let moved: Vec<Transition> = reached.map(|alert| Transition::by(alert, ticks)).collect();
            if !firings::send_and_mark(platform, symbol, &moved).await?.is_without_conflict {
                return Err(firings::contention());
            }
            after = page.next;
            if is_last || after.is_none() {
                break;
            }
            if platform.clock().now() >= until {
                return Ok(Fired::Some);
            }
        }
    }
    Ok(Fired::All)
}
