//! The agreement of a language's messages with the English ones.

use std::collections::BTreeSet;

use super::Fault;
use super::file::{Message, Texts};

/// CLDR's plural categories.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Adds the faults of a language: a message that is missing or unknown, and a variable or a key that the
/// English message does not have or that only it has.
pub(super) fn add_faults(english: &Texts, texts: &Texts, is_english: bool, faults: &mut Vec<Fault>) {
    for message in &texts.messages {
        if let Some(known) = english.find(&message.name) {
            compare(known, message, texts, faults);
        } else {
            faults.push(texts.fault(message.line, format!("`{}` is not in English", message.name)));
        }
    }
    if is_english {
        return;
    }
    for known in english.messages.iter().filter(|known| texts.find(&known.name).is_none()) {
        let (message, _) = known.name.split_once('.').unwrap_or((&known.name, ""));
        let line = texts.find(message).map_or(1, |message| message.line);
        faults.push(texts.fault(line, format!("`{}` is missing", known.name)));
    }
}

fn compare(english: &Message, message: &Message, texts: &Texts, faults: &mut Vec<Fault>) {
    let name = &message.name;
    let (known, used) = (english.variables(), message.variables());
    let mut add = |fault: String| faults.push(texts.fault(message.line, fault));
    for (variable, keys) in &used {
        let Some(english_keys) = known.get(variable) else {
            add(format!("`{name}` has no variable `${variable}`"));
            continue;
        };
        if is_word(english_keys) {
            for key in keys.difference(english_keys) {
                add(format!("`{key}` is no key for `${variable}` in `{name}`"));
            }
            if !keys.is_empty() && keys != english_keys {
                let missing: Vec<_> = english_keys.difference(keys).copied().collect();
                if !missing.is_empty() {
                    add(format!("`{name}` has no text for `${variable}` = {}", missing.join(", ")));
                }
            }
        } else {
            for key in keys.iter().filter(|key| !is_plural(key)) {
                add(format!("`{key}` is no plural category and no number, for `${variable}` in `{name}`"));
            }
        }
    }
    for variable in known.keys().filter(|variable| !used.contains_key(*variable)) {
        add(format!("`{name}` leaves out the variable `${variable}`"));
    }
}

/// Whether a variable with these keys in English is a word, and not a number.
fn is_word(keys: &BTreeSet<&str>) -> bool {
    keys.iter().any(|key| !is_plural(key))
}

fn is_plural(key: &str) -> bool {
    PLURALS.contains(&key) || key.bytes().all(|byte| byte.is_ascii_digit())
}
