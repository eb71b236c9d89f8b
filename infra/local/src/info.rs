//! `target/local/stack.json`: the addresses and names of a running stack.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Context as _, Error};
use crate::keys;

const FILE: &str = "stack.json";

/// The addresses and names of a running stack. The keys are a contract with the tools that read the
/// file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StackInfo {
    /// The endpoint of all AWS services.
    pub aws_endpoint: String,
    /// The region for AWS clients.
    pub region: String,
    /// The access key for AWS clients.
    pub access_key_id: String,
    /// The secret for AWS clients.
    pub secret_access_key: String,
    /// The URL that a client opens, with `?ticket=…` appended.
    pub web_socket_url: String,
    /// The base URL of the HTTP API.
    pub http_url: String,
    /// The URLs of the exchange's queues (`p0`, `p1`, `p2`, `profiles`) and of `rejected`.
    pub queues: BTreeMap<String, String>,
    /// The URLs of the dead-letter queues, by their source queue.
    pub dlqs: BTreeMap<String, String>,
    /// The name of the price stream.
    pub tick_stream: String,
    /// The topics that AWS services publish to.
    pub topics: Topics,
    /// The deployed names of the functions.
    pub functions: BTreeMap<String, String>,
    /// The claims that a token must have.
    pub jwt: Jwt,
    /// The URL of the sandbox that replaces FCM, its token endpoint and Telegram: its outbox, its
    /// faults and the prices are there.
    pub sandbox_url: String,
    /// The URL of the trader's console.
    pub console_url: String,
}

/// The ARNs of the topics that AWS services publish to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Topics {
    /// The topic for SES's bounces and complaints.
    pub email_events: String,
}

/// The claims that a token must have to be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Jwt {
    /// The `iss` claim.
    pub issuer: String,
    /// The `aud` claim.
    pub audience: String,
    /// The URL of the published keys.
    pub jwks_url: String,
}

impl StackInfo {
    /// Returns the description of the running stack of a state directory.
    ///
    /// # Errors
    ///
    /// [`Error::NotRunning`]: there is none. [`Error::Io`] and [`Error::Json`]: the file cannot be
    /// read. None is retryable.
    pub fn read(state_dir: &Path) -> Result<Self, Error> {
        let file = state_dir.join(FILE);
        let text = match fs::read_to_string(&file) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::NotRunning),
            other => other.context(|| format!("cannot read {}", file.display()))?,
        };
        serde_json::from_str(&text).map_err(|source| Error::Json { what: file.display().to_string(), source })
    }

    pub(crate) fn write(&self, state_dir: &Path) -> Result<(), Error> {
        let mut text = serde_json::to_string_pretty(self)
            .map_err(|source| Error::Json { what: FILE.to_owned(), source })?;
        text.push('\n');
        keys::write_private(&state_dir.join(FILE), text.as_bytes())
    }

    pub(crate) fn remove(state_dir: &Path) {
        // A stale file is harmless: nothing listens at the addresses in it.
        let _ = fs::remove_file(state_dir.join(FILE));
    }
}
