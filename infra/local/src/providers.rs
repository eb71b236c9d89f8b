//! The steps that an operator takes once after deploying: setting the values of the secrets,
//! verifying the sender's mailbox, and registering our webhook with Telegram. Here the providers
//! are the sandbox.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use reqwest::{Method, Url};
use sandbox::Sandbox;
use serde_json::{Value, json};
use signed::{Call, Credentials, Service, Signed};

use crate::access::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};
use crate::aws::{Aws, client};
use crate::error::Error;
use crate::hex;

/// The sender of local e-mails.
pub(crate) const SENDER: &str = "alerts@exchange.example";

/// The timeout of a local call, which succeeds at once or not at all.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Sets the providers up. `outputs` are the template's, and `endpoint` is MiniStack's.
pub(crate) async fn set_up(
    aws: &Aws,
    endpoint: &str,
    sandbox: &Sandbox,
    outputs: &BTreeMap<String, String>,
) -> Result<(), Error> {
    let output = |name: &str| {
        outputs.get(name).cloned().ok_or_else(|| Error::Template(format!("there is no output {name}")))
    };
    let verify = [("EmailAddress", SENDER)];
    aws.query("ses", "2010-12-01", "VerifyEmailIdentity", &verify).await?;

    let webhook_secret = secret()?;
    let bot = json!({"botToken": sandbox.bot_token()}).to_string();
    let webhook = json!({"webhookSecret": webhook_secret}).to_string();
    let secrets = Secrets::at(endpoint)?;
    secrets.put(&output("TelegramSecretName")?, &bot).await?;
    secrets.put(&output("TelegramWebhookSecretName")?, &webhook).await?;
    secrets.put(&output("FcmSecretName")?, &sandbox.service_account_json()).await?;
    sandbox.set_webhook(&output("TelegramWebhookUrl")?, Some(&webhook_secret));
    Ok(())
}

fn secret() -> Result<String, Error> {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|error| Error::Crypto(error.to_string()))?;
    Ok(hex(&bytes))
}

struct Secrets(Signed);

impl Secrets {
    fn at(endpoint: &str) -> Result<Self, Error> {
        let endpoint = Url::parse(endpoint).map_err(|error| Error::Crypto(error.to_string()))?;
        let credentials = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "local");
        Ok(Self(Signed::new(client(TIMEOUT)?, REGION, credentials, Some(endpoint))))
    }

    async fn put(&self, secret_id: &str, value: &str) -> Result<(), Error> {
        let body: Value = json!({"SecretId": secret_id, "SecretString": value});
        let call = Call {
            service: Service::SECRETS_MANAGER,
            method: &Method::POST,
            path: "/",
            headers: &[
                ("content-type", "application/x-amz-json-1.1"),
                ("x-amz-target", "secretsmanager.PutSecretValue"),
            ],
            body: &body.to_string(),
            timeout: TIMEOUT,
        };
        let failed =
            |code: String| Error::Aws { action: "PutSecretValue".to_owned(), code, message: String::new() };
        let answer = self.0.call(&call).await.map_err(|error| failed(error.to_string()))?;
        if answer.status == 200 { Ok(()) } else { Err(failed(answer.error().code.unwrap_or_default())) }
    }
}
