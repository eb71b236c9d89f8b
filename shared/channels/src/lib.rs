//! How each channel hands a delivery over.
//!
//! Every channel has the same files: `request` makes of a delivery what goes over the wire, `send` is the adapter
//! to its provider, `retry` says what the provider's answers mean, `memory` is the twin for the tests.

pub mod collapse;
pub mod email;
mod line;
pub mod push;
pub mod sms;
pub mod telegram;
pub mod websocket;
pub mod wire;
