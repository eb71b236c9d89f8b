//! Recipients, inbox, tickets and the providers' allowances behind their ports: in DynamoDB ([`DynamoStore`]), and
//! in memory ([`memory::MemoryStore`]) for tests. One contract suite holds for both.

mod dynamodb;
mod item;
mod keys;
pub mod memory;

pub use dynamodb::{DynamoStore, Tables};

use std::time::Duration;

use domain::{EventId, UserId};

/// How long what is no notification is kept beside a user's notifications: as long as the longest-kept of those.
pub const RETENTION: Duration = Duration::from_hours(35 * 24);

/// How long the mark of an early ack is kept: as long as SQS can keep the event that it waits for.
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html>
pub const MARK_RETENTION: Duration = Duration::from_hours(14 * 24);

/// How long an alert is shown after it has fired for the last time, or has expired.
pub const PAST_ALERT_RETENTION: Duration = Duration::from_hours(30 * 24);

/// How long the level of an expired alert is kept at least.
pub const EXPIRED_LEVEL_RETENTION: Duration = domain::alert::EXPIRED_LEVEL_RETENTION;

/// The hash key and the range key of a notification in the inbox's table, for who looks at the table past the ports.
pub fn inbox_key(user: &UserId, id: &EventId) -> (String, String) {
    (keys::inbox_part(user, id), id.to_string())
}
