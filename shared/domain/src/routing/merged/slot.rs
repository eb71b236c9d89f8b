//! The points in time at which merged messages are due.

use std::time::Duration;

use crate::delivery::DeliveryKey;
use crate::event::catalogue::{Channel, Priority};
use crate::ids::EventId;
use crate::recipient::contact::DeviceId;
use crate::time::Time;

/// The interval of messages that replace one another. It limits them to 30 a minute. Together with the
/// limit of 30 unmerged messages this stays far below the 240 a minute that FCM accepts for one device.
/// <https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas>
const BETWEEN_REPLACEMENTS: Duration = Duration::from_secs(2);

/// The interval of merged messages that do not replace one another.
const BETWEEN_MESSAGES: Duration = Duration::from_mins(1);

/// The point in time at which one merged message of a recipient, channel and class is due.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    delivery: DeliveryKey,
    priority: Priority,
    due: Time,
}

/// The prefix of the IDs of all slots.
const PREFIX: &str = "merged:";

impl Slot {
    /// Returns the slot that a delivery of this class joins at `now`. If the message can be
    /// replaced on the device, a P0 does not wait: its slot is already due. Any other slot is due
    /// when the next minute begins.
    pub fn at(delivery: &DeliveryKey, priority: Priority, now: Time) -> Self {
        let slot = Self { delivery: delivery.clone(), priority, due: now };
        let begun = floor(now, slot.interval());
        let due = if slot.replaces() { begun } else { begun.plus(slot.interval()) };
        Self { due, ..slot }
    }

    /// Returns the first slot after this one that a delivery can join at `now`.
    #[must_use]
    pub fn after(&self, now: Time) -> Self {
        let next = Self { due: self.due.plus(self.interval()), ..self.clone() };
        next.max(Self::at(&self.delivery, self.priority, now))
    }

    /// Returns the time at which its message is due.
    pub fn due(&self) -> Time {
        self.due
    }

    /// Returns the delivery that its message is sent as.
    pub fn delivery(&self) -> &DeliveryKey {
        &self.delivery
    }

    /// Returns the class of its deliveries.
    pub fn priority(&self) -> Priority {
        self.priority
    }

    /// Returns the ID of its merged notification; `None` if the device's ID is too long to be part of it.
    pub fn id(&self) -> Option<EventId> {
        let Self { delivery, priority, due } = self;
        let whole = format!("{PREFIX}{}:{}:{}", priority.name(), delivery.channel, due.as_seconds());
        EventId::parse(Self::with_device(whole, delivery)).ok()
    }

    /// Returns the slot with this ID; `None` if the ID is not that of a slot.
    pub fn parse(id: &EventId) -> Option<Self> {
        let mut parts = id.as_str().strip_prefix(PREFIX)?.splitn(4, ':');
        let priority = parts.next()?;
        let priority = Priority::ALL.into_iter().find(|class| class.name() == priority)?;
        let channel = Channel::parse(parts.next()?)?;
        let seconds: i64 = parts.next()?.parse().ok()?;
        let device = match parts.next() {
            Some(device) => Some(DeviceId::parse(device).ok()?),
            None => None,
        };
        let slot = Self {
            delivery: DeliveryKey { channel, device },
            priority,
            due: Time::from_millis(seconds.checked_mul(1_000)?),
        };
        let is_of_channel = slot.delivery.device.is_some() == (channel == Channel::Push);
        (is_of_channel && slot.id().as_ref() == Some(id)).then_some(slot)
    }

    /// Returns the slots whose messages this slot's message replaces on the device, the latest last: those
    /// before it in the same minute.
    pub fn replaced(&self) -> Vec<Self> {
        if !self.replaces() {
            return Vec::new();
        }
        let first = Self { due: floor(self.due, BETWEEN_MESSAGES), ..self.clone() };
        let slots = std::iter::successors(Some(first), |slot| {
            Some(Self { due: slot.due.plus(slot.interval()), ..slot.clone() })
        });
        slots.take_while(|slot| slot.due < self.due).collect()
    }

    /// Returns the slots whose messages replace this slot's message on the device: those after it in the
    /// same minute.
    pub fn replacing(&self) -> Vec<Self> {
        if !self.replaces() {
            return Vec::new();
        }
        let end = floor(self.due, BETWEEN_MESSAGES).plus(BETWEEN_MESSAGES);
        let next = |slot: &Self| Some(Self { due: slot.due.plus(slot.interval()), ..slot.clone() });
        std::iter::successors(next(self), next).take_while(|slot| slot.due < end).collect()
    }

    /// Returns the collapse key that its message shares with those that it replaces.
    pub(super) fn burst(&self) -> String {
        let minute = floor(self.due, BETWEEN_MESSAGES).as_seconds();
        Self::with_device(format!("{}:{minute}", self.priority.name()), &self.delivery)
    }

    /// Whether its message replaces the one before it in place: that of a P0, if the device or the chat
    /// supports it.
    fn replaces(&self) -> bool {
        let can_replace = match self.delivery.channel {
            Channel::Push | Channel::Telegram => true,
            Channel::Websocket | Channel::Email | Channel::Sms => false,
        };
        can_replace && self.priority == Priority::P0
    }

    fn interval(&self) -> Duration {
        if self.replaces() { BETWEEN_REPLACEMENTS } else { BETWEEN_MESSAGES }
    }

    fn with_device(mut text: String, delivery: &DeliveryKey) -> String {
        if let Some(device) = &delivery.device {
            text.extend([":", device.as_str()]);
        }
        text
    }
}

/// Returns the latest multiple of `interval` that is not after `at`.
fn floor(at: Time, interval: Duration) -> Time {
    let interval = i64::try_from(interval.as_millis()).unwrap_or(i64::MAX);
    Time::from_millis(at.as_millis().div_euclid(interval) * interval)
}
