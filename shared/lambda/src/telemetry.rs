//! Logs, one JSON object per line, and metrics, as lines of CloudWatch's embedded metric format.
//!
//! The crate `metrics_cloudwatch_embedded` writes the same format and was considered. Its collector
//! is a global of the process, which concurrent tests would share; it drops latencies above 100 per
//! flush; and it brings `metrics` and `futures` as dependencies for what is one map and one JSON
//! object here.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use domain::{Channel, Priority, Time};
use ports::{Clock, Count};
use serde_json::{Map, Value, json};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::clock::SystemClock;
use crate::env::Env;

/// The crates whose log level is `LOG_LEVEL`. All others log only warnings and errors: below that,
/// the SDK and the HTTP stack log requests with their bodies and headers.
const OURS: [&str; 16] = [
    "auth",
    "canary",
    "channels",
    "deliver",
    "email_events",
    "escalate",
    "lambda",
    "queues",
    "release",
    "route",
    "signed",
    "socket",
    "store",
    "sync_profile",
    "usecases",
    "web",
];

/// The maximum of values of one metric in one line.
const MAX_VALUES: usize = domain::carrier::cloudwatch::MAX_METRIC_VALUES;

/// Starts writing logs to stdout, at the level `LOG_LEVEL`; `info` if that is not set or invalid.
pub fn init_logs(env: &Env) {
    let level = env.optional("LOG_LEVEL").and_then(|level| level.parse().ok()).unwrap_or(LevelFilter::INFO);
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .with_ansi(false)
        .with_target(false)
        // A span about an event is inside the one with the request's ID.
        .with_current_span(false)
        .with_span_list(true)
        .flatten_event(true);
    // Only tests call this twice; the first call takes effect.
    let _ = tracing_subscriber::registry().with(lines).with(filter(level)).try_init();
}

fn filter(level: LevelFilter) -> Targets {
    let others = level.min(LevelFilter::WARN);
    let ours = OURS.into_iter().map(|target| (target, level));
    // `lambda_runtime` also begins with `lambda`. Its only span at INFO carries the request's id.
    let runtime = ("lambda_runtime", level.min(LevelFilter::INFO));
    Targets::new().with_default(others).with_targets(ours).with_targets([runtime])
}

/// The dimensions of a count: a priority class, and the channel if the count is of one channel.
type Dimensions = (Priority, Option<Channel>);

/// The metrics of one invocation: counts and durations, which [`Metrics::flush`] writes.
#[derive(Debug)]
pub struct Metrics {
    namespace: String,
    counts: RefCell<HashMap<(Dimensions, Count), u64>>,
    latencies: RefCell<HashMap<(Priority, Channel), Vec<u64>>>,
    /// The times from routed to accepted, in milliseconds, by channel alone: the latency target is
    /// per channel, and each further dimension costs money.
    accepted: RefCell<BTreeMap<Channel, Vec<u64>>>,
    /// The durations of the canary's hops, in milliseconds, by the hop's name.
    hops: RefCell<BTreeMap<&'static str, Vec<u64>>>,
}

impl Metrics {
    /// Creates empty metrics of this namespace.
    pub fn new(namespace: impl Into<String>) -> Self {
        Self {
            namespace: namespace.into(),
            counts: RefCell::default(),
            latencies: RefCell::default(),
            accepted: RefCell::default(),
            hops: RefCell::default(),
        }
    }

    /// Records the duration of a hop of the canary, in milliseconds. It is not part of the
    /// telemetry port, since only the canary has hops.
    pub fn hop(&self, name: &'static str, took_ms: u64) {
        self.hops.borrow_mut().entry(name).or_default().push(took_ms);
    }

    /// Writes the recorded metrics to stdout and clears them.
    pub fn flush(&self) {
        let lines = self.take(SystemClock.now());
        let mut out = std::io::stdout().lock();
        for line in lines {
            // If metrics cannot be written, only they are lost; the event must not fail.
            let _ = writeln!(out, "{line}");
        }
    }

    /// Returns one line per set of dimensions, and clears the metrics.
    fn take(&self, now: Time) -> Vec<String> {
        let mut lines = self.take_counts(now);
        lines.extend(self.take_latencies(now));
        lines
    }

    fn take_counts(&self, now: Time) -> Vec<String> {
        let mut by_dimensions: BTreeMap<_, Vec<(&'static str, &'static str, Value)>> = BTreeMap::new();
        for ((dimensions, what), count) in self.counts.take() {
            by_dimensions.entry(dimensions).or_default().push((count_name(what), "Count", json!(count)));
        }
        let line =
            |((priority, channel), mut metrics): ((Priority, Option<Channel>), Vec<(&'static str, _, _)>)| {
                metrics.sort_by_key(|metric| metric.0);
                let channel = channel.map(|channel| ("Channel", channel.name()));
                let dimensions: Vec<_> =
                    std::iter::once(priority_dimension(priority)).chain(channel).collect();
                self.line(now, &dimensions, metrics)
            };
        by_dimensions.into_iter().map(line).collect()
    }

    fn take_latencies(&self, now: Time) -> Vec<String> {
        let mut latencies: Vec<_> = self.latencies.take().into_iter().collect();
        latencies.sort_by_key(|&((priority, channel), _)| (priority, channel));
        let mut lines = Vec::new();
        for ((priority, channel), values) in latencies {
            let dimensions = [priority_dimension(priority), ("Channel", channel.name())];
            for values in values.chunks(MAX_VALUES) {
                let metric = ("HandedOverLatency", "Milliseconds", json!(values));
                lines.push(self.line(now, &dimensions, vec![metric]));
            }
        }
        for (channel, values) in self.accepted.take() {
            for values in values.chunks(MAX_VALUES) {
                let metric = ("AcceptedLatency", "Milliseconds", json!(values));
                lines.push(self.line(now, &[("Channel", channel.name())], vec![metric]));
            }
        }
        for (hop, values) in self.hops.take() {
            for values in values.chunks(MAX_VALUES) {
                let metric = ("CanaryLatency", "Milliseconds", json!(values));
                lines.push(self.line(now, &[("Hop", hop)], vec![metric]));
            }
        }
        lines
    }

    fn line(
        &self,
        now: Time,
        dimensions: &[(&str, &str)],
        metrics: Vec<(&'static str, &'static str, Value)>,
    ) -> String {
        let names: Vec<_> = dimensions.iter().map(|(name, _)| name).collect();
        let units: Vec<_> =
            metrics.iter().map(|(name, unit, _)| json!({"Name": name, "Unit": unit})).collect();
        let directive = json!({"Namespace": self.namespace, "Dimensions": [names], "Metrics": units});
        let mut line = Map::new();
        line.insert(
            "_aws".to_owned(),
            json!({"Timestamp": now.as_millis(), "CloudWatchMetrics": [directive]}),
        );
        line.extend(dimensions.iter().map(|&(name, value)| (name.to_owned(), Value::from(value))));
        line.extend(metrics.into_iter().map(|(name, _, value)| (name.to_owned(), value)));
        Value::Object(line).to_string()
    }
}

impl ports::Telemetry for Metrics {
    fn count(&self, what: Count, priority: Priority) {
        *self.counts.borrow_mut().entry(((priority, None), what)).or_default() += 1;
    }

    fn count_on(&self, what: Count, channel: Channel, priority: Priority) {
        *self.counts.borrow_mut().entry(((priority, Some(channel)), what)).or_default() += 1;
    }

    fn handed_over(&self, channel: Channel, priority: Priority, after_ms: u64) {
        self.latencies.borrow_mut().entry((priority, channel)).or_default().push(after_ms);
    }

    fn accepted(&self, channel: Channel, after_ms: u64) {
        self.accepted.borrow_mut().entry(channel).or_default().push(after_ms);
    }
}

fn priority_dimension(priority: Priority) -> (&'static str, &'static str) {
    let value = match priority {
        Priority::P0 => "P0",
        Priority::P1 => "P1",
        Priority::P2 => "P2",
    };
    ("Priority", value)
}

/// Returns the metric's name, which the template's alarms and dashboard use.
fn count_name(what: Count) -> &'static str {
    match what {
        Count::Routed => "Routed",
        Count::Rejected => "Rejected",
        Count::Moved => "Moved",
        Count::Repeats => "Repeats",
        Count::RepeatConflicts => "RepeatConflicts",
        Count::Expired => "Expired",
        Count::Suppressed => "Suppressed",
        Count::PostsAccepted => "PostsAccepted",
        Count::PostsGone => "PostsGone",
        Count::PostsFailed => "PostsFailed",
        Count::Retries => "Retries",
        Count::SendsAccepted => "SendsAccepted",
        Count::SendsDead => "SendsDead",
        Count::SendsFailed => "SendsFailed",
        Count::PossibleDuplicates => "PossibleDuplicates",
        Count::Unknown => "Unknown",
        Count::DeadLettered => "DeadLettered",
        Count::Retired => "Retired",
        Count::Fallbacks => "Fallbacks",
        Count::Escalated => "Escalated",
        Count::Repeated => "Repeated",
        Count::Dismissed => "Dismissed",
        Count::Held => "Held",
        Count::Deferred => "Deferred",
        Count::Merged => "Merged",
        Count::Released => "Released",
        Count::Summaries => "Summaries",
        Count::Reports => "Reports",
        Count::Fired => "Fired",
        Count::DroppedFields => "DroppedFields",
        Count::Refused => "Refused",
        Count::InboxOverflows => "InboxOverflows",
        Count::LeftBehind => "LeftBehind",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ports::Telemetry;
    use tracing::Level;

    fn taken(metrics: &Metrics) -> Vec<Value> {
        metrics
            .take(Time::from_millis(1_795_420_800_123))
            .iter()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn counts_have_one_line_per_priority() {
        let metrics = Metrics::new("Notifications");
        metrics.count(Count::Routed, Priority::P1);
        metrics.count(Count::Routed, Priority::P0);
        metrics.count(Count::PostsAccepted, Priority::P0);
        metrics.count(Count::Routed, Priority::P0);
        let directive = |names: &[&str]| {
            let units: Vec<_> = names.iter().map(|name| json!({"Name": name, "Unit": "Count"})).collect();
            json!({"Timestamp": 1_795_420_800_123_i64, "CloudWatchMetrics": [
                {"Namespace": "Notifications", "Dimensions": [["Priority"]], "Metrics": units}]})
        };
        assert_eq!(
            taken(&metrics),
            [
                json!({"_aws": directive(&["PostsAccepted", "Routed"]), "Priority": "P0", "PostsAccepted": 1, "Routed": 2}),
                json!({"_aws": directive(&["Routed"]), "Priority": "P1", "Routed": 1}),
            ]
        );
        assert!(taken(&metrics).is_empty(), "what is written is not written again");
    }

    #[test]
    fn what_happens_on_a_channel_is_counted_for_that_channel() {
        let metrics = Metrics::new("Notifications");
        metrics.count_on(Count::SendsAccepted, Channel::Push, Priority::P0);
        metrics.count_on(Count::SendsAccepted, Channel::Sms, Priority::P0);
        metrics.count_on(Count::SendsAccepted, Channel::Push, Priority::P0);
        let lines = taken(&metrics);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["_aws"]["CloudWatchMetrics"][0]["Dimensions"], json!([["Priority", "Channel"]]));
        assert_eq!((&lines[0]["Channel"], &lines[0]["SendsAccepted"]), (&json!("push"), &json!(2)));
        assert_eq!((&lines[1]["Channel"], &lines[1]["SendsAccepted"]), (&json!("sms"), &json!(1)));
    }

    #[test]
    fn latencies_are_values_of_which_a_line_has_at_most_a_hundred() {
        let metrics = Metrics::new("Notifications");
        for after_ms in 0..150 {
            metrics.handed_over(Channel::Websocket, Priority::P0, after_ms);
        }
        let lines = taken(&metrics);
        assert_eq!(lines.len(), 2);
        let directive = &lines[0]["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(directive["Dimensions"], json!([["Priority", "Channel"]]));
        assert_eq!(directive["Metrics"], json!([{"Name": "HandedOverLatency", "Unit": "Milliseconds"}]));
        assert_eq!((&lines[0]["Priority"], &lines[0]["Channel"]), (&json!("P0"), &json!("websocket")));
        assert_eq!(lines[0]["HandedOverLatency"].as_array().unwrap().len(), 100);
        assert_eq!(lines[1]["HandedOverLatency"][49], json!(149));
    }

    #[test]
    fn what_a_channel_took_is_measured_by_channel_alone() {
        let metrics = Metrics::new("Notifications");
        for after_ms in 0..101 {
            metrics.accepted(Channel::Push, after_ms);
        }
        let lines = taken(&metrics);
        assert_eq!(lines.len(), 2, "a line has at most a hundred values");
        let directive = &lines[0]["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(directive["Dimensions"], json!([["Channel"]]));
        assert_eq!(directive["Metrics"], json!([{"Name": "AcceptedLatency", "Unit": "Milliseconds"}]));
        assert_eq!((&lines[1]["Channel"], &lines[1]["AcceptedLatency"]), (&json!("push"), &json!([100])));
        assert!(taken(&metrics).is_empty());
    }

    #[test]
    fn each_hop_of_the_canary_is_a_metric_of_its_own() {
        let metrics = Metrics::new("Notifications");
        metrics.hop("deliver", 41);
        metrics.hop("ack", 7);
        let lines = taken(&metrics);
        assert_eq!(lines.len(), 2);
        let directive = &lines[1]["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(directive["Dimensions"], json!([["Hop"]]));
        assert_eq!(directive["Metrics"], json!([{"Name": "CanaryLatency", "Unit": "Milliseconds"}]));
        assert_eq!((&lines[1]["Hop"], &lines[1]["CanaryLatency"]), (&json!("deliver"), &json!([41])));
        assert_eq!((&lines[0]["Hop"], &lines[0]["CanaryLatency"]), (&json!("ack"), &json!([7])));
        assert!(taken(&metrics).is_empty());
    }

    #[test]
    fn only_our_crates_log_below_a_warning() {
        let filter = filter(LevelFilter::DEBUG);
        for (target, level, expected) in [
            ("usecases::route", Level::DEBUG, true),
            ("socket_command", Level::DEBUG, true),
            ("lambda::batch", Level::DEBUG, true),
            ("lambda_runtime::layers", Level::INFO, true),
            ("lambda_runtime::requests", Level::DEBUG, false),
            ("aws_smithy_runtime::client", Level::DEBUG, false),
            ("hyper", Level::INFO, false),
            ("hyper", Level::WARN, true),
        ] {
            assert_eq!(filter.would_enable(target, &level), expected, "{target} {level}");
        }
    }
}
