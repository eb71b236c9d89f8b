//! Once a minute, what is due by the traders' own clocks: what was deferred in quiet hours that are over leaves, and daily
//! reports are published.
//!
//! The schedule has a user for a minute; each minute its parts are looked through for everybody whose minute has come,
//! however long ago. So a run that was missed is made up for by the next one, and one that comes twice finds nothing. What a
//! user is woken for is not said: whoever looks goes by the preferences of that moment ([`user`]).
//!
//! - [`summary`]: what was deferred leaves as one message per channel.
//! - [`report`]: the daily report.

mod report;
mod summary;
mod user;

use std::time::Duration;

use domain::shard::Shard;
use domain::{Channel, EventType, Time, UserId};
use futures_util::StreamExt;
use futures_util::future::join_all;
use futures_util::stream;
use ports::{
    BatchRead, Clock, Count, Deferrals, Enqueue, InboxWrite, Message, PortError, Queue, Reports, Schedule,
    Telemetry, Wake, Wakes,
};
use serde::{Deserialize, Serialize};

use crate::batch::{Outcome, Record};

/// How many users one message has looked at. The message for those behind them is sent before that, so that the pages of a
/// part are worked off side by side.
pub const PAGE: usize = 100;

/// How many users of a page are looked at at once.
const AT_ONCE: usize = 20;

/// What the use case may touch.
#[derive(Debug)]
pub struct ReleasePorts<'a, S, Q, C, T> {
    /// The schedule, recipients, inbox.
    pub store: &'a S,
    /// The queues to send to.
    pub queues: &'a Q,
    /// The time.
    pub clock: &'a C,
    /// What is counted.
    pub telemetry: &'a T,
    /// The channels that have a function.
    pub deployed: &'a [Channel],
}

/// A message of the `release` queue: a part of the schedule is to be looked through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    shard: u8,
    /// Only users behind this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Place>,
}

/// Where a user stands in the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    at: Time,
    user_id: UserId,
}

impl Part {
    fn message(&self) -> Message {
        // A number, a time and a checked text: writing them as JSON cannot fail.
        let body = serde_json::to_string(self).unwrap_or_default();
        Message { body, group: None, delay: Duration::ZERO }
    }
}

/// Has the whole schedule looked through: one message for each part. Should not all of them have been sent, the next minute's
/// run makes up for it.
pub async fn dispatch(queues: &impl Enqueue) -> Result<(), PortError> {
    let parts = Shard::all().map(|shard| Part { shard: shard.number(), after: None }.message()).collect();
    queues.enqueue(Queue::Release, parts).await.into_iter().collect()
}

/// Works off a batch of the `release` queue: one outcome per record, in their order.
///
/// A user who cannot be looked at now stays in the schedule, and is looked at in the next minute.
pub async fn release<S, Q, C, T>(ports: &ReleasePorts<'_, S, Q, C, T>, records: &[Record<'_>]) -> Vec<Outcome>
where
    S: BatchRead + Schedule + Wakes + Deferrals + Reports + InboxWrite,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    join_all(records.iter().map(async |record| {
        let part = serde_json::from_str::<Part>(record.body).ok();
        let shard = part.as_ref().and_then(|part| Shard::parse(part.shard));
        match (part, shard) {
            (Some(Part { after, .. }), Some(shard)) => match look_through(ports, shard, after).await {
                Ok(()) => Outcome::Done,
                Err(error) => Outcome::from(error),
            },
            (_, _) => Outcome::dead_letter("the message is not a part of the schedule"),
        }
    }))
    .await
}

async fn look_through<S, Q, C, T>(
    ports: &ReleasePorts<'_, S, Q, C, T>,
    shard: Shard,
    after: Option<Place>,
) -> Result<(), PortError>
where
    S: BatchRead + Schedule + Wakes + Deferrals + Reports + InboxWrite,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    let after = after.map(|Place { at, user_id }| Wake { at, user_id, stamp: String::new() });
    let page = ports.store.due(shard, ports.clock.now(), after.as_ref(), PAGE).await?;
    let handed_on = match page.get(PAGE - 1) {
        Some(last) => {
            let after = Some(Place { at: last.at, user_id: last.user_id.clone() });
            let rest = Part { shard: shard.number(), after }.message();
            ports.queues.enqueue(Queue::Release, vec![rest]).await.into_iter().collect()
        }
        None => Ok(()),
    };
    let looks = page.iter().map(async |wake| {
        if let Err(error) = user::look_at(ports, wake).await {
            tracing::error!(%error, user.id = %wake.user_id, "a user could not be looked at, and will be in a minute");
            ports.telemetry.count(Count::LeftBehind, EventType::Summary.priority());
        }
    });
    // The users of this page are looked at whether or not the rest could be handed on.
    stream::iter(looks).buffer_unordered(AT_ONCE).collect::<()>().await;
    handed_on
}
