//! The exchange's side: events at a fixed rate.

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

/// The interval between two calls, each of which sends all events that are due.
const TICK: Duration = Duration::from_millis(50);
/// The lifetime of an event, longer than the test: a notification that arrives after the end is
/// late, not expired.
const EXPIRES_AFTER: Duration = Duration::from_mins(15);
/// The backlog that is sent at once after a slow queue, at most, in seconds of the rate.
const MAX_CAUGHT_UP: usize = 2;
/// The time after which the load test fails if the queue accepts no event.
const RETRY_LIMIT: Duration = Duration::from_secs(30);

/// Publishes the events of a plan, for one user after the other in turn.
pub(crate) struct Publisher<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) queues: &'a Sqs,
    pub(crate) users: &'a [UserId],
    pub(crate) tally: &'a RefCell<Tally>,
}

impl Publisher<'_> {
    /// Publishes all events at the plan's rate. Sends again what the queue did not accept.
    ///
    /// # Errors
    ///
    /// The queue rejects an event permanently, or has accepted none for 30 s.
    pub(crate) async fn run(&self) -> Result<(), Error> {
        let since = Instant::now();
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut next, mut again) = (0, Vec::new());
        let mut last_taken = since;
        while next < self.plan.events || !again.is_empty() {
            ticks.tick().await;
            let due = self.plan.due(since.elapsed()).min(next + self.plan.rate * MAX_CAUGHT_UP);
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
                let told = format!("the queue has accepted no event for {} s", RETRY_LIMIT.as_secs());
                return Err(Error::Smoke(told));
            }
        }
        Ok(())
    }

    /// Sends these events. Returns those that the queue is not known to have accepted.
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
