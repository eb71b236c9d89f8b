//! E-mail: messages to mailboxes through Amazon SES.
//!
//! A message that the provider accepted cannot be recalled, and a mailbox has no collapse key. So a
//! message that may have been sent is not sent again. Bounces and complaints are decoded in
//! [`feedback`].

mod brand;
pub mod feedback;
mod html;
pub mod request;
pub mod retry;
pub mod send;
mod sender;
pub mod unsubscribe;

pub use brand::{Brand, Colour, ColourError};
pub use send::Email;
pub use sender::{MAX_NAME_BYTES, Sender, SenderError};
pub use unsubscribe::UnsubscribeLinks;
