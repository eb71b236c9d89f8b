//! Commands by which a trader snoozes notifications and tests the channels.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::delivery::budget::{Counter, Meter};
use domain::event::catalogue::EventType;
use domain::protocol::{FrameError, reply};
use domain::{Channel, EventId, Priority, Time, UserId};
use ports::{Clock, Enqueue, Message, PortError, PreferencesWrite, Queue, RateLimits, Scheduler};
use serde_json::{Value, json};

use super::action::{ActionError, Caller, CommandContext, CommandPlatform, authorized_recipient};
use crate::changed;

/// The longest snooze.
pub const LONGEST_SNOOZE: Duration = Duration::from_hours(30 * 24);

/// The time in which a trader can test the channels once.
const TEST_EVERY: Duration = Duration::from_mins(10);

/// Starts or ends a snooze: until its end only P0 interrupts.
pub(super) async fn snooze<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    until: Option<Time>,
) -> Result<Value, ActionError> {
    authorized_recipient(context.platform.store(), caller).await?;
    let now = context.platform.clock().now();
    if until.is_some_and(|until| until <= now || now.plus(LONGEST_SNOOZE) < until) {
        return Err(FrameError::bad("until", "must be within the next 30 days, or null").into());
    }
    set_snooze(context.platform.store(), &caller.user_id, until, now).await?;
    Ok(reply::done())
}

/// Stores the end of a snooze, a whole minute, and returns it. Deferred notifications are looked at again,
/// since a snooze that ends earlier than the one before makes them due.
///
/// # Errors
/// Those of the store. [`PortError::is_retryable`] says whether a repeat can succeed.
pub async fn set_snooze(
    store: &(impl PreferencesWrite + Scheduler),
    user: &UserId,
    until: Option<Time>,
    now: Time,
) -> Result<Option<Time>, PortError> {
    const MINUTE: i64 = 60_000;
    let until = until.map(|until| {
        let minutes = until.as_millis().saturating_add(MINUTE - 1).div_euclid(MINUTE);
        Time::from_millis(minutes.saturating_mul(MINUTE))
    });
    changed::schedule_check(store, user, now, &format!("snooze-{}", now.as_millis())).await?;
    store.snooze(user, until).await?;
    Ok(until)
}

/// Publishes a test notification on these channels, all but SMS by default, and returns its ID. Its timeline
/// says what was accepted and seen.
pub(super) async fn test_delivery<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    channels: Option<&[Channel]>,
) -> Result<Value, ActionError> {
    let user = &caller.user_id;
    authorized_recipient(context.platform.store(), caller).await?;
    let now = context.platform.clock().now();
    let length = i64::try_from(TEST_EVERY.as_millis()).unwrap_or(i64::MAX);
    let window = now.as_millis().div_euclid(length);
    let ends_at = Time::from_millis((window + 1).saturating_mul(length));
    let counter = Counter::Frames { meter: Meter::Tests(user.clone()), window, ends_at };
    if context.platform.store().add(&counter, 1).await? > 1 {
        return Err(FrameError::tested_just_now().into());
    }
    let secret = (context.secret)().ok_or_else(FrameError::internal)?;
    let name = URL_SAFE_NO_PAD.encode(&secret[..12]);
    let id = EventId::parse(format!("delivery-test-{name}")).map_err(|_| FrameError::internal())?;
    let all_but_sms = || Channel::ALL.into_iter().filter(|channel| *channel != Channel::Sms).collect();
    let channels: Vec<Channel> = channels.map_or_else(all_but_sms, <[Channel]>::to_vec);
    let event = json!({
        "id": id, "event_type": EventType::DeliveryTest.name(), "user_id": user, "occurred_at": now,
        "channels": channels, "data": {"drill_id": id},
    });
    let message = Message { body: event.to_string(), group: Some(user.to_string()), delay: Duration::ZERO };
    let sent = context.platform.queues().enqueue(Queue::Events(Priority::P0), vec![message]).await;
    sent.into_iter().collect::<Result<(), PortError>>()?;
    Ok(reply::test(&id))
}
