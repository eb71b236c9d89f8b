//! One run over the dead-letter queues.
//!
//! SQS has no call that lists messages. A run therefore receives the messages of a queue, which
//! hides them for the visibility timeout, and makes those that stay visible again once it has
//! examined all of them. Two concurrent runs over the same queue each get a part of its messages.
//!
//! A FIFO queue delivers no message of a group while an earlier one of it is in flight. So after a
//! batch with a message that stays, the later ones of its group are left for another run, and
//! messages of a group are sent in their order.
//! <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html>

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::time::Duration;

use aws_sdk_sqs::types::Message;
use domain::Time;
use ports::PortError;

use super::queue::DeadLetterQueue;
use super::{DeadLetter, Outcome, Redrive, Report, Selection, Task};

/// The number of receives in a row without a dead letter to examine after which the run is done
/// with the queue: all others were seen before, or arrived after the run began. While there are
/// others, such receives are rare, since a message that was received is hidden.
const MAX_REPEATS: u32 = 50;
/// The maximum of messages of a queue that a run keeps in flight. SQS allows some 120,000:
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html>
const MAX_IN_FLIGHT: usize = 100_000;

/// A run over the dead-letter queues.
pub(super) struct Run<'a> {
    pub(super) redrive: &'a Redrive,
    pub(super) task: Task,
    pub(super) selection: &'a Selection,
    pub(super) stop: &'a Cell<bool>,
    pub(super) observe: &'a mut dyn FnMut(&DeadLetter, &Outcome),
    /// The number of dead letters that may still be listed or sent.
    pub(super) left: usize,
    pub(super) report: Report,
}

/// The messages of one queue that this run has received.
#[derive(Default)]
struct Seen {
    /// The latest receipt handle by message id. They are made visible again at the end.
    kept: HashMap<String, String>,
    /// The message ids of deleted ones.
    deleted: HashSet<String>,
}

impl Run<'_> {
    /// Processes every dead letter of this queue once, and makes those that stay visible again.
    pub(super) async fn process(&mut self, queue: &DeadLetterQueue) {
        let mut seen = Seen::default();
        if let Err(error) = self.process_batches(queue, &mut seen).await {
            self.report.errors.push((queue.name.clone(), error));
        }
        let handles: Vec<_> = seen.kept.into_values().collect();
        queue.make_visible(&self.redrive.client, &handles).await;
    }

    async fn process_batches(&mut self, queue: &DeadLetterQueue, seen: &mut Seen) -> Result<(), PortError> {
        let Redrive { client, visibility_timeout, .. } = self.redrive;
        let mut repeats = 0;
        while repeats < MAX_REPEATS && self.left > 0 && !self.stop.get() {
            if seen.kept.len() >= MAX_IN_FLIGHT {
                // SQS would respond that the queue is empty.
                let reason = "SQS keeps no more messages in flight; some were not examined";
                return Err(PortError::Throttled(reason.to_owned()));
            }
            let messages = queue.receive(client, *visibility_timeout).await?;
            if messages.is_empty() {
                break;
            }
            let has_new = self.process_batch(queue, messages, seen).await?;
            repeats = if has_new { 0 } else { repeats + 1 };
        }
        Ok(())
    }

    /// Processes a batch. Returns whether it has a dead letter that this run had to examine.
    ///
    /// # Errors
    ///
    /// A retryable error of the dead letters' own queue, which did not accept any of the batch: it
    /// would not accept the others either.
    async fn process_batch(
        &mut self,
        queue: &DeadLetterQueue,
        messages: Vec<Message>,
        seen: &mut Seen,
    ) -> Result<bool, PortError> {
        let (client, now) = (&self.redrive.client, self.redrive.now());
        let (mut to_send, mut to_delete, mut has_new) = (Vec::new(), Vec::new(), false);
        for letter in messages.into_iter().filter_map(|message| DeadLetter::read(&queue.name, message, now)) {
            let (id, handle) = (letter.message_id.clone(), letter.receipt_handle.clone());
            if seen.deleted.contains(&id) {
                // SQS may deliver a deleted message again; deleting it once more is enough.
                to_delete.push((letter, None));
            } else if seen.kept.insert(id, handle).is_none() {
                let planned = self.plan(&letter, now);
                has_new |= planned != Outcome::Later;
                match planned {
                    Outcome::Resent => to_send.push(letter),
                    Outcome::Dropped => to_delete.push((letter, Some(Outcome::Dropped))),
                    outcome => self.record(&letter, &outcome),
                }
            }
        }

        let copies: Vec<_> = to_send.iter().map(|letter| letter.copy(now)).collect();
        let results = queues::sqs::send(client, &queue.source_url, &copies).await;
        let (mut is_accepting, mut unavailable) = (false, None);
        for (letter, result) in to_send.into_iter().zip(results) {
            match result {
                Ok(()) => {
                    is_accepting = true;
                    to_delete.push((letter, Some(Outcome::Resent)));
                }
                Err(error) => {
                    self.record(&letter, &Outcome::Failed(error.clone()));
                    unavailable = error.is_retryable().then_some(error).or(unavailable);
                }
            }
        }

        let handles: Vec<_> = to_delete.iter().map(|(letter, _)| letter.receipt_handle.as_str()).collect();
        let results = queue.delete(client, &handles).await;
        for ((letter, planned), result) in to_delete.into_iter().zip(results) {
            let outcome = match (planned, result) {
                (None, _) => continue,
                (Some(planned), Ok(())) => {
                    seen.kept.remove(&letter.message_id);
                    seen.deleted.insert(letter.message_id.clone());
                    planned
                }
                (Some(Outcome::Resent), Err(error)) => Outcome::NotDeleted(error),
                (Some(_), Err(error)) => Outcome::Failed(error),
            };
            self.record(&letter, &outcome);
        }
        unavailable.filter(|_| !is_accepting).map_or(Ok(has_new), Err)
    }

    /// Returns the outcome of a dead letter if the calls that it needs succeed.
    fn plan(&mut self, letter: &DeadLetter, now: Time) -> Outcome {
        // The service states its time in whole seconds only.
        if letter.sent_at > self.redrive.created_at.plus(Duration::from_secs(1)) {
            return Outcome::Later;
        }
        if !self.selection.matches(letter, now) {
            return Outcome::NotSelected;
        }
        let is_expired = letter.is_expired(now);
        if let (Task::Resend { drop_expired }, true) = (self.task, is_expired) {
            return if drop_expired { Outcome::Dropped } else { Outcome::Expired };
        }
        let Some(left) = self.left.checked_sub(1) else { return Outcome::NotSelected };
        self.left = left;
        match self.task {
            Task::Resend { .. } => Outcome::Resent,
            Task::List if is_expired => Outcome::Expired,
            Task::List => Outcome::Listed,
        }
    }

    fn record(&mut self, letter: &DeadLetter, outcome: &Outcome) {
        self.report.add(letter, outcome);
        (self.observe)(letter, outcome);
    }
}
