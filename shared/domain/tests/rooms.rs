//! Checks that each file imports only from the modules that the crate's documentation allows.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::path::{Path, PathBuf};

/// Each module, and the modules that it may import from.
const ROOMS: &[(&str, &[&str])] = &[
    ("event", &[]),
    ("preferences", &["event"]),
    ("alert", &["event"]),
    ("text", &["event"]),
    ("recipient", &["event", "preferences"]),
    ("delivery", &["event", "recipient"]),
    ("routing", &["event", "preferences", "recipient", "delivery", "text"]),
    ("protocol", &["event", "preferences", "alert", "recipient", "delivery", "routing"]),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Returns every name that follows `crate::`, or is in a list after it, outside of comments.
fn names(source: &str) -> Vec<String> {
    let code: String = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let first =
        |path: &str| path.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned);
    let names = code.split("crate::").skip(1).flat_map(|rest| match rest.strip_prefix('{') {
        Some(list) => list.split(';').take(1).flat_map(|list| list.split(',')).filter_map(first).collect(),
        None => Vec::from_iter(first(rest)),
    });
    names.collect()
}

#[test]
fn a_room_imports_only_from_the_rooms_that_it_may_know() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in files(&source) {
        let inside = file.strip_prefix(&source).unwrap();
        let own = inside.iter().next().unwrap().to_str().unwrap();
        // The modules beside the folders import from none of these; `lib.rs` has no import with this path.
        let allowed = ROOMS.iter().find(|(room, _)| *room == own).map_or(&[][..], |(_, allowed)| *allowed);
        for name in names(&std::fs::read_to_string(&file).unwrap()).iter().map(String::as_str) {
            let is_room = ROOMS.iter().any(|(room, _)| *room == name);
            assert!(!is_room || name == own || allowed.contains(&name), "{inside:?} imports {name}");
        }
    }
}

#[test]
fn the_rooms_form_no_circle() {
    for (index, (room, known)) in ROOMS.iter().enumerate() {
        let is_before = |known: &&str| ROOMS[..index].iter().any(|(before, _)| before == known);
        assert!(known.iter().all(is_before), "{room} knows a room that comes after it");
    }
}
