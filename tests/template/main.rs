//! Properties of `infra/template.yaml` that the local stack does not enforce.

#![allow(clippy::unwrap_used)]

mod alarms;
mod canary;
mod console;
mod costs;
mod deployment;
mod environment;
mod guide;
mod keys;
mod platform;
mod providers;
mod queues;
mod references;
mod roles;
mod runbooks;
mod schedule;
mod sockets;
mod template;
mod ticks;
mod wakes;
