//! The health of the prices: who waits for a level is told when its symbol's ticks stop, and when they resume.

use std::collections::BTreeSet;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::alert::{Part, Side, Span};
use domain::data::{FeedState, Symbol};
use domain::{EventType, Priority, Time, UserId};
use futures_util::StreamExt;
use futures_util::future::try_join_all;
use futures_util::stream;
use ports::{Clock, Enqueue, Feeds, Levels, Message, PortError, Queue, SymbolState, Telemetry};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{AT_ONCE, WatchPorts};
use crate::carried;

/// How long a symbol's ticks may be missing.
pub const STALE_AFTER: Duration = Duration::from_mins(1);

/// How much older than a tick the noted one may be: a write for each tick would cost more than all the rest.
const NOTED_WITHIN: Duration = Duration::from_secs(10);

/// How many levels are read at once.
const PAGE: usize = 500;

/// The length of a symbol's name in an event's id, in characters of base64.
const NAME_LENGTH: usize = 22;

/// Notes down that the symbol has ticks, unless that is known.
pub(super) async fn note(
    store: &impl Feeds,
    symbol: &Symbol,
    state: &SymbolState,
    span: &Span,
) -> Result<(), PortError> {
    if state.last_tick_at.is_some_and(|noted| span.latest < noted.plus(NOTED_WITHIN)) {
        return Ok(());
    }
    store.note_tick(symbol, span.latest).await
}

/// Tells the owners of active alerts of every symbol whose ticks have stopped for longer than `limit`, or are back: once
/// each. Should that fail for a symbol, the next check makes up for it.
pub async fn check_feeds<S, Q, C, T>(
    ports: &WatchPorts<'_, S, Q, C, T>,
    limit: Duration,
) -> Result<(), PortError>
where
    S: Levels + Feeds,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let now = ports.clock.now();
    let turned = ports.store.all_symbols().await?.into_iter().filter_map(|(symbol, state)| {
        let last_tick_at = state.last_tick_at?;
        let is_stale = last_tick_at.plus(limit) <= now;
        if is_stale == state.stale_since.is_some() {
            return None;
        }
        let feed = if is_stale { FeedState::Stale } else { FeedState::Resumed };
        // Both ids are made of the tick after which there was none, so that telling it again tells nothing.
        let since = state.stale_since.unwrap_or(last_tick_at);
        Some((symbol, feed, since, last_tick_at))
    });
    let told = turned.map(async |(symbol, feed, since, last_tick_at)| {
        let told = tell(ports, &symbol, feed, since, last_tick_at).await;
        told.inspect_err(|error| {
            tracing::error!(%error, symbol = symbol.as_str(), "the health of a feed could not be told");
        })
    });
    // Where all of them stop at once, one after the other would take longer than until the next check.
    let told: Vec<_> = stream::iter(told).buffer_unordered(AT_ONCE).collect().await;
    told.into_iter().collect()
}

async fn tell<S, Q, C, T>(
    ports: &WatchPorts<'_, S, Q, C, T>,
    symbol: &Symbol,
    feed: FeedState,
    since: Time,
    last_tick_at: Time,
) -> Result<(), PortError>
where
    S: Levels + Feeds,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let owners = owners(ports.store, symbol).await?;
    let event = |user: &UserId| {
        let name = URL_SAFE_NO_PAD.encode(Sha256::digest(symbol.as_str()));
        let body = json!({
            "id": format!("price-feed:{feed}:{}:{}", since.as_millis(), &name[..NAME_LENGTH]),
            "event_type": EventType::PriceFeed.name(),
            "user_id": user,
            "occurred_at": ports.clock.now(),
            "data": {"symbol": symbol, "state": feed, "last_tick_at": last_tick_at},
        });
        Message { body: body.to_string(), group: Some(user.to_string()), delay: Duration::ZERO }
    };
    let events: Vec<Message> = owners.iter().map(event).collect();
    if !events.is_empty() {
        let sent = ports.queues.enqueue(Queue::Events(Priority::P1), events).await;
        for (_, error) in carried::refused(sent)? {
            carried::note_refusal(ports.telemetry, Priority::P1, "price_feed", symbol.as_str(), &error);
        }
    }
    let stale_since = match feed {
        FeedState::Stale => Some(since),
        FeedState::Resumed => None,
    };
    ports.store.note_stale(symbol, stale_since).await
}

/// Who has an active alert of the symbol.
async fn owners(store: &impl Levels, symbol: &Symbol) -> Result<BTreeSet<UserId>, PortError> {
    let sides = Part::all().flat_map(|part| Side::ALL.map(|side| (part, side)));
    let owners = sides.map(async |(part, side)| {
        let mut owners = BTreeSet::new();
        let mut after: Option<String> = None;
        loop {
            let page = store.levels(symbol, part, side, after.as_deref(), PAGE).await?;
            owners.extend(page.alerts.into_iter().map(|alert| alert.user_id));
            after = page.next;
            if after.is_none() {
                return Ok(owners);
            }
        }
    });
    Ok(try_join_all(owners).await?.into_iter().flatten().collect())
}
