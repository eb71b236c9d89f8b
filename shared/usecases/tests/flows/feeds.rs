//! The health of feeds: the notified owners, and the removal of symbols for which no alert waits.

use std::cell::RefCell;
use std::time::Duration;

use domain::alert::{Alert, Phase};
use domain::event::data::{Condition, Symbol};
use domain::{Priority, Time, UserId};
use ports::{Alerts, Queue, WriteOutcome};
use serde_json::Value;
use usecases::watch::{IDLE_FOR, STALE_AFTER, check_feeds};

use crate::prices::{Counting, alert, second};
use crate::world::World;

fn of(user: &str, id: &str, created_at: u64) -> Alert {
    let user_id = UserId::parse(user).unwrap();
    Alert { user_id, created_at: second(created_at), ..alert(id, Condition::Above, "100") }
}

fn btc() -> Symbol {
    Symbol::parse("BTC-USDT").unwrap()
}

impl World {
    /// Checks the feeds in this second, and returns the notices, sorted: the user, the state and
    /// the last tick's second.
    async fn check(&self, at: u64) -> Vec<String> {
        let mut told: Vec<String> = self.checked(at).await.iter().map(line).collect();
        told.sort();
        told
    }

    async fn checked(&self, at: u64) -> Vec<Value> {
        self.clock.set(second(at));
        check_feeds(&self.watch_ports(&self.store), STALE_AFTER).await.unwrap();
        let sent = self.queues.take(Queue::Events(Priority::P1));
        sent.into_iter().map(|message| serde_json::from_str(&message.body).unwrap()).collect()
    }
}

fn line(event: &Value) -> String {
    assert_eq!(event["event_type"], "price_feed");
    let last: Time = event["data"]["last_tick_at"].as_str().unwrap().parse().unwrap();
    let (user, state) = (event["user_id"].as_str().unwrap(), event["data"]["state"].as_str().unwrap());
    format!("{user} {state} {}", last.millis_since(second(0)) / 1_000)
}

#[tokio::test]
async fn owners_get_one_notice_when_ticks_stop_and_one_when_they_resume() {
    let world = World::new();
    world.with_alert(&alert("a", Condition::Above, "100")).await;
    world.with_alert(&alert("b", Condition::Below, "10")).await;
    world.clock.set(second(0));
    world.ticks("BTC-USDT", &[(0, "50")]).await;
    assert!(world.check(59).await.is_empty());
    assert_eq!(world.check(60).await, ["u-1 stale 0"]);
    assert!(world.check(120).await.is_empty());
    world.ticks("BTC-USDT", &[(130, "50")]).await;
    assert_eq!(world.check(135).await, ["u-1 resumed 130"]);
    assert!(world.check(150).await.is_empty());
    assert_eq!(world.check(200).await, ["u-1 stale 130"]);
}

#[tokio::test]
async fn a_symbol_that_never_had_a_tick_is_stale_from_its_first_alert_on() {
    let world = World::new();
    world.with_alert(&of("u-1", "a", 30)).await;
    assert!(world.check(89).await.is_empty());
    assert_eq!(world.check(90).await, ["u-1 stale 30"]);
    assert!(world.check(150).await.is_empty());
    world.ticks("BTC-USDT", &[(170, "50")]).await;
    assert_eq!(world.check(180).await, ["u-1 resumed 170"]);
}

#[tokio::test]
async fn the_owner_of_a_new_alert_on_a_stale_symbol_is_notified_and_no_owner_twice() {
    let world = World::new();
    world.with_alert(&of("u-1", "a", 0)).await;
    world.ticks("BTC-USDT", &[(1, "50")]).await;
    assert_eq!(world.check(120).await, ["u-1 stale 1"]);
    world.with_alert(&of("u-1", "b", 130)).await;
    world.with_alert(&of("u-2", "c", 140)).await;
    assert_eq!(world.check(180).await, ["u-2 stale 1"], "u-1 knows");
    assert!(world.check(240).await.is_empty());
    world.ticks("BTC-USDT", &[(250, "50")]).await;
    world.with_alert(&of("u-3", "d", 251)).await;
    assert_eq!(
        world.check(300).await,
        ["u-1 resumed 250", "u-2 resumed 250"],
        "u-3 never heard that it was stale"
    );
}

#[tokio::test]
async fn an_owner_who_may_have_been_missed_gets_the_same_notice_again() {
    let world = World::new();
    world.with_alert(&of("u-1", "a", 0)).await;
    world.with_alert(&of("u-2", "b", 115)).await;
    let first = world.checked(120).await;
    assert_eq!(first.len(), 2);
    assert!(world.check(180).await.is_empty(), "as long as no other alert is created nothing is read");
    // It was created before the check, and stored after it.
    world.with_alert(&of("u-3", "c", 119)).await;
    let second = world.checked(240).await;
    let of_user =
        |events: &[Value], user: &str| events.iter().find(|event| event["user_id"] == user).cloned();
    assert_eq!(second.len(), 2);
    assert_eq!(of_user(&second, "u-2"), of_user(&first, "u-2"));
    assert_eq!(line(&of_user(&second, "u-3").unwrap()), "u-3 stale 0");
    assert!(world.check(300).await.is_empty());
}

#[tokio::test]
async fn the_owner_of_an_expired_alert_is_not_notified() {
    let world = World::new();
    world.with_alert(&Alert { expires_at: Some(second(70)), ..of("u-1", "a", 0) }).await;
    world.with_alert(&of("u-2", "b", 0)).await;
    assert_eq!(world.check(80).await, ["u-2 stale 0"]);
    // Its level is kept as long as a late tick could fire it.
    let phase = async || world.store.alerts(&UserId::parse("u-1").unwrap()).await.unwrap().alerts[0].phase;
    assert_eq!(phase().await, Phase::NEW);
    world.with_alert(&of("u-3", "c", 7_300)).await;
    assert_eq!(world.check(7_400).await, ["u-3 stale 0"]);
    assert_eq!(phase().await, Phase::Expired);
}

#[tokio::test]
async fn a_symbol_for_which_no_alert_waits_is_forgotten() {
    let world = World::new();
    let (gone, kept) = (of("u-1", "a", 0), of("u-1", "b", 0));
    let kept = Alert { symbol: Symbol::parse("ETH-USDT").unwrap(), ..kept };
    world.with_alert(&gone).await;
    world.with_alert(&kept).await;
    world.store.delete_alert(&gone).await.unwrap();
    assert!(world.check(10).await.is_empty());
    let idle_until = second(10).plus(IDLE_FOR);
    assert_eq!(world.store.symbol(&btc()).idle_until, Some(idle_until));
    // Until then it is not read.
    let calls = Counting { store: &world.store, calls: RefCell::default() };
    world.clock.set(second(20));
    check_feeds(&world.watch_ports(&calls), STALE_AFTER).await.unwrap();
    let reads = calls.calls.borrow().iter().filter(|call| **call == "levels").count();
    assert_eq!(reads, 16, "those of the other symbol");

    let hours = IDLE_FOR.as_secs();
    world.check(hours + 9).await;
    assert_ne!(world.store.symbol(&btc()), ports::SymbolState::default());
    world.check(hours + 10).await;
    assert_eq!(world.store.symbol(&btc()), ports::SymbolState::default());
    assert_ne!(world.store.symbol(&kept.symbol), ports::SymbolState::default());
    // An alert that is created again is watched again.
    world.with_alert(&of("u-1", "c", hours + 20)).await;
    world.ticks("BTC-USDT", &[(hours + 30, "101")]).await;
    assert_eq!(world.fired().len(), 1);
}

#[tokio::test]
async fn an_alert_revives_an_idle_symbol_up_to_the_last_moment() {
    let world = World::new();
    let gone = of("u-1", "a", 0);
    world.with_alert(&gone).await;
    world.store.delete_alert(&gone).await.unwrap();
    world.check(10).await;
    let seen = world.store.symbol(&btc());
    world.with_alert(&of("u-1", "b", 20)).await;
    assert_eq!(
        ports::FeedHealth::delete_symbol(&world.store, &btc(), &seen).await,
        Ok(WriteOutcome::Conflict)
    );
    assert_eq!(world.store.symbol(&btc()).idle_until, None);
    assert_eq!(world.check(70).await, ["u-1 stale 0"], "it was watched all the time");
}

#[tokio::test]
async fn a_market_without_levels_is_idle_although_it_has_ticks() {
    let world = World::new();
    world.with_alert(&of("u-1", "a", 0)).await;
    world.ticks("BTC-USDT", &[(1, "99"), (2, "101")]).await;
    assert_eq!(world.fired().len(), 1);
    world.queues.take(Queue::Events(Priority::P1));
    assert!(world.check(3).await.is_empty());
    assert!(world.store.symbol(&btc()).idle_until.is_some());
    world.clock.set(second(3).plus(IDLE_FOR).plus(Duration::from_secs(1)));
    check_feeds(&world.watch_ports(&world.store), STALE_AFTER).await.unwrap();
    assert_eq!(world.store.symbol(&btc()), ports::SymbolState::default());
}

impl World {
    async fn pause(&self, alert: &Alert) -> Alert {
        let paused = alert.paused().unwrap();
        assert_eq!(self.store.pause_alert(alert, &paused).await, Ok(WriteOutcome::Done));
        paused
    }

    async fn resume(&self, paused: &Alert, at: u64) {
        let seen = self.store.alerts(&paused.user_id).await.unwrap().revision;
        let resumed = paused.resumed(second(at)).unwrap();
        assert_eq!(
            self.store.resume_alert(paused, &resumed, seen, Time::EPOCH).await,
            Ok(WriteOutcome::Done)
        );
    }
}

#[tokio::test]
async fn the_owner_of_a_paused_alert_is_notified_when_it_is_resumed() {
    let world = World::new();
    let (early, late) = (of("u-1", "a", 0), of("u-2", "b", 0));
    world.with_alert(&early).await;
    world.with_alert(&late).await;
    world.with_alert(&of("u-3", "c", 0)).await;
    world.ticks("BTC-USDT", &[(1, "50")]).await;
    let early = world.pause(&early).await;
    let first = world.checked(120).await;
    assert_eq!(first.iter().map(line).collect::<Vec<_>>(), ["u-2 stale 1", "u-3 stale 1"]);
    let late = world.pause(&late).await;
    assert!(world.check(180).await.is_empty());
    world.resume(&early, 200).await;
    world.resume(&late, 201).await;
    let again = world.checked(240).await;
    assert_eq!(again.iter().map(line).collect::<Vec<_>>(), ["u-1 stale 1", "u-2 stale 1"]);
    assert_ne!(again[1]["id"], first[0]["id"], "route drops no repeat of another content");
    assert!(world.check(300).await.is_empty());
    world.ticks("BTC-USDT", &[(310, "50")]).await;
    assert_eq!(world.check(320).await, ["u-1 resumed 310", "u-2 resumed 310", "u-3 resumed 310"]);
}

#[tokio::test]
async fn a_symbol_with_paused_alerts_only_is_idle_and_is_watched_again_when_one_is_resumed() {
    let world = World::new();
    let alert = of("u-1", "a", 0);
    world.with_alert(&alert).await;
    let paused = world.pause(&alert).await;
    assert!(world.check(100).await.is_empty(), "nobody waits for a price");
    assert!(world.store.symbol(&btc()).idle_until.is_some());
    let hours = IDLE_FOR.as_secs();
    world.check(hours + 101).await;
    assert_eq!(world.store.symbol(&btc()), ports::SymbolState::default());
    world.resume(&paused, hours + 200).await;
    assert!(world.check(hours + 259).await.is_empty());
    assert_eq!(world.check(hours + 260).await, [format!("u-1 stale {}", hours + 200)]);
    world.ticks("BTC-USDT", &[(hours + 300, "101")]).await;
    assert_eq!(world.fired().len(), 1);
}
