//! The command line of `cargo deploy`.

mod account;
mod build;
mod check;
mod console;
mod cost;
mod deployed;
mod drill;
mod error;
mod load;
mod package;
mod secrets;
mod settings;
mod smoke;
mod tools;
mod up;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};
use tokio::signal::unix::{SignalKind, signal};

use crate::account::Account;
use crate::build::Profile;
use crate::error::Error;
use crate::settings::Settings;

/// Checks an AWS account, deploys the system to it, and shows that it works.
///
/// Needs Rust, Python 3, and credentials for AWS: the usual variables, or a profile
/// (`AWS_PROFILE`). With `AWS_ENDPOINT_URL` it calls that address instead, such as a local stack.
/// It installs the SAM CLI and cargo-lambda itself.
#[derive(Debug, Parser)]
#[command(name = "cargo deploy", bin_name = "cargo deploy")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show which limits of the account block a deployment, or will when the load grows.
    ///
    /// It only reads. The exit code is 1 if something blocks, and 2 if the account cannot be
    /// called. Needs `lambda:GetAccountSettings`, `apigateway:GET`, `ses:GetAccount`,
    /// `ses:GetEmailIdentity`, `sns:GetSMSSandboxAccountStatus`, `sns:GetSMSAttributes`,
    /// `cloudwatch:GetMetricStatistics`, `cloudformation:DescribeStacks`,
    /// `secretsmanager:ListSecrets`, `logs:DescribeLogGroups`, `dynamodb:ListTables`,
    /// `dynamodb:DescribeLimits` and `kinesis:ListStreams`; a check without its permission is shown
    /// as such.
    Check(Target),
    /// Show the cost of a month: a table by service, from the usage of each event, frame, tick and
    /// minute and AWS's list prices.
    ///
    /// Usage is metered at the services that receive the calls (infra/costs/usage.json), and each
    /// price has its source and its date (infra/costs/prices.json). Without arguments it shows the
    /// cost of an idle system. Needs no credentials.
    // A negative number is rejected as such, and not as an unknown argument.
    #[command(allow_negative_numbers = true)]
    Cost(Box<cost::Cost>),
    /// Send named users a test notification of class P0, and report who was reached on which channel, and who
    /// would have slept.
    ///
    /// The notification says that it is a test. The command announces the users and the channels, and asks for
    /// confirmation. Then it waits, reads the users' inboxes, and shows for each user and channel the time or
    /// the reason. The exit code is 1 if a user would have slept, or if the answer is no. Needs
    /// `cloudformation:DescribeStacks`, `sqs:SendMessage` on p0, and `dynamodb:BatchGetItem` on the tables of
    /// the inbox and the recipients.
    Drill(drill::Drill),
    /// Write the template as plain CloudFormation, and the functions' code, for Terraform, CDK or
    /// CloudFormation itself.
    ///
    /// The template has no transform left. It takes the code from the bucket of its parameter
    /// `CodeBucket`, under the keys of the zip files written here, after the prefix `CodePrefix`.
    /// Needs no credentials.
    Package(Package),
    /// Build, show what a deployment would change, ask, and deploy.
    Plan(Up),
    /// Build and deploy; then set the secrets, the Telegram webhook and the console, and show the
    /// next steps.
    ///
    /// Updates the stack if it exists; does nothing if nothing has changed.
    Up(Up),
    /// Run a load test with many traders against a deployed stack, for a limited time, and report
    /// the result.
    ///
    /// Each synthetic user opens a WebSocket, gets events and acks them. The command announces the
    /// load and its cost, and asks for confirmation. The report has the latencies, and the lost,
    /// duplicate and throttled notifications. The exit code is 1 if a notification is lost, or if
    /// the answer is no. Needs what `smoke` needs.
    Load(Load),
    /// Show that a deployed stack works: a synthetic user gets a fill on a WebSocket, acks it and
    /// reads its timeline.
    ///
    /// Prints how long each step took. The exit code is 1 if a step is late or missing.
    Smoke(Smoke),
}

#[derive(Debug, Args)]
struct Target {
    /// Name of the stack.
    #[arg(long, value_name = "NAME", default_value = "notifications")]
    stack: String,
    /// Its region; without it, the one of `AWS_REGION`, `AWS_DEFAULT_REGION` or the profile.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// YAML file with the template's parameters (`parameters`), the files of the secrets (`secrets`) and the console's
    /// markets (`console`): see infra/deploy/README.md.
    #[arg(long, value_name = "FILE")]
    parameters: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Package {
    /// Folder for the template; the code goes into the subfolder `code`.
    #[arg(long, value_name = "FILE", default_value = "target/deploy/package/template.json")]
    out: PathBuf,
    #[command(flatten)]
    build: Build,
}

#[derive(Debug, Args)]
struct Build {
    /// Processor that the functions are built for: arm64 or `x86_64`; without it, the one of the
    /// parameters.
    #[arg(long, value_name = "NAME", value_parser = ["arm64", "x86_64"])]
    architecture: Option<String>,
    /// Build without optimisation and for this machine: faster, and only suitable for a local
    /// stack.
    #[arg(long)]
    dev_binaries: bool,
}

#[derive(Debug, Args)]
struct Up {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    build: Build,
    /// Bucket for the code and the template; without it, the SAM CLI makes one for all its stacks of the region.
    #[arg(long, value_name = "NAME")]
    bucket: Option<String>,
    /// Deploy although the check reports a blocker.
    #[arg(long)]
    skip_check: bool,
}

#[derive(Debug, Args)]
struct Smoke {
    #[command(flatten)]
    target: Target,
    /// File with a token of the exchange's, or - for standard input. Without it the ticket is
    /// written to the table directly, without the HTTP API.
    #[arg(long, value_name = "FILE")]
    token: Option<PathBuf>,
    /// Seconds that the second fill may take from its queue to the socket; the first one may meet
    /// cold starts.
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    within: u64,
}

#[derive(Debug, Args)]
struct Load {
    #[command(flatten)]
    target: Target,
    /// Synthetic users, each with one WebSocket: 1 to 900. Each is an open file, of which many machines allow 1,024.
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=900))]
    users: u16,
    /// Events per second, for all users together: 1 to 1000.
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1000))]
    rate: u16,
    /// Seconds for which events are published: 1 to 900.
    #[arg(long, value_name = "NUMBER", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=900))]
    seconds: u16,
    /// Type of the events; its class determines the queue.
    #[arg(long, value_name = "TYPE", default_value = "order_filled", value_parser = event_types())]
    event: String,
    /// Seconds to wait at the end for missing notifications: 1 to 300.
    #[arg(long, value_name = "NUMBER", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=300))]
    wait: u16,
    /// Do not ask.
    #[arg(long)]
    yes: bool,
}

/// Returns the names of the event types that can be published for synthetic traders.
fn event_types() -> PossibleValuesParser {
    synthetic::event::TYPES.map(|event_type| event_type.row().name).into()
}

#[tokio::main]
async fn main() -> ExitCode {
    // Exits with 2 if the arguments are wrong.
    let cli = Cli::parse();
    let work = async {
        match cli.command {
            Command::Check(target) => check(&target).await,
            Command::Cost(cost) => cost::cost(&cost),
            Command::Drill(drill) => drill::drill(&drill).await,
            Command::Package(package) => package::package(&package).await,
            Command::Plan(up) => up::plan(&up).await,
            Command::Up(up) => up::up(&up).await,
            Command::Load(load) => load::load(&load).await,
            Command::Smoke(smoke) => smoke::smoke(&smoke).await,
        }
    };
    let done = tokio::select! {
        done = work => done,
        number = interrupted() => {
            eprintln!("stopped; CloudFormation finishes by itself what it has begun");
            return ExitCode::from(number);
        }
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            local::report(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// Waits for Ctrl-C or a termination signal. Returns the exit code that a shell reports for it.
async fn interrupted() -> u8 {
    let wait = async |kind| match signal(kind) {
        Ok(mut signal) => drop(signal.recv().await),
        // Then the signal's default action ends this process.
        Err(_) => std::future::pending().await,
    };
    tokio::select! {
        () = wait(SignalKind::interrupt()) => 130,
        () = wait(SignalKind::terminate()) => 143,
        () = wait(SignalKind::hangup()) => 129,
    }
}

async fn check(target: &Target) -> Result<ExitCode, Error> {
    let settings = Settings::read(target.parameters.as_deref())?;
    let account = Account::open(target.region.as_deref()).await?;
    let findings = checked(&account, &target.stack, &settings).await;
    let is_blocked = findings.iter().any(|finding| finding.weight.is_blocker());
    Ok(if is_blocked { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Makes the checks and prints their findings.
async fn checked(account: &Account, stack: &str, settings: &Settings) -> Vec<check::Finding> {
    eprintln!("reading the limits of account {} in {}", account.id, account.region);
    let findings = check::findings(&check::Context { account, stack, settings }).await;
    print(&format!("account {}, region {}, stack {stack}\n", account.id, account.region));
    print(&check::table(&findings));
    findings
}

/// Prints to standard output, and ignores that its reader may have gone.
fn print(text: &str) {
    use std::io::Write as _;
    let _ = std::io::stdout().write_all(text.as_bytes());
}

impl Build {
    fn profile(&self, settings: &Settings) -> Profile {
        if self.dev_binaries {
            return Profile::Dev;
        }
        let architecture = self.architecture.as_deref().or_else(|| settings.value("Architecture"));
        Profile::Release { is_arm: architecture != Some("x86_64") }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
