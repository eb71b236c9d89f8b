//! The exchange's side: sends events to their queues.

use std::collections::BTreeMap;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::ProvideErrorMetadata as _;
use aws_sdk_sqs::types::SendMessageBatchRequestEntry;
use domain::event::catalogue::EventType;
use serde_json::Value;

use crate::access::Access;
use crate::error::Error;
use crate::info::StackInfo;

/// The maximum number of messages per call.
const BATCH: usize = 10;

/// Sends events to the queues of a stack.
#[derive(Debug, Clone)]
pub struct Publisher {
    client: Client,
    queues: BTreeMap<String, String>,
}

/// One event to send, with its queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The message.
    pub body: String,
    /// `p0`, `p1` or `p2`.
    pub queue: &'static str,
    /// The user id, if there is one, as message group: it keeps one user's burst from delaying the
    /// other users.
    pub group: Option<String>,
    /// Whether the queue is a guess, because the event cannot be read or has an unknown type.
    pub guessed: bool,
}

impl Outgoing {
    /// Looks up the queue of an event. An event that cannot be read goes to `p2`, for the system to
    /// reject it.
    pub fn new(body: impl Into<String>) -> Self {
        let body = body.into();
        let event: Option<Value> = serde_json::from_str(&body).ok();
        let field = |name: &str| event.as_ref()?.get(name)?.as_str();
        let class = field("event_type").and_then(class);
        let group = field("user_id").filter(|user| is_group(user)).map(str::to_owned);
        Self { queue: class.unwrap_or("p2"), guessed: class.is_none(), group, body }
    }
}

/// Returns the queue of an event type.
fn class(event_type: &str) -> Option<&'static str> {
    Some(EventType::parse(event_type)?.priority().name())
}

/// Whether the text is a valid user id, which is then also a valid message group.
fn is_group(user: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._:@-".contains(&byte);
    (1..=128).contains(&user.len()) && user.bytes().all(allowed)
}

impl Publisher {
    /// Returns a publisher to the queues of `stack`.
    pub fn new(stack: &StackInfo) -> Self {
        Self { client: Access::of(stack).sqs(), queues: stack.queues.clone() }
    }

    /// Sends `events`, in their order within each queue. Returns the number of events sent to each
    /// queue.
    ///
    /// # Errors
    ///
    /// [`Error::Publish`]: a queue refuses a message; the messages before it are sent.
    /// [`Error::NotRunning`]: there is no response.
    pub async fn send(&self, events: &[Outgoing]) -> Result<BTreeMap<&'static str, usize>, Error> {
        let mut by_queue: BTreeMap<&'static str, Vec<&Outgoing>> = BTreeMap::new();
        for event in events {
            by_queue.entry(event.queue).or_default().push(event);
        }
        let mut sent = BTreeMap::new();
        for (queue, events) in by_queue {
            for batch in batches(&events) {
                self.send_batch(queue, batch).await?;
                *sent.entry(queue).or_default() += batch.len();
            }
        }
        Ok(sent)
    }

    async fn send_batch(&self, queue: &str, batch: &[&Outgoing]) -> Result<(), Error> {
        let failed = |what: String| Error::Publish(format!("{queue} accepted no message: {what}"));
        let url = self.queues.get(queue).ok_or_else(|| failed("there is no such queue".to_owned()))?;
        let mut request = self.client.send_message_batch().queue_url(url);
        for (n, event) in batch.iter().enumerate() {
            let entry = SendMessageBatchRequestEntry::builder()
                .id(n.to_string())
                .message_body(&event.body)
                .set_message_group_id(event.group.clone())
                .build()
                .map_err(|error| failed(error.to_string()))?;
            request = request.entries(entry);
        }
        let answer = request.send().await.map_err(|error| match error.as_service_error() {
            Some(refusal) => failed(format!(
                "{}: {}",
                refusal.code().unwrap_or("refused"),
                refusal.message().unwrap_or("")
            )),
            // The description of a killed stack stays behind.
            None => Error::NotRunning,
        })?;
        match answer.failed().first() {
            Some(refused) => Err(failed(format!("{}: {}", refused.code(), refused.message().unwrap_or("")))),
            None => Ok(()),
        }
    }
}

/// Splits events into batches of at most ten messages, within the size limit of one call.
fn batches<'a>(events: &'a [&'a Outgoing]) -> impl Iterator<Item = &'a [&'a Outgoing]> {
    const BYTES: usize = 256 * 1024;
    let mut rest = events;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |event: &&&Outgoing| {
            bytes += event.body.len();
            bytes <= BYTES
        };
        // An event that is too large alone is sent, too, for the queue to reject it.
        let count = rest.iter().take(BATCH).take_while(fits).count().max(1).min(rest.len());
        let (batch, after) = rest.split_at(count);
        rest = after;
        (!batch.is_empty()).then_some(batch)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_goes_to_the_queue_of_its_class() {
        let event = Outgoing::new(r#"{"event_type":"order_filled","user_id":"u-1"}"#);
        assert_eq!((event.queue, event.group.as_deref(), event.guessed), ("p0", Some("u-1"), false));
    }

    #[test]
    fn what_cannot_be_read_goes_to_p2() {
        for body in
            ["not json", "[]", r#"{"event_type":7}"#, r#"{"event_type":"nonsense","user_id":"no good"}"#]
        {
            let event = Outgoing::new(body);
            assert_eq!((event.queue, event.group, event.guessed), ("p2", None, true), "{body}");
        }
    }

    #[test]
    fn a_batch_stays_within_its_limits() {
        let small: Vec<_> = (0..23).map(|_| Outgoing::new("{}")).collect();
        let small: Vec<_> = small.iter().collect();
        assert_eq!(batches(&small).map(<[_]>::len).collect::<Vec<_>>(), [10, 10, 3]);
        let large = Outgoing::new("x".repeat(100 * 1024));
        let huge = Outgoing::new("x".repeat(300 * 1024));
        let mixed = [&large, &large, &large, &huge, &large];
        assert_eq!(batches(&mixed).map(<[_]>::len).collect::<Vec<_>>(), [2, 1, 1, 1]);
    }
}
