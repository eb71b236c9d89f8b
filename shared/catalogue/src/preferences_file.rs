//! Reads `preferences.toml`.

use toml::de::DeValue;

use crate::event_file::{channels_or_none, word};
use crate::model::{OptionKind, PUSH_CHANNELS, Section, SectionOption};
use crate::problem::{Problem, Source};
use crate::table::{Entry, Table};

/// Reads the sections, in display order.
///
/// # Errors
/// All faults of the file.
pub(crate) fn read(source: &Source) -> Result<Vec<Section>, Vec<Problem>> {
    let mut file = Table::parse(source).map_err(|problem| vec![problem])?;
    let mut sections: Vec<Section> = Vec::new();
    let mut problems = Vec::new();
    for mut table in file.tables("section") {
        let Some(key) = table.required_text("key") else {
            problems.extend(table.finish("the keys of a section"));
            continue;
        };
        let is_key = key.value.starts_with(|first: char| first.is_ascii_lowercase())
            && key.value.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_taken = ["timeZone", "language", "quietHours", "lockScreen"].contains(&key.value.as_str())
            || sections.iter().any(|section| section.key.value == key.value);
        if !is_key || is_taken {
            let reason = if is_key { "is taken" } else { "must be letters and digits, such as orderFilled" };
            table.report(key.problem(format!("the key `{}` {reason}", key.value)));
        }
        let doc = table.required_text("doc").map_or_else(String::new, |doc| doc.value);
        let mandatory = table.switch("mandatory");
        let enabled = match (mandatory, table.take("enabled")) {
            (true, None) => true,
            (false, Some(Entry { value: DeValue::Boolean(enabled), .. })) => enabled,
            (true, Some(entry)) => {
                table.fault(entry.span.start, "a mandatory section has no `enabled`");
                true
            }
            (false, _) => {
                let problem = key.problem("`enabled` must be true or false: the default");
                table.report(problem);
                true
            }
        };
        let channels = channels_or_none(&mut table, "channels");
        if mandatory && !channels.iter().any(|channel| *channel != 0) {
            table.report(key.problem("a mandatory section needs a channel outside the app"));
        }
        let push_channel = word(&mut table, "push_channel", &PUSH_CHANNELS, Some(PUSH_CHANNELS[0]));
        let mut options = Vec::new();
        if let Some(mut inner) = table.take("options").and_then(|entry| table.inside(entry)) {
            for entry in inner.rest() {
                options.extend(option(&mut inner, entry, &mut problems));
            }
            problems.extend(inner.finish("the options"));
        }
        problems.extend(table.finish("key, doc, mandatory, enabled, channels, push_channel and options"));
        sections.push(Section { key, doc, mandatory, enabled, channels, push_channel, options });
    }
    problems.extend(file.finish("section"));
    if problems.is_empty() { Ok(sections) } else { Err(problems) }
}

fn option<'a>(
    options: &mut Table<'a>,
    entry: Entry<'a>,
    problems: &mut Vec<Problem>,
) -> Option<SectionOption> {
    let name = entry.key.clone();
    let mut table = options.inside(entry)?;
    let kind = table.required_text("type");
    let default = table.required("default");
    let doc = table.required_text("doc").map_or_else(String::new, |doc| doc.value);
    let weaker_when_lower = match table.text("compared") {
        None => false,
        Some(text) if text.value == "weaker when lower" => true,
        Some(text) => {
            table.report(text.problem("`compared` must be \"weaker when lower\""));
            false
        }
    };
    let kind = kind.zip(default).and_then(|(kind, default)| {
        let start = default.span.start;
        let range = kind.value.strip_prefix("number from ").and_then(|range| {
            let (from, to) = range.split_once(" to ")?;
            Some((from.parse::<u32>().ok()?, to.parse::<u32>().ok()?))
        });
        match (range, default.value) {
            (Some((from, to)), DeValue::Integer(number)) => {
                let default = number.as_str().parse().ok().filter(|number| (from..=to).contains(number));
                if default.is_none() {
                    table.fault(start, format!("the default must be a number from {from} to {to}"));
                }
                Some(OptionKind::Number { from, to, default: default? })
            }
            (None, DeValue::String(default)) if kind.value == "time of day" => {
                if jiff::civil::Time::strptime("%H:%M", default.as_ref()).is_err() || default.len() != 5 {
                    table.fault(start, "the default must be a time of day such as 08:00");
                }
                Some(OptionKind::TimeOfDay { default: default.into_owned() })
            }
            (None, DeValue::Boolean(default)) if kind.value == "switch" => {
                Some(OptionKind::Switch { default })
            }
            _ => {
                table.report(kind.problem(
                    "the type must be \"number from A to B\" with a number as its default, \"time of day\" with a \
                     text such as \"08:00\", or \"switch\" with true or false",
                ));
                None
            }
        }
    });
    problems.extend(table.finish("type, default, doc and compared"));
    kind.map(|kind| SectionOption { name, doc, kind, weaker_when_lower })
}
