//! One alert and some ticks.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};
use support::{Device, System, eventually, now, run, unique};

use crate::market::{
    Market, create, fires, firings, price_alert, shown, wait_until_evaluated, wait_until_evaluated_at,
};

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

        // The same ticks again, unchanged, and others that reach the levels.
        market.stream.put(&ticks).await.unwrap();
        market.pay(&["200", "50"]).await;
        wait_until_evaluated_at(&market, &mut device, "97").await;
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
        // The alert is armed again at 999 and below; all ticks above that are one crossing.
        let ticks = market.ticks(&["1000", "999.5", "1000.1", "999.01", "1003"]);
        market.stream.put(&ticks).await.unwrap();
        fires(&mut device, &alert).await;
        shown(&mut device, &alert, "waiting").await;
        let back = market.ticks(&["999", "1001", "1002"]);
        market.stream.put(&back).await.unwrap();
        // A tick that was evaluated has the same result when it is read again.
        market.stream.put(&ticks).await.unwrap();
        market.stream.put(&back).await.unwrap();
        wait_until_evaluated(&market, &mut device).await;
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
        // `watch-prices` knows both alerts.
        market.pay(&["99"]).await;
        let reply = device.request(json!({"action": "deleteAlert", "alertId": deleted})).await;
        assert_eq!(reply["type"], "reply", "{reply}");
        market.pay(&["101"]).await;
        wait_until_evaluated(&market, &mut device).await;
        let fired = firings(&mut device).await;
        assert!(fired.contains_key(&format!("{kept}:0")), "{fired:?}");
        assert!(fired.keys().all(|id| !id.starts_with(&deleted)), "{fired:?}");
    });
}

#[test]
fn what_is_no_tick_is_set_aside_and_its_neighbours_are_evaluated() {
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
            // This record is not even text.
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
                let rejection: Value = serde_json::from_str(message.body().unwrap()).unwrap();
                // Another test's record is a list of ticks; none of these is one.
                if !rejection["body"].as_str().unwrap().starts_with('[') {
                    rejected.push(rejection);
                }
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

#[test]
fn a_note_that_no_queue_carries_and_a_record_of_bad_ticks_cost_only_themselves() {
    run(async {
        let system = System::shared().await;
        let market = Market::new(system);
        let mut hostile = Device::greet(system, &unique("hostile")).await;
        let mut device = Device::greet(system, &unique("trader")).await;
        let mut noted = market.alert("above", "100");
        noted["note"] = json!("a\u{ffff}b\u{fffe}");
        let reply = hostile.request(json!({"action": "createAlert", "alert": noted})).await;
        assert_eq!((&reply["code"], &reply["field"]), (&json!("bad_field"), &json!("alert.note")), "{reply}");
        let alert = create(&mut device, &market.alert("above", "100")).await;

        let ahead = now().plus(Duration::from_secs(30));
        let ticks: Vec<_> = (0..5_000).map(|_| market.tick("100", ahead).to_json()).collect();
        let record = format!("[{}]", ticks.join(","));
        market.stream.put_records(&[(market.symbol.as_str(), record.as_bytes())]).await.unwrap();
        market.pay(&["100"]).await;
        fires(&mut device, &alert).await;
    });
}
