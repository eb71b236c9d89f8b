//! Routing of events whose recipients and items are read already: those of a broadcast.

use domain::event::Event;
use domain::{Channel, Priority, Time};
use ports::{InboxWrite, Platform, PortError, Positions, Snapshot};

use super::{RoutePlatform, Work, count_metrics, normal, prepare, write_and_close};
use crate::batch::Outcome;

/// Routes these events of class P1 or P2, and returns an outcome for each that was routed. Events that the
/// trader has switched off in the app are left out, and so are those about which the inbox has everything.
pub(crate) async fn route_known<P: RoutePlatform>(
    platform: &P,
    own: Priority,
    deployed: &[Channel],
    events: Vec<Event>,
    snapshot: &Snapshot,
    now: Time,
) -> Vec<Outcome> {
    let works = events.into_iter().map(|event| prepare(snapshot, event, deployed, now));
    let batch: Vec<Work> = works.filter(is_shown).collect();
    for work in &batch {
        count_metrics(platform.telemetry(), work, now);
    }
    normal::deliver(platform, own, &batch).await
}

/// Puts the event into the inbox of its user, and sends it nowhere. An event that the trader has switched off
/// in the app is left out.
///
/// # Errors
/// Those of the store.
pub(crate) async fn put_into_inbox<P>(
    platform: &P,
    event: Event,
    deployed: &[Channel],
    snapshot: &Snapshot,
    now: Time,
) -> Result<(), PortError>
where
    P: Platform<Store: InboxWrite + Positions>,
{
    let work = prepare(snapshot, event, deployed, now);
    if is_shown(&work) {
        count_metrics(platform.telemetry(), &work, now);
        write_and_close(platform, &work, &[]).await?;
    }
    Ok(())
}

fn is_shown(work: &Work) -> bool {
    work.notification.hidden().is_none()
}
