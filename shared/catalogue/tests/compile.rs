//! The compiler of the catalogue: every fault of a file is found in its line, and a folder of a deployment adds to
//! the catalogue or replaces what it has.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up has failed")]

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

use catalogue::{Problem, compile, watched};

fn ours() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of a deployment, which is deleted with its value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("catalogue-{}-{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(folder.join("events")).unwrap();
        fs::create_dir_all(folder.join("texts")).unwrap();
        Self(folder)
    }

    fn with(self, file: &str, text: &str) -> Self {
        fs::write(self.0.join(file), text).unwrap();
        self
    }

    fn compile(&self) -> Result<String, Vec<Problem>> {
        let catalogue = compile(&[&ours(), &self.0])?;
        let generated = catalogue.generate().unwrap();
        let code =
            generated.files.iter().filter(|(name, _)| Path::new(name).extension() == Some("rs".as_ref()));
        Ok(code.map(|(_, text)| String::from_utf8_lossy(text).into_owned()).collect())
    }

    /// Returns the faults: the file, the text of the line, and the message.
    fn faults(&self) -> Vec<(String, String, String)> {
        let shown = |problem: Problem| {
            let line = fs::read_to_string(&problem.file).unwrap_or_default();
            let line = line.lines().nth(problem.line - 1).unwrap_or_default().to_owned();
            let inside = problem.file.strip_prefix(&self.0).unwrap_or(&problem.file);
            (inside.display().to_string(), line, problem.message)
        };
        self.compile().err().unwrap_or_default().into_iter().map(shown).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Returns our file with this part replaced.
fn with(file: &str, old: &str, new: &str) -> String {
    let text = fs::read_to_string(ours().join(file)).unwrap();
    assert!(text.contains(old), "{file} has {old:?}");
    text.replacen(old, new, 1)
}

/// Checks that this change of this file of ours is refused with this message, in a line that contains this text.
fn assert_refused(file: &str, (old, new): (&str, &str), line: &str, message: &str) {
    let folder = Folder::new().with(file, &with(file, old, new));
    let faults = folder.faults();
    let is_it = |(in_file, in_line, said): &(String, String, String)| {
        in_file == file && in_line.contains(line) && said.contains(message)
    };
    assert!(
        faults.iter().any(is_it),
        "{file}, {old:?} as {new:?}: expected {message:?} at {line:?} in {faults:#?}"
    );
}

#[test]
fn ours_is_compiled_and_always_to_the_same_tables() {
    let tables = || compile(&[&ours()]).unwrap().generate().unwrap().files;
    assert_eq!(tables(), tables());
    let names: Vec<_> = tables().iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["event_types.rs", "sections.rs", "languages.rs", "texts.rs", "texts.bin"]);
    let own = Folder::new().with("texts/el.ftl", "");
    let watched = watched(&[&ours(), &own.0]);
    for path in ["events", "texts/en.ftl", "preferences.toml"] {
        assert!(watched.contains(&ours().join(path)), "{path}");
    }
    assert!(watched.contains(&own.0.join("texts")));
}

#[test]
fn the_texts_of_the_page_are_no_language_and_build_nothing() {
    let page = Folder::new().with("texts/page.en.ftl", "this is not Fluent");
    assert!(compile(&[&ours(), &page.0]).is_ok());
    let watched = watched(&[&page.0, &ours()]);
    let page = |path: &PathBuf| path.to_string_lossy().contains("page.");
    assert!(!watched.iter().any(page));
    // Cargo watches everything below a folder.
    let folders = [ours(), ours().join("texts")];
    assert!(!watched.iter().any(|path| folders.contains(path)));
}

#[test]
fn a_fault_of_an_event_type_is_found_in_its_line() {
    const FILE: &str = "events/order_filled.toml";
    for (change, line, message) in [
        (("priority = \"p0\"", "priority = \"p3\""), "priority", "`priority` must be one of"),
        (("priority = \"p0\"\n", ""), "", "`priority` is missing"),
        (("doc = ", "document = "), "document", "the key `document` is unknown here"),
        (
            ("preference = \"orderFilled\"", "preference = \"fills\""),
            "preference",
            "there is no section `fills`",
        ),
        (("preference = \"orderFilled\"\n", ""), "", "a type that is not mandatory needs a `preference`"),
        (("\"websocket\", \"push\"", "\"websocket\", \"pigeon\""), "pigeon", "must be"),
        (("\"websocket\", \"push\"", "\"websocket\", \"websocket\""), "channels", "is there twice"),
        (("expires_after = \"24h\"", "expires_after = \"24\""), "expires_after", "a number with m, h or d"),
        (
            ("expires_after = \"24h\"", "expires_after = \"1d\"\nexpires_with = \"price\""),
            "expires_with",
            "of the type `time`",
        ),
        (("collapse_by = [\"order_id\"]", "collapse_by = [\"order\"]"), "collapse_by", "`order` is no field"),
        (("burst_by = [\"order_id\"", "burst_by = [\"order\""), "burst_by", "`order` is no field"),
        (("burst_by = [\"order_id\"", "burst_by = [\"side\""), "burst_by", "must be ids, symbols"),
        (("quiet_hours = \"interrupts\"", "quiet_hours = \"whole\""), "burst_by", "are never merged"),
        (("channels = [", "ladder = [\"sms\"]\nchannels = ["), "burst_by", "are never merged"),
        (("channels = [", "mandatory = true\nchannels = ["), "burst_by", "are never merged"),
        (("link = \"/orders/{order_id}\"", "link = \"orders\""), "link", "must be a path"),
        (("link = \"/orders/{order_id}\"", "link = \"/orders/{fee}\""), "link", "fee"),
        (("push_data = [\"order_id\"", "push_data = [\"secret\""), "push_data", "`secret` is no field"),
        (("type = \"one of buy, sell\"", "type = \"one word\""), "type", ""),
        (("scale = \"quantity_scale\"", "scale = \"side\""), "scale", "side"),
        (("unit = \"fee_currency\"", "unit = \"currency\""), "unit", "currency"),
        (("absolute = true", "counts = \"order_filled\""), "", "`counts` has no meaning for this field"),
        (("side = \"buy\"", "side = \"hold\""), "side", "buy or sell"),
        (("quantity = \"0.125\"", "quantity = \"0\""), "quantity", "above 0"),
        (("side = \"buy\"\n", ""), "", "the sample must have the required field `side`"),
        (("side = \"buy\"\n", "side = \"buy\"\nx = \"1\"\n"), "x =", "which is no field"),
    ] {
        assert_refused(FILE, change, line, message);
    }
    assert_refused(
        "events/deposit_credited.toml",
        ("type = \"deposit_detected\"", "type = \"deposit_seen\""),
        "deposit_seen",
        "there is no event type `deposit_seen`",
    );
    assert_refused(
        "events/margin_call.toml",
        ("below = \"thresholdPercent\"", "below = \"limit\""),
        "filter",
        "`limit` is no number among the options",
    );
    assert_refused(
        "events/order_cancelled.toml",
        ("is = \"system\"", "is = \"god\""),
        "is =",
        "must be one of user, system",
    );
    assert_refused(
        "events/contact_changed.toml",
        ("mandatory = true\n", ""),
        "",
        "a security type must be mandatory",
    );
    let folder = Folder::new().with("events/Order.toml", &with(FILE, "p0", "p0"));
    assert!(
        folder.faults().iter().any(|(_, _, said)| said.contains("the name of the file")),
        "{:?}",
        folder.faults()
    );
    let folder = Folder::new().with(FILE, "priority = p0");
    assert!(folder.faults().iter().any(|(_, _, said)| said.contains("is not TOML")), "{:?}", folder.faults());
}

#[test]
fn a_fault_of_a_section_is_found_in_its_line() {
    const FILE: &str = "preferences.toml";
    for (change, line, message) in [
        (("enabled = true", "enabled = 1"), "liquidationWarning", "`enabled` must be true or false"),
        (
            ("mandatory = true", "mandatory = true\nenabled = true"),
            "enabled",
            "a mandatory section has no `enabled`",
        ),
        (("default = 150", "default = 50"), "default", "a number from 100 to 1000"),
        (("default = \"08:00\"", "default = \"8:00\""), "default", "a time of day"),
        (("compared = \"weaker when lower\"", "compared = \"lower\""), "compared", "`compared` must be"),
        (("key = \"deposit\"", "key = \"timeZone\""), "key", "the key `timeZone`"),
    ] {
        assert_refused(FILE, change, line, message);
    }
}

#[test]
fn a_fault_of_a_text_is_found_in_its_line() {
    const EN: &str = "texts/en.ftl";
    // A message of a folder replaces that of the same name, attribute by attribute.
    for (text, line, message) in [
        ("order_filled = { $amount }\n", "$amount", "there is no variable `$amount` here"),
        ("order_filled = { $fee }\n", "$fee", "`$fee` may be absent"),
        ("order_filled = { $side }\n", "$side", "is a word of the protocol"),
        ("order_filled = { SIGN($fee) }\n", "SIGN", ""),
        ("order_filled = { UPPER($symbol) }\n", "UPPER", "`UPPER` is no function"),
        ("order_filled = { order_lost }\n", "order_lost", "there is no message `order_lost`"),
        ("order_filled = { order_filled }\n", "order_filled }", "refers to itself"),
        ("order_filled = { -brand }\n", "-brand", "terms are not used here"),
        ("order_filled = { $side ->\n    [hold] x\n   *[sell] y\n }\n", "hold", "is no key for `$side`"),
        ("order_lost = x\n", "order_lost", "the text `order_lost` is unknown"),
        ("order_filled =\n    .body = x\n", ".body", "the text `order_filled.body` is unknown"),
        ("weekly_pnl_report =\n    .title = { $week }\n", "$week", "is a week"),
        ("order_filled = {\n", "", "is not Fluent"),
    ] {
        let folder = Folder::new().with(EN, text);
        let faults = folder.faults();
        let is_it = |(file, in_line, said): &(String, String, String)| {
            file == EN && in_line.contains(line) && said.contains(message)
        };
        assert!(faults.iter().any(is_it), "{text}: {faults:#?}");
    }
    let long = format!("order_filled =\n    .title = {}\n", "x".repeat(41));
    let faults = Folder::new().with(EN, &long).faults();
    assert!(
        faults.iter().any(|(_, line, said)| line.contains(".title") && said.contains("40")),
        "{faults:#?}"
    );
}

#[test]
fn a_language_is_complete_or_refused() {
    let greek = Folder::new().with("texts/el.ftl", "order_filled = { $symbol }\n");
    let faults = greek.faults();
    let missing =
        faults.iter().filter(|(file, _, said)| file == "texts/el.ftl" && said.contains("is missing"));
    assert!(missing.count() > 500, "every text is named: {}", faults.len());
    let nobody = Folder::new().with("texts/xx-nobody.ftl", "");
    assert!(!nobody.faults().is_empty());

    // A whole file under another name is a whole language.
    let whole = fs::read_to_string(ours().join("texts/es.ftl")).unwrap();
    let galician = Folder::new().with("texts/gl.ftl", &whole);
    let faults = galician.faults();
    // What remains are plural categories that the other language does not have.
    assert!(
        faults.iter().all(|(file, _, said)| file == "texts/gl.ftl" && !said.contains("is missing")),
        "{faults:#?}"
    );
}

#[test]
fn a_folder_adds_types_sections_and_texts_and_replaces_those_of_the_same_name() {
    let texts = |label: &str| {
        format!(
            "vault_opened = The vault of {{ $asset }} was opened\n    .title = {label}\n    .short = {{ $asset }}\n    \
             .sms = Vault opened: {{ $asset }}\n    .count = {{ $count ->\n       *[other] {{ $count }} vaults\n    }}\n\
             section-vault = Vault\n    .in-sentence = vault\n"
        )
    };
    let mut folder = Folder::new()
        .with(
            "events/vault_opened.toml",
            "doc = \"A vault was opened.\"\npriority = \"p1\"\npreference = \"vault\"\nchannels = [\"websocket\"]\n\
             expires_after = \"1h\"\nquiet_hours = \"summarised\"\ninterruption = \"active\"\nseverity = \"info\"\n\
             push_data = []\n\n[data.asset]\ntype = \"asset\"\ndoc = \"The asset.\"\n\n[sample]\nasset = \"BTC\"\n",
        )
        .with(
            "preferences.toml",
            "[[section]]\nkey = \"vault\"\ndoc = \"Settings for vaults.\"\nenabled = true\nchannels = [\"websocket\"]\n",
        );
    for language in fs::read_dir(ours().join("texts")).unwrap() {
        let name = language.unwrap().file_name().into_string().unwrap();
        folder = folder.with(&format!("texts/{name}"), &texts("Vault opened"));
    }
    let code = folder.compile().unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert!(code.contains("VaultOpened,") && code.contains("Vault,"));
    assert!(code.contains("\"vault_opened\" => Some(Self::VaultOpened)"));

    let quieter = with("events/deposit_credited.toml", "priority = \"p1\"", "priority = \"p2\"");
    let replaced = Folder::new().with("events/deposit_credited.toml", &quieter);
    assert!(replaced.compile().is_ok(), "{:#?}", replaced.faults());

    let renamed = Folder::new().with("texts/en.ftl", "order_filled =\n    .title = Executed\n");
    let catalogue = compile(&[&ours(), &renamed.0]).unwrap().generate().unwrap();
    let (_, texts) = catalogue.files.iter().find(|(name, _)| *name == "texts.bin").unwrap();
    let has = |text: &str| texts.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has("Executed") && has("Bought"), "the other parts stay");
}

#[test]
fn a_folder_that_is_not_there_is_a_fault() {
    let nowhere = Path::new("/nowhere/at/all");
    let faults = compile(&[&ours(), nowhere]).err().unwrap();
    assert_eq!((faults.len(), faults[0].file.as_path()), (1, nowhere));
    assert!(faults[0].to_string().starts_with("/nowhere/at/all:1: is no folder"));
}
