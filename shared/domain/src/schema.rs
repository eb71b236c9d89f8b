//! Builds JSON Schemas of everything that is read or written. Each decoder has a function beside it that
//! returns the schema of what it accepts.
//!
//! Only keywords are used that mean the same in draft 2020-12 and in draft-07, which the AsyncAPI tools
//! read, and only patterns that every regular expression engine supports.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

/// The file of the preferences schema.
pub const PREFERENCES: &str = "preferences.json";

/// The file of the schema of a new alert in a request.
pub const NEW_ALERT: &str = "new_alert.json";

/// The file of the schema of an alert in a reply.
pub const ALERT: &str = "alert.json";

/// The file of the schema of a notification frame.
pub const NOTIFICATION: &str = "notification.json";

/// A JSON Schema: the set of values that are valid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Schema(Map<String, Value>);

impl Schema {
    /// Returns the schema of any value.
    pub fn anything() -> Self {
        Self::default()
    }

    fn of_type(name: &str) -> Self {
        Self::default().with("type", name)
    }

    /// Returns the schema of a string.
    pub fn text() -> Self {
        Self::of_type("string")
    }

    /// Returns the schema of a boolean.
    pub fn boolean() -> Self {
        Self::of_type("boolean")
    }

    /// Returns the schema of a number of any size and precision.
    pub fn number() -> Self {
        Self::of_type("number")
    }

    /// Returns the schema of an integer of at least 0.
    pub fn count() -> Self {
        Self::of_type("integer").with("minimum", 0)
    }

    /// Returns the schema of an integer within these bounds.
    pub fn integer(bounds: RangeInclusive<u64>) -> Self {
        Self::of_type("integer").with("minimum", *bounds.start()).with("maximum", *bounds.end())
    }

    /// Returns the schema of one of these strings.
    pub fn one_of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self::text().with("enum", words.into_iter().collect::<Vec<_>>())
    }

    /// Returns the schema of exactly this value.
    pub fn constant(value: impl Into<Value>) -> Self {
        Self::default().with("const", value)
    }

    /// Returns the schema of an array.
    pub fn list(items: Self) -> Self {
        Self::of_type("array").with("items", items)
    }

    /// Returns the schema of the values that at least one of these accepts.
    pub fn any_of(schemas: impl IntoIterator<Item = Self>) -> Self {
        Self::default().with("anyOf", schemas.into_iter().collect::<Vec<_>>())
    }

    /// Returns the schema of the values that exactly one of these accepts.
    pub fn one_of(schemas: impl IntoIterator<Item = Self>) -> Self {
        Self::default().with("oneOf", schemas.into_iter().collect::<Vec<_>>())
    }

    /// Returns the schema of the values that all of these accept.
    pub fn all_of(schemas: impl IntoIterator<Item = Self>) -> Self {
        Self::default().with("allOf", schemas.into_iter().collect::<Vec<_>>())
    }

    /// Returns a reference to the schema at this address, which is relative to the folder of all schemas.
    pub fn reference(address: &str) -> Self {
        Self::default().with("$ref", address)
    }

    /// Returns the schema of an object. Fields that are not described may have any value.
    pub fn object() -> Self {
        Self::of_type("object")
    }

    /// Returns the schema with a required field.
    #[must_use]
    pub fn required(self, name: &str, schema: Self) -> Self {
        let mut with_field = self.optional(name, schema);
        let required = with_field.0.entry("required").or_insert_with(|| json!([]));
        if let Some(required) = required.as_array_mut() {
            required.push(name.into());
        }
        with_field
    }

    /// Returns the schema with an optional field.
    #[must_use]
    pub fn optional(mut self, name: &str, schema: Self) -> Self {
        let properties = self.0.entry("properties").or_insert_with(|| json!({}));
        if let Some(properties) = properties.as_object_mut() {
            properties.insert(name.to_owned(), schema.into());
        }
        self
    }

    /// Returns the schema with an optional field that may be null; null means the same as absent.
    #[must_use]
    pub fn nullable(self, name: &str, schema: Self) -> Self {
        self.optional(name, schema.or_null())
    }

    /// Returns the schema without any other fields.
    #[must_use]
    pub fn closed(self) -> Self {
        self.with("additionalProperties", false)
    }

    /// Returns the schema with null as a further valid value.
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

    /// Returns the schema with bounds for the number of characters of a string.
    #[must_use]
    pub fn length(self, characters: RangeInclusive<usize>) -> Self {
        let (least, most) = (*characters.start(), *characters.end());
        let with_least = if least == 0 { self } else { self.with("minLength", least) };
        with_least.with("maxLength", most)
    }

    /// Returns the schema with a regular expression that the whole string must match.
    #[must_use]
    pub fn pattern(self, whole: &str) -> Self {
        self.with("pattern", format!("^{whole}$"))
    }

    /// Returns the schema with this description. It is put before an existing description.
    #[must_use]
    pub fn described(self, text: impl Into<String>) -> Self {
        let text = text.into();
        let whole = match self.0.get("description").and_then(Value::as_str) {
            Some(known) => format!("{text} {known}"),
            None => text,
        };
        self.with("description", whole)
    }

    /// Returns the schema with this keyword.
    #[must_use]
    pub fn with(mut self, word: &str, value: impl Into<Value>) -> Self {
        self.0.insert(word.to_owned(), value.into());
        self
    }

    /// Returns the keywords and their values.
    pub fn into_words(self) -> Map<String, Value> {
        self.0
    }
}

impl From<Schema> for Value {
    fn from(schema: Schema) -> Self {
        Self::Object(schema.0)
    }
}

/// Returns the text of a doc comment, given its lines.
pub(crate) fn description(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ").replace('`', "")
}

/// Returns the requirement of an error message ("must be …") as a sentence.
pub(crate) fn sentence(must: &str) -> String {
    format!("It {must}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json_of(schema: Schema) -> Value {
        schema.into()
    }

    #[test]
    fn what_may_be_null_says_so_in_the_shortest_way() {
        assert_eq!(json_of(Schema::text().or_null()), json!({"type": ["string", "null"]}));
        let words = Schema::one_of_words(["a", "b"]).described("Which.").or_null();
        let either = json!([{"type": "string", "enum": ["a", "b"]}, {"type": "null"}]);
        assert_eq!(
            json_of(words),
            json!({"anyOf": either, "description": "Which."}),
            "an enum would leave null out"
        );
        let one = Schema::any_of([Schema::text(), Schema::number()]).or_null();
        assert_eq!(
            json_of(one),
            json!({"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "null"}]})
        );
        let constant = json!({"anyOf": [{"const": 7}, {"type": "null"}]});
        assert_eq!(json_of(Schema::constant(7).or_null()), constant);
        let address = json!({"anyOf": [{"$ref": "a.json"}, {"type": "null"}]});
        assert_eq!(json_of(Schema::reference("a.json").or_null()), address);
    }

    #[test]
    fn schemas_are_put_together_from_others() {
        let (text, flag) = (json!({"type": "string"}), json!({"type": "boolean"}));
        let both = || [Schema::text(), Schema::boolean()];
        assert_eq!(json_of(Schema::one_of(both())), json!({"oneOf": [text, flag]}));
        assert_eq!(json_of(Schema::all_of(both())), json!({"allOf": [text, flag]}));
        assert_eq!(json_of(Schema::any_of(both())), json!({"anyOf": [text, flag]}));
        assert_eq!(json_of(Schema::list(Schema::text())), json!({"type": "array", "items": text}));
        assert_eq!(json_of(Schema::anything()), json!({}));
    }

    #[test]
    fn an_object_says_which_of_its_fields_must_be_there() {
        let object = Schema::object().required("a", Schema::text()).optional("b", Schema::count());
        let object = object.nullable("c", Schema::boolean()).required("d", Schema::integer(1..=3)).closed();
        let properties = json!({
            "a": {"type": "string"},
            "b": {"type": "integer", "minimum": 0},
            "c": {"type": ["boolean", "null"]},
            "d": {"type": "integer", "minimum": 1, "maximum": 3},
        });
        let expected = json!({
            "type": "object", "properties": properties, "required": ["a", "d"], "additionalProperties": false,
        });
        assert_eq!(json_of(object), expected);
    }

    #[test]
    fn a_text_has_its_length_its_pattern_and_what_was_said_of_it_before() {
        let text = Schema::text()
            .length(1..=3)
            .pattern("[a-z]*")
            .described("It must be short.")
            .described("A name.");
        let expected = json!({
            "type": "string", "minLength": 1, "maxLength": 3, "pattern": "^[a-z]*$",
            "description": "A name. It must be short.",
        });
        assert_eq!(json_of(text), expected);
        assert_eq!(json_of(Schema::text().length(0..=3)), json!({"type": "string", "maxLength": 3}));
    }

    #[test]
    fn a_doc_comment_is_one_line_of_text() {
        assert_eq!(description(&[" Begins here,", " of `code`."]), "Begins here, of code.");
        assert_eq!(sentence("must be a text"), "It must be a text.");
    }
}
