//! chromedriver, once for all tests of this binary.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// A running chromedriver.
pub(crate) struct Driver {
    /// Where it listens.
    pub(crate) url: String,
    /// The browser that it is to start.
    pub(crate) chromium: PathBuf,
    /// What browsers write, which ends with them.
    scratch: PathBuf,
    /// `leash.py`, which ends the driver and its browsers when our end of its pipe closes: when we are gone.
    _leash: Child,
}

impl Driver {
    /// The driver; nothing where this machine has none, which is said once. With `CI` set that is a failure: nobody
    /// reads there what was skipped.
    pub(crate) fn find() -> Option<&'static Self> {
        static DRIVER: OnceLock<Option<Driver>> = OnceLock::new();
        let driver = DRIVER.get_or_init(|| {
            let chromium = CHROMIUM.iter().find_map(|name| in_path(name));
            let found = chromium.zip(in_path("chromedriver"));
            if found.is_none() {
                // Past what cargo captures of a test.
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
        let mut leash = Command::new("python3")
            .arg("-I")
            .arg(local::root().join("infra/local/leash.py"))
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
        let mut lines = BufReader::new(leash.stdout.take().unwrap()).lines();
        let port: u16 = loop {
            let line = lines.next().expect("chromedriver tells its port").unwrap();
            let told = line.strip_prefix("ChromeDriver was started successfully on port ");
            if let Some(port) = told.and_then(|told| told.trim_end_matches('.').parse().ok()) {
                break port;
            }
        };
        // A pipe that nobody reads would stop it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { url: format!("http://127.0.0.1:{port}"), chromium, scratch, _leash: leash }
    }

    /// A place for the files of one browser.
    pub(crate) fn user_data(&self) -> PathBuf {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        self.scratch.join(NEXT.fetch_add(1, Ordering::Relaxed).to_string())
    }
}

fn in_path(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|path| path.join(name)).find(|path| path.is_file())
}
