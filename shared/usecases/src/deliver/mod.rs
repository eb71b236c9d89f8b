//! A notification goes out on a channel.
//!
//! - [`websocket`]: P1 and P2 to the open sockets (P0 is posted by `route` itself).
//! - [`external`]: push, Telegram, e-mail and SMS, through the ledger. [`attempt`] is the way of one delivery: claim,
//!   send, confirm. [`last_look`] comes between claim and call, [`allowance`] says whether the provider may be called now,
//!   [`waiting`] when a message comes again, [`fallback`] takes another channel for a P0 that one has failed. What is above
//!   its recipient's limit is merged with others by [`merge`].
//!
//! The [`message`] of a channel's queue only names the delivery; what it says is read from the inbox.

mod allowance;
mod attempt;
mod block;
mod external;
mod fallback;
mod last_look;
mod merge;
mod message;
mod one;
mod settings;
mod waiting;
mod websocket;
mod work;

pub use block::Block;
pub use external::deliver_external;
pub use message::Delivery;
pub use settings::Settings;
pub use websocket::deliver_websocket;
pub use work::External;
pub(crate) use work::{is_superseded, read, written};
