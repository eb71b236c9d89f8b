//! The texts and the JSON document of a drill.

use std::fmt::Write as _;
use std::time::Duration;

use domain::recipient::Recipient;
use domain::{Channel, EventId, EventType, Time, UserId};
use ports::Snapshot;
use serde_json::{Value, json};

use super::outcome::{Cause, Delivery, Outcome, Seen};

/// Returns the announcement: the users, the channels, and the number of SMS.
pub(super) fn announcement(users: &[UserId], channels: &[Channel], snapshot: &Snapshot) -> String {
    let known: Vec<&Recipient> = users.iter().filter_map(|user| snapshot.recipients.get(user)).collect();
    let reachable = |channel| known.iter().filter(|user| user.is_reachable(channel)).count();
    let external = Channel::ALL.into_iter().filter(|channel| *channel != Channel::Websocket);
    let contacts: Vec<_> = external.map(|channel| format!("{channel} {}", reachable(channel))).collect();
    let names: Vec<_> = channels.iter().map(|channel| channel.name()).collect();
    let mut lines = format!(
        "A test notification ({name}, {class}) goes to {users}, on all of these channels at once: {channels}.\n  \
         It says that it is a test, and it interrupts quiet hours.\n  \
         Users with a contact: {contacts}.\n",
        users = counted(users.len(), "user"),
        name = EventType::DeliveryTest.name(),
        class = EventType::DeliveryTest.priority().name(),
        channels = names.join(", "),
        contacts = contacts.join(", "),
    );
    let phones = reachable(Channel::Sms);
    // Writing to a string cannot fail.
    let _ = if channels.contains(&Channel::Sms) {
        writeln!(lines, "  SMS: up to {phones}, each at the price of its country.")
    } else {
        writeln!(
            lines,
            "  SMS: only to users whom no other channel reaches, as for every mandatory P0; at most {phones}."
        )
    };
    let unknown = users.len() - known.len();
    if unknown > 0 {
        let _ = writeln!(
            lines,
            "  {} without a profile, a device or a connection: check the IDs.",
            counted(unknown, "user")
        );
    }
    lines
}

/// Returns the line that shows the progress.
pub(super) fn progress(outcomes: &[Outcome], elapsed: Duration) -> String {
    let count = Summary::of(outcomes);
    format!("{:>5} s  {} of {} reached, {} seen", elapsed.as_secs(), count.reached, count.users, count.seen)
}

/// The numbers of a drill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Summary {
    /// The users.
    users: usize,
    /// The users in whose inbox the notification is stored.
    routed: usize,
    /// The users whom a provider's acceptance or an ack shows to be reached.
    reached: usize,
    /// The users who have seen the notification.
    seen: usize,
    /// The users who would have slept.
    pub(super) slept: usize,
}

impl Summary {
    /// Counts the results.
    pub(super) fn of(outcomes: &[Outcome]) -> Self {
        let count = |is_so: fn(&&Outcome) -> bool| outcomes.iter().filter(is_so).count();
        Self {
            users: outcomes.len(),
            routed: count(|outcome| outcome.occurred_at.is_some()),
            reached: count(|outcome| outcome.is_reached),
            seen: count(|outcome| outcome.seen.is_some()),
            slept: count(|outcome| outcome.verdict.would_have_slept()),
        }
    }
}

/// Returns the table of the users, the summary, and the users who would have slept with the reasons.
pub(super) fn report(id: &EventId, outcomes: &[Outcome]) -> String {
    let mut text = table(outcomes);
    let Summary { users, routed, reached, seen, slept } = Summary::of(outcomes);
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\n{id}");
    for (what, count) in [
        ("users", users),
        ("routed", routed),
        ("reached", reached),
        ("seen", seen),
        ("would have slept", slept),
    ] {
        let _ = writeln!(text, "  {what:<44} {count:>9}");
    }
    for outcome in outcomes.iter().filter(|outcome| outcome.verdict.would_have_slept()) {
        let causes: Vec<_> = outcome.causes.iter().map(cause).collect();
        let _ = writeln!(text, "would have slept: {}: {}", outcome.user, causes.join("; "));
    }
    if slept == 0 {
        text.push_str("ok: every user would have been woken\n");
    }
    text
}

/// Returns the same as JSON.
pub(super) fn document(id: &EventId, read_at: Time, outcomes: &[Outcome]) -> Value {
    let Summary { users, routed, reached, seen, slept } = Summary::of(outcomes);
    json!({
        "drillId": id,
        "readAt": read_at,
        "users": outcomes.iter().map(user_document).collect::<Value>(),
        "summary": {
            "users": users, "routed": routed, "reached": reached, "seen": seen, "wouldHaveSlept": slept,
        },
    })
}

fn user_document(outcome: &Outcome) -> Value {
    let mut document = json!({
        "userId": outcome.user,
        "state": outcome.stored.name(),
        "deliveries": outcome.deliveries.iter().map(delivery_document).collect::<Value>(),
        "reached": outcome.is_reached,
        "verdict": outcome.verdict.name(),
        "wouldHaveSlept": outcome.verdict.would_have_slept(),
        "causes": outcome.causes.iter().map(cause_document).collect::<Value>(),
    });
    let mut set = |field: &str, value: Option<Value>| {
        if let Some(value) = value {
            document[field] = value;
        }
    };
    set("occurredAt", outcome.occurred_at.map(|at| json!(at)));
    set("routedAfterMs", outcome.routed_after.map(milliseconds));
    set("ackedInAppAfterMs", outcome.acked_in_app_after.map(milliseconds));
    set("seen", outcome.seen.as_ref().map(seen_document));
    document
}

fn delivery_document(delivery: &Delivery) -> Value {
    let mut document = json!({"channel": delivery.channel});
    let mut set = |field: &str, value: Option<Value>| {
        if let Some(value) = value {
            document[field] = value;
        }
    };
    set("device", delivery.device.as_ref().map(|device| json!(device)));
    set("state", Some(json!(delivery.state)));
    set("reason", delivery.reason.as_ref().map(|reason| json!(reason)));
    set("acceptedAfterMs", delivery.accepted_after.map(milliseconds));
    document
}

fn seen_document(seen: &Seen) -> Value {
    let mut document = json!({"channel": seen.channel});
    if let Some(device) = &seen.device {
        document["device"] = json!(device);
    }
    if let Some(after) = seen.after {
        document["afterMs"] = milliseconds(after);
    }
    document
}

fn cause_document(cause: &Cause) -> Value {
    let mut document = json!({"state": cause.state});
    if let Some(channel) = cause.channel {
        document["channel"] = json!(channel);
    }
    if let Some(reason) = &cause.reason {
        document["reason"] = json!(reason);
    }
    document
}

fn milliseconds(duration: Duration) -> Value {
    json!(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX))
}

/// Returns the table: a line per user, with a column per channel.
fn table(outcomes: &[Outcome]) -> String {
    let mut header = vec!["user".to_owned()];
    header.extend(Channel::ALL.map(|channel| channel.name().to_owned()));
    header.extend(["acked in app", "seen", "verdict"].map(str::to_owned));
    let rows: Vec<_> = std::iter::once(header).chain(outcomes.iter().map(row)).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or_default();
    let widths: Vec<_> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}

fn row(outcome: &Outcome) -> Vec<String> {
    let mut cells = vec![outcome.user.to_string()];
    cells.extend(Channel::ALL.map(|channel| {
        if outcome.occurred_at.is_some() { cell(outcome, channel) } else { outcome.stored.name().to_owned() }
    }));
    cells.push(match outcome.acked_in_app_after {
        Some(after) => seconds(after),
        None if outcome.is_acked_in_app => "yes".to_owned(),
        None => "-".to_owned(),
    });
    cells.push(match &outcome.seen {
        Some(Seen { channel, after: Some(after), .. }) => format!("{channel} {}", seconds(*after)),
        Some(Seen { channel, after: None, .. }) => channel.to_string(),
        None => "-".to_owned(),
    });
    cells.push(outcome.verdict.name().to_owned());
    cells
}

/// Returns the cell of a channel: the time of the first acceptance, otherwise the state and its reason. If
/// the channel has several deliveries, which are those to a user's devices, it has the number of the accepted
/// ones too, or the state of the first one.
fn cell(outcome: &Outcome, channel: Channel) -> String {
    let deliveries: Vec<_> =
        outcome.deliveries.iter().filter(|delivery| delivery.channel == channel).collect();
    let accepted = deliveries.iter().filter(|delivery| delivery.is_accepted()).count();
    let first = deliveries.iter().filter_map(|delivery| delivery.accepted_after).min();
    let cell = match (first, deliveries.first()) {
        (Some(after), _) => seconds(after),
        (None, Some(delivery)) => state(&delivery.state, delivery.reason.as_deref()),
        (None, None) => return "-".to_owned(),
    };
    if deliveries.len() > 1 { format!("{cell} ({accepted} of {})", deliveries.len()) } else { cell }
}

fn cause(cause: &Cause) -> String {
    let state = state(&cause.state, cause.reason.as_deref());
    match cause.channel {
        Some(channel) => format!("{channel} {state}"),
        None => state,
    }
}

/// Returns a state with its reason. The reason alone is enough for a delivery that was never to be sent.
fn state(state: &str, reason: Option<&str>) -> String {
    match reason {
        Some(reason) if state == "suppressed" => reason.to_owned(),
        Some(reason) => format!("{state} ({reason})"),
        None => state.to_owned(),
    }
}

/// Returns a time in seconds with two decimals, rounded down.
fn seconds(duration: Duration) -> String {
    format!("{}.{:02} s", duration.as_secs(), duration.subsec_millis() / 10)
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("{count} {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests;
