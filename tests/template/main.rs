//! What `infra/template.yaml` promises and the local stack does not enforce.

#![allow(clippy::unwrap_used)]

mod alarms;
mod environment;
mod keys;
mod queues;
mod roles;
mod template;
