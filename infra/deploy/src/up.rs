//! `cargo deploy up` and `plan`: `sam deploy`, and the steps before and after it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use local::{Context as _, deploy, xml};
use serde_json::json;

use crate::account::Account;
use crate::build::{self, Built};
use crate::check::{Finding, Weight};
use crate::error::{Error, file};
use crate::secrets::Secrets;
use crate::settings::Settings;
use crate::tools::{self, Tools};
use crate::{Up, console};

const VERSION: &str = "2010-05-15";

/// A deployment that is ready to begin.
struct Prepared {
    settings: Settings,
    secrets: Secrets,
    account: Account,
    tools: Tools,
    built: Built,
    parameters: PathBuf,
}

/// Deploys.
pub(crate) async fn up(arguments: &Up) -> Result<ExitCode, Error> {
    let prepared = prepare(arguments).await?;
    carry_out(arguments, &prepared).await
}

/// Shows the changes, asks, and deploys.
pub(crate) async fn plan(arguments: &Up) -> Result<ExitCode, Error> {
    let prepared = prepare(arguments).await?;
    let stack = &arguments.target.stack;
    let existed = stack_status(&prepared.account, stack).await?;
    sam_deploy(arguments, &prepared, false).await?;
    let change_set = newest_change_set(&prepared.account, stack).await?;
    let agreed = change_set.is_some() && agreed("Deploy this?")?;
    // The deployment creates its own change set from the same template and parameters.
    if let Some(change_set) = &change_set {
        let parameters = [("ChangeSetName", change_set.as_str()), ("StackName", stack)];
        prepared.account.aws.query("cloudformation", VERSION, "DeleteChangeSet", &parameters).await?;
    }
    if agreed {
        return carry_out(arguments, &prepared).await;
    }
    // A change set for a stack that does not exist creates an empty stack.
    if existed.is_none_or(|status| status == "REVIEW_IN_PROGRESS") && change_set.is_some() {
        prepared.account.aws.query("cloudformation", VERSION, "DeleteStack", &[("StackName", stack)]).await?;
    }
    eprintln!("nothing was deployed");
    Ok(ExitCode::SUCCESS)
}

/// Makes every step that can fail before anything is changed.
async fn prepare(arguments: &Up) -> Result<Prepared, Error> {
    let target = &arguments.target;
    let mut settings = Settings::read(target.parameters.as_deref())?;
    let profile = arguments.build.profile(&settings);
    settings.given.insert("Architecture".to_owned(), profile.architecture().to_owned());
    settings.must_be_complete()?;
    let secrets = Secrets::read(&settings)?;
    let account = Account::open(target.region.as_deref()).await?;
    let findings = crate::checked(&account, &target.stack, &settings).await;
    let blocks = |finding: &Finding| finding.weight == Weight::BlocksDeployment;
    if findings.iter().any(blocks) && !arguments.skip_check {
        return Err(Error::Blocked);
    }
    let tools = Tools::ready().await?;
    let built = build::build(&tools, profile).await?;
    let parameters = write_parameters(&settings, &target.stack)?;
    Ok(Prepared { settings, secrets, account, tools, built, parameters })
}

/// Writes the parameters to a file for the SAM CLI: on its command line, values with spaces and
/// quotes would need escapes.
fn write_parameters(settings: &Settings, stack: &str) -> Result<PathBuf, Error> {
    let folder = tools::state_dir();
    fs::create_dir_all(&folder).context(|| format!("cannot create {}", folder.display()))?;
    // JSON is YAML, which the CLI reads from such a file.
    let path = folder.join(format!("{stack}-parameters.yaml"));
    fs::write(&path, json!(settings.given).to_string()).map_err(|error| file(&path, error))?;
    Ok(path)
}

/// Runs `sam deploy`, as in infra/operations.md. Without `execute` it only creates the change set
/// and shows it.
async fn sam_deploy(arguments: &Up, prepared: &Prepared, execute: bool) -> Result<(), Error> {
    let parameters = format!("file://{}", prepared.parameters.display());
    let template = prepared.built.template.display().to_string();
    let mut words = vec![
        "deploy",
        "--template-file",
        &template,
        // Without this option the CLI does not understand Fn::ForEach:
        // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-language-extensions.html
        "--language-extensions",
        "--stack-name",
        &arguments.target.stack,
        "--region",
        &prepared.account.region,
        "--capabilities",
        "CAPABILITY_IAM",
        "CAPABILITY_AUTO_EXPAND",
        "--parameter-overrides",
        &parameters,
        "--no-confirm-changeset",
        "--no-fail-on-empty-changeset",
        "--no-progressbar",
    ];
    match &arguments.bucket {
        Some(bucket) => words.extend(["--s3-bucket", bucket]),
        None => words.push("--resolve-s3"),
    }
    if !execute {
        words.push("--no-execute-changeset");
    }
    eprintln!("running sam {}", words.join(" "));
    let mut order = prepared.tools.sam(words);
    order.command().current_dir(local::root());
    tools::run("sam deploy", order).await
}

async fn carry_out(arguments: &Up, prepared: &Prepared) -> Result<ExitCode, Error> {
    let Prepared { settings, secrets, account, .. } = prepared;
    let stack = &arguments.target.stack;
    let before = last_change(account, stack).await?;
    sam_deploy(arguments, prepared, true).await?;
    let after = last_change(account, stack).await?;
    let (outputs, _) = deploy::outputs(&account.aws, stack).await?;
    let mut done = secrets.set(account, settings, &outputs, stack).await?;
    if let Some(files) = console::upload(account, settings, &outputs).await? {
        done.push(format!("console: {files} files"));
    }
    let headline = match before {
        Some(before) if Some(&before) == after.as_ref() => "no changes: the stack was up to date",
        Some(_) => "updated",
        None => "deployed",
    };
    crate::print(&summary(headline, stack, account, settings, &outputs, &done));
    Ok(ExitCode::SUCCESS)
}

/// Returns the text that shows the trader, the exchange and the operator their next steps.
fn summary(
    headline: &str,
    stack: &str,
    account: &Account,
    settings: &Settings,
    outputs: &BTreeMap<String, String>,
    done: &[String],
) -> String {
    let mut lines = vec![format!("\n{stack}: {headline}")];
    lines.extend(done.iter().map(|done| format!("  {done}")));
    let mut section = |title: &str, wanted: &[(&str, &str)]| {
        let known: Vec<_> =
            wanted.iter().filter_map(|(label, output)| Some((label, outputs.get(*output)?))).collect();
        if !known.is_empty() {
            lines.push(format!("\n{title}"));
            lines.extend(known.iter().map(|(label, value)| format!("  {label:<18} {value}")));
        }
    };
    section(
        "For traders",
        &[("WebSocket", "WebSocketUrl"), ("HTTP API", "HttpUrl"), ("console", "ConsoleUrl")],
    );
    section(
        "For the exchange",
        &[
            ("P0 events", "P0QueueUrl"),
            ("P1 events", "P1QueueUrl"),
            ("P2 events", "P2QueueUrl"),
            ("profiles", "ProfilesQueueUrl"),
            ("P0 queue ARN", "P0QueueArn"),
            ("P1 queue ARN", "P1QueueArn"),
            ("P2 queue ARN", "P2QueueArn"),
            ("profiles ARN", "ProfilesQueueArn"),
            ("ticks (stream)", "TickStreamName"),
            ("ticks ARN", "TickStreamArn"),
            ("publisher role", "PublisherRoleArn"),
        ],
    );
    section(
        "For the operator",
        &[
            ("rejected events", "RejectedQueueUrl"),
            ("bounces (topic)", "EmailEventsTopicArn"),
            ("FCM secret", "FcmSecretName"),
            ("Telegram secret", "TelegramSecretName"),
            ("webhook's secret", "TelegramWebhookSecretName"),
            ("Telegram webhook", "TelegramWebhookUrl"),
            ("console bucket", "ConsoleBucketName"),
        ],
    );
    lines.push("\nNext".to_owned());
    let mut next = |condition: bool, line: String| {
        if condition {
            lines.push(format!("  {line}"));
        }
    };
    next(
        settings.uses("push") && settings.fcm.is_none(),
        "push is inactive until its secret is set: secrets.fcm in the parameters file, then cargo deploy up"
            .to_owned(),
    );
    next(
        settings.uses("telegram") && settings.telegram.is_none(),
        "Telegram is inactive until its secret is set: secrets.telegram in the parameters file, then cargo deploy up"
            .to_owned(),
    );
    next(true, format!("cargo deploy smoke --stack {stack} --region {}", account.region));
    lines.push(String::new());
    lines.join("\n")
}

/// Returns the status of the stack; `None` if there is no stack.
async fn stack_status(account: &Account, stack: &str) -> Result<Option<String>, Error> {
    Ok(described(account, stack).await?.and_then(|described| xml::text(&described, "StackStatus")))
}

/// The values that change with every update of a stack: its status, and the time of its last
/// update.
#[derive(PartialEq, Eq)]
struct State(Option<String>, Option<String>);

/// Returns the state of a stack; `None` if there is no stack, or an empty one.
async fn last_change(account: &Account, stack: &str) -> Result<Option<State>, Error> {
    let described = described(account, stack).await?;
    let whole = described.filter(|described| {
        xml::text(described, "StackStatus").is_some_and(|status| status != "REVIEW_IN_PROGRESS")
    });
    Ok(whole.map(|text| State(xml::text(&text, "StackStatus"), xml::text(&text, "LastUpdatedTime"))))
}

async fn described(account: &Account, stack: &str) -> Result<Option<String>, Error> {
    match account.aws.query("cloudformation", VERSION, "DescribeStacks", &[("StackName", stack)]).await {
        Ok(answer) => Ok(Some(answer)),
        Err(local::Error::Aws { message, .. }) if message.contains("does not exist") => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Returns the change set that the SAM CLI has just created; `None` if nothing would change: the
/// CLI deletes an empty one itself.
async fn newest_change_set(account: &Account, stack: &str) -> Result<Option<String>, Error> {
    let parameters = [("StackName", stack)];
    let answer = match account.aws.query("cloudformation", VERSION, "ListChangeSets", &parameters).await {
        Ok(answer) => answer,
        Err(local::Error::Aws { message, .. }) if message.contains("does not exist") => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let sets = xml::members(&answer, "Summaries").into_iter();
    let ready = sets.filter(|set| xml::text(set, "ExecutionStatus").as_deref() == Some("AVAILABLE"));
    let named =
        ready.filter_map(|set| Some((xml::text(set, "CreationTime")?, xml::text(set, "ChangeSetName")?)));
    Ok(named.max().map(|(_, name)| name))
}

/// Asks the operator. Without a terminal, the answer is no.
pub(crate) fn agreed(question: &str) -> Result<bool, Error> {
    eprint!("\n{question} [y/N] ");
    let tried = || "cannot ask".to_owned();
    std::io::stderr().flush().context(tried)?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).context(tried)?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}
