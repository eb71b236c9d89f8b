//! The files of the contracts: they agree with the code, with AsyncAPI's own schema, and with the
//! decoders.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod agreement;
mod asyncapi;
mod committed;
mod decoders;
mod mutation;
mod texts;
mod validators;
mod words;
mod written;
