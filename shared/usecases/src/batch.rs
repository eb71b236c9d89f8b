//! The shape of a use case that works off a queue: records in, one outcome per record out.

/// One message of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The message's text.
    pub body: &'a str,
    /// The fair-queue group that it was sent with.
    pub group: Option<&'a str>,
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
    },
    /// It can never succeed: it goes to the dead-letter queue with the reason.
    DeadLetter {
        /// Why, without any content of the message.
        reason: String,
    },
}
