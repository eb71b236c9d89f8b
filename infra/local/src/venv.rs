//! Virtual environments for our Python packages: created once, shared by everything in this
//! checkout.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest as _, Sha256};

use crate::error::{Context as _, Error};
use crate::paths;
use crate::process_guard::GuardedCommand;

/// The oldest Python version that MiniStack and the SAM CLI support.
const OLDEST: (u32, u32) = (3, 10);

/// The interpreter of an environment with all its packages.
#[derive(Debug, Clone)]
pub struct Python {
    path: PathBuf,
}

impl Python {
    /// Returns the path of the interpreter.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the path of a command that a package of the environment has installed.
    pub fn command(&self, name: &str) -> PathBuf {
        self.path.with_file_name(name)
    }
}

/// An environment: its folder and its packages.
#[derive(Debug, Clone)]
pub struct Venv {
    what: &'static str,
    folder: PathBuf,
    requirements: PathBuf,
}

impl Venv {
    /// Returns the environment in `folder`, with the packages of the file `requirements` in it.
    /// `what` is their name in errors.
    pub fn new(what: &'static str, folder: PathBuf, requirements: PathBuf) -> Self {
        Self { what, folder, requirements }
    }

    /// Returns the environment with MiniStack in it.
    pub(crate) fn ministack() -> Self {
        Self::new("MiniStack", paths::venv(), paths::here().join("requirements.txt"))
    }

    /// Whether [`Self::ready`] has to install something first, which takes a while.
    pub fn must_install(&self) -> bool {
        self.stamp().map_or(true, |stamp| !is_current(&self.folder, &stamp))
    }

    /// Creates the environment unless it exists already. It is safe to call from several processes
    /// at once.
    ///
    /// # Errors
    ///
    /// [`Error::Python`]: there is no Python that is new enough. [`Error::Install`]: `pip` cannot
    /// install the packages. [`Error::Io`]: a file cannot be written. The message says what to fix.
    pub async fn ready(&self) -> Result<Python, Error> {
        let venv = &self.folder;
        let python = Python { path: venv.join("bin/python") };
        let stamp = self.stamp()?;
        if is_current(venv, &stamp) {
            return Ok(python);
        }
        let system = system_python()?;
        let lock = lock(&venv.with_extension("lock")).await?;
        // Another process may have created it while we waited for the lock.
        if !is_current(venv, &stamp) {
            self.install(&system).await?;
            let file = venv.join("stamp");
            fs::write(&file, &stamp).context(|| format!("cannot write {}", file.display()))?;
        }
        drop(lock);
        Ok(python)
    }

    async fn install(&self, system: &Path) -> Result<(), Error> {
        let venv = &self.folder;
        if venv.exists() {
            fs::remove_dir_all(venv).context(|| format!("cannot remove {}", venv.display()))?;
        }
        let log = venv.with_extension("log");
        if run(system, system, &["-m".as_ref(), "venv".as_ref(), venv.as_os_str()], &log).await.is_err() {
            return Err(Error::Python(format!(
                "`{} -m venv` failed: its venv module is missing or broken (on Debian and Ubuntu: apt-get install \
                 python3-venv)\n{}",
                system.display(),
                paths::tail(&log)
            )));
        }
        let mut arguments: Vec<&std::ffi::OsStr> =
            ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--requirement"]
                .map(AsRef::as_ref)
                .to_vec();
        arguments.push(self.requirements.as_os_str());
        run(system, &venv.join("bin/python"), &arguments, &log).await.map_err(|_| Error::Install {
            what: self.what,
            venv: venv.clone(),
            log: log.clone(),
            tail: paths::tail(&log),
        })
    }

    fn stamp(&self) -> Result<String, Error> {
        let file = &self.requirements;
        let requirements = fs::read_to_string(file).context(|| format!("cannot read {}", file.display()))?;
        Ok(crate::hex(&Sha256::digest(requirements)))
    }
}

async fn run(
    process_guard: &Path,
    program: &Path,
    arguments: &[&std::ffi::OsStr],
    log: &Path,
) -> Result<(), Error> {
    let out = File::create(log).context(|| format!("cannot write {}", log.display()))?;
    let err = out.try_clone().context(|| format!("cannot write {}", log.display()))?;
    let mut order = GuardedCommand::new(process_guard, None, program);
    order.command().args(arguments);
    let status = order.start(out, Stdio::from(err))?.wait().await?;
    if status.success() { Ok(()) } else { Err(Error::Python(format!("{} failed", program.display()))) }
}

/// Returns the machine's own Python, if it is new enough.
fn system_python() -> Result<PathBuf, Error> {
    let probe = "import sys; print(sys.executable, *sys.version_info[:2], sep='\\n')";
    let missing = || {
        let (major, minor) = OLDEST;
        Error::Python(format!(
            "`python3` is required but not installed: install Python {major}.{minor} or newer"
        ))
    };
    let output = Command::new("python3").args(["-I", "-c", probe]).output().map_err(|_| missing())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut lines = text.lines();
    let (Some(path), Some(major), Some(minor)) = (lines.next(), number(lines.next()), number(lines.next()))
    else {
        return Err(missing());
    };
    if (major, minor) < OLDEST {
        let needed = format!("{}.{}", OLDEST.0, OLDEST.1);
        return Err(Error::Python(format!("`python3` is {major}.{minor}; {needed} or newer is needed")));
    }
    Ok(path.into())
}

fn number(line: Option<&str>) -> Option<u32> {
    line?.parse().ok()
}

/// Whether the environment is complete. The stamp is written last, so an incomplete environment has
/// none; a removed interpreter shows as a dead link.
fn is_current(venv: &Path, stamp: &str) -> bool {
    venv.join("bin/python").exists()
        && fs::read_to_string(venv.join("stamp")).is_ok_and(|found| found == stamp)
}

/// Waits for an exclusive lock on `path`. It is held until the file is dropped, or this process
/// ends.
///
/// # Errors
///
/// [`Error::Io`]: the file cannot be created or locked; not retryable.
pub async fn lock(path: &Path) -> Result<File, Error> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).context(|| format!("cannot create {}", parent.display()))?;
    }
    let file = File::create(path).context(|| format!("cannot write {}", path.display()))?;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) => {
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
            Err(fs::TryLockError::Error(source)) => {
                return Err(Error::Io { what: format!("cannot lock {}", path.display()), source });
            }
        }
    }
}
