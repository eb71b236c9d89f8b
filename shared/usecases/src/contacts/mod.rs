//! Changes of a trader's contacts that the exchange, the providers or the trader's links report, and the
//! commands of a linked conversation.

mod chat;
mod chat_ack;
mod chat_commands;
mod feedback;
pub(crate) mod notice;
mod profiles;
mod unsubscribe;

pub(crate) use chat::notify_of_unlinking;
pub use chat::{
    Binding, CODE_LIFE, CONFIRM_WITHIN, Candidate, IssuedCode, bind_chat, confirm_chat, issue_link_code,
    refuse_chat, unbind_chat,
};
pub use chat_ack::{ChatAckPlatform, ack_in_chat, snooze_chat};
pub use chat_commands::{AccountState, AckTarget, QuietChange, change_quiet_hours, chat_state};
pub use feedback::retire_mailboxes;
pub use profiles::{ProfilePlatform, sync_profiles};
pub use unsubscribe::{Unsubscribed, unsubscribe};
