//! Price alerts from the tick to the socket, on the real binaries and the real template.
//!
//! Tests whose kills or storms would affect others have a stack of their own.

#![allow(clippy::unwrap_used)]

mod crossing;
mod feed;
mod kill;
mod market;
// The reference of the simulation: both use the same one.
#[path = "../simulation/src/market/reference.rs"]
mod reference;
mod storm;
mod trades;
