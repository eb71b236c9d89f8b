//! The prices as a page reads them.

use std::time::Duration;

use sandbox::{HISTORY, Options, Price};
use serde_json::{Value, json};

use crate::client::{Answer, Client};

const PAGE: &str = "http://127.0.0.1:4567";

fn price(symbol: &str, n: usize) -> Price {
    Price { symbol: symbol.to_owned(), price: format!("{n}.50"), ts: format!("2026-11-23T08:00:00.{n:03}Z") }
}

/// A reader of server-sent events.
struct Reader {
    response: reqwest::Response,
    text: String,
}

impl Reader {
    async fn of(client: &Client, symbol: &str, origin: &str) -> Self {
        let symbol = symbol.replace('/', "%2F");
        let request = client.http.get(client.url(&format!("/prices?symbol={symbol}")));
        let response = request.header("origin", origin).send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, text: String::new() }
    }

    fn allowed(&self) -> Option<&str> {
        Some(self.response.headers().get("access-control-allow-origin")?.to_str().unwrap())
    }

    /// Returns the next `count` messages.
    async fn next(&mut self, count: usize) -> Vec<Value> {
        let mut messages = Vec::new();
        while messages.len() < count {
            if let Some(end) = self.text.find("\n\n") {
                let message: String = self.text.drain(..end + 2).collect();
                if let Some(data) = message.strip_prefix("data: ") {
                    messages.push(serde_json::from_str(data).unwrap());
                }
                continue;
            }
            let chunk = tokio::time::timeout(Duration::from_secs(10), self.response.chunk()).await;
            let chunk = chunk.expect("a tick in time").unwrap().expect("the stream goes on");
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
        messages
    }
}

#[tokio::test]
async fn the_last_ticks_come_first_and_then_each_as_it_is_made() {
    let client = Client::with(Options { pages: Some(PAGE.to_owned()), ..Options::default() });
    (0..HISTORY + 3).for_each(|n| client.sandbox.add_price(price("COIN/USDT", n)));
    client.sandbox.add_price(price("BTC-USDT", 1));
    let mut reader = Reader::of(&client, "COIN/USDT", PAGE).await;
    let history = reader.next(HISTORY).await;
    assert_eq!(history[0], json!({"symbol": "COIN/USDT", "price": "3.50", "ts": "2026-11-23T08:00:00.003Z"}));
    assert_eq!(history[HISTORY - 1]["price"], format!("{}.50", HISTORY + 2));
    // Ticks of other symbols do not arrive.
    for (symbol, n) in [("BTC-USDT", 2), ("COIN/USDT", 701), ("BTC-USDT", 3), ("COIN/USDT", 702)] {
        client.sandbox.add_price(price(symbol, n));
    }
    let live = reader.next(2).await;
    assert_eq!([&live[0]["price"], &live[1]["price"]], ["701.50", "702.50"]);

    // A reader can wait for a symbol that has no tick yet.
    let mut early = Reader::of(&client, "NEW-USDT", PAGE).await;
    client.sandbox.add_price(price("NEW-USDT", 5));
    assert_eq!(early.next(1).await[0]["price"], "5.50");
}

#[tokio::test]
async fn only_pages_of_the_origin_that_was_named_may_read_them() {
    let client = Client::with(Options { pages: Some(PAGE.to_owned()), ..Options::default() });
    assert_eq!(Reader::of(&client, "BTC-USDT", PAGE).await.allowed(), Some(PAGE));
    for other in ["http://127.0.0.1:45670", "https://evil.example", "null"] {
        assert_eq!(Reader::of(&client, "BTC-USDT", other).await.allowed(), None, "{other}");
    }
    let nobody = Client::start();
    assert_eq!(Reader::of(&nobody, "BTC-USDT", PAGE).await.allowed(), None);
}

#[tokio::test]
async fn a_request_without_a_symbol_is_refused() {
    let client = Client::start();
    let answer = Answer::to(client.http.get(client.url("/prices"))).await;
    assert_eq!((answer.status, &answer.body["field"]), (400, &json!("symbol")));
}
