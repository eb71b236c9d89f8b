//! Pauses that a provider has asked for: of everything that we send, or of what goes to one device or chat.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::contact::DeviceId;
use crate::delivery::DeliveryKey;
use crate::ids::UserId;
use crate::time::Time;

/// How many different recipients are throttled within [`TOGETHER`] before it is taken for a throttle of all of them.
pub const MANY: usize = 3;

/// The time within which throttles of different recipients are counted together.
pub const TOGETHER: Duration = Duration::from_secs(10);

/// A recipient of one provider's messages: a user's chat, mailbox or phone, or one device.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Destination {
    /// The user.
    pub user_id: UserId,
    /// The device, for push.
    pub device: Option<DeviceId>,
}

impl Destination {
    /// Returns where this delivery of the user goes.
    pub fn of(user: &UserId, delivery: &DeliveryKey) -> Self {
        Self { user_id: user.clone(), device: delivery.device.clone() }
    }
}

/// A pause of the messages to one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DestinationPause {
    /// When it is over.
    pub until: Time,
    /// When the provider asked for it.
    pub asked_at: Time,
}

impl DestinationPause {
    /// Returns the one of both that counts: the longer pause, asked for at the later time.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        Self { until: self.until.max(other.until), asked_at: self.asked_at.max(other.asked_at) }
    }

    /// Whether it says nothing any more at `now`.
    pub fn is_over(self, now: Time) -> bool {
        self.until <= now && self.asked_at.plus(TOGETHER) <= now
    }
}

/// The pauses of one provider.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pauses {
    /// Until when nothing is sent to it at all.
    pub provider: Option<Time>,
    /// The recipients to whom nothing is sent for a while; some of these pauses may be over.
    pub destinations: BTreeMap<Destination, DestinationPause>,
}

impl Pauses {
    /// Returns until when nothing may be sent to this recipient, if nothing may at `now`.
    pub fn until(&self, to: &Destination, now: Time) -> Option<Time> {
        let own = self.destinations.get(to).map(|pause| pause.until);
        self.provider.max(own).filter(|until| now < *until)
    }

    /// Whether so many recipients were throttled shortly before `now` that everything that is sent to the provider has to pause.
    pub fn concern_provider(&self, now: Time) -> bool {
        let is_recent = |pause: &&DestinationPause| now < pause.asked_at.plus(TOGETHER);
        self.destinations.values().filter(is_recent).count() >= MANY
    }

    /// Adds what is known elsewhere. Of two pauses the longer one counts.
    pub fn merge(&mut self, other: Self) {
        self.provider = self.provider.max(other.provider);
        for (to, pause) in other.destinations {
            self.pause_destination(to, pause);
        }
    }

    /// Adds a pause of one recipient.
    pub fn pause_destination(&mut self, to: Destination, pause: DestinationPause) {
        let known = self.destinations.entry(to).or_insert(pause);
        *known = known.merged(pause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Time {
        Time::from_millis(seconds * 1_000)
    }

    fn to(user: &str) -> Destination {
        Destination { user_id: UserId::parse(user).unwrap(), device: None }
    }

    #[test]
    fn a_throttled_recipient_holds_nobody_else() {
        let mut pauses = Pauses::default();
        pauses.pause_destination(to("u-1"), DestinationPause { until: at(60), asked_at: at(0) });
        assert_eq!(pauses.until(&to("u-1"), at(59)), Some(at(60)));
        assert_eq!(pauses.until(&to("u-1"), at(60)), None);
        assert_eq!(pauses.until(&to("u-2"), at(1)), None);
        let device = Destination { device: Some(DeviceId::parse("d-1").unwrap()), ..to("u-1") };
        assert_eq!(pauses.until(&device, at(1)), None, "another device of the same user");
        pauses.provider = Some(at(5));
        assert_eq!(pauses.until(&to("u-2"), at(1)), Some(at(5)));
        assert_eq!(pauses.until(&to("u-1"), at(1)), Some(at(60)), "the longer of both");
    }

    #[test]
    fn three_recipients_within_ten_seconds_concern_the_provider() {
        let mut pauses = Pauses::default();
        for (user, second) in [("u-1", 0), ("u-1", 4), ("u-2", 5)] {
            pauses.pause_destination(to(user), DestinationPause { until: at(60), asked_at: at(second) });
        }
        assert!(!pauses.concern_provider(at(5)), "one of them twice");
        pauses.pause_destination(to("u-3"), DestinationPause { until: at(9), asked_at: at(8) });
        assert!(pauses.concern_provider(at(13)));
        assert!(!pauses.concern_provider(at(14)), "the first is ten seconds ago");
    }

    #[test]
    fn the_longer_pause_counts() {
        let mut pauses = Pauses::default();
        let long = DestinationPause { until: at(60), asked_at: at(0) };
        pauses.pause_destination(to("u-1"), long);
        pauses.pause_destination(to("u-1"), DestinationPause { until: at(5), asked_at: at(4) });
        assert_eq!(pauses.until(&to("u-1"), at(10)), Some(at(60)));
        assert!(!long.is_over(at(59)) && long.is_over(at(60)));
        let short = DestinationPause { until: at(1), asked_at: at(0) };
        assert!(!short.is_over(at(9)), "it is still counted");
    }
}
