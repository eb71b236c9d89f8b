//! A whole system on this machine, as a value: it runs until it is dropped.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use sandbox::Sandbox;

use crate::access::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};
use crate::aws::Aws;
use crate::console::Console;
use crate::deploy::{self, Deployed};
use crate::error::{Context as _, Error};
use crate::feed::Shocks;
use crate::info::{Jwt, StackInfo, Topics};
use crate::keys::{ALGORITHM, AUDIENCE, ISSUER, SigningKey, TokenOptions};
use crate::ministack::MiniStack;
use crate::origin::Origin;
use crate::progress::Progress;
use crate::server::Server;
use crate::venv::Venv;
use crate::{artefacts, paths, providers};

/// The options of a stack.
#[derive(Debug)]
pub struct Options {
    /// The directory of its key, logs and `stack.json`; one stack at a time per directory.
    pub state_dir: PathBuf,
    /// The gateway's port; the next one is the console's, the one after it the provider sandbox's.
    /// `None` takes free ports.
    pub port: Option<u16>,
    /// The display of the start's progress.
    pub progress: Progress,
    /// Origins of pages that may ask for tickets, in addition to the console's.
    pub origins: Vec<Origin>,
    /// Template parameters that add to those of the stack itself, or replace them.
    pub parameters: BTreeMap<String, String>,
    /// The folder that adds to the catalogue, or replaces parts of it; that of `CATALOGUE_DIR` by default.
    pub catalogue: Option<PathBuf>,
}

impl Options {
    /// Returns the options of a silent stack on free ports, for a test.
    pub fn quiet(state_dir: impl Into<PathBuf>) -> Self {
        Self {
            state_dir: state_dir.into(),
            port: None,
            progress: Progress::silent(),
            origins: Vec::new(),
            parameters: BTreeMap::new(),
            catalogue: None,
        }
    }
}

/// A running system. Dropping it ends everything that it started.
#[derive(Debug)]
pub struct Stack {
    // The fields are dropped in this order: callers before the services that they call.
    ministack: MiniStack,
    server: Server,
    sandbox: Arc<Sandbox>,
    aws: Aws,
    key: Arc<SigningKey>,
    shocks: Arc<Shocks>,
    deployed: Deployed,
    info: StackInfo,
    state_dir: PathBuf,
    _lock: File,
}

impl Stack {
    /// Installs what is missing, builds the functions, starts the services and deploys the
    /// template.
    ///
    /// # Errors
    ///
    /// [`Error::AlreadyRunning`], [`Error::PortTaken`]: another stack or program is in the way.
    /// [`Error::Python`], [`Error::Install`], [`Error::Build`]: the environment or the functions
    /// cannot be built. [`Error::MiniStack`], [`Error::Sandbox`], [`Error::Template`],
    /// [`Error::Deploy`]: the system does not start. Others if a file or a call fails. The message
    /// says what to fix.
    pub async fn start(options: Options) -> Result<Self, Error> {
        let Options { state_dir, port, progress, origins, parameters, catalogue } = options;
        let lock = take(&state_dir)?;
        // The ports are checked before the build, so that a conflict is reported early.
        port.map_or(Ok(()), |port| (0..3).try_for_each(|n| must_be_free(port.saturating_add(n))))?;
        let venv = Venv::ministack();
        let step = progress.step(if venv.must_install() { "installing MiniStack (once)" } else { "Python" });
        let python = venv.ready().await?;
        step.done();

        let template_file = paths::root().join("infra/template.yaml");
        let template = fs::read_to_string(&template_file)
            .context(|| format!("cannot read {}", template_file.display()))?;
        let step = progress.headline("building the functions");
        let artefacts =
            artefacts::build(&python, &template, &state_dir, progress.is_shown(), catalogue.as_deref())
                .await?;
        step.done();

        let step = progress.step("starting MiniStack");
        let key = Arc::new(SigningKey::load_or_create(&state_dir)?);
        let server = Server::start(port.map(|port| port.saturating_add(1)), key.jwks()?)?;
        let options = sandbox::Options { pages: Some(server.origin().to_owned()), ..Default::default() };
        let sandbox = Arc::new(Sandbox::start(port.map(|port| port.saturating_add(2)), options)?);
        let ministack = MiniStack::start(&python, &state_dir, port).await?;
        step.done();

        let step = progress.step("deploying infra/template.yaml");
        let aws = Aws::new(&ministack.endpoint())?;
        let jwks_url = server.jwks_url();
        let allowed: Vec<_> =
            std::iter::once(server.origin()).chain(origins.iter().map(Origin::as_str)).collect();
        let allowed = allowed.join(",");
        let defaults = [
            ("Architecture", architecture()),
            ("LocalGateway", ministack.gateway()),
            ("JwtIssuer", ISSUER),
            ("JwtAudience", AUDIENCE),
            ("JwtAlgorithm", ALGORITHM),
            ("JwksUrl", &jwks_url),
            ("AllowedOrigins", &allowed),
            ("FcmProjectId", sandbox.project_id()),
            ("FcmEndpoint", sandbox.url()),
            ("TelegramBotName", sandbox.bot_username()),
            ("TelegramEndpoint", sandbox.url()),
            ("EmailSenderAddress", providers::SENDER),
            // MiniStack does not know an identity's ARN when it checks whether an e-mail may be
            // sent.
            ("EmailIdentityArn", "*"),
            // On a small machine a few processes handle a burst faster than fifty that start at
            // once.
            ("RouteP0Concurrency", "10"),
            ("RouteConcurrency", "5"),
            ("DeliverP0Concurrency", "5"),
            ("DeliverConcurrency", "5"),
            ("FireConcurrency", "5"),
            // The canary's alarms would reach no operator here, and its fills would mix with those
            // of the exchange.
            ("CanaryMinutes", "0"),
            // MiniStack reads the shards of a stream one after the other.
            ("TickShards", "1"),
        ];
        let mut all: BTreeMap<&str, &str> = defaults.into_iter().collect();
        all.extend(parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let all: Vec<_> = all.into_iter().collect();
        let deployed = deploy::deploy(&aws, &template, artefacts, &all).await?;
        providers::set_up(&aws, &ministack.endpoint(), &sandbox, &deployed.outputs).await?;
        step.done();

        let info = describe(&ministack, &server, &sandbox, &deployed)?;
        let shocks = Arc::<Shocks>::default();
        let recipients = output(&deployed, "RecipientsTableName")?;
        let (signer, provider) = (Arc::clone(&key), Arc::clone(&sandbox));
        server.open(Console::new(info.clone(), recipients, signer, Arc::clone(&shocks), provider)?);
        info.write(&state_dir)?;
        Ok(Self { ministack, server, sandbox, aws, key, shocks, deployed, info, state_dir, _lock: lock })
    }

    /// Returns the addresses and names of the stack.
    pub fn info(&self) -> &StackInfo {
        &self.info
    }

    /// Returns all outputs of the template, for those that [`StackInfo`] does not name:
    /// `InboxTableName`, `WebsocketP1QueueUrl`, …
    pub fn outputs(&self) -> &BTreeMap<String, String> {
        &self.deployed.outputs
    }

    /// Returns a token for `user`, signed with the stack's key.
    ///
    /// # Errors
    ///
    /// [`Error::Crypto`]: the token cannot be signed; not retryable.
    pub fn token(&self, user: &str, options: &TokenOptions) -> Result<String, Error> {
        self.key.token(user, options, Timestamp::now())
    }

    /// Returns a client for signed AWS calls, as the root of the account.
    pub fn aws(&self) -> &Aws {
        &self.aws
    }

    /// Returns the sandbox that emulates FCM, its token endpoint and Telegram.
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Returns the markets that are being moved from the console.
    pub fn shocks(&self) -> &Shocks {
        &self.shocks
    }

    /// Returns the deployed names of the roles, by their name in the template.
    pub(crate) fn roles(&self) -> &BTreeMap<String, String> {
        &self.deployed.roles
    }

    /// Returns the log of MiniStack and the functions.
    pub fn log(&self) -> &Path {
        self.ministack.log()
    }

    /// Fails if the system has ended.
    ///
    /// # Errors
    ///
    /// [`Error::MiniStack`]: it has ended; a new stack has to be started.
    pub fn check(&mut self) -> Result<(), Error> {
        self.ministack.check()
    }

    /// Returns the processes of one function (`route-p0`), for tests that kill them. A function
    /// that has not been invoked has none.
    pub fn processes(&self, function: &str) -> Vec<u32> {
        let Some(name) = self.info.functions.get(function) else { return Vec::new() };
        // Another stack's function has the same name, but another gateway.
        let wanted = [
            format!("AWS_LAMBDA_FUNCTION_NAME={name}"),
            format!("AWS_ENDPOINT_URL={}", self.info.aws_endpoint),
        ];
        let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
        let pids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
        pids.filter(|pid| {
            // The environment of a process that has just ended cannot be read.
            let environment = fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
            let has =
                |line: &String| environment.split(|byte| *byte == 0).any(|found| found == line.as_bytes());
            wanted.iter().all(has)
        })
        .collect()
    }

    /// Returns the URL of the issuer's published keys.
    pub fn jwks_url(&self) -> String {
        self.server.jwks_url()
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        StackInfo::remove(&self.state_dir);
    }
}

fn must_be_free(port: u16) -> Result<(), Error> {
    match std::net::TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::PortTaken(port)),
    }
}

/// Locks the state directory for as long as the file is open; the kernel unlocks it when this
/// process ends.
fn take(state_dir: &Path) -> Result<File, Error> {
    fs::create_dir_all(state_dir).context(|| format!("cannot create {}", state_dir.display()))?;
    let path = state_dir.join("lock");
    let file = File::create(&path).context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => {
            // A killed stack has left this file behind.
            StackInfo::remove(state_dir);
            Ok(file)
        }
        Err(fs::TryLockError::WouldBlock) => {
            let address = StackInfo::read(state_dir).ok().map(|info| info.aws_endpoint);
            Err(Error::AlreadyRunning { address })
        }
        Err(fs::TryLockError::Error(source)) => {
            Err(Error::Io { what: format!("cannot lock {}", path.display()), source })
        }
    }
}

fn architecture() -> &'static str {
    if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" }
}

/// The queues that the exchange sends to, and the queue for events that the system rejects.
const OF_THE_EXCHANGE: [&str; 5] = ["p0", "p1", "p2", "profiles", "rejected"];

fn describe(
    ministack: &MiniStack,
    server: &Server,
    sandbox: &Sandbox,
    deployed: &Deployed,
) -> Result<StackInfo, Error> {
    let output = |name: &str| output(deployed, name);
    // `RouteP0FunctionName` is the function `route-p0`.
    let ending = |ending: &str| -> BTreeMap<String, String> {
        let outputs = deployed.outputs.iter();
        outputs.filter_map(|(name, value)| Some((kebab(name.strip_suffix(ending)?), value.clone()))).collect()
    };
    let mut queues = ending("QueueUrl");
    // Queues between the functions are internal; dead-letter queues are listed separately.
    queues.retain(|name, _| OF_THE_EXCHANGE.contains(&name.as_str()));
    Ok(StackInfo {
        aws_endpoint: ministack.endpoint(),
        region: REGION.to_owned(),
        access_key_id: ACCESS_KEY_ID.to_owned(),
        secret_access_key: SECRET_ACCESS_KEY.to_owned(),
        web_socket_url: output("WebSocketUrl")?,
        http_url: output("HttpUrl")?,
        queues,
        dlqs: ending("DeadLetterQueueUrl"),
        tick_stream: output("TickStreamName")?,
        topics: Topics { email_events: output("EmailEventsTopicArn")? },
        functions: ending("FunctionName"),
        jwt: Jwt { issuer: ISSUER.to_owned(), audience: AUDIENCE.to_owned(), jwks_url: server.jwks_url() },
        sandbox_url: sandbox.url().to_owned(),
        console_url: server.origin().to_owned(),
    })
}

fn output(deployed: &Deployed, name: &str) -> Result<String, Error> {
    let found = deployed.outputs.get(name).cloned();
    found.ok_or_else(|| Error::Template(format!("there is no output {name}")))
}

/// Converts `DeliverWebsocketP1` to `deliver-websocket-p1`.
pub(crate) fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_template_become_names_of_the_folders() {
        assert_eq!(kebab("DeliverWebsocketP1"), "deliver-websocket-p1");
        assert_eq!(kebab("P0"), "p0");
        assert_eq!(kebab("Web"), "web");
    }
}
