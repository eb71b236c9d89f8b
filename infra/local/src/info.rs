//! `target/local/stack.json`: where everything of a running stack is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Tried as _};
use crate::keys;

const FILE: &str = "stack.json";

/// Where everything of a running stack is. The keys are a contract with whoever checks the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StackInfo {
    /// For AWS clients: all services answer there.
    pub aws_endpoint: String,
    /// For AWS clients.
    pub region: String,
    /// For AWS clients.
    pub access_key_id: String,
    /// For AWS clients.
    pub secret_access_key: String,
    /// What a client opens, with `?ticket=…` behind it.
    pub web_socket_url: String,
    /// The base of the HTTP API.
    pub http_url: String,
    /// The URLs of the exchange's queues (`p0`, `p1`, `p2`, `profiles`) and of `rejected`.
    pub queues: BTreeMap<String, String>,
    /// The URLs of the dead-letter queues, by their source queue.
    pub dlqs: BTreeMap<String, String>,
    /// The name of the stream of prices.
    pub tick_stream: String,
    /// The topics to which others publish.
    pub topics: Topics,
    /// The deployed names of the functions.
    pub functions: BTreeMap<String, String>,
    /// What tokens must say.
    pub jwt: Jwt,
    /// What plays FCM, its token endpoint and Telegram: its outbox, its faults and the prices are there.
    pub sandbox_url: String,
    /// The trader's console: what a person opens.
    pub console_url: String,
}

/// The ARNs of the topics to which others publish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Topics {
    /// Where SES tells of bounces and complaints.
    pub email_events: String,
}

/// What tokens must say to be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Jwt {
    /// The `iss` claim.
    pub issuer: String,
    /// The `aud` claim.
    pub audience: String,
    /// Where the keys are published.
    pub jwks_url: String,
}

impl StackInfo {
    /// The running stack of a state directory.
    pub fn read(state_dir: &Path) -> Result<Self, Error> {
        let file = state_dir.join(FILE);
        let text = match fs::read_to_string(&file) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::NotRunning),
            other => other.tried(|| format!("cannot read {}", file.display()))?,
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
        // Whoever finds a stale one finds nobody at its address either.
        let _ = fs::remove_file(state_dir.join(FILE));
    }
}
