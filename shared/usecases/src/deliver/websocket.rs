//! Delivery of a P1 or P2 notification to its user's open sockets.
//!
//! The message names the notification; the content is read from the inbox, together with the
//! connections. This read comes after the write of the item, so a device that connects later finds
//! the notification pending, and no second read is needed here. Only for types that newer events make
//! obsolete a second call reads whether one has. A connection for which the gateway accepted the
//! frame does not get it again.

use std::collections::{BTreeMap, BTreeSet};

use domain::Priority;
use futures_util::future::join_all;
use ports::{BatchRead, Clock, Connections, Count, Gateway, InboxWrite, Key, Snapshot, Telemetry};
use tracing::Instrument;

use super::message::Delivery;
use super::work::{self, written};
use crate::batch::{self, Outcome, Record};
use crate::{socket_fanout, trace};

platform_alias! {
    /// Ports that delivering to sockets uses: recipients, the inbox, and the sockets.
    pub WebsocketPlatform:
        Store: BatchRead + InboxWrite + Connections,
        Gateway: Gateway,
}

/// Delivers a batch of the WebSocket queue of class `own`: one outcome per record, in their order.
pub async fn deliver_websocket<P: WebsocketPlatform>(
    platform: &P,
    own: Priority,
    records: &[Record<'_>],
) -> Vec<Outcome> {
    let decoded: Vec<_> =
        records.iter().map(|record| Delivery::decode(record.body).map(|delivery| delivery.key())).collect();
    // The same notification twice in a batch is delivered once, with one outcome.
    let keys: Vec<Key> = decoded.iter().flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let snapshot = match work::read(platform.store(), keys.iter()).await {
        Ok(snapshot) => snapshot,
        Err(error) => return vec![Outcome::from(error); records.len()],
    };
    let outcomes = join_all(keys.iter().map(|key| deliver(platform, own, &snapshot, key))).await;
    let outcomes: BTreeMap<_, _> = keys.into_iter().zip(outcomes).collect();
    batch::outcomes_in_order(decoded.into_iter().map(Result::ok), &outcomes, "the message is not a delivery")
}

async fn deliver<P: WebsocketPlatform>(
    platform: &P,
    own: Priority,
    snapshot: &Snapshot,
    key: &Key,
) -> Outcome {
    let (item, notification) = match written(snapshot, key) {
        Ok(found) => found,
        Err(outcome) => return outcome,
    };
    let is_acked = item.state.is_received() && notification.event_type.ends_with_ack();
    if is_acked || notification.unposted().is_some() || work::is_superseded(snapshot, notification) {
        return Outcome::Done;
    }
    if notification.is_expired(platform.clock().now()) {
        platform.telemetry().count(Count::Expired, own);
        return Outcome::Done;
    }
    let delivered_to = socket_fanout::accepted(&item.attempts);
    let recipient = snapshot.recipient(&key.0);
    let post = async {
        let fanout = socket_fanout::post_to_live(platform, &recipient, &delivered_to, notification).await;
        fanout.complete(platform.store(), &key.0, &key.1).await
    };
    post.instrument(trace::span(notification.traceparent.as_ref())).await
}
