//! The trader's devices: tickets, connections, and the commands that they send.

mod action;
mod alerts;
mod command;
mod contacts;
mod inbox;
mod limits;
mod preferences;
mod quiet;
mod request;
mod session;
mod ticket;
mod topics;

pub use action::{Caller, CommandContext, CommandPlatform, CommandStore};
pub use command::{CommandError, command};
pub use limits::FrameLimits;
pub use quiet::{LONGEST_SNOOZE, set_snooze};
pub use request::{Answer, act};
pub use session::{Opened, closes_at, connect, disconnect};
pub use ticket::{IssuedTicket, TICKET_LIFE, is_revoked, issue_ticket, redeem_ticket};
