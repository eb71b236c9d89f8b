//! What the functions log tells of nobody: no contact, no token, no text.
//!
//! What lines the functions wrote stands in the stack's log, for those that work off a queue, and in MiniStack's
//! CloudWatch Logs, for all of them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use signed::{Call, Credentials, Method, Service, Signed, Url};
use support::{CHATS, Device, MAILBOXES, PHONES, System, TOKENS, Trader, eventually};

use crate::on_shared;
use crate::text::NOTE;

/// What plays AWS logs, as no AWS does, to whom and about what it was asked to write.
const OUTBOXES: [&str; 2] = ["[sns]", "[ses-v2]"];

/// CloudWatch Logs of the stack.
struct CloudWatch(Signed);

impl CloudWatch {
    fn of(system: &System) -> Self {
        let info = system.stack.info();
        let credentials = Credentials::new(&info.access_key_id, &info.secret_access_key, None, None, "tests");
        let endpoint = Url::parse(&info.aws_endpoint).unwrap();
        Self(Signed::new(system.http.clone(), &info.region, credentials, Some(endpoint)))
    }

    async fn ask(&self, action: &str, request: Value) -> Value {
        let target = format!("Logs_20140328.{action}");
        let call = Call {
            service: Service { signing_name: "logs", host: "logs" },
            method: &Method::POST,
            path: "/",
            headers: &[("content-type", "application/x-amz-json-1.1"), ("x-amz-target", &target)],
            body: &request.to_string(),
            timeout: Duration::from_mins(1),
        };
        let answer = self.0.call(&call).await.unwrap();
        assert_eq!(answer.status, 200, "{action}");
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// Everything that this function has written.
    async fn lines(&self, function: &str) -> Vec<String> {
        let mut lines = Vec::new();
        let mut token = Value::Null;
        loop {
            let mut request = json!({"logGroupName": format!("/aws/lambda/{function}")});
            if !token.is_null() {
                request["nextToken"] = token;
            }
            let page = self.ask("FilterLogEvents", request).await;
            let events = page["events"].as_array().unwrap().iter();
            lines.extend(events.map(|event| event["message"].as_str().unwrap().to_owned()));
            token = page["nextToken"].clone();
            if token.is_null() {
                return lines;
            }
        }
    }
}

/// The functions that have been invoked, with all that they have written.
async fn written(system: &System) -> Vec<(String, Vec<String>)> {
    let logs = CloudWatch::of(system);
    let groups = logs.ask("DescribeLogGroups", json!({})).await;
    let groups: Vec<_> = groups["logGroups"].as_array().unwrap().iter().collect();
    let mut all = Vec::new();
    for (name, deployed) in &system.stack.info().functions {
        let group = format!("/aws/lambda/{deployed}");
        if groups.iter().any(|known| known["logGroupName"] == group) {
            all.push((name.clone(), logs.lines(deployed).await));
        }
    }
    all
}

/// All that the functions have written.
pub(crate) async fn of_functions(system: &System) -> Vec<String> {
    written(system).await.into_iter().flat_map(|(_, lines)| lines).collect()
}

/// Everything beside the stack's log that is one.
fn log_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "log")).collect()
}

/// What must not be in any log, by what it is.
fn secrets(system: &System) -> Vec<(&'static str, String)> {
    let token = system.token("anybody");
    let sandbox = system.stack.sandbox();
    let account: Value = serde_json::from_str(&sandbox.service_account_json()).unwrap();
    let key = account["private_key"].as_str().unwrap().lines().nth(1).unwrap().to_owned();
    let fixed = [
        ("a mailbox", MAILBOXES),
        ("a telephone number", PHONES),
        ("a device's token", TOKENS),
        ("a chat", CHATS),
        ("a note", NOTE),
        ("an access token of Firebase", "ya29."),
        // The prices of every test's liquidations and alerts: as the exchange wrote them, and in our texts.
        ("an event's data", "64250.10"),
        ("a text", "64,250.1"),
        ("a link of an e-mail", "/v1/unsubscribe?"),
    ];
    let mut secrets: Vec<_> = fixed.map(|(what, text)| (what, text.to_owned())).into();
    // The header is the same for all of the stack's tokens, and in nothing else.
    secrets.push(("a trader's token", token.split('.').next().unwrap().to_owned()));
    secrets.push(("the bot's token", sandbox.bot_token().to_owned()));
    secrets.push(("the service account's key", key));
    secrets
}

/// Fails if any log of the stack has what no log may have.
pub(crate) async fn tell_nothing(system: &System) {
    let secrets = secrets(system);
    let mut logs = written(system).await;
    for file in log_files(system.stack.log().parent().unwrap()) {
        let text = std::fs::read(&file).unwrap();
        let lines = String::from_utf8_lossy(&text);
        let is_outbox = |line: &&str| OUTBOXES.iter().any(|name| line.contains(&format!("INFO {name}")));
        let lines = lines.lines().filter(|line| !is_outbox(line)).map(str::to_owned).collect();
        logs.push((file.display().to_string(), lines));
    }
    for (log, lines) in &logs {
        for line in lines {
            let found: Vec<_> =
                secrets.iter().filter(|(_, text)| line.contains(text)).map(|(what, _)| *what).collect();
            assert!(found.is_empty(), "{log} tells {found:?}: {line}");
        }
    }
}

#[test]
fn no_contact_token_or_text_is_in_any_log_whatever_goes_wrong() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "private").await;
        // Every provider refuses, breaks off or does not make sense once, all of which is logged.
        for kind in ["500", "garbage", "reset"] {
            for (channel, to) in [("push", trader.token(1)), ("telegram", trader.chat.to_string())] {
                system.fault(json!({"channel": channel, "kind": kind, "to": to})).await;
            }
        }
        system.fault(json!({"channel": "push", "kind": "invalid_argument", "to": trader.token(2)})).await;
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        eventually("the second device is refused", async || trader.pushes(2, "liq-1").await.pop()).await;
        trader.exchange.publish("p1", &[trader.exchange.price_alert("alert-1", NOTE)]).await;
        trader.exchange.publish("p2", &[trader.exchange.weekly_report("weekly-1")]).await;
        // What cannot be read.
        trader.publish_profile(json!({"email": format!("{MAILBOXES}@@x"), "phone": trader.phone})).await;
        let mut bad = trader.exchange.price_alert("bad", NOTE);
        bad["data"]["current_price"] = json!(format!("64250.10 {NOTE}"));
        trader.exchange.publish("p1", &[bad]).await;
        // Whom we do not let in.
        let token = format!("{}x", system.token(&trader.user));
        assert_eq!(system.ask_for_ticket(Some(&format!("Bearer {token}"))).await.0, 401);
        assert_eq!(system.ask_for_ticket(Some(&token)).await.0, 401);
        let refused = Device::try_connect(system, None, Some(&format!("Bearer {token}"))).await;
        assert!(refused.is_err());
        // What a device says wrong.
        let mut device = Device::connect(system, &trader.user).await;
        let frame = json!({"action": "registerDevice", "token": trader.token(3), "platform": TOKENS});
        assert_eq!(device.request(frame).await["code"], "bad_field");
        let frame =
            json!({"action": "registerDevice", "token": format!("{TOKENS} {NOTE}"), "platform": "ios"});
        assert_eq!(device.request(frame).await["code"], "bad_field");
        device.close().await;
        system.say_to_bot(trader.chat, &format!("/start {NOTE}")).await;

        trader.shown("alert-1", "telegram", "accepted").await;
        trader.shown("alert-1", "push", "accepted").await;
        trader.shown("weekly-1", "email", "accepted").await;
        trader.shown("liq-1", "sms", "accepted").await;
        eventually("every function has written something", async || {
            let written = written(system).await;
            let silent =
                |name: &str| !written.iter().any(|(known, lines)| known == name && !lines.is_empty());
            let wanted = [
                "deliver-push-p0",
                "deliver-telegram-p0",
                "deliver-email-p0",
                "deliver-sms-p0",
                "route-p0",
                "deliver-push-p1",
                "deliver-telegram-p1",
                "route-p1",
                "deliver-email-p2",
                "route-p2",
                "sync-profile",
                "web",
                "socket-command",
                "socket-connect",
                "escalate",
            ];
            let missing: Vec<_> = wanted.iter().filter(|n| silent(n)).collect();
            eprintln!("MISSING {missing:?}");
            missing.is_empty().then_some(())
        })
        .await;
        let failures = of_functions(system).await;
        for told in ["a provider did not take a message", "a profile was rejected", "a token was refused"] {
            assert!(failures.iter().any(|line| line.contains(told)), "nobody told: {told}");
        }
    });
}
