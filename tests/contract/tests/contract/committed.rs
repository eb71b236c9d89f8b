//! The committed files against the generated ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

#[test]
fn what_is_committed_is_what_the_code_says() {
    let mut committed = BTreeMap::new();
    read(&contract::folder(), &contract::folder(), &mut committed);
    let generated = contract::files();
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    let command = contract::COMMAND;
    assert_eq!(names(&committed), names(&generated), "infra/contract is out of date: {command}");
    for (path, text) in &generated {
        assert!(committed[path] == *text, "infra/contract/{path} is out of date: {command}");
    }
}

#[test]
fn the_console_has_the_catalogue_and_the_texts_of_the_code() {
    let command = contract::COMMAND;
    let files = contract::console_files(&contract::page::read(&contract::page::folder()).unwrap());
    let console = contract::console_folder();
    for (path, text) in &files {
        let committed = fs::read_to_string(console.join(path)).unwrap_or_default();
        assert!(committed == *text, "infra/console/{path} is out of date: {command}");
    }
    for folder in ["app/generated", "inbox/texts"] {
        let mut committed = BTreeMap::new();
        read(&console.join(folder), &console, &mut committed);
        for path in committed.keys() {
            assert!(files.contains_key(path), "infra/console/{path} is of an earlier catalogue: delete it");
        }
    }
}

fn read(folder: &Path, root: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, root, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

/// Resolves the reference `to` in the file `from`, within the folder.
fn address(from: &str, to: &str) -> String {
    let mut parts: Vec<_> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop().unwrap()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(to) if name == "$ref" => found.push(to.clone()),
                    value => references(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let files = contract::files();
    let mut count = 0;
    for (path, text) in files.iter().filter(|(path, _)| Path::new(path).extension() == Some("json".as_ref()))
    {
        let document: Value = serde_json::from_str(text).unwrap();
        let mut found = Vec::new();
        references(&document, &mut found);
        for to in found {
            count += 1;
            let leads = match to.strip_prefix('#') {
                Some(pointer) => document.pointer(pointer).is_some(),
                None => files.contains_key(&address(path, &to)),
            };
            assert!(leads, "{path}: {to}");
        }
    }
    assert!(count > 200, "{count}");
}
