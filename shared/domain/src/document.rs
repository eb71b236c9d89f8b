//! Objects that a trader sends whole: they are taken, or refused with the path of their first fault.

use serde_json::{Map, Value};

use crate::data::Field;

/// Why a document was refused. The path begins with the document's own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// A key is not there.
    #[error("{path} is required")]
    Missing {
        /// The dotted path of the key.
        path: String,
    },
    /// A value has a wrong type or cannot be, or a key has no meaning.
    #[error("{path} {must}")]
    Bad {
        /// The dotted path of the value.
        path: String,
        /// What it must be.
        must: String,
    },
}

/// An object of a document, and which of its keys have been asked for.
pub(crate) struct Object<'a> {
    path: String,
    fields: &'a Map<String, Value>,
    asked: Vec<&'static str>,
}

impl<'a> Object<'a> {
    pub(crate) fn new(value: &'a Value, path: String) -> Result<Self, DocumentError> {
        match value.as_object() {
            Some(fields) => Ok(Self { path, fields, asked: Vec::new() }),
            None => Err(DocumentError::Bad { path, must: "must be an object".to_owned() }),
        }
    }

    fn path(&self, key: &str) -> String {
        format!("{}.{key}", self.path)
    }

    /// The refusal of the value of a key.
    pub(crate) fn bad(&self, key: &str, must: impl Into<String>) -> DocumentError {
        DocumentError::Bad { path: self.path(key), must: must.into() }
    }

    /// The value of a key, which must be there.
    pub(crate) fn value(&mut self, key: &'static str) -> Result<&'a Value, DocumentError> {
        self.asked.push(key);
        self.fields.get(key).ok_or_else(|| DocumentError::Missing { path: self.path(key) })
    }

    /// The value of a key that may be left out; null is the same as not there.
    pub(crate) fn optional_value(&mut self, key: &'static str) -> Option<&'a Value> {
        self.asked.push(key);
        self.fields.get(key).filter(|value| !value.is_null())
    }

    /// A field that may be left out.
    pub(crate) fn optional<T: Field>(&mut self, key: &'static str) -> Result<Option<T>, DocumentError> {
        match self.optional_value(key) {
            None => Ok(None),
            Some(value) => T::read(value.clone()).map(Some).map_err(|must| self.bad(key, must)),
        }
    }

    /// A field that must be there.
    pub(crate) fn required<T: Field>(&mut self, key: &'static str) -> Result<T, DocumentError> {
        self.optional(key)?.ok_or_else(|| DocumentError::Missing { path: self.path(key) })
    }

    /// An object within this one.
    pub(crate) fn section<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Object<'a>) -> Result<T, DocumentError>,
    ) -> Result<T, DocumentError> {
        let mut section = Object::new(self.value(key)?, self.path(key))?;
        let read = read(&mut section)?;
        section.end()?;
        Ok(read)
    }

    /// Refuses what nobody has asked for.
    pub(crate) fn end(&self) -> Result<(), DocumentError> {
        match self.fields.keys().find(|key| !self.asked.contains(&key.as_str())) {
            Some(unknown) => Err(self.bad(unknown, "is not known here")),
            None => Ok(()),
        }
    }
}
