//! Which alerts of a symbol a batch of ticks reaches.

use domain::Time;
use domain::alert::{Alert, Part, Side, Span, Tick};
use domain::data::Symbol;
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
pub(super) async fn find(store: &impl Levels, symbol: &Symbol, reach: &Reach) -> Result<Found, PortError> {
    let sides = Part::all().flat_map(|part| Side::ALL.map(|side| (part, side)));
    let looks = try_join_all(sides.map(|(part, side)| look(store, symbol, part, side, reach))).await?;
    let (mut reached, mut beyond, mut over) = (Vec::new(), Vec::new(), Vec::new());
    for look in looks {
        reached.extend(look.reached);
        beyond.extend(look.beyond);
        over.extend(look.over);
    }
    Ok(if reached.len() > MOST_AT_ONCE { Found::Storm } else { Found::Few { reached, beyond, over } })
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
