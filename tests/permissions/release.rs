//! Probes of `release`, and of the functions that schedule a check of a trader. The clock of these systems is
//! stopped: a check that is due takes place only when a probe invokes it.

use domain::preferences::Preferences;
use domain::routing::plan::Decision;
use domain::shard::Shard;
use domain::{Channel, EventId, Time};
use ports::minute_of;
use serde_json::{Value, json};
use support::now;

use crate::client::Client;
use crate::probe::{Scene, until};
use crate::trader::{EVENT, Trader};
use crate::workers::send;

/// The channels on which notifications can be deferred.
const DEFERRED: [Channel; 3] = [Channel::Push, Channel::Telegram, Channel::Email];

/// The id of a notification that is delivered individually.
const WHOLE: &str = "whole";

fn minutes(minutes: i64) -> Time {
    minute_of(Time::from_millis(now().as_millis() + minutes * 60_000))
}

/// Returns the time of day in UTC.
fn clock(at: Time) -> String {
    at.to_string()[11..16].to_owned()
}

/// Returns preferences with every type on every channel, and quiet hours that began an hour ago.
pub(crate) fn asleep() -> Preferences {
    let mut preferences = crate::trader::all_channels();
    let night = json!({"enabled": true, "from": clock(minutes(-60)), "to": clock(minutes(120))});
    preferences["timeZone"] = json!("UTC");
    preferences["quietHours"] = night;
    Preferences::of_stored(&preferences.to_string()).unwrap()
}

/// Returns the message that invokes the check of this trader's part of the schedule.
pub(crate) fn part(trader: &Trader<'_>) -> String {
    json!({"shard": Shard::of(&trader.id()).number()}).to_string()
}

/// Returns a trader whose quiet hours are over, with one deferred notification.
pub(crate) async fn awake(scene: Scene<'_>) -> Trader<'_> {
    let trader = Trader::new(scene.system);
    trader.give(Channel::Push).await;
    trader.has(&trader.event(1, EVENT), Channel::Push, ended()).await;
    trader.waits(EVENT).await;
    trader.is_woken(minutes(-2)).await;
    trader
}

fn ended() -> Decision {
    Decision::Defer { until: minutes(-2) }
}

/// Whether a deferred notification leaves in a summary, and no check is left to be done.
pub(crate) async fn releases(scene: Scene<'_>) -> bool {
    let trader = awake(scene).await;
    send(scene, part(&trader)).await;
    has_left(&trader).await
}

/// Waits until the trader's notification has left, and no check of the trader is scheduled any more.
pub(crate) async fn has_left(trader: &Trader<'_>) -> bool {
    until(async || {
        trader.has_left_on(EVENT, Channel::Push).await
            && trader.waiting().await.is_empty()
            && trader.wakes().await.is_empty()
    })
    .await
}

/// Whether a deferred notification leaves when a minute begins.
pub(crate) async fn hands_out_parts(scene: Scene<'_>) -> bool {
    let trader = awake(scene).await;
    scene.system.tick().await && has_left(&trader).await
}

/// Whether a trader who is still in quiet hours is scheduled for their end, and not released before.
pub(crate) async fn wakes_again(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    trader.give(Channel::Push).await;
    trader.prefers(&asleep()).await;
    trader.has(&trader.event(1, EVENT), Channel::Push, ended()).await;
    trader.waits(EVENT).await;
    trader.is_woken(minutes(-2)).await;
    send(scene, part(&trader)).await;
    until(async || {
        let wakes = trader.wakes().await;
        wakes.len() == 1 && wakes[0] > now()
    })
    .await
}

/// Whether a summary is sent on every channel, and so is a notification that is delivered individually.
pub(crate) async fn hands_to_channels(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    trader.choose_all().await;
    for channel in DEFERRED {
        trader.give(channel).await;
    }
    trader.has_on(&trader.event(1, EVENT), &DEFERRED, ended()).await;
    trader.has_on(&trader.weekly_report(WHOLE), &DEFERRED, ended()).await;
    for id in [EVENT, WHOLE] {
        trader.waits(id).await;
    }
    trader.is_woken(minutes(-2)).await;
    send(scene, part(&trader)).await;
    until(async || {
        for channel in DEFERRED {
            for id in [EVENT, WHOLE] {
                if !trader.has_left_on(id, channel).await {
                    return false;
                }
            }
        }
        true
    })
    .await
}

/// Whether a daily report is published, and recorded as published.
pub(crate) async fn reports(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let at = minutes(-2);
    let mut preferences: Value = serde_json::from_str(&Preferences::default().to_stored()).unwrap();
    preferences["timeZone"] = json!("UTC");
    preferences["dailyReport"] = json!({"enabled": true, "channels": ["websocket"], "time": clock(at)});
    trader.prefers(&Preferences::of_stored(&preferences.to_string()).unwrap()).await;
    trader.is_woken(at).await;
    send(scene, part(&trader)).await;
    let id = format!("daily-report:{}", &at.to_string()[..10]);
    until(async || {
        trader.known().await.reported.is_some() && trader.item(&EventId::parse(&id).unwrap()).await.is_some()
    })
    .await
}

/// Whether a notification in quiet hours is deferred, and a check is scheduled for their end.
pub(crate) async fn defers(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    trader.give(Channel::Push).await;
    trader.prefers(&asleep()).await;
    trader.publish(scene.class(), EVENT).await;
    until(async || !trader.waiting().await.is_empty() && !trader.wakes().await.is_empty()).await
}

/// Whether the exchange's profit of a week is stored.
pub(crate) async fn keeps_profit(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    send(scene, trader.weekly_report(WHOLE)).await;
    until(async || trader.known().await.pnl.is_some()).await
}

/// Whether a check is scheduled for a trader who moves to another time zone.
pub(crate) async fn wakes_the_moved(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    send(scene, json!({"user_id": trader.user, "updated_at": now(), "time_zone": "Asia/Tokyo"})).await;
    until(async || !trader.wakes().await.is_empty()).await
}

/// Whether a check is scheduled for a trader who changes the quiet hours.
pub(crate) async fn wakes_who_prefers(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut client = Client::of(scene, &trader).await;
    let preferences: Value = serde_json::from_str(&asleep().to_stored()).unwrap();
    let frame = json!({"action": "putPreferences", "preferences": preferences, "version": 0});
    client.succeeds(frame).await && !trader.wakes().await.is_empty()
}
