//! The adapter to FCM.

use std::time::Duration;

use domain::Time;
use domain::delivery::ledger::Verdict;
use domain::recipient::contact::Address;
use ports::{Dismissal, Dismissed, Outgoing, Secret, Sent};
use reqwest::Client;
use reqwest::header::{CONTENT_TYPE, HeaderValue};

use super::token::{AccessToken, Tokens};
use super::{PushSettings, dismiss, request, retry};
use crate::wire::{self, Outcome};

/// Sends messages to the devices of one Firebase project.
///
/// Each call is one attempt. A message is sent again, with a fresh access token, only if FCM did
/// not process it because our access token was no longer valid.
pub struct Fcm<S> {
    client: Client,
    endpoint: String,
    project_id: String,
    tokens: Tokens<S>,
    timeout: Duration,
    settings: PushSettings,
}

impl<S> std::fmt::Debug for Fcm<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fcm").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

impl<S: Secret> Fcm<S> {
    /// Creates a provider that sends with `client` to the FCM at `endpoint`
    /// (`https://fcm.googleapis.com`), as the service account whose key, a JSON document of
    /// Google's, is `key`. A request may take `timeout`, and so may fetching an access token before
    /// it.
    pub fn new(client: Client, endpoint: &str, project_id: &str, key: S, timeout: Duration) -> Self {
        Self {
            client,
            endpoint: endpoint.trim_end_matches('/').to_owned(),
            project_id: project_id.to_owned(),
            tokens: Tokens::new(key, timeout),
            timeout,
            settings: PushSettings::default(),
        }
    }

    /// Returns the provider with these settings; without them, the default ones apply.
    #[must_use]
    pub fn with_settings(self, settings: PushSettings) -> Self {
        Self { settings, ..self }
    }

    /// Fetches an access token and opens a connection, so that the first message need not wait for
    /// them. Sends nothing; its result is ignored.
    pub async fn warm_up(&self) {
        let request = self.client.get(&self.endpoint).timeout(self.timeout);
        let _ = futures_util::future::join(self.tokens.get(), request.send()).await;
    }

    async fn post(&self, body: String, token: &AccessToken, now: Time) -> Outcome {
        let url = format!("{}/v1/projects/{}/messages:send", self.endpoint, self.project_id);
        let request = self
            .client
            .post(url)
            .bearer_auth(token.expose())
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(body);
        wire::call(request, self.timeout, now).await
    }

    /// Posts a message with an access token, and once more with a fresh one if the first was refused.
    async fn call(&self, body: String, now: Time) -> Sent {
        let token = match self.tokens.get().await {
            Ok(token) => token,
            Err(error) => {
                tracing::error!(%error, "no access token for FCM");
                return Sent::unanswered(Verdict::Failed { retry_after: None });
            }
        };
        let first = self.post(body.clone(), &token, now).await;
        if !retry::is_unauthorized(&first) {
            return retry::classify(&first);
        }
        let second = match self.tokens.instead_of(&token).await {
            Ok(fresh) => self.post(body, &fresh, now).await,
            Err(error) => {
                tracing::error!(%error, "the access token for FCM could not be renewed");
                return retry::classify(&first);
            }
        };
        if retry::is_unauthorized(&second) {
            tracing::error!("FCM rejects the service account");
            self.tokens.doubt_key().await;
        }
        retry::classify(&second)
    }
}

impl<S: Secret> ports::Provider for Fcm<S> {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let device = match outgoing.to {
            Address::Push(device) => device,
            Address::Telegram(_) | Address::Email(_) | Address::Sms(_) => {
                return Sent::unanswered(Verdict::Refused);
            }
        };
        self.call(request::body(outgoing, device, &self.settings), outgoing.now).await
    }

    async fn dismiss(&self, dismissal: &Dismissal<'_>) -> Dismissed {
        let device = match dismissal.to {
            Address::Push(device) => device,
            Address::Telegram(_) | Address::Email(_) | Address::Sms(_) => return Dismissed::Unsupported,
        };
        match self.call(dismiss::body(dismissal, device), dismissal.now).await.verdict {
            Verdict::Accepted => Dismissed::Done,
            verdict => Dismissed::Failed(verdict),
        }
    }
}
