//! The text of an event: the catalogue's sentence for the channel, and the details after it.

use rust_decimal::Decimal;

use super::names;
use super::number::Number;
use super::parts::{Body, Parts};
use super::table::{self, Function, Selected, Variables, message};
use super::unlinked::unlinked;
use super::user_text::sanitize_user_text;
use super::values::{self, Value, write};
use crate::event::catalogue::{Channel, EventType, FieldKind, FieldSpec, PreferenceKey, Shown};
use crate::event::data::{FieldValue, Fields};
use crate::locale::{Language, Locale};

/// The places of the parts of a type's text after its first one.
pub(super) const TITLE: u16 = 1;
const SUBJECT: u16 = 2;
const SHORT: u16 = 3;
const SMS: u16 = 4;
const MORE: u16 = 5;
const COUNT: u16 = 6;

/// Returns the text of the event on this channel.
pub(super) fn render(fields: &Fields, channel: Channel, locale: &Locale) -> Parts {
    let language = locale.language;
    let texts = fields.event_type().row().texts;
    let variables = EventVariables { fields, channel, locale };
    let text = |part: u16, capacity: usize| {
        let mut out = String::with_capacity(capacity);
        table::render(language, texts + part, &variables, &mut out);
        out
    };
    let subject = || text(if table::has(language, texts + SUBJECT) { SUBJECT } else { TITLE }, 48);
    let (title, subject, part) = match channel {
        Channel::Websocket | Channel::Telegram => (text(TITLE, 32), String::new(), 0),
        Channel::Push => (subject(), String::new(), SHORT),
        Channel::Email => (text(TITLE, 32), subject(), 0),
        Channel::Sms => (String::new(), String::new(), SMS),
    };
    let mut body = Body::new(channel, language);
    table::render(language, texts + part, &variables, body.sentence());
    for shown in [Shown::Detail, Shown::FinePrint, Shown::Reference] {
        for (place, spec) in fields.specs().iter().enumerate() {
            let place = u8::try_from(place).unwrap_or(u8::MAX);
            let label = match (channel, shown) {
                (Channel::Sms, Shown::Detail) if spec.sms => spec.sms_label,
                (Channel::Sms, _) => continue,
                _ if spec.shown != shown || !is_shown(shown, channel) => continue,
                _ => spec.label,
            };
            let mut value = String::new();
            variables.write_field(place, spec, spec.absolute, &mut value);
            if value.is_empty() {
                continue;
            }
            let mut named = String::new();
            table::render(language, label, &variables, &mut named);
            body.detail(named, value);
        }
    }
    if channel != Channel::Sms && table::has(language, texts + MORE) {
        table::render(language, texts + MORE, &variables, body.sentence());
    }
    body.finish(title, subject)
}

/// Whether the channel has room for these details.
fn is_shown(shown: Shown, channel: Channel) -> bool {
    match (shown, channel) {
        (_, Channel::Sms) | (Shown::Nowhere, _) => false,
        (Shown::Detail, _) => true,
        (Shown::FinePrint, channel) => channel != Channel::Push,
        (Shown::Reference, channel) => matches!(channel, Channel::Telegram | Channel::Email),
    }
}

/// Returns a number of notifications of a type, such as `3 fills`.
pub(super) fn counted(language: Language, event_type: EventType, count: u64) -> String {
    let message = match event_type {
        EventType::Summary => message::QUIET_HOURS_SUMMARY_COUNT,
        EventType::Merged => message::MERGED_NOTIFICATIONS_COUNT,
        exchanges => exchanges.row().texts + COUNT,
    };
    values::with(language, message, &[Value::Count(count)])
}

/// Returns these numbers of notifications as a list; `None` if all are zero.
pub(super) fn counts(
    language: Language,
    counts: impl IntoIterator<Item = (EventType, u64)>,
) -> Option<String> {
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let list: Vec<_> = counts.map(|(event_type, count)| counted(language, event_type, count)).collect();
    let separator = table::phrase(language, message::LIST_SEPARATOR);
    (!list.is_empty()).then(|| list.join(separator))
}

/// The fields of an event as the variables of its texts.
struct EventVariables<'a> {
    fields: &'a Fields,
    channel: Channel,
    locale: &'a Locale,
}

impl EventVariables<'_> {
    /// Returns the numbers that the event counts as a list.
    fn counts(&self) -> Option<String> {
        let counted = self.fields.iter().filter_map(|(spec, value)| match value {
            FieldValue::Count(count) => Some((spec.counts?, *count)),
            _ => None,
        });
        counts(self.locale.language, counted)
    }

    /// Returns a decimal as it is shown; `None` if it is zero and that means that there is none.
    fn decimal(&self, spec: &FieldSpec, decimal: Decimal, is_absolute: bool) -> Option<Number> {
        if spec.zero_is_none && decimal.is_zero() {
            return None;
        }
        let decimal = if is_absolute { decimal.abs() } else { decimal };
        let scale = spec.scale.and_then(|place| match self.fields.at(place) {
            Some(FieldValue::Count(scale)) => u32::try_from(*scale).ok(),
            _ => None,
        });
        let decimal = scale.map_or(decimal, |scale| with_decimals(decimal, scale));
        Some(Number::new(decimal, self.locale.language.separators()))
    }

    /// Returns a text of the exchange or of a trader on one line; `None` if nothing remains. Outside the app
    /// no part of a trader's text may become a link. In the app the client shows text as text.
    fn free_text(&self, spec: &FieldSpec, text: &str) -> Option<String> {
        let text = sanitize_user_text(text)?;
        Some(match self.channel {
            Channel::Push | Channel::Telegram | Channel::Email | Channel::Sms if spec.trader_text => {
                unlinked(&text)
            }
            Channel::Websocket | Channel::Push | Channel::Telegram | Channel::Email | Channel::Sms => text,
        })
    }

    /// Appends the value of a field; nothing if it is absent.
    fn write_field(&self, place: u8, spec: &FieldSpec, is_absolute: bool, out: &mut String) {
        let Some(value) = self.fields.at(place) else { return };
        let language = self.locale.language;
        match (value, spec.kind) {
            (FieldValue::Decimal(decimal), _) => {
                let Some(number) = self.decimal(spec, *decimal, is_absolute) else { return };
                write(out, &number);
                if let Some(FieldValue::Text(unit)) = spec.unit.and_then(|unit| self.fields.at(unit)) {
                    out.push(' ');
                    out.push_str(unit);
                }
            }
            (FieldValue::Count(count), _) => write(out, &Number::new(*count, language.separators())),
            (FieldValue::Time(time), _) => out.push_str(&values::date_time(self.locale, *time)),
            (FieldValue::Text(text), FieldKind::Symbol | FieldKind::Asset | FieldKind::Country) => {
                out.push_str(text);
            }
            (FieldValue::Text(text), FieldKind::Day) => match text.parse() {
                Ok(date) => out.push_str(&values::date(language, date)),
                Err(_) => out.push_str(text),
            },
            (FieldValue::Text(text), FieldKind::Section) => match PreferenceKey::parse(text) {
                Some(key) => out.push_str(names::section_in_sentence(language, key)),
                None => out.push_str(&sanitize_user_text(text).unwrap_or_default()),
            },
            (FieldValue::Text(text), _) => out.push_str(&self.free_text(spec, text).unwrap_or_default()),
            (FieldValue::List(list), _) => {
                let list: Vec<_> = list.iter().filter_map(|text| self.free_text(spec, text)).collect();
                out.push_str(&list.join(table::phrase(language, message::LIST_SEPARATOR)));
            }
            (FieldValue::Texts(texts), _) => {
                let of = |language: Language| {
                    texts.iter().find(|(tag, _)| Language::of_tag(tag) == Some(language))
                };
                let chosen = of(language).or_else(|| of(Language::default())).or(texts.first());
                let text = chosen.and_then(|(_, text)| self.free_text(spec, text));
                out.push_str(&text.unwrap_or_default());
            }
            (FieldValue::Word(_), _) => {}
        }
    }
}

impl Variables for EventVariables<'_> {
    fn write(&self, variable: u8, function: Function, out: &mut String) {
        let Some(spec) = self.fields.specs().get(usize::from(variable)) else {
            out.push_str(&self.counts().unwrap_or_default());
            return;
        };
        match (function, self.fields.at(variable)) {
            (Function::Week | Function::Year, Some(FieldValue::Text(week))) => {
                // Every week has this separator, so the fallback is never used.
                let (year, number) = week.split_once("-W").unwrap_or((week, ""));
                out.push_str(if function == Function::Year { year } else { number });
            }
            _ => self.write_field(variable, spec, function == Function::Absolute, out),
        }
    }

    fn select(&self, variable: u8, function: Function) -> Selected<'_> {
        let Some(spec) = self.fields.specs().get(usize::from(variable)) else {
            return self.counts().map_or(Selected::Absent, |_| Selected::Present);
        };
        match (self.fields.at(variable), spec.kind) {
            (None, _) => Selected::Absent,
            (Some(FieldValue::Decimal(decimal)), _) => {
                if spec.zero_is_none && decimal.is_zero() {
                    Selected::Absent
                } else if function == Function::Sign {
                    Selected::Sign(if decimal.is_zero() {
                        1
                    } else if decimal.is_sign_negative() {
                        0
                    } else {
                        2
                    })
                } else {
                    Selected::Present
                }
            }
            (Some(FieldValue::Count(count)), _) => Selected::Number(*count),
            (Some(FieldValue::Word(word)), _) => Selected::Word(*word),
            (Some(FieldValue::Text(text)), FieldKind::Text(_)) => {
                sanitize_user_text(text).map_or(Selected::Absent, |_| Selected::Present)
            }
            (Some(_), _) => Selected::Present,
        }
    }
}

/// Returns the decimal with this number of decimals. It keeps further digits unless they are zeros, because
/// no digit of an amount is ever dropped.
fn with_decimals(decimal: Decimal, scale: u32) -> Decimal {
    let mut shown = decimal.normalize();
    if shown.scale() < scale && scale <= 28 {
        shown.rescale(scale);
        // Too many digits for it: the value without the zeros is as good.
        if shown.scale() != scale {
            return decimal;
        }
    }
    shown
}
