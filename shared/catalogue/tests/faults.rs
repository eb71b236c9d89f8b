//! Every kind of fault in a file is reported with the file, the line and what was expected there.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use catalogue::{Problem, compile};

/// Returns the catalogue of this repository.
fn ours() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of a deployment, which is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("catalogue-{}-{name}", std::process::id()));
        fs::create_dir_all(path.join("events")).unwrap();
        fs::create_dir_all(path.join("texts")).unwrap();
        Self(path)
    }

    /// Writes a file of this repository's catalogue with one change, and returns the line of the change.
    fn changed(&self, file: &str, from: &str, to: &str) -> usize {
        let text = fs::read_to_string(ours().join(file)).unwrap();
        let at = text.find(from).unwrap_or_else(|| panic!("{file} has no {from:?}"));
        self.write(file, &text.replacen(from, to, 1));
        1 + text[..at].matches('\n').count()
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).unwrap();
    }

    fn compiled(&self) -> Result<catalogue::Catalogue, Vec<Problem>> {
        compile(&[&ours(), &self.0])
    }

    /// Compiles it and returns the only problem: the file's name, the line and the message.
    fn problem(&self) -> (String, usize, String) {
        let problems = self.compiled().map(|_| "no problem").unwrap_err();
        let [Problem { file, line, message }] = problems.as_slice() else { panic!("{problems:#?}") };
        (file.strip_prefix(&self.0).unwrap().display().to_string(), *line, message.clone())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_catalogue_of_this_repository_is_in_order() {
    let compiled = compile(&[&ours()]).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert!(compiled.generate().is_ok());
}

#[test]
fn a_fault_of_an_event_file_is_reported_with_its_line() {
    const FILE: &str = "events/order_filled.toml";
    for (name, from, to, expected) in [
        ("key", "severity =", "colour = \"red\"\nseverity =", "the key `colour` is unknown here"),
        (
            "channel",
            "channels = [\"websocket\"",
            "channels = [\"pigeon\", \"websocket\"",
            "`pigeon` is no channel",
        ),
        ("class", "priority = \"p0\"", "priority = \"p9\"", "`priority` must be one of p0, p1, p2"),
        ("time", "expires_after = \"24h\"", "expires_after = \"soon\"", "must be a number with m, h or d"),
        (
            "section",
            "preference = \"orderFilled\"",
            "preference = \"orders\"",
            "there is no section `orders`",
        ),
        ("sample", "side = \"buy\"", "side = \"hold\"", "the sample's `side` must be buy or sell"),
        ("type", "type = \"symbol\"", "type = \"ticker\"", "`ticker` is no type"),
        ("link", "link = \"/orders/{order_id}\"", "link = \"/orders/{fee}\"", "`link` names `fee`"),
        (
            "push",
            "push_data = [\"order_id\"",
            "push_data = [\"orderId\"",
            "`orderId` is no field of this type",
        ),
        ("toml", "severity = \"success\"", "severity = \"success", "is not TOML"),
        (
            "type-push-channel",
            "push_data =",
            "push_channel = \"loud\"\npush_data =",
            "`push_channel` must be one of trading, funds, news",
        ),
    ] {
        let folder = Folder::new(name);
        let line = folder.changed(FILE, from, to);
        let (file, reported, message) = folder.problem();
        assert_eq!((file.as_str(), reported), (FILE, line), "{message}");
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn a_superseded_type_must_exist_and_have_the_field() {
    const FILE: &str = "events/deposit_credited.toml";
    for (name, to, expected) in [
        ("unknown-type", "type = \"deposit_seen\"", "there is no event type `deposit_seen`"),
        ("unknown-field", "type = \"order_filled\"", "`order_filled` has no field `deposit_id`"),
    ] {
        let folder = Folder::new(name);
        let line = folder.changed(FILE, "type = \"deposit_detected\"", to);
        let (file, reported, message) = folder.problem();
        assert_eq!((file.as_str(), reported), (FILE, line), "{message}");
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn a_sample_has_all_required_fields_and_no_others() {
    let folder = Folder::new("sample-fields");
    folder.changed("events/order_filled.toml", "\norder_id = ", "\norder = ");
    let problems = folder.compiled().unwrap_err();
    let messages: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        messages,
        ["the sample must have the required field `order_id`", "the sample has `order`, which is no field"]
    );
}

#[test]
fn a_fault_of_a_text_is_reported_with_its_line() {
    const FILE: &str = "texts/de.ftl";
    for (name, from, to, expected) in [
        (
            "placeable",
            "    .title = Order ausgeführt",
            "    .title = Order { $colour }",
            "there is no variable `$colour` here",
        ),
        (
            "word",
            "    .title = Order ausgeführt",
            "    .title = Order { $side }",
            "`$side` is a word of the protocol",
        ),
        ("absent", "    .title = Order ausgeführt", "    .title = Order { $fee }", "`$fee` may be absent"),
        (
            "function",
            "    .title = Order ausgeführt",
            "    .title = Order { LOUD($fee) }",
            "`LOUD` is no function",
        ),
        (
            "reference",
            "    .title = Order ausgeführt",
            "    .title = Order { no-such }",
            "there is no message `no-such`",
        ),
        (
            "key",
            "    .title = Order ausgeführt",
            "    .title = { $side ->\n        [hold] Order\n       *[sell] Order\n    }",
            "`hold` is no key for `$side`; expected one of buy, sell",
        ),
        (
            "long",
            "    .title = Order ausgeführt",
            "    .title = Eine Order von Ihnen wurde jetzt vollständig ausgeführt",
            "more than 40",
        ),
        (
            "extra",
            "    .title = Order ausgeführt",
            "    .subtitle = Order\n    .title = Order ausgeführt",
            "`order_filled.subtitle` is unknown",
        ),
    ] {
        let folder = Folder::new(name);
        folder.changed(FILE, from, to);
        let (file, _, message) = folder.problem();
        assert_eq!(file, FILE, "{message}");
        assert!(message.contains(expected), "{message}");
        let text = fs::read_to_string(folder.0.join(FILE)).unwrap();
        let line = 1 + text[..text.find(to).unwrap()].matches('\n').count();
        let (_, reported, _) = folder.problem();
        assert!((line..=line + 1).contains(&reported), "{reported} instead of {line}: {message}");
    }
}

#[test]
fn a_text_that_one_language_lacks_is_missed_at_its_message() {
    // A whole catalogue, because a folder that is laid over ours can leave out what ours has.
    let folder = Folder::new("missing");
    copy(&ours(), &folder.0);
    let path = folder.0.join("texts/de.ftl");
    let text = fs::read_to_string(&path).unwrap();
    let title = "    .title = Order ausgeführt\n";
    let line = 1 + text[..=text.find("\norder_filled =").unwrap()].matches('\n').count();
    fs::write(&path, text.replacen(title, "", 1)).unwrap();
    let problems = compile(&[&folder.0]).unwrap_err();
    let [Problem { file, line: reported, message }] = problems.as_slice() else { panic!("{problems:#?}") };
    assert_eq!(
        (file, *reported, message.as_str()),
        (&path, line, "the text `order_filled.title` is missing")
    );
}

#[test]
fn a_language_that_is_only_in_the_folder_must_be_complete() {
    let folder = Folder::new("language");
    folder.write("texts/it.ftl", "language-name = Italiano\n");
    let problems = folder.compiled().unwrap_err();
    assert!(problems.len() > 100 && problems.iter().all(|problem| problem.file.ends_with("texts/it.ftl")));
    let unknown = Folder::new("no-language");
    unknown.write("texts/francais-de-france.ftl", &fs::read_to_string(ours().join("texts/en.ftl")).unwrap());
    assert!(unknown.problem().2.contains("is no language tag"));
}

#[test]
fn a_default_of_the_preferences_is_checked() {
    for (name, from, to, expected) in [
        ("option", "default = 150", "default = 15", "the default must be a number from 100 to 1000"),
        ("time-of-day", "default = \"08:00\"", "default = \"8 a.m.\"", "must be a time of day such as 08:00"),
        (
            "default-channel",
            "channels = [\"websocket\"",
            "channels = [\"fax\", \"websocket\"",
            "`fax` is no channel",
        ),
        (
            "push-channel",
            "push_channel = \"news\"",
            "push_channel = \"critical\"",
            "`push_channel` must be one of trading, funds, news",
        ),
        ("taken", "key = \"orderFilled\"", "key = \"quietHours\"", "the key `quietHours` is taken"),
    ] {
        let folder = Folder::new(name);
        let line = folder.changed("preferences.toml", from, to);
        let problems = folder.compiled().map(|_| ()).unwrap_err();
        let found = problems.iter().find(|problem| problem.message.contains(expected));
        let found = found.unwrap_or_else(|| panic!("{problems:#?}"));
        assert_eq!((found.line, found.file.ends_with("preferences.toml")), (line, true), "{found}");
    }
}

#[test]
fn a_folder_adds_a_type_and_replaces_a_text() {
    let folder = Folder::new("overlay");
    folder.write("events/launchpool_reward.toml", LAUNCHPOOL_REWARD);
    for entry in fs::read_dir(ours().join("texts")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        folder.write(&format!("texts/{name}"), LAUNCHPOOL_TEXTS);
    }
    folder.write("texts/en.ftl", &format!("{LAUNCHPOOL_TEXTS}order_filled =\n    .title = Trade done\n"));
    let compiled = folder.compiled().unwrap_or_else(|problems| panic!("{problems:#?}"));
    let generated = compiled.generate().unwrap();
    let file = |name: &str| &generated.files.iter().find(|(file, _)| *file == name).unwrap().1;
    let types = String::from_utf8(file("event_types.rs").clone()).unwrap();
    assert!(types.contains("\"launchpool_reward\" => Some(Self::LaunchpoolReward)"), "{types}");
    let texts = file("texts.bin");
    let has = |text: &str| texts.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has("Trade done") && has("Launchpool reward") && !has("Order filled\0"));
}

#[test]
fn the_push_channel_is_critical_or_the_types_own_or_that_of_its_section_or_trading() {
    let channel = |name: &str, from: &str, to: &str| {
        let folder = Folder::new(name);
        folder.write("events/launchpool_reward.toml", &LAUNCHPOOL_REWARD.replace(from, to));
        for entry in fs::read_dir(ours().join("texts")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            folder.write(&format!("texts/{name}"), LAUNCHPOOL_TEXTS);
        }
        let generated =
            folder.compiled().unwrap_or_else(|problems| panic!("{problems:#?}")).generate().unwrap();
        let (_, types) = generated.files.iter().find(|(file, _)| *file == "event_types.rs").unwrap();
        let types = String::from_utf8(types.clone()).unwrap();
        let row = types.split("name: \"launchpool_reward\"").nth(1).unwrap();
        row.split("PushChannel::").nth(1).unwrap().split(',').next().unwrap().to_owned()
    };
    let preference = "preference = \"earn\"";
    let own = "preference = \"earn\"\npush_channel = \"news\"";
    assert_eq!(channel("channel-section", preference, preference), "Funds");
    assert_eq!(channel("channel-own", preference, own), "News");
    assert_eq!(channel("channel-none", preference, "mandatory = true"), "Trading");
    let critical = channel("channel-critical", "interruption = \"passive\"", "interruption = \"critical\"");
    assert_eq!(critical, "Critical");
}

const LAUNCHPOOL_REWARD: &str = r#"
doc = "A reward of a launchpool was paid."
priority = "p2"
preference = "earn"
channels = ["websocket"]
expires_after = "7d"
quiet_hours = "summarised"
interruption = "passive"
severity = "success"
[data.reward_id]
type = "id"
doc = "The exchange's ID of the reward."
[data.asset]
type = "asset"
doc = "The asset of the reward."
[data.amount]
type = "decimal above 0"
unit = "asset"
doc = "The amount."
[sample]
reward_id = "r-1"
asset = "ETH"
amount = "0.0012"
"#;

const LAUNCHPOOL_TEXTS: &str = "launchpool_reward = You earned { $amount } in the launchpool
    .title = Launchpool reward
    .short = You earned { $amount }
    .sms = Launchpool reward: { $amount }
    .count = { $count } launchpool rewards
";

/// Copies the files of a catalogue.
fn copy(from: &Path, to: &Path) {
    fs::copy(from.join("preferences.toml"), to.join("preferences.toml")).unwrap();
    for part in ["events", "texts"] {
        for entry in fs::read_dir(from.join(part)).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(part).join(entry.file_name())).unwrap();
        }
    }
}
