//! Types of a use case that processes a queue: records in, one outcome per record out.

use std::collections::BTreeMap;
use std::time::Duration;

/// One message of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The message's body.
    pub body: &'a str,
    /// The message group id (SQS fair queues) that it was sent with.
    pub group: Option<&'a str>,
    /// Number of receives, this one included.
    pub receive_count: u32,
}

/// Outcome of one message. The Lambda harness carries it out; the outcome of one record never
/// affects another record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that the message asked for is done, or another queue or the store has it: it can
    /// be deleted.
    Done,
    /// The message stays on its queue and is received again after a pause.
    Retry {
        /// The reason, without any content of the message.
        reason: String,
        /// Minimum length of the pause. With `None` the harness chooses one by the receive count. A
        /// pause that is longer than the harness hides messages for is made by a delayed copy,
        /// which spends no receive.
        after: Option<Duration>,
    },
    /// The message can never succeed: it goes to the dead-letter queue with the reason.
    DeadLetter {
        /// The reason, without any content of the message.
        reason: String,
    },
}

impl Outcome {
    /// Returns a retry after a pause that the harness chooses.
    pub fn retry(reason: impl Into<String>) -> Self {
        Self::Retry { reason: reason.into(), after: None }
    }

    /// Returns a dead letter with this reason.
    pub fn dead_letter(reason: impl Into<String>) -> Self {
        Self::DeadLetter { reason: reason.into() }
    }
}

/// Returns one outcome per record, in their order. Each record asked for a piece of work that was
/// done once, even if several records asked for it. A record that asks for no known work can never
/// succeed: it is dead-lettered with the reason `refused`.
pub(crate) fn outcomes_in_order<W: Ord>(
    asked: impl IntoIterator<Item = Option<W>>,
    outcomes: &BTreeMap<W, Outcome>,
    refused: &str,
) -> Vec<Outcome> {
    let outcome = |work: Option<W>| work.and_then(|work| outcomes.get(&work).cloned());
    asked.into_iter().map(|work| outcome(work).unwrap_or_else(|| Outcome::dead_letter(refused))).collect()
}
