//! The only reader of JSON objects. It takes each field out by its name, and reports faults with the path
//! of the field.
//!
//! A protocol turns a [`FieldError`] into its own rejection, with its own codes. Which value counts as
//! missing, null or of a wrong type is decided here.

use std::fmt::Display;

use serde_json::{Map, Value};

use crate::json::Field;

/// The fault of a field's value, without the path of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The field is absent or null.
    Missing,
    /// The value has a wrong type or is out of range; the text completes the sentence "the field …".
    Bad(&'static str),
}

impl Fault {
    /// Returns the error for the field at this dotted path.
    #[must_use]
    pub fn at(self, path: String) -> FieldError {
        match self {
            Self::Missing => FieldError::Missing { path },
            Self::Bad(must) => FieldError::Bad { path, must: must.to_owned() },
        }
    }
}

/// The reason why a field cannot be read. It is never retryable. It quotes no value, so it is safe to log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// A field is absent, or null where it must not be.
    #[error("{path} is required")]
    Missing {
        /// The dotted path of the field, from the root of its message.
        path: String,
    },
    /// A value has a wrong type or is out of range, or a field is unknown.
    #[error("{path} {must}")]
    Bad {
        /// The dotted path of the value, from the root of its message.
        path: String,
        /// The text that completes the sentence "the field …".
        must: String,
    },
}

/// Reads the value of a required field.
///
/// # Errors
/// [`Fault::Missing`] if the value is absent or null, [`Fault::Bad`] if it cannot be read as
/// a `T`. Not retryable.
pub fn required<T: Field>(value: Option<Value>) -> Result<T, Fault> {
    optional(value)?.ok_or(Fault::Missing)
}

/// Reads the value of an optional field; `None` if it is absent or null.
///
/// # Errors
/// [`Fault::Bad`] if any other value cannot be read as a `T`. Not retryable.
pub fn optional<T: Field>(value: Option<Value>) -> Result<Option<T>, Fault> {
    value.filter(|value| !value.is_null()).map(T::read).transpose().map_err(Fault::Bad)
}

/// An object whose fields are taken out one by one.
#[derive(Debug, Clone)]
pub struct Object {
    /// The dotted path of the object; empty for a whole message.
    path: String,
    /// The fields that have not been taken out yet, in the order of the text.
    fields: Map<String, Value>,
}

impl Object {
    /// Returns the reader of a whole message.
    pub fn root(fields: Map<String, Value>) -> Self {
        Self { path: String::new(), fields }
    }

    /// Returns the reader of the object at `path` of its message.
    ///
    /// # Errors
    /// [`FieldError::Bad`] if the value is not an object. Not retryable.
    pub fn new(value: Value, path: impl Into<String>) -> Result<Self, FieldError> {
        match value {
            Value::Object(fields) => Ok(Self { path: path.into(), fields }),
            _ => Err(Fault::Bad("must be an object").at(path.into())),
        }
    }

    /// Returns the dotted path of a field, from the root of the message.
    fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// Returns the error for a field that is missing.
    pub fn missing(&self, name: &str) -> FieldError {
        FieldError::Missing { path: self.path(name) }
    }

    /// Returns the error for a field that has a wrong type or value; `must` completes the
    /// sentence "the field …".
    pub fn bad(&self, name: &str, must: impl Into<String>) -> FieldError {
        FieldError::Bad { path: self.path(name), must: must.into() }
    }

    /// Takes the value of a field out, null included; `None` if the field is absent.
    pub fn said(&mut self, name: &str) -> Option<Value> {
        self.fields.shift_remove(name)
    }

    /// Takes the value of a field out; `None` if the field is absent or null.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.said(name).filter(|value| !value.is_null())
    }

    /// Takes the value of a required field out, which may be null.
    ///
    /// # Errors
    /// [`FieldError::Missing`] if the field is absent. Not retryable.
    pub fn value(&mut self, name: &str) -> Result<Value, FieldError> {
        self.said(name).ok_or_else(|| self.missing(name))
    }

    /// Takes the value of a required field out, which must not be null.
    ///
    /// # Errors
    /// [`FieldError::Missing`] if the field is absent or null. Not retryable.
    pub fn present(&mut self, name: &str) -> Result<Value, FieldError> {
        self.take(name).ok_or_else(|| self.missing(name))
    }

    /// Reads a required field.
    ///
    /// # Errors
    /// Those of [`required`], with the path of the field. Not retryable.
    pub fn required<T: Field>(&mut self, name: &str) -> Result<T, FieldError> {
        required(self.said(name)).map_err(|fault| fault.at(self.path(name)))
    }

    /// Reads an optional field; null counts as absent.
    ///
    /// # Errors
    /// Those of [`optional`], with the path of the field. Not retryable.
    pub fn optional<T: Field>(&mut self, name: &str) -> Result<Option<T>, FieldError> {
        optional(self.said(name)).map_err(|fault| fault.at(self.path(name)))
    }

    /// Reads a required string and parses it with `parse`.
    ///
    /// # Errors
    /// Those of [`required`], and [`FieldError::Bad`] with the error of `parse`, which completes the
    /// sentence "the field …". Not retryable.
    pub fn parsed<T, E: Display>(
        &mut self,
        name: &str,
        parse: impl FnOnce(String) -> Result<T, E>,
    ) -> Result<T, FieldError> {
        let text: String = self.required(name)?;
        parse(text).map_err(|error| self.bad(name, error.to_string()))
    }

    /// Reads an object inside this one. It may have only the fields that `read` takes out.
    ///
    /// # Errors
    /// Those of `read` and of [`Object::end`], and a [`FieldError`] if the field is absent or not an
    /// object. Not retryable.
    pub fn section<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Self) -> Result<T, FieldError>,
    ) -> Result<T, FieldError> {
        let mut section = Self::new(self.value(name)?, self.path(name))?;
        let value = read(&mut section)?;
        section.end()?;
        Ok(value)
    }

    /// Whether the object has this field and it has not been taken out.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// Rejects the object if a field has not been taken out.
    ///
    /// # Errors
    /// [`FieldError::Bad`] for the first such field. Not retryable.
    pub fn end(&self) -> Result<(), FieldError> {
        match self.fields.keys().next() {
            Some(unknown) => Err(self.bad(unknown, "is not a known field")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object(value: Value) -> Object {
        Object::new(value, "alert").unwrap()
    }

    fn bad(path: &str, must: &str) -> FieldError {
        FieldError::Bad { path: path.to_owned(), must: must.to_owned() }
    }

    fn missing(path: &str) -> FieldError {
        FieldError::Missing { path: path.to_owned() }
    }

    #[test]
    fn null_is_the_same_as_left_out() {
        let mut fields = object(json!({"a": null, "b": "x", "c": 7, "d": null}));
        assert_eq!(fields.optional::<String>("a"), Ok(None));
        assert_eq!(fields.optional::<String>("absent"), Ok(None));
        assert_eq!(fields.required::<String>("d"), Err(missing("alert.d")));
        assert_eq!(fields.required::<String>("absent"), Err(missing("alert.absent")));
        assert_eq!(fields.required::<String>("b"), Ok("x".to_owned()));
        assert_eq!(fields.optional::<String>("c"), Err(bad("alert.c", "must be a text")));
        assert_eq!(fields.end(), Ok(()), "all that is there was asked for");
    }

    #[test]
    fn where_null_means_something_it_is_there() {
        let mut fields = object(json!({"zone": null, "other": null}));
        assert_eq!(fields.value("zone"), Ok(Value::Null));
        assert_eq!(fields.value("absent"), Err(missing("alert.absent")));
        assert_eq!(fields.present("other"), Err(missing("alert.other")));
        assert_eq!(fields.take("absent"), None);
    }

    #[test]
    fn a_path_begins_at_the_root_of_the_message() {
        let mut root = Object::root(Map::from_iter([("switch".to_owned(), json!(1))]));
        let error = root.required::<bool>("switch").unwrap_err();
        assert_eq!(error, bad("switch", "must be true or false"));
        assert_eq!(error.to_string(), "switch must be true or false");
        assert_eq!(root.missing("id").to_string(), "id is required");
        let mut outer = object(json!({"inner": {"on": "yes"}, "list": []}));
        let inner = outer.section("inner", |inner| inner.required::<bool>("on"));
        assert_eq!(inner, Err(bad("alert.inner.on", "must be true or false")));
        let list = outer.section("list", |_| Ok(()));
        assert_eq!(list, Err(bad("alert.list", "must be an object")));
        assert_eq!(outer.section("list", |_| Ok(())), Err(missing("alert.list")), "it was taken out");
    }

    #[test]
    fn the_first_field_that_means_nothing_is_refused() {
        let mut fields = object(json!({"a": 1, "y": 2, "b": 3, "x": 4}));
        assert!(fields.said("b").is_some() && fields.said("a").is_some());
        assert_eq!(fields.end(), Err(bad("alert.y", "is not a known field")));
        let mut outer = object(json!({"inner": {"colour": "red"}}));
        assert_eq!(
            outer.section("inner", |_| Ok(())),
            Err(bad("alert.inner.colour", "is not a known field"))
        );
    }

    #[test]
    fn what_a_text_is_parsed_as_says_what_it_must_be() {
        let mut fields = object(json!({"id": "a b", "good": "7", "number": 7}));
        let parse = |text: String| text.parse::<u8>().map_err(|_| "must be a number of one byte");
        assert_eq!(fields.parsed("good", parse), Ok(7));
        assert_eq!(fields.parsed("id", parse), Err(bad("alert.id", "must be a number of one byte")));
        assert_eq!(fields.parsed("number", parse), Err(bad("alert.number", "must be a text")));
    }
}
