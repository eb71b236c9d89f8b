//! The example of the client's README, unchanged, on a page of another origin.

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use local::publish::{Outgoing, Publisher};
use local::{Options, Stack, TokenOptions};
use serde_json::json;
use support::now;
use tokio::net::TcpListener;

use crate::browser::in_browser;

/// Returns the first example in the README.
fn example() -> String {
    let readme = std::fs::read_to_string(local::root().join("infra/console/client/README.md")).unwrap();
    let (_, rest) = readme.split_once("```html\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_documented_page_gets_a_notification_on_an_origin_of_its_own() {
    in_browser("origin", async |browser| {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let options = Options {
            origins: vec!["https://other.example".parse().unwrap(), origin.parse().unwrap()],
            ..Options::quiet(local::root().join("target/tests/browser-origin"))
        };
        let stack = Stack::start(options).await.unwrap();
        let page = format!("<!doctype html><link rel=icon href=data:,>{}", example());
        // Only the address of the system and the token are replaced.
        let page = page.replace("https://notifications.example.com", &stack.info().http_url);
        let token = stack.token("u-42", &TokenOptions::default()).unwrap();
        let file = async |Path(path): Path<String>| {
            let file = local::root().join("infra/console/client").join(path);
            match std::fs::read(file) {
                Ok(script) => ([(header::CONTENT_TYPE, "text/javascript")], script).into_response(),
                Err(_) => StatusCode::NOT_FOUND.into_response(),
            }
        };
        let router = Router::new()
            .route("/", get(async move || Html(page)))
            .route("/token", get(async move || token))
            .route("/client/{*path}", get(file));
        tokio::spawn(async move { axum::serve(listener, router).await });

        browser.goto(&origin).await;
        browser.until("it is connected", "return document.title === '0 unread'").await;
        let data = json!({"order_id": "1", "symbol": "BTC-USDT", "side": "buy", "quantity": "0.5", "price": "64250.10"});
        let event = json!({"id": "fill-1", "event_type": "order_filled", "user_id": "u-42", "occurred_at": now(), "data": data});
        Publisher::new(stack.info()).send(&[Outgoing::new(event.to_string())]).await.unwrap();
        browser.until("it has come live", "return document.title === '1 unread'").await;
        let log = browser.log().await;
        let said =
            log.iter().any(|line| line["message"].as_str().is_some_and(|text| text.contains("64,250.10")));
        assert!(said, "the example prints what came: {log:#?}");
        browser.is_clean().await;
    });
}
