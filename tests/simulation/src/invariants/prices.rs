//! 9. However ticks are delivered, each alert fires exactly as the rules say, and each firing has an id of
//!    its own.

use std::collections::{BTreeMap, BTreeSet};

use domain::alert::{Alert, Phase};
use domain::event::data::Condition;
use domain::{EventId, Priority, Time};
use ports::Queue;
use serde_json::Value;

use crate::coverage::Coverage;
use crate::market::{Known, Market, Reference};
use crate::world::World;

/// The content of a firing: the price, and the time of its tick.
type Said = (String, String);

/// Checks the firings when everything is at rest.
pub(crate) fn are_right(world: &World) {
    let mut sent = sent(world);
    let market = world.market.borrow();
    for known in market.known.values() {
        let mut reference = reference(&known.alert);
        let expected = firings(&market, known, &mut reference);
        if expected.len() > 1 {
            world.tally.saw(Coverage::FiredAgain);
        }
        for (generation, (said, arrived_at)) in expected.iter().enumerate() {
            let id = format!("{}:{generation}", known.alert.id);
            match sent.remove(&id) {
                Some(told) if told != BTreeSet::from([said.clone()]) => {
                    world.violated(format!("9: {id} should say {said:?} and says {told:?}"));
                }
                Some(_) if known.deleted_at.is_some_and(|deleted_at| deleted_at < *arrived_at) => {
                    world.violated(format!("9: {id} was fired by what came after its alert was deleted"));
                }
                Some(_) => has_arrived(world, known, &id),
                None if known.deleted_at.is_none() => {
                    world.violated(format!("9: {id} was missed: {said:?} of {:?}", known.alert));
                }
                None => {}
            }
        }
        if known.deleted_at.is_none() {
            stands_as(world, known, &reference);
        }
    }
    for (id, told) in sent {
        world.violated(format!("9: {id} should never have been fired: {told:?}"));
    }
    let queues = world.queues.borrow();
    for garbage in &market.garbage {
        let is_aside = queues.ever_sent(Queue::Rejected).any(|rejected| {
            serde_json::from_str::<Value>(rejected).is_ok_and(|rejected| rejected["body"] == **garbage)
        });
        if !is_aside {
            world.violated(format!("9: {garbage} is lost"));
        }
    }
}

/// Returns all firings that were sent, by id, with every content that was sent under the id.
fn sent(world: &World) -> BTreeMap<String, BTreeSet<Said>> {
    let mut sent: BTreeMap<String, BTreeSet<Said>> = BTreeMap::new();
    for body in world.queues.borrow().ever_sent(Queue::Events(Priority::P1)) {
        let event: Value = serde_json::from_str(body).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let said = (text(&event["data"]["current_price"]), text(&event["occurred_at"]));
        sent.entry(text(&event["id"])).or_default().insert(said);
    }
    sent
}

/// Returns the firings that the rules derive from the ticks, each with the arrival of its tick.
fn firings(market: &Market, known: &Known, reference: &mut Reference) -> Vec<(Said, Time)> {
    let ticks = market.ticks_of(known.alert.symbol.as_str());
    ticks
        .filter_map(|tick| {
            let fired =
                reference.tick(tick.made_at.as_millis(), tick.arrived_at.as_millis(), tick.price).is_some();
            fired.then(|| ((tick.price.to_string(), tick.made_at.to_string()), tick.arrived_at))
        })
        .collect()
}

fn reference(alert: &Alert) -> Reference {
    let whole = |text: String| text.parse::<i64>().unwrap_or_else(|_| panic!("{text} is no whole number"));
    let band = alert.rearm_percent.to_string();
    Reference {
        recurring: alert.recurring,
        cooldown: i64::try_from(alert.cooldown.as_millis()).unwrap_or(i64::MAX),
        // The band is in tenths of a percent.
        band: whole(band.trim_start_matches("0.").to_owned()),
        created_at: alert.created_at.as_millis(),
        expires_at: alert.expires_at.map(Time::as_millis),
        ..Reference::new(alert.condition == Condition::Above, whole(alert.target.to_string()))
    }
}

/// Checks that the firing was routed like any other event.
fn has_arrived(world: &World, known: &Known, id: &str) {
    let item = EventId::parse(id).ok().and_then(|id| world.store.item_anywhere(&known.alert.user_id, &id));
    if item.is_none_or(|item| item.notification.is_none()) {
        world.violated(format!("9: {id} was fired and is in no inbox"));
    }
}

/// Checks that the stored alert is in the state that the rules give. The state after its
/// expiry is not checked.
fn stands_as(world: &World, known: &Known, reference: &Reference) {
    let alert = &known.alert;
    let kept = world.store.alert(&alert.user_id, &alert.id).map(|kept| kept.phase);
    let generation = reference.count;
    let time = Time::from_millis;
    let expected = match (reference.fired_at, reference.armed_since()) {
        (None, _) => Phase::NEW,
        (Some(at), _) if !alert.recurring => Phase::Fired { at: time(at) },
        (Some(_), Some(since)) => Phase::Armed { since: time(since), generation },
        (Some(fired_at), None) => Phase::Disarmed { fired_at: time(fired_at), generation },
    };
    if alert.expires_at.is_none() && kept != Some(expected) {
        world.violated(format!("9: {} should stand at {expected:?} and stands at {kept:?}", alert.id));
    }
}
