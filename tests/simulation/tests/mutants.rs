//! The simulation finds mistakes that are planted in the product's sources and in the simulation's own ports.
//!
//! There are two kinds. A port that breaks a promise is a [`Mutant`], switched on in the simulation's own
//! ports. Every other mistake is a patch in `mutants/`: a short description, a line `Runs:` with the options
//! of the simulation under which the mistake is found (`--prices`; `--often` for one that only a rare
//! combination of faults shows), and a diff against the sources. In the diff, the wrong code is guarded by
//! `domain::mutants::on("<the patch's file name>")`, a module that is added to a copy of the workspace. All
//! patches are applied to that copy together, so that it is built once; then each is switched on by the
//! environment variable `MUTANT`. A patch that no longer applies fails the test with its name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use simulation::mutants::{Mutant, mutate};
use simulation::{Scenario, run};

/// The number of seeds within which every mutant is found.
const SEEDS: u64 = 1_000;

#[test]
fn every_patch_applies() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for patch in Patch::all() {
        let checked = Command::new("git")
            .arg("-C")
            .arg(&workspace)
            .args(["apply", "--check"])
            .arg(&patch.path)
            .output();
        let checked = checked.expect("git runs");
        assert!(checked.status.success(), "{} does not apply any more: {}", patch.name, text(&checked));
    }
}

#[test]
fn every_mutant_of_the_ports_is_found() {
    let is_found = |mutant: &Mutant| {
        mutate(Some(*mutant));
        let is_found = (0..SEEDS).any(|seed| {
            [Scenario::of(seed), Scenario::of_prices(seed)]
                .into_iter()
                .any(|scenario| !run(scenario).violations.is_empty())
        });
        mutate(None);
        is_found
    };
    let missed: Vec<Mutant> = Mutant::ALL.into_iter().filter(|mutant| !is_found(mutant)).collect();
    assert!(missed.is_empty(), "not found within {SEEDS} seeds: {missed:?}");
}

#[test]
fn every_patched_mutant_is_found() {
    let patches = Patch::all();
    let binary = build(&patches);
    let whole = simulate(&binary, None, &["--seeds", "20"]);
    assert!(whole.status.success(), "switched off, the patches change something: {}", text(&whole));
    let missed: Vec<_> =
        patches.iter().filter(|patch| !patch.is_found(&binary)).map(|patch| &patch.name).collect();
    assert!(missed.is_empty(), "not found within {SEEDS} seeds: {missed:?}");
}

/// A mutant as a diff.
struct Patch {
    /// The name of the file without its extension, and of the switch.
    name: String,
    path: PathBuf,
    /// The options of the simulation under which the mistake is found.
    options: Vec<String>,
}

impl Patch {
    fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("mutants");
        let files = fs::read_dir(&folder).expect("the folder of the patches");
        let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file of the folder").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "patch"));
        paths.sort();
        assert!(!paths.is_empty(), "there are no patches in {}", folder.display());
        paths.into_iter().map(Self::read).collect()
    }

    fn read(path: PathBuf) -> Self {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        let diff = fs::read_to_string(&path).expect("a diff");
        assert!(diff.contains(&format!("mutants::on(\"{name}\")")), "{name} has no switch of its name");
        let runs = diff.lines().find_map(|line| line.strip_prefix("Runs:"));
        let runs = runs.unwrap_or_else(|| panic!("{name} has no line that begins with `Runs:`"));
        let options = runs.split_whitespace().map(str::to_owned).collect();
        Self { name, path, options }
    }

    fn apply(&self, workspace: &Path) {
        let mut git = Command::new("git");
        // Git must not find the repository around the copy, which ignores all of the copy.
        git.env("GIT_CEILING_DIRECTORIES", workspace.parent().expect("a folder around the copy"));
        let output = git.args(["apply", "-C1"]).arg(&self.path).current_dir(workspace).output().expect("git");
        assert!(output.status.success(), "{}.patch does not apply any more: {}", self.name, text(&output));
    }

    fn is_found(&self, binary: &Path) -> bool {
        let seeds = SEEDS.to_string();
        let own = self.options.iter().map(String::as_str);
        let options: Vec<&str> = ["--seeds", &seeds].into_iter().chain(own).collect();
        let output = simulate(binary, Some(&self.name), &options);
        let is_violated = text(&output).contains("VIOLATED");
        assert_eq!(!output.status.success(), is_violated, "{}: {}", self.name, text(&output));
        is_violated
    }
}

fn simulate(binary: &Path, mutant: Option<&str>, options: &[&str]) -> Output {
    let mut command = Command::new(binary);
    command.env_remove("MUTANT").envs(mutant.map(|name| ("MUTANT", name))).args(options);
    command.output().expect("the simulation with its patches")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Builds the simulation from a copy of the workspace with all patches, and returns its path.
fn build(patches: &[Patch]) -> PathBuf {
    // The parent of the integration tests' temporary folder is the target folder.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let (staging, workspace) = (target.join("mutants/staging"), target.join("mutants/workspace"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the workspace");
    let _ = fs::remove_dir_all(&staging);
    copy(root, &staging);
    for patch in patches {
        patch.apply(&staging);
    }
    let switch = Path::new(env!("CARGO_MANIFEST_DIR")).join("mutants/switch.rs");
    fs::copy(switch, staging.join("shared/domain/src/mutants.rs")).expect("the switch");
    edit(&staging.join("shared/domain/src/lib.rs"), |text| format!("{text}\npub mod mutants;\n"));
    // With another version and another name, no artifact of the copy replaces one of the workspace, while
    // both share the same dependencies.
    edit(&staging.join("Cargo.toml"), |text| {
        text.replacen("version = \"0.1.0\"", "version = \"0.1.0-mutants\"", 1)
    });
    edit(&staging.join("tests/simulation/Cargo.toml"), |text| {
        let package = "name = \"simulation\"\nautobins = false";
        let text = text.replacen("name = \"simulation\"", package, 1);
        format!("{text}\n[[bin]]\nname = \"mutants\"\npath = \"src/main.rs\"\n")
    });
    // Only changed files are written, so that only these are built again.
    update(&staging, &workspace);

    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // With all members and their tests, the dependencies have the features that `cargo test --workspace` gives them.
    let arguments =
        ["test", "--workspace", "--test", "campaign", "--no-run", "--offline", "--message-format", "json"];
    let output = Command::new(cargo)
        .args(arguments)
        .env("CARGO_TARGET_DIR", target)
        .current_dir(&workspace)
        .output()
        .expect("cargo");
    let stdout = String::from_utf8_lossy(&output.stdout);
    let messages: Vec<Value> =
        stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).collect();
    let errors: Vec<_> = messages
        .iter()
        .filter(|message| message["message"]["level"] == "error")
        .filter_map(|message| message["message"]["rendered"].as_str())
        .collect();
    assert!(output.status.success(), "the copy with all patches does not build: {}", errors.join("\n"));
    let built = messages
        .iter()
        .filter(|message| message["target"]["name"] == "mutants" && message["executable"].is_string())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from));
    built.expect("the simulation of the copy")
}

fn edit(path: &Path, change: impl FnOnce(&str) -> String) {
    let text = fs::read_to_string(path).expect("a file of the copy");
    let changed = change(&text);
    assert_ne!(text, changed, "{} is not as it was expected", path.display());
    fs::write(path, changed).expect("a file of the copy");
}

/// Returns the files and folders of the workspace's sources, without build artifacts.
fn entries(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name != "target" && name != ".git").collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder of the copy");
    for name in entries(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a file of the workspace");
        }
    }
}

/// Makes `to` equal to `from`, without touching what is equal already. `Cargo.lock` is left to cargo.
fn update(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder of the copy");
    for name in entries(to).difference(&entries(from)) {
        let old = to.join(name);
        let removed = if old.is_dir() { fs::remove_dir_all(&old) } else { fs::remove_file(&old) };
        removed.expect("a file that is no more");
    }
    for name in entries(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            update(&from, &to);
        } else {
            let bytes = fs::read(&from).expect("a file of the copy");
            if fs::read(&to).ok().as_ref() != Some(&bytes) {
                fs::write(&to, bytes).expect("a file of the copy");
            }
        }
    }
}
