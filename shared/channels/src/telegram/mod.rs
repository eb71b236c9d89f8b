//! Telegram: one message to one private conversation, through the exchange's own bot.
//!
//! The bot's token is a part of every URL, so URLs are as secret as the token.

pub mod request;
pub mod retry;
pub mod secret;
pub mod send;
pub mod webhook;

pub use secret::{BotSecret, WebhookSecret};
pub use send::Bot;
