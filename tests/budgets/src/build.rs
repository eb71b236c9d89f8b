//! Builds what is measured, as it is deployed.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The functions: the packages that `infra/template.yaml` deploys.
pub fn functions() -> io::Result<Vec<String>> {
    const PREFIX: &str = "../target/lambda/";
    let template = std::fs::read_to_string(root().join("infra/template.yaml"))?;
    let packages = template.split(PREFIX).skip(1).filter_map(|rest| Some(rest.split_once('/')?.0.to_owned()));
    let mut names: Vec<_> = packages.collect();
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// The workspace's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Builds these packages in release mode, and answers where their binaries are. Each selection of packages
/// is built by itself: what our own tools need of a shared crate must not end up in a function.
pub fn release(packages: &[String]) -> io::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--release", "--quiet"]).current_dir(root());
    for package in packages {
        command.args(["-p", package]);
    }
    let status = command.status()?;
    if !status.success() {
        return Err(io::Error::other(format!("cargo build: {status}")));
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(root().join(target).join("release"))
}
