//! The secrets of the bot: its token, for calls of the Bot API, and its webhook's secret, for calls
//! that Telegram makes.

use std::fmt;

use ports::SecretText;
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

/// The maximum length of a webhook's secret. <https://core.telegram.org/bots/api#setwebhook>
const MAX_WEBHOOK_SECRET_LENGTH: usize = domain::carrier::telegram::MAX_SECRET_LENGTH;

/// The bot's token. It cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct BotSecret {
    bot_token: String,
}

/// The secret that Telegram sends when it calls the webhook. It cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret {
    webhook_secret: String,
}

/// The error of parsing a secret of the bot. It is safe to log: it quotes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BotSecretError {
    /// The secret is not a JSON object with this text member.
    #[error("the secret must be a JSON object with the text {0}")]
    Shape(&'static str),
    /// The token has characters that cannot be a part of a URL.
    #[error("botToken must be a number, a colon, and characters of A-Z a-z 0-9 _ -")]
    BotToken,
    /// Telegram would not accept the webhook's secret.
    #[error("webhookSecret must have 1 to 256 characters of A-Z a-z 0-9 _ -")]
    WebhookSecret,
}

impl BotSecret {
    /// Parses `{"botToken":"…"}`; other members are ignored.
    ///
    /// # Errors
    ///
    /// [`BotSecretError`] if the secret does not have this form, or the token has characters that a
    /// URL cannot have. The caller may retry after an operator has replaced the secret.
    pub fn parse(text: &SecretText) -> Result<Self, BotSecretError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Stored {
            bot_token: String,
        }
        let stored: Stored =
            serde_json::from_str(text.expose()).map_err(|_| BotSecretError::Shape("botToken"))?;
        if is_bot_token(&stored.bot_token) {
            Ok(Self { bot_token: stored.bot_token })
        } else {
            Err(BotSecretError::BotToken)
        }
    }

    /// Returns the bot's token, for the URLs of its API only.
    pub fn bot_token(&self) -> &str {
        &self.bot_token
    }
}

impl WebhookSecret {
    /// Parses `{"webhookSecret":"…"}`; other members are ignored.
    ///
    /// # Errors
    ///
    /// [`BotSecretError`] if the secret does not have this form, or Telegram would not accept it.
    /// The caller may retry after an operator has replaced the secret.
    pub fn parse(text: &SecretText) -> Result<Self, BotSecretError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Stored {
            webhook_secret: String,
        }
        let Stored { webhook_secret } =
            serde_json::from_str(text.expose()).map_err(|_| BotSecretError::Shape("webhookSecret"))?;
        let is_short = (1..=MAX_WEBHOOK_SECRET_LENGTH).contains(&webhook_secret.len());
        if is_short && webhook_secret.bytes().all(is_base64url) {
            Ok(Self { webhook_secret })
        } else {
            Err(BotSecretError::WebhookSecret)
        }
    }

    /// Whether Telegram made this call of our webhook: whether its header
    /// [`SECRET_HEADER`](super::webhook::SECRET_HEADER) equals the secret with which the webhook
    /// was set. The comparison takes constant time, so it does not reveal how much of a guess was
    /// right.
    pub fn is_in(&self, header: Option<&[u8]>) -> bool {
        header.is_some_and(|header| header.ct_eq(self.webhook_secret.as_bytes()).into())
    }
}

impl fmt::Debug for BotSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BotSecret(…)")
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

fn is_bot_token(token: &str) -> bool {
    token.split_once(':').is_some_and(|(id, rest)| {
        let is_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        is_number && !rest.is_empty() && rest.bytes().all(is_base64url)
    })
}

/// Whether the byte is in the alphabet of base64url, which is also the alphabet of secrets and of
/// the parameter of `/start`.
pub(super) fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str) -> Result<BotSecret, BotSecretError> {
        BotSecret::parse(&SecretText::new(text))
    }

    fn webhook(text: &str) -> Result<WebhookSecret, BotSecretError> {
        WebhookSecret::parse(&SecretText::new(text))
    }

    #[test]
    fn the_header_must_be_the_whole_secret_and_nothing_else() {
        let secret = webhook(r#"{"webhookSecret":"s3cret-_"}"#).unwrap();
        assert!(secret.is_in(Some(b"s3cret-_")));
        for guess in ["", "s3cret-", "s3cret-_ ", "S3CRET-_"] {
            assert!(!secret.is_in(Some(guess.as_bytes())), "{guess:?}");
        }
        assert!(!secret.is_in(None));
        assert_eq!(format!("{secret:?}"), "WebhookSecret(…)");
    }

    #[test]
    fn each_secret_is_read_without_the_other() {
        let token = token(r#"{"botToken":"7:AAE-x_0","placeholder":"x"}"#).unwrap();
        assert_eq!(token.bot_token(), "7:AAE-x_0");
        assert_eq!(format!("{token:?}"), "BotSecret(…)");
        assert!(webhook(r#"{"webhookSecret":"s"}"#).is_ok());
    }

    #[test]
    fn an_unusable_secret_is_described_without_being_quoted() {
        for text in ["", ":", "7", "7:", ":a", "x:a", "7:a/../x", "7:a?", "7:a b", "7:ä"] {
            let stored = serde_json::json!({ "botToken": text }).to_string();
            assert_eq!(token(&stored), Err(BotSecretError::BotToken), "{text:?}");
        }
        for text in ["", "a b", "ä", &"s".repeat(257)] {
            let stored = serde_json::json!({ "webhookSecret": text }).to_string();
            assert_eq!(webhook(&stored), Err(BotSecretError::WebhookSecret), "{text:?}");
        }
        for shape in ["", "7:a", "{}", r#"{"botToken":7,"webhookSecret":7}"#] {
            assert_eq!(token(shape), Err(BotSecretError::Shape("botToken")), "{shape:?}");
            assert_eq!(webhook(shape), Err(BotSecretError::Shape("webhookSecret")), "{shape:?}");
        }
    }
}
