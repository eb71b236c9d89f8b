//! The keys of selectors.

use crate::slots::VariableKind;
use crate::texts::{Function, Key, PLURALS, Part, Pattern, SIGNS};

/// Whether the pattern inserts the variable.
pub(crate) fn inserts(pattern: &Pattern, wanted: usize) -> bool {
    pattern.iter().any(|part| match part {
        Part::Text(_) => false,
        Part::Place { variable, .. } => *variable == wanted,
        Part::Select { arms, .. } => arms.iter().any(|(_, arm)| inserts(arm, wanted)),
    })
}

/// Returns the key of a variant, or what was expected.
pub(crate) fn key(
    kind: &VariableKind,
    function: Function,
    is_optional: bool,
    written: &str,
    is_default: bool,
) -> Result<Key, String> {
    if is_optional && written == "absent" {
        return Ok(Key::Absent);
    }
    let absent = if is_optional { ", or absent" } else { "" };
    let position = |words: &[&str]| words.iter().position(|word| *word == written);
    match (kind, function) {
        (VariableKind::OneOf(words), _) => match words.iter().position(|word| word == written) {
            Some(at) => Ok(Key::Word(at)),
            None if is_default && written == "other" => Ok(Key::Default),
            None => Err(format!("one of {}{absent}", words.join(", "))),
        },
        (VariableKind::Decimal, Function::Sign) => match position(&SIGNS) {
            Some(at) => Ok(Key::Sign(at)),
            None if is_default && written == "other" => Ok(Key::Default),
            None => Err(format!("negative, zero or other{absent}")),
        },
        (VariableKind::Count | VariableKind::Integer, _) => {
            if let Ok(number) = written.parse() {
                return Ok(Key::Number(number));
            }
            position(&PLURALS)
                .map(Key::Plural)
                .ok_or_else(|| format!("an integer or one of {}{absent}", PLURALS.join(", ")))
        }
        (VariableKind::Key, _) if is_default => Ok(Key::Default),
        (VariableKind::Key, _) => Ok(Key::Text(written.to_owned())),
        (VariableKind::Text | VariableKind::Decimal | VariableKind::Week, _) => {
            if is_default && is_optional {
                Ok(Key::Default)
            } else {
                Err(format!("absent and a default, and only if it is optional{absent}"))
            }
        }
    }
}
