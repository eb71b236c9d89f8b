//! The sender of e-mails.

use email_address::Options;
use email_encoding::headers::quoted_string;
use email_encoding::headers::writer::EmailWriter;

/// The maximum length of a display name, in bytes. Mail programs show some 30 characters.
pub const MAX_NAME_BYTES: usize = 128;

/// The mailbox from which e-mails are sent, in the form of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(String);

/// The error of creating a sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SenderError {
    /// The address is not valid.
    #[error("the sender's address must be an e-mail address in ASCII")]
    Address,
    /// The display name is not valid.
    #[error("the sender's name must have 1 to {MAX_NAME_BYTES} bytes on one line")]
    Name,
}

impl Sender {
    /// Creates a mailbox with a display name in any script: the name is quoted as in RFC 5322, or
    /// encoded as in RFC 2047.
    ///
    /// # Errors
    ///
    /// [`SenderError`], not retryable, if the name or the address is not valid.
    pub fn new(name: &str, address: &str) -> Result<Self, SenderError> {
        let options = Options::default().without_display_text().without_domain_literal();
        let is_visible = address.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_visible || email_address::EmailAddress::parse_with_options(address, options).is_err() {
            return Err(SenderError::Address);
        }
        let name = name.trim();
        let is_line = !name.chars().any(char::is_control);
        if !is_line || !(1..=MAX_NAME_BYTES).contains(&name.len()) {
            return Err(SenderError::Name);
        }
        let mut header = String::new();
        quoted_string::encode(name, &mut EmailWriter::new(&mut header, 0, 0, false))
            .map_err(|_| SenderError::Name)?;
        // The encoder folds long lines. SES takes one line and folds the header itself.
        let name = header.replace("\r\n", "");
        Ok(Self(format!("{name} <{address}>")))
    }

    /// Returns the mailbox as SES expects it.
    pub(crate) fn header(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header(name: &str) -> String {
        Sender::new(name, "alerts@example.com").unwrap().header().to_owned()
    }

    #[test]
    fn a_name_is_plain_quoted_or_encoded() {
        for (name, expected) in [
            ("Exchange", "Exchange <alerts@example.com>"),
            ("My Exchange", "\"My Exchange\" <alerts@example.com>"),
            ("Exchange <alerts>", "=?utf-8?b?RXhjaGFuZ2UgPGFsZXJ0cz4=?= <alerts@example.com>"),
            ("The \"Best\"", "\"The \\\"Best\\\"\" <alerts@example.com>"),
            ("Börse", "=?utf-8?b?QsO2cnNl?= <alerts@example.com>"),
            ("取引所", "=?utf-8?b?5Y+W5byV5omA?= <alerts@example.com>"),
        ] {
            assert_eq!(header(name), expected);
        }
    }

    #[test]
    fn what_would_break_a_header_is_no_sender() {
        for name in ["", " ", "a\r\nBcc: b@example.com", "a\nb", "a\0", &"x".repeat(129)] {
            assert_eq!(Sender::new(name, "alerts@example.com"), Err(SenderError::Name), "{name:?}");
        }
        for address in [
            "",
            "alerts",
            "a b@example.com",
            "a@example.com\r\nBcc: b@example.com",
            "<a@example.com>",
            "A <a@example.com>",
            "ü@example.com",
        ] {
            assert_eq!(Sender::new("Exchange", address), Err(SenderError::Address), "{address:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_name_the_header_is_one_line_of_ascii(name in "(?s).{0,60}") {
            if let Ok(sender) = Sender::new(&name, "alerts@example.com") {
                let header = sender.header();
                prop_assert!(header.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{header:?}");
                let name = header.strip_suffix(" <alerts@example.com>").unwrap();
                let words = name.split(' ').all(|word| word.starts_with("=?utf-8?b?") && word.ends_with("?="));
                let is_atom = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
                let is_quoted = name.starts_with('"') && name.ends_with('"');
                prop_assert!(words || is_atom || is_quoted, "{name}");
            }
        }
    }
}
