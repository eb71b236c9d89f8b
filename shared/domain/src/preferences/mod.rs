//! The preferences of a trader: the sections of the catalogue, and quiet hours.

mod document;
pub mod quiet;
pub mod time_of_day;

use std::ops::{Index, IndexMut};
use std::sync::{Arc, LazyLock};

use rust_decimal::Decimal;
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

pub use document::PreferencesUpdate;

use crate::decimal;
use crate::event::catalogue::{Channel, OptionKind, PreferenceKey, Row, SectionSpec};

/// The number of sections.
const SECTIONS: usize = PreferenceKey::ALL.len();

/// The trader's preferences as they are stored and returned. The default is for a trader
/// who has not chosen any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// The IANA time zone; `None` means that of the profile.
    pub time_zone: Option<String>,
    /// The language tag; `None` means that of the profile.
    pub language: Option<String>,
    /// The sections, in the order of the catalogue.
    sections: [Section; SECTIONS],
    /// The time in which only P0 may interrupt.
    pub quiet_hours: QuietHours,
    /// How much of a notification a push message shows.
    pub lock_screen: LockScreen,
}

/// How much of a notification a push message shows, which others may see on the lock screen of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LockScreen {
    /// Everything.
    #[default]
    Full,
    /// Only the kind of the notification, without names and amounts.
    Redacted,
}

impl LockScreen {
    /// All choices.
    pub const ALL: [Self; 2] = [Self::Full, Self::Redacted];

    /// Returns the name in the preferences document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Redacted => "redacted",
        }
    }

    /// Returns the choice with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

/// A section: which of its types are sent, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Whether it is switched on; always true for a section that cannot be switched off.
    pub enabled: bool,
    /// The channels, in no particular order.
    pub channels: Vec<Channel>,
    /// The options, in the order of the catalogue.
    options: Vec<OptionValue>,
}

/// The value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
enum OptionValue {
    Number(Decimal),
    /// `HH:MM`.
    TimeOfDay(String),
    Switch(bool),
}

/// The quiet hours, in which the trader does not want to be interrupted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuietHours {
    /// Whether quiet hours are switched on.
    pub enabled: bool,
    /// The first quiet minute in local time, `HH:MM`.
    pub from: String,
    /// The first minute in local time that is not quiet, `HH:MM`. If it is before `from`,
    /// it is on the next day.
    pub to: String,
}

/// The fields of a section that decide where a type is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// Whether it is switched on.
    pub enabled: bool,
    /// The trader's channels, in no particular order.
    pub channels: &'a [Channel],
}

impl Index<PreferenceKey> for Preferences {
    type Output = Section;

    fn index(&self, key: PreferenceKey) -> &Section {
        &self.sections[key as usize]
    }
}

impl IndexMut<PreferenceKey> for Preferences {
    fn index_mut(&mut self, key: PreferenceKey) -> &mut Section {
        &mut self.sections[key as usize]
    }
}

impl Section {
    /// Returns the defaults of a section.
    fn default_of(spec: &SectionSpec) -> Self {
        Self {
            enabled: spec.enabled,
            channels: spec.channels.to_vec(),
            options: spec.options.iter().map(|option| OptionValue::default_of(option.kind)).collect(),
        }
    }
}

impl Preferences {
    /// Returns the defaults as a shared value, because most users have never changed them and each of their
    /// events needs them.
    pub fn shared_default() -> Arc<Self> {
        static DEFAULTS: LazyLock<Arc<Preferences>> = LazyLock::new(Arc::default);
        Arc::clone(&DEFAULTS)
    }

    /// Returns the sections with their keys, in the order of the catalogue.
    pub fn sections(&self) -> impl Iterator<Item = (PreferenceKey, &Section)> {
        PreferenceKey::ALL.into_iter().zip(&self.sections)
    }

    /// Returns the number that an option of a section has; `None` if the section has no such number.
    pub fn number(&self, key: PreferenceKey, option: &str) -> Option<Decimal> {
        match self.option(key, option)? {
            OptionValue::Number(number) => Some(*number),
            OptionValue::TimeOfDay(_) | OptionValue::Switch(_) => None,
        }
    }

    /// Returns whether an option of a section is on; `None` if the section has no such switch.
    pub fn switch(&self, key: PreferenceKey, option: &str) -> Option<bool> {
        match self.option(key, option)? {
            OptionValue::Switch(is_on) => Some(*is_on),
            OptionValue::Number(_) | OptionValue::TimeOfDay(_) => None,
        }
    }

    /// Returns the time of day, `HH:MM`, that an option of a section has; `None` if the section has no such
    /// option.
    pub fn time_of_day(&self, key: PreferenceKey, option: &str) -> Option<&str> {
        match self.option(key, option)? {
            OptionValue::TimeOfDay(time) => Some(time),
            OptionValue::Number(_) | OptionValue::Switch(_) => None,
        }
    }

    fn option(&self, key: PreferenceKey, option: &str) -> Option<&OptionValue> {
        let at = key.spec().options.iter().position(|spec| spec.name == option)?;
        self[key].options.get(at)
    }

    /// Returns the preferences with this value of an option; unchanged if the value is none that the
    /// option can have.
    #[must_use]
    pub fn with_option(mut self, key: PreferenceKey, option: &str, value: impl Into<Value>) -> Self {
        let place = key.spec().options.iter().position(|spec| spec.name == option);
        if let Some(place) = place
            && let Some(read) = OptionValue::of_stored(key.spec().options[place].kind, &value.into())
        {
            self[key].options[place] = read;
        }
        self
    }

    /// Reads what this or an earlier version of [`Preferences::to_stored`] wrote. A missing key has its
    /// default, and a key that the catalogue no longer has is dropped. `None` if it cannot be read.
    pub fn of_stored(text: &str) -> Option<Self> {
        let mut document = crate::json::object(text).ok()?;
        let mut preferences = Self::default();
        let choice = |value: Option<Value>| match value {
            None | Some(Value::Null) => Some(None),
            Some(Value::String(text)) => Some(Some(text)),
            Some(_) => None,
        };
        preferences.time_zone = choice(document.remove("timeZone"))?;
        preferences.language = choice(document.remove("language"))?;
        for (key, section) in PreferenceKey::ALL.into_iter().zip(&mut preferences.sections) {
            if let Some(stored) = document.remove(key.name()) {
                section.read_stored(key.spec(), stored)?;
            }
        }
        if let Some(stored) = document.remove("quietHours") {
            preferences.quiet_hours.read_stored(&stored)?;
        }
        if let Some(stored) = document.remove("lockScreen") {
            preferences.lock_screen = LockScreen::parse(stored.as_str()?)?;
        }
        Some(preferences)
    }

    /// Returns the stored form of the preferences.
    pub fn to_stored(&self) -> String {
        // String keys, strings and numbers: serializing them as JSON cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether the change from `before` to these preferences can change the time of a scheduled check.
    pub fn affects_schedule(&self, before: &Self) -> bool {
        let report = |preferences: &Self| {
            let (enabled, time) = preferences.report_time()?;
            Some((enabled, time.to_owned()))
        };
        self.time_zone != before.time_zone
            || self.quiet_hours != before.quiet_hours
            || report(self) != report(before)
    }

    /// Returns whether the daily report is switched on, and its time of day; `None` if the catalogue has no
    /// such section.
    pub fn report_time(&self) -> Option<(bool, &str)> {
        let key = PreferenceKey::DailyReport;
        Some((self[key].enabled, self.time_of_day(key, "time")?))
    }

    /// Returns the sections of critical (P0) types that these preferences weaken in comparison
    /// with `before`: sections that are switched off, have lost a channel, or have an option of which a lower
    /// value is weaker.
    pub fn weakened(&self, before: &Self) -> Vec<PreferenceKey> {
        let is_weaker = |key: &PreferenceKey| {
            let (now, then) = (&self[*key], &before[*key]);
            let is_lost = |channel: &Channel| !now.channels.contains(channel);
            let is_lower = |(at, spec): (usize, &crate::event::catalogue::OptionSpec)| match (
                now.options.get(at),
                then.options.get(at),
            ) {
                (Some(OptionValue::Number(now)), Some(OptionValue::Number(then))) => {
                    spec.weaker_when_lower && now < then
                }
                _ => false,
            };
            let warns_later = key.spec().options.iter().enumerate().any(is_lower);
            then.enabled && (!now.enabled || then.channels.iter().any(is_lost) || warns_later)
        };
        PreferenceKey::critical().filter(is_weaker).collect()
    }

    /// Returns the mandatory sections that no longer have a channel outside the app, although they had one
    /// in `before`.
    pub fn in_app_only(&self, before: &Self) -> Vec<PreferenceKey> {
        let has_external = |preferences: &Self, key: PreferenceKey| {
            preferences[key].channels.iter().any(|channel| *channel != Channel::Websocket)
        };
        PreferenceKey::mandatory()
            .filter(|key| !has_external(self, *key) && has_external(before, *key))
            .collect()
    }

    /// Whether e-mail is switched on for a section that did not use it in `before`.
    pub fn switches_email_on(&self, before: &Self) -> bool {
        let has_email = |preferences: &Self, key: PreferenceKey| {
            let section = &preferences[key];
            section.enabled && section.channels.contains(&Channel::Email)
        };
        PreferenceKey::ALL.into_iter().any(|key| has_email(self, key) && !has_email(before, key))
    }

    /// Returns the preferences without `channel` in the section `key`.
    #[must_use]
    pub fn without(mut self, key: PreferenceKey, channel: Channel) -> Self {
        self[key].channels.retain(|chosen| *chosen != channel);
        self
    }

    /// Returns what applies to the type of this row. A type without a section has all channels.
    pub fn section_of(&self, row: &Row) -> Chosen<'_> {
        match row.preference {
            Some(key) => self.section(key),
            None => Chosen { enabled: true, channels: &Channel::ALL },
        }
    }

    /// Returns the switch and the channels of the section with this key.
    pub fn section(&self, key: PreferenceKey) -> Chosen<'_> {
        let section = &self[key];
        Chosen { enabled: section.enabled, channels: &section.channels }
    }
}

impl Section {
    /// Takes over what was stored; `None` if it cannot be read.
    fn read_stored(&mut self, spec: &SectionSpec, stored: Value) -> Option<()> {
        let Value::Object(mut stored) = stored else { return None };
        if let Some(enabled) = stored.remove("enabled").filter(|_| !spec.mandatory) {
            self.enabled = enabled.as_bool()?;
        }
        if let Some(channels) = stored.remove("channels") {
            let channels = channels.as_array()?.iter().map(|name| Channel::parse(name.as_str()?));
            self.channels = channels.collect::<Option<_>>()?;
        }
        for (option, place) in spec.options.iter().zip(&mut self.options) {
            if let Some(value) = stored.remove(option.name) {
                *place = OptionValue::of_stored(option.kind, &value)?;
            }
        }
        Some(())
    }
}

impl QuietHours {
    /// Takes over what was stored; `None` if it cannot be read.
    fn read_stored(&mut self, stored: &Value) -> Option<()> {
        let mut document = serde_json::to_value(&*self).ok()?;
        document.as_object_mut()?.extend(std::mem::take(stored.as_object().cloned().as_mut()?));
        *self = serde_json::from_value(document).ok()?;
        Some(())
    }
}

impl OptionValue {
    fn default_of(kind: OptionKind) -> Self {
        match kind {
            OptionKind::Number { default, .. } => Self::Number(default.into()),
            OptionKind::TimeOfDay { default } => Self::TimeOfDay(default.to_owned()),
            OptionKind::Switch { default } => Self::Switch(default),
        }
    }

    fn of_stored(kind: OptionKind, value: &Value) -> Option<Self> {
        match kind {
            OptionKind::Number { .. } => decimal::parse(value.as_number()?.as_str()).map(Self::Number),
            OptionKind::TimeOfDay { .. } => Some(Self::TimeOfDay(value.as_str()?.to_owned())),
            OptionKind::Switch { .. } => value.as_bool().map(Self::Switch),
        }
    }

    fn to_json(&self) -> Value {
        match self {
            // A number keeps its digits.
            Self::Number(number) => number.to_string().parse().map_or(Value::Null, Value::Number),
            Self::TimeOfDay(time) => Value::from(time.as_str()),
            Self::Switch(is_on) => Value::from(*is_on),
        }
    }
}

impl Serialize for Preferences {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("timeZone", &self.time_zone)?;
        map.serialize_entry("language", &self.language)?;
        for (key, section) in self.sections() {
            let spec = key.spec();
            let mut fields = Map::new();
            if !spec.mandatory {
                fields.insert("enabled".to_owned(), section.enabled.into());
            }
            let names: Vec<_> = section.channels.iter().map(|channel| channel.name()).collect();
            fields.insert("channels".to_owned(), names.into());
            for (option, value) in spec.options.iter().zip(&section.options) {
                // A switch that is as it is by default is left out, so that a document of a client that does not
                // know it is the same as ours.
                if *value != OptionValue::default_of(option.kind) || !matches!(value, OptionValue::Switch(_))
                {
                    fields.insert(option.name.to_owned(), value.to_json());
                }
            }
            map.serialize_entry(key.name(), &fields)?;
        }
        map.serialize_entry("quietHours", &self.quiet_hours)?;
        // The default is left out, as with switches.
        if self.lock_screen != LockScreen::default() {
            map.serialize_entry("lockScreen", self.lock_screen.name())?;
        }
        map.end()
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            time_zone: None,
            language: None,
            sections: PreferenceKey::ALL.map(|key| Section::default_of(key.spec())),
            quiet_hours: QuietHours { enabled: false, from: "23:00".to_owned(), to: "07:00".to_owned() },
            lock_screen: LockScreen::default(),
        }
    }
}

#[cfg(test)]
mod tests;
