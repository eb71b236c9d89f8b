//! The catalogue as the files say it.

use std::path::PathBuf;

use crate::problem::Placed;
use crate::texts::Texts;

/// The names of the channels, in the order of `domain`'s `Channel`.
pub(crate) const CHANNELS: [&str; 5] = ["websocket", "push", "telegram", "email", "sms"];

/// The optional fields that every type may carry, which no file declares.
pub(crate) const COMMON_FIELDS: [&str; 2] = ["account_id", "product"];

/// The push channels that a file may name. The fourth, `critical`, follows from the other keys of a type.
pub(crate) const PUSH_CHANNELS: [&str; 3] = ["trading", "funds", "news"];

/// The values of `product`.
pub(crate) const PRODUCTS: [&str; 6] = ["spot", "margin", "futures", "earn", "p2p", "card"];

/// The checked content of all files.
#[derive(Debug)]
pub struct Catalogue {
    /// The event types: ours in the order of [`crate::order`], then others by name.
    pub(crate) types: Vec<EventType>,
    /// The sections of the preferences, in display order.
    pub(crate) sections: Vec<Section>,
    /// The languages, English first.
    pub(crate) languages: Vec<Texts>,
}

/// One file of `events/`.
#[derive(Debug, Clone)]
pub(crate) struct EventType {
    pub(crate) name: String,
    pub(crate) file: PathBuf,
    pub(crate) doc: String,
    pub(crate) priority: &'static str,
    pub(crate) preference: Option<Placed<String>>,
    pub(crate) mandatory: bool,
    pub(crate) security: bool,
    pub(crate) channels: Vec<usize>,
    pub(crate) ladder: Vec<usize>,
    pub(crate) repeat: Option<Repeat>,
    /// Seconds.
    pub(crate) expires_after: u64,
    /// A field.
    pub(crate) expires_with: Option<usize>,
    /// Seconds.
    pub(crate) keep_for: u64,
    pub(crate) quiet_hours: &'static str,
    pub(crate) interruption: &'static str,
    pub(crate) severity: &'static str,
    /// Fields.
    pub(crate) collapse_by: Vec<usize>,
    /// Fields.
    pub(crate) burst_by: Vec<usize>,
    /// Names of types, and the field that links them, in this type.
    /// The older types, and the fields of which the first that is present links them.
    pub(crate) supersedes: Vec<(Placed<String>, Vec<usize>)>,
    pub(crate) again: Option<Again>,
    pub(crate) link: Option<String>,
    pub(crate) filter: Option<Filter>,
    /// Fields.
    pub(crate) push_data: Vec<usize>,
    /// The file's own; `None` if it names none.
    pub(crate) push_channel: Option<&'static str>,
    pub(crate) broadcast: bool,
    pub(crate) when: Vec<When>,
    pub(crate) fields: Vec<Field>,
    pub(crate) sample: Vec<(String, Sample)>,
}

impl EventType {
    pub(crate) fn field(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// Returns the push channel: `critical` for what is critical and for security notices, else its own, else
    /// that of its section, else `trading`.
    pub(crate) fn push_channel(&self, sections: &[Section]) -> &'static str {
        if self.interruption == "critical" || self.security {
            return "critical";
        }
        let key = self.preference.as_ref().map(|key| key.value.as_str());
        let section = sections.iter().find(|section| Some(section.key.value.as_str()) == key);
        let inherited = section.map_or(PUSH_CHANNELS[0], |section| section.push_channel);
        self.push_channel.unwrap_or(inherited)
    }
}

/// A field that is compared with an option of its section.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    pub(crate) field: usize,
    pub(crate) comparison: &'static str,
    pub(crate) option: Placed<String>,
}

/// The repetition of push messages.
#[derive(Debug, Clone)]
pub(crate) struct Repeat {
    /// Seconds.
    pub(crate) every: u64,
    pub(crate) times: u8,
    /// The option of the section that switches it off.
    pub(crate) option: Option<Placed<String>>,
}

/// The change by which a further event about the same is a notification again.
#[derive(Debug, Clone)]
pub(crate) struct Again {
    pub(crate) name: Placed<String>,
    pub(crate) field: usize,
    pub(crate) falls_by: u32,
}

/// Further channels, where a field has a value.
#[derive(Debug, Clone)]
pub(crate) struct When {
    pub(crate) field: usize,
    /// The index of the word.
    pub(crate) is: usize,
    pub(crate) channels: Vec<usize>,
    pub(crate) ladder: Vec<usize>,
}

/// A field of the data.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the file")]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) optional: bool,
    pub(crate) doc: String,
    pub(crate) unit: Option<usize>,
    pub(crate) scale: Option<usize>,
    pub(crate) shown: Shown,
    pub(crate) sms: bool,
    pub(crate) absolute: bool,
    pub(crate) zero_is_none: bool,
    pub(crate) trader_text: bool,
    /// The type whose `.count` names this number in `$counts`.
    pub(crate) counts: Option<Placed<String>>,
}

/// The messages in which a field is a labelled detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shown {
    Nowhere,
    Detail,
    FinePrint,
    Reference,
}

/// The kind of a field's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Id,
    Symbol,
    Asset,
    Text(u16),
    Decimal(Range),
    Count,
    OneOf(Vec<String>),
    Time,
    Day,
    Week,
    Country,
    Section,
    List(u16),
    Texts(u16),
}

/// The range of a decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Range {
    Any,
    AboveZero,
    FromZero,
    Within(u32, u32),
}

/// A value of a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sample {
    Text(String),
    /// An integer or a decimal, as it is written.
    Number(String),
    List(Vec<String>),
    Texts(Vec<(String, String)>),
}

/// A section of the preferences.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    pub(crate) key: Placed<String>,
    pub(crate) doc: String,
    pub(crate) mandatory: bool,
    pub(crate) enabled: bool,
    pub(crate) channels: Vec<usize>,
    pub(crate) push_channel: &'static str,
    pub(crate) options: Vec<SectionOption>,
}

/// An option of a section besides its switch and its channels.
#[derive(Debug, Clone)]
pub(crate) struct SectionOption {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) kind: OptionKind,
    /// Whether a lower value weakens the section.
    pub(crate) weaker_when_lower: bool,
}

/// The values of an option, and its default.
#[derive(Debug, Clone)]
pub(crate) enum OptionKind {
    Number { from: u32, to: u32, default: u32 },
    TimeOfDay { default: String },
    Switch { default: bool },
}

/// Returns a name as the variant of an enum: `order_filled` as `OrderFilled`, `liquidationWarning` as
/// `LiquidationWarning`, `pt-br` as `PtBr`.
pub(crate) fn variant(name: &str) -> String {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    name.split(['_', '-']).map(capitalised).collect()
}

/// Returns the names of the fields by which newer types supersede the type of this name, in their order:
/// what an event is about is the first of them that it has. Of several links the longest says them all.
pub(crate) fn linking_fields<'t>(types: &'t [EventType], older: &str) -> Vec<&'t str> {
    let mut longest = Vec::new();
    for newer in types {
        for (_, by) in newer.supersedes.iter().filter(|(other, _)| other.value == older) {
            if by.len() > longest.len() {
                longest = by.iter().map(|by| newer.fields[*by].name.as_str()).collect();
            }
        }
    }
    longest
}
