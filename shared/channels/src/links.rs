//! The addresses of our own pages, to which messages link.

use domain::delivery::handle::AckHandle;

/// The path of the page by which a reader acks a notification, below the HTTP API's base. It is short because
/// an SMS has it.
pub const ACK_PATH: &str = "/a";

/// The maximum length of a base in characters: with user and signature an unsubscribe link is far below the
/// limit of a header at SES.
pub const MAX_BASE: usize = 300;

/// The base of the links in messages: the HTTP API's address including its stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

/// The text is not a valid base of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be an http or https URL of at most 300 characters in ASCII, without a query")]
pub struct BaseError;

impl PublicUrl {
    /// Creates a base, with or without a slash at the end. Mail programs offer one-click unsubscribing for
    /// https only; http is for local runs.
    ///
    /// # Errors
    ///
    /// [`BaseError`], not retryable, if the base is not such an address.
    pub fn new(base: &str) -> Result<Self, BaseError> {
        let base = base.trim_end_matches('/');
        let host = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
        // None of these characters needs escaping in a URL, in a header's angle brackets or in HTML.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/[]@%".contains(&byte);
        let fits = base.len() <= MAX_BASE && base.bytes().all(is_plain);
        match host {
            Some(host) if fits && !host.is_empty() => Ok(Self(base.to_owned())),
            Some(_) | None => Err(BaseError),
        }
    }

    /// Returns the base, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the link to the page that acks by this handle. The handle is in the fragment, which browsers
    /// send to no server: it is in no log and in no `Referer`.
    pub fn ack_link(&self, handle: &AckHandle) -> String {
        format!("{}{ACK_PATH}#{}", self.0, handle.expose())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_a_plain_url() {
        for good in ["https://a.example", "http://127.0.0.1:4566/_aws/execute-api/x/v1/", "http://[::1]:8"] {
            assert!(PublicUrl::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "https://",
            "ftp://a.example",
            "https://a.example?x=1",
            "https://a.example/#x",
            "https://a.example/>\r\nBcc:",
            "https://a\"b",
        ] {
            assert_eq!(PublicUrl::new(bad), Err(BaseError), "{bad:?}");
        }
    }

    #[test]
    fn the_handle_of_an_ack_link_is_its_fragment() {
        let handle = AckHandle::parse("AAAAAAAAAAAAAAAAAAAA-_").unwrap();
        let link = PublicUrl::new("https://api.example/").unwrap().ack_link(&handle);
        assert_eq!(link, "https://api.example/a#AAAAAAAAAAAAAAAAAAAA-_");
    }
}
