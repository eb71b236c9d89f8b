//! Deliveries to providers outside: a batch of one channel's queue.

use std::collections::BTreeMap;

use domain::Time;
use domain::ledger::{self, Claim, DeliveryKey};
use futures_util::future::join_all;
use ports::{
    Allowances, BatchRead, Clock, Contacts, Devices, Enqueue, InboxWrite, Key, LedgerWrite, Merges,
    PortError, Provider, Snapshot, Telemetry,
};

use super::allowance::{self, Admission, Candidate, Purse};
use super::attempt;
use super::merge;
use super::message::Delivery;
use super::work::{self, External, Work, facts, read, written};
use crate::batch::{self, Outcome, Record};

/// Delivers a batch of a channel's queue: one outcome per record, in their order.
///
/// A delivery that is in the batch twice is made once, with one outcome.
pub async fn deliver_external<S, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    records: &[Record<'_>],
) -> Vec<Outcome>
where
    S: BatchRead + LedgerWrite + InboxWrite + Allowances + Merges + Devices + Contacts,
    P: Provider,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let channel = ports.settings.channel;
    let decoded: Vec<_> = records
        .iter()
        .map(|record| {
            let delivery = Delivery::decode(record.body).ok()?;
            let ledger_key = delivery.ledger_key(channel)?;
            Some(((delivery.key(), ledger_key), delivery.redriven_at, record.receive_count))
        })
        .collect();
    let mut wanted: BTreeMap<(Key, DeliveryKey), (Option<Time>, u32)> = BTreeMap::new();
    for (key, redriven_at, receive_count) in decoded.iter().flatten() {
        let known = wanted.entry(key.clone()).or_insert((*redriven_at, *receive_count));
        *known = (known.0.max(*redriven_at), known.1.max(*receive_count));
    }
    let mut snapshot = match read(ports.store, wanted.keys().map(|(key, _)| key)).await {
        Ok(snapshot) => snapshot,
        Err(error) => return vec![Outcome::from(error); records.len()],
    };
    let works: Vec<_> = wanted
        .into_iter()
        .map(|((key, delivery), (redriven_at, receive_count))| {
            let recipient = work::recipient(&snapshot, &key);
            Work { key, delivery, recipient, redriven_at, receive_count }
        })
        .collect();

    let put_off = merge::open(ports, &works, &mut snapshot).await;

    let now = ports.clock.now();
    let limits = join_all(works.iter().map(|work| limit(ports, &snapshot, work, now))).await;
    let sends = limits.iter().filter(|limit| matches!(limit, Ok(Some(Admission::Go)))).count();
    let sends = u32::try_from(sends).unwrap_or(u32::MAX);
    // Counting may have taken a while: the calls are those of the second in which they are taken.
    let now = ports.clock.now();
    let purse = match Purse::open(ports.store, ports.settings, ports.block, sends, now).await {
        Ok(purse) => purse,
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
            Ok((item, _)) => attempt::make(ports, &purse, work, limit, item.clone(), &snapshot).await,
            Err(outcome) => outcome,
        }
    };
    let outcomes = join_all(works.iter().zip(limits).map(make)).await;
    purse.close(ports.block);

    let outcomes: BTreeMap<_, _> =
        works.into_iter().map(|work| (work.key, work.delivery)).zip(outcomes).collect();
    let asked = decoded.into_iter().map(|decoded| decoded.map(|(key, ..)| key));
    batch::answers(asked, &outcomes, "the message is not a delivery of this channel")
}

/// What the recipient's limit per minute says of a delivery whose provider is likely to be called, which counts it; `None` of
/// any other. For so many as may go a call is taken from the provider's allowance.
async fn limit<S: Allowances, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    snapshot: &Snapshot,
    work: &Work,
    now: Time,
) -> Result<Option<Admission>, PortError> {
    let item = snapshot.items.get(&work.key);
    let Some((item, notification)) = item.and_then(|item| Some((item, item.notification.as_ref()?))) else {
        return Ok(None);
    };
    let facts = facts(ports.settings, work, (item, notification), snapshot, None, 0, now);
    let entry = item.ledger.get(&work.delivery);
    if !matches!(ledger::claim(entry, &facts, now), Claim::Send(_)) {
        return Ok(None);
    }
    let candidate = Candidate {
        user: &work.key.0,
        delivery: &work.delivery,
        event_type: notification.event_type,
        entry,
        receive_count: work.receive_count,
    };
    allowance::admit_to_minute(ports.store, candidate, now).await.map(Some)
}
