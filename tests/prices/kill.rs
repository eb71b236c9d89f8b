//! `watch-prices` is killed again and again.

use std::collections::BTreeMap;
use std::time::Duration;

use support::{Device, System, eventually, kill_all, now, run};

use crate::market::{Firing, Market, create, firings, wait_until_evaluated};

/// The number of levels, each a whole unit above the one before it.
const LEVELS: usize = 60;
/// The minimum number of kills for the test to prove anything.
const FEWEST_KILLS: usize = 8;

#[test]
fn no_alert_is_missed_or_fired_twice_while_the_watcher_is_killed() {
    run(async {
        let system = &System::start("prices-kill").await;
        let market = Market::new(system);
        let mut device = Device::greet(system, "trader").await;
        let mut expected: BTreeMap<String, Option<Firing>> = BTreeMap::new();
        let mut alerts = Vec::new();
        for level in 1..=LEVELS {
            alerts.push(create(&mut device, &market.alert("above", &(1_000 + level).to_string())).await);
        }
        // The function is warm, so that there is a process to kill.
        market.pay(&["1000"]).await;
        wait_until_first_evaluated(&market, &mut device).await;
        let mut kills = 0;
        for (level, alert) in (1..).zip(&alerts) {
            let price = format!("{}.5", 1_000 + level);
            let tick = market.tick(&price, now());
            expected.insert(format!("{alert}:0"), Some((tick.at, price)));
            market.stream.put(&[tick]).await.unwrap();
            if level % 5 == 0 {
                // The next process starts as soon as the batch is read again; it is killed
                // some time after that.
                eventually("somebody watches", async || {
                    (!system.stack.processes("watch-prices").is_empty()).then_some(())
                })
                .await;
                tokio::time::sleep(Duration::from_millis((level * 7) % 90)).await;
                kills += kill_all(system, "watch-prices");
            }
        }
        wait_until_evaluated(&market, &mut device).await;
        assert!(kills >= FEWEST_KILLS, "only {kills} died");
        let fired = firings(&mut device).await;
        for (id, firing) in &expected {
            assert_eq!(fired.get(id), firing.as_ref(), "{id}");
        }
        assert_eq!(fired.len(), expected.len() + 2, "and the two that were waited for with");
    });
}

/// Waits until a tick was evaluated: the lowest alert of another trader fires.
async fn wait_until_first_evaluated(market: &Market<'_>, device: &mut Device) {
    let first = create(device, &market.alert("below", "1")).await;
    market.pay(&["1"]).await;
    crate::market::fires(device, &first).await;
}
