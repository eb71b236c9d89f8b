//! Signed calls of AWS services without their SDK crates.
//!
//! An SDK crate of SES or Secrets Manager adds megabytes to a function's size, for one call each.
//! The SDK's own signer makes the signature (`infra/adr/0012-calls-without-an-sdk.md`).
//!
//! A call is one attempt. Its error tells whether the service may have acted on it: only after
//! [`TransportError::NotSent`] it certainly has not.

mod answer;
mod error;
pub mod secrets;

use std::fmt;
use std::time::{Duration, SystemTime};

pub use answer::{Answer, MAX_ANSWER_BYTES, ServiceError};
pub use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
pub use error::TransportError;
pub use reqwest::{Client, Method, Url};
pub use secrets::SecretsManager;

/// An AWS service, with its two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// The name of the service in signatures.
    pub signing_name: &'static str,
    /// The first label of the service's host.
    pub host: &'static str,
}

impl Service {
    /// Amazon SES, API v2. <https://docs.aws.amazon.com/general/latest/gr/ses.html>
    pub const SES: Self = Self { signing_name: "ses", host: "email" };
    /// AWS Secrets Manager. <https://docs.aws.amazon.com/general/latest/gr/asm.html>
    pub const SECRETS_MANAGER: Self = Self { signing_name: "secretsmanager", host: "secretsmanager" };
}

/// One call.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// The service to call.
    pub service: Service,
    /// The HTTP method.
    pub method: &'a Method,
    /// The absolute path, without a query.
    pub path: &'a str,
    /// The headers beside those of the signature; all of them are signed.
    pub headers: &'a [(&'static str, &'a str)],
    /// The body.
    pub body: &'a str,
    /// The time limit for the whole call, including the reading of the answer.
    pub timeout: Duration,
}

/// Makes signed calls. Its `Debug` does not show the credentials.
#[derive(Clone)]
pub struct Signed {
    http: Client,
    region: String,
    credentials: Credentials,
    endpoint: Option<Url>,
}

impl Signed {
    /// Creates a client that calls over `http` in `region`. With an `endpoint` (`AWS_ENDPOINT_URL`)
    /// every service is called there, under its usual path; otherwise at its public host in the
    /// region.
    pub fn new(
        http: Client,
        region: impl Into<String>,
        credentials: Credentials,
        endpoint: Option<Url>,
    ) -> Self {
        Self { http, region: region.into(), credentials, endpoint }
    }

    /// Makes the call once. An answer of any HTTP status is returned as an answer.
    ///
    /// # Errors
    ///
    /// [`TransportError`] if there is no answer. [`TransportError::is_unsent`] tells whether the
    /// service has certainly not acted on the request; the caller decides whether to repeat the
    /// call.
    pub async fn call(&self, call: &Call<'_>) -> Result<Answer, TransportError> {
        let url = self.url(call)?;
        let signature = self.signature(call, &url, SystemTime::now())?;
        let mut request = self.http.request(call.method.clone(), url).timeout(call.timeout);
        for (name, value) in call.headers {
            request = request.header(*name, *value);
        }
        for (name, value) in signature {
            request = request.header(name, value);
        }
        let response = request.body(call.body.to_owned()).send().await.map_err(TransportError::of)?;
        Answer::read(response).await
    }

    fn url(&self, call: &Call<'_>) -> Result<Url, TransportError> {
        let base = match &self.endpoint {
            Some(endpoint) => endpoint.clone(),
            None => Url::parse(&format!(
                "https://{}.{}.{}",
                call.service.host,
                self.region,
                dns_suffix(&self.region)
            ))
            .map_err(TransportError::not_sent)?,
        };
        let path = format!("{}{}", base.path().trim_end_matches('/'), call.path);
        let mut url = base;
        url.set_path(&path);
        Ok(url)
    }

    /// Returns the headers that authenticate the call.
    fn signature(
        &self,
        call: &Call<'_>,
        url: &Url,
        now: SystemTime,
    ) -> Result<Vec<(String, String)>, TransportError> {
        let identity = self.credentials.clone().into();
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(call.service.signing_name)
            .time(now)
            .settings(SigningSettings::default())
            .build()
            .map_err(TransportError::not_sent)?
            .into();
        let headers = call.headers.iter().copied();
        let body = SignableBody::Bytes(call.body.as_bytes());
        let request = SignableRequest::new(call.method.as_str(), url.as_str(), headers, body)
            .map_err(TransportError::not_sent)?;
        let (instructions, _) = sign(request, &parameters).map_err(TransportError::not_sent)?.into_parts();
        Ok(instructions.headers().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }
}

impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed")
            .field("region", &self.region)
            .field("endpoint", &self.endpoint.as_ref().map(Url::as_str))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("service", &self.service)
            .field("method", self.method)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Returns the DNS suffix of the partition that the region belongs to.
/// <https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html>
fn dns_suffix(region: &str) -> &'static str {
    if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_called_in_the_partition_of_the_region() {
        let host = |region: &str| {
            let credentials = Credentials::new("id", "secret", None, None, "test");
            #[allow(clippy::disallowed_methods)] // Nothing is sent.
            let signed = Signed::new(Client::new(), region, credentials, None);
            let call = Call {
                service: Service::SES,
                method: &Method::POST,
                path: "/v2",
                headers: &[],
                body: "",
                timeout: Duration::from_secs(1),
            };
            signed.url(&call).unwrap().to_string()
        };
        assert_eq!(host("eu-central-1"), "https://email.eu-central-1.amazonaws.com/v2");
        assert_eq!(host("us-gov-west-1"), "https://email.us-gov-west-1.amazonaws.com/v2");
        assert_eq!(host("cn-north-1"), "https://email.cn-north-1.amazonaws.com.cn/v2");
    }
}
