//! One-time tickets and link codes, in memory.

use std::collections::BTreeMap;

use domain::recipient::contact::{Chat, ChatId};
use domain::{Time, UserId};
use ports::{Grant, LinkCode, LinkCodes, PortError, Tickets, WriteOutcome};

use crate::MemoryStore;

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
    async fn issue_code(
        &self,
        code_hash: &str,
        user: &UserId,
        issued_at: Option<Time>,
        expires_at: Time,
    ) -> Result<(), PortError> {
        self.call()?;
        let code = LinkCode { user_id: user.clone(), issued_at, expires_at, redeemed_by: None };
        self.link_codes.borrow_mut().insert(code_hash.to_owned(), code);
        Ok(())
    }

    async fn link_code(&self, code_hash: &str) -> Result<Option<LinkCode>, PortError> {
        self.call()?;
        Ok(self.link_codes.borrow().get(code_hash).cloned())
    }

    async fn redeem_code(
        &self,
        code_hash: &str,
        LinkCode { user_id: user, issued_at, .. }: &LinkCode,
        chat: &Chat,
        beside: Option<ChatId>,
        now: Time,
    ) -> Result<WriteOutcome, PortError> {
        self.call()?;
        let mut codes = self.link_codes.borrow_mut();
        let is_good = |code: &&mut LinkCode| {
            code.user_id == *user && now < code.expires_at && code.redeemed_by.is_none()
        };
        let Some(code) = codes.get_mut(code_hash).filter(is_good) else { return Ok(WriteOutcome::Conflict) };
        let recipient = self.recipient(user);
        let linked = recipient.chat.map(|linked| linked.id);
        if recipient.has_revoked(*issued_at) || (beside.is_some() && beside != linked) {
            return Ok(WriteOutcome::Conflict);
        }
        code.redeemed_by = Some(chat.id);
        self.change(user, |recipient| {
            if beside.is_some() {
                recipient.proposed_chat = Some(*chat);
            } else {
                (recipient.chat, recipient.proposed_chat) = (Some(*chat), None);
            }
            recipient.contact_changes += 1;
        });
        Ok(WriteOutcome::Done)
    }
}

fn consume<T>(all: &mut BTreeMap<String, (T, Time)>, hash: &str, now: Time) -> Option<T> {
    let is_good = all.get(hash).is_some_and(|(_, expires_at)| now < *expires_at);
    if is_good { all.remove(hash).map(|(what, _)| what) } else { None }
}
