//! P1 and P2: in the inbox first, then to the channel's queue.

use std::borrow::Cow;

use domain::{Channel, Priority};
use futures_util::future::join_all;
use ports::{Clock, Deferrals, Enqueue, InboxWrite, Pnl, PortError, Queue, Telemetry, Wakes};

use super::outbox::{self, Letter};
use super::write::Standing;
use super::{Work, defer, write};
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
    S: InboxWrite + Deferrals + Wakes + Pnl,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    if planted::is(Bug::EnqueueBeforeWrite) {
        let early = batch.iter().enumerate().map(|(place, work)| in_app(place, own, work));
        outbox::send(ports.queues, early.collect()).await;
    }
    let writes = batch
        .iter()
        .map(|work| write::write(ports.store, ports.telemetry, &work.notification, work.seen(), &[]));
    let writes = join_all(writes).await;
    let now = ports.clock.now();
    let noted = join_all(batch.iter().zip(writes).map(async |(work, written)| {
        let Standing { state, first } = written?;
        let work = work.after_first(ports.telemetry, first.as_ref()).map_or(Cow::Borrowed(work), Cow::Owned);
        defer::note(ports.store, ports.telemetry, &work, state, now).await?;
        Ok::<_, PortError>((work, state))
    }))
    .await;
    let mut outcomes = Vec::with_capacity(batch.len());
    let mut letters = Vec::new();
    for (place, noted) in noted.into_iter().enumerate() {
        let outcome = match noted {
            Err(error) => Outcome::from(error),
            Ok((work, state)) => {
                if work.is_open(now) && !state.is_acked() && !planted::is(Bug::EnqueueBeforeWrite) {
                    letters.push(in_app(place, own, &work));
                }
                letters.extend(outbox::external(place, &work, state, false, now));
                Outcome::Done
            }
        };
        outcomes.push(outcome);
    }
    for (place, error) in outbox::send(ports.queues, letters).await {
        outcomes[place] = Outcome::from(error);
    }
    outcomes
}

fn in_app(place: usize, own: Priority, work: &Work) -> Letter {
    let queue = Queue::Deliveries(Channel::Websocket, own);
    Letter { place, queue, message: Delivery::in_app(&work.notification).to_message() }
}
