//! The last look before a provider is called.
//!
//! What a batch read of its traders is some time old when a delivery is claimed. Whatever was stored before the claim is
//! seen by a read after it: an ack, a liquidation, a wish that was withdrawn, an address that is somebody else's by now.

use domain::Time;
use domain::ledger::{self, Claim, Entry};
use domain::notification::Notification;
use domain::pause::Destination;
use domain::recipient::Recipient;
use ports::{Allowances, BatchRead, Clock, PortError, Provider};

use super::allowance::Purse;
use super::work::{self, External, Work, facts};
use crate::overflow;

/// What the last look says.
#[derive(Debug)]
pub(super) enum Look {
    /// The provider may be called, for the trader as of now. Boxed, since it is far larger than the rest.
    Go(Box<Recipient>),
    /// The provider is not to be called before then.
    Hold(Time),
    /// The delivery ends: this entry is to be stored in place of the claim.
    End(Entry),
}

/// Looks at everything that rules the delivery which was just claimed: `before` is its entry before the claim. Nothing
/// may take its time between this and the call.
pub(super) async fn look<S, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    purse: &Purse<'_, S>,
    work: &Work,
    notification: &Notification,
    (before, claimed): (Option<&Entry>, &Entry),
) -> Result<Look, PortError>
where
    S: BatchRead + Allowances,
    P: Provider,
    C: Clock,
{
    let (user, key) = (std::slice::from_ref(&work.key.0), std::slice::from_ref(&work.key));
    let position = notification.position().map(|position| (work.key.0.clone(), position));
    let snapshot = overflow::read(ports.store, user, key, position.as_slice()).await?;
    let Some(item) = snapshot.items.get(&work.key) else {
        return Err(PortError::Corrupt("the notification cannot be read any more".into()));
    };
    let to = Destination::of(&work.key.0, &work.delivery);
    if let Some(until) = purse.is_paused(ports.clock, &to).await? {
        return Ok(Look::Hold(until));
    }
    let work = work.with(work::recipient(&snapshot, &work.key));
    let objection = work.recipient.address(&work.delivery).and_then(|to| ports.provider.objection(&to));
    let now = ports.clock.now();
    let facts = facts(ports.settings, &work, (item, notification), &snapshot, objection, 0, now);
    Ok(match ledger::claim(before, &facts, now) {
        Claim::End(ended) => Look::End(Entry { revision: claimed.revision + 1, ..ended }),
        // Quiet hours have begun: nothing else makes anybody wait who did not have to before.
        Claim::Wait(until) if facts.quiet_until.is_some() => Look::Hold(until),
        Claim::Send(_) | Claim::Wait(_) | Claim::Over => Look::Go(Box::new(work.recipient)),
    })
}
