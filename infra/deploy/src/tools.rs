//! The tools that are installed on demand: AWS's SAM CLI and cargo-lambda, in a virtual environment
//! of their own.

use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use local::process_guard::GuardedCommand;
use local::venv::{Python, Venv};
use local::{Context as _, Progress};

use crate::error::Error;

/// Returns the folder of this crate, with its scripts and requirements.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the folder of all files that `cargo deploy` writes.
pub(crate) fn state_dir() -> PathBuf {
    local::root().join("target/deploy")
}

/// The installed tools.
pub(crate) struct Tools {
    /// The interpreter of their virtual environment.
    pub(crate) python: Python,
}

impl Tools {
    /// Installs the tools unless they are installed already.
    pub(crate) async fn ready() -> Result<Self, Error> {
        let folder = local::root().join("target/deploy-venv");
        let venv = Venv::new("the SAM CLI and cargo-lambda", folder, here().join("requirements.txt"));
        let step = venv.must_install().then(|| Progress::shown().step("installing SAM CLI (once)"));
        let python = venv.ready().await?;
        if let Some(step) = step {
            step.done();
        }
        Ok(Self { python })
    }

    /// Returns a command line of the SAM CLI with these arguments.
    pub(crate) fn sam(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> GuardedCommand {
        let mut order = GuardedCommand::new(self.python.path(), None, self.python.command("sam"));
        order.command().args(arguments).env("SAM_CLI_TELEMETRY", "0");
        order
    }
}

/// Runs a tool in the foreground, with its standard output and error going to ours.
pub(crate) async fn run(tool: &'static str, order: GuardedCommand) -> Result<(), Error> {
    let out = std::io::stdout().as_fd().try_clone_to_owned().context(|| "cannot print".to_owned())?;
    let status = order.start(File::from(out), Stdio::inherit())?.wait().await?;
    if status.success() { Ok(()) } else { Err(Error::Tool { tool, status }) }
}
