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

/// The content of the Telegram secret's file. It has no `Debug`, because it is a secret.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Bot {
    bot_token: String,
    webhook_secret: Option<String>,
}

/// The values of the secrets, read before anything is deployed, so that a mistake in a file changes
/// nothing.
pub(crate) struct Secrets {
    fcm: Option<String>,
    telegram: Option<Bot>,
}

impl Secrets {
    /// Reads the files that the settings name. An error never quotes their content.
    pub(crate) fn read(settings: &Settings) -> Result<Self, Error> {
        let fcm = settings.fcm.as_deref().map(|path| {
            let text = fs::read_to_string(path).map_err(|error| file(path, error))?;
            let key: Value = json(&text, path)?;
            let has = |field: &str| key.get(field).is_some_and(Value::is_string);
            if has("client_email") && has("private_key") {
                return Ok(text);
            }
            Err(file(
                path,
                "is not a key file of a service account: it has no client_email or no private_key",
            ))
        });
        let telegram = settings.telegram.as_deref().map(|path| {
            let text = fs::read_to_string(path).map_err(|error| file(path, error))?;
            let bot: Bot = json(&text, path)?;
            // https://core.telegram.org/bots/api#setwebhook
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
            let is_good = |secret: &str| (16..=256).contains(&secret.len()) && secret.bytes().all(allowed);
            if bot.webhook_secret.as_deref().is_none_or(is_good) {
                return Ok(bot);
            }
            Err(file(path, "webhookSecret must have 16 to 256 characters of A-Z a-z 0-9 _ -"))
        });
        Ok(Self { fcm: fcm.transpose()?, telegram: telegram.transpose()? })
    }

    /// Sets the values of the stack's secrets, and registers the webhook with Telegram. Returns a
    /// line for each change.
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
        if let Some(bot) = &self.telegram {
            let name = output("TelegramSecretName")?;
            // The webhook's secret is a secret of its own if the template has one; CloudFormation
            // then generates it.
            let webhook_secret = match (outputs.get("TelegramWebhookSecretName"), &bot.webhook_secret) {
                (Some(webhook), Some(given)) => {
                    put(account, webhook, &json!({"webhookSecret": given}).to_string()).await?;
                    given.clone()
                }
                (Some(webhook), None) => {
                    let made = get(account, webhook).await?;
                    let made = serde_json::from_str::<Value>(&made).unwrap_or_default();
                    let made = made.get("webhookSecret").and_then(Value::as_str).map(str::to_owned);
                    made.ok_or_else(|| Error::Webhook(format!("the secret {webhook} has no webhookSecret")))?
                }
                (None, Some(given)) => given.clone(),
                (None, None) => {
                    return Err(Error::Webhook(
                        "the file of secrets.telegram has no webhookSecret".to_owned(),
                    ));
                }
            };
            let value = match outputs.get("TelegramWebhookSecretName") {
                Some(_) => json!({"botToken": bot.bot_token}),
                None => json!({"botToken": bot.bot_token, "webhookSecret": webhook_secret}),
            };
            done.push(format!("secret {name}: {}", put(account, name, &value.to_string()).await?));
            let url = output("TelegramWebhookUrl")?;
            let endpoint = settings.value("TelegramEndpoint").unwrap_or("https://api.telegram.org");
            set_webhook(endpoint, &bot.bot_token, &webhook_secret, url).await?;
            done.push(format!("Telegram's webhook: {url}"));
        }
        Ok(done)
    }
}

/// Parses JSON. The error does not quote the wrong part, which could be a secret.
fn json<T: for<'a> Deserialize<'a>>(text: &str, path: &Path) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        file(path, format!("is not the JSON that it should be, at line {line}, column {column}"))
    })
}

async fn get(account: &Account, name: &str) -> Result<String, Error> {
    let answer =
        account.aws.json("secretsmanager", TARGET, "GetSecretValue", &json!({"SecretId": name})).await?;
    let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
    Ok(answer.get("SecretString").and_then(Value::as_str).unwrap_or_default().to_owned())
}

/// Writes a secret's value, unless it has that value already: each write makes a version.
async fn put(account: &Account, name: &str, value: &str) -> Result<&'static str, Error> {
    // If the secret may not be read, it is written.
    if get(account, name).await.is_ok_and(|current| current == value) {
        return Ok("has this value already");
    }
    let body = json!({"SecretId": name, "SecretString": value});
    account.aws.json("secretsmanager", TARGET, "PutSecretValue", &body).await?;
    Ok("set")
}

/// Registers the webhook. <https://core.telegram.org/bots/api#setwebhook>
async fn set_webhook(endpoint: &str, token: &str, secret: &str, url: &str) -> Result<(), Error> {
    // The URL is removed from the error, because it contains the token.
    let failed = |error: reqwest::Error| Error::Webhook(error.without_url().to_string());
    let address = format!("{}/bot{}/setWebhook", endpoint.trim_end_matches('/'), token);
    let body = json!({"url": url, "secret_token": secret});
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
