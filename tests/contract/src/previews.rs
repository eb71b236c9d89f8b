//! What the types of each section of the preferences say on each channel, for the preview of the page: one
//! module per language, which is loaded when a preview is opened.

use std::fmt::Write as _;

use domain::event::catalogue::PreferenceKey;
use domain::text::preview::{Piece, pieces};
use domain::{Channel, EventType, Language, Priority};

use crate::console::{events, generated, quoted};

/// Returns the modules by their paths in the console.
pub(crate) fn modules() -> Vec<(String, String)> {
    let mut modules: Vec<_> = Language::ALL
        .into_iter()
        .map(|language| (format!("app/generated/previews/{}.js", language.code()), module(language)))
        .collect();
    modules.push(("app/generated/previews/index.js".to_owned(), loaders()));
    modules
}

/// Returns the module that loads the others. Its paths are literals, so that a bundler sees them.
fn loaders() -> String {
    let lines = Language::ALL.into_iter().fold(String::new(), |mut lines, language| {
        let code = language.code();
        // Writing to a `String` cannot fail.
        let _ = writeln!(lines, "  {}: () => import('./{code}.js'),", quoted(code));
        lines
    });
    generated(&[format!(
        "\n/**\n * Loads the previews of a language.\n * @type {{Record<string, () => \
         Promise<{{default: import('../../types.js').Previews}}>>}}\n */\nexport const PREVIEWS = {{\n\
         {lines}}};\n"
    )])
}

/// Returns the module of a language: title and body by section, type and channel.
fn module(language: Language) -> String {
    let mut text = "\n/** @type {import('../../types.js').Previews} */\nexport default {\n".to_owned();
    for key in PreferenceKey::ALL {
        let types: Vec<_> = events().filter(|of| of.row().preference == Some(key)).collect();
        if types.is_empty() {
            continue;
        }
        let _ = writeln!(text, "  {}: {{", quoted(key.name()));
        for event_type in types {
            text.push_str(&of_type(event_type, language));
        }
        text.push_str("  },\n");
    }
    text.push_str("};\n");
    generated(&[text])
}

/// Returns the lines of a type. SMS is sent for P0 only.
fn of_type(event_type: EventType, language: Language) -> String {
    let mut text = format!("    {}: {{\n", quoted(event_type.row().name));
    let may_be_sent = |piece: &Piece| piece.channel != Channel::Sms || event_type.priority() == Priority::P0;
    for Piece { channel, title, body } in pieces(event_type, language).into_iter().filter(may_be_sent) {
        let _ = writeln!(text, "      {channel}: [{}, {}],", quoted(&title), quoted(&body));
    }
    text.push_str("    },\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_a_section_is_in_the_preview_of_every_language() {
        for language in Language::ALL {
            let module = module(language);
            for event_type in events().filter(|of| of.row().preference.is_some()) {
                assert!(module.contains(&format!("    '{event_type}': {{")), "{event_type}");
            }
        }
        assert!(module(Language::De).contains("liquidiert"), "the German module is not German");
    }
}
