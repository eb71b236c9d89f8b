//! The token endpoint.

use std::time::Duration;

use sandbox::{Channel, Options};
use serde_json::{Value, json};

use crate::client::{Client, GRANT, now};

#[tokio::test]
async fn an_assertion_of_the_service_account_is_worth_an_access_token() {
    let client = Client::start();
    let account = client.account();
    assert_eq!(account["type"], "service_account");
    let assertion = client.assertion(&client.header(), &client.claims());
    let answer = client.exchange(GRANT, &assertion).await;
    assert_eq!(answer.status, 200);
    assert_eq!((&answer.body["token_type"], &answer.body["expires_in"]), (&json!("Bearer"), &json!(3599)));
    let token = answer.body["access_token"].as_str().unwrap();
    assert_eq!(client.push(token, json!({"token": "t"})).await.status, 200);

    let entry = &client.outbox().await[0];
    assert_eq!((entry.channel, entry.status, entry.accepted), (Channel::PushToken, Some(200), true));
    assert_eq!(entry.to, account["client_email"].as_str().unwrap());
    assert_eq!(entry.request, json!({"grant_type": GRANT, "assertion": assertion}));
}

#[tokio::test]
async fn a_wrong_assertion_is_refused_and_says_why() {
    let client = Client::start();
    let with = |name: &str, value: Value| {
        let mut claims = client.claims();
        claims[name] = value;
        client.assertion(&client.header(), &claims)
    };
    let uri = client.account()["token_uri"].as_str().unwrap().to_owned();
    let audience = format!("Invalid JWT: Failed audience check. The right audience is {uri}");
    let timeframe = "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. \
                     Check your iat and exp values in the JWT claim.";
    let good = client.assertion(&client.header(), &client.claims());
    let unsigned = format!("{}.AAAA", good.rsplit_once('.').unwrap().0);
    let other_key = client.assertion(&json!({"alg": "RS256", "kid": "other"}), &client.claims());
    let other_algorithm = client.assertion(&json!({"alg": "PS256"}), &client.claims());
    let scope = "Invalid OAuth scope or ID token audience provided.";
    let cases = [
        (with("iss", json!("who@else")), "invalid_grant", "Invalid grant: account not found"),
        (with("aud", json!("https://oauth2.example/token")), "invalid_grant", &*audience),
        (with("exp", json!(now())), "invalid_grant", timeframe),
        (with("exp", json!(now() + 3700)), "invalid_grant", timeframe),
        (with("iat", json!(now() + 400)), "invalid_grant", timeframe),
        (with("exp", Value::Null), "invalid_grant", "Invalid JWT Signature."),
        (with("scope", json!("https://www.googleapis.com/auth/tasks")), "invalid_scope", scope),
        (unsigned, "invalid_grant", "Invalid JWT Signature."),
        (other_key, "invalid_grant", "Invalid JWT Signature."),
        (other_algorithm, "invalid_grant", "Invalid JWT Signature."),
        ("no.jwt".to_owned(), "invalid_grant", "Bad Request"),
        (String::new(), "invalid_request", "Missing required parameter: assertion"),
    ];
    for (assertion, code, description) in cases {
        let answer = client.exchange(GRANT, &assertion).await;
        let told = json!({"error": code, "error_description": description});
        assert_eq!((answer.status, answer.body), (400, told), "{assertion}");
    }
    let answer = client.exchange("authorization_code", &good).await;
    assert_eq!(answer.body["error"], "unsupported_grant_type");
    assert!(client.outbox().await.iter().all(|entry| !entry.accepted && entry.status == Some(400)));
}

#[tokio::test]
async fn an_access_token_ends_when_it_said_so() {
    let access_token_lifetime = Duration::from_secs(1);
    let client = Client::with(Options { access_token_lifetime, ..Options::default() });
    let token = client.access_token().await;
    assert_eq!(client.push(&token, json!({"token": "t"})).await.status, 200);
    let mut devices = 0..;
    let refused = loop {
        // A device takes a limited number of messages in a minute.
        let device = format!("t-{}", devices.next().unwrap());
        let answer = client.push(&token, json!({"token": device})).await;
        if answer.status != 200 {
            break answer;
        }
    };
    assert_eq!((refused.status, &refused.body["error"]["status"]), (401, &json!("UNAUTHENTICATED")));
    assert_eq!(refused.body["error"]["details"][0]["reason"], "ACCESS_TOKEN_EXPIRED");
}
