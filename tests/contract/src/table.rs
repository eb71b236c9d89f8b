//! The table of all event types, for people.

use std::fmt::Write as _;

use domain::event::catalogue::{QuietHandling, Row};
use domain::{Channel, EventType};

use crate::COMMAND;

/// Returns the document with the table.
pub(crate) fn text() -> String {
    let mut text = format!(
        "# The event types\n\nGenerated from `shared/catalogue` by `{COMMAND}`. Do not edit it. Optional fields are in \
         brackets.\n\n| event_type | class | section | at once | ladder | expires | kept | quiet hours | merged by | severity | \
         data |\n|---|---|---|---|---|---|---|---|---|---|---|\n"
    );
    for row in EventType::ALL.iter().map(|event_type| event_type.row()) {
        let section = row.preference.map_or("-", |key| key.name());
        let mandatory = if row.mandatory { " (mandatory)" } else { "" };
        let quiet = match row.quiet_handling {
            QuietHandling::Interrupts => "interrupts",
            QuietHandling::Summarised => "summarised",
            QuietHandling::Whole => "whole",
        };
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {section}{mandatory} | {} | {} | {} | {} | {quiet} | {} | {} | {} |",
            row.name,
            row.priority.name().to_uppercase(),
            channels(row.at_once),
            channels(row.ladder),
            duration(row.expires_after.as_secs()),
            duration(row.keep_for.as_secs()),
            merged_by(row),
            row.severity.name(),
            fields(row)
        );
    }
    text
}

fn channels(channels: &[Channel]) -> String {
    if channels.is_empty() {
        return "-".to_owned();
    }
    channels.iter().map(|channel| channel.name()).collect::<Vec<_>>().join(" ")
}

fn duration(seconds: u64) -> String {
    match seconds {
        days if days % 86_400 == 0 => format!("{} d", days / 86_400),
        hours if hours % 3_600 == 0 => format!("{} h", hours / 3_600),
        minutes => format!("{} min", minutes / 60),
    }
}

/// Returns the fields of which the first that is present makes a burst.
fn merged_by(row: &Row) -> String {
    if row.burst_by.is_empty() {
        return "-".to_owned();
    }
    let names = row.burst_by.iter().filter_map(|place| row.fields.get(usize::from(*place)));
    names.map(|spec| spec.name).collect::<Vec<_>>().join(", else ")
}

fn fields(row: &Row) -> String {
    let name = |spec: &domain::event::catalogue::FieldSpec| {
        if spec.optional { format!("[{}]", spec.name) } else { spec.name.to_owned() }
    };
    row.fields.iter().map(name).collect::<Vec<_>>().join(" ")
}
