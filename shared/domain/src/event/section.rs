//! The sections of the preferences, as the catalogue describes them.

use super::catalogue::{EventType, Priority};
use super::channel::Channel;

include!(concat!(env!("OUT_DIR"), "/sections.rs"));

/// A section of the preferences document, as the catalogue describes it.
#[derive(Debug)]
pub struct SectionSpec {
    /// The key in the preferences document.
    pub name: &'static str,
    /// The description: one sentence.
    pub doc: &'static str,
    /// Whether it has no switch.
    pub mandatory: bool,
    /// Whether it is switched on by default.
    pub enabled: bool,
    /// The default channels.
    pub channels: &'static [Channel],
    /// The options besides the switch and the channels, in display order.
    pub options: &'static [OptionSpec],
    /// The number of the section's name among the texts.
    pub(crate) texts: u16,
}

/// An option of a section.
#[derive(Debug)]
pub struct OptionSpec {
    /// The key in the section.
    pub name: &'static str,
    /// The description: one sentence.
    pub doc: &'static str,
    /// The values.
    pub kind: OptionKind,
    /// Whether a lower value weakens the section.
    pub weaker_when_lower: bool,
}

/// The values of an option, and its default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionKind {
    /// A number from `from` to `to`, both included.
    Number {
        /// The least number.
        from: u32,
        /// The greatest number.
        to: u32,
        /// The default.
        default: u32,
    },
    /// A time of day, `HH:MM`.
    TimeOfDay {
        /// The default.
        default: &'static str,
    },
    /// On or off.
    Switch {
        /// The default.
        default: bool,
    },
}

impl PreferenceKey {
    /// Returns the description of the section.
    pub fn spec(self) -> &'static SectionSpec {
        &SECTIONS[self as usize]
    }

    /// Returns the key in the preferences document.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// Returns the section with this key.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// Returns the sections that apply to a P0 type, in the order of the document.
    pub fn critical() -> impl Iterator<Item = Self> {
        let is_critical = |key: &Self| {
            let mut rows = EventType::ALL.iter().map(|event_type| event_type.row());
            rows.any(|row| row.priority == Priority::P0 && row.preference == Some(*key))
        };
        Self::ALL.into_iter().filter(is_critical)
    }

    /// Returns the sections that the trader cannot switch off, in the order of the document.
    pub fn mandatory() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|key| key.spec().mandatory)
    }
}
