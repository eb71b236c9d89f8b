//! Which alerts of a symbol a batch of ticks reaches.

use std::collections::BTreeMap;

use domain::UserId;
use domain::alert::{Alert, Part, Side, Span};
use domain::data::{Id, Symbol};
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
///
/// The looks are no snapshot: another invocation can move an alert from one side to the other between two of them. So the
/// first side is looked at again at the end: an alert that moves once meanwhile is seen on one side or the other, whichever
/// way it moves. One that moves twice can still be missed; but whatever moves it twice bumps the symbol's epoch between the
/// first look and the last one, by which the caller knows.
pub(super) async fn find(store: &impl Levels, symbol: &Symbol, span: &Span) -> Result<Found, PortError> {
    let parts = try_join_all(Part::all().map(|part| look_through(store, symbol, part, span))).await?;
    let (mut reached, mut beyond) = (Vec::new(), Vec::new());
    for look in parts {
        reached.extend(look.reached.into_values());
        beyond.extend(look.beyond);
    }
    Ok(if reached.len() > MOST_AT_ONCE { Found::Storm } else { Found::Few { reached, beyond } })
}

/// The order in which the sides of a part are looked through, so that no alert that moves once is missed.
pub(super) const ORDER: [Side; 3] = [Side::Up, Side::Down, Side::Up];

/// What is known of a part after several looks.
#[derive(Default)]
struct Looks {
    /// The alerts that are reached, each as it was seen last.
    reached: BTreeMap<(UserId, Id), Alert>,
    /// Of each look, the alert that is next.
    beyond: Vec<Alert>,
}

async fn look_through(
    store: &impl Levels,
    symbol: &Symbol,
    part: Part,
    span: &Span,
) -> Result<Looks, PortError> {
    let mut looks = Looks::default();
    for side in ORDER {
        let look = look(store, symbol, part, side, span).await?;
        looks.beyond.extend(look.next);
        looks
            .reached
            .extend(look.reached.into_iter().map(|alert| ((alert.user_id.clone(), alert.id.clone()), alert)));
        // As soon as it is a storm, how large it is does not matter.
        if looks.reached.len() > MOST_AT_ONCE {
            break;
        }
    }
    Ok(looks)
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
