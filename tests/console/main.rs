//! The console's own server, as a browser and as an unauthorised client see it.

#![allow(clippy::unwrap_used)]

mod assets;
mod exchange;
mod page;
mod phone;
mod strangers;
