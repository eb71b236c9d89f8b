//! The errors, worded for the person who has to fix them.

use std::path::PathBuf;
use std::process::ExitStatus;

/// Why `cargo deploy` could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Of the code that is shared with `cargo local`.
    #[error(transparent)]
    Local(#[from] local::Error),
    /// The files of prices and usage, or an amount that they make too large.
    #[error(transparent)]
    Costs(#[from] costs::Error),
    /// No credentials, or such as AWS does not accept.
    #[error("{0}")]
    Credentials(String),
    /// No region.
    #[error("no region: give --region, or set AWS_REGION")]
    NoRegion,
    /// AWS does not answer.
    #[error("AWS cannot be reached at {0}")]
    Unreachable(String, #[source] local::Error),
    /// A file of the operator, or the template, that cannot be used.
    #[error("{file}: {what}")]
    File {
        /// The file.
        file: PathBuf,
        /// The fault.
        what: String,
    },
    /// Parameters of the template without a value.
    #[error(
        "the template's parameters {} have no default and no value: give them under `parameters` in a file, and the file \
         with --parameters FILE",
        .0.join(", ")
    )]
    MissingParameters(Vec<String>),
    /// A tool has failed; it has printed why.
    #[error("{tool} failed ({status}); what it printed above says why")]
    Tool {
        /// Its name.
        tool: &'static str,
        /// How it ended.
        status: ExitStatus,
    },
    /// The account or the stack is not fit for a deployment; what stands in the way was printed.
    #[error("nothing was deployed: first change what stands in the way")]
    Blocked,
    /// The stack does not have an output that it should have.
    #[error("the stack {stack} has no output {output}: is it one of this template?")]
    Output {
        /// Its name.
        stack: String,
        /// The output.
        output: &'static str,
    },
    /// Telegram has not taken the webhook. Its answer never has the token in it.
    #[error("Telegram has not taken the webhook: {0}")]
    Webhook(String),
    /// The finding of the smoke test or of the load.
    #[error("{0}")]
    Smoke(String),
    /// A hop of a synthetic trader that did not come about.
    #[error(transparent)]
    Synthetic(#[from] synthetic::Error),
}

impl Error {
    /// The exit code: 2 where the call or its credentials are at fault, else 1.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Credentials(_)
            | Self::NoRegion
            | Self::Unreachable(..)
            | Self::File { .. }
            | Self::MissingParameters(_)
            | Self::Local(local::Error::Environment(_) | local::Error::Address(_)) => 2,
            Self::Local(_)
            | Self::Costs(_)
            | Self::Tool { .. }
            | Self::Blocked
            | Self::Output { .. }
            | Self::Webhook(_)
            | Self::Smoke(_)
            | Self::Synthetic(_) => 1,
        }
    }
}

/// A file that cannot be used, and why.
#[expect(clippy::needless_pass_by_value, reason = "what is wrong is an error that nothing else needs")]
pub(crate) fn file(file: impl Into<PathBuf>, what: impl ToString) -> Error {
    Error::File { file: file.into(), what: what.to_string() }
}
