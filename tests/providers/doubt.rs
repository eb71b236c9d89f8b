//! Possible duplicates: killed functions, and messages that are received twice.

use std::time::Duration;

use domain::Channel;
use domain::delivery::ledger::{DeliveryKey, Entry, LedgerState};
use domain::ids::{EventId, UserId};
use domain::recipient::contact::DeviceId;
use futures_util::future::join_all;
use ports::BatchRead as _;
use serde_json::json;
use support::{Device, System, Trader, delivery, eventually, eventually_within, kill, kill_all};
use usecases::deliver::Delivery;

use crate::{on_own, on_shared};

/// A killed function's messages are visible again after their queue's visibility timeout, 30 s for P0.
const COMES_AGAIN: Duration = Duration::from_mins(2);
/// The number of attempts to hit the moment between send and confirm.
const TRIES: usize = 3;
/// The number of e-mails in a batch. The mailboxes accept them one after the other.
const BATCH: usize = 8;

async fn entry(trader: &Trader<'_>, event: &str, channel: Channel, device: Option<&str>) -> Option<Entry> {
    let device = device.map(|id| DeviceId::parse(id).unwrap());
    let mut item = trader.system.notification(&trader.user, event).await?;
    item.ledger.remove(&DeliveryKey { channel, device })
}

#[test]
fn a_push_whose_function_dies_before_it_can_confirm_is_sent_again_under_the_same_collapse_id() {
    on_own("providers-doubt-push", async |system| {
        let trader = Trader::unknown(system, "killed");
        let mut device = Device::connect(system, &trader.user).await;
        let id = trader.register(&mut device, 1).await;
        trader.leave(device).await;
        // Firebase accepts it at once, and its answer is late: before the function's timeout, and late enough
        // to kill the function.
        let fault =
            json!({"channel": "push", "kind": "latency", "milliseconds": 1_900, "to": trader.token(1)});
        system.fault(fault).await;
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        eventually("Firebase has it", async || trader.pushes(1, "liq-1").await.pop()).await;
        assert!(kill_all(system, "deliver-push-p0") > 0, "nobody was there to be killed");
        let claimed = entry(&trader, "liq-1", Channel::Push, Some(&id)).await.unwrap();
        assert!(matches!(claimed.state, LedgerState::Claimed { .. }), "it was confirmed: {claimed:?}");

        let confirmed = eventually_within(COMES_AGAIN, "it is sent again, and confirmed", async || {
            let entry = entry(&trader, "liq-1", Channel::Push, Some(&id)).await?;
            (entry.state == LedgerState::Accepted).then_some(entry)
        })
        .await;
        assert_eq!((confirmed.tries, confirmed.possible_duplicates), (2, 1));
        let [first, second] = &trader.pushes(1, "liq-1").await[..] else { panic!("not sent twice") };
        assert!(first.accepted && second.accepted);
        let id =
            |sent: &support::Sent| sent.request["message"]["apns"]["headers"]["apns-collapse-id"].clone();
        assert_eq!(id(first), id(second));
        assert!(id(first).is_string());
        // Metrics are written at the end of the invocation, which may be a little later.
        eventually("it was counted", async || {
            let lines = crate::logs::lines(system);
            lines.iter().any(|line| line.contains("\"PossibleDuplicates\":1")).then_some(())
        })
        .await;
    });
}

/// Waits until an e-mail of one of these traders is between claim and confirmation, or all are confirmed.
async fn is_being_written(system: &System, traders: &[Trader<'_>]) {
    let event = EventId::parse("liq-1").unwrap();
    let keys: Vec<_> =
        traders.iter().map(|trader| (UserId::parse(&trader.user).unwrap(), event.clone())).collect();
    let email = DeliveryKey::of_channel(Channel::Email);
    // The loop has no pause: the moment lasts milliseconds.
    loop {
        let items = system.store().read(&[], &keys, &[]).await.unwrap().items;
        let states: Vec<_> = items.values().filter_map(|item| item.ledger.get(&email)).collect();
        let is_claimed = states.iter().any(|entry| matches!(entry.state, LedgerState::Claimed { .. }));
        let are_over = states.len() == keys.len() && states.iter().all(|entry| entry.state.is_terminal());
        if is_claimed || are_over {
            return;
        }
    }
}

#[test]
fn an_email_whose_function_dies_before_it_can_confirm_ends_as_unknown_and_another_channel_is_taken() {
    on_own("providers-doubt-email", async |system| {
        for attempt in 0..TRIES {
            let traders = join_all((0..BATCH).map(|_| Trader::with_profile(system, "unconfirmed"))).await;
            // A warm process can be found and killed: the search takes longer than an e-mail.
            let warm = &traders[0];
            warm.publish(warm.exchange.liquidation("warm", "p-0")).await;
            warm.shown("warm", "email", "accepted").await;
            let pids = system.stack.processes("deliver-email-p0");
            let events: Vec<_> = traders
                .iter()
                .map(|trader| trader.exchange.liquidation("liq-1", "p-1").to_string())
                .collect();
            system.publish("p0", &events).await;
            is_being_written(system, &traders).await;
            kill(&pids);
            let states = eventually_within(COMES_AGAIN, "all e-mails have ended", async || {
                let entries =
                    join_all(traders.iter().map(|trader| entry(trader, "liq-1", Channel::Email, None))).await;
                let states: Option<Vec<_>> = entries.into_iter().map(|entry| Some(entry?.state)).collect();
                states.filter(|states| states.iter().all(|state| state.is_terminal()))
            })
            .await;
            let mut unknown = 0;
            for (trader, state) in traders.iter().zip(&states) {
                let emails = trader.emails().await.len() - usize::from(trader.user == warm.user);
                match state {
                    LedgerState::Accepted => assert_eq!(emails, 1),
                    LedgerState::Unknown => {
                        assert!(emails <= 1, "written twice");
                        unknown += 1;
                        // The trader does not ack and no other channel was planned: the ladder sends an SMS.
                        trader.shown("liq-1", "sms", "accepted").await;
                        let texts = trader.sms().await.len() - usize::from(trader.user == warm.user);
                        assert_eq!(texts, 1, "texted once");
                        assert_eq!(delivery(&trader.details("liq-1").await, "email")[0]["state"], "unknown");
                    }
                    other => panic!("{other:?}"),
                }
            }
            if unknown > 0 {
                return;
            }
            assert!(attempt + 1 < TRIES, "no kill hit an e-mail between claim and confirmation");
        }
    });
}

/// Returns the message that `route` puts into a channel's queue.
fn message(trader: &Trader<'_>, event: &str, device: Option<&str>) -> String {
    Delivery {
        user_id: UserId::parse(&trader.user).unwrap(),
        event_id: EventId::parse(event).unwrap(),
        device: device.map(|id| DeviceId::parse(id).unwrap()),
        expires_at: None,
        redriven_at: None,
        repeat: 0,
        dismisses: false,
    }
    .encode()
}

#[test]
fn a_message_of_a_channels_queue_that_comes_again_is_sent_once() {
    on_shared(async |system| {
        let trader = Trader::with_profile(system, "twice").await;
        let mut device = Device::connect(system, &trader.user).await;
        let id = trader.register(&mut device, 1).await;
        trader.link(&mut device).await;
        trader.leave(device).await;
        // Telegram and Firebase answer late, so that the repeats meet an active claim.
        for (channel, to) in [("push", trader.token(1)), ("telegram", trader.chat.to_string())] {
            let fault = json!({"channel": channel, "kind": "latency", "milliseconds": 1_500, "to": to});
            system.fault(fault).await;
        }
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        eventually("the providers have it", async || {
            (trader.pushes(1, "liq-1").await.len() + trader.chats().await.len() == 2).then_some(())
        })
        .await;
        let repeats = [
            ("PushP0", message(&trader, "liq-1", Some(&id))),
            ("TelegramP0", message(&trader, "liq-1", None)),
            ("EmailP0", message(&trader, "liq-1", None)),
            ("SmsP0", message(&trader, "liq-1", None)),
        ];
        let put_all = async || {
            for (queue, body) in &repeats {
                system.put(system.queue(queue), body).await;
                system.put(system.queue(queue), body).await;
            }
        };
        put_all().await;
        for channel in ["push", "telegram", "email", "sms"] {
            trader.shown("liq-1", channel, "accepted").await;
        }
        // The messages are sent once more after everything is done.
        put_all().await;
        for (queue, _) in &repeats {
            system.drained(system.queue(queue)).await;
        }
        let sent = [
            trader.pushes(1, "liq-1").await.len(),
            trader.chats().await.len(),
            trader.emails().await.len(),
            trader.sms().await.len(),
        ];
        assert_eq!(sent, [1, 1, 1, 1]);
        let details = trader.details("liq-1").await;
        for line in
            details["deliveries"].as_array().unwrap().iter().filter(|line| line["channel"] != "websocket")
        {
            assert_eq!(line["attempts"].as_array().unwrap().len(), 1, "{details}");
        }
    });
}
