//! What a trader is reached by, and what the trader wants.

use domain::contact::{ChatId, Device, DeviceId, EmailAddress, PhoneNumber};
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
}

/// Writes the devices of a trader.
pub trait Devices {
    /// Adds the device, or renews it, takes it from any other user, and answers the recipient as it is then.
    async fn register_device(&self, user: &UserId, device: &Device) -> Result<Recipient, PortError>;

    /// Removes this device of this user, whether or not it exists.
    async fn remove_device(&self, user: &UserId, device: &DeviceId) -> Result<(), PortError>;
}

/// Links and retires contacts.
pub trait Contacts {
    /// Binds the conversation to the user, in place of an earlier one.
    async fn link_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError>;

    /// Unbinds whatever conversation the user has.
    async fn unlink_chat(&self, user: &UserId) -> Result<(), PortError>;

    /// The conversation is dead: it is unbound, unless another one is bound by now.
    async fn retire_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError>;

    /// The users to whom the conversation is bound, and perhaps some to whom it was.
    async fn users_of_chat(&self, chat: ChatId) -> Result<Vec<UserId>, PortError>;

    /// The mailbox is dead: it is not written to again, unless the profile names another one by now.
    async fn retire_email(&self, user: &UserId, email: &EmailAddress) -> Result<(), PortError>;

    /// The number is dead: it is not used again, unless the profile names another one by now.
    async fn retire_phone(&self, user: &UserId, phone: &PhoneNumber) -> Result<(), PortError>;

    /// The users whose profile names this mailbox, in whatever case it is written. It may not know of the last
    /// second's changes.
    async fn users_of_email(&self, email: &EmailAddress) -> Result<Vec<UserId>, PortError>;
}

/// Writes preferences.
pub trait PreferencesWrite {
    /// Stores the document as version `seen` + 1, if the stored one is still of version `seen`.
    async fn put_preferences(
        &self,
        user: &UserId,
        preferences: &Preferences,
        seen: u64,
    ) -> Result<Stored, PortError>;
}

/// Keeps the one-time codes by which a conversation is bound to a user. They are stored as hashes.
pub trait LinkCodes {
    /// Stores a code that is good until `expires_at`.
    async fn issue_code(&self, code_hash: &str, user: &UserId, expires_at: Time) -> Result<(), PortError>;

    /// Consumes the code: of all callers at most one gets its user, and only while it is good.
    async fn redeem_code(&self, code_hash: &str, now: Time) -> Result<Option<UserId>, PortError>;
}
