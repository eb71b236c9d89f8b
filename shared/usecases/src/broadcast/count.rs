//! The dry run of a broadcast: counts what it would send, and sends nothing.
//!
//! The jobs form one chain, and each carries the counts so far. So a job that comes again counts nobody twice:
//! it counts the same again, and its result is the same.

use std::time::Duration;

use domain::event::broadcast::Broadcast;
use domain::recipient::Recipient;
use domain::routing::dry_run::DryRun;
use domain::{EventId, Time};
use ports::{BatchRead, Clock, DryRuns, Message, PortError, RecipientPages, Segment};
use serde::{Deserialize, Serialize};

use super::audience::{AudienceTopics, named_page};
use super::outside::{CHANNELS, WalkSettings};
use super::walk::WalkPlatform;
use crate::batch::Outcome;

/// The number of recipients of a page. A page that is larger than 1 MB ends earlier.
const PAGE: usize = 1_000;

/// The number of named traders that are read at a time.
const NAMED: usize = 100;

/// The recipients behind a position, of which the others are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Job {
    dry_run: EventId,
    /// The time at which the dry run was stored: a later one with its ID replaces it.
    stored_at: Time,
    /// The position behind which to continue; absent at the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    counted: DryRun,
}

impl Job {
    /// Returns the first job of the dry run that was stored at this time.
    pub(super) fn first(id: &EventId, stored_at: Time) -> Self {
        Self { dry_run: id.clone(), stored_at, after: None, counted: DryRun::default() }
    }

    /// Returns its message.
    pub(super) fn to_message(&self) -> Message {
        // Texts, numbers and times: their serialization as JSON cannot fail.
        let body = serde_json::to_string(self).unwrap_or_default();
        Message { body, group: None, delay: Duration::ZERO }
    }
}

/// Counts until all are counted, and stores the result; or until this time, and sends a job for the rest.
///
/// # Errors
/// Those of the store or a queue. The job then stays in the queue.
pub(super) async fn count<P: WalkPlatform>(
    platform: &P,
    settings: &WalkSettings,
    mut job: Job,
    until: Time,
) -> Result<Outcome, PortError> {
    let store = platform.store();
    let stored = store.dry_run(&job.dry_run).await?.map(|(stored, _)| stored);
    let Some(stored) = stored.filter(|stored| stored.live_at == job.stored_at) else {
        // Another one has taken its place.
        return Ok(Outcome::Done);
    };
    let Some(broadcast) = super::read(&stored) else {
        return Ok(Outcome::dead_letter("the stored dry run cannot be read"));
    };
    loop {
        let now = platform.clock().now();
        let (recipients, next) = read(platform, &broadcast, job.after.as_deref()).await?;
        let topics = AudienceTopics::of(store, &broadcast, &recipients).await?;
        for recipient in &recipients {
            let is_addressed = topics.include(recipient, &broadcast);
            job.counted.count(&broadcast, recipient, is_addressed, &settings.deployed, now);
        }
        job.after = next;
        if job.after.is_none() {
            return finish(platform, settings, &job).await;
        }
        if platform.clock().now() >= until {
            return super::send(platform, vec![job.to_message()]).await;
        }
    }
}

/// Reads the next recipients, and the position behind them.
async fn read<P: WalkPlatform>(
    platform: &P,
    broadcast: &Broadcast,
    after: Option<&str>,
) -> Result<(Vec<Recipient>, Option<String>), PortError> {
    let store = platform.store();
    let Some(named) = broadcast.audience.named_users() else {
        let page = store.recipients(Segment { number: 0, of: 1 }, after, PAGE).await?;
        return Ok((page.recipients, page.next));
    };
    let (users, next) = named_page(named, after, NAMED);
    let snapshot = store.read(&users, &[], &[]).await?;
    Ok((users.iter().map(|user| snapshot.recipient(user)).collect(), next))
}

/// Stores the result, and logs it.
async fn finish<P: WalkPlatform>(
    platform: &P,
    settings: &WalkSettings,
    job: &Job,
) -> Result<Outcome, PortError> {
    let walks = settings.deployed.iter().filter(|channel| CHANNELS.contains(channel));
    let usage = job.counted.usage(u64::try_from(walks.count()).unwrap_or(u64::MAX));
    let result = serde_json::json!({"counted": job.counted, "uses": usage}).to_string();
    platform.store().put_dry_run_result(&job.dry_run, job.stored_at, &result).await?;
    tracing::info!(broadcast.id = %job.dry_run, result, "a broadcast was counted, and nothing was sent");
    Ok(Outcome::Done)
}
