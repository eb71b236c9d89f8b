//! The measurements of the design's table of budgets.
//!
//! `cargo budgets` prints all rows, measured with the release binaries against servers of its own.
//! The tests of this crate check the rows that are counts and need no release build. No row is a
//! wall-clock time: times are shown as ratios, slopes or processor time, so that they mean the same
//! on any machine.

pub mod alerts;
pub mod build;
pub mod calls;
pub mod cold;
pub mod cost;
pub mod events;
pub mod fake;
pub mod function;
pub mod handshakes;
pub mod instructions;
pub mod processor;
pub mod sizes;
pub mod table;
pub mod timing;
pub mod usage;
