//! The exchange's side: so many events per second.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use domain::UserId;
use ports::{Enqueue as _, Message, PortError, Queue};
use queues::Sqs;
use synthetic::{event, now};
use tokio::time::{MissedTickBehavior, interval};

use super::Plan;
use super::tally::Tally;
use crate::error::Error;

/// The time between two calls, each with all events that are due.
const TICK: Duration = Duration::from_millis(50);
/// The time for which an event is worth delivering: one that comes after the end is late, and not expired.
const EXPIRES_AFTER: Duration = Duration::from_mins(15);
/// The most events that are sent at once where the queue was slow, in seconds of the rate.
const MOST_CAUGHT_UP: usize = 2;
/// The time after which the load has failed if the queue takes nothing.
const RETRY_LIMIT: Duration = Duration::from_secs(30);

/// Publishes the events of a plan, the users one after the other.
pub(crate) struct Publisher<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) queues: &'a Sqs,
    pub(crate) users: &'a [UserId],
    pub(crate) tally: &'a RefCell<Tally>,
}

impl Publisher<'_> {
    /// Publishes all of them at the plan's rate. What the queue does not take is sent again.
    ///
    /// # Errors
    ///
    /// The queue refuses an event for good, or has taken none of them for 30 s.
    pub(crate) async fn run(&self) -> Result<(), Error> {
        let since = Instant::now();
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut next, mut again) = (0, Vec::new());
        let mut last_taken = since;
        while next < self.plan.events || !again.is_empty() {
            ticks.tick().await;
            let due = self.plan.due(since.elapsed()).min(next + self.plan.rate * MOST_CAUGHT_UP);
            let mut numbers = std::mem::take(&mut again);
            numbers.extend(next..due.max(next));
            next = next.max(due);
            if numbers.is_empty() {
                continue;
            }
            let sent = numbers.len();
            again = self.send(numbers).await?;
            if again.len() < sent {
                last_taken = Instant::now();
            } else if last_taken.elapsed() > RETRY_LIMIT {
                let told = format!("the queue has taken no event for {} s", RETRY_LIMIT.as_secs());
                return Err(Error::Smoke(told));
            }
        }
        Ok(())
    }

    /// Sends these events. Returns those that the queue has not taken, as far as is known.
    async fn send(&self, numbers: Vec<usize>) -> Result<Vec<usize>, Error> {
        let at = Instant::now();
        let messages = numbers.iter().map(|number| self.message(*number, at)).collect::<Result<_, _>>()?;
        let queue = Queue::Events(self.plan.event_type.row().priority);
        let results = self.queues.enqueue(queue, messages).await;
        let mut again = Vec::new();
        for (number, result) in numbers.into_iter().zip(results) {
            match result {
                Ok(()) => continue,
                Err(PortError::Throttled(_)) => self.tally.borrow_mut().throttles += 1,
                Err(error) if error.is_retryable() => self.tally.borrow_mut().retries += 1,
                Err(error) => return Err(synthetic::Error::Publish(error).into()),
            }
            again.push(number);
        }
        Ok(again)
    }

    fn message(&self, number: usize, at: Instant) -> Result<Message, Error> {
        let user = &self.users[number % self.users.len()];
        let id = {
            let mut tally = self.tally.borrow_mut();
            tally.publish(number, at);
            tally.id(number)
        };
        let body = event::body(self.plan.event_type, &id, user, now(), EXPIRES_AFTER);
        let body = body.ok_or_else(|| Error::Smoke("no event of this type can be published".to_owned()))?;
        Ok(Message { body, group: Some(user.as_str().to_owned()), delay: Duration::ZERO })
    }
}
