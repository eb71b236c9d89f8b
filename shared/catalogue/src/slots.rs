//! The list of all parts of all messages, which each language has to fill, and the variables of each.

use std::rc::Rc;

use crate::model::{EventType, Kind, Section, Shown};

/// A part of a message: its value, or an attribute.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    /// The message's name.
    pub(crate) message: String,
    /// The attribute's name; `None` for the message's value.
    pub(crate) part: Option<String>,
    /// Whether English may leave it out; other languages then leave it out too.
    pub(crate) is_optional: bool,
    /// The maximum length in characters, with the sample's data.
    pub(crate) limit: Option<usize>,
    pub(crate) scope: Rc<Scope>,
}

impl Slot {
    /// Returns the name as it is written in a file.
    pub(crate) fn name(&self) -> String {
        match &self.part {
            Some(part) => format!("{}.{part}", self.message),
            None => self.message.clone(),
        }
    }
}

/// The variables of a part; their positions are their numbers.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    pub(crate) variables: Vec<Variable>,
    /// The type whose sample gives the variables' values.
    pub(crate) event_type: Option<String>,
}

/// A variable.
#[derive(Debug, Clone)]
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) kind: VariableKind,
    pub(crate) is_optional: bool,
}

/// The uses of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum VariableKind {
    /// Inserted as text.
    Text,
    /// Text that is also compared with the keys of a selector.
    Key,
    /// A decimal.
    Decimal,
    /// A number of things.
    Count,
    /// An integer that is inserted without separators.
    Integer,
    /// Only compared.
    OneOf(Vec<String>),
    Week,
}

/// The maximum length of a title in characters; about a line of a lock screen, with the app's name.
const TITLE: usize = 40;
/// The maximum length of a subject in characters: the limit of a push's title.
const SUBJECT: usize = 50;
/// The maximum length of a push's body in characters.
const SHORT: usize = 178;

/// The parts of a type's message, in the order of their numbers: number 0 is the value.
pub(crate) const TYPE_PARTS: [(Option<&str>, bool, Option<usize>); 7] = [
    (None, false, None),
    (Some("title"), false, Some(TITLE)),
    (Some("subject"), true, Some(SUBJECT)),
    (Some("short"), false, Some(SHORT)),
    (Some("sms"), false, None),
    (Some("more"), true, None),
    (Some("count"), false, None),
];

type Fixed = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

/// The messages that are no type's: name, attributes, and variables with their kinds. `?` marks an optional
/// variable.
const FIXED: &[Fixed] = &[
    ("language-name", &[""], &[]),
    ("language-direction", &[""], &[]),
    (
        "date",
        &[""],
        &[
            ("day", "integer"),
            ("month", "integer"),
            ("year", "integer"),
            ("day2", "text"),
            ("month2", "text"),
        ],
    ),
    ("date-time", &[""], &[("date", "text"), ("time", "text"), ("zone", "key")]),
    ("zone", &[""], &[("date", "text"), ("time", "text"), ("zone", "key")]),
    ("list-separator", &[""], &[]),
    ("sentence-separator", &[""], &[]),
    ("sentence-end", &[""], &[]),
    ("detail", &[""], &[("label", "text"), ("value", "text")]),
    (
        "quiet_hours_summary",
        &["", "title", "short", "sms", "expired"],
        &[("size", "count"), ("counts", "text?"), ("expired", "count")],
    ),
    ("quiet_hours_summary", &["count"], &[("count", "count")]),
    (
        "merged_notifications",
        &["", "title", "short", "sms", "expired"],
        &[("size", "count"), ("groups", "text"), ("others", "count"), ("expired", "count")],
    ),
    ("merged_notifications", &["group"], &[("counted", "text"), ("subject", "text")]),
    ("merged_notifications", &["count"], &[("count", "count")]),
    ("email-greeting", &[""], &[]),
    ("email-footer", &[""], &[]),
    ("email-unsubscribe", &[""], &[]),
    ("email-open", &[""], &[]),
    ("email-ack", &[""], &[]),
    ("email-support", &[""], &[]),
    ("anti-phishing", &[""], &[("code", "text")]),
    ("push-redacted", &["", "title"], &[]),
    ("push-ack", &[""], &[]),
    ("telegram-ask-linked", &[""], &[("account", "text"), ("elsewhere", "yes or no")]),
    ("telegram-ask-moved", &[""], &[("account", "text"), ("elsewhere", "yes or no")]),
    ("telegram-linked", &[""], &[("account", "text")]),
    ("telegram-bad-code", &[""], &[]),
    ("telegram-unlinked", &[""], &[]),
    ("telegram-nothing-to-confirm", &[""], &[]),
    ("telegram-how-to", &[""], &[]),
    ("telegram-try-again", &[""], &[]),
    ("telegram-yes", &[""], &[]),
    ("telegram-no", &[""], &[]),
    ("telegram-yes-words", &[""], &[]),
    ("telegram-no-words", &[""], &[]),
    ("telegram-seen", &[""], &[]),
    ("telegram-seen-on", &[""], &[("channel", "key"), ("time", "text")]),
    ("telegram-ok-words", &[""], &[]),
    ("telegram-nothing-to-ack", &[""], &[]),
    ("telegram-snoozed", &[""], &[("until", "text")]),
    ("telegram-snooze-ended", &[""], &[]),
    ("telegram-snooze-usage", &[""], &[]),
    ("telegram-reachable", &[""], &[("channels", "text")]),
    ("telegram-quiet-hours", &[""], &[("from", "text"), ("to", "text"), ("zone", "text")]),
    ("telegram-quiet-off", &[""], &[]),
    ("telegram-quiet-usage", &[""], &[]),
    ("channel-name", &[""], &[("channel", "key")]),
    ("unsubscribe-ask", &["", "title", "button"], &[]),
    ("unsubscribe-done", &["", "title"], &[]),
    ("unsubscribe-ended", &["", "title"], &[]),
    ("unsubscribe-outdated", &["", "title"], &[]),
    ("unsubscribe-mandatory", &["", "title"], &[]),
    ("ack-ask", &["", "title", "button"], &[]),
    ("ack-done", &[""], &[]),
    ("ack-ended", &["", "title"], &[]),
    ("ack-failed", &[""], &[]),
    ("ack-no-script", &[""], &[]),
];

/// Returns all parts: those that are no type's, those of the sections, then those of the types.
pub(crate) fn all(types: &[EventType], sections: &[Section]) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (message, parts, variables) in FIXED {
        let scope = Rc::new(Scope {
            variables: variables.iter().map(|(name, kind)| fixed_variable(name, kind)).collect(),
            event_type: None,
        });
        slots.extend(parts.iter().map(|part| Slot {
            message: (*message).to_owned(),
            part: Some((*part).to_owned()).filter(|part| !part.is_empty()),
            is_optional: false,
            limit: (*part == "title" && message.contains('_')).then_some(TITLE),
            scope: Rc::clone(&scope),
        }));
    }
    let nothing = Rc::new(Scope::default());
    for section in sections {
        let options = section.options.iter().map(|option| Some(option.name.clone()));
        for part in [None, Some("in-sentence".to_owned())].into_iter().chain(options) {
            slots.push(Slot {
                message: section_message(&section.key.value),
                part,
                is_optional: false,
                limit: None,
                scope: Rc::clone(&nothing),
            });
        }
    }
    for event_type in types {
        slots.extend(of_type(event_type));
    }
    slots
}

/// Returns the name of a section's message.
pub(crate) fn section_message(key: &str) -> String {
    format!("section-{key}")
}

fn of_type(event_type: &EventType) -> Vec<Slot> {
    let scope =
        Rc::new(Scope { variables: variables(event_type), event_type: Some(event_type.name.clone()) });
    let count = Rc::new(Scope { variables: vec![fixed_variable("count", "count")], event_type: None });
    let slot = |part: Option<String>, is_optional, limit| Slot {
        message: event_type.name.clone(),
        scope: Rc::clone(if part.as_deref() == Some("count") { &count } else { &scope }),
        part,
        is_optional,
        limit,
    };
    let parts =
        TYPE_PARTS.map(|(part, is_optional, limit)| slot(part.map(str::to_owned), is_optional, limit));
    let labels = event_type.fields.iter().flat_map(|field| {
        let label = (field.shown != Shown::Nowhere).then(|| field.name.clone());
        label.into_iter().chain(field.sms.then(|| sms_label(&field.name)))
    });
    parts.into_iter().chain(labels.map(|part| slot(Some(part), false, None))).collect()
}

/// Returns the name of the attribute that labels a field in an SMS.
pub(crate) fn sms_label(field: &str) -> String {
    format!("{field}-sms")
}

/// Returns the variables of a type's texts: its fields, then `counts` if it has counted fields.
fn variables(event_type: &EventType) -> Vec<Variable> {
    let fields = event_type.fields.iter().map(|field| Variable {
        name: field.name.clone(),
        is_optional: field.optional || field.zero_is_none,
        kind: match &field.kind {
            Kind::Decimal(_) => VariableKind::Decimal,
            Kind::Count => VariableKind::Count,
            Kind::OneOf(words) => VariableKind::OneOf(words.clone()),
            Kind::Week => VariableKind::Week,
            Kind::Id
            | Kind::Symbol
            | Kind::Asset
            | Kind::Text(_)
            | Kind::Time
            | Kind::Day
            | Kind::Country
            | Kind::Section
            | Kind::List(_)
            | Kind::Texts(_) => VariableKind::Text,
        },
    });
    let has_counts = event_type.fields.iter().any(|field| field.counts.is_some());
    fields.chain(has_counts.then(|| fixed_variable("counts", "text?"))).collect()
}

fn fixed_variable(name: &str, kind: &str) -> Variable {
    let (kind, is_optional) = kind.strip_suffix('?').map_or((kind, false), |kind| (kind, true));
    let kind = match kind {
        "count" => VariableKind::Count,
        "integer" => VariableKind::Integer,
        "key" => VariableKind::Key,
        "yes or no" => VariableKind::OneOf(vec!["no".to_owned(), "yes".to_owned()]),
        _ => VariableKind::Text,
    };
    Variable { name: name.to_owned(), kind, is_optional }
}
