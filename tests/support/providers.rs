//! The messages that the emulated providers received, and their faults.

use domain::Time;
use serde_json::{Value, json};

use crate::System;

/// A call of FCM or Telegram.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The time at which the call began.
    pub at: Time,
    /// The device's token, or the chat.
    pub to: String,
    /// The body.
    pub request: Value,
    /// The status of the response; `None` if there was none.
    pub status: Option<u64>,
    /// Whether the provider accepted the message.
    pub accepted: bool,
    /// The text that a reader of Telegram sees.
    pub text: String,
    /// Whether FCM hands it over later: it delays messages to a device that gets too many of them.
    pub is_held: bool,
}

impl Sent {
    /// Returns the id of the event in a push.
    pub fn event(&self) -> &str {
        self.request["message"]["data"]["id"].as_str().unwrap_or_default()
    }

    /// Returns the handle by which a push can be acked.
    pub fn ack_handle(&self) -> Option<&str> {
        self.request["message"]["data"]["ackHandle"].as_str()
    }

    /// Whether a push is a security notice.
    pub fn is_notice(&self) -> bool {
        let event = &self.request["message"]["data"]["event"];
        event == "contact_changed" || event == "preferences_weakened"
    }

    /// Returns the visible title and body of a push.
    pub fn shown(&self) -> (&str, &str) {
        let message = &self.request["message"];
        // An Android app draws what is critical from the data.
        let shown =
            if message["notification"].is_null() { &message["data"] } else { &message["notification"] };
        (shown["title"].as_str().unwrap(), shown["body"].as_str().unwrap())
    }
}

/// An e-mail that SES accepted.
#[derive(Debug, Clone)]
pub struct Email {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The HTML version of the text.
    pub html: String,
}

impl Email {
    /// Returns the link that unsubscribes from such e-mails.
    pub fn unsubscribe_link(&self) -> String {
        let links = self.text.split_whitespace().filter(|word| word.contains("/v1/unsubscribe?"));
        let [link] = links.collect::<Vec<_>>()[..] else { panic!("not one link: {}", self.text) };
        link.to_owned()
    }

    /// Returns the link to the page that acks the notification.
    pub fn ack_link(&self) -> String {
        let links = self.text.split_whitespace().filter(|word| word.contains("/a#"));
        let [link] = links.collect::<Vec<_>>()[..] else { panic!("not one link: {}", self.text) };
        link.to_owned()
    }
}

impl System {
    async fn look(&self, url: String) -> Value {
        self.http.get(url).send().await.unwrap().json().await.unwrap()
    }

    /// Returns every call of this channel (`push`, `telegram`), in order.
    pub async fn sent(&self, channel: &str) -> Vec<Sent> {
        let outbox = self.look(format!("{}/outbox", self.stack.info().sandbox_url)).await;
        let entries = outbox.as_array().unwrap().iter().filter(|entry| entry["channel"] == channel);
        let sent = |entry: &Value| Sent {
            at: serde_json::from_value(entry["at"].clone()).unwrap(),
            to: entry["to"].as_str().unwrap().to_owned(),
            request: entry["request"].clone(),
            status: entry["status"].as_u64(),
            accepted: entry["accepted"] == true,
            text: entry["text"].as_str().unwrap_or_default().to_owned(),
            is_held: entry["heldUntil"].is_string(),
        };
        entries.map(sent).collect()
    }

    /// Returns the e-mails to this address.
    pub async fn emails(&self, address: &str) -> Vec<Email> {
        let all = self.look(format!("{}/_ministack/ses/messages", self.stack.info().aws_endpoint)).await;
        let accounts = all["messages"].as_object().unwrap().values();
        let to_address = |message: &&Value| message["To"].as_array().unwrap().contains(&json!(address));
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let email = |message: &Value| Email {
            subject: text(&message["Subject"]),
            text: text(&message["BodyText"]),
            html: text(&message["BodyHtml"]),
        };
        accounts.flat_map(|messages| messages.as_array().unwrap()).filter(to_address).map(email).collect()
    }

    /// Returns the SMS to this number.
    pub async fn sms(&self, number: &str) -> Vec<String> {
        let all = self.look(format!("{}/_ministack/sns/sms-messages", self.stack.info().aws_endpoint)).await;
        let messages = all["sms_messages"][number].as_array().cloned().unwrap_or_default();
        messages.iter().map(|message| message["Message"].as_str().unwrap().to_owned()).collect()
    }

    /// Adds a fault of a provider, as `POST /faults` accepts it.
    pub async fn fault(&self, fault: Value) {
        let url = format!("{}/faults", self.stack.info().sandbox_url);
        let answer = self.http.post(url).json(&fault).send().await.unwrap();
        assert_eq!(answer.status(), 201, "{fault}");
    }

    /// Sends this message to the bot; returns the status of our webhook and the text of its reply.
    pub async fn say_to_bot(&self, chat: i64, text: &str) -> (u64, String) {
        let url = format!("{}/telegram/messages", self.stack.info().sandbox_url);
        let said = json!({"chatId": chat, "text": text});
        let answer: Value = self.http.post(url).json(&said).send().await.unwrap().json().await.unwrap();
        let body = &answer["body"];
        let body = body.as_str().map_or_else(|| body.clone(), |text| serde_json::from_str(text).unwrap());
        let reply = body["text"].as_str().unwrap_or_default().to_owned();
        (answer["status"].as_u64().unwrap(), reply)
    }
}
