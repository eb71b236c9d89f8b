//! Writes the tables as Rust for the crate `domain`, which includes them, and the texts as bytes.

use std::fmt::Write as _;

use crate::encode::{self, Blob};
use crate::model::{
    Catalogue, EventType, Field, Kind, OptionKind, Range, Sample, Section, Shown, linking_fields, variant,
};
use crate::sample;
use crate::slots::{self, Slot, TYPE_PARTS, section_message, sms_label};
use crate::texts::Texts;

/// The files that `domain` includes: names and contents.
#[derive(Debug)]
pub struct Generated {
    /// The name and the content of each file.
    pub files: Vec<(&'static str, Vec<u8>)>,
}

impl Catalogue {
    /// Returns the tables.
    ///
    /// # Errors
    /// The catalogue has more than the tables can number.
    pub fn generate(&self) -> Result<Generated, String> {
        let slots = slots::all(&self.types, &self.sections);
        let mut blob = Blob::default();
        let mut positions = Vec::new();
        for texts in &self.languages {
            let language: Result<Vec<_>, _> =
                texts.patterns.iter().map(|pattern| blob.add(pattern.as_ref())).collect();
            positions.push(language?);
        }
        let files = vec![
            ("event_types.rs", event_types(self, &slots).into_bytes()),
            ("sections.rs", sections(&self.sections, &slots).into_bytes()),
            ("languages.rs", languages(&self.languages).into_bytes()),
            ("texts.rs", texts(&slots, &positions).into_bytes()),
            ("texts.bin", blob.bytes),
        ];
        Ok(Generated { files })
    }
}

/// Writes a line; writing to a `String` cannot fail.
macro_rules! line {
    ($out:expr, $($format:tt)*) => {
        let _ = writeln!($out, $($format)*);
    };
}

fn slot(slots: &[Slot], message: &str, part: Option<&str>) -> usize {
    slots
        .iter()
        .position(|slot| slot.message == message && slot.part.as_deref() == part)
        .unwrap_or(usize::from(u16::MAX))
}

fn event_types(catalogue: &Catalogue, slots: &[Slot]) -> String {
    let types = &catalogue.types;
    let mut out = String::new();
    line!(out, "/// The types of the exchange's events, and our own summary and merged messages.");
    line!(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]");
    line!(out, "pub enum EventType {{");
    for event_type in types {
        line!(out, "    #[doc = {:?}]\n    {},", event_type.doc, variant(&event_type.name));
    }
    line!(
        out,
        "    /// A summary of the notifications that were deferred in quiet hours. The exchange cannot publish it."
    );
    line!(out, "    Summary,");
    line!(
        out,
        "    /// Deliveries above a recipient's limit, merged into one message. The exchange cannot publish it."
    );
    line!(out, "    Merged,\n}}\n");
    let variants: Vec<_> =
        types.iter().map(|event_type| format!("Self::{}", variant(&event_type.name))).collect();
    line!(out, "impl EventType {{");
    line!(out, "    /// Every type that the exchange can publish, in the catalogue's order.");
    line!(out, "    pub const ALL: &'static [Self] = &[{}];\n", variants.join(", "));
    line!(out, "    /// Returns the type with this name, if the exchange can publish it.");
    line!(out, "    pub fn parse(name: &str) -> Option<Self> {{\n        match name {{");
    for event_type in types {
        line!(out, "            {:?} => Some(Self::{}),", event_type.name, variant(&event_type.name));
    }
    line!(out, "            _ => None,\n        }}\n    }}\n");
    line!(
        out,
        "    /// Returns the sample of the catalogue, as the JSON of `data`; an empty object for our own messages."
    );
    line!(out, "    #[allow(clippy::match_same_arms, reason = \"generated\")]");
    line!(out, "    pub fn sample(self) -> &'static str {{\n        match self {{");
    for event_type in types {
        line!(
            out,
            "            Self::{} => {:?},",
            variant(&event_type.name),
            json(&event_type.sample, &event_type.fields)
        );
    }
    line!(out, "            Self::Summary | Self::Merged => \"{{}}\",\n        }}\n    }}\n}}\n");
    line!(
        out,
        "#[allow(clippy::unreadable_literal, clippy::duration_suboptimal_units, reason = \"generated\")]\nstatic ROWS: \
         [Row; {}] = [",
        types.len()
    );
    for event_type in types {
        row(&mut out, event_type, catalogue, slots);
    }
    line!(out, "];");
    out
}

/// Returns the fields of this type by which others supersede it; what it is about is the first that is
/// present.
fn superseded_by(types: &[EventType], event_type: &EventType) -> Vec<usize> {
    let names = linking_fields(types, &event_type.name);
    names.into_iter().filter_map(|name| event_type.field(name)).collect()
}

fn row(out: &mut String, event_type: &EventType, catalogue: &Catalogue, slots: &[Slot]) {
    let superseded_by = superseded_by(&catalogue.types, event_type);
    let name = variant(&event_type.name);
    let numbers = |list: &[usize]| list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let section = |key: &str| format!("PreferenceKey::{}", variant(key));
    line!(out, "    Row {{");
    line!(out, "        event_type: EventType::{name},");
    line!(out, "        name: {:?},", event_type.name);
    line!(out, "        doc: {:?},", event_type.doc);
    line!(out, "        priority: Priority::{},", event_type.priority.to_uppercase());
    line!(
        out,
        "        preference: {},",
        option(event_type.preference.as_ref().map(|key| section(&key.value)))
    );
    line!(out, "        mandatory: {},", event_type.mandatory);
    line!(out, "        security: {},", event_type.security);
    line!(out, "        quiet_handling: QuietHandling::{},", variant(event_type.quiet_hours));
    line!(out, "        at_once: &[{}],", channels(&event_type.channels));
    line!(out, "        ladder: &[{}],", channels(&event_type.ladder));
    let repeat = event_type.repeat.as_ref().map(|repeat| {
        let switch = option(repeat.option.as_ref().map(|option| format!("{:?}", option.value)));
        let (every, times) = (repeat.every, repeat.times);
        format!("Repeat {{ every: Duration::from_secs({every}), times: {times}, option: {switch} }}")
    });
    line!(out, "        repeat: {},", option(repeat));
    line!(out, "        expires_after: Duration::from_secs({}),", event_type.expires_after);
    line!(out, "        expires_with: {},", option(event_type.expires_with.map(|at| at.to_string())));
    line!(out, "        keep_for: Duration::from_secs({}),", event_type.keep_for);
    line!(out, "        interruption: Interruption::{},", variant(event_type.interruption));
    line!(out, "        severity: Severity::{},", variant(event_type.severity));
    line!(out, "        collapse_by: &[{}],", numbers(&event_type.collapse_by));
    line!(out, "        burst_by: &[{}],", numbers(&event_type.burst_by));
    let supersedes: Vec<_> = event_type
        .supersedes
        .iter()
        .map(|(other, by)| format!("(EventType::{}, &[{}])", variant(&other.value), numbers(by)))
        .collect();
    line!(out, "        supersedes: &[{}],", supersedes.join(", "));
    line!(out, "        superseded_by: &[{}],", numbers(&superseded_by));
    let again = event_type.again.as_ref();
    let again =
        again.map(|again| format!("Again {{ field: {}, falls_by: {} }}", again.field, again.falls_by));
    line!(out, "        again: {},", option(again));
    line!(out, "        link: {},", option(event_type.link.as_ref().map(|link| format!("{link:?}"))));
    let filter = event_type.filter.as_ref().map(|filter| {
        format!(
            "Filter {{ field: {}, comparison: Comparison::{}, option: {:?} }}",
            filter.field, filter.comparison, filter.option.value
        )
    });
    line!(out, "        filter: {},", option(filter));
    line!(out, "        push_data: &[{}],", numbers(&event_type.push_data));
    line!(
        out,
        "        push_channel: PushChannel::{},",
        variant(event_type.push_channel(&catalogue.sections))
    );
    line!(out, "        broadcast: {},", event_type.broadcast);
    let when: Vec<_> = event_type
        .when
        .iter()
        .map(|when| {
            format!(
                "When {{ field: {}, is: {}, at_once: &[{}], ladder: &[{}] }}",
                when.field,
                when.is,
                channels(&when.channels),
                channels(&when.ladder)
            )
        })
        .collect();
    line!(out, "        when: &[{}],", when.join(", "));
    line!(out, "        fields: &[");
    for at in 0..event_type.fields.len() {
        field(out, event_type, at, slots);
    }
    line!(out, "        ],");
    line!(out, "        texts: {},", slot(slots, &event_type.name, TYPE_PARTS[0].0));
    line!(out, "    }},");
}

fn field(out: &mut String, event_type: &EventType, at: usize, slots: &[Slot]) {
    let field = &event_type.fields[at];
    let label = |part: &str, is_there: bool| {
        if is_there { slot(slots, &event_type.name, Some(part)) } else { usize::from(u16::MAX) }
    };
    let shown = match field.shown {
        Shown::Nowhere => "Nowhere",
        Shown::Detail => "Detail",
        Shown::FinePrint => "FinePrint",
        Shown::Reference => "Reference",
    };
    line!(
        out,
        "            FieldSpec {{ name: {:?}, kind: {}, must: {:?}, doc: {:?}, optional: {}, unit: {}, scale: {}, \
         shown: Shown::{shown}, sms: {}, absolute: {}, zero_is_none: {}, trader_text: {}, counts: {}, label: {}, \
         sms_label: {} }},",
        field.name,
        kind(&field.kind),
        sample::must(&field.kind),
        field.doc,
        field.optional,
        option(field.unit.map(|at| at.to_string())),
        option(field.scale.map(|at| at.to_string())),
        field.sms,
        field.absolute,
        field.zero_is_none,
        field.trader_text,
        option(field.counts.as_ref().map(|counted| format!("EventType::{}", variant(&counted.value)))),
        label(&field.name, field.shown != Shown::Nowhere),
        label(&sms_label(&field.name), field.sms)
    );
}

/// Returns the expression of an `Option` with this expression inside.
fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Id => "FieldKind::Id".to_owned(),
        Kind::Symbol => "FieldKind::Symbol".to_owned(),
        Kind::Asset => "FieldKind::Asset".to_owned(),
        Kind::Text(limit) => format!("FieldKind::Text({limit})"),
        Kind::Decimal(Range::Any) => "FieldKind::Decimal(Range::Any)".to_owned(),
        Kind::Decimal(Range::AboveZero) => "FieldKind::Decimal(Range::AboveZero)".to_owned(),
        Kind::Decimal(Range::FromZero) => "FieldKind::Decimal(Range::FromZero)".to_owned(),
        Kind::Decimal(Range::Within(from, to)) => format!("FieldKind::Decimal(Range::Within({from}, {to}))"),
        Kind::Count => "FieldKind::Count".to_owned(),
        Kind::OneOf(words) => format!("FieldKind::OneOf(&{words:?})"),
        Kind::Time => "FieldKind::Time".to_owned(),
        Kind::Day => "FieldKind::Day".to_owned(),
        Kind::Week => "FieldKind::Week".to_owned(),
        Kind::Country => "FieldKind::Country".to_owned(),
        Kind::Section => "FieldKind::Section".to_owned(),
        Kind::List(limit) => format!("FieldKind::List({limit})"),
        Kind::Texts(limit) => format!("FieldKind::Texts({limit})"),
    }
}

fn channels(channels: &[usize]) -> String {
    const VARIANTS: [&str; 5] = ["Websocket", "Push", "Telegram", "Email", "Sms"];
    channels.iter().map(|at| format!("Channel::{}", VARIANTS[*at])).collect::<Vec<_>>().join(", ")
}

fn sections(sections: &[Section], slots: &[Slot]) -> String {
    let mut out = String::new();
    line!(out, "/// A section of the trader's preferences.");
    line!(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]");
    line!(out, "pub enum PreferenceKey {{");
    for section in sections {
        line!(out, "    #[doc = {:?}]\n    {},", section.doc, variant(&section.key.value));
    }
    line!(out, "}}\n\nimpl PreferenceKey {{");
    line!(out, "    /// All sections, in the order of the preferences document.");
    let all: Vec<_> =
        sections.iter().map(|section| format!("Self::{}", variant(&section.key.value))).collect();
    line!(out, "    pub const ALL: [Self; {}] = [{}];\n}}\n", sections.len(), all.join(", "));
    line!(out, "static SECTIONS: [SectionSpec; {}] = [", sections.len());
    for section in sections {
        let options: Vec<_> = section
            .options
            .iter()
            .map(|option| {
                let kind = match &option.kind {
                    OptionKind::Number { from, to, default } => {
                        format!("OptionKind::Number {{ from: {from}, to: {to}, default: {default} }}")
                    }
                    OptionKind::Switch { default } => format!("OptionKind::Switch {{ default: {default} }}"),
                    OptionKind::TimeOfDay { default } => {
                        format!("OptionKind::TimeOfDay {{ default: {default:?} }}")
                    }
                };
                format!(
                    "OptionSpec {{ name: {:?}, doc: {:?}, kind: {kind}, weaker_when_lower: {} }}",
                    option.name, option.doc, option.weaker_when_lower
                )
            })
            .collect();
        line!(
            out,
            "    SectionSpec {{ name: {:?}, doc: {:?}, mandatory: {}, enabled: {}, channels: &[{}], options: &[{}], \
             texts: {} }},",
            section.key.value,
            section.doc,
            section.mandatory,
            section.enabled,
            channels(&section.channels),
            options.join(", "),
            slot(slots, &section_message(&section.key.value), None)
        );
    }
    line!(out, "];");
    out
}

fn languages(languages: &[Texts]) -> String {
    let mut out = String::new();
    line!(out, "/// A language that texts are in.");
    line!(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]");
    line!(out, "pub enum Language {{");
    for (at, texts) in languages.iter().enumerate() {
        let default = if at == 0 { "    #[default]\n" } else { "" };
        line!(
            out,
            "{default}    #[doc = \"`{}`\"]\n    {},",
            texts.code,
            variant(&texts.code.to_ascii_lowercase())
        );
    }
    line!(out, "}}\n\nimpl Language {{");
    line!(out, "    /// All languages, English first.");
    let all: Vec<_> = languages
        .iter()
        .map(|texts| format!("Self::{}", variant(&texts.code.to_ascii_lowercase())))
        .collect();
    line!(out, "    pub const ALL: [Self; {}] = [{}];\n}}\n", languages.len(), all.join(", "));
    line!(out, "static LANGUAGES: [LanguageSpec; {}] = [", languages.len());
    for texts in languages {
        let formats = &texts.formats;
        line!(
            out,
            "    LanguageSpec {{ code: {:?}, separators: Separators {{ group: {:?}, point: {:?}, minus: {:?}, grouped_from: \
             {} }}, plurals: &{:?}, million: {} }},",
            texts.code,
            formats.group,
            formats.point,
            formats.minus,
            formats.grouped_from,
            formats.plurals,
            formats.million
        );
    }
    line!(out, "];");
    out
}

fn texts(slots: &[Slot], positions: &[Vec<u32>]) -> String {
    let mut out = String::new();
    line!(out, "/// The numbers of the texts that are no event type's and no section's.");
    line!(out, "pub mod message {{");
    for (at, slot) in slots.iter().enumerate() {
        let is_fixed = slot.scope.event_type.is_none() && !slot.message.starts_with("section-");
        let is_count = slot.part.as_deref() == Some("count")
            && !slot.message.ends_with("_summary")
            && !slot.message.starts_with("merged_");
        if is_fixed && !is_count {
            let name = slot.name().replace(['-', '.'], "_").to_uppercase();
            line!(out, "    /// The text `{}`.\n    pub const {name}: u16 = {at};", slot.name());
        }
    }
    line!(out, "}}\n");
    for (name, value) in [
        ("END", encode::END),
        ("PLACE", encode::PLACE),
        ("SELECT", encode::SELECT),
        ("KEY_ABSENT", encode::KEY_ABSENT),
        ("KEY_WORD", encode::KEY_WORD),
        ("KEY_PLURAL", encode::KEY_PLURAL),
        ("KEY_NUMBER", encode::KEY_NUMBER),
        ("KEY_SIGN", encode::KEY_SIGN),
        ("KEY_TEXT", encode::KEY_TEXT),
        ("KEY_DEFAULT", encode::KEY_DEFAULT),
    ] {
        line!(out, "const {name}: u8 = {value};");
    }
    line!(out, "const NOWHERE: u32 = u32::MAX;");
    line!(out, "static TEXTS: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/texts.bin\"));");
    line!(out, "#[allow(clippy::unreadable_literal, reason = \"generated\")]");
    line!(out, "static POSITIONS: [[u32; {}]; {}] = {positions:?};", slots.len(), positions.len());
    out
}

/// Returns the sample as JSON. Decimals are texts, counts are numbers.
fn json(sample: &[(String, Sample)], fields: &[Field]) -> String {
    let mut out = String::from("{");
    for field in fields {
        let Some((name, value)) = sample.iter().find(|(name, _)| *name == field.name) else { continue };
        if out.len() > 1 {
            out.push(',');
        }
        out.push_str(&quoted(name));
        out.push(':');
        match value {
            Sample::Number(number) if field.kind == Kind::Count => out.push_str(number),
            Sample::Text(text) | Sample::Number(text) => out.push_str(&quoted(text)),
            Sample::List(list) => {
                let list: Vec<_> = list.iter().map(|text| quoted(text)).collect();
                let _ = write!(out, "[{}]", list.join(","));
            }
            Sample::Texts(texts) => {
                let texts: Vec<_> =
                    texts.iter().map(|(tag, text)| format!("{}:{}", quoted(tag), quoted(text))).collect();
                let _ = write!(out, "{{{}}}", texts.join(","));
            }
        }
    }
    out.push('}');
    out
}

/// Returns the text as a JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            character if character.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            character => out.push(character),
        }
    }
    out.push('"');
    out
}
