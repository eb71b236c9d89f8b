//! The walk through all recipients, whom a broadcast reaches outside the app.
//!
//! Each channel has a walk of its own, because its provider has a rate of its own: Telegram's thirty messages a
//! second must not hold up push messages. A walk reads the named traders of the audience or, if it names none, all
//! recipients, in segments that are read side by side. Each job is one page, and sends its successor when all of
//! the page is handed on: so a job that was interrupted is made again from its beginning, and finds what it had
//! done in the inbox. The successor is delayed so that the channel's rate is kept ([`WalkRate`]).

use std::num::NonZeroU32;
use std::time::Duration;

use domain::delivery::budget::Rate;
use domain::delivery::walk_rate::{MAX_SEGMENTS, PAGE, WalkRate};
use domain::event::broadcast::Broadcast;
use domain::recipient::Recipient;
use domain::{Channel, EventId, Time, UserId};
use ports::{BatchRead, Clock, Key, Message, PortError, RecipientPage, RecipientPages, Segment, Snapshot};
use serde::{Deserialize, Serialize};

use super::audience::{AudienceTopics, named_page};
use super::walk::WalkPlatform;
use crate::batch::Outcome;
use crate::route::{self, Outside};
use crate::{carried, overflow};

/// The channels outside the app on which a broadcast is sent: an SMS is for P0 only.
pub(super) const CHANNELS: [Channel; 3] = [Channel::Push, Channel::Telegram, Channel::Email];

/// The number of jobs into which a job for many segments is split: so no message depends on hundreds of sends.
const PARTS: u8 = 8;

/// The number of recipients below which they are one segment: the jobs of many segments would cost more than they.
const FEW: usize = 1_000;

/// The maximum delay of a message in seconds
/// (<https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html>).
const MAX_DELAY_SECONDS: u64 = 900;

/// The time by which a job may begin early.
const EARLY: Duration = Duration::from_secs(1);

/// The maximum length of a position in bytes: more than that of any key of the recipients table.
const MAX_POSITION: usize = 512;

/// The settings of the walk outside the app.
#[derive(Debug, Clone)]
pub struct WalkSettings {
    /// The channels that have a function.
    pub deployed: Vec<Channel>,
    /// The rate of each provider, over all functions and classes.
    pub rates: Vec<(Channel, Rate)>,
}

impl WalkSettings {
    /// Returns the rate on a channel of a broadcast with this pace; `None` if the channel has no function.
    fn rate(&self, channel: Channel, pace: Option<NonZeroU32>) -> Option<WalkRate> {
        let is_deployed = |(channel, _): &&(Channel, Rate)| self.deployed.contains(channel);
        let rates: Vec<_> = self.rates.iter().filter(is_deployed).copied().collect();
        WalkRate::of(channel, pace, &rates)
    }
}

/// A job of the walk outside the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outside", rename_all = "snake_case")]
pub(super) enum Job {
    /// All of it: to be divided into channels.
    All {
        /// The broadcast.
        broadcast: EventId,
    },
    /// Some segments of a channel: to be divided.
    Segments {
        /// The broadcast.
        broadcast: EventId,
        /// The channel.
        channel: Channel,
        /// The first of the segments.
        first: u8,
        /// The number of the segments.
        count: u8,
        /// The number of all segments.
        of: u8,
    },
    /// A page of a segment.
    Page(Page),
}

/// A page of a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Page {
    broadcast: EventId,
    channel: Channel,
    segment: u8,
    of: u8,
    /// The position behind which the page begins; absent for the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    /// The last recipient of the page who is done; absent if none is. Deliveries for those behind would have been
    /// more than a second's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    behind: Option<UserId>,
    /// The time at which it is due by the channel's rate.
    due: Time,
}

impl Job {
    /// Returns the ID of its broadcast.
    fn broadcast(&self) -> &EventId {
        match self {
            Self::All { broadcast } | Self::Segments { broadcast, .. } => broadcast,
            Self::Page(page) => &page.broadcast,
        }
    }

    /// Whether its segments exist and its position can be one.
    fn is_valid(&self) -> bool {
        match self {
            Self::All { .. } => true,
            Self::Segments { first, count, of, .. } => {
                *of <= MAX_SEGMENTS && *count > 0 && first.checked_add(*count).is_some_and(|end| end <= *of)
            }
            Self::Page(Page { segment, of, after, .. }) => {
                let is_position = |after: &String| !after.is_empty() && after.len() <= MAX_POSITION;
                *of <= MAX_SEGMENTS && segment < of && after.as_ref().is_none_or(is_position)
            }
        }
    }

    /// Returns its message, which becomes visible when it is due.
    pub(super) fn to_message(&self, now: Time) -> Message {
        let delay = match self {
            Self::All { .. } | Self::Segments { .. } => 0,
            Self::Page(page) => page.due.millis_since(now).div_ceil(1_000).min(MAX_DELAY_SECONDS),
        };
        // Texts, numbers and times: their serialization as JSON cannot fail.
        let body = serde_json::to_string(self).unwrap_or_default();
        Message { body, group: None, delay: Duration::from_secs(delay) }
    }
}

/// Does a job. One that comes again hands on nothing that the ledger has.
///
/// # Errors
/// Those of the store or a queue. The job then stays in the queue.
pub(super) async fn walk<P: WalkPlatform>(
    platform: &P,
    settings: &WalkSettings,
    job: Job,
) -> Result<Outcome, PortError> {
    if !job.is_valid() {
        return Ok(Outcome::dead_letter("there are no such segments"));
    }
    let broadcast = match super::find(platform.store(), job.broadcast()).await? {
        Ok(broadcast) => broadcast,
        Err(outcome) => return Ok(outcome),
    };
    let now = platform.clock().now();
    if broadcast.is_expired(now) {
        return Ok(Outcome::Done);
    }
    match job {
        Job::All { .. } => {
            let is_small = is_small(platform, &broadcast).await?;
            send(platform, &channels(settings, &broadcast, is_small), now).await
        }
        Job::Segments { channel, first, count, of, .. } => {
            let Some(rate) = settings.rate(channel, broadcast.pace) else { return Ok(Outcome::Done) };
            send(platform, &parts(&broadcast.id, channel, (first, count, of), rate, now), now).await
        }
        Job::Page(page) => {
            let Some(rate) = settings.rate(page.channel, broadcast.pace) else { return Ok(Outcome::Done) };
            if page.due > now.plus(EARLY) {
                // It was due later than SQS can delay a message.
                return send(platform, &[Job::Page(page)], now).await;
            }
            walk_page(platform, settings, &broadcast, page, rate).await
        }
    }
}

/// Whether one segment is enough: the audience names its traders, or there are few recipients.
///
/// # Errors
/// Those of the store.
async fn is_small<P: WalkPlatform>(platform: &P, broadcast: &Broadcast) -> Result<bool, PortError> {
    if broadcast.audience.named_users().is_some() {
        return Ok(true);
    }
    let all = Segment { number: 0, of: 1 };
    let page = platform.store().recipients(all, None, FEW).await?;
    Ok(page.next.is_none())
}

/// Returns the jobs for all channels, which are divided into segments unless the audience is small.
fn channels(settings: &WalkSettings, broadcast: &Broadcast, is_small: bool) -> Vec<Job> {
    let job = |channel| {
        let rate = settings.rate(channel, broadcast.pace)?;
        let of = if is_small { 1 } else { rate.segments() };
        Some(Job::Segments { broadcast: broadcast.id.clone(), channel, first: 0, count: of, of })
    };
    CHANNELS.into_iter().filter_map(job).collect()
}

/// Returns the jobs for parts of these segments: pages, if each part is one.
fn parts(
    broadcast: &EventId,
    channel: Channel,
    (first, count, of): (u8, u8, u8),
    rate: WalkRate,
    now: Time,
) -> Vec<Job> {
    let (size, end) = (count.div_ceil(PARTS), first + count);
    let part = |from: u8| {
        let broadcast = broadcast.clone();
        if size > 1 {
            return Job::Segments { broadcast, channel, first: from, count: size.min(end - from), of };
        }
        let due = rate.first_at(from, of, now);
        Job::Page(Page { broadcast, channel, segment: from, of, after: None, behind: None, due })
    };
    (first..end).step_by(usize::from(size)).map(part).collect()
}

/// Sends these jobs.
async fn send<P: WalkPlatform>(platform: &P, jobs: &[Job], now: Time) -> Result<Outcome, PortError> {
    super::send(platform, jobs.iter().map(|job| job.to_message(now)).collect()).await
}

/// Hands on the deliveries of a page, and sends the job of the next one.
async fn walk_page<P: WalkPlatform>(
    platform: &P,
    settings: &WalkSettings,
    broadcast: &Broadcast,
    page: Page,
    rate: WalkRate,
) -> Result<Outcome, PortError> {
    let RecipientPage { recipients, next } = read(platform, broadcast, &page).await?;
    let recipients = open(&recipients, page.behind.as_ref());
    let topics = AudienceTopics::of(platform.store(), broadcast, recipients).await?;
    let now = platform.clock().now();
    let outside = Outside { channel: page.channel, deployed: &settings.deployed, now };
    let snapshot = items(platform, broadcast, recipients, &topics).await?;
    let (mut works, mut count, mut last, mut is_whole) = (Vec::new(), 0, None, true);
    for recipient in recipients {
        let user = &recipient.user_id;
        let key = key(broadcast, user);
        let is_readable = !snapshot.unreadable.contains(&key);
        // A job that was interrupted has planned it, and the trader's topics have changed since.
        let item = snapshot.items.get(&key).and_then(|item| item.notification.as_ref());
        let is_begun = item.is_some_and(|notification| notification.is_planned_on(page.channel));
        if is_readable && (is_begun || topics.include(recipient, broadcast)) {
            let work = outside.work(&snapshot, broadcast.event_for(user));
            let own = work.as_ref().map_or(0, |work| work.count(page.channel));
            if count > 0 && count + own > rate.most_at_once() {
                is_whole = false;
                break;
            }
            count += own;
            works.extend(work);
        }
        last = Some(user.clone());
    }
    let outcomes = route::route_outside(platform, broadcast.priority(), &outside, works).await;
    for outcome in outcomes {
        match outcome {
            Outcome::Done => {}
            Outcome::Retry { .. } => return Ok(outcome),
            // What can never succeed concerns its trader only.
            Outcome::DeadLetter { reason } => {
                let error = PortError::Refused(reason);
                let id = broadcast.id.as_str();
                carried::note_refusal(platform.telemetry(), broadcast.priority(), "delivery", id, &error);
            }
        }
    }
    let rest = if is_whole {
        let Some(after) = next else { return Ok(Outcome::Done) };
        Page { after: Some(after), behind: None, ..page.clone() }
    } else {
        Page { behind: last, ..page.clone() }
    };
    let now = platform.clock().now();
    let due = rate.next_at(page.due, count, page.of, now);
    send(platform, &[Job::Page(Page { due, ..rest })], now).await
}

/// Returns the recipients of a page who are not done. If the last one who is done is no longer among them, all are
/// processed: what was handed on is in the ledger.
fn open<'r>(recipients: &'r [Recipient], behind: Option<&UserId>) -> &'r [Recipient] {
    let done = recipients.iter().position(|recipient| Some(&recipient.user_id) == behind);
    done.and_then(|done| recipients.get(done + 1..)).unwrap_or(recipients)
}

/// Reads the recipients of a page: those that the audience names, or those of the segment.
async fn read<P: WalkPlatform>(
    platform: &P,
    broadcast: &Broadcast,
    page: &Page,
) -> Result<RecipientPage, PortError> {
    let (store, after) = (platform.store(), page.after.as_deref());
    let limit = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let Some(named) = broadcast.audience.named_users() else {
        return store.recipients(Segment { number: page.segment, of: page.of }, after, limit).await;
    };
    let (users, next) = named_page(named, after, limit);
    let snapshot = store.read(&users, &[], &[]).await?;
    // A trader without a profile has no address outside the app.
    Ok(RecipientPage { recipients: snapshot.recipients.into_values().collect(), next })
}

/// Reads the traders' notifications of the broadcast, for those to whom it is addressed or, since topics change, may
/// have been.
async fn items<P: WalkPlatform>(
    platform: &P,
    broadcast: &Broadcast,
    recipients: &[Recipient],
    topics: &AudienceTopics,
) -> Result<Snapshot, PortError> {
    let may_change = broadcast.asks_for_topics();
    let addressed = recipients.iter().filter(|recipient| may_change || topics.include(recipient, broadcast));
    let addressed: Vec<&Recipient> = addressed.collect();
    if addressed.is_empty() {
        return Ok(Snapshot::default());
    }
    let keys: Vec<Key> = addressed.iter().map(|recipient| key(broadcast, &recipient.user_id)).collect();
    let mut snapshot = platform.store().read(&[], &keys, &[]).await?;
    let known = addressed.into_iter().map(|recipient| (recipient.user_id.clone(), recipient.clone()));
    snapshot.recipients = known.collect();
    overflow::add(platform.store(), &keys, &mut snapshot).await?;
    Ok(snapshot)
}

fn key(broadcast: &Broadcast, user: &UserId) -> Key {
    (user.clone(), broadcast.notification_id().clone())
}
