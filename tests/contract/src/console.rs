//! The catalogue as a module of the console's page: its forms and names, and with them its type
//! check, then know every event, field, channel, section and language.

use std::fmt::Write as _;

use domain::event::catalogue::{
    FieldKind, FieldSpec, OptionKind, OptionSpec, PreferenceKey, PushChannel, Row,
};
use domain::text::{direction, interface_text, message};
use domain::{Channel, EventType, Language, Priority};
use serde_json::{Map, Value};

use crate::COMMAND;

/// The language of samples that have several.
const LANGUAGE: Language = Language::En;

/// The optional fields of every type, which no sample has: no form asks for them.
const COMMON_FIELDS: [&str; 2] = ["account_id", "product"];

/// The groups of the inbox, in the order of its filters.
const GROUPS: [&str; 5] = ["trades", "funds", "alerts", "security", "news"];

/// Returns the text of the module that the page loads first: constants without any code.
pub(crate) fn module() -> String {
    let channels: Vec<_> = Channel::ALL.iter().map(|channel| format!("'{channel}',")).collect();
    let languages: Vec<_> = Language::ALL.into_iter().map(language).collect();
    let events: Vec<_> = events().map(event).collect();
    let sections: Vec<_> = PreferenceKey::ALL.into_iter().flat_map(section).collect();
    let constants = [
        constant("CHANNELS", "The channels, in the order of a fallback.", &channels),
        constant("LANGUAGES", "The languages of the texts, with their own names and directions.", &languages),
        constant("EVENTS", "The events, the most urgent first.", &events),
        constant("SECTIONS", "The sections of the preferences, in the order of the document.", &sections),
    ];
    generated(&constants)
}

/// Returns the text of the module with the data of the events, which a page needs once it sends one.
pub(crate) fn samples() -> String {
    let samples: Vec<_> = events().flat_map(sample).collect();
    generated(&[constant("SAMPLES", "The events with the fields and a sample of their data.", &samples)])
}

/// Returns the text of the module by which the inbox filters: the types of each group.
pub(crate) fn groups() -> String {
    let lines: Vec<_> = GROUPS
        .into_iter()
        .flat_map(|group| {
            let types = events().map(EventType::row).filter(|row| group_of(row) == group);
            let mut lines = vec![format!("{group}: [")];
            lines.extend(types.map(|row| format!("  {},", quoted(row.name))));
            lines.push("],".to_owned());
            lines
        })
        .collect();
    let lines = lines.join("\n  ");
    generated(&[format!(
        "\n/** The groups of the inbox with their types. @type {{Record<string, string[]>}} */\n\
         export const GROUPS = {{\n  {lines}\n}};\n"
    )])
}

/// Returns the types, the most urgent first.
pub(crate) fn events() -> impl Iterator<Item = EventType> {
    let of = |class: Priority| EventType::ALL.iter().copied().filter(move |of| of.priority() == class);
    Priority::ALL.into_iter().flat_map(of)
}

/// Returns the group of a type: that of a phone's settings, with price alerts and the security of the account
/// apart. What is critical has a channel of its own on a phone, so its link says what it is about.
fn group_of(row: &Row) -> &'static str {
    if row.security || row.link.is_some_and(|link| link.starts_with("/settings")) {
        return "security";
    }
    if row.preference.is_some_and(|key| key.name() == "priceAlert") {
        return "alerts";
    }
    let is_of_funds = row.link.is_some_and(|link| link.starts_with("/wallet") || link.starts_with("/p2p"));
    match row.push_channel {
        PushChannel::Critical if is_of_funds => "funds",
        PushChannel::Critical | PushChannel::Trading => "trades",
        PushChannel::Funds => "funds",
        PushChannel::News => "news",
    }
}

/// Returns a module with these constants.
pub(crate) fn generated(constants: &[String]) -> String {
    format!("// Generated from the event catalogue by `{COMMAND}`. Do not edit it.\n{}", constants.concat())
}

/// Returns a constant with these lines of its list.
fn constant(name: &str, description: &str, lines: &[String]) -> String {
    let lines = lines.join("\n  ");
    format!("\n/** {description} */\nexport const {name} = /** @type {{const}} */ ([\n  {lines}\n]);\n")
}

fn language(language: Language) -> String {
    let name = interface_text(language, message::LANGUAGE_NAME, &[]);
    format!(
        "{{ tag: {}, name: {}, direction: {} }},",
        quoted(language.code()),
        quoted(&name),
        quoted(direction(language))
    )
}

/// Returns the line of an event: its class and colour.
fn event(event_type: EventType) -> String {
    let row = event_type.row();
    format!(
        "{{ type: {}, priority: {}, severity: {} }},",
        quoted(row.name),
        row.priority.number(),
        quoted(row.severity.name())
    )
}

/// Returns the lines of an event's data: its fields in their order, and its sample.
fn sample(event_type: EventType) -> Vec<String> {
    let row = event_type.row();
    let mut lines = vec!["{".to_owned(), format!("  type: {},", quoted(row.name)), "  fields: [".to_owned()];
    lines.extend(row.fields.iter().filter(|field| !COMMON_FIELDS.contains(&field.name)).map(field));
    lines.push("  ],".to_owned());
    let sample: Map<String, Value> = serde_json::from_str(event_type.sample()).unwrap_or_default();
    lines.push("  sample: {".to_owned());
    let shown = sample.iter().filter_map(|(name, value)| Some((name, sample_text(value)?)));
    lines.extend(shown.map(|(name, text)| format!("    {name}: {},", quoted(&text))));
    lines.extend(["  },".to_owned(), "},".to_owned()]);
    lines
}

/// Converts `weekly_pnl_report` to `Weekly PNL report`: what cannot be pronounced is an abbreviation.
pub(crate) fn in_words(name: &str) -> String {
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

/// Returns the lines of a section: the group of its most urgent type, the class of that type, whether it cannot
/// be switched off, whether any of its types may be sent as SMS, and its options. Nothing for a section
/// without a type.
fn section(key: PreferenceKey) -> Vec<String> {
    let Some(row) = events().map(EventType::row).find(|row| row.preference == Some(key)) else {
        return Vec::new();
    };
    let priority = row.priority;
    let mut lines = vec![
        "{".to_owned(),
        format!("  key: {},", quoted(key.name())),
        format!("  group: {},", quoted(group_of(row))),
        format!("  priority: {},", priority.number()),
        format!("  mandatory: {},", key.spec().mandatory),
        format!("  sms: {},", priority == Priority::P0),
        "  options: [".to_owned(),
    ];
    lines.extend(key.spec().options.iter().map(option));
    lines.extend(["  ],".to_owned(), "},".to_owned()]);
    lines
}

/// Returns the line of an option.
fn option(option: &OptionSpec) -> String {
    let kind = match option.kind {
        OptionKind::Number { from, to, .. } => format!(
            "kind: 'number', least: '{from}', most: '{to}', weakerWhenLower: {}",
            option.weaker_when_lower
        ),
        OptionKind::TimeOfDay { .. } => "kind: 'time'".to_owned(),
        OptionKind::Switch { default } => format!("kind: 'switch', default: {default}"),
    };
    format!("    {{ key: {}, {kind} }},", quoted(option.name))
}

/// Returns the text as a literal of JavaScript.
pub(crate) fn quoted(text: &str) -> String {
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
    fn a_name_in_words_keeps_its_abbreviations() {
        assert_eq!(in_words("weekly_pnl_report"), "Weekly PNL report");
    }

    #[test]
    fn every_type_is_in_the_group_in_which_a_trader_looks_for_it() {
        let of = |event_type: EventType| group_of(event_type.row());
        assert!(events().all(|event_type| GROUPS.contains(&of(event_type))));
        for (name, group) in [
            ("order_filled", "trades"),
            ("position_liquidated", "trades"),
            ("deposit_credited", "funds"),
            ("withdrawal_failed", "funds"),
            ("price_alert", "alerts"),
            ("two_factor_changed", "security"),
            ("delivery_test", "security"),
            ("new_listing", "news"),
        ] {
            assert_eq!(of(EventType::parse(name).unwrap()), group, "{name}");
        }
    }

    #[test]
    fn a_text_is_one_literal() {
        assert_eq!(quoted("it's \\ one\nline"), r"'it\'s \\ one\u000aline'");
    }
}
