//! From the sources to the folder that the template names for each function.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use local::leash::Order;
use local::{Progress, Tried as _, artefacts};

use crate::error::Error;
use crate::tools::{self, Tools};

/// How the functions are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// As they are deployed, for one of Lambda's two processors.
    Release {
        /// Whether it is arm64.
        is_arm: bool,
    },
    /// As the tests build them, for this machine.
    Dev,
}

impl Profile {
    /// The template's parameter `Architecture` for what was built.
    pub(crate) fn architecture(self) -> &'static str {
        let is_arm = match self {
            Self::Release { is_arm } => is_arm,
            Self::Dev => cfg!(target_arch = "aarch64"),
        };
        if is_arm { "arm64" } else { "x86_64" }
    }
}

/// The functions, built.
pub(crate) struct Built {
    /// The template that names them: infra/template.yaml, or for dev binaries a copy that differs in their folder.
    pub(crate) template: PathBuf,
    /// The packages.
    pub(crate) packages: BTreeSet<String>,
    /// The folder with a folder for each package, in which is its `bootstrap`.
    folder: PathBuf,
}

impl Built {
    /// The executable of a package.
    pub(crate) fn bootstrap(&self, package: &str) -> PathBuf {
        self.folder.join(package).join("bootstrap")
    }
}

/// Builds what the template deploys.
pub(crate) async fn build(tools: &Tools, profile: Profile) -> Result<Built, Error> {
    let text = crate::settings::template_text()?;
    let packages = artefacts::packages(&text);
    match profile {
        Profile::Release { is_arm } => release(tools, packages, is_arm).await,
        Profile::Dev => dev(tools, packages, &text).await,
    }
}

/// `cargo lambda build`, which leaves the executables where the template looks for them.
async fn release(tools: &Tools, packages: BTreeSet<String>, is_arm: bool) -> Result<Built, Error> {
    eprintln!("building the functions for AWS");
    let mut order = Order::new(tools.python.path(), None, tools.python.command("cargo-lambda"));
    // Named one by one: a build of the whole workspace would bring the features of the tests along.
    let named = packages.iter().flat_map(|package| ["--package", package]);
    let target = if is_arm { "--arm64" } else { "--x86-64" };
    order.command().args(["lambda", "build", "--release", target]).args(named).current_dir(local::root());
    // Its linker comes with it, as a package of the same environment.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let own = tools.python.command("").into_os_string();
    let paths = std::iter::once(PathBuf::from(own)).chain(std::env::split_paths(&path));
    if let Ok(path) = std::env::join_paths(paths) {
        order.command().env("PATH", path);
    }
    tools::run("cargo lambda build", order).await?;
    let folder = local::root().join("target/lambda");
    Ok(Built { template: crate::settings::template(), packages, folder })
}

/// The binaries of the tests, and a template that names their folder instead of that of `cargo lambda`: what is in that one
/// is what others deploy to AWS.
async fn dev(tools: &Tools, packages: BTreeSet<String>, template: &str) -> Result<Built, Error> {
    let state_dir = tools::state_dir();
    let folder = state_dir.join("dev");
    fs::create_dir_all(&folder).tried(|| format!("cannot make {}", folder.display()))?;
    let step = Progress::shown().headline("building the functions (dev)");
    let _lock = artefacts::lock().await?;
    let executables = artefacts::executables(&tools.python, &packages, &state_dir, true).await?;
    for (package, executable) in &executables {
        let own = folder.join(package);
        fs::create_dir_all(&own).tried(|| format!("cannot make {}", own.display()))?;
        copy_if_newer(executable, &own.join("bootstrap"))?;
    }
    step.done();
    let copy = state_dir.join("template.yaml");
    let text = template.replace(artefacts::PREFIX, "dev/");
    // Only where it differs: another deployment may be reading it.
    if fs::read_to_string(&copy).ok().as_ref() != Some(&text) {
        fs::write(&copy, text).tried(|| format!("cannot write {}", copy.display()))?;
    }
    Ok(Built { template: copy, packages, folder })
}

fn copy_if_newer(from: &Path, to: &Path) -> Result<(), Error> {
    let modified = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    if modified(to).is_some_and(|copied| modified(from).is_some_and(|built| built <= copied)) {
        return Ok(());
    }
    fs::copy(from, to).tried(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
