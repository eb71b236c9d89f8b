//! The profile of a trader that the exchange sends: contacts, language, zone, country, and what decides
//! whether the trader belongs to an audience.
//!
//! Messages can arrive late and more than once, so every field has the time of the message that set it. A
//! message changes only the fields of which no newer value is known.

use std::collections::BTreeSet;
use std::fmt;

use crate::event::Rejection;
use crate::recipient::contact::{EmailAddress, Phone};
use crate::recipient::former::Former;
use crate::time::Time;
use crate::topics::TopicsChange;

/// A field and the time at which it was last set; `value` is `None` if it was cleared or never set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    /// The value.
    pub value: Option<T>,
    /// The `updated_at` of the message that set it; `None` if no message did.
    pub updated_at: Option<Time>,
}

impl<T> Default for Dated<T> {
    fn default() -> Self {
        Self { value: None, updated_at: None }
    }
}

impl<T> Dated<T> {
    /// Whether a message of `updated_at` is newer than the known value. Of two messages with the same time
    /// the first one counts, so a repeat changes nothing.
    pub fn yields_to(&self, updated_at: Time) -> bool {
        self.updated_at.is_none_or(|known| known < updated_at)
    }
}

/// The profile of a trader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// The e-mail address.
    pub email: Dated<EmailAddress>,
    /// The phone number for SMS.
    pub phone: Dated<Phone>,
    /// A language tag.
    pub language: Dated<String>,
    /// An IANA zone.
    pub time_zone: Dated<String>,
    /// The country of residence (ISO 3166-1 alpha-2).
    pub country: Dated<String>,
    /// The code by which the trader tells our messages from others'.
    pub anti_phishing_code: Dated<AntiPhishingCode>,
    /// The time at which the trader registered with the exchange. A broadcast of before is not for them.
    pub registered_at: Dated<Time>,
    /// The state of the account.
    pub status: Dated<AccountStatus>,
    /// The e-mail addresses that were replaced lately, oldest first.
    pub former_emails: Vec<Former<EmailAddress>>,
    /// The phone numbers that were replaced lately, oldest first.
    pub former_phones: Vec<Former<Phone>>,
}

/// The maximum length of an anti-phishing code in characters.
pub const MAX_CODE_LENGTH: usize = 32;

/// A code that the trader has chosen with the exchange, and that is in every e-mail, SMS and Telegram
/// message, so that the trader can tell them from others'. Who knows it can imitate our messages, so its
/// `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct AntiPhishingCode(String);

impl AntiPhishingCode {
    /// Returns the code; `None` unless it has 1 to 32 letters, digits, spaces and `-_.`, and begins and ends
    /// with a letter or digit.
    pub fn parse(code: &str) -> Option<Self> {
        let is_edge = |edge: Option<char>| edge.is_some_and(char::is_alphanumeric);
        let is_valid = code.chars().count() <= MAX_CODE_LENGTH
            && code.chars().all(|character| character.is_alphanumeric() || " -_.".contains(character))
            && is_edge(code.chars().next())
            && is_edge(code.chars().next_back());
        is_valid.then(|| Self(code.to_owned()))
    }

    /// Returns the code itself, for messages to the trader only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AntiPhishingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AntiPhishingCode").finish_non_exhaustive()
    }
}

/// The state of a trader's account with the exchange. It concerns broadcasts only: events about the trader's
/// own account are delivered in every state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountStatus {
    /// The trader can trade.
    Active,
    /// The exchange has frozen the account: no broadcast reaches it.
    Frozen,
    /// The account is closed: no broadcast reaches it.
    Closed,
}

impl AccountStatus {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Active, Self::Frozen, Self::Closed];

    /// Returns the name in a profile message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Frozen => "frozen",
            Self::Closed => "closed",
        }
    }

    /// Returns the state with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// The change of a field by a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<T> {
    /// The message does not have the field.
    Keep,
    /// The field is cleared.
    Clear,
    /// The field has this value.
    Set(T),
}

impl<T> Change<T> {
    /// Returns the change, or no change if `known` is not older than a message of `updated_at`.
    fn over(self, known: &Dated<T>, updated_at: Time) -> Self {
        if known.yields_to(updated_at) { self } else { Self::Keep }
    }

    /// Whether it changes nothing.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

/// A kind of access or contact that a message can revoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Revoked {
    /// The open connections.
    Connections,
    /// The devices that receive push messages.
    Devices,
    /// The linked conversation with the bot.
    Telegram,
}

impl Revoked {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Connections, Self::Devices, Self::Telegram];

    /// Returns the name in a profile message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Connections => "connections",
            Self::Devices => "devices",
            Self::Telegram => "telegram",
        }
    }

    /// Returns the kind with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|revoked| revoked.name() == name)
    }
}

/// A message that was read, and the rejections of its unreadable fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The content of the fields that could be read.
    pub update: ProfileUpdate,
    /// One rejection for each field that could not be read. The other fields are applied.
    pub rejected: Vec<Rejection>,
}

/// A message of the exchange about one trader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileUpdate {
    /// The trader.
    pub user_id: crate::ids::UserId,
    /// The time of the message. Of two messages the one with the later time is newer.
    pub updated_at: Time,
    /// The e-mail address.
    pub email: Change<EmailAddress>,
    /// The phone number for SMS.
    pub phone: Change<Phone>,
    /// A language tag.
    pub language: Change<String>,
    /// An IANA zone.
    pub time_zone: Change<String>,
    /// The country of residence (ISO 3166-1 alpha-2).
    pub country: Change<String>,
    /// The code by which the trader tells our messages from others'.
    pub anti_phishing_code: Change<AntiPhishingCode>,
    /// The time at which the trader registered with the exchange.
    pub registered_at: Change<Time>,
    /// The state of the account.
    pub status: Change<AccountStatus>,
    /// The topics, which are stored apart from the other fields.
    pub topics: TopicsChange,
    /// The kinds that are revoked: what was registered at or before the message's time is removed. If it is
    /// empty, nothing is revoked.
    pub revoke: BTreeSet<Revoked>,
}

impl ProfileUpdate {
    /// Returns a message without any field.
    pub fn nothing(user_id: crate::ids::UserId, updated_at: Time) -> Self {
        Self {
            user_id,
            updated_at,
            email: Change::Keep,
            phone: Change::Keep,
            language: Change::Keep,
            time_zone: Change::Keep,
            country: Change::Keep,
            anti_phishing_code: Change::Keep,
            registered_at: Change::Keep,
            status: Change::Keep,
            topics: TopicsChange::Keep,
            revoke: BTreeSet::new(),
        }
    }

    /// Returns the update without the fields of which `known` has a value that is not older.
    #[must_use]
    pub fn over(self, known: &Profile) -> Self {
        let at = self.updated_at;
        Self {
            email: self.email.over(&known.email, at),
            phone: self.phone.over(&known.phone, at),
            language: self.language.over(&known.language, at),
            time_zone: self.time_zone.over(&known.time_zone, at),
            country: self.country.over(&known.country, at),
            anti_phishing_code: self.anti_phishing_code.over(&known.anti_phishing_code, at),
            registered_at: self.registered_at.over(&known.registered_at, at),
            status: self.status.over(&known.status, at),
            ..self
        }
    }

    /// Whether it changes no field of the profile. Topics are no field of it.
    pub fn is_empty(&self) -> bool {
        self.email.is_keep()
            && self.phone.is_keep()
            && self.language.is_keep()
            && self.time_zone.is_keep()
            && self.country.is_keep()
            && self.anti_phishing_code.is_keep()
            && self.registered_at.is_keep()
            && self.status.is_keep()
    }

    /// Applies the update to the profile. It has to be filtered by [`ProfileUpdate::over`] before.
    pub fn apply(&self, profile: &mut Profile) {
        fn set<T: Clone>(field: &mut Dated<T>, change: &Change<T>, at: Time) {
            match change {
                Change::Keep => return,
                Change::Clear => field.value = None,
                Change::Set(value) => field.value = Some(value.clone()),
            }
            field.updated_at = Some(at);
        }
        set(&mut profile.email, &self.email, self.updated_at);
        set(&mut profile.phone, &self.phone, self.updated_at);
        set(&mut profile.language, &self.language, self.updated_at);
        set(&mut profile.time_zone, &self.time_zone, self.updated_at);
        set(&mut profile.country, &self.country, self.updated_at);
        set(&mut profile.anti_phishing_code, &self.anti_phishing_code, self.updated_at);
        set(&mut profile.registered_at, &self.registered_at, self.updated_at);
        set(&mut profile.status, &self.status, self.updated_at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipient::contact::PhoneNumber;
    use proptest::prelude::*;

    fn update(at: i64, language: Change<String>, country: Change<String>) -> ProfileUpdate {
        ProfileUpdate {
            language,
            country,
            ..ProfileUpdate::nothing(crate::ids::UserId::parse("u").unwrap(), Time::from_millis(at))
        }
    }

    /// Returns a message that sets every field.
    fn everything(at: i64) -> ProfileUpdate {
        let number = PhoneNumber::of_checked("+4915112345678");
        ProfileUpdate {
            email: Change::Set(EmailAddress::of_checked("ada@example.com")),
            phone: Change::Set(Phone { number, country: Some("DE".to_owned()) }),
            time_zone: Change::Set("Europe/Vienna".to_owned()),
            anti_phishing_code: AntiPhishingCode::parse("Blue Whale 7").map_or(Change::Keep, Change::Set),
            registered_at: Change::Set(Time::from_millis(3)),
            status: Change::Set(AccountStatus::Frozen),
            ..update(at, Change::Set("de".to_owned()), Change::Set("AT".to_owned()))
        }
    }

    #[test]
    fn a_code_is_short_and_has_no_markup_and_no_link() {
        for code in ["a", "Blue Whale 7", "käse-4711", "青い鯨", "a".repeat(32).as_str()] {
            assert_eq!(AntiPhishingCode::parse(code).as_ref().map(AntiPhishingCode::expose), Some(code));
        }
        for bad in ["", " a", "a ", "a<b>", "http://x", "a\nb", "x.", "a".repeat(33).as_str(), "\u{202e}a"] {
            assert_eq!(AntiPhishingCode::parse(bad), None, "{bad:?}");
        }
        let shown = format!("{:?}", AntiPhishingCode::parse("secret"));
        assert!(!shown.contains("secret"), "{shown}");
    }

    #[test]
    fn a_message_sets_what_it_states_and_says_when() {
        let mut profile = Profile::default();
        everything(5).apply(&mut profile);
        assert_eq!(profile.email.value.as_ref().map(EmailAddress::expose), Some("ada@example.com"));
        assert_eq!(profile.phone.value.as_ref().and_then(|phone| phone.country.as_deref()), Some("DE"));
        assert_eq!(profile.language.value.as_deref(), Some("de"));
        assert_eq!(profile.time_zone.value.as_deref(), Some("Europe/Vienna"));
        assert_eq!(profile.country.value.as_deref(), Some("AT"));
        assert_eq!(profile.country.updated_at, Some(Time::from_millis(5)));
        assert_eq!(profile.registered_at.value, Some(Time::from_millis(3)));
        assert_eq!(profile.status.value, Some(AccountStatus::Frozen));
        update(6, Change::Clear, Change::Keep).apply(&mut profile);
        assert_eq!(profile.language, Dated { value: None, updated_at: Some(Time::from_millis(6)) });
        assert_eq!(profile.country.updated_at, Some(Time::from_millis(5)), "nothing was said of it");
    }

    #[test]
    fn of_what_is_known_as_new_or_newer_nothing_is_left() {
        let mut known = Profile::default();
        everything(5).apply(&mut known);
        for (at, is_empty) in [(4, true), (5, true), (6, false)] {
            assert_eq!(everything(at).over(&known).is_empty(), is_empty, "{at}");
        }
        assert_eq!(everything(6).over(&known), everything(6));
        // Of an old message only the field without a known value is left.
        let old = everything(4);
        for (profile, left) in [
            (
                Profile { email: Dated::default(), ..known.clone() },
                ProfileUpdate { email: old.email.clone(), ..nothing(4) },
            ),
            (
                Profile { phone: Dated::default(), ..known.clone() },
                ProfileUpdate { phone: old.phone.clone(), ..nothing(4) },
            ),
            (
                Profile { language: Dated::default(), ..known.clone() },
                ProfileUpdate { language: old.language.clone(), ..nothing(4) },
            ),
            (
                Profile { time_zone: Dated::default(), ..known.clone() },
                ProfileUpdate { time_zone: old.time_zone.clone(), ..nothing(4) },
            ),
            (
                Profile { country: Dated::default(), ..known.clone() },
                ProfileUpdate { country: old.country.clone(), ..nothing(4) },
            ),
            (
                Profile { anti_phishing_code: Dated::default(), ..known.clone() },
                ProfileUpdate { anti_phishing_code: old.anti_phishing_code.clone(), ..nothing(4) },
            ),
            (
                Profile { registered_at: Dated::default(), ..known.clone() },
                ProfileUpdate { registered_at: old.registered_at.clone(), ..nothing(4) },
            ),
            (
                Profile { status: Dated::default(), ..known.clone() },
                ProfileUpdate { status: old.status.clone(), ..nothing(4) },
            ),
        ] {
            assert!(!left.is_empty());
            assert_eq!(old.clone().over(&profile), left);
        }
        assert!(nothing(4).is_empty());
    }

    fn nothing(at: i64) -> ProfileUpdate {
        update(at, Change::Keep, Change::Keep)
    }

    fn change() -> impl Strategy<Value = Change<String>> {
        prop_oneof![Just(Change::Keep), Just(Change::Clear), "[a-c]".prop_map(Change::Set)]
    }

    proptest! {
        #[test]
        fn whatever_the_order_of_messages_the_newest_word_on_each_field_stays(
            said in prop::collection::btree_map(0_i64..50, (change(), change()), 1..6),
            order in any::<prop::sample::Index>(),
        ) {
            let updates: Vec<_> = said.into_iter().map(|(at, (l, c))| update(at, l, c)).collect();
            let apply = |updates: &[ProfileUpdate]| {
                let mut profile = Profile::default();
                for update in updates {
                    update.clone().over(&profile).apply(&mut profile);
                }
                profile
            };
            let mut shuffled = updates.clone();
            shuffled.rotate_left(order.index(updates.len()));
            shuffled.extend(updates.clone());
            prop_assert_eq!(apply(&updates), apply(&shuffled));
        }
    }
}
