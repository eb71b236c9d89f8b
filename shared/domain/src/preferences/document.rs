//! The document of the preferences that a trader puts. It is accepted as a whole, or rejected with the path
//! of its first fault.

use rust_decimal::Decimal;
use serde_json::Value;

use super::{LockScreen, OptionValue, Preferences, QuietHours, Section};
use crate::decimal::{self, Range};
use crate::event::catalogue::{Channel, OptionKind, PreferenceKey, SectionSpec};
use crate::json::{Field as _, FieldError, Object};
use crate::locale::{self, is_language_tag};
use crate::preferences::time_of_day::{time_of_day, time_of_day_schema};
use crate::schema::Schema;

/// The preferences that a trader puts. A section that they leave out keeps what it had, so that a new
/// section never breaks a client that does not know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreferencesUpdate {
    time_zone: Option<String>,
    language: Option<String>,
    sections: Vec<(PreferenceKey, SectionUpdate)>,
    quiet_hours: QuietHours,
    /// `None` keeps what it was.
    lock_screen: Option<LockScreen>,
}

/// A section that a trader puts. A switch among its options that is left out keeps what it had, so that a new
/// switch breaks no client either.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SectionUpdate {
    enabled: bool,
    channels: Vec<Channel>,
    /// The options, in the order of the catalogue.
    options: Vec<Option<OptionValue>>,
}

impl PreferencesUpdate {
    /// Reads the document at `path` of its message. It has the zone, the language, the quiet hours and any
    /// sections, each with all its keys, and no other keys. Of several faults the first in the contract's
    /// order is returned; unknown keys of an object come after its known ones.
    ///
    /// # Errors
    /// The path of the first fault and its reason. Not retryable.
    pub fn of_document(document: &Value, path: &str) -> Result<Self, FieldError> {
        Self::read(Object::new(document.clone(), path)?)
    }

    /// Reads the document as [`PreferencesUpdate::of_document`] does.
    ///
    /// # Errors
    /// Those of [`PreferencesUpdate::of_document`]. Not retryable.
    pub(crate) fn read(mut document: Object) -> Result<Self, FieldError> {
        let time_zone = document.choice("timeZone", time_zone)?;
        let language = document.choice("language", language)?;
        let mut sections = Vec::new();
        for key in PreferenceKey::ALL {
            if document.has(key.name()) {
                sections.push((key, document.section(key.name(), |section| section.settings(key.spec()))?));
            }
        }
        let quiet_hours = document.section("quietHours", quiet_hours)?;
        let lock_screen = document.has("lockScreen").then(|| lock_screen(&mut document)).transpose()?;
        document.end()?;
        Ok(Self { time_zone, language, sections, quiet_hours, lock_screen })
    }

    /// Returns the preferences `before` with this update.
    pub fn over(self, before: &Preferences) -> Preferences {
        let Self { time_zone, language, sections, quiet_hours, lock_screen } = self;
        let lock_screen = lock_screen.unwrap_or(before.lock_screen);
        let mut preferences = Preferences { time_zone, language, quiet_hours, lock_screen, ..before.clone() };
        for (key, SectionUpdate { enabled, channels, options }) in sections {
            let kept = std::mem::take(&mut preferences[key].options);
            let options = options.into_iter().zip(kept).map(|(put, kept)| put.unwrap_or(kept)).collect();
            preferences[key] = Section { enabled, channels, options };
        }
        preferences
    }
}

impl Preferences {
    /// Returns the JSON Schema of what [`PreferencesUpdate::of_document`] accepts and of what is
    /// returned to the trader, which has all sections.
    pub fn schema() -> Schema {
        let zone = locale::zone_schema().or_null().described(
            "Name of a time zone of the IANA database, such as Europe/Vienna; null for the time zone of \
             the profile.",
        );
        let language = locale::language_tag_schema()
            .or_null()
            .described("Language tag (BCP 47), such as de or pt-BR; null for the language of the profile.");
        let quiet_hours = Schema::object()
            .required("enabled", Schema::boolean().described("Whether quiet hours apply."))
            .required(
                "from",
                time_of_day_schema().described("First quiet minute, as HH:MM in the trader's time zone."),
            )
            .required("to", time_of_day_schema().described(QUIET_TO))
            .closed();
        let document = Schema::object().required("timeZone", zone).required("language", language);
        PreferenceKey::ALL
            .into_iter()
            .fold(document, |document, key| document.optional(key.name(), section_schema(key.spec())))
            .required(
                "quietHours",
                quiet_hours.described(
                    "Quiet hours, during which only notifications of class P0 interrupt the trader.",
                ),
            )
            .optional(
                "lockScreen",
                Schema::one_of_words(LockScreen::ALL.map(LockScreen::name)).described(
                    "How much of a notification a push message shows: everything (the default), or only its \
                     kind, without names and amounts.",
                ),
            )
            .closed()
            .described(
                "A trader's notification preferences. A section that is left out keeps what it has; no other \
                 keys are allowed.",
            )
    }
}

const QUIET_TO: &str = "First minute that is no longer quiet, as HH:MM in the trader's time zone; on the \
    next day if it is earlier than from. It must not be the same as from.";

fn channels_schema() -> Schema {
    Schema::list(Schema::one_of_words(Channel::ALL.map(Channel::name)))
        .with("uniqueItems", true)
        .described("Channels on which these notifications are sent, in any order.")
}

fn section_schema(spec: &SectionSpec) -> Schema {
    let section = Schema::object();
    let section = if spec.mandatory {
        section
    } else {
        section.required("enabled", Schema::boolean().described("Whether these notifications are sent."))
    };
    let option = |section: Schema, option: &crate::event::catalogue::OptionSpec| {
        let schema = match option.kind {
            OptionKind::Number { from, to, .. } => number_schema((from, to), option.doc),
            OptionKind::TimeOfDay { .. } => time_of_day_schema().described(option.doc),
            OptionKind::Switch { .. } => {
                return section.optional(option.name, Schema::boolean().described(option.doc));
            }
        };
        section.required(option.name, schema)
    };
    let section = section.required("channels", channels_schema()).described(spec.doc);
    spec.options.iter().fold(section, option).closed()
}

fn number_schema((from, to): (u32, u32), what: &str) -> Schema {
    Range::Within(from, to).number().described(what)
}

fn time_zone(text: &str) -> Result<(), &'static str> {
    let is_known = locale::zone(text).is_some();
    is_known.then_some(()).ok_or("must be null or a time zone of the IANA database such as Europe/Vienna")
}

fn language(text: &str) -> Result<(), &'static str> {
    is_language_tag(text).then_some(()).ok_or("must be null or a language tag such as de or pt-BR")
}

fn lock_screen(document: &mut Object) -> Result<LockScreen, FieldError> {
    const KEY: &str = "lockScreen";
    let choice = document.value(KEY)?.as_str().and_then(LockScreen::parse);
    choice.ok_or_else(|| document.bad(KEY, "must be full or redacted"))
}

/// Reads the quiet hours. A window from a minute to the same minute could mean the whole day or nothing.
/// Because this is ambiguous, it is rejected even if quiet hours are switched off.
fn quiet_hours(section: &mut Object) -> Result<QuietHours, FieldError> {
    let hours = QuietHours {
        enabled: section.switch("enabled")?,
        from: section.time_of_day("from")?,
        to: section.time_of_day("to")?,
    };
    if hours.from == hours.to { Err(section.bad("to", "must not be the same as from")) } else { Ok(hours) }
}

impl Object {
    /// Returns a string or null. `check` returns the requirement that an invalid string breaks.
    fn choice(
        &mut self,
        key: &'static str,
        check: fn(&str) -> Result<(), &'static str>,
    ) -> Result<Option<String>, FieldError> {
        match self.value(key)? {
            Value::Null => Ok(None),
            Value::String(text) => match check(&text) {
                Ok(()) => Ok(Some(text)),
                Err(must) => Err(self.bad(key, must)),
            },
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                Err(self.bad(key, "must be a text or null"))
            }
        }
    }

    /// Reads a section of the catalogue.
    fn settings(&mut self, spec: &'static SectionSpec) -> Result<SectionUpdate, FieldError> {
        let enabled = if spec.mandatory { true } else { self.switch("enabled")? };
        let channels = self.channels()?;
        let mut options = Vec::with_capacity(spec.options.len());
        for option in spec.options {
            options.push(match option.kind {
                OptionKind::Number { from, to, .. } => {
                    Some(OptionValue::Number(self.number(option.name, (from, to))?))
                }
                OptionKind::TimeOfDay { .. } => Some(OptionValue::TimeOfDay(self.time_of_day(option.name)?)),
                OptionKind::Switch { .. } if !self.has(option.name) => None,
                OptionKind::Switch { .. } => Some(OptionValue::Switch(self.switch(option.name)?)),
            });
        }
        Ok(SectionUpdate { enabled, channels, options })
    }

    fn switch(&mut self, key: &'static str) -> Result<bool, FieldError> {
        let value = self.value(key)?;
        bool::read(value).map_err(|must| self.bad(key, must))
    }

    fn channels(&mut self) -> Result<Vec<Channel>, FieldError> {
        const KEY: &str = "channels";
        let Value::Array(names) = self.value(KEY)? else { return Err(self.bad(KEY, "must be a list")) };
        let mut channels = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let bad = |must: &str| self.bad(&format!("{KEY}.{index}"), must);
            let channel = name
                .as_str()
                .and_then(Channel::parse)
                .ok_or_else(|| bad("must be websocket, push, telegram, email or sms"))?;
            if channels.contains(&channel) {
                return Err(bad("must not occur twice"));
            }
            channels.push(channel);
        }
        Ok(channels)
    }

    /// Returns a JSON number with every digit that was written.
    fn number(&mut self, key: &'static str, (from, to): (u32, u32)) -> Result<Decimal, FieldError> {
        let value = self.value(key)?;
        let number = value.as_number().and_then(|number| decimal::parse(number.as_str()));
        number
            .filter(|number| (Decimal::from(from)..=Decimal::from(to)).contains(number))
            .ok_or_else(|| self.bad(key, format!("must be a number from {from} to {to}")))
    }

    fn time_of_day(&mut self, key: &'static str) -> Result<String, FieldError> {
        match self.value(key)? {
            Value::String(text) if time_of_day(&text).is_some() => Ok(text),
            _ => Err(self.bad(key, "must be a time of day from 00:00 to 23:59, as HH:MM")),
        }
    }
}
