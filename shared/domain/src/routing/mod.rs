//! Decides what happens to an event for one recipient: the plan, the stored notification, and the messages
//! that stand for several notifications.

pub mod again;
pub mod dry_run;
pub mod list_filter;
pub mod merged;
pub mod notification;
pub mod plan;
pub mod reachability;
pub mod report;
pub mod state;
pub mod summary;
