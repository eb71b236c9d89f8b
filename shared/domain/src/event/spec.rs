//! What the catalogue says of a type's fields.

use std::time::Duration;

use super::catalogue::EventType;
use super::channel::Channel;
use crate::decimal::Range;

/// A comparison of a decimal with an option of the section; the event is only sent if it is true.
#[derive(Debug)]
pub struct Filter {
    /// The field.
    pub field: u8,
    /// The comparison.
    pub comparison: Comparison,
    /// The name of the option.
    pub option: &'static str,
}

/// How a field is compared with an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// The field is at least the option.
    AtLeast,
    /// The field is below the option.
    Below,
}

/// The repetition of push messages until the trader has seen the notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// The time between two messages.
    pub every: Duration,
    /// The number of messages after the first one.
    pub times: u8,
    /// The name of the section's option that switches it off; `None` if nothing does.
    pub option: Option<&'static str>,
}

/// The change by which a further event about the same is a notification again; see
/// [`LastNotified`](crate::routing::again::LastNotified).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// The field that is compared, a decimal.
    pub field: u8,
    /// The points by which it must have fallen.
    pub falls_by: u32,
}

/// Further channels of an event whose field has a value.
#[derive(Debug)]
pub struct When {
    /// The field.
    pub field: u8,
    /// The number of the word that it has.
    pub is: u8,
    /// The channels that are used at once.
    pub at_once: &'static [Channel],
    /// The channels of the ladder.
    pub ladder: &'static [Channel],
}

/// A field of the data.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the catalogue")]
pub struct FieldSpec {
    /// Its name.
    pub name: &'static str,
    /// The kind of its values.
    pub kind: FieldKind,
    /// What its value must be; completes the sentence "the field …".
    pub must: &'static str,
    /// Its description: one sentence.
    pub doc: &'static str,
    /// Whether it may be left out.
    pub optional: bool,
    /// The field with the asset or currency of an amount. They stand or fall together.
    pub unit: Option<u8>,
    /// The field with the number of decimals that are shown.
    pub scale: Option<u8>,
    /// Where it is a labelled detail.
    pub(crate) shown: Shown,
    /// Whether it is a labelled detail of an SMS.
    pub(crate) sms: bool,
    /// Whether it is shown without its sign, which the label tells.
    pub(crate) absolute: bool,
    /// Whether 0 means that there is no value.
    pub(crate) zero_is_none: bool,
    /// Whether a trader wrote it, so that only that trader may read it.
    pub trader_text: bool,
    /// The type whose notifications it counts.
    pub(crate) counts: Option<EventType>,
    /// The number of its label among the texts.
    pub(crate) label: u16,
    /// The number of its label in an SMS.
    pub(crate) sms_label: u16,
}

/// The messages in which a field is a labelled detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Nowhere; the sentence may have it.
    Nowhere,
    /// On all channels but SMS.
    Detail,
    /// As a detail, but not on a lock screen.
    FinePrint,
    /// Where the message is read outside the exchange's app.
    Reference,
}

/// The kind of a field's values.
#[derive(Debug, Clone, Copy)]
pub enum FieldKind {
    /// The exchange's ID of something.
    Id,
    /// The name of a market.
    Symbol,
    /// The name of an asset or currency.
    Asset,
    /// A text of at most this number of characters.
    Text(u16),
    /// An exact decimal.
    Decimal(Range),
    /// A number of things.
    Count,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A point in time.
    Time,
    /// A date.
    Day,
    /// A week.
    Week,
    /// An ISO 3166 country code of two letters.
    Country,
    /// The key of a section of the preferences.
    Section,
    /// Texts of at most this number of characters each.
    List(u16),
    /// A text of at most this number of characters for each of some languages.
    Texts(u16),
}
