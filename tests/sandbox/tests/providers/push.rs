//! FCM.

use sandbox::Channel;
use serde_json::{Value, json};

use crate::client::{Answer, Client};

const FCM_ERROR: &str = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
const BAD_REQUEST: &str = "type.googleapis.com/google.rpc.BadRequest";

#[tokio::test]
async fn a_message_is_taken_and_named() {
    let client = Client::start();
    let token = client.access_token().await;
    client.sandbox.clear_outbox();
    let message = json!({
        "token": "device-1", "data": {"id": "fill-1"}, "notification": {"title": "Filled"},
        "android": {"priority": "high", "ttl": "86400s", "collapse_key": "8812"},
        "apns": {"headers": {"apns-priority": "10", "apns-collapse-id": "8812"}, "payload": {"aps": {}}},
    });
    let first = client.push(&token, message.clone()).await;
    let second = client.push(&token, json!({"token": "device-2"})).await;
    assert_eq!((first.status, second.status), (200, 200));
    let name = first.body["name"].as_str().unwrap();
    assert!(name.starts_with("projects/exchange-local/messages/0:"), "{name}");
    assert_ne!(first.body, second.body);

    let outbox = client.outbox().await;
    let entry = &outbox[0];
    assert_eq!((entry.channel, entry.status, entry.accepted), (Channel::Push, Some(200), true));
    assert_eq!((&*entry.to, &entry.request), ("device-1", &json!({"message": message})));
    assert_eq!(entry.text, None);
    let at = entry.at.as_bytes();
    assert!(at.len() == 24 && at[10] == b'T' && at[19] == b'.' && at[23] == b'Z', "{}", entry.at);
    assert_eq!(outbox[1].to, "device-2");
}

#[tokio::test]
async fn a_send_needs_a_valid_access_token() {
    let client = Client::start();
    let path = "/v1/projects/exchange-local/messages:send";
    let missing = client.post(path, json!({"message": {"token": "t"}})).await;
    let wrong = client.push("ya29.wrong", json!({"token": "t"})).await;
    for (answer, reason) in [(missing, "CREDENTIALS_MISSING"), (wrong, "ACCESS_TOKEN_TYPE_UNSUPPORTED")] {
        let error = &answer.body["error"];
        assert_eq!(
            (answer.status, &error["code"], &error["status"]),
            (401, &json!(401), &json!("UNAUTHENTICATED"))
        );
        assert_eq!(error["details"][0]["reason"], reason);
        assert!(answer.header("www-authenticate").unwrap().starts_with("Bearer realm="));
    }
    let outbox = client.outbox().await;
    assert!(outbox.len() == 2 && outbox.iter().all(|entry| !entry.accepted && entry.status == Some(401)));
}

#[tokio::test]
async fn another_project_is_not_ours() {
    let client = Client::start();
    let token = client.access_token().await;
    let request = client.http.post(client.url("/v1/projects/other/messages:send")).bearer_auth(token);
    let answer = Answer::to(request.json(&json!({"message": {"token": "t"}}))).await;
    assert_eq!((answer.status, &answer.body["error"]["status"]), (403, &json!("PERMISSION_DENIED")));
}

#[tokio::test]
async fn a_request_that_is_no_message_names_its_fields() {
    let client = Client::start();
    let token = client.access_token().await;
    let answer = client.push(&token, json!({"token": "t", "data": {"count": 12}, "kolapse": 1})).await;
    let value = "Invalid value at 'message.data[0].value' (TYPE_STRING), 12";
    let unknown = "Invalid JSON payload received. Unknown name \"kolapse\" at 'message': Cannot find field.";
    let expected = json!({"error": {
        "code": 400,
        "message": format!("{value}\n{unknown}"),
        "status": "INVALID_ARGUMENT",
        "details": [{"@type": BAD_REQUEST, "fieldViolations": [
            {"field": "message.data[0].value", "description": value},
            {"field": "message", "description": unknown},
        ]}],
    }});
    assert_eq!((answer.status, answer.body), (400, expected));

    let no_json = client.push_request(&token, &Value::Null).body("{");
    assert_eq!(Answer::to(no_json).await.status, 400);
    assert_eq!(client.outbox().await.last().unwrap().request, json!("{"));
}

#[tokio::test]
async fn what_fcm_itself_refuses_has_its_error_code() {
    let client = Client::start();
    let token = client.access_token().await;
    let answer = client.push(&token, json!({"data": {"k": "v"}})).await;
    let description = "Recipient of the message is not set.";
    let expected = json!({"error": {
        "code": 400,
        "message": description,
        "status": "INVALID_ARGUMENT",
        "details": [
            {"@type": BAD_REQUEST, "fieldViolations": [{"field": "message", "description": description}]},
            {"@type": FCM_ERROR, "errorCode": "INVALID_ARGUMENT"},
        ],
    }});
    assert_eq!((answer.status, answer.body), (400, expected));
    let large = client.push(&token, json!({"token": "t", "data": {"k": "x".repeat(4096)}})).await;
    assert_eq!((large.status, &large.body["error"]["message"]), (400, &json!("Android message is too big")));
}

#[tokio::test]
async fn a_rehearsal_is_not_sent() {
    let client = Client::start();
    let token = client.access_token().await;
    let request = json!({"validate_only": true, "message": {"token": "t"}});
    let answer = Answer::to(client.push_request(&token, &request)).await;
    assert_eq!(answer.body, json!({"name": "projects/exchange-local/messages/fake_message_id"}));
    assert!(!client.outbox().await.last().unwrap().accepted);
}

#[tokio::test]
async fn every_refusal_has_googles_words() {
    let client = Client::start();
    let token = client.access_token().await;
    let cases = [
        ("403", 403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH"),
        ("third_party_auth_error", 401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR"),
        ("unregistered", 404, "NOT_FOUND", "UNREGISTERED"),
        ("invalid_argument", 400, "INVALID_ARGUMENT", "INVALID_ARGUMENT"),
        ("429", 429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED"),
        ("500", 500, "INTERNAL", "INTERNAL"),
        ("503", 503, "UNAVAILABLE", "UNAVAILABLE"),
        ("503_delivered", 503, "UNAVAILABLE", "UNAVAILABLE"),
    ];
    for (kind, status, name, code) in cases {
        client.fault(json!({"channel": "push", "kind": kind, "retryAfter": 7})).await;
        let answer = client.push(&token, json!({"token": "t"})).await;
        let error = &answer.body["error"];
        assert_eq!((answer.status, &error["code"], &error["status"]), (status, &json!(status), &json!(name)));
        assert_eq!(error["details"], json!([{"@type": FCM_ERROR, "errorCode": code}]), "{kind}");
        let waits = matches!(status, 429 | 503);
        assert_eq!(answer.header("retry-after"), waits.then_some("7"), "{kind}");
        let entry = client.outbox().await.pop().unwrap();
        assert_eq!((entry.status, entry.accepted), (Some(status), kind == "503_delivered"), "{kind}");
    }
    client.fault(json!({"channel": "push", "kind": "401"})).await;
    let answer = client.push(&token, json!({"token": "t"})).await;
    assert_eq!(answer.body["error"]["details"][0]["reason"], "ACCESS_TOKEN_EXPIRED");

    client.fault(json!({"channel": "push", "kind": "429", "to": "t"})).await;
    let body = client.push(&token, json!({"token": "t"})).await.body;
    let violation = &body["error"]["details"][1]["violations"][0]["description"];
    assert_eq!(*violation, "Device message rate exceeded.");
    client.fault(json!({"channel": "push", "kind": "429"})).await;
    let message = client.push(&token, json!({"token": "t"})).await.body["error"]["message"].to_string();
    assert!(message.contains("for consumer 'project_number:"), "{message}");
    client.fault(json!({"channel": "push", "kind": "429"})).await;
    assert_eq!(client.push(&token, json!({"token": "t"})).await.header("retry-after"), None);
    client.fault(json!({"channel": "push", "kind": "503_delivered"})).await;
    let invalid = client.push(&token, json!({"token": ""})).await;
    assert_eq!(invalid.status, 400, "what would not have been taken is not delivered either");
}

#[tokio::test]
async fn a_device_that_gets_too_many_collapsible_messages_has_the_others_held() {
    let client = Client::start();
    let token = client.access_token().await;
    let fill =
        json!({"token": "d", "notification": {"title": "Filled"}, "android": {"collapse_key": "trading"}});
    for _ in 0..21 {
        assert_eq!(client.push(&token, fill.clone()).await.status, 200);
    }
    let liquidation = json!({"token": "d", "data": {"id": "liq-1"}, "android": {"priority": "high"}});
    assert_eq!(client.push(&token, liquidation).await.status, 200);
    let outbox = client.outbox().await;
    let pushes: Vec<_> = outbox.iter().filter(|entry| entry.channel == Channel::Push).collect();
    let held: Vec<_> = (0..22).filter(|at| pushes[*at].held_until.is_some()).collect();
    assert_eq!(held, [20], "the last fill, and not the liquidation");
    assert!(pushes[20].accepted && pushes[20].held_until.as_ref() > Some(&pushes[20].at));
}

#[tokio::test]
async fn a_device_takes_240_messages_in_a_minute() {
    let client = Client::start();
    let token = client.access_token().await;
    let message = json!({"token": "d", "data": {"id": "1"}});
    for _ in 0..240 {
        assert_eq!(client.push(&token, message.clone()).await.status, 200);
    }
    let answer = client.push(&token, message).await;
    let error = &answer.body["error"];
    assert_eq!((answer.status, &error["status"]), (429, &json!("RESOURCE_EXHAUSTED")));
    assert_eq!(error["details"][0]["errorCode"], "QUOTA_EXCEEDED");
    assert_eq!(error["details"][1]["violations"][0]["description"], "Device message rate exceeded.");
    assert_eq!(client.push(&token, json!({"token": "other", "data": {"id": "1"}})).await.status, 200);
}

#[tokio::test]
async fn what_apple_or_a_browser_cannot_take_is_refused() {
    let client = Client::start();
    let token = client.access_token().await;
    let data = json!({"id": "1"});
    for message in [
        json!({"token": "t", "data": data, "apns": {"headers": {"apns-priority": "10"}}}),
        json!({"token": "t", "data": data, "apns": {
            "headers": {"apns-priority": "10", "apns-push-type": "background"},
            "payload": {"aps": {"content-available": 1}},
        }}),
        json!({"token": "t", "notification": {"title": "T"}, "apns": {"payload": {"aps": {"sound": {"critical": 1}}}}}),
        json!({"token": "t", "notification": {"title": "T"}, "apns": {"payload": {"aps": {"interruption-level": "loud"}}}}),
        json!({"token": "t", "notification": {"title": "T"}, "webpush": {"fcm_options": {"link": "http://a.example"}}}),
        json!({"token": "t", "android": {"notification": {"channel_id": 1}}}),
        json!({"token": "t", "android": {"notification": {"channelName": "news"}}}),
    ] {
        let answer = client.push(&token, message.clone()).await;
        assert_eq!(
            (answer.status, &answer.body["error"]["status"]),
            (400, &json!("INVALID_ARGUMENT")),
            "{message}"
        );
    }
}
