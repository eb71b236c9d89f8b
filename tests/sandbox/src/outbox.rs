//! What the providers were asked to send.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How many messages are kept; of more, the oldest are forgotten.
const CAPACITY: usize = 100_000;

/// Whom a message was given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// FCM.
    Push,
    /// The endpoint that issues FCM's access tokens.
    PushToken,
    /// Telegram's sendMessage.
    Telegram,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Push, Self::PushToken, Self::Telegram];

    /// The name in the outbox and in faults.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::PushToken => "push_token",
            Self::Telegram => "telegram",
        }
    }
}

/// One message, or one request for an access token. It is there before its answer leaves. Unlike the product's
/// types, it can be printed whole: there are no real devices, chats or keys in a sandbox.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Whom it was given to.
    pub channel: Channel,
    /// When it began to be handled: RFC 3339 in UTC with milliseconds.
    pub at: String,
    /// The device's token, the service account's address, or the chat's id as text. Empty when the request does
    /// not say.
    pub to: String,
    /// The body as received: JSON, a form as an object, anything else as text.
    pub request: Value,
    /// What was answered; `null` when there was no answer, as with `hang` and `reset`.
    pub status: Option<u16>,
    /// Whether the provider took the message. That is not always what it answered: see
    /// [`Failure::UnavailableDelivered`](crate::Failure::UnavailableDelivered).
    pub accepted: bool,
    /// Telegram only: the text as the trader would read it, without markup. Missing when it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The messages, in order of arrival.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    entries: VecDeque<Entry>,
}

impl Outbox {
    /// Adds the newest.
    pub(crate) fn push(&mut self, entry: Entry) {
        if self.entries.len() == CAPACITY {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    /// All of them.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.entries.iter().cloned().collect()
    }

    /// Those to one of these.
    pub(crate) fn entries_to(&self, to: &[&str]) -> Vec<Entry> {
        self.entries.iter().filter(|entry| to.contains(&entry.to.as_str())).cloned().collect()
    }

    /// Forgets all.
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
            });
        }
        assert_eq!(outbox.entries().len(), CAPACITY);
        assert_eq!(outbox.entries()[0].to, "1");
    }
}
