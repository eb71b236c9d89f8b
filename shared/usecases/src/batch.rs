//! The shape of a use case that works off a queue: records in, one outcome per record out.

use std::collections::BTreeMap;
use std::time::Duration;

/// One message of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The message's text.
    pub body: &'a str,
    /// The fair-queue group that it was sent with.
    pub group: Option<&'a str>,
    /// How often it was received, this time included.
    pub receive_count: u32,
}

/// What becomes of one message. The harness carries it out; one record never decides over another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// All that it asked for is done, or the next queue or the store has it: it can be deleted.
    Done,
    /// It stays on its queue and is seen again after a pause.
    Retry {
        /// Why, without any content of the message.
        reason: String,
        /// How long the pause is at least; `None`: the harness chooses one, by how often the message was received. A
        /// pause that is longer than the harness hides messages is made by a delayed copy, which spends no receive.
        after: Option<Duration>,
    },
    /// It can never succeed: it goes to the dead-letter queue with the reason.
    DeadLetter {
        /// Why, without any content of the message.
        reason: String,
    },
}

impl Outcome {
    /// To be tried again, after a pause that the harness chooses.
    pub fn retry(reason: impl Into<String>) -> Self {
        Self::Retry { reason: reason.into(), after: None }
    }

    /// To be given up.
    pub fn dead_letter(reason: impl Into<String>) -> Self {
        Self::DeadLetter { reason: reason.into() }
    }
}

/// One outcome per record, in their order, where each record asked for a piece of work that was done once, however many
/// asked for it. A record that asks for nothing we know can never succeed: it is `refused`, in these words.
pub(crate) fn answers<W: Ord>(
    asked: impl IntoIterator<Item = Option<W>>,
    outcomes: &BTreeMap<W, Outcome>,
    refused: &str,
) -> Vec<Outcome> {
    let outcome = |work: Option<W>| work.and_then(|work| outcomes.get(&work).cloned());
    asked.into_iter().map(|work| outcome(work).unwrap_or_else(|| Outcome::dead_letter(refused))).collect()
}
