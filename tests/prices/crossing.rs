//! One alert, some ticks.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use support::{Device, System, eventually, run, unique};

use crate::market::{Market, create, fires, firings, judged, judged_at, price_alert, shown};

#[test]
fn a_level_that_is_reached_comes_to_the_socket_once() {
    run(async {
        let system = System::shared().await;
        let market = Market::new(system);
        let mut device = Device::greet(system, &unique("trader")).await;
        let above = create(&mut device, &market.alert("above", "100.50")).await;
        let below = create(&mut device, &market.alert("below", "90")).await;
        let ticks = market.ticks(&["100.49", "90.01", "100.5", "101", "95", "90.00", "89"]);
        market.stream.put(&ticks).await.unwrap();

        let mut came = [price_alert(&mut device).await, price_alert(&mut device).await];
        came.sort_by_key(|frame| frame["data"]["condition"].to_string());
        for (frame, (alert, condition, target, tick)) in
            came.iter().zip([(&above, "above", "100.50", &ticks[2]), (&below, "below", "90", &ticks[5])])
        {
            assert_eq!(frame["id"], format!("{alert}:0"));
            assert_eq!((&frame["priority"], &frame["timestamp"]), (&json!(1), &json!(tick.at)));
            let data = json!({
                "alert_id": alert, "symbol": market.symbol, "condition": condition, "target_price": target,
                "current_price": tick.price,
            });
            assert_eq!(frame["data"], data);
            assert!(!frame["title"].as_str().unwrap().is_empty(), "{frame}");
            shown(&mut device, alert, "fired").await;
        }

        // The same ticks, word for word, and others that reach the levels.
        market.stream.put(&ticks).await.unwrap();
        market.pay(&["200", "50"]).await;
        judged_at(&market, &mut device, "97").await;
        let fired = firings(&mut device).await;
        assert_eq!(fired.len(), 4, "the two, and what it was waited for with: {fired:?}");
    });
}

#[test]
fn one_that_recurs_fires_once_per_crossing() {
    run(async {
        let system = System::shared().await;
        let market = Market::new(system);
        let mut device = Device::greet(system, &unique("trader")).await;
        let alert = create(&mut device, &market.recurring("above", "1000", 0)).await;
        // It comes back for certain at 999 and below; what happens above that is one crossing.
        let ticks = market.ticks(&["1000", "999.5", "1000.1", "999.01", "1003"]);
        market.stream.put(&ticks).await.unwrap();
        fires(&mut device, &alert).await;
        shown(&mut device, &alert, "waiting").await;
        let back = market.ticks(&["999", "1001", "1002"]);
        market.stream.put(&back).await.unwrap();
        // What was judged is judged no other way when it comes again.
        market.stream.put(&ticks).await.unwrap();
        market.stream.put(&back).await.unwrap();
        judged(&market, &mut device).await;
        let fired = firings(&mut device).await;
        let of_alert: Vec<_> = fired.iter().filter(|(id, _)| id.starts_with(&format!("{alert}:"))).collect();
        let firing = |generation, tick: &local::ticks::Tick| {
            (format!("{alert}:{generation}"), (tick.at, tick.price.to_string()))
        };
        let expected = [firing(0, &ticks[0]), firing(1, &back[1])];
        assert!(
            of_alert.iter().map(|(id, firing)| ((*id).clone(), (*firing).clone())).eq(expected),
            "{of_alert:?}"
        );
    });
}

#[test]
fn one_that_was_deleted_before_does_not_fire() {
    run(async {
        let system = System::shared().await;
        let market = Market::new(system);
        let mut device = Device::greet(system, &unique("trader")).await;
        let kept = create(&mut device, &market.alert("above", "100")).await;
        let deleted = create(&mut device, &market.alert("above", "100")).await;
        // The watcher knows both.
        market.pay(&["99"]).await;
        let reply = device.request(json!({"action": "deleteAlert", "alertId": deleted})).await;
        assert_eq!(reply["type"], "reply", "{reply}");
        market.pay(&["101"]).await;
        judged(&market, &mut device).await;
        let fired = firings(&mut device).await;
        assert!(fired.contains_key(&format!("{kept}:0")), "{fired:?}");
        assert!(fired.keys().all(|id| !id.starts_with(&deleted)), "{fired:?}");
    });
}

#[test]
fn what_is_no_tick_is_set_aside_and_its_neighbours_are_judged() {
    run(async {
        let system = System::shared().await;
        let (first, second) = (Market::new(system), Market::new(system));
        let mut device = Device::greet(system, &unique("trader")).await;
        let mut open = BTreeSet::new();
        for market in [&first, &second] {
            open.insert(create(&mut device, &market.alert("above", "100")).await);
        }
        let good = [first.ticks(&["101"])[0].to_json(), second.ticks(&["101"])[0].to_json()];
        let garbage = unique("{no tick");
        let early = first.tick("5", support::now().plus(std::time::Duration::from_mins(1))).to_json();
        let key = first.symbol.as_str();
        let records = [
            (key, good[0].as_bytes()),
            (key, garbage.as_bytes()),
            (key, early.as_bytes()),
            // Not even text.
            (key, &[0xff, 0x00, 0xfe][..]),
            (key, good[1].as_bytes()),
        ];
        first.stream.put_records(&records).await.unwrap();
        while !open.is_empty() {
            open.remove(price_alert(&mut device).await["data"]["alert_id"].as_str().unwrap());
        }
        let url = &system.stack.info().queues["rejected"];
        let mut rejected = Vec::new();
        eventually("all that is no tick is set aside", async || {
            for message in system.receive(url).await {
                rejected.push(serde_json::from_str::<Value>(message.body().unwrap()).unwrap());
            }
            (rejected.len() >= 3).then_some(())
        })
        .await;
        assert!(rejected.iter().all(|rejection| rejection["source"] == "ticks"), "{rejected:?}");
        let of = |body: &str| {
            let found = rejected.iter().find(|rejection| rejection["body"] == body);
            found.unwrap_or_else(|| panic!("{body} is not among {rejected:?}"))["code"].clone()
        };
        assert_eq!(of(&garbage), "bad_json");
        assert_eq!(of(&early), "future_timestamp");
        assert_eq!(rejected.len(), 3, "{rejected:?}");
    });
}
