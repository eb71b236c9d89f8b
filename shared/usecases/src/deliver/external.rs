//! Deliveries to external providers: processing of a batch of one channel's queue.

use std::collections::{BTreeMap, BTreeSet};

use domain::Time;
use domain::delivery::ledger::{self, Claim, DeliveryKey};
use futures_util::future::join_all;
use ports::{Clock, Key, PortError, Snapshot};
use tracing::Instrument;

use super::message::Delivery;
use super::rate_limiter::{self, Admission, Candidate, RateLimiter};
use super::work::{self, ChannelContext, Work, facts, read, written};
use super::{attempt, dismiss, merge};
use crate::batch::{self, Outcome, Record};
use crate::deliver::work::DeliverPlatform;
use crate::trace;

/// Delivers a batch of a channel's queue: one outcome per record, in their order.
///
/// A delivery that is in the batch twice is made once, with one outcome.
pub async fn deliver_external<P: DeliverPlatform>(
    context: &ChannelContext<'_, P>,
    records: &[Record<'_>],
) -> Vec<Outcome> {
    let channel = context.settings.channel;
    let decoded: Vec<_> = records
        .iter()
        .map(|record| {
            let delivery = Delivery::decode(record.body).ok()?;
            let ledger_key = delivery.ledger_key(channel)?;
            let dismisses = delivery.dismisses;
            let asked = Asked {
                redriven_at: delivery.redriven_at,
                receive_count: record.receive_count,
                repeat: delivery.repeat,
            };
            Some(((delivery.key(), ledger_key, dismisses), asked))
        })
        .collect();
    let mut wanted: BTreeMap<(Key, DeliveryKey), Asked> = BTreeMap::new();
    let mut dismissals: BTreeSet<(Key, DeliveryKey)> = BTreeSet::new();
    for ((key, delivery, dismisses), asked) in decoded.iter().flatten() {
        let key = (key.clone(), delivery.clone());
        if *dismisses {
            dismissals.insert(key);
            continue;
        }
        let known = wanted.entry(key).or_insert(*asked);
        known.redriven_at = known.redriven_at.max(asked.redriven_at);
        known.receive_count = known.receive_count.max(asked.receive_count);
        known.repeat = known.repeat.max(asked.repeat);
    }
    let keys = wanted.keys().chain(&dismissals).map(|(key, _)| key);
    let mut snapshot = match read(context.platform.store(), keys).await {
        Ok(snapshot) => snapshot,
        Err(error) => return vec![Outcome::from(error); records.len()],
    };
    let now = context.platform.clock().now();
    let works: Vec<_> = wanted
        .into_iter()
        .map(|((key, delivery), Asked { redriven_at, receive_count, repeat })| {
            let recipient = work::recipient(&snapshot, &key, &delivery, now);
            Work { key, delivery, recipient, redriven_at, receive_count, repeat }
        })
        .collect();

    let put_off = merge::open(context, &works, &mut snapshot).await;

    let now = context.platform.clock().now();
    let limits = join_all(works.iter().map(|work| limit(context, &snapshot, work, now))).await;
    let sends =
        limits.iter().filter(|limit| matches!(limit, Ok(Some(Admission::Go)))).count() + dismissals.len();
    let sends = u32::try_from(sends).unwrap_or(u32::MAX);
    // Counting may have taken a while: the calls are taken from the allowance of the second in
    // which they are made.
    let now = context.platform.clock().now();
    let limiter = match RateLimiter::open(
        context.platform.store(),
        context.settings,
        context.block,
        sends,
        now,
    )
    .await
    {
        Ok(limiter) => limiter,
        Err(error) => return vec![Outcome::from(error); records.len()],
    };
    let make = async |(work, limit): (&Work, Result<Option<Admission>, PortError>)| {
        if let Some(outcome) = put_off.get(&work.key) {
            return outcome.clone();
        }
        let limit = match limit {
            Ok(limit) => limit.unwrap_or(Admission::Go),
            Err(error) => return Outcome::from(error),
        };
        match written(&snapshot, &work.key) {
            Ok((item, notification)) => {
                let span = trace::span(notification.traceparent.as_ref());
                let made = attempt::make(context, &limiter, work, limit, item.clone(), &snapshot);
                made.instrument(span).await
            }
            Err(outcome) => outcome,
        }
    };
    let dismissed = dismissals
        .iter()
        .map(|(key, delivery)| dismiss::dismiss(context, &limiter, &snapshot, key, delivery));
    let (outcomes, _) =
        futures_util::join!(join_all(works.iter().zip(limits).map(make)), join_all(dismissed));
    limiter.close(context.block);

    let outcomes: BTreeMap<_, _> =
        works.into_iter().map(|work| (work.key, work.delivery, false)).zip(outcomes).collect();
    let outcomes: BTreeMap<_, _> = outcomes
        .into_iter()
        .chain(dismissals.into_iter().map(|(key, delivery)| ((key, delivery, true), Outcome::Done)))
        .collect();
    let asked = decoded.into_iter().map(|decoded| decoded.map(|(key, ..)| key));
    batch::outcomes_in_order(asked, &outcomes, "the message is not a delivery of this channel")
}

/// What the messages of one delivery in a batch ask for.
#[derive(Debug, Clone, Copy)]
struct Asked {
    redriven_at: Option<Time>,
    receive_count: u32,
    repeat: u8,
}

/// Returns the decision of the recipient's limit per minute on a delivery whose provider is likely
/// to be called, and counts the delivery; `None` for any other delivery. One call is taken from the
/// provider's allowance for each delivery that may go.
async fn limit<P: DeliverPlatform>(
    context: &ChannelContext<'_, P>,
    snapshot: &Snapshot,
    work: &Work,
    now: Time,
) -> Result<Option<Admission>, PortError> {
    let item = snapshot.items.get(&work.key);
    let Some((item, notification)) = item.and_then(|item| Some((item, item.notification.as_ref()?))) else {
        return Ok(None);
    };
    let facts = facts(context.settings, work, (item, notification), snapshot, None, 0, now);
    let entry = item.ledger.get(&work.delivery);
    if !matches!(ledger::claim(entry, &facts, now), Claim::Send(_)) {
        return Ok(None);
    }
    let candidate = Candidate {
        user: &work.key.0,
        delivery: &work.delivery,
        event_type: notification.event_type,
        class: notification.priority,
        entry,
        receive_count: work.receive_count,
    };
    let burst = || notification.burst_key();
    rate_limiter::admit_to_minute(context.platform.store(), candidate, burst, now).await.map(Some)
}
