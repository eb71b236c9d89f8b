//! The part of a broadcast in the app, for recipients whose items are read already.

use domain::event::Event;
use domain::{Channel, Priority, Time};
use ports::{InboxWrite, Platform, PortError, Positions, Snapshot};

use super::{RoutePlatform, Work, count_metrics, normal, prepare, write_and_close};
use crate::batch::Outcome;

/// The channel of this part.
const IN_APP: &[Channel] = &[Channel::Websocket];

/// Routes these events of class P1 or P2 in the app, and returns an outcome for each that was routed. Events that
/// the trader has switched off in the app are left out, and so are those about which the inbox has everything.
pub(crate) async fn route_in_app<P: RoutePlatform>(
    platform: &P,
    own: Priority,
    events: Vec<Event>,
    snapshot: &Snapshot,
    now: Time,
) -> Vec<Outcome> {
    let works = events.into_iter().map(|event| in_app(snapshot, event, now));
    let batch: Vec<Work> = works.filter(is_shown).collect();
    for work in &batch {
        count_metrics(platform.telemetry(), work, now);
    }
    normal::deliver(platform, own, IN_APP, &batch).await
}

/// Puts the event into the inbox of its user, and sends it nowhere. An event that the trader has switched off
/// in the app is left out.
///
/// # Errors
/// Those of the store.
pub(crate) async fn put_into_inbox<P>(
    platform: &P,
    event: Event,
    snapshot: &Snapshot,
    now: Time,
) -> Result<(), PortError>
where
    P: Platform<Store: InboxWrite + Positions>,
{
    let work = in_app(snapshot, event, now);
    if is_shown(&work) {
        count_metrics(platform.telemetry(), &work, now);
        write_and_close(platform, &work, &[]).await?;
    }
    Ok(())
}

/// Prepares the event with a plan for the app alone. What is decided on the other channels is decided when the
/// broadcast is sent on them.
fn in_app(snapshot: &Snapshot, event: Event, now: Time) -> Work {
    let mut work = prepare(snapshot, event, IN_APP, now);
    if work.stored().is_none() {
        work.notification.channels.retain(|planned| IN_APP.contains(&planned.channel));
    }
    work
}

fn is_shown(work: &Work) -> bool {
    work.notification.hidden().is_none()
}
