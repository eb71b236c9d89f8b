//! The walk through the connected traders of a shard, whom a broadcast reaches at once.

use std::time::Duration;

use domain::event::broadcast::Broadcast;
use domain::shard::{SHARDS, Shard};
use domain::{EventId, Time, UserId};
use futures_util::future::join_all;
use ports::{
    BatchRead, Clock, ConnectedUsers, Connections, Deferrals, DryRuns, Enqueue, Gateway, InboxWrite, Key,
    Message, Pnl, PortError, Positions, RecipientPages, Scheduler, TopicsRead,
};
use serde::{Deserialize, Serialize};

use super::audience::AudienceTopics;
use super::count;
use super::outside::{self, WalkSettings};
use crate::batch::{Outcome, Record};
use crate::{overflow, route};

platform_alias! {
    /// Ports that the walks use: those of routing, the connected users, and all recipients.
    pub WalkPlatform:
        Store: BatchRead + InboxWrite + Connections + Positions + Deferrals + Scheduler + Pnl + ConnectedUsers
            + RecipientPages + DryRuns + TopicsRead,
        Gateway: Gateway,
        Queues: Enqueue,
}

/// Number of traders who are read and written together: a batch read has at most 100 names, and each trader
/// needs two.
const PAGE: usize = 50;

/// Time for which one invocation walks before the rest becomes a job of its own: well within the timeout of
/// the function.
const TIME_BUDGET: Duration = Duration::from_secs(10);

/// The number of jobs into which a job for many shards is split.
const PARTS: u8 = 8;

/// The connected traders of some shards, from one of them on, whom a broadcast has to reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Job {
    broadcast: EventId,
    /// The first shard.
    shard: u8,
    /// The number of shards. A job for several is split: so each message waits for a few others only.
    shards: u8,
    /// The last trader who was reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<UserId>,
}

impl Job {
    /// Returns the job for all traders.
    pub(super) fn for_all(broadcast: &EventId) -> Self {
        Self { broadcast: broadcast.clone(), shard: 0, shards: SHARDS, after: None }
    }

    /// Returns the jobs for parts of its shards.
    fn parts(&self) -> Vec<Self> {
        let size = self.shards.div_ceil(PARTS);
        let end = self.shard + self.shards;
        let from = (self.shard..end).step_by(usize::from(size));
        from.map(|shard| Self { shard, shards: size.min(end - shard), ..self.clone() }).collect()
    }

    /// Whether all its shards exist.
    fn is_valid(&self) -> bool {
        self.shards > 0 && self.shard.checked_add(self.shards).is_some_and(|end| end <= SHARDS)
    }

    /// Returns its message.
    pub(super) fn to_message(&self) -> Message {
        // Texts and a number: their serialization as JSON cannot fail.
        let body = serde_json::to_string(self).unwrap_or_default();
        Message { body, group: None, delay: Duration::ZERO }
    }
}

/// A job of one of the walks, or of a dry run.
#[derive(Deserialize)]
#[serde(untagged)]
enum AnyJob {
    Outside(outside::Job),
    Connected(Job),
    Count(count::Job),
}

/// Processes a batch of the queue `broadcasts`: one outcome per record, in their order. A job that comes again
/// reaches no trader twice: each trader's notification is an item that is written once, and its ledger has each
/// delivery once.
pub async fn walk<P: WalkPlatform>(
    platform: &P,
    settings: &WalkSettings,
    records: &[Record<'_>],
) -> Vec<Outcome> {
    let until = platform.clock().now().plus(TIME_BUDGET);
    let process = async |record: &Record<'_>| match serde_json::from_str::<AnyJob>(record.body) {
        Err(_) => Outcome::dead_letter("the message is not a job"),
        Ok(AnyJob::Outside(job)) => {
            outside::walk(platform, settings, job).await.unwrap_or_else(Outcome::from)
        }
        Ok(AnyJob::Count(job)) => {
            count::count(platform, settings, job, until).await.unwrap_or_else(Outcome::from)
        }
        Ok(AnyJob::Connected(job)) => walk_connected(platform, job, until).await,
    };
    join_all(records.iter().map(process)).await
}

async fn walk_connected<P: WalkPlatform>(platform: &P, job: Job, until: Time) -> Outcome {
    match job {
        job if !job.is_valid() => Outcome::dead_letter("there are no such shards"),
        job if job.shards > 1 => send(platform, &job.parts()).await.unwrap_or_else(Outcome::from),
        job => match Shard::parse(job.shard) {
            None => Outcome::dead_letter("there is no such shard"),
            Some(shard) => walk_shard(platform, job, shard, until).await.unwrap_or_else(Outcome::from),
        },
    }
}

async fn walk_shard<P: WalkPlatform>(
    platform: &P,
    mut job: Job,
    shard: Shard,
    until: Time,
) -> Result<Outcome, PortError> {
    let (store, clock) = (platform.store(), platform.clock());
    let broadcast = match super::find(store, &job.broadcast).await? {
        Ok(broadcast) => broadcast,
        Err(outcome) => return Ok(outcome),
    };
    loop {
        let now = clock.now();
        if broadcast.is_expired(now) {
            return Ok(Outcome::Done);
        }
        let users = store.connected_users(shard, job.after.as_ref(), PAGE, now).await?;
        let outcome = reach(platform, &broadcast, &users, now).await?;
        let is_last = users.len() < PAGE;
        if !matches!(outcome, Outcome::Done) || is_last {
            return Ok(outcome);
        }
        job.after = users.into_iter().next_back();
        if clock.now() >= until {
            return send(platform, &[job]).await;
        }
    }
}

/// Sends these jobs.
async fn send<P: WalkPlatform>(platform: &P, jobs: &[Job]) -> Result<Outcome, PortError> {
    super::send(platform, jobs.iter().map(Job::to_message).collect()).await
}

/// Routes the broadcast for those of the users to whom it is addressed. The outcome is the worst of theirs.
async fn reach<P: WalkPlatform>(
    platform: &P,
    broadcast: &Broadcast,
    users: &[UserId],
    now: Time,
) -> Result<Outcome, PortError> {
    if users.is_empty() {
        return Ok(Outcome::Done);
    }
    let keys: Vec<Key> =
        users.iter().map(|user| (user.clone(), broadcast.notification_id().clone())).collect();
    let snapshot = overflow::read(platform.store(), users, &keys, &[]).await?;
    let topics = AudienceTopics::read(platform.store(), std::slice::from_ref(broadcast), users).await?;
    let is_addressed = |(user, _): &&Key| topics.include(&snapshot.recipient(user), broadcast);
    let readable = keys.iter().filter(|key| !snapshot.unreadable.contains(key));
    let events = readable.filter(is_addressed).map(|(user, _)| broadcast.event_for(user)).collect();
    let own = broadcast.priority();
    let outcomes = route::route_in_app(platform, own, events, &snapshot, now).await;
    let worst = outcomes.into_iter().find(|outcome| !matches!(outcome, Outcome::Done));
    Ok(worst.unwrap_or(Outcome::Done))
}
