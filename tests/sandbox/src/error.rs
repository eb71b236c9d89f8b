//! Why there is no sandbox.

use std::io;

/// Why the sandbox could not be started.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else listens on its port.
    #[error("port {0} is taken")]
    PortTaken(u16),
    /// The operating system refused something.
    #[error("the provider sandbox cannot {what}")]
    Io {
        /// What was tried.
        what: &'static str,
        /// The refusal.
        #[source]
        source: io::Error,
    },
    /// The service account's key could not be made.
    #[error("the key of the sandbox's service account cannot be made")]
    Key,
    /// No HTTP client for calling the webhook.
    #[error("there is no HTTP client for the webhook")]
    Client(#[source] reqwest::Error),
}

/// Names what was tried, since an I/O error alone never tells.
pub(crate) trait Tried<T> {
    /// Adds `what` to the error.
    fn tried(self, what: &'static str) -> Result<T, Error>;
}

impl<T> Tried<T> for io::Result<T> {
    fn tried(self, what: &'static str) -> Result<T, Error> {
        self.map_err(|source| Error::Io { what, source })
    }
}
