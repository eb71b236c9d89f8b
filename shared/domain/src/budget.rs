//! How many calls a provider gets per second, over all instances.
//!
//! Each provider has an allowance per second, of which a part is P0's alone. P0 may take from the common part
//! too when its own is used up; the others never take from P0's, so however much of them waits, P0 does not.
//! An instance takes a block of calls at a time from a shared counter of that second, since one counter
//! cannot take ten thousand updates a second; what it does not use lapses with the second.

use std::time::Duration;

use crate::catalogue::{Channel, Priority};
use crate::delivery::DeliveryKey;
use crate::time::Time;

/// How long a second's block is good.
pub const SLICE: Duration = Duration::from_secs(1);

/// A provider that is left alone must not be called any more this long after it said so: how old the knowledge may
/// be that it has not.
pub const PAUSE_KNOWN_FOR: Duration = Duration::from_millis(150);

/// Into how many blocks a second's part is divided at least: so many updates of its counter there are in a second
/// at most, beside those of instances that take what they need at once.
const BLOCKS: u32 = 100;

/// A part of a provider's allowance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// P0's own.
    Reserved,
    /// Everybody's.
    Common,
}

impl Part {
    /// The name in a counter's key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reserved => "p0",
            Self::Common => "common",
        }
    }

    /// The parts from which a class takes, in this order.
    pub fn of(priority: Priority) -> &'static [Self] {
        match priority {
            Priority::P0 => &[Self::Reserved, Self::Common],
            Priority::P1 | Priority::P2 => &[Self::Common],
        }
    }
}

/// How often a provider may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Calls per second, over all instances and classes.
    pub per_second: u32,
}

impl Rate {
    /// What a part has per second: half is reserved for P0, and neither part is without a call.
    pub fn of(self, part: Part) -> u32 {
        let reserved = (self.per_second / 2).max(1);
        match part {
            Part::Reserved => reserved,
            Part::Common => self.per_second.saturating_sub(reserved).max(1),
        }
    }

    /// How many calls to take at once where `wanted` are needed.
    pub fn block(self, part: Part, wanted: u32) -> u32 {
        wanted.max(self.of(part) / BLOCKS)
    }

    /// How many of a block of `block` calls are good, when the counter stands at `total` after they were taken.
    pub fn granted(self, part: Part, block: u32, total: u32) -> u32 {
        let before = total.saturating_sub(block);
        self.of(part).saturating_sub(before).min(block)
    }
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Counter {
    /// Calls of a provider in a second.
    Calls {
        /// The provider.
        channel: Channel,
        /// The part of its allowance.
        part: Part,
        /// Seconds since 1970.
        second: i64,
    },
    /// Messages to one chat in a second.
    Chat {
        /// Whose chat.
        user_id: crate::UserId,
        /// Seconds since 1970.
        second: i64,
        /// Whether it counts what no limit per minute holds back, which has a second of its own.
        is_exempt: bool,
    },
    /// Messages to one recipient in a minute.
    Recipient {
        /// The user.
        user_id: crate::UserId,
        /// The channel, and for push the device.
        delivery: DeliveryKey,
        /// Minutes since 1970.
        minute: i64,
    },
    /// SMS to one user in an hour or a day.
    Sms {
        /// Whose telephone.
        user_id: crate::UserId,
        /// Which cap.
        cap: Cap,
        /// Hours or days since 1970, by the cap.
        window: i64,
    },
    /// Frames of a client in one window of a limit, as far as function instances report them.
    Frames {
        /// The limit and the client.
        meter: Meter,
        /// The number of the window since 1970.
        window: i64,
        /// The end of the window.
        ends_at: Time,
    },
}

/// What a limit on frames counts for one client: those that were admitted, or all of a flood.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meter {
    /// All frames of a connection.
    Connection(crate::ConnectionId),
    /// All frames of a user's connections.
    User(crate::UserId),
    /// The `hello` frames without a cursor of a connection.
    Hello(crate::ConnectionId),
    /// All frames, admitted or not, of one that sends too many.
    Flood(Box<Meter>),
}

/// Returns the most messages that one recipient gets on a channel in a minute of the clock before further ones are merged;
/// `None` where nothing is merged: in-app, and by SMS, which has [`Cap`]s.
///
/// Push counts per device: FCM takes 240 messages a minute for one device, and of those that can replace one another 20 at
/// once: <https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas>. A bot should not send more than one
/// message a second to a chat: <https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>.
pub fn most_per_minute(channel: Channel) -> Option<u32> {
    match channel {
        Channel::Push => Some(30),
        Channel::Telegram => Some(20),
        Channel::Email => Some(6),
        Channel::Websocket | Channel::Sms => None,
    }
}

/// A limit on the SMS that one user gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cap {
    /// In an hour of the clock.
    Hourly,
    /// In a day, UTC.
    Daily,
    /// Security notices in an hour of the clock. They are counted apart: whoever has a stolen session could else use up
    /// the SMS of the account by changing contacts, and a liquidation would not be texted.
    HourlyNotices,
    /// Security notices in a day, UTC.
    DailyNotices,
}

impl Cap {
    /// Those of all SMS but security notices.
    pub const ALL: [Self; 2] = [Self::Hourly, Self::Daily];

    /// Returns the caps that hold for an SMS about an event of this type.
    pub fn of(event_type: crate::EventType) -> [Self; 2] {
        if event_type.is_security() { [Self::HourlyNotices, Self::DailyNotices] } else { Self::ALL }
    }

    /// How many SMS one user gets at most.
    pub fn most(self) -> u32 {
        match self {
            Self::Hourly | Self::HourlyNotices => 5,
            Self::Daily | Self::DailyNotices => 20,
        }
    }

    /// How long a window is.
    pub fn window(self) -> Duration {
        match self {
            Self::Hourly | Self::HourlyNotices => Duration::from_hours(1),
            Self::Daily | Self::DailyNotices => Duration::from_hours(24),
        }
    }

    /// The name in a counter's key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hourly => "hour",
            Self::Daily => "day",
            Self::HourlyNotices => "notices-hour",
            Self::DailyNotices => "notices-day",
        }
    }

    /// The counter of `now`.
    pub fn counter(self, user_id: &crate::UserId, now: Time) -> Counter {
        let seconds = i64::try_from(self.window().as_secs()).unwrap_or(i64::MAX);
        Counter::Sms { user_id: user_id.clone(), cap: self, window: now.as_seconds() / seconds }
    }
}

impl Counter {
    /// Returns the counter of messages to this recipient in the minute of `now`.
    pub fn of_recipient(user_id: &crate::UserId, delivery: &DeliveryKey, now: Time) -> Self {
        let minute = now.as_seconds().div_euclid(60);
        Self::Recipient { user_id: user_id.clone(), delivery: delivery.clone(), minute }
    }

    /// When nobody asks for it any more.
    pub fn ends_at(&self) -> Time {
        let seconds = match self {
            Self::Calls { second, .. } | Self::Chat { second, .. } => second + 60,
            Self::Recipient { minute, .. } => (minute + 2) * 60,
            Self::Sms { cap, window, .. } => {
                (window + 2) * i64::try_from(cap.window().as_secs()).unwrap_or(i64::MAX)
            }
            Self::Frames { ends_at, .. } => ends_at.as_seconds() + 60,
        };
        Time::from_millis(seconds.saturating_mul(1_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_of_a_rate_is_p0s_alone() {
        let rate = Rate { per_second: 30 };
        assert_eq!((rate.of(Part::Reserved), rate.of(Part::Common)), (15, 15));
        assert_eq!(Part::of(Priority::P2), [Part::Common], "never lent out");
        let least = Rate { per_second: 1 };
        assert_eq!((least.of(Part::Reserved), least.of(Part::Common)), (1, 1));
    }

    #[test]
    fn a_high_rate_is_taken_in_blocks() {
        assert_eq!(Rate { per_second: 10_000 }.block(Part::Common, 3), 50);
        assert_eq!(Rate { per_second: 30 }.block(Part::Common, 3), 3);
    }

    proptest! {
        #[test]
        fn whoever_takes_and_in_whatever_order_the_rate_is_kept(
            per_second in 2_u32..500, takes in prop::collection::vec(1_u32..60, 1..40)
        ) {
            let rate = Rate { per_second };
            let (mut total, mut granted) = (0, 0);
            for wanted in takes {
                let block = rate.block(Part::Common, wanted);
                total += block;
                granted += rate.granted(Part::Common, block, total);
            }
            prop_assert_eq!(granted, total.min(rate.of(Part::Common)));
        }
    }
}
