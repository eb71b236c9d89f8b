//! The deterministic simulation: the same use cases and the same batch harness that the functions run, in a
//! world of in-memory queues, tables, sockets and devices where everything that can go wrong does.
//!
//! The cast, in the order of the data: [`exchange`] publishes events, and what it knows of its traders ([`profiles`]);
//! [`queues`] keep both as SQS does; an invocation ([`functions`]) is a task that [`schedule`] polls, interrupts and
//! kills; what it calls is [`edge`], the ports with [`faults`]; [`sockets`] are the gateway's, [`providers`] those of the
//! external channels; [`devices`] are the traders', who change their [`contacts`] and wishes in mid-flight. What really
//! happened is written into a [`book`]: after every step and at the end, [`invariants`] compare the system's word with it
//! and say what must never be.
//!
//! What is traded, and who waits for which price, is decided by [`market`]; a run is about that or about all the rest.
//!
//! What happens by the clock is begun by [`minutes`]; when the traders sleep is decided by [`nights`], and what they wanted
//! when is known to [`wishes`]. What a thousand runs must have come across is counted as [`faults`] and [`sights`].
//!
//! The limits of an AWS account are in [`quotas`]: some runs have an [`account`] that allows little, and [`crash`](mod@crash) lets
//! a market crash under the real figures.
//!
//! Apart from that, and without faults, [`backlog`] measures how long a P0 queues for a provider for which others wait,
//! [`morning`](mod@morning) how long it takes until what waited for the same minute has left, and [`storm`](mod@storm) how long
//! until all alerts have fired that one tick crosses.
//!
//! One seed decides everything, so one seed is one replay: [`run`] with the same [`Scenario`] makes the same
//! trace. Reads are strongly consistent, as all of the store's are; a stale read is therefore no fault here.

mod account;
mod backlog;
mod book;
pub mod campaign;
mod contacts;
mod crash;
mod devices;
mod edge;
mod exchange;
mod faults;
mod functions;
mod invariants;
mod market;
mod minutes;
mod morning;
pub mod mutants;
mod neighbours;
mod nights;
mod odd;
mod profiles;
mod providers;
mod queues;
mod quotas;
mod run;
mod scenario;
mod schedule;
mod shrink;
mod sights;
mod sockets;
mod storm;
mod timeline;
mod unused;
mod wishes;
mod world;

pub use backlog::{Queueing, queueing};
pub use crash::{Concurrency, Crash, Crashed, LimitsHit, Minute, Rates, Rerouted, crash};
pub use faults::{Fault, Tally};
pub use morning::{Crowd, Morning, morning};
pub use neighbours::{Felt, Latencies, neighbours};
pub use quotas::Quotas;
pub use run::{Report, run};
pub use scenario::Scenario;
pub use shrink::shrink;
pub use sights::Sight;
pub use storm::{Storm, Stormed, Table, storm};
pub use usecases::planted::{Bug, plant};
