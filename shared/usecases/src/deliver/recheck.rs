//! The last check before a provider is called.
//!
//! The batch's snapshot is some time old when a delivery is claimed. Everything that was stored
//! before the claim is seen by a read after it: an ack, a liquidation, a channel that was switched
//! off, an address that belongs to another user by now.

use domain::Time;
use domain::delivery::ledger::{self, Claim, Entry};
use domain::delivery::pause::Destination;
use domain::recipient::Recipient;
use domain::routing::notification::Notification;
use ports::{Clock, PortError, Provider};

use super::rate_limiter::RateLimiter;
use super::work::{self, ChannelContext, Work, facts};
use crate::deliver::work::DeliverPlatform;
use crate::overflow;

/// Result of the last check.
#[derive(Debug)]
pub(super) enum Recheck {
    /// The provider may be called for this recipient, as read now. Boxed, since it is far larger
    /// than the other variants.
    Go(Box<Recipient>),
    /// The provider must not be called before this time.
    Hold(Time),
    /// The delivery ends: this entry is to be stored in place of the claim.
    End(Entry),
}

/// Checks everything that decides on the delivery that was just claimed. `before` is its entry before
/// the claim. Nothing may take time between this check and the call.
///
/// # Errors
/// Those of the store, and retryable ones if the provider's pauses could not be read in time, or if the claim is
/// no longer the caller's.
pub(super) async fn recheck<P: DeliverPlatform>(
    context: &ChannelContext<'_, P>,
    limiter: &RateLimiter<'_, P::Store>,
    work: &Work,
    notification: &Notification,
    (before, claimed): (Option<&Entry>, &Entry),
) -> Result<Recheck, PortError> {
    let (user, key) = (std::slice::from_ref(&work.key.0), std::slice::from_ref(&work.key));
    let position = notification.closed_by().map(|position| (work.key.0.clone(), position));
    let snapshot = overflow::read(context.platform.store(), user, key, position.as_slice()).await?;
    let Some(item) = snapshot.items.get(&work.key) else {
        return Err(PortError::Corrupt("the notification cannot be read any more".into()));
    };
    if item.ledger.get(&work.delivery).is_none_or(|stored| stored.revision != claimed.revision) {
        // This invocation stood still for longer than its lease: what the claim was based on is over.
        return Err(PortError::Unavailable("another invocation has claimed the delivery since".into()));
    }
    let to = Destination::of(&work.key.0, &work.delivery);
    if let Some(until) = limiter.paused_until(context.platform.clock(), &to).await? {
        return Ok(Recheck::Hold(until));
    }
    let now = context.platform.clock().now();
    let work = work.with(work::recipient(&snapshot, &work.key, &work.delivery, now));
    let rejection_reason = work
        .recipient
        .address(&work.delivery)
        .and_then(|to| context.platform.gateway().rejection_reason(&to));
    let now = context.platform.clock().now();
    let facts = facts(context.settings, &work, (item, notification), &snapshot, rejection_reason, 0, now);
    Ok(match ledger::claim(before, &facts, now) {
        Claim::End(ended) => Recheck::End(Entry { revision: claimed.revision + 1, ..ended }),
        // The trader has seen it since the repeat was claimed: what was accepted before stays accepted.
        Claim::AlreadyTerminal => match before {
            Some(before) => Recheck::End(Entry { revision: claimed.revision + 1, ..before.clone() }),
            None => Recheck::Go(Box::new(work.recipient)),
        },
        // Quiet hours have begun, or the contact is gone: there is no other reason for a delivery to
        // wait that did not have to before.
        Claim::Wait(until) if facts.not_before.is_some() => Recheck::Hold(until),
        // The ledger names another contact than the one that is known now. It is claimed again, so that
        // the channel's other delivery knows where this one goes.
        Claim::Send(_) if facts.contact_stated_at != claimed.contact_stated_at => Recheck::Hold(now),
        Claim::Send(_) | Claim::Wait(_) => Recheck::Go(Box::new(work.recipient)),
    })
}
