//! The answer of a service.

use std::fmt;

use reqwest::Response;
use reqwest::header::HeaderMap;
use serde::Deserialize;

use crate::TransportError;

/// The maximum size of an answer, in bytes. A secret has at most 65,536 bytes, each of which JSON
/// may write as six characters.
/// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html>
pub const MAX_ANSWER_BYTES: usize = 512 * 1024;

/// An answer. Its `Debug` does not show the body, which can be a secret.
#[derive(Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

/// The error in an answer, in the form of AWS's JSON protocols. Its `Debug` does not show the
/// message.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ServiceError {
    /// The error's name without its namespace (`ThrottlingException`): letters and digits only, so it is safe to
    /// log.
    pub code: Option<String>,
    /// The error message, which may quote the sent content and must not be logged.
    pub message: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ErrorBody {
    #[serde(rename = "__type")]
    kind: Option<String>,
    code: Option<String>,
    #[serde(alias = "Message")]
    message: Option<String>,
}

/// The maximum length of an error code; no service has a longer one.
const MAX_CODE: usize = 100;

impl Answer {
    pub(crate) async fn read(mut response: Response) -> Result<Self, TransportError> {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(TransportError::of)? {
            if body.len() + chunk.len() > MAX_ANSWER_BYTES {
                return Err(TransportError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Self { status, headers, body })
    }

    /// Returns the error as far as the answer states it: from its header `x-amzn-errortype`,
    /// otherwise from its body, which also has the message.
    /// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>
    pub fn error(&self) -> ServiceError {
        let body: ErrorBody = serde_json::from_slice(&self.body).unwrap_or_default();
        let header = self.headers.get("x-amzn-errortype").and_then(|value| value.to_str().ok());
        let name = header.map(str::to_owned).or(body.kind).or(body.code);
        ServiceError { code: name.as_deref().and_then(code), message: body.message }
    }
}

/// Returns the error code in a name: that of `com.amazonaws.x#NotFoundException:http://…` is
/// `NotFoundException`.
fn code(name: &str) -> Option<String> {
    let name = name.split(':').next().unwrap_or(name);
    let name = name.rsplit('#').next().unwrap_or(name).trim();
    let is_name =
        (1..=MAX_CODE).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then(|| name.to_owned())
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).finish_non_exhaustive()
    }
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError").field("code", &self.code).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(header: Option<&str>, body: &str) -> Answer {
        let mut headers = HeaderMap::new();
        if let Some(header) = header {
            headers.insert("x-amzn-errortype", header.parse().unwrap());
        }
        Answer { status: 400, headers, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn an_error_is_named_by_the_header_or_the_body() {
        for (header, body, expected) in [
            (Some("MessageRejected"), "{}", Some("MessageRejected")),
            (Some("NotFoundException:http://internal.amazon.com/x/"), "", Some("NotFoundException")),
            (
                None,
                r#"{"__type":"com.amazonaws.secretsmanager#DecryptionFailure"}"#,
                Some("DecryptionFailure"),
            ),
            (None, r#"{"code":"SlowDown"}"#, Some("SlowDown")),
            (None, "<html>", None),
            (None, r#"{"__type":7}"#, None),
            (None, r#"{"__type":"to: ada@example.com"}"#, Some("to")),
            (None, r#"{"__type":"ada@example.com"}"#, None),
            (None, r#"{"__type":""}"#, None),
        ] {
            assert_eq!(answer(header, body).error().code.as_deref(), expected, "{header:?} {body}");
        }
    }

    #[test]
    fn a_message_is_returned_but_never_printed() {
        for body in [r#"{"message":"ada@example.com"}"#, r#"{"Message":"ada@example.com"}"#] {
            let answer = answer(None, body);
            let error = answer.error();
            assert_eq!(error.message.as_deref(), Some("ada@example.com"));
            assert!(!format!("{answer:?} {error:?}").contains("ada"));
        }
    }
}
