//! The readme of the contracts.

use std::fmt::Write as _;

use crate::COMMAND;
use crate::exceptions::{OF_MESSAGES, OF_VALUES};

/// Returns `README.md`: its text, and the exceptions as a list.
pub(crate) fn text() -> String {
    let mut text = include_str!("readme.md").replace("{command}", COMMAND);
    text.push('\n');
    for exception in OF_VALUES.iter().map(|exception| exception.what).chain(OF_MESSAGES.iter().copied()) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- {exception}");
    }
    text
}
