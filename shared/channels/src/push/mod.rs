//! Push: one message to one app through Firebase Cloud Messaging, HTTP v1.
//!
//! A message has a notification that the device shows by itself, and `data` for the app. FCM
//! forwards it to Apple's and the browsers' push services, so each platform's headers are in every
//! message.

pub mod dismiss;
pub mod request;
pub mod retry;
pub mod send;
mod token;

pub use send::Fcm;
