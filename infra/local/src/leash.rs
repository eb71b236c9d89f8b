//! Child processes that end when we do, even if we are killed.

use std::ffi::OsStr;
use std::fs::File;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::error::{Error, Tried as _};
use crate::paths;

/// Longest wait for a killed process group to be gone.
const GONE: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_millis(10);

/// A running command whose process group dies with this value.
///
/// `leash.py` holds the other end of a pipe of ours; the kernel closes our end whatever happens to us.
#[derive(Debug)]
pub struct Leashed {
    child: Child,
}

/// What to run on a leash.
#[derive(Debug)]
pub struct Order {
    command: Command,
}

impl Order {
    /// `program` with `leash.py` in front of it, run by `python`. `scratch` is removed at the end.
    pub fn new(python: &Path, scratch: Option<&Path>, program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(python);
        command.arg("-I").arg(paths::here().join("leash.py"));
        if let Some(scratch) = scratch {
            command.arg("--scratch").arg(scratch);
        }
        // Its own process group, so that a Ctrl-C in the terminal reaches only us.
        command.arg(program).stdin(Stdio::piped()).process_group(0);
        Self { command }
    }

    /// The command, for its arguments and environment.
    pub fn command(&mut self) -> &mut Command {
        &mut self.command
    }

    /// Starts it, with its standard output into `stdout`.
    pub fn start(mut self, stdout: File, stderr: Stdio) -> Result<Leashed, Error> {
        self.command.stdout(stdout).stderr(stderr);
        let child = self.command.spawn().tried(|| format!("cannot start {}", program(&self.command)))?;
        Ok(Leashed { child })
    }
}

impl Leashed {
    /// Waits for the command to end by itself. Dropping the future drops nothing but the waiting.
    pub async fn wait(&mut self) -> Result<ExitStatus, Error> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// The exit status, once it has ended.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>, Error> {
        self.child.try_wait().tried(|| "cannot wait for a child process".to_owned())
    }
}

impl Drop for Leashed {
    fn drop(&mut self) {
        // Letting go of the pipe is the order to end; the leash then ends the group.
        drop(self.child.stdin.take());
        let deadline = Instant::now() + GONE;
        while matches!(self.child.try_wait(), Ok(None)) {
            if Instant::now() > deadline {
                // The leash itself hangs. There is nobody left to tell, and nothing better to do.
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

    /// A shell that tells its process id and then has a child for a minute.
    fn start() -> (Leashed, u32) {
        static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let n = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let out = std::env::temp_dir().join(format!("leash-{}-{n}", std::process::id()));
        let mut order = Order::new(Path::new("python3"), None, "sh");
        order.command().args(["-c", "sleep 60 & echo $$; wait"]);
        let leashed = order.start(File::create(&out).unwrap(), Stdio::inherit()).unwrap();
        let pid = loop {
            if let Ok(pid) = std::fs::read_to_string(&out).unwrap().trim().parse() {
                break pid;
            }
            std::thread::sleep(POLL);
        };
        std::fs::remove_file(&out).unwrap();
        (leashed, pid)
    }

    /// How many live processes a group has. Those that have ended but are not yet reaped do not count.
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
        let (leashed, group) = start();
        assert_eq!(alive(group), 2);
        drop(leashed);
        assert_eq!(alive(group), 0);
    }

    #[test]
    fn the_exit_code_is_the_commands_own() {
        let out = File::create("/dev/null").unwrap();
        let mut order = Order::new(Path::new("python3"), None, "sh");
        order.command().args(["-c", "exit 7"]);
        let mut leashed = order.start(out, Stdio::inherit()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        assert_eq!(runtime.block_on(leashed.wait()).unwrap().code(), Some(7));
    }
}
