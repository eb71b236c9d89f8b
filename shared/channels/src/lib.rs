//! How each channel hands a delivery over.
//!
//! Every channel has the same files: `send` is the adapter to its provider, `retry` says what the
//! provider's answers mean, `memory` is the twin for the tests.

pub mod websocket;
