//! The exchange's side of a drill: one event per user.

use std::time::{Duration, Instant};

use domain::{Channel, EventId, EventType, Time, UserId};
use ports::{Enqueue, Message, Queue};
use serde_json::json;
use tokio::time::sleep;

use crate::error::Error;

/// The beginning of the ID of every drill.
const PREFIX: &str = "drill-";
/// The number of events per call, the maximum of SQS:
/// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html>
const BATCH: usize = 10;
/// The pause before an event that the queue did not accept is sent again.
const PAUSE: Duration = Duration::from_millis(200);
/// The time after which the drill fails if the queue accepts no event.
const RETRY_LIMIT: Duration = Duration::from_secs(30);

/// Returns a new ID of a drill, which is the ID of its events too: `drill-`, the time, and random
/// characters. The time is that of the start, so that an operator finds the drill again.
///
/// # Errors
///
/// The operating system has no randomness. Not retryable.
pub(super) fn new_id(now: Time) -> Result<EventId, Error> {
    let time: String = now.to_string().chars().take("2026-11-23T08:00:00".len()).collect();
    let id = synthetic::id(&format!("{PREFIX}{}Z", time.replace(['-', ':'], "")))?;
    parse_id(&id)
}

/// Returns the ID of an earlier drill.
///
/// # Errors
///
/// The text is not one. Not retryable.
pub(super) fn parse_id(text: &str) -> Result<EventId, Error> {
    let id = EventId::parse(text).ok().filter(|id| id.as_str().starts_with(PREFIX));
    id.ok_or_else(|| crate::error::file("--drill", "is not the ID of a drill, which begins with drill-"))
}

/// Publishes the event of the drill for each user, ten per call.
///
/// # Errors
///
/// The queue rejects an event permanently, or has accepted none for 30 s. The message has the number of the
/// accepted events.
pub(super) async fn publish(
    queues: &impl Enqueue,
    id: &EventId,
    channels: &[Channel],
    users: &[UserId],
    clock: impl Fn() -> Time,
) -> Result<(), Error> {
    let mut published = 0;
    for users in users.chunks(BATCH) {
        let occurred_at = clock();
        // A repeat has the same content, because another one would count as a conflict.
        let mut open: Vec<_> = users.iter().map(|user| message(id, channels, user, occurred_at)).collect();
        let mut last_accepted = Instant::now();
        while !open.is_empty() {
            let results =
                queues.enqueue(Queue::Events(EventType::DeliveryTest.priority()), open.clone()).await;
            let before = open.len();
            let mut refused = Vec::new();
            for (message, result) in open.into_iter().zip(results) {
                match result {
                    Ok(()) => published += 1,
                    Err(error) if error.is_retryable() && last_accepted.elapsed() < RETRY_LIMIT => {
                        refused.push(message);
                    }
                    Err(error) => {
                        let told = format!(
                            "the queue p0 has accepted {published} events, and now refuses one: {error}"
                        );
                        return Err(Error::Drill(told));
                    }
                }
            }
            open = refused;
            if open.len() < before {
                last_accepted = Instant::now();
            }
            if !open.is_empty() {
                sleep(PAUSE).await;
            }
        }
    }
    Ok(())
}

fn message(id: &EventId, channels: &[Channel], user: &UserId, occurred_at: Time) -> Message {
    let event = json!({
        "id": id,
        "event_type": EventType::DeliveryTest.name(),
        "user_id": user,
        "occurred_at": occurred_at,
        "data": {"drill_id": id},
        "channels": channels,
    });
    Message { body: event.to_string(), group: Some(user.to_string()), delay: Duration::ZERO }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use domain::event::Event;
    use ports::PortError;

    use super::*;

    const NOW: Time = Time::EPOCH;

    /// A queue that refuses every third message once, and remembers the sizes of its calls.
    #[derive(Default)]
    struct Refusing {
        calls: Mutex<Vec<usize>>,
        accepted: Mutex<Vec<Message>>,
        refused: Mutex<Vec<String>>,
        error: Option<PortError>,
    }

    impl Enqueue for Refusing {
        async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
            assert_eq!(queue, Queue::Events(domain::Priority::P0));
            self.calls.lock().unwrap().push(messages.len());
            let mut results = Vec::new();
            for (index, message) in messages.into_iter().enumerate() {
                let mut refused = self.refused.lock().unwrap();
                let error =
                    self.error.as_ref().filter(|_| index % 3 == 2 && !refused.contains(&message.body));
                if let Some(error) = error {
                    refused.push(message.body);
                    results.push(Err(error.clone()));
                    continue;
                }
                self.accepted.lock().unwrap().push(message);
                results.push(Ok(()));
            }
            results
        }
    }

    fn users(count: usize) -> Vec<UserId> {
        (0..count).map(|n| UserId::parse(format!("u-{n}")).unwrap()).collect()
    }

    fn id() -> EventId {
        parse_id("drill-19700101T000000Z-x").unwrap()
    }

    async fn published(queue: &Refusing, count: usize) -> Result<(), Error> {
        let channels = [Channel::Push, Channel::Email];
        publish(queue, &id(), &channels, &users(count), || NOW).await
    }

    #[test]
    fn an_id_has_the_time_and_is_unique() {
        let now: Time = "2026-11-23T08:00:00.123Z".parse().unwrap();
        let (one, other) = (new_id(now).unwrap(), new_id(now).unwrap());
        assert!(one.as_str().starts_with("drill-20261123T080000Z-"), "{one}");
        assert_ne!(one, other);
        assert_eq!(parse_id(one.as_str()).unwrap(), one);
        for bad in ["", "fill-1", "drill-a b"] {
            assert_eq!(parse_id(bad).unwrap_err().exit_code(), 2, "{bad}");
        }
    }

    #[tokio::test]
    async fn the_system_takes_every_event_whole() {
        let queue = Refusing::default();
        published(&queue, 21).await.unwrap();
        assert_eq!(*queue.calls.lock().unwrap(), [10, 10, 1]);
        let accepted = queue.accepted.lock().unwrap();
        assert_eq!(accepted.len(), 21);
        for (message, user) in accepted.iter().zip(users(21)) {
            assert_eq!(message.group.as_deref(), Some(user.as_str()));
            let decoded = Event::read(&message.body, NOW).unwrap();
            assert_eq!(decoded.dropped, Vec::<String>::new(), "{}", message.body);
            let event = decoded.event;
            assert_eq!((&event.user_id, &event.id), (&user, &id()));
            assert_eq!((event.event_type(), event.occurred_at), (EventType::DeliveryTest, NOW));
            assert_eq!(event.channels, Some(vec![Channel::Push, Channel::Email]));
            let data: serde_json::Value = serde_json::from_str(event.data.to_json().get()).unwrap();
            assert_eq!(data, json!({"drill_id": id()}));
        }
    }

    #[tokio::test]
    async fn an_event_that_was_not_accepted_is_sent_again_unchanged() {
        let error = Some(PortError::Throttled("busy".to_owned()));
        let queue = Refusing { error, ..Refusing::default() };
        published(&queue, 10).await.unwrap();
        assert_eq!(*queue.calls.lock().unwrap(), [10, 3], "only those that were refused");
        let accepted = queue.accepted.lock().unwrap();
        let bodies: std::collections::BTreeSet<_> = accepted.iter().map(|message| &message.body).collect();
        assert_eq!(bodies.len(), 10);
        assert!(queue.refused.lock().unwrap().iter().all(|body| bodies.contains(body)));
    }

    #[tokio::test]
    async fn a_permanent_refusal_ends_the_drill() {
        let error = Some(PortError::Refused("no".to_owned()));
        let queue = Refusing { error, ..Refusing::default() };
        let error = published(&queue, 10).await.unwrap_err();
        assert!(error.to_string().contains("has accepted 2 events"), "{error}");
        assert_eq!(error.exit_code(), 1);
    }
}
