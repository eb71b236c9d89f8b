//! Connections, devices, contacts, profile and preferences, in memory.

use std::sync::Arc;

use domain::preferences::Preferences;
use domain::recipient::contact::{Chat, ChatId, Dead, Device, DeviceId, EmailAddress, PhoneNumber};
use domain::recipient::former::Replacements;
use domain::recipient::profile::{Change, Dated, ProfileUpdate};
use domain::recipient::{Connection, FormerChat, Recipient};
use domain::{ConnectionId, Time, UserId};
use ports::{
    Connections, Contacts, Devices, PortError, PreferencesWrite, ProfileWrite, Register, Registered,
    WriteOutcome,
};

use crate::{MemoryStore, size};

impl Register for MemoryStore {
    async fn register(&self, user: &UserId, connection: &Connection) -> Result<Recipient, PortError> {
        self.call()?;
        let mut recipient = self.recipient(user);
        recipient.connections.retain(|known| known.id != connection.id);
        recipient.connections.push(connection.clone());
        size::check_recipient(&recipient)?;
        self.set_recipient(recipient.clone());
        Ok(recipient)
    }
}

impl Connections for MemoryStore {
    async fn remove(&self, user: &UserId, connection: &ConnectionId) -> Result<(), PortError> {
        self.remove_stale(user, connection, Time::from_millis(i64::MAX)).await
    }

    async fn remove_stale(
        &self,
        user: &UserId,
        connection: &ConnectionId,
        registered_at: Time,
    ) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| {
            recipient
                .connections
                .retain(|known| known.id != *connection || known.registered_at > registered_at);
        });
        Ok(())
    }
}

impl Devices for MemoryStore {
    async fn register_device(
        &self,
        user: &UserId,
        device: &Device,
        issued_at: Option<Time>,
    ) -> Result<Option<Registered>, PortError> {
        self.call()?;
        let mut recipient = self.recipient(user);
        if recipient.has_revoked(issued_at) {
            return Ok(None);
        }
        recipient.devices.retain(|known| known.id != device.id);
        recipient.devices.push(device.clone());
        recipient.devices.sort_by(|a, b| (b.registered_at, &b.id).cmp(&(a.registered_at, &a.id)));
        recipient.contact_changes += 1;
        size::check_recipient(&recipient)?;
        let mut taken_from = None;
        for (owner, other) in self.recipients.borrow_mut().iter_mut().filter(|(owner, _)| *owner != user) {
            let known = other.devices.len();
            other.devices.retain(|known| known.id != device.id);
            if other.devices.len() < known {
                other.contact_changes += 1;
                taken_from = Some(owner.clone());
            }
        }
        self.set_recipient(recipient.clone());
        Ok(Some(Registered { recipient, taken_from }))
    }

    async fn owner_of_device(&self, device: &DeviceId) -> Result<Option<UserId>, PortError> {
        self.call()?;
        let recipients = self.recipients.borrow();
        let owner = recipients.values().find(|recipient| recipient.device(device).is_some());
        Ok(owner.map(|recipient| recipient.user_id.clone()))
    }

    async fn push_accepted(&self, user: &UserId, device: &DeviceId, at: Time) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| {
            let known = recipient.devices.iter_mut().filter(|known| known.id == *device);
            known.for_each(|known| known.details.accepted_at = Some(at));
        });
        Ok(())
    }

    async fn remove_device(&self, user: &UserId, device: &DeviceId) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| {
            let known = recipient.devices.len();
            recipient.devices.retain(|known| known.id != *device);
            recipient.contact_changes += u64::from(recipient.devices.len() < known);
        });
        Ok(())
    }
}

impl Contacts for MemoryStore {
    async fn confirm_chat(&self, user: &UserId, chat: ChatId, now: Time) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| {
            if let Some(proposed) = recipient.proposed_chat.take_if(|proposed| proposed.id == chat) {
                let replaced = recipient.chat.replace(proposed);
                recipient.former_chat = replaced
                    .map(|replaced| FormerChat { id: replaced.id, until: now })
                    .or(recipient.former_chat);
                recipient.contact_changes += 1;
            }
            if let Some(known) = recipient.chat.as_mut().filter(|known| known.id == chat) {
                known.confirm_by = None;
            }
        });
        Ok(())
    }

    async fn unlink_chat(&self, user: &UserId) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| {
            recipient.former_chat = None;
            let had = [recipient.chat.take(), recipient.proposed_chat.take()];
            recipient.contact_changes += u64::from(had != [None, None]);
        });
        Ok(())
    }

    async fn retire_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| {
            let is_it = |known: &mut Chat| known.id == chat;
            let gone = [recipient.chat.take_if(is_it), recipient.proposed_chat.take_if(is_it)];
            recipient.contact_changes += u64::from(gone != [None, None]);
        });
        Ok(())
    }

    async fn users_of_chat(&self, chat: ChatId) -> Result<Vec<UserId>, PortError> {
        self.call()?;
        let recipients = self.recipients.borrow();
        let bound = recipients.values().filter(|recipient| recipient.chat_of(chat).is_some());
        Ok(bound.map(|recipient| recipient.user_id.clone()).collect())
    }

    async fn retire_email(
        &self,
        user: &UserId,
        email: &EmailAddress,
        at: Time,
        now: Time,
    ) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| {
            let is_restated =
                recipient.profile.email.updated_at.is_some_and(|stated| at < stated && stated <= now);
            if is_mailbox_of(recipient, email) && !is_restated {
                let at = recipient.profile.email.updated_at.map_or(at, |stated_at| stated_at.max(at));
                recipient.dead_email =
                    recipient.profile.email.value.clone().map(|contact| Dead { contact, at });
            }
        });
        Ok(())
    }

    async fn retire_phone(&self, user: &UserId, phone: &PhoneNumber, at: Time) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| {
            if recipient.profile.phone.value.as_ref().is_some_and(|known| known.number == *phone) {
                let at = recipient.profile.phone.updated_at.map_or(at, |stated_at| stated_at.max(at));
                recipient.dead_phone = Some(Dead { contact: phone.clone(), at });
            }
        });
        Ok(())
    }

    async fn users_of_email(&self, email: &EmailAddress) -> Result<Vec<UserId>, PortError> {
        self.call()?;
        let recipients = self.recipients.borrow();
        let owners = recipients.values().filter(|recipient| is_mailbox_of(recipient, email));
        Ok(owners.map(|recipient| recipient.user_id.clone()).collect())
    }
}

fn is_mailbox_of(recipient: &Recipient, email: &EmailAddress) -> bool {
    let known = recipient.profile.email.value.as_ref();
    known.is_some_and(|known| known.lookup_key() == email.lookup_key())
}

impl ProfileWrite for MemoryStore {
    async fn put_profile(
        &self,
        update: &ProfileUpdate,
        replaced: &Replacements,
    ) -> Result<WriteOutcome, PortError> {
        self.call()?;
        if update.is_empty() {
            return Ok(WriteOutcome::Done);
        }
        let at = update.updated_at;
        let known = self.recipient(&update.user_id).profile;
        let is_newest = is_newer(&update.email, &known.email, at)
            && is_newer(&update.phone, &known.phone, at)
            && is_newer(&update.language, &known.language, at)
            && is_newer(&update.time_zone, &known.time_zone, at)
            && is_newer(&update.country, &known.country, at)
            && is_newer(&update.anti_phishing_code, &known.anti_phishing_code, at)
            && is_newer(&update.registered_at, &known.registered_at, at)
            && is_newer(&update.status, &known.status, at);
        let is_over_known = replaced.email.as_ref().is_none_or(|email| email.over == known.email.updated_at)
            && replaced.phone.as_ref().is_none_or(|phone| phone.over == known.phone.updated_at);
        if !is_newest || !is_over_known {
            return Ok(WriteOutcome::Conflict);
        }
        self.change(&update.user_id, |recipient| {
            update.apply(&mut recipient.profile);
            if let Some(email) = &replaced.email {
                recipient.profile.former_emails.clone_from(&email.former);
            }
            if let Some(phone) = &replaced.phone {
                recipient.profile.former_phones.clone_from(&phone.former);
            }
        });
        Ok(WriteOutcome::Done)
    }

    async fn revoke_tokens(&self, user: &UserId, at: Time) -> Result<(), PortError> {
        self.call()?;
        self.change(user, |recipient| recipient.revoked_at = recipient.revoked_at.max(Some(at)));
        Ok(())
    }
}

fn is_newer<T>(change: &Change<T>, known: &Dated<T>, at: Time) -> bool {
    change.is_keep() || known.yields_to(at)
}

impl PreferencesWrite for MemoryStore {
    async fn put_preferences(
        &self,
        user: &UserId,
        preferences: &Preferences,
        seen: u64,
        switches_email_on: bool,
    ) -> Result<WriteOutcome, PortError> {
        self.call()?;
        if self.recipient(user).version != seen {
            return Ok(WriteOutcome::Conflict);
        }
        self.change(user, |recipient| {
            recipient.preferences = Arc::new(preferences.clone());
            recipient.version = seen + 1;
            if switches_email_on {
                recipient.email_switched_on = recipient.version;
            }
        });
        Ok(WriteOutcome::Done)
    }

    async fn snooze(&self, user: &UserId, until: Option<Time>) -> Result<(), PortError> {
        self.call()?;
        self.change(user, |recipient| recipient.snoozed_until = until);
        Ok(())
    }
}
