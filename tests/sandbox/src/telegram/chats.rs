//! The messages that the bot has sent, so that they can be edited.

use std::collections::{HashMap, VecDeque};

/// The maximum number of stored messages; beyond it the oldest can no longer be edited.
const CAPACITY: usize = 100_000;

/// The texts of the bot's messages, by chat and message.
#[derive(Debug, Default)]
pub(crate) struct Chats {
    texts: HashMap<(i64, u64), String>,
    order: VecDeque<(i64, u64)>,
}

impl Chats {
    /// Sets the text of a message.
    pub(crate) fn set(&mut self, chat: i64, message: u64, text: &str) {
        if self.texts.insert((chat, message), text.to_owned()).is_none() {
            self.order.push_back((chat, message));
        }
        if self.order.len() > CAPACITY
            && let Some(oldest) = self.order.pop_front()
        {
            self.texts.remove(&oldest);
        }
    }

    /// Returns the text of a message.
    pub(crate) fn text(&self, chat: i64, message: u64) -> Option<&str> {
        self.texts.get(&(chat, message)).map(String::as_str)
    }
}
