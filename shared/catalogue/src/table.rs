//! Reads a TOML table key by key. Every fault has the line of its value; keys that were not read are faults.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::problem::{Placed, Problem, Source};

/// A table whose keys are taken out one by one.
pub(crate) struct Table<'a> {
    source: &'a Source,
    /// The place at which a missing key is reported.
    span: Range<usize>,
    entries: Vec<Entry<'a>>,
    problems: Vec<Problem>,
}

/// A key, its value and their places.
pub(crate) struct Entry<'a> {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: DeValue<'a>,
    pub(crate) span: Range<usize>,
}

impl<'a> Table<'a> {
    /// Parses a whole file.
    ///
    /// # Errors
    /// The first place that is not TOML.
    pub(crate) fn parse(source: &'a Source) -> Result<Self, Problem> {
        let table = DeTable::parse(&source.text).map_err(|error| {
            let line = source.line_at(error.span().map_or(0, |span| span.start));
            source.problem(line, format!("is not TOML: {}", error.message()))
        })?;
        Ok(Self::new(source, table.into_inner(), 0..0))
    }

    fn new(source: &'a Source, table: DeTable<'a>, span: Range<usize>) -> Self {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value)| Entry {
                key_span: key.span(),
                key: key.into_inner().into_owned(),
                span: value.span(),
                value: value.into_inner(),
            })
            .collect();
        // The order of the file.
        entries.sort_by_key(|entry| entry.key_span.start);
        Self { source, span, entries, problems: Vec::new() }
    }

    /// Returns the table in this entry; `None`, with a problem, if it is something else.
    pub(crate) fn inside(&mut self, entry: Entry<'a>) -> Option<Table<'a>> {
        match entry.value {
            DeValue::Table(table) => Some(Self::new(self.source, table, entry.key_span)),
            other => {
                self.fault(
                    entry.span.start,
                    format!("`{}` must be a table, not {}", entry.key, other.type_str()),
                );
                None
            }
        }
    }

    /// Takes out all entries that are left, in the order of the file.
    pub(crate) fn rest(&mut self) -> Vec<Entry<'a>> {
        std::mem::take(&mut self.entries)
    }

    pub(crate) fn take(&mut self, key: &str) -> Option<Entry<'a>> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }

    /// Takes out a key that must be there.
    pub(crate) fn required(&mut self, key: &str) -> Option<Entry<'a>> {
        let entry = self.take(key);
        if entry.is_none() {
            self.fault(self.span.start, format!("`{key}` is missing"));
        }
        entry
    }

    /// Returns an optional text with its place.
    pub(crate) fn text(&mut self, key: &str) -> Option<Placed<String>> {
        let entry = self.take(key)?;
        self.text_of(&entry)
    }

    /// Returns a required text with its place.
    pub(crate) fn required_text(&mut self, key: &str) -> Option<Placed<String>> {
        let entry = self.required(key)?;
        self.text_of(&entry)
    }

    fn text_of(&mut self, entry: &Entry<'a>) -> Option<Placed<String>> {
        match &entry.value {
            DeValue::String(text) => Some(self.placed(entry.span.start, text.clone().into_owned())),
            other => {
                self.fault(
                    entry.span.start,
                    format!("`{}` must be a text, not {}", entry.key, other.type_str()),
                );
                None
            }
        }
    }

    /// Returns a switch, which is off by default.
    pub(crate) fn switch(&mut self, key: &str) -> bool {
        match self.take(key) {
            None => false,
            Some(Entry { value: DeValue::Boolean(value), .. }) => value,
            Some(entry) => {
                self.fault(entry.span.start, format!("`{key}` must be true or false"));
                false
            }
        }
    }

    /// Returns a list of texts; empty if the key is absent.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<Placed<String>> {
        let Some(entry) = self.take(key) else { return Vec::new() };
        let DeValue::Array(list) = entry.value else {
            self.fault(entry.span.start, format!("`{key}` must be a list of texts"));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for value in list {
            let start = value.span().start;
            match value.into_inner() {
                DeValue::String(text) => texts.push(self.placed(start, text.into_owned())),
                other => {
                    self.fault(
                        start,
                        format!("`{key}` must be a list of texts, not of {}", other.type_str()),
                    );
                }
            }
        }
        texts
    }

    /// Returns the texts of a required list, or the single text that stands in its place.
    pub(crate) fn text_or_texts(&mut self, key: &str) -> Vec<Placed<String>> {
        let is_list =
            self.entries.iter().any(|entry| entry.key == key && matches!(entry.value, DeValue::Array(_)));
        let texts = if is_list { self.texts(key) } else { self.required_text(key).into_iter().collect() };
        if is_list && texts.is_empty() {
            self.fault(self.span.start, format!("`{key}` must name a field"));
        }
        texts
    }

    /// Returns a required whole number from 1 to 1,000,000.
    pub(crate) fn count(&mut self, key: &str) -> Option<u32> {
        let entry = self.required(key)?;
        let count = match &entry.value {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            _ => None,
        };
        let count = count.filter(|count| (1..=1_000_000).contains(count));
        if count.is_none() {
            self.fault(entry.span.start, format!("`{key}` must be a whole number from 1 to 1000000"));
        }
        count
    }

    /// Returns the tables of a list of tables; empty if the key is absent.
    pub(crate) fn tables(&mut self, key: &str) -> Vec<Table<'a>> {
        let Some(entry) = self.take(key) else { return Vec::new() };
        let DeValue::Array(list) = entry.value else {
            self.fault(entry.span.start, format!("`{key}` must be a list of tables"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for value in list {
            let span = value.span();
            match value.into_inner() {
                DeValue::Table(table) => tables.push(Self::new(self.source, table, span)),
                other => self.fault(
                    span.start,
                    format!("`{key}` must be a list of tables, not of {}", other.type_str()),
                ),
            }
        }
        tables
    }

    /// Returns the value with the place of this byte.
    pub(crate) fn placed<T>(&self, offset: usize, value: T) -> Placed<T> {
        Placed { value, file: self.source.path.clone(), line: self.source.line_at(offset) }
    }

    /// Returns the value with the place of this table.
    pub(crate) fn here<T>(&self, value: T) -> Placed<T> {
        self.placed(self.span.start, value)
    }

    /// Reports a fault at this byte.
    pub(crate) fn fault(&mut self, offset: usize, message: impl Into<String>) {
        let line = self.source.line_at(offset);
        self.problems.push(self.source.problem(line, message));
    }

    pub(crate) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Ends the reading: every key that is left is unknown. `known` are the keys that are allowed here.
    pub(crate) fn finish(mut self, known: &str) -> Vec<Problem> {
        for Entry { key, key_span, .. } in self.rest() {
            self.fault(key_span.start, format!("the key `{key}` is unknown here; known are {known}"));
        }
        self.problems
    }
}
