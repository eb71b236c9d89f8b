//! The pure core: what an exchange's event means for a trader.
//!
//! An *event* comes from the exchange ([`event`]); the [`catalogue`] says what its type is worth; a
//! *notification* is that event for one user ([`notification`]); [`plan`] decides, per channel, what
//! becomes of it for one [`recipient`]; a *delivery* is a notification on one channel, an *attempt* one
//! try of a delivery, and an *ack* the trader's device saying that it has it. [`frames`] is what the
//! device and we say to each other, [`text`] what the trader reads, in the language and zone of a [`locale`].
//!
//! What must not interrupt in [`quiet`] hours waits for their end, and then leaves as one [`summary`]; once a day there is
//! a [`report`]. What is above the limit of one recipient is [`merged`] into one message.
//!
//! [`carrier`] knows what SQS, DynamoDB, the gateway and the providers can take, and [`json`] reads what others have written.
//!
//! Deliberately absent: AWS, HTTP, a runtime, a clock and randomness. `now` is always a parameter.

pub mod alert;
pub mod budget;
pub mod carrier;
pub mod catalogue;
pub mod contact;
pub mod data;
pub mod delivery;
pub mod document;
pub mod event;
pub mod frames;
pub mod ids;
pub mod json;
pub mod ledger;
pub mod locale;
pub mod merged;
pub mod notification;
pub mod pause;
pub mod plan;
pub mod preferences;
pub mod profile;
pub mod quiet;
pub mod rate_limit;
pub mod reachability;
pub mod recipient;
pub mod report;
pub mod schema;
pub mod shard;
pub mod summary;
pub mod text;
pub mod time;
mod verdict;

pub use catalogue::{Channel, EventType, Priority};
pub use ids::{ConnectionId, EventId, UserId};
pub use locale::{Language, Locale};
pub use time::Time;
