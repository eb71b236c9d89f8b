//! 9. However ticks are delivered, each alert fires exactly as the rules say, and each firing has an id of
//!    its own.

use std::collections::{BTreeMap, BTreeSet};

use domain::alert::{Alert, Phase};
use domain::event::data::Condition;
use domain::{EventId, Priority, Time};
use ports::Queue;
use serde_json::Value;

use crate::coverage::Coverage;
use crate::market::{Known, Market, Pause, Reference};
use crate::world::World;

/// The content of a firing: the price, and the time of its tick.
type Said = (String, String);

/// A firing that the rules derive from the ticks.
struct Expected {
    id: String,
    said: Said,
    /// The arrival of its tick.
    arrived_at: Time,
    /// Whether it may be missing: its alert was paused before its tick was evaluated.
    may_be_missing: bool,
}

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
        for Expected { id, said, arrived_at, may_be_missing } in expected {
            match sent.remove(&id) {
                Some(told) if told != BTreeSet::from([said.clone()]) => {
                    world.violated(format!("9: {id} should say {said:?} and says {told:?}"));
                }
                Some(_) if known.deleted_at.is_some_and(|deleted_at| deleted_at < arrived_at) => {
                    world.violated(format!("9: {id} was fired by what came after its alert was deleted"));
                }
                Some(_) => {
                    if known.pauses.first().is_some_and(|pause| pause.at < arrived_at) {
                        world.tally.saw(Coverage::FiredResumed);
                    }
                    has_arrived(world, known, &id);
                }
                None if known.deleted_at.is_none() && !may_be_missing => {
                    world.violated(format!("9: {id} was missed: {said:?} of {known:?}"));
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

/// Returns the firings that the rules derive from the ticks. A pause is stored while ticks that had arrived before
/// it are still evaluated; the phase in which it found the alert says how many of them had been. Those after it
/// may have been sent, but were not counted.
fn firings(market: &Market, known: &Known, reference: &mut Reference) -> Vec<Expected> {
    let mut pauses = known.pauses.iter().peekable();
    let mut resumed_at: Option<Time> = None;
    let mut expected: Vec<Expected> = Vec::new();
    for tick in market.ticks_of(known.alert.symbol.as_str()) {
        while let Some(pause) = pauses.next_if(|pause| pause.at < tick.arrived_at) {
            take_back(reference, pause, &mut resumed_at);
        }
        let fired = reference.tick(tick.made_at.as_millis(), tick.arrived_at.as_millis(), tick.price);
        let Some(generation) = fired else { continue };
        let resumed = resumed_at.map(|at| format!("{}:", at.as_millis())).unwrap_or_default();
        expected.push(Expected {
            id: format!("{}:{resumed}{generation}", known.alert.id),
            said: (tick.price.to_string(), tick.made_at.to_string()),
            arrived_at: tick.arrived_at,
            may_be_missing: pauses.peek().is_some_and(|pause| generation >= pause.generation),
        });
    }
    for pause in pauses {
        take_back(reference, pause, &mut resumed_at);
    }
    expected
}

/// Pauses the alert, and resumes it if it was resumed.
fn take_back(reference: &mut Reference, pause: &Pause, resumed_at: &mut Option<Time>) {
    reference.is_paused = true;
    if let Some(at) = pause.resumed_at {
        reference.resume(at.as_millis(), pause.since.map(Time::as_millis), pause.generation);
        *resumed_at = Some(at);
    }
}

fn reference(alert: &Alert) -> Reference {
    let whole = |text: String| text.parse::<i64>().unwrap_or_else(|_| panic!("{text} is no whole number"));
    let band = alert.rearm_percent.to_string();
    Reference {
        recurring: alert.recurring,
        cooldown: i64::try_from(alert.cooldown.as_millis()).unwrap_or(i64::MAX),
        // The band is in tenths of a percent.
        band: whole(band.trim_start_matches("0.").to_owned()),
        watched_from: alert.created_at.as_millis(),
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
        _ if reference.is_paused => {
            let Some(Pause { since, generation, .. }) = known.pauses.last() else { return };
            Phase::Paused { since: since.unwrap_or(Time::EPOCH), generation: *generation }
        }
        (None, _) => Phase::Armed { since: Time::EPOCH, generation },
        (Some(at), _) if !alert.recurring => Phase::Fired { at: time(at) },
        (Some(_), Some(since)) => Phase::Armed { since: time(since), generation },
        (Some(fired_at), None) => Phase::Disarmed { fired_at: time(fired_at), generation },
    };
    if alert.expires_at.is_none() && kept != Some(expected) {
        world.violated(format!("9: {} should stand at {expected:?} and stands at {kept:?}", alert.id));
    }
}
