//! The errors of `cargo local`, with messages for the person who has to fix them.

use domain::Time;
use std::io;
use std::path::PathBuf;

/// The reason why the local stack could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No usable Python.
    #[error("{0}")]
    Python(String),
    /// The virtual environment could not be installed.
    #[error("could not install {what} into {venv}; the log is {log}:\n{tail}")]
    Install {
        /// The packages that were to be installed.
        what: &'static str,
        /// The folder of the environment.
        venv: PathBuf,
        /// The log of `pip`.
        log: PathBuf,
        /// The last lines of the log.
        tail: String,
    },
    /// An argument names something that does not exist.
    #[error("{0}")]
    Usage(String),
    /// `cargo build` failed, after printing the reason to standard error.
    #[error("the functions do not build ({0})")]
    Build(String),
    /// Another local stack runs in the same state directory.
    #[error(
        "a local stack is already running{}: end it with Ctrl-C where it runs", address.as_ref().map(|a| format!(" at {a}")).unwrap_or_default()
    )]
    AlreadyRunning {
        /// Its gateway, if it has started that far.
        address: Option<String>,
    },
    /// There is no running local stack.
    #[error("no local stack is running: start one with `cargo local`")]
    NotRunning,
    /// Another program listens on a port that the stack needs.
    #[error("port {0} is taken: choose others with --port N (N, N+1 and N+2 are used)")]
    PortTaken(u16),
    /// MiniStack did not start, or ended.
    #[error("MiniStack {what}; the log is {log}:\n{tail}")]
    MiniStack {
        /// The failure, as the message words it.
        what: &'static str,
        /// Its log.
        log: PathBuf,
        /// The last lines of the log.
        tail: String,
    },
    /// A source of the console's page has a form that the bundler does not know.
    #[error("infra/console/{file}, line {line}: {what}")]
    Bundle {
        /// The file, relative to the folder of the page.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// The fault in the line.
        what: String,
    },
    /// A template line points at an artefact that is not built, or the other way round.
    #[error("infra/template.yaml: {0}")]
    Template(String),
    /// The stack was not created; the lines are the failures of its resources.
    #[error("the template does not deploy: {}", .0.join("\n  "))]
    Deploy(Vec<String>),
    /// An AWS call was refused.
    #[error("{action}: {code}: {message}")]
    Aws {
        /// The call.
        action: String,
        /// The error code of the service, else the HTTP status.
        code: String,
        /// The service's message.
        message: String,
    },
    /// A call got no response.
    #[error("no answer from AWS, or from the local stack that emulates it")]
    Http(#[from] reqwest::Error),
    /// The operating system refused an operation.
    #[error("{what}")]
    Io {
        /// The failed operation.
        what: String,
        /// The operating system's error.
        #[source]
        source: io::Error,
    },
    /// A key, a token or a signature cannot be made.
    #[error("cryptography: {0}")]
    Crypto(String),
    /// JSON does not have the expected form.
    #[error("{what} has an unexpected form")]
    Json {
        /// A name for the JSON.
        what: String,
        /// The parser's error.
        #[source]
        source: serde_json::Error,
    },
    /// The provider sandbox did not start.
    #[error("the provider sandbox did not start")]
    Sandbox(#[source] sandbox::Error),
    /// A variable that the account's access needs is not set.
    #[error("{0} is not set")]
    Environment(&'static str),
    /// The address or region cannot be called.
    #[error("{0:?} is not an AWS endpoint")]
    Address(String),
    /// The stack has no outputs that name queues.
    #[error("the stack {0} has no outputs that name a queue and its dead-letter queue")]
    NoQueues(String),
    /// The stack does not have this queue.
    #[error("there is no queue {name}; there are {}", known.join(", "))]
    UnknownQueue {
        /// The requested name.
        name: String,
        /// The queues of the stack.
        known: Vec<String>,
    },
    /// The replayed ticks would lie in the future.
    #[error("{0} is in the future: the system accepts no ticks from the future")]
    TicksOfTheFuture(Time),
    /// A file of trades cannot be read.
    #[error("{file}, line {line}: {what}")]
    Ticks {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// The fault in the line.
        what: String,
    },
    /// The queues or the stream rejected a message.
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

/// Adds the failed operation to an I/O error, which does not contain it.
pub trait Context<T> {
    /// Adds `what` to the error.
    ///
    /// # Errors
    ///
    /// [`Error::Io`], if there is an error.
    fn context(self, what: impl FnOnce() -> String) -> Result<T, Error>;
}

impl<T> Context<T> for io::Result<T> {
    fn context(self, what: impl FnOnce() -> String) -> Result<T, Error> {
        self.map_err(|source| Error::Io { what: what(), source })
    }
}

/// Prints the error with its causes, one per line, as the command line tools do.
pub fn report(error: &dyn std::error::Error) {
    eprintln!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
}
