//! The compiled texts, and the renderer that walks through them.
//!
//! `shared/catalogue` compiles the texts of all languages into bytes; its `encode.rs` has their form.

use crate::locale::Language;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// The number of a text.
pub(crate) type Message = u16;

/// The function that is applied to a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Itself,
    Sign,
    Absolute,
    Week,
    Year,
}

impl Function {
    fn of(code: u8) -> Self {
        match code {
            1 => Self::Sign,
            2 => Self::Absolute,
            3 => Self::Week,
            4 => Self::Year,
            _ => Self::Itself,
        }
    }
}

/// The value that the keys of a selector are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Selected<'a> {
    /// The variable has no value.
    Absent,
    /// The number of a word.
    Word(u8),
    /// A number of things.
    Number(u64),
    /// The sign of a decimal: 0 for negative, 1 for zero, 2 for positive.
    Sign(u8),
    /// A text.
    Text(&'a str),
    /// Any other value.
    Present,
}

/// The values of a text's variables, which are numbered in the order in which the catalogue lists them.
pub(super) trait Variables {
    /// Appends the value of a variable.
    fn write(&self, variable: u8, function: Function, out: &mut String);

    /// Returns what the keys of a selector on this variable are compared with.
    fn select(&self, variable: u8, function: Function) -> Selected<'_>;
}

/// Returns the bytes from the beginning of a text to the end of all texts; `None` if the language leaves
/// this part out.
fn bytes(language: Language, message: Message) -> Option<&'static [u8]> {
    let position = *POSITIONS.get(language as usize)?.get(usize::from(message))?;
    if position == NOWHERE { None } else { TEXTS.get(usize::try_from(position).ok()?..) }
}

/// Returns a text without variables; empty if the language leaves this part out.
pub(super) fn phrase(language: Language, message: Message) -> &'static str {
    let text = bytes(language, message).unwrap_or_default();
    literal(text).0
}

/// Returns a text if it is the same whatever the values of its variables are; `None` if it is not, or the
/// language leaves this part out.
pub(super) fn fixed(language: Language, message: Message) -> Option<&'static str> {
    let (text, rest) = literal(bytes(language, message)?);
    matches!(rest, [] | [END, ..]).then_some(text)
}

/// Whether the language has this part.
pub(super) fn has(language: Language, message: Message) -> bool {
    bytes(language, message).is_some()
}

/// Appends a text; nothing if the language leaves this part out.
pub(super) fn render(language: Language, message: Message, variables: &dyn Variables, out: &mut String) {
    walk(bytes(language, message).unwrap_or_default(), language, variables, out);
}

/// Returns the literal text that the bytes begin with, and the bytes after it.
fn literal(bytes: &'static [u8]) -> (&'static str, &'static [u8]) {
    let end = bytes.iter().position(|byte| *byte <= SELECT).unwrap_or(bytes.len());
    let (text, rest) = bytes.split_at(end);
    // The compiler of the catalogue wrote them from texts.
    (std::str::from_utf8(text).unwrap_or_default(), rest)
}

fn walk(mut bytes: &'static [u8], language: Language, variables: &dyn Variables, out: &mut String) {
    loop {
        match bytes {
            [] | [END, ..] => return,
            [PLACE, variable, function, rest @ ..] => {
                variables.write(*variable, Function::of(*function), out);
                bytes = rest;
            }
            [SELECT, variable, function, arms, rest @ ..] => {
                let selected = variables.select(*variable, Function::of(*function));
                let (chosen, after) = choose(*arms, rest, language, selected);
                walk(chosen, language, variables, out);
                bytes = after;
            }
            text => {
                let (text, rest) = literal(text);
                out.push_str(text);
                bytes = rest;
            }
        }
    }
}

/// Returns the bytes of the first arm whose key fits, and the bytes after all arms.
fn choose(
    arms: u8,
    mut bytes: &'static [u8],
    language: Language,
    selected: Selected<'_>,
) -> (&'static [u8], &'static [u8]) {
    let mut chosen: Option<&'static [u8]> = None;
    for _ in 0..arms {
        let Some((fits, rest)) = key(bytes, language, selected) else { return (&[], &[]) };
        let [low, high, rest @ ..] = rest else { return (&[], &[]) };
        let Some((arm, rest)) = rest.split_at_checked(u16::from_le_bytes([*low, *high]).into()) else {
            return (&[], &[]);
        };
        if fits && chosen.is_none() {
            chosen = Some(arm);
        }
        bytes = rest;
    }
    (chosen.unwrap_or_default(), bytes)
}

/// Returns whether the key at the beginning of the bytes fits, and the bytes after it.
fn key(bytes: &'static [u8], language: Language, selected: Selected<'_>) -> Option<(bool, &'static [u8])> {
    let (fits, rest) = match bytes {
        [KEY_ABSENT, rest @ ..] => (selected == Selected::Absent, rest),
        [KEY_WORD, word, rest @ ..] => (selected == Selected::Word(*word), rest),
        [KEY_PLURAL, category, rest @ ..] => {
            let is_of = |number| language.plural(number) == *category;
            (matches!(selected, Selected::Number(number) if is_of(number)), rest)
        }
        [KEY_NUMBER, low, high, rest @ ..] => {
            (selected == Selected::Number(u16::from_le_bytes([*low, *high]).into()), rest)
        }
        [KEY_SIGN, sign, rest @ ..] => (selected == Selected::Sign(*sign), rest),
        [KEY_TEXT, length, rest @ ..] => {
            let (text, rest) = rest.split_at_checked((*length).into())?;
            (matches!(selected, Selected::Text(selected) if selected.as_bytes() == text), rest)
        }
        [KEY_DEFAULT, rest @ ..] => (true, rest),
        _ => return None,
    };
    Some((fits, rest))
}
