//! What the exchange, the providers and the trader's links say of a trader's contacts.

mod chat;
mod feedback;
mod profiles;
mod unsubscribe;

pub use chat::{CODE_LIFE, IssuedCode, bind_chat, issue_link_code, unbind_chat};
pub use feedback::retire_mailboxes;
pub use profiles::{ProfilePorts, sync_profiles};
pub use unsubscribe::unsubscribe;
