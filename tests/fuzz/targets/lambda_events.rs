//! The events that Lambda passes to the functions, and the content of our own queues and cursors:
//! they cause no panic, no empty ID in a response, and decoded content that is encoded and decoded
//! again stays the same.

#![no_main]

use std::time::Duration;

use aws_lambda_events::sqs::SqsEvent;
use futures_util::FutureExt;
use lambda::batch::source::{DeadLetter, Source};
use lambda::socket;
use libfuzzer_sys::fuzz_target;
use ports::{PortError, Position};
use usecases::batch::{Outcome, Record};
use usecases::deliver::Delivery;

#[allow(dead_code)] // Only the decoders are used here.
#[path = "../../../functions/src/bin/web/http.rs"]
mod http;
#[allow(dead_code)]
#[path = "../../../functions/src/bin/socket-authorize/policy.rs"]
mod policy;

/// A queue that accepts every message, or rejects every message.
struct Queue {
    is_down: bool,
}

impl Queue {
    fn answer(&self) -> Result<(), PortError> {
        if self.is_down { Err(PortError::Unavailable("down".to_owned())) } else { Ok(()) }
    }
}

impl Source for Queue {
    async fn postpone(&self, _: &str, seconds: u32) -> Result<(), PortError> {
        assert!((1..=30).contains(&seconds));
        self.answer()
    }

    async fn copy(&self, _: &str, _: Option<&str>, seconds: u32) -> Result<(), PortError> {
        assert!((31..=900).contains(&seconds));
        self.answer()
    }

    async fn dead_letter(&self, _: &DeadLetter<'_>) -> Result<(), PortError> {
        self.answer()
    }
}

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    if let Ok(event) = serde_json::from_str::<SqsEvent>(text) {
        work_off(choice, &event);
    }
    if let Ok(event) = serde_json::from_str::<socket::Event>(text) {
        let _ = (event.connection(), event.identity(), event.frame());
    }
    if let Ok(request) = serde_json::from_str::<http::Request>(text) {
        let _ = (request.method(), request.path(), request.header("authorization"));
        let _ = (request.query("u"), request.body());
    }
    if let Ok(request) = serde_json::from_str::<policy::Request>(text) {
        let _ = (request.method_arn(), request.ticket(), request.authorization());
    }
    if let Ok(delivery) = Delivery::decode(text) {
        assert_eq!(Delivery::decode(&delivery.encode()).ok(), Some(delivery));
    }
    // Messages of the providers, of the exchange, and to the bot.
    let _ = channels::telegram::webhook::Incoming::decode(text.as_bytes());
    let _ = channels::email::feedback::read(text);
    let _ = profile::decode(text, domain::Time::from_millis(1_795_420_800_000));
    if let Some(position) = Position::from_cursor(text) {
        assert_eq!(position.to_cursor(), text);
    }
});

fn work_off(choice: u8, event: &SqsEvent) {
    let queue = Queue { is_down: choice & 4 != 0 };
    let work = async |records: &[Record<'_>]| {
        let reason = || records.first().map_or_else(String::new, |record| record.body.to_owned());
        match choice & 3 {
            0 => vec![Outcome::Done; records.len()],
            1 => {
                let after = (choice & 8 != 0).then(|| Duration::from_secs(u64::from(choice) * 8));
                vec![Outcome::Retry { reason: reason(), after }; records.len()]
            }
            2 => vec![Outcome::dead_letter(reason()); records.len()],
            _ => Vec::new(),
        }
    };
    let answer = lambda::batch::run(&queue, event, || u32::from(choice), work).now_or_never();
    if let Some(Ok(response)) = answer {
        assert!(response.batch_item_failures.len() <= event.records.len());
        assert!(response.batch_item_failures.iter().all(|failure| !failure.item_identifier.is_empty()));
    }
}
