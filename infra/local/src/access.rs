//! The endpoint and the credentials of AWS calls: the stack on this machine, or a real account.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_sqs::config::timeout::TimeoutConfig;
use aws_sdk_sqs::config::{BehaviorVersion, Region};
use aws_sdk_sqs::{Client, Config};
use reqwest::Url;

use crate::error::Error;
use crate::info::StackInfo;

/// The only region of the local stack.
pub(crate) const REGION: &str = "us-east-1";
/// The access key of the root of MiniStack's account.
pub(crate) const ACCESS_KEY_ID: &str = "test";
/// The secret of [`ACCESS_KEY_ID`].
pub(crate) const SECRET_ACCESS_KEY: &str = "test";

/// The timeout of one attempt of a call, longer than a long poll. The SDK has none by default.
const ATTEMPT: Duration = Duration::from_secs(20);

/// The endpoint, region and credentials of AWS calls. It can be printed: the secret shows as
/// redacted.
#[derive(Debug, Clone)]
pub struct Access {
    endpoint: Option<String>,
    region: String,
    credentials: Credentials,
}

impl Access {
    /// Returns access to the MiniStack at `endpoint`, as the root of its account.
    pub fn local(endpoint: &str) -> Self {
        let credentials = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "local");
        Self { endpoint: Some(endpoint.to_owned()), region: REGION.to_owned(), credentials }
    }

    /// Returns access to an account, or to `endpoint` if there is one.
    ///
    /// # Errors
    ///
    /// [`Error::Address`]: the region or the endpoint cannot be part of an address; not retryable.
    pub fn new(region: &str, credentials: Credentials, endpoint: Option<String>) -> Result<Self, Error> {
        let access = Self { endpoint, region: region.to_owned(), credentials };
        // An invalid address fails here, and not later as a name that does not resolve.
        access.endpoint("sqs")?;
        Ok(access)
    }

    /// Returns access to a running local stack.
    pub fn of(stack: &StackInfo) -> Self {
        let (id, secret) = (&stack.access_key_id, &stack.secret_access_key);
        let credentials = Credentials::new(id, secret, None, None, "stack.json");
        Self { endpoint: Some(stack.aws_endpoint.clone()), region: stack.region.clone(), credentials }
    }

    /// Returns access to an account by the usual variables: `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` and, for AWS at another address,
    /// `AWS_ENDPOINT_URL`. Without `region`, the region is that of `AWS_REGION` or
    /// `AWS_DEFAULT_REGION`.
    ///
    /// # Errors
    ///
    /// [`Error::Environment`]: a variable is not set. [`Error::Address`]: the region or the
    /// endpoint cannot be part of an address. Neither is retryable.
    pub fn from_env(region: Option<&str>, env: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let env = |name: &str| env(name).filter(|value| !value.is_empty());
        let needed = |name: &'static str| env(name).ok_or(Error::Environment(name));
        let region = region.map(str::to_owned).or_else(|| env("AWS_REGION"));
        let region = region.map_or_else(|| needed("AWS_DEFAULT_REGION"), Ok);
        let region = region.map_err(|_| Error::Environment("--region or AWS_REGION"))?;
        let credentials = Credentials::new(
            needed("AWS_ACCESS_KEY_ID")?,
            needed("AWS_SECRET_ACCESS_KEY")?,
            env("AWS_SESSION_TOKEN"),
            None,
            "environment",
        );
        Self::new(&region, credentials, env("AWS_ENDPOINT_URL"))
    }

    /// Returns the region that calls are signed for.
    pub fn region(&self) -> &str {
        &self.region
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Returns the endpoint of `service`.
    /// <https://docs.aws.amazon.com/general/latest/gr/rande.html>
    pub(crate) fn endpoint(&self, service: &str) -> Result<Url, Error> {
        let suffix = if self.region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
        let named = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        match &self.endpoint {
            Some(endpoint) => url(endpoint),
            None if self.region.bytes().all(named) => {
                url(&format!("https://{service}.{}.{suffix}", self.region))
            }
            None => Err(Error::Address(self.region.clone())),
        }
    }

    /// Returns a client of DynamoDB. Every attempt of a call has a timeout.
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        let mut config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(self.region.clone()))
            .credentials_provider(self.credentials.clone())
            .timeout_config(TimeoutConfig::builder().operation_attempt_timeout(ATTEMPT).build());
        config.set_endpoint_url(self.endpoint.clone());
        aws_sdk_dynamodb::Client::from_conf(config.build())
    }

    /// Returns a client of SQS. Every attempt of a call has a timeout.
    pub fn sqs(&self) -> Client {
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(self.region.clone()))
            .credentials_provider(self.credentials.clone())
            .timeout_config(TimeoutConfig::builder().operation_attempt_timeout(ATTEMPT).build());
        config.set_endpoint_url(self.endpoint.clone());
        Client::from_conf(config.build())
    }
}

fn url(text: &str) -> Result<Url, Error> {
    Url::parse(text).map_err(|_| Error::Address(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(name: &str) -> Option<String> {
        let value = match name {
            "AWS_ACCESS_KEY_ID" => "AKIA",
            "AWS_SECRET_ACCESS_KEY" => "planted-secret",
            "AWS_SESSION_TOKEN" => "planted-token",
            "AWS_DEFAULT_REGION" => "eu-west-1",
            "AWS_ENDPOINT_URL" => "",
            _ => return None,
        };
        Some(value.to_owned())
    }

    #[test]
    fn an_account_is_reached_at_the_address_of_its_region() {
        let address = |region| {
            Access::from_env(region, env).and_then(|access| access.endpoint("sqs")).map(|url| url.to_string())
        };
        assert_eq!(address(None).unwrap(), "https://sqs.eu-west-1.amazonaws.com/");
        assert_eq!(address(Some("us-gov-west-1")).unwrap(), "https://sqs.us-gov-west-1.amazonaws.com/");
        assert_eq!(address(Some("cn-north-1")).unwrap(), "https://sqs.cn-north-1.amazonaws.com.cn/");
        assert!(matches!(address(Some("x.example.com/")), Err(Error::Address(_))));
    }

    #[test]
    fn an_endpoint_of_the_environment_wins_over_the_region() {
        let env = |name: &str| match name {
            "AWS_ENDPOINT_URL" => Some("http://127.0.0.1:4566".to_owned()),
            name => env(name),
        };
        let access = Access::from_env(Some("eu-west-1"), env).unwrap();
        assert_eq!(access.endpoint("cloudformation").unwrap().as_str(), "http://127.0.0.1:4566/");
    }

    #[test]
    fn what_is_missing_is_named() {
        for missing in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"] {
            let env = |name: &str| env(name).filter(|_| name != missing);
            let error = Access::from_env(None, env).unwrap_err().to_string();
            assert!(error.contains(missing.trim_start_matches("AWS_DEFAULT_")), "{error}");
        }
    }

    #[test]
    fn secrets_cannot_be_printed() {
        let shown = format!("{:?}", Access::from_env(None, env).unwrap());
        assert!(!shown.contains("planted"), "{shown}");
    }
}
