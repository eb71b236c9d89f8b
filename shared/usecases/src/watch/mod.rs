//! Price alerts: a tick that fires an alert becomes an event of class P1, and is routed as all
//! events are.
//!
//! Each record of a shard's batch is decoded separately ([`intake`]). One read returns the states
//! of the batch's symbols; a symbol whose bounds no tick touches costs nothing more. For the
//! others, the levels that are reached are read ([`reach`]), and each of their alerts judges the
//! ticks in order. The firings are sent first and the alerts' states are stored after that
//! ([`firings`]), under ids that every run of the same ticks derives again; so a batch can be
//! processed any number of times, also concurrently. If many alerts are reached, the ticks are sent
//! to the queue of `fire-alerts` instead ([`jobs`]), one message for each part of the symbol. Until
//! all of those are processed, the symbol's later ticks are sent after them: so many firings of one
//! symbol do not delay the shard, and the symbol's ticks stay in order.
//!
//! A call that fails and can succeed later fails the whole batch, which then comes again: nothing
//! else would keep a shard's ticks in order. A request that a queue or the store refuses for its
//! content would be refused again, so the refusal is logged and counted, and the shard continues.

mod expired;
mod feeds;
mod firings;
mod intake;
mod jobs;
mod reach;

use domain::Time;
use domain::alert::{Bounds, Span, Tick};
use domain::event::data::Symbol;
pub use feeds::{IDLE_FOR, STALE_AFTER, check_feeds};
use firings::Transition;
use futures_util::{StreamExt, stream};
pub use jobs::fire_alerts;
use ports::{Enqueue, FeedHealth, Levels, PortError, SymbolState, WriteOutcome};
use reach::Reach;

/// Maximum number of symbols of one read.
const SYMBOLS: usize = 100;

/// Number of symbols of a batch that are processed concurrently.
const AT_ONCE: usize = 8;

/// Maximum number of alerts of a symbol that are judged by the watching function itself; if more
/// are reached, the ticks become jobs.
pub const MAX_AT_ONCE: usize = 200;

/// Maximum number of attempts of a batch to judge its symbol's alerts while another invocation
/// changes them, before it fails and comes again.
const MAX_ATTEMPTS: usize = 4;

/// A record of the stream.
#[derive(Debug, Clone, Copy)]
pub struct TickRecord<'a> {
    /// The record's data.
    pub body: &'a [u8],
    /// The time at which it arrived on the stream.
    pub arrived_at: Time,
}

platform_alias! {
    /// Ports that watching prices uses: alerts by their levels, the states of symbols, feeds, and
    /// queues.
    pub WatchPlatform:
        Store: Levels + FeedHealth,
        Queues: Enqueue,
}

platform_alias! {
    /// Ports that firing alerts uses: alerts by their levels, the states of symbols, and queues.
    pub FirePlatform:
        Store: Levels,
        Queues: Enqueue,
}

/// Processes a batch of one shard, in its order.
///
/// # Errors
/// The error of a call to the store or a queue. The whole batch has to be tried again. A refusal
/// for content is logged and counted instead, where only one record or alert is affected.
pub async fn watch_prices<P: WatchPlatform>(
    platform: &P,
    records: &[TickRecord<'_>],
) -> Result<(), PortError> {
    let intake = intake::sort(platform.telemetry(), records);
    let rejects = intake::reject(platform.telemetry(), platform.queues(), intake.rejected);
    let (watched, rejected) = futures_util::join!(watch(platform, intake.ticks), rejects);
    watched.and(rejected)
}

async fn watch<P: WatchPlatform>(platform: &P, mut ticks: Vec<(Symbol, Vec<Tick>)>) -> Result<(), PortError> {
    while !ticks.is_empty() {
        let rest = ticks.split_off(ticks.len().min(SYMBOLS));
        let batch = std::mem::replace(&mut ticks, rest);
        let symbols: Vec<Symbol> = batch.iter().map(|(symbol, _)| symbol.clone()).collect();
        let states = platform.store().symbols(&symbols).await?;
        // A symbol without a state has never had an alert.
        let known = batch.iter().filter_map(|(symbol, ticks)| Some((symbol, ticks, states.get(symbol)?)));
        let watched = known.map(|(symbol, ticks, state)| watch_symbol(platform, symbol, state, ticks));
        let watched: Vec<_> = stream::iter(watched).buffer_unordered(AT_ONCE).collect().await;
        watched.into_iter().collect::<Result<(), _>>()?;
    }
    Ok(())
}

async fn watch_symbol<P: WatchPlatform>(
    platform: &P,
    symbol: &Symbol,
    state: &SymbolState,
    ticks: &[Tick],
) -> Result<(), PortError> {
    let Some(span) = Span::of(ticks) else { return Ok(()) };
    feeds::record_tick(platform.store(), symbol, state, &span).await?;
    if state.jobs.are_open() {
        return jobs::send(platform, symbol, ticks).await;
    }
    if state.bounds.is_some_and(|bounds| !bounds.are_touched_by(&span)) {
        return Ok(());
    }
    let Some(reach) = Reach::of(span, ticks) else { return Ok(()) };
    let mut epoch = state.epoch;
    // Whether the attempt before saw all alerts, unless one was moved twice meanwhile.
    let mut is_second = false;
    for turn in 0..MAX_ATTEMPTS {
        if turn > 0 {
            let Some(state) = current(platform.store(), symbol).await? else { return Ok(()) };
            if state.jobs.are_open() {
                return jobs::send(platform, symbol, ticks).await;
            }
            epoch = state.epoch;
        }
        let (reached, next_unreached, over) = match reach::find(platform.store(), symbol, &reach).await? {
            reach::Found::TooMany => return jobs::send(platform, symbol, ticks).await,
            reach::Found::Few { reached, next_unreached, over } => (reached, next_unreached, over),
        };
        let moved: Vec<Transition> = reached.into_iter().map(|alert| Transition::by(alert, ticks)).collect();
        let marked = firings::send_and_mark(platform, symbol, &moved).await?;
        if !marked.is_without_conflict {
            is_second = false;
            continue;
        }
        // The bounds are known, and all alerts were seen, only if no level except ours has become
        // live since the symbol's state was read.
        let mut is_complete = false;
        if let Some(epoch) = marked.epoch_after(epoch) {
            // Every level is a bound: that of a target price, and that of a rearm price.
            let all = moved.iter().map(|moved| &moved.after);
            let bounds = Bounds::of(all, &next_unreached, span.latest);
            is_complete = platform.store().set_bounds(symbol, &bounds, epoch).await? == WriteOutcome::Done;
        }
        // If alerts of the symbol are created all the time, the epoch changes in every attempt:
        // then two reads in a row have to be enough. An alert that both have missed was moved four
        // times meanwhile.
        if is_complete || (is_second && !moved.iter().any(Transition::is_changed)) {
            // The removal comes last, after everything that other work waits for.
            expired::remove(platform.store(), over).await;
            return Ok(());
        }
        is_second = true;
    }
    Err(firings::contention())
}

/// Returns the current state of the symbol.
async fn current(store: &impl Levels, symbol: &Symbol) -> Result<Option<SymbolState>, PortError> {
    let mut states = store.symbols(std::slice::from_ref(symbol)).await?;
    Ok(states.remove(symbol))
}
