//! The environment variables, read once at init and typed. A missing or invalid variable stops the
//! function at init. The error has the variable's name and never its value.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use domain::{Channel, Priority};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

/// A table whose name a function can read from its environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// The recipients.
    Recipients,
    /// The inbox.
    Inbox,
    /// The tickets, and the one-time codes for linking chats.
    Tickets,
    /// The allowances of the providers.
    Allowances,
    /// The schedule.
    Schedule,
    /// The price alerts, their levels and their symbols.
    Alerts,
    /// The broadcasts, the users who are connected, and the topics of users.
    Broadcasts,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Recipients,
        Self::Inbox,
        Self::Tickets,
        Self::Allowances,
        Self::Schedule,
        Self::Alerts,
        Self::Broadcasts,
    ];
}

/// The variable with the queue that a function processes.
const SOURCE_QUEUE_URL: &str = "SOURCE_QUEUE_URL";

/// Returns the variable with the queue's URL. A function that sends deliveries sends those of one
/// priority class, so the class is not in the name; `release`, which sends those of several, has
/// names of its own.
const fn variable(queue: Queue) -> &'static str {
    match queue {
        Queue::Events(Priority::P0) => "QUEUE_P0_URL",
        Queue::Events(Priority::P1) => "QUEUE_P1_URL",
        Queue::Events(Priority::P2) => "QUEUE_P2_URL",
        Queue::Rejected => "REJECTED_QUEUE_URL",
        Queue::Deliveries(Channel::Websocket, _) => "WEBSOCKET_QUEUE_URL",
        Queue::Deliveries(Channel::Push, _) => "PUSH_QUEUE_URL",
        Queue::Deliveries(Channel::Telegram, _) => "TELEGRAM_QUEUE_URL",
        Queue::Deliveries(Channel::Email, _) => "EMAIL_QUEUE_URL",
        Queue::Deliveries(Channel::Sms, _) => "SMS_QUEUE_URL",
        Queue::Escalate => "ESCALATE_QUEUE_URL",
        Queue::Fire => "FIRE_QUEUE_URL",
        Queue::Broadcasts => "BROADCASTS_QUEUE_URL",
        // Only the function that processes it has its URL.
        Queue::Release | Queue::Profiles => SOURCE_QUEUE_URL,
    }
}

/// A missing or invalid variable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvError {
    /// The variable is not set, or empty.
    #[error("the environment variable {name} is missing")]
    Missing {
        /// The variable's name.
        name: &'static str,
    },
    /// The value cannot be parsed.
    #[error("the environment variable {name} {reason}")]
    Invalid {
        /// The variable's name.
        name: &'static str,
        /// The requirement, as the end of a sentence.
        reason: String,
    },
}

/// The environment of one function, read and typed.
pub trait Config: fmt::Debug + Sized {
    /// Reads the function's variables.
    ///
    /// # Errors
    ///
    /// [`EnvError`]: a variable is missing or cannot be parsed. It is not retryable; an operator
    /// has to change the deployment.
    fn read(env: &Env) -> Result<Self, EnvError>;
}

impl EnvError {
    /// Whether a restart can help: never, since the environment is part of the deployment.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Missing { .. } | Self::Invalid { .. } => false,
        }
    }
}

/// The environment variables of the process.
#[derive(Clone)]
pub struct Env(HashMap<String, String>);

/// Shows only the names, since the values include the function's credentials.
impl fmt::Debug for Env {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Env {
    /// Returns the variables of this process, without those that are not Unicode.
    pub fn of_process() -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self(std::env::vars_os().filter_map(text).collect())
    }

    /// Returns an environment with these variables, for tests.
    pub fn of<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// Returns the variable; `None` if it is not set or empty.
    pub fn optional(&self, name: &'static str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Returns the variable, which must be set and not empty.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], not retryable.
    pub fn text(&self, name: &'static str) -> Result<String, EnvError> {
        self.optional(name).map(str::to_owned).ok_or(EnvError::Missing { name })
    }

    /// Returns the variable, parsed as a `T`.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], and [`EnvError::Invalid`] if it cannot be parsed; not retryable.
    pub fn parse<T>(&self, name: &'static str) -> Result<T, EnvError>
    where
        T: FromStr,
        T::Err: fmt::Display,
    {
        let text = self.text(name)?;
        text.parse().map_err(|error: T::Err| EnvError::Invalid { name, reason: error.to_string() })
    }

    /// Returns the variable as an address with one of these schemes, without a slash at its end.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], and [`EnvError::Invalid`] for another scheme; not retryable.
    pub fn url(&self, name: &'static str, schemes: &[&str]) -> Result<String, EnvError> {
        let text = self.text(name)?;
        let is_one = |scheme: &&str| text.strip_prefix(*scheme).is_some_and(|rest| rest.starts_with("://"));
        if schemes.iter().any(is_one) {
            Ok(text.trim_end_matches('/').to_owned())
        } else {
            Err(EnvError::Invalid { name, reason: format!("must begin with one of {schemes:?} and ://") })
        }
    }

    /// Returns the variable as an HTTP address. Only this machine may be addressed in clear text:
    /// an attacker who can change the issuer's key set in transit can sign tokens, and one who can
    /// read requests to a provider reads notifications.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], and [`EnvError::Invalid`] for another scheme or for clear text to
    /// another machine; not retryable.
    pub fn http_url(&self, name: &'static str) -> Result<String, EnvError> {
        let url = self.url(name, &["https", "http"])?;
        if url.starts_with("https://") || is_loopback(&url) {
            Ok(url)
        } else {
            Err(EnvError::Invalid { name, reason: "must begin with https://".to_owned() })
        }
    }

    /// Returns the variable as a duration; its value is a number of seconds.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], and [`EnvError::Invalid`] if it is not a whole number; not retryable.
    pub fn seconds(&self, name: &'static str) -> Result<Duration, EnvError> {
        self.parse(name).map(Duration::from_secs)
    }

    /// Returns the variable as a duration; its value is a number of hours.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], and [`EnvError::Invalid`] if it is not a whole number; not retryable.
    pub fn hours(&self, name: &'static str) -> Result<Duration, EnvError> {
        self.parse(name).map(|hours: u32| Duration::from_hours(hours.into()))
    }

    /// Returns the variable as a list of parts separated by commas; an empty list if it is not set.
    pub fn list(&self, name: &'static str) -> Vec<String> {
        let parts = self.optional(name).unwrap_or_default().split(',').map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// Returns the names of these tables; those of all others are empty.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], not retryable.
    pub fn tables(&self, tables: &[Table]) -> Result<Tables, EnvError> {
        let mut names = Tables::default();
        for table in tables {
            let (variable, name) = match table {
                Table::Recipients => ("RECIPIENTS_TABLE", &mut names.recipients),
                Table::Inbox => ("INBOX_TABLE", &mut names.inbox),
                Table::Tickets => ("TICKETS_TABLE", &mut names.tickets),
                Table::Allowances => ("ALLOWANCES_TABLE", &mut names.allowances),
                Table::Schedule => ("SCHEDULE_TABLE", &mut names.schedule),
                Table::Alerts => ("ALERTS_TABLE", &mut names.alerts),
                Table::Broadcasts => ("BROADCASTS_TABLE", &mut names.broadcasts),
            };
            *name = self.text(variable)?;
        }
        Ok(names)
    }

    /// Returns the URL of this queue.
    ///
    /// # Errors
    ///
    /// [`EnvError`] as of [`Env::http_url`], not retryable.
    pub fn queue_url(&self, queue: Queue) -> Result<String, EnvError> {
        self.http_url(variable(queue))
    }

    /// Returns the URLs of these queues.
    ///
    /// # Errors
    ///
    /// [`EnvError`] as of [`Env::http_url`], not retryable.
    pub fn queues(&self, queues: &[Queue]) -> Result<QueueUrls, EnvError> {
        queues
            .iter()
            .try_fold(QueueUrls::default(), |urls, queue| Ok(urls.with(*queue, self.queue_url(*queue)?)))
    }

    /// Returns `SOURCE_QUEUE_URL`, the queue that the function processes.
    ///
    /// # Errors
    ///
    /// [`EnvError`] as of [`Env::http_url`], not retryable.
    pub fn source_queue_url(&self) -> Result<String, EnvError> {
        self.http_url(SOURCE_QUEUE_URL)
    }

    /// Returns `DEAD_LETTER_QUEUE_URL`, the dead-letter queue of the queue that the function
    /// processes.
    ///
    /// # Errors
    ///
    /// [`EnvError`] as of [`Env::http_url`], not retryable.
    pub fn dead_letter_queue_url(&self) -> Result<String, EnvError> {
        self.http_url("DEAD_LETTER_QUEUE_URL")
    }

    /// Returns `SOCKET_ENDPOINT`, the stage of the WebSocket API, for posts to its connections.
    ///
    /// # Errors
    ///
    /// [`EnvError`] as of [`Env::http_url`], not retryable.
    pub fn socket_endpoint(&self) -> Result<String, EnvError> {
        self.http_url("SOCKET_ENDPOINT")
    }

    /// Returns `SOCKET_URL`, the address of the WebSocket API, as a trader's client opens it.
    ///
    /// # Errors
    ///
    /// [`EnvError`] as of [`Env::url`], not retryable.
    pub fn socket_url(&self) -> Result<String, EnvError> {
        self.url("SOCKET_URL", &["wss", "ws"])
    }

    /// Returns `METRICS_NAMESPACE`, the CloudWatch namespace of the metrics.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], not retryable.
    pub fn metrics_namespace(&self) -> Result<String, EnvError> {
        self.text("METRICS_NAMESPACE")
    }

    /// Returns `LINK_SECRET_ID`, the secret with the key that signs the links in e-mails.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], not retryable.
    pub fn link_secret_id(&self) -> Result<String, EnvError> {
        self.text("LINK_SECRET_ID")
    }

    /// Returns `PRIORITY`, the priority class that this function serves: `P0`, `P1` or `P2`, in
    /// upper or lower case.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], and [`EnvError::Invalid`] for any other value; not retryable.
    pub fn priority(&self) -> Result<Priority, EnvError> {
        const NAME: &str = "PRIORITY";
        let text = self.text(NAME)?;
        let invalid = || EnvError::Invalid { name: NAME, reason: "must be P0, P1 or P2".to_owned() };
        Priority::ALL
            .into_iter()
            .find(|priority| priority.name().eq_ignore_ascii_case(&text))
            .ok_or_else(invalid)
    }

    /// Returns `CHANNELS`, the names of the deployed channels, separated by commas. The in-app
    /// channel is always among them.
    ///
    /// # Errors
    ///
    /// [`EnvError::Missing`], and [`EnvError::Invalid`] for a name that is no channel; not
    /// retryable.
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

    /// Returns the requirements on a token, of `JWT_ISSUER`, `JWT_AUDIENCE`, `JWT_ALGORITHM`,
    /// `JWKS_URL` and `MAX_TOKEN_LIFETIME_HOURS`.
    ///
    /// # Errors
    ///
    /// [`EnvError`]: one of them is missing or cannot be parsed; not retryable.
    pub fn token_settings(&self) -> Result<auth::Settings, EnvError> {
        Ok(auth::Settings {
            algorithm: self.parse("JWT_ALGORITHM")?,
            issuer: self.text("JWT_ISSUER")?,
            audience: self.text("JWT_AUDIENCE")?,
            jwks_url: self.http_url("JWKS_URL")?,
            max_lifetime: self.hours("MAX_TOKEN_LIFETIME_HOURS")?,
        })
    }

    /// Returns `TOKEN_GRACE_SECONDS`, the time for which a connection outlives its token.
    ///
    /// # Errors
    ///
    /// [`EnvError`] as of [`Env::seconds`], not retryable.
    pub fn token_grace(&self) -> Result<Duration, EnvError> {
        self.seconds("TOKEN_GRACE_SECONDS")
    }
}

/// Whether an `http://` address is on this machine. Only the host counts, not the user name before
/// an `@`.
fn is_loopback(url: &str) -> bool {
    let url = reqwest::Url::parse(url).ok();
    let host = url.as_ref().and_then(reqwest::Url::host_str).unwrap_or_default();
    // An IPv6 address is in brackets.
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
