//! The texts that are printed before, during and after a load test.

use std::fmt::Write as _;
use std::time::Duration;

use super::Plan;
use super::tally::{Tally, percentile};

/// The price of a million notifications that reach one WebSocket and are acked one by one, in US
/// dollars of us-east-1, by `cargo budgets`, plus a tenth for sockets and tickets. A device acks
/// several at once, so the actual price is lower.
const DOLLARS_PER_MILLION: usize = 5;

/// Returns the announcement: the planned load and its cost.
pub(crate) fn announcement(plan: &Plan, seconds: u16) -> String {
    let row = plan.event_type.row();
    let Plan { users, rate, events, .. } = *plan;
    // Rounded up, in cents.
    let cents = (events * DOLLARS_PER_MILLION * 100).div_ceil(1_000_000);
    format!(
        "{users} synthetic users open a WebSocket each and get {events} {name} between them: {rate} per second on {queue}, for \
         {seconds} s.\n  \
         It costs up to US${dollars}.{cents:02} (US${DOLLARS_PER_MILLION} per million).\n  \
         It counts in the stack's metrics, takes part of the account's quotas, and can raise alarms.\n  \
         No trader is touched. The inboxes of the synthetic users keep their notifications for {days} days.\n",
        name = row.name,
        queue = row.priority.name(),
        dollars = cents / 100,
        cents = cents % 100,
        days = row.keep_for.as_secs() / 86_400,
    )
}

/// Returns the line that shows the progress.
pub(crate) fn progress(tally: &Tally, elapsed: Duration) -> String {
    format!("{:>5} s  {} published, {} came", elapsed.as_secs(), tally.published, tally.came)
}

/// Returns the report.
pub(crate) fn report(plan: &Plan, tally: &Tally, took: Duration) -> String {
    let latencies = tally.latencies();
    let per_second = tally.published as u128 * 1000 / took.as_millis().max(1);
    let mut lines = String::new();
    let mut line = |what: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "  {what:<44} {value:>9}");
    };
    line("published", tally.published.to_string());
    line("published per second", format!("{per_second} of {}", plan.rate));
    line("came", tally.came.to_string());
    for (what, percent) in [("p50", 50), ("p99", 99), ("max", 100)] {
        line(&format!("from publishing to the socket, {what}"), shown(percentile(&latencies, percent)));
    }
    line("lost", tally.lost().to_string());
    line("duplicates", tally.duplicates.to_string());
    line("throttled (queue and frames)", tally.throttles.to_string());
    line("retried calls of the queue", tally.retries.to_string());
    line("reopened WebSockets", tally.reconnects.to_string());
    let verdict = if tally.lost() == 0 { "ok: nothing is lost" } else { "lost: see above" };
    format!("{lines}{verdict}\n")
}

fn shown(latency: Option<Duration>) -> String {
    latency.map_or_else(|| "-".to_owned(), |latency| format!("{} ms", latency.as_millis()))
}

#[cfg(test)]
mod tests {
    use domain::EventType;

    use super::*;

    #[test]
    fn the_cost_is_rounded_up() {
        let of = |events| {
            let plan = Plan { event_type: EventType::OrderFilled, users: 3, rate: 10, events };
            announcement(&plan, 30)
        };
        assert!(of(1).contains("up to US$0.01 "), "{}", of(1));
        assert!(of(300_000).contains("up to US$1.50 "), "{}", of(300_000));
        assert!(of(1).contains("on p0, for 30 s") && of(1).contains("for 14 days"), "{}", of(1));
    }
}
