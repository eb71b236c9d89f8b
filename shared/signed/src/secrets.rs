//! Secrets of AWS Secrets Manager.
//! <https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html>

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ports::{PortError, SecretText};
use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use crate::{Answer, Call, Service, Signed};

/// How long one fetch may take. It is on the way of the first delivery after a start only.
pub const FETCH_TIMEOUT: Duration = Duration::from_secs(2);

/// One secret, which is fetched when it is first asked for, and kept until it is forgotten.
///
/// Of many who ask at once one fetches, and all get what came of it.
pub struct SecretsManager {
    signed: Signed,
    secret_id: String,
    known: Mutex<Known>,
    fetching: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Known {
    secret: Option<SecretText>,
    /// How many fetches have ended, and with what fault the last one.
    fetches: u64,
    fault: String,
}

#[derive(Deserialize)]
struct SecretValue {
    #[serde(rename = "SecretString")]
    secret: Option<String>,
}

impl SecretsManager {
    /// The secret of this name or ARN.
    pub fn new(signed: Signed, secret_id: impl Into<String>) -> Self {
        Self {
            signed,
            secret_id: secret_id.into(),
            known: Mutex::default(),
            fetching: tokio::sync::Mutex::default(),
        }
    }

    /// The secret `wrong` turned out to be no good: the next to ask fetches again, unless somebody has already
    /// learned another one.
    pub fn forget(&self, wrong: &SecretText) {
        let mut known = self.known();
        if known.secret.as_ref() == Some(wrong) {
            known.secret = None;
        }
    }

    async fn fetch(&self) -> Result<SecretText, PortError> {
        let call = Call {
            service: Service::SECRETS_MANAGER,
            method: &Method::POST,
            path: "/",
            headers: &[
                ("content-type", "application/x-amz-json-1.1"),
                ("x-amz-target", "secretsmanager.GetSecretValue"),
            ],
            body: &json!({ "SecretId": self.secret_id }).to_string(),
            timeout: FETCH_TIMEOUT,
        };
        let answer =
            self.signed.call(&call).await.map_err(|error| PortError::Unavailable(error.to_string()))?;
        read(&answer)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // Nothing can panic while it is held.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ports::Secret for SecretsManager {
    async fn get(&self) -> Result<SecretText, PortError> {
        let fetches_before = {
            let known = self.known();
            if let Some(secret) = &known.secret {
                return Ok(secret.clone());
            }
            known.fetches
        };
        let _turn = self.fetching.lock().await;
        {
            let known = self.known();
            if let Some(secret) = &known.secret {
                return Ok(secret.clone());
            }
            if known.fetches != fetches_before {
                return Err(PortError::Unavailable(known.fault.clone()));
            }
        }
        let fetched = self.fetch().await;
        let mut known = self.known();
        known.fetches += 1;
        match &fetched {
            Ok(secret) => known.secret = Some(secret.clone()),
            Err(error) => known.fault = error.to_string(),
        }
        fetched
    }

    async fn renew(&self) -> Result<SecretText, PortError> {
        let wrong = self.known().secret.clone();
        if let Some(wrong) = wrong {
            self.forget(&wrong);
        }
        self.get().await
    }
}

impl fmt::Debug for SecretsManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretsManager").field("secret_id", &self.secret_id).finish_non_exhaustive()
    }
}

/// Whatever is wrong with a secret is mended by whoever deploys, without any change to what waits for it: nothing
/// here is refused for good.
fn read(answer: &Answer) -> Result<SecretText, PortError> {
    if answer.status == 200 {
        let value: Option<SecretValue> = serde_json::from_slice(&answer.body).ok();
        let secret = value.and_then(|value| value.secret);
        return match secret {
            Some(secret) => Ok(SecretText::new(&secret)),
            None => Err(PortError::Unavailable("the secret has no text".to_owned())),
        };
    }
    let code = answer.error().code;
    let code = code.as_deref().unwrap_or("unknown error");
    let text = format!("{code} ({})", answer.status);
    if answer.status == 429 || code.contains("Throttl") || code == "TooManyRequestsException" {
        Err(PortError::Throttled(text))
    } else {
        Err(PortError::Unavailable(text))
    }
}
