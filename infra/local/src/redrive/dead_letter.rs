//! A dead letter, and the facts about it that can be shown without its content.

use std::fmt;
use std::time::Duration;

use aws_sdk_sqs::types::{Message as Received, MessageSystemAttributeName as SystemAttribute};
use domain::event::Event;
use domain::{Channel, EventId, EventType, Priority, Time, UserId};
use ports::Message;
use serde::Deserialize;
use usecases::deliver::Delivery;

/// The reason of a dead letter that SQS itself has moved: SQS states none.
pub const CRASH: &str = "received too often: its function crashed or ran out of time";

/// The facts that a body states. Other data of it is never shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Its user.
    pub user_id: Option<UserId>,
    /// The id of its event.
    pub event_id: Option<EventId>,
    /// The type of its event; only bodies that are events state it.
    #[serde(skip)]
    pub event_type: Option<EventType>,
    /// The time from which it is not sent any more.
    pub expires_at: Option<Time>,
}

/// A dead letter. Its `Debug` does not show the body: a profile has addresses, and an event has a
/// trader's business.
pub struct DeadLetter {
    /// The name of the queue that it came from.
    pub queue: String,
    /// The time at which it was dead-lettered; if SQS itself has moved it, the time at which it was
    /// first sent.
    pub sent_at: Time,
    /// The reason why it was dead-lettered, without control characters.
    pub reason: String,
    /// The number of receives before that; unknown if SQS itself has moved it.
    pub received_count: Option<u32>,
    /// The facts that its body states; none if the body cannot be parsed.
    pub facts: Facts,
    pub(super) message_id: String,
    pub(super) receipt_handle: String,
    body: String,
    group: Option<String>,
}

impl DeadLetter {
    /// Reads a message that was received at `now` from the dead-letter queue of `queue`. Returns
    /// `None` if SQS left out an attribute that it always sends.
    pub(super) fn read(queue: &str, message: Received, now: Time) -> Option<Self> {
        let system = |name| message.attributes.as_ref()?.get(&name);
        let own = |name| message.message_attributes.as_ref()?.get(name)?.string_value();
        let sent_at = system(SystemAttribute::SentTimestamp)?.parse().ok()?;
        let body = message.body?;
        Some(Self {
            queue: queue.to_owned(),
            sent_at: Time::from_millis(sent_at),
            reason: own("reason").map_or_else(|| CRASH.to_owned(), printable),
            received_count: own("receivedCount").and_then(|count| count.parse().ok()),
            facts: facts(queue, &body, now).unwrap_or_default(),
            message_id: message.message_id?,
            receipt_handle: message.receipt_handle?,
            group: system(SystemAttribute::MessageGroupId).cloned(),
            body,
        })
    }

    /// Whether it has expired. If its body states no expiry, its function decides.
    pub fn is_expired(&self, now: Time) -> bool {
        self.facts.expires_at.is_some_and(|expires_at| expires_at <= now)
    }

    /// Returns the message that is sent to its queue at `now`: the body unchanged, except that a
    /// delivery gets the time of its redrive, without which the ledger would treat it as ended.
    pub(super) fn copy(&self, now: Time) -> Message {
        // The queues of a channel have its name: `push-p0`.
        let channel = self.queue.split_once('-').and_then(|(channel, _)| Channel::parse(channel));
        let delivery = channel.and_then(|_| Delivery::decode(&self.body).ok());
        // The delivery ended before its dead letter was sent, so this time is later than its end
        // even if the clocks disagree.
        let redriven_at = Some(now.max(self.sent_at.plus(Duration::from_millis(1))));
        let redriven = delivery.map(|delivery| Delivery { redriven_at, ..delivery }.encode());
        let body = redriven.unwrap_or_else(|| self.body.clone());
        Message { body, group: self.group.clone(), delay: Duration::ZERO }
    }
}

impl fmt::Debug for DeadLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("DeadLetter");
        shown.field("queue", &self.queue).field("message_id", &self.message_id).field("facts", &self.facts);
        shown.finish_non_exhaustive()
    }
}

/// Returns the facts that this body states, or `None` if it cannot be parsed. The exchange's events
/// are decoded as their functions do it, since an event can expire without stating when. Bodies of
/// other queues have the same names for the same facts, or none of them.
fn facts(queue: &str, body: &str, now: Time) -> Option<Facts> {
    if Priority::ALL.iter().all(|priority| priority.name() != queue) {
        return serde_json::from_str(body).ok();
    }
    let event = Event::decode(body, now).ok()?;
    Some(Facts {
        event_type: Some(event.event_type()),
        expires_at: Some(event.expires_at),
        user_id: Some(event.user_id),
        event_id: Some(event.id),
    })
}

/// Returns a text that is safe to print: control characters of a sender must not move the
/// terminal's cursor.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use aws_sdk_sqs::types::MessageAttributeValue;

    const EVENT: &str = r#"{"id":"fill-1","event_type":"order_filled","user_id":"u-1",
        "occurred_at":"2026-11-23T07:00:00.000Z","expires_at":"2026-11-23T09:00:00Z",
        "data":{"order_id":"1","symbol":"BTC-USDT","side":"buy","quantity":"0.5","price":"64250.10"}}"#;
    const DELIVERY: &str = r#"{"user_id":"u-1","event_id":"fill-1","expires_at":"2026-11-23T09:00:00.000Z"}"#;
    const PROFILE: &str =
        r#"{"user_id":"u-1","updated_at":"2026-11-23T07:00:00Z","email":"planted@example.com"}"#;
    const PART: &str = r#"{"shard":7}"#;

    pub(in crate::redrive) fn now() -> Time {
        "2026-11-23T08:00:00.000Z".parse().unwrap()
    }

    /// Returns a message that was dead-lettered a minute ago.
    pub(in crate::redrive) fn letter_with(queue: &str, body: &str, own: &[(&str, &str)]) -> DeadLetter {
        let sent_at = now().minus(Duration::from_mins(1)).as_millis();
        let mut message = Received::builder()
            .message_id("m-1")
            .receipt_handle("r-1")
            .body(body)
            .attributes(SystemAttribute::SentTimestamp, sent_at.to_string())
            .attributes(SystemAttribute::MessageGroupId, "u-1");
        for (name, value) in own {
            let value = MessageAttributeValue::builder().data_type("String").string_value(*value);
            message = message.message_attributes(*name, value.build().unwrap());
        }
        DeadLetter::read(queue, message.build(), now()).unwrap()
    }

    fn letter(queue: &str, body: &str) -> DeadLetter {
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
            let Facts { user_id, event_id, event_type, expires_at } = letter(queue, body).facts;
            (user_id.is_some(), event_id.is_some(), event_type, expires_at.is_some())
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
