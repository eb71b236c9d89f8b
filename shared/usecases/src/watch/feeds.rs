//! Health of the price feeds: notifies the owners of a symbol's alerts when its ticks stop, and
//! when they resume.
//!
//! Each owner is notified once, independent of when the alert was created and whether the symbol
//! ever had a tick. The state of the notification is stored with the symbol: the time since which
//! there are no ticks, the creation time up to which owners were notified, and the epoch at which
//! those were all owners. As long as the epoch is the same, no alerts are read; after that, owners
//! of later alerts are notified.
//!
//! An alert gets its time of creation before it is stored. A check may not have seen an alert that
//! was created within [`SETTLED`] before it, so the next check notifies its owner again with an
//! identical event, which `route` drops as a repeat. A resumed alert counts as created when it was
//! resumed. Its owner may have been notified before the pause, and is told again, by an event of its
//! own: who has only paused alerts of the symbol is not told.
//!
//! A symbol for which no alert waits is idle, and is removed after a while.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::alert::{Alert, Bounds, EXPIRED_LEVEL_RETENTION, Part, Side, Span};
use domain::event::data::{FeedState, Symbol};
use domain::{EventType, Priority, Time, UserId};
use futures_util::future::try_join_all;
use futures_util::{StreamExt, stream};
use ports::{Clock, Enqueue, FeedHealth, Levels, Message, PortError, Queue, StaleNotice, SymbolState};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{AT_ONCE, expired};
use crate::carried;
use crate::watch::WatchPlatform;

/// Time without ticks after which a symbol's feed is stale.
pub const STALE_AFTER: Duration = Duration::from_mins(1);

/// Maximum age of the stored time of the last tick: a write for each tick would cost more than
/// everything else.
const NOTED_WITHIN: Duration = Duration::from_secs(10);

/// Maximum time between the time of creating or resuming an alert and its storage, if it is stored at all:
/// longer than `socket-command` may run (10 s, in `infra/template.yaml`).
const SETTLED: Duration = Duration::from_secs(15);

/// Time for which an idle symbol is kept: as long as a late tick can still fire an alert that has
/// expired.
pub const IDLE_FOR: Duration = EXPIRED_LEVEL_RETENTION;

/// Number of levels in one read.
const PAGE: usize = 500;

/// Length of a symbol's name in an event's id, in characters of base64.
const NAME_LENGTH: usize = 22;

/// Stores the time of the symbol's last tick, unless the stored one is recent enough.
///
/// # Errors
/// Those of the store.
pub(super) async fn record_tick(
    store: &impl FeedHealth,
    symbol: &Symbol,
    state: &SymbolState,
    span: &Span,
) -> Result<(), PortError> {
    if state.last_tick_at.is_some_and(|noted| span.latest < noted.plus(NOTED_WITHIN)) {
        return Ok(());
    }
    store.record_tick(symbol, span.latest).await
}

/// Notifies the owners of active alerts of every symbol that has had no tick for `limit`, or has
/// ticks again: once each. Removes symbols for which no alert waits any more, and the levels of
/// alerts that have expired long ago.
///
/// # Errors
///
/// The error of one of the symbols that could not be checked; all are tried. The next check makes
/// up for it.
pub async fn check_feeds<P: WatchPlatform>(platform: &P, limit: Duration) -> Result<(), PortError> {
    let now = platform.clock().now();
    let states = platform.store().all_symbols().await?;
    let checks = states.iter().map(async |(symbol, state)| {
        let check = Check { platform, symbol, state, limit, now };
        check.run().await.inspect_err(|error| {
            tracing::error!(%error, symbol = symbol.as_str(), "the health of a feed could not be checked");
        })
    });
    // If all feeds stop at once, one check after the other would take longer than the interval
    // between checks.
    let checked: Vec<_> = stream::iter(checks).buffer_unordered(AT_ONCE).collect().await;
    checked.into_iter().collect()
}

/// The check of one symbol.
struct Check<'a, P> {
    platform: &'a P,
    symbol: &'a Symbol,
    state: &'a SymbolState,
    limit: Duration,
    now: Time,
}

/// The time from which an owner's alert watches its symbol, and whether it was resumed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Watching {
    from: Time,
    is_resumed: bool,
}

impl Watching {
    fn of(alert: &Alert) -> Self {
        Self { from: alert.watched_from(), is_resumed: alert.resumed_at.is_some() }
    }
}

/// The owners of a symbol's active alerts, each with the one of them that has been watching longest.
type Owners = BTreeMap<UserId, Watching>;

/// An owner to notify: the time of the event's occurrence and, if the owner has resumed the alert, the time of
/// that.
struct Notice {
    owner: UserId,
    occurred_at: Time,
    resumed_at: Option<Time>,
}

impl<P: WatchPlatform> Check<'_, P> {
    async fn run(&self) -> Result<(), PortError> {
        let Self { platform, symbol, state, now, .. } = *self;
        if let Some(until) = state.idle_until {
            // A concurrent creation of an alert takes precedence: the state is removed only if it
            // is unchanged.
            return if until <= now {
                platform.store().delete_symbol(symbol, state).await.map(drop)
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
            // The symbol is new; or no exchange has it, and its alerts are deleted.
            (false, None) if state.last_tick_at.is_none() && self.owners().await?.is_empty() => {
                self.rest().await
            }
            (false, None) => Ok(()),
        }
    }

    /// Notifies the owners that were not notified yet that there are no ticks.
    async fn stale(&self, quiet_since: Option<Time>, notice: Option<StaleNotice>) -> Result<(), PortError> {
        let now = self.now;
        let owners = self.owners().await?;
        let Some(oldest) = owners.values().min() else { return self.rest().await };
        let since = notice.map_or_else(|| quiet_since.unwrap_or(oldest.from), |notice| notice.since);
        let stale_at = since.plus(self.limit);
        if stale_at > now {
            return Ok(());
        }
        let seen = |from: Time, checked_at: Time| from <= checked_at.minus(SETTLED);
        let is_notified = |from| notice.is_some_and(|notice| seen(from, notice.notified_until));
        let recipients = owners.into_iter().filter(|(_, watching)| !is_notified(watching.from));
        let recipients = recipients.map(|(owner, Watching { from, is_resumed })| {
            let may_repeat = notice.is_some_and(|notice| from <= notice.notified_until) || !seen(from, now);
            // An event that may be sent twice has to be identical both times.
            let occurred_at = if may_repeat { stale_at.max(from).min(now) } else { now };
            // Before it was resumed, the owner may have had the event without its time in the ID.
            let is_after_first = is_resumed && from > stale_at;
            Notice { owner, occurred_at, resumed_at: is_after_first.then_some(from) }
        });
        self.notify(FeedState::Stale, recipients, since, since).await?;
        let notice = StaleNotice { since, notified_until: now, complete_at: Some(self.state.epoch) };
        self.platform.store().record_stale_notice(self.symbol, Some(&notice)).await
    }

    /// Notifies the owners that were notified of missing ticks that there are ticks again.
    async fn resumed(&self, notice: &StaleNotice) -> Result<(), PortError> {
        let owners = self.owners().await?;
        let recipients = owners.into_iter().filter(|(_, watching)| watching.from <= notice.notified_until);
        let recipients =
            recipients.map(|(owner, _)| Notice { owner, occurred_at: self.now, resumed_at: None });
        let last_tick_at = self.state.last_tick_at.unwrap_or(notice.since);
        self.notify(FeedState::Resumed, recipients, notice.since, last_tick_at).await?;
        self.platform.store().record_stale_notice(self.symbol, None).await
    }

    /// Sends an event to each of these owners. The ids of both events are derived from the time since
    /// which there were no ticks, so that a second event of the same kind is dropped as a repeat.
    async fn notify(
        &self,
        feed: FeedState,
        notices: impl Iterator<Item = Notice>,
        since: Time,
        last_tick_at: Time,
    ) -> Result<(), PortError> {
        let symbol = self.symbol;
        let name = URL_SAFE_NO_PAD.encode(Sha256::digest(symbol.as_str()));
        let event = |Notice { owner, occurred_at, resumed_at }: Notice| {
            let resumed = resumed_at.map(|at| format!(":{}", at.as_millis())).unwrap_or_default();
            let body = json!({
                "id": format!("price-feed:{feed}:{}:{}{resumed}", since.as_millis(), &name[..NAME_LENGTH]),
                "event_type": EventType::PriceFeed.name(),
                "user_id": owner,
                "occurred_at": occurred_at,
                "data": {"symbol": symbol, "state": feed, "last_tick_at": last_tick_at},
            });
            Message { body: body.to_string(), group: Some(owner.to_string()), delay: Duration::ZERO }
        };
        let events: Vec<Message> = notices.map(event).collect();
        if events.is_empty() {
            return Ok(());
        }
        let sent = self.platform.queues().enqueue(Queue::Events(Priority::P1), events).await;
        for (_, error) in carried::refused(sent)? {
            carried::note_refusal(
                self.platform.telemetry(),
                Priority::P1,
                "price_feed",
                symbol.as_str(),
                &error,
            );
        }
        Ok(())
    }

    /// Marks the symbol as idle, since no alert waits for it: it is removed after a while. Does
    /// nothing while jobs of the symbol are open, since they are counted in its state.
    async fn rest(&self) -> Result<(), PortError> {
        if self.state.jobs.are_open() {
            return Ok(());
        }
        let until = self.now.plus(IDLE_FOR);
        self.platform.store().mark_idle(self.symbol, self.state.epoch, until).await.map(drop)
    }

    /// Reads the owners of the symbol's active alerts. Removes the levels of alerts that have
    /// expired long ago.
    async fn owners(&self) -> Result<Owners, PortError> {
        let sides = Part::all().flat_map(|part| Side::ALL.map(|side| (part, side)));
        let parts = try_join_all(sides.map(|(part, side)| self.owners_of(part, side))).await?;
        let (mut owners, mut over) = (Owners::new(), Vec::new());
        for (alerts, of_part) in parts {
            over.extend(of_part);
            for (user, watching) in alerts {
                owners
                    .entry(user)
                    .and_modify(|longest| *longest = watching.min(*longest))
                    .or_insert(watching);
            }
        }
        expired::remove(self.platform.store(), over).await;
        Ok(owners)
    }

    async fn owners_of(
        &self,
        part: Part,
        side: Side,
    ) -> Result<(BTreeSet<(UserId, Watching)>, Vec<Alert>), PortError> {
        let (mut owners, mut over) = (BTreeSet::new(), Vec::new());
        let mut after: Option<String> = None;
        loop {
            let page = self.platform.store().levels(self.symbol, part, side, after.as_deref(), PAGE).await?;
            for alert in page.alerts {
                if !alert.is_expired(self.now) {
                    let watching = Watching::of(&alert);
                    owners.insert((alert.user_id, watching));
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
