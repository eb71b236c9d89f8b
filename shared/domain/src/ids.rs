//! Identifiers. They are parsed once, where they enter the system.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::schema::Schema;

/// The maximum length of an event ID, user ID or symbol in characters.
pub const MAX_ID_LENGTH: usize = 128;

/// The reason why a text is not an identifier. Not retryable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty, or has more than [`MAX_ID_LENGTH`] characters.
    #[error("must have 1 to {MAX_ID_LENGTH} characters")]
    Length,
    /// The text has a character outside `A-Za-z0-9._:@-`.
    #[error("may only contain A-Z a-z 0-9 . _ : @ -")]
    Character,
}

/// The characters that an identifier may have besides letters and digits.
const MARKS: &str = "._:@-";

pub(crate) fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() || text.len() > MAX_ID_LENGTH {
        return Err(IdError::Length);
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || MARKS.as_bytes().contains(&byte);
    if text.bytes().all(allowed) { Ok(()) } else { Err(IdError::Character) }
}

/// Returns the JSON Schema of an identifier.
pub fn schema() -> Schema {
    Schema::text().pattern(&format!("[A-Za-z0-9{MARKS}]{{1,{MAX_ID_LENGTH}}}"))
}

/// Implements what every identifier does with its text, which its copies share: an identifier is a part of
/// many keys, and a copy of it must cost nothing.
macro_rules! shared_text {
    ($name:ident) => {
        impl $name {
            /// Returns the text of the identifier unchanged.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(Arc<str>);

        shared_text!($name);

        impl $name {
            /// Returns the identifier of this text.
            ///
            /// # Errors
            /// An [`IdError`] unless the text is 1 to 128 characters of `A-Za-z0-9._:@-`. Not retryable.
            pub fn parse(text: impl AsRef<str>) -> Result<Self, IdError> {
                let text = text.as_ref();
                check(text)?;
                Ok(Self(text.into()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.as_str().to_owned()
            }
        }
    };
}

id! {
    /// The exchange's ID of a trader.
    UserId
}
id! {
    /// The exchange's ID of an event, unique per user.
    EventId
}

/// The connection ID of an open WebSocket connection. API Gateway assigns it, and it is opaque.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(from = "String")]
pub struct ConnectionId(Arc<str>);

shared_text!(ConnectionId);

impl ConnectionId {
    /// Returns the connection ID with this text from API Gateway.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }
}

impl From<String> for ConnectionId {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_a_length_and_an_alphabet() {
        assert!(UserId::parse("u-42").is_ok());
        assert!(EventId::parse("a.B_c:d@e-9").is_ok());
        assert_eq!(UserId::parse(""), Err(IdError::Length));
        assert!(UserId::parse("x".repeat(128)).is_ok());
        assert_eq!(UserId::parse("x".repeat(129)), Err(IdError::Length));
        for bad in ["a b", "a\nb", "a/b", "ä", "a#b"] {
            assert_eq!(EventId::parse(bad), Err(IdError::Character), "{bad:?}");
        }
    }
}
