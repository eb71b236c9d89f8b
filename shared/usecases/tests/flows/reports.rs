//! The daily report: once a day at the trader's own time.

use domain::Priority;
use domain::event::catalogue::PreferenceKey;
use ports::{Count, Scheduler};
use serde_json::json;

use crate::interposed::Interposed;
use crate::world::World;

/// A trader who wants a report at 08:00 by the clock of this zone, and who has just stored that.
async fn reader_in(zone: &str, now: &str) -> World {
    let world = World::new();
    world.at(now);
    world.prefer(|preferences| {
        preferences[PreferenceKey::DailyReport].enabled = true;
        preferences.time_zone = Some(zone.to_owned());
    });
    world.store.schedule_check(&world.user, world.now(), "preferences-1").await.unwrap();
    world
}

/// Returns the time of each published report, and the day that it is about.
fn published(world: &World) -> Vec<String> {
    let line = |event: &serde_json::Value| {
        format!("{} {}", event["data"]["day"].as_str().unwrap(), event["occurred_at"].as_str().unwrap())
    };
    world.published().iter().map(line).collect()
}

#[tokio::test]
async fn it_says_what_happened_since_the_one_before() {
    let world = reader_in("Europe/Berlin", "2026-11-22T12:00:00Z").await;
    world.minutes_until("2026-11-22T12:05:00Z").await;
    world.route(Priority::P0, &[world.fill("f-0")]).await;
    world.minutes_until("2026-11-23T06:59:59Z").await;
    assert!(world.published().is_empty());
    world.minutes_until("2026-11-23T07:30:00Z").await;
    let first = world.published().pop().unwrap();
    let expected = json!({
        "id": "daily-report:2026-11-23", "event_type": "daily_report", "user_id": "u-1",
        "occurred_at": "2026-11-23T07:00:00.000Z",
        "data": {"day": "2026-11-23", "fills": 1, "alerts": 0, "deposits": 0, "accruals": 0},
    });
    assert_eq!(first, expected);

    world.prefer(|preferences| preferences[PreferenceKey::OrderFilled].enabled = false);
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    world.route(Priority::P1, &[world.alert("a-1"), world.deposit("d-1")]).await;
    world.route(Priority::P2, &[world.report("w-1")]).await;
    world.minutes_until("2026-11-24T08:00:00Z").await;
    let second = world.published().pop().unwrap();
    let data = json!({
        "day": "2026-11-24", "realized_pnl": "1", "currency": "USDT", "fills": 1, "alerts": 1, "deposits": 1, "accruals": 0,
    });
    assert_eq!(second["data"], data, "what is not shown in the app has happened all the same");
    assert_eq!(world.published().len(), 2);
    assert_eq!(world.counted(Count::Reports, Priority::P2), 2);
}

#[tokio::test]
async fn it_comes_in_quiet_hours_and_is_not_silent() {
    let world = reader_in("Europe/Berlin", "2026-11-23T07:30:00Z").await;
    world.prefer(|preferences| {
        preferences.quiet_hours.enabled = true;
        preferences.quiet_hours.to = "11:00".to_owned();
    });
    world.reach(&world.user, &[domain::Channel::Email]);
    world.minutes_until("2026-11-24T07:00:00Z").await;
    let report = world.published().pop().unwrap();
    world.route(Priority::P2, &[report]).await;
    world.settle();
    assert_eq!(world.addresses_of("daily-report:2026-11-24").len(), 1);
    assert!(!world.item("daily-report:2026-11-24").unwrap().notification.unwrap().silent);
}

#[tokio::test]
async fn it_comes_once_where_the_hour_comes_twice_and_where_it_does_not_come() {
    // 01:30 comes twice in New York on this day.
    let world = reader_in("America/New_York", "2026-10-31T12:00:00Z").await;
    world.prefer(|preferences| {
        *preferences = preferences.clone().with_option(PreferenceKey::DailyReport, "time", "01:30");
    });
    world.minutes_until("2026-11-02T12:00:00Z").await;
    assert_eq!(
        published(&world),
        ["2026-11-01 2026-11-01T05:30:00.000Z", "2026-11-02 2026-11-02T06:30:00.000Z"]
    );
    // And 02:30 does not occur on this day.
    let world = reader_in("America/New_York", "2026-03-07T12:00:00Z").await;
    world.prefer(|preferences| {
        *preferences = preferences.clone().with_option(PreferenceKey::DailyReport, "time", "02:30");
    });
    world.minutes_until("2026-03-09T12:00:00Z").await;
    assert_eq!(
        published(&world),
        ["2026-03-08 2026-03-08T07:00:00.000Z", "2026-03-09 2026-03-09T06:30:00.000Z"]
    );
}

#[tokio::test]
async fn it_comes_once_a_day_for_who_travels() {
    let world = reader_in("Asia/Tokyo", "2026-11-23T12:00:00Z").await;
    world.minutes_until("2026-11-24T00:00:00Z").await;
    assert_eq!(published(&world), ["2026-11-24 2026-11-23T23:00:00.000Z"]);
    world.prefer(|preferences| preferences.time_zone = Some("Europe/London".to_owned()));
    world.store.schedule_check(&world.user, world.now(), "preferences-2").await.unwrap();
    world.minutes_until("2026-11-25T12:00:00Z").await;
    assert_eq!(published(&world)[1..], ["2026-11-25 2026-11-25T08:00:00.000Z"], "the 24th was told in Tokyo");
}

#[tokio::test]
async fn another_hour_counts_from_then_on() {
    let world = reader_in("UTC", "2026-11-23T12:00:00Z").await;
    world.minutes_until("2026-11-24T07:00:00Z").await;
    world.prefer(|preferences| {
        *preferences = preferences.clone().with_option(PreferenceKey::DailyReport, "time", "20:00");
    });
    world.minutes_until("2026-11-25T09:00:00Z").await;
    assert_eq!(published(&world), ["2026-11-24 2026-11-24T20:00:00.000Z"]);
    world.prefer(|preferences| preferences[PreferenceKey::DailyReport].enabled = false);
    world.minutes_until("2026-11-26T21:00:00Z").await;
    assert_eq!(world.published().len(), 1);
    assert!(world.store.wakes().is_empty());
}

#[tokio::test]
async fn who_asks_for_it_seconds_before_its_time_gets_it() {
    let world = World::new();
    world.at("2026-11-24T07:59:55Z");
    world.prefer(|preferences| preferences[PreferenceKey::DailyReport].enabled = true);
    // `putPreferences` does the same: the check is after the document is stored, which takes up to
    // ten seconds.
    world
        .store
        .schedule_check(&world.user, "2026-11-24T08:00:05Z".parse().unwrap(), "preferences-1")
        .await
        .unwrap();
    world.minutes_until("2026-11-25T07:00:00Z").await;
    assert_eq!(published(&world), ["2026-11-24 2026-11-24T08:00:00.000Z"]);
}

#[tokio::test]
async fn a_late_run_publishes_it_with_the_time_at_which_it_was_due() {
    let world = reader_in("UTC", "2026-11-23T12:00:00Z").await;
    world.minute().await;
    world.at("2026-11-24T11:00:00Z");
    world.minute().await;
    world.minute().await;
    assert_eq!(published(&world), ["2026-11-24 2026-11-24T08:00:00.000Z"]);
}

#[tokio::test]
async fn it_is_one_event_wherever_its_run_is_killed() {
    let mut moment = 0;
    loop {
        let world = reader_in("UTC", "2026-11-23T12:00:00Z").await;
        world.minutes_until("2026-11-24T07:59:30Z").await;
        world.at("2026-11-24T08:00:00Z");
        let store = Interposed::new(&world.store);
        store.killed_in.set(Some(moment));
        let is_through = world.release_through(&store).await;
        world.minutes_until("2026-11-24T08:05:00Z").await;
        let mut reports = world.published();
        assert!(!reports.is_empty(), "killed at {moment}");
        reports.dedup();
        assert_eq!(reports.len(), 1, "killed at {moment}");
        world.minutes_until("2026-11-25T08:00:00Z").await;
        assert_eq!(
            published(&world).last().unwrap(),
            "2026-11-25 2026-11-25T08:00:00.000Z",
            "killed at {moment}"
        );
        if is_through {
            break;
        }
        moment += 1;
    }
    assert!(moment >= 8, "only {moment} moments");
}
