//! What can go wrong between `cargo local` and a running system, worded for whoever has to fix it.

use domain::Time;
use std::io;
use std::path::PathBuf;

/// Why the local stack could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No usable Python.
    #[error("{0}")]
    Python(String),
    /// The virtual environment could not be filled.
    #[error("could not install {what} into {venv}; the log is {log}:\n{tail}")]
    Install {
        /// What was to be installed.
        what: &'static str,
        /// Where the environment was to be.
        venv: PathBuf,
        /// What `pip` said.
        log: PathBuf,
        /// The last lines of it.
        tail: String,
    },
    /// `cargo build` failed; it has told why on standard error.
    #[error("the functions do not build ({0})")]
    Build(String),
    /// Another local stack lives in the same state directory.
    #[error(
        "a local stack is already running{}: end it with Ctrl-C where it runs", address.as_ref().map(|a| format!(" at {a}")).unwrap_or_default()
    )]
    AlreadyRunning {
        /// Its gateway, when it has come so far.
        address: Option<String>,
    },
    /// No local stack to talk to.
    #[error("no local stack is running: start one with `cargo local`")]
    NotRunning,
    /// Somebody else listens on a port that we need.
    #[error("port {0} is taken: choose others with --port N (N, N+1 and N+2 are used)")]
    PortTaken(u16),
    /// MiniStack did not come up, or went down.
    #[error("MiniStack {what}; the log is {log}:\n{tail}")]
    MiniStack {
        /// What it did.
        what: &'static str,
        /// Its log.
        log: PathBuf,
        /// The last lines of it.
        tail: String,
    },
    /// A template line that points at an artefact which is not built, or the other way round.
    #[error("infra/template.yaml: {0}")]
    Template(String),
    /// The stack was not created.
    #[error("the template does not deploy: {}", .0.join("\n  "))]
    Deploy(Vec<String>),
    /// An AWS call was refused.
    #[error("{action}: {code}: {message}")]
    Aws {
        /// The call.
        action: String,
        /// The error code of the service, else the HTTP status.
        code: String,
        /// What the service said.
        message: String,
    },
    /// A call that got no answer.
    #[error("no answer from AWS, or from the stack that plays it here")]
    Http(#[from] reqwest::Error),
    /// The operating system refused something.
    #[error("{what}")]
    Io {
        /// What was tried.
        what: String,
        /// The refusal.
        #[source]
        source: io::Error,
    },
    /// A key, a token or a signature that cannot be made.
    #[error("cryptography: {0}")]
    Crypto(String),
    /// JSON that is not what it should be.
    #[error("{what} is not what it should be")]
    Json {
        /// Which JSON.
        what: String,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
    /// The provider sandbox did not come up.
    #[error("the provider sandbox did not start")]
    Sandbox(#[source] sandbox::Error),
    /// A variable that the account's access needs is not set.
    #[error("{0} is not set")]
    Environment(&'static str),
    /// Not an address or region that can be called.
    #[error("there is no AWS at {0:?}")]
    Address(String),
    /// The stack has no queues that are known by its outputs.
    #[error("the stack {0} has no outputs that name a queue and its dead-letter queue")]
    NoQueues(String),
    /// A queue that the stack does not have.
    #[error("there is no queue {name}; there are {}", known.join(", "))]
    UnknownQueue {
        /// The one that was asked for.
        name: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// Ticks that were to be made in the future.
    #[error("{0} is in the future: the system takes no ticks of then")]
    TicksOfTheFuture(Time),
    /// A file of trades that cannot be read.
    #[error("{file}, line {line}: {what}")]
    Ticks {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// The queues, or the stream, took only a part.
    #[error("{0}")]
    Publish(String),
}

impl From<sandbox::Error> for Error {
    fn from(error: sandbox::Error) -> Self {
        match error {
            sandbox::Error::PortTaken(port) => Self::PortTaken(port),
            error @ (sandbox::Error::Io { .. } | sandbox::Error::Key | sandbox::Error::Client(_)) => {
                Self::Sandbox(error)
            }
        }
    }
}

/// Names what was tried, since an I/O error alone never tells.
pub trait Tried<T> {
    /// Adds `what` to the error.
    ///
    /// # Errors
    ///
    /// The error that there was, named.
    fn tried(self, what: impl FnOnce() -> String) -> Result<T, Error>;
}

impl<T> Tried<T> for io::Result<T> {
    fn tried(self, what: impl FnOnce() -> String) -> Result<T, Error> {
        self.map_err(|source| Error::Io { what: what(), source })
    }
}

/// Prints the error with its causes, a line each, as the command line tools do.
pub fn report(error: &dyn std::error::Error) {
    eprintln!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
}
