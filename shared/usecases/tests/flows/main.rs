//! Tests of the use cases with the in-memory ports: the guarantees of each use case, and the races
//! that it has to survive.

// A test may be brief where production code must be careful.
#![allow(clippy::unwrap_used, clippy::cloned_ref_to_slice_refs)]

mod acks;
mod again;
mod alerts;
mod allowance;
mod broadcast;
mod bursts;
mod carriers;
mod changed_contact;
mod chat_commands;
mod connect;
mod contacts;
mod envelope;
mod expired;
mod fallback;
mod feeds;
mod inbox;
mod interposed;
mod kills;
mod ladder;
mod lambdas;
mod ledger;
mod limits;
mod logs;
mod night;
mod noted;
mod notices;
mod outbox;
mod outside;
mod positions;
mod preferences;
mod prices;
mod profiles;
mod providers;
mod recipient_limits;
// The reference of the simulation: both use the same oracle.
#[path = "../../../../tests/simulation/src/market/reference.rs"]
mod reference;
mod release;
mod reports;
mod retries;
mod revoked;
mod route;
mod superseded;
mod throttling;
mod topics;
mod torn;
mod trader;
mod wishes;
mod world;
mod zones;
