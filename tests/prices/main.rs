//! Price alerts from the tick to the socket, on the real binaries and the real template.
//!
//! Tests whose kills or storms would disturb others have a stack of their own.

#![allow(clippy::unwrap_used)]

mod crossing;
mod feed;
mod kill;
mod market;
// The simulation's: one oracle for all.
#[path = "../simulation/src/market/reference.rs"]
mod reference;
mod storm;
mod trades;
