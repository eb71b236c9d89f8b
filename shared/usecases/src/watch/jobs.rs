//! Where many alerts of a symbol are reached, the ticks become jobs: one for each part of the symbol's levels, on a queue that
//! keeps the jobs of a part in their order.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::alert::{Part, Span, Tick};
use domain::data::{Positive, Symbol};
use domain::{Priority, Time};
use futures_util::future::join_all;
use ports::{Clock, Enqueue, Levels, Message, PortError, Queue, Telemetry};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::firings::{self, Moved};
use super::{WatchPorts, reach};
use crate::batch::{Outcome, Record};
use crate::carried;

/// How many alerts of a part are judged, fired and marked together.
const PAGE: usize = 100;

/// The most ticks of one message: some 100 KB, far below what SQS takes.
const TICKS: usize = 1_000;

/// For how long a batch of jobs is worked off before what is left is handed back, to go on where it ended: well within the time
/// that `fire-alerts` has.
const STINT: Duration = Duration::from_secs(20);

/// After which pause it goes on.
const BREATH: Duration = Duration::from_secs(1);

/// How many bytes of a hash tell a symbol's group from another's.
const NAME_BYTES: usize = 12;

/// Ticks that a part of a symbol's alerts are to judge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Job<'a> {
    /// Rises from job to job of a symbol, so that no two messages are the same: the queue would drop the second.
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

/// Sends the ticks to every part. A job is open before it is sent, so that whoever finds none open knows that none is
/// under way. Should the sending fail, the batch comes again and opens the next one; a part that has finished that one has
/// finished whatever was sent before.
pub(super) async fn send<S, Q, C, T>(
    ports: &WatchPorts<'_, S, Q, C, T>,
    symbol: &Symbol,
    ticks: &[Tick],
) -> Result<(), PortError>
where
    S: Levels,
    Q: Enqueue,
    T: Telemetry,
{
    for ticks in ticks.chunks(TICKS) {
        let number = ports.store.open_job(symbol).await?;
        let ticks: Vec<_> = ticks.iter().map(WrittenTick::of).collect();
        let job = |part: Part| Job {
            number,
            symbol: symbol.to_string(),
            part: part.number(),
            ticks: Cow::Borrowed(&ticks),
        };
        let all: Vec<Part> = Part::all().collect();
        let messages = all.iter().map(|part| message(&job(*part))).collect();
        for (place, error) in carried::refused(ports.queues.enqueue(Queue::Fire, messages).await)? {
            carried::note_refusal(ports.telemetry, Priority::P1, "job", symbol.as_str(), &error);
            // It would be waited for for ever.
            ports.store.finish_job(symbol, all[place], number).await?;
        }
    }
    Ok(())
}

/// In the group of its symbol and part, whose jobs are worked off one after the other.
fn message(job: &Job<'_>) -> Message {
    // Texts and a number: writing them as JSON cannot fail.
    let body = serde_json::to_string(job).unwrap_or_default();
    // A group's name is shorter than a symbol's may be, and has fewer characters to choose from.
    let symbol = URL_SAFE_NO_PAD.encode(&Sha256::digest(&job.symbol)[..NAME_BYTES]);
    Message { body, group: Some(format!("{symbol}-{}", job.part)), delay: Duration::ZERO }
}

/// Works off a batch of the `fire` queue: one outcome per record, in their order. Jobs of one part are worked off in theirs;
/// after one that failed its later ones have to wait.
pub async fn fire_alerts<S, Q, C, T>(
    ports: &WatchPorts<'_, S, Q, C, T>,
    records: &[Record<'_>],
) -> Vec<Outcome>
where
    S: Levels,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let until = ports.clock.now().plus(STINT);
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
                Outcome::retry("an earlier job of its part has to be done first")
            } else {
                work(ports, &job, until).await
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

async fn work<S, Q, C, T>(ports: &WatchPorts<'_, S, Q, C, T>, job: &Job<'_>, until: Time) -> Outcome
where
    S: Levels,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let ticks: Option<Vec<Tick>> = job.ticks.iter().map(WrittenTick::read).collect();
    let (Some(symbol), Some(part), Some(ticks)) = (Symbol::parse(&job.symbol), Part::parse(job.part), ticks)
    else {
        return Outcome::dead_letter("the message is not a job");
    };
    match fire(ports, &symbol, part, &ticks, until).await {
        Ok(Fired::Some) => {
            Outcome::Retry { reason: "there are more than fit into one stint".into(), after: Some(BREATH) }
        }
        Ok(Fired::All) => match ports.store.finish_job(&symbol, part, job.number).await {
            Ok(()) => Outcome::Done,
            Err(error) => Outcome::retry(error.to_string()),
        },
        // Given up, its symbol would wait for it for ever: even a refusal is tried again.
        Err(error) => Outcome::retry(error.to_string()),
    }
}

/// How far a job has come.
enum Fired {
    /// To its end.
    All,
    /// Those whose levels come first are done, and wait at them no more.
    Some,
}

/// Lets the ticks act on all alerts of the part that they reach, or on as many as there is time for.
async fn fire<S, Q, C, T>(
    ports: &WatchPorts<'_, S, Q, C, T>,
    symbol: &Symbol,
    part: Part,
    ticks: &[Tick],
    until: Time,
) -> Result<Fired, PortError>
where
    S: Levels,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let Some(span) = Span::of(ticks) else { return Ok(Fired::All) };
    // As others may move an alert from one side to the other meanwhile, the first side comes once more.
    for side in reach::ORDER {
        let mut after: Option<String> = None;
        loop {
            let page = ports.store.levels(symbol, part, side, after.as_deref(), PAGE).await?;
            let is_reached =
                |alert: &domain::alert::Alert| alert.level().is_some_and(|level| span.reaches(&level));
            let is_last = page.alerts.iter().any(|alert| !is_reached(alert));
            let reached = page.alerts.into_iter().filter(|alert| is_reached(alert));
            let moved: Vec<Moved> = reached.map(|alert| Moved::by(alert, ticks)).collect();
            if !firings::send_and_mark(ports, symbol, &moved).await?.is_undisturbed {
                return Err(firings::disturbed());
            }
            after = page.next;
            if is_last || after.is_none() {
                break;
            }
            if ports.clock.now() >= until {
                return Ok(Fired::Some);
            }
        }
    }
    Ok(Fired::All)
}
