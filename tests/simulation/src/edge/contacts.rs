//! The store's recipients: connections, devices, contacts, profiles, preferences, codes.

use domain::contact::{Chat, ChatId, Device, DeviceId, EmailAddress, PhoneNumber};
use domain::preferences::Preferences;
use domain::profile::ProfileUpdate;
use domain::recipient::{Connection, Recipient};
use domain::{ConnectionId, Time, UserId};
use ports::{
    Connections, Contacts, Devices, LinkCode, LinkCodes, PortError, PreferencesWrite, ProfileWrite, Register,
    Registered, Stored,
};
use usecases::contacts::CODE_LIFE;

use super::Edge;
use crate::invariants::ledger;
use crate::mutants::{self, Mutant};
use crate::quotas::Table;
use crate::sockets::Sockets;

impl Edge {
    /// A call that may change where users can be reached.
    async fn changing<T>(
        &self,
        user: &UserId,
        effect: impl AsyncFnOnce() -> Result<T, PortError>,
    ) -> Result<T, PortError> {
        self.write((Table::Recipients, user.as_str(), 1), async || {
            let answer = effect().await;
            self.world.note_reach();
            ledger::reconsidered(&self.world);
            answer
        })
        .await
    }
}

/// The code of the second step, where the first has used up the trader's.
const SECOND: &str = "second";

impl Edge {
    async fn link(
        &self,
        code: &str,
        user: &UserId,
        chat: &Chat,
        beside: Option<ChatId>,
        now: Time,
    ) -> Result<Stored, PortError> {
        self.changing(user, async || {
            self.world.owns(&chat.id.expose().to_string(), user);
            let stored = self.world.store.redeem_code(code, user, chat, beside, now).await;
            if self.world.store.recipient(user).chat_of(chat.id).is_some() {
                self.world.book.borrow_mut().linked.insert((user.clone(), chat.id.expose()));
            }
            stored
        })
        .await
    }
}

impl Register for Edge {
    async fn register(&self, user: &UserId, connection: &Connection) -> Result<Recipient, PortError> {
        self.write((Table::Recipients, user.as_str(), 1), async || {
            let number = Sockets::number(&connection.id);
            self.world.sockets.borrow_mut().get_mut(number).registered_at = Some(self.world.now());
            self.world.store.register(user, connection).await
        })
        .await
    }
}

impl Connections for Edge {
    async fn remove(&self, user: &UserId, connection: &ConnectionId) -> Result<(), PortError> {
        let effect = async || self.world.store.remove(user, connection).await;
        self.write((Table::Recipients, user.as_str(), 1), effect).await
    }

    async fn remove_stale(
        &self,
        user: &UserId,
        connection: &ConnectionId,
        registered_at: Time,
    ) -> Result<(), PortError> {
        let effect = async || self.world.store.remove_stale(user, connection, registered_at).await;
        self.write((Table::Recipients, user.as_str(), 1), effect).await
    }
}

impl Devices for Edge {
    async fn register_device(&self, user: &UserId, device: &Device) -> Result<Registered, PortError> {
        self.changing(user, async || {
            let registered = self.world.store.register_device(user, device).await;
            self.world.owns(device.token.expose(), user);
            registered
        })
        .await
    }

    async fn owner_of_device(&self, device: &DeviceId) -> Result<Option<UserId>, PortError> {
        self.call(async || self.world.store.owner_of_device(device).await).await
    }

    async fn remove_device(&self, user: &UserId, device: &DeviceId) -> Result<(), PortError> {
        self.changing(user, async || self.world.store.remove_device(user, device).await).await
    }
}

impl Contacts for Edge {
    async fn confirm_chat(&self, user: &UserId, chat: ChatId, now: Time) -> Result<(), PortError> {
        self.changing(user, async || self.world.store.confirm_chat(user, chat, now).await).await
    }

    async fn unlink_chat(&self, user: &UserId) -> Result<(), PortError> {
        self.changing(user, async || self.world.store.unlink_chat(user).await).await
    }

    async fn retire_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError> {
        self.changing(user, async || self.world.store.retire_chat(user, chat).await).await
    }

    async fn users_of_chat(&self, chat: ChatId) -> Result<Vec<UserId>, PortError> {
        self.call(async || self.world.store.users_of_chat(chat).await).await
    }

    async fn retire_email(
        &self,
        user: &UserId,
        email: &EmailAddress,
        at: Time,
        now: Time,
    ) -> Result<(), PortError> {
        self.changing(user, async || self.world.store.retire_email(user, email, at, now).await).await
    }

    async fn retire_phone(&self, user: &UserId, phone: &PhoneNumber, at: Time) -> Result<(), PortError> {
        self.changing(user, async || self.world.store.retire_phone(user, phone, at).await).await
    }

    async fn users_of_email(&self, email: &EmailAddress) -> Result<Vec<UserId>, PortError> {
        self.call(async || self.world.store.users_of_email(email).await).await
    }
}

impl ProfileWrite for Edge {
    async fn put_profile(&self, update: &ProfileUpdate) -> Result<Stored, PortError> {
        self.changing(&update.user_id, async || {
            let stored = self.world.store.put_profile(update).await;
            if matches!(stored, Ok(Stored::Done)) {
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

    async fn revoke_tokens(&self, user: &UserId, at: Time) -> Result<(), PortError> {
        self.call(async || self.world.store.revoke_tokens(user, at).await).await
    }
}

impl PreferencesWrite for Edge {
    async fn put_preferences(
        &self,
        user: &UserId,
        preferences: &Preferences,
        seen: u64,
        switches_email_on: bool,
    ) -> Result<Stored, PortError> {
        self.changing(user, async || {
            let stored = self.world.store.put_preferences(user, preferences, seen, switches_email_on).await;
            self.world.book.borrow_mut().chose_at.insert(user.clone(), self.world.now());
            stored
        })
        .await
    }
}

impl LinkCodes for Edge {
    async fn issue_code(&self, code_hash: &str, user: &UserId, expires_at: Time) -> Result<(), PortError> {
        self.call(async || self.world.store.issue_code(code_hash, user, expires_at).await).await
    }

    async fn link_code(&self, code_hash: &str) -> Result<Option<LinkCode>, PortError> {
        self.call(async || self.world.store.link_code(code_hash).await).await
    }

    async fn redeem_code(
        &self,
        code_hash: &str,
        user: &UserId,
        chat: &Chat,
        beside: Option<ChatId>,
        now: Time,
    ) -> Result<Stored, PortError> {
        let is_first = self.world.store.recipient(user).chat.is_none();
        if mutants::is(Mutant::CodeUsedUpBeforeLink) && is_first {
            let used_up = self.call(async || {
                let redeemed = self.world.store.redeem_code(code_hash, user, chat, beside, now).await;
                self.world.store.unlink_chat(user).await?;
                redeemed
            });
            if used_up.await? == Stored::Conflict {
                return Ok(Stored::Conflict);
            }
            self.world.store.issue_code(SECOND, user, now.plus(CODE_LIFE)).await?;
            return self.link(SECOND, user, chat, beside, now).await;
        }
        self.link(code_hash, user, chat, beside, now).await
    }
}
