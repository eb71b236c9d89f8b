//! Reads the texts of a language, and resolves the variables and references in them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement, VariantKey};
use fluent_syntax::parser;

use crate::keys::{inserts, key};
use crate::language::Formats;
use crate::problem::{Problem, Source};
use crate::slots::{Scope, Slot, Variable, VariableKind};

/// The texts of a language.
#[derive(Debug)]
pub(crate) struct Texts {
    /// The language tag, which is the name of the file.
    pub(crate) code: String,
    pub(crate) formats: Formats,
    /// The patterns of all slots, in their order; `None` for an optional part that is left out.
    pub(crate) patterns: Vec<Option<Pattern>>,
    /// The file and the line of each slot's pattern.
    pub(crate) places: Vec<(PathBuf, usize)>,
}

pub(crate) type Pattern = Vec<Part>;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    Text(String),
    /// A variable, by its number.
    Place {
        variable: usize,
        function: Function,
    },
    /// One of several texts; the last arm is the default.
    Select {
        variable: usize,
        function: Function,
        arms: Vec<(Key, Pattern)>,
    },
}

/// A function of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Itself,
    Sign,
    Absolute,
    Week,
    Year,
}

/// The value that a variable is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    Absent,
    /// The index of a word.
    Word(usize),
    /// A plural category of CLDR, as an index of [`PLURALS`].
    Plural(usize),
    Number(u16),
    /// An index of [`SIGNS`].
    Sign(usize),
    Text(String),
    Default,
}

/// CLDR's plural categories.
pub(crate) const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The results of `SIGN`.
pub(crate) const SIGNS: [&str; 3] = ["negative", "zero", "positive"];

/// The maximum depth of references to other messages.
const MAX_DEPTH: usize = 4;

/// Reads the files of a language, the later ones over the earlier ones, and fills the slots. `english` has
/// the optional parts that English fills.
///
/// # Errors
/// All faults of the files.
pub(crate) fn read(
    code: &str,
    sources: &[Source],
    slots: &[Slot],
    english: Option<&Texts>,
) -> Result<Texts, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut messages = Messages::default();
    for source in sources {
        messages.add(source, &mut problems);
    }
    let Some(first) = sources.first() else { return Err(problems) };
    let mut patterns = Vec::with_capacity(slots.len());
    let mut places = Vec::with_capacity(slots.len());
    for (at, slot) in slots.iter().enumerate() {
        let is_left_out = match english {
            Some(english) => slot.is_optional && english.patterns.get(at).is_some_and(Option::is_none),
            None => slot.is_optional,
        };
        match messages.parts.remove(&(slot.message.clone(), slot.part.clone())) {
            Some(written) => {
                if english.is_some() && is_left_out {
                    let message =
                        format!("`{}` is not in English, so no other language may have it", slot.name());
                    problems.push(written.source.problem(written.line, message));
                }
                let mut reader = Reader {
                    source: written.source,
                    line: written.line,
                    scope: &slot.scope,
                    all: &messages.copies,
                    present: Vec::new(),
                    problems: &mut problems,
                };
                let pattern = reader.pattern(written.pattern, 0);
                patterns.push(Some(joined(pattern)));
                places.push((written.source.path.clone(), written.line));
            }
            None if is_left_out => {
                patterns.push(None);
                places.push((first.path.clone(), 1));
            }
            None => {
                let message = messages.lines.get(&slot.message);
                let (source, line) = message.copied().unwrap_or((first, 1));
                problems.push(source.problem(line, format!("the text `{}` is missing", slot.name())));
                patterns.push(None);
                places.push((first.path.clone(), 1));
            }
        }
    }
    for ((message, part), written) in &messages.parts {
        let name = part.as_ref().map_or_else(|| message.clone(), |part| format!("{message}.{part}"));
        problems.push(written.source.problem(
            written.line,
            format!("the text `{name}` is unknown: no event type, section or other use has it"),
        ));
    }
    let formats = Formats::of(code).map_err(|message| vec![first.problem(1, message)])?;
    if problems.is_empty() {
        Ok(Texts { code: code.to_owned(), formats, patterns, places })
    } else {
        Err(problems)
    }
}

/// The parts of a language's files by their names.
#[derive(Default)]
struct Messages<'a> {
    /// The parts that no slot has taken yet.
    parts: BTreeMap<(String, Option<String>), Written<'a>>,
    /// All parts, for references.
    copies: BTreeMap<(String, Option<String>), Written<'a>>,
    /// The place of each message.
    lines: BTreeMap<String, (&'a Source, usize)>,
}

/// A part as it is written.
#[derive(Clone, Copy)]
struct Written<'a> {
    source: &'a Source,
    line: usize,
    /// Leaked: the compiler of the catalogue runs once and ends.
    pattern: &'a ast::Pattern<&'a str>,
}

impl<'a> Messages<'a> {
    fn add(&mut self, source: &'a Source, problems: &mut Vec<Problem>) {
        let resource = match parser::parse(source.text.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                problems.extend(errors.into_iter().map(|error| {
                    source.problem(source.line_at(error.pos.start), format!("is not Fluent: {error}"))
                }));
                resource
            }
        };
        let mut seen: Vec<(String, Option<String>)> = Vec::new();
        let body: &'a [Entry<&'a str>] = Vec::leak(resource.body);
        for entry in body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Term(term) => {
                    let line = source.line_of(term.id.name);
                    problems.push(source.problem(line, "terms are not used here; write a message"));
                    continue;
                }
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => {
                    continue;
                }
            };
            let name = message.id.name;
            self.lines.insert(name.to_owned(), (source, source.line_of(name)));
            let value = message.value.iter().map(|pattern| (name, None, pattern));
            let attributes = message
                .attributes
                .iter()
                .map(|attribute| (attribute.id.name, Some(attribute.id.name.to_owned()), &attribute.value));
            for (place, part, pattern) in value.chain(attributes) {
                let key = (name.to_owned(), part);
                let line = source.line_of(place);
                if seen.contains(&key) {
                    problems.push(source.problem(line, format!("`{name}` has this part twice")));
                }
                seen.push(key.clone());
                self.parts.insert(key.clone(), Written { source, line, pattern });
                self.copies.insert(key, Written { source, line, pattern });
            }
        }
    }
}

/// Reads one part.
struct Reader<'r, 'a> {
    source: &'a Source,
    line: usize,
    scope: &'r Scope,
    all: &'r BTreeMap<(String, Option<String>), Written<'a>>,
    /// The optional variables that are present here.
    present: Vec<usize>,
    problems: &'r mut Vec<Problem>,
}

impl<'a> Reader<'_, 'a> {
    fn fault(&mut self, place: &str, message: impl Into<String>) {
        let line = if place.is_empty() { self.line } else { self.source.line_of(place) };
        self.problems.push(self.source.problem(line, message));
    }

    fn pattern(&mut self, pattern: &ast::Pattern<&'a str>, depth: usize) -> Pattern {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    if value.chars().any(|character| character.is_control() && character != '\n') {
                        self.fault(value, "a text must not have control characters");
                    }
                    parts.push(Part::Text(value.replace('\n', " ")));
                }
                PatternElement::Placeable { expression } => self.expression(expression, depth, &mut parts),
            }
        }
        parts
    }

    fn expression(&mut self, expression: &Expression<&'a str>, depth: usize, parts: &mut Pattern) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, depth, parts),
            Expression::Select { selector, variants } => {
                if let Some(select) = self.select(selector, variants, depth) {
                    parts.push(select);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'a str>, depth: usize, parts: &mut Pattern) {
        match inline {
            InlineExpression::StringLiteral { value } => parts.push(Part::Text(unescaped(value))),
            InlineExpression::NumberLiteral { value } => parts.push(Part::Text((*value).to_owned())),
            InlineExpression::MessageReference { id, attribute } => {
                let key = (id.name.to_owned(), attribute.as_ref().map(|attribute| attribute.name.to_owned()));
                match self.all.get(&key).copied() {
                    Some(written) if depth < MAX_DEPTH => {
                        let own = (self.source, self.line);
                        (self.source, self.line) = (written.source, written.line);
                        let inner = self.pattern(written.pattern, depth + 1);
                        (self.source, self.line) = own;
                        parts.extend(inner);
                    }
                    Some(_) => self.fault(id.name, format!("`{}` refers to itself", id.name)),
                    None => self.fault(id.name, format!("there is no message `{}`", id.name)),
                }
            }
            InlineExpression::VariableReference { .. } | InlineExpression::FunctionReference { .. } => {
                if let Some((place, variable, function)) = self.variable(inline) {
                    self.check_inserted(place, variable, function);
                    parts.push(Part::Place { variable, function });
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression, depth, parts),
            InlineExpression::TermReference { id, .. } => {
                self.fault(id.name, "terms are not used here; refer to a message");
            }
        }
    }

    /// Returns the variable and the function of a selector or a placeable.
    fn variable(&mut self, inline: &InlineExpression<&'a str>) -> Option<(&'a str, usize, Function)> {
        let (name, function): (&'a str, Function) = match inline {
            InlineExpression::VariableReference { id } => (id.name, Function::Itself),
            InlineExpression::FunctionReference { id, arguments } => {
                let function = match id.name {
                    "SIGN" => Function::Sign,
                    "ABS" => Function::Absolute,
                    "WEEK" => Function::Week,
                    "YEAR" => Function::Year,
                    other => {
                        self.fault(
                            other,
                            format!("`{other}` is no function; known are SIGN, ABS, WEEK and YEAR"),
                        );
                        return None;
                    }
                };
                let ([InlineExpression::VariableReference { id: argument }], []) =
                    (arguments.positional.as_slice(), arguments.named.as_slice())
                else {
                    self.fault(id.name, format!("`{}` has one argument, a variable", id.name));
                    return None;
                };
                (argument.name, function)
            }
            _ => {
                self.fault("", "a selector must be a variable or a function of one");
                return None;
            }
        };
        let Some(at) = self.scope.variables.iter().position(|variable| variable.name == name) else {
            let known: Vec<_> = self.scope.variables.iter().map(|known| format!("${}", known.name)).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            self.fault(name, format!("there is no variable `${name}` here; there are {known}"));
            return None;
        };
        let kind = &self.scope.variables[at].kind;
        let is_right = match function {
            Function::Itself => true,
            Function::Sign | Function::Absolute => *kind == VariableKind::Decimal,
            Function::Week | Function::Year => *kind == VariableKind::Week,
        };
        if !is_right {
            self.fault(name, format!("this function does not take `${name}`"));
            return None;
        }
        Some((name, at, function))
    }

    fn check_inserted(&mut self, place: &str, at: usize, function: Function) {
        let Variable { name, kind, is_optional } = self.scope.variables[at].clone();
        match (kind, function) {
            (VariableKind::OneOf(_), _) => {
                self.fault(
                    place,
                    format!("`${name}` is a word of the protocol: choose a text by a selector on it"),
                );
            }
            (VariableKind::Week, Function::Itself) => {
                self.fault(place, format!("`${name}` is a week: insert WEEK(${name}) and YEAR(${name})"));
            }
            (_, Function::Sign) => self.fault(place, "SIGN is only for selectors"),
            _ => {}
        }
        if is_optional && !self.present.contains(&at) {
            self.fault(
                place,
                format!(
                    "`${name}` may be absent: insert it in a selector on `${name}` that has the key `absent`"
                ),
            );
        }
    }

    fn select(
        &mut self,
        selector: &InlineExpression<&'a str>,
        variants: &[ast::Variant<&'a str>],
        depth: usize,
    ) -> Option<Part> {
        let (_, variable, function) = self.variable(selector)?;
        let Variable { name, kind, is_optional } = self.scope.variables[variable].clone();
        let mut arms = Vec::new();
        let mut default = None;
        for variant in variants {
            let written = match &variant.key {
                VariantKey::Identifier { name } => name,
                VariantKey::NumberLiteral { value } => value,
            };
            let key = match key(&kind, function, is_optional, written, variant.default) {
                Ok(key) => key,
                Err(expected) => {
                    self.fault(written, format!("`{written}` is no key for `${name}`; expected {expected}"));
                    continue;
                }
            };
            let is_present = is_optional && key != Key::Absent;
            let had = self.present.len();
            if is_present {
                self.present.push(variable);
            }
            let text = joined(self.pattern(&variant.value, depth));
            self.present.truncate(had);
            if variant.default {
                default = Some(text);
            } else {
                arms.push((key, text));
            }
        }
        // A number goes before its category.
        arms.sort_by_key(|(key, _)| !matches!(key, Key::Number(_)));
        // An optional variable without this key is inserted by the default, so it would be shown as nothing.
        let is_guarded = arms.iter().any(|(key, _)| *key == Key::Absent);
        if is_optional && !is_guarded && default.as_ref().is_some_and(|default| inserts(default, variable)) {
            self.fault(
                "",
                format!("`${name}` may be absent, so a selector that inserts it needs the key `absent`"),
            );
        }
        arms.push((Key::Default, default?));
        Some(Part::Select { variable, function, arms })
    }
}

/// Returns the pattern with adjacent texts joined.
fn joined(pattern: Pattern) -> Pattern {
    let mut parts: Pattern = Vec::with_capacity(pattern.len());
    for part in pattern {
        match (parts.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (_, Part::Text(text)) if text.is_empty() => {}
            (_, part) => parts.push(part),
        }
    }
    parts
}

/// Returns a string literal's text.
fn unescaped(literal: &str) -> String {
    fluent_syntax::unicode::unescape_unicode_to_string(literal).into_owned()
}
