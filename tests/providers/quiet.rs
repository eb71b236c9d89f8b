//! Quiet hours and daily reports, by the trader's local time, as the schedule of every minute has them.

use std::time::Duration;

use domain::Time;
use domain::ids::EventId;
use futures_util::future::join_all;
use ports::minute_of;
use serde_json::{Value, json};
use support::{Device, Sent, System, Trader, delivery, eventually, eventually_within, kill_all, now};

use crate::{on_own, on_shared};

/// A zone without daylight saving time, with an offset that is not a whole number of hours.
const ZONE: &str = "Asia/Kolkata";
const AHEAD: Duration = Duration::from_mins(330);

/// The maximum delay of a scheduled action: the local stack checks every 10 s whether a minute has begun, and
/// the machine may be slow.
const LATE: Duration = Duration::from_secs(80);

/// The maximum duration of everything that has to happen before.
const BEFORE: Duration = Duration::from_mins(1);

/// The number of attempts to hit the moment between the beginning and the end of a run.
const TRIES: usize = 5;
/// The number of traders whose quiet hours end at once.
const SLEEPERS: usize = 8;

/// Returns the trader's local time as `HH:MM`.
fn clock(at: Time) -> String {
    let minutes = at.plus(AHEAD).as_seconds() / 60 % (24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Returns the trader's local date.
fn date(at: Time) -> String {
    at.plus(AHEAD).to_string()[..10].to_owned()
}

/// Returns the time from now until `at`, plus `late`.
fn until(at: Time, late: Duration) -> Duration {
    let left = u64::try_from(at.as_millis() - now().as_millis()).unwrap_or_default();
    Duration::from_millis(left) + late
}

async fn sleeps_until(trader: &Trader<'_>, end: Time) {
    let from = clock(now().minus(Duration::from_hours(1)));
    let quiet = json!({"enabled": true, "from": from, "to": clock(end)});
    trader.prefer(json!({"timeZone": ZONE, "quietHours": quiet})).await;
}

/// Returns the messages that Firebase received for this device, except security notices.
async fn pushed(trader: &Trader<'_>, number: usize) -> Vec<Sent> {
    let token = trader.token(number);
    trader
        .system
        .sent("push")
        .await
        .into_iter()
        .filter(|sent| sent.to == token && !sent.is_notice())
        .collect()
}

/// Waits until no check of the trader is due within an hour, and no message is on its way
/// to Firebase and Telegram.
async fn is_over(trader: &Trader<'_>) {
    eventually_within(LATE * 2, "nobody has to look at the trader any more", async || {
        let soon = now().plus(Duration::from_hours(1));
        trader.wakes().await.into_iter().all(|at| at > soon).then_some(())
    })
    .await;
    for queue in ["PushP1", "TelegramP1"] {
        trader.system.drained(trader.system.queue(queue)).await;
    }
}

fn has_left_in(item: Option<&domain::routing::notification::InboxItem>) -> Option<EventId> {
    item?.released_as.clone()
}

#[test]
fn what_comes_at_night_is_silent_and_leaves_as_one_message_when_the_night_is_over() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "asleep").await;
        let mut device = Device::greet(system, &trader.user).await;
        let end = minute_of(now().plus(BEFORE));
        sleeps_until(&trader, end).await;
        let alerts = ["alert-1", "alert-2"].map(|id| trader.exchange.price_alert(id, ""));
        trader.exchange.publish("p1", &alerts).await;
        trader.exchange.publish("p2", &[trader.exchange.weekly_report("weekly-1")]).await;
        let mut silent = Vec::new();
        while silent.len() < 3 {
            let frame = device.notification().await;
            assert_eq!(frame["silent"], true, "{frame}");
            silent.push(frame["id"].as_str().unwrap().to_owned());
        }
        silent.sort_unstable();
        assert_eq!(silent, ["alert-1", "alert-2", "weekly-1"]);
        let waiting =
            [("alert-1", "push"), ("alert-1", "telegram"), ("alert-2", "push"), ("weekly-1", "email")];
        for (id, channel) in waiting {
            let details = device.details(id).await;
            let lines = delivery(&details, channel);
            assert!(!lines.is_empty(), "{details}");
            for line in lines {
                let told = [&line["state"], &line["reason"], &line["until"], &line["attempts"]];
                assert_eq!(
                    told,
                    [&json!("deferred"), &json!("quiet_hours"), &json!(end), &json!([])],
                    "{details}"
                );
            }
        }
        // A critical notification interrupts quiet hours.
        trader.exchange.publish_fill("fill-1").await;
        let frame = device.notification().await;
        assert_eq!((&frame["id"], &frame["silent"]), (&json!("fill-1"), &json!(false)));
        for channel in ["push", "telegram"] {
            trader.shown("fill-1", channel, "accepted").await;
        }
        assert!(now() < end, "the machine is too slow to tell anything");
        assert_eq!((pushed(&trader, 1).await.len(), trader.chats().await.len()), (1, 1));

        // Only the schedule releases them.
        eventually_within(until(end, LATE), "what waited has left", async || {
            for (id, channel) in waiting {
                let details = device.details(id).await;
                let lines = delivery(&details, channel);
                if !lines.iter().all(|line| line["state"] == "accepted") {
                    return None;
                }
                assert!(lines.iter().all(|line| line["attempts"][0]["result"] == "accepted"), "{details}");
            }
            Some(())
        })
        .await;
        is_over(&trader).await;
        let [_, chat] = &trader.chats().await[..] else { panic!("not one message for the night") };
        assert!(chat.text.contains("2 notifications from your quiet hours"), "{}", chat.text);
        let mut all = vec![chat.clone()];
        for number in [1, 2] {
            let [_, push] = &pushed(&trader, number).await[..] else { panic!("not one push for the night") };
            assert_eq!(push.shown().0, "2 notifications from your quiet hours");
            all.push(push.clone());
        }
        for sent in &all {
            assert!(sent.accepted && sent.at >= end && sent.at <= end.plus(LATE), "{:?} for {end}", sent.at);
        }
        // The report is sent individually.
        let [email] = &trader.emails().await[..] else { panic!("not one e-mail") };
        assert!(email.text.contains("310.25"), "{}", email.text);
        // No part of it is another notification in the app.
        let (reply, pending) = device.hello(None).await;
        assert_eq!((pending.len(), &reply["unread"]), (4, &json!(4)), "{reply}");
    });
}

#[test]
fn of_a_run_that_is_killed_and_of_two_at_once_each_notification_leaves_once() {
    on_own("providers-release", async |system| {
        for attempt in 0..TRIES {
            let traders = join_all((0..SLEEPERS).map(|_| asleep_with_two_alerts(system))).await;
            let is_bound = async |trader: &Trader<'_>| {
                has_left_in(system.notification(&trader.user, "alert-1").await.as_ref()).is_some()
            };
            // A process must be running to be killed: a process that starts only now takes longer than a run.
            system.tick().await;
            // The quiet hours end for all of them at once.
            let woken = minute_of(now().minus(Duration::from_mins(2)));
            join_all(traders.iter().map(async |trader| {
                trader
                    .prefer(json!({"quietHours": {"enabled": false, "from": "23:00", "to": "07:00"}}))
                    .await;
                trader.wake(woken).await;
            }))
            .await;
            let killed = async {
                // The loop has no pause: the moment lasts milliseconds.
                while !is_bound(&traders[0]).await && !is_bound(&traders[SLEEPERS - 1]).await {}
                kill_all(system, "release")
            };
            let (_, _, killed) = futures_util::join!(system.tick(), system.tick(), killed);
            let mut was_hit = false;
            for trader in &traders {
                was_hit |= killed > 0 && is_bound(trader).await && trader.wakes().await.contains(&woken);
            }

            let (_, _) = futures_util::join!(system.tick(), system.tick());
            join_all(traders.iter().map(is_over)).await;
            for trader in &traders {
                let [push] = &pushed(trader, 1).await[..] else { panic!("not one push for {}", trader.user) };
                assert!(push.accepted);
                assert_eq!(push.shown().0, "2 notifications from your quiet hours");
                for id in ["alert-1", "alert-2"] {
                    let item = system.notification(&trader.user, id).await;
                    assert_eq!(has_left_in(item.as_ref()).unwrap().as_str(), push.event());
                }
            }
            if was_hit {
                return;
            }
            assert!(attempt + 1 < TRIES, "no kill hit a run between its first and its last write");
        }
    });
}

async fn asleep_with_two_alerts(system: &System) -> Trader<'_> {
    let trader = Trader::unknown(system, "released");
    let mut device = Device::connect(system, &trader.user).await;
    trader.register(&mut device, 1).await;
    trader.leave(device).await;
    sleeps_until(&trader, now().plus(Duration::from_hours(2))).await;
    let alerts = ["alert-1", "alert-2"].map(|id| trader.exchange.price_alert(id, ""));
    trader.exchange.publish("p1", &alerts).await;
    eventually("both wait", async || (trader.waiting().await == 2).then_some(())).await;
    trader
}

#[test]
fn a_daily_report_comes_once_at_its_minute_with_what_happened() {
    on_shared(async |system| {
        let trader = Trader::with_profile(system, "reported").await;
        let mut device = Device::greet(system, &trader.user).await;
        let deposit = json!({"deposit_id": "1", "asset": "BTC", "amount": "2"});
        let events = [
            ("p0", trader.exchange.fill("fill-1")),
            ("p1", trader.exchange.price_alert("alert-1", "")),
            ("p1", trader.exchange.price_alert("alert-2", "")),
            ("p1", trader.exchange.event("deposit-1", "deposit_credited", deposit)),
            ("p2", trader.exchange.weekly_report("weekly-1")),
        ];
        for (queue, event) in &events {
            trader.exchange.publish(queue, std::slice::from_ref(event)).await;
        }
        for _ in &events {
            device.notification().await;
        }
        trader.known("the profit of the week", |recipient| recipient.pnl.is_some()).await;
        let at = minute_of(now().plus(Duration::from_secs(40)));
        let wish = json!({"enabled": true, "channels": ["websocket", "email"], "time": clock(at)});
        // Its time is the trader's choice, and takes precedence over quiet hours.
        let night = json!({"enabled": true, "from": clock(at.minus(Duration::from_hours(1))), "to": clock(at.plus(Duration::from_hours(1)))});
        trader.prefer(json!({"timeZone": ZONE, "dailyReport": wish, "quietHours": night})).await;
        let id = format!("daily-report:{}", date(at));
        eventually_within(until(at, LATE), "the report is there", async || {
            system.notification(&trader.user, &id).await
        })
        .await;

        let frame = device.notification().await;
        assert_eq!((&frame["id"], &frame["event"]), (&json!(id), &json!("daily_report")));
        assert_eq!((&frame["silent"], &frame["timestamp"]), (&json!(false), &json!(at)));
        let data: Value = json!({
            "day": date(at), "realized_pnl": "310.25", "currency": "USDT",
            "fills": 1, "alerts": 2, "deposits": 1, "accruals": 0,
        });
        assert_eq!(frame["data"], data);
        trader.shown(&id, "email", "accepted").await;
        // A trader who is checked again for the same minute gets no second report.
        let tomorrow = at.plus(Duration::from_hours(24));
        eventually("the next one is in the schedule", async || {
            (trader.wakes().await == [tomorrow]).then_some(())
        })
        .await;
        trader.wake(at).await;
        system.tick().await;
        eventually("nothing else is", async || (trader.wakes().await == [tomorrow]).then_some(())).await;
        for queue in ["P2", "WebsocketP2", "EmailP2"] {
            system.drained(system.queue(queue)).await;
        }
        let emails = trader.emails().await;
        let reports = emails.iter().filter(|email| email.subject.starts_with("Daily report"));
        let reports: Vec<_> = reports.collect();
        let [report] = reports[..] else { panic!("not one report: {reports:?}") };
        assert!(report.text.contains("1 fill") && report.text.contains("2 price alerts"), "{}", report.text);
        let list = device.request(json!({"action": "listNotifications"})).await;
        let reports = list["notifications"].as_array().unwrap().iter();
        assert_eq!(reports.filter(|frame| frame["event"] == "daily_report").count(), 1, "{list}");
    });
}
