//! FCM's limits of the messages to one Android device.
//!
//! <https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas>

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::schema::get;

/// A device takes this many collapsible messages at once. FCM delays the others.
const BURST: u32 = 20;
/// The time after which it takes one more.
const REFILL: Duration = Duration::from_mins(3);
/// The maximum number of messages within a minute and within an hour. FCM refuses the others.
const LIMITS: [(Duration, usize); 2] = [(Duration::from_mins(1), 240), (Duration::from_hours(1), 5_000)];
/// The number of devices from which on those without a recent message are forgotten.
const MANY: usize = 10_000;

/// The decision on a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// It is handed over at once.
    Now,
    /// It is accepted, and handed over after this time unless a newer one replaces it.
    Held(Duration),
    /// It is refused.
    TooMany,
}

/// The recent messages of all devices.
#[derive(Debug, Default)]
pub(crate) struct DeviceRates {
    devices: HashMap<String, Rate>,
}

#[derive(Debug)]
struct Rate {
    /// The times of the messages that were accepted within an hour.
    accepted: VecDeque<Instant>,
    /// The number of collapsible messages that the device takes now.
    tokens: u32,
    /// The time of the last refill.
    refilled: Instant,
    /// Whether a message is held, which takes the next refill.
    holds: bool,
}

impl DeviceRates {
    /// Decides on a message to this device.
    pub(super) fn take(&mut self, token: &str, message: &Value, now: Instant) -> Decision {
        if !is_for_android(message) {
            return Decision::Now;
        }
        if self.devices.len() >= MANY {
            let (longest, _) = LIMITS[1];
            self.devices.retain(|_, rate| rate.accepted.back().is_some_and(|last| *last + longest > now));
        }
        let rate = self.devices.entry(token.to_owned()).or_insert_with(|| Rate {
            accepted: VecDeque::new(),
            tokens: BURST,
            refilled: now,
            holds: false,
        });
        rate.take(is_collapsible(message), now)
    }
}

impl Rate {
    fn take(&mut self, is_collapsible: bool, now: Instant) -> Decision {
        let (longest, _) = LIMITS[1];
        self.accepted.retain(|at| *at + longest > now);
        let within = |time: Duration| self.accepted.iter().rev().take_while(|at| **at + time > now).count();
        if LIMITS.iter().any(|(time, most)| within(*time) >= *most) {
            return Decision::TooMany;
        }
        self.accepted.push_back(now);
        if !is_collapsible {
            return Decision::Now;
        }
        self.refill(now);
        if self.tokens > 0 {
            self.tokens -= 1;
            return Decision::Now;
        }
        self.holds = true;
        Decision::Held(REFILL.saturating_sub(now.saturating_duration_since(self.refilled)))
    }

    fn refill(&mut self, now: Instant) {
        while self.refilled + REFILL <= now {
            self.refilled += REFILL;
            if self.holds {
                self.holds = false;
            } else if self.tokens < BURST {
                self.tokens += 1;
            } else {
                self.refilled = now;
            }
        }
        if self.tokens == BURST {
            self.refilled = now;
        }
    }
}

/// Whether the message is for an Android device: it has no section of another platform only.
fn is_for_android(message: &Value) -> bool {
    get(message, "android").is_some() || (get(message, "apns").is_none() && get(message, "webpush").is_none())
}

/// Whether a newer message may replace it before it is handed over. "Notification messages are always collapsible
/// and will ignore the `collapse_key` parameter":
/// <https://firebase.google.com/docs/cloud-messaging/customize-messages/collapsible-message-types>
fn is_collapsible(message: &Value) -> bool {
    let android = get(message, "android").unwrap_or(&Value::Null);
    get(android, "collapse_key").is_some()
        || get(android, "notification").is_some()
        || get(message, "notification").is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn collapsible() -> Value {
        json!({"android": {"collapse_key": "trading"}, "notification": {"title": "T"}})
    }

    fn data_only() -> Value {
        json!({"android": {"priority": "high"}, "data": {"id": "1"}})
    }

    #[test]
    fn the_twenty_first_collapsible_message_is_held_and_one_that_is_not_collapsible_is_not() {
        let (mut rates, start) = (DeviceRates::default(), Instant::now());
        for _ in 0..BURST {
            assert_eq!(rates.take("d", &collapsible(), start), Decision::Now);
        }
        let later = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(rates.take("d", &collapsible(), start), Decision::Held(REFILL));
        assert_eq!(rates.take("d", &collapsible(), later(60)), Decision::Held(Duration::from_mins(2)));
        assert_eq!(rates.take("d", &data_only(), later(60)), Decision::Now);
        assert_eq!(rates.take("other", &collapsible(), later(60)), Decision::Now);
        // The first refill is for the one that was held.
        assert_eq!(rates.take("d", &collapsible(), later(180)), Decision::Held(REFILL));
        assert_eq!(rates.take("d", &collapsible(), later(540)), Decision::Now);
    }

    #[test]
    fn a_key_or_a_notification_makes_a_message_collapsible() {
        for (message, expected) in [
            (data_only(), false),
            (json!({"data": {"id": "1"}}), false),
            (json!({"notification": {"title": "T"}}), true),
            (json!({"android": {"notification": {"title": "T"}}}), true),
            (json!({"android": {"collapseKey": "k"}}), true),
        ] {
            assert_eq!(is_collapsible(&message), expected, "{message}");
        }
    }

    #[test]
    fn a_device_takes_240_messages_in_a_minute_and_5000_in_an_hour() {
        let (mut rates, start) = (DeviceRates::default(), Instant::now());
        for _ in 0..240 {
            assert_eq!(rates.take("d", &data_only(), start), Decision::Now);
        }
        assert_eq!(rates.take("d", &data_only(), start), Decision::TooMany);
        assert_eq!(rates.take("d", &json!({"apns": {}}), start), Decision::Now, "no Android device");
        let in_hour = |minute| start + Duration::from_mins(minute);
        let mut taken = 240;
        for minute in 1..60 {
            while rates.take("d", &data_only(), in_hour(minute)) == Decision::Now {
                taken += 1;
            }
        }
        assert_eq!(taken, 5_000);
        assert_eq!(rates.take("d", &data_only(), in_hour(60)), Decision::Now);
    }
}
