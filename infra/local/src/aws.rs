//! The few AWS calls that deploying and finding a stack need, as signed HTTP requests.
//!
//! The SDK's crates for S3, `CloudFormation` and IAM would double what has to be compiled before a
//! first run.

use std::time::{Duration, SystemTime};

use aws_sigv4::http_request::{PayloadChecksumKind, SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use domain::Time;
use reqwest::header::DATE;
use reqwest::{Client, Method, Response, Url};
use serde_json::Value;

use crate::access::Access;
use crate::error::Error;
use crate::xml;

/// Signed calls to one MiniStack or account.
#[derive(Debug, Clone)]
pub struct Aws {
    client: Client,
    access: Access,
}

/// The response of a service.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The body.
    pub(crate) text: String,
    /// The time of the response by the service's own clock, in whole seconds.
    pub(crate) at: Option<Time>,
}

impl Aws {
    /// Returns a client of the MiniStack at `endpoint`, as the root of its account.
    ///
    /// # Errors
    ///
    /// [`Error::Http`]: there are no TLS roots; not retryable.
    pub fn new(endpoint: &str) -> Result<Self, Error> {
        Self::with(Access::local(endpoint))
    }

    /// Returns a client with this endpoint and these credentials.
    ///
    /// # Errors
    ///
    /// [`Error::Http`]: there are no TLS roots; not retryable.
    pub fn with(access: Access) -> Result<Self, Error> {
        Ok(Self { client: client(Duration::from_mins(1))?, access })
    }

    /// Calls a service that speaks the query protocol (`cloudformation`, `iam`). Returns the XML of
    /// the response.
    ///
    /// # Errors
    ///
    /// [`Error::Aws`]: the service refuses the call. [`Error::Http`]: there is no response;
    /// retryable. [`Error::Address`] and [`Error::Crypto`]: the call cannot be made; not retryable.
    pub async fn query(
        &self,
        service: &str,
        version: &str,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> Result<String, Error> {
        Ok(self.ask(service, version, action, parameters).await?.text)
    }

    /// As [`Self::query`], with the time of the response.
    pub(crate) async fn ask(
        &self,
        service: &str,
        version: &str,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> Result<Answer, Error> {
        let mut form = self.access.endpoint(service)?;
        form.query_pairs_mut()
            .append_pair("Action", action)
            .append_pair("Version", version)
            .extend_pairs(parameters);
        let body = form.query().unwrap_or_default().as_bytes().to_vec();
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        self.send(service, action, Method::POST, "/", &headers, body).await
    }

    /// Calls `action` of a service that speaks JSON (`kinesis`), with `target` as its version.
    /// Returns the JSON of the response.
    ///
    /// # Errors
    ///
    /// As those of [`Self::query`].
    pub async fn json(
        &self,
        service: &str,
        target: &str,
        action: &str,
        body: &Value,
    ) -> Result<String, Error> {
        let target = format!("{target}.{action}");
        // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
        let version = if service == "dynamodb" { "1.0" } else { "1.1" };
        let content_type = format!("application/x-amz-json-{version}");
        let headers = [("content-type", &*content_type), ("x-amz-target", &*target)];
        let body = body.to_string().into_bytes();
        Ok(self.send(service, action, Method::POST, "/", &headers, body).await?.text)
    }

    /// Reads a resource of a service that speaks REST and JSON (`lambda`). Returns the JSON of the
    /// response.
    ///
    /// # Errors
    ///
    /// As those of [`Self::query`].
    pub async fn get(&self, service: &str, action: &str, path: &str) -> Result<String, Error> {
        Ok(self.send(service, action, Method::GET, path, &[], Vec::new()).await?.text)
    }

    /// Creates an S3 bucket.
    pub(crate) async fn create_bucket(&self, bucket: &str) -> Result<(), Error> {
        let path = format!("/{bucket}");
        self.send("s3", "CreateBucket", Method::PUT, &path, &[], Vec::new()).await.map(drop)
    }

    /// Puts an object into an S3 bucket.
    pub(crate) async fn put_object(&self, bucket: &str, key: &str, body: Vec<u8>) -> Result<(), Error> {
        self.put_object_with(bucket, key, &[], body).await
    }

    /// Puts an object with these headers (`content-type`, `cache-control`) into an S3 bucket.
    ///
    /// # Errors
    ///
    /// As those of [`Self::query`].
    pub async fn put_object_with(
        &self,
        bucket: &str,
        key: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<(), Error> {
        let path = format!("/{bucket}/{key}");
        self.send("s3", "PutObject", Method::PUT, &path, headers, body).await.map(drop)
    }

    /// Returns the URL of an object, for a service that fetches it itself.
    pub(crate) fn object_url(&self, bucket: &str, key: &str) -> Result<String, Error> {
        Ok(format!("{}{bucket}/{key}", self.access.endpoint("s3")?))
    }

    /// Closes a connection of the WebSocket API that is opened at `socket_url`. Returns whether it
    /// was open.
    pub(crate) async fn close_connection(&self, socket_url: &str, id: &str) -> Result<bool, Error> {
        let api = Url::parse(socket_url).map_err(|_| Error::Address(socket_url.to_owned()))?;
        let path = format!("{}/@connections/{id}", api.path().trim_end_matches('/'));
        match self.send("execute-api", "DeleteConnection", Method::DELETE, &path, &[], Vec::new()).await {
            Ok(_) => Ok(true),
            Err(Error::Aws { code, .. }) if code == "410" || code == "GoneException" => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn send(
        &self,
        service: &str,
        action: &str,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Answer, Error> {
        let mut url = self.access.endpoint(service)?;
        url.set_path(path);
        let mut request = self.client.request(method.clone(), url.clone());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        for (name, value) in signature(&self.access, service, &method, &url, headers, &body)? {
            request = request.header(name, value);
        }
        let response = request.body(body).send().await?;
        let status = response.status();
        let at = date(&response);
        let error_type = error_type(&response);
        let text = response.text().await?;
        if status.is_success() {
            return Ok(Answer { text, at });
        }
        let (code, message) = refusal(&text);
        Err(Error::Aws {
            action: action.to_owned(),
            code: code.or(error_type).unwrap_or_else(|| status.as_str().to_owned()),
            message: message.unwrap_or(text),
        })
    }
}

/// Returns the error code of a service that speaks REST and JSON: it may be in a header alone.
/// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>
fn error_type(response: &Response) -> Option<String> {
    let text = response.headers().get("x-amzn-errortype")?.to_str().ok()?;
    Some(bare(text))
}

/// Returns `AccessDenied` for `com.amazonaws.service#AccessDenied:http://…`.
fn bare(code: &str) -> String {
    let code = code.split(':').next().unwrap_or(code);
    code.rsplit('#').next().unwrap_or(code).to_owned()
}

/// Returns the code and the message of an error response, in XML or in JSON.
fn refusal(text: &str) -> (Option<String>, Option<String>) {
    let Ok(json) = serde_json::from_str::<Value>(text) else {
        return (xml::text(text, "Code"), xml::text(text, "Message"));
    };
    let field = |name: &str| json.get(name).and_then(Value::as_str).map(str::to_owned);
    (field("__type").map(|code| bare(&code)), field("message").or_else(|| field("Message")))
}

fn date(response: &Response) -> Option<Time> {
    let date = jiff::fmt::rfc2822::parse(response.headers().get(DATE)?.to_str().ok()?).ok()?;
    Some(Time::from_millis(date.timestamp().as_millisecond()))
}

/// Returns an HTTP client for these calls, and for other calls of a tool.
///
/// # Errors
///
/// [`Error::Http`]: there are no TLS roots; not retryable.
#[expect(
    clippy::disallowed_methods,
    reason = "the functions' client is made for https and for init-time warm-up"
)]
pub fn client(timeout: Duration) -> Result<Client, Error> {
    // The pool keeps no idle connections: tests share a stack between runtimes, and a connection
    // dies with its runtime.
    Ok(Client::builder().pool_max_idle_per_host(0).no_proxy().timeout(timeout).build()?)
}

fn signature(
    access: &Access,
    service: &str,
    method: &Method,
    url: &Url,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<Vec<(String, String)>, Error> {
    let crypto = |error: &dyn std::fmt::Display| Error::Crypto(error.to_string());
    let identity = access.credentials().clone().into();
    let mut settings = SigningSettings::default();
    // Hashing fifteen megabytes per function would protect nothing on a loopback.
    let payload = if service == "s3" {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        SignableBody::UnsignedPayload
    } else {
        SignableBody::Bytes(body)
    };
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(access.region())
        .name(signing_name(service))
        .time(SystemTime::now())
        .settings(settings)
        .build()
        .map_err(|error| crypto(&error))?
        .into();
    let request = SignableRequest::new(method.as_str(), url.as_str(), headers.iter().copied(), payload)
        .map_err(|error| crypto(&error))?;
    let (instructions, _) = sign(request, &parameters).map_err(|error| crypto(&error))?.into_parts();
    Ok(instructions.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// Returns the name of a service in signatures: the first label of its host, with one exception.
/// <https://docs.aws.amazon.com/general/latest/gr/ses.html>
fn signing_name(service: &str) -> &str {
    match service {
        "email" => "ses",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_tells_its_code_and_its_reason() {
        let both = |code: &str, message: &str| (Some(code.to_owned()), Some(message.to_owned()));
        let json = r#"{"__type":"ResourceNotFoundException","message":"no stream"}"#;
        assert_eq!(refusal(json), both("ResourceNotFoundException", "no stream"));
        let xml = "<ErrorResponse><Error><Code>Denied</Code><Message>no</Message></Error></ErrorResponse>";
        assert_eq!(refusal(xml), both("Denied", "no"));
        assert_eq!(refusal("oops"), (None, None));
        let qualified = r#"{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"no"}"#;
        assert_eq!(refusal(qualified), both("AccessDeniedException", "no"));
    }

    #[test]
    fn a_call_to_an_account_is_signed_for_its_region_and_session() {
        let env = |name: &str| match name {
            "AWS_ACCESS_KEY_ID" => Some("AKIA".to_owned()),
            "AWS_SECRET_ACCESS_KEY" => Some("secret".to_owned()),
            "AWS_SESSION_TOKEN" => Some("token".to_owned()),
            _ => None,
        };
        let access = Access::from_env(Some("eu-west-1"), env).unwrap();
        let url = access.endpoint("cloudformation").unwrap();
        let headers = signature(&access, "cloudformation", &Method::POST, &url, &[], b"").unwrap();
        let header = |wanted: &str| headers.iter().find(|(name, _)| name == wanted).unwrap().1.as_str();
        assert_eq!(header("x-amz-security-token"), "token");
        let authorization = header("authorization");
        assert!(authorization.contains("/eu-west-1/cloudformation/aws4_request"), "{authorization}");
        assert!(authorization.contains("x-amz-security-token"), "the token is signed: {authorization}");
    }
}
