//! The AWS account, the region and the credentials of the calls.

use std::process::Stdio;

use aws_credential_types::Credentials;
use local::aws::Aws;
use local::{Access, xml};
use serde::Deserialize;

use crate::error::Error;
use crate::tools::{self, Tools};

/// An account in a region, and signed calls to it.
pub(crate) struct Account {
    /// The account's number.
    pub(crate) id: String,
    /// The region.
    pub(crate) region: String,
    /// The region and the credentials of its calls.
    pub(crate) access: Access,
    /// Calls to it.
    pub(crate) aws: Aws,
}

/// The output of `credentials.py`. It has no `Debug`, because it contains the secret.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    region: Option<String>,
}

impl Account {
    /// Returns the account that AWS's own tools would call: by the usual environment variables,
    /// else by the profile, which Python's AWS library reads. Fails here if the credentials are not
    /// valid.
    pub(crate) async fn open(region: Option<&str>) -> Result<Self, Error> {
        let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let endpoint = env("AWS_ENDPOINT_URL");
        let mut region =
            region.map(str::to_owned).or_else(|| env("AWS_REGION")).or_else(|| env("AWS_DEFAULT_REGION"));
        let of_environment = env("AWS_ACCESS_KEY_ID").zip(env("AWS_SECRET_ACCESS_KEY"));
        let credentials = if let Some((id, secret)) = of_environment {
            Credentials::new(id, secret, env("AWS_SESSION_TOKEN"), None, "environment")
        } else {
            let found = of_profile().await?;
            region = region.or(found.region);
            let (id, secret) = (found.access_key_id, found.secret_access_key);
            Credentials::new(id, secret, found.session_token, None, "profile")
        };
        let region = region.ok_or(Error::NoRegion)?;
        let access = Access::new(&region, credentials, endpoint.clone())?;
        let aws = Aws::with(access.clone())?;
        let id = identity(&aws, endpoint.as_deref().unwrap_or(&region)).await?;
        Ok(Self { id, region, access, aws })
    }
}

/// Returns the number of the account; every identity may ask for it.
/// <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html>
async fn identity(aws: &Aws, at: &str) -> Result<String, Error> {
    match aws.query("sts", "2011-06-15", "GetCallerIdentity", &[]).await {
        Ok(answer) => Ok(xml::text(&answer, "Account").unwrap_or_else(|| "unknown".to_owned())),
        Err(local::Error::Aws { code, message, .. }) => {
            Err(Error::Credentials(format!("AWS does not accept the credentials: {code}: {message}")))
        }
        Err(error @ local::Error::Http(_)) => Err(Error::Unreachable(at.to_owned(), error)),
        Err(error) => Err(error.into()),
    }
}

/// Returns the credentials of the profile, of single sign-on, or of the machine's role.
async fn of_profile() -> Result<Found, Error> {
    let python = Tools::ready().await?.python;
    let script = tools::here().join("credentials.py");
    // The script runs without a process guard: it only prints and ends.
    let output = std::process::Command::new(python.path())
        .arg("-I")
        .arg(script)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Error::Credentials(format!("cannot look for credentials: {error}")))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        let last = told.trim().lines().last().unwrap_or("no credentials").to_owned();
        return Err(Error::Credentials(last));
    }
    // The parser's error is left out: it could quote a secret.
    serde_json::from_slice(&output.stdout)
        .map_err(|_| Error::Credentials("the profile's credentials cannot be read".to_owned()))
}
