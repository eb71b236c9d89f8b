//! What the exchange, the providers and the trader's links say of a trader's contacts.

mod chat;
mod feedback;
pub(crate) mod notice;
mod profiles;
mod unsubscribe;

pub(crate) use chat::tell_of_unlinking;
pub use chat::{
    Binding, CODE_LIFE, CONFIRM_WITHIN, Candidate, IssuedCode, bind_chat, confirm_chat, issue_link_code,
    refuse_chat, unbind_chat,
};
pub use feedback::retire_mailboxes;
pub use profiles::{ProfilePorts, sync_profiles};
pub use unsubscribe::{Unsubscribed, unsubscribe};
