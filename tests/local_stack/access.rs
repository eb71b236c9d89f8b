//! Access to the system: which clients are let in, and that a refused client leaves no trace.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use local::TokenOptions;
use serde_json::json;
use support::{Device, Exchange, System, eventually, run, unique};

/// Returns the number of items of the table that name this user in some attribute.
async fn traces(system: &System, table: &str, user: &str) -> usize {
    let scanned = system.dynamodb.scan().table_name(system.table(table)).send().await.unwrap();
    let names = |item: &&HashMap<String, AttributeValue>| {
        item.values().any(|value| value.as_s().is_ok_and(|text| text == user))
    };
    scanned.items().iter().filter(names).count()
}

async fn leaves_no_trace(system: &System, user: &str) {
    for table in ["TicketsTableName", "RecipientsTableName", "InboxTableName"] {
        assert_eq!(traces(system, table, user).await, 0, "{table}");
    }
}

#[test]
fn a_token_that_is_not_good_buys_nothing() {
    run(async {
        let system = System::shared().await;
        let user = unique("refused");
        let token = |options: TokenOptions| system.stack.token(&user, &options).unwrap();
        let good = token(TokenOptions::default());
        let (header, rest) = good.split_once('.').unwrap();
        let (claims, signature) = rest.split_once('.').unwrap();
        let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
        let mut other_signature = signature.to_owned();
        other_signature.replace_range(..1, if signature.starts_with('A') { "B" } else { "A" });
        let cases = [
            ("nothing", None),
            ("an empty token", Some("Bearer ".to_owned())),
            ("another scheme", Some(format!("Basic {good}"))),
            ("garbage", Some("Bearer garbage".to_owned())),
            ("no algorithm", Some(format!("Bearer {none}.{claims}."))),
            ("no algorithm but a signature", Some(format!("Bearer {none}.{claims}.{signature}"))),
            ("another signature", Some(format!("Bearer {header}.{claims}.{other_signature}"))),
            (
                "expired",
                Some(format!(
                    "Bearer {}",
                    token(TokenOptions { expires_in: -60, ..TokenOptions::default() })
                )),
            ),
            (
                "good for longer than a day",
                Some(format!(
                    "Bearer {}",
                    token(TokenOptions {
                        expires_in: local::MAX_TOKEN_SECONDS + 1,
                        ..TokenOptions::default()
                    })
                )),
            ),
            (
                "another audience",
                Some(format!(
                    "Bearer {}",
                    token(TokenOptions { audience: "other".into(), ..TokenOptions::default() })
                )),
            ),
            (
                "another issuer",
                Some(format!(
                    "Bearer {}",
                    token(TokenOptions { issuer: "https://other".into(), ..TokenOptions::default() })
                )),
            ),
        ];
        for (what, authorization) in cases {
            let (status, body) = system.ask_for_ticket(authorization.as_deref()).await;
            assert_eq!(status, 401, "{what}: {body}");
            assert!(body["code"].is_string() && body["message"].is_string(), "{what}: {body}");
            if let Some(authorization) = &authorization {
                let refused = Device::try_connect(system, None, Some(authorization)).await.err();
                assert!(matches!(refused, Some(401 | 403)), "{what}: {refused:?}");
            }
        }
        let refused = Device::try_connect(system, None, None).await.err();
        assert!(matches!(refused, Some(401 | 403)), "{refused:?}");
        leaves_no_trace(system, &user).await;
    });
}

#[test]
fn a_client_that_can_set_headers_needs_no_ticket() {
    run(async {
        let system = System::shared().await;
        let user = unique("header");
        let bearer = format!("Bearer {}", system.token(&user));
        let mut device = Device::try_connect(system, None, Some(&bearer)).await.unwrap();
        assert_eq!(device.request(json!({"action": "ping"})).await["type"], "reply");
    });
}

#[test]
fn a_ticket_works_once() {
    run(async {
        let system = System::shared().await;
        let user = unique("ticket");
        let ticket = system.ticket(&user).await;
        let first = Device::try_connect(system, Some(&ticket), None).await;
        assert!(first.is_ok());
        let second = Device::try_connect(system, Some(&ticket), None).await.err();
        assert!(matches!(second, Some(401 | 403)), "{second:?}");
        assert_eq!(traces(system, "TicketsTableName", &user).await, 0);

        let ticket = system.ticket(&user).await;
        let attempts = (0..5).map(|_| Device::try_connect(system, Some(&ticket), None));
        let results = futures_util::future::join_all(attempts).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "of five at once, one gets in");

        let invented = Device::try_connect(system, Some(&"A".repeat(43)), None).await.err();
        assert!(matches!(invented, Some(401 | 403)), "{invented:?}");
    });
}

#[test]
fn a_ticket_is_good_for_thirty_seconds() {
    run(async {
        let system = System::shared().await;
        let user = unique("late");
        let ticket = system.ticket(&user).await;
        // The passing of time is simulated in the stored ticket.
        let scanned =
            system.dynamodb.scan().table_name(system.table("TicketsTableName")).send().await.unwrap();
        let item = scanned.items().iter().find(|item| item["user_id"].as_s().unwrap() == &user).unwrap();
        let expires_at: i64 = item["expires_at"].as_n().unwrap().parse().unwrap();
        let left = expires_at - support::now().as_millis();
        assert!((20_000..=30_000).contains(&left), "{left}");
        let mut aged = item.clone();
        aged.insert("expires_at".to_owned(), AttributeValue::N(support::now().as_millis().to_string()));
        let table = system.table("TicketsTableName");
        system.dynamodb.put_item().table_name(table).set_item(Some(aged)).send().await.unwrap();
        let refused = Device::try_connect(system, Some(&ticket), None).await.err();
        assert!(matches!(refused, Some(401 | 403)), "{refused:?}");
        assert_eq!(traces(system, "RecipientsTableName", &user).await, 0);
    });
}

#[test]
fn a_connection_ends_with_its_token() {
    run(async {
        let system = System::shared().await;
        let user = unique("ending");
        let options = TokenOptions { expires_in: 4, ..TokenOptions::default() };
        let bearer = format!("Bearer {}", system.stack.token(&user, &options).unwrap());
        let mut ending = Device::try_connect(system, None, Some(&bearer)).await.unwrap();
        ending.hello_until_drained().await;
        let mut staying = Device::greet(system, &user).await;
        let exchange = Exchange::of(system, &user);
        // Each event makes the system post to the connections of the user, until the ended one is removed.
        let mut n = 0;
        eventually("the connection past its time is forgotten", async || {
            n += 1;
            exchange.publish_fill(&format!("f-{n}")).await;
            while staying.notification().await["id"] != format!("f-{n}").as_str() {}
            (connections(system, &user).await == 1).then_some(())
        })
        .await;
        ending.closed().await;
    });
}

async fn connections(system: &System, user: &str) -> usize {
    let asked = system.dynamodb.get_item().table_name(system.table("RecipientsTableName"));
    let answer = asked.key("user_id", AttributeValue::S(user.to_owned())).send().await.unwrap();
    answer.item.unwrap_or_default().keys().filter(|name| name.starts_with("c#")).count()
}

#[test]
fn the_twenty_first_connection_closes_the_oldest() {
    run(async {
        let system = System::shared().await;
        let user = unique("many");
        let mut devices = Vec::new();
        for _ in 0..21 {
            devices.push(Device::greet(system, &user).await);
        }
        let oldest = devices.remove(0);
        oldest.closed().await;
        eventually("it is forgotten", async || (connections(system, &user).await == 20).then_some(())).await;
        Exchange::of(system, &user).publish_fill("f-1").await;
        for device in &mut devices {
            assert_eq!(device.notification().await["id"], "f-1");
        }
    });
}

#[test]
fn the_http_api_answers_what_it_does_not_know() {
    run(async {
        let system = System::shared().await;
        let base = system.stack.info().http_url.trim_end_matches('/').to_owned();
        let missing = system.http.get(format!("{base}/v1/nothing")).send().await.unwrap();
        assert_eq!(missing.status(), 404);
        let wrong = system.http.get(format!("{base}/v1/tickets")).send().await.unwrap();
        assert!(matches!(wrong.status().as_u16(), 404 | 405), "{}", wrong.status());
    });
}
