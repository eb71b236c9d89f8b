//! The traders' apps: they open a socket, send `hello`, ack the notifications that they show, and retry when
//! the account is throttled.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use domain::{Channel, Time};
use ports::{NoTelemetry, Parts};
use serde_json::json;
use usecases::connect::{Caller, CommandContext, Opened, command, connect};

use super::ports::TimedPorts;
use super::{World, audience, beginning};
use crate::contacts::{self, chance};
use crate::quotas::Table;
use crate::timeline::Task;

/// The time from the end of the handshake to the first frame.
const GREETS_AFTER: Duration = Duration::from_millis(100);

/// The time after which an app sends a request again that was not answered.
const ASKS_AGAIN: Duration = Duration::from_secs(10);

/// The longest pause before a client tries to connect again; it doubles from one second, with full jitter.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The next action of an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    Open { refusals: u32 },
    Greet,
    Ack,
}

/// The events of one trader.
#[derive(Debug, Clone, Copy, Default)]
struct Trader {
    is_connected: bool,
    /// All times here are in milliseconds after the beginning of the crash.
    published_at: Option<u32>,
    /// The time at which a channel first accepted the liquidation.
    reached_at: Option<u32>,
    /// The time at which its notification was stored.
    routed_at: Option<u32>,
    /// The time at which a channel other than the initial ones was used.
    rerouted_at: Option<u32>,
    has_seen: bool,
}

/// All traders.
pub(super) struct Traders {
    all: Vec<Trader>,
    agenda: BTreeMap<(Time, u32), Act>,
}

fn millis(now: Time) -> u32 {
    u32::try_from(now.millis_since(beginning())).unwrap_or(u32::MAX)
}

impl Traders {
    pub(super) fn new(count: u32, begins_at: Time) -> Self {
        let mut traders = Self { all: Vec::new(), agenda: BTreeMap::new() };
        for trader in 0..count {
            let opens_after = audience::opens_after(trader);
            let is_connected = opens_after == Some(Duration::ZERO);
            traders.all.push(Trader { is_connected, ..Trader::default() });
            if let Some(after) = opens_after.filter(|after| !after.is_zero()) {
                traders.agenda.insert((begins_at.plus(after), trader), Act::Open { refusals: 0 });
            }
        }
        traders
    }

    fn get(&mut self, trader: u32) -> &mut Trader {
        &mut self.all[usize::try_from(trader).unwrap_or(usize::MAX)]
    }

    pub(super) fn is_connected(&mut self, trader: u32) -> bool {
        self.get(trader).is_connected
    }

    pub(super) fn publish(&mut self, trader: u32, now: Time) {
        self.get(trader).published_at = Some(millis(now));
    }

    /// Records that a channel has accepted the liquidation of this trader.
    pub(super) fn reach(&mut self, trader: u32, now: Time) {
        self.get(trader).reached_at.get_or_insert(millis(now));
    }

    pub(super) fn route(&mut self, trader: u32, now: Time) {
        self.get(trader).routed_at.get_or_insert(millis(now));
    }

    /// Records that a channel other than the initial ones is used.
    pub(super) fn reroute(&mut self, trader: u32, now: Time) {
        self.get(trader).rerouted_at.get_or_insert(millis(now));
    }

    /// Returns the time from storing the notification until another channel was used for it, if one was.
    pub(super) fn rerouted_after(&self, trader: u32) -> Option<Duration> {
        let trader = self.all.get(usize::try_from(trader).ok()?)?;
        Some(Duration::from_millis(trader.rerouted_at?.saturating_sub(trader.routed_at?).into()))
    }

    /// Shows the liquidation in the app; returns whether for the first time.
    pub(super) fn show(&mut self, trader: u32, now: Time) -> bool {
        self.reach(trader, now);
        let is_first = !std::mem::replace(&mut self.get(trader).has_seen, true);
        if let Some(after) = audience::acks_after(trader).filter(|_| is_first) {
            self.agenda.insert((now.plus(after), trader), Act::Ack);
        }
        is_first
    }

    /// Returns the number of liquidated traders who have been reached, and the longest time that a trader
    /// waited or still waits.
    pub(super) fn reached(&self, now: Time) -> (u64, Duration) {
        let now = millis(now);
        let published = self.all.iter().filter_map(|trader| Some((trader.published_at?, trader.reached_at)));
        published.fold((0, Duration::ZERO), |(count, longest), (from, reached_at)| {
            let took = Duration::from_millis(u64::from(reached_at.unwrap_or(now).saturating_sub(from)));
            (count + u64::from(reached_at.is_some()), longest.max(took))
        })
    }

    /// Returns the times after which each of these traders was reached, sorted, without those who were not.
    pub(super) fn latencies(&self, are_meant: impl Fn(u32) -> bool) -> Vec<Duration> {
        let numbered = (0..).zip(&self.all).filter(|(number, _)| are_meant(*number));
        let took = numbered.filter_map(|(_, trader)| Some(trader.reached_at? - trader.published_at?));
        let mut took: Vec<_> = took.map(|millis| Duration::from_millis(millis.into())).collect();
        took.sort_unstable();
        took
    }

    fn due(&mut self, now: Time) -> Option<(u32, Act)> {
        let first = self.agenda.first_entry().filter(|first| first.key().0 <= now)?;
        let trader = first.key().1;
        Some((trader, first.remove()))
    }
}

/// Runs the actions of the apps that are due.
pub(super) fn act(world: &Rc<World>) {
    let now = world.now();
    loop {
        let due = world.traders.borrow_mut().due(now);
        let Some((trader, act)) = due else { return };
        let task = Task::new(now, perform(world.clone(), trader, act));
        world.clients.borrow_mut().push(task);
    }
}

async fn perform(world: Rc<World>, trader: u32, act: Act) {
    let next = match act {
        Act::Open { refusals } => {
            if open(&world, trader).await {
                Some((GREETS_AFTER, Act::Greet))
            } else {
                let longest = LONGEST_PAUSE.min(Duration::from_secs(1) * 2_u32.pow(refusals.min(5)));
                let longest = u32::try_from(longest.as_millis()).unwrap_or(u32::MAX);
                let pause = Duration::from_millis(u64::from(chance() % longest));
                Some((pause, Act::Open { refusals: refusals + 1 }))
            }
        }
        Act::Greet | Act::Ack => {
            let is_answered = ask(&world, trader, act == Act::Greet).await;
            (!is_answered).then_some((ASKS_AGAIN, act))
        }
    };
    if let Some((after, act)) = next {
        let at = world.now().plus(after);
        world.traders.borrow_mut().agenda.insert((at, trader), act);
    }
}

/// Opens a socket; returns whether the gateway and the store accepted it.
async fn open(world: &Rc<World>, trader: u32) -> bool {
    let now = world.now();
    if !world.usage.borrow_mut().connect(now) {
        world.minute.borrow_mut().limits.connections += 1;
        return false;
    }
    if !world.takes_request() {
        return false;
    }
    let slow = TimedPorts::new(world.clone(), None);
    let opened = connect(&slow, &slow, &audience::user(trader), audience::opened(trader, now)).await;
    let is_open = matches!(opened, Ok(Opened::Registered));
    world.traders.borrow_mut().get(trader).is_connected = is_open;
    world.minute.borrow_mut().connected += u64::from(is_open);
    is_open
}

/// Sends `hello` or an ack; returns whether it succeeded. The table units of the
/// command are charged beforehand.
async fn ask(world: &Rc<World>, trader: u32, is_hello: bool) -> bool {
    if !world.takes_request() {
        return false;
    }
    let slow = TimedPorts::new(world.clone(), None);
    let user_id = audience::user(trader);
    let charged = if is_hello {
        let parts = (0..5).map(|part| (Table::Inbox, format!("{user_id}#{part}"))).collect();
        match slow.write(Table::Recipients, user_id.as_str(), 1).await {
            Ok(()) => slow.read_batch(parts).await,
            Err(error) => Err(error),
        }
    } else {
        // The item, and two entries of the index: one is removed, one added.
        slow.write(Table::Inbox, user_id.as_str(), 3).await
    };
    if charged.is_err() {
        return false;
    }
    let frame = if is_hello {
        json!({"action": "hello", "requestId": "1"})
    } else {
        json!({"action": "ack", "requestId": "2", "ids": [format!("liq-{trader}")]})
    };
    let closes_at = world.now().plus(domain::recipient::MAX_CONNECTION_AGE);
    let caller = Caller { user_id, connection: audience::connection(trader), closes_at, issued_at: None };
    let context = CommandContext {
        platform: &Parts {
            store: &world.store,
            gateway: &slow,
            queues: &slow,
            clock: &world.timeline,
            telemetry: &NoTelemetry,
        },
        deployed: &Channel::ALL,
        secret: || Some(contacts::secret()),
        bot_name: "bot",
        limits: &world.frames,
    };
    command(&context, &caller, &frame.to_string()).await.is_ok()
}
