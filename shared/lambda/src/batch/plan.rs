//! The pure part of the batch processor: the received messages, their outcomes, and the length of a
//! pause.

use std::time::Duration;

use aws_lambda_events::sqs::SqsMessage;
use domain::carrier::sqs::MAX_DELAY_SECONDS;
use usecases::batch::{Outcome, Record};

/// The longest pause for which a message is hidden before a retry, in seconds.
pub const MAX_PAUSE_SECONDS: u32 = 30;

/// The parts of a message that the batch processor uses. An empty id, handle or group counts as
/// none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received<'a> {
    /// The message id, which names it in the response.
    pub id: Option<&'a str>,
    /// The receipt handle, with which its visibility is changed.
    pub receipt_handle: Option<&'a str>,
    /// The body.
    pub body: Option<&'a str>,
    /// The fair-queue group (`MessageGroupId`).
    pub group: Option<&'a str>,
    /// The number of receives, this one included; 1 if SQS does not state it.
    pub receive_count: u32,
}

impl<'a> Received<'a> {
    /// Reads a message of the event.
    pub fn read(message: &'a SqsMessage) -> Self {
        let attribute = |name: &str| message.attributes.get(name).map(String::as_str).and_then(not_empty);
        let receive_count = attribute("ApproximateReceiveCount").and_then(|count| count.parse().ok());
        Self {
            id: message.message_id.as_deref().and_then(not_empty),
            receipt_handle: message.receipt_handle.as_deref().and_then(not_empty),
            body: message.body.as_deref(),
            group: attribute("MessageGroupId"),
            receive_count: receive_count.unwrap_or(1),
        }
    }

    /// Returns the record for the use case; `None` if the message has no body.
    pub fn record(&self) -> Option<Record<'a>> {
        self.body.map(|body| Record { body, group: self.group, receive_count: self.receive_count })
    }
}

fn not_empty(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Returns one outcome per message. `answered` has the outcomes of those that have a body; `None`
/// if the use case panicked.
pub fn decide(received: &[Received<'_>], answered: Option<Vec<Outcome>>) -> Vec<Outcome> {
    let retry = |reason: &str| Outcome::retry(reason);
    let records = received.iter().filter(|message| message.body.is_some()).count();
    let outcomes = match answered {
        Some(outcomes) if outcomes.len() == records => outcomes,
        Some(_) => vec![retry("the number of outcomes differs from that of the messages"); records],
        None => vec![retry("the batch panicked"); records],
    };
    let mut outcomes = outcomes.into_iter();
    let outcome_of = |message: &Received<'_>| match message.body {
        Some(_) => outcomes.next().unwrap_or_else(|| retry("no outcome")),
        None => retry("the message has no body"),
    };
    received.iter().map(outcome_of).collect()
}

/// The way in which a message waits for its next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// It is hidden for this number of seconds, and then received again.
    Hidden(u32),
    /// A copy with this delay in seconds takes its place, and the message itself is deleted:
    /// waiting does not count as a receive.
    Copied(u32),
}

/// Returns how a message waits whose outcome asks for a pause of `after` and that was received
/// `receive_count` times. `random` is for the jitter. A copy that has to wait longer than SQS can
/// delay it arrives earlier; it is then delayed again.
pub fn wait(after: Option<Duration>, receive_count: u32, random: u32) -> Wait {
    let Some(after) = after else { return Wait::Hidden(pause_seconds(receive_count, random)) };
    // Rounded up, so that it does not arrive too early.
    let seconds = u32::try_from(after.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX);
    if seconds <= MAX_PAUSE_SECONDS {
        Wait::Hidden(seconds.max(1))
    } else {
        Wait::Copied(seconds.min(MAX_DELAY_SECONDS))
    }
}

/// Returns the pause in seconds of a message that was received `receive_count` times: full jitter
/// below a limit that doubles with every receive (2, 4, 8, 16 s, then [`MAX_PAUSE_SECONDS`]), at
/// least one second.
pub fn pause_seconds(receive_count: u32, random: u32) -> u32 {
    let limit = 1_u32.checked_shl(receive_count.max(1)).unwrap_or(MAX_PAUSE_SECONDS);
    1 + random % limit.clamp(1, MAX_PAUSE_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_limit_of_the_pause_doubles() {
        let longest = |receive_count| (0..1_000).map(|random| pause_seconds(receive_count, random)).max();
        let limits = [1, 2, 3, 4, 5, 31, 32, u32::MAX].map(longest);
        assert_eq!(limits, [2, 4, 8, 16, 30, 30, 30, 30].map(Some));
        assert_eq!(longest(0), Some(2), "a count that makes no sense is a first receive");
    }

    #[test]
    fn a_long_wait_is_a_copys() {
        let wait = |millis| wait(Some(Duration::from_millis(millis)), 3, 0);
        assert_eq!(wait(0), Wait::Hidden(1));
        assert_eq!(wait(5_001), Wait::Hidden(6), "never before its time");
        assert_eq!(wait(30_000), Wait::Hidden(30));
        assert_eq!(wait(30_001), Wait::Copied(31));
        assert_eq!(wait(3_600_000), Wait::Copied(900));
    }

    proptest! {
        #[test]
        fn a_pause_is_between_one_and_thirty_seconds(receive_count: u32, random: u32) {
            prop_assert!((1..=MAX_PAUSE_SECONDS).contains(&pause_seconds(receive_count, random)));
        }
    }
}
