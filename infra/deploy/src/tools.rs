//! The tools that are brought along: AWS's SAM CLI and cargo-lambda, in a virtual environment of their own.

use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use local::leash::Order;
use local::venv::{Python, Venv};
use local::{Progress, Tried as _};

use crate::error::Error;

/// The folder of this crate, with its scripts and requirements.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of everything that `cargo deploy` makes.
pub(crate) fn state_dir() -> PathBuf {
    local::root().join("target/deploy")
}

/// The tools, installed.
pub(crate) struct Tools {
    /// The interpreter of their environment.
    pub(crate) python: Python,
}

impl Tools {
    /// Installs them unless they are there already.
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

    /// The SAM CLI's command line, with these arguments.
    pub(crate) fn sam(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Order {
        let mut order = Order::new(self.python.path(), None, self.python.command("sam"));
        order.command().args(arguments).env("SAM_CLI_TELEMETRY", "0");
        order
    }
}

/// Runs a tool in the foreground: what it prints goes where ours goes.
pub(crate) async fn run(tool: &'static str, order: Order) -> Result<(), Error> {
    let out = std::io::stdout().as_fd().try_clone_to_owned().tried(|| "cannot print".to_owned())?;
    let status = order.start(File::from(out), Stdio::inherit())?.wait().await?;
    if status.success() { Ok(()) } else { Err(Error::Tool { tool, status }) }
}
