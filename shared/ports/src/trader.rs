//! What a trader is reached by, and what the trader wants.

use domain::contact::{Chat, ChatId, Device, DeviceId, EmailAddress, PhoneNumber};
use domain::preferences::Preferences;
use domain::profile::ProfileUpdate;
use domain::recipient::Recipient;
use domain::{Time, UserId};

use crate::PortError;

/// The outcome of a write that holds only if nobody else was faster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It is stored.
    Done,
    /// Somebody was faster: nothing was stored.
    Conflict,
}

/// Writes what the exchange says of a trader.
pub trait ProfileWrite {
    /// Stores each changed field, all or none: only if no field knows anything of the same time or newer.
    async fn put_profile(&self, update: &ProfileUpdate) -> Result<Stored, PortError>;

    /// Refuses from now on every token that was issued at or before `at`. Of several revocations the latest counts.
    async fn revoke_tokens(&self, user: &UserId, at: Time) -> Result<(), PortError>;
}

/// The outcome of registering a device.
#[derive(Debug)]
pub struct Registered {
    /// The recipient after it.
    pub recipient: Recipient,
    /// The user who had the device before, if another one did.
    pub taken_from: Option<UserId>,
}

/// Writes the devices of a trader.
pub trait Devices {
    /// Adds the device, or renews it, and takes it from any other user, all or nothing.
    async fn register_device(&self, user: &UserId, device: &Device) -> Result<Registered, PortError>;

    /// Returns the user who has the device now; strongly consistent.
    async fn owner_of_device(&self, device: &DeviceId) -> Result<Option<UserId>, PortError>;

    /// Removes this device of this user, whether or not it exists.
    async fn remove_device(&self, user: &UserId, device: &DeviceId) -> Result<(), PortError>;
}

/// Confirms, unlinks and retires contacts.
pub trait Contacts {
    /// Marks the conversation as confirmed by its reader, if it is still the user's. A proposed one takes the place of the
    /// linked one, which is the former one from `now` on.
    async fn confirm_chat(&self, user: &UserId, chat: ChatId, now: Time) -> Result<(), PortError>;

    /// Unbinds the user's conversations, the linked, the proposed and the former one.
    async fn unlink_chat(&self, user: &UserId) -> Result<(), PortError>;

    /// The conversation is dead or refused: it is unbound, linked or proposed, and another one of the user stays.
    async fn retire_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError>;

    /// The users to whom the conversation is bound, and perhaps some to whom it was.
    async fn users_of_chat(&self, chat: ChatId) -> Result<Vec<UserId>, PortError>;

    /// The mailbox was found dead at `at`: it is not written to again until a profile message states it later, unless the
    /// profile names another one by now, or has stated this one between `at` and `now`. A statement from after `now` comes
    /// from a clock that is ahead of ours, and says nothing.
    async fn retire_email(
        &self,
        user: &UserId,
        email: &EmailAddress,
        at: Time,
        now: Time,
    ) -> Result<(), PortError>;

    /// The number was found dead at `at`: it is not used again until a profile message states it later, unless the
    /// profile names another one by now.
    async fn retire_phone(&self, user: &UserId, phone: &PhoneNumber, at: Time) -> Result<(), PortError>;

    /// The users whose profile names this mailbox, in whatever case it is written. It may not know of the last
    /// second's changes.
    async fn users_of_email(&self, email: &EmailAddress) -> Result<Vec<UserId>, PortError>;
}

/// Writes preferences.
pub trait PreferencesWrite {
    /// Stores the document as version `seen` + 1, if the stored one is still of version `seen`. `switches_email_on`: that
    /// version is the one with which e-mail was last switched on.
    async fn put_preferences(
        &self,
        user: &UserId,
        preferences: &Preferences,
        seen: u64,
        switches_email_on: bool,
    ) -> Result<Stored, PortError>;
}

/// A one-time code by which a conversation is bound to a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkCode {
    /// The user who asked for it.
    pub user_id: UserId,
    /// When it ends.
    pub expires_at: Time,
    /// The conversation that was linked by it, if one was.
    pub redeemed_by: Option<ChatId>,
}

/// Keeps the one-time codes by which a conversation is bound to a user. They are stored as hashes.
pub trait LinkCodes {
    /// Stores a code that is good until `expires_at`.
    async fn issue_code(&self, code_hash: &str, user: &UserId, expires_at: Time) -> Result<(), PortError>;

    /// Returns the code, redeemed or not, while the store has it; strongly consistent.
    async fn link_code(&self, code_hash: &str) -> Result<Option<LinkCode>, PortError>;

    /// Consumes the code and binds the conversation to its user, all or nothing: only if the code is `user`'s, good at `now`
    /// and not redeemed yet. `beside` names a linked conversation, which must still be the user's, that messages go to until
    /// the new one is confirmed; without it the new one is linked in place of an earlier one.
    async fn redeem_code(
        &self,
        code_hash: &str,
        user: &UserId,
        chat: &Chat,
        beside: Option<ChatId>,
        now: Time,
    ) -> Result<Stored, PortError>;
}
