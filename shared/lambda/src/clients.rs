//! The factory of all network clients.
//!
//! Each client is created once, at init, and has a limit for every wait: by default the SDK has
//! none. Credentials come only from the environment; the default chain would try files, SSO and the
//! instance metadata service before it fails.

use std::sync::Arc;
use std::time::Duration;

use aws_config::identity::IdentityCache;
use aws_config::retry::RetryConfig;
use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore, rustls_provider::CryptoMode};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use signed::Signed;

use crate::connections::Gradual;
use crate::env::{Env, EnvError};

/// The timeout of a TCP and TLS handshake.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// The root certificates of all AWS endpoints: Amazon's four and Starfield's second, see
/// <https://www.amazontrust.com/repository/>. Parsing all of the system's roots instead would be most of a cold start. `SSL_CERT_FILE` switches to the system's roots and those of the file that it names.
/// <https://www.amazontrust.com/repository/>. Reading all of the system's instead is most of a cold start.
/// `SSL_CERT_FILE` brings the system's back, and with them the file that it names.
const AWS_ROOTS: &[u8] = include_bytes!("../roots/amazon.pem");

const ENDPOINT_URL: &str = "AWS_ENDPOINT_URL";

/// The timeout for posting one frame. There is no second attempt here: the message returns to its
/// queue.
pub const POST_TIMEOUT: Duration = Duration::from_millis(900);

/// The timeout of a request to any other HTTP server; a request can set a shorter one.
pub const HTTP_TIMEOUT: Duration = Duration::from_secs(3);

/// The attempts of a call to DynamoDB or SQS, the first included. If all fail, the message returns
/// to its queue.
pub const ATTEMPTS: u32 = 3;

/// The timeouts of calls to DynamoDB and SQS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The timeout of one attempt.
    pub attempt: Duration,
    /// The timeout of a call: all of its attempts and the pauses between them.
    pub operation: Duration,
}

impl Limits {
    /// Limits for a function with a timeout of 5 s. Routing a P0 takes three calls and two rounds
    /// of posts in sequence. If all of them take their maximum, there is still time to report what
    /// has to be retried.
    pub const FIVE_SECONDS: Self =
        Self { attempt: Duration::from_millis(500), operation: Duration::from_millis(900) };

    /// Limits for a function with a timeout of 10 s or more.
    pub const TEN_SECONDS: Self =
        Self { attempt: Duration::from_millis(1500), operation: Duration::from_secs(4) };

    /// Limits for calls that must not be repeated: if the reply to the first attempt were lost, the
    /// second one would find the ticket used. So there is one attempt, with the longest timeout
    /// that a function of 5 s allows.
    pub const ONE_PATIENT_ATTEMPT: Self =
        Self { attempt: Duration::from_secs(3), operation: Duration::from_secs(3) };

    fn timeouts(self) -> TimeoutConfig {
        TimeoutConfig::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .operation_attempt_timeout(self.attempt)
            .operation_timeout(self.operation)
            .build()
    }
}

/// The factory of a function's AWS clients.
#[derive(Debug, Clone)]
pub struct Aws {
    config: SdkConfig,
    region: String,
    credentials: Credentials,
    endpoint: Option<reqwest::Url>,
    dynamodb_url: Option<String>,
    sqs_url: Option<String>,
}

impl Aws {
    /// Reads `AWS_REGION`, the credentials and, if they are set, `AWS_ENDPOINT_URL` and the
    /// addresses of single services, `AWS_ENDPOINT_URL_DYNAMODB` and `AWS_ENDPOINT_URL_SQS`.
    ///
    /// # Errors
    ///
    /// [`EnvError`]: a variable is missing, or an address is not a URL. It is not retryable; an
    /// operator has to change the deployment.
    pub fn new(env: &Env, limits: Limits) -> Result<Self, EnvError> {
        // All clients share one HTTP client: one set of trusted certificates, one pool of
        // connections.
        let tls = Provider::Rustls(CryptoMode::AwsLc);
        let mut http = aws_smithy_http_client::Builder::new().tls_provider(tls);
        let roots = TrustStore::empty().with_pem_certificate(AWS_ROOTS);
        if let (None, Ok(roots)) =
            (env.optional("SSL_CERT_FILE"), TlsContext::builder().with_trust_store(roots).build())
        {
            http = http.tls_context(roots);
        }
        let http = SharedHttpClient::new(Gradual::new(http.build_https()));
        let region = env.text("AWS_REGION")?;
        // Lambda gives every execution environment its own credentials, which are valid for longer
        // than the environment lives.
        let credentials = Credentials::new(
            env.text("AWS_ACCESS_KEY_ID")?,
            env.text("AWS_SECRET_ACCESS_KEY")?,
            env.optional("AWS_SESSION_TOKEN").map(str::to_owned),
            None,
            "environment",
        );
        let mut config = SdkConfig::builder()
            // Pinned, so that a later SDK does not change timeouts or retries.
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new(region.clone()))
            .credentials_provider(SharedCredentialsProvider::new(credentials.clone()))
            .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS))
            .timeout_config(limits.timeouts())
            // Every call has a total timeout, and no body is streamed. Watching the speed of bodies
            // and the age of credentials would only cost processor time in each call.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .identity_cache(IdentityCache::no_cache())
            .http_client(http);
        let url = endpoint(env, ENDPOINT_URL)?;
        let invalid = || EnvError::Invalid { name: ENDPOINT_URL, reason: "must be a URL".to_owned() };
        let parsed = url.as_deref().map(reqwest::Url::parse).transpose().map_err(|_| invalid())?;
        config.set_endpoint_url(url);
        let dynamodb_url = endpoint(env, "AWS_ENDPOINT_URL_DYNAMODB")?;
        let sqs_url = endpoint(env, "AWS_ENDPOINT_URL_SQS")?;
        Ok(Self { config: config.build(), region, credentials, endpoint: parsed, dynamodb_url, sqs_url })
    }

    /// Returns the client of the store.
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        aws_sdk_dynamodb::Client::new(&self.at(self.dynamodb_url.as_deref()))
    }

    /// Returns the client of the queues.
    pub fn sqs(&self) -> aws_sdk_sqs::Client {
        aws_sdk_sqs::Client::new(&self.at(self.sqs_url.as_deref()))
    }

    /// Returns the client for SMS. A call has one attempt, which may take `timeout`: a second one
    /// could be a second SMS.
    pub fn sns(&self, timeout: Duration) -> aws_sdk_sns::Client {
        let limits = Limits { attempt: timeout, operation: timeout };
        let config = aws_sdk_sns::config::Builder::from(&self.config)
            .retry_config(RetryConfig::disabled())
            .timeout_config(limits.timeouts())
            .build();
        aws_sdk_sns::Client::from_conf(config)
    }

    /// Returns a client for signed calls of services that are called without their SDK. It sends
    /// through `http`, the client for servers outside AWS.
    pub fn signed(&self, http: reqwest::Client) -> Signed {
        Signed::new(http, self.region.clone(), self.credentials.clone(), self.endpoint.clone())
    }

    fn at(&self, url: Option<&str>) -> SdkConfig {
        match url {
            Some(url) => self.config.to_builder().endpoint_url(url).build(),
            None => self.config.clone(),
        }
    }

    /// Returns the client for the connections of the WebSocket API whose stage is at `endpoint`. A
    /// call has one attempt.
    pub fn gateway(&self, endpoint: &str) -> aws_sdk_apigatewaymanagement::Client {
        let limits = Limits { attempt: POST_TIMEOUT, operation: POST_TIMEOUT };
        let config = aws_sdk_apigatewaymanagement::config::Builder::from(&self.config)
            .endpoint_url(endpoint)
            .retry_config(RetryConfig::disabled())
            .timeout_config(limits.timeouts())
            .build();
        aws_sdk_apigatewaymanagement::Client::from_conf(config)
    }
}

fn endpoint(env: &Env, name: &'static str) -> Result<Option<String>, EnvError> {
    env.optional(name).map(|_| env.http_url(name)).transpose()
}

/// Returns the client for servers outside AWS. It follows no redirect and uses no proxy, so a
/// request goes only to the configured address. It trusts the roots that browsers trust, which are
/// compiled in; with `SSL_CERT_FILE` it trusts those of the system and of that file.
///
/// # Errors
///
/// The client cannot be built with its TLS configuration. It is not retryable.
#[allow(clippy::disallowed_methods)] // This is the factory.
pub fn http(env: &Env) -> Result<reqwest::Client, reqwest::Error> {
    let client = reqwest::Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(HTTP_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy();
    match (env.optional("SSL_CERT_FILE"), browser_roots()) {
        (None, Some(tls)) => client.tls_backend_preconfigured(tls).build(),
        _ => client.build(),
    }
}

fn browser_roots() -> Option<rustls::ClientConfig> {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let versions =
        rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let mut tls = versions.ok()?.with_root_certificates(roots).with_no_client_auth();
    // The protocols that reqwest negotiates by default.
    tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Some(tls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_without_a_region_or_credentials_does_not_start() {
        let keys = [("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "secret")];
        let error = Aws::new(&Env::of(keys), Limits::FIVE_SECONDS).unwrap_err();
        assert_eq!(error, EnvError::Missing { name: "AWS_REGION" });
        let error = Aws::new(&Env::of([("AWS_REGION", "eu-west-1")]), Limits::FIVE_SECONDS).unwrap_err();
        assert_eq!(error, EnvError::Missing { name: "AWS_ACCESS_KEY_ID" });
    }

    #[test]
    fn every_wait_has_a_limit_and_posts_have_one_attempt() {
        let env = Env::of([
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "id"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_ENDPOINT_URL", "http://localhost:1"),
        ]);
        let aws = Aws::new(&env, Limits::FIVE_SECONDS).unwrap();
        let dynamodb = aws.dynamodb();
        assert_eq!(dynamodb.config().retry_config().unwrap().max_attempts(), ATTEMPTS);
        let timeouts = dynamodb.config().timeout_config().unwrap();
        assert_eq!(timeouts.operation_timeout(), Some(Limits::FIVE_SECONDS.operation));
        assert_eq!(timeouts.operation_attempt_timeout(), Some(Limits::FIVE_SECONDS.attempt));
        let gateway = aws.gateway("http://localhost:2");
        assert_eq!(gateway.config().retry_config().unwrap().max_attempts(), 1);
        assert_eq!(gateway.config().timeout_config().unwrap().operation_timeout(), Some(POST_TIMEOUT));
        assert!(http(&env).is_ok());
    }
}
