//! The command line of `cargo deploy`.

mod account;
mod build;
mod check;
mod console;
mod cost;
mod deployed;
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
/// Needs Rust, Python 3, and credentials for AWS: the usual variables, or a profile (`AWS_PROFILE`). With
/// `AWS_ENDPOINT_URL` it talks to what is there instead, such as a local stack. The SAM CLI and cargo-lambda are brought
/// along.
#[derive(Debug, Parser)]
#[command(name = "cargo deploy", bin_name = "cargo deploy")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what of the account stands in the way of a deployment, or will when there is much to do.
    ///
    /// It only reads. The exit code is 1 if something stands in the way, and 2 if the account cannot be called. Needs
    /// `lambda:GetAccountSettings`, `apigateway:GET`, `ses:GetAccount`, `ses:GetEmailIdentity`,
    /// `sns:GetSMSSandboxAccountStatus`, `sns:GetSMSAttributes`, `cloudwatch:GetMetricStatistics`,
    /// `cloudformation:DescribeStacks`, `secretsmanager:ListSecrets`, `logs:DescribeLogGroups`, `dynamodb:ListTables`,
    /// `dynamodb:DescribeLimits` and `kinesis:ListStreams`; what may not be read is shown as such.
    Check(Target),
    /// Show what a month costs: a table by service, from what each event, frame, tick and minute uses and AWS's list prices.
    ///
    /// Usage is metered at the calls that arrive (infra/costs/usage.json), and each price has its source and its day
    /// (infra/costs/prices.json). Without arguments it shows what an idle system costs. Needs no credentials.
    // A negative number is refused as such, and not as an unknown argument.
    #[command(allow_negative_numbers = true)]
    Cost(Box<cost::Cost>),
    /// Write the template as plain CloudFormation, and the functions' code, for Terraform, CDK or CloudFormation itself.
    ///
    /// The template has no transform left. It takes the code from the bucket of its parameter `CodeBucket`, under the keys
    /// that the zip files have here, behind the prefix `CodePrefix`. Needs no credentials.
    Package(Package),
    /// Build, show what a deployment would change, ask, and deploy.
    Plan(Up),
    /// Build and deploy; then set the secrets, the Telegram webhook and the console, and show what to do next.
    ///
    /// Where the stack is there already, it is updated; where nothing has changed, nothing is done.
    Up(Up),
    /// Make the load of many traders against a deployed stack, for a limited time, and report what came of it.
    ///
    /// Synthetic users open a WebSocket each, get events and ack them. It says what it will do and cost, and asks. The report
    /// has the latencies, and what was lost, came twice or was throttled. The exit code is 1 if a notification is lost, or
    /// the answer is no. Needs what `smoke` needs.
    Load(Load),
    /// Show that a deployed stack works: a synthetic user gets a fill on a WebSocket, acks it and reads its timeline.
    ///
    /// Prints how long each hop took. The exit code is 1 if one is late or missing.
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
    /// Where the template goes; the code goes into a folder `code` beside it.
    #[arg(long, value_name = "FILE", default_value = "target/deploy/package/template.json")]
    out: PathBuf,
    #[command(flatten)]
    build: Build,
}

#[derive(Debug, Args)]
struct Build {
    /// Processor that the functions are built for: arm64 or `x86_64`; without it, the one of the parameters.
    #[arg(long, value_name = "NAME", value_parser = ["arm64", "x86_64"])]
    architecture: Option<String>,
    /// Build without optimisation and for this machine, which is quick, and good for a local stack only.
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
    /// Deploy although something stands in the way of it.
    #[arg(long)]
    skip_check: bool,
}

#[derive(Debug, Args)]
struct Smoke {
    #[command(flatten)]
    target: Target,
    /// File with a token of the exchange's, or - for standard input. Without it the ticket is written past the HTTP API.
    #[arg(long, value_name = "FILE")]
    token: Option<PathBuf>,
    /// How long the second fill may take from its queue to the socket; the first one may find everything cold.
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
    /// For how many seconds events are published: 1 to 900.
    #[arg(long, value_name = "NUMBER", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=900))]
    seconds: u16,
    /// Type of the events; its class is the queue.
    #[arg(long, value_name = "TYPE", default_value = "order_filled", value_parser = event_types())]
    event: String,
    /// Seconds to wait at the end for what has not come: 1 to 300.
    #[arg(long, value_name = "NUMBER", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=300))]
    wait: u16,
    /// Do not ask.
    #[arg(long)]
    yes: bool,
}

/// The names of what can be published for synthetic traders.
fn event_types() -> PossibleValuesParser {
    synthetic::event::TYPES.map(|event_type| event_type.row().name).into()
}

#[tokio::main]
async fn main() -> ExitCode {
    // Exits with 2 where the arguments are wrong.
    let cli = Cli::parse();
    let work = async {
        match cli.command {
            Command::Check(target) => check(&target).await,
            Command::Cost(cost) => cost::cost(&cost),
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

/// Waits for Ctrl-C or a signal to end. Returns the exit code for that, as a shell reports it.
async fn interrupted() -> u8 {
    let wait = async |kind| match signal(kind) {
        Ok(mut signal) => drop(signal.recv().await),
        // Then the signal ends us as it ends others.
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

/// Makes the checks and prints them.
async fn checked(account: &Account, stack: &str, settings: &Settings) -> Vec<check::Finding> {
    eprintln!("reading the limits of account {} in {}", account.id, account.region);
    let findings = check::findings(&check::Context { account, stack, settings }).await;
    print(&format!("account {}, region {}, stack {stack}\n", account.id, account.region));
    print(&check::table(&findings));
    findings
}

/// Prints to standard output, of which nobody may be left to read.
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
