//! The interfaces of the use cases to external services.
//!
//! A use case names in its signature the ports that it may touch, and nothing else. Behind the
//! ports are DynamoDB, SQS and the gateway in production, and in-memory implementations in the
//! tests.

// Every executor here polls one batch on one thread (that of a Lambda function, and those of the
// tests), so the futures need not be `Send`.
#![allow(async_fn_in_trait)]

use domain::Time;

mod alerts;
mod broadcasts;
mod handles;
mod inbox;
mod later;
mod merges;
mod outside;
mod platform;
mod queues;
mod sockets;
mod telemetry;
mod topics;
mod trader;

pub use alerts::{Alerts, FeedHealth, Jobs, LevelPage, Levels, StaleNotice, SymbolState, UserAlerts};
pub use broadcasts::{
    BroadcastRead, BroadcastWrite, ConnectedUsers, ConnectedWrite, DryRunWrite, DryRuns, RecipientPage,
    RecipientPages, Segment, StoredBroadcast,
};
pub use handles::{AckHandles, HandleTarget};
pub use inbox::{
    BatchRead, InboxAdvance, InboxLists, InboxWrite, ItemVersion, ItemWriteOutcome, Key, LedgerWrite, Page,
    Position, PositionKey, Positions, Snapshot, Unread,
};
pub use later::{Deferrals, Draft, Pnl, Reports, Schedule, ScheduledCheck, Scheduler, Waiting, minute_of};
pub use merges::{Joined, Merges};
pub use outside::{Dismissal, Dismissed, Outgoing, Provider, RateLimits, Secret, SecretText, Sent};
pub use platform::{NoTelemetry, Parts, Platform};
pub use queues::{Enqueue, Message, Queue};
pub use sockets::{Connections, Gateway, Grant, NoGateway, PostError, Register, Tickets};
pub use telemetry::{Count, Telemetry};
pub use topics::{TopicsRead, TopicsWrite};
pub use trader::{
    Contacts, Devices, LinkCode, LinkCodes, PreferencesWrite, ProfileWrite, Registered, WriteOutcome,
};

/// The error of a call of a port. After [`PortError::Unavailable`] it is unknown whether the call
/// took effect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortError {
    /// The service throttles our calls. Retryable.
    #[error("throttled: {0}")]
    Throttled(String),
    /// The service failed, did not answer in time or could not be reached. Retryable.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The service rejected the request, and would reject it again. Not retryable.
    #[error("refused: {0}")]
    Refused(String),
    /// The stored data cannot be read. Not retryable.
    #[error("corrupt: {0}")]
    Corrupt(String),
}

impl PortError {
    /// Whether the same call can succeed later.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Throttled(_) | Self::Unavailable(_) => true,
            Self::Refused(_) | Self::Corrupt(_) => false,
        }
    }
}

/// Returns the current time.
pub trait Clock {
    /// Returns the current time.
    fn now(&self) -> Time;
}
