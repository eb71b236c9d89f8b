//! TLS handshakes that the first invocation waits for.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use serde_json::{Value, json};

use crate::calls;
use crate::events;
use crate::fake::aws::Aws;
use crate::function::Function;
use crate::table::Row;

/// Returns TLS for `localhost`, and the file of the certificate that clients have to trust.
///
/// # Errors
///
/// The certificate cannot be made or written; not retryable.
pub fn tls(scratch: &Path) -> io::Result<(Arc<ServerConfig>, PathBuf)> {
    let certificate =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).map_err(io::Error::other)?;
    let trusted = scratch.join("localhost.pem");
    fs::write(&trusted, certificate.cert.pem())?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(certificate.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().and_then(
            |config| config.with_no_client_auth().with_single_cert(vec![certificate.cert.der().clone()], key),
        );
    Ok((Arc::new(config.map_err(io::Error::other)?), trusted))
}

/// The most handshakes that a first batch of ten users may wait for: two besides the warm
/// connections of DynamoDB and of the gateway.
const MAX_FOR_TEN_USERS: usize = 4;

/// Returns one row per function, and one for a whole batch.
///
/// # Errors
///
/// A binary cannot be started or does not respond; not retryable.
pub fn rows(
    binaries: &Path,
    functions: &[String],
    tls: &Arc<ServerConfig>,
    trusted: &Path,
) -> io::Result<Vec<Row>> {
    let mut rows = Vec::new();
    // Each run of the canary opens a WebSocket, as a trader does: it is there to measure that
    // handshake.
    for name in functions.iter().filter(|name| *name != "canary") {
        let Some(event) = first_event(name) else {
            return Err(io::Error::other(format!("no event is known for {name}")));
        };
        let (at_init, in_first) = count(&binaries.join(name), tls, trusted, &event)?;
        let measured = format!("{in_first} ({at_init} at init)");
        let what = format!("TLS handshakes in the first invocation: {name}");
        rows.push(Row::budget(what, measured, "0", in_first == 0 && at_init > 0));
    }
    if functions.iter().any(|name| name == "route") {
        let bodies: Vec<_> = (0..events::BATCH).map(events::fill).collect();
        let (_, in_first) = count(&binaries.join("route"), tls, trusted, &events::sqs_event(&bodies))?;
        let what = "  route, if its first batch has ten users at once";
        rows.push(Row::budget(what, in_first.to_string(), "≤ 4", in_first <= MAX_FOR_TEN_USERS));
    }
    Ok(rows)
}

/// Returns the number of handshakes at init, and in the first invocation.
fn count(binary: &Path, tls: &Arc<ServerConfig>, trusted: &Path, event: &str) -> io::Result<(usize, usize)> {
    // The users connect through other services, so that those of the function see only its own
    // handshakes.
    let aws = Aws::sharing(&calls::services()?, tls)?;
    let function = Function::start(binary, &aws, Some(trusted), None)?;
    let at_init = aws.handshakes();
    function.invoke(event)?;
    Ok((at_init, aws.handshakes() - at_init))
}

/// Returns an event with which a function calls every service that it may call.
fn first_event(function: &str) -> Option<String> {
    let authorizer = json!({"userId": events::user(0), "closesAt": "32503680000000"});
    let kind = match function {
        "socket-connect" => "CONNECT",
        "socket-disconnect" => "DISCONNECT",
        _ => "MESSAGE",
    };
    let context = json!({
        "connectionId": events::connection(0).id.as_str(), "eventType": kind, "authorizer": authorizer,
    });
    let socket = |body: Value| json!({"requestContext": context, "body": body.to_string()}).to_string();
    let token = "eyJhbGciOiJFZERTQSIsImtpZCI6ImsifQ.e30.AA";
    let event = match function {
        "route" => events::sqs_event([&events::fill(0)]),
        // An unknown notification is dead-lettered: the table is read, the dead-letter queue
        // written.
        "deliver-websocket" | "deliver-telegram" | "deliver-email" | "deliver-sms" => {
            events::sqs_event([&json!({"user_id": events::user(0), "event_id": "n"}).to_string()])
        }
        "deliver-push" => {
            let delivery = json!({"user_id": events::user(0), "event_id": "n", "device": "d"});
            events::sqs_event([&delivery.to_string()])
        }
        "escalate" => {
            let escalation = json!({"user_id": events::user(0), "event_id": "n", "step": 0});
            events::sqs_event([&escalation.to_string()])
        }
        // A shard in which no user is due: the schedule is read.
        "release" => events::sqs_event([&json!({"shard": 0}).to_string()]),
        // A tick, for which the table is read, and an invalid record, which goes to `rejected`.
        "watch-prices" => {
            let tick = r#"{"symbol":"A","price":"1","ts":"2026-11-23T08:00:00.000Z"}"#;
            let record = |data: &str| {
                let data = STANDARD.encode(data);
                json!({"kinesis": {"data": data, "approximateArrivalTimestamp": 1_795_420_800}})
            };
            json!({"Records": [record(tick), record("{}")]}).to_string()
        }
        // A job without recipients, for which the table is read, and an invalid job, which is
        // dead-lettered.
        "fire-alerts" => {
            let tick = json!({"price": "1", "made_at": "2026-11-23T08:00:00.000Z", "arrived_at": "2026-11-23T08:00:00.000Z"});
            let job = json!({"id": "0-j", "symbol": "A", "part": 0, "sent_at": "2026-11-23T08:00:00.000Z", "ticks": [tick]});
            events::sqs_event([&job.to_string(), &"{}".to_owned()])
        }
        // A job of a broadcast that is not stored.
        "walk-broadcasts" => events::sqs_event([&json!({"broadcast": "b", "shard": 0, "shards": 1}).to_string()]),
        // No symbol ever had an alert.
        "check-feeds" => "{}".to_owned(),
        // An invalid profile goes to `rejected`.
        "sync-profile" => events::sqs_event([&"{}".to_owned()]),
        "email-events" => {
            let bounced = json!([{"emailAddress": "ada@example.com"}]);
            let bounce = json!({"bounceType": "Permanent", "bouncedRecipients": bounced});
            let message = json!({"notificationType": "Bounce", "bounce": bounce}).to_string();
            json!({"Records": [{"EventSource": "aws:sns", "Sns": {"Message": message}}]}).to_string()
        }
        "socket-authorize" => {
            json!({"type": "REQUEST", "methodArn": "arn", "queryStringParameters": {"ticket": "t"}}).to_string()
        }
        "socket-connect" | "socket-disconnect" => socket(Value::Null),
        "socket-command" => socket(json!({"action": "ack", "requestId": "1", "ids": ["n"]})),
        "web" => json!({
            "version": "2.0", "rawPath": "/v1/tickets", "headers": {"authorization": format!("Bearer {token}")},
            "requestContext": {"http": {"method": "POST", "path": "/v1/tickets"}},
        })
        .to_string(),
        _ => return None,
    };
    Some(event)
}
