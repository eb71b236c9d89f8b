//! The handle by which a trader acks a notification outside the app: from an e-mail, an SMS, a push or a
//! Telegram message.

use std::fmt;

/// The length of a handle in characters: 16 random bytes in base64url without padding.
pub const HANDLE_LENGTH: usize = 22;

/// A handle of one delivery. Who knows it can ack the notification, so its `Debug` does not show it, and the
/// store has only its hash beside the delivery's own entry.
#[derive(Clone, PartialEq, Eq)]
pub struct AckHandle(String);

impl AckHandle {
    /// Returns the handle; `None` unless the text has 22 characters of base64url.
    pub fn parse(text: &str) -> Option<Self> {
        let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        (text.len() == HANDLE_LENGTH && text.bytes().all(is_base64url)).then(|| Self(text.to_owned()))
    }

    /// Returns the handle itself, for the message to the trader and for the store only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AckHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AckHandle").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_has_22_characters_and_is_not_shown() {
        let handle = AckHandle::parse("AAAAAAAAAAAAAAAAAAAA-_").unwrap();
        assert_eq!(handle.expose(), "AAAAAAAAAAAAAAAAAAAA-_");
        assert_eq!(format!("{handle:?}"), "AckHandle { .. }");
        for bad in [
            "",
            "AAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAAAAAAAAAAA+/",
            "é".repeat(11).as_str(),
        ] {
            assert_eq!(AckHandle::parse(bad), None, "{bad:?}");
        }
    }
}
