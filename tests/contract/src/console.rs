//! The catalogue as a module of the console's page: its forms and names, and with them its type
//! check, then know every event, field, channel, section and language.

use std::fmt::Write as _;

use domain::event::catalogue::{FieldKind, FieldSpec, OptionKind, OptionSpec, PreferenceKey, Row};
use domain::text::{interface_text, message, names};
use domain::{Channel, EventType, Language, Priority};
use serde_json::{Map, Value};

use crate::COMMAND;
use crate::asyncapi::types_of;

/// The language of the console.
const LANGUAGE: Language = Language::En;

/// The optional fields of every type, which no sample has: no form asks for them.
const COMMON_FIELDS: [&str; 2] = ["account_id", "product"];

/// Returns the text of the module: constants without any code.
pub(crate) fn module() -> String {
    let channels: Vec<_> = Channel::ALL.iter().map(|channel| format!("'{channel}',")).collect();
    let languages: Vec<_> = Language::ALL.into_iter().map(language).collect();
    let types = Priority::ALL.into_iter().flat_map(types_of);
    let events: Vec<_> = types.filter_map(EventType::parse).flat_map(event).collect();
    let sections: Vec<_> = PreferenceKey::ALL.into_iter().flat_map(section).collect();
    let constants = [
        constant("CHANNELS", "The channels, in the order of a fallback.", &channels),
        constant("LANGUAGES", "The languages of the texts, with their own names.", &languages),
        constant(
            "EVENTS",
            "The events with the fields and a sample of their data, the most urgent first.",
            &events,
        ),
        constant("SECTIONS", "The sections of the preferences, in the order of the document.", &sections),
    ];
    format!("// Generated from the event catalogue by `{COMMAND}`. Do not edit it.\n{}", constants.concat())
}

/// Returns a constant with these lines of its list.
fn constant(name: &str, description: &str, lines: &[String]) -> String {
    let lines = lines.join("\n  ");
    format!("\n/** {description} */\nexport const {name} = /** @type {{const}} */ ([\n  {lines}\n]);\n")
}

fn language(language: Language) -> String {
    let name = interface_text(language, message::LANGUAGE_NAME, &[]);
    format!("{{ tag: {}, name: {} }},", quoted(language.code()), quoted(&name))
}

/// Returns the lines of an event: its name, class and colour, its fields in their order, and its
/// sample.
fn event(event_type: EventType) -> Vec<String> {
    let row = event_type.row();
    let mut lines = vec![
        "{".to_owned(),
        format!("  type: {},", quoted(row.name)),
        format!("  label: {},", quoted(&label(row))),
        format!("  priority: {},", row.priority.number()),
        format!("  severity: {},", quoted(row.severity.name())),
        "  fields: [".to_owned(),
    ];
    lines.extend(row.fields.iter().filter(|field| !COMMON_FIELDS.contains(&field.name)).map(field));
    lines.push("  ],".to_owned());
    let sample: Map<String, Value> = serde_json::from_str(event_type.sample()).unwrap_or_default();
    lines.push("  sample: {".to_owned());
    let shown = sample.iter().filter_map(|(name, value)| Some((name, sample_text(value)?)));
    lines.extend(shown.map(|(name, text)| format!("    {name}: {},", quoted(&text))));
    lines.extend(["  },".to_owned(), "},".to_owned()]);
    lines
}

/// Returns the type's name in words: its title, if all of its messages and no other type's have that
/// title.
fn label(row: &Row) -> String {
    let title = |event_type| names::fixed_title(LANGUAGE, event_type);
    let own = title(row.event_type);
    let namesakes = EventType::ALL.iter().filter(|other| title(**other) == own).count();
    match own {
        Some(title) if namesakes == 1 => title.to_owned(),
        _ => in_words(row.name),
    }
}

/// Converts `weekly_pnl_report` to `Weekly PNL report`: what cannot be pronounced is an abbreviation.
fn in_words(name: &str) -> String {
    let word = |word: &str| {
        let is_spoken = word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if is_spoken { word.to_owned() } else { word.to_uppercase() }
    };
    let words: Vec<_> = name.split('_').map(word).collect();
    let words = words.join(" ");
    let mut characters = words.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// Returns the line of a field: what its form has to know.
fn field(field: &FieldSpec) -> String {
    let kind = match field.kind {
        FieldKind::Id => "kind: 'id'".to_owned(),
        FieldKind::Count => "kind: 'count'".to_owned(),
        FieldKind::Time => "kind: 'time'".to_owned(),
        FieldKind::Day => "kind: 'day'".to_owned(),
        FieldKind::Week => "kind: 'week'".to_owned(),
        FieldKind::Section => "kind: 'section'".to_owned(),
        FieldKind::List(_) => "kind: 'list'".to_owned(),
        FieldKind::Texts(_) => "kind: 'texts'".to_owned(),
        FieldKind::OneOf(words) => {
            let words: Vec<_> = words.iter().map(|word| quoted(word)).collect();
            format!("kind: 'choice', values: [{}]", words.join(", "))
        }
        FieldKind::Symbol
        | FieldKind::Asset
        | FieldKind::Text(_)
        | FieldKind::Decimal(_)
        | FieldKind::Country => "kind: 'text'".to_owned(),
    };
    format!("    {{ name: {}, required: {}, {kind} }},", quoted(field.name), !field.optional)
}

/// Returns the value of a sample as it stands in a form: a list with commas between its texts, and of
/// texts in several languages the English one.
fn sample_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(texts) => {
            let texts: Vec<_> = texts.iter().filter_map(Value::as_str).collect();
            Some(texts.join(", "))
        }
        Value::Object(texts) => texts.get(LANGUAGE.code()).and_then(Value::as_str).map(str::to_owned),
        Value::Null | Value::Bool(_) => None,
    }
}

/// Returns the lines of a section: its names, the most urgent class that it covers, whether it cannot
/// be switched off, whether any of its types may be sent as SMS, and its options. Nothing for a section
/// without a type.
fn section(key: PreferenceKey) -> Vec<String> {
    let rows = EventType::ALL.iter().map(|event_type| event_type.row());
    let Some(priority) = rows.filter(|row| row.preference == Some(key)).map(|row| row.priority).min() else {
        return Vec::new();
    };
    let mut lines = vec![
        "{".to_owned(),
        format!("  key: {},", quoted(key.name())),
        format!("  label: {},", quoted(names::section(LANGUAGE, key))),
        format!("  inSentence: {},", quoted(names::section_in_sentence(LANGUAGE, key))),
        format!("  priority: {},", priority.number()),
        format!("  mandatory: {},", key.spec().mandatory),
        format!("  sms: {},", priority == Priority::P0),
        "  options: [".to_owned(),
    ];
    lines.extend(key.spec().options.iter().zip(names::options(LANGUAGE, key)).map(option));
    lines.extend(["  ],".to_owned(), "},".to_owned()]);
    lines
}

/// Returns the line of an option with its label.
fn option((option, label): (&OptionSpec, &str)) -> String {
    let kind = match option.kind {
        OptionKind::Number { from, to, .. } => format!("kind: 'number', least: '{from}', most: '{to}'"),
        OptionKind::TimeOfDay { .. } => "kind: 'time'".to_owned(),
        OptionKind::Switch { default } => format!("kind: 'switch', default: {default}"),
    };
    format!("    {{ key: {}, label: {}, {kind} }},", quoted(option.name), quoted(label))
}

/// Returns the text as a literal of JavaScript.
fn quoted(text: &str) -> String {
    let mut literal = String::from("'");
    for character in text.chars() {
        match character {
            '\'' | '\\' => literal.extend(['\\', character]),
            // A line separator and a paragraph separator are among them in a string literal since ES2019
            // only, and a reader would not see them.
            _ if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') => {
                // Writing to a `String` cannot fail.
                let _ = write!(literal, "\\u{:04x}", u32::from(character));
            }
            _ => literal.push(character),
        }
    }
    literal.push('\'');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_a_name_of_its_own() {
        let labels: std::collections::BTreeSet<_> =
            EventType::ALL.iter().map(|each| label(each.row())).collect();
        assert_eq!(labels.len(), EventType::ALL.len());
        assert_eq!(label(EventType::OrderFilled.row()), "Order filled");
        assert_eq!(label(EventType::PreferencesWeakened.row()), "Preferences weakened");
        assert_eq!(in_words("weekly_pnl_report"), "Weekly PNL report");
    }

    #[test]
    fn a_text_is_one_literal() {
        assert_eq!(quoted("it's \\ one\nline"), r"'it\'s \\ one\u000aline'");
    }
}
