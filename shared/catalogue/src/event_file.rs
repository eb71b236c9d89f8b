//! Reads a file of `events/`.

use crate::field_table::fields;
use crate::model::{Again, CHANNELS, EventType, Field, Filter, Kind, PUSH_CHANNELS, Repeat, When};
use crate::problem::{Placed, Problem, Source};
use crate::sample;
use crate::table::Table;

const KEYS: &str = "doc, priority, preference, mandatory, security, channels, ladder, repeat, expires_after, \
    expires_with, keep_for, quiet_hours, interruption, severity, collapse_by, burst_by, supersedes, again, \
    link, filter, push_data, push_channel, broadcast, when, data, sample";

/// How long the inbox keeps a notification, unless its type says otherwise.
const KEEP_FOR: &str = "35d";

/// Reads the type of this file. Names of other types and of sections are checked once all files are read.
///
/// # Errors
/// All faults of the file.
pub(crate) fn read(source: &Source, name: &str) -> Result<EventType, Vec<Problem>> {
    let mut table = Table::parse(source).map_err(|problem| vec![problem])?;
    if !is_name(name) {
        table.fault(0, "the name of the file must be lower case letters, digits and underscores, and begin with a letter");
    }
    let doc = text(&mut table, "doc");
    let priority = word(&mut table, "priority", &["p0", "p1", "p2"], None);
    let preference = table.text("preference");
    let mandatory = table.switch("mandatory");
    let security = table.switch("security");
    let channels = channels(&mut table, "channels");
    let ladder = channels_or_none(&mut table, "ladder");
    let repeat = table.take("repeat").and_then(|entry| table.inside(entry));
    let expires_after = duration(&mut table, "expires_after", None);
    let expires_with = table.text("expires_with");
    let keep_for = duration(&mut table, "keep_for", Some(KEEP_FOR));
    let quiet_hours = word(&mut table, "quiet_hours", &["interrupts", "summarised", "whole"], None);
    let interruption =
        word(&mut table, "interruption", &["passive", "active", "time-sensitive", "critical"], None);
    let severity = word(&mut table, "severity", &["danger", "warning", "success", "info"], None);
    let collapse_by = table.texts("collapse_by");
    let burst_by = table.texts("burst_by");
    let supersedes = table.tables("supersedes");
    let again = table.take("again").and_then(|entry| table.inside(entry));
    let link = table.text("link");
    let filter = table.take("filter").and_then(|entry| table.inside(entry));
    let push_data = table.texts("push_data");
    let push_channel =
        Some(word(&mut table, "push_channel", &PUSH_CHANNELS, Some(""))).filter(|own| !own.is_empty());
    let broadcast = table.switch("broadcast");
    let when = table.tables("when");
    let data = table.required("data").and_then(|entry| table.inside(entry));
    let sample = table.required("sample").and_then(|entry| table.inside(entry));
    if security && !mandatory {
        table.fault(0, "a security type must be mandatory");
    }
    if let Some(first) = burst_by.first()
        && (mandatory || !ladder.is_empty() || quiet_hours == "whole")
    {
        let problem = first.problem(
            "`burst_by` has no meaning for a type that is mandatory, has a ladder or is sent whole, because \
             its notifications are never merged",
        );
        table.report(problem);
    }
    if mandatory && priority == "p0" && !channels.iter().any(|channel| *channel != 0) {
        table.fault(0, "a mandatory type needs a channel outside the app");
    }

    let mut problems = Vec::new();
    let fields = data.map_or_else(Vec::new, |data| fields(data, &mut problems));
    let repeat = repeat.and_then(|repeat| read_repeat(repeat, (priority, &channels), &mut problems));
    let mut event_type = EventType {
        name: name.to_owned(),
        file: source.path.clone(),
        doc,
        priority,
        preference,
        mandatory,
        security,
        channels,
        ladder,
        repeat,
        expires_after,
        expires_with: None,
        keep_for,
        quiet_hours,
        interruption,
        severity,
        collapse_by: Vec::new(),
        burst_by: Vec::new(),
        supersedes: Vec::new(),
        again: None,
        link: None,
        filter: None,
        push_data: Vec::new(),
        push_channel,
        broadcast,
        when: Vec::new(),
        fields,
        sample: Vec::new(),
    };

    let references = References {
        expires_with,
        collapse_by,
        burst_by,
        push_data,
        supersedes,
        again,
        filter,
        when,
        link,
        sample,
    };
    references.resolve(&mut event_type, &mut problems);

    problems.extend(table.finish(KEYS));
    if problems.is_empty() { Ok(event_type) } else { Err(problems) }
}

/// The parts of a file that name its fields.
struct References<'a> {
    expires_with: Option<Placed<String>>,
    collapse_by: Vec<Placed<String>>,
    burst_by: Vec<Placed<String>>,
    push_data: Vec<Placed<String>>,
    supersedes: Vec<Table<'a>>,
    again: Option<Table<'a>>,
    filter: Option<Table<'a>>,
    when: Vec<Table<'a>>,
    link: Option<Placed<String>>,
    sample: Option<Table<'a>>,
}

impl References<'_> {
    /// Looks up the fields that they name.
    fn resolve(self, event_type: &mut EventType, problems: &mut Vec<Problem>) {
        let fields = event_type.fields.as_slice();
        event_type.expires_with = self.expires_with.and_then(|name| {
            let at = find(fields, &name, problems)?;
            if fields[at].kind != Kind::Time {
                problems.push(name.problem("`expires_with` must be a field of the type `time`"));
            }
            Some(at)
        });
        event_type.collapse_by =
            self.collapse_by.iter().filter_map(|name| find(fields, name, problems)).collect();
        event_type.burst_by =
            self.burst_by.iter().filter_map(|name| find_name(fields, name, problems)).collect();
        event_type.push_data =
            self.push_data.iter().filter_map(|name| find(fields, name, problems)).collect();
        for mut one in self.supersedes {
            let (other, names) = (one.required_text("type"), one.text_or_texts("by"));
            let by: Vec<_> = names.iter().filter_map(|name| find(fields, name, problems)).collect();
            event_type.supersedes.extend(other.map(|other| (other, by)).filter(|(_, by)| !by.is_empty()));
            problems.extend(one.finish("type and by"));
        }
        event_type.again = self.again.and_then(|table| read_again(table, fields, problems));
        event_type.filter = self.filter.and_then(|table| read_filter(table, fields, problems));
        event_type.when =
            self.when.into_iter().filter_map(|table| read_when(table, fields, problems)).collect();
        if let Some(link) = &self.link {
            check_link(link, fields, problems);
        }
        event_type.link = self.link.map(|link| link.value);
        if let Some(sample) = self.sample {
            event_type.sample = sample::read(sample, fields, problems);
        }
    }
}

/// Returns the place of a field; a problem if there is none with this name.
fn find(fields: &[Field], name: &Placed<String>, problems: &mut Vec<Problem>) -> Option<usize> {
    let found = fields.iter().position(|field| field.name == name.value);
    if found.is_none() {
        problems.push(name.problem(format!("`{}` is no field of this type", name.value)));
    }
    found
}

/// Returns the place of a field of `burst_by`, whose value must be the name or the ID of something.
fn find_name(fields: &[Field], name: &Placed<String>, problems: &mut Vec<Problem>) -> Option<usize> {
    let at = find(fields, name, problems)?;
    if !matches!(fields[at].kind, Kind::Id | Kind::Symbol | Kind::Asset) {
        problems.push(name.problem("`burst_by` must be ids, symbols, assets or currencies"));
    }
    Some(at)
}

/// The number of push in [`CHANNELS`].
const PUSH: usize = 1;

fn read_repeat(
    mut table: Table<'_>,
    (priority, channels): (&str, &[usize]),
    problems: &mut Vec<Problem>,
) -> Option<Repeat> {
    let place = table.here(());
    let every = duration(&mut table, "every", None);
    let whole = duration(&mut table, "for", None);
    let option = table.text("option");
    problems.extend(table.finish("every, for and option"));
    let times = whole.checked_div(every).and_then(|times| u8::try_from(times).ok());
    let Some(times @ 1..=60) = times else {
        problems.push(place.problem("`for` must be 1 to 60 times `every`"));
        return None;
    };
    // A message can wait in its queue for 15 minutes at most.
    if every > 900 {
        problems.push(place.problem("`every` must be 15m at most"));
    }
    if priority != "p0" {
        problems.push(place.problem("only a p0 type is repeated"));
    }
    if !channels.contains(&PUSH) {
        problems.push(place.problem("push is repeated, so `channels` must have it"));
    }
    Some(Repeat { every, times, option })
}

fn read_again(mut table: Table<'_>, fields: &[Field], problems: &mut Vec<Problem>) -> Option<Again> {
    let (name, falls_by) = (table.required_text("field"), table.count("falls_by"));
    problems.extend(table.finish("field and falls_by"));
    let name = name?;
    let field = find(fields, &name, problems)?;
    if !matches!(fields[field].kind, Kind::Decimal(_)) {
        problems.push(name.problem("`field` must be a field of the type `decimal`"));
    }
    Some(Again { name, field, falls_by: falls_by? })
}

fn read_filter(mut table: Table<'_>, fields: &[Field], problems: &mut Vec<Problem>) -> Option<Filter> {
    let field = table.required_text("field");
    let (at_least, below) = (table.text("at_least"), table.text("below"));
    let compared = match (at_least, below) {
        (Some(option), None) => Some(("AtLeast", option)),
        (None, Some(option)) => Some(("Below", option)),
        (None, None) | (Some(_), Some(_)) => {
            let problem = table.here(()).problem("a filter has either `at_least` or `below`");
            table.report(problem);
            None
        }
    };
    problems.extend(table.finish("field, at_least and below"));
    let (field, (comparison, option)) = field.zip(compared)?;
    let at = find(fields, &field, problems)?;
    if !matches!(fields[at].kind, Kind::Decimal(_)) || fields[at].optional {
        problems.push(field.problem("a filter compares a required decimal"));
    }
    Some(Filter { field: at, comparison, option })
}

fn read_when(mut table: Table<'_>, fields: &[Field], problems: &mut Vec<Problem>) -> Option<When> {
    let (field, is) = (table.required_text("field"), table.required_text("is"));
    let channels = channels_or_none(&mut table, "channels");
    let ladder = channels_or_none(&mut table, "ladder");
    problems.extend(table.finish("field, is, channels and ladder"));
    let (field, is) = field.zip(is)?;
    let at = find(fields, &field, problems)?;
    let Kind::OneOf(words) = &fields[at].kind else {
        problems.push(field.problem("a condition compares a `one of`"));
        return None;
    };
    let Some(word) = words.iter().position(|word| *word == is.value) else {
        problems.push(is.problem(format!("must be one of {}", words.join(", "))));
        return None;
    };
    Some(When { field: at, is: word, channels, ladder })
}

/// Whether the text can be the name of a type or of a field.
pub(crate) fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

pub(crate) fn text(table: &mut Table<'_>, key: &str) -> String {
    table.required_text(key).map_or_else(String::new, |text| text.value)
}

/// Returns one of the words; `default` if the key is absent, which otherwise is a fault.
pub(crate) fn word(
    table: &mut Table<'_>,
    key: &str,
    words: &[&'static str],
    default: Option<&'static str>,
) -> &'static str {
    let fallback = default.unwrap_or(words[0]);
    let text = if default.is_some() { table.text(key) } else { table.required_text(key) };
    let Some(text) = text else { return fallback };
    words.iter().find(|word| **word == text.value).copied().unwrap_or_else(|| {
        table.report(text.problem(format!("`{key}` must be one of {}", words.join(", "))));
        fallback
    })
}

/// Returns the channels of a key that must be there.
fn channels(table: &mut Table<'_>, key: &str) -> Vec<usize> {
    let channels = channels_or_none(table, key);
    if channels.is_empty() {
        let problem = table.here(()).problem(format!("`{key}` needs at least one channel"));
        table.report(problem);
    }
    channels
}

/// Returns the channels of a key; none if it is absent.
pub(crate) fn channels_or_none(table: &mut Table<'_>, key: &str) -> Vec<usize> {
    let mut channels = Vec::new();
    for name in table.texts(key) {
        match CHANNELS.iter().position(|channel| *channel == name.value) {
            Some(channel) if channels.contains(&channel) => {
                table.report(name.problem(format!("the channel `{}` is there twice", name.value)));
            }
            Some(channel) => channels.push(channel),
            None => table.report(name.problem(format!(
                "`{}` is no channel; it must be one of {}",
                name.value,
                CHANNELS.join(", ")
            ))),
        }
    }
    channels
}

/// Returns a duration in seconds.
fn duration(table: &mut Table<'_>, key: &str, default: Option<&str>) -> u64 {
    let written = match default {
        Some(_) => table.text(key),
        None => table.required_text(key),
    };
    let seconds = |text: &str| {
        let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let unit = match unit {
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => return None,
        };
        number.parse::<u32>().ok().filter(|number| *number > 0).map(|number| u64::from(number) * unit)
    };
    let Some(text) = written else { return default.and_then(seconds).unwrap_or_default() };
    seconds(&text.value).unwrap_or_else(|| {
        table.report(text.problem(format!("`{key}` must be a number with m, h or d after it, such as 15m")));
        0
    })
}

/// Checks that a link is a path whose braces name required fields.
fn check_link(link: &Placed<String>, fields: &[Field], problems: &mut Vec<Problem>) {
    if !link.value.starts_with('/') {
        problems.push(link.problem("`link` must be a path that begins with /"));
    }
    for part in link.value.split('{').skip(1) {
        let name = part.split_once('}').map(|(name, _)| name);
        let is_text =
            |kind: &Kind| matches!(kind, Kind::Id | Kind::Symbol | Kind::Asset | Kind::Day | Kind::Week);
        let is_required = |name: &str| {
            fields.iter().any(|field| field.name == name && !field.optional && is_text(&field.kind))
        };
        if !name.is_some_and(is_required) {
            problems.push(link.problem(format!(
                "`link` names `{}`, which is no required id, symbol, asset, day or week of this type",
                name.unwrap_or(part)
            )));
        }
    }
}
