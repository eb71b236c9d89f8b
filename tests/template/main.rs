//! What `infra/template.yaml` promises and the local stack does not enforce.

#![allow(clippy::unwrap_used)]

mod alarms;
mod console;
mod environment;
mod keys;
mod providers;
mod queues;
mod references;
mod roles;
mod schedule;
mod sockets;
mod template;
mod ticks;
mod wakes;
