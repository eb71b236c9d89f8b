//! What every function shares.
//!
//! A function is its `main` (what it is made of), its `config` (its environment) and its `handler` (event →
//! use case → response). [`run`] is the way from the process's start to the first event; [`batch`] works off
//! SQS events; [`socket`] is what the gateway tells of a WebSocket; [`env`], [`clients`], [`clock`],
//! [`random`] and [`telemetry`] are the process's links to the world; [`warm`] readies them for the first event.

pub mod batch;
pub mod clients;
pub mod clock;
mod connections;
pub mod delivery;
pub mod env;
pub mod random;
mod run;
pub mod socket;
pub mod telemetry;
pub mod warm;

pub use env::{Env, EnvError};
pub use run::{Handler, InitError, run};
