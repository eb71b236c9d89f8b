//! The secrets of the bot.

use std::fmt;

use ports::SecretText;
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

/// The longest secret of a webhook. <https://core.telegram.org/bots/api#setwebhook>
const MAX_WEBHOOK_SECRET_LENGTH: usize = domain::carrier::telegram::MAX_SECRET_LENGTH;

/// What the bot's secret holds. It cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct BotSecret {
    bot_token: String,
    webhook_secret: String,
}

/// The bot's secret is not what it must be. Safe to log: it quotes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BotSecretError {
    /// It is not `{"botToken":"…","webhookSecret":"…"}`.
    #[error("the bot's secret must be a JSON object with the texts botToken and webhookSecret")]
    Shape,
    /// The token cannot be a part of an address.
    #[error("botToken must be a number, a colon, and more of A-Z a-z 0-9 _ -")]
    BotToken,
    /// Telegram would not accept it.
    #[error("webhookSecret must have 1 to 256 of A-Z a-z 0-9 _ -")]
    WebhookSecret,
}

impl BotSecret {
    /// Reads `{"botToken":"…","webhookSecret":"…"}`.
    pub fn parse(text: &SecretText) -> Result<Self, BotSecretError> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Stored {
            bot_token: String,
            webhook_secret: String,
        }
        let stored: Stored = serde_json::from_str(text.expose()).map_err(|_| BotSecretError::Shape)?;
        if !is_bot_token(&stored.bot_token) {
            return Err(BotSecretError::BotToken);
        }
        let length = 1..=MAX_WEBHOOK_SECRET_LENGTH;
        if !length.contains(&stored.webhook_secret.len()) || !stored.webhook_secret.bytes().all(is_base64url)
        {
            return Err(BotSecretError::WebhookSecret);
        }
        Ok(Self { bot_token: stored.bot_token, webhook_secret: stored.webhook_secret })
    }

    /// The bot's token, for the addresses of its API only.
    pub fn bot_token(&self) -> &str {
        &self.bot_token
    }

    /// Whether a call of our webhook is Telegram's: whether its header
    /// [`SECRET_HEADER`](super::webhook::SECRET_HEADER) is what Telegram was told to send. How long it takes
    /// does not tell how much of a guess was right.
    pub fn is_in(&self, header: Option<&[u8]>) -> bool {
        header.is_some_and(|header| header.ct_eq(self.webhook_secret.as_bytes()).into())
    }
}

impl fmt::Debug for BotSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BotSecret(…)")
    }
}

fn is_bot_token(token: &str) -> bool {
    token.split_once(':').is_some_and(|(id, rest)| {
        let is_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        is_number && !rest.is_empty() && rest.bytes().all(is_base64url)
    })
}

/// Also the alphabet of secrets and of what may stand behind `/start`.
pub(super) fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<BotSecret, BotSecretError> {
        BotSecret::parse(&SecretText::new(text))
    }

    #[test]
    fn the_header_must_be_the_whole_secret_and_nothing_else() {
        let secret = parse(r#"{"botToken":"7:AAE-x_0","webhookSecret":"s3cret-_"}"#).unwrap();
        assert!(secret.is_in(Some(b"s3cret-_")));
        for guess in ["", "s3cret-", "s3cret-_ ", "S3CRET-_", "7:AAE-x_0"] {
            assert!(!secret.is_in(Some(guess.as_bytes())), "{guess:?}");
        }
        assert!(!secret.is_in(None));
        assert_eq!(secret.bot_token(), "7:AAE-x_0");
        assert_eq!(format!("{secret:?}"), "BotSecret(…)");
    }

    #[test]
    fn a_secret_that_could_not_work_is_told_apart_without_being_quoted() {
        let of = |token: &str, secret: &str| {
            parse(&serde_json::json!({"botToken": token, "webhookSecret": secret}).to_string())
        };
        for token in ["", ":", "7", "7:", ":a", "x:a", "7:a/../x", "7:a?", "7:a b", "7:ä"] {
            assert_eq!(of(token, "s"), Err(BotSecretError::BotToken), "{token:?}");
        }
        for secret in ["", "a b", "ä", &"s".repeat(257)] {
            assert_eq!(of("7:a", secret), Err(BotSecretError::WebhookSecret), "{secret:?}");
        }
        for shape in ["", "7:a", "{}", r#"{"botToken":"7:a"}"#, r#"{"botToken":7,"webhookSecret":"s"}"#] {
            assert_eq!(parse(shape), Err(BotSecretError::Shape), "{shape:?}");
        }
    }
}
