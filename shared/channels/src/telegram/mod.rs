//! Telegram: one message to one private conversation, through the exchange's own bot.
//!
//! The bot's token is a part of every address, so addresses are as secret as it is.

pub mod request;
pub mod retry;
pub mod secret;
pub mod send;
pub mod webhook;

pub use secret::{BotSecret, WebhookSecret};
pub use send::Bot;
