//! Builds the measured functions as they are deployed.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the names of the functions: the binaries that `infra/template.yaml` deploys.
///
/// # Errors
///
/// The template cannot be read; not retryable.
pub fn functions() -> io::Result<Vec<String>> {
    const PREFIX: &str = "../target/lambda/";
    let template = std::fs::read_to_string(root().join("infra/template.yaml"))?;
    let binaries = template.split(PREFIX).skip(1).filter_map(|rest| Some(rest.split_once('/')?.0.to_owned()));
    let mut names: Vec<_> = binaries.collect();
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// Returns the workspace's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Builds these functions in release mode, and returns the folder of their binaries.
///
/// # Errors
///
/// Cargo cannot be started, or the build fails; not retryable.
pub fn release(functions: &[String]) -> io::Result<PathBuf> {
    let named = functions.iter().flat_map(|function| ["--bin", function]);
    build("functions", named)
}

/// Builds the programs of this package in release mode.
///
/// # Errors
///
/// Cargo cannot be started, or the build fails; not retryable.
pub fn helpers() -> io::Result<()> {
    build("budgets", []).map(|_| ())
}

/// Builds one package by itself, so that features which our own tools need of a shared crate do not
/// end up in a function.
fn build<'a>(package: &str, named: impl IntoIterator<Item = &'a str>) -> io::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--release", "--quiet", "--package", package]).args(named).current_dir(root());
    let status = command.status()?;
    if !status.success() {
        return Err(io::Error::other(format!("cargo build: {status}")));
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(root().join(target).join("release"))
}
