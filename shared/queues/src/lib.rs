//! Sends messages to the SQS queues behind [`ports::Enqueue`].
//!
//! The queues are standard queues; `MessageGroupId` makes them fair queues, so a backlog of one
//! user delays only that user. [`sqs`] is the adapter, [`sendable`] converts messages to ones that
//! SQS accepts, [`chunks`] distributes messages over calls, [`error`] classifies SQS's answers, and
//! [`memory`] is the in-memory implementation for the tests of the use cases.

pub mod chunks;
pub mod error;
pub mod memory;
pub mod sendable;
pub mod sqs;

pub use memory::MemoryQueues;
pub use sendable::Sendable;
pub use sqs::{QueueUrls, Sqs};
