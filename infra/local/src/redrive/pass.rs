//! One pass over a dead-letter queue.
//!
//! SQS lends messages out and never lists them. A pass therefore borrows letter by letter, for longer than it takes, keeps
//! those that it does not delete until it is through, and then gives them all back at once. Two passes over the same
//! queue at a time share its letters.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_sqs::types::{
    ChangeMessageVisibilityBatchRequestEntry as Visibility, DeleteMessageBatchRequestEntry as Deletion,
    Message, MessageSystemAttributeName,
};
use domain::Time;
use futures_util::future::join_all;
use futures_util::{StreamExt as _, stream};
use ports::PortError;

use super::queues::DeadLetterQueue;
use super::{Fate, Letter, Order, Run};

/// Most messages in one call.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html>
const BATCH: usize = 10;
/// Calls of a pass at the same time.
const WORKERS: usize = 4;
/// How long an empty queue is asked. Above zero, SQS asks all of its servers:
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html>
const WAIT: Duration = Duration::from_secs(1);
/// After so many receives in a row that brought no letter that is ours to judge, there is none any more. One that
/// brought others counts once, an empty one [`EMPTY`] times.
const PATIENCE: u32 = 10;
/// See [`PATIENCE`].
const EMPTY: u32 = 5;
/// Most letters that are borrowed at a time. SQS lends out some 120,000 per queue:
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html>
const MOST_BORROWED: usize = 100_000;
/// After so many sends in a row of which nothing was taken, through no fault of the letters, the queue is left alone.
const FRUITLESS: u32 = 3;

/// One pass over a dead-letter queue.
pub(super) struct Pass<'a, 'r> {
    run: &'a Run<'r>,
    queue: &'a DeadLetterQueue,
    /// Every letter that was looked at, by its message id: the handle by which it is given back, or nothing once
    /// it is deleted.
    seen: RefCell<HashMap<String, Option<String>>>,
    borrowed: Cell<usize>,
    fruitless: Cell<u32>,
    trouble: RefCell<Option<PortError>>,
}

impl<'a, 'r> Pass<'a, 'r> {
    pub(super) fn new(run: &'a Run<'r>, queue: &'a DeadLetterQueue) -> Self {
        Self {
            run,
            queue,
            seen: RefCell::default(),
            borrowed: Cell::new(0),
            fruitless: Cell::new(0),
            trouble: RefCell::new(None),
        }
    }

    /// Looks at every letter once and gives back those that stay.
    pub(super) async fn carry_out(self) {
        join_all((0..WORKERS).map(|_| self.work())).await;
        self.give_back().await;
        let report = &mut self.run.told.borrow_mut().0;
        let name = || self.queue.name.clone();
        report.troubles.extend(self.trouble.take().map(|trouble| (name(), trouble)));
        if self.is_full() {
            report.too_many.push(name());
        }
    }

    async fn work(&self) {
        let mut idle = 0;
        while idle < PATIENCE && !self.is_over() {
            match self.receive().await {
                Err(error) => {
                    self.trouble.borrow_mut().get_or_insert(error);
                }
                Ok(messages) if messages.is_empty() => idle += EMPTY,
                Ok(messages) => idle = if self.look_at(messages).await { 0 } else { idle + 1 },
            }
        }
    }

    fn is_over(&self) -> bool {
        self.run.is_over() || self.is_full() || self.trouble.borrow().is_some()
    }

    fn is_full(&self) -> bool {
        self.borrowed.get() >= MOST_BORROWED
    }

    async fn receive(&self) -> Result<Vec<Message>, PortError> {
        let call = self.run.client.receive_message().queue_url(&self.queue.url);
        let call = call
            .max_number_of_messages(number(BATCH))
            .visibility_timeout(seconds(self.run.loan))
            .wait_time_seconds(seconds(WAIT))
            .message_attribute_names("All")
            .message_system_attribute_names(MessageSystemAttributeName::All);
        match call.send().await {
            Ok(answer) => Ok(answer.messages.unwrap_or_default()),
            Err(error) => Err(queues::error::of_call(&error)),
        }
    }

    /// Decides what becomes of these and does it. Answers whether there was a letter among them that is ours to judge.
    async fn look_at(&self, messages: Vec<Message>) -> bool {
        let now = self.run.clock.now();
        let mut again = Vec::new();
        let mut expired = Vec::new();
        let mut meant = Vec::new();
        let mut ours = false;
        for letter in messages.into_iter().filter_map(|message| Letter::read(&self.queue.name, message, now))
        {
            match self.borrow(&letter) {
                Known::Never => {}
                Known::Borrowed => continue,
                Known::Deleted => {
                    again.push(letter);
                    continue;
                }
            }
            let decision = self.decide(&letter, now);
            ours |= decision != Decision::Leave(Fate::Later);
            match decision {
                Decision::Leave(fate) => self.run.tell(&letter, &fate),
                Decision::Drop => expired.push(letter),
                Decision::Resend => meant.push(letter),
            }
        }
        // SQS may show what is deleted once more; it then stays deleted if that is asked once more.
        self.delete(&again).await;
        for (letter, deleted) in expired.iter().zip(self.delete(&expired).await) {
            self.run.tell(letter, &deleted.map_or_else(Fate::Failed, |()| Fate::Dropped));
        }
        self.resend(meant).await;
        ours
    }

    /// Notes by which handle the letter is given back.
    fn borrow(&self, letter: &Letter) -> Known {
        let mut seen = self.seen.borrow_mut();
        match seen.get_mut(&letter.message_id) {
            Some(Some(handle)) => {
                handle.clone_from(&letter.receipt_handle);
                Known::Borrowed
            }
            Some(None) => Known::Deleted,
            None => {
                seen.insert(letter.message_id.clone(), Some(letter.receipt_handle.clone()));
                self.borrowed.update(|count| count + 1);
                Known::Never
            }
        }
    }

    fn decide(&self, letter: &Letter, now: Time) -> Decision {
        let Run { order, selection, clock, .. } = self.run;
        if letter.sent_at > clock.began() {
            return Decision::Leave(Fate::Later);
        }
        if !selection.means(letter, now) {
            return Decision::Leave(Fate::NotMeant);
        }
        match (order, letter.is_expired(now)) {
            (Order::Resend { drop_expired: true }, true) => Decision::Drop,
            (Order::Resend { drop_expired: false }, true) => Decision::Leave(Fate::Expired),
            (Order::List | Order::Resend { .. }, _) if !self.run.take() => Decision::Leave(Fate::NotMeant),
            (Order::List, true) => Decision::Leave(Fate::Expired),
            (Order::List, false) => Decision::Leave(Fate::Listed),
            (Order::Resend { .. }, false) => Decision::Resend,
        }
    }

    /// Sends the letters to their queue, and deletes those that it has taken.
    async fn resend(&self, letters: Vec<Letter>) {
        if letters.is_empty() {
            return;
        }
        let mut taken = Vec::new();
        let mut unreachable = None;
        for (letter, result) in self.send(letters).await {
            match result {
                Ok(()) => taken.push(letter),
                Err(error) => {
                    self.run.tell(&letter, &Fate::Failed(error.clone()));
                    unreachable = unreachable.or(error.is_retryable().then_some(error));
                }
            }
        }
        match unreachable {
            Some(error) if taken.is_empty() => {
                self.fruitless.update(|count| count + 1);
                if self.fruitless.get() >= FRUITLESS {
                    self.trouble.borrow_mut().get_or_insert(error);
                }
            }
            Some(_) | None => self.fruitless.set(0),
        }
        for (letter, deleted) in taken.iter().zip(self.delete(&taken).await) {
            self.run.tell(letter, &deleted.map_or_else(Fate::Kept, |()| Fate::Resent));
        }
    }

    async fn send(&self, letters: Vec<Letter>) -> Vec<(Letter, Result<(), PortError>)> {
        let (client, url) = (self.run.client, &self.queue.source_url);
        let now = self.run.clock.now();
        let copies: Vec<_> = letters.iter().map(|letter| letter.copy(now)).collect();
        let results = queues::sqs::send(client, url, &copies).await;
        letters.into_iter().zip(results).collect()
    }

    /// Deletes at most a batch of letters.
    async fn delete(&self, letters: &[Letter]) -> Vec<Result<(), PortError>> {
        if letters.is_empty() {
            return Vec::new();
        }
        let entry = |(index, letter): (usize, &Letter)| {
            Deletion::builder().id(index.to_string()).receipt_handle(&letter.receipt_handle).build()
        };
        // Both fields of every entry are set.
        let entries = letters.iter().enumerate().map(entry).filter_map(Result::ok).collect();
        let call = self.run.client.delete_message_batch().queue_url(&self.queue.url);
        let answer = match call.set_entries(Some(entries)).send().await {
            Ok(answer) => answer,
            Err(error) => {
                let error = queues::error::of_call(&error);
                return letters.iter().map(|_| Err(error.clone())).collect();
            }
        };
        let result = |(index, letter): (usize, &Letter)| {
            if answer.successful().iter().any(|entry| entry.id() == index.to_string()) {
                self.note_deleted(letter);
                return Ok(());
            }
            let failed = answer.failed().iter().find(|entry| entry.id() == index.to_string());
            let unnamed = || PortError::Unavailable("the answer does not name the message".to_owned());
            Err(failed.map_or_else(unnamed, queues::error::of_entry))
        };
        letters.iter().enumerate().map(result).collect()
    }

    fn note_deleted(&self, letter: &Letter) {
        if self.seen.borrow_mut().insert(letter.message_id.clone(), None).flatten().is_some() {
            self.borrowed.update(|count| count.saturating_sub(1));
        }
    }

    /// Lets everybody see at once the letters that stay.
    async fn give_back(&self) {
        let seen = self.seen.take();
        let handles: Vec<String> = seen.into_values().flatten().collect();
        let calls = handles.chunks(BATCH).map(|handles| {
            let entry = |(index, handle): (usize, &String)| {
                Visibility::builder()
                    .id(index.to_string())
                    .receipt_handle(handle)
                    .visibility_timeout(0)
                    .build()
            };
            // Both required fields of every entry are set.
            let entries = handles.iter().enumerate().map(entry).filter_map(Result::ok).collect();
            let call = self.run.client.change_message_visibility_batch().queue_url(&self.queue.url);
            call.set_entries(Some(entries)).send()
        });
        // One that cannot be given back comes back by itself.
        stream::iter(calls).for_each_concurrent(WORKERS, async |call| drop(call.await)).await;
    }
}

/// What is known of a letter that comes in.
enum Known {
    /// Nothing: it is judged now.
    Never,
    /// It was judged and stays; it was borrowed for so long that SQS lent it out once more.
    Borrowed,
    /// It was deleted.
    Deleted,
}

#[derive(PartialEq)]
enum Decision {
    Leave(Fate),
    Drop,
    Resend,
}

fn seconds(duration: Duration) -> i32 {
    i32::try_from(duration.as_secs()).unwrap_or(i32::MAX)
}

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
