//! The external providers: their answers, and the messages that really arrived.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::delivery::budget::Rate;
use domain::delivery::ledger::{ThrottleScope, Verdict};
use domain::recipient::contact::Address;
use domain::{Channel, Time};
use fastrand::Rng;

use crate::coverage::Coverage;
use crate::faults::Fault;
use crate::world::World;

/// The channels of external providers.
pub(crate) const EXTERNAL: [Channel; 4] = [Channel::Push, Channel::Telegram, Channel::Email, Channel::Sms];

/// The outcome of a call of a provider.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) verdict: Verdict,
    /// Whether the trader gets the message.
    pub(crate) arrives: bool,
    /// Whether no answer comes, so that the caller's timeout expires.
    pub(crate) hangs: bool,
}

impl Answer {
    const SILENCE: Self = Self {
        verdict: Verdict::Indeterminate { timed_out: true, retry_after: None },
        arrives: false,
        hangs: true,
    };

    fn nothing(verdict: Verdict) -> Self {
        Self { verdict, arrives: false, hangs: false }
    }
}

/// All providers.
#[derive(Debug)]
pub(crate) struct Providers {
    rates: BTreeMap<Channel, Rate>,
    dark_until: BTreeMap<Channel, Time>,
    busy_until: BTreeMap<Channel, Time>,
    /// Addresses that are throttled until a time.
    throttled_until: BTreeMap<String, Time>,
    /// Addresses that are no longer valid.
    dead: BTreeSet<String>,
}

impl Providers {
    pub(crate) fn new(rng: &mut Rng) -> Self {
        let mut rate = |rates: [u32; 3]| Rate { per_second: rates[rng.usize(..3)] };
        let rates = [
            (Channel::Push, rate([3, 40, 2_000])),
            (Channel::Telegram, rate([2, 30, 30])),
            (Channel::Email, rate([2, 14, 200])),
            (Channel::Sms, rate([2, 20, 20])),
        ];
        Self {
            rates: rates.into(),
            dark_until: BTreeMap::new(),
            busy_until: BTreeMap::new(),
            throttled_until: BTreeMap::new(),
            dead: BTreeSet::new(),
        }
    }

    /// Returns the rate at which the provider may be called.
    pub(crate) fn rate(&self, channel: Channel) -> Rate {
        self.rates.get(&channel).copied().unwrap_or(Rate { per_second: 1 })
    }

    /// Makes the provider unavailable until this time: no call is answered.
    pub(crate) fn darken(&mut self, channel: Channel, until: Time) {
        self.dark_until.insert(channel, until);
    }

    /// Returns the time at which no provider is unavailable or asks to back off any more.
    pub(crate) fn rested_at(&self) -> Time {
        let until =
            self.dark_until.values().chain(self.busy_until.values()).chain(self.throttled_until.values());
        until.copied().max().unwrap_or(Time::EPOCH)
    }

    /// Whether the address is no longer valid.
    pub(crate) fn is_dead(&self, address: &str) -> bool {
        self.dead.contains(address)
    }

    /// Returns the outcome of a message to `address`.
    pub(crate) fn answer(&mut self, world: &World, channel: Channel, address: &str) -> Answer {
        let now = world.now();
        let is_over = |until: &BTreeMap<Channel, Time>| until.get(&channel).is_none_or(|until| *until <= now);
        if !is_over(&self.dark_until) {
            return Answer::SILENCE;
        }
        if !is_over(&self.busy_until) {
            let left = self.busy_until.get(&channel).map_or(0, |until| until.millis_since(now));
            return throttled(ThrottleScope::Provider, Duration::from_secs(left.div_ceil(1_000)));
        }
        if let Some(until) = self.throttled_until.get(address).filter(|until| now < **until) {
            let left = Duration::from_secs(until.millis_since(now).div_ceil(1_000));
            return throttled(ThrottleScope::Recipient, left);
        }
        if self.is_dead(address) {
            return Answer::nothing(Verdict::Gone);
        }
        if world.injects(Fault::Dark) {
            let longest = [30, 90, 600, 7_200, 28_800][world.below(5)];
            self.darken(channel, now.plus(seconds(world, longest)));
            return Answer::SILENCE;
        }
        if world.injects(Fault::Busy) {
            // Of these two, one gives no `retry_after`, and the other's limit is a quota of the account.
            if matches!(channel, Channel::Email | Channel::Sms) {
                let scope = ThrottleScope::Provider;
                return Answer::nothing(Verdict::Throttled { scope, retry_after: None });
            }
            let asked = seconds(world, [3, 3, 5, 60, 3_600][world.below(5)]);
            if world.coin() {
                world.saw(Coverage::RecipientThrottled);
                self.throttled_until.insert(address.to_owned(), now.plus(asked));
                return throttled(ThrottleScope::Recipient, asked);
            }
            self.busy_until.insert(channel, now.plus(asked));
            return throttled(ThrottleScope::Provider, asked);
        }
        if world.injects(Fault::Gone) {
            self.dead.insert(address.to_owned());
            return Answer::nothing(Verdict::Gone);
        }
        if world.injects(Fault::Refused) {
            return Answer::nothing(Verdict::Refused);
        }
        if world.injects(Fault::Unreached) {
            return Answer::nothing(Verdict::Failed { retry_after: None });
        }
        if world.injects(Fault::ProviderError) {
            let verdict = Verdict::Indeterminate { timed_out: false, retry_after: None };
            return Answer { verdict, arrives: world.coin(), hangs: false };
        }
        if world.injects(Fault::LostAnswer) {
            return Answer { arrives: true, ..Answer::SILENCE };
        }
        Answer { verdict: Verdict::Accepted, arrives: true, hangs: false }
    }
}

fn throttled(scope: ThrottleScope, asked: Duration) -> Answer {
    Answer::nothing(Verdict::Throttled { scope, retry_after: Some(asked) })
}

/// Returns a duration from one second to `longest`.
fn seconds(world: &World, longest: usize) -> Duration {
    Duration::from_secs(1 + u64::try_from(world.below(longest)).unwrap_or(0))
}

/// Returns the address as text.
pub(crate) fn address(to: &Address<'_>) -> String {
    match to {
        Address::Push(device) => device.token.expose().to_owned(),
        Address::Telegram(chat) => chat.expose().to_string(),
        Address::Email(email) => email.expose().to_owned(),
        Address::Sms(phone) => phone.number.expose().to_owned(),
    }
}
