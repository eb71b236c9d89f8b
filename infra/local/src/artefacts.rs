//! From sources to what gets uploaded: the functions' binaries, zipped as AWS wants them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::error::{Error, Tried as _};
use crate::leash::Order;
use crate::venv::{self, Python};
use crate::{hex, paths};

/// How the template names an artefact: `CodeUri: ../target/lambda/<package>/`, where `cargo lambda` puts it.
pub const PREFIX: &str = "../target/lambda/";

/// The zipped functions by package.
#[derive(Debug)]
pub(crate) struct Artefacts {
    by_package: BTreeMap<String, Artefact>,
}

/// One zipped function.
#[derive(Debug)]
pub struct Artefact {
    /// Its object key; it names the content, so a changed function has another one.
    pub key: String,
    /// The zip.
    pub zip: Vec<u8>,
}

/// The packages that a template deploys.
pub fn packages(template: &str) -> BTreeSet<String> {
    let named = template.split(PREFIX).skip(1);
    named.filter_map(|rest| Some(rest.split_once('/')?.0.to_owned())).collect()
}

/// Builds and zips the packages that `template` deploys. Where cargo's own progress goes is `stderr`.
pub(crate) async fn build(
    python: &Python,
    template: &str,
    state_dir: &Path,
    show_progress: bool,
) -> Result<Artefacts, Error> {
    let packages = packages(template);
    // A build of another process must not replace a binary while we read it.
    let _lock = lock().await?;
    let mut by_package = BTreeMap::new();
    for (name, executable) in executables(python, &packages, state_dir, show_progress).await? {
        // Stored, not deflated: it goes no further than this machine.
        let artefact = zipped(&name, &executable, CompressionMethod::Stored)?;
        by_package.insert(name, artefact);
    }
    Ok(Artefacts { by_package })
}

/// Keeps other processes from building the functions until it is dropped.
///
/// # Errors
///
/// The file of the lock cannot be written.
pub async fn lock() -> Result<File, Error> {
    venv::lock(&paths::root().join("target/local-build.lock")).await
}

/// Builds `packages` with the profile of the tests and of `cargo local`. Returns their executables by package.
///
/// # Errors
///
/// They do not build, or one of them is no package of this workspace.
pub async fn executables(
    python: &Python,
    packages: &BTreeSet<String>,
    state_dir: &Path,
    show_progress: bool,
) -> Result<BTreeMap<String, PathBuf>, Error> {
    let messages = state_dir.join("build.json");
    let log = state_dir.join("build.log");
    let create = |path: &Path| File::create(path).tried(|| format!("cannot write {}", path.display()));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut order = Order::new(python.path(), None, cargo);
    order.command().args(["build", "--message-format=json-render-diagnostics"]).current_dir(paths::root());
    for package in packages {
        order.command().args(["--bin", package]);
    }
    let stderr = if show_progress { Stdio::inherit() } else { Stdio::from(create(&log)?) };
    let status = order.start(create(&messages)?, stderr)?.wait().await?;
    if !status.success() {
        let told = if show_progress { String::new() } else { format!(":\n{}", paths::tail(&log)) };
        return Err(Error::Build(format!("cargo build: {status}{told}")));
    }
    let text = fs::read_to_string(&messages).tried(|| format!("cannot read {}", messages.display()))?;
    let built: BTreeMap<_, _> = built(&text).filter(|(name, _)| packages.contains(name)).collect();
    match packages.iter().find(|package| !built.contains_key(*package)) {
        Some(missing) => Err(Error::Template(format!("{PREFIX}{missing}/ is no binary of this workspace"))),
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

/// The executables among cargo's messages.
fn built(messages: &str) -> impl Iterator<Item = (String, PathBuf)> {
    messages.lines().filter_map(|line| {
        // Lines of other kinds are of no interest, whatever they say.
        let message: Message = serde_json::from_str(line).ok()?;
        Some((message.target?.name, message.executable?))
    })
}

/// Zips the executable of the function `name` as Lambda wants it.
///
/// # Errors
///
/// The executable cannot be read.
pub fn zipped(name: &str, executable: &Path, method: CompressionMethod) -> Result<Artefact, Error> {
    let binary = fs::read(executable).tried(|| format!("cannot read {}", executable.display()))?;
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
    /// The zips, to be uploaded.
    pub(crate) fn into_zips(self) -> impl Iterator<Item = Artefact> {
        self.by_package.into_values()
    }

    /// The template as it deploys from `bucket`: what `sam package` does on the way to AWS.
    pub(crate) fn point(&self, template: &str, bucket: &str) -> String {
        self.by_package.iter().fold(template.to_owned(), |template, (package, artefact)| {
            template.replace(&format!("{PREFIX}{package}/"), &format!("s3://{bucket}/{}", artefact.key))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_names_the_packages() {
        let template = "A:\n  CodeUri: ../target/lambda/route/\nB:\n  CodeUri: ../target/lambda/web/\n";
        assert_eq!(packages(template), BTreeSet::from(["route".to_owned(), "web".to_owned()]));
    }

    #[test]
    fn every_artefact_of_a_template_is_pointed_at_its_zip() {
        let artefact = Artefact { key: "route-0123.zip".to_owned(), zip: Vec::new() };
        let artefacts = Artefacts { by_package: BTreeMap::from([("route".to_owned(), artefact)]) };
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
