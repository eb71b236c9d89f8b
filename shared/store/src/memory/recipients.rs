//! Connections, devices, contacts, profile and preferences.

use std::sync::Arc;

use domain::contact::{ChatId, Device, DeviceId, EmailAddress, PhoneNumber};
use domain::preferences::Preferences;
use domain::profile::{Change, Dated, ProfileUpdate};
use domain::recipient::{Connection, Recipient};
use domain::{ConnectionId, Time, UserId};
use ports::{Connections, Contacts, Devices, PortError, PreferencesWrite, ProfileWrite, Register, Stored};

use super::{MemoryStore, size};

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
    async fn register_device(&self, user: &UserId, device: &Device) -> Result<Recipient, PortError> {
        self.call()?;
        let mut recipient = self.recipient(user);
        recipient.devices.retain(|known| known.id != device.id);
        recipient.devices.push(device.clone());
        recipient.devices.sort_by(|a, b| (b.registered_at, &b.id).cmp(&(a.registered_at, &a.id)));
        size::check_recipient(&recipient)?;
        for other in self.recipients.borrow_mut().values_mut() {
            other.devices.retain(|known| known.id != device.id);
        }
        self.set_recipient(recipient.clone());
        Ok(recipient)
    }

    async fn remove_device(&self, user: &UserId, device: &DeviceId) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| recipient.devices.retain(|known| known.id != *device));
        Ok(())
    }
}

impl Contacts for MemoryStore {
    async fn link_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError> {
        self.call()?;
        self.change(user, |recipient| recipient.chat = Some(chat));
        Ok(())
    }

    async fn unlink_chat(&self, user: &UserId) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| recipient.chat = None);
        Ok(())
    }

    async fn retire_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| recipient.chat = recipient.chat.filter(|known| *known != chat));
        Ok(())
    }

    async fn users_of_chat(&self, chat: ChatId) -> Result<Vec<UserId>, PortError> {
        self.call()?;
        let recipients = self.recipients.borrow();
        let bound = recipients.values().filter(|recipient| recipient.chat == Some(chat));
        Ok(bound.map(|recipient| recipient.user_id.clone()).collect())
    }

    async fn retire_email(&self, user: &UserId, email: &EmailAddress) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| {
            if is_mailbox_of(recipient, email) {
                recipient.dead_email.clone_from(&recipient.profile.email.value);
            }
        });
        Ok(())
    }

    async fn retire_phone(&self, user: &UserId, phone: &PhoneNumber) -> Result<(), PortError> {
        self.call()?;
        self.change_known(user, |recipient| {
            if recipient.profile.phone.value.as_ref().is_some_and(|known| known.number == *phone) {
                recipient.dead_phone = Some(phone.clone());
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
    async fn put_profile(&self, update: &ProfileUpdate) -> Result<Stored, PortError> {
        self.call()?;
        if update.is_empty() {
            return Ok(Stored::Done);
        }
        let at = update.updated_at;
        let known = self.recipient(&update.user_id).profile;
        let is_newest = is_newer(&update.email, &known.email, at)
            && is_newer(&update.phone, &known.phone, at)
            && is_newer(&update.language, &known.language, at)
            && is_newer(&update.time_zone, &known.time_zone, at)
            && is_newer(&update.country, &known.country, at);
        if !is_newest {
            return Ok(Stored::Conflict);
        }
        self.change(&update.user_id, |recipient| update.apply(&mut recipient.profile));
        Ok(Stored::Done)
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
    ) -> Result<Stored, PortError> {
        self.call()?;
        if self.recipient(user).version != seen {
            return Ok(Stored::Conflict);
        }
        self.change(user, |recipient| {
            recipient.preferences = Arc::new(preferences.clone());
            recipient.version = seen + 1;
        });
        Ok(Stored::Done)
    }
}
