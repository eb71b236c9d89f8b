//! Contacts that turn out to be invalid.

use domain::Channel;
use serde_json::{Value, json};
use support::{Device, System, Trader, delivery, eventually};

use crate::on_shared;

/// Returns a trader with two devices and no other contact, and the ids of the devices.
async fn with_devices<'a>(system: &'a System, prefix: &str) -> (Trader<'a>, [String; 2]) {
    let trader = Trader::unknown(system, prefix);
    let mut device = Device::connect(system, &trader.user).await;
    let ids = [trader.register(&mut device, 1).await, trader.register(&mut device, 2).await];
    trader.reads_notices(&mut device, 1).await;
    trader.leave(device).await;
    (trader, ids)
}

fn of_device<'v>(details: &'v Value, id: &str) -> &'v Value {
    let lines = delivery(details, "push");
    lines.into_iter().find(|line| line["device"] == id).unwrap_or_else(|| panic!("{details}"))
}

/// Waits until the second device has this event.
async fn second_has(trader: &Trader<'_>, event: &str) {
    eventually("the second device has it", async || trader.pushes(2, event).await.pop()).await;
}

#[test]
fn a_token_that_firebase_does_not_know_any_more_is_used_no_more() {
    on_shared(async |system| {
        let (trader, [gone, kept]) = with_devices(system, "uninstalled").await;
        system.fault(json!({"channel": "push", "kind": "unregistered", "to": trader.token(1)})).await;
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        let recipient =
            trader.known("the device is forgotten", |recipient| recipient.devices.len() == 1).await;
        assert_eq!(recipient.devices[0].id.as_str(), kept);
        second_has(&trader, "liq-1").await;

        let details = eventually("the delivery has ended", async || {
            let details = trader.details("liq-1").await;
            let push = delivery(&details, "push");
            push.iter().all(|line| line["state"] != "pending").then_some(details.clone())
        })
        .await;
        let line = of_device(&details, &gone);
        assert_eq!((&line["state"], &line["reason"]), (&json!("dead_lettered"), &json!("gone")), "{details}");
        assert_eq!(line["attempts"][0]["result"], "gone");
        assert_eq!(of_device(&details, &kept)["state"], "accepted");

        trader.publish(trader.exchange.liquidation("liq-2", "p-2")).await;
        second_has(&trader, "liq-2").await;
        let details = trader.shown("liq-2", "push", "accepted").await;
        assert_eq!(delivery(&details, "push").len(), 1, "{details}");
        assert_eq!(trader.pushes(1, "liq-2").await.len(), 0);

        // The app is installed again, and the trader removes the device.
        let mut device = Device::connect(system, &trader.user).await;
        assert_eq!(trader.register(&mut device, 1).await, gone);
        assert_eq!(system.recipient(&trader.user).await.devices.len(), 2);
        for _ in 0..2 {
            let reply = device.request(json!({"action": "removeDevice", "deviceId": gone})).await;
            assert_eq!(reply["type"], "reply", "{reply}");
        }
        assert_eq!(system.recipient(&trader.user).await.devices.len(), 1);
        trader.leave(device).await;
    });
}

#[test]
fn a_token_stays_when_firebase_calls_the_message_wrong() {
    on_shared(async |system| {
        let (trader, [refused, kept]) = with_devices(system, "ambiguous").await;
        system.fault(json!({"channel": "push", "kind": "invalid_argument", "to": trader.token(1)})).await;
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        second_has(&trader, "liq-1").await;
        let details = eventually("the delivery has ended", async || {
            let details = trader.details("liq-1").await;
            (of_device(&details, &refused)["state"] == "dead_lettered").then_some(details)
        })
        .await;
        assert_eq!(of_device(&details, &refused)["reason"], "refused", "{details}");
        assert_eq!(of_device(&details, &kept)["state"], "accepted");
        assert_eq!(system.recipient(&trader.user).await.devices.len(), 2);

        trader.publish(trader.exchange.liquidation("liq-2", "p-2")).await;
        trader.shown("liq-2", "push", "accepted").await;
        assert!(trader.pushes(1, "liq-2").await[0].accepted);
    });
}

#[test]
fn a_chat_that_blocked_the_bot_is_used_no_more() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "blocked").await;
        system.fault(json!({"channel": "telegram", "kind": "403", "to": trader.chat.to_string()})).await;
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        trader.known("the chat is forgotten", |recipient| recipient.chat.is_none()).await;
        let details = trader.shown("liq-1", "telegram", "dead_lettered").await;
        assert_eq!(delivery(&details, "telegram")[0]["reason"], "gone");
        trader.publish(trader.exchange.liquidation("liq-2", "p-2")).await;
        let details = trader.shown("liq-2", "telegram", "suppressed").await;
        assert_eq!(delivery(&details, "telegram")[0]["reason"], "no_contact");
        assert_eq!(trader.chats().await.len(), 1);
    });
}

/// The queues of events and of profiles have no common order.
#[test]
fn a_notice_of_a_changed_address_goes_to_the_old_and_the_new_one_whichever_message_comes_first() {
    on_shared(async |system| {
        for is_profile_first in [true, false] {
            let trader = Trader::with_profile(system, "moving").await;
            let new = format!("{}.{}-new@example.com", support::MAILBOXES, trader.user);
            let data = json!({"change_id": "c-1", "kind": "email", "new_masked": "•••@example.com"});
            let notice = trader.exchange.event("c-1", "contact_changed", data);
            if is_profile_first {
                trader.publish_profile(json!({"email": new})).await;
                let is_new = |recipient: &domain::recipient::Recipient| {
                    recipient.email().is_some_and(|email| email.expose() == new)
                };
                trader.known("the new mailbox", is_new).await;
                trader.publish(notice).await;
            } else {
                trader.publish(notice).await;
                eventually("the old mailbox has it", async || trader.notices().await.pop()).await;
                trader.publish_profile(json!({"email": new})).await;
            }
            let details = trader.shown("c-1", "email", "accepted").await;
            let devices: Vec<_> =
                delivery(&details, "email").iter().map(|line| line["device"].clone()).collect();
            assert_eq!(devices, [Value::Null, json!("other")], "{details}");
            assert_eq!((trader.notices().await.len(), system.emails(&new).await.len()), (1, 1));
        }
    });
}

async fn feedback(system: &System, message: Value) {
    let topic = &system.stack.info().topics.email_events;
    let message = message.to_string();
    let parameters = [("TopicArn", topic.as_str()), ("Message", &message)];
    system.stack.aws().query("sns", "2010-03-31", "Publish", &parameters).await.unwrap();
}

#[test]
fn a_mailbox_that_bounces_or_complains_gets_no_more_emails() {
    on_shared(async |system| {
        let bounces = |address: &str, kind: &str| {
            json!({"eventType": "Bounce", "bounce": {
                "bounceType": kind, "bouncedRecipients": [{"emailAddress": address}],
            }})
        };
        let complains = |address: &str| {
            json!({"notificationType": "Complaint", "complaint": {
                "complainedRecipients": [{"emailAddress": address}],
            }})
        };
        for is_complaint in [false, true] {
            let trader = Trader::with_profile(system, "bouncing").await;
            // A full mailbox is written to again: the next message of the topic shows that
            // the bounce was processed.
            feedback(system, bounces(&trader.email, "Transient")).await;
            trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
            trader.shown("liq-1", "email", "accepted").await;

            let shouted = trader.email.replace("example.com", "EXAMPLE.com");
            let dead = if is_complaint { complains(&shouted) } else { bounces(&shouted, "Permanent") };
            feedback(system, dead).await;
            trader.known("the mailbox is retired", |recipient| !recipient.is_reachable(Channel::Email)).await;
            trader.publish(trader.exchange.liquidation("liq-2", "p-2")).await;
            let details = trader.shown("liq-2", "email", "suppressed").await;
            assert_eq!(delivery(&details, "email")[0]["reason"], "no_contact", "{details}");
            assert_eq!(trader.emails().await.len(), 1);

            // When the exchange states the address again it is valid again, and so is another one.
            let other = format!("{}.{}x@example.com", support::MAILBOXES, trader.user);
            trader.publish_profile(json!({"email": trader.email})).await;
            trader
                .known("the mailbox is stated again", |recipient| recipient.is_reachable(Channel::Email))
                .await;
            trader.publish(trader.exchange.liquidation("liq-again", "p-again")).await;
            trader.shown("liq-again", "email", "accepted").await;
            assert_eq!(trader.emails().await.len(), 2);
            trader.publish_profile(json!({"email": other})).await;
            let is_other = |recipient: &domain::recipient::Recipient| {
                recipient.email().is_some_and(|email| email.expose() == other)
            };
            trader.known("the other mailbox", is_other).await;
            trader.publish(trader.exchange.liquidation("liq-3", "p-3")).await;
            trader.shown("liq-3", "email", "accepted").await;
            assert_eq!((trader.emails().await.len(), system.emails(&other).await.len()), (2, 1));
        }
    });
}
