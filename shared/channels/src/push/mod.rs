//! Push: one message to one app through Firebase Cloud Messaging, HTTP v1.
//!
//! FCM forwards a message to Apple's and the browsers' push services. A message has the section of its
//! device's platform only, and `data` for the app. Apple devices and browsers show a notification by
//! themselves; so does Android, except for what is critical, which the app draws from `data`.

mod android;
mod apple;
pub mod dismiss;
pub mod request;
pub mod retry;
pub mod send;
mod settings;
mod token;
mod web;

pub use send::Fcm;
pub use settings::PushSettings;
