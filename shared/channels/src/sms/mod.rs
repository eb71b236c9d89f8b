//! SMS: text messages to phones through Amazon SNS.
//!
//! An SMS that the provider accepted cannot be recalled, and every segment is charged. So a text is
//! cut before it is sent, and sent only to countries that the exchange has allowed.

pub mod countries;
mod gsm7;
pub mod request;
pub mod retry;
pub mod send;

pub use countries::Countries;
pub use request::{AckLinks, Encoding, LongBaseError, MAX_SEGMENTS, SmsText};
pub use send::{SenderId, Sms};
