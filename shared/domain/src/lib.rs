//! The domain: decides what an exchange's event means for a trader. All of it is pure functions and data.
//!
//! An *event* comes from the exchange ([`event`]). The [`catalogue`](event::catalogue) has the properties
//! of its type. A *notification* is that event for one user ([`notification`](routing::notification)). A
//! [`plan`](routing::plan) decides for each channel what happens to it for one [`recipient`]. A *delivery*
//! is a notification on one channel, an *attempt* is one try of a delivery, and an *ack* is the device's
//! confirmation that it has received the notification.
//!
//! # The modules and their dependencies
//!
//! Each folder is a module. It imports only from the modules in its line of the table; `tests/rooms.rs`
//! checks that.
//!
//! | module | content | imports from |
//! |---|---|---|
//! | [`event`] | the exchange's event, the catalogue of event types, the data, and the rejections | |
//! | [`preferences`] | the trader's preferences, and the end of quiet hours | event |
//! | [`alert`] | price alerts and price ticks | event |
//! | [`text`] | the texts for traders, in the language and zone of a [`locale`] | event |
//! | [`recipient`] | a trader's contacts, devices, connections and profile | event, preferences |
//! | [`delivery`] | the ledger of external deliveries, providers' answers, pauses and rates | event, recipient |
//! | [`routing`] | plans, notifications, summaries, merged messages, daily reports | event, preferences, recipient, delivery, text |
//! | [`protocol`] | the frames between a trader's device and the server | all except text |
//!
//! So an event does not depend on its recipient, a recipient not on deliveries, and the ledger not on
//! plans. The other modules are shared by all of them and import from none: [`carrier`] has the limits of
//! SQS, DynamoDB, API Gateway and the providers, [`json`] reads JSON from outside, [`decimal`] reads its
//! numbers, [`schema`] describes both, and [`topics`] are those of a trader, by which an audience selects.
//!
//! The domain has no AWS, HTTP, runtime, clock or randomness. `now` is always a parameter.

pub mod alert;
pub mod delivery;
pub mod event;
pub mod preferences;
pub mod protocol;
pub mod recipient;
pub mod routing;
pub mod text;

pub mod carrier;
pub mod decimal;
pub mod ids;
pub mod json;
pub mod locale;
pub mod rate_limit;
pub mod schema;
pub mod shard;
pub mod time;
pub mod topics;

pub use event::catalogue::{Channel, EventType, Priority};
pub use ids::{ConnectionId, EventId, UserId};
pub use locale::{Language, Locale};
pub use time::Time;
