//! Routing of P1 and P2: write into the inbox first, then enqueue for the channel.

use std::borrow::Cow;

use domain::{Channel, Priority};
use futures_util::future::join_all;
use ports::{Clock, PortError, Queue};
use tracing::Instrument;

use super::outbox::{self, OutboundMessage};
use super::write::WriteResult;
use super::{Work, defer};
use crate::batch::Outcome;
use crate::deliver::Delivery;
use crate::route::RoutePlatform;

/// Writes each notification, then enqueues the in-app delivery if a socket may still need it. The
/// channel's function reads the connections after this write, so no connection that says `hello`
/// meanwhile is missed.
pub(super) async fn deliver<P: RoutePlatform>(platform: &P, own: Priority, batch: &[Work]) -> Vec<Outcome> {
    let writes = join_all(batch.iter().map(|work| super::write_and_close(platform, work, &[]))).await;
    let now = platform.clock().now();
    let noted = join_all(batch.iter().zip(writes).map(async |(work, written)| {
        let WriteResult { state, first } = written?;
        let work =
            work.after_first(platform.telemetry(), first.as_ref()).map_or(Cow::Borrowed(work), Cow::Owned);
        defer::record_deferral(platform.store(), platform.telemetry(), &work, state, now)
            .instrument(work.span())
            .await?;
        Ok::<_, PortError>((work, state))
    }))
    .await;
    let mut outcomes = Vec::with_capacity(batch.len());
    let mut outbound = Vec::new();
    for (place, noted) in noted.into_iter().enumerate() {
        let outcome = match noted {
            Err(error) => Outcome::from(error),
            Ok((work, state)) => {
                if work.is_open(now) && !state.is_received() {
                    outbound.push(in_app(place, own, &work));
                }
                outbound.extend(outbox::external(place, own, &work, state, false, now));
                Outcome::Done
            }
        };
        outcomes.push(outcome);
    }
    for (place, error) in outbox::send(platform.queues(), outbound).await {
        outcomes[place] = Outcome::from(error);
    }
    outcomes
}

fn in_app(place: usize, own: Priority, work: &Work) -> OutboundMessage {
    let queue = Queue::Deliveries(Channel::Websocket, own);
    OutboundMessage { place, queue, message: Delivery::in_app(&work.notification).to_message() }
}
