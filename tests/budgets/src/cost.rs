//! What a million notifications cost: what each call is charged for, times the list prices.

use std::io;
use std::path::Path;
use std::time::Duration;

use rust_decimal::Decimal;
use serde_json::json;

use crate::calls::{self, POST};
use crate::events;
use crate::fake::aws::{Aws, Delays, Units};
use crate::fake::runtime::Invocation;
use crate::function::Function;
use crate::table::Row;

/// Where and when the prices hold: the first tier, without the free one. They were put down from the design's
/// figures and secondary sources; the pages that rule are <https://aws.amazon.com/dynamodb/pricing/on-demand/>,
/// <https://aws.amazon.com/sqs/pricing/>, <https://aws.amazon.com/api-gateway/pricing/>,
/// <https://aws.amazon.com/lambda/pricing/>, <https://aws.amazon.com/cloudwatch/pricing/> and, for data
/// transfer, <https://aws.amazon.com/ec2/pricing/on-demand/>.
pub const PRICES_OF: &str = "us-east-1, 2026-11-23";

/// The price of a million of these in millionths of a dollar each, so that all of it is whole numbers.
const READ_UNITS: u64 = 125_000;
const WRITE_UNITS: u64 = 625_000;
const QUEUE_REQUESTS: u64 = 400_000;
const MESSAGES: u64 = 1_000_000;
const INVOCATIONS: u64 = 200_000;

/// A GB-second of an arm64 function: US$0.0000133334.
const GB_SECOND: (i64, u32) = (133_334, 10);
/// A GB to the internet: US$0.09.
const GB_OUT: (i64, u32) = (9, 2);
/// A GB of logs: US$0.50.
const GB_LOGGED: (i64, u32) = (5, 1);

/// What a frame is wrapped into on its way: WebSocket 4, TLS 22, TCP and IP 40 bytes.
const FRAME_OVERHEAD: u64 = 66;

/// What Lambda itself logs of an invocation: START, END and REPORT.
const PLATFORM_LOG: u64 = 400;

/// What a service is taken to need, by `anchors` of the design: the slow end of "2-5 ms" and "5-15 ms".
const REALISTIC: Delays = Delays { data: Duration::from_millis(5), post: Duration::from_millis(15) };

/// The most that a million may cost.
const MOST_DOLLARS: i64 = 3;

/// What was used, of everything.
#[derive(Debug, Clone, Copy, Default)]
struct Used {
    units: Units,
    invocations: u64,
    megabyte_milliseconds: u64,
    logged_bytes: u64,
}

impl Used {
    /// Dollars for a million of `events`, part by part.
    fn per_million(&self, events: usize) -> [(&'static str, Decimal); 6] {
        let events = Decimal::from(events);
        let micro = |count: u64, price: u64| {
            Decimal::from(count) * Decimal::from(price) / Decimal::from(1_000_000) / events
        };
        let of = |amount: u64, (price, scale): (i64, u32), per: u64| {
            Decimal::from(amount) * Decimal::new(price, scale) * Decimal::from(1_000_000)
                / Decimal::from(per)
                / events
        };
        let giga = 1_000_000_000;
        let sent = self.units.message_bytes + FRAME_OVERHEAD * self.units.messages;
        [
            ("SQS", micro(self.units.queue_requests, QUEUE_REQUESTS)),
            (
                "Lambda",
                micro(self.invocations, INVOCATIONS) + of(self.megabyte_milliseconds, GB_SECOND, 1024 * 1000),
            ),
            ("reads", micro(self.units.half_reads, READ_UNITS) / Decimal::TWO),
            ("writes", micro(self.units.writes, WRITE_UNITS)),
            ("messages", micro(self.units.messages, MESSAGES) + of(sent, GB_OUT, giga)),
            ("logs", of(self.logged_bytes, GB_LOGGED, giga)),
        ]
    }
}

/// The row of a P0 to one online socket, and that of its ack.
pub fn rows(binaries: &Path, scratch: &Path) -> io::Result<Vec<Row>> {
    let log = scratch.join("cost.log");
    let aws = calls::services()?;
    let route = Function::start(&binaries.join("route"), &aws, None, Some(&log))?;
    let bodies: Vec<_> = (0..events::BATCH).map(events::fill).collect();
    // Three requests carry the batch: it is sent, received and deleted.
    let (used, invocation) = meter(&route, &aws, &log, &events::sqs_event(&bodies), 512, 3)?;
    if invocation.answer != r#"{"batchItemFailures":[]}"# {
        return Err(io::Error::other(format!("the batch failed: {}", invocation.answer)));
    }
    let p0 = used.per_million(events::BATCH);
    drop(route);

    let command = Function::start(&binaries.join("socket-command"), &aws, None, Some(&log))?;
    let authorizer = json!({"userId": events::user(0), "closesAt": "32503680000000"});
    let context = json!({
        "connectionId": events::connection(0).id.as_str(), "eventType": "MESSAGE", "authorizer": authorizer,
    });
    let frame = json!({"action": "ack", "requestId": "1", "ids": ["fill-0000000000-1"]}).to_string();
    let event = json!({"requestContext": context, "body": frame, "isBase64Encoded": false}).to_string();
    let (mut used, _) = meter(&command, &aws, &log, &event, 256, 0)?;
    // The frame itself comes in through the gateway.
    used.units.messages += 1;
    let ack = used.per_million(1);

    let sum = |parts: &[(&str, Decimal)]| parts.iter().map(|(_, dollars)| dollars).sum::<Decimal>();
    let shown = |parts: &[(&str, Decimal)]| {
        let parts = parts.iter().filter(|(_, dollars)| !dollars.is_zero());
        parts.map(|(name, dollars)| format!("{name} {}", dollars.round_dp(3))).collect::<Vec<_>>().join(" + ")
    };
    Ok(vec![
        Row::budget(
            format!("a million P0 to one online socket ({PRICES_OF})"),
            format!("US${}", sum(&p0).round_dp(2)),
            "≤ US$3.00",
            sum(&p0) <= Decimal::from(MOST_DOLLARS),
        ),
        Row::shown(format!("  {}", shown(&p0)), ""),
        Row::shown("a million acks", format!("US${}", sum(&ack).round_dp(2))),
        Row::shown(format!("  {}", shown(&ack)), ""),
    ])
}

/// One invocation as AWS would charge it; `queue_requests` are those that Lambda makes.
fn meter(
    function: &Function,
    aws: &Aws,
    log: &Path,
    event: &str,
    megabytes: u64,
    queue_requests: u64,
) -> io::Result<(Used, Invocation)> {
    aws.take();
    aws.delay(REALISTIC);
    let logged = std::fs::metadata(log)?.len();
    let invocation = function.invoke(event)?;
    aws.delay(Delays::default());
    let (calls, mut units) = aws.take();
    if !calls.iter().any(|call| call.operation == POST) {
        return Err(io::Error::other("nothing was posted"));
    }
    units.queue_requests += queue_requests;
    let milliseconds = invocation.ended.duration_since(invocation.began).as_micros().div_ceil(1000);
    let used = Used {
        units,
        invocations: 1,
        megabyte_milliseconds: megabytes * u64::try_from(milliseconds).unwrap_or(u64::MAX),
        logged_bytes: std::fs::metadata(log)?.len() - logged + PLATFORM_LOG,
    };
    Ok((used, invocation))
}
