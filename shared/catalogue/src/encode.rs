//! The form in which texts are built in: bytes that the renderer of `domain` walks through.
//!
//! Bytes from 8 on are text. [`END`] ends a message; [`PLACE`] has the number of a variable and a function
//! after it; [`SELECT`] has these and the number of arms, and each arm has its key, its length in two bytes
//! (little-endian) and its own bytes. The last arm is the default.

use std::collections::HashMap;

use crate::texts::{Key, Part, Pattern};

pub(crate) const END: u8 = 0;
pub(crate) const PLACE: u8 = 1;
pub(crate) const SELECT: u8 = 2;

pub(crate) const KEY_ABSENT: u8 = 0;
pub(crate) const KEY_WORD: u8 = 1;
pub(crate) const KEY_PLURAL: u8 = 2;
pub(crate) const KEY_NUMBER: u8 = 3;
pub(crate) const KEY_SIGN: u8 = 4;
pub(crate) const KEY_TEXT: u8 = 5;
pub(crate) const KEY_DEFAULT: u8 = 6;

/// The position of a part that a language leaves out.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// All texts of all languages. Equal messages are stored once.
#[derive(Debug, Default)]
pub(crate) struct Blob {
    pub(crate) bytes: Vec<u8>,
    known: HashMap<Vec<u8>, u32>,
}

impl Blob {
    /// Adds a message and returns its position.
    ///
    /// # Errors
    /// It is too long.
    pub(crate) fn add(&mut self, pattern: Option<&Pattern>) -> Result<u32, String> {
        let Some(pattern) = pattern else { return Ok(NOWHERE) };
        let mut bytes = encoded(pattern)?;
        bytes.push(END);
        if let Some(at) = self.known.get(&bytes) {
            return Ok(*at);
        }
        let at = u32::try_from(self.bytes.len()).map_err(|_| "the texts are too long".to_owned())?;
        self.bytes.extend_from_slice(&bytes);
        self.known.insert(bytes, at);
        Ok(at)
    }
}

fn encoded(pattern: &Pattern) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let small =
        |number: usize| u8::try_from(number).map_err(|_| "there are too many variables or words".to_owned());
    for part in pattern {
        match part {
            Part::Text(text) => bytes.extend_from_slice(text.as_bytes()),
            Part::Place { variable, function } => {
                bytes.extend([PLACE, small(*variable)?, *function as u8]);
            }
            Part::Select { variable, function, arms } => {
                bytes.extend([SELECT, small(*variable)?, *function as u8, small(arms.len())?]);
                for (key, arm) in arms {
                    match key {
                        Key::Absent => bytes.push(KEY_ABSENT),
                        Key::Word(at) => bytes.extend([KEY_WORD, small(*at)?]),
                        Key::Plural(at) => bytes.extend([KEY_PLURAL, small(*at)?]),
                        Key::Number(number) => {
                            bytes.push(KEY_NUMBER);
                            bytes.extend(number.to_le_bytes());
                        }
                        Key::Sign(at) => bytes.extend([KEY_SIGN, small(*at)?]),
                        Key::Text(text) => {
                            bytes.extend([KEY_TEXT, small(text.len())?]);
                            bytes.extend_from_slice(text.as_bytes());
                        }
                        Key::Default => bytes.push(KEY_DEFAULT),
                    }
                    let arm = encoded(arm)?;
                    let length = u16::try_from(arm.len()).map_err(|_| "a text is too long".to_owned())?;
                    bytes.extend(length.to_le_bytes());
                    bytes.extend(arm);
                }
            }
        }
    }
    Ok(bytes)
}
