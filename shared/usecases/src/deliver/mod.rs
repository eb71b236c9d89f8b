//! Delivery of a notification on a channel.
//!
//! - [`websocket`]: P1 and P2 to the open sockets (`route` itself posts P0).
//! - [`external`]: push, Telegram, e-mail and SMS, with the delivery ledger. [`attempt`] makes one
//!   delivery: claim, send, confirm. [`recheck`] comes between claim and call, [`rate_limiter`]
//!   decides whether the provider may be called now, [`waiting`] decides when a message comes
//!   again, and [`fallback`] takes another channel for a P0 that a channel has failed to deliver. A
//!   delivery above its recipient's limit is merged with others by [`merge`]. [`dismiss`] takes back
//!   what the trader has seen elsewhere.
//!
//! The [`message`] of a channel's queue only names the delivery; the content is read from the
//! inbox.

mod attempt;
mod call_quota;
mod context;
mod dismiss;
mod external;
mod fallback;
mod merge;
mod message;
mod rate_limiter;
mod recheck;
mod settings;
mod surroundings;
mod waiting;
mod websocket;
mod work;

pub use call_quota::CallQuota;
pub use external::deliver_external;
pub use message::Delivery;
pub use settings::Settings;
pub use websocket::deliver_websocket;
pub use work::ChannelContext;
pub(crate) use work::{is_superseded, read, written};
