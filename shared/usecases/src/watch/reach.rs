//! Which alerts of a symbol a batch of ticks reaches.

use std::collections::BTreeMap;

use domain::alert::{Alert, Part, Side, Span, Tick};
use domain::data::{Id, Symbol};
use domain::{Time, UserId};
use futures_util::future::try_join_all;
use ports::{Levels, PortError};

use super::MOST_AT_ONCE;

/// How many levels are read at once: few, since mostly the first one is not reached.
const PAGE: usize = 50;

/// How many are read at once where a whole page was.
const NEXT_PAGE: usize = 200;

/// What a batch of ticks reaches.
pub(super) enum Found {
    /// Few alerts.
    Few {
        /// Those that a tick of the batch may fire.
        reached: Vec<Alert>,
        /// Those whose levels are bounds, but not of `reached`: of each part and side the nearest that is not reached, and those
        /// that have expired and may still be fired by a late tick.
        beyond: Vec<Alert>,
        /// Those that no tick can fire any more, as far as they are in the way of others.
        over: Vec<Alert>,
    },
    /// More than [`MOST_AT_ONCE`] that a tick of the batch may fire.
    Storm,
}

/// A batch, as far as it decides what it can reach.
pub(super) struct Reach {
    span: Span,
    /// When its first tick was made.
    made_from: Time,
    /// When its first tick arrived: in a shard no later one arrived before.
    arrived_from: Time,
}

impl Reach {
    /// The reach of these ticks; `None` where there are none.
    pub(super) fn of(span: Span, ticks: &[Tick]) -> Option<Self> {
        let made_from = ticks.iter().map(|tick| tick.made_at).min()?;
        let arrived_from = ticks.iter().map(|tick| tick.arrived_at).min()?;
        Some(Self { span, made_from, arrived_from })
    }
}

/// Looks from the nearest levels on, in every part and on both sides, until one is not reached. Expired alerts do not count: they
/// make no storm, and no bound where they are over.
///
/// The looks are no snapshot: another invocation can move an alert from one side to the other between two of them. So the
/// first side is looked at again at the end: an alert that moves once meanwhile is seen on one side or the other, whichever
/// way it moves. One that moves twice can still be missed; but whatever moves it twice bumps the symbol's epoch between the
/// first look and the last one, by which the caller knows.
pub(super) async fn find(store: &impl Levels, symbol: &Symbol, reach: &Reach) -> Result<Found, PortError> {
    let parts = try_join_all(Part::all().map(|part| look_through(store, symbol, part, reach))).await?;
    let (mut reached, mut beyond, mut over) = (Vec::new(), Vec::new(), Vec::new());
    for looks in parts {
        reached.extend(looks.reached.into_values());
        beyond.extend(looks.beyond);
        over.extend(looks.over.into_values());
    }
    Ok(if reached.len() > MOST_AT_ONCE { Found::Storm } else { Found::Few { reached, beyond, over } })
}

/// The order in which the sides of a part are looked through, so that no alert that moves once is missed.
pub(super) const ORDER: [Side; 3] = [Side::Up, Side::Down, Side::Up];

/// Alerts by their owner and name, each as it was seen last.
type ByName = BTreeMap<(UserId, Id), Alert>;

/// What is known of a part after several looks.
#[derive(Default)]
struct Looks {
    /// The alerts that a tick may fire.
    reached: ByName,
    /// The alerts whose levels are bounds, of each look.
    beyond: Vec<Alert>,
    /// The alerts that no tick can fire any more.
    over: ByName,
}

async fn look_through(
    store: &impl Levels,
    symbol: &Symbol,
    part: Part,
    reach: &Reach,
) -> Result<Looks, PortError> {
    let mut looks = Looks::default();
    for side in ORDER {
        let look = look(store, symbol, part, side, reach).await?;
        looks.beyond.extend(look.beyond);
        looks.reached.extend(look.reached.into_iter().map(by_name));
        looks.over.extend(look.over.into_iter().map(by_name));
        // As soon as it is a storm, how large it is does not matter.
        if looks.reached.len() > MOST_AT_ONCE {
            break;
        }
    }
    Ok(looks)
}

fn by_name(alert: Alert) -> ((UserId, Id), Alert) {
    ((alert.user_id.clone(), alert.id.clone()), alert)
}

#[derive(Default)]
struct Look {
    reached: Vec<Alert>,
    beyond: Vec<Alert>,
    over: Vec<Alert>,
}

async fn look(
    store: &impl Levels,
    symbol: &Symbol,
    part: Part,
    side: Side,
    reach: &Reach,
) -> Result<Look, PortError> {
    let mut look = Look::default();
    let (mut after, mut limit): (Option<String>, usize) = (None, PAGE);
    loop {
        let page = store.levels(symbol, part, side, after.as_deref(), limit).await?;
        for alert in page.alerts {
            if alert.is_over_from(reach.arrived_from) {
                look.over.push(alert);
            } else if !alert.level().is_some_and(|level| reach.span.reaches(&level)) {
                look.beyond.push(alert);
                return Ok(look);
            } else if alert.is_expired(reach.made_from) {
                look.beyond.push(alert);
            } else {
                look.reached.push(alert);
            }
        }
        (after, limit) = (page.next, NEXT_PAGE);
        // As soon as it is a storm, how large it is does not matter.
        if after.is_none() || look.reached.len() > MOST_AT_ONCE {
            return Ok(look);
        }
    }
}
