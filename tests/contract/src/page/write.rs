//! The modules of the browser.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::Language;

use super::file::{Message, Part, Texts};
use super::{ENGLISH, INBOX, labels};
use crate::COMMAND;
use crate::console::quoted;

/// The module of a language for the page: its messages, and the names of what is in the catalogue.
pub(super) fn page_module(english: &Texts, texts: &Texts, language: Language) -> String {
    let mut lines = messages(english, texts, |name| (!name.starts_with(INBOX)).then_some(name));
    let labels = labels::labels(language, texts).into_iter();
    lines.extend(labels.map(|(name, text)| format!("  {}: {},", key(&name), quoted(&text))));
    module("PageTexts", &lines)
}

/// The module of a language for the inbox.
pub(super) fn inbox_module(english: &Texts, texts: &Texts) -> String {
    module("InboxTexts", &messages(english, texts, |name| name.strip_prefix(INBOX)))
}

/// The types of the page's modules: the variables of every message.
pub(super) fn page_types(english: &Texts) -> String {
    let own = english.messages.iter().filter(|message| !message.name.starts_with(INBOX));
    let mut lines: Vec<_> = own.map(|message| type_line(&message.name, message)).collect();
    let labels = labels::labels(ENGLISH, english).into_iter();
    lines.extend(labels.map(|(name, _)| format!("  {}: undefined;", key(&name))));
    types("PageVariables", "PageTexts", "../../../inbox/message.js", &lines)
}

/// The types of the inbox's modules.
pub(super) fn inbox_types(english: &Texts) -> String {
    let own =
        english.messages.iter().filter_map(|message| Some((message.name.strip_prefix(INBOX)?, message)));
    let lines: Vec<_> = own.map(|(name, message)| type_line(name, message)).collect();
    types("InboxVariables", "InboxTexts", "../message.js", &lines)
}

/// The module that loads a language of the page.
pub(super) fn page_loaders(codes: &[&str]) -> String {
    loaders("PageTexts", codes)
}

/// The module that loads a language of the inbox; English is part of the inbox itself.
pub(super) fn inbox_loaders(codes: &[&str]) -> String {
    let loaded: Vec<_> = codes.iter().copied().filter(|code| *code != ENGLISH.code()).collect();
    loaders("InboxTexts", &loaded)
}

fn module(of: &str, lines: &[String]) -> String {
    let lines = lines.join("\n");
    format!("{}\n/** @type {{import('./types.js').{of}}} */\nexport default {{\n{lines}\n}};\n", head())
}

fn types(variables: &str, texts: &str, message: &str, lines: &[String]) -> String {
    let lines = lines.join("\n");
    format!(
        "{}import type {{ Messages, Value }} from '{message}';\n\n\
         /** The variables of each message. */\nexport interface {variables} {{\n{lines}\n}}\n\n\
         /** The messages of a language. */\nexport type {texts} = Messages<{variables}>;\n",
        head()
    )
}

fn loaders(of: &str, codes: &[&str]) -> String {
    let mut lines = String::new();
    for code in codes {
        // Writing to a `String` cannot fail.
        let _ = writeln!(lines, "  {}: () => import('./{code}.js'),", key(code));
    }
    format!(
        "{}\n/**\n * Loads the texts of a language. The paths are literals, so that a bundler sees them.\n \
         * @type {{Record<string, () => Promise<{{default: import('./types.js').{of}}}>>}}\n */\n\
         export const LOADERS = {{\n{lines}}};\n",
        head()
    )
}

fn head() -> String {
    format!("// Generated from `shared/catalogue/texts` by `{COMMAND}`. Do not edit it.\n")
}

/// Returns the lines of the messages that `rename` gives a name.
fn messages<'a>(
    english: &Texts,
    texts: &'a Texts,
    rename: impl Fn(&'a str) -> Option<&'a str>,
) -> Vec<String> {
    let own = texts.messages.iter().filter_map(|message| Some((rename(&message.name)?, message)));
    own.map(|(name, message)| {
        let has_variables = english.find(&message.name).is_some_and(|known| !known.variables().is_empty());
        let value = if has_variables {
            format!("({}) => {}", parameters(&message.parts), template(&message.parts))
        } else {
            quoted(&text(&message.parts))
        };
        format!("  {}: {value},", key(name))
    })
    .collect()
}

fn type_line(name: &str, message: &Message) -> String {
    let variables: BTreeMap<_, _> = message.variables();
    if variables.is_empty() {
        return format!("  {}: undefined;", key(name));
    }
    let fields: Vec<_> = variables.keys().map(|variable| format!("{variable}: Value")).collect();
    format!("  {}: {{ {} }};", key(name), fields.join("; "))
}

/// Returns a name as the key of an object.
fn key(name: &str) -> String {
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) { name.to_owned() } else { quoted(name) }
}

fn text(parts: &[Part]) -> String {
    parts.iter().map(|part| if let Part::Text(text) = part { text.as_str() } else { "" }).collect()
}

/// Returns the parameters that a text needs: the variables, and what inserts and chooses.
fn parameters(parts: &[Part]) -> &'static str {
    if parts.iter().any(|part| matches!(part, Part::Select { .. })) {
        "v, { put, choose }"
    } else {
        "v, { put }"
    }
}

/// Returns the template literal of a text with variables.
fn template(parts: &[Part]) -> String {
    let mut literal = String::from("`");
    for part in parts {
        match part {
            Part::Text(text) => literal.push_str(&escaped(text)),
            // Writing to a `String` cannot fail.
            Part::Variable(name) => drop(write!(literal, "${{put(v.{name})}}")),
            Part::Select { variable, arms, default: (_, default) } => {
                let mut texts = Vec::new();
                for (key, parts) in arms {
                    texts.push(format!("{}: {}", self::key(key), template(parts)));
                }
                let _ = write!(
                    literal,
                    "${{choose(v.{variable}, {{ {} }}, {})}}",
                    texts.join(", "),
                    template(default)
                );
            }
        }
    }
    literal.push('`');
    literal
}

/// Returns a text inside a template literal.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${")
}
