//! The files of the contracts: whether they are what the code says, what AsyncAPI asks for, and what the decoders do.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod agreement;
mod asyncapi;
mod committed;
mod decoders;
mod mutation;
mod validators;
mod words;
mod written;
