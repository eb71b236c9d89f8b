//! One-time tickets and codes.

use std::collections::BTreeMap;

use domain::{Time, UserId};
use ports::{Grant, LinkCodes, PortError, Tickets};

use super::MemoryStore;

impl Tickets for MemoryStore {
    async fn issue(&self, ticket_hash: &str, grant: &Grant, expires_at: Time) -> Result<(), PortError> {
        self.call()?;
        self.tickets.borrow_mut().insert(ticket_hash.to_owned(), (grant.clone(), expires_at));
        Ok(())
    }

    async fn redeem(&self, ticket_hash: &str, now: Time) -> Result<Option<Grant>, PortError> {
        self.call()?;
        Ok(consume(&mut self.tickets.borrow_mut(), ticket_hash, now))
    }
}

impl LinkCodes for MemoryStore {
    async fn issue_code(&self, code_hash: &str, user: &UserId, expires_at: Time) -> Result<(), PortError> {
        self.call()?;
        self.link_codes.borrow_mut().insert(code_hash.to_owned(), (user.clone(), expires_at));
        Ok(())
    }

    async fn redeem_code(&self, code_hash: &str, now: Time) -> Result<Option<UserId>, PortError> {
        self.call()?;
        Ok(consume(&mut self.link_codes.borrow_mut(), code_hash, now))
    }
}

fn consume<T>(all: &mut BTreeMap<String, (T, Time)>, hash: &str, now: Time) -> Option<T> {
    let is_good = all.get(hash).is_some_and(|(_, expires_at)| now < *expires_at);
    if is_good { all.remove(hash).map(|(what, _)| what) } else { None }
}
