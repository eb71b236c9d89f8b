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

/// The time limit of a fetch. A fetch delays only the first delivery after a start.
pub const FETCH_TIMEOUT: Duration = Duration::from_secs(2);

/// A secret that is fetched when it is first needed, and cached until it is forgotten.
///
/// Of several concurrent callers one fetches, and all get its result.
pub struct SecretsManager {
    signed: Signed,
    secret_id: String,
    known: Mutex<Known>,
    fetching: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Known {
    secret: Option<SecretText>,
    /// The number of completed fetches. `fault` is the error of the last failed one.
    fetches: u64,
    fault: String,
}

#[derive(Deserialize)]
struct SecretValue {
    #[serde(rename = "SecretString")]
    secret: Option<String>,
}

impl SecretsManager {
    /// Creates the secret with this name or ARN.
    pub fn new(signed: Signed, secret_id: impl Into<String>) -> Self {
        Self {
            signed,
            secret_id: secret_id.into(),
            known: Mutex::default(),
            fetching: tokio::sync::Mutex::default(),
        }
    }

    /// Forgets the cached secret `wrong` because it is not valid: the next caller fetches again.
    /// Does nothing if another secret has been cached meanwhile.
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
        // No code that holds the lock can panic.
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

/// Reads the secret from the answer. An operator has to fix every fault of a secret, and the
/// waiting messages can be processed unchanged after that, so every error is retryable.
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
