//! The names of what is in the catalogue, in the language of the page: the catalogue's own texts, and a
//! message `type-…` for a type whose title is not always the same.

use domain::event::catalogue::PreferenceKey;
use domain::text::names;
use domain::{EventType, Language};

use super::Fault;
use super::file::{Message, Part, Texts};
use crate::console::in_words;

/// What the names of these messages begin with.
const TYPE: &str = "type-";

/// Returns the names and texts of the labels that the page's file does not have.
pub(super) fn labels(language: Language, texts: &Texts) -> Vec<(String, String)> {
    let mut labels: Vec<_> = EventType::ALL
        .iter()
        .map(|event_type| (message_of(*event_type), *event_type))
        .filter(|(name, _)| texts.find(name).is_none())
        // A type of a deployment's own folder has no message in the page's file.
        .map(|(name, event_type)| {
            (name, title(language, event_type).unwrap_or_else(|| in_words(event_type.row().name)))
        })
        .collect();
    for key in PreferenceKey::ALL {
        let name = format!("section-{}", key.name());
        labels.push((format!("{name}.in-sentence"), names::section_in_sentence(language, key).to_owned()));
        let options = key.spec().options.iter().zip(names::options(language, key));
        labels.extend(options.map(|(option, label)| (format!("{name}.{}", option.name), label.to_owned())));
        labels.push((name, names::section(language, key).to_owned()));
    }
    labels
}

/// Adds a fault for each type of the catalogue that has no name of its own, and for each message that names
/// no type.
pub(super) fn add_faults(language: Language, texts: &Texts, faults: &mut Vec<Fault>) {
    for message in &texts.messages {
        let Some(name) = message.name.strip_prefix(TYPE) else { continue };
        if EventType::parse(name).is_none() {
            faults.push(texts.fault(message.line, format!("there is no type `{name}`")));
        }
    }
    let mut known: Vec<(String, &str)> = Vec::new();
    for event_type in EventType::ALL.iter().copied().filter(|event_type| is_ours(*event_type)) {
        let name = event_type.row().name;
        let message = texts.find(&message_of(event_type));
        let Some(label) = message.map(plain).or_else(|| title(language, event_type)) else {
            let fault = format!("`{TYPE}{name}` is missing: the title of this type is not always the same");
            faults.push(texts.fault(1, fault));
            continue;
        };
        if let Some((_, other)) = known.iter().find(|(known, _)| *known == label) {
            let line = message.map_or(1, |message| message.line);
            faults.push(texts.fault(line, format!("`{name}` and `{other}` are both called {label}")));
        }
        known.push((label, name));
    }
}

/// Whether the type has a file in this repository.
fn is_ours(event_type: EventType) -> bool {
    super::folder().join(format!("../events/{}.toml", event_type.row().name)).is_file()
}

fn message_of(event_type: EventType) -> String {
    format!("{TYPE}{}", event_type.row().name)
}

fn plain(message: &Message) -> String {
    let text = |part: &Part| if let Part::Text(text) = part { text.clone() } else { String::new() };
    message.parts.iter().map(text).collect()
}

/// Returns the title of the type's messages, if all of them and no other type's have it.
fn title(language: Language, event_type: EventType) -> Option<String> {
    let title = |event_type| names::fixed_title(language, event_type);
    let own = title(event_type)?;
    let namesakes = EventType::ALL.iter().filter(|other| title(**other) == Some(own)).count();
    (namesakes == 1).then(|| own.to_owned())
}
