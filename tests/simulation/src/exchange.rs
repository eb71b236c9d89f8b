//! The exchange: it publishes events of all classes, some of them invalid, duplicated or in the wrong queue.

use std::time::Duration;

use domain::event::Event;
use domain::{EventId, EventType, Priority, Time, UserId};
use fastrand::Rng;
use ports::{Message, Queue};
use serde_json::{Value, json};

use crate::broadcasts;
use crate::contacts;
use crate::coverage::Coverage;
use crate::faults::Fault;
use crate::market;
use crate::odd;
use crate::scenario::Scenario;
use crate::wishes::waits;
use crate::world::World;

/// An event that SQS has accepted.
#[derive(Debug, Clone)]
pub(crate) struct Published {
    pub(crate) user: UserId,
    pub(crate) id: EventId,
    pub(crate) body: String,
    pub(crate) is_readable: bool,
    /// Whether it may be rejected although it can be decoded.
    pub(crate) may_be_rejected: bool,
}

/// The publisher of events.
#[derive(Debug)]
pub(crate) struct Exchange {
    users: Vec<UserId>,
    left: usize,
    /// The time at which it publishes the next event.
    pub(crate) next_at: Time,
    /// The profile messages that it has published.
    pub(crate) said: Vec<String>,
    pub(crate) published: Vec<Published>,
    /// The broadcasts that it has published.
    pub(crate) broadcasts: Vec<String>,
}

impl Exchange {
    pub(crate) fn new(rng: &mut Rng, scenario: &Scenario) -> Self {
        // The values are drawn in any case, so that a smaller run differs in nothing else.
        let (users, events) = (rng.usize(1..=3), rng.usize(4..=40));
        let users = (0..users).filter_map(|n| UserId::parse(format!("u{n}")).ok());
        let users = if scenario.prices { market::traders().collect() } else { users.collect() };
        let left = if scenario.prices { 0 } else { scenario.events.unwrap_or(events) };
        Self {
            users,
            left,
            next_at: Time::EPOCH,
            said: Vec::new(),
            published: Vec::new(),
            broadcasts: Vec::new(),
        }
    }

    pub(crate) fn users(&self) -> &[UserId] {
        &self.users
    }

    pub(crate) fn is_done(&self) -> bool {
        self.left == 0
    }
}

const TYPES: [(EventType, usize); 9] = [
    (EventType::OrderFilled, 6),
    (EventType::PositionLiquidated, 4),
    (EventType::MarginCall, 4),
    (EventType::DepositCredited, 5),
    (EventType::PriceAlert, 5),
    (EventType::OrderPartiallyFilled, 1),
    (EventType::NewListing, 2),
    (EventType::WeeklyPnlReport, 2),
    (EventType::ReferralAccrued, 1),
];

/// The number of positions of a user.
const POSITIONS: usize = 2;

/// The number of orders, and of markets of alerts, that events other than those of a burst are about.
const THINGS: usize = 3;

/// Returns the data of an event of this type. Fills are of the order `thing`, alerts of the market of this
/// name.
fn data(world: &World, event_type: EventType, thing: &str) -> Value {
    let position = world.below(POSITIONS).to_string();
    match event_type {
        EventType::OrderFilled => {
            json!({"order_id": thing, "symbol": "BTC-USDT", "side": "buy", "quantity": "1", "price": "2"})
        }
        EventType::PositionLiquidated => json!({
            "position_id": position, "symbol": "BTC-USDT", "side": "long", "quantity": "1",
            "liquidation_price": "2",
        }),
        EventType::MarginCall => {
            // One is above the threshold, and no notification results from it. Some are lower than others by
            // ten points.
            let ratio = ["160", "125", "121", "120", "119", "111", "110", "99"][world.below(8)];
            json!({"position_id": position, "symbol": "BTC-USDT", "margin_ratio_percent": ratio})
        }
        EventType::PriceAlert => json!({
            "alert_id": "1", "symbol": format!("M{thing}-USDT"), "condition": "above", "target_price": "2",
            "current_price": "3",
        }),
        EventType::WeeklyPnlReport => json!({"week": "2026-W47", "realized_pnl": "1", "currency": "USDT"}),
        EventType::DepositCredited => json!({"deposit_id": "1", "asset": "BTC", "amount": "1"}),
        EventType::OrderPartiallyFilled => json!({
            "order_id": thing, "symbol": "BTC-USDT", "side": "sell", "filled_quantity": "1",
            "remaining_quantity": "1", "price": "2",
        }),
        EventType::NewListing => json!({"symbol": "NEW-USDT", "score": 9}),
        _ => json!({"accrual_id": "1", "amount": "1", "asset": "BTC"}),
    }
}

/// Records the event that the system itself publishes about a change to a trader's account, as soon as SQS
/// has accepted it.
pub(crate) fn noticed(world: &World, queue: Queue, body: &str) {
    let Queue::Events(_) = queue else { return };
    let Ok(event) = Event::decode(body, world.now()) else { return };
    if !event.data.event_type().row().security {
        return;
    }
    world.saw(Coverage::Noticed);
    let mut exchange = world.exchange.borrow_mut();
    let is_known = |known: &Published| known.user == event.user_id && known.id == event.id;
    if !exchange.published.iter().any(is_known) {
        let (user, id, body) = (event.user_id, event.id, body.to_owned());
        exchange.published.push(Published { user, id, body, is_readable: true, may_be_rejected: false });
    }
}

/// Whether an event of this id was published for the user.
pub(crate) fn was_published(world: &World, user: &UserId, id: &str) -> bool {
    let exchange = world.exchange.borrow();
    exchange.published.iter().any(|published| published.user == *user && published.id.as_str() == id)
}

/// Publishes the next event, or an earlier one again.
pub(crate) fn publish(world: &World) {
    let again = world.injects(Fault::Republish);
    let known = world.exchange.borrow().published.len();
    let published = if again && known > 0 {
        world.exchange.borrow().published[world.below(known)].clone()
    } else {
        let users = world.exchange.borrow().users.clone();
        let user = users[world.below(users.len())].clone();
        let weights = TYPES.iter().flat_map(|(event_type, weight)| std::iter::repeat_n(*event_type, *weight));
        let types: Vec<_> = weights.collect();
        let event_type = types[world.below(types.len())];
        world.exchange.borrow_mut().left -= 1;
        new_event(world, user, event_type, world.below(THINGS))
    };
    send(world, &published);
    if world.is_stormy.get() && world.below(BROADCAST_AMONG) == 0 {
        broadcasts::publish(world);
    }
    if world.is_stormy.get() && world.below(BURST_AMONG) == 0 {
        burst(world, &published.user);
    }
    let next_at = world.now().plus(contacts::gap(world));
    world.exchange.borrow_mut().next_at = next_at;
}

/// The odds of a broadcast after an event: one in this many.
const BROADCAST_AMONG: usize = 12;

/// The odds of a burst after an event: one in this many.
const BURST_AMONG: usize = 200;

/// Publishes many events of one type for the user at once: more than the limit of some channel, or than the
/// limits of all. All are about one thing, or each about its own.
fn burst(world: &World, user: &UserId) {
    let event_type =
        [EventType::OrderFilled, EventType::DepositCredited, EventType::PriceAlert][world.below(3)];
    let is_about_one = world.coin();
    for number in 0..[9, 22, 34][world.below(3)] {
        let thing = THINGS + if is_about_one { 0 } else { number };
        let published = new_event(world, user.clone(), event_type, thing);
        send(world, &published);
    }
    let mut exchange = world.exchange.borrow_mut();
    exchange.left = exchange.left.saturating_sub(10);
}

/// Publishes an event of this type for each user, independently of the plan.
pub(crate) fn probe(world: &World, event_type: EventType) {
    let users = world.exchange.borrow().users.clone();
    for user in users {
        let published = new_event(world, user, event_type, 0);
        send(world, &published);
    }
}

fn new_event(world: &World, user: UserId, event_type: EventType, thing: usize) -> Published {
    let number = world.exchange.borrow().published.len();
    let id = format!("{user}-e{number}");
    let is_readable = !world.injects(Fault::Undecodable);
    // The messages about one position arrive in any order.
    let is_of_position = matches!(event_type, EventType::MarginCall | EventType::PositionLiquidated);
    let ago = if is_of_position && world.is_stormy.get() { world.below(20_000) } else { 0 };
    let occurred_at = world.now().minus(Duration::from_millis(u64::try_from(ago).unwrap_or(0)));
    let mut event = json!({
        "id": id, "event_type": event_type.name(), "user_id": user, "occurred_at": occurred_at,
        "data": data(world, event_type, &thing.to_string()),
    });
    let class = envelope(world, event_type, &mut event);
    if world.is_stormy.get() && world.below(10) == 0 {
        let seconds = u64::try_from(world.below(20)).unwrap_or(0);
        event["expires_at"] = json!(world.now().plus(Duration::from_secs(seconds)));
    } else if world.is_stormy.get() && waits(event_type, class) && world.below(3) == 0 {
        // It may expire before the quiet hours end.
        let minutes = u64::try_from(1 + world.below(240)).unwrap_or(1);
        event["expires_at"] = json!(world.now().plus(Duration::from_mins(minutes)));
    }
    if world.is_stormy.get() && world.below(20) == 0 {
        event["channels"] = [json!(["push"]), json!(["websocket", "email"])][world.below(2)].clone();
    }
    if !is_readable {
        event["data"] = json!({"n": number});
    }
    let may_be_rejected = is_readable && odd::is_next(world) && odd::event(world, event_type, &mut event);
    let id = EventId::parse(id).unwrap_or_else(|error| panic!("{error}"));
    let published = Published { user, id, body: odd::written(&event), is_readable, may_be_rejected };
    world.exchange.borrow_mut().published.push(published.clone());
    published
}

/// Adds to the event what it asks for, and returns its class.
fn envelope(world: &World, event_type: EventType, event: &mut Value) -> Priority {
    if !world.is_stormy.get() {
        return event_type.priority();
    }
    if world.below(15) == 0 {
        // An event of the past may be older than what is stored, and may close what was opened again since.
        let ago = Duration::from_mins(u64::try_from(world.below(3_000)).unwrap_or(0));
        event["mode"] = json!("backfill");
        event["occurred_at"] = json!(world.now().minus(ago));
    }
    if world.below(6) != 0 {
        return event_type.priority();
    }
    let asked = Priority::ALL[world.below(3)];
    event["priority"] = json!(asked.number());
    event_type.class(Some(asked))
}

/// Returns the body of the event of this id that was published for the user.
pub(crate) fn body(world: &World, user: &UserId, id: &EventId) -> Option<String> {
    let exchange = world.exchange.borrow();
    let mut published = exchange.published.iter();
    published.find(|published| published.user == *user && published.id == *id).map(|known| known.body.clone())
}

fn send(world: &World, published: &Published) {
    let event = serde_json::from_str::<Value>(&published.body).unwrap_or_default();
    let event_type = event["event_type"].as_str().and_then(EventType::parse);
    let mut class = event_type.map_or(Priority::P2, EventType::priority);
    // A publisher that lowers the class knows its queue, or not.
    if let Some(event_type) = event_type.filter(|_| event.get("priority").is_some() && world.below(2) == 0) {
        let asked = event["priority"].as_u64().and_then(|number| u8::try_from(number).ok());
        class = event_type.class(asked.and_then(Priority::from_number));
    }
    if world.injects(Fault::WrongQueue) {
        class = Priority::ALL[world.below(3)];
    }
    world.note("published", u64::from(class.number()), format_args!("{} to {}", published.id, class.name()));
    let (body, group) = (published.body.clone(), Some(published.user.to_string()));
    let message = Message { body, group, delay: Duration::ZERO };
    world.queues.borrow_mut().send(Queue::Events(class), message, world.now());
}
