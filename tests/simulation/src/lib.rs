//! The deterministic simulation: the same use cases and the same batch harness that the functions run, in a
//! world of in-memory queues, tables, sockets and devices in which every fault occurs.
//!
//! The modules, in the order of the data: [`exchange`] publishes events and the profiles of its traders
//! ([`profiles`]); [`queues`] store both as SQS does; an invocation ([`functions`]) is a task that
//! [`schedule`] polls, interrupts and kills; it calls the ports in [`sim_ports`], which inject [`faults`];
//! [`sockets`] are the gateway's, [`providers`] those of the external channels; [`devices`] are the traders',
//! who change their [`contacts`] and preferences during the run. What really happened is recorded as
//! [`facts`]: after every step and at the end, [`invariants`] compare the system's state with them.
//!
//! The traded symbols and the traders' price alerts are in [`market`]; a run is either about them
//! or about everything else.
//!
//! The rule that runs every minute is in [`minutes`]; the quiet hours of the traders are set by [`nights`],
//! and the history of their preferences is in [`wishes`]. The faults and situations that a thousand runs must
//! have covered are counted as [`faults`] and [`coverage`].
//!
//! The limits of an AWS account are in [`quotas`]: some runs have an [`account`] with low limits, and
//! [`crash`](mod@crash) simulates a crash of the market under the real limits.
//!
//! Apart from that, and without faults, [`backlog`] measures the time that a P0 queues for a provider for
//! which other deliveries wait, [`morning`](mod@morning) the time until everything that was deferred to the
//! same minute has left, and [`storm`](mod@storm) the time until all alerts that one tick crosses have fired.
//!
//! One seed decides everything, so one seed is one replay: [`run`] with the same [`Scenario`] makes the same
//! trace. Reads are strongly consistent, as all of the store's are; a stale read is therefore no fault here.

use allocator as _; // A quarter of a run would be spent in the allocator of the system.

mod account;
mod backlog;
pub mod campaign;
mod contacts;
mod coverage;
mod crash;
mod devices;
mod exchange;
mod facts;
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
mod rearranging;
mod run;
mod scenario;
mod schedule;
mod shrink;
mod sim_ports;
mod sockets;
mod storm;
mod timeline;
mod wishes;
mod world;

pub use backlog::{Counting, Queueing, queueing};
pub use coverage::Coverage;
pub use crash::{Concurrency, Crash, Crashed, LimitsHit, Minute, Rates, Rerouted, crash};
pub use faults::{Fault, Tally};
pub use morning::{Crowd, Morning, morning};
pub use neighbours::{Experienced, Latencies, neighbours};
pub use quotas::Quotas;
pub use run::{Report, run};
pub use scenario::Scenario;
pub use shrink::shrink;
pub use storm::{Storm, Stormed, Table, storm};
