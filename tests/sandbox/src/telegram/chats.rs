//! The messages that the bot has sent, so that they can be edited, replied to, and have their buttons
//! pressed.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::Value;

use super::keyboard;
use super::text::Formatted;

/// The maximum number of stored messages; beyond it the oldest can no longer be edited.
const CAPACITY: usize = 100_000;

/// A message of the bot.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    pub(super) formatted: Formatted,
    /// The inline keyboard, if it has one.
    pub(super) keyboard: Option<Value>,
    /// The time at which it was sent, in seconds.
    pub(super) date: i64,
}

/// The bot's messages, by chat and message, and the presses of their buttons.
#[derive(Debug, Default)]
pub(crate) struct Chats {
    messages: HashMap<(i64, u64), Sent>,
    order: VecDeque<(i64, u64)>,
    /// The ids of the presses, which the bot may answer.
    presses: HashSet<String>,
}

impl Chats {
    /// Sets the content of a message.
    pub(super) fn set(&mut self, chat: i64, message: u64, sent: Sent) {
        if self.messages.insert((chat, message), sent).is_none() {
            self.order.push_back((chat, message));
        }
        if self.order.len() > CAPACITY
            && let Some(oldest) = self.order.pop_front()
        {
            self.messages.remove(&oldest);
        }
    }

    /// Returns a message.
    pub(super) fn message(&self, chat: i64, message: u64) -> Option<&Sent> {
        self.messages.get(&(chat, message))
    }

    /// Returns the newest message of the chat that has a button with this data.
    pub(super) fn with_button(&self, chat: i64, data: &str) -> Option<u64> {
        let has_button = |message| {
            let keyboard = self.message(chat, message).and_then(|sent| sent.keyboard.as_ref());
            keyboard.is_some_and(|keyboard| keyboard::has_button(keyboard, data))
        };
        let ours = self.order.iter().rev().filter(|(of, _)| *of == chat).map(|(_, message)| *message);
        ours.into_iter().find(|message| has_button(*message))
    }

    /// Stores a press, so that it can be answered.
    pub(super) fn add_press(&mut self, id: &str) {
        self.presses.insert(id.to_owned());
    }

    /// Whether there was a press with this id.
    pub(super) fn is_press(&self, id: &str) -> bool {
        self.presses.contains(id)
    }
}
