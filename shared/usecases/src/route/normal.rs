//! Routing of P1 and P2: write into the inbox first, then enqueue for the channel.

use std::borrow::Cow;

use domain::{Channel, Priority};
use futures_util::future::join_all;
use ports::{Clock, PortError, Queue};
use tracing::Instrument;

use super::outbox::{self, OutboundMessage};
use super::write::WriteResult;
use super::{Work, defer, outside};
use crate::batch::Outcome;
use crate::deliver::Delivery;
use crate::route::RoutePlatform;

/// Writes each notification, then hands on its deliveries on these channels. The in-app delivery is enqueued if a
/// socket may still need it: the channel's function reads the connections after this write, so no connection that
/// says `hello` meanwhile is missed.
pub(super) async fn deliver<P: RoutePlatform>(
    platform: &P,
    own: Priority,
    channels: &[Channel],
    batch: &[Work],
) -> Vec<Outcome> {
    let writes = join_all(batch.iter().map(|work| super::write_and_close(platform, work, &[]))).await;
    let now = platform.clock().now();
    let is_in_app = channels.contains(&Channel::Websocket);
    let is_outside = channels.iter().any(|channel| *channel != Channel::Websocket);
    let noted = join_all(batch.iter().zip(writes).map(async |(work, written)| {
        let WriteResult { state, first } = written?;
        let work =
            work.after_first(platform.telemetry(), first.as_ref()).map_or(Cow::Borrowed(work), Cow::Owned);
        if !is_outside {
            return Ok::<_, PortError>((work, state));
        }
        let (work, state) = outside::add_to_stored(platform, work, state).await?;
        defer::record_deferral(platform.store(), platform.telemetry(), &work, state, now)
            .instrument(work.span())
            .await?;
        Ok((work, state))
    }))
    .await;
    let mut outcomes = Vec::with_capacity(batch.len());
    let mut outbound = Vec::new();
    for (place, noted) in noted.into_iter().enumerate() {
        let outcome = match noted {
            Err(error) => Outcome::from(error),
            Ok((work, state)) => {
                if is_in_app && work.is_open(now) && !state.is_received() {
                    outbound.push(in_app(place, own, &work));
                }
                if is_outside {
                    let external = outbox::external(place, own, &work, state, false, now);
                    outbound.extend(external.into_iter().filter(|message| message.is_on(channels)));
                }
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
