//! `cargo deploy smoke`: one trader's fill, all the way through a deployed stack.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Time, UserId};
use futures_util::{SinkExt as _, StreamExt as _};
use jiff::Timestamp;
use local::{Tried as _, aws, deploy};
use ports::Grant;
use serde_json::{Value, json};
use store::{DynamoStore, Tables};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use usecases::connect::issue_ticket;

use crate::Smoke;
use crate::account::Account;
use crate::error::{Error, file};

/// How long a hop may take at all. A cold function in a new stack may need some seconds.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long the connection of the smoke test may stay open.
const VISIT: Duration = Duration::from_mins(5);

/// The outputs of the stack that is looked at.
struct Stack<'a> {
    name: &'a str,
    outputs: BTreeMap<String, String>,
}

impl Stack<'_> {
    fn output(&self, output: &'static str) -> Result<&str, Error> {
        let found = self.outputs.get(output).map(String::as_str);
        found.ok_or_else(|| Error::Output { stack: self.name.to_owned(), output })
    }
}

/// Runs the test and prints it.
pub(crate) async fn smoke(arguments: &Smoke) -> Result<ExitCode, Error> {
    let account = Account::open(arguments.target.region.as_deref()).await?;
    let name = &arguments.target.stack;
    let (outputs, _) = deploy::outputs(&account.aws, name).await?;
    let stack = Stack { name, outputs };
    eprintln!("account {}, region {}, stack {name}", account.id, account.region);

    let (user, socket) = match &arguments.token {
        Some(path) => by_token(&stack, path).await?,
        None => by_table(&account, &stack).await?,
    };
    let mut device = Device { socket, requests: 0 };
    hop("hello", timed(device.request(json!({"action": "hello"}))).await?.1);

    // The first one may find every function cold, so it only has to come.
    let cold = fill(&account, &stack, &mut device, &user, "first fill").await?;
    let warm = fill(&account, &stack, &mut device, &user, "second fill").await?;
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

/// Prints how long a hop took.
fn hop(what: &str, took: Duration) {
    crate::print(&format!("  {what:<44} {:>6} ms\n", took.as_millis()));
}

/// Does `work` within the patience, and tells how long it took.
async fn timed<T>(work: impl Future<Output = Result<T, Error>>) -> Result<(T, Duration), Error> {
    let since = Instant::now();
    let late = |_| Error::Smoke(format!("no answer within {} s", PATIENCE.as_secs()));
    let done = timeout(PATIENCE, work).await.map_err(late)??;
    Ok((done, since.elapsed()))
}

/// A socket of the token's user, by the way that a trader takes.
async fn by_token(stack: &Stack<'_>, path: &Path) -> Result<(UserId, Socket), Error> {
    let text = if path == Path::new("-") {
        std::io::read_to_string(std::io::stdin())
    } else {
        std::fs::read_to_string(path)
    };
    let token = text.map_err(|error| file(path, error))?;
    let token = token.trim();
    let claims = token.split('.').nth(1).and_then(|claims| URL_SAFE_NO_PAD.decode(claims).ok());
    let claims: Value = claims.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
    let user = claims.get("sub").and_then(Value::as_str).and_then(|sub| UserId::parse(sub).ok());
    let user = user.ok_or_else(|| file(path, "is no token with the id of a user in it"))?;

    let url = format!("{}/v1/tickets", stack.output("HttpUrl")?.trim_end_matches('/'));
    let ask = async {
        let request = aws::client(PATIENCE)?.post(&url).bearer_auth(token);
        let failed = |error: reqwest::Error| Error::Smoke(format!("no ticket from {url}: {error}"));
        let response = request.send().await.map_err(failed)?;
        let status = response.status();
        let answer: Value = response.json().await.map_err(failed)?;
        let ticket = answer.get("ticket").and_then(Value::as_str).map(str::to_owned);
        ticket.ok_or_else(|| Error::Smoke(format!("no ticket from {url}: {status} {answer}")))
    };
    let (ticket, took) = timed(ask).await?;
    hop("ticket over the HTTP API", took);
    Ok((user, connect(stack, &ticket).await?))
}

/// A socket of a user that does not exist, by a ticket that is written as the HTTP API writes it. It needs no token of the
/// exchange's, and so it does not show that tokens are accepted.
async fn by_table(account: &Account, stack: &Stack<'_>) -> Result<(UserId, Socket), Error> {
    let name = format!("smoke-{}", random_text::<8>()?);
    let user = UserId::parse(&name).map_err(|error| Error::Smoke(error.to_string()))?;
    let table = |output| stack.output(output).map(str::to_owned);
    let tables = Tables {
        recipients: table("RecipientsTableName")?,
        inbox: table("InboxTableName")?,
        tickets: table("TicketsTableName")?,
        allowances: table("AllowancesTableName")?,
        schedule: table("ScheduleTableName")?,
        alerts: table("AlertsTableName")?,
    };
    let store = DynamoStore::new(account.access.dynamodb(), tables);
    let now = now();
    let grant = Grant { user_id: user.clone(), valid_until: now.plus(VISIT), issued_at: None };
    let mut random = [0; 32];
    fill_random(&mut random)?;
    let issue = async {
        let issued = issue_ticket(&store, &grant, random, now).await;
        issued.map_err(|error| {
            Error::Smoke(format!("no ticket (needs dynamodb:PutItem on the table of tickets): {error}"))
        })
    };
    let (issued, took) = timed(issue).await?;
    hop("ticket into its table (no --token)", took);
    Ok((user, connect(stack, &issued.ticket).await?))
}

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn connect(stack: &Stack<'_>, ticket: &str) -> Result<Socket, Error> {
    let url = stack.output("WebSocketUrl")?;
    let open = async {
        // What it says has the status, and not the address with the ticket.
        let opened = Box::pin(connect_async(format!("{url}?ticket={ticket}"))).await;
        opened.map_err(|error| Error::Smoke(format!("{url} cannot be opened: {error}")))
    };
    let ((socket, _), took) = timed(open).await?;
    hop("WebSocket opened", took);
    Ok(socket)
}

/// Sends a fill, waits for it, acks it and reads its timeline. Returns how long it took from the queue to the socket.
async fn fill(
    account: &Account,
    stack: &Stack<'_>,
    device: &mut Device,
    user: &UserId,
    what: &str,
) -> Result<Duration, Error> {
    crate::print(&format!("{what}\n"));
    let id = format!("smoke-{}", random_text::<12>()?);
    let at = now();
    let event = json!({
        "id": id, "event_type": "order_filled", "user_id": user.as_str(), "occurred_at": at,
        "data": {"order_id": id, "symbol": "BTC-USDT", "side": "buy", "quantity": "0.001", "price": "50000"},
    });
    let queue = stack.output("P0QueueUrl")?;
    let send = async {
        let message = account.access.sqs().send_message().queue_url(queue).message_body(event.to_string());
        let sent = message.message_group_id(user.as_str()).send().await;
        sent.map_err(|error| {
            let error = aws_sdk_sqs::error::DisplayErrorContext(&error);
            Error::Smoke(format!("the fill is not on its queue (needs sqs:SendMessage): {error}"))
        })
    };
    let (_, took) = timed(send).await?;
    hop("the fill is on the queue p0", took);
    let (_, arrived) = timed(device.notification(&id)).await?;
    hop("it is on the socket, since then", arrived);
    let (_, took) = timed(device.request(json!({"action": "ack", "ids": [id]}))).await?;
    hop("it is acked", took);
    let (details, took) = timed(device.request(json!({"action": "getNotification", "id": id}))).await?;
    hop("its timeline is read", took);
    timeline(&details, at)?;
    Ok(arrived)
}

/// Shows what the system itself has noted, by its own clock.
fn timeline(details: &Value, occurred: Time) -> Result<(), Error> {
    let time = |name: &str| details.get(name)?.as_str()?.parse::<Timestamp>().ok();
    let since = |at: Timestamp| {
        let millis = at.as_millisecond().saturating_sub(occurred.as_millis());
        Duration::from_millis(u64::try_from(millis).unwrap_or(0))
    };
    for (what, name) in [
        ("timeline: routed, since it occurred", "routedAt"),
        ("timeline: acked, since it occurred", "ackedAt"),
    ] {
        let at = time(name).ok_or_else(|| Error::Smoke(format!("the timeline has no {name}: {details}")))?;
        hop(what, since(at));
    }
    let deliveries = details.get("deliveries").and_then(Value::as_array).into_iter().flatten();
    let mut acked =
        deliveries.filter(|line| line.get("channel").and_then(Value::as_str) == Some("websocket"));
    match acked.find_map(|line| line.get("state")?.as_str()) {
        Some("acked") => Ok(()),
        other => Err(Error::Smoke(format!("the timeline shows the WebSocket as {other:?} and not as acked"))),
    }
}

/// The trader's side of a socket.
struct Device {
    socket: Socket,
    requests: usize,
}

impl Device {
    /// Sends a frame and waits for what answers it.
    async fn request(&mut self, mut frame: Value) -> Result<Value, Error> {
        self.requests += 1;
        let id = format!("smoke-{}", self.requests);
        let action = frame.get("action").map(Value::to_string).unwrap_or_default();
        if let Some(frame) = frame.as_object_mut() {
            frame.insert("requestId".to_owned(), json!(id));
        }
        let sent = self.socket.send(Message::text(frame.to_string())).await;
        sent.map_err(|error| Error::Smoke(format!("{action} cannot be sent: {error}")))?;
        let answer = self.wait_for(&action, |frame| frame.get("requestId") == Some(&json!(id))).await?;
        if answer.get("type").and_then(Value::as_str) == Some("reply") {
            return Ok(answer);
        }
        Err(Error::Smoke(format!("{action} was answered with {answer}")))
    }

    async fn notification(&mut self, id: &str) -> Result<Value, Error> {
        let is_it = |frame: &Value| {
            frame.get("type").and_then(Value::as_str) == Some("notification")
                && frame.get("id") == Some(&json!(id))
        };
        self.wait_for("the notification", is_it).await
    }

    async fn wait_for(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Result<Value, Error> {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => {
                    let frame: Value = serde_json::from_str(&text).unwrap_or_default();
                    if is_it(&frame) {
                        return Ok(frame);
                    }
                }
                Some(Ok(Message::Close(_))) | None => {
                    return Err(Error::Smoke(format!("the socket was closed before {what} came")));
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => {
                    return Err(Error::Smoke(format!("the socket broke before {what} came: {error}")));
                }
            }
        }
    }
}

fn now() -> Time {
    Time::from_millis(Timestamp::now().as_millisecond())
}

fn fill_random(bytes: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(bytes)
        .map_err(std::io::Error::from)
        .tried(|| "no random bytes".to_owned())
        .map_err(Error::from)
}

/// `N` random bytes as a text that ids may have.
fn random_text<const N: usize>() -> Result<String, Error> {
    let mut bytes = [0; N];
    fill_random(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
