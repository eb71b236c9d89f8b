//! The contacts and the preferences of a trader.

use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::recipient::contact::{Chat, ChatId, Device, DeviceId, EmailAddress, PhoneNumber};
use domain::recipient::former::Replacements;
use domain::recipient::profile::ProfileUpdate;
use domain::{Time, UserId};

use crate::PortError;

/// The result of a conditional write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteOutcome {
    /// The write was stored.
    Done,
    /// Another invocation wrote first: nothing was stored.
    Conflict,
}

/// Writes the profile of a trader as the exchange states it.
pub trait ProfileWrite {
    /// Stores all changed fields in one write, and the former contacts of those that it replaces. The
    /// result is [`WriteOutcome::Conflict`], and nothing is stored, if a stored field has the same or a
    /// later time, or if a replacement is not over the stored contact.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn put_profile(
        &self,
        update: &ProfileUpdate,
        replaced: &Replacements,
    ) -> Result<WriteOutcome, PortError>;

    /// Revokes every token that was issued at or before `at`. The latest revocation is kept.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn revoke_tokens(&self, user: &UserId, at: Time) -> Result<(), PortError>;
}

/// The result of registering a device.
#[derive(Debug)]
pub struct Registered {
    /// The recipient after the registration.
    pub recipient: Recipient,
    /// The user who had the device before, if it was another one.
    pub taken_from: Option<UserId>,
}

/// Writes the devices of a trader.
pub trait Devices {
    /// Adds the device or renews it, and removes it from any other user, in one transaction.
    /// Returns `None`, and stores nothing, if the caller's token, which was issued at `issued_at`,
    /// is revoked when the transaction is made.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable;
    /// [`PortError::Refused`], not retryable, if the store rejects the request;
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn register_device(
        &self,
        user: &UserId,
        device: &Device,
        issued_at: Option<Time>,
    ) -> Result<Option<Registered>, PortError>;

    /// Returns the user who has the device now; strongly consistent.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn owner_of_device(&self, device: &DeviceId) -> Result<Option<UserId>, PortError>;

    /// Removes this device of this user. A device that does not exist is no error.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn remove_device(&self, user: &UserId, device: &DeviceId) -> Result<(), PortError>;

    /// Records that the provider accepted a push message for this device at `at`. Nothing is recorded for a
    /// device that the user does not have.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn push_accepted(&self, user: &UserId, device: &DeviceId, at: Time) -> Result<(), PortError>;
}

/// Confirms, unlinks and retires contacts.
pub trait Contacts {
    /// Marks the conversation as confirmed by its reader, if it is still the user's. A proposed
    /// conversation replaces the linked one, which becomes the former one at `now`.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn confirm_chat(&self, user: &UserId, chat: ChatId, now: Time) -> Result<(), PortError>;

    /// Unbinds the user's conversations: the linked, the proposed and the former one.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn unlink_chat(&self, user: &UserId) -> Result<(), PortError>;

    /// Unbinds the conversation, linked or proposed, because it is dead or refused. Any other
    /// conversation of the user stays.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn retire_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError>;

    /// Returns the users to whom the conversation is bound, and possibly some to whom it was bound.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn users_of_chat(&self, chat: ChatId) -> Result<Vec<UserId>, PortError>;

    /// Marks the mailbox as found dead at `at`. It is not used again until a later profile message
    /// states it. It is not marked if the profile now names another mailbox, or has stated this one
    /// between `at` and `now`. A statement from after `now` comes from a clock that is ahead of
    /// ours, and is ignored.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn retire_email(
        &self,
        user: &UserId,
        email: &EmailAddress,
        at: Time,
        now: Time,
    ) -> Result<(), PortError>;

    /// Marks the number as found dead at `at`. It is not used again until a later profile message
    /// states it. It is not marked if the profile now names another number.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn retire_phone(&self, user: &UserId, phone: &PhoneNumber, at: Time) -> Result<(), PortError>;

    /// Returns the users whose profile names this mailbox, regardless of upper and lower case. The
    /// read is eventually consistent: it may miss the changes of the last second.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn users_of_email(&self, email: &EmailAddress) -> Result<Vec<UserId>, PortError>;
}

/// Writes preferences.
pub trait PreferencesWrite {
    /// Stores the document as version `seen` + 1, if the stored version is still `seen`; otherwise
    /// the result is [`WriteOutcome::Conflict`]. `switches_email_on` records the new version as the one
    /// with which e-mail was last switched on.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn put_preferences(
        &self,
        user: &UserId,
        preferences: &Preferences,
        seen: u64,
        switches_email_on: bool,
    ) -> Result<WriteOutcome, PortError>;

    /// Stores the end of a snooze, or ends it with `None`.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn snooze(&self, user: &UserId, until: Option<Time>) -> Result<(), PortError>;
}

/// A one-time code by which a conversation is bound to a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkCode {
    /// The user who asked for the code.
    pub user_id: UserId,
    /// The time at which the token was issued with which the user asked, if the token states it.
    pub issued_at: Option<Time>,
    /// The time at which the code expires.
    pub expires_at: Time,
    /// The conversation that the code was redeemed for, if it was redeemed.
    pub redeemed_by: Option<ChatId>,
}

/// Stores the one-time codes by which a conversation is bound to a user. They are stored as hashes.
pub trait LinkCodes {
    /// Stores a code of `user`, who asked with a token that was issued at `issued_at`. The code is
    /// valid until `expires_at`.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn issue_code(
        &self,
        code_hash: &str,
        user: &UserId,
        issued_at: Option<Time>,
        expires_at: Time,
    ) -> Result<(), PortError>;

    /// Returns the code, redeemed or not, while the store has it; strongly consistent.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Corrupt`], not retryable, if the stored item cannot be read.
    async fn link_code(&self, code_hash: &str) -> Result<Option<LinkCode>, PortError>;

    /// Consumes the code and binds the conversation to its user, in one transaction, if the code, as
    /// [`LinkCodes::link_code`] returned it, is valid at `now` and not redeemed yet, and the token
    /// with which the user asked is not revoked; otherwise the result is [`WriteOutcome::Conflict`].
    /// With `beside`, the linked conversation, which must still be the user's, keeps receiving the
    /// messages until the new one is confirmed. Without it, the new conversation is linked in place
    /// of an earlier one.
    ///
    /// # Errors
    ///
    /// Returns a retryable [`PortError`] if the store throttles the call or is unavailable, and
    /// [`PortError::Refused`], not retryable, if the store rejects the request.
    async fn redeem_code(
        &self,
        code_hash: &str,
        code: &LinkCode,
        chat: &Chat,
        beside: Option<ChatId>,
        now: Time,
    ) -> Result<WriteOutcome, PortError>;
}
