//! Search for the alerts of a symbol that a batch of ticks reaches.

use std::collections::BTreeMap;

use domain::alert::{Alert, Part, Side, Span, Tick};
use domain::event::data::{Id, Symbol};
use domain::{Time, UserId};
use futures_util::future::try_join_all;
use ports::{Levels, PortError};

use super::MAX_AT_ONCE;

/// Number of levels in the first read: few, since mostly the first level is not reached.
const PAGE: usize = 50;

/// Number of levels in a further read, after a page whose levels were all reached.
const NEXT_PAGE: usize = 200;

/// Result of the search.
pub(super) enum Found {
    /// At most [`MAX_AT_ONCE`] alerts.
    Few {
        /// The alerts that a tick of the batch may fire.
        reached: Vec<Alert>,
        /// The other alerts whose levels are bounds: in each part and on each side the nearest one
        /// that is not reached, and those that have expired and may still be fired by a late tick.
        next_unreached: Vec<Alert>,
        /// The alerts that no tick can fire any more, as far as their levels were read.
        over: Vec<Alert>,
    },
    /// More than [`MAX_AT_ONCE`] alerts that a tick of the batch may fire.
    TooMany,
}

/// The properties of a batch that decide which alerts it can reach.
pub(super) struct Reach {
    span: Span,
    /// The time at which its first tick was made.
    made_from: Time,
    /// The time at which its first tick arrived: in a shard no later one arrived before.
    arrived_from: Time,
}

impl Reach {
    /// Returns the reach of these ticks, or `None` if there are none.
    pub(super) fn of(span: Span, ticks: &[Tick]) -> Option<Self> {
        let made_from = ticks.iter().map(|tick| tick.made_at).min()?;
        let arrived_from = ticks.iter().map(|tick| tick.arrived_at).min()?;
        Some(Self { span, made_from, arrived_from })
    }
}

/// Reads the levels in every part and on both sides, from the nearest one on, until one is not
/// reached. Expired alerts do not count towards [`MAX_AT_ONCE`], and are no bounds once no tick
/// can fire them.
///
/// The reads are no snapshot: another invocation can move an alert from one side to the other
/// between two of them. So the first side is read again at the end: an alert that moves once
/// meanwhile is seen on one side or the other, whichever way it moves. One that moves twice can
/// still be missed; but a write that moves it a second time increments the symbol's epoch between
/// the first read and the last one, so the caller notices.
///
/// # Errors
/// Those of the store.
pub(super) async fn find(store: &impl Levels, symbol: &Symbol, reach: &Reach) -> Result<Found, PortError> {
    let parts = try_join_all(Part::all().map(|part| read_part(store, symbol, part, reach))).await?;
    let (mut reached, mut next_unreached, mut over) = (Vec::new(), Vec::new(), Vec::new());
    for reads in parts {
        reached.extend(reads.reached.into_values());
        next_unreached.extend(reads.next_unreached);
        over.extend(reads.over.into_values());
    }
    Ok(if reached.len() > MAX_AT_ONCE {
        Found::TooMany
    } else {
        Found::Few { reached, next_unreached, over }
    })
}

/// The order in which the sides of a part are read, so that no alert that moves once is missed.
pub(super) const ORDER: [Side; 3] = [Side::Up, Side::Down, Side::Up];

/// Alerts by their owner and id, each as it was read last.
type ByName = BTreeMap<(UserId, Id), Alert>;

/// Combined result of several reads of a part.
#[derive(Default)]
struct PartRead {
    /// The alerts that a tick may fire.
    reached: ByName,
    /// The alerts whose levels are bounds, of each read.
    next_unreached: Vec<Alert>,
    /// The alerts that no tick can fire any more.
    over: ByName,
}

async fn read_part(
    store: &impl Levels,
    symbol: &Symbol,
    part: Part,
    reach: &Reach,
) -> Result<PartRead, PortError> {
    let mut reads = PartRead::default();
    for side in ORDER {
        let read = read_side(store, symbol, part, side, reach).await?;
        reads.next_unreached.extend(read.next_unreached);
        reads.reached.extend(read.reached.into_iter().map(by_name));
        reads.over.extend(read.over.into_iter().map(by_name));
        // Beyond the limit, the exact number does not matter.
        if reads.reached.len() > MAX_AT_ONCE {
            break;
        }
    }
    Ok(reads)
}

fn by_name(alert: Alert) -> ((UserId, Id), Alert) {
    ((alert.user_id.clone(), alert.id.clone()), alert)
}

#[derive(Default)]
struct SideRead {
    reached: Vec<Alert>,
    next_unreached: Vec<Alert>,
    over: Vec<Alert>,
}

async fn read_side(
    store: &impl Levels,
    symbol: &Symbol,
    part: Part,
    side: Side,
    reach: &Reach,
) -> Result<SideRead, PortError> {
    let mut read = SideRead::default();
    let (mut after, mut limit): (Option<String>, usize) = (None, PAGE);
    loop {
        let page = store.levels(symbol, part, side, after.as_deref(), limit).await?;
        for alert in page.alerts {
            if alert.is_over_from(reach.arrived_from) {
                read.over.push(alert);
            } else if !alert.level().is_some_and(|level| reach.span.reaches(&level)) {
                read.next_unreached.push(alert);
                return Ok(read);
            } else if alert.is_expired(reach.made_from) {
                read.next_unreached.push(alert);
            } else {
                read.reached.push(alert);
            }
        }
        (after, limit) = (page.next, NEXT_PAGE);
        // Beyond the limit, the exact number does not matter.
        if after.is_none() || read.reached.len() > MAX_AT_ONCE {
            return Ok(read);
        }
    }
}
