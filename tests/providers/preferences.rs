//! The trader's preferences: stored as they were put, refused as a whole, and applied.

use serde_json::{Value, json};
use support::{Device, Trader, delivery, eventually};

use crate::on_shared;

async fn get(device: &mut Device) -> (Value, Value) {
    let reply = device.request(json!({"action": "getPreferences"})).await;
    assert_eq!(reply["type"], "reply", "{reply}");
    (reply["preferences"].clone(), reply["version"].clone())
}

async fn put(device: &mut Device, preferences: &Value, version: &Value) -> Value {
    let frame = json!({"action": "putPreferences", "preferences": preferences, "version": version});
    device.request(frame).await
}

/// Returns the document with this value at this place, a JSON pointer.
fn with(document: &Value, place: &str, value: Value) -> Value {
    let mut document = document.clone();
    let (parent, key) = place.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap()[key] = value;
    document
}

#[test]
fn a_document_is_kept_as_it_was_put_or_not_at_all() {
    on_shared(async |system| {
        let trader = Trader::unknown(system, "decides");
        let mut phone = Device::connect(system, &trader.user).await;
        let mut laptop = Device::connect(system, &trader.user).await;
        let (defaults, version) = get(&mut phone).await;
        assert_eq!(version, 0);
        assert_eq!(defaults["quietHours"], json!({"enabled": false, "from": "23:00", "to": "07:00"}));

        let wanted = with(&defaults, "/timeZone", json!("Asia/Kolkata"));
        let wanted = with(&wanted, "/language", json!("pt-BR"));
        let wanted = with(&wanted, "/deposit", json!({"enabled": false, "channels": ["sms", "email"]}));
        let percent: Value = "110.50".parse().unwrap();
        let wanted = with(&wanted, "/liquidationWarning/thresholdPercent", percent);
        let wanted = with(&wanted, "/quietHours", json!({"enabled": true, "from": "22:30", "to": "06:45"}));
        for _ in 0..2 {
            let reply = put(&mut phone, &wanted, &version).await;
            assert_eq!((&reply["type"], &reply["version"]), (&json!("reply"), &json!(1)), "{reply}");
        }
        let (got, version) = get(&mut laptop).await;
        assert_eq!((got.to_string(), version), (wanted.to_string(), json!(1)), "to the digit");

        let error = put(&mut laptop, &defaults, &json!(0)).await;
        assert_eq!((&error["type"], &error["code"]), (&json!("error"), &json!("version_conflict")));
        assert_eq!((&error["preferences"], &error["version"]), (&wanted, &json!(1)), "{error}");

        let cases = [
            ("/quietHours/from", json!("25:00"), "quietHours.from"),
            ("/quietHours/to", json!("22:30"), "quietHours.to"),
            ("/dailyReport/time", json!("8:00"), "dailyReport.time"),
            ("/timeZone", json!("Mars/Olympus"), "timeZone"),
            ("/language", json!("de_DE"), "language"),
            ("/deposit/channels", json!(["email", "pigeon"]), "deposit.channels.1"),
            ("/deposit/channels", json!(["email", "email"]), "deposit.channels.1"),
            ("/deposit/enabled", json!("yes"), "deposit.enabled"),
            ("/deposit/colour", json!("red"), "deposit.colour"),
            ("/foo", json!(1), "foo"),
            ("/newListing/minScore", json!(11), "newListing.minScore"),
            ("/newListing/minScore", json!("7"), "newListing.minScore"),
            ("/liquidationWarning/thresholdPercent", json!(99), "liquidationWarning.thresholdPercent"),
            ("/liquidation/enabled", json!(true), "liquidation.enabled"),
        ];
        for (place, value, field) in cases {
            let error = put(&mut phone, &with(&wanted, place, value), &json!(1)).await;
            let field = format!("preferences.{field}");
            assert_eq!((&error["code"], &error["field"]), (&json!("bad_field"), &json!(field)), "{error}");
        }
        let mut incomplete = wanted.clone();
        incomplete["quietHours"].as_object_mut().unwrap().remove("from");
        let error = put(&mut phone, &incomplete, &json!(1)).await;
        assert_eq!(error["code"], "missing_field", "{error}");
        assert_eq!(error["field"], "preferences.quietHours.from");
        for (version, code) in
            [(Value::Null, "missing_field"), (json!(-1), "bad_field"), (json!("1"), "bad_field")]
        {
            let error = put(&mut phone, &defaults, &version).await;
            assert_eq!((&error["code"], &error["field"]), (&json!(code), &json!("version")), "{error}");
        }
        assert_eq!(get(&mut phone).await, (wanted, json!(1)), "nothing of all that has changed anything");
        assert_eq!(system.recipient(&trader.user).await.version, 1);
    });
}

/// Waits until the notification is stored; returns its details.
async fn stored(device: &mut Device, id: &str) -> Value {
    eventually("it is in the inbox", async || {
        let details = device.details(id).await;
        (details["type"] == "reply").then_some(details)
    })
    .await
}

/// Asserts that every delivery is suppressed for this reason.
fn assert_suppressed(details: &Value, reason: &str) {
    for line in details["deliveries"].as_array().unwrap() {
        assert_eq!((&line["state"], &line["reason"]), (&json!("suppressed"), &json!(reason)), "{details}");
    }
}

/// Returns the next notification that is not a notice of weakened preferences.
async fn wanted(device: &mut Device) -> Value {
    loop {
        let frame = device.notification().await;
        if frame["event"] != "preferences_weakened" {
            return frame;
        }
    }
}

#[test]
fn what_is_not_wanted_is_not_sent_and_what_is_mandatory_is() {
    on_shared(async |system| {
        let trader = Trader::with_profile(system, "picky").await;
        let mut device = Device::greet(system, &trader.user).await;
        let (mut preferences, version) = get(&mut device).await;
        preferences["newListing"]["minScore"] = json!(7);
        preferences["liquidationWarning"]["thresholdPercent"] = json!(110);
        preferences["orderFilled"]["enabled"] = json!(false);
        preferences["liquidation"]["channels"] = json!([]);
        let error = put(&mut device, &preferences, &version).await;
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!("bad_field"), &json!("preferences.liquidation.channels"))
        );
        let frame = json!({
            "action": "putPreferences", "preferences": preferences, "version": version, "confirmInAppOnly": true,
        });
        assert_eq!(device.request(frame).await["version"], 1);

        let exchange = &trader.exchange;
        for score in [6, 7] {
            let data = json!({"symbol": "NEW-USDT", "score": score});
            exchange.publish("p2", &[exchange.event(&format!("score-{score}"), "new_listing", data)]).await;
        }
        assert_suppressed(&stored(&mut device, "score-6").await, "min_score");
        assert_eq!(wanted(&mut device).await["id"], "score-7");

        for ratio in ["111", "110", "109"] {
            let mut call = exchange.margin_call(&format!("ratio-{ratio}"), &format!("p-{ratio}"));
            call["data"]["margin_ratio_percent"] = json!(ratio);
            trader.publish(call).await;
        }
        assert_suppressed(&stored(&mut device, "ratio-111").await, "threshold");
        assert_suppressed(&stored(&mut device, "ratio-110").await, "threshold");
        assert_eq!(wanted(&mut device).await["id"], "ratio-109");

        trader.publish(exchange.fill("fill-1")).await;
        assert_suppressed(&stored(&mut device, "fill-1").await, "disabled");

        trader.publish(exchange.liquidation("liq-1", "p-1")).await;
        assert_eq!(wanted(&mut device).await["id"], "liq-1");
        let details = trader.shown("liq-1", "email", "accepted").await;
        assert_eq!(delivery(&details, "websocket")[0]["state"], "pending", "{details}");
        for channel in ["push", "telegram", "sms"] {
            let line = delivery(&details, channel)[0];
            assert_eq!((&line["state"], &line["reason"]), (&json!("suppressed"), &json!("not_chosen")));
        }

        let reply = device.request(json!({"action": "getReachability"})).await;
        let reasons: Vec<_> =
            reply["channels"].as_array().unwrap().iter().map(|line| line["reason"].clone()).collect();
        let expected =
            [json!(null), json!("no_contact"), json!("no_contact"), json!(null), json!("not_chosen")];
        assert_eq!(reasons, expected, "{reply}");
        device.close().await;
    });
}
