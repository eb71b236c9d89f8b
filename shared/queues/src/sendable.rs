//! Messages in the form in which SQS accepts them. Every body is converted here.

use std::borrow::Cow;
use std::time::Duration;

use domain::carrier::sqs;
use ports::{Message, PortError};

/// A message that SQS has no reason to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sendable<'a> {
    /// The body: JSON in which the characters that SQS does not accept are escaped.
    pub body: Cow<'a, str>,
    /// The `MessageGroupId`; without an acceptable group the message only loses the fairness of the
    /// queue.
    pub group: Option<&'a str>,
    /// The `DelaySeconds`, rounded up; `None` leaves it to the queue.
    pub delay_seconds: Option<i32>,
}

impl<'a> Sendable<'a> {
    /// Returns the message as SQS accepts it.
    ///
    /// # Errors
    ///
    /// [`PortError::Refused`], not retryable, if the message is empty or too large.
    pub fn of(message: &'a Message) -> Result<Self, PortError> {
        Self::new(&message.body, message.group.as_deref(), message.delay)
    }

    /// Returns the message with this body as SQS accepts it.
    ///
    /// # Errors
    ///
    /// The same as those of [`Sendable::of`].
    pub fn new(body: &'a str, group: Option<&'a str>, delay: Duration) -> Result<Self, PortError> {
        let body = sqs::sendable_json(body);
        if body.is_empty() {
            return Err(PortError::Refused("the message is empty".to_owned()));
        }
        if body.len() > sqs::MAX_MESSAGE_BYTES {
            return Err(PortError::Refused(format!("the message has {} bytes", body.len())));
        }
        let group = group.filter(|group| sqs::takes_group(group));
        let seconds = delay.min(sqs::MAX_DELAY).as_millis().div_ceil(1_000);
        let delay_seconds = i32::try_from(seconds).ok().filter(|seconds| *seconds > 0);
        Ok(Self { body, group, delay_seconds })
    }

    /// Returns the number of bytes that count for the size of a call. SQS counts the body; the
    /// group is counted as well, to be on the safe side.
    pub fn bytes(&self) -> usize {
        self.body.len() + self.group.map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(body: &str, group: Option<&str>) -> Message {
        Message { body: body.to_owned(), group: group.map(str::to_owned), delay: Duration::ZERO }
    }

    #[test]
    fn a_character_that_sqs_does_not_take_is_escaped() {
        let message = message("{\"a\":\"\u{ffff}\"}", None);
        assert_eq!(Sendable::of(&message).unwrap().body, r#"{"a":"\uffff"}"#);
    }

    #[test]
    fn what_cannot_be_sent_is_refused_before_any_call() {
        let longest = "x".repeat(sqs::MAX_MESSAGE_BYTES);
        assert!(Sendable::of(&message(&longest, None)).is_ok());
        for body in ["", &format!("{longest}x")] {
            assert!(matches!(Sendable::of(&message(body, None)), Err(PortError::Refused(_))));
        }
    }

    #[test]
    fn the_group_makes_the_queue_fair() {
        for (group, expected) in [
            (Some("u-1"), Some("u-1")),
            (Some(""), None),
            (None, None),
            (Some("a b"), None),
            (Some("\u{ffff}"), None),
        ] {
            assert_eq!(Sendable::of(&message("b", group)).unwrap().group, expected);
        }
    }

    #[test]
    fn a_delay_is_in_whole_seconds_and_bounded() {
        let delay = |millis| Sendable::new("b", None, Duration::from_millis(millis)).unwrap().delay_seconds;
        assert_eq!(
            [0, 1, 20_000, 20_001, 9_000_000].map(delay),
            [None, Some(1), Some(20), Some(21), Some(900)]
        );
    }
}
