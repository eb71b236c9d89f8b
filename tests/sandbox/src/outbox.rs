//! The messages that the providers have received.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The maximum number of stored messages; beyond it the oldest are deleted.
const CAPACITY: usize = 100_000;

/// The receiver of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// FCM.
    Push,
    /// The endpoint that issues FCM's access tokens.
    PushToken,
    /// Telegram's sendMessage, editMessageText and editMessageReplyMarkup.
    Telegram,
}

impl Channel {
    /// All channels.
    pub const ALL: [Self; 3] = [Self::Push, Self::PushToken, Self::Telegram];

    /// Returns the name in the outbox and in faults.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::PushToken => "push_token",
            Self::Telegram => "telegram",
        }
    }
}

/// One message, or one request for an access token. It is stored before its response is sent.
/// Unlike the product's types, it can be printed whole: there are no real devices, chats or keys in
/// a sandbox.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The receiver.
    pub channel: Channel,
    /// The time at which its handling began: RFC 3339 in UTC with milliseconds.
    pub at: String,
    /// The device's token, the service account's address, or the chat's id as text. Empty if the
    /// request has none.
    pub to: String,
    /// The body as received: JSON, a form as an object, anything else as text.
    pub request: Value,
    /// The status of the response; `null` if there was no response, as with `hang` and `reset`.
    pub status: Option<u16>,
    /// Whether the provider accepted the message. That may differ from its response: see
    /// [`Failure::UnavailableDelivered`](crate::Failure::UnavailableDelivered).
    pub accepted: bool,
    /// The text as the trader reads it, without markup, for Telegram only. Missing if the message
    /// was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The time at which FCM hands the message over, in the format of `at`. Missing if that is at once, or if the
    /// message was refused: FCM delays collapsible messages to a device that gets too many of them.
    /// <https://firebase.google.com/docs/cloud-messaging/throttling-and-quotas>
    #[serde(default, rename = "heldUntil", skip_serializing_if = "Option::is_none")]
    pub held_until: Option<String>,
}

/// The messages, in order of arrival.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    entries: VecDeque<Entry>,
}

impl Outbox {
    /// Adds the newest message.
    pub(crate) fn push(&mut self, entry: Entry) {
        if self.entries.len() == CAPACITY {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    /// Returns all messages.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.entries.iter().cloned().collect()
    }

    /// Returns the messages to one of these recipients.
    pub(crate) fn entries_to(&self, to: &[&str]) -> Vec<Entry> {
        self.entries.iter().filter(|entry| to.contains(&entry.to.as_str())).cloned().collect()
    }

    /// Deletes all messages.
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_messages_are_forgotten_first() {
        let mut outbox = Outbox::default();
        for n in 0..=CAPACITY {
            outbox.push(Entry {
                channel: Channel::Push,
                at: String::new(),
                to: n.to_string(),
                request: Value::Null,
                status: Some(200),
                accepted: true,
                text: None,
                held_until: None,
            });
        }
        assert_eq!(outbox.entries().len(), CAPACITY);
        assert_eq!(outbox.entries()[0].to, "1");
    }
}
