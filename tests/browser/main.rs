//! The trader's side in a headless browser, Chromium or (`BROWSER=firefox`) Firefox, against the local stack: the console as the local stack serves it
//! and as it is deployed, and the client and the inbox alone.

#![allow(clippy::unwrap_used)]

mod acks;
mod alerts;
mod announcements;
mod attention;
mod axe;
mod bidi;
mod browser;
mod console;
mod driver;
mod engine;
mod follow;
mod hostile;
mod inbox;
mod languages;
mod levels;
mod limits;
mod looks;
mod numbers;
mod offline;
mod origin;
mod panel;
mod places;
mod preferences;
mod presence;
mod quick_alerts;
mod signin;
mod site;
mod speed;
mod storm;
mod tabs;
mod time;
mod timeline;
