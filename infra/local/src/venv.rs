//! The virtual environment with MiniStack in it: made once, shared by all stacks of this checkout.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest as _, Sha256};

use crate::error::{Error, Tried as _};
use crate::leash::Order;
use crate::paths;

/// The oldest Python that MiniStack runs on.
const OLDEST: (u32, u32) = (3, 10);

/// An interpreter that can import MiniStack.
#[derive(Debug, Clone)]
pub(crate) struct Python {
    path: PathBuf,
}

impl Python {
    /// The interpreter.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// Whether [`ready`] will have to install something first, which takes a while.
pub(crate) fn must_install() -> bool {
    read_requirements().map_or(true, |requirements| !is_current(&paths::venv(), &stamp(&requirements)))
}

/// Makes the environment unless it is there already. Safe to call from several processes at once.
pub(crate) async fn ready() -> Result<Python, Error> {
    let venv = paths::venv();
    let python = Python { path: venv.join("bin/python") };
    let stamp = stamp(&read_requirements()?);
    if is_current(&venv, &stamp) {
        return Ok(python);
    }
    let system = system_python()?;
    let lock = lock(&venv.with_extension("lock")).await?;
    // Somebody else may have made it while we waited for the lock.
    if !is_current(&venv, &stamp) {
        install(&system, &venv).await?;
        let file = venv.join("stamp");
        fs::write(&file, &stamp).tried(|| format!("cannot write {}", file.display()))?;
    }
    drop(lock);
    Ok(python)
}

async fn install(system: &Path, venv: &Path) -> Result<(), Error> {
    if venv.exists() {
        fs::remove_dir_all(venv).tried(|| format!("cannot remove {}", venv.display()))?;
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
    let requirements = paths::here().join("requirements.txt");
    let mut arguments: Vec<&std::ffi::OsStr> =
        ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--requirement"]
            .map(AsRef::as_ref)
            .to_vec();
    arguments.push(requirements.as_os_str());
    run(system, &venv.join("bin/python"), &arguments, &log).await.map_err(|_| Error::Install {
        venv: venv.to_owned(),
        log: log.clone(),
        tail: paths::tail(&log),
    })
}

async fn run(leash: &Path, program: &Path, arguments: &[&std::ffi::OsStr], log: &Path) -> Result<(), Error> {
    let out = File::create(log).tried(|| format!("cannot write {}", log.display()))?;
    let err = out.try_clone().tried(|| format!("cannot write {}", log.display()))?;
    let mut order = Order::new(leash, None, program);
    order.command().args(arguments);
    let status = order.start(out, Stdio::from(err))?.wait().await?;
    if status.success() { Ok(()) } else { Err(Error::Python(format!("{} failed", program.display()))) }
}

/// The machine's own Python, if it is new enough.
fn system_python() -> Result<PathBuf, Error> {
    let probe = "import sys; print(sys.executable, *sys.version_info[:2], sep='\\n')";
    let missing = || {
        let (major, minor) = OLDEST;
        Error::Python(format!("`python3` is needed and not there: install Python {major}.{minor} or newer"))
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
        return Err(Error::Python(format!(
            "`python3` is {major}.{minor}; MiniStack needs {needed} or newer"
        )));
    }
    Ok(path.into())
}

fn number(line: Option<&str>) -> Option<u32> {
    line?.parse().ok()
}

fn read_requirements() -> Result<String, Error> {
    let file = paths::here().join("requirements.txt");
    fs::read_to_string(&file).tried(|| format!("cannot read {}", file.display()))
}

fn stamp(requirements: &str) -> String {
    crate::hex(&Sha256::digest(requirements))
}

/// The stamp is written last, so a half-made environment has none; a removed interpreter shows as a dead link.
fn is_current(venv: &Path, stamp: &str) -> bool {
    venv.join("bin/python").exists()
        && fs::read_to_string(venv.join("stamp")).is_ok_and(|found| found == stamp)
}

/// Waits for an exclusive lock on `path`; it is held until the file is dropped, or this process ends.
pub(crate) async fn lock(path: &Path) -> Result<File, Error> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).tried(|| format!("cannot make {}", parent.display()))?;
    }
    let file = File::create(path).tried(|| format!("cannot write {}", path.display()))?;
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
