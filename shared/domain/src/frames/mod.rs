//! The frames between a trader's device and us: JSON text, camelCase.
//!
//! Every client frame is answered by exactly one [`reply`] or [`error`]; the connection stays.

mod delivery;
pub mod reply;
mod request;
pub mod schema;
mod server;

pub use request::{
    Action, Current, ErrorCode, FrameError, MAX_FRAME_BYTES, MAX_IDS, MAX_LIST, MarkRead, NewDevice, Request,
};
pub use server::{
    MAX_PAGE_BYTES, Surroundings, details, error, listed, notification, preferences, reachability, read,
    reply,
};
