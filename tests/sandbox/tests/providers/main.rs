//! The sandbox as independent clients see it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod client;
mod control;
mod faults;
mod prices;
mod push;
mod telegram;
mod token;
mod webhook;
