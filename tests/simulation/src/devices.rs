//! Traders' devices that keep the protocol's contract: `hello` until all pending notifications are read,
//! acks, a timeout for each request, reconnects.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use domain::protocol::AckKind;
use domain::{Time, UserId};
use fastrand::Rng;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::faults::Fault;
use crate::functions::Invocation;
use crate::invariants;
use crate::rearranging::{Action, Rearranging};
use crate::scenario::Scenario;
use crate::sim_ports::UNREADABLE;
use crate::sockets::Phase;
use crate::world::World;

/// The time at which a user's devices ack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ack {
    /// As soon as the frame arrives.
    AtOnce,
    /// Some time after the frame arrives.
    Later,
    /// Not at all: everything stays pending.
    Never,
    /// As received only: nobody looks at the device.
    Receives,
    /// As received, and once that is confirmed as seen.
    ReceivesAndSees,
}

/// The time that a device waits for an answer before it sends the request again.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);

/// A device.
#[derive(Debug)]
pub(crate) struct Device {
    pub(crate) user: UserId,
    pub(crate) socket: Option<usize>,
    /// Whether `hello` has been answered without a further page.
    pub(crate) is_greeted: bool,
    /// The frames of this connection, each with whether it came after the last `hello` was answered.
    pub(crate) received: BTreeMap<String, bool>,
    /// The ids that it acked and whose ack was confirmed, each with the kind of the latest such ack.
    pub(crate) acked: BTreeMap<String, AckKind>,
    /// Whether it belongs to a group that is larger than the limit of connections. Once such a device is
    /// closed in the calm, it stays away, since it would only displace another one.
    is_one_of_a_crowd: bool,
    has_left: bool,
    ack: Ack,
    to_ack: BTreeMap<String, AckKind>,
    asked: BTreeMap<String, Asked>,
    after: Value,
    requests: u64,
    rests_until: Time,
    /// The order that the trader brings into the inbox on this device; `None` if it is not the device for that.
    pub(crate) rearranging: Option<Rearranging>,
}

#[derive(Debug, Clone)]
struct Asked {
    at: Time,
    acks: Vec<(String, AckKind)>,
    is_hello: bool,
    rearranges: Option<(String, Action)>,
}

/// The fields of a frame that a device reads. The others are skipped: they are most of a notification, and
/// reading frames is a good part of a run's time.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Frame<'a> {
    #[serde(rename = "type", borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    request_id: Option<Cow<'a, str>>,
    next: Value,
    more: bool,
    retry_after: Option<u64>,
}

impl<'a> Frame<'a> {
    /// A frame that is not an object of JSON has none of the fields.
    pub(crate) fn read(frame: &'a str) -> Self {
        serde_json::from_str(frame).unwrap_or_default()
    }

    /// Returns the id of the notification that the frame is.
    pub(crate) fn notification(&self) -> Option<&str> {
        self.id.as_deref().filter(|_| self.kind == "notification")
    }
}

/// A number of devices of one user that exceeds the limit of connections.
const CROWD: usize = 23;

/// The maximum number of ids in one `ack`.
const MAX_IDS: usize = 100;

impl Device {
    /// Returns all devices of all users.
    pub(crate) fn all(rng: &mut Rng, scenario: &Scenario, users: &[UserId]) -> Vec<Self> {
        let mut devices = Vec::new();
        for user in users {
            // The values are drawn in any case, so that a smaller run differs in nothing else.
            let (few, is_crowd, ack) = (rng.usize(0..=3), rng.usize(..9) == 0, rng.usize(..6));
            let count = scenario.devices.unwrap_or(if is_crowd { CROWD } else { few });
            let count = if scenario.prices { 0 } else { count };
            let ack =
                [Ack::AtOnce, Ack::Later, Ack::Never, Ack::Never, Ack::Receives, Ack::ReceivesAndSees][ack];
            devices.extend((0..count).map(|n| Self {
                rearranging: (n == 0).then(Rearranging::default),
                ..Self::new(user.clone(), ack, is_crowd)
            }));
        }
        devices
    }

    fn new(user: UserId, ack: Ack, is_one_of_a_crowd: bool) -> Self {
        Self {
            user,
            socket: None,
            is_greeted: false,
            received: BTreeMap::new(),
            acked: BTreeMap::new(),
            is_one_of_a_crowd,
            has_left: false,
            ack,
            to_ack: BTreeMap::new(),
            asked: BTreeMap::new(),
            after: Value::Null,
            requests: 0,
            rests_until: Time::from_millis(0),
            rearranging: None,
        }
    }

    /// Whether there is a further request to send that rearranges the inbox; one at a time.
    fn rearranges(&self) -> bool {
        self.rearranging.as_ref().is_some_and(|rearranging| !rearranging.is_done())
            && self.asked.values().all(|asked| asked.rearranges.is_none())
    }

    /// Takes back what was asked in a request without an answer.
    fn take_back(&mut self, asked: Asked) {
        self.to_ack.extend(asked.acks);
        if let (Some(rearranging), Some((id, action))) = (&mut self.rearranging, asked.rearranges) {
            rearranging.again(id, action);
        }
    }

    /// Returns the time at which the device acts next; `None` while it waits for an answer.
    pub(crate) fn next_act(&self, world: &World) -> Option<Time> {
        let Some(number) = self.socket else { return (!self.has_left).then_some(self.rests_until) };
        let sockets = world.sockets.borrow();
        let socket = sockets.get(number);
        if socket.closing && socket.on_the_way.is_empty() {
            return Some(world.now());
        }
        if socket.phase != Phase::Open {
            return None;
        }
        let greets = !self.is_greeted && !self.asked.values().any(|asked| asked.is_hello);
        if greets || !self.to_ack.is_empty() || self.rearranges() {
            return Some(world.now().max(self.rests_until));
        }
        self.asked.values().map(|asked| asked.at.plus(ANSWER_TIMEOUT)).min()
    }

    /// Whether all of its requests have been answered.
    pub(crate) fn is_content(&self) -> bool {
        let has_all = self.socket.is_some()
            && self.is_greeted
            && self.asked.is_empty()
            && self.to_ack.is_empty()
            && self.rearranging.as_ref().is_none_or(Rearranging::is_done);
        self.has_left || has_all
    }

    /// Performs the device's next action.
    pub(crate) fn act(&mut self, world: &World, own: usize) {
        let Some(number) = self.socket else { return self.knock(world, own) };
        let is_closing = {
            let sockets = world.sockets.borrow();
            sockets.get(number).closing && sockets.get(number).on_the_way.is_empty()
        };
        if is_closing {
            self.has_left = self.is_one_of_a_crowd && !world.is_stormy.get();
            return self.hang_up(world);
        }
        let late: Vec<String> = self
            .asked
            .iter()
            .filter(|(_, asked)| asked.at.plus(ANSWER_TIMEOUT) <= world.now())
            .map(|(id, _)| id.clone())
            .collect();
        for id in late {
            if let Some(asked) = self.asked.remove(&id) {
                self.take_back(asked);
            }
        }
        if !self.is_greeted && !self.asked.values().any(|asked| asked.is_hello) {
            let frame = json!({"action": "hello", "after": self.after});
            self.ask(world, number, frame, Vec::new(), None);
        } else if !self.to_ack.is_empty() {
            let acks = std::mem::take(&mut self.to_ack);
            for kind in AckKind::ALL {
                let acks: Vec<_> =
                    acks.iter().filter(|ack| *ack.1 == kind).map(|(id, kind)| (id.clone(), *kind)).collect();
                for acks in acks.chunks(MAX_IDS - 1) {
                    self.ack(world, number, kind, acks);
                }
            }
        } else if self.rearranges()
            && let Some((frame, id, action)) = self.rearranging.as_mut().and_then(Rearranging::next)
        {
            self.ask(world, number, frame, Vec::new(), Some((id, action)));
        }
    }

    fn ack(&mut self, world: &World, socket: usize, kind: AckKind, acks: &[(String, AckKind)]) {
        let mut ids: Vec<&str> = acks.iter().map(|(id, _)| id.as_str()).collect();
        if kind == AckKind::Seen {
            invariants::sees(world, &self.user, &ids);
        }
        if world.has_unreadable(&self.user) {
            ids.push(UNREADABLE);
        }
        let frame = json!({"action": "ack", "ids": ids, "kind": kind.name()});
        self.ask(world, socket, frame, acks.to_vec(), None);
    }

    fn knock(&mut self, world: &World, own: usize) {
        if !world.takes_connection() {
            // The handshake is refused, and the client retries after a pause of its own.
            let pause = Duration::from_millis(u64::try_from(world.below(2_000)).unwrap_or(0));
            self.rests_until = world.now().plus(pause);
            return;
        }
        let seconds = if world.is_stormy.get() && world.below(4) == 0 { 1 + world.below(40) } else { 7_200 };
        let closes_at = world.now().plus(Duration::from_secs(u64::try_from(seconds).unwrap_or(5)));
        let number = world.sockets.borrow_mut().open(self.user.clone(), own, closes_at);
        self.socket = Some(number);
        self.received.clear();
        self.after = Value::Null;
        world.note("knock", u64::try_from(number).unwrap_or(0), format_args!("device {own}"));
        world.invoked.borrow_mut().push(Invocation::Connect { socket: number });
    }

    /// Ends the connection from the device's point of view.
    pub(crate) fn hang_up(&mut self, world: &World) {
        self.socket = None;
        self.is_greeted = false;
        for (_, asked) in std::mem::take(&mut self.asked) {
            self.take_back(asked);
        }
        let pause = Duration::from_millis(u64::try_from(world.below(2_000)).unwrap_or(0));
        let awakes_at = world.awakes_at().filter(|_| self.is_one_of_a_crowd);
        // Otherwise the devices of a large group would displace each other all night.
        self.rests_until = awakes_at.unwrap_or_else(|| world.now()).plus(pause);
    }

    fn ask(
        &mut self,
        world: &World,
        socket: usize,
        mut frame: Value,
        acks: Vec<(String, AckKind)>,
        rearranges: Option<(String, Action)>,
    ) {
        self.requests += 1;
        let id = format!("r{}", self.requests);
        frame["requestId"] = json!(id);
        let is_hello = frame["action"] == "hello";
        self.asked.insert(id, Asked { at: world.now(), acks, is_hello, rearranges });
        // A frame above the account's quota reaches no function: the device sends it again
        // when no answer comes.
        if world.takes_request() {
            world.invoked.borrow_mut().push(Invocation::Command { socket, frame: frame.to_string() });
        }
    }

    /// Sends a ping whose answer no device waits for.
    pub(crate) fn ping(&self, world: &World) {
        if let Some(socket) = self.socket {
            let frame = json!({"action": "ping", "requestId": "ping"}).to_string();
            world.invoked.borrow_mut().push(Invocation::Command { socket, frame });
        }
    }

    /// Processes a frame that the device receives.
    pub(crate) fn take(&mut self, world: &World, read: Frame<'_>) {
        let text = |field: &Option<Cow<'_, str>>| field.as_deref().unwrap_or_default().to_owned();
        match &*read.kind {
            "notification" => {
                let id = text(&read.id);
                self.received.entry(id.clone()).or_insert(self.is_greeted);
                match self.ack {
                    Ack::Never => {}
                    Ack::AtOnce => {
                        self.to_ack.insert(id, AckKind::Seen);
                    }
                    Ack::Receives | Ack::ReceivesAndSees => {
                        self.to_ack.insert(id, AckKind::Received);
                    }
                    Ack::Later => {
                        self.to_ack.insert(id, AckKind::Seen);
                        let pause = Duration::from_millis(u64::try_from(world.below(5_000)).unwrap_or(0));
                        self.rests_until = world.now().plus(pause);
                    }
                }
            }
            "reply" => {
                let Some(asked) = self.asked.remove(&text(&read.request_id)) else { return };
                if self.ack == Ack::ReceivesAndSees {
                    let received = asked.acks.iter().filter(|(_, kind)| *kind == AckKind::Received);
                    self.to_ack.extend(received.map(|(id, _)| (id.clone(), AckKind::Seen)));
                }
                if let Some(rearranging) = &mut self.rearranging {
                    for (id, _) in asked.acks.iter().filter(|(_, kind)| *kind == AckKind::Seen) {
                        rearranging.consider(world, id);
                    }
                    if let Some((id, action)) = &asked.rearranges {
                        rearranging.confirm(world, id, *action);
                    }
                }
                self.acked.extend(asked.acks);
                if asked.is_hello {
                    self.after = read.next;
                    self.is_greeted = !read.more;
                }
            }
            "error" => {
                // All requests here are well-formed, so this is `internal` or `too_many_requests`: the device
                // sends it again after the `retryAfter`, if there is one.
                if let Some(seconds) = read.retry_after {
                    self.rests_until = world.now().plus(Duration::from_secs(seconds));
                }
                if let Some(asked) = self.asked.remove(&text(&read.request_id)) {
                    self.take_back(asked);
                }
            }
            "read" | "archived" | "unarchived" | "unread" => {}
            _ => world.violated(format!("a device got a frame of no known type: {read:?}")),
        }
    }
}

/// Causes a fault on a random device, or lets the device send a ping.
pub(crate) fn cause_fault(world: &World) {
    let count = world.devices.borrow().len();
    if count == 0 {
        return;
    }
    let own = world.below(count);
    let Some(number) = world.devices.borrow()[own].socket else { return };
    if world.sockets.borrow().get(number).phase != Phase::Open {
        return;
    }
    if world.injects(Fault::SilentDeath) {
        world.sockets.borrow_mut().get_mut(number).phase = Phase::Dead;
        world.devices.borrow_mut()[own].hang_up(world);
    } else if world.injects(Fault::Disconnect) {
        close(world, number);
        world.devices.borrow_mut()[own].hang_up(world);
    } else if world.below(10) == 0 {
        world.devices.borrow()[own].ping(world);
    } else if world.has_nights && world.coin() {
        switch_off(world, own, number);
    }
}

/// Closes the device's connection from the device's side.
fn close(world: &World, socket: usize) {
    let mut sockets = world.sockets.borrow_mut();
    sockets.close(socket);
    sockets.get_mut(socket).closing = false;
    sockets.get_mut(socket).on_the_way.clear();
    drop(sockets);
    if !world.injects(Fault::LostDisconnect) {
        world.invoked.borrow_mut().push(Invocation::Disconnect { socket });
    }
}

/// Switches a device off in quiet hours until they are over, give or take half a second. Then the device
/// receives what has arrived in the meantime at about the time at which it leaves on the other channels.
fn switch_off(world: &World, own: usize, socket: usize) {
    let user = world.devices.borrow()[own].user.clone();
    let morning = world.facts.borrow().wish(&user).and_then(|wish| wish.quiet_until(world.now()));
    let Some(morning) = morning else { return };
    close(world, socket);
    let device = &mut world.devices.borrow_mut()[own];
    device.hang_up(world);
    let moment = Duration::from_millis(u64::try_from(world.below(600)).unwrap_or(0));
    device.rests_until = morning.plus(moment).minus(Duration::from_millis(500));
}
