//! The frames between a trader's device and the server: JSON text with camelCase names.
//!
//! Every client frame is answered by exactly one [`reply`] or [`error`]; the connection stays open.

pub(crate) mod delivery;
pub mod reply;
mod request;
pub mod schema;
mod server;

pub use crate::carrier::websocket::MAX_PAGE_BYTES;
pub use request::{
    AckKind, Action, Current, ErrorCode, FrameError, MAX_FRAME_BYTES, MAX_IDS, MAX_LIST, MarkRead, NewDevice,
    Rearrangement, Request,
};
pub use server::{
    Surroundings, acked_by, details, error, listed, notification, own_preferences, preferences, reachability,
    read, rearranged, reply,
};
