//! P1 and P2: in the inbox first, then to the channel's queue.

use domain::Priority;
use futures_util::future::join_all;
use ports::{Clock, Enqueue, InboxWrite, Message, Queue};

use super::{Work, write};
use crate::Ports;
use crate::batch::Outcome;
use crate::deliver::Delivery;
use crate::planted::{self, Bug};

/// Writes each notification, then enqueues what a socket may still want. The channel's function reads the
/// connections after this write, so between it and a `hello` nobody is missed.
pub(super) async fn deliver<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    own: Priority,
    batch: &[Work],
) -> Vec<Outcome>
where
    S: InboxWrite,
    Q: Enqueue,
    C: Clock,
{
    if planted::is(Bug::EnqueueBeforeWrite) {
        ports.queues.enqueue(Queue::Websocket(own), batch.iter().map(message).collect()).await;
    }
    let writes = join_all(batch.iter().map(|work| write::write(ports.store, work, &[]))).await;
    let now = ports.clock.now();
    let mut outcomes = Vec::with_capacity(batch.len());
    let mut enqueued = Vec::new();
    let mut messages = Vec::new();
    for (index, (work, written)) in batch.iter().zip(writes).enumerate() {
        let outcome = match written {
            Err(error) => Outcome::from(error),
            Ok(state) => {
                if work.is_open(now) && !state.is_acked() && !planted::is(Bug::EnqueueBeforeWrite) {
                    enqueued.push(index);
                    messages.push(message(work));
                }
                Outcome::Done
            }
        };
        outcomes.push(outcome);
    }
    if messages.is_empty() {
        return outcomes;
    }
    let results = ports.queues.enqueue(Queue::Websocket(own), messages).await;
    for (index, result) in enqueued.into_iter().zip(results) {
        if let Err(error) = result {
            outcomes[index] = Outcome::Retry { reason: error.to_string() };
        }
    }
    outcomes
}

fn message(work: &Work) -> Message {
    let (user_id, event_id) = work.key();
    let group = Some(user_id.to_string());
    Message { body: Delivery { user_id, event_id }.encode(), group }
}
