//! The cost of a million notifications: the units of each call, times the list prices of
//! `infra/costs`. The same figures are compared with those of `cargo deploy cost`
//! (`infra/costs/usage.json`).

use std::io;
use std::path::Path;
use std::time::Duration;

use costs::{Bill, Flow, Metered, PriceList, Usage};
use rust_decimal::Decimal;
use serde_json::json;

use crate::calls::{self, POST};
use crate::events;
use crate::fake::aws::{Aws, Delays};
use crate::fake::runtime::Invocation;
use crate::function::Function;
use crate::table::Row;

/// Bytes that Lambda itself logs per invocation: START, END and REPORT.
const PLATFORM_LOG: u64 = 400;

/// Assumed response times of the services, by `anchors` of the design: the slow end of "2-5 ms" and
/// "5-15 ms".
const REALISTIC: Delays = Delays { data: Duration::from_millis(5), post: Duration::from_millis(15) };

/// Batches before the metered one.
const WARM_UP: usize = 8;

/// The most that a million may cost, in cents.
const MAX_CENTS: i64 = 260;

/// Returns the bill for a million of `events`.
fn per_million(prices: &PriceList, metered: &Metered, events: usize) -> io::Result<Bill> {
    let times = Decimal::from(1_000_000) / Decimal::from(events);
    prices.bill(&metered.used().times(times)).map_err(io::Error::other)
}

/// Compares metered amounts with those of the calculator. Counts must be equal. Logs may differ by
/// a tenth, since their figures have more or fewer digits. The duration depends on the machine and
/// may be at most half as much again.
fn agreement(flow: Flow, metered: &Metered, events: u64) -> io::Result<Row> {
    let all = Usage::all().map_err(io::Error::other)?;
    let usage = all.get(&flow).ok_or_else(|| io::Error::other(format!("no usage of {flow:?}")))?;
    let said = usage.at_once(events);
    let counts: [fn(&Metered) -> u64; 7] = [
        |used| used.invocations,
        |used| used.queue_requests,
        |used| used.half_reads,
        |used| used.writes,
        |used| used.posts,
        |used| used.post_bytes,
        |used| used.frames,
    ];
    let differing = counts.iter().filter(|part| part(metered) != part(&said)).count();
    let (logged, log) = (metered.logged_bytes, said.logged_bytes);
    let (lasted, duration) = (metered.megabyte_milliseconds, said.megabyte_milliseconds);
    let is_met = differing == 0 && logged.abs_diff(log) * 10 <= log && lasted * 2 <= duration * 3;
    Ok(Row::budget(
        "  metered, and what infra/costs/usage.json has for it: counts that differ, bytes of logs, MB-ms",
        format!("{differing}; {logged}, {log}; {lasted}, {duration}"),
        "0; ± 10 %; ≤ 150 %",
        is_met,
    ))
}

/// Returns the row of a P0 to one online socket, and that of its ack.
///
/// # Errors
///
/// A binary cannot be started or does not respond, or the price list is not valid; not retryable.
pub fn rows(binaries: &Path, scratch: &Path) -> io::Result<Vec<Row>> {
    let log = scratch.join("cost.log");
    let aws = calls::services()?;
    let route = Function::start(&binaries.join("route"), &aws, None, Some(&log))?;
    // The measured function has been running for a while, since connections are opened gradually.
    for round in 1..=WARM_UP {
        let number = |user: usize| round * events::BATCH + user;
        let bodies: Vec<_> = (0..events::BATCH).map(|user| events::fill_of(user, number(user))).collect();
        route.invoke(&events::sqs_event(&bodies))?;
    }
    let bodies: Vec<_> = (0..events::BATCH).map(events::fill).collect();
    // The batch takes three requests: it is sent, received and deleted.
    let (used, invocation) = meter(&route, &aws, &log, &events::sqs_event(&bodies), 512, 3)?;
    if invocation.answer != r#"{"batchItemFailures":[]}"# {
        return Err(io::Error::other(format!("the batch failed: {}", invocation.answer)));
    }
    let prices = PriceList::us_east_1().map_err(io::Error::other)?;
    let p0 = per_million(&prices, &used, events::BATCH)?;
    let p0_agrees = agreement(Flow::P0, &used, events::BATCH as u64)?;
    drop(route);

    let command = Function::start(&binaries.join("socket-command"), &aws, None, Some(&log))?;
    let authorizer = json!({"userId": events::user(0), "closesAt": "32503680000000"});
    let context = json!({
        "connectionId": events::connection(0).id.as_str(), "eventType": "MESSAGE", "authorizer": authorizer,
    });
    let frame = json!({"action": "ack", "requestId": "1", "ids": ["fill-0000000000-1"]}).to_string();
    let event = json!({"requestContext": context, "body": frame, "isBase64Encoded": false}).to_string();
    let (mut used, _) = meter(&command, &aws, &log, &event, 256, 0)?;
    // The frame itself arrives through the gateway.
    used.frames += 1;
    let ack = per_million(&prices, &used, 1)?;
    let ack_agrees = agreement(Flow::Ack, &used, 1)?;

    let shown = |bill: &Bill| {
        let line = |line: &costs::Line| {
            format!("{} {} {}", line.unit.service(), line.unit.name(), line.dollars.round_dp(3))
        };
        bill.lines.iter().map(line).collect::<Vec<_>>().join(" + ")
    };
    Ok(vec![
        Row::budget(
            format!("a million P0 to one online socket ({})", prices.region),
            format!("US${}", p0.total().round_dp(2)),
            "≤ US$2.60",
            p0.total() <= Decimal::new(MAX_CENTS, 2),
        ),
        Row::shown(format!("  {}", shown(&p0)), ""),
        p0_agrees,
        Row::shown("a million acks", format!("US${}", ack.total().round_dp(2))),
        Row::shown(format!("  {}", shown(&ack)), ""),
        ack_agrees,
    ])
}

/// Meters one invocation as AWS would charge for it. `queue_requests` is the number of requests
/// that Lambda makes.
fn meter(
    function: &Function,
    aws: &Aws,
    log: &Path,
    event: &str,
    megabytes: u64,
    queue_requests: u64,
) -> io::Result<(Metered, Invocation)> {
    aws.take();
    aws.delay(REALISTIC);
    let logged = std::fs::metadata(log)?.len();
    let invocation = function.invoke(event)?;
    aws.delay(Delays::default());
    let (calls, units) = aws.take();
    if !calls.iter().any(|call| call.operation == POST) {
        return Err(io::Error::other("nothing was posted"));
    }
    let milliseconds = invocation.ended.duration_since(invocation.began).as_micros().div_ceil(1000);
    let used = Metered {
        invocations: 1,
        megabyte_milliseconds: megabytes * u64::try_from(milliseconds).unwrap_or(u64::MAX),
        queue_requests: units.queue_requests + queue_requests,
        half_reads: units.half_reads,
        writes: units.writes,
        posts: units.messages,
        post_bytes: units.message_bytes,
        logged_bytes: std::fs::metadata(log)?.len() - logged + PLATFORM_LOG,
        ..Metered::default()
    };
    Ok((used, invocation))
}
