//! chromedriver, once for all tests of this binary.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// A running chromedriver.
pub(crate) struct Driver {
    /// The URL on which it listens.
    pub(crate) url: String,
    /// The browser that it starts.
    pub(crate) chromium: PathBuf,
    /// The folder of the browsers' files, which is removed when they end.
    scratch: PathBuf,
    /// `process_guard.py`, which ends the driver and its browsers when this process's end of the pipe closes, because
    /// this process has ended.
    _process_guard: Child,
}

impl Driver {
    /// Returns the driver; `None` if this machine has none, which is reported once. With `CI` set that is a
    /// failure, since a skipped test would stay unnoticed there.
    pub(crate) fn find() -> Option<&'static Self> {
        static DRIVER: OnceLock<Option<Driver>> = OnceLock::new();
        let driver = DRIVER.get_or_init(|| {
            let chromium = CHROMIUM.iter().find_map(|name| in_path(name));
            let found = chromium.zip(in_path("chromedriver"));
            if found.is_none() {
                // This bypasses cargo's capture of a test's output.
                let _ = std::io::stderr().write_all(
                    b"\n!!! NO BROWSER TESTS: they need Chromium and its chromedriver, from Debian's packages:\n\
                      !!!     apt-get install chromium chromium-driver\n\n",
                );
            }
            found.map(|(chromium, driver)| Self::start(chromium, &driver))
        });
        let missing = driver.is_none() && std::env::var_os("CI").is_some_and(|ci| !ci.is_empty());
        assert!(!missing, "Chromium or chromedriver is missing: apt-get install chromium chromium-driver");
        driver.as_ref()
    }

    fn start(chromium: PathBuf, driver: &Path) -> Self {
        let scratch = std::env::temp_dir().join(format!("browser-tests-{}", std::process::id()));
        std::fs::create_dir_all(&scratch).unwrap();
        let mut guard = Command::new("python3")
            .arg("-I")
            .arg(local::root().join("infra/local/process_guard.py"))
            .arg("--scratch")
            .arg(&scratch)
            .arg(driver)
            .arg("--port=0")
            .env("HOME", &scratch)
            .env("TMPDIR", &scratch)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(guard.stdout.take().unwrap()).lines();
        let port: u16 = loop {
            let line = lines.next().expect("chromedriver tells its port").unwrap();
            let told = line.strip_prefix("ChromeDriver was started successfully on port ");
            if let Some(port) = told.and_then(|told| told.trim_end_matches('.').parse().ok()) {
                break port;
            }
        };
        // A pipe that is not read would block it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { url: format!("http://127.0.0.1:{port}"), chromium, scratch, _process_guard: guard }
    }

    /// Returns a folder for the files of one browser.
    pub(crate) fn user_data(&self) -> PathBuf {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        self.scratch.join(NEXT.fetch_add(1, Ordering::Relaxed).to_string())
    }
}

fn in_path(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|path| path.join(name)).find(|path| path.is_file())
}
