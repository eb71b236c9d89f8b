//! One running MiniStack.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::access::REGION;
use crate::aws;
use crate::error::{Context as _, Error};
use crate::paths;
use crate::process_guard::{GuardedCommand, GuardedProcess};
use crate::venv::{Python, Venv};

const START: Duration = Duration::from_mins(1);
const POLL: Duration = Duration::from_millis(20);
/// The attempts to find a free port: another process may take a port between the search and its
/// use.
const TRIES: u32 = 5;

/// MiniStack with its functions' processes; it runs until it is dropped.
#[derive(Debug)]
pub struct MiniStack {
    process: GuardedProcess,
    gateway: String,
    log: PathBuf,
}

impl MiniStack {
    /// Starts an empty one on a free port, for tests that need AWS and none of our functions. It
    /// keeps its log in `state_dir`.
    ///
    /// # Errors
    ///
    /// [`Error::Python`] and [`Error::Install`]: MiniStack cannot be installed.
    /// [`Error::MiniStack`]: it does not start. [`Error::Io`]: a file cannot be written. The
    /// message says what to fix.
    pub async fn empty(state_dir: &Path) -> Result<Self, Error> {
        Self::start(&Venv::ministack().ready().await?, state_dir, None).await
    }

    /// Starts one on `port` or on a free one, and waits until it responds.
    pub(crate) async fn start(python: &Python, state_dir: &Path, port: Option<u16>) -> Result<Self, Error> {
        if let Some(port) = port {
            // MiniStack would report a taken port only in its log.
            drop(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|_| Error::PortTaken(port))?);
            return Self::start_on(python, state_dir, port).await;
        }
        let mut tries = 1;
        loop {
            match Self::start_on(python, state_dir, free_port()?).await {
                Err(Error::MiniStack { .. }) if tries < TRIES => tries += 1,
                other => return other,
            }
        }
    }

    async fn start_on(python: &Python, state_dir: &Path, port: u16) -> Result<Self, Error> {
        let log = state_dir.join("ministack.log");
        let scratch = state_dir.join("tmp");
        fs::create_dir_all(&scratch).context(|| format!("cannot create {}", scratch.display()))?;
        let out = File::create(&log).context(|| format!("cannot write {}", log.display()))?;
        let err = out.try_clone().context(|| format!("cannot write {}", log.display()))?;
        let gateway = format!("127.0.0.1:{port}");

        let mut order = GuardedCommand::new(python.path(), Some(&scratch), python.path());
        order
            .command()
            .arg(paths::here().join("start_ministack.py"))
            .current_dir(&scratch)
            // The functions inherit this environment: the caller's AWS profile, proxy and region
            // must not leak into it.
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &scratch)
            .env("TMPDIR", &scratch)
            .env("LANG", "C.UTF-8")
            .env("PYTHONUNBUFFERED", "1")
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("BIND_HOST", "127.0.0.1")
            .env("GATEWAY_PORT", port.to_string())
            .env("AWS_ENDPOINT_URL", format!("http://{gateway}"))
            // Queue URLs contain it; `localhost` may resolve to ::1 first, where nothing listens.
            .env("MINISTACK_HOST", "127.0.0.1")
            .env("MINISTACK_REGION", REGION)
            .env("AUTH", "true")
            // The local stack does not use these listeners, and another stack may use their ports.
            .env("IOT_MTLS_ENABLED", "0")
            .env("SFTP_ENABLED", "0");
        let process = order.start(out, Stdio::from(err))?;
        let mut started = Self { process, gateway, log };
        started.wait_until_ready().await?;
        Ok(started)
    }

    async fn wait_until_ready(&mut self) -> Result<(), Error> {
        let url = format!("{}/_ministack/ready", self.endpoint());
        let client = aws::client(Duration::from_secs(2))?;
        let deadline = Instant::now() + START;
        loop {
            self.check()?;
            if client.get(&url).send().await.is_ok_and(|response| response.status().is_success()) {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(self.error("did not start in time"));
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Fails if it is no longer running.
    pub(crate) fn check(&mut self) -> Result<(), Error> {
        match self.process.ended()? {
            Some(_) => Err(self.error("ended")),
            None => Ok(()),
        }
    }

    fn error(&self, what: &'static str) -> Error {
        Error::MiniStack { what, log: self.log.clone(), tail: paths::tail(&self.log) }
    }

    /// `host:port`.
    pub(crate) fn gateway(&self) -> &str {
        &self.gateway
    }

    /// Returns the endpoint for AWS clients.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.gateway)
    }

    /// Returns the log of MiniStack and of the functions.
    pub(crate) fn log(&self) -> &Path {
        &self.log
    }
}

fn free_port() -> Result<u16, Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context(|| "no free port".to_owned())?;
    Ok(listener.local_addr().context(|| "no free port".to_owned())?.port())
}
