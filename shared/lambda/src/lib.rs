//! The code that all Lambda functions share.
//!
//! A function is a [`Config`] (its environment) and a [`Handler`] (event → use case → response).
//!
//! - [`run`] starts the process and passes each event to the handler.
//! - [`batch`] processes SQS events, [`delivery`] those of an external channel.
//! - [`socket`] has the events of the WebSocket API.
//! - [`env`], [`clients`], [`clock`], [`random`] and [`telemetry`] give access to the environment,
//!   the network, the time, randomness, logs and metrics; [`platform`] combines a function's ports.
//! - [`warm`] makes the first calls before the first event.

pub mod batch;
pub mod clients;
pub mod clock;
mod connections;
pub mod delivery;
pub mod env;
pub mod platform;
pub mod random;
mod run;
pub mod socket;
pub mod telemetry;
pub mod warm;

pub use env::{Config, Env, EnvError, Table};
pub use run::{Handler, InitError, run};
