//! One end-to-end check, from the exchange's queue to the trader's timeline.

use std::time::{Duration, Instant};

use domain::{EventType, Priority, Time, UserId};
use ports::{Enqueue, Grant, Message, PortError, Queue, Tickets};
use serde_json::{Value, json};
use tokio::time::timeout;
use usecases::connect::issue_ticket;

use crate::device::Device;
use crate::error::Error;
use crate::hop::Hop;
use crate::{event, now, random};

/// The time for which a fill is worth delivering: the `hello` of a later check does not return a
/// fill that no device has acked.
const FILL_EXPIRES_AFTER: Duration = Duration::from_mins(2);

/// One of the two fills of a check. The first may cause a cold start of every function, so it only
/// has to arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// The first fill.
    First,
    /// The second fill, by which a check judges the latency of the system.
    Second,
}

/// A completed step of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Observation {
    /// A fill is about to be published.
    Begins(Fill),
    /// A hop is completed.
    Done {
        /// The completed hop.
        hop: Hop,
        /// The fill to which the hop belongs; `None` before the first fill.
        fill: Option<Fill>,
        /// The duration of the hop.
        took: Duration,
    },
    /// The durations in the timeline of a fill, by the system's own clock.
    Timeline {
        /// The time from `occurred_at` to routing.
        routed: Duration,
        /// The time from `occurred_at` to the ack.
        acked: Duration,
    },
}

/// An end-to-end check: opens a WebSocket and publishes two fills one after the other; for each it
/// waits for the notification, acks it and reads its timeline.
pub struct Check<'a, Q> {
    /// The queues to which the fills are published; the queue of P0 events must be among them.
    pub queues: &'a Q,
    /// The URL that clients open.
    pub socket_url: &'a str,
    /// The user who receives the fills.
    pub user: &'a UserId,
    /// The time limit of each hop.
    pub hop_limit: Duration,
}

/// Stores a ticket of `user` as the HTTP API does, for a connection that ends after `lasts` at the
/// latest. Returns the ticket.
///
/// It needs no token of the exchange, and so it does not check that tokens are accepted.
///
/// # Errors
///
/// [`Error::Ticket`] if the store refuses the ticket or fails, retryable if the store's error is;
/// [`Error::Random`], not retryable, if the operating system has no randomness.
pub async fn issue(tickets: &impl Tickets, user: &UserId, lasts: Duration) -> Result<String, Error> {
    let now = now();
    let grant = Grant { user_id: user.clone(), valid_until: now.plus(lasts), issued_at: None };
    let issued = issue_ticket(tickets, &grant, random::bytes()?, now).await.map_err(Error::Ticket)?;
    Ok(issued.ticket)
}

impl<Q: Enqueue> Check<'_, Q> {
    /// Runs the check with the ticket of `ticket`. Returns the duration of the second fill's
    /// delivery, from its queue to the WebSocket.
    ///
    /// # Errors
    ///
    /// The error of the first hop that failed or exceeded its limit; [`Error::is_retryable`] tells
    /// whether a repetition can succeed. The observations that `observe` has received until then
    /// are valid.
    pub async fn run(
        &self,
        ticket: impl Future<Output = Result<String, Error>>,
        observe: &mut impl FnMut(Observation),
    ) -> Result<Duration, Error> {
        let ticket = self.timed(Hop::Ticket, None, ticket, observe).await?.0;
        let connect = Device::connect(self.socket_url, &ticket);
        let mut device = self.timed(Hop::Connect, None, connect, observe).await?.0;
        let checked = self.deliver_both(&mut device, observe).await;
        // The connection is removed at once, and not only when the next frame finds it gone.
        let _ = timeout(self.hop_limit, device.close()).await;
        checked
    }

    async fn deliver_both(
        &self,
        device: &mut Device,
        observe: &mut impl FnMut(Observation),
    ) -> Result<Duration, Error> {
        let hello = device.request(json!({"action": "hello"}));
        self.timed(Hop::Hello, None, hello, observe).await?;
        self.deliver(device, Fill::First, observe).await?;
        self.deliver(device, Fill::Second, observe).await
    }

    /// Publishes a fill, waits for it, acks it and reads its timeline. Returns the duration from
    /// the queue to the WebSocket.
    async fn deliver(
        &self,
        device: &mut Device,
        fill: Fill,
        observe: &mut impl FnMut(Observation),
    ) -> Result<Duration, Error> {
        observe(Observation::Begins(fill));
        let (id, occurred_at) = (random::id("synthetic")?, now());
        let of = Some(fill);
        self.timed(Hop::Publish, of, self.publish(&id, occurred_at), observe).await?;
        let (_, took) = self.timed(Hop::Deliver, of, device.notification(&id), observe).await?;
        let ack = device.request(json!({"action": "ack", "ids": [id]}));
        self.timed(Hop::Ack, of, ack, observe).await?;
        let details = device.request(json!({"action": "getNotification", "id": id}));
        let shown = async { timeline(&details.await?, occurred_at) };
        let ((routed, acked), _) = self.timed(Hop::Timeline, of, shown, observe).await?;
        observe(Observation::Timeline { routed, acked });
        Ok(took)
    }

    async fn publish(&self, id: &str, occurred_at: Time) -> Result<(), Error> {
        let unknown = || PortError::Refused("no such type of event".to_owned());
        let body = event::body(EventType::OrderFilled, id, self.user, occurred_at, FILL_EXPIRES_AFTER);
        let body = body.ok_or_else(unknown).map_err(Error::Publish)?;
        let message = Message { body, group: Some(self.user.as_str().to_owned()), delay: Duration::ZERO };
        let sent = self.queues.enqueue(Queue::Events(Priority::P0), vec![message]).await;
        let unanswered = || Err(PortError::Unavailable("the queue returned no result".to_owned()));
        sent.into_iter().next().unwrap_or_else(unanswered).map_err(Error::Publish)
    }

    /// Performs a hop within its limit, and reports its duration.
    async fn timed<T>(
        &self,
        hop: Hop,
        fill: Option<Fill>,
        work: impl Future<Output = Result<T, Error>>,
        observe: &mut impl FnMut(Observation),
    ) -> Result<(T, Duration), Error> {
        let since = Instant::now();
        let late = |_| Error::TimedOut { hop, limit: self.hop_limit };
        let done = timeout(self.hop_limit, work).await.map_err(late)??;
        let took = since.elapsed();
        observe(Observation::Done { hop, fill, took });
        Ok((done, took))
    }
}

/// Returns the times from the notification's `occurred_at` until the system, by its own clock, had
/// routed it and recorded its ack.
fn timeline(details: &Value, occurred_at: Time) -> Result<(Duration, Duration), Error> {
    let since = |name: &str| {
        let at = details.get(name).and_then(Value::as_str).and_then(|text| text.parse::<Time>().ok());
        let at = at.ok_or_else(|| Error::Timeline(format!("there is no {name}: {details}")))?;
        Ok(Duration::from_millis(at.millis_since(occurred_at)))
    };
    let times = (since("routedAt")?, since("ackedAt")?);
    let deliveries = details.get("deliveries").and_then(Value::as_array).into_iter().flatten();
    let text = |line: &Value, field: &str| line.get(field).and_then(Value::as_str).map(str::to_owned);
    let mut shown = deliveries.filter(|line| text(line, "channel").as_deref() == Some("websocket"));
    match shown.next().and_then(|line| text(line, "state")).as_deref() {
        Some("acked") => Ok(times),
        other => Err(Error::Timeline(format!("the delivery on the WebSocket is {other:?} instead of acked"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Time = Time::EPOCH;

    fn details(state: &str) -> Value {
        json!({
            "routedAt": "1970-01-01T00:00:00.040Z", "ackedAt": "1970-01-01T00:00:00.090Z",
            "deliveries": [{"channel": "push", "state": "suppressed"}, {"channel": "websocket", "state": state}],
        })
    }

    #[test]
    fn a_timeline_shows_when_it_was_routed_and_acked() {
        let shown = timeline(&details("acked"), AT).unwrap();
        assert_eq!(shown, (Duration::from_millis(40), Duration::from_millis(90)));
    }

    #[test]
    fn a_timeline_without_an_ack_is_refused() {
        let error = timeline(&details("pending"), AT).unwrap_err();
        assert!(error.to_string().contains("pending"), "{error}");
        let mut unacked = details("acked");
        unacked.as_object_mut().unwrap().remove("ackedAt");
        let error = timeline(&unacked, AT).unwrap_err();
        assert!(error.to_string().contains("ackedAt"), "{error}");
        assert!(!error.is_retryable());
    }
}
