//! What is read and written, as JSON Schema. Each decoder says beside itself what it takes; here are the words for it.
//!
//! Only words are used that mean the same in draft 2020-12 and in draft-07, which is what the tools of AsyncAPI read, and
//! only patterns that every engine of regular expressions understands.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

/// Where the schema of the preferences is.
pub const PREFERENCES: &str = "preferences.json";

/// Where the schema of an alert is that is asked for.
pub const NEW_ALERT: &str = "new_alert.json";

/// Where the schema of an alert is that is shown.
pub const ALERT: &str = "alert.json";

/// Where the schema of a notification frame is.
pub const NOTIFICATION: &str = "notification.json";

/// A JSON Schema: what a value may be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Schema(Map<String, Value>);

impl Schema {
    /// Any value at all.
    pub fn anything() -> Self {
        Self::default()
    }

    fn of_type(name: &str) -> Self {
        Self::default().with("type", name)
    }

    /// A text.
    pub fn text() -> Self {
        Self::of_type("string")
    }

    /// True or false.
    pub fn boolean() -> Self {
        Self::of_type("boolean")
    }

    /// A number of any size and precision.
    pub fn number() -> Self {
        Self::of_type("number")
    }

    /// A whole number of at least 0.
    pub fn count() -> Self {
        Self::of_type("integer").with("minimum", 0)
    }

    /// A whole number within these bounds.
    pub fn integer(bounds: RangeInclusive<u64>) -> Self {
        Self::of_type("integer").with("minimum", *bounds.start()).with("maximum", *bounds.end())
    }

    /// One of these texts.
    pub fn one_of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self::text().with("enum", words.into_iter().collect::<Vec<_>>())
    }

    /// Exactly this value.
    pub fn constant(value: impl Into<Value>) -> Self {
        Self::default().with("const", value)
    }

    /// A list.
    pub fn list(items: Self) -> Self {
        Self::of_type("array").with("items", items)
    }

    /// What one of these takes.
    pub fn any_of(schemas: impl IntoIterator<Item = Self>) -> Self {
        Self::default().with("anyOf", schemas.into_iter().collect::<Vec<_>>())
    }

    /// What exactly one of these takes.
    pub fn one_of(schemas: impl IntoIterator<Item = Self>) -> Self {
        Self::default().with("oneOf", schemas.into_iter().collect::<Vec<_>>())
    }

    /// What all of these take.
    pub fn all_of(schemas: impl IntoIterator<Item = Self>) -> Self {
        Self::default().with("allOf", schemas.into_iter().collect::<Vec<_>>())
    }

    /// What the schema at this address takes; the address is relative to the folder of all schemas.
    pub fn reference(address: &str) -> Self {
        Self::default().with("$ref", address)
    }

    /// An object; what is not said of its fields may be anything.
    pub fn object() -> Self {
        Self::of_type("object")
    }

    /// The same with a field that must be there.
    #[must_use]
    pub fn required(self, name: &str, schema: Self) -> Self {
        let mut with_field = self.optional(name, schema);
        let required = with_field.0.entry("required").or_insert_with(|| json!([]));
        if let Some(required) = required.as_array_mut() {
            required.push(name.into());
        }
        with_field
    }

    /// The same with a field that may be left out.
    #[must_use]
    pub fn optional(mut self, name: &str, schema: Self) -> Self {
        let properties = self.0.entry("properties").or_insert_with(|| json!({}));
        if let Some(properties) = properties.as_object_mut() {
            properties.insert(name.to_owned(), schema.into());
        }
        self
    }

    /// The same with a field that may be left out, or be null, which says the same.
    #[must_use]
    pub fn nullable(self, name: &str, schema: Self) -> Self {
        self.optional(name, schema.or_null())
    }

    /// The same without any other field.
    #[must_use]
    pub fn closed(self) -> Self {
        self.with("additionalProperties", false)
    }

    /// The same, or null.
    #[must_use]
    pub fn or_null(mut self) -> Self {
        if let Some(Value::Array(choices)) = self.0.get_mut("anyOf") {
            choices.push(Self::of_type("null").into());
            return self;
        }
        let is_plain = !["enum", "const"].iter().any(|word| self.0.contains_key(*word));
        match self.0.get_mut("type") {
            Some(of_type @ Value::String(_)) if is_plain => {
                *of_type = json!([of_type.take(), "null"]);
                self
            }
            _ => {
                let description = self.0.shift_remove("description");
                let mut either = Self::any_of([self, Self::of_type("null")]);
                if let Some(description) = description {
                    either = either.with("description", description);
                }
                either
            }
        }
    }

    /// The same for texts of so many characters.
    #[must_use]
    pub fn length(self, characters: RangeInclusive<usize>) -> Self {
        let (least, most) = (*characters.start(), *characters.end());
        let with_least = if least == 0 { self } else { self.with("minLength", least) };
        with_least.with("maxLength", most)
    }

    /// The same for texts that are this regular expression as a whole.
    #[must_use]
    pub fn pattern(self, whole: &str) -> Self {
        self.with("pattern", format!("^{whole}$"))
    }

    /// The same, explained. What is said already comes behind.
    #[must_use]
    pub fn described(self, text: impl Into<String>) -> Self {
        let text = text.into();
        let whole = match self.0.get("description").and_then(Value::as_str) {
            Some(known) => format!("{text} {known}"),
            None => text,
        };
        self.with("description", whole)
    }

    /// The same with this word.
    #[must_use]
    pub fn with(mut self, word: &str, value: impl Into<Value>) -> Self {
        self.0.insert(word.to_owned(), value.into());
        self
    }

    /// The words and what they say.
    pub fn into_words(self) -> Map<String, Value> {
        self.0
    }
}

impl From<Schema> for Value {
    fn from(schema: Schema) -> Self {
        Self::Object(schema.0)
    }
}

/// The text of a doc comment, whose lines are given.
pub(crate) fn told(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ").replace('`', "")
}

/// What a refusal says that a field must be, as a sentence.
pub(crate) fn sentence(must: &str) -> String {
    format!("It {must}.")
}
