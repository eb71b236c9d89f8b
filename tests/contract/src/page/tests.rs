use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

use super::*;

/// A copy of the texts in which one file is another.
struct Copy(PathBuf);

impl Copy {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("page-texts-{}-{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let copy = env::temp_dir().join(name);
        fs::create_dir_all(&copy).unwrap();
        for entry in fs::read_dir(folder()).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
        }
        Self(copy)
    }

    /// Returns the faults of the texts once `old` is `new` in a file: the line's text and the message.
    fn faults(&self, file: &str, old: &str, new: &str) -> Vec<(String, String)> {
        let path = self.0.join(file);
        let before = fs::read_to_string(&path).unwrap();
        assert!(before.contains(old), "{file} has no {old:?}");
        fs::write(&path, before.replacen(old, new, 1)).unwrap();
        let faults = read(&self.0).err().unwrap_or_default();
        let shown = |fault: Fault| {
            assert!(fault.to_string().starts_with(&format!("{}:{}: ", fault.file.display(), fault.line)));
            let text = fs::read_to_string(&fault.file).unwrap();
            (text.lines().nth(fault.line - 1).unwrap_or_default().to_owned(), fault.message)
        };
        let faults = faults.into_iter().map(shown).collect();
        fs::write(&path, before).unwrap();
        faults
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // A folder that is left over does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn every_language_is_whole() {
    let read = read(&folder());
    let faults: Vec<_> = read.as_ref().err().into_iter().flatten().map(ToString::to_string).collect();
    assert_eq!(faults, [""; 0]);
    assert_eq!(read.unwrap().languages.len(), Language::ALL.len());
}

#[test]
fn every_file_of_a_language_is_compiled() {
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let name = name.strip_suffix(".ftl").unwrap();
        let code = name.strip_prefix("page.").unwrap_or(name);
        let is_known = Language::ALL.into_iter().any(|language| language.code() == code);
        assert!(is_known, "{code} was added after the catalogue was compiled: touch texts/en.ftl");
    }
}

#[test]
fn a_fault_is_found_in_its_line() {
    let copy = Copy::new();
    for (file, (old, new), line, message) in [
        ("page.de.ftl", ("\ncancel = ", "\nabort = "), "abort = ", "`abort` is not in English"),
        ("page.de.ftl", ("\ncancel = ", "\n# cancel = "), "", "`cancel` is missing"),
        ("page.de.ftl", ("\nundo = ", "\ncancel = A\nundo = "), "cancel = A", "`cancel` is here twice"),
        ("page.de.ftl", ("um { $time }", "um { $date }"), "clock-at", "`clock-at` has no variable `$date`"),
        ("page.de.ftl", ("um { $time }", "jetzt"), "clock-at", "leaves out the variable `$time`"),
        (
            "page.de.ftl",
            ("[above] über", "[under] über"),
            "alert-value",
            "`under` is no key for `$condition`",
        ),
        ("page.de.ftl", ("[above] über", "[below] über"), "alert-value", "no text for `$condition` = above"),
        (
            "page.de.ftl",
            ("[one] { $count } nicht", "[single] { $count } nicht"),
            "changes",
            "no plural category",
        ),
        ("page.de.ftl", ("\nundo = ", "\nundo "), "undo", "is not Fluent"),
        ("page.de.ftl", ("\nundo = ", "\n-undo = "), "-undo", "terms are not used here"),
        ("page.de.ftl", ("um { $time }", "um { undo } { $time }"), "clock-at", "only variables and string"),
        (
            "page.de.ftl",
            ("\ntype-incident", "\ntype-accident"),
            "type-accident",
            "there is no type `accident`",
        ),
        ("page.de.ftl", ("type-incident = Störung", "type-incident = Tagesbericht"), "type-", "both called"),
        ("page.en.ftl", ("\ntype-incident", "\n# type-incident"), "", "`type-incident` is missing"),
    ] {
        let faults = copy.faults(file, old, new);
        let is_found = faults.iter().any(|(text, said)| text.contains(line) && said.contains(message));
        assert!(is_found, "{file}, {new:?}: expected {message:?} at {line:?} in {faults:#?}");
    }
    assert!(read(&copy.0).is_ok());
    fs::remove_file(copy.0.join("page.ja.ftl")).unwrap();
    let faults = read(&copy.0).unwrap_err();
    assert!(faults[0].file.ends_with("page.ja.ftl") && faults[0].message.contains("cannot be read"));
}

#[test]
fn a_language_of_a_deployment_needs_no_texts_of_the_page() {
    let copy = Copy::new();
    for file in ["ja.ftl", "page.ja.ftl"] {
        fs::remove_file(copy.0.join(file)).unwrap();
    }
    let files = read(&copy.0).unwrap().files();
    assert!(!files.contains_key("app/generated/texts/ja.js") && files.contains_key("inbox/texts/ru.js"));
    assert!(!files["app/generated/texts/index.js"].contains("ja"));
}

#[test]
fn a_message_is_a_literal_or_a_function() {
    let copy = Copy::new();
    let more = "\nfirst = it's `a` ${'{'}\n    and more\nsecond = `{ $name }` \\ { $count ->\n        [0] none\n        [one] one\n       *[other] { $count }\n    }\n";
    for language in Language::ALL {
        let path = copy.0.join(format!("page.{}.ftl", language.code()));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text + &more.replace("${'{'}", "${\"{\"}")).unwrap();
    }
    let files = read(&copy.0).unwrap().files();
    let module = &files["app/generated/texts/en.js"];
    assert!(module.contains("  first: 'it\\'s `a` ${ and more',\n"), "{module}");
    let second = "  second: (v, { put, choose }) => `\\`${put(v.name)}\\` \\\\ ${choose(v.count, { 0: `none`, one: `one` }, `${put(v.count)}`)}`,\n";
    assert!(module.contains(second), "{module}");
    let types = &files["app/generated/texts/types.d.ts"];
    assert!(
        types.contains("  second: { count: Value; name: Value };\n")
            && types.contains("  first: undefined;\n")
    );
    // The names of the catalogue, and the inbox's messages in its own package.
    assert!(module.contains("  'type-order_filled': 'Order filled',\n") && !module.contains("inbox-"));
    assert!(files["inbox/texts/de.js"].contains("  'mark-read': 'Als gelesen markieren',\n"));
}
