//! Identifiers, parsed once at the edge and never again.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::schema::Schema;

/// The longest event id, user id or symbol that is accepted, in characters.
pub const MAX_ID_LENGTH: usize = 128;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing, or more than [`MAX_ID_LENGTH`] characters.
    #[error("must have 1 to {MAX_ID_LENGTH} characters")]
    Length,
    /// A character outside `A-Za-z0-9._:@-`.
    #[error("may only contain A-Z a-z 0-9 . _ : @ -")]
    Character,
}

/// What may stand in an identifier beside letters and digits.
const MARKS: &str = "._:@-";

pub(crate) fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() || text.len() > MAX_ID_LENGTH {
        return Err(IdError::Length);
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || MARKS.as_bytes().contains(&byte);
    if text.bytes().all(allowed) { Ok(()) } else { Err(IdError::Character) }
}

/// What an identifier may be.
pub fn schema() -> Schema {
    Schema::text().pattern(&format!("[A-Za-z0-9{MARKS}]{{1,{MAX_ID_LENGTH}}}"))
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Accepts 1 to 128 characters of `A-Za-z0-9._:@-`.
            pub fn parse(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                check(&text)?;
                Ok(Self(text))
            }

            /// The identifier as it was given.
            pub fn as_str(&self) -> &str {
                &self.0
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
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// A trader, as the exchange names it.
    UserId
}
id! {
    /// An event, as the exchange names it; unique per user.
    EventId
}

/// One open WebSocket, as the gateway names it. Opaque: the gateway's characters are its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConnectionId(String);

impl ConnectionId {
    /// Takes what the gateway gave.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as the gateway gave it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
