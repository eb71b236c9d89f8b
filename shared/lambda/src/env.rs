//! The environment, read once at init and typed. What is missing or wrong stops the function at once,
//! with the variable's name and never with its value.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use domain::{Channel, Priority};

/// A variable that is not what the function needs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvError {
    /// It is not set, or empty.
    #[error("the environment variable {name} is missing")]
    Missing {
        /// Which.
        name: &'static str,
    },
    /// It cannot be read.
    #[error("the environment variable {name} {reason}")]
    Invalid {
        /// Which.
        name: &'static str,
        /// What it must be.
        reason: String,
    },
}

impl EnvError {
    /// Whether a restart can help: never, the environment is the deployment's.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Missing { .. } | Self::Invalid { .. } => false,
        }
    }
}

/// The variables of the process.
#[derive(Clone)]
pub struct Env(HashMap<String, String>);

/// Among the values are the function's credentials: only the names are shown.
impl fmt::Debug for Env {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Env {
    /// The variables of this process; those that are not Unicode are nobody's.
    pub fn of_process() -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self(std::env::vars_os().filter_map(text).collect())
    }

    /// These variables, for tests.
    pub fn of<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// The variable, if it is set and not empty.
    pub fn optional(&self, name: &'static str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The variable, which must be set and not empty.
    pub fn text(&self, name: &'static str) -> Result<String, EnvError> {
        self.optional(name).map(str::to_owned).ok_or(EnvError::Missing { name })
    }

    /// The variable as a `T`.
    pub fn parse<T>(&self, name: &'static str) -> Result<T, EnvError>
    where
        T: FromStr,
        T::Err: fmt::Display,
    {
        let text = self.text(name)?;
        text.parse().map_err(|error: T::Err| EnvError::Invalid { name, reason: error.to_string() })
    }

    /// The variable as an address of one of these schemes; a slash at its end is dropped.
    pub fn url(&self, name: &'static str, schemes: &[&str]) -> Result<String, EnvError> {
        let text = self.text(name)?;
        let is_one = |scheme: &&str| text.strip_prefix(*scheme).is_some_and(|rest| rest.starts_with("://"));
        if schemes.iter().any(is_one) {
            Ok(text.trim_end_matches('/').to_owned())
        } else {
            Err(EnvError::Invalid { name, reason: format!("must begin with one of {schemes:?} and ://") })
        }
    }

    /// The variable as an HTTP address. Only this machine may be addressed in clear text: whoever can change what comes
    /// from the issuer's key set can sign tokens, and whoever can read what goes to a provider reads notifications.
    pub fn http_url(&self, name: &'static str) -> Result<String, EnvError> {
        let url = self.url(name, &["https", "http"])?;
        if url.starts_with("https://") || is_loopback(&url) {
            Ok(url)
        } else {
            Err(EnvError::Invalid { name, reason: "must begin with https://".to_owned() })
        }
    }

    /// The variable as a number of seconds.
    pub fn seconds(&self, name: &'static str) -> Result<Duration, EnvError> {
        self.parse(name).map(Duration::from_secs)
    }

    /// The variable as a number of hours.
    pub fn hours(&self, name: &'static str) -> Result<Duration, EnvError> {
        self.parse(name).map(|hours: u32| Duration::from_hours(hours.into()))
    }

    /// The variable as a list whose parts are separated by commas; empty if it is not set.
    pub fn list(&self, name: &'static str) -> Vec<String> {
        let parts = self.optional(name).unwrap_or_default().split(',').map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// `PRIORITY`: the class that this function serves, as `P0`.
    pub fn priority(&self) -> Result<Priority, EnvError> {
        const NAME: &str = "PRIORITY";
        let text = self.text(NAME)?;
        let invalid = || EnvError::Invalid { name: NAME, reason: "must be P0, P1 or P2".to_owned() };
        Priority::ALL
            .into_iter()
            .find(|priority| priority.name().eq_ignore_ascii_case(&text))
            .ok_or_else(invalid)
    }

    /// `CHANNELS`: the channels that are deployed, by their names, separated by commas. The inbox always is.
    pub fn channels(&self) -> Result<Vec<Channel>, EnvError> {
        const NAME: &str = "CHANNELS";
        self.text(NAME)?;
        let invalid =
            || EnvError::Invalid { name: NAME, reason: "must be channels separated by commas".to_owned() };
        let named = self.list(NAME).into_iter().map(|name| Channel::parse(&name).ok_or_else(invalid));
        let mut channels = named.collect::<Result<Vec<_>, _>>()?;
        channels.push(Channel::Websocket);
        channels.sort_unstable();
        channels.dedup();
        Ok(channels)
    }

    /// `JWT_ISSUER`, `JWT_AUDIENCE`, `JWT_ALGORITHM`, `JWKS_URL`, `MAX_TOKEN_LIFETIME_HOURS`: what a token must be.
    pub fn token_settings(&self) -> Result<auth::Settings, EnvError> {
        Ok(auth::Settings {
            algorithm: self.parse("JWT_ALGORITHM")?,
            issuer: self.text("JWT_ISSUER")?,
            audience: self.text("JWT_AUDIENCE")?,
            jwks_url: self.http_url("JWKS_URL")?,
            max_lifetime: self.hours("MAX_TOKEN_LIFETIME_HOURS")?,
        })
    }

    /// `TOKEN_GRACE_SECONDS`: how long a connection outlives its token.
    pub fn token_grace(&self) -> Result<Duration, EnvError> {
        self.seconds("TOKEN_GRACE_SECONDS")
    }
}

/// Whether an `http://` address is of this machine. Only the host decides: what stands before an `@` is no host.
fn is_loopback(url: &str) -> bool {
    let url = reqwest::Url::parse(url).ok();
    let host = url.as_ref().and_then(reqwest::Url::host_str).unwrap_or_default();
    // An IPv6 address stands in brackets.
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_addressed_in_clear_text() {
        let of = |url| Env::of([("JWKS_URL", url)]).http_url("JWKS_URL");
        for url in [
            "https://keys.example/jwks",
            "http://localhost:1/x",
            "http://127.0.0.1:8080",
            "http://127.8.9.1",
            "http://[::1]:1/x",
        ] {
            assert_eq!(of(url), Ok(url.to_owned()));
        }
        for url in [
            "http://keys.example/jwks",
            "http://10.0.0.1/jwks",
            "http://169.254.169.254/",
            "http://localhost.example/",
            "http://localhost@keys.example/",
            "http://127.0.0.1.example/",
            "http://[fd00::1]/",
            "http://",
        ] {
            assert!(matches!(of(url), Err(EnvError::Invalid { name: "JWKS_URL", .. })), "{url}");
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        let env = Env::of([("EMPTY", ""), ("PRIORITY", "3"), ("JWT_ALGORITHM", "HS256"), ("URL", "ftp://x")]);
        assert_eq!(env.text("EMPTY"), Err(EnvError::Missing { name: "EMPTY" }));
        assert!(matches!(env.priority(), Err(EnvError::Invalid { name: "PRIORITY", .. })));
        assert!(matches!(env.token_settings(), Err(EnvError::Invalid { name: "JWT_ALGORITHM", .. })));
        assert!(matches!(env.http_url("URL"), Err(EnvError::Invalid { name: "URL", .. })));
        assert!(matches!(env.seconds("PRIORITY").map(|s| s.as_secs()), Ok(3)));
    }

    #[test]
    fn values_are_read() {
        let env = Env::of([("PRIORITY", "P0"), ("LIST", " a, b ,,"), ("URL", "http://localhost:1/x/")]);
        assert_eq!(env.priority(), Ok(Priority::P0));
        assert_eq!(env.list("LIST"), ["a", "b"]);
        assert!(env.list("OTHER").is_empty());
        assert_eq!(env.http_url("URL").unwrap(), "http://localhost:1/x");
    }

    #[test]
    fn no_value_is_shown() {
        let env = Env::of([("AWS_SECRET_ACCESS_KEY", "hush"), ("JWT_ALGORITHM", "hush")]);
        let shown = format!("{env:?} {}", env.token_settings().unwrap_err());
        assert!(!shown.contains("hush"), "{shown}");
    }
}
