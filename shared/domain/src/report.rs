//! The daily report: when it is due, what it covers, and what it says.
//!
//! It is an event like those of the exchange, published by us: it takes the same way, and its id makes it one a day.

use std::time::Duration;

use jiff::civil::Time as WallTime;
use serde_json::{Map, Value, json};

use crate::catalogue::EventType;
use crate::data::{Asset, Day, Signed, WeeklyPnlReport};
use crate::ids::EventId;
use crate::preferences::DailyReport;
use crate::quiet::{first_at, local, next_at, time_of_day};
use crate::recipient::Recipient;
use crate::time::Time;

/// How far back a report looks at most: who changes zone or hour has a longer day once, and who comes back after a month
/// does not want the month.
const LONGEST_DAY: Duration = Duration::from_hours(48);

/// How long after its time a report is still what the user was woken for: who asks for it within the last seconds before
/// its minute is woken once that is stored, a minute later.
const WOKEN_WITHIN: Duration = Duration::from_mins(2);

/// How far back the first report looks.
const FIRST_DAY: Duration = Duration::from_hours(24);

/// The latest daily report of a user.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reported {
    /// Of which day.
    pub day: Day,
    /// Up to when it covered what happened.
    pub until: Time,
}

/// What the exchange has last published of a trader's profit and loss.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedPnl {
    /// When.
    pub at: Time,
    /// What closed positions earned.
    pub realized: Signed,
    /// What open positions have earned so far, where it said so.
    pub unrealized: Option<Signed>,
    /// The unit of both.
    pub currency: Asset,
}

impl PublishedPnl {
    /// What the exchange's report of a week says.
    pub fn of(report: &WeeklyPnlReport, at: Time) -> Self {
        Self {
            at,
            realized: report.realized_pnl,
            unrealized: report.unrealized_pnl,
            currency: report.currency.clone(),
        }
    }
}

/// A report that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueReport {
    /// Of which day, by the trader's clock.
    pub day: Day,
    /// From when it covers what happened.
    pub from: Time,
    /// Up to when; the instant at which it was to go out.
    pub until: Time,
}

/// What happened in a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// Fills, partial ones included.
    pub fills: u32,
    /// Price alerts.
    pub alerts: u32,
    /// Deposits.
    pub deposits: u32,
    /// Referral accruals.
    pub accruals: u32,
}

impl Activity {
    /// Counts a notification of this type in.
    pub fn count(&mut self, event_type: EventType) {
        let counter = match event_type {
            EventType::OrderFilled | EventType::OrderPartiallyFilled => &mut self.fills,
            EventType::PriceAlert => &mut self.alerts,
            EventType::DepositCredited => &mut self.deposits,
            EventType::ReferralAccrued => &mut self.accruals,
            EventType::PositionLiquidated
            | EventType::MarginCall
            | EventType::PriceFeed
            | EventType::NewListing
            | EventType::WeeklyPnlReport
            | EventType::DailyReport
            | EventType::ContactChanged
            | EventType::PreferencesWeakened
            | EventType::Summary
            | EventType::Merged => return,
        };
        *counter = counter.saturating_add(1);
    }
}

/// The report that the user was woken for at `woken_at`, if there is one: whoever was woken for another hour, zone or
/// nothing has none. So it does not matter how late it is looked at.
pub fn due(recipient: &Recipient, woken_at: Time) -> Option<DueReport> {
    let zone = recipient.zone();
    let time = wanted_at(&recipient.preferences.daily_report)?;
    let date = local(&zone, woken_at).date();
    let until = first_at(&zone, date.to_datetime(time));
    let day = Day::of(date);
    let is_told = recipient.reported.as_ref().is_some_and(|reported| reported.day >= day);
    let is_meant = until <= woken_at && woken_at < until.plus(WOKEN_WITHIN);
    if !is_meant || is_told {
        return None;
    }
    let from = match &recipient.reported {
        Some(reported) => reported.until.max(until.minus(LONGEST_DAY)),
        None => until.minus(FIRST_DAY),
    };
    Some(DueReport { day, from, until })
}

/// When the next report of the user is due after `now`; `None` where none is wanted.
pub fn next(recipient: &Recipient, now: Time) -> Option<Time> {
    let time = wanted_at(&recipient.preferences.daily_report)?;
    Some(next_at(&recipient.zone(), now, time))
}

/// The body of the message by which the report is published.
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

/// The id of the report of this day.
fn id(day: &Day) -> EventId {
    EventId::parse(format!("daily-report:{day}")).unwrap_or_else(|_| unreachable!("it is an id"))
}

/// At what time of day a report is wanted, if one is.
fn wanted_at(daily_report: &DailyReport) -> Option<WallTime> {
    let time = time_of_day(&daily_report.time)?;
    daily_report.enabled.then_some(time)
}
