//! A dead letter, and what can be told of it without showing what it says.

use std::fmt;
use std::time::Duration;

use aws_sdk_sqs::types::{Message as Received, MessageSystemAttributeName as SystemAttribute};
use domain::event::Event;
use domain::{Channel, EventId, EventType, Priority, Time, UserId};
use ports::Message;
use serde::Deserialize;
use usecases::deliver::Delivery;
use usecases::escalate::Escalation;

/// The reason of a letter that SQS itself has moved, which never tells any.
pub const CRASH: &str = "received too often: its function crashed or ran out of time";

/// What a queue carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The exchange's events: `p0`, `p1`, `p2`.
    Event,
    /// Deliveries of a channel: `push-p0`.
    Delivery,
    /// Steps of the ladder: `escalate`.
    Escalation,
    /// The exchange's messages about traders: `profiles`.
    Profile,
    /// Something that this tool does not know; it is sent again as it is.
    Other,
}

impl Kind {
    /// What the queue of this name carries.
    fn of(queue: &str) -> Self {
        let is_class = |name: &str| Priority::ALL.iter().any(|priority| priority.name() == name);
        match queue.split_once('-') {
            Some((channel, class)) if Channel::parse(channel).is_some() && is_class(class) => Self::Delivery,
            None if is_class(queue) => Self::Event,
            None if queue == "escalate" => Self::Escalation,
            None if queue == "profiles" => Self::Profile,
            Some(_) | None => Self::Other,
        }
    }
}

/// A dead letter. Printing it does not show its text: a profile has addresses in it, an event what a trader does.
#[derive(Clone)]
pub struct Letter {
    /// The name of the queue that it came from.
    pub queue: String,
    /// Since when it is dead; where SQS itself has moved it, when it was first sent.
    pub sent_at: Time,
    /// Why it was given up.
    pub reason: String,
    /// How often it was received before that; unknown where SQS itself has moved it.
    pub received_count: Option<u32>,
    /// Whose, as far as it says.
    pub user_id: Option<UserId>,
    /// Which event, as far as it says.
    pub event_id: Option<EventId>,
    /// Of which type; only events themselves say so.
    pub event_type: Option<EventType>,
    /// When it is no longer worth sending, as far as it says.
    pub expires_at: Option<Time>,
    /// SQS's name for it.
    pub(super) message_id: String,
    /// The handle of this receive.
    pub(super) receipt_handle: String,
    body: String,
    group: Option<String>,
}

impl Letter {
    /// Reads what was received at `now` from the dead-letter queue of `queue`. A text that cannot be read makes a letter
    /// of which less is known. `None`: SQS left out what it always sends.
    pub(super) fn read(queue: &str, message: Received, now: Time) -> Option<Self> {
        let system = |name| message.attributes.as_ref()?.get(&name);
        let own = |name| message.message_attributes.as_ref()?.get(name)?.string_value();
        let sent_at = system(SystemAttribute::SentTimestamp).and_then(|millis| millis.parse().ok());
        let group = system(SystemAttribute::MessageGroupId).cloned();
        let reason = own("reason").map_or_else(|| CRASH.to_owned(), printable);
        let received_count = own("receivedCount").and_then(|count| count.parse().ok());
        let body = message.body?;
        let mut letter = Self {
            queue: queue.to_owned(),
            sent_at: Time::from_millis(sent_at?),
            reason,
            received_count,
            user_id: None,
            event_id: None,
            event_type: None,
            expires_at: None,
            message_id: message.message_id?,
            receipt_handle: message.receipt_handle?,
            body: String::new(),
            group,
        };
        letter.read_body(&body, now);
        letter.body = body;
        Some(letter)
    }

    fn read_body(&mut self, body: &str, now: Time) {
        match Kind::of(&self.queue) {
            Kind::Event => {
                if let Ok(event) = Event::decode(body, now) {
                    self.event_type = Some(event.event_type());
                    self.expires_at = Some(event.expires_at);
                    (self.user_id, self.event_id) = (Some(event.user_id), Some(event.id));
                }
            }
            Kind::Delivery => {
                if let Ok(delivery) = Delivery::decode(body) {
                    self.expires_at = delivery.expires_at;
                    (self.user_id, self.event_id) = (Some(delivery.user_id), Some(delivery.event_id));
                }
            }
            Kind::Escalation => {
                if let Ok(escalation) = serde_json::from_str::<Escalation>(body) {
                    (self.user_id, self.event_id) = (Some(escalation.user_id), Some(escalation.event_id));
                }
            }
            Kind::Profile => {
                self.user_id = serde_json::from_str(body).ok().map(|About { user_id }| user_id);
            }
            Kind::Other => {}
        }
    }

    /// Whether it is no longer worth sending. What does not say so is for its function to judge.
    pub fn is_expired(&self, now: Time) -> bool {
        self.expires_at.is_some_and(|expires_at| expires_at <= now)
    }

    /// The message that goes to its queue again at `now`: its text as it is, except that a delivery says when it was
    /// redriven, without which the ledger would call it over.
    pub(super) fn copy(&self, now: Time) -> Message {
        let body = match Kind::of(&self.queue) {
            Kind::Delivery => Delivery::decode(&self.body).map_or_else(
                |_| self.body.clone(),
                |delivery| Delivery { redriven_at: Some(self.redriven_at(now)), ..delivery }.encode(),
            ),
            Kind::Event | Kind::Escalation | Kind::Profile | Kind::Other => self.body.clone(),
        };
        Message { body, group: self.group.clone(), delay: Duration::ZERO }
    }

    /// Later than the delivery's end even if the clocks disagree: it ended before its letter was sent.
    fn redriven_at(&self, now: Time) -> Time {
        now.max(self.sent_at.plus(Duration::from_millis(1)))
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter")
            .field("queue", &self.queue)
            .field("message_id", &self.message_id)
            .field("sent_at", &self.sent_at)
            .field("reason", &self.reason)
            .field("user_id", &self.user_id)
            .field("event_id", &self.event_id)
            .finish_non_exhaustive()
    }
}

/// Of a profile, whose it is.
#[derive(Deserialize)]
struct About {
    user_id: UserId,
}

/// For a terminal: whoever sends a letter must not be able to move its cursor.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use aws_sdk_sqs::types::MessageAttributeValue;

    const NOW: &str = "2026-11-23T08:00:00.000Z";
    const EVENT: &str = r#"{"id":"fill-1","event_type":"order_filled","user_id":"u-1",
        "occurred_at":"2026-11-23T07:00:00.000Z","expires_at":"2026-11-23T09:00:00Z",
        "data":{"order_id":"1","symbol":"BTC-USDT","side":"buy","quantity":"0.5","price":"64250.10"}}"#;
    const DELIVERY: &str = r#"{"user_id":"u-1","event_id":"fill-1","expires_at":"2026-11-23T09:00:00.000Z"}"#;
    const PROFILE: &str =
        r#"{"user_id":"u-1","updated_at":"2026-11-23T07:00:00Z","email":"planted@example.com"}"#;

    const PART: &str = r#"{"shard":7}"#;

    pub(in crate::redrive) fn now() -> Time {
        NOW.parse().unwrap()
    }

    /// A letter that has lain for a minute.
    pub(in crate::redrive) fn letter_with(queue: &str, body: &str, attributes: &[(&str, &str)]) -> Letter {
        let sent_at = now().minus(Duration::from_mins(1)).as_millis();
        let mut message = Received::builder()
            .message_id("m-1")
            .receipt_handle("r-1")
            .body(body)
            .attributes(SystemAttribute::SentTimestamp, sent_at.to_string())
            .attributes(SystemAttribute::MessageGroupId, "u-1");
        for (name, value) in attributes {
            let value = MessageAttributeValue::builder().data_type("String").string_value(*value);
            message = message.message_attributes(*name, value.build().unwrap());
        }
        Letter::read(queue, message.build(), now()).unwrap()
    }

    fn letter(queue: &str, body: &str) -> Letter {
        letter_with(queue, body, &[])
    }

    #[test]
    fn our_harness_says_why_and_sqs_does_not() {
        let ours = letter_with("p0", EVENT, &[("reason", "store\u{1b}[2J refused"), ("receivedCount", "7")]);
        assert_eq!((ours.reason.as_str(), ours.received_count), ("store [2J refused", Some(7)));
        let crashed = letter("p0", EVENT);
        assert_eq!((crashed.reason.as_str(), crashed.received_count), (CRASH, None));
    }

    #[test]
    fn every_queue_is_read_as_what_it_carries() {
        let of = |queue: &str, body: &str| {
            let letter = letter(queue, body);
            (
                letter.user_id.is_some(),
                letter.event_id.is_some(),
                letter.event_type,
                letter.expires_at.is_some(),
            )
        };
        let event = (true, true, Some(EventType::OrderFilled), true);
        for queue in ["p0", "p1", "p2"] {
            assert_eq!(of(queue, EVENT), event, "{queue}");
        }
        for queue in ["websocket-p1", "push-p0", "telegram-p2", "email-p2", "sms-p0"] {
            assert_eq!(of(queue, DELIVERY), (true, true, None, true), "{queue}");
        }
        assert_eq!(of("escalate", r#"{"user_id":"u-1","event_id":"e","step":1}"#), (true, true, None, false));
        assert_eq!(of("profiles", PROFILE), (true, false, None, false));
        for (queue, body) in [("p0", DELIVERY), ("push-p0", "poison"), ("escalate", "[]"), ("release", PART)]
        {
            assert_eq!(of(queue, body), (false, false, None, false), "{queue} {body}");
        }
    }

    #[test]
    fn a_letter_is_expired_from_its_last_instant_on() {
        for letter in [letter("p0", EVENT), letter("push-p0", DELIVERY)] {
            let end: Time = "2026-11-23T09:00:00Z".parse().unwrap();
            assert!(!letter.is_expired(end.minus(Duration::from_millis(1))) && letter.is_expired(end));
        }
        assert!(!letter("p0", "poison").is_expired(now()), "its function will reject it");
        assert!(!letter("profiles", PROFILE).is_expired(now()));
    }

    #[test]
    fn what_is_sent_again_is_what_was_sent_to_the_same_group() {
        for (queue, body) in
            [("p0", EVENT), ("profiles", PROFILE), ("p0", "poison"), ("push-p0", "poison"), ("release", PART)]
        {
            let copy = letter(queue, body).copy(now());
            assert_eq!((copy.body.as_str(), copy.group.as_deref()), (body, Some("u-1")), "{queue}");
            assert_eq!(copy.delay, Duration::ZERO);
        }
    }

    #[test]
    fn a_delivery_says_when_it_was_redriven() {
        let letter = letter("push-p0", DELIVERY);
        let copy = Delivery::decode(&letter.copy(now()).body).unwrap();
        assert_eq!(copy.redriven_at, Some(now()));
        assert_eq!(Delivery { redriven_at: None, ..copy }, Delivery::decode(DELIVERY).unwrap());

        let slow_clock = letter.sent_at.minus(Duration::from_hours(1));
        let copy = Delivery::decode(&letter.copy(slow_clock).body).unwrap();
        assert!(copy.redriven_at > Some(letter.sent_at), "the delivery ended before its letter was sent");

        let again = letter_with("push-p0", &letter.copy(now()).body, &[]);
        let later = now().plus(Duration::from_secs(1));
        assert_eq!(Delivery::decode(&again.copy(later).body).unwrap().redriven_at, Some(later));
    }

    #[test]
    fn what_a_letter_says_cannot_be_printed() {
        let shown = format!("{:?}", letter("profiles", PROFILE));
        assert!(shown.contains("u-1") && !shown.contains("planted"), "{shown}");
    }
}
