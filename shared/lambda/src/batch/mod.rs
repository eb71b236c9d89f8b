//! The one harness for functions that work off a queue.
//!
//! An SQS event becomes [`Record`]s, the use case answers one [`Outcome`] per record, and the harness
//! carries each out: done (the message is deleted), retried (visible again after a short pause; after a long one, a delayed
//! copy of it comes instead, so that waiting spends no receive), or dead-lettered with the reason. One record never decides over another, and nothing is deleted that is not
//! done or in the dead-letter queue. The function's mapping must have `ReportBatchItemFailures`.
//!
//! - A retry that cannot be given its pause is reported all the same: it waits for the queue's own
//!   visibility timeout.
//! - A dead letter that cannot be sent is a retry; a copy that cannot be sent is a retry after the longest short pause.
//! - A message without a receipt handle gets no pause; one without a body never reaches the use case and is
//!   retried until the queue's redrive policy takes it. SQS sends neither.
//! - A message without an id cannot be named in the answer, and an empty name would fail the whole batch
//!   silently. If it has to be retried, the whole batch fails openly: the others come again, which
//!   at-least-once allows. If it is done, all is well.
//! - A use case that panics, or answers with another number of outcomes than there are records, has decided
//!   nothing: every message is retried.

pub mod plan;
pub mod source;

use std::panic::AssertUnwindSafe;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::Priority;
use futures_util::FutureExt;
use futures_util::future::join_all;
use ports::{Count, Telemetry};
use usecases::batch::{Outcome, Record};

use crate::random;
use crate::telemetry::Metrics;
use crate::warm::{self, Call};
use plan::{MAX_PAUSE_SECONDS, Received, Wait, decide, pause_seconds, wait};
use source::{DeadLetter, Source};

pub use source::SqsSource;

/// A message that has to come again has no id by which to say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a message without an id has to be retried, so the whole batch is")]
pub struct BatchError;

impl BatchError {
    /// Whether the batch can succeed later.
    pub fn is_retryable(self) -> bool {
        true
    }
}

/// A queue's worker: what [`run`] needs between the events, and the metrics that every invocation ends with.
#[derive(Debug)]
pub struct Worker {
    priority: Priority,
    source: SqsSource,
    metrics: Metrics,
}

impl Worker {
    /// Works off `source`, a queue of class `priority`.
    pub fn new(priority: Priority, source: SqsSource, metrics: Metrics) -> Self {
        Self { priority, source, metrics }
    }

    /// The class that it serves.
    pub fn priority(&self) -> Priority {
        self.priority
    }

    /// Where the use case counts.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Readies the connection to SQS.
    pub fn warm(&self) -> Call<'_> {
        warm::call(self.source.look())
    }

    /// Works off one event.
    pub async fn work_off(
        &self,
        event: &SqsEvent,
        work: impl AsyncFnOnce(&[Record<'_>]) -> Vec<Outcome>,
    ) -> Result<SqsBatchResponse, BatchError> {
        let answer = run(&self.source, event, random::jitter, work).await;
        let retries =
            answer.as_ref().map_or(event.records.len(), |response| response.batch_item_failures.len());
        (0..retries).for_each(|_| self.metrics.count(Count::Retries, self.priority));
        self.metrics.flush();
        answer
    }
}

/// Gives the batch to `work`, carries out what it decides, and answers which messages come again.
/// `random` is asked for each pause.
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

/// Answers whether the message comes again.
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
                    let reason = format!("{reason}; the dead-letter queue did not take it: {error}");
                    postpone(source, message, &reason, pause_seconds(message.receive_count, random())).await;
                    true
                }
            }
        }
    }
}

/// Lets a copy of the message come later in its place; answers whether the message itself comes again.
async fn put_off(source: &impl Source, message: &Received<'_>, reason: &str, seconds: u32) -> bool {
    match source.copy(message.body.unwrap_or_default(), message.group, seconds).await {
        Ok(()) => {
            tracing::info!(message_id = message.id, reason, delay_seconds = seconds, "message put off");
            false
        }
        Err(error) => {
            let reason = format!("{reason}; its copy was not taken: {error}");
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
