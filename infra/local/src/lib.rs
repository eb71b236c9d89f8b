//! `cargo local`: the whole system on this machine, from the same template and sources as on AWS
//! (`infra/adr/0006-local-stack.md`).
//!
//! The modules, in the order in which a start uses them: `venv` makes the Python environment with
//! MiniStack in it, `artefacts` builds and zips the functions, `ministack` emulates AWS, `deploy`
//! deploys `infra/template.yaml` to it, `server` publishes the issuer's keys and serves the
//! `console` from its `bundle`, the crate `sandbox` emulates the providers, and [`Stack`] owns all of them. Tests
//! start stacks of their own from here.
//!
//! A process that runs under `process_guard` ends when this process ends, however it ends.

mod access;
pub mod artefacts;
pub mod aws;
pub mod bundle;
mod console;
pub mod deploy;
mod error;
pub mod feed;
mod info;
mod keys;
mod ministack;
mod origin;
mod paths;
mod permissions;
pub mod preview;
pub mod process_guard;
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
pub use error::{Context, Error, report};
pub use info::{Jwt, StackInfo, Topics};
pub use keys::{MAX_TOKEN_SECONDS, TokenOptions};
pub use ministack::MiniStack;
pub use origin::Origin;
pub use paths::{root, state_dir};
pub use progress::{Progress, Step};
pub use stack::{Options, Stack};

use jiff::Timestamp;

/// Returns a token for `user`, signed with the key of the stack in `state_dir`.
///
/// # Errors
///
/// [`Error::NotRunning`]: the directory has no key. [`Error::Io`]: the key cannot be read.
/// [`Error::Crypto`]: the key is not valid. None is retryable.
pub fn token(state_dir: &std::path::Path, user: &str, options: &TokenOptions) -> Result<String, Error> {
    let key = keys::SigningKey::load(state_dir)?.ok_or(Error::NotRunning)?;
    key.token(user, options, Timestamp::now())
}

/// Formats bytes as lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
