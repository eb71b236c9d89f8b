//! The errors of a start.

use std::io;

/// The reason why the sandbox could not be started.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another program listens on its port.
    #[error("port {0} is taken")]
    PortTaken(u16),
    /// The operating system refused an operation.
    #[error("the provider sandbox cannot {what}")]
    Io {
        /// The failed operation.
        what: &'static str,
        /// The operating system's error.
        #[source]
        source: io::Error,
    },
    /// The service account's key could not be generated.
    #[error("the key of the sandbox's service account cannot be made")]
    Key,
    /// The HTTP client for the webhook could not be built.
    #[error("there is no HTTP client for the webhook")]
    Client(#[source] reqwest::Error),
}

/// Adds the failed operation to an I/O error, which does not contain it.
pub(crate) trait Context<T> {
    /// Adds `what` to the error.
    fn context(self, what: &'static str) -> Result<T, Error>;
}

impl<T> Context<T> for io::Result<T> {
    fn context(self, what: &'static str) -> Result<T, Error> {
        self.map_err(|source| Error::Io { what, source })
    }
}
