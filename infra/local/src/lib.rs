//! `cargo local`: the whole system on this machine, from the same template and sources as on AWS.
//!
//! The cast, in order of appearance: `venv` makes the Python environment with MiniStack in it, `artefacts`
//! builds and zips the functions, `ministack` plays AWS, `deploy` hands it `infra/template.yaml`, `server`
//! publishes the issuer's keys and serves the `console`, the crate `sandbox` plays the providers, and [`Stack`] holds them together. Tests
//! start stacks of their own from here.
//!
//! What runs on a `leash` cannot outlive us, whatever ends us.

mod access;
pub mod artefacts;
pub mod aws;
mod console;
pub mod deploy;
mod error;
pub mod feed;
mod info;
mod keys;
pub mod leash;
mod ministack;
mod origin;
mod paths;
mod permissions;
mod progress;
mod providers;
pub mod publish;
pub mod redrive;
mod server;
mod stack;
pub mod ticks;
pub mod venv;
pub mod xml;

pub use access::Access;
pub use aws::Aws;
pub use error::{Error, Tried, report};
pub use info::{Jwt, StackInfo, Topics};
pub use keys::{MAX_TOKEN_SECONDS, TokenOptions};
pub use ministack::MiniStack;
pub use origin::Origin;
pub use paths::{root, state_dir};
pub use progress::{Progress, Step};
pub use stack::{Options, Stack};

use jiff::Timestamp;

/// A token for `user`, signed with the key of the stack in `state_dir`.
pub fn token(state_dir: &std::path::Path, user: &str, options: &TokenOptions) -> Result<String, Error> {
    let key = keys::SigningKey::load(state_dir)?.ok_or(Error::NotRunning)?;
    key.token(user, options, Timestamp::now())
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
