//! Checks the lengths of texts, with the data of the samples.
//!
//! Numbers are measured as they are written with separators, times by the language's own patterns. The
//! tests of `domain` measure what is sent; this check is there so that a translator learns of a long text
//! with its line, also in a deployment's own folder.

use crate::model::{EventType, Kind, Sample, Section};
use crate::problem::Problem;
use crate::slots::{Slot, section_message};
use crate::texts::{Function, Key, PLURALS, Part, Pattern, SIGNS, Texts};

/// Returns the texts that are longer than their limit.
pub(crate) fn check(
    texts: &Texts,
    slots: &[Slot],
    types: &[EventType],
    sections: &[Section],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for ((slot, pattern), (file, line)) in slots.iter().zip(&texts.patterns).zip(&texts.places) {
        let (Some(limit), Some(pattern)) = (slot.limit, pattern) else { continue };
        let event_type = types.iter().find(|known| Some(&known.name) == slot.scope.event_type.as_ref());
        let data = Data { texts, slots, sections, event_type };
        let text = data.text(pattern);
        let length = text.chars().count();
        if length > limit {
            problems.push(Problem {
                file: file.clone(),
                line: *line,
                message: format!(
                    "`{}` has {length} characters with the sample's data, more than {limit}: \"{text}\"",
                    slot.name()
                ),
            });
        }
    }
    problems
}

/// The values of a text's variables.
struct Data<'a> {
    texts: &'a Texts,
    slots: &'a [Slot],
    sections: &'a [Section],
    event_type: Option<&'a EventType>,
}

impl Data<'_> {
    fn text(&self, pattern: &Pattern) -> String {
        let mut text = String::new();
        for part in pattern {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Place { variable, function } => text.push_str(&self.value(*variable, *function)),
                Part::Select { variable, function, arms } => {
                    let chosen = arms.iter().find(|(key, _)| self.is_chosen(*variable, *function, key));
                    text.push_str(&chosen.map_or_else(String::new, |(_, arm)| self.text(arm)));
                }
            }
        }
        text
    }

    fn sample(&self, variable: usize) -> Option<&Sample> {
        let event_type = self.event_type?;
        let field = event_type.fields.get(variable)?;
        event_type.sample.iter().find(|(name, _)| *name == field.name).map(|(_, value)| value)
    }

    fn value(&self, variable: usize, function: Function) -> String {
        let Some(event_type) = self.event_type else { return "100".to_owned() };
        let Some(field) = event_type.fields.get(variable) else { return "3 …, 2 …".to_owned() };
        match (self.sample(variable), &field.kind) {
            (Some(Sample::Text(text) | Sample::Number(text)), Kind::Decimal(_)) => {
                let digits = text.trim_start_matches(if function == Function::Absolute { "-" } else { "" });
                let whole = digits.split('.').next().map_or(0, str::len);
                let unit = field.unit.and_then(|unit| self.sample(unit));
                let unit = match unit {
                    Some(Sample::Text(unit)) => format!(" {unit}"),
                    _ => String::new(),
                };
                format!("{digits}{}{unit}", ",".repeat(whole.saturating_sub(1) / 3))
            }
            (Some(Sample::Text(text)), Kind::Week) => match function {
                Function::Year => text.chars().take(4).collect(),
                _ => text.chars().skip(6).collect(),
            },
            (Some(Sample::Text(_)), Kind::Day) => self.pattern_of("date", None),
            (Some(Sample::Text(_)), Kind::Time) => format!("{}, 09:00 CEST", self.pattern_of("date", None)),
            (Some(Sample::Text(key)), Kind::Section) => {
                let is_known = self.sections.iter().any(|section| section.key.value == *key);
                if is_known {
                    self.pattern_of(&section_message(key), Some("in-sentence"))
                } else {
                    key.clone()
                }
            }
            (Some(Sample::Text(text) | Sample::Number(text)), _) => text.clone(),
            (Some(Sample::List(list)), _) => list.join(", "),
            (Some(Sample::Texts(texts)), _) => {
                let own = texts.iter().find(|(language, _)| *language == self.texts.code).or(texts.first());
                own.map_or_else(String::new, |(_, text)| text.clone())
            }
            (None, _) => String::new(),
        }
    }

    /// Returns the text of another message.
    fn pattern_of(&self, message: &str, part: Option<&str>) -> String {
        let at = self.slots.iter().position(|slot| slot.message == message && slot.part.as_deref() == part);
        let pattern = at.and_then(|at| self.texts.patterns.get(at)?.as_ref());
        let data = Data { event_type: None, ..*self };
        pattern.map_or_else(
            String::new,
            |pattern| if message == "date" { dated(pattern) } else { data.text(pattern) },
        )
    }

    fn is_chosen(&self, variable: usize, function: Function, key: &Key) -> bool {
        let sample = self.sample(variable);
        match (key, sample) {
            (Key::Default, _) => true,
            (Key::Absent, sample) => {
                self.event_type.is_some_and(|known| variable < known.fields.len()) && sample.is_none()
            }
            (Key::Word(at), Some(Sample::Text(word))) => {
                let field = self.event_type.and_then(|event_type| event_type.fields.get(variable));
                matches!(field.map(|field| &field.kind), Some(Kind::OneOf(words)) if words.get(*at) == Some(word))
            }
            (Key::Sign(at), Some(Sample::Text(text) | Sample::Number(text)))
                if function == Function::Sign =>
            {
                SIGNS[*at] == if text.starts_with('-') { "negative" } else { "positive" }
            }
            (Key::Plural(at), Some(Sample::Number(number))) => {
                let category = number.parse().map_or(5, |number| self.texts.formats.plural(number));
                usize::from(category) == *at && *at < PLURALS.len()
            }
            (Key::Number(wanted), Some(Sample::Number(number))) => number.parse() == Ok(*wanted),
            (Key::Text(wanted), Some(Sample::Text(text))) => wanted == text,
            _ => false,
        }
    }
}

/// Returns the longest date that the pattern writes.
fn dated(pattern: &Pattern) -> String {
    let longest =
        |texts: Vec<String>| texts.into_iter().max_by_key(|text| text.chars().count()).unwrap_or_default();
    pattern
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.clone(),
            // The day, the month, the year, and the day and the month in two digits.
            Part::Place { variable: 2, .. } => "2026".to_owned(),
            Part::Place { .. } => "28".to_owned(),
            Part::Select { arms, .. } => longest(arms.iter().map(|(_, arm)| dated(arm)).collect()),
        })
        .collect()
}
