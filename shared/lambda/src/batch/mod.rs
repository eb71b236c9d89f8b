//! The batch processor: the shared code of all functions that process an SQS queue.
//! [`BatchFunction`] is such a function.
//!
//! An SQS event becomes [`Record`]s, the use case returns one [`Outcome`] per record, and the
//! processor carries each outcome out:
//!
//! - *Done*: the message is deleted.
//! - *Retry*: the message is visible again after a short pause. For a long pause a delayed copy
//!   takes its place, so that waiting does not count as a receive.
//! - *Dead letter*: the message goes to the dead-letter queue with the reason.
//!
//! Outcomes of different records are independent. A message is deleted only if it is done, was
//! replaced by a copy, or is in the dead-letter queue. The event source mapping of the function
//! must have `ReportBatchItemFailures`.
//!
//! Failures:
//!
//! - If the pause of a retry cannot be set, the message is reported as failed all the same and
//!   waits for the queue's own visibility timeout.
//! - A dead letter that cannot be sent is retried. A message whose copy cannot be sent is retried
//!   after the longest short pause.
//! - A message without a receipt handle gets no pause. One without a body never reaches the use
//!   case and is retried until the queue's redrive policy removes it. SQS sends neither.
//! - A message without an id cannot be named in the response, and an empty id would fail the whole
//!   batch without an error. If it has to be retried, the invocation returns an error, so the other
//!   messages are delivered again too, which at-least-once delivery allows. If it is done, nothing
//!   is wrong.
//! - If the use case panics, or returns another number of outcomes than there are records, every
//!   message is retried.

mod function;
pub mod plan;
pub mod source;

use std::panic::AssertUnwindSafe;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use futures_util::FutureExt;
use futures_util::future::join_all;
use usecases::batch::{Outcome, Record};

use plan::{MAX_PAUSE_SECONDS, Received, Wait, decide, pause_seconds, wait};
use source::{DeadLetter, Source};

pub use function::{BatchConfig, BatchFunction};
pub use source::SqsSource;

/// A message without an id has to be retried, so the response cannot name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a message without an id has to be retried, so the whole batch is")]
pub struct BatchError;

impl BatchError {
    /// Whether the batch can succeed later: always, since every message of it is retried.
    pub fn is_retryable(self) -> bool {
        true
    }
}

/// Processes a batch: calls `work` with its records, carries out the outcomes, and returns the
/// response that names the messages to retry. `random` is called for each pause.
///
/// # Errors
///
/// [`BatchError`], if a message without an id has to be retried. It is retryable.
pub async fn run(
    source: &impl Source,
    event: &SqsEvent,
    random: impl Fn() -> u32,
    work: impl AsyncFnOnce(&[Record<'_>]) -> Vec<Outcome>,
) -> Result<SqsBatchResponse, BatchError> {
    let received: Vec<_> = event.records.iter().map(Received::read).collect();
    let records: Vec<_> = received.iter().filter_map(Received::record).collect();
    let answered = if records.is_empty() {
        Some(Vec::new())
    } else {
        AssertUnwindSafe(work(&records)).catch_unwind().await.ok()
    };
    let outcomes = decide(&received, answered);
    let carried_out = received.iter().zip(outcomes);
    let retries =
        join_all(carried_out.map(|(message, outcome)| carry_out(source, message, outcome, &random))).await;
    let mut response = SqsBatchResponse::default();
    for (message, _) in received.iter().zip(retries).filter(|(_, retry)| *retry) {
        response.add_failure(message.id.ok_or(BatchError)?);
    }
    Ok(response)
}

/// Carries out an outcome. Returns whether the message has to be retried.
async fn carry_out(
    source: &impl Source,
    message: &Received<'_>,
    outcome: Outcome,
    random: &impl Fn() -> u32,
) -> bool {
    match outcome {
        Outcome::Done => false,
        Outcome::Retry { reason, after } => match wait(after, message.receive_count, random()) {
            Wait::Hidden(seconds) => {
                postpone(source, message, &reason, seconds).await;
                true
            }
            Wait::Copied(seconds) => put_off(source, message, &reason, seconds).await,
        },
        Outcome::DeadLetter { reason } => {
            let letter = DeadLetter {
                body: message.body.unwrap_or_default(),
                group: message.group,
                reason: &reason,
                received_count: message.receive_count,
            };
            match source.dead_letter(&letter).await {
                Ok(()) => {
                    tracing::warn!(
                        message_id = message.id,
                        reason,
                        receive_count = message.receive_count,
                        "message dead-lettered"
                    );
                    false
                }
                Err(error) => {
                    let reason = format!("{reason}; the dead-letter queue did not accept it: {error}");
                    postpone(source, message, &reason, pause_seconds(message.receive_count, random())).await;
                    true
                }
            }
        }
    }
}

/// Replaces the message by a delayed copy. Returns whether the message itself has to be retried,
/// because the copy could not be sent.
async fn put_off(source: &impl Source, message: &Received<'_>, reason: &str, seconds: u32) -> bool {
    match source.copy(message.body.unwrap_or_default(), message.group, seconds).await {
        Ok(()) => {
            tracing::info!(
                message_id = message.id,
                reason,
                delay_seconds = seconds,
                "message replaced by a delayed copy"
            );
            false
        }
        Err(error) => {
            let reason = format!("{reason}; its copy could not be sent: {error}");
            postpone(source, message, &reason, MAX_PAUSE_SECONDS).await;
            true
        }
    }
}

async fn postpone(source: &impl Source, message: &Received<'_>, reason: &str, seconds: u32) {
    let postponed = match message.receipt_handle {
        Some(receipt_handle) => source.postpone(receipt_handle, seconds).await,
        None => Ok(()),
    };
    tracing::warn!(
        message_id = message.id,
        reason,
        receive_count = message.receive_count,
        pause_seconds = seconds,
        pause_error = postponed.err().map(tracing::field::display),
        "message retried"
    );
}

#[cfg(test)]
mod tests;
