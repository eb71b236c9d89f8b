//! How each channel hands a delivery over.
//!
//! Every channel has the same files: `request` makes of a delivery what its provider reads, `send` is the adapter to
//! the provider, `retry` says what the provider's answers mean, `memory` is a twin for the tests.

pub mod email;
mod line;
pub mod sms;
pub mod websocket;
