//! Once a minute, carries out what is due by the traders' local time: it releases what was deferred
//! in quiet hours that have ended, and publishes daily reports.
//!
//! The scheduled event of a minute becomes one message for each part of the schedule. The same
//! function processes these messages.

use std::process::ExitCode;

use allocator as _;
use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use functions::config;
use lambda::batch::{BatchError, BatchFunction};
use lambda::clients::{Aws, Limits};
use lambda::platform::AwsPlatform;
use lambda::warm::{self, Call};
use lambda::{Config as _, Handler};
use ports::{NoGateway, PortError};
use serde::Deserialize;
use serde_json::Value;
use usecases::batch::{Outcome, Record};
use usecases::release::{ReleaseContext, dispatch, release};

fn main() -> ExitCode {
    lambda::run(|env| {
        let config::Release { batch, deployed } = config::Release::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(Release(BatchFunction::new(
            batch,
            &aws,
            NoGateway,
            |platform| vec![warm::read(&platform.store)],
            async move |platform, records| {
                release(&ReleaseContext { platform, deployed: &deployed }, records).await
            },
        )))
    })
}

/// The function: it processes a queue to which it also sends.
struct Release<U>(BatchFunction<NoGateway, U>);

/// The event of an invocation. Its fields decide between the variants, not one parse after the
/// other: an unreadable batch must not count as a scheduled event.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Value")]
enum ReleaseEvent {
    /// The scheduled event of a minute.
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html>
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html>
    Tick,
    /// Messages that each name a part of the schedule to check.
    Parts(SqsEvent),
}

/// An event that is neither a scheduled event nor a batch.
#[derive(Debug, thiserror::Error)]
enum EventError {
    #[error("it has records that are not SQS messages: {0}")]
    Records(#[from] serde_json::Error),
    #[error("it is neither a scheduled event nor a batch of SQS messages")]
    Unknown,
}

impl TryFrom<Value> for ReleaseEvent {
    type Error = EventError;

    fn try_from(event: Value) -> Result<Self, EventError> {
        match event.get("detail-type").and_then(Value::as_str) {
            Some("Scheduled Event") => Ok(Self::Tick),
            _ if event.get("Records").is_some() => Ok(Self::Parts(serde_json::from_value(event)?)),
            _ => Err(EventError::Unknown),
        }
    }
}

/// The reason why an invocation fails. Lambda retries it.
#[derive(Debug, thiserror::Error)]
enum ReleaseError {
    #[error("not every part of the schedule was sent to the queue: {0}")]
    Dispatch(#[source] PortError),
    #[error(transparent)]
    Batch(#[from] BatchError),
}

impl<U: AsyncFn(&AwsPlatform<NoGateway>, &[Record<'_>]) -> Vec<Outcome>> Handler for Release<U> {
    type Event = ReleaseEvent;
    type Response = SqsBatchResponse;
    type Error = ReleaseError;

    fn warm(&self) -> Vec<Call<'_>> {
        self.0.warm()
    }

    async fn handle(&self, event: ReleaseEvent) -> Result<SqsBatchResponse, ReleaseError> {
        match event {
            ReleaseEvent::Parts(event) => Ok(self.0.handle(event).await?),
            ReleaseEvent::Tick => {
                dispatch(&self.0.platform().queues).await.map_err(ReleaseError::Dispatch)?;
                // EventBridge ignores the response to a scheduled event.
                Ok(SqsBatchResponse::default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(event: &Value) -> Result<ReleaseEvent, serde_json::Error> {
        serde_json::from_str(&event.to_string())
    }

    #[test]
    fn ticks_and_parts_are_distinguished() {
        let tick = json!({
            "version": "0", "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", "detail-type": "Scheduled Event",
            "source": "aws.events", "account": "123456789012", "time": "2026-11-24T07:00:00Z",
            "region": "us-east-1", "resources": ["arn:aws:events:us-east-1:123456789012:rule/minute"], "detail": {},
        });
        assert!(matches!(read(&tick).unwrap(), ReleaseEvent::Tick));
        let record = json!({"messageId": "m", "body": "{\"shard\":7}", "attributes": {"ApproximateReceiveCount": "1"}});
        let ReleaseEvent::Parts(event) = read(&json!({"Records": [record]})).unwrap() else {
            panic!("a tick")
        };
        assert_eq!(event.records[0].body.as_deref(), Some("{\"shard\":7}"));
    }

    #[test]
    fn what_is_neither_is_refused() {
        for other in [json!({}), json!({"Records": 1}), json!({"detail-type": "Object Created"}), json!([])] {
            assert!(read(&other).is_err(), "{other}");
        }
    }
}
