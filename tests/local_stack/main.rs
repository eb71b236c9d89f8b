//! The whole system, from the exchange's queue to an independent WebSocket client, on the real binaries and
//! the real template.

#![allow(clippy::unwrap_used, clippy::cloned_ref_to_slice_refs)]

mod access;
mod canary;
mod carrier_contract;
mod catalogue;
mod journey;
mod moto;
mod protocol;
mod rejection;
mod store_contract;
mod topics;
