//! Sends messages to the SQS queues behind [`ports::Enqueue`].
//!
//! The queues are standard queues; `MessageGroupId` makes them fair, so a user with a backlog delays only
//! itself. [`sqs`] is the adapter, [`sendable`] makes messages ones that SQS takes, [`chunks`] says which share a call,
//! [`error`] what an answer of SQS means, and [`memory`] is the twin for the tests of the use cases.

pub mod chunks;
pub mod error;
pub mod memory;
pub mod sendable;
pub mod sqs;

pub use memory::MemoryQueues;
pub use sendable::Sendable;
pub use sqs::{QueueUrls, Sqs};
