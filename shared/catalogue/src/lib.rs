//! Checks the files of the catalogue and compiles them to the tables that are built into the crate `domain`.
//!
//! The files and their keys are described in `README.md` of this folder, the reasons in
//! `infra/adr/0027-the-catalogue-as-data.md`. [`compile`] reads them,
//! [`Catalogue::generate`] writes Rust for the tables and bytes for the texts. Every fault has its file and
//! its line, and all faults of a file are reported at once.

#![allow(clippy::arithmetic_side_effects, reason = "a build script may panic")]

mod encode;
mod event_file;
mod field_table;
mod generate;
mod keys;
mod language;
mod limits;
mod model;
mod preferences_file;
mod problem;
mod sample;
mod slots;
mod table;
mod texts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use generate::Generated;
pub use model::Catalogue;
pub use problem::Problem;

use model::{EventType, Section};
use problem::Source;
use texts::Texts;

/// The language that has all texts, and that others are compared with.
const FALLBACK: &str = "en";

/// The order of the types that existed first. Others follow, by name.
const FIRST: [&str; 13] = [
    "position_liquidated",
    "margin_call",
    "order_filled",
    "price_alert",
    "price_feed",
    "order_partially_filled",
    "deposit_credited",
    "new_listing",
    "weekly_pnl_report",
    "daily_report",
    "referral_accrued",
    "contact_changed",
    "preferences_weakened",
];

/// Reads and checks the catalogue in `folders`, of which the later ones add to the earlier ones or replace
/// what they have.
///
/// # Errors
/// All faults that were found. Faults of texts are looked for once the event types are in order.
pub fn compile(folders: &[&Path]) -> Result<Catalogue, Vec<Problem>> {
    let mut problems = Vec::new();
    for folder in folders {
        if !folder.is_dir() {
            problems.push(Problem {
                file: folder.to_path_buf(),
                line: 1,
                message: "is no folder; expected one with events/, texts/ or preferences.toml".to_owned(),
            });
        }
    }
    let mut types: BTreeMap<String, EventType> = BTreeMap::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut languages: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    for folder in folders {
        for path in files(&folder.join("events"), "toml") {
            let name = stem(&path);
            let read = Source::read(&path).map_err(|problem| vec![problem]);
            match read.and_then(|source| event_file::read(&source, &name)) {
                Ok(event_type) => {
                    types.insert(name, event_type);
                }
                Err(faults) => problems.extend(faults),
            }
        }
        let path = folder.join("preferences.toml");
        if path.exists() {
            let read = Source::read(&path).map_err(|problem| vec![problem]);
            match read.and_then(|source| preferences_file::read(&source)) {
                Ok(read) => add_sections(&mut sections, read),
                Err(faults) => problems.extend(faults),
            }
        }
        for path in text_files(folder) {
            match Source::read(&path) {
                Ok(source) => languages.entry(stem(&path)).or_default().push(source),
                Err(problem) => problems.push(problem),
            }
        }
    }
    let mut types: Vec<_> = types.into_values().collect();
    types.sort_by_key(|event_type| {
        let first = FIRST.iter().position(|name| *name == event_type.name);
        (first.unwrap_or(FIRST.len()), event_type.name.clone())
    });
    problems.extend(faults_between(&types, &sections));
    if !problems.is_empty() {
        return Err(in_order(problems));
    }
    let languages = read_languages(&types, &sections, &languages)?;
    Ok(Catalogue { types, sections, languages })
}

/// Returns the paths that the result of [`compile`] depends on.
///
/// Of a folder that has texts of the page, the languages are listed one by one: Cargo watches everything
/// below a folder, and no function has to be built again for the page. A new language of such a folder is
/// therefore seen with the next change of another file; the contract tests tell of it.
pub fn watched(folders: &[&Path]) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for folder in folders {
        if files(&folder.join("texts"), "ftl").iter().any(|path| is_of_page(path)) {
            paths.extend(["events", "preferences.toml"].map(|part| folder.join(part)));
            paths.extend(text_files(folder));
        } else {
            paths.extend(["", "events", "texts", "preferences.toml"].map(|part| folder.join(part)));
        }
    }
    paths.retain(|path| path.exists());
    paths
}

/// Returns the files of the languages. The page's texts beside them are for the browser alone; the package
/// `contract` reads them.
fn text_files(folder: &Path) -> Vec<PathBuf> {
    let mut paths = files(&folder.join("texts"), "ftl");
    paths.retain(|path| !is_of_page(path));
    paths
}

fn is_of_page(path: &Path) -> bool {
    stem(path).starts_with("page.")
}

fn read_languages(
    types: &[EventType],
    sections: &[Section],
    languages: &BTreeMap<String, Vec<Source>>,
) -> Result<Vec<Texts>, Vec<Problem>> {
    let slots = slots::all(types, sections);
    let none = Vec::new();
    let english =
        texts::read(FALLBACK, languages.get(FALLBACK).unwrap_or(&none), &slots, None).map_err(in_order)?;
    let mut problems = Vec::new();
    let mut read = vec![english];
    for (code, sources) in languages.iter().filter(|(code, _)| *code != FALLBACK) {
        match texts::read(code, sources, &slots, read.first()) {
            Ok(texts) => read.push(texts),
            Err(faults) => problems.extend(faults),
        }
    }
    for texts in &read {
        problems.extend(limits::check(texts, &slots, types, sections));
    }
    if problems.is_empty() { Ok(read) } else { Err(in_order(problems)) }
}

/// Adds sections, or replaces those with the same key.
fn add_sections(sections: &mut Vec<Section>, read: Vec<Section>) {
    for section in read {
        match sections.iter_mut().find(|known| known.key.value == section.key.value) {
            Some(known) => *known = section,
            None => sections.push(section),
        }
    }
}

/// Returns the faults of the names by which files refer to others.
fn faults_between(types: &[EventType], sections: &[Section]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for event_type in types {
        let section = match &event_type.preference {
            None if event_type.mandatory => None,
            None => {
                problems.push(Problem {
                    file: event_type.file.clone(),
                    line: 1,
                    message: "a type that is not mandatory needs a `preference`".to_owned(),
                });
                None
            }
            Some(key) => {
                let section = sections.iter().find(|section| section.key.value == key.value);
                if section.is_none() {
                    problems.push(
                        key.problem(format!("there is no section `{}` in preferences.toml", key.value)),
                    );
                }
                section
            }
        };
        for (other, by) in &event_type.supersedes {
            let names: Vec<_> = by.iter().map(|by| event_type.fields[*by].name.as_str()).collect();
            let Some(known) = types.iter().find(|known| known.name == other.value) else {
                problems.push(other.problem(format!("there is no event type `{}`", other.value)));
                continue;
            };
            for name in names.iter().filter(|name| known.field(name).is_none()) {
                problems.push(other.problem(format!("`{}` has no field `{name}`", other.value)));
            }
            let all = model::linking_fields(types, &other.value);
            if names.iter().any(|name| !all.contains(name)) {
                problems
                    .push(other.problem(format!("other types supersede `{}` by another field", other.value)));
            }
        }
        if let Some(again) = &event_type.again
            && model::linking_fields(types, &event_type.name).is_empty()
        {
            let problem =
                "`again` needs a type that supersedes this one, which says what its events are about";
            problems.push(again.name.problem(problem));
        }
        if let Some(filter) = &event_type.filter {
            let option = section
                .and_then(|section| section.options.iter().find(|option| option.name == filter.option.value));
            if !option.is_some_and(|option| matches!(option.kind, model::OptionKind::Number { .. })) {
                problems.push(filter.option.problem(format!(
                    "`{}` is no number among the options of this type's section",
                    filter.option.value
                )));
            }
        }
        if let Some(name) = event_type.repeat.as_ref().and_then(|repeat| repeat.option.as_ref()) {
            let option =
                section.and_then(|section| section.options.iter().find(|option| option.name == name.value));
            if !option.is_some_and(|option| matches!(option.kind, model::OptionKind::Switch { .. })) {
                problems.push(name.problem(format!(
                    "`{}` is no switch among the options of this type's section",
                    name.value
                )));
            }
        }
        for counted in event_type.fields.iter().filter_map(|field| field.counts.as_ref()) {
            if !types.iter().any(|known| known.name == counted.value) {
                problems.push(counted.problem(format!("there is no event type `{}`", counted.value)));
            }
        }
    }
    problems
}

/// Returns the files of a folder with this extension, by name; none if the folder does not exist.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    problems.dedup();
    problems
}
