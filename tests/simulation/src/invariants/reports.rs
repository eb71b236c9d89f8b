//! The daily report: one for each day of a trader, at the trader's local hour.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::{EventId, EventType, Priority, Time, UserId};
use jiff::civil::Date;
use ports::Queue;
use serde_json::Value;

use crate::wishes::Wish;
use crate::world::World;

/// The time before and after a report is due in which its preferences must have been the same: by then the
/// scheduled check after the change has taken place, and the report was published. A jump of the clock
/// shortens this time.
const SETTLED: Duration = Duration::from_mins(12);

/// Checks that every published report is stored, that each is of a day and an hour that its trader chose, and
/// that no trader who chose a report has none.
pub(crate) fn are_right(world: &World) {
    for body in world.queues.borrow().ever_sent(Queue::Events(Priority::P2)) {
        let event: Value = serde_json::from_str(body).unwrap_or_default();
        let text = |name: &str| event[name].as_str().unwrap_or_default();
        if event["event_type"] != EventType::DailyReport.name() {
            continue;
        }
        let (Ok(user), Ok(id)) = (UserId::parse(text("user_id")), EventId::parse(text("id"))) else {
            return world.violated(format!("a report without a user or id: {body}"));
        };
        if world.store.item_anywhere(&user, &id).is_none_or(|item| item.notification.is_none()) {
            world.violated(format!("1: {user} {id} is lost"));
        }
    }
    let users = world.exchange.borrow().users().to_vec();
    for user in users {
        let reports = reports(world, &user);
        for (date, occurred_at) in &reports {
            let facts = world.facts.borrow();
            let mut wishes = facts.wishes_since(&user, 0).iter();
            let was_wanted = wishes.any(|wish| wish.report_at(*date) == Some(*occurred_at));
            drop(facts);
            if !was_wanted {
                world.violated(format!(
                    "{user} got a report of {date} at {occurred_at}, and never wanted one then"
                ));
            }
        }
        for (date, due) in wanted(world, &user) {
            // A trader who travels west may live through a day twice: its report was sent the first time.
            if !reports.keys().any(|reported| *reported >= date) {
                world.violated(format!("{user} got no report of {date}, which was due at {due}"));
            }
        }
    }
}

fn reports(world: &World, user: &UserId) -> BTreeMap<Date, Time> {
    let mut reports = BTreeMap::new();
    for ((owner, id), item) in &world.store.items_anywhere() {
        let Some(notification) = &item.notification else { continue };
        if owner != user || notification.event_type != EventType::DailyReport {
            continue;
        }
        match id.as_str().rsplit(':').next().and_then(|day| day.parse::<Date>().ok()) {
            Some(date) => drop(reports.insert(date, notification.occurred_at)),
            None => world.violated(format!("a report of no day: {id}")),
        }
    }
    reports
}

/// Returns the dates and times at which a report was due that the trader wanted for some
/// time before and after.
fn wanted(world: &World, user: &UserId) -> Vec<(Date, Time)> {
    let facts = world.facts.borrow();
    let wishes = facts.wishes_since(user, 0);
    let spans = wishes.chunk_by(Wish::has_same_report);
    let mut begins: Vec<&Wish> = spans.filter_map(<[Wish]>::first).collect();
    let mut until = world.now();
    let mut wanted = Vec::new();
    while let Some(wish) = begins.pop() {
        let (first, last) = (wish.date(wish.at), wish.date(until));
        let dates = first.series(jiff::Span::new().days(1)).take_while(|date| *date <= last);
        let due = dates.filter_map(|date| Some((date, wish.report_at(date)?)));
        let settled_since = |at: Time| at.plus(SETTLED + world.jumped_since(at));
        wanted.extend(due.filter(|(_, due)| settled_since(wish.at) <= *due && settled_since(*due) <= until));
        until = wish.at;
    }
    wanted
}
