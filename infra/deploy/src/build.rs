//! Builds the functions into the folders that the template names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use local::process_guard::GuardedCommand;
use local::{Context as _, Progress, artefacts};

use crate::error::Error;
use crate::tools::{self, Tools};

/// The kind of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// A release build for one of Lambda's two processor architectures.
    Release {
        /// Whether the architecture is arm64; otherwise it is `x86_64`.
        is_arm: bool,
    },
    /// The build of the tests, for this machine.
    Dev,
}

impl Profile {
    /// Returns the value of the template's parameter `Architecture` for this build.
    pub(crate) fn architecture(self) -> &'static str {
        let is_arm = match self {
            Self::Release { is_arm } => is_arm,
            Self::Dev => cfg!(target_arch = "aarch64"),
        };
        if is_arm { "arm64" } else { "x86_64" }
    }
}

/// The built functions.
pub(crate) struct Built {
    /// The template that names them: `infra/template.yaml`, or for development binaries a copy that
    /// differs only in their folder.
    pub(crate) template: PathBuf,
    /// The functions, by the names of their binaries.
    pub(crate) functions: BTreeSet<String>,
    /// The folder that has a folder for each function, with its `bootstrap`.
    folder: PathBuf,
}

impl Built {
    /// Returns the executable of a function.
    pub(crate) fn bootstrap(&self, function: &str) -> PathBuf {
        self.folder.join(function).join("bootstrap")
    }
}

/// Builds the functions that the template deploys.
pub(crate) async fn build(tools: &Tools, profile: Profile) -> Result<Built, Error> {
    let text = crate::settings::template_text()?;
    let functions = artefacts::functions(&text);
    match profile {
        Profile::Release { is_arm } => release(tools, functions, is_arm).await,
        Profile::Dev => dev(tools, functions, &text).await,
    }
}

/// Runs `cargo lambda build`, which writes the executables to the place where the template looks
/// for them.
async fn release(tools: &Tools, functions: BTreeSet<String>, is_arm: bool) -> Result<Built, Error> {
    eprintln!("building the functions for AWS");
    let mut order = GuardedCommand::new(tools.python.path(), None, tools.python.command("cargo-lambda"));
    // Built by itself, so that features which our own tools need of a shared crate do not end up in
    // a function.
    let package = ["--package", "functions"];
    let target = if is_arm { "--arm64" } else { "--x86-64" };
    order.command().args(["lambda", "build", "--release", target]).args(package).current_dir(local::root());
    // Its linker is a package of the same virtual environment.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let own = tools.python.command("").into_os_string();
    let paths = std::iter::once(PathBuf::from(own)).chain(std::env::split_paths(&path));
    if let Ok(path) = std::env::join_paths(paths) {
        order.command().env("PATH", path);
    }
    tools::run("cargo lambda build", order).await?;
    let folder = local::root().join("target/lambda");
    Ok(Built { template: crate::settings::template(), functions, folder })
}

/// Builds the binaries of the tests, and writes a template that names their folder instead of that
/// of `cargo lambda`, whose content is deployed to AWS.
async fn dev(tools: &Tools, functions: BTreeSet<String>, template: &str) -> Result<Built, Error> {
    let state_dir = tools::state_dir();
    let folder = state_dir.join("dev");
    fs::create_dir_all(&folder).context(|| format!("cannot create {}", folder.display()))?;
    let step = Progress::shown().headline("building the functions (dev)");
    let _lock = artefacts::lock().await?;
    let executables = artefacts::executables(&tools.python, &functions, &state_dir, true, None).await?;
    for (function, executable) in &executables {
        let own = folder.join(function);
        fs::create_dir_all(&own).context(|| format!("cannot create {}", own.display()))?;
        copy_if_newer(executable, &own.join("bootstrap"))?;
    }
    step.done();
    let copy = state_dir.join("template.yaml");
    let text = template.replace(artefacts::PREFIX, "dev/");
    // Written only if it differs: another deployment may be reading it.
    if fs::read_to_string(&copy).ok().as_ref() != Some(&text) {
        fs::write(&copy, text).context(|| format!("cannot write {}", copy.display()))?;
    }
    Ok(Built { template: copy, functions, folder })
}

fn copy_if_newer(from: &Path, to: &Path) -> Result<(), Error> {
    let modified = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    if modified(to).is_some_and(|copied| modified(from).is_some_and(|built| built <= copied)) {
        return Ok(());
    }
    fs::copy(from, to).context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
