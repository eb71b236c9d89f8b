//! Which mutant is switched on: the one that the environment variable `MUTANT` names.

use std::sync::LazyLock;

static ON: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("MUTANT").ok());

/// Whether the mutant of this name is switched on.
pub fn on(name: &str) -> bool {
    ON.as_deref() == Some(name)
}
