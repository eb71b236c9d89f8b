//! E-mail: messages to mailboxes through Amazon SES.
//!
//! What the provider took cannot be taken back, and a mailbox has no collapse key: a message that may have been sent is
//! not sent again. What mailboxes say of our messages comes back as [`feedback`].

pub mod feedback;
mod html;
pub mod request;
pub mod retry;
pub mod send;
mod sender;
pub mod unsubscribe;

pub use send::Email;
pub use sender::{MAX_NAME_BYTES, Sender, SenderError};
pub use unsubscribe::UnsubscribeLinks;
