//! Functions are killed while they run, and nothing is lost.

#![allow(clippy::unwrap_used)]

mod instant;
mod kill;
mod storm;
mod trader;
