//! `cargo deploy smoke`: the delivery of one trader's fill through a deployed stack.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::UserId;
use local::aws;
use serde_json::Value;
use synthetic::{Check, Fill, Hop, Observation, issue};

use crate::Smoke;
use crate::account::Account;
use crate::deployed::Deployed;
use crate::error::{Error, file};

/// The longest time that a step may take. A cold function in a new stack may need some seconds.
const HOP_LIMIT: Duration = Duration::from_secs(20);
/// The longest time that the connection of the smoke test may stay open.
const CONNECTION_LIMIT: Duration = Duration::from_mins(5);

/// Runs the test and prints the result.
pub(crate) async fn smoke(arguments: &Smoke) -> Result<ExitCode, Error> {
    let account = Account::open(arguments.target.region.as_deref()).await?;
    let name = &arguments.target.stack;
    let stack = Deployed::find(&account, name).await?;
    eprintln!("account {}, region {}, stack {name}", account.id, account.region);

    let token = arguments.token.as_deref().map(read_token).transpose()?;
    let user = match &token {
        Some(token) => user_of(token)?,
        None => stack.synthetic_user("smoke")?,
    };
    let (store, queues) = (stack.store()?, stack.queues()?);
    let check = Check {
        queues: &queues,
        socket_url: stack.output("WebSocketUrl")?,
        user: &user,
        hop_limit: HOP_LIMIT,
    };
    let http_url = stack.output("HttpUrl")?;
    let mut cold = Duration::ZERO;
    let mut observe = |observation| {
        if let Observation::Done { hop: Hop::Deliver, fill: Some(Fill::First), took } = observation {
            cold = took;
        }
        show(observation, token.is_some());
    };
    let warm = match &token {
        Some(token) => Box::pin(check.run(buy(http_url, &token.0), &mut observe)).await,
        None => Box::pin(check.run(issue(&store, &user, CONNECTION_LIMIT), &mut observe)).await,
    }?;
    let limit = Duration::from_millis(arguments.within);
    let told =
        format!("{} ms from the queue to the socket (the first: {} ms)", warm.as_millis(), cold.as_millis());
    if warm > limit {
        return Err(Error::Smoke(format!(
            "late: {told}, and {} ms are allowed (--within)",
            limit.as_millis()
        )));
    }
    crate::print(&format!("ok: {told}\n"));
    Ok(ExitCode::SUCCESS)
}

/// Prints an observation of the synthetic check.
fn show(observation: Observation, has_token: bool) {
    match observation {
        Observation::Begins(Fill::First) => crate::print("first fill\n"),
        Observation::Begins(Fill::Second) => crate::print("second fill\n"),
        Observation::Done { hop, took, .. } => line(described(hop, has_token), took),
        Observation::Timeline { routed, acked } => {
            line("timeline: routed, since it occurred", routed);
            line("timeline: acked, since it occurred", acked);
        }
    }
}

fn described(hop: Hop, has_token: bool) -> &'static str {
    match hop {
        Hop::Ticket if has_token => "ticket over the HTTP API",
        Hop::Ticket => "ticket into its table (no --token)",
        Hop::Connect => "WebSocket opened",
        Hop::Hello => "hello",
        Hop::Publish => "the fill is on the queue p0",
        Hop::Deliver => "it is on the socket, since then",
        Hop::Ack => "it is acked",
        Hop::Timeline => "its timeline is read",
    }
}

fn line(what: &str, took: Duration) {
    crate::print(&format!("  {what:<44} {:>6} ms\n", took.as_millis()));
}

/// A token of the exchange. It has no `Debug`, because it grants access to an account.
struct Token(String);

fn read_token(path: &Path) -> Result<Token, Error> {
    let text = if path == Path::new("-") {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(path)
    };
    let text = text.map_err(|error| file(path, error))?;
    Ok(Token(text.trim().to_owned()))
}

/// Returns the user id in the token. It is not verified here: the HTTP API verifies the token.
fn user_of(Token(token): &Token) -> Result<UserId, Error> {
    let claims = token.split('.').nth(1).and_then(|claims| URL_SAFE_NO_PAD.decode(claims).ok());
    let claims: Value = claims.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
    let user = claims.get("sub").and_then(Value::as_str).and_then(|sub| UserId::parse(sub).ok());
    user.ok_or_else(|| file("--token", "is not a token with the ID of a user"))
}

/// Gets a ticket with the token, as a trader's client does.
async fn buy(http_url: &str, token: &str) -> Result<String, synthetic::Error> {
    let url = format!("{}/v1/tickets", http_url.trim_end_matches('/'));
    let failed =
        |error: &dyn std::fmt::Display| synthetic::Error::NoTicket(format!("none from {url}: {error}"));
    let client = aws::client(HOP_LIMIT).map_err(|error| failed(&error))?;
    let response = client.post(&url).bearer_auth(token).send().await.map_err(|error| failed(&error))?;
    let status = response.status();
    let answer: Value = response.json().await.map_err(|error| failed(&error))?;
    let ticket = answer.get("ticket").and_then(Value::as_str).map(str::to_owned);
    ticket.ok_or_else(|| failed(&format!("{status} {answer}")))
}
