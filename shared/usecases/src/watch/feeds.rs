//! The health of the prices: the owners of a symbol's alerts are told when its ticks stop, and when they resume.
//!
//! Each owner is told once, whenever the alert was created and whether or not the symbol ever had a tick. What was told is kept
//! with the symbol: since when there are no ticks, up to which creation owners were told, and at which epoch that was all of
//! them. As long as the epoch is the same nothing is read; after that, owners of later alerts are told.
//!
//! An alert gets its time of creation before it is stored. One that was created within [`SETTLED`] before a check may not have
//! been seen by it, so the next check tells its owner again, word for word: `route` drops that as a repeat.
//!
//! A symbol for which no alert waits is idle, and is forgotten after a while.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::alert::{Alert, Bounds, EXPIRED_LEVEL_RETENTION, Part, Side, Span};
use domain::data::{FeedState, Symbol};
use domain::{EventType, Priority, Time, UserId};
use futures_util::StreamExt;
use futures_util::future::try_join_all;
use futures_util::stream;
use ports::{Clock, Enqueue, Feeds, Levels, Message, PortError, Queue, StaleNotice, SymbolState, Telemetry};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{AT_ONCE, WatchPorts, expired};
use crate::carried;

/// How long a symbol's ticks may be missing.
pub const STALE_AFTER: Duration = Duration::from_mins(1);

/// How much older than a tick the noted one may be: a write for each tick would cost more than all the rest.
const NOTED_WITHIN: Duration = Duration::from_secs(10);

/// After how long an alert is stored, if it ever is, once it has got its time of creation: longer than `socket-command` may run
/// (10 s, in `infra/template.yaml`).
const SETTLED: Duration = Duration::from_secs(15);

/// How long an idle symbol is remembered: as long as a tick that is late can still fire an alert that has expired.
pub const IDLE_FOR: Duration = EXPIRED_LEVEL_RETENTION;

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

/// Tells the owners of active alerts of every symbol that has had no tick for `limit`, or has ticks again: once each. Forgets
/// symbols for which no alert waits any more, and removes the levels of alerts that have expired long ago.
///
/// # Errors
///
/// The error of one of the symbols that could not be checked; all are tried. The next check makes up for it.
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
    let states = ports.store.all_symbols().await?;
    let checks = states.iter().map(async |(symbol, state)| {
        let check = Check { ports, symbol, state, limit, now };
        check.run().await.inspect_err(|error| {
            tracing::error!(%error, symbol = symbol.as_str(), "the health of a feed could not be checked");
        })
    });
    // Where all of them stop at once, one after the other would take longer than until the next check.
    let checked: Vec<_> = stream::iter(checks).buffer_unordered(AT_ONCE).collect().await;
    checked.into_iter().collect()
}

/// One symbol at one check.
struct Check<'a, 'b, S, Q, C, T> {
    ports: &'a WatchPorts<'b, S, Q, C, T>,
    symbol: &'a Symbol,
    state: &'a SymbolState,
    limit: Duration,
    now: Time,
}

/// The owners of a symbol's active alerts, each with the creation of the oldest of them.
type Owners = BTreeMap<UserId, Time>;

impl<S, Q, C, T> Check<'_, '_, S, Q, C, T>
where
    S: Levels + Feeds,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    async fn run(&self) -> Result<(), PortError> {
        let Self { ports, symbol, state, now, .. } = *self;
        if let Some(until) = state.idle_until {
            // Whoever creates an alert meanwhile wins: the state is forgotten only as it was seen.
            return if until <= now {
                ports.store.forget_symbol(symbol, state).await.map(drop)
            } else {
                Ok(())
            };
        }
        if state.bounds == Some(Bounds::default()) {
            return self.rest().await;
        }
        let quiet_since = state.last_tick_at.or(state.watched_since);
        let is_stale = quiet_since.is_none_or(|since| since.plus(self.limit) <= now);
        match (is_stale, state.stale) {
            (true, Some(notice)) if notice.complete_at == Some(state.epoch) => Ok(()),
            (true, notice) => self.stale(quiet_since, notice).await,
            (false, Some(notice)) => self.resumed(&notice).await,
            // A new symbol; or one that no exchange has, whose alerts are gone again.
            (false, None) if state.last_tick_at.is_none() && self.owners().await?.is_empty() => {
                self.rest().await
            }
            (false, None) => Ok(()),
        }
    }

    /// There are no ticks: the owners are told that were not told yet.
    async fn stale(&self, quiet_since: Option<Time>, notice: Option<StaleNotice>) -> Result<(), PortError> {
        let now = self.now;
        let owners = self.owners().await?;
        let Some(oldest) = owners.values().min() else { return self.rest().await };
        let since = notice.map_or_else(|| quiet_since.unwrap_or(*oldest), |notice| notice.since);
        let stale_at = since.plus(self.limit);
        if stale_at > now {
            return Ok(());
        }
        let seen = |created_at: Time, checked_at: Time| created_at <= checked_at.minus(SETTLED);
        let is_told = |created_at| notice.is_some_and(|notice| seen(created_at, notice.told_until));
        let told = owners.into_iter().filter(|(_, created_at)| !is_told(*created_at));
        let told = told.map(|(user, created_at)| {
            let may_repeat =
                notice.is_some_and(|notice| created_at <= notice.told_until) || !seen(created_at, now);
            // What may be told twice says the same both times.
            (user, if may_repeat { stale_at.max(created_at).min(now) } else { now })
        });
        self.tell(FeedState::Stale, told, since, since).await?;
        let notice = StaleNotice { since, told_until: now, complete_at: Some(self.state.epoch) };
        self.ports.store.note_stale(self.symbol, Some(&notice)).await
    }

    /// There are ticks again: the owners are told that were told that there are none.
    async fn resumed(&self, notice: &StaleNotice) -> Result<(), PortError> {
        let owners = self.owners().await?;
        let told = owners.into_iter().filter(|(_, created_at)| *created_at <= notice.told_until);
        let told = told.map(|(user, _)| (user, self.now));
        let last_tick_at = self.state.last_tick_at.unwrap_or(notice.since);
        self.tell(FeedState::Resumed, told, notice.since, last_tick_at).await?;
        self.ports.store.note_stale(self.symbol, None).await
    }

    /// Tells each of these owners, as of an instant of its own. The ids of both events are made of the time since which there
    /// were no ticks, so that telling again tells nothing.
    async fn tell(
        &self,
        feed: FeedState,
        owners: impl Iterator<Item = (UserId, Time)>,
        since: Time,
        last_tick_at: Time,
    ) -> Result<(), PortError> {
        let symbol = self.symbol;
        let name = URL_SAFE_NO_PAD.encode(Sha256::digest(symbol.as_str()));
        let event = |(user, occurred_at): (UserId, Time)| {
            let body = json!({
                "id": format!("price-feed:{feed}:{}:{}", since.as_millis(), &name[..NAME_LENGTH]),
                "event_type": EventType::PriceFeed.name(),
                "user_id": user,
                "occurred_at": occurred_at,
                "data": {"symbol": symbol, "state": feed, "last_tick_at": last_tick_at},
            });
            Message { body: body.to_string(), group: Some(user.to_string()), delay: Duration::ZERO }
        };
        let events: Vec<Message> = owners.map(event).collect();
        if events.is_empty() {
            return Ok(());
        }
        let sent = self.ports.queues.enqueue(Queue::Events(Priority::P1), events).await;
        for (_, error) in carried::refused(sent)? {
            carried::note_refusal(self.ports.telemetry, Priority::P1, "price_feed", symbol.as_str(), &error);
        }
        Ok(())
    }

    /// No alert waits for the symbol: it is forgotten after a while. Not while a storm of it is worked off, which counts its jobs
    /// with it.
    async fn rest(&self) -> Result<(), PortError> {
        if self.state.jobs.are_open() {
            return Ok(());
        }
        let until = self.now.plus(IDLE_FOR);
        self.ports.store.note_idle(self.symbol, self.state.epoch, until).await.map(drop)
    }

    /// Reads the owners of the symbol's active alerts. The levels of those that have expired long ago are removed.
    async fn owners(&self) -> Result<Owners, PortError> {
        let sides = Part::all().flat_map(|part| Side::ALL.map(|side| (part, side)));
        let parts = try_join_all(sides.map(|(part, side)| self.owners_of(part, side))).await?;
        let (mut owners, mut over) = (Owners::new(), Vec::new());
        for (alerts, of_part) in parts {
            over.extend(of_part);
            for (user, created_at) in alerts {
                owners
                    .entry(user)
                    .and_modify(|oldest| *oldest = created_at.min(*oldest))
                    .or_insert(created_at);
            }
        }
        expired::remove(self.ports.store, over).await;
        Ok(owners)
    }

    async fn owners_of(
        &self,
        part: Part,
        side: Side,
    ) -> Result<(BTreeSet<(UserId, Time)>, Vec<Alert>), PortError> {
        let (mut owners, mut over) = (BTreeSet::new(), Vec::new());
        let mut after: Option<String> = None;
        loop {
            let page = self.ports.store.levels(self.symbol, part, side, after.as_deref(), PAGE).await?;
            for alert in page.alerts {
                if !alert.is_expired(self.now) {
                    owners.insert((alert.user_id, alert.created_at));
                } else if alert.is_expired(self.now.minus(EXPIRED_LEVEL_RETENTION)) {
                    over.push(alert);
                }
            }
            after = page.next;
            if after.is_none() {
                return Ok((owners, over));
            }
        }
    }
}
