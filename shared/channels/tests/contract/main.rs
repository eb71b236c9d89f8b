//! The requests of push and Telegram, byte by byte, and the results for each way in which a
//! provider can answer, against a real server on this machine.

// The lint recognizes test functions, but not the helpers beside them.
#![allow(clippy::unwrap_used)]

mod http2;
mod merged;
mod provider;
mod push_platforms;
mod push_request;
mod push_wire;
mod sample;
mod sandbox;
mod secret;
mod telegram_request;
mod telegram_wire;
mod webhook;
