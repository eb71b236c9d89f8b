//! The addresses of a trader outside the app.
//!
//! Addresses and tokens are contact data: only their provider and their store may see them. Their
//! `Debug` hides the value, and they have no `Display`. Code that needs the value calls `expose`, which
//! is easy to search for.

mod surcharged;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{IdError, check};
use crate::schema::Schema;
use crate::time::Time;

/// The maximum number of devices of a user; beyond it the oldest are removed.
pub const MAX_DEVICES: usize = 20;

/// The maximum length of a device token in bytes. Firebase documents no limit; its tokens
/// have about 160 bytes.
pub const MAX_TOKEN_BYTES: usize = 4096;

/// The maximum length of an e-mail address in bytes: RFC 5321, section 4.5.3.1.3, less the angle brackets.
pub const MAX_EMAIL_BYTES: usize = 254;

macro_rules! contact {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Returns the value, for its provider and its store only.
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

contact! {
    /// An e-mail address whose syntax was checked when it was received.
    EmailAddress
}
contact! {
    /// A phone number in E.164 (`+4915112345678`) that was checked when it was received.
    PhoneNumber
}
contact! {
    /// The registration token by which Firebase addresses an installed app.
    DeviceToken
}

impl EmailAddress {
    /// Returns an address that a library has validated. The domain is written in lower case, because
    /// domains are case-insensitive: one mailbox has one spelling.
    pub fn of_checked(address: &str) -> Self {
        match address.rsplit_once('@') {
            Some((local, domain)) => Self(format!("{local}@{}", domain.to_lowercase())),
            None => Self(address.to_owned()),
        }
    }

    /// Returns the address with its local part masked except for the first character: `a•••@example.com`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let first: String = local.chars().take(1).collect();
        format!("{first}•••@{domain}")
    }

    /// Returns the key by which an address is looked up. It is in lower case, because providers report
    /// bounces in any case.
    pub fn lookup_key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl PhoneNumber {
    /// Returns a number that a library has validated and formatted as E.164.
    pub fn of_checked(number: &str) -> Self {
        Self(number.to_owned())
    }

    /// Whether the number is in a premium-rate or shared-cost range, where an SMS costs more
    /// than the usual price.
    pub fn is_surcharged(&self) -> bool {
        surcharged::is_surcharged(&self.0)
    }
}

impl DeviceToken {
    /// Returns the token; `None` unless the text is 1 to [`MAX_TOKEN_BYTES`] bytes of visible
    /// ASCII, as all tokens are.
    pub fn parse(text: &str) -> Option<Self> {
        let fits =
            (1..=MAX_TOKEN_BYTES).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Self(text.to_owned()))
    }

    /// Returns the JSON Schema of what [`DeviceToken::parse`] accepts.
    pub fn schema() -> Schema {
        Schema::text().length(1..=MAX_TOKEN_BYTES).pattern("[!-~]*")
    }
}

/// A private conversation with the bot.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChatId(i64);

impl ChatId {
    /// Returns the conversation with this number from Telegram.
    pub fn new(id: i64) -> Self {
        Self(id)
    }

    /// Returns the number, for its provider and its store only.
    pub fn expose(self) -> i64 {
        self.0
    }
}

impl fmt::Debug for ChatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChatId(…)")
    }
}

/// A private conversation with the bot that is bound to a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chat {
    /// The conversation.
    pub id: ChatId,
    /// The time at which it was linked.
    pub linked_at: Time,
    /// The time until which its reader has to confirm that the account is theirs;
    /// `None` if it is confirmed.
    pub confirm_by: Option<Time>,
}

impl Chat {
    /// Whether its reader has confirmed it.
    pub fn is_confirmed(&self) -> bool {
        self.confirm_by.is_none()
    }

    /// Whether it was not confirmed in time, so that no more messages are sent to it.
    pub fn has_lapsed(&self, now: Time) -> bool {
        self.confirm_by.is_some_and(|until| until <= now)
    }

    /// Returns the conversation's number, masked except for its last two digits.
    pub fn masked(&self) -> String {
        format!("•••{:02}", self.id.expose().unsigned_abs() % 100)
    }
}

/// A contact that its provider reported as unreachable, and the time of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead<T> {
    /// The contact.
    pub contact: T,
    /// The time at which it became unreachable. A later profile message that states it
    /// makes it usable again.
    pub at: Time,
}

impl<T: PartialEq> Dead<T> {
    /// Whether `contact`, which the profile stated at `stated_at`, is this contact and was
    /// not stated again later.
    pub fn covers(&self, contact: &T, stated_at: Option<Time>) -> bool {
        self.contact == *contact && stated_at.is_none_or(|stated_at| stated_at <= self.at)
    }
}

/// The ID of a device, as its user's deliveries name it. It is derived from the token
/// but does not reveal it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeviceId(String);

impl DeviceId {
    /// Returns the ID of this text.
    ///
    /// # Errors
    /// An [`IdError`] if the text is not valid as the ID of an event. Not retryable.
    pub fn parse(text: impl Into<String>) -> Result<Self, IdError> {
        let text = text.into();
        check(&text)?;
        Ok(Self(text))
    }

    /// Returns the ID unchanged.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for DeviceId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(text)
    }
}

impl From<DeviceId> for String {
    fn from(id: DeviceId) -> Self {
        id.0
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The platform of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Platform {
    /// iPhone and iPad.
    Ios,
    /// Android.
    Android,
    /// A browser.
    Web,
}

impl Platform {
    /// All platforms.
    pub const ALL: [Self; 3] = [Self::Ios, Self::Android, Self::Web];

    /// Returns the name in registerDevice.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ios => "ios",
            Self::Android => "android",
            Self::Web => "web",
        }
    }

    /// Returns the platform with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|platform| platform.name() == name)
    }
}

/// An installed app that receives push messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its ID in deliveries.
    pub id: DeviceId,
    /// Its push token.
    pub token: DeviceToken,
    /// Its platform.
    pub platform: Platform,
    /// The language that is set on it, as a language tag.
    pub language: Option<String>,
    /// The time at which it was last registered.
    pub registered_at: Time,
    /// What it last said of itself, and what is known of its messages.
    pub details: DeviceDetails,
}

/// What a device said of itself when it was registered, and what is known of its messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceDetails {
    /// Whether it may show notifications; `None` if it did not say.
    pub permission: Option<Permission>,
    /// Whether the app may interrupt while the device is set to quiet; `None` if it did not say.
    pub focus_allowed: Option<bool>,
    /// The app's ID of its installation, which stays the same when the token changes.
    pub installation_id: Option<String>,
    /// The time of a push message that the provider accepted for it, within an hour of the latest one.
    pub accepted_at: Option<Time>,
}

/// Whether a device may show notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// It may.
    Granted,
    /// It adds them to its list without a sound.
    Provisional,
    /// It may not.
    Denied,
}

impl Permission {
    /// All permissions.
    pub const ALL: [Self; 3] = [Self::Granted, Self::Provisional, Self::Denied];

    /// Returns the name in frames.
    pub fn name(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Provisional => "provisional",
            Self::Denied => "denied",
        }
    }

    /// Returns the permission with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|permission| permission.name() == name)
    }
}

impl Device {
    /// Whether this device is the same installation of the app as `known`, with another token.
    pub fn replaces(&self, known: &Self) -> bool {
        self.details.installation_id.is_some()
            && self.details.installation_id == known.details.installation_id
            && self.platform == known.platform
            && self.id != known.id
    }

    /// Returns the platform and the end of the ID: enough for its owner to distinguish it from the others.
    pub fn masked(&self) -> String {
        masked_device(self.platform, &self.id)
    }
}

/// Returns the platform and the end of the ID of a device.
pub fn masked_device(platform: Platform, id: &DeviceId) -> String {
    let start = id.0.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    format!("{} •••{}", platform.name(), &id.0[start..])
}

/// Returns a user's ID with all of it masked except the first and the last character.
pub fn masked_user(user: &crate::ids::UserId) -> String {
    let id = user.as_str();
    let mut characters = id.chars();
    match (characters.next(), characters.next_back()) {
        (Some(first), Some(last)) => format!("{first}•••{last}"),
        (Some(_) | None, _) => "•••".to_owned(),
    }
}

/// A phone number and its country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// The number.
    pub number: PhoneNumber,
    /// The country of its numbering plan (ISO 3166-1 alpha-2); `None` if the plan belongs to no country.
    pub country: Option<String>,
}

/// The address of one delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address<'a> {
    /// An app on a device.
    Push(&'a Device),
    /// A conversation with the bot.
    Telegram(ChatId),
    /// A mailbox.
    Email(&'a EmailAddress),
    /// A phone.
    Sms(&'a Phone),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_data_cannot_be_printed() {
        let device = Device {
            id: DeviceId::parse("d-1").unwrap(),
            token: DeviceToken::parse("s3cret-token").unwrap(),
            platform: Platform::Web,
            language: None,
            registered_at: Time::from_millis(0),
            details: DeviceDetails::default(),
        };
        let phone = Phone { number: PhoneNumber::of_checked("+4915112345678"), country: Some("DE".into()) };
        let email = EmailAddress::of_checked("ada@Example.COM");
        let chat = ChatId::new(4711);
        let shown = format!(
            "{:?} {:?} {:?} {:?}",
            Address::Push(&device),
            Address::Sms(&phone),
            Address::Email(&email),
            Address::Telegram(chat)
        );
        for secret in ["s3cret", "49151", "ada", "4711"] {
            assert!(!shown.contains(secret), "{shown}");
        }
        assert_eq!(email.expose(), "ada@example.com");
    }

    #[test]
    fn a_mask_shows_only_what_an_owner_recognises() {
        assert_eq!(EmailAddress::of_checked("ada.l@Example.com").masked(), "a•••@example.com");
        let id = DeviceId::parse("0123456789abcdefghijkl").unwrap();
        assert_eq!(masked_device(Platform::Ios, &id), "ios •••ijkl");
        assert_eq!(masked_device(Platform::Web, &DeviceId::parse("ab").unwrap()), "web •••ab");
        for (user, masked) in [("u-alice", "u•••e"), ("ab", "a•••b"), ("a", "•••")] {
            assert_eq!(masked_user(&crate::ids::UserId::parse(user).unwrap()), masked);
        }
        let chat = |id| Chat { id: ChatId::new(id), linked_at: Time::EPOCH, confirm_by: None }.masked();
        assert_eq!((chat(4_711), chat(-7), chat(5)), ("•••11".into(), "•••07".into(), "•••05".into()));
    }

    #[test]
    fn a_dead_contact_lives_again_only_when_it_is_stated_later() {
        let dead = Dead { contact: "x", at: Time::from_millis(5) };
        for (contact, stated_at, covers) in [
            ("x", Some(4), true),
            ("x", Some(5), true),
            ("x", Some(6), false),
            ("y", Some(4), false),
            ("x", None, true),
        ] {
            assert_eq!(
                dead.covers(&contact, stated_at.map(Time::from_millis)),
                covers,
                "{contact} {stated_at:?}"
            );
        }
    }

    #[test]
    fn a_token_is_visible_ascii_of_bounded_length() {
        assert!(DeviceToken::parse("c:APA91b-_").is_some());
        assert!(DeviceToken::parse(&"x".repeat(MAX_TOKEN_BYTES)).is_some());
        for bad in ["", "a b", "ä", "a\n", &"x".repeat(MAX_TOKEN_BYTES + 1)] {
            assert_eq!(DeviceToken::parse(bad), None);
        }
    }
}
