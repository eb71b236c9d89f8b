//! The drivers of the browsers: one chromedriver for all tests of this binary, and one geckodriver for each
//! browser, since it has one session.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// The environment variable that chooses the browser: `firefox`, or Chromium.
const VARIABLE: &str = "BROWSER";

/// A browser in which the tests run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Chromium,
    Firefox,
}

impl Kind {
    /// Returns the one that the environment asks for.
    pub(crate) fn wanted() -> Self {
        match std::env::var(VARIABLE).as_deref() {
            Err(_) | Ok("" | "chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok(other) => panic!("{VARIABLE} is {other:?}: it is chromium or firefox"),
        }
    }

    const fn browsers(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-browser", "google-chrome"],
            Self::Firefox => &["firefox-esr", "firefox"],
        }
    }

    const fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
        }
    }

    /// Ports that are free, so that many run at once. Firefox lets only a driver that was started so change
    /// preferences of the browser itself.
    const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["--port=0"],
            Self::Firefox => &["--port=0", "--websocket-port=0", "--allow-system-access"],
        }
    }

    /// Returns the port that this line of the driver's output tells.
    fn port(self, line: &str) -> Option<u16> {
        let told = match self {
            Self::Chromium => line.strip_prefix("ChromeDriver was started successfully on port ")?,
            Self::Firefox => line.split_once("Listening on 127.0.0.1:")?.1,
        };
        told.trim().trim_end_matches('.').parse().ok()
    }

    const fn packages(self) -> &'static str {
        match self {
            Self::Chromium => "apt-get install chromium chromium-driver",
            Self::Firefox => "apt-get install firefox-esr; cargo install geckodriver",
        }
    }
}

/// A running driver.
pub(crate) struct Driver {
    pub(crate) kind: Kind,
    /// The URL on which it listens.
    pub(crate) url: String,
    /// The browser that it starts.
    pub(crate) browser: PathBuf,
    /// The folder of the browsers' files, which is removed when they end.
    scratch: PathBuf,
    /// `process_guard.py`, which ends the driver and its browsers when this process's end of the pipe closes, because
    /// this process has ended, or needs the driver no longer.
    process_guard: Child,
}

impl Driver {
    /// Returns the driver for a new browser; `None` if this machine has none, which is reported once. With `CI` set
    /// that is a failure, since a skipped test would stay unnoticed there.
    pub(crate) fn find() -> Option<Arc<Self>> {
        static FOUND: OnceLock<Option<(PathBuf, PathBuf)>> = OnceLock::new();
        static SHARED: OnceLock<Arc<Driver>> = OnceLock::new();
        let kind = Kind::wanted();
        let found = FOUND.get_or_init(|| {
            let browser = kind.browsers().iter().find_map(|name| in_path(name));
            let found = browser.zip(in_path(kind.driver()));
            if found.is_none() {
                // This bypasses cargo's capture of a test's output.
                let message = format!(
                    "\n!!! NO BROWSER TESTS: they need {kind:?} and its {}:\n!!!     {}\n\n",
                    kind.driver(),
                    kind.packages()
                );
                let _ = std::io::stderr().write_all(message.as_bytes());
            }
            found
        });
        let missing = found.is_none() && std::env::var_os("CI").is_some_and(|ci| !ci.is_empty());
        assert!(!missing, "{kind:?} or {} is missing: {}", kind.driver(), kind.packages());
        let (browser, driver) = found.as_ref()?;
        let start = || Arc::new(Self::start(kind, browser.clone(), driver));
        Some(match kind {
            Kind::Chromium => Arc::clone(SHARED.get_or_init(start)),
            Kind::Firefox => start(),
        })
    }

    fn start(kind: Kind, browser: PathBuf, driver: &Path) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let scratch = std::env::temp_dir().join(format!("browser-tests-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&scratch).unwrap();
        let mut guard = Command::new("python3")
            .arg("-I")
            .arg(local::root().join("infra/local/process_guard.py"))
            .arg("--scratch")
            .arg(&scratch)
            .arg(driver)
            .args(kind.arguments())
            .env("HOME", &scratch)
            .env("TMPDIR", &scratch)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(guard.stdout.take().unwrap()).lines();
        let port = loop {
            let line = lines.next().expect("the driver tells its port").unwrap();
            if let Some(port) = kind.port(&line) {
                break port;
            }
        };
        // A pipe that is not read would block it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { kind, url: format!("http://127.0.0.1:{port}"), browser, scratch, process_guard: guard }
    }

    /// Returns a folder for the files of one browser.
    pub(crate) fn user_data(&self) -> PathBuf {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        self.scratch.join(NEXT.fetch_add(1, Ordering::Relaxed).to_string())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The guard ends when its pipe is closed.
        drop(self.process_guard.stdin.take());
        let _ = self.process_guard.wait();
    }
}

fn in_path(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|path| path.join(name)).find(|path| path.is_file())
}
