//! Release: once a minute, the work that is due by the traders' own clocks. It sends what was
//! deferred in quiet hours that are over, and publishes daily reports.
//!
//! The schedule has one entry per user and minute. Each minute its parts are read for all users
//! whose time has come, however long ago. So the next run makes up for a missed one, and a
//! duplicate run finds nothing. An entry does not name the reason for the check: the check goes by
//! the preferences of that moment ([`user`]).
//!
//! - [`summary`]: sends what was deferred as one message per channel.
//! - [`report`]: publishes the daily report.

mod report;
mod summary;
mod user;

use std::time::Duration;

use domain::shard::Shard;
use domain::{Channel, EventType, Time, UserId};
use futures_util::future::join_all;
use futures_util::{StreamExt, stream};
use ports::{
    BatchRead, Clock, Count, Deferrals, Enqueue, InboxWrite, Message, PortError, Queue, Reports, Schedule,
    ScheduledCheck, Scheduler, Telemetry,
};
use serde::{Deserialize, Serialize};

use crate::batch::{Outcome, Record};

/// Number of users that one message checks. The message for the users after them is sent before
/// that, so that the pages of a part are processed concurrently.
pub const PAGE: usize = 100;

/// Number of users of a page that are checked concurrently.
const AT_ONCE: usize = 20;

platform_alias! {
    /// Ports that releasing uses: the schedule, recipients, the inbox, and queues.
    pub ReleasePlatform:
        Store: BatchRead + Schedule + Scheduler + Deferrals + Reports + InboxWrite,
        Queues: Enqueue,
}

/// The context of a release.
#[derive(Debug)]
pub struct ReleaseContext<'a, P> {
    /// The ports.
    pub platform: &'a P,
    /// The channels that have a Lambda function.
    pub deployed: &'a [Channel],
}

/// A message of the `release` queue: one part of the schedule is to be processed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    shard: u8,
    /// The last user of the page before, if it is not the first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Place>,
}

/// The position of a user in the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    at: Time,
    user_id: UserId,
}

impl Part {
    fn message(&self) -> Message {
        // A number, a time and a validated string: their serialization as JSON cannot fail.
        let body = serde_json::to_string(self).unwrap_or_default();
        Message { body, group: None, delay: Duration::ZERO }
    }
}

/// Starts the processing of the whole schedule: sends one message for each part.
///
/// # Errors
/// The error of a message that was not sent. It need not be retried: the next minute's run makes up
/// for it.
pub async fn dispatch(queues: &impl Enqueue) -> Result<(), PortError> {
    let parts = Shard::all().map(|shard| Part { shard: shard.number(), after: None }.message()).collect();
    queues.enqueue(Queue::Release, parts).await.into_iter().collect()
}

/// Processes a batch of the `release` queue: one outcome per record, in their order.
///
/// A user who cannot be checked now stays in the schedule, and is checked in the next minute.
pub async fn release<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    records: &[Record<'_>],
) -> Vec<Outcome> {
    join_all(records.iter().map(async |record| {
        let part = serde_json::from_str::<Part>(record.body).ok();
        let shard = part.as_ref().and_then(|part| Shard::parse(part.shard));
        match (part, shard) {
            (Some(Part { after, .. }), Some(shard)) => match process_part(context, shard, after).await {
                Ok(()) => Outcome::Done,
                Err(error) => Outcome::from(error),
            },
            (_, _) => Outcome::dead_letter("the message is not a part of the schedule"),
        }
    }))
    .await
}

async fn process_part<P: ReleasePlatform>(
    context: &ReleaseContext<'_, P>,
    shard: Shard,
    after: Option<Place>,
) -> Result<(), PortError> {
    let after = after.map(|Place { at, user_id }| ScheduledCheck { at, user_id, version: String::new() });
    let page =
        context.platform.store().due(shard, context.platform.clock().now(), after.as_ref(), PAGE).await?;
    let handed_on = match page.get(PAGE - 1) {
        Some(last) => {
            let after = Some(Place { at: last.at, user_id: last.user_id.clone() });
            let rest = Part { shard: shard.number(), after }.message();
            context.platform.queues().enqueue(Queue::Release, vec![rest]).await.into_iter().collect()
        }
        None => Ok(()),
    };
    let looks = page.iter().map(async |wake| {
        if let Err(error) = user::check_user(context, wake).await {
            tracing::error!(%error, user.id = %wake.user_id, "the scheduled check of a user failed and is repeated in a minute");
            context.platform.telemetry().count(Count::LeftBehind, EventType::Summary.priority());
        }
    });
    // The users of this page are checked even if the message for the rest could not be sent.
    stream::iter(looks).buffer_unordered(AT_ONCE).collect::<()>().await;
    handed_on
}
