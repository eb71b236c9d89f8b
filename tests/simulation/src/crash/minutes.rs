//! The minutes of a crash.

use std::time::Duration;

use domain::{Channel, Priority};
use ports::{Clock as _, Queue};

use super::{QUEUES, World};

/// The number of times that each limit was hit.
#[derive(Debug, Clone, Copy, Default)]
pub struct LimitsHit {
    /// Attempts of a write that were throttled by the table.
    pub table_writes: u64,
    /// Reads of a key that were throttled by the table.
    pub table_reads: u64,
    /// Calls that were throttled by their partition key.
    pub keys: u64,
    /// Posts and frames above the account's request rate.
    pub requests: u64,
    /// Handshakes above the account's rate of new connections.
    pub connections: u64,
    /// Receives that returned no message, since too many messages are in flight.
    pub in_flight: u64,
    /// Deliveries that waited for their provider's rate, counted once for each wait.
    pub providers: u64,
}

/// A minute.
#[derive(Debug, Clone, Default)]
pub struct Minute {
    /// The first one is 1.
    pub number: u32,
    /// Liquidations that the exchange has published.
    pub published: u64,
    /// Notifications that were stored in the inbox.
    pub routed: u64,
    /// Traders whose app showed the liquidation for the first time.
    pub shown: u64,
    /// Sockets that opened.
    pub connected: u64,
    /// Messages that the providers accepted: push, Telegram, e-mail, SMS.
    pub sent: [u64; 4],
    /// Deliveries that were sent on another channel, since their own did not accept them in time.
    pub fallbacks: u64,
    /// Ladders that escalated to SMS, since the trader had not acked.
    pub escalated: u64,
    /// The limits that were hit.
    pub limits: LimitsHit,
    /// Traders who were reached on some channel, at the end of the minute.
    pub reached: u64,
    /// Liquidations that wait to be routed, at the end of the minute.
    pub events: u64,
    /// Deliveries that wait in the channels' queues, at the end of the minute: push, Telegram, e-mail, SMS.
    pub queued: [u64; 4],
    /// All messages in all queues, at the end of the minute.
    pub waiting: u64,
    /// The age of the oldest liquidation that waits to be routed, at the end of the minute.
    pub oldest_event: Duration,
    /// The longest time that a trader was or is without any message, at the end of the minute.
    pub longest: Duration,
}

/// The external channels, in the order of the lists of a minute.
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

    /// Records the state at the end of the minute.
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

    /// Returns the minute as a row of a table.
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
