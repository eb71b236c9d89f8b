//! The daily report: its due time, its period and its content.
//!
//! It is an event like those of the exchange, but published by us. It is routed in the same way, and its ID
//! ensures one report a day.

use std::time::Duration;

use jiff::civil::Time as WallTime;
use serde_json::{Map, Value, json};

use crate::event::catalogue::EventType;
use crate::event::data::Day;
use crate::ids::EventId;
use crate::preferences::Preferences;
use crate::preferences::quiet::{first_at, local, next_at};
use crate::preferences::time_of_day::time_of_day;
use crate::recipient::Recipient;
pub use crate::recipient::reported::{PublishedPnl, Reported};
use crate::time::Time;

/// The maximum period that a report covers. A trader who changes the zone or the hour has a longer day
/// once. A trader who returns after a month does not want a report on the month.
const LONGEST_DAY: Duration = Duration::from_hours(48);

/// The maximum time between a report's due time and the scheduled check for it. A trader who enables the
/// report within the last seconds before its minute gets a check that was scheduled after the change was
/// stored, a minute later.
const WOKEN_WITHIN: Duration = Duration::from_mins(2);

/// The period of the first report.
const FIRST_DAY: Duration = Duration::from_hours(24);

/// A report that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReport {
    /// The day of the report, in the trader's zone.
    pub day: Day,
    /// The start of its period.
    pub from: Time,
    /// The end of its period; the time at which it was due.
    pub until: Time,
}

/// The numbers of events in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// The number of fills, partial ones included.
    pub fills: u32,
    /// The number of price alerts.
    pub alerts: u32,
    /// The number of deposits.
    pub deposits: u32,
    /// The number of referral accruals.
    pub accruals: u32,
}

impl Activity {
    /// Counts a notification of this type.
    pub fn count(&mut self, event_type: EventType) {
        let counter = match event_type {
            EventType::OrderFilled | EventType::OrderPartiallyFilled => &mut self.fills,
            EventType::PriceAlert => &mut self.alerts,
            EventType::DepositCredited => &mut self.deposits,
            EventType::ReferralAccrued => &mut self.accruals,
            _ => return,
        };
        *counter = counter.saturating_add(1);
    }
}

/// Returns the report for which the check at `woken_at` was scheduled; `None` if that check was scheduled
/// for another hour or zone, or if the report has been published. `woken_at` is the scheduled time, so the
/// result does not depend on how late the check runs.
pub fn due(recipient: &Recipient, woken_at: Time) -> Option<DueReport> {
    let zone = recipient.zone();
    let time = wanted_at(&recipient.preferences)?;
    let date = local(&zone, woken_at).date();
    let until = first_at(&zone, date.to_datetime(time));
    let day = Day::of(date);
    let is_reported = recipient.reported.as_ref().is_some_and(|reported| reported.day >= day);
    let is_meant = until <= woken_at && woken_at < until.plus(WOKEN_WITHIN);
    if !is_meant || is_reported {
        return None;
    }
    let from = match &recipient.reported {
        Some(reported) => reported.until.max(until.minus(LONGEST_DAY)),
        None => until.minus(FIRST_DAY),
    };
    Some(DueReport { day, from, until })
}

/// Returns the due time of the user's next report after `now`; `None` if the user does not want reports.
pub fn next(recipient: &Recipient, now: Time) -> Option<Time> {
    let time = wanted_at(&recipient.preferences)?;
    Some(next_at(&recipient.zone(), now, time))
}

/// Returns the body of the message that publishes the report.
pub fn event(recipient: &Recipient, report: &DueReport, activity: Activity) -> String {
    let mut data = Map::new();
    data.insert("day".to_owned(), json!(report.day.as_str()));
    if let Some(pnl) = &recipient.pnl {
        data.insert("realized_pnl".to_owned(), json!(pnl.realized));
        if let Some(unrealized) = pnl.unrealized {
            data.insert("unrealized_pnl".to_owned(), json!(unrealized));
        }
        data.insert("currency".to_owned(), json!(pnl.currency));
    }
    let Activity { fills, alerts, deposits, accruals } = activity;
    let counts = [("fills", fills), ("alerts", alerts), ("deposits", deposits), ("accruals", accruals)];
    data.extend(counts.map(|(name, count)| (name.to_owned(), json!(count))));
    json!({
        "id": id(&report.day),
        "event_type": EventType::DailyReport.name(),
        "user_id": recipient.user_id,
        "occurred_at": report.until,
        "data": Value::Object(data),
    })
    .to_string()
}

/// Returns the event ID of the report of this day.
fn id(day: &Day) -> EventId {
    EventId::parse(format!("daily-report:{day}")).unwrap_or_else(|_| unreachable!("the text is a valid ID"))
}

/// Returns the time of day at which the trader wants the report; `None` if it is disabled.
fn wanted_at(preferences: &Preferences) -> Option<WallTime> {
    let (enabled, time) = preferences.report_time()?;
    enabled.then(|| time_of_day(time))?
}
