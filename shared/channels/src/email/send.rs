//! The adapter to Amazon SES.

use std::time::Duration;

use domain::delivery::ledger::Verdict;
use domain::recipient::contact::Address;
use ports::{Outgoing, Provider, Secret, Sent};
use serde::Deserialize;
use signed::{Answer, Call, Method, Service, Signed};

use super::request::{self, Letterhead};
use super::{Brand, Sender, UnsubscribeLinks, retry};

/// The path at which SES accepts messages.
const PATH: &str = "/v2/email/outbound-emails";

/// Sends messages through SES. Each call is one attempt.
#[derive(Debug)]
pub struct Email<K> {
    signed: Signed,
    sender: Sender,
    links: UnsubscribeLinks,
    key: K,
    configuration_set: Option<String>,
    brand: Brand,
    timeout: Duration,
}

#[derive(Deserialize)]
struct Accepted {
    #[serde(rename = "MessageId")]
    message_id: Option<String>,
}

impl<K: Secret> Email<K> {
    /// Creates a provider that sends from `sender`. Each message has a link below `links` that is
    /// signed with `key`, and one that acks it, if it has a handle. SES publishes its feedback
    /// according to `configuration_set`, unless that is set on the sender's identity. Each call of
    /// SES may take `timeout`.
    pub fn new(
        signed: Signed,
        sender: Sender,
        links: UnsubscribeLinks,
        key: K,
        configuration_set: Option<String>,
        timeout: Duration,
    ) -> Self {
        Self { signed, sender, links, key, configuration_set, brand: Brand::default(), timeout }
    }

    /// Returns the provider with this brand in its messages.
    #[must_use]
    pub fn branded(self, brand: Brand) -> Self {
        Self { brand, ..self }
    }

    /// Reads the key and opens a connection, so that the first message need not wait for them.
    /// Sends nothing; its result is ignored.
    pub async fn warm_up(&self) {
        let call = Call {
            service: Service::SES,
            method: &Method::GET,
            path: PATH,
            headers: &[],
            body: "",
            timeout: self.timeout,
        };
        let _ = futures_util::join!(self.key.get(), self.signed.call(&call));
    }

    /// Returns the request body; `None` if the key cannot be fetched or is too short.
    async fn body(
        &self,
        outgoing: &Outgoing<'_>,
        address: &domain::recipient::contact::EmailAddress,
    ) -> Option<String> {
        let key = self.key.get().await.ok()?;
        let notification = outgoing.notification;
        // A mandatory e-mail has no unsubscribe link, because it cannot be switched off.
        let link = if notification.event_type.row().mandatory {
            None
        } else {
            let (user, version) = (&notification.user_id, outgoing.preferences_version);
            Some(self.links.sign(&key, user, notification.event_type, version, outgoing.now)?)
        };
        let letterhead = Letterhead {
            sender: &self.sender,
            configuration_set: self.configuration_set.as_deref(),
            brand: &self.brand,
            base: self.links.base(),
        };
        request::body(letterhead, outgoing, address, link.as_deref()).ok()
    }
}

impl<K: Secret> Provider for Email<K> {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let Address::Email(address) = outgoing.to else {
            return Sent::unanswered(Verdict::Refused);
        };
        let Some(body) = self.body(outgoing, address).await else {
            return Sent::unanswered(Verdict::Failed { retry_after: None });
        };
        let call = Call {
            service: Service::SES,
            method: &Method::POST,
            path: PATH,
            headers: &[("content-type", "application/json")],
            body: &body,
            timeout: self.timeout,
        };
        match self.signed.call(&call).await {
            Ok(answer) => sent(&answer),
            Err(error) => Sent::unanswered(retry::of_transport(&error)),
        }
    }
}

fn sent(answer: &Answer) -> Sent {
    let accepted: Option<Accepted> = serde_json::from_slice(&answer.body).ok();
    let provider_id = accepted.and_then(|accepted| accepted.message_id);
    let verdict = match retry::of_answer(answer.status, &answer.error()) {
        // A 2xx answer without a message id did not come from SES, or is incomplete.
        Verdict::Accepted if provider_id.is_none() => retry::DOUBTFUL,
        verdict => verdict,
    };
    Sent { verdict, status: Some(answer.status), provider_id }
}
