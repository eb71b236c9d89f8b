//! Deferred deliveries go by the current preferences, not by those of the plan.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::Channel::{Push, Telegram};
use domain::Priority;
use ports::{Deferrals, Schedule};

use crate::interposed::Interposed;
use crate::providers::UNREACHABLE;
use crate::trader::CHAT;
use crate::world::{World, id};

#[tokio::test]
async fn a_killed_routing_that_comes_again_after_the_night_was_called_off_waits_for_no_morning() {
    let world = World::reaching(&[Push, Telegram]);
    world.sleeps_in("Europe/Berlin");
    world.at("2026-11-24T00:00:00Z");
    let alert = world.alert("a-1");
    world.route(Priority::P1, std::slice::from_ref(&alert)).await;
    // The function was killed after its first write: the state is as if nothing else had happened.
    world.store.forget(&world.user, &[id("a-1")]).await.unwrap();
    for wake in world.store.wakes() {
        world.store.settle(&wake).await.unwrap();
    }
    world.prefer(|preferences| preferences.quiet_hours.enabled = false);
    world.live(Duration::from_secs(30));
    world.route(Priority::P1, &[alert]).await;
    world.minutes_until("2026-11-24T00:05:00Z").await;
    assert_eq!(world.summaries().last().unwrap(), &format!("2026-11-24T00:01:00.000Z {CHAT}"));
}

#[tokio::test]
async fn a_summary_of_which_the_trader_wants_only_what_has_expired_is_not_sent() {
    let world = World::reaching(&[Push]);
    world.sleeps_in("Europe/Berlin");
    world.at("2026-11-24T00:00:00Z");
    let mut brief = world.alert("a-1");
    brief["expires_at"] = serde_json::json!("2026-11-24T06:20:00Z");
    world.route(Priority::P1, &[brief, world.deposit("d-1")]).await;
    world.providers.answer("push", Some(UNREACHABLE));
    world.minutes_until("2026-11-24T06:10:00Z").await;
    world.prefer(|preferences| preferences[PreferenceKey::Deposit].enabled = false);
    world.live(Duration::from_mins(10));
    let before = world.providers.calls().len();
    assert!(before > 0);
    world.providers.answer("push", None);
    world.live(Duration::from_hours(1));
    assert_eq!(world.providers.calls().len(), before);
}

#[tokio::test]
async fn whatever_was_stored_of_a_summary_ends_although_the_trader_wants_nothing_of_it_any_more() {
    let mut were_stored = 0;
    for moment in 0.. {
        let world = World::reaching(&[Telegram]);
        world.sleeps_in("Europe/Berlin");
        world.at("2026-11-24T00:00:00Z");
        world.route(Priority::P1, &[world.alert("a-1")]).await;
        world.at("2026-11-24T06:00:00Z");
        let store = Interposed::new(&world.store);
        store.killed_in.set(Some(moment));
        let is_over = world.release_through(&store).await;
        world.prefer(|preferences| preferences[PreferenceKey::PriceAlert].enabled = false);
        world.minutes_until("2026-11-24T06:05:00Z").await;
        if let Some(summary) = world.item("quiet-hours-summary:2026-11-24T06:00Z") {
            were_stored += 1;
            assert_eq!(summary.ledger.len(), 1, "killed at moment {moment}");
        }
        if is_over {
            break;
        }
    }
    assert!(were_stored > 1);
}
