//! The documents refer only to outputs of the template, files and sections that exist.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::template::{all_resources, section};

const GUIDE: [&str; 10] = [
    "README.md",
    "tests/README.md",
    "infra/operations.md",
    "infra/docs/architecture.md",
    "infra/docs/contributing.md",
    "infra/docs/glossary.md",
    "infra/docs/runbooks.md",
    "infra/docs/restore.md",
    "infra/docs/data.md",
    "infra/deploy/README.md",
];

fn text(document: &Path) -> String {
    std::fs::read_to_string(document).unwrap_or_else(|error| panic!("{}: {error}", document.display()))
}

fn documents() -> impl Iterator<Item = PathBuf> {
    GUIDE.iter().map(|name| local::root().join(name))
}

/// Returns the anchor of a heading: letters, digits and hyphens, in lower case.
fn anchor(heading: &str) -> String {
    let letters = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = letters.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn anchors(document: &Path) -> BTreeSet<String> {
    text(document).lines().filter(|line| line.starts_with('#')).map(anchor).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut count = 0;
    for document in documents() {
        for target in text(&document).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.contains("://") {
                assert!(target.starts_with("https://"), "{target}");
                continue;
            }
            let (path, anchor) =
                target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
            let file = if path.is_empty() { document.clone() } else { document.parent().unwrap().join(path) };
            assert!(file.exists(), "{}: {target}", document.display());
            if let Some(anchor) = anchor {
                assert!(anchors(&file).contains(anchor), "{}: {target}", document.display());
            }
            count += 1;
        }
    }
    assert!(count > 40, "{count} links");
}

#[test]
fn commands_name_outputs_of_the_template() {
    let outputs = section("Outputs").as_object().unwrap();
    let mut count = 0;
    for document in documents() {
        let text = text(&document);
        let names = text.split("$(out ").skip(1);
        let names = names.filter_map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next());
        for name in names.filter(|name| !name.is_empty()) {
            assert!(outputs.contains_key(name), "{}: no output {name}", document.display());
            count += 1;
        }
    }
    assert!(count >= 15, "{count} outputs");
}

/// A restored table lacks these settings, so the guide lists the tables for which an operator has
/// to set them again.
#[test]
fn the_guide_restores_the_settings_that_tables_have() {
    let restore = text(&local::root().join("infra/docs/restore.md"));
    let tables = all_resources().into_iter().filter(|(_, table)| {
        table["Type"] == "AWS::DynamoDB::Table" && table["DeletionPolicy"] == "RetainExceptOnCreate"
    });
    for (name, table) in tables {
        let title = name.trim_end_matches("Table").to_lowercase();
        assert!(
            restore.contains(&format!("| {title} |")),
            "{name} is not among the tables that are restored"
        );
        let has_ttl = table["Properties"].get("TimeToLiveSpecification").is_some();
        assert_eq!(has_ttl, ["inbox", "alerts", "broadcasts"].contains(&title.as_str()), "{name}");
        assert_eq!(
            table["Properties"]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"],
            true
        );
    }
    assert!(restore.contains("# inbox, alerts and broadcasts, not recipients and schedule:"));
}

/// Returns the source files in this folder and below.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let is_ours = |path: &PathBuf| !path.ends_with("node_modules") && !path.ends_with("target");
    let is_code =
        |path: &PathBuf| path.extension().is_some_and(|end| end == "rs" || end == "yaml" || end == "js");
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).filter(is_ours);
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.into_iter().filter(is_code).chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

/// A reader of the code finds the reason for it, and a reader of a decision sees the earlier ones.
#[test]
fn every_decision_has_a_date_and_is_named_by_the_code() {
    let root = local::root();
    let folders = ["functions", "infra", "shared", "tests"].map(|folder| root.join(folder));
    let files = folders.iter().flat_map(|folder| sources(folder));
    let code: Vec<_> =
        files.chain([root.join("Cargo.toml"), root.join("deny.toml")]).map(|file| text(&file)).collect();
    let mut count = 0;
    for decision in root.join("infra/adr").read_dir().unwrap().map(|entry| entry.unwrap().path()) {
        let name = decision.file_stem().unwrap().to_str().unwrap().to_owned();
        let content = text(&decision);
        let date = content.lines().find_map(|line| line.strip_prefix("**Date:** "));
        assert!(date.is_some_and(|date| date.len() == 10 && date.starts_with("20")), "{name} has no date");
        let (number, _) = name.split_once('-').unwrap();
        let reference = format!("infra/adr/{number}");
        assert!(code.iter().any(|code| code.contains(&reference)), "no code names {name}");
        count += 1;
    }
    assert!(count >= 25, "{count} decisions");
}
