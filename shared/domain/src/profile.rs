//! What the exchange tells us of a trader: where to reach, in which language and zone.
//!
//! Messages can come late and twice, so every field carries the time of the message that set it, and a message
//! changes only the fields of which nothing newer is known.

use std::collections::BTreeSet;

use crate::contact::{EmailAddress, Phone};
use crate::event::Rejection;
use crate::time::Time;

/// A field and when it was last set; `value` is `None` where it was cleared or never set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    /// What it says.
    pub value: Option<T>,
    /// The `updated_at` of the message that said so; `None`: no message ever did.
    pub updated_at: Option<Time>,
}

impl<T> Default for Dated<T> {
    fn default() -> Self {
        Self { value: None, updated_at: None }
    }
}

impl<T> Dated<T> {
    /// Whether a message of `updated_at` is newer than what is known. The first of two messages of the same
    /// instant stays, so a repeat changes nothing.
    pub fn yields_to(&self, updated_at: Time) -> bool {
        self.updated_at.is_none_or(|known| known < updated_at)
    }
}

/// What is known of a trader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// Where to write to.
    pub email: Dated<EmailAddress>,
    /// Where to send an SMS.
    pub phone: Dated<Phone>,
    /// A language tag.
    pub language: Dated<String>,
    /// An IANA zone.
    pub time_zone: Dated<String>,
    /// Where the trader lives (ISO 3166-1 alpha-2).
    pub country: Dated<String>,
}

/// What a message says of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<T> {
    /// Nothing.
    Keep,
    /// That there is none.
    Clear,
    /// That it is this.
    Set(T),
}

impl<T> Change<T> {
    /// What is left of the change where `known` is already known; a message of `updated_at` brings it.
    fn over(self, known: &Dated<T>, updated_at: Time) -> Self {
        if known.yields_to(updated_at) { self } else { Self::Keep }
    }

    /// Whether it says nothing.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

/// What a message can revoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Revoked {
    /// The open connections.
    Connections,
    /// The devices that are pushed to.
    Devices,
    /// The linked conversation with the bot.
    Telegram,
}

impl Revoked {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Connections, Self::Devices, Self::Telegram];

    /// The name in a profile message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Connections => "connections",
            Self::Devices => "devices",
            Self::Telegram => "telegram",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|revoked| revoked.name() == name)
    }
}

/// A message that was read: what it says, and which of its fields could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// What it says in the fields that could be read.
    pub update: ProfileUpdate,
    /// One rejection per field that could not be read; the others hold all the same.
    pub rejected: Vec<Rejection>,
}

/// A message of the exchange about one trader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileUpdate {
    /// About whom.
    pub user_id: crate::UserId,
    /// Which of two messages is the newer one.
    pub updated_at: Time,
    /// Where to write to.
    pub email: Change<EmailAddress>,
    /// Where to send an SMS.
    pub phone: Change<Phone>,
    /// A language tag.
    pub language: Change<String>,
    /// An IANA zone.
    pub time_zone: Change<String>,
    /// Where the trader lives (ISO 3166-1 alpha-2).
    pub country: Change<String>,
    /// What is removed that was registered at or before the message's time; without any nothing is revoked.
    pub revoke: BTreeSet<Revoked>,
}

impl ProfileUpdate {
    /// What is left of it where `known` is known already: nothing newer is undone.
    #[must_use]
    pub fn over(self, known: &Profile) -> Self {
        let at = self.updated_at;
        Self {
            email: self.email.over(&known.email, at),
            phone: self.phone.over(&known.phone, at),
            language: self.language.over(&known.language, at),
            time_zone: self.time_zone.over(&known.time_zone, at),
            country: self.country.over(&known.country, at),
            ..self
        }
    }

    /// Whether it changes any field of the profile.
    pub fn is_empty(&self) -> bool {
        self.email.is_keep()
            && self.phone.is_keep()
            && self.language.is_keep()
            && self.time_zone.is_keep()
            && self.country.is_keep()
    }

    /// The profile with it. What [`ProfileUpdate::over`] has not left out is believed.
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn update(at: i64, language: Change<String>, country: Change<String>) -> ProfileUpdate {
        ProfileUpdate {
            user_id: crate::UserId::parse("u").unwrap(),
            updated_at: Time::from_millis(at),
            email: Change::Keep,
            phone: Change::Keep,
            language,
            time_zone: Change::Keep,
            country,
            revoke: BTreeSet::new(),
        }
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
