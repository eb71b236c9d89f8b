//! The usage of each flow of `infra/costs/usage.json`, metered at the fake services: the shipped
//! use cases, clients and store call [`crate::fake`].

mod bodies;
mod rig;

use std::io;
use std::time::Duration;

use costs::{Flow, Metered};
use domain::event::data::Symbol;
use domain::shard::Shard;
use domain::{Channel, Priority};
use lambda::clock::SystemClock;
use ports::{Clock, FeedHealth, Grant};
use serde_json::{Value, json};
use usecases::connect;
use usecases::escalate::escalate;
use usecases::release::{ReleaseContext, dispatch, release};
use usecases::watch::{STALE_AFTER, TickRecord, check_feeds, watch_prices};

use self::bodies::{accruals, delivery, device_id, fills, margin_calls, partial_fills, weekly_reports};
use self::rig::{DATA, OTHERS, PROCESSOR, Rig, done, id, other, records};
use crate::alerts::stored::{self, Shop};
use crate::events::{connection, fill, user};

/// Returns the usage of a flow for `events` events in one batch, except for its logs, which only a
/// function's process writes.
///
/// # Errors
///
/// A call to the fake services fails; not retryable.
pub fn metered(flow: Flow, events: usize) -> io::Result<Metered> {
    match flow {
        Flow::P0 => routed(Priority::P0, &fills(events)),
        Flow::P1 => routed(Priority::P1, &partial_fills(events)),
        Flow::P2 => routed(Priority::P2, &accruals(events)),
        Flow::Push => external(Channel::Push, Priority::P0, &fills(events)),
        Flow::Telegram => external(Channel::Telegram, Priority::P0, &fills(events)),
        Flow::Email => external(Channel::Email, Priority::P2, &weekly_reports(events)),
        Flow::Sms => external(Channel::Sms, Priority::P0, &margin_calls(events)),
        Flow::Handle => handled(events),
        Flow::Ack => acked(events),
        Flow::Ping => {
            let mut rig = Rig::new(1)?;
            rig.frame(&json!({"action": "ping", "requestId": "1"}))?;
            Ok(rig.used)
        }
        Flow::Connection => connected(),
        Flow::Ticks => ticked(events),
        Flow::TickNote => {
            let mut rig = Rig::new(0)?;
            let symbol = Symbol::parse("BTC-USDT").ok_or_else(|| other("no symbol"))?;
            rig.runtime.block_on(rig.store.record_tick(&symbol, SystemClock.now())).map_err(other)?;
            let (_, units) = rig.aws.take();
            rig.count(units);
            Ok(rig.used)
        }
        Flow::Alert => fired(),
        Flow::Minute => minute(),
    }
}

fn routed(priority: Priority, bodies: &[String]) -> io::Result<Metered> {
    let mut rig = Rig::new(bodies.len())?;
    rig.route(priority, bodies)?;
    rig.used.stored_bytes = rig.aws.stored("inbox");
    Ok(rig.used)
}

/// Returns the additional usage of a delivery on a channel: that of routing it, and that of its
/// function.
fn external(channel: Channel, priority: Priority, bodies: &[String]) -> io::Result<Metered> {
    external_with(channel, priority, bodies, false)
}

/// Returns the same, with a handle in each message or without.
fn external_with(
    channel: Channel,
    priority: Priority,
    bodies: &[String],
    has_handle: bool,
) -> io::Result<Metered> {
    let without = routed(priority, bodies)?;
    let mut rig = Rig::new(bodies.len())?;
    rig.contacts(channel, bodies.len())?;
    rig.route(priority, bodies)?;
    let device = |number| (channel == Channel::Push).then(|| device_id(number));
    let deliveries = bodies.iter().enumerate().map(|(number, body)| delivery(body, device(number)));
    let deliveries = deliveries.collect::<io::Result<Vec<_>>>()?;
    if channel == Channel::Sms {
        let steps = bodies.iter().map(|body| {
            let event: Value = serde_json::from_str(body)?;
            Ok(json!({"user_id": event["user_id"], "event_id": event["id"], "step": 0}).to_string())
        });
        let steps = steps.collect::<io::Result<Vec<_>>>()?;
        let ports = rig.ports_without_gateway();
        let outcomes = rig.runtime.block_on(escalate(&ports, &records(&steps)));
        done(&outcomes)?;
        rig.invocation(OTHERS, bodies.len(), 0);
        rig.used.queue_requests += 2;
    }
    rig.deliver(channel, priority, &deliveries, has_handle)?;
    rig.used.stored_bytes = rig.aws.stored("inbox");
    Ok(rig.used.without(&without))
}

/// Returns the additional usage of handles in push messages.
fn handled(events: usize) -> io::Result<Metered> {
    let bodies = fills(events);
    let without = external(Channel::Push, Priority::P0, &bodies)?;
    let with = external_with(Channel::Push, Priority::P0, &bodies, true)?;
    // Both calls are made at once, and the bytes of the ledger are those of the message.
    let Metered { megabyte_milliseconds, stored_bytes, .. } = without;
    Ok(Metered { megabyte_milliseconds, stored_bytes, ..with }.without(&without))
}

/// Returns the usage of a frame that acks `count` fills.
fn acked(count: usize) -> io::Result<Metered> {
    let mut rig = Rig::new(1)?;
    let bodies: Vec<String> = (0..count)
        .map(|number| {
            let mut event: Value = serde_json::from_str(&fill(number))?;
            event["user_id"] = json!(user(0));
            Ok(event.to_string())
        })
        .collect::<io::Result<_>>()?;
    rig.route(Priority::P0, &bodies)?;
    rig.used = Metered::default();
    let ids = (0..count).map(|number| format!("fill-{number:010}-1")).collect::<Vec<_>>();
    rig.frame(&json!({"action": "ack", "requestId": "1", "ids": ids}))?;
    Ok(rig.used)
}

/// Returns the usage of a ticket over HTTP, the handshake, a hello with nothing pending, and the
/// disconnect.
fn connected() -> io::Result<Metered> {
    let mut rig = Rig::new(1)?;
    let now = SystemClock.now();
    let grant =
        Grant { user_id: id(0)?, valid_until: now.plus(Duration::from_hours(2)), issued_at: Some(now) };
    let bought = async {
        connect::is_revoked(&rig.store, &grant).await?;
        connect::issue_ticket(&rig.store, &grant, [7; 32], now).await
    };
    let ticket = rig.runtime.block_on(bought).map_err(other)?;
    rig.invocation(OTHERS, 1, 0);
    rig.used.http_requests += 1;
    let judged = async {
        connect::redeem_ticket(&rig.store, &ticket.ticket, now).await?;
        connect::is_revoked(&rig.store, &grant).await
    };
    rig.runtime.block_on(judged).map_err(other)?;
    rig.invocation(OTHERS, 1, 0);
    let opened = connect::connect(&rig.store, &rig.gateway, &grant.user_id, connection(0));
    rig.runtime.block_on(opened).map_err(other)?;
    rig.invocation(OTHERS, 1, 0);
    rig.frame(&json!({"action": "hello", "requestId": "1"}))?;
    let closing = connection(0).id;
    let closed = connect::disconnect(&rig.store, &grant.user_id, &closing);
    rig.runtime.block_on(closed).map_err(other)?;
    rig.invocation(OTHERS, 1, 0);
    Ok(rig.used)
}

/// Returns the usage of a batch with one tick of each of `symbols` symbols, none of which has an
/// alert.
fn ticked(symbols: usize) -> io::Result<Metered> {
    let mut rig = Rig::new(0)?;
    let arrived_at = SystemClock.now();
    let bodies: Vec<String> = (0..symbols)
        .map(|number| {
            json!({"symbol": format!("SYM{number:03}-USDT"), "price": "1", "ts": arrived_at}).to_string()
        })
        .collect();
    let records: Vec<_> =
        bodies.iter().map(|body| TickRecord { body: body.as_bytes(), arrived_at }).collect();
    rig.runtime.block_on(watch_prices(&rig.ports_without_gateway(), &records)).map_err(other)?;
    rig.invocation(OTHERS, 1, 0);
    Ok(rig.used)
}

/// Returns the additional usage of a batch in which one alert fires over one in which none does.
fn fired() -> io::Result<Metered> {
    let (calm, few) = stored::asked(&mut Shop::new()?, 100)?;
    Ok(Metered {
        queue_requests: few.units.queue_requests - calm.units.queue_requests,
        half_reads: few.units.half_reads - calm.units.half_reads,
        writes: few.units.writes - calm.units.writes,
        ..Metered::default()
    })
}

/// Returns the usage of both schedules if no user is due and no symbol has an alert.
fn minute() -> io::Result<Metered> {
    let mut rig = Rig::new(0)?;
    rig.runtime.block_on(dispatch(&rig.queues)).map_err(other)?;
    rig.invocation(OTHERS, 1, 0);
    let schedule: Vec<String> =
        Shard::all().map(|shard| json!({"shard": shard.number()}).to_string()).collect();
    let context = ReleaseContext { platform: &rig.ports_without_gateway(), deployed: &Channel::ALL };
    // Ten shards are sent at once, and arrive in one batch at best.
    let mut invocations = 0;
    for batch in schedule.chunks(10) {
        let outcomes = rig.runtime.block_on(release(&context, &records(batch)));
        done(&outcomes)?;
        invocations += 1;
    }
    let (_, units) = rig.aws.take();
    rig.count(units);
    rig.used.invocations += invocations;
    rig.used.megabyte_milliseconds += invocations * OTHERS * (DATA + PROCESSOR.div_ceil(1_000));
    rig.used.queue_requests += 2 * invocations;
    rig.runtime.block_on(check_feeds(&rig.ports_without_gateway(), STALE_AFTER)).map_err(other)?;
    rig.invocation(OTHERS, 1, 0);
    Ok(rig.used)
}
