//! Faults without a response, and the calls that faults apply to.

use std::io::{ErrorKind, Read as _, Write as _};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::client::{Answer, Client};

#[tokio::test]
async fn a_call_that_hangs_ends_when_its_caller_gives_up() {
    let client = Client::start();
    client.fault(json!({"channel": "push", "kind": "hang"})).await;
    let request = client.push_request("any", &json!({"message": {"token": "t"}}));
    let error = request.timeout(Duration::from_millis(100)).send().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    let entry = client.outbox().await.remove(0);
    assert_eq!((&*entry.to, entry.status, entry.accepted), ("t", None, false));
    assert_eq!(client.push("any", json!({"token": "t"})).await.status, 401, "one call was to hang");
}

#[tokio::test]
async fn calls_that_hang_are_cut_off_when_the_faults_are_deleted() {
    let client = Client::start();
    client.fault(json!({"channel": "telegram", "kind": "hang", "seconds": 3600})).await;
    let request = |chat: u32| {
        client.http.post(client.url(&client.bot("sendMessage"))).json(&json!({"chat_id": chat, "text": "x"}))
    };
    let calls = [1, 2].map(|chat| tokio::spawn(request(chat).send()));
    client.await_outbox(2).await;
    assert!(calls.iter().all(|call| !call.is_finished()));
    assert_eq!(client.delete("/faults").await, 204);
    for call in calls {
        assert!(call.await.unwrap().is_err());
    }
    assert_eq!(Answer::to(request(1)).await.status, 200);
}

#[tokio::test]
async fn a_connection_is_reset_after_its_request_was_read() {
    let client = Client::start();
    client.fault(json!({"channel": "telegram", "kind": "reset", "count": 2})).await;
    let reset = client.http.post(client.url(&client.bot("sendMessage")));
    let error = reset.json(&json!({"chat_id": 1, "text": "x"})).send().await.unwrap_err();
    assert!(error.is_request(), "{error:?}");

    let (address, path) =
        (client.sandbox.url().trim_start_matches("http://").to_owned(), client.bot("sendMessage"));
    let raw = move || {
        let body = r#"{"chat_id":2,"text":"x"}"#;
        let mut stream = std::net::TcpStream::connect(&address).unwrap();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n\
             {body}",
            body.len()
        )
        .unwrap();
        stream.read(&mut [0; 1]).unwrap_err().kind()
    };
    assert_eq!(tokio::task::spawn_blocking(raw).await.unwrap(), ErrorKind::ConnectionReset);
    let outbox = client.outbox().await;
    assert_eq!(outbox.iter().map(|entry| &*entry.to).collect::<Vec<_>>(), ["1", "2"]);
    assert!(outbox.iter().all(|entry| entry.status.is_none() && !entry.accepted));
    assert_eq!(client.say(json!({"chat_id": 1, "text": "x"})).await.status, 200);
}

#[tokio::test]
async fn over_http_2_only_the_stream_is_reset() {
    let client = Client::start();
    // An independent client, with none of the product's limits.
    #[allow(clippy::disallowed_methods)]
    let http = reqwest::Client::builder().no_proxy().http2_prior_knowledge().build().unwrap();
    let say = |chat: u32| {
        let request = http.post(client.url(&client.bot("sendMessage")));
        request.json(&json!({"chat_id": chat, "text": "x"})).send()
    };
    client.fault(json!({"channel": "telegram", "kind": "hang", "to": "1"})).await;
    client.fault(json!({"channel": "telegram", "kind": "reset", "to": "2"})).await;
    let hangs = tokio::spawn(say(1));
    client.await_outbox(1).await;
    assert!(say(2).await.is_err());
    let answer = say(3).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.version()), (200, reqwest::Version::HTTP_2));
    assert!(!hangs.is_finished(), "the other streams go on");
    client.sandbox.clear_faults();
    assert!(hangs.await.unwrap().is_err());
}

#[tokio::test]
async fn garbage_is_no_json_and_no_delivery() {
    let client = Client::start();
    for (channel, path) in [("push_token", "/token".to_owned()), ("telegram", client.bot("sendMessage"))] {
        client.fault(json!({"channel": channel, "kind": "garbage"})).await;
        let answer = client.post(&path, json!({"chat_id": 1, "text": "x"})).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.is_string(), "{answer:?}");
        let entry = client.outbox().await.pop().unwrap();
        assert_eq!((entry.status, entry.accepted), (Some(200), false));
    }
}

#[tokio::test]
async fn a_late_answer_is_that_of_a_message_that_was_taken_at_once() {
    let client = Client::start();
    client.fault(json!({"channel": "telegram", "kind": "latency", "milliseconds": 300, "count": 2})).await;
    let begun = Instant::now();
    let answer = client.say(json!({"chat_id": 1, "text": "x"})).await;
    assert!(begun.elapsed() >= Duration::from_millis(300));
    assert_eq!(answer.status, 200);

    let request =
        client.http.post(client.url(&client.bot("sendMessage"))).json(&json!({"chat_id": 2, "text": "x"}));
    let error = request.timeout(Duration::from_millis(50)).send().await.unwrap_err();
    assert!(error.is_timeout());
    let entry = client.outbox().await.pop().unwrap();
    assert_eq!((&*entry.to, entry.status, entry.accepted), ("2", Some(200), true));
}

#[tokio::test]
async fn a_fault_hits_only_whom_it_names_and_as_often_as_it_says() {
    let client = Client::start();
    client.fault(json!({"channel": "telegram", "kind": "500", "to": "42", "count": 2})).await;
    client.fault(json!({"channel": "telegram", "kind": "403", "to": "42"})).await;
    let mut statuses = Vec::new();
    for chat in [7, 42, 42, 7, 42, 42] {
        statuses.push(client.say(json!({"chat_id": chat, "text": "x"})).await.status);
    }
    assert_eq!(statuses, [200, 500, 500, 200, 403, 200]);
}

#[tokio::test]
async fn a_fault_ends_with_its_seconds() {
    let client = Client::start();
    client.fault(json!({"channel": "telegram", "kind": "500", "seconds": 1})).await;
    let begun = Instant::now();
    let mut calls = 0;
    while client.say(json!({"chat_id": 1, "text": "x"})).await.status == 500 {
        calls += 1;
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
    assert!(calls > 1 && begun.elapsed() >= Duration::from_millis(900), "{calls}, {:?}", begun.elapsed());
}

#[tokio::test]
async fn the_token_endpoint_fails_on_request_as_well() {
    let client = Client::start();
    let cases = [
        ("401", 401, "invalid_client"),
        ("403", 403, "access_denied"),
        ("unregistered", 400, "invalid_grant"),
        ("invalid_argument", 400, "invalid_grant"),
        ("429", 429, "rate_limit_exceeded"),
        ("500", 500, "internal_failure"),
        ("503", 503, "temporarily_unavailable"),
        ("503_delivered", 503, "temporarily_unavailable"),
    ];
    let email = client.account()["client_email"].clone();
    for (kind, status, code) in cases {
        client.fault(json!({"channel": "push_token", "kind": kind, "to": email, "retryAfter": 3})).await;
        let assertion = client.assertion(&client.header(), &client.claims());
        let answer = client.exchange(crate::client::GRANT, &assertion).await;
        assert_eq!((answer.status, answer.body["error"].as_str()), (status, Some(code)), "{kind}");
        assert_eq!(answer.header("retry-after").is_some(), matches!(status, 429 | 503), "{kind}");
        let accepted = client.outbox().await.pop().unwrap().accepted;
        assert_eq!(accepted, kind == "503_delivered", "{kind}");
    }
}
