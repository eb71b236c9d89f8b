//! Dead letters go back to the queues that they came from.
//!
//! A *dead letter* ([`letter`]) is a message that was given up: by our harness, which says why, or by SQS itself because
//! its function kept crashing. A [`Selection`] says which of them are meant. A [`Redrive`] knows the dead-letter queues
//! of a stack ([`queues`]) and makes one `pass` over each; what became of the letters is a [`Report`].
//!
//! A letter is deleted from its dead-letter queue only after its own queue has taken the copy, so a run that is killed
//! loses nothing and may send a letter twice. That is harmless, as every message here may come twice: the identity of an
//! event, the ledger entry of a delivery and the step of an escalation tell repeats apart. A delivery's copy
//! says when it was redriven, and the ledger lets a dead-lettered delivery be tried again only if that was later than its
//! end.
//!
//! What has expired is not sent: it stays, for whoever wants to know, until it is dropped or its queue forgets it.

pub mod letter;
mod pass;
pub mod queues;
pub mod report;
pub mod selection;

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::QueueAttributeName;
use domain::Time;
use futures_util::future::join_all;

use crate::access::Access;
use crate::aws::Aws;
use crate::deploy;
use crate::error::Error;
pub use letter::Letter;
use pass::Pass;
use queues::DeadLetterQueue;
pub use report::{Fate, Report};
pub use selection::Selection;

/// For how long letters are borrowed. A killed run gives nothing back, so this is also how long they are then missing.
const LOAN: Duration = Duration::from_mins(10);

/// What a run does with the letters that are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Look at them. All of them can be received again afterwards.
    List,
    /// Send them to their queues again, except those that have expired.
    Resend {
        /// Whether the expired ones are deleted.
        drop_expired: bool,
    },
}

/// How many letters there are, roughly: SQS itself only estimates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Estimate {
    /// Those that can be received.
    pub waiting: usize,
    /// Those that somebody else has received just now, or had when it was killed.
    pub hidden: usize,
}

/// The dead-letter queues of a stack.
#[derive(Debug)]
pub struct Redrive {
    client: Client,
    queues: Vec<DeadLetterQueue>,
    clock: ServiceClock,
    loan: Duration,
}

impl Redrive {
    /// Those of the local stack that `access` leads to.
    pub async fn local(access: Access) -> Result<Self, Error> {
        Self::deployed(access, deploy::STACK).await
    }

    /// Those that the outputs of the stack of this name tell.
    pub async fn deployed(access: Access, stack: &str) -> Result<Self, Error> {
        let client = access.sqs();
        let since = Instant::now();
        let (outputs, at) = deploy::outputs(&Aws::with(access)?, stack).await?;
        let queues = queues::of(&outputs);
        if queues.is_empty() {
            return Err(Error::NoQueues(stack.to_owned()));
        }
        Ok(Self { client, queues, clock: ServiceClock::new(at, since), loan: LOAN })
    }

    /// Only those of the queues with these names; all if there are none.
    pub fn only(mut self, names: &[String]) -> Result<Self, Error> {
        let known = |name: &&String| self.queues.iter().any(|queue| queue.name == **name);
        if let Some(unknown) = names.iter().find(|name| !known(name)) {
            let known = self.queues.into_iter().map(|queue| queue.name).collect();
            return Err(Error::UnknownQueue { name: unknown.clone(), known });
        }
        self.queues.retain(|queue| names.is_empty() || names.contains(&queue.name));
        Ok(self)
    }

    /// Borrows letters for `loan`, in whole seconds, instead of ten minutes. A run that takes longer meets again the
    /// letters that it has left, and leaves them once more.
    #[must_use]
    pub fn borrowing_for(mut self, loan: Duration) -> Self {
        self.loan = loan;
        self
    }

    /// The present instant, as far as the queues are concerned.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// How many letters there are. A queue that does not tell counts as empty: this is for the progress only.
    pub async fn estimate(&self) -> Estimate {
        let (waiting, hidden) = (
            QueueAttributeName::ApproximateNumberOfMessages,
            QueueAttributeName::ApproximateNumberOfMessagesNotVisible,
        );
        let mut estimate = Estimate::default();
        let calls = self.queues.iter().map(|queue| {
            let call = self.client.get_queue_attributes().queue_url(&queue.url);
            call.attribute_names(waiting.clone()).attribute_names(hidden.clone()).send()
        });
        for answer in join_all(calls).await.into_iter().flatten() {
            let number = |name| answer.attributes()?.get(name)?.parse::<usize>().ok();
            estimate.waiting += number(&waiting).unwrap_or(0);
            estimate.hidden += number(&hidden).unwrap_or(0);
        }
        estimate
    }

    /// Carries out `order` on the letters of `selection` that were there when this value was made. Letters that come
    /// meanwhile are left for another run: what fails at once again would else go round and round.
    ///
    /// `watch` hears of every letter, as soon as its fate is known. Once `stop` is set, no further letter is begun.
    pub async fn run(
        &self,
        order: Order,
        selection: &Selection,
        stop: &Cell<bool>,
        watch: &mut dyn FnMut(&Letter, &Fate),
    ) -> Report {
        let run = Run {
            client: &self.client,
            clock: &self.clock,
            order,
            selection,
            loan: self.loan,
            left: Cell::new(selection.max.unwrap_or(usize::MAX)),
            stop,
            told: RefCell::new((Report::default(), watch)),
        };
        join_all(self.queues.iter().map(|queue| Pass::new(&run, queue).carry_out())).await;
        run.told.into_inner().0
    }
}

/// What the passes of a run share.
struct Run<'a> {
    client: &'a Client,
    clock: &'a ServiceClock,
    order: Order,
    selection: &'a Selection,
    loan: Duration,
    /// How many letters may still be begun.
    left: Cell<usize>,
    stop: &'a Cell<bool>,
    told: RefCell<(Report, &'a mut Watch<'a>)>,
}

/// Hears of every letter.
type Watch<'a> = dyn FnMut(&Letter, &Fate) + 'a;

impl Run<'_> {
    fn is_over(&self) -> bool {
        self.stop.get() || self.left.get() == 0
    }

    /// Whether one letter more may be begun.
    fn take(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    fn tell(&self, letter: &Letter, fate: &Fate) {
        let (report, watch) = &mut *self.told.borrow_mut();
        report.add(letter, fate);
        watch(letter, fate);
    }
}

/// The time as the service tells it. A machine whose clock is wrong must not take what is fresh for expired, nor what
/// came back for what was there.
#[derive(Debug)]
struct ServiceClock {
    began: Time,
    since: Instant,
}

impl ServiceClock {
    /// `at`: what the service answered to a question of `since`. Without it, this machine's clock is as good as any.
    fn new(at: Option<Time>, since: Instant) -> Self {
        let ours = || Time::from_millis(jiff::Timestamp::now().as_millisecond());
        Self { began: at.unwrap_or_else(ours), since }
    }

    /// When the run began, at the latest: the service tells whole seconds only.
    fn began(&self) -> Time {
        self.began.plus(Duration::from_secs(1))
    }

    fn now(&self) -> Time {
        self.began.plus(self.since.elapsed())
    }
}
