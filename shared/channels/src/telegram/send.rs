//! The adapter to Telegram's Bot API.

use std::time::Duration;

use domain::Time;
use domain::delivery::ledger::Verdict;
use domain::recipient::contact::Address;
use ports::{Dismissal, Dismissed, Outgoing, Secret, Sent};
use reqwest::Client;
use reqwest::header::{CONTENT_TYPE, HeaderValue};

use super::{BotSecret, request, retry};
use crate::wire::{self, Outcome};

/// Sends and edits messages as one bot.
///
/// Each call is one attempt.
pub struct Bot<S> {
    client: Client,
    endpoint: String,
    secret: S,
    timeout: Duration,
}

impl<S> std::fmt::Debug for Bot<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bot").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

impl<S: Secret> Bot<S> {
    /// Creates a provider that sends with `client` to the Bot API at `endpoint`
    /// (`https://api.telegram.org`), as the bot whose [`BotSecret`] is in `secret`. A request may
    /// take `timeout`.
    pub fn new(client: Client, endpoint: &str, secret: S, timeout: Duration) -> Self {
        Self { client, endpoint: endpoint.trim_end_matches('/').to_owned(), secret, timeout }
    }

    /// Reads the secret and opens a connection, so that the first message need not wait for them.
    /// Sends nothing; its result is ignored.
    pub async fn warm_up(&self) {
        let request = self.client.get(&self.endpoint).timeout(self.timeout);
        let _ = futures_util::future::join(self.secret.get(), request.send()).await;
    }

    /// Calls a method of the Bot API.
    async fn call(&self, secret: &BotSecret, method: &str, body: String, now: Time) -> Outcome {
        let request = self
            .client
            .post(format!("{}/bot{}/{method}", self.endpoint, secret.bot_token()))
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(body);
        let outcome = wire::call(request, self.timeout, now).await;
        if retry::is_unauthorized(&outcome) {
            tracing::error!("Telegram rejects the bot's token");
            self.doubt_token().await;
        }
        outcome
    }

    /// Returns the bot's token; `None` if it cannot be read or used now, which is logged.
    async fn token(&self) -> Option<BotSecret> {
        let text = match self.secret.get().await {
            Ok(text) => text,
            Err(error) => {
                tracing::error!(%error, "the bot's secret cannot be read");
                return None;
            }
        };
        match BotSecret::parse(&text) {
            Ok(secret) => Some(secret),
            Err(error) => {
                tracing::error!(%error, "the bot's secret cannot be used");
                self.doubt_token().await;
                None
            }
        }
    }

    /// Fetches the token again, because it may have been replaced: the next message is sent with
    /// the current token.
    async fn doubt_token(&self) {
        if let Err(error) = self.secret.renew().await {
            tracing::error!(%error, "the bot's secret cannot be read again");
        }
    }
}

impl<S: Secret> ports::Provider for Bot<S> {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let chat = match outgoing.to {
            Address::Telegram(chat) => chat,
            Address::Push(_) | Address::Email(_) | Address::Sms(_) => {
                return Sent::unanswered(Verdict::Refused);
            }
        };
        let Some(secret) = self.token().await else {
            return Sent::unanswered(Verdict::Failed { retry_after: None });
        };
        if let Some((edited, body)) = request::edit(outgoing, chat) {
            let outcome = self.call(&secret, "editMessageText", body, outgoing.now).await;
            if let Some(sent) = retry::classify_edit(&outcome, &edited) {
                return sent;
            }
        }
        let outcome = self.call(&secret, "sendMessage", request::body(outgoing, chat), outgoing.now).await;
        retry::classify(&outcome)
    }
    async fn dismiss(&self, dismissal: &Dismissal<'_>) -> Dismissed {
        let chat = match dismissal.to {
            Address::Telegram(chat) => chat,
            Address::Push(_) | Address::Email(_) | Address::Sms(_) => return Dismissed::Unsupported,
        };
        // Only Telegram's own ids are numbers; no message has another id.
        let Some(body) = request::dismissal(dismissal, chat) else { return Dismissed::Done };
        let Some(secret) = self.token().await else {
            return Dismissed::Failed(Verdict::Failed { retry_after: None });
        };
        retry::classify_dismissal(&self.call(&secret, "editMessageText", body, dismissal.now).await)
    }
}
