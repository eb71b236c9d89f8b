//! Acks and other frames from outside a socket: by the handle of a message, and as requests with a bearer
//! token.

use std::time::Duration;

use domain::Time;
use serde_json::{Value, json};
use support::{Device, Requests, Sent, System, Trader, delivery, eventually, eventually_within, now};

use crate::text::NOTE;
use crate::{logs, on_shared};

/// The time that the ladder waits for an ack.
const STEP: Duration = Duration::from_secs(20);
/// The time after which a margin call is pushed again.
const REPEAT: Duration = Duration::from_mins(1);
/// The time that "at once" may take while several stacks share a small machine.
const SECONDS: Duration = Duration::from_secs(15);

/// Returns a trader with devices of these numbers and no other contact.
async fn with_devices<'a>(system: &'a System, prefix: &str, numbers: &[usize]) -> Trader<'a> {
    let trader = Trader::unknown(system, prefix);
    let mut device = Device::connect(system, &trader.user).await;
    for number in numbers {
        trader.register(&mut device, *number).await;
    }
    // The first device has none before it that could be notified.
    if numbers.len() > 1 {
        trader.reads_notices(&mut device, numbers.len() - 1).await;
    }
    trader.leave(device).await;
    trader
}

/// Waits until this event has been pushed to the `number`th device, and returns the message.
async fn pushed(trader: &Trader<'_>, number: usize, event: &str) -> Sent {
    eventually("a push", async || trader.pushes(number, event).await.pop()).await
}

fn handle(push: &Sent) -> String {
    push.ack_handle().unwrap_or_else(|| panic!("no handle: {}", push.request)).to_owned()
}

/// Lets time pass until `at`.
async fn wait_for(at: Time) {
    tokio::time::sleep(Duration::from_millis(at.millis_since(now()))).await;
}

fn json_of(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|_| panic!("no JSON: {body}"))
}

#[test]
fn an_ack_from_a_push_ends_the_ladder_and_takes_the_other_messages_back() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "pressing").await;
        let recipient = system.recipient(&trader.user).await;
        let id_of = |number: usize| {
            let token = trader.token(number);
            recipient.devices.iter().find(|device| device.token.expose() == token).unwrap().id.to_string()
        };
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        let push = pushed(&trader, 2, "liq-1").await;
        let other = pushed(&trader, 1, "liq-1").await;
        assert_ne!(handle(&push), handle(&other), "each message has a handle of its own");
        for channel in ["push", "telegram"] {
            trader.shown("liq-1", channel, "accepted").await;
        }
        let before = now();
        wait_for(push.at.plus(Duration::from_secs(3))).await;

        let (status, text) = system.ack(&handle(&push)).await;
        let acked = json_of(&text);
        assert_eq!((status, &acked["acked"]), (200, &json!(true)), "{text}");
        let at: Time = serde_json::from_value(acked["at"].clone()).unwrap();
        assert!(before <= at && at <= now(), "{text}");
        assert_eq!(acked["by"], json!({"channel": "push", "device": id_of(2)}));
        // The first ack counts, from wherever it is repeated.
        assert_eq!(system.ack(&handle(&push)).await, (200, text.clone()));
        assert_eq!(system.ack(&handle(&other)).await, (200, text));

        let details = trader.details("liq-1").await;
        assert_eq!((&details["ackedAt"], &details["ackedBy"]), (&acked["at"], &acked["by"]), "{details}");
        for line in delivery(&details, "push") {
            let dismissal =
                if line["device"] == id_of(2) { Value::Null } else { json!("dismissal_requested") };
            assert_eq!(line["dismissal"], dismissal, "{details}");
        }
        assert_eq!(delivery(&details, "telegram")[0]["dismissal"], "dismissal_requested", "{details}");
        assert_eq!(delivery(&details, "email")[0]["dismissal"], Value::Null, "an e-mail stays: {details}");

        let end = push.at.plus(STEP + Duration::from_secs(10));
        while now() < end {
            assert_eq!(trader.sms().await, [""; 0], "texted after the ack");
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        assert_eq!(system.notification(&trader.user, "liq-1").await.unwrap().ladder_step, 0);
    });
}

#[test]
fn what_a_socket_has_only_received_is_texted_and_not_pending() {
    on_shared(async |system| {
        let trader = Trader::with_profile(system, "unattended").await;
        let mut page = Device::greet(system, &trader.user).await;
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        assert_eq!(page.notification().await["id"], "liq-1");
        let reply = page.request(json!({"action": "ack", "ids": ["liq-1"], "kind": "received"})).await;
        assert_eq!(reply["type"], "reply", "{reply}");
        let mut phone = Device::connect(system, &trader.user).await;
        assert_eq!(phone.hello_until_drained().await, [""; 0], "it is pending");

        eventually("an SMS", async || trader.sms().await.pop()).await;
        let details = phone.details("liq-1").await;
        assert_eq!(delivery(&details, "websocket")[0]["state"], "acked", "{details}");
        assert!(details["ackedBy"].is_null(), "it was not seen: {details}");
        let reply = phone.request(json!({"action": "ack", "ids": ["liq-1"]})).await;
        assert_eq!(reply["type"], "reply", "{reply}");
        assert_eq!(phone.details("liq-1").await["ackedBy"], json!({"channel": "websocket"}));
        trader.leave(page).await;
        trader.leave(phone).await;
    });
}

/// Returns the handle of a push of a notification that has expired.
async fn expired(trader: &Trader<'_>) -> String {
    // On a busy machine two seconds may be over before the push is sent.
    for seconds in [2, 4, 8, 16, 32] {
        let (id, expires_at) = (format!("liq-{seconds}"), now().plus(Duration::from_secs(seconds)));
        let mut event = trader.exchange.liquidation(&id, &id);
        event["expires_at"] = json!(expires_at);
        trader.publish(event).await;
        wait_for(expires_at).await;
        if let Some(push) = trader.pushes(2, &id).await.pop() {
            // The store and the functions have the clock of this machine.
            return handle(&push);
        }
    }
    panic!("no push within half a minute");
}

#[test]
fn handles_that_do_not_work_are_refused_alike_and_no_handle_is_in_a_log() {
    on_shared(async |system| {
        let trader = with_devices(system, "forging", &[1, 2]).await;
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        let valid = handle(&pushed(&trader, 2, "liq-1").await);
        let forged: String = valid.chars().rev().collect();
        let expired = expired(&trader).await;

        let refusal = system.ack(&forged).await;
        assert_eq!((refusal.0, &json_of(&refusal.1)["code"]), (404, &json!("not_found")), "{refusal:?}");
        let malformed = [&valid[1..], &format!("{valid}A"), &format!("{}!", &valid[1..]), "", "é", "{}"];
        for handle in [&expired].map(String::as_str).into_iter().chain(malformed) {
            assert_eq!(system.ack(handle).await, refusal, "{handle}");
        }
        let bodies = ["", "nonsense", "[]", "{}", r#"{"handle":7}"#, r#"{"handle":["x"]}"#];
        for body in bodies {
            assert_eq!(system.ack_with(body).await, refusal, "{body}");
        }
        let item = system.notification(&trader.user, "liq-1").await.unwrap();
        assert!(item.seen.is_none(), "acked by a handle that does not work");
        assert_eq!(system.ack(&valid).await.0, 200);
        logs::have_none_of(system, &[valid, forged, expired]);
    });
}

#[test]
fn a_margin_call_is_pushed_again_after_a_minute_unless_it_was_seen() {
    on_shared(async |system| {
        let seeing = with_devices(system, "seeing", &[1, 2]).await;
        let missing = with_devices(system, "missing", &[1, 2]).await;
        seeing.publish(seeing.exchange.margin_call("call-1", "p-1")).await;
        let push = pushed(&seeing, 2, "call-1").await;
        assert_eq!(system.ack(&handle(&push)).await.0, 200);
        let published_at = now();
        missing.publish(missing.exchange.margin_call("call-1", "p-1")).await;

        for number in [1, 2] {
            let pushes = eventually_within(REPEAT + support::DEADLINE, "it is pushed again", async || {
                let pushes = missing.pushes(number, "call-1").await;
                (pushes.len() == 2).then_some(pushes)
            })
            .await;
            assert!(published_at.plus(REPEAT) <= pushes[1].at, "too early: {:?}", pushes[1].at);
            assert!(pushes.iter().all(|push| push.accepted));
            assert_eq!(handle(&pushes[0]), handle(&pushes[1]), "the same message has the same handle");
        }
        // The repeat of the trader who has seen it was due before.
        assert_eq!(system.notification(&seeing.user, "call-1").await.unwrap().repeats, 0);
        for number in [1, 2] {
            assert_eq!(seeing.pushes(number, "call-1").await.len(), 1, "pushed again after the ack");
        }
        assert_eq!(system.ack(&handle(&pushed(&missing, 1, "call-1").await)).await.0, 200);
    });
}

#[test]
fn a_request_does_what_a_frame_on_a_socket_does() {
    on_shared(async |system| {
        let trader = Trader::unknown(system, "socketless");
        let requests = Requests::of(system, &trader.user);
        let (status, reply) = requests.send(json!({"action": "getPreferences"})).await;
        assert_eq!((status, &reply["type"], &reply["version"]), (200, &json!("reply"), &json!(0)), "{reply}");
        assert!(reply["preferences"]["liquidation"].is_object(), "{reply}");

        trader
            .exchange
            .publish("p0", &[trader.exchange.fill("fill-1"), trader.exchange.fill("fill-2")])
            .await;
        let list = eventually("the fills are listed", async || {
            let (_, list) = requests.send(json!({"action": "listNotifications"})).await;
            (list["notifications"].as_array()?.len() == 2).then_some(list)
        })
        .await;
        assert_eq!(list["notifications"][0]["acked"], false, "{list}");

        let mut socket = Device::greet(system, &trader.user).await;
        let (status, hello) = requests.send(json!({"action": "hello"})).await;
        assert_eq!((status, &hello["sent"], &hello["more"]), (200, &json!(2), &json!(false)), "{hello}");
        let frames = hello["notifications"].as_array().unwrap();
        assert!(frames.iter().all(|frame| frame["type"] == "notification"), "{hello}");
        let mut ids: Vec<_> = frames.iter().map(|frame| frame["id"].as_str().unwrap()).collect();
        ids.sort_unstable();
        assert_eq!(ids, ["fill-1", "fill-2"]);

        let (status, reply) = requests.send(json!({"action": "ack", "ids": ["fill-1"]})).await;
        assert_eq!((status, &reply["type"]), (200, &json!("reply")), "{reply}");
        let (_, hello) = requests.send(json!({"action": "hello"})).await;
        assert_eq!(
            (&hello["sent"], &hello["notifications"][0]["id"]),
            (&json!(1), &json!("fill-2")),
            "{hello}"
        );
        let (_, reply) = requests.send(json!({"action": "markRead", "ids": ["fill-2"]})).await;
        assert_eq!(reply["unread"], 1, "{reply}");
        let read = socket.next_pushed().await;
        assert_eq!((&read["type"], &read["ids"]), (&json!("read"), &json!(["fill-2"])), "{read}");
        trader.leave(socket).await;
    });
}

#[test]
fn a_bad_request_is_answered_with_the_error_frame() {
    on_shared(async |system| {
        let trader = Trader::unknown(system, "mistaken");
        let requests = Requests::of(system, &trader.user);
        let frame = json!({"action": "getPreferences", "requestId": "r"}).to_string();
        let forged = Requests::with_token(system, format!("{}x", system.token(&trader.user)));
        for refused in [forged, Requests::with_token(system, String::new())] {
            let (status, error) = refused.send_text(frame.clone()).await;
            assert_eq!((status, &error["code"]), (401, &json!("unauthorized")), "{error}");
            assert!(error["message"].is_string(), "{error}");
        }
        let cases = [
            (json!({"action": "fly"}), 400, "unknown_action", "action"),
            (json!({"action": "ack"}), 400, "missing_field", "ids"),
            (json!({"action": "ack", "ids": [7]}), 400, "bad_field", "ids.0"),
            (json!({"action": "getNotification", "id": "nobody-s"}), 404, "not_found", "id"),
        ];
        for (frame, status, code, field) in cases {
            let answer = requests.send(frame.clone()).await;
            let expected = json!({"type": "error", "code": code, "field": field});
            let found =
                json!({"type": answer.1["type"], "code": answer.1["code"], "field": answer.1["field"]});
            assert_eq!((answer.0, found), (status, expected), "{frame}");
        }
        let (status, error) = requests.send_text("{nonsense").await;
        assert_eq!(
            (status, &error["type"], &error["code"]),
            (400, &json!("error"), &json!("bad_json")),
            "{error}"
        );
        let (status, error) = requests.send_text(r#"{"action":"ping"}"#).await;
        assert_eq!((status, &error["code"]), (400, &json!("missing_field")), "{error}");
        let large = json!({"action": "ping", "padding": "x".repeat(17 * 1024)});
        let (status, error) = requests.send(large).await;
        assert_eq!((status, &error["code"]), (413, &json!("too_large")), "{error}");
    });
}

#[test]
fn a_trader_can_test_the_channels_once_in_ten_minutes() {
    on_shared(async |system| {
        let trader = with_devices(system, "testing", &[2]).await;
        let requests = Requests::of(system, &trader.user);
        let test = json!({"action": "testDelivery", "channels": ["websocket", "push"]});
        let (status, reply) = requests.send(test.clone()).await;
        assert_eq!((status, &reply["type"]), (200, &json!("reply")), "{reply}");
        let id = reply["id"].as_str().unwrap();
        assert!(pushed(&trader, 2, id).await.accepted);
        let details = trader.shown(id, "push", "accepted").await;
        assert_eq!(details["notification"]["event"], "delivery_test", "{details}");

        let mut answer = requests.send(test.clone()).await;
        if answer.0 == 200 {
            // The next ten minutes had just begun.
            answer = requests.send(test).await;
        }
        assert_eq!((answer.0, &answer.1["type"]), (409, &json!("error")), "{}", answer.1);
        assert_eq!(answer.1["code"], "limit_reached");
    });
}

#[test]
fn a_liquidation_does_not_wait_behind_twenty_other_pushes_to_an_android_device() {
    on_shared(async |system| {
        for with_fills in [true, false] {
            let trader = with_devices(system, "trading", &[2]).await;
            let events: Vec<Value> = (0..20)
                .map(|n| {
                    let id = format!("event-{n}");
                    if with_fills {
                        trader.exchange.fill(&id)
                    } else {
                        // A market of its own, or the fourth would be merged with those after it.
                        let mut alert = trader.exchange.price_alert(&id, NOTE);
                        alert["data"]["symbol"] = json!(format!("M{n}-USDT"));
                        alert
                    }
                })
                .collect();
            trader.exchange.publish(if with_fills { "p0" } else { "p1" }, &events).await;
            let sent = async || {
                let all = system.sent("push").await.into_iter();
                all.filter(|sent| sent.to == trader.token(2) && sent.accepted).collect::<Vec<_>>()
            };
            eventually("twenty pushes", async || (sent().await.len() == 20).then_some(())).await;

            trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
            let push =
                eventually_within(SECONDS, "the liquidation", async || trader.pushes(2, "liq-1").await.pop())
                    .await;
            assert!(push.accepted && !push.is_held, "{push:?}");
            let message = &push.request["message"];
            assert!(
                message["android"]["collapse_key"].is_null() && message["notification"].is_null(),
                "{message}"
            );
            assert_eq!(message["android"]["priority"], "high");
            assert_eq!(sent().await.len(), 21, "it was not merged with the others");
        }
    });
}
