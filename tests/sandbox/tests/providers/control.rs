//! The sandbox's own API.

use sandbox::{Channel, Error, Fault, Options, Refusal, Sandbox};
use serde_json::json;

use crate::client::{Answer, Client};

#[tokio::test]
async fn the_outbox_keeps_the_order_and_can_be_emptied() {
    let client = Client::start();
    for n in 0..20 {
        client.say(json!({"chat_id": n + 1, "text": "x"})).await;
    }
    let outbox = client.outbox().await;
    let chats = outbox.iter().map(|entry| entry.to.parse::<u32>().unwrap());
    assert!(chats.eq(1..=20), "{outbox:?}");
    assert!(outbox.is_sorted_by_key(|entry| &entry.at));
    assert_eq!(client.delete("/outbox").await, 204);
    assert!(client.outbox().await.is_empty());
}

#[tokio::test]
async fn faults_can_be_seen_and_deleted() {
    let client = Client::start();
    client.fault(json!({"channel": "telegram", "kind": "429", "to": 42, "retryAfter": 5, "count": 2})).await;
    client.fault(json!({"channel": "push", "kind": "latency", "milliseconds": 10, "seconds": 60})).await;
    client.sandbox.add_fault(Fault::new(Channel::Telegram, Refusal::Forbidden));
    assert_eq!(client.say(json!({"chat_id": 42, "text": "x"})).await.status, 429);
    let shown = json!([
        {"channel": "telegram", "kind": "429", "to": "42", "retryAfter": 5, "count": 1},
        {"channel": "push", "kind": "latency", "seconds": 60, "milliseconds": 10},
        {"channel": "telegram", "kind": "403", "count": 1},
    ]);
    assert_eq!(client.get("/faults").await.body, shown);
    assert_eq!(client.delete("/faults").await, 204);
    assert_eq!(client.get("/faults").await.body, json!([]));
    assert_eq!(client.say(json!({"chat_id": 42, "text": "x"})).await.status, 200);
}

#[tokio::test]
async fn a_bad_request_names_its_field() {
    let client = Client::start();
    let cases = [
        ("/faults", json!([]), "bad_json", None),
        ("/faults", json!({"kind": "429"}), "missing_field", Some("channel")),
        ("/faults", json!({"channel": "push"}), "missing_field", Some("kind")),
        ("/faults", json!({"channel": "pigeon", "kind": "429"}), "bad_field", Some("channel")),
        ("/faults", json!({"channel": "push", "kind": "418"}), "bad_field", Some("kind")),
        ("/faults", json!({"channel": "push", "kind": "429", "count": 0}), "bad_field", Some("count")),
        ("/faults", json!({"channel": "push", "kind": "429", "seconds": -1}), "bad_field", Some("seconds")),
        (
            "/faults",
            json!({"channel": "push", "kind": "429", "retryAfter": "x"}),
            "bad_field",
            Some("retryAfter"),
        ),
        (
            "/faults",
            json!({"channel": "push", "kind": "429", "retry_after": 1}),
            "bad_field",
            Some("retry_after"),
        ),
        ("/faults", json!({"channel": "push", "kind": "429", "to": []}), "bad_field", Some("to")),
        ("/faults", json!({"channel": "push", "kind": "latency"}), "bad_field", Some("milliseconds")),
        (
            "/faults",
            json!({"channel": "push", "kind": "latency", "milliseconds": 60_001}),
            "bad_field",
            Some("milliseconds"),
        ),
        (
            "/faults",
            json!({"channel": "push", "kind": "hang", "milliseconds": 1}),
            "bad_field",
            Some("milliseconds"),
        ),
        ("/telegram/messages", json!({"text": "x"}), "missing_field", Some("chatId")),
        ("/telegram/messages", json!({"chatId": "me", "text": "x"}), "bad_field", Some("chatId")),
        ("/telegram/messages", json!({"chatId": 1}), "missing_field", Some("text")),
        ("/telegram/messages", json!({"chatId": 1, "text": ""}), "bad_field", Some("text")),
        (
            "/telegram/messages",
            json!({"chatId": 1, "text": "x", "replyTo": -1}),
            "bad_field",
            Some("replyTo"),
        ),
        ("/telegram/messages", json!({"chatId": 1, "text": "x", "replyTo": 7}), "bad_field", Some("replyTo")),
        ("/telegram/callbacks", json!({"data": "x"}), "missing_field", Some("chatId")),
        ("/telegram/callbacks", json!({"chatId": 0, "data": "x"}), "bad_field", Some("chatId")),
        ("/telegram/callbacks", json!({"chatId": 1}), "missing_field", Some("data")),
        ("/telegram/callbacks", json!({"chatId": 1, "data": ""}), "bad_field", Some("data")),
        ("/telegram/callbacks", json!({"chatId": 1, "data": "x".repeat(65)}), "bad_field", Some("data")),
        ("/telegram/callbacks", json!({"chatId": 1, "data": "x"}), "bad_field", Some("data")),
        (
            "/telegram/callbacks",
            json!({"chatId": 1, "messageId": "x", "data": "x"}),
            "bad_field",
            Some("messageId"),
        ),
    ];
    for (path, body, code, field) in cases {
        let answer = client.post(path, body.clone()).await;
        assert_eq!((answer.status, answer.body["code"].as_str()), (400, Some(code)), "{body}");
        assert_eq!(answer.body["field"].as_str(), field, "{body}");
        assert!(answer.body["message"].is_string());
    }
    let answer = Answer::to(client.http.post(client.url("/faults")).body("{")).await;
    assert_eq!((answer.status, &answer.body["code"]), (400, &json!("bad_json")));
    assert_eq!(client.get("/faults").await.body, json!([]));
}

#[test]
fn the_port_is_ours_until_the_sandbox_is_dropped() {
    let first = Sandbox::start(None, Options::default()).unwrap();
    let port = first.url().rsplit_once(':').unwrap().1.parse().unwrap();
    let second = Sandbox::start(Some(port), Options::default());
    assert!(matches!(second, Err(Error::PortTaken(taken)) if taken == port), "{second:?}");
    drop(first);
    let third = Sandbox::start(Some(port), Options::default()).unwrap();
    assert_eq!(third.url(), format!("http://127.0.0.1:{port}"));
}
