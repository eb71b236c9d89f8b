//! One file of the page's texts, as it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::Fault;

/// The texts of a language.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) path: PathBuf,
    /// In the order of the file.
    pub(super) messages: Vec<Message>,
}

/// A message, or one of its attributes.
#[derive(Debug)]
pub(super) struct Message {
    /// The name, such as `alert-new` or `alert-new.label`.
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) parts: Vec<Part>,
}

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Variable(String),
    /// One of several texts, and the one for every other value.
    Select {
        variable: String,
        arms: Vec<(String, Vec<Part>)>,
        /// The default with its key.
        default: (String, Vec<Part>),
    },
}

impl Message {
    /// Returns the variables with the keys by which texts are chosen.
    pub(super) fn variables(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut found = BTreeMap::new();
        collect(&self.parts, &mut found);
        found
    }
}

fn collect<'a>(parts: &'a [Part], found: &mut BTreeMap<&'a str, BTreeSet<&'a str>>) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Variable(name) => {
                found.entry(name).or_default();
            }
            Part::Select { variable, arms, default } => {
                for (key, parts) in arms.iter().chain([default]) {
                    found.entry(variable).or_default().insert(key);
                    collect(parts, found);
                }
            }
        }
    }
}

impl Texts {
    /// Reads the file.
    ///
    /// # Errors
    /// All its faults: it cannot be read, it is not Fluent, or it has a form that is not used here.
    pub(super) fn read(path: &Path) -> Result<Self, Vec<Fault>> {
        let fault = |line, message| Fault { file: path.to_owned(), line, message };
        let text =
            fs::read_to_string(path).map_err(|error| vec![fault(1, format!("cannot be read: {error}"))])?;
        let resource = parser::parse(text.as_str()).map_err(|(_, errors)| {
            let found = errors.into_iter();
            found
                .map(|error| fault(line_at(&text, error.pos.start), format!("is not Fluent: {error}")))
                .collect::<Vec<_>>()
        })?;
        let mut reader = Reader { path, text: &text, line: 1, faults: Vec::new() };
        let mut messages: Vec<Message> = Vec::new();
        for entry in &resource.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Term(term) => {
                    reader.fault(term.id.name, "terms are not used here; write a message");
                    continue;
                }
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => continue,
            };
            let value =
                message.value.iter().map(|value| (message.id.name, message.id.name.to_owned(), value));
            let attributes = message.attributes.iter().map(|attribute| {
                let name = format!("{}.{}", message.id.name, attribute.id.name);
                (attribute.id.name, name, &attribute.value)
            });
            for (place, name, pattern) in value.chain(attributes) {
                if messages.iter().any(|known| known.name == name) {
                    reader.fault(place, format!("`{name}` is here twice"));
                }
                reader.line = reader.line_of(place);
                let line = reader.line;
                let parts = reader.parts(pattern);
                messages.push(Message { name, line, parts });
            }
        }
        if reader.faults.is_empty() {
            Ok(Self { path: path.to_owned(), messages })
        } else {
            Err(reader.faults)
        }
    }

    /// Returns the message of this name.
    pub(super) fn find(&self, name: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.name == name)
    }

    pub(super) fn fault(&self, line: usize, message: impl Into<String>) -> Fault {
        Fault { file: self.path.clone(), line, message: message.into() }
    }
}

/// Returns the line of the byte at `offset`, counted from 1.
fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

/// Reads the patterns of a file.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    /// The line of the message that is read.
    line: usize,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    /// Returns the line of a slice of the file.
    fn line_of(&self, slice: &str) -> usize {
        line_at(self.text, (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize))
    }

    fn fault(&mut self, place: &str, message: impl Into<String>) {
        let line = if place.is_empty() { self.line } else { self.line_of(place) };
        self.faults.push(Fault { file: self.path.to_owned(), line, message: message.into() });
    }

    fn parts(&mut self, pattern: &Pattern<&'a str>) -> Vec<Part> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => add_text(&mut parts, &value.replace('\n', " ")),
                PatternElement::Placeable { expression } => self.expression(expression, &mut parts),
            }
        }
        parts
    }

    fn expression(&mut self, expression: &Expression<&'a str>, parts: &mut Vec<Part>) {
        let (selector, variants) = match expression {
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                add_text(parts, &unescape_unicode_to_string(value));
                return;
            }
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                parts.push(Part::Variable(id.name.to_owned()));
                return;
            }
            Expression::Inline(_) => {
                self.fault("", "only variables and string literals are inserted here");
                return;
            }
            Expression::Select { selector, variants } => (selector, variants),
        };
        let InlineExpression::VariableReference { id } = selector else {
            self.fault("", "a selector is a variable here");
            return;
        };
        let mut arms = Vec::new();
        let mut default = None;
        for variant in variants {
            let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) =
                variant.key;
            let parts = self.parts(&variant.value);
            if variant.default {
                default = Some((key.to_owned(), parts));
            } else {
                arms.push((key.to_owned(), parts));
            }
        }
        // The parser refuses a selector without a default.
        if let Some(default) = default {
            parts.push(Part::Select { variable: id.name.to_owned(), arms, default });
        }
    }
}

fn add_text(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(Part::Text(text.to_owned())),
    }
}
