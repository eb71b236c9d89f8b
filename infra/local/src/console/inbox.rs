//! The e-mails and SMS that MiniStack has accepted.

use domain::Time;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::{Value, json};

use super::Console;
use super::refusal::Refusal;

/// An e-mail.
#[derive(Debug)]
pub(super) struct Email {
    at: Time,
    pub(super) id: String,
    pub(super) to: Vec<String>,
    subject: String,
    text: String,
    pub(super) html: String,
}

impl Email {
    fn read(message: &Value) -> Option<Self> {
        let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
        let to = message["To"].as_array()?.iter().filter_map(|to| to.as_str().map(str::to_owned));
        Some(Self {
            at: time(&message["Timestamp"])?,
            id: text("MessageId"),
            to: to.collect(),
            subject: text("Subject"),
            text: text("BodyText"),
            html: text("BodyHtml"),
        })
    }

    /// Returns the e-mail as JSON for the page.
    pub(super) fn shown(&self) -> Value {
        let to = self.to.first();
        json!({"at": self.at, "id": self.id, "subject": self.subject, "text": self.text, "to": to})
    }
}

/// Parses seconds since the epoch with a fraction.
fn time(seconds: &Value) -> Option<Time> {
    let seconds: Decimal = seconds.as_number()?.to_string().parse().ok()?;
    Some(Time::from_millis((seconds * Decimal::ONE_THOUSAND).to_i64()?))
}

impl Console {
    /// Returns the e-mails, the oldest first.
    pub(super) async fn emails(&self) -> Result<Vec<Email>, Refusal> {
        let all = self.look("ses/messages").await?;
        let accounts = all["messages"].as_object().into_iter().flat_map(|accounts| accounts.values());
        Ok(accounts.filter_map(Value::as_array).flatten().filter_map(Email::read).collect())
    }

    /// Returns the SMS to a number as JSON for the page, the oldest first.
    pub(super) async fn sms(&self, phone: &str) -> Result<Vec<Value>, Refusal> {
        let all = self.look("sns/sms-messages").await?;
        let messages = all["sms_messages"][phone].as_array().cloned().unwrap_or_default();
        let shown = |message: &Value| {
            Some(json!({"at": time(&message["Timestamp"])?, "text": message["Message"], "to": phone}))
        };
        Ok(messages.iter().filter_map(shown).collect())
    }

    async fn look(&self, what: &str) -> Result<Value, Refusal> {
        let url = format!("{}/_ministack/{what}", self.info.aws_endpoint);
        let text = self.http.get(url).send().await?.error_for_status()?.text().await?;
        serde_json::from_str(&text).map_err(|error| Refusal::failed(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_message_keeps_its_milliseconds() {
        let message: Value = serde_json::from_str(
            r#"{"Timestamp":1795852800.1239998,"To":["a@traders.example"],"MessageId":"m","Subject":"<b>"}"#,
        )
        .unwrap();
        let email = Email::read(&message).unwrap();
        assert_eq!(email.shown()["at"], "2026-11-28T08:00:00.123Z");
        assert_eq!(email.shown()["subject"], "<b>", "what was sent is shown as it is");
        assert!(Email::read(&json!({"To": ["a"]})).is_none());
    }
}
