//! Pauses that a provider asked for: of all our messages, or of those to one device or chat.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::delivery::DeliveryKey;
use crate::ids::UserId;
use crate::recipient::contact::DeviceId;
use crate::time::Time;

/// The number of recipients throttled within [`TOGETHER`] from which the throttle counts as
/// one of all messages.
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
    /// Returns the destination of this delivery of the user.
    pub fn of(user: &UserId, delivery: &DeliveryKey) -> Self {
        Self { user_id: user.clone(), device: delivery.device.clone() }
    }
}

/// A pause of the messages to one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DestinationPause {
    /// The end of the pause.
    pub until: Time,
    /// The time at which the provider asked for it.
    pub asked_at: Time,
}

impl DestinationPause {
    /// Returns the combination of both: the later end, and the later time of the request.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        Self { until: self.until.max(other.until), asked_at: self.asked_at.max(other.asked_at) }
    }

    /// Whether the pause no longer matters at `now`.
    pub fn is_over(self, now: Time) -> bool {
        self.until <= now && self.asked_at.plus(TOGETHER) <= now
    }
}

/// The pauses of one provider.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pauses {
    /// The time until which no messages are sent to the provider.
    pub provider: Option<Time>,
    /// The recipients to whom no messages are sent for a while; some of these pauses may be over.
    pub destinations: BTreeMap<Destination, DestinationPause>,
}

impl Pauses {
    /// Returns the time until which no messages may be sent to this recipient; `None` if they may at `now`.
    pub fn until(&self, to: &Destination, now: Time) -> Option<Time> {
        let own = self.destinations.get(to).map(|pause| pause.until);
        self.provider.max(own).filter(|until| now < *until)
    }

    /// Whether so many recipients were throttled shortly before `now` that all messages to the provider
    /// have to pause.
    pub fn concern_provider(&self, now: Time) -> bool {
        let is_recent = |pause: &&DestinationPause| now < pause.asked_at.plus(TOGETHER);
        self.destinations.values().filter(is_recent).count() >= MANY
    }

    /// Adds the pauses that another instance knows. Of two pauses the longer one counts.
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
    fn a_throttled_recipient_delays_no_other() {
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

    #[test]
    fn what_is_known_elsewhere_is_added_and_shortens_nothing() {
        let pause = |until, asked_at| DestinationPause { until: at(until), asked_at: at(asked_at) };
        let pauses = |provider: Option<i64>, destinations: &[(&str, DestinationPause)]| Pauses {
            provider: provider.map(at),
            destinations: destinations.iter().map(|(user, pause)| (to(user), *pause)).collect(),
        };
        let mut own = pauses(Some(9), &[("u-1", pause(60, 1)), ("u-2", pause(5, 4))]);
        own.merge(pauses(Some(7), &[("u-2", pause(8, 3)), ("u-3", pause(2, 2))]));
        let all = [("u-1", pause(60, 1)), ("u-2", pause(8, 4)), ("u-3", pause(2, 2))];
        assert_eq!(own, pauses(Some(9), &all));
        own.merge(pauses(Some(30), &[]));
        assert_eq!(own.provider, Some(at(30)));
        own.merge(Pauses::default());
        assert_eq!(own.provider, Some(at(30)));
    }

    #[test]
    fn a_push_goes_to_a_device_and_all_else_to_the_user() {
        let user = UserId::parse("u-1").unwrap();
        let email = DeliveryKey::of_channel(crate::event::channel::Channel::Email);
        assert_eq!(Destination::of(&user, &email), to("u-1"));
        let device = DeviceId::parse("d-1").unwrap();
        let push =
            DeliveryKey { channel: crate::event::channel::Channel::Push, device: Some(device.clone()) };
        assert_eq!(Destination::of(&user, &push), Destination { device: Some(device), ..to("u-1") });
    }
}
