//! The functions, their queues and the agenda of all events.

mod invocations;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use domain::delivery::budget::Rate;
use domain::preferences::Preferences;
use domain::recipient::contact::EmailAddress;
use domain::recipient::profile::{Dated, Profile};
use domain::recipient::{Connection, Recipient};
use domain::{ConnectionId, Priority, Time, UserId};
use memory_store::MemoryStore;
use ports::{Message, Queue};
use serde_json::{Value, json};
use usecases::connect::{FrameLimits, Opened, connect};
use usecases::deliver::CallQuota;

use super::abuser::{Misuse, misuses};
use super::effects::Effects;
use super::{
    ALERT_EVERY, EMAIL_EVERY, Experienced, LASTS, Latencies, P0_EVERY, READ_AFTER, SYMBOL, abuser,
    concurrency, event, neighbour, neighbours_connection, target, tick,
};

/// The number of invocations of `socket-command` that run at once: the rest of the account's concurrency.
const COMMANDS: usize = 50;

/// The e-mails per second: the template's default.
const EMAIL_RATE: Rate = Rate { per_second: 14 };

/// The most messages of one batch, and the most records.
const BATCH: usize = 10;
const RECORDS: usize = 500;

/// A message on a queue.
#[derive(Debug, Clone)]
struct QueuedMessage {
    body: String,
    group: Option<String>,
    receive_count: u32,
}

/// An event on the agenda.
enum Happening {
    /// A message becomes visible.
    Visible(Queue, QueuedMessage),
    /// A record can be read from the stream.
    Readable(String, Time),
    /// A socket sends a frame.
    Frame(UserId, Value),
    /// An invocation ends.
    Ends(Function, Box<Ended>),
}

/// An invocation that ends.
struct Ended {
    effects: Effects,
    /// Messages that become visible again, each with its delay.
    again: Vec<(QueuedMessage, Duration)>,
    instance: Instance,
}

/// A function, identified by its trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Function {
    Watch,
    Command,
    Of(Queue),
}

/// The state that an instance of a function keeps between invocations.
#[derive(Default)]
struct Instance {
    block: CallQuota,
    limits: FrameLimits,
}

pub(super) struct World {
    store: MemoryStore,
    now: Time,
    start: Time,
    agenda: BTreeMap<(Time, u64), Happening>,
    serial: u64,
    queues: BTreeMap<Queue, VecDeque<QueuedMessage>>,
    frames: VecDeque<(UserId, Value)>,
    records: VecDeque<(String, Time)>,
    idle: BTreeMap<Function, Vec<Instance>>,
    /// The times at which the measured events of the neighbour began, by id.
    begun: BTreeMap<String, Time>,
    experienced: Experienced,
    /// The number of connections that the abuser has had.
    abusers: u64,
}

impl World {
    pub(super) fn new(has_abuser: bool) -> Self {
        let start = Time::from_millis(1_795_420_800_000);
        let mut world = Self {
            store: MemoryStore::default(),
            now: start,
            start,
            agenda: BTreeMap::new(),
            serial: 0,
            queues: BTreeMap::new(),
            frames: VecDeque::new(),
            records: VecDeque::new(),
            idle: BTreeMap::new(),
            begun: BTreeMap::new(),
            experienced: Experienced::default(),
            abusers: 0,
        };
        for user in [neighbour(), abuser()] {
            world.store.set_recipient(with_email(user, start));
        }
        world.connects(&neighbour(), neighbours_connection());
        world.connects(&abuser(), ConnectionId::new("abuser-0"));
        world.live();
        if has_abuser {
            for (at, deed) in misuses(start) {
                match deed {
                    Misuse::Record(record) => world.put(at, record),
                    Misuse::Frame(frame) => world.plan(at, Happening::Frame(abuser(), frame)),
                }
            }
        }
        world
    }

    /// Puts the neighbour's events on the agenda: P0, crossings, e-mails and pings.
    fn live(&mut self) {
        let (start, user) = (self.start, neighbour());
        let until = start.plus(LASTS);
        let mut number = 0;
        let mut at = start.plus(Duration::from_secs(2));
        while at < until {
            let id = format!("p0-{number}");
            let data =
                json!({"order_id": "1", "symbol": "A-B", "side": "buy", "quantity": "1", "price": "2"});
            let body = event(&id, "order_filled", &user, at, &data);
            self.begins(at, id, Happening::Visible(Queue::Events(Priority::P0), kept(body)));
            let ping = format!("ping-{number}");
            let frame = json!({"action": "ping", "requestId": ping});
            self.begins(at, ping, Happening::Frame(user.clone(), frame));
            number += 1;
            at = at.plus(P0_EVERY);
        }
        for number in 0..LASTS.as_secs() - 4 {
            let alert =
                json!({"symbol": SYMBOL, "condition": "above", "targetPrice": target(number).to_string()});
            let frame =
                json!({"action": "createAlert", "requestId": format!("alert-{number}"), "alert": alert});
            self.plan(start.plus(Duration::from_millis(number * 20)), Happening::Frame(user.clone(), frame));
            // Just after the records of the abuser, which come at the full second.
            let at = start
                .plus(Duration::from_millis(2_010))
                .plus(ALERT_EVERY * u32::try_from(number).unwrap_or(0));
            self.begun.insert(format!("target-{}", target(number)), at);
            self.put(at, tick(SYMBOL, target(number), at).to_string());
        }
        let mut number = 0;
        let mut at = start.plus(Duration::from_secs(3));
        while at < until {
            let id = format!("mail-{number}");
            let data = json!({"week": "2026-W47", "realized_pnl": "1", "currency": "USDT"});
            let body = event(&id, "weekly_pnl_report", &user, at, &data);
            self.begins(at, id, Happening::Visible(Queue::Events(Priority::P2), kept(body)));
            number += 1;
            at = at.plus(EMAIL_EVERY);
        }
    }

    fn begins(&mut self, at: Time, id: String, happening: Happening) {
        self.begun.insert(id, at);
        self.plan(at, happening);
    }

    fn plan(&mut self, at: Time, happening: Happening) {
        self.serial += 1;
        self.agenda.insert((at, self.serial), happening);
    }

    fn put(&mut self, arrived_at: Time, record: String) {
        self.plan(arrived_at.plus(READ_AFTER), Happening::Readable(record, arrived_at));
    }

    fn connects(&mut self, user: &UserId, connection: ConnectionId) {
        let (gateway, closes_at) = (Effects::at(self.now), self.now.plus(Duration::from_hours(2)));
        let issued_at = Some(self.start);
        let connection = Connection { id: connection, registered_at: self.now, closes_at, issued_at };
        let connected = gateway.run(connect(&self.store, &gateway, user, connection));
        assert_eq!(connected, Ok(Opened::Registered));
    }

    /// Runs until the agenda is empty.
    pub(super) fn run(mut self) -> Experienced {
        let end = self.start.plus(LASTS).plus(Duration::from_mins(3));
        while let Some(((at, _), happening)) = self.agenda.pop_first().filter(|((at, _), _)| *at < end) {
            self.now = at;
            self.happens(happening);
            self.invoke();
        }
        self.experienced.missing = self.begun.len();
        self.experienced
    }

    fn happens(&mut self, happening: Happening) {
        match happening {
            Happening::Visible(queue, kept) => self.queues.entry(queue).or_default().push_back(kept),
            Happening::Readable(record, arrived_at) => self.records.push_back((record, arrived_at)),
            Happening::Frame(user, frame) => self.frames.push_back((user, frame)),
            Happening::Ends(function, ended) => self.ends(function, *ended),
        }
    }

    fn ends(&mut self, function: Function, ended: Ended) {
        let Ended { effects, again, instance } = ended;
        self.idle.entry(function).or_default().push(instance);
        for (_, queue, message) in effects.messages.take() {
            self.sent(self.now, queue, message);
        }
        if let Function::Of(queue) = function {
            for (kept, after) in again {
                self.plan(self.now.plus(after), Happening::Visible(queue, kept));
            }
        }
        for (connection, frame) in effects.posts.take() {
            self.posted(&connection, &frame);
        }
        for (user, id) in effects.emails.take() {
            if user == abuser() {
                self.experienced.abuser_emails += 1;
            } else {
                self.arrived(&id, |experienced| &mut experienced.emails);
            }
        }
        for connection in effects.closed.take() {
            self.experienced.closed += 1;
            self.abusers += 1;
            assert_ne!(connection, neighbours_connection(), "the neighbour's connection was closed");
            self.connects(&abuser(), ConnectionId::new(format!("abuser-{}", self.abusers)));
        }
    }

    fn sent(&mut self, at: Time, queue: Queue, message: Message) {
        if queue == Queue::Rejected {
            self.experienced.rejected.0 += 1;
            self.experienced.rejected.1 += message.body.len();
        } else if concurrency(queue) > 0 {
            let kept = QueuedMessage { body: message.body, group: message.group, receive_count: 0 };
            self.plan(at.plus(message.delay), Happening::Visible(queue, kept));
        }
    }

    fn posted(&mut self, connection: &ConnectionId, frame: &str) {
        let frame: Value = serde_json::from_str(frame).unwrap_or_default();
        let is_neighbours = *connection == neighbours_connection();
        match (frame["type"].as_str(), is_neighbours) {
            (Some("notification"), true) => {
                let id = frame["id"].as_str().unwrap_or_default().to_owned();
                match frame["event"].as_str() {
                    Some("order_filled") => self.arrived(&id, |experienced| &mut experienced.p0),
                    Some("price_alert") => {
                        let id =
                            format!("target-{}", frame["data"]["target_price"].as_str().unwrap_or_default());
                        self.arrived(&id, |experienced| &mut experienced.alerts);
                    }
                    _ => {}
                }
            }
            (Some("reply"), true) => {
                let id = frame["requestId"].as_str().unwrap_or_default().to_owned();
                if id.starts_with("ping") {
                    self.arrived(&id, |experienced| &mut experienced.pings);
                }
            }
            (Some("error"), true) => panic!("the neighbour was refused: {frame}"),
            (Some("notification"), false) => self.experienced.abuser_firings += 1,
            (Some("error"), false) => self.experienced.refused_frames += 1,
            _ => {}
        }
    }

    fn arrived(&mut self, id: &str, of: impl Fn(&mut Experienced) -> &mut Latencies) {
        if let Some(began) = self.begun.remove(id) {
            of(&mut self.experienced).0.push(self.now.millis_since(began));
        }
    }
}

fn kept(body: String) -> QueuedMessage {
    QueuedMessage { body, group: None, receive_count: 0 }
}

/// Returns a trader with a mailbox; the abuser gets price alerts there too.
fn with_email(user: UserId, at: Time) -> Recipient {
    let email = Some(EmailAddress::of_checked(&format!("{user}@example.com")));
    let recipient = Recipient::unknown(user);
    let mut document: Value = serde_json::from_str(&recipient.preferences.to_stored()).unwrap_or_default();
    if recipient.user_id == abuser() {
        document["priceAlert"]["channels"] = json!(["websocket", "email"]);
    }
    let preferences = Preferences::of_stored(&document.to_string());
    let preferences = preferences.unwrap_or_else(|| panic!("{document} are preferences"));
    let profile = Profile { email: Dated { value: email, updated_at: Some(at) }, ..Profile::default() };
    Recipient { profile, preferences: Arc::new(preferences), ..recipient }
}
