//! Prices are watched: what a tick fires becomes an event of class P1, and from there on takes the way of all events.
//!
//! The way of a batch of one shard: each record is decoded by itself ([`intake`]); one read brings the states of the batch's
//! symbols; a symbol whose bounds no tick touches costs nothing more. Of the others the levels that are reached are read
//! ([`reach`]), and each of their alerts judges the ticks in their order. Firings are sent first and marked after
//! ([`firings`]), under ids that any run of the same ticks makes again; so it does not matter how often, or by how many at
//! once, a batch is worked off. Where many fire, the ticks go to the queue of `fire-alerts` instead ([`jobs`]), one message
//! for each part of the symbol, and until all of those are worked off its later ticks are sent after them: so one symbol's
//! storm does not hold up the shard, and the symbol's ticks stay in order.
//!
//! A call that fails and can succeed later fails the whole batch, which then comes again: nothing else would keep a shard's
//! ticks in order. What a queue or the store refuses for its content would be refused again, so it costs only itself: it is
//! logged and counted, and the shard moves on.

mod expired;
mod feeds;
mod firings;
mod intake;
mod jobs;
mod reach;

use domain::Time;
use domain::alert::{Alert, Bounds, Phase, Span, Tick};
use domain::data::Symbol;
use futures_util::StreamExt;
use futures_util::stream;
use ports::{Clock, Enqueue, Feeds, Levels, PortError, Stored, SymbolState, Telemetry};

pub use feeds::{IDLE_FOR, STALE_AFTER, check_feeds};
pub use jobs::fire_alerts;

use crate::planted::{self, Bug};
use firings::Moved;
use reach::Reach;

/// The most symbols of one read.
const SYMBOLS: usize = 100;

/// How many symbols of a batch are worked off at once.
const AT_ONCE: usize = 8;

/// How many alerts of a symbol are judged at once by who watches; where more are reached, they become jobs.
pub const MOST_AT_ONCE: usize = 200;

/// How often a batch looks at its symbol's alerts while another invocation moves them, before it fails and comes again.
const TURNS: usize = 4;

/// A record of the stream.
#[derive(Debug, Clone, Copy)]
pub struct TickRecord<'a> {
    /// What it says.
    pub body: &'a [u8],
    /// When it arrived on the stream.
    pub arrived_at: Time,
}

/// What the use case may touch.
#[derive(Debug)]
pub struct WatchPorts<'a, S, Q, C, T> {
    /// Alerts by their levels, and the states of symbols.
    pub store: &'a S,
    /// The queues to send to.
    pub queues: &'a Q,
    /// The time.
    pub clock: &'a C,
    /// What is counted.
    pub telemetry: &'a T,
}

/// Works off a batch of one shard, in its order. Should it fail, all of it is to be tried again.
pub async fn watch_prices<S, Q, C, T>(
    ports: &WatchPorts<'_, S, Q, C, T>,
    records: &[TickRecord<'_>],
) -> Result<(), PortError>
where
    S: Levels + Feeds,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let intake = intake::sort(ports.telemetry, records);
    let rejects = intake::reject(ports.telemetry, ports.queues, intake.rejected);
    let (watched, rejected) = futures_util::join!(watch(ports, intake.ticks), rejects);
    watched.and(rejected)
}

async fn watch<S, Q, C, T>(
    ports: &WatchPorts<'_, S, Q, C, T>,
    mut ticks: Vec<(Symbol, Vec<Tick>)>,
) -> Result<(), PortError>
where
    S: Levels + Feeds,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    while !ticks.is_empty() {
        let rest = ticks.split_off(ticks.len().min(SYMBOLS));
        let batch = std::mem::replace(&mut ticks, rest);
        let symbols: Vec<Symbol> = batch.iter().map(|(symbol, _)| symbol.clone()).collect();
        let states = ports.store.symbols(&symbols).await?;
        // A symbol without a state has never had an alert.
        let known = batch.iter().filter_map(|(symbol, ticks)| Some((symbol, ticks, states.get(symbol)?)));
        let watched = known.map(|(symbol, ticks, state)| watch_symbol(ports, symbol, state, ticks));
        let watched: Vec<_> = stream::iter(watched).buffer_unordered(AT_ONCE).collect().await;
        watched.into_iter().collect::<Result<(), _>>()?;
    }
    Ok(())
}

async fn watch_symbol<S, Q, C, T>(
    ports: &WatchPorts<'_, S, Q, C, T>,
    symbol: &Symbol,
    state: &SymbolState,
    ticks: &[Tick],
) -> Result<(), PortError>
where
    S: Levels + Feeds,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let Some(span) = Span::of(ticks) else { return Ok(()) };
    feeds::note(ports.store, symbol, state, &span).await?;
    if state.jobs.are_open() && !planted::is(Bug::JudgedBeforeJob) {
        return jobs::send(ports, symbol, ticks).await;
    }
    if state.bounds.is_some_and(|bounds| !bounds.are_touched_by(&span)) {
        return Ok(());
    }
    let Some(reach) = Reach::of(span, ticks) else { return Ok(()) };
    let mut epoch = state.epoch;
    // Whether the turn before saw all alerts, unless one was moved twice meanwhile.
    let mut is_second = false;
    for turn in 0..TURNS {
        if turn > 0 {
            let Some(state) = current(ports.store, symbol).await? else { return Ok(()) };
            if state.jobs.are_open() {
                return jobs::send(ports, symbol, ticks).await;
            }
            epoch = state.epoch;
        }
        let (reached, beyond, over) = match reach::find(ports.store, symbol, &reach).await? {
            reach::Found::Storm => return jobs::send(ports, symbol, ticks).await,
            reach::Found::Few { reached, beyond, over } => (reached, beyond, over),
        };
        let moved: Vec<Moved> = reached.into_iter().map(|alert| Moved::by(alert, ticks)).collect();
        let marked = firings::send_and_mark(ports, symbol, &moved).await?;
        if !marked.is_undisturbed {
            is_second = false;
            continue;
        }
        // Bounds are known, and all alerts were seen, only if no level has become live since the symbol's state was read,
        // but ours.
        let mut is_complete = false;
        if let Some(mut epoch) = marked.epoch_after(epoch) {
            if planted::is(Bug::EpochUnchecked) {
                epoch = current(ports.store, symbol).await?.map_or(epoch, |state| state.epoch);
            }
            let all = moved.iter().map(|moved| &moved.after).filter(|alert| is_of_bounds(alert));
            let bounds = Bounds::of(all, beyond.iter().filter(|alert| is_of_bounds(alert)), span.latest);
            is_complete = ports.store.set_bounds(symbol, &bounds, epoch).await? == Stored::Done;
        }
        // Where alerts of the symbol are created all the time, no turn ends without another epoch: then two looks in a row
        // have to be enough. An alert that both have missed was moved four times meanwhile.
        if is_complete || (is_second && !moved.iter().any(Moved::is_moved)) {
            // After all that others wait for.
            expired::remove(ports.store, over).await;
            return Ok(());
        }
        is_second = true;
    }
    Err(firings::disturbed())
}

/// Every level is a bound: that of a target, and that of a way back.
fn is_of_bounds(alert: &Alert) -> bool {
    !planted::is(Bug::BoundsWithoutWayBack) || !matches!(alert.phase, Phase::Away { .. })
}

/// The symbol's state as it is now.
async fn current(store: &impl Levels, symbol: &Symbol) -> Result<Option<SymbolState>, PortError> {
    let mut states = store.symbols(std::slice::from_ref(symbol)).await?;
    Ok(states.remove(symbol))
}
