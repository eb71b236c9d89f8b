//! Origins of web pages, as a browser sends them.

use std::fmt;
use std::str::FromStr;

use reqwest::Url;

/// The origin of a web page: scheme, host and port, without a path.
/// <https://fetch.spec.whatwg.org/#origin-header>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// The text of the `Origin` header.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Origin {
    type Err = String;

    /// Parses an origin. The scheme's default port is removed, as browsers do. The error is a text
    /// for the command line.
    fn from_str(text: &str) -> Result<Self, String> {
        let example = "an origin is a scheme, a host and a port, such as http://localhost:5173";
        let url = Url::parse(text).map_err(|error| format!("{error}; {example}"))?;
        let is_page = matches!(url.scheme(), "http" | "https") && url.has_host();
        let is_bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        // A comma is refused because the list of origins is separated by commas.
        if !is_page || !is_bare || text.contains(',') {
            return Err(example.to_owned());
        }
        Ok(Self(url.origin().ascii_serialization()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_a_browser_sends_it() {
        for (text, origin) in [
            ("http://localhost:5173", "http://localhost:5173"),
            ("http://localhost:5173/", "http://localhost:5173"),
            ("https://Trade.Example", "https://trade.example"),
            ("https://trade.example:443", "https://trade.example"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(text.parse::<Origin>().unwrap().as_str(), origin, "{text}");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for text in [
            "",
            "*",
            "localhost:5173",
            "file:///index.html",
            "http://localhost:5173/page",
            "http://localhost:5173/?a",
            "http://localhost:5173/#a",
            "http://user@localhost:5173",
            "http://a.example,http://b.example",
            "ws://localhost:5173",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }
}
