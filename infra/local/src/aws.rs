//! The few AWS calls that the local stack needs for deploying, as plain signed HTTP.
//!
//! The SDK's crates for S3, `CloudFormation` and IAM would double what has to be compiled before a first run.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{PayloadChecksumKind, SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use reqwest::{Client, Method, Url};

use crate::error::Error;
use crate::xml;

/// The only region there is on this machine.
pub(crate) const REGION: &str = "us-east-1";
/// The key that is the root of MiniStack's account.
pub(crate) const ACCESS_KEY_ID: &str = "test";
/// See [`ACCESS_KEY_ID`].
pub(crate) const SECRET_ACCESS_KEY: &str = "test";

/// Signed calls to one MiniStack, as the root of its account.
#[derive(Debug, Clone)]
pub struct Aws {
    client: Client,
    endpoint: Url,
}

impl Aws {
    /// Calls go to `endpoint`.
    pub fn new(endpoint: &str) -> Result<Self, Error> {
        let client = client(Duration::from_mins(1))?;
        let endpoint = Url::parse(endpoint).map_err(|error| Error::Crypto(error.to_string()))?;
        Ok(Self { client, endpoint })
    }

    /// A call of a service that speaks the query protocol (`cloudformation`, `iam`). Answers its XML.
    pub async fn query(
        &self,
        service: &str,
        version: &str,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> Result<String, Error> {
        let mut form = self.endpoint.clone();
        form.query_pairs_mut()
            .append_pair("Action", action)
            .append_pair("Version", version)
            .extend_pairs(parameters);
        let body = form.query().unwrap_or_default().as_bytes().to_vec();
        self.send(service, action, Method::POST, "/", Some("application/x-www-form-urlencoded"), body).await
    }

    /// Makes an S3 bucket.
    pub(crate) async fn create_bucket(&self, bucket: &str) -> Result<(), Error> {
        let path = format!("/{bucket}");
        self.send("s3", "CreateBucket", Method::PUT, &path, None, Vec::new()).await.map(drop)
    }

    /// Puts an object into an S3 bucket.
    pub(crate) async fn put_object(&self, bucket: &str, key: &str, body: Vec<u8>) -> Result<(), Error> {
        let path = format!("/{bucket}/{key}");
        self.send("s3", "PutObject", Method::PUT, &path, None, body).await.map(drop)
    }

    /// The address of an object, for those who fetch it themselves.
    pub(crate) fn object_url(&self, bucket: &str, key: &str) -> String {
        format!("{}{bucket}/{key}", self.endpoint)
    }

    async fn send(
        &self,
        service: &str,
        action: &str,
        method: Method,
        path: &str,
        content_type: Option<&str>,
        body: Vec<u8>,
    ) -> Result<String, Error> {
        let mut url = self.endpoint.clone();
        url.set_path(path);
        let mut request = self.client.request(method.clone(), url.clone());
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        for (name, value) in signature(service, &method, &url, content_type, &body)? {
            request = request.header(name, value);
        }
        let response = request.body(body).send().await?;
        let status = response.status();
        let text = response.text().await?;
        if status.is_success() {
            return Ok(text);
        }
        Err(Error::Aws {
            action: action.to_owned(),
            code: xml::text(&text, "Code").unwrap_or_else(|| status.as_str().to_owned()),
            message: xml::text(&text, "Message").unwrap_or(text),
        })
    }
}

/// A client for calls on this machine.
#[expect(
    clippy::disallowed_methods,
    reason = "the functions' client is made for https and for init-time warm-up"
)]
pub(crate) fn client(timeout: Duration) -> Result<Client, Error> {
    // No idle connections: tests share a stack between runtimes, and a connection dies with its runtime.
    Ok(Client::builder().pool_max_idle_per_host(0).no_proxy().timeout(timeout).build()?)
}

fn signature(
    service: &str,
    method: &Method,
    url: &Url,
    content_type: Option<&str>,
    body: &[u8],
) -> Result<Vec<(String, String)>, Error> {
    let crypto = |error: &dyn std::fmt::Display| Error::Crypto(error.to_string());
    let identity = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "local").into();
    let mut settings = SigningSettings::default();
    // Hashing fifteen megabytes per function proves nothing on a loopback.
    let payload = if service == "s3" {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        SignableBody::UnsignedPayload
    } else {
        SignableBody::Bytes(body)
    };
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(REGION)
        .name(service)
        .time(SystemTime::now())
        .settings(settings)
        .build()
        .map_err(|error| crypto(&error))?
        .into();
    let headers = content_type.map(|value| ("content-type", value)).into_iter();
    let request = SignableRequest::new(method.as_str(), url.as_str(), headers, payload)
        .map_err(|error| crypto(&error))?;
    let (instructions, _) = sign(request, &parameters).map_err(|error| crypto(&error))?.into_parts();
    Ok(instructions.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}
