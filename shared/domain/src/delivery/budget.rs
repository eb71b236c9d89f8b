//! Limits the number of calls to a provider per second, over all function instances.
//!
//! Each provider has a rate of calls per second, a part of which is reserved for P0. P0 may also take from
//! the common part when its own is used up. The other classes never take from P0's part, so P0 does not
//! wait, however many of them do. An instance takes a block of calls at a time from a shared counter of
//! that second, because one counter cannot take ten thousand updates a second. Calls of a block that are
//! not used expire with the second.

use std::time::Duration;

use crate::delivery::DeliveryKey;
use crate::event::catalogue::{Channel, EventType, Priority};
use crate::event::data::EventData;
use crate::shard;
use crate::time::Time;

/// The time for which a block of calls is valid.
pub const SLICE: Duration = Duration::from_secs(1);

/// The maximum age of an instance's knowledge of a provider's pauses. After a provider has asked us to back
/// off, other instances may still call it for this long.
pub const PAUSE_KNOWN_FOR: Duration = Duration::from_millis(150);

/// The minimum number of blocks into which a part's calls of a second are divided. It is also the
/// maximum number of updates of its counter per second, apart from those of instances that take
/// exactly what they need.
const BLOCKS: u32 = 100;

/// A part of a provider's rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The part that is reserved for P0.
    Reserved,
    /// The part for all classes.
    Common,
}

impl Part {
    /// Returns the name in a counter's key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reserved => "p0",
            Self::Common => "common",
        }
    }

    /// Returns the parts from which a class takes calls, in this order.
    pub fn of(priority: Priority) -> &'static [Self] {
        match priority {
            Priority::P0 => &[Self::Reserved, Self::Common],
            Priority::P1 | Priority::P2 => &[Self::Common],
        }
    }
}

/// The rate at which a provider may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Calls per second, over all instances and classes.
    pub per_second: u32,
}

impl Rate {
    /// Returns the calls per second of a part. Half is reserved for P0, and each part
    /// has at least one call.
    pub fn of(self, part: Part) -> u32 {
        let reserved = (self.per_second / 2).max(1);
        match part {
            Part::Reserved => reserved,
            Part::Common => self.per_second.saturating_sub(reserved).max(1),
        }
    }

    /// Returns the number of calls to take at a time if `wanted` calls are needed.
    pub fn block(self, part: Part, wanted: u32) -> u32 {
        wanted.max(self.of(part) / BLOCKS)
    }

    /// Returns the number of calls of a block of `block` calls that are granted, if the counter is at
    /// `total` after they were taken.
    pub fn granted(self, part: Part, block: u32, total: u32) -> u32 {
        let before = total.saturating_sub(block);
        self.of(part).saturating_sub(before).min(block)
    }
}

/// A counter that instances share.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Counter {
    /// Calls to a provider in a second.
    Calls {
        /// The provider.
        channel: Channel,
        /// The part of its rate.
        part: Part,
        /// Seconds since 1970.
        second: i64,
    },
    /// Messages to one chat in a second.
    Chat {
        /// The user whose chat it is.
        user_id: crate::ids::UserId,
        /// Seconds since 1970.
        second: i64,
        /// Whether it counts messages that are exempt from the limit per minute. They have a
        /// counter of their own.
        is_exempt: bool,
    },
    /// Messages to one recipient in a minute.
    Recipient {
        /// The user.
        user_id: crate::ids::UserId,
        /// The channel, and for push the device.
        delivery: DeliveryKey,
        /// Minutes since 1970.
        minute: i64,
    },
    /// SMS to one user in an hour or a day.
    Sms {
        /// The user whose phone it is.
        user_id: crate::ids::UserId,
        /// The cap.
        cap: Cap,
        /// The number of the hour or day since 1970, depending on the cap.
        window: i64,
    },
    /// Frames of a client in one window of a limit, as far as the function instances report them.
    Frames {
        /// The limit and the client.
        meter: Meter,
        /// The number of the window since 1970.
        window: i64,
        /// The end of the window.
        ends_at: Time,
    },
}

/// The frames of one client that a limit counts: those that were admitted, or all frames of a flood.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meter {
    /// All frames of a connection.
    Connection(crate::ids::ConnectionId),
    /// All frames of a user's connections.
    User(crate::ids::UserId),
    /// The `hello` frames without a cursor of a connection.
    Hello(crate::ids::ConnectionId),
    /// The tests of a user's channels.
    Tests(crate::ids::UserId),
    /// All frames, admitted or not, of a client that sends too many.
    Flood(Box<Meter>),
}

/// Returns the maximum number of messages that one recipient gets on a channel in a minute of
/// the clock before further ones are merged; `None` if the channel does not merge: in-app, and
/// SMS, which has [`Cap`]s.
///
/// Push counts per device: FCM accepts 240 messages a minute for one device, and of messages that replace one
/// another a burst of 20: <https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas>. A bot should
/// not send more than one message a second to a chat:
/// <https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>.
pub fn most_per_minute(channel: Channel) -> Option<u32> {
    match channel {
        Channel::Push => Some(30),
        Channel::Telegram => Some(20),
        Channel::Email => Some(6),
        Channel::Websocket | Channel::Sms => None,
    }
}

/// The maximum number of notifications of one burst that one recipient gets unmerged on a channel in a minute
/// of the clock. The figure is ours: three messages about one order are news, the fourth is noise.
pub const MOST_OF_BURST: u32 = 3;

/// The notifications of one type about one thing, such as the fills of one order: the catalogue's `burst_by`.
///
/// It is a hash of 15 bits, so that neither a contact nor a text of the event is in a counter. Two keys are
/// the same by chance once in 32,768 times; then the notifications of both together are merged from the
/// fourth on. With at most 32,768 names of 6 bytes the counts of a minute stay below DynamoDB's limit of
/// 400 KB for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BurstKey(u16);

impl BurstKey {
    /// The number of its bits.
    const BITS: u32 = 15;

    /// Returns the key of the burst that an event with this data belongs to; `None` if it belongs to none.
    pub fn of_data(data: &EventData) -> Option<Self> {
        let (field, value) = data.burst_field()?;
        Some(Self::of(data.event_type(), field, value))
    }

    /// Returns the key of the notifications of this type whose field has this value.
    pub fn of(event_type: EventType, field: &str, value: &str) -> Self {
        let hash = shard::fnv(&format!("{}#{field}#{value}", event_type.name()));
        // The low bits of FNV depend on the low bits of the text alone, so all bits are folded into them:
        // http://www.isthe.com/chongo/tech/comp/fnv/index.html#xor-fold
        let folded = (1..=u64::BITS / Self::BITS).fold(hash, |folded, n| folded ^ (hash >> (n * Self::BITS)));
        let [low, high, ..] = folded.to_le_bytes();
        Self(u16::from_le_bytes([low, high]) & ((1 << Self::BITS) - 1))
    }

    /// Returns the number that stands for it in a counter, below 32,768.
    pub fn number(self) -> u16 {
        self.0
    }
}

/// The messages to one recipient in a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MinuteTotals {
    /// All messages that count.
    pub all: u32,
    /// Those of the burst that was counted; 0 if none was.
    pub of_burst: u32,
}

impl MinuteTotals {
    /// Whether the latest of these messages may be sent unmerged, if the recipient may get `most` in a
    /// minute.
    pub fn are_within(self, most: u32) -> bool {
        self.all <= most && self.of_burst <= MOST_OF_BURST
    }
}

/// A limit on the number of SMS to one user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cap {
    /// SMS in an hour of the clock.
    Hourly,
    /// SMS in a day (UTC).
    Daily,
    /// Security notices in an hour of the clock. They are counted separately: otherwise the holder of a
    /// stolen session could use up the account's SMS by changing contacts, and the SMS about a liquidation
    /// would not be sent.
    HourlyNotices,
    /// Security notices in a day (UTC).
    DailyNotices,
}

impl Cap {
    /// The caps of all SMS except security notices.
    pub const ALL: [Self; 2] = [Self::Hourly, Self::Daily];

    /// Returns the caps that apply to an SMS about an event of this type.
    pub fn of(event_type: EventType) -> [Self; 2] {
        if event_type.is_security() { [Self::HourlyNotices, Self::DailyNotices] } else { Self::ALL }
    }

    /// Returns the maximum number of SMS to one user.
    pub fn most(self) -> u32 {
        match self {
            Self::Hourly | Self::HourlyNotices => 5,
            Self::Daily | Self::DailyNotices => 20,
        }
    }

    /// Returns the length of the window.
    pub fn window(self) -> Duration {
        match self {
            Self::Hourly | Self::HourlyNotices => Duration::from_hours(1),
            Self::Daily | Self::DailyNotices => Duration::from_hours(24),
        }
    }

    /// Returns the name in a counter's key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hourly => "hour",
            Self::Daily => "day",
            Self::HourlyNotices => "notices-hour",
            Self::DailyNotices => "notices-day",
        }
    }

    /// Returns the counter of the window that contains `now`.
    pub fn counter(self, user_id: &crate::ids::UserId, now: Time) -> Counter {
        let seconds = i64::try_from(self.window().as_secs()).unwrap_or(i64::MAX);
        Counter::Sms { user_id: user_id.clone(), cap: self, window: now.as_seconds() / seconds }
    }
}

impl Counter {
    /// Returns the counter of messages to this recipient in the minute of `now`.
    pub fn of_recipient(user_id: &crate::ids::UserId, delivery: &DeliveryKey, now: Time) -> Self {
        let minute = now.as_seconds().div_euclid(60);
        Self::Recipient { user_id: user_id.clone(), delivery: delivery.clone(), minute }
    }

    /// Returns the time from which the counter is no longer read.
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
    use crate::carrier::fcm;
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

    const NOW: i64 = 1_795_420_859;

    fn user() -> crate::ids::UserId {
        crate::ids::UserId::parse("u-1").unwrap()
    }

    #[test]
    fn a_recipient_has_a_limit_where_messages_can_be_merged() {
        assert_eq!(Channel::ALL.map(most_per_minute), [None, Some(30), Some(20), Some(6), None]);
        let push = most_per_minute(Channel::Push).unwrap();
        assert!(push <= fcm::MAX_PER_DEVICE_AND_MINUTE && push * 60 <= fcm::MAX_PER_DEVICE_AND_HOUR);
    }

    #[test]
    fn the_fourth_of_a_burst_and_whatever_is_above_the_limit_is_merged() {
        for (all, of_burst, is_within) in
            [(1, 0, true), (6, 3, true), (4, 4, false), (7, 1, false), (7, 0, false), (7, 4, false)]
        {
            assert_eq!(MinuteTotals { all, of_burst }.are_within(6), is_within, "{all} {of_burst}");
        }
    }

    #[test]
    fn each_type_and_value_has_a_key_of_its_own_but_for_chance() {
        let of = |order: &str| BurstKey::of(EventType::OrderFilled, "order_id", order);
        assert_ne!(of("8812"), BurstKey::of(EventType::OrderPartiallyFilled, "order_id", "8812"));
        assert_ne!(of("8812"), BurstKey::of(EventType::OrderFilled, "symbol", "8812"));
        // Of 10,000 keys that are drawn from 32,768, 8,620 are expected to differ.
        let keys: std::collections::BTreeSet<_> = (0..10_000).map(|n| of(&n.to_string())).collect();
        assert!((8_500..8_800).contains(&keys.len()), "{}", keys.len());
        assert!(keys.iter().all(|key| key.number() < 1 << BurstKey::BITS));
    }

    #[test]
    fn sms_are_counted_by_the_hour_and_the_day_and_security_notices_apart() {
        assert_eq!(Cap::of(EventType::MarginCall), [Cap::Hourly, Cap::Daily]);
        assert_eq!(Cap::of(EventType::ContactChanged), [Cap::HourlyNotices, Cap::DailyNotices]);
        for (cap, most, hours) in [
            (Cap::Hourly, 5, 1),
            (Cap::Daily, 20, 24),
            (Cap::HourlyNotices, 5, 1),
            (Cap::DailyNotices, 20, 24),
        ] {
            assert_eq!((cap.most(), cap.window()), (most, Duration::from_hours(hours)), "{cap:?}");
            let window = NOW / (3_600 * i64::try_from(hours).unwrap());
            let counter = cap.counter(&user(), Time::from_millis(NOW * 1_000));
            assert_eq!(counter, Counter::Sms { user_id: user(), cap, window });
        }
    }

    #[test]
    fn a_counter_outlives_its_window_and_not_much_more() {
        let now = Time::from_millis(NOW * 1_000 + 999);
        let ends = |counter: Counter| counter.ends_at().as_millis() / 1_000 - NOW;
        let calls = Counter::Calls { channel: Channel::Push, part: Part::Common, second: NOW };
        let chat = Counter::Chat { user_id: user(), second: NOW, is_exempt: false };
        assert_eq!((ends(calls), ends(chat)), (60, 60));
        // 59 s of the minute are over: the counter ends a minute after the end of its window.
        let recipient = Counter::of_recipient(&user(), &DeliveryKey::of_channel(Channel::Email), now);
        assert_eq!(ends(recipient), 61);
        let (hour, day) = (Cap::Hourly.counter(&user(), now), Cap::DailyNotices.counter(&user(), now));
        assert_eq!((ends(hour), ends(day)), (2 * 3_600 - NOW % 3_600, 2 * 86_400 - NOW % 86_400));
        let frames = Counter::Frames { meter: Meter::User(user()), window: 1, ends_at: now };
        assert_eq!(ends(frames), 60);
    }

    #[test]
    fn a_block_gets_what_is_left_of_its_part() {
        let rate = Rate { per_second: 30 };
        for (block, total, granted) in
            [(3, 3, 3), (10, 15, 10), (10, 16, 9), (10, 24, 1), (10, 25, 0), (10, 99, 0)]
        {
            assert_eq!(rate.granted(Part::Common, block, total), granted, "{block} of {total}");
        }
        assert_eq!(Part::of(Priority::P0), [Part::Reserved, Part::Common]);
        assert_eq!(Part::of(Priority::P1), [Part::Common]);
    }

    proptest! {
        #[test]
        fn the_rate_is_kept_for_all_callers_in_any_order(
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
