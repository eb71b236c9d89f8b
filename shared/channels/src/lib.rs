//! The delivery channels.
//!
//! Every channel has the same files: `request` builds the request of a delivery, `send` is the
//! adapter to the provider, `retry` classifies the provider's answers, and `memory` is the
//! in-memory implementation for the tests.

pub mod collapse;
pub mod email;
mod line;
pub mod links;
pub mod push;
pub mod sms;
pub mod telegram;
pub mod websocket;
pub mod wire;
