//! Dismissals: a device or conversation is asked to take a message back, because the trader has seen the
//! notification elsewhere. They are best effort: nothing is recorded and nothing is tried again.

use domain::delivery::DeliveryKey;
use domain::event::data::EventData;
use domain::preferences::LockScreen;
use domain::recipient::contact::Address;
use ports::{Clock, Count, Dismissal, Dismissed, Key, Provider, Snapshot, Telemetry};

use super::rate_limiter::{Admission, RateLimiter};
use super::work::{self, ChannelContext};
use crate::deliver::work::DeliverPlatform;
use domain::delivery::pause::Destination;

/// Asks for the dismissal of the message of this delivery, if it was accepted, the trader has seen the
/// notification elsewhere, and the provider may be called now.
pub(super) async fn dismiss<P: DeliverPlatform>(
    context: &ChannelContext<'_, P>,
    limiter: &RateLimiter<'_, P::Store>,
    snapshot: &Snapshot,
    key: &Key,
    delivery: &DeliveryKey,
) {
    let Some(item) = snapshot.items.get(key) else { return };
    let (Some(notification), Some(entry)) = (&item.notification, item.ledger.get(delivery)) else { return };
    let Some(seen) = item.seen.as_ref().filter(|_| item.is_dismissed(delivery, entry)) else { return };
    let now = context.platform.clock().now();
    let recipient = work::recipient(snapshot, key, delivery, now);
    let Some(to) = recipient.address(delivery) else { return };
    let Ok(data) = EventData::of_stored(notification.event_type, &notification.data) else { return };
    if limiter.admit(&Destination::of(&key.0, delivery), now) != Admission::Go {
        return;
    }
    let locale = recipient.locale(match to {
        Address::Push(device) => Some(device),
        Address::Telegram(_) | Address::Email(_) | Address::Sms(_) => None,
    });
    let channel = context.settings.channel;
    let provider_id = entry.attempts.iter().rev().find_map(|attempt| attempt.provider_id.as_deref());
    let dismissal = Dismissal {
        notification,
        data: &super::attempt::visible_content(data, channel, &recipient, now),
        locale: &locale,
        to,
        provider_id: provider_id.unwrap_or_default(),
        anti_phishing_code: super::attempt::anti_phishing_code(channel, &recipient),
        is_redacted: recipient.preferences.lock_screen == LockScreen::Redacted,
        seen_at: seen.at,
        seen_on: seen.by.channel,
        now,
    };
    match context.platform.gateway().dismiss(&dismissal).await {
        Dismissed::Done => {
            context.platform.telemetry().count_on(Count::Dismissed, channel, context.settings.priority);
        }
        Dismissed::Unsupported => {}
        Dismissed::Failed(verdict) => {
            let result = verdict.result().name();
            tracing::info!(channel = %channel, result, event.id = %key.1, "a message could not be dismissed");
        }
    }
}
