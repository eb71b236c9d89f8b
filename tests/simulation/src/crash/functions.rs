//! The functions, and the event source mappings that invoke them.

use std::rc::Rc;
use std::time::Duration;

use aws_lambda_events::sqs::{SqsEvent, SqsMessage};
use domain::delivery::budget::Rate;
use domain::{Channel, Priority, Time};
use ports::{Parts, Queue};
use usecases::batch::{Outcome, Record};
use usecases::deliver::{ChannelContext, Settings, deliver_external};
use usecases::escalate::escalate;
use usecases::route::route;

use super::mail::QueuedMessage;
use super::ports::TimedPorts;
use super::{QUEUES, World};
use crate::contacts::{chance, handle};
use crate::queues::{timeout, visibility};
use crate::timeline::Task;

/// The most messages of one batch.
const BATCH: usize = 10;

/// The time from a message's arrival to the invocation: the median.
const INVOKED_AFTER: Duration = Duration::from_millis(16);

/// The number of batches that a mapping processes at once when its queue begins to have messages, and the
/// number that is added each second.
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html>
const FIRST_BATCHES: usize = 5;
const MORE_PER_SECOND: usize = 300 / 60;

/// The lease of a claim of a P0, as in the template.
const LEASE: Duration = Duration::from_secs(8);

/// An invocation that processes a batch of a queue.
struct Invocation {
    queue: Queue,
    ends_at: Time,
    task: Task,
    batch: Rc<Vec<QueuedMessage>>,
}

/// The invocations and client tasks that are under way.
#[derive(Default)]
pub(super) struct Running {
    invocations: Vec<Invocation>,
    clients: Vec<Task>,
}

impl Running {
    pub(super) fn is_empty(&self) -> bool {
        self.invocations.is_empty() && self.clients.is_empty()
    }

    pub(super) fn can_go_on(&self) -> bool {
        let mut tasks = self.invocations.iter().map(|running| &running.task).chain(&self.clients);
        tasks.any(Task::can_go_on)
    }

    /// Begins the invocations for which there are messages and capacity.
    pub(super) fn begin(&mut self, world: &Rc<World>) {
        let (now, in_flight) = (world.now(), world.crash.quotas.in_flight);
        for queue in QUEUES {
            let busy_for = world.mail.borrow_mut().busy_for(queue, now);
            let seconds = usize::try_from(busy_for.as_secs()).unwrap_or(usize::MAX);
            let most = most_of(world, queue).min(FIRST_BATCHES + seconds.saturating_mul(MORE_PER_SECOND));
            let mut running = self.invocations.iter().filter(|running| running.queue == queue).count();
            while running < most
                && self.invocations.len() + self.clients.len() < world.crash.concurrency.account
                && world.mail.borrow().can_receive(queue, in_flight)
            {
                let batch = Rc::new(world.mail.borrow_mut().receive(queue, BATCH, in_flight));
                if batch.is_empty() {
                    break;
                }
                running += 1;
                let task = Task::new(now, work_off(world.clone(), queue, batch.clone()));
                let ends_at = now.plus(INVOKED_AFTER + timeout(queue));
                self.invocations.push(Invocation { queue, ends_at, task, batch });
            }
            if running < most && world.mail.borrow().is_stuck(queue, in_flight) {
                world.minute.borrow_mut().limits.in_flight += 1;
            }
        }
        self.clients.append(&mut world.clients.borrow_mut());
    }

    /// Polls everything that can make progress; returns whether something has ended.
    pub(super) fn poll(&mut self, world: &Rc<World>) -> bool {
        let now = world.now();
        let before = self.invocations.len() + self.clients.len();
        self.invocations.retain_mut(|running| {
            if now < running.ends_at {
                return !running.task.poll();
            }
            // The platform kills it: its messages are visible again after their visibility timeout.
            world.killed.set(world.killed.get() + 1);
            for kept in running.batch.iter() {
                let until = running.task.began.plus(visibility(running.queue));
                world.mail.borrow_mut().hide(running.queue, kept.again(), until);
            }
            false
        });
        self.clients.retain_mut(|task| !task.poll());
        self.invocations.len() + self.clients.len() < before
    }
}

/// Returns the maximum number of instances of the queue's function.
fn most_of(world: &World, queue: Queue) -> usize {
    match queue {
        Queue::Events(_) => world.crash.concurrency.route,
        _ => world.crash.concurrency.deliver,
    }
}

async fn work_off(world: Rc<World>, queue: Queue, batch: Rc<Vec<QueuedMessage>>) {
    let slow = TimedPorts::new(world.clone(), Some(queue));
    let received_at = world.now();
    slow.takes(INVOKED_AFTER).await;
    let mut event = SqsEvent::default();
    event.records = batch.iter().map(message).collect();
    let answer =
        lambda::batch::run(&slow, &event, chance, async |records| work(&slow, queue, records).await).await;
    let Ok(answer) = answer else { panic!("each message has an id") };
    let hidden = slow.hidden.take();
    let mut mail = world.mail.borrow_mut();
    for kept in batch.iter() {
        let id = kept.number.to_string();
        if answer.batch_item_failures.iter().any(|failure| failure.item_identifier == id) {
            let usual = received_at.plus(visibility(queue));
            mail.hide(queue, kept.again(), hidden.get(&kept.number).copied().unwrap_or(usual));
        } else {
            mail.delete(queue);
        }
    }
}

async fn work(slow: &TimedPorts, queue: Queue, records: &[Record<'_>]) -> Vec<Outcome> {
    let ports = Parts { store: slow, gateway: slow, queues: slow, clock: slow, telemetry: slow };
    match queue {
        Queue::Events(own) => route(&ports, own, &Channel::ALL, records).await,
        Queue::Deliveries(channel, _) => deliver(slow, queue, channel, records).await,
        _ => escalate(&ports, records).await,
    }
}

async fn deliver(slow: &TimedPorts, queue: Queue, channel: Channel, records: &[Record<'_>]) -> Vec<Outcome> {
    let rates = slow.world.crash.rates;
    let per_second = match channel {
        Channel::Push | Channel::Websocket => rates.push,
        Channel::Telegram => rates.telegram,
        Channel::Email => rates.email,
        Channel::Sms => rates.sms,
    };
    let settings = Settings {
        channel,
        priority: Priority::P0,
        deployed: Channel::ALL.to_vec(),
        rate: Rate { per_second },
        lease: LEASE,
    };
    let block = slow.world.blocks.borrow_mut().entry(queue).or_default().pop().unwrap_or_default();
    let context = ChannelContext {
        platform: &Parts { store: slow, gateway: slow, queues: slow, clock: slow, telemetry: slow },
        random: chance,
        handle: || Some(handle()),
        settings: &settings,
        block: &block,
    };
    let outcomes = deliver_external(&context, records).await;
    slow.world.blocks.borrow_mut().entry(queue).or_default().push(block);
    outcomes
}

fn message(kept: &QueuedMessage) -> SqsMessage {
    let mut message = SqsMessage::default();
    message.message_id = Some(kept.number.to_string());
    message.receipt_handle = Some(kept.number.to_string());
    message.body = Some(kept.body.clone());
    message.attributes.insert("ApproximateReceiveCount".to_owned(), kept.receive_count.to_string());
    if let Some(group) = &kept.group {
        message.attributes.insert("MessageGroupId".to_owned(), group.clone());
    }
    message
}
