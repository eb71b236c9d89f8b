//! A notification of P1 or P2 goes to its user's open sockets.
//!
//! The message names the notification; what it says is read from the inbox, together with the connections.
//! That read comes after the write of the item, so whoever connects later finds it pending: no second look
//! is needed here. A connection whose gateway has taken the frame does not get it again.

use std::collections::{BTreeMap, BTreeSet};

use domain::Priority;
use domain::ids::UserId;
use futures_util::future::join_all;
use ports::{BatchRead, Clock, Connections, Count, Gateway, InboxWrite, Key, Snapshot, Telemetry};

use super::message::Delivery;
use super::work::written;
use crate::Ports;
use crate::batch::{self, Outcome, Record};
use crate::handover;
use crate::overflow;

/// Delivers a batch of the WebSocket queue of class `own`: one outcome per record, in their order.
pub async fn deliver_websocket<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    own: Priority,
    records: &[Record<'_>],
) -> Vec<Outcome>
where
    S: BatchRead + InboxWrite + Connections,
    G: Gateway,
    C: Clock,
    T: Telemetry,
{
    let decoded: Vec<_> =
        records.iter().map(|record| Delivery::decode(record.body).map(|delivery| delivery.key())).collect();
    // The same notification twice in a batch is delivered once, with one outcome.
    let keys: Vec<Key> = decoded.iter().flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let users: Vec<UserId> = keys.iter().map(|(user, _)| user.clone()).collect();
    let snapshot = match overflow::read(ports.store, &users, &keys, &[]).await {
        Ok(snapshot) => snapshot,
        Err(error) => return vec![Outcome::from(error); records.len()],
    };
    let outcomes = join_all(keys.iter().map(|key| deliver(ports, own, &snapshot, key))).await;
    let outcomes: BTreeMap<_, _> = keys.into_iter().zip(outcomes).collect();
    batch::answers(decoded.into_iter().map(Result::ok), &outcomes, "the message is not a delivery")
}

async fn deliver<S, G, Q, C, T>(
    ports: &Ports<'_, S, G, Q, C, T>,
    own: Priority,
    snapshot: &Snapshot,
    key: &Key,
) -> Outcome
where
    S: InboxWrite + Connections,
    G: Gateway,
    C: Clock,
    T: Telemetry,
{
    let (item, notification) = match written(snapshot, key) {
        Ok(found) => found,
        Err(outcome) => return outcome,
    };
    let is_acked = item.state.is_acked() && notification.event_type.ends_with_ack();
    if is_acked || notification.hidden().is_some() {
        return Outcome::Done;
    }
    if notification.is_expired(ports.clock.now()) {
        ports.telemetry.count(Count::Expired, own);
        return Outcome::Done;
    }
    let had = handover::accepted(&item.attempts);
    let recipient = snapshot.recipient(&key.0);
    let through = (ports.store, ports.gateway, ports.clock, ports.telemetry);
    let handover = handover::post_to_live(through, &recipient, &had, notification).await;
    handover.settle(ports.store, &key.0, &key.1).await
}
