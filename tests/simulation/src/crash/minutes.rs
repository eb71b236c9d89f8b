//! The minutes of a crash.

use std::time::Duration;

use domain::{Channel, Priority};
use ports::{Clock as _, Queue};

use super::{QUEUES, World};

/// How often each limit was hit.
#[derive(Debug, Clone, Copy, Default)]
pub struct LimitsHit {
    /// Attempts of a write that its table did not serve.
    pub table_writes: u64,
    /// Reads of a key that its table did not serve.
    pub table_reads: u64,
    /// Calls that their partition key did not serve.
    pub keys: u64,
    /// Posts and frames above the account's requests.
    pub requests: u64,
    /// Handshakes above the account's new connections.
    pub connections: u64,
    /// Looks at a queue that hands out nothing, since too many messages are in flight.
    pub in_flight: u64,
    /// Deliveries that waited for their provider's rate, each time.
    pub providers: u64,
}

/// A minute.
#[derive(Debug, Clone, Default)]
pub struct Minute {
    /// The first one is 1.
    pub number: u32,
    /// Liquidations that the exchange has published.
    pub published: u64,
    /// Notifications that came into the inbox.
    pub routed: u64,
    /// Traders whose app showed the liquidation for the first time.
    pub shown: u64,
    /// Sockets that opened.
    pub connected: u64,
    /// Messages that the providers took: push, Telegram, e-mail, SMS.
    pub sent: [u64; 4],
    /// Deliveries that took another channel, since theirs did not come through in time.
    pub fallbacks: u64,
    /// Ladders that were climbed to SMS, since nobody had acked.
    pub escalated: u64,
    /// The limits that were hit.
    pub limits: LimitsHit,
    /// At its end: traders that some channel has reached.
    pub reached: u64,
    /// At its end: liquidations that wait to be routed.
    pub events: u64,
    /// At its end: deliveries that wait in the channels' queues: push, Telegram, e-mail, SMS.
    pub queued: [u64; 4],
    /// At its end: all messages in all queues.
    pub waiting: u64,
    /// At its end: the age of the oldest liquidation that waits to be routed.
    pub oldest_event: Duration,
    /// At its end: how long the trader who has waited longest was or is without any message.
    pub longest: Duration,
}

/// The channels outside, as in the lists of a minute.
pub(super) const OUTSIDE: [Channel; 4] = [Channel::Push, Channel::Telegram, Channel::Email, Channel::Sms];

impl Minute {
    pub(super) fn new(number: u32) -> Self {
        Self { number, ..Self::default() }
    }

    pub(super) fn accepted(&mut self, channel: Channel) {
        if let Some(place) = OUTSIDE.iter().position(|outside| *outside == channel) {
            self.sent[place] += 1;
        }
    }

    /// Notes how things stand at its end.
    pub(super) fn look(&mut self, world: &World) {
        let (mail, now) = (world.mail.borrow(), world.timeline.now());
        let len = |queue| u64::try_from(mail.len(queue)).unwrap_or(u64::MAX);
        self.events = len(Queue::Events(Priority::P0));
        self.queued = OUTSIDE.map(|channel| len(Queue::Deliveries(channel, Priority::P0)));
        self.waiting = QUEUES.into_iter().map(len).sum();
        let oldest = mail.oldest(Queue::Events(Priority::P0)).unwrap_or(now);
        self.oldest_event = Duration::from_millis(now.millis_since(oldest));
        (self.reached, self.longest) = world.traders.borrow().reached(now);
    }

    /// The heading of [`Self::row`].
    pub const HEADING: &'static str = "| minute | published | routed | app | push | Telegram | e-mail | SMS | other channel taken | reached | to be routed | oldest | waiting: push, Telegram, e-mail, SMS | throttled: table writes, reads, keys | posts | handshakes | in flight |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";

    /// The minute as a row of a table.
    pub fn row(&self) -> String {
        let [push, telegram, email, sms] = self.sent;
        let [q_push, q_telegram, q_email, q_sms] = self.queued;
        let LimitsHit { table_writes, table_reads, keys, requests, connections, in_flight, .. } = self.limits;
        format!(
            "| {} | {} | {} | {} | {push} | {telegram} | {email} | {sms} | {} | {} | {} | {} s | {q_push}, {q_telegram}, {q_email}, {q_sms} | {table_writes}, {table_reads}, {keys} | {requests} | {connections} | {in_flight} |",
            self.number,
            self.published,
            self.routed,
            self.shown,
            self.fallbacks,
            self.reached,
            self.events,
            self.oldest_event.as_secs()
        )
    }
}
