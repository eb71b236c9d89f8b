//! The secrets of the providers, and Telegram's webhook.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use local::aws;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::account::Account;
use crate::error::{Error, file};
use crate::settings::Settings;

const TARGET: &str = "secretsmanager";
const WEBHOOK_TIMEOUT: Duration = Duration::from_secs(20);

/// What the file of the Telegram secret says. No `Debug`: it is a secret.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Bot {
    bot_token: String,
    webhook_secret: String,
}

/// The values of the secrets, read before anything is deployed, so that a mistake in a file costs nothing.
pub(crate) struct Secrets {
    fcm: Option<String>,
    telegram: Option<(String, Bot)>,
}

impl Secrets {
    /// Reads the files that the settings name. An error never quotes them.
    pub(crate) fn read(settings: &Settings) -> Result<Self, Error> {
        let fcm = settings.fcm.as_deref().map(|path| {
            let text = fs::read_to_string(path).map_err(|error| file(path, error))?;
            let key: Value = json(&text, path)?;
            let has = |field: &str| key.get(field).is_some_and(Value::is_string);
            if has("client_email") && has("private_key") {
                return Ok(text);
            }
            Err(file(path, "is no key file of a service account: it has no client_email or no private_key"))
        });
        let telegram = settings.telegram.as_deref().map(|path| {
            let text = fs::read_to_string(path).map_err(|error| file(path, error))?;
            let bot: Bot = json(&text, path)?;
            // https://core.telegram.org/bots/api#setwebhook
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
            if bot.webhook_secret.len() < 16
                || bot.webhook_secret.len() > 256
                || !bot.webhook_secret.bytes().all(allowed)
            {
                return Err(file(path, "webhookSecret must have 16 to 256 characters of A-Z a-z 0-9 _ -"));
            }
            Ok((text, bot))
        });
        Ok(Self { fcm: fcm.transpose()?, telegram: telegram.transpose()? })
    }

    /// Gives the stack's secrets their values, and tells Telegram where the webhook is. Returns what was done.
    pub(crate) async fn set(
        &self,
        account: &Account,
        settings: &Settings,
        outputs: &BTreeMap<String, String>,
        stack: &str,
    ) -> Result<Vec<String>, Error> {
        let output = |output: &'static str| {
            outputs.get(output).ok_or_else(|| Error::Output { stack: stack.to_owned(), output })
        };
        let mut done = Vec::new();
        if let Some(key) = &self.fcm {
            let name = output("FcmSecretName")?;
            done.push(format!("secret {name}: {}", put(account, name, key).await?));
        }
        if let Some((text, bot)) = &self.telegram {
            let name = output("TelegramSecretName")?;
            done.push(format!("secret {name}: {}", put(account, name, text).await?));
            let url = output("TelegramWebhookUrl")?;
            let endpoint = settings.value("TelegramEndpoint").unwrap_or("https://api.telegram.org");
            set_webhook(endpoint, bot, url).await?;
            done.push(format!("Telegram's webhook: {url}"));
        }
        Ok(done)
    }
}

/// Parses without quoting what is wrong, which could be a secret.
fn json<T: for<'a> Deserialize<'a>>(text: &str, path: &Path) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        file(path, format!("is not the JSON that it should be, at line {line}, column {column}"))
    })
}

/// Puts a value, unless the secret has it already: each put makes a version.
async fn put(account: &Account, name: &str, value: &str) -> Result<&'static str, Error> {
    let get = account.aws.json("secretsmanager", TARGET, "GetSecretValue", &json!({"SecretId": name})).await;
    let current = get.ok().and_then(|answer| serde_json::from_str::<Value>(&answer).ok());
    if current.as_ref().and_then(|answer| answer.get("SecretString")?.as_str()) == Some(value) {
        return Ok("has this value already");
    }
    let body = json!({"SecretId": name, "SecretString": value});
    account.aws.json("secretsmanager", TARGET, "PutSecretValue", &body).await?;
    Ok("set")
}

/// <https://core.telegram.org/bots/api#setwebhook>
async fn set_webhook(endpoint: &str, bot: &Bot, url: &str) -> Result<(), Error> {
    // What reqwest says would have the address in it, and with that the token.
    let failed = |error: reqwest::Error| Error::Webhook(error.without_url().to_string());
    let address = format!("{}/bot{}/setWebhook", endpoint.trim_end_matches('/'), bot.bot_token);
    let body = json!({"url": url, "secret_token": bot.webhook_secret});
    let response = aws::client(WEBHOOK_TIMEOUT)?.post(address).json(&body).send().await.map_err(failed)?;
    let status = response.status();
    let answer: Value = response.json().await.map_err(failed)?;
    if answer.get("ok") == Some(&Value::Bool(true)) {
        return Ok(());
    }
    let description = answer.get("description").and_then(Value::as_str).unwrap_or_default();
    Err(Error::Webhook(format!("{status} {description}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_is_named_and_never_quoted() {
        let folder = std::env::temp_dir().join(format!("deploy-secrets-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("telegram.json");
        for text in [
            "{\"botToken\": planted",
            "{\"botToken\":\"planted\",\"webhookSecret\":\"planted\"}",
            "{\"planted\":1}",
        ] {
            fs::write(&path, text).unwrap();
            let settings = Settings { telegram: Some(path.clone()), ..Settings::default() };
            let Err(error) = Secrets::read(&settings) else { panic!("{text} was taken") };
            let error = error.to_string();
            assert!(error.contains("telegram.json") && !error.contains("planted"), "{error}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
