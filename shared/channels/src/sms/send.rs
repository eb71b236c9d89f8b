//! The adapter to Amazon SNS.

use std::fmt;
use std::str::FromStr;

use aws_sdk_sns::Client;
use aws_sdk_sns::types::MessageAttributeValue;
use domain::delivery::ledger::Verdict;
use domain::event::data::EventData;
use domain::recipient::contact::Address;
use domain::routing::plan::Reason;
use ports::{Outgoing, Provider, Sent};

use super::Countries;

use super::request::{AckLinks, SmsText};
use super::retry::Failure;

/// Sends SMS through SNS, always as transactional messages, which carriers deliver with the best
/// reliability.
///
/// Each call is one attempt. The caller decides whether to retry, so the client must not retry by
/// itself.
#[derive(Debug, Clone)]
pub struct Sms {
    client: Client,
    countries: Countries,
    sender_id: Option<SenderId>,
    links: Option<AckLinks>,
}

/// The sender that phones show, in countries that allow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderId(String);

/// The text is not a valid sender id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to 11 letters and digits, with at least one letter")]
pub struct SenderIdError;

impl FromStr for SenderId {
    type Err = SenderIdError;

    /// The rules of sender ids:
    /// <https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html>
    fn from_str(text: &str) -> Result<Self, SenderIdError> {
        let is_id = (1..=11).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && text.bytes().any(|byte| byte.is_ascii_alphabetic());
        if is_id { Ok(Self(text.to_owned())) } else { Err(SenderIdError) }
    }
}

impl fmt::Display for SenderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Sms {
    /// Creates a provider that sends with `client` to numbers of `countries`, with `sender_id` as
    /// the sender if there is one.
    pub fn new(client: Client, countries: Countries, sender_id: Option<SenderId>) -> Self {
        Self { client, countries, sender_id, links: None }
    }

    /// Returns the provider with these links in its messages, by which their readers can ack;
    /// without links no message has a handle.
    #[must_use]
    pub fn linking(self, links: Option<AckLinks>) -> Self {
        Self { links, ..self }
    }

    /// Opens a connection, so that the first message need not wait for it. Sends a message without
    /// a recipient, which SNS refuses; its result is ignored.
    pub async fn warm_up(&self) {
        let _ = self.client.publish().phone_number("").message("").send().await;
    }
}

impl Provider for Sms {
    fn carries_handle(&self, data: &EventData) -> bool {
        self.links.is_some() && !matches!(data, EventData::Summary(_))
    }

    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let Address::Sms(phone) = outgoing.to else {
            return Sent::unanswered(Verdict::Refused);
        };
        let mut call = self
            .client
            .publish()
            .phone_number(phone.number.expose())
            .message(SmsText::of(outgoing, self.links.as_ref()).expose())
            .message_attributes("AWS.SNS.SMS.SMSType", attribute("Transactional"));
        if let Some(sender_id) = &self.sender_id {
            call = call.message_attributes("AWS.SNS.SMS.SenderID", attribute(&sender_id.0));
        }
        match call.send().await {
            Ok(answer) => {
                let verdict = match answer.message_id {
                    Some(_) => Verdict::Accepted,
                    None => Verdict::Indeterminate { timed_out: false, retry_after: None },
                };
                Sent { verdict, status: Some(200), provider_id: answer.message_id }
            }
            Err(error) => {
                let failure = Failure::of(&error);
                Sent { verdict: failure.classify(), status: failure.status(), provider_id: None }
            }
        }
    }

    fn rejection_reason(&self, to: &Address<'_>) -> Option<Reason> {
        match to {
            // New numbers of this kind are refused on arrival; this check is for numbers that were
            // stored before.
            Address::Sms(phone) if phone.number.is_surcharged() || !self.countries.allows(phone) => {
                Some(Reason::CountryNotAllowed)
            }
            Address::Sms(_) | Address::Push(_) | Address::Telegram(_) | Address::Email(_) => None,
        }
    }
}

/// Returns the attribute. The builder fails only without a type.
fn attribute(value: &str) -> MessageAttributeValue {
    let value = MessageAttributeValue::builder().data_type("String").string_value(value);
    value.build().expect("it has a type")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_id_is_short_and_has_a_letter() {
        for good in ["EXCHANGE", "Ex1", "abcdefghijk"] {
            assert_eq!(good.parse::<SenderId>().unwrap().to_string(), good);
        }
        for bad in ["", "12345", "abcdefghijkl", "My Bank", "Ünit", "a\r\nb"] {
            assert_eq!(bad.parse::<SenderId>(), Err(SenderIdError), "{bad:?}");
        }
    }
}
