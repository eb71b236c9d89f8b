//! The trader's devices: how they get in, come and go, and what they ask for.

mod command;
mod inbox;
mod session;
mod ticket;

pub use command::{Caller, CommandError, CommandPorts, command};
pub use session::{closes_at, connect, disconnect};
pub use ticket::{IssuedTicket, TICKET_LIFE, issue_ticket, redeem_ticket};
