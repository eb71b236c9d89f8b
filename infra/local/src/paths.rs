//! Paths: the repository, and the local stack's files in its target folder.

use std::path::{Path, PathBuf};

/// Returns the root of the repository.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Returns the folder of this crate, with its scripts and requirements.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the state directory of the stack that `cargo local` runs.
pub fn state_dir() -> PathBuf {
    root().join("target/local")
}

/// Returns the virtual environment that every local stack of this checkout shares.
pub(crate) fn venv() -> PathBuf {
    root().join("target/venv")
}

/// Returns the last lines of a log, for an error message.
pub(crate) fn tail(log: &Path) -> String {
    let bytes = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.len().saturating_sub(15);
    let indented: Vec<String> = lines.iter().skip(first).map(|line| format!("  {line}")).collect();
    indented.join("\n")
}
