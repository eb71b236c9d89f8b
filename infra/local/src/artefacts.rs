//! Builds the functions' binaries and zips them in the layout that Lambda expects.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::error::{Context as _, Error};
use crate::process_guard::GuardedCommand;
use crate::venv::{self, Python};
use crate::{hex, paths};

/// The prefix with which the template names an artefact: `CodeUri: ../target/lambda/<function>/`,
/// where `cargo lambda` writes it.
pub const PREFIX: &str = "../target/lambda/";

/// The zipped functions, by the names of their binaries.
#[derive(Debug)]
pub(crate) struct Artefacts {
    by_function: BTreeMap<String, Artefact>,
}

/// One zipped function.
#[derive(Debug)]
pub struct Artefact {
    /// Its object key. The key contains a hash of the content, so a changed function has another
    /// key.
    pub key: String,
    /// The zip.
    pub zip: Vec<u8>,
}

/// Returns the functions that a template deploys, by the names of their binaries.
pub fn functions(template: &str) -> BTreeSet<String> {
    let named = template.split(PREFIX).skip(1);
    named.filter_map(|rest| Some(rest.split_once('/')?.0.to_owned())).collect()
}

/// Builds and zips the functions that `template` deploys, with what the folder `catalogue` adds to the
/// catalogue. With `show_progress`, cargo's output goes to standard error, otherwise into a log file.
pub(crate) async fn build(
    python: &Python,
    template: &str,
    state_dir: &Path,
    show_progress: bool,
    catalogue: Option<&Path>,
) -> Result<Artefacts, Error> {
    let functions = functions(template);
    // Another process must not replace a binary while it is read here.
    let _lock = lock().await?;
    let mut by_function = BTreeMap::new();
    for (name, executable) in executables(python, &functions, state_dir, show_progress, catalogue).await? {
        // Stored, not deflated: the zip does not leave this machine.
        let artefact = zipped(&name, &executable, CompressionMethod::Stored)?;
        by_function.insert(name, artefact);
    }
    Ok(Artefacts { by_function })
}

/// Takes the lock that keeps other processes from building the functions, until it is dropped.
///
/// # Errors
///
/// [`Error::Io`]: the lock file cannot be created or locked; not retryable.
pub async fn lock() -> Result<File, Error> {
    venv::lock(&paths::root().join("target/local-build.lock")).await
}

/// The variable with the folder that adds to the catalogue, which the build script of `domain` reads.
const CATALOGUE_DIR: &str = "CATALOGUE_DIR";

/// Builds `functions` with the profile that the tests and `cargo local` use, and with what the folder
/// `catalogue` adds to the catalogue. Returns their executables by function.
///
/// # Errors
///
/// [`Error::Build`]: the functions do not compile. [`Error::Template`]: one of them is not a binary
/// of this workspace. [`Error::Io`]: the log or cargo's messages cannot be written or read. None is
/// retryable.
pub async fn executables(
    python: &Python,
    functions: &BTreeSet<String>,
    state_dir: &Path,
    show_progress: bool,
    catalogue: Option<&Path>,
) -> Result<BTreeMap<String, PathBuf>, Error> {
    let messages = state_dir.join("build.json");
    let log = state_dir.join("build.log");
    let create = |path: &Path| File::create(path).context(|| format!("cannot write {}", path.display()));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut order = GuardedCommand::new(python.path(), None, cargo);
    order.command().args(["build", "--message-format=json-render-diagnostics"]).current_dir(paths::root());
    if let Some(folder) = catalogue {
        let folder = folder.canonicalize().context(|| format!("cannot read {}", folder.display()))?;
        order.command().env(CATALOGUE_DIR, folder);
    }
    for function in functions {
        order.command().args(["--bin", function]);
    }
    let stderr = if show_progress { Stdio::inherit() } else { Stdio::from(create(&log)?) };
    let status = order.start(create(&messages)?, stderr)?.wait().await?;
    if !status.success() {
        let told = if show_progress { String::new() } else { format!(":\n{}", paths::tail(&log)) };
        return Err(Error::Build(format!("cargo build: {status}{told}")));
    }
    let text = fs::read_to_string(&messages).context(|| format!("cannot read {}", messages.display()))?;
    let built: BTreeMap<_, _> = built(&text).filter(|(name, _)| functions.contains(name)).collect();
    match functions.iter().find(|function| !built.contains_key(*function)) {
        Some(missing) => {
            Err(Error::Template(format!("{PREFIX}{missing}/ is not a binary of this workspace")))
        }
        None => Ok(built),
    }
}

#[derive(Deserialize)]
struct Message {
    target: Option<Target>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Returns the executables that cargo's messages name.
fn built(messages: &str) -> impl Iterator<Item = (String, PathBuf)> {
    messages.lines().filter_map(|line| {
        // Other messages are skipped.
        let message: Message = serde_json::from_str(line).ok()?;
        Some((message.target?.name, message.executable?))
    })
}

/// Zips the executable of the function `name` in the layout that Lambda expects.
///
/// # Errors
///
/// [`Error::Io`]: the executable cannot be read or zipped; not retryable.
pub fn zipped(name: &str, executable: &Path, method: CompressionMethod) -> Result<Artefact, Error> {
    let binary = fs::read(executable).context(|| format!("cannot read {}", executable.display()))?;
    let hash = hex(&Sha256::digest(&binary));
    let key = format!("{name}-{}.zip", hash.get(..16).unwrap_or(&hash));
    let options = SimpleFileOptions::default().compression_method(method).unix_permissions(0o755);
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(binary.len() + 1024)));
    let write = |source: std::io::Error| Error::Io { what: format!("cannot zip {name}"), source };
    zip.start_file("bootstrap", options).map_err(|error| write(error.into()))?;
    zip.write_all(&binary).map_err(write)?;
    let zip = zip.finish().map_err(|error| write(error.into()))?.into_inner();
    Ok(Artefact { key, zip })
}

impl Artefacts {
    /// Returns the zips for the upload.
    pub(crate) fn into_zips(self) -> impl Iterator<Item = Artefact> {
        self.by_function.into_values()
    }

    /// Returns the template with the addresses of the zips in `bucket`, as `sam package` would
    /// write it.
    pub(crate) fn point(&self, template: &str, bucket: &str) -> String {
        self.by_function.iter().fold(template.to_owned(), |template, (function, artefact)| {
            template.replace(&format!("{PREFIX}{function}/"), &format!("s3://{bucket}/{}", artefact.key))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_names_the_functions() {
        let template = "A:\n  CodeUri: ../target/lambda/route/\nB:\n  CodeUri: ../target/lambda/web/\n";
        assert_eq!(functions(template), BTreeSet::from(["route".to_owned(), "web".to_owned()]));
    }

    #[test]
    fn every_artefact_of_a_template_is_pointed_at_its_zip() {
        let artefact = Artefact { key: "route-0123.zip".to_owned(), zip: Vec::new() };
        let artefacts = Artefacts { by_function: BTreeMap::from([("route".to_owned(), artefact)]) };
        let pointed = artefacts.point("x: ../target/lambda/route/\ny: ../target/lambda/route/", "b");
        assert_eq!(pointed, "x: s3://b/route-0123.zip\ny: s3://b/route-0123.zip");
    }

    #[test]
    fn only_executables_count_among_cargos_messages() {
        let messages = concat!(
            "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"web\"},\"executable\":\"/t/web\"}\n",
            "{\"reason\":\"compiler-artifact\",\"target\":{\"name\":\"store\"},\"executable\":null}\n",
            "{\"reason\":\"build-finished\",\"success\":true}\n",
        );
        let found: Vec<_> = built(messages).collect();
        assert_eq!(found, [("web".to_owned(), PathBuf::from("/t/web"))]);
    }
}
