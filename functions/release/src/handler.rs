//! The minute's tick → a message for each part of the schedule; an SQS event of such parts → `usecases::release` → which
//! messages come again.

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use domain::Channel;
use lambda::Handler;
use lambda::batch::{BatchError, Worker};
use lambda::clock::SystemClock;
use lambda::warm::{self, Call};
use ports::PortError;
use queues::Sqs;
use serde::Deserialize;
use serde_json::Value;
use store::DynamoStore;
use usecases::batch::Record;
use usecases::release::{ReleasePorts, dispatch, release};

/// The function.
pub(crate) struct Release {
    pub(crate) worker: Worker,
    pub(crate) store: DynamoStore,
    pub(crate) queues: Sqs,
    pub(crate) deployed: Vec<Channel>,
}

/// What Lambda hands over. Read by what is in it and not by trying one after the other: a batch that cannot be read must
/// not pass for a tick.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Value")]
pub(crate) enum ReleaseEvent {
    /// A minute has begun.
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html>
    Tick,
    /// Parts of the schedule to be looked through.
    Parts(SqsEvent),
}

/// An event that is neither of both.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EventError {
    #[error("it has records that are not those of a queue: {0}")]
    Records(#[from] serde_json::Error),
    #[error("it is neither a scheduled event nor messages of a queue")]
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

/// Why an invocation fails: Lambda tries it again.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReleaseError {
    #[error("not every part of the schedule was sent to the queue: {0}")]
    Dispatch(#[source] PortError),
    #[error(transparent)]
    Batch(#[from] BatchError),
}

impl Handler for Release {
    type Event = ReleaseEvent;
    type Answer = SqsBatchResponse;
    type Error = ReleaseError;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::read(&self.store), self.worker.warm()]
    }

    async fn handle(&self, event: ReleaseEvent) -> Result<SqsBatchResponse, ReleaseError> {
        let event = match event {
            ReleaseEvent::Parts(event) => event,
            ReleaseEvent::Tick => {
                dispatch(&self.queues).await.map_err(ReleaseError::Dispatch)?;
                // Nobody waits for the answer to a tick.
                return Ok(SqsBatchResponse::default());
            }
        };
        let ports = ReleasePorts {
            store: &self.store,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: self.worker.metrics(),
            deployed: &self.deployed,
        };
        let work = async |records: &[Record<'_>]| release(&ports, records).await;
        Ok(self.worker.work_off(&event, work).await?)
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
    fn ticks_and_parts_are_told_apart() {
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
