//! The functions, their queues and what happens when.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use domain::budget::Rate;
use domain::contact::EmailAddress;
use domain::preferences::Preferences;
use domain::profile::{Dated, Profile};
use domain::recipient::{Connection, Recipient};
use domain::{Channel, ConnectionId, Priority, Time, UserId};
use lambda::batch::plan::{Wait, wait};
use ports::{Clock as _, Message, Queue};
use serde_json::{Value, json};
use store::memory::MemoryStore;
use usecases::Ports;
use usecases::batch::{Outcome, Record};
use usecases::connect::{Caller, CommandPorts, FrameLimits, Opened, command, connect};
use usecases::deliver::{Block, External, Settings, deliver_external, deliver_websocket};
use usecases::route::route;
use usecases::watch::{TickRecord, WatchPorts, fire_alerts, watch_prices};

use super::abuser::{Deed, deeds};
use super::effects::Effects;
use super::timed::Timed;
use super::{
    ALERT_EVERY, CALL, DECODE, DEPLOYED, EMAIL_EVERY, Felt, LASTS, Latencies, OVERHEAD, P0_EVERY, READ_AFTER,
    SYMBOL, abuser, concurrency, event, neighbour, neighbours_connection, target, tick,
};
use crate::contacts::chance;

/// How many invocations of `socket-command` run at once: what the account leaves it.
const COMMANDS: usize = 50;

/// The e-mails of a second: the template's default.
const EMAIL_RATE: Rate = Rate { per_second: 14 };

/// The most messages of one batch, and the most records.
const BATCH: usize = 10;
const RECORDS: usize = 500;

/// A message on a queue.
#[derive(Debug, Clone)]
struct Kept {
    body: String,
    group: Option<String>,
    receive_count: u32,
}

/// Something that happens at its time.
enum Happening {
    /// A message becomes visible.
    Visible(Queue, Kept),
    /// A record can be read from the stream.
    Readable(String, Time),
    /// A socket sends a frame.
    Frame(UserId, Value),
    /// An invocation ends.
    Ends(Function, Box<Ended>),
}

/// What there is of an invocation when it ends.
struct Ended {
    effects: Effects,
    /// Messages that come again, and when.
    again: Vec<(Kept, Duration)>,
    instance: Instance,
}

/// A function, by what invokes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Function {
    Watch,
    Command,
    Of(Queue),
}

/// What an instance of a function keeps between invocations.
#[derive(Default)]
struct Instance {
    block: Block,
    limits: FrameLimits,
}

pub(super) struct World {
    store: MemoryStore,
    now: Time,
    start: Time,
    agenda: BTreeMap<(Time, u64), Happening>,
    serial: u64,
    queues: BTreeMap<Queue, VecDeque<Kept>>,
    frames: VecDeque<(UserId, Value)>,
    records: VecDeque<(String, Time)>,
    idle: BTreeMap<Function, Vec<Instance>>,
    /// When what the neighbour waits for began, by its id.
    begun: BTreeMap<String, Time>,
    felt: Felt,
    /// How many connections of the abuser there were.
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
            felt: Felt::default(),
            abusers: 0,
        };
        for user in [neighbour(), abuser()] {
            world.store.set_recipient(with_email(user, start));
        }
        world.connects(&neighbour(), neighbours_connection());
        world.connects(&abuser(), ConnectionId::new("abuser-0"));
        world.live();
        if has_abuser {
            for (at, deed) in deeds(start) {
                match deed {
                    Deed::Record(record) => world.put(at, record),
                    Deed::Frame(frame) => world.plan(at, Happening::Frame(abuser(), frame)),
                }
            }
        }
        world
    }

    /// The neighbour's life: P0, crossings, e-mails and pings.
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
            // Just behind the records of the abuser, which come with the second.
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

    /// Until nothing is left of it.
    pub(super) fn run(mut self) -> Felt {
        let end = self.start.plus(LASTS).plus(Duration::from_mins(3));
        while let Some(((at, _), happening)) = self.agenda.pop_first().filter(|((at, _), _)| *at < end) {
            self.now = at;
            self.happens(happening);
            self.invoke();
        }
        self.felt.missing = self.begun.len();
        self.felt
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
                self.felt.abuser_emails += 1;
            } else {
                self.arrived(&id, |felt| &mut felt.emails);
            }
        }
        for connection in effects.closed.take() {
            self.felt.closed += 1;
            self.abusers += 1;
            assert_ne!(connection, neighbours_connection(), "the neighbour's connection was closed");
            self.connects(&abuser(), ConnectionId::new(format!("abuser-{}", self.abusers)));
        }
    }

    fn sent(&mut self, at: Time, queue: Queue, message: Message) {
        if queue == Queue::Rejected {
            self.felt.rejected.0 += 1;
            self.felt.rejected.1 += message.body.len();
        } else if concurrency(queue) > 0 {
            let kept = Kept { body: message.body, group: message.group, receive_count: 0 };
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
                    Some("order_filled") => self.arrived(&id, |felt| &mut felt.p0),
                    Some("price_alert") => {
                        let id =
                            format!("target-{}", frame["data"]["target_price"].as_str().unwrap_or_default());
                        self.arrived(&id, |felt| &mut felt.alerts);
                    }
                    _ => {}
                }
            }
            (Some("reply"), true) => {
                let id = frame["requestId"].as_str().unwrap_or_default().to_owned();
                if id.starts_with("ping") {
                    self.arrived(&id, |felt| &mut felt.pings);
                }
            }
            (Some("error"), true) => panic!("the neighbour was refused: {frame}"),
            (Some("notification"), false) => self.felt.abuser_firings += 1,
            (Some("error"), false) => self.felt.refused_frames += 1,
            _ => {}
        }
    }

    fn arrived(&mut self, id: &str, of: impl Fn(&mut Felt) -> &mut Latencies) {
        if let Some(began) = self.begun.remove(id) {
            of(&mut self.felt).0.push(self.now.millis_since(began));
        }
    }

    /// Begins the invocations for which there is work and room.
    fn invoke(&mut self) {
        if !self.records.is_empty()
            && let Some(instance) = self.instance(Function::Watch, 1)
        {
            let most = self.records.len().min(RECORDS);
            let records: Vec<_> = self.records.drain(..most).collect();
            self.watch(&records, instance);
        }
        while !self.frames.is_empty() {
            let Some(instance) = self.instance(Function::Command, COMMANDS) else { break };
            if let Some((user, frame)) = self.frames.pop_front() {
                self.command(&user, frame, instance);
            }
        }
        let queues: Vec<Queue> = self.queues.keys().copied().collect();
        for queue in queues {
            while self.queues.get(&queue).is_some_and(|kept| !kept.is_empty()) {
                let Some(instance) = self.instance(Function::Of(queue), concurrency(queue)) else { break };
                let kept = self.queues.entry(queue).or_default();
                let most = kept.len().min(BATCH);
                let batch: Vec<Kept> = kept.drain(..most).collect();
                self.work(queue, batch, instance);
            }
        }
    }

    /// An instance of a function that is idle, if there is one.
    fn instance(&mut self, function: Function, most: usize) -> Option<Instance> {
        self.idle.entry(function).or_insert_with(|| (0..most).map(|_| Instance::default()).collect()).pop()
    }

    fn end(
        &mut self,
        function: Function,
        effects: Effects,
        more: Duration,
        again: Vec<(Kept, Duration)>,
        instance: Instance,
    ) {
        let at = effects.timeline.now().plus(OVERHEAD + more);
        let ended = Box::new(Ended { effects, again, instance });
        self.plan(at, Happening::Ends(function, ended));
    }

    /// What the calls of the store take that were made since there were `before`, one after another.
    fn calls_since(&self, before: u64) -> Duration {
        CALL * u32::try_from(self.store.calls() - before).unwrap_or(u32::MAX)
    }

    fn watch(&mut self, records: &[(String, Time)], instance: Instance) {
        let bytes: usize = records.iter().map(|(record, _)| record.len()).sum();
        let decoded_at = self.now.plus(DECODE * u32::try_from(bytes).unwrap_or(u32::MAX));
        let effects = Effects::at(decoded_at);
        let store = Timed { store: &self.store, timeline: &effects.timeline };
        let ports = WatchPorts { store: &store, queues: &effects, clock: &effects, telemetry: &effects };
        let records: Vec<_> = records
            .iter()
            .map(|(record, arrived_at)| TickRecord { body: record.as_bytes(), arrived_at: *arrived_at })
            .collect();
        let watched = effects.run(watch_prices(&ports, &records));
        assert_eq!(watched, Ok(()), "without faults no batch comes again");
        for (at, queue, message) in effects.messages.take() {
            self.sent(at, queue, message);
        }
        self.end(Function::Watch, effects, Duration::ZERO, Vec::new(), instance);
    }

    fn command(&mut self, user: &UserId, mut frame: Value, instance: Instance) {
        let connection = if *user == abuser() {
            ConnectionId::new(format!("abuser-{}", self.abusers))
        } else {
            neighbours_connection()
        };
        if frame.get("requestId").is_none() {
            frame["requestId"] = json!("x");
        }
        let closes_at = self.start.plus(Duration::from_hours(2));
        let caller = Caller { user_id: user.clone(), connection, closes_at, issued_at: Some(self.start) };
        let (effects, before) = (Effects::at(self.now), self.store.calls());
        let ports = CommandPorts {
            store: &self.store,
            gateway: &effects,
            clock: &effects,
            deployed: &DEPLOYED,
            secret: || {
                let mut secret = [0; 32];
                secret.fill_with(|| fastrand::u8(..));
                Some(secret)
            },
            bot_name: "bot",
            limits: &instance.limits,
        };
        let answered = effects.run(command(&ports, &effects, &caller, &frame.to_string()));
        assert!(answered.is_ok(), "{answered:?}");
        let more = self.calls_since(before);
        self.end(Function::Command, effects, more, Vec::new(), instance);
    }

    fn work(&mut self, queue: Queue, mut batch: Vec<Kept>, instance: Instance) {
        for kept in &mut batch {
            kept.receive_count += 1;
        }
        let (effects, before) = (Effects::at(self.now), self.store.calls());
        let records: Vec<_> = batch
            .iter()
            .map(|kept| Record {
                body: &kept.body,
                group: kept.group.as_deref(),
                receive_count: kept.receive_count,
            })
            .collect();
        let ports = Ports {
            store: &self.store,
            gateway: &effects,
            queues: &effects,
            clock: &effects,
            telemetry: &effects,
        };
        let outcomes = match queue {
            Queue::Events(priority) => effects.run(route(&ports, priority, &DEPLOYED, &records)),
            Queue::Deliveries(Channel::Websocket, priority) => {
                effects.run(deliver_websocket(&ports, priority, &records))
            }
            Queue::Deliveries(channel, priority) => {
                let (deployed, lease) = (DEPLOYED.to_vec(), Duration::from_secs(20));
                let settings = Settings { channel, priority, deployed, rate: EMAIL_RATE, lease };
                let external = External {
                    store: &self.store,
                    provider: &effects,
                    queues: &effects,
                    clock: &effects,
                    telemetry: &effects,
                    random: chance,
                    settings: &settings,
                    block: &instance.block,
                };
                effects.run(deliver_external(&external, &records))
            }
            Queue::Fire => {
                let ports =
                    WatchPorts { store: &self.store, queues: &effects, clock: &effects, telemetry: &effects };
                effects.run(fire_alerts(&ports, &records))
            }
            Queue::Escalate | Queue::Release | Queue::Profiles | Queue::Rejected => {
                vec![Outcome::Done; records.len()]
            }
        };
        let mut again = Vec::new();
        for (kept, outcome) in batch.into_iter().zip(outcomes) {
            match outcome {
                Outcome::Done => {}
                Outcome::DeadLetter { reason } => panic!("{queue:?} gave {} up: {reason}", kept.body),
                Outcome::Retry { after, .. } => {
                    let (seconds, receive_count) = match wait(after, kept.receive_count, chance()) {
                        Wait::Hidden(seconds) => (seconds, kept.receive_count),
                        Wait::Copied(seconds) => (seconds, 0),
                    };
                    let kept = Kept { receive_count, ..kept };
                    again.push((kept, Duration::from_secs(u64::from(seconds))));
                }
            }
        }
        let more = self.calls_since(before);
        self.end(Function::Of(queue), effects, more, again, instance);
    }
}

fn kept(body: String) -> Kept {
    Kept { body, group: None, receive_count: 0 }
}

/// A trader with a mailbox; the abuser gets price alerts there too.
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
