//! Child processes that end when this process ends, even if it is killed.

use std::ffi::OsStr;
use std::fs::File;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::error::{Context as _, Error};
use crate::paths;

/// The longest wait until a killed process group has ended.
const GONE: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_millis(10);

/// A running command whose process group is killed when this value is dropped.
///
/// `process_guard.py` holds the other end of a pipe; the kernel closes our end however this process ends.
#[derive(Debug)]
pub struct GuardedProcess {
    child: Child,
}

/// A command to run under `process_guard.py`.
#[derive(Debug)]
pub struct GuardedCommand {
    command: Command,
}

impl GuardedCommand {
    /// Returns the command `program`, started by `process_guard.py`, which `python` runs. `scratch` is
    /// removed at the end.
    pub fn new(python: &Path, scratch: Option<&Path>, program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(python);
        command.arg("-I").arg(paths::here().join("process_guard.py"));
        if let Some(scratch) = scratch {
            command.arg("--scratch").arg(scratch);
        }
        // The process group is its own, so that Ctrl-C in the terminal reaches only us.
        command.arg(program).stdin(Stdio::piped()).process_group(0);
        Self { command }
    }

    /// Returns the command, to add arguments and environment variables.
    pub fn command(&mut self) -> &mut Command {
        &mut self.command
    }

    /// Starts the command, with its standard output going to `stdout`.
    ///
    /// # Errors
    ///
    /// [`Error::Io`]: the operating system cannot start it; not retryable.
    pub fn start(mut self, stdout: File, stderr: Stdio) -> Result<GuardedProcess, Error> {
        self.command.stdout(stdout).stderr(stderr);
        let child = self.command.spawn().context(|| format!("cannot start {}", program(&self.command)))?;
        Ok(GuardedProcess { child })
    }
}

impl GuardedProcess {
    /// Waits for the command to end by itself. Dropping the future does not end the command.
    ///
    /// # Errors
    ///
    /// As those of [`Self::ended`].
    pub async fn wait(&mut self) -> Result<ExitStatus, Error> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Returns the exit status; `None` while the command runs.
    ///
    /// # Errors
    ///
    /// [`Error::Io`]: the operating system refuses to wait for the process; not retryable.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>, Error> {
        self.child.try_wait().context(|| "cannot wait for a child process".to_owned())
    }
}

impl Drop for GuardedProcess {
    fn drop(&mut self) {
        // Closing the pipe makes `process_guard.py` kill the process group.
        drop(self.child.stdin.take());
        let deadline = Instant::now() + GONE;
        while matches!(self.child.try_wait(), Ok(None)) {
            if Instant::now() > deadline {
                // `process_guard.py` itself hangs. A destructor cannot return an error, so only it is
                // killed.
                let _ = self.child.kill();
                let _ = self.child.wait();
                return;
            }
            std::thread::sleep(POLL);
        }
    }
}

fn program(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shell that prints its process id and then has a child for a minute.
    fn start() -> (GuardedProcess, u32) {
        static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let n = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let out = std::env::temp_dir().join(format!("process_guard-{}-{n}", std::process::id()));
        let mut order = GuardedCommand::new(Path::new("python3"), None, "sh");
        order.command().args(["-c", "sleep 60 & echo $$; wait"]);
        let guarded = order.start(File::create(&out).unwrap(), Stdio::inherit()).unwrap();
        let pid = loop {
            if let Ok(pid) = std::fs::read_to_string(&out).unwrap().trim().parse() {
                break pid;
            }
            std::thread::sleep(POLL);
        };
        std::fs::remove_file(&out).unwrap();
        (guarded, pid)
    }

    /// Returns the number of live processes of a group. Processes that have ended but are not yet
    /// reaped do not count.
    fn alive(group: u32) -> usize {
        let stats = std::fs::read_dir("/proc").unwrap().filter_map(|entry| {
            let stat = std::fs::read_to_string(entry.ok()?.path().join("stat")).ok()?;
            let (_, fields) = stat.rsplit_once(')')?;
            let fields: Vec<&str> = fields.split_whitespace().collect();
            Some(*fields.first()? != "Z" && fields.get(2)?.parse() == Ok(group))
        });
        stats.filter(|alive| *alive).count()
    }

    #[test]
    fn letting_go_ends_the_command_and_its_children() {
        let (guarded, group) = start();
        assert_eq!(alive(group), 2);
        drop(guarded);
        assert_eq!(alive(group), 0);
    }

    #[test]
    fn the_exit_code_is_the_commands_own() {
        let out = File::create("/dev/null").unwrap();
        let mut order = GuardedCommand::new(Path::new("python3"), None, "sh");
        order.command().args(["-c", "exit 7"]);
        let mut guarded = order.start(out, Stdio::inherit()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        assert_eq!(runtime.block_on(guarded.wait()).unwrap().code(), Some(7));
    }
}
