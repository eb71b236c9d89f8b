//! The names of event types, sections, options and channels, for forms and lists.

use super::event::TITLE;
use super::table::{self, message};
use super::values::{self, Value};
use crate::event::catalogue::{Channel, EventType, PreferenceKey};
use crate::locale::Language;

/// The place of a section's name inside a sentence after its heading.
const IN_SENTENCE: u16 = 1;

/// Returns the title of a type's messages, if it is the same for all of them; always `None` for our own
/// messages.
pub fn fixed_title(language: Language, event_type: EventType) -> Option<&'static str> {
    table::fixed(language, event_type.row().texts.checked_add(TITLE)?)
}

/// Returns a section's heading in a form.
pub fn section(language: Language, key: PreferenceKey) -> &'static str {
    table::phrase(language, key.spec().texts)
}

/// Returns a section's name inside a sentence.
pub fn section_in_sentence(language: Language, key: PreferenceKey) -> &'static str {
    table::phrase(language, key.spec().texts + IN_SENTENCE)
}

/// Returns the labels of a section's options in a form, in the order of the options.
pub fn options(language: Language, key: PreferenceKey) -> impl Iterator<Item = &'static str> {
    let first = key.spec().texts + IN_SENTENCE + 1;
    (first..).zip(key.spec().options).map(move |(label, _)| table::phrase(language, label))
}

/// Returns the names of these channels as a list inside a sentence; empty if there are none.
pub fn channels(language: Language, channels: impl IntoIterator<Item = Channel>) -> String {
    let name =
        |channel: Channel| values::with(language, message::CHANNEL_NAME, &[Value::Text(channel.name())]);
    let names: Vec<_> = channels.into_iter().map(name).collect();
    names.join(table::phrase(language, message::LIST_SEPARATOR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_name_for_every_channel() {
        let english = Language::default();
        assert_eq!(channels(english, Channel::ALL), "app, push, Telegram, e-mail, SMS");
        assert_eq!(channels(english, []), "");
        for language in Language::ALL {
            let names = Channel::ALL.map(|channel| channels(language, [channel]));
            for (place, name) in names.iter().enumerate() {
                assert!(!name.is_empty() && !names[..place].contains(name), "{language:?} {name}");
            }
        }
    }

    #[test]
    fn a_form_has_the_names_of_the_catalogue() {
        let english = Language::default();
        let key = PreferenceKey::LiquidationWarning;
        assert_eq!(
            (section(english, key), section_in_sentence(english, key)),
            ("Margin calls", "margin calls")
        );
        let labels: Vec<_> = options(english, key).collect();
        assert_eq!(labels, ["Notify below a margin ratio of (%)", "Repeat until seen"]);
        assert_eq!(options(english, PreferenceKey::OrderFilled).count(), 0);
        assert_eq!(fixed_title(english, EventType::OrderFilled), Some("Order filled"));
    }

    #[test]
    fn a_title_that_depends_on_the_event_is_no_name() {
        let english = Language::default();
        for event_type in
            [EventType::PriceFeed, EventType::DailyReport, EventType::Summary, EventType::Merged]
        {
            assert_eq!(fixed_title(english, event_type), None, "{event_type}");
        }
    }
}
