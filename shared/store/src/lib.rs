//! The ports of recipients, inbox, tickets, alerts, schedule and provider limits, implemented in
//! DynamoDB ([`DynamoStore`]). `tests/memory_store` implements the same ports in memory, and
//! `tests/store_contract` is the suite of tests that both have to pass.
//!
//! Callers that read or measure the tables' items without the ports find keys and encodings in
//! [`inbox_key`], [`level_key`], [`inbox_attributes`] and [`recipient_attributes`].

mod dynamodb;
mod item;
mod keys;

pub use dynamodb::{DynamoStore, Tables};
pub use item::{inbox_attributes, recipient_attributes};

use std::time::Duration;

use domain::alert::Level;
use domain::event::data::Id;
use domain::{EventId, UserId};

/// The retention of items beside a user's notifications: as long as the longest retention of a
/// notification.
pub const RETENTION: Duration = Duration::from_hours(35 * 24);

/// The retention of the mark of an early ack: as long as SQS can keep the event that the mark waits
/// for.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html>
pub const MARK_RETENTION: Duration = Duration::from_hours(14 * 24);

/// The retention of a past alert, after it fired for the last time or expired.
pub const PAST_ALERT_RETENTION: Duration = Duration::from_hours(30 * 24);

/// The minimum retention of an expired alert's level.
pub const EXPIRED_LEVEL_RETENTION: Duration = domain::alert::EXPIRED_LEVEL_RETENTION;

/// Returns the hash key and the range key of a notification in the inbox table, for callers that
/// read the table without the ports.
pub fn inbox_key(user: &UserId, id: &EventId) -> (String, String) {
    (keys::inbox_part(user, id), id.to_string())
}

/// Returns the range key, in the alerts table, of an alert that waits for this level. Such keys sort
/// by price, and those of one price by the id of the alert.
pub fn level_key(level: &Level, alert: &Id) -> String {
    keys::alerts::level(level, alert)
}
