//! Redrive: sends dead letters back to the queues that they came from.
//!
//! A [`DeadLetter`] is a message in a dead-letter queue. Either our batch processor sent it there
//! with a reason, or SQS moved it because its function kept crashing. A [`Redrive`] processes the
//! dead-letter queues of a stack one after another and ten messages at a time: a [`Selection`]
//! selects dead letters, and a [`Report`] counts the outcomes.
//!
//! A dead letter is deleted only after its own queue has accepted the copy, so a killed run loses
//! nothing, but may send a message twice. That is harmless, as every message may arrive twice: the
//! identity of an event, the ledger entry of a delivery and the step of an escalation identify
//! repeats. The copy of a delivery has the time of its redrive; the ledger retries a dead-lettered
//! delivery only if that time is later than the delivery's end.
//!
//! Expired dead letters are not sent. They stay in the dead-letter queue until the operator drops
//! them or their retention ends.

pub mod dead_letter;
mod queue;
pub mod report;
mod run;
pub mod selection;

use std::cell::Cell;
use std::time::Instant;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::QueueAttributeName;
use domain::Time;

use crate::access::Access;
use crate::aws::Aws;
use crate::deploy;
use crate::error::Error;
pub use dead_letter::DeadLetter;
use queue::DeadLetterQueue;
pub use report::{Outcome, Report};
use run::Run;
pub use selection::Selection;

/// The visibility timeout of received messages, in seconds. A killed run does not make them visible
/// again, so they are hidden for up to this long.
const VISIBILITY_TIMEOUT: i32 = 600;

/// The task of a run for the selected dead letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// List them. Afterwards all of them are visible again.
    List,
    /// Send them to their queues again, except expired ones.
    Resend {
        /// Whether expired ones are deleted.
        drop_expired: bool,
    },
}

/// The approximate number of dead letters, as SQS estimates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Estimate {
    /// Dead letters that can be received.
    pub visible: usize,
    /// Dead letters in flight: another consumer has received them, possibly a run that was killed
    /// since.
    pub in_flight: usize,
}

/// The dead-letter queues of a stack.
#[derive(Debug)]
pub struct Redrive {
    client: Client,
    queues: Vec<DeadLetterQueue>,
    /// The time of the service at `created`. By a wrong clock of this machine, fresh dead letters
    /// would count as expired, or ones that came back as old ones.
    created_at: Time,
    created: Instant,
    visibility_timeout: i32,
}

impl Redrive {
    /// Finds the dead-letter queues of the stack of this name, by its outputs.
    ///
    /// # Errors
    ///
    /// [`Error::NoQueues`], not retryable: the stack has no output of a dead-letter queue.
    /// [`Error::Aws`]: there is no such stack, or the call is refused. [`Error::Http`]: the call
    /// got no response; a retry can succeed. [`Error::Address`] and [`Error::Crypto`], not
    /// retryable: the call cannot be made.
    pub async fn of_stack(access: Access, stack: &str) -> Result<Self, Error> {
        let (client, created) = (access.sqs(), Instant::now());
        let (outputs, at) = deploy::outputs(&Aws::with(access)?, stack).await?;
        let queues = queue::of(&outputs);
        if queues.is_empty() {
            return Err(Error::NoQueues(stack.to_owned()));
        }
        let created_at = at.unwrap_or_else(|| Time::from_millis(jiff::Timestamp::now().as_millisecond()));
        Ok(Self { client, queues, created_at, created, visibility_timeout: VISIBILITY_TIMEOUT })
    }

    /// Keeps only the queues with these names; all if there are none.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownQueue`], not retryable: the stack has no queue of that name.
    pub fn only(mut self, names: &[String]) -> Result<Self, Error> {
        let is_known = |name: &&String| self.queues.iter().any(|queue| queue.name == **name);
        if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
            let known = self.queues.into_iter().map(|queue| queue.name).collect();
            return Err(Error::UnknownQueue { name: unknown.clone(), known });
        }
        self.queues.retain(|queue| names.is_empty() || names.contains(&queue.name));
        Ok(self)
    }

    /// Sets the visibility timeout of received messages, in seconds, instead of ten minutes. A run
    /// that takes longer receives the messages that it keeps once more, and ignores them.
    #[must_use]
    pub fn with_visibility_timeout(self, visibility_timeout: i32) -> Self {
        Self { visibility_timeout, ..self }
    }

    /// Returns the current time by the service's clock.
    pub fn now(&self) -> Time {
        self.created_at.plus(self.created.elapsed())
    }

    /// Returns the approximate number of dead letters, to show progress. A queue that does not
    /// answer counts as empty.
    pub async fn estimate(&self) -> Estimate {
        use QueueAttributeName::{
            ApproximateNumberOfMessages as Visible, ApproximateNumberOfMessagesNotVisible as InFlight,
        };
        let mut estimate = Estimate::default();
        for queue in &self.queues {
            let call = self.client.get_queue_attributes().queue_url(&queue.url);
            if let Ok(answer) = call.attribute_names(Visible).attribute_names(InFlight).send().await {
                let number = |name| answer.attributes()?.get(&name)?.parse::<usize>().ok();
                estimate.visible += number(Visible).unwrap_or(0);
                estimate.in_flight += number(InFlight).unwrap_or(0);
            }
        }
        estimate
    }

    /// Carries out `task` on the dead letters of `selection` that were dead-lettered before this
    /// value was created. Later ones are left for another run: a message that fails again at once
    /// would otherwise be sent again and again.
    ///
    /// Calls `observe` once for every dead letter, as soon as its outcome is known. Once `stop` is
    /// set, no further batch is received. The errors are in the report; an error of one queue does
    /// not affect the others.
    pub async fn run(
        &self,
        task: Task,
        selection: &Selection,
        stop: &Cell<bool>,
        observe: &mut dyn FnMut(&DeadLetter, &Outcome),
    ) -> Report {
        let left = selection.max.unwrap_or(usize::MAX);
        let mut run = Run { redrive: self, task, selection, stop, observe, left, report: Report::default() };
        for queue in &self.queues {
            run.process(queue).await;
        }
        run.report
    }
}
