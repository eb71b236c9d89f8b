//! One HTTP request to a provider, and its outcome.
//!
//! The question is whether the provider may have received the message. If no connection was made,
//! nothing was sent; if the connection broke, it is unknown.

use std::fmt;
use std::time::Duration;

use domain::Time;
use domain::delivery::ledger::Verdict;
use ports::Sent;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{RequestBuilder, Response};

/// The maximum number of bytes that are read of an answer; our providers' answers have a few
/// hundred.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// The longest `Retry-After` that is respected: no message is worth sending after a longer time.
pub const LONGEST_RETRY_AFTER: Duration = Duration::from_hours(24);

/// The outcome of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The provider answered.
    Answered(Answer),
    /// No connection was made, so nothing was written.
    NotSent,
    /// The request was written, or may have been, and there was no answer.
    NoAnswer {
        /// Whether the timeout expired; otherwise the connection broke.
        timed_out: bool,
    },
}

impl Outcome {
    /// Returns the result of the request. `classify` classifies an answer, in each provider's own way;
    /// the result without an answer is the same for all providers.
    pub fn classified(&self, classify: impl FnOnce(&Answer) -> Sent) -> Sent {
        match self {
            Self::Answered(answer) => classify(answer),
            Self::NotSent => Sent::unanswered(Verdict::Failed { retry_after: None }),
            Self::NoAnswer { timed_out } => {
                Sent::unanswered(Verdict::Indeterminate { timed_out: *timed_out, retry_after: None })
            }
        }
    }
}

/// A provider's answer. Its `Debug` does not show the body, in which providers quote the content
/// that they refuse.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The value of the `Retry-After` header, at most [`LONGEST_RETRY_AFTER`].
    pub retry_after: Option<Duration>,
    /// The body; empty if it could not be read.
    pub body: Vec<u8>,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("retry_after", &self.retry_after)
            .finish_non_exhaustive()
    }
}

/// Sends the request and reads its answer within `timeout`.
///
/// The client limits the time to connect. That limit should be shorter than `timeout`: a connection
/// that is still being made when `timeout` expires cannot be distinguished from one that was made.
pub async fn call(request: RequestBuilder, timeout: Duration, now: Time) -> Outcome {
    // Errors contain the URL, which is a secret in Telegram's case. No error leaves this function.
    match request.timeout(timeout).send().await {
        Ok(response) => Outcome::Answered(Answer {
            status: response.status().as_u16(),
            retry_after: retry_after(response.headers(), now),
            body: read(response).await,
        }),
        Err(error) if error.is_connect() || error.is_builder() => Outcome::NotSent,
        Err(error) => Outcome::NoAnswer { timed_out: error.is_timeout() },
    }
}

async fn read(mut response: Response) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() <= MAX_BODY_BYTES => body.extend_from_slice(&chunk),
            Ok(None) => return body,
            Ok(Some(_)) | Err(_) => return Vec::new(),
        }
    }
}

/// Returns the seconds of the header, or the time until its date.
/// <https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3>
fn retry_after(headers: &HeaderMap, now: Time) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let asked = if let Ok(seconds) = text.parse() {
        Duration::from_secs(seconds)
    } else {
        let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
        let wait = date.as_millisecond().saturating_sub(now.as_millis());
        Duration::from_millis(u64::try_from(wait).unwrap_or(0))
    };
    Some(asked.min(LONGEST_RETRY_AFTER))
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    #[test]
    fn a_provider_asks_for_seconds_or_until_a_date() {
        let now: Time = "2026-11-23T08:00:00.000Z".parse().unwrap();
        for (header, seconds) in [
            ("5", Some(5)),
            (" 120 ", Some(120)),
            ("0", Some(0)),
            ("18446744073709551615", Some(86_400)),
            ("Mon, 23 Nov 2026 08:01:30 GMT", Some(90)),
            ("Mon, 23 Nov 2026 07:00:00 GMT", Some(0)),
            ("Tue, 23 Nov 2032 08:00:00 GMT", Some(86_400)),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
        ] {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(header))]);
            assert_eq!(retry_after(&headers, now), seconds.map(Duration::from_secs), "{header:?}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }

    #[test]
    fn an_answer_does_not_show_what_it_quotes() {
        let answer = Answer { status: 400, retry_after: None, body: b"s3cret".to_vec() };
        let shown = format!("{:?}", Outcome::Answered(answer));
        assert!(shown.contains("400") && !shown.contains("s3cret") && !shown.contains("115"), "{shown}");
    }
}
