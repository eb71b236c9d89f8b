//! The functions' logs reveal no personal data: no contact, no token, no text.
//!
//! Every contact, token and text of these tests is of a kind that can be found again, and every test searches
//! for them in the logs of its stack, whose functions log everything that they can.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{CHATS, Device, MAILBOXES, PHONES, System, TOKENS, Trader, eventually};

use crate::on_shared;
use crate::text::NOTE;

/// The prefixes of the emulated SNS and SES, which, unlike AWS, log the recipient and the
/// content of each message.
const OUTBOXES: [&str; 2] = ["[sns]", "[ses-v2]"];

/// Returns all lines of the log of MiniStack and the functions, without those of the emulated SNS and SES.
pub(crate) fn lines(system: &System) -> Vec<String> {
    read(system.stack.log())
}

fn read(file: &Path) -> Vec<String> {
    let bytes = std::fs::read(file).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let is_outbox = |line: &&str| OUTBOXES.iter().any(|name| line.contains(&format!("INFO {name}")));
    text.lines().filter(|line| !is_outbox(line)).map(str::to_owned).collect()
}

/// Returns every log of the stack: MiniStack's, which has the functions' output, and those beside it.
fn files(system: &System) -> Vec<PathBuf> {
    let folder = system.stack.log().parent().unwrap();
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "log")).collect()
}

/// Returns the texts that must not be in any log, each with its description.
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
        // The prices of every test's liquidations and alerts, as the exchange wrote them and as
        // the messages show them.
        ("an event's data", "64250.10"),
        ("a text", "64,250.1"),
        ("a link of an e-mail", "/v1/unsubscribe?"),
        ("a link that acks", "/a#"),
    ];
    let mut secrets: Vec<_> = fixed.map(|(what, text)| (what, text.to_owned())).into();
    // The header is the same for all tokens of the stack, and occurs nowhere else.
    secrets.push(("a trader's token", token.split('.').next().unwrap().to_owned()));
    secrets.push(("the bot's token", sandbox.bot_token().to_owned()));
    secrets.push(("the service account's key", key));
    secrets
}

/// Fails if any log of the stack has a text that no log may have.
pub(crate) fn tell_nothing(system: &System) {
    let secrets = secrets(system);
    let files = files(system);
    assert!(files.iter().any(|file| file == system.stack.log()), "{files:?}");
    for file in files {
        for line in read(&file) {
            let found: Vec<_> =
                secrets.iter().filter(|(_, text)| line.contains(text)).map(|(what, _)| *what).collect();
            assert!(found.is_empty(), "{} tells {found:?}: {line}", file.display());
        }
    }
}

/// Fails if any log of the stack has one of these texts, which are not in the logs of the emulated SNS and SES.
pub(crate) fn have_none_of(system: &System, secrets: &[String]) {
    for file in files(system) {
        for line in read(&file) {
            let found = secrets.iter().find(|secret| line.contains(*secret));
            assert!(found.is_none(), "{} tells {found:?}: {line}", file.display());
        }
    }
}

#[test]
fn no_contact_token_or_text_is_in_any_log_whatever_goes_wrong() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "private").await;
        // Every provider once refuses, resets the connection and answers nonsense, all of which is logged.
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
        // Messages that cannot be decoded.
        trader.publish_profile(json!({"email": format!("{MAILBOXES}@@x"), "phone": trader.phone})).await;
        let mut bad = trader.exchange.price_alert("bad", NOTE);
        bad["data"]["current_price"] = json!(format!("64250.10 {NOTE}"));
        trader.exchange.publish("p1", &[bad]).await;
        // Clients that are refused.
        let token = format!("{}x", system.token(&trader.user));
        assert_eq!(system.ask_for_ticket(Some(&format!("Bearer {token}"))).await.0, 401);
        assert_eq!(system.ask_for_ticket(Some(&token)).await.0, 401);
        let refused = Device::try_connect(system, None, Some(&format!("Bearer {token}"))).await;
        assert!(refused.is_err());
        // Invalid frames of a device.
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
        // Every case was logged: the known log line of each of them is there.
        let told = [
            "a provider did not take a message",
            "message dead-lettered",
            "a profile was rejected",
            "an event was rejected",
            "a token was refused",
            "DeliverSmsP0Function",
            "EscalateFunction",
        ];
        for told in told {
            eventually(told, async || lines(system).iter().find(|line| line.contains(told)).map(drop)).await;
        }
    });
}
