//! The part of a broadcast on one channel outside the app, for recipients whose items are read already.
//!
//! The trader's notification may exist: the inbox took the broadcast up, or it was sent on another channel. Then
//! this part adds its delivery to the notification's plan, unless the plan has one on the channel already. So
//! whichever part comes first, each channel is planned once, and its delivery is asked for by this part only.

use std::borrow::Cow;
use std::collections::BTreeSet;

use domain::delivery::DeliveryKey;
use domain::event::Event;
use domain::routing::notification::InboxState;
use domain::routing::plan::{self, Decision, PlannedDelivery};
use domain::{Channel, Priority, Time};
use ports::{InboxWrite, ItemWriteOutcome, Platform, PortError, Snapshot};

use super::{RoutePlatform, Work, count_metrics, normal, prepare};
use crate::batch::Outcome;

/// The channel of this part, and what it depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outside<'a> {
    /// The channel.
    pub(crate) channel: Channel,
    /// The channels that have a function.
    pub(crate) deployed: &'a [Channel],
    /// The time at which the plans are made.
    pub(crate) now: Time,
}

/// An event that has a delivery on the channel.
pub(crate) struct ChannelWork(Work);

impl Outside<'_> {
    /// Returns the part of the event on the channel; `None` if its trader gets nothing there.
    pub(crate) fn work(&self, snapshot: &Snapshot, event: Event) -> Option<ChannelWork> {
        let mut work = prepare(snapshot, event, self.deployed, self.now);
        let Some(stored) = work.stored() else {
            work.added = self.wanted(&work.notification.channels)?;
            let is_own = |planned: &PlannedDelivery| {
                planned.channel == Channel::Websocket || work.added.contains(planned)
            };
            work.notification.channels.retain(is_own);
            return Some(ChannelWork(work));
        };
        if stored.is_planned_on(self.channel) {
            // An invocation before may have ended before it handed the delivery on.
            return Some(ChannelWork(work));
        }
        let plan = plan::plan(&work.event, &work.recipient, self.deployed, work.closed_at, self.now);
        work.added = self.wanted(&plan.deliveries)?;
        Some(ChannelWork(work))
    }

    /// Returns the deliveries of a plan that this part adds: the one on its channel or, in quiet hours, those on
    /// all channels, because they leave together. `None` if there is none on its channel.
    fn wanted(&self, planned: &[PlannedDelivery]) -> Option<Vec<PlannedDelivery>> {
        let own = planned
            .iter()
            .find(|planned| planned.channel == self.channel && planned.suppressed().is_none())?;
        let is_deferred = |planned: &&PlannedDelivery| matches!(planned.decision, Decision::Defer { .. });
        if is_deferred(&own) {
            Some(planned.iter().filter(is_deferred).cloned().collect())
        } else {
            Some(vec![own.clone()])
        }
    }
}

impl ChannelWork {
    /// Returns the number of deliveries on the channel that are handed on now.
    pub(crate) fn count(&self, channel: Channel) -> usize {
        let Self(work) = self;
        let is_begun =
            |key: &DeliveryKey| work.item.as_ref().is_some_and(|item| item.ledger.contains_key(key));
        let planned = work.notification.channels.iter().chain(&work.added);
        let own =
            planned.filter(|planned| planned.channel == channel && planned.decision == Decision::Deliver);
        let keys: BTreeSet<DeliveryKey> = own.flat_map(PlannedDelivery::keys).collect();
        keys.into_iter().filter(|key| !is_begun(key)).count()
    }
}

/// Routes these events of class P1 or P2 on the channel, and returns an outcome for each.
pub(crate) async fn route_outside<P: RoutePlatform>(
    platform: &P,
    own: Priority,
    outside: &Outside<'_>,
    works: Vec<ChannelWork>,
) -> Vec<Outcome> {
    let batch: Vec<Work> = works.into_iter().map(|ChannelWork(work)| work).collect();
    // What was stored before was counted then.
    for work in batch.iter().filter(|work| work.stored().is_none()) {
        count_metrics(platform.telemetry(), work, outside.now);
    }
    normal::deliver(platform, own, &[outside.channel], &batch).await
}

/// Adds the deliveries of `work` to the plan of the stored notification, as far as it lacks their channels. Returns
/// the work with the stored plan, and the state of the item.
///
/// Each conflict is another channel's addition, so it can repeat only a few times.
///
/// # Errors
/// Those of the store; `Throttled` if the plan kept changing.
pub(super) async fn add_to_stored<'w, P>(
    platform: &P,
    work: Cow<'w, Work>,
    mut state: InboxState,
) -> Result<(Cow<'w, Work>, InboxState), PortError>
where
    P: Platform<Store: InboxWrite>,
{
    let mut work = work;
    for _ in 0..=Channel::ALL.len() {
        let missing = work.notification.missing_of(&work.added);
        if missing.is_empty() {
            return Ok((work, state));
        }
        match platform.store().add_planned(&work.notification, &missing).await? {
            ItemWriteOutcome::Done => {
                let work = work.into_owned();
                let notification = work.notification.with_planned(&missing);
                return Ok((Cow::Owned(Work { notification, ..work }), state));
            }
            ItemWriteOutcome::Conflict(item) => {
                let Some(current) = work.as_first_routed(item.as_ref().as_ref()) else {
                    return Err(PortError::Throttled("the notification is gone".into()));
                };
                state = current.seen().unwrap_or(state);
                work = Cow::Owned(current);
            }
        }
    }
    Err(PortError::Throttled("the plan of a notification kept changing".into()))
}
