//! The store's profiles and codes.

use domain::recipient::contact::{Chat, ChatId, EmailAddress};
use domain::recipient::former::Replacements;
use domain::recipient::profile::ProfileUpdate;
use domain::{Time, UserId};
use memory_store::intercept;
use ports::{Contacts as _, LinkCode, LinkCodes, PortError, ProfileWrite, WriteOutcome};
use usecases::contacts::CODE_LIFE;

use super::SimPorts;
use crate::invariants::ledger;
use crate::mutants::{self, Mutant};
use crate::quotas::Table;

impl SimPorts {
    /// Runs a call that may change the addresses of users.
    async fn changing<T>(
        &self,
        user: &UserId,
        effect: impl AsyncFnOnce() -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        self.write((Table::Recipients, user.as_str(), 1), async || {
            let answer = effect().await;
            self.reach_changed();
            answer
        })
        .await
    }

    /// Updates what depends on the addresses and the preferences of users.
    pub(super) fn reach_changed(&self) {
        self.world.note_reach();
        ledger::reconsidered(&self.world);
    }
}

/// The code of the second step, after the first has used up the trader's.
const SECOND: &str = "second";

impl SimPorts {
    async fn link(
        &self,
        code_hash: &str,
        code: &LinkCode,
        chat: &Chat,
        beside: Option<ChatId>,
        now: Time,
    ) -> Result<WriteOutcome, PortError> {
        let user = &code.user_id;
        self.changing(user, async || {
            self.world.owns(&chat.id.expose().to_string(), user);
            let stored = self.world.store.redeem_code(code_hash, code, chat, beside, now).await;
            if self.world.store.recipient(user).chat_of(chat.id).is_some() {
                self.world.facts.borrow_mut().linked.insert((user.clone(), chat.id.expose()));
            }
            stored
        })
        .await
    }
}

impl ProfileWrite for SimPorts {
    async fn put_profile(
        &self,
        update: &ProfileUpdate,
        replaced: &Replacements,
    ) -> Result<WriteOutcome, PortError> {
        self.changing(&update.user_id, async || {
            let stored = self.world.store.put_profile(update, replaced).await;
            if matches!(stored, Ok(WriteOutcome::Done)) {
                let recipient = self.world.store.recipient(&update.user_id);
                let email = recipient.profile.email.value.as_ref().map(EmailAddress::expose);
                let phone = recipient.profile.phone.value.as_ref().map(|phone| phone.number.expose());
                for address in email.into_iter().chain(phone) {
                    self.world.owns(address, &update.user_id);
                }
            }
            stored
        })
        .await
    }

    intercept!(revoke_tokens);
}

impl LinkCodes for SimPorts {
    intercept!(issue_code, link_code);

    async fn redeem_code(
        &self,
        code_hash: &str,
        code: &LinkCode,
        chat: &Chat,
        beside: Option<ChatId>,
        now: Time,
    ) -> Result<WriteOutcome, PortError> {
        let user = &code.user_id;
        let is_first = self.world.store.recipient(user).chat.is_none();
        if mutants::is(Mutant::CodeUsedUpBeforeLink) && is_first {
            let used_up = self.call(async || {
                let redeemed = self.world.store.redeem_code(code_hash, code, chat, beside, now).await;
                self.world.store.unlink_chat(user).await?;
                redeemed
            });
            if used_up.await? == WriteOutcome::Conflict {
                return Ok(WriteOutcome::Conflict);
            }
            self.world.store.issue_code(SECOND, user, code.issued_at, now.plus(CODE_LIFE)).await?;
            return self.link(SECOND, code, chat, beside, now).await;
        }
        self.link(code_hash, code, chat, beside, now).await
    }
}
