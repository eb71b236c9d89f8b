//! SMS: texts to telephones through Amazon SNS.
//!
//! What the provider took cannot be taken back and every segment is paid for, so a text is cut before it is sent, and
//! only to countries that the exchange has allowed.

pub mod countries;
mod gsm7;
pub mod request;
pub mod retry;
pub mod send;

pub use countries::Countries;
pub use request::{Encoding, MAX_SEGMENTS, SmsText};
pub use send::{SenderId, Sms};
