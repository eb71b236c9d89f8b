//! The page's texts against its sources: every text is a message, and every message is used.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use contract::page;

/// What has the same name in every language.
const NAMES: [&str; 1] = ["TradingView, Inc."];

/// Names of keys and of the platform that are words, and what is said where no texts could be loaded.
const KNOWN: [&str; 10] = [
    "Arab",
    "Backspace",
    "Delete",
    "End",
    "Enter",
    "Escape",
    "Home",
    "Notification",
    "Tab",
    "The page could not start. Load it again.",
];

/// What stands before a literal that no trader reads: a class, a selector, the message of an exception.
const INTERNAL: [&str; 9] = [
    "class: ",
    "also = ",
    "$(",
    "querySelector(",
    "querySelectorAll(",
    "matches(",
    "closest(",
    "matchMedia(",
    "from ",
];

fn scripts(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = contract::console_folder().join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension() == Some("js".as_ref())).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn document() -> String {
    let text = fs::read_to_string(contract::console_folder().join("index.html")).unwrap();
    // The head is for search engines and for browsers without scripts.
    text.split_once("<body>").unwrap().1.to_owned()
}

/// A literal of a script, with the code before it in its line. The places of a template are a `$`.
struct Literal {
    before: String,
    text: String,
}

/// Returns the literals of a script: a scanner that knows comments, templates and regular expressions.
fn literals(script: &str) -> Vec<Literal> {
    let characters: Vec<char> = script.chars().collect();
    let mut found = Vec::new();
    scan(&characters, 0, false, &mut found);
    found
}

/// Scans code up to the end, or to the `}` of a template's place, and returns where that is.
fn scan(characters: &[char], from: usize, is_inside: bool, found: &mut Vec<Literal>) -> usize {
    let (mut at, mut depth) = (from, 0);
    // The last character that decides whether a slash divides.
    let mut last = '(';
    while let Some(character) = characters.get(at).copied() {
        let next = characters.get(at + 1).copied().unwrap_or(' ');
        match character {
            '/' if next == '/' => {
                while characters.get(at).is_some_and(|character| *character != '\n') {
                    at += 1;
                }
                continue;
            }
            '/' if next == '*' => {
                at += 2;
                while !(characters[at] == '*' && characters[at + 1] == '/') {
                    at += 1;
                }
                at += 1;
            }
            '/' if "(,=:[!&|?{};".contains(last) => {
                let mut is_class = false;
                at += 1;
                while is_class || characters[at] != '/' {
                    match characters[at] {
                        '\\' => at += 1,
                        '[' => is_class = true,
                        ']' => is_class = false,
                        _ => {}
                    }
                    at += 1;
                }
                last = '/';
            }
            '\'' | '"' | '`' => {
                let begin = at - characters[..at].iter().rev().take_while(|before| **before != '\n').count();
                let before = characters[begin..at].iter().collect();
                let mut text = String::new();
                at += 1;
                while characters[at] != character {
                    if characters[at] == '\\' {
                        at += 1;
                    } else if character == '`' && characters[at] == '$' && characters[at + 1] == '{' {
                        text.push('$');
                        at = scan(characters, at + 2, true, found) + 1;
                        continue;
                    }
                    text.push(characters[at]);
                    at += 1;
                }
                found.push(Literal { before, text });
                last = character;
            }
            '{' => {
                depth += 1;
                last = character;
            }
            '}' if depth == 0 && is_inside => return at,
            '}' => {
                depth -= 1;
                last = ')';
            }
            character if character.is_whitespace() => {}
            character => last = character,
        }
        at += 1;
    }
    at
}

/// Whether a trader could read this as English: it begins as a sentence, or has two words.
fn is_text(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let mut characters = first.chars();
    // `ArrowUp` is the name of a key.
    let begins = characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_some_and(char::is_lowercase)
        && !characters.any(char::is_uppercase);
    let words: Vec<_> = text.split(' ').collect();
    let is_word = |word: &str| {
        let word = word.trim_matches(|character: char| ",.:;?!…’()".contains(character));
        !word.is_empty() && word.chars().all(|character| character.is_ascii_alphabetic() || character == '’')
    };
    let two = words.windows(2).any(|pair| is_word(pair[0]) && is_word(pair[1]));
    begins || two
}

#[test]
fn no_script_has_a_text_of_its_own() {
    let mut count = 0;
    for (path, script) in [scripts("app"), scripts("inbox")].concat() {
        if path.ends_with("inbox/style.js") || path.ends_with("inbox/style-controls.js") {
            continue;
        }
        for Literal { before, text } in literals(&script) {
            count += 1;
            let is_internal = INTERNAL.iter().any(|end| before.ends_with(end)) || before.contains("Error(");
            let is_known = is_internal || KNOWN.contains(&text.as_str());
            assert!(is_known || !is_text(&text), "{}: {text:?} is not in a page.*.ftl", path.display());
        }
    }
    assert!(count > 1_000, "{count}");
}

#[test]
fn a_text_in_a_script_is_found() {
    let script = "// It's Fine\nsay(/[/']x/, a / b, 'Not sent', `to ${h('b', {}, 'by mail')} and on`, 'icon small-x');";
    let texts: Vec<_> = literals(script).into_iter().map(|literal| literal.text).collect();
    assert_eq!(texts, ["Not sent", "b", "by mail", "to $ and on", "icon small-x"]);
    let found: Vec<_> = texts.iter().filter(|text| is_text(text)).collect();
    assert_eq!(found, ["Not sent", "by mail", "to $ and on"].iter().collect::<Vec<_>>());
    assert!(is_text("Loading…") && !is_text("alert-list") && !is_text("--p1") && !is_text("BTC-USDT"));
}

#[test]
fn the_document_has_no_text_of_its_own() {
    let document = document();
    let has_letters = |text: &str| text.chars().filter(|character| character.is_alphabetic()).count() > 1;
    for part in document.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        assert!(!has_letters(text) || NAMES.contains(&text.trim()), "{text:?} is not in a page.*.ftl");
        for attribute in ["aria-label=", "placeholder=", "title=", "alt="] {
            let own = format!(" {attribute}");
            let tag = tag.replace('\n', " ");
            assert!(!tag.contains(&own), "<{tag}>: the text is not in a page.*.ftl");
        }
    }
}

/// Returns what stands between quotes after one of these.
fn quoted_after<'a>(text: &'a str, before: &[&str]) -> BTreeSet<&'a str> {
    let of =
        |before: &str| text.split(before).skip(1).filter_map(|rest| rest.split(['"', '\'']).next()).collect();
    before.iter().flat_map(|before| -> Vec<&str> { of(before) }).collect()
}

#[test]
fn every_key_has_a_message_and_every_message_is_used() {
    let texts = page::read(&page::folder()).unwrap();
    let names: BTreeSet<_> = texts.names().into_iter().collect();
    let document = document();
    let kinds = ["data-text=\"", "data-text-label=\"", "data-text-title=\"", "data-text-placeholder=\""];
    let mut used = quoted_after(&document, &kinds);
    assert!(used.len() > 80, "{}", used.len());
    let scripts = scripts("app");
    for (_, script) in scripts.iter().filter(|(path, _)| !path.ends_with("app/texts.js")) {
        used.extend(quoted_after(script, &["text: '", "textLabel: '", "textTitle: '", "textPlaceholder: '"]));
    }
    for key in &used {
        assert!(names.contains(key), "there is no message `{key}`");
    }
    let mut literal = BTreeSet::new();
    for (_, script) in &scripts {
        literal.extend(literals(script).into_iter().map(|found| found.text));
    }
    let inbox = fs::read_to_string(Path::new(&contract::console_folder()).join("inbox/texts.js")).unwrap();
    for name in names {
        let is_used = if let Some(name) = name.strip_prefix("inbox-") {
            inbox.contains(&format!("messages.{name}")) || inbox.contains(&format!("['{name}']"))
        } else {
            // Some end with a name of the protocol.
            let fits = |text: &String| {
                let begins = text.split_once('$').map(|(begin, _)| begin);
                begins.is_some_and(|begin| begin.ends_with('-') && name.starts_with(begin))
            };
            used.contains(name) || literal.contains(name) || literal.iter().any(fits)
        };
        assert!(is_used, "nothing shows the message `{name}`");
    }
}
