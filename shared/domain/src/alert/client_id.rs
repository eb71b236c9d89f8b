//! The client's ID of an alert that it creates.

use crate::schema::Schema;

/// A UUID of any version in lower case, so that each UUID has one spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientId(String);

/// The lengths of a UUID's groups of hexadecimal digits.
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

impl ClientId {
    /// Parses `123e4567-e89b-12d3-a456-426614174000`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let groups = text.split('-').map(|group| {
            let is_hex = group.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_hex.then_some(group.len())
        });
        groups.eq(GROUPS.map(Some)).then(|| Self(text.to_ascii_lowercase()))
    }

    /// Returns the JSON Schema of what [`ClientId::parse`] accepts.
    pub fn schema() -> Schema {
        let groups = GROUPS.map(|digits| format!("[0-9A-Fa-f]{{{digits}}}"));
        Schema::text().with("format", "uuid").pattern(&groups.join("-"))
    }

    /// Returns the text of the UUID.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_has_its_groups() {
        let id = ClientId::parse("123E4567-e89b-12d3-a456-426614174000").unwrap();
        assert_eq!(id.as_str(), "123e4567-e89b-12d3-a456-426614174000");
        assert!(ClientId::parse("00000000-0000-0000-0000-000000000000").is_some());
        for bad in [
            "",
            "123e4567e89b12d3a456426614174000",
            "123e4567-e89b-12d3-a456-42661417400",
            "123e4567-e89b-12d3-a456-426614174000-",
            "g23e4567-e89b-12d3-a456-426614174000",
            "{123e4567-e89b-12d3-a456-426614174000}",
            "123e4567-e89b-12d3-a456",
        ] {
            assert_eq!(ClientId::parse(bad), None, "{bad:?}");
        }
    }
}
