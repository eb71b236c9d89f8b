//! The trader's devices: how they get in, come and go, and what they ask for.

mod action;
mod alerts;
mod command;
mod contacts;
mod inbox;
mod limits;
mod preferences;
mod session;
mod ticket;

pub use action::{Caller, CommandPorts, CommandStore};
pub use command::{CommandError, command};
pub use limits::FrameLimits;
pub use session::{Opened, closes_at, connect, disconnect};
pub use ticket::{IssuedTicket, TICKET_LIFE, is_revoked, issue_ticket, redeem_ticket};
