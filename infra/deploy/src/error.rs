//! The errors, with messages for the operator who has to fix them.

use std::path::PathBuf;
use std::process::ExitStatus;

/// The reason why `cargo deploy` could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// An error of the code that is shared with `cargo local`.
    #[error(transparent)]
    Local(#[from] local::Error),
    /// An error in the files of prices and usage, or an amount that is too large for them.
    #[error(transparent)]
    Costs(#[from] costs::Error),
    /// There are no credentials, or AWS does not accept them.
    #[error("{0}")]
    Credentials(String),
    /// There is no region.
    #[error("no region: give --region, or set AWS_REGION")]
    NoRegion,
    /// AWS does not answer.
    #[error("AWS cannot be reached at {0}")]
    Unreachable(String, #[source] local::Error),
    /// A file of the operator, or the template, cannot be used.
    #[error("{file}: {what}")]
    File {
        /// The file.
        file: PathBuf,
        /// The fault.
        what: String,
    },
    /// Template parameters without a value.
    #[error(
        "the template's parameters {} have no default and no value: give them under `parameters` in a file, and the file \
         with --parameters FILE",
        .0.join(", ")
    )]
    MissingParameters(Vec<String>),
    /// A tool has failed, after printing the reason.
    #[error("{tool} failed ({status}); what it printed above says why")]
    Tool {
        /// The tool's name.
        tool: &'static str,
        /// The tool's exit status.
        status: ExitStatus,
    },
    /// The account or the stack does not allow a deployment; the findings were printed before.
    #[error("nothing was deployed: fix the blockers first")]
    Blocked,
    /// The stack lacks an output that every stack of the template has.
    #[error("the stack {stack} has no output {output}: is it one of this template?")]
    Output {
        /// The stack's name.
        stack: String,
        /// The output's name.
        output: &'static str,
    },
    /// Telegram has rejected the webhook. Its response never contains the token.
    #[error("Telegram rejected the webhook: {0}")]
    Webhook(String),
    /// A finding of the smoke test or of the load test.
    #[error("{0}")]
    Smoke(String),
    /// A fault during a drill.
    #[error("{0}")]
    Drill(String),
    /// A step of a synthetic trader failed.
    #[error(transparent)]
    Synthetic(#[from] synthetic::Error),
}

impl Error {
    /// Returns the exit code: 2 for wrong arguments, files or credentials, else 1.
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
            | Self::Drill(_)
            | Self::Synthetic(_) => 1,
        }
    }
}

/// Returns the error for a file that cannot be used, with the reason.
#[expect(clippy::needless_pass_by_value, reason = "what is wrong is an error that nothing else needs")]
pub(crate) fn file(file: impl Into<PathBuf>, what: impl ToString) -> Error {
    Error::File { file: file.into(), what: what.to_string() }
}
