//! The adapter to Amazon SES.

use std::time::Duration;

use domain::contact::Address;
use domain::ledger::Verdict;
use ports::{Outgoing, Provider, Secret, Sent};
use serde::Deserialize;
use signed::{Answer, Call, Method, Service, Signed};

use super::request::{self, Letterhead};
use super::{Sender, UnsubscribeLinks, retry};

/// How long SES may take for one message. Together with the key's first fetch it fits a function of 5 s.
pub const SEND_TIMEOUT: Duration = Duration::from_millis(2_500);

/// Sends through SES. Each call is one attempt.
#[derive(Debug)]
pub struct Email<K> {
    signed: Signed,
    sender: Sender,
    links: UnsubscribeLinks,
    key: K,
    configuration_set: Option<String>,
}

#[derive(Deserialize)]
struct Accepted {
    #[serde(rename = "MessageId")]
    message_id: Option<String>,
}

impl<K: Secret> Email<K> {
    /// Sends from `sender`. Each message has a link below `links` that is signed with `key`. The `configuration_set` is
    /// what makes SES publish its feedback, where that is not set on the sender's identity.
    pub fn new(
        signed: Signed,
        sender: Sender,
        links: UnsubscribeLinks,
        key: K,
        configuration_set: Option<String>,
    ) -> Self {
        Self { signed, sender, links, key, configuration_set }
    }

    /// The call's body; `None` where the key is not there, or is none.
    async fn body(&self, outgoing: &Outgoing<'_>, address: &domain::contact::EmailAddress) -> Option<String> {
        let key = self.key.get().await.ok()?;
        let notification = outgoing.notification;
        let link = self.links.sign(&key, &notification.user_id, notification.event_type)?;
        let letterhead =
            Letterhead { sender: &self.sender, configuration_set: self.configuration_set.as_deref() };
        request::body(letterhead, outgoing, address, &link).ok()
    }
}

impl<K: Secret> Provider for Email<K> {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let unsent = |verdict| Sent { verdict, status: None, provider_id: None };
        let Address::Email(address) = outgoing.to else {
            return unsent(Verdict::Refused);
        };
        let Some(body) = self.body(outgoing, address).await else {
            return unsent(Verdict::Failed { retry_after: None });
        };
        let call = Call {
            service: Service::SES,
            method: &Method::POST,
            path: "/v2/email/outbound-emails",
            headers: &[("content-type", "application/json")],
            body: &body,
            timeout: SEND_TIMEOUT,
        };
        match self.signed.call(&call).await {
            Ok(answer) => sent(&answer),
            Err(error) => unsent(retry::of_transport(&error)),
        }
    }
}

fn sent(answer: &Answer) -> Sent {
    let accepted: Option<Accepted> = serde_json::from_slice(&answer.body).ok();
    let provider_id = accepted.and_then(|accepted| accepted.message_id);
    let verdict = match retry::of_answer(answer.status, &answer.error()) {
        // Whoever says yes without a name for the message is not SES, or not the whole of its answer.
        Verdict::Accepted if provider_id.is_none() => retry::DOUBTFUL,
        verdict => verdict,
    };
    Sent { verdict, status: Some(answer.status), provider_id }
}
