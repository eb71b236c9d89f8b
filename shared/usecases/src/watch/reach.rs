//! Which alerts of a symbol a batch of ticks reaches.

use domain::alert::{Alert, Part, Side, Span};
use domain::data::Symbol;
use futures_util::future::try_join_all;
use ports::{Levels, PortError};

use super::MOST_AT_ONCE;

/// How many levels are read at once.
const PAGE: usize = 50;

/// What a batch of ticks reaches.
pub(super) enum Found {
    /// Few alerts.
    Few {
        /// Those whose levels are reached.
        reached: Vec<Alert>,
        /// Of each part and side, the one that is next.
        beyond: Vec<Alert>,
    },
    /// More than [`MOST_AT_ONCE`].
    Storm,
}

/// Looks from the nearest levels on, in every part and on both sides, until one is not reached.
pub(super) async fn find(store: &impl Levels, symbol: &Symbol, span: &Span) -> Result<Found, PortError> {
    let sides = Part::all().flat_map(|part| Side::ALL.map(|side| (part, side)));
    let looks = try_join_all(sides.map(|(part, side)| look(store, symbol, part, side, span))).await?;
    let (mut reached, mut beyond) = (Vec::new(), Vec::new());
    for look in looks {
        reached.extend(look.reached);
        beyond.extend(look.next);
    }
    Ok(if reached.len() > MOST_AT_ONCE { Found::Storm } else { Found::Few { reached, beyond } })
}

struct Look {
    reached: Vec<Alert>,
    next: Option<Alert>,
}

async fn look(
    store: &impl Levels,
    symbol: &Symbol,
    part: Part,
    side: Side,
    span: &Span,
) -> Result<Look, PortError> {
    let mut look = Look { reached: Vec::new(), next: None };
    let mut after: Option<String> = None;
    loop {
        let page = store.levels(symbol, part, side, after.as_deref(), PAGE).await?;
        for alert in page.alerts {
            if alert.level().is_some_and(|level| span.reaches(&level)) {
                look.reached.push(alert);
            } else {
                look.next = Some(alert);
                return Ok(look);
            }
        }
        after = page.next;
        // As soon as it is a storm, how large it is does not matter.
        if after.is_none() || look.reached.len() > MOST_AT_ONCE {
            return Ok(look);
        }
    }
}
