//! Merged messages: each replaces the one before.

use domain::delivery::ledger::{DeliveryKey, Verdict};
use domain::event::data::EventData;
use domain::recipient::Recipient;
use domain::recipient::contact::{DeviceId, Platform};
use domain::routing::merged::{Merged, Part, Slot};
use domain::{Channel, EventId, EventType, Priority, Time};
use ports::Provider as _;
use sandbox::Fault;
use serde_json::Value;

use crate::push_request::message;
use crate::sample::{Sample, handle};
use crate::sandbox::Providers;

/// Returns a merged message of `fills` that replaces the message of this id.
fn merged(channel: Channel, at: &str, fills: u32, replaces: Option<&str>) -> Sample {
    let device = (channel == Channel::Push).then(|| DeviceId::parse("d-1").unwrap());
    let now: Time = format!("2026-11-23T{at}Z").parse().unwrap();
    let slot = Slot::at(&DeliveryKey { channel, device }, Priority::P0, now);
    let mut sample = Sample::usual(EventType::OrderFilled);
    let user = sample.event.user_id.clone();
    let parts = (0..fills).map(|number| Part {
        id: EventId::parse(format!("f-{number}")).unwrap(),
        ..Part::of(&sample.notification)
    });
    let recipient = Recipient::unknown(user.clone());
    let merged = Merged::new(&slot, parts.collect(), &[], &recipient);
    let merged = Merged { replaces: replaces.map(str::to_owned), ..merged };
    sample.event.data = EventData::Merged(merged.clone());
    sample.notification = merged.notify(user, slot.id().unwrap(), &slot, now);
    sample
}

/// Returns the collapse id of a message to an Android, an Apple or a web device.
fn collapse_id(message: &Value) -> &Value {
    let paths = ["/data/tag", "/apns/headers/apns-collapse-id", "/webpush/notification/tag"];
    paths.iter().find_map(|path| message.pointer(path)).unwrap()
}

#[test]
fn a_push_is_critical_and_replaces_the_one_before() {
    for platform in Platform::ALL {
        let of = |at, fills| message(&merged(Channel::Push, at, fills, None).on(platform));
        let (first, second) = (of("08:00:01.000", 1), of("08:00:31.000", 27));
        let shown = if platform == Platform::Android { &second["data"] } else { &second["notification"] };
        assert_eq!(shown["title"], "27 notifications in a short time");
        assert_eq!(shown["body"], "27 fills in BTC-USDT");
        assert_eq!(second["data"]["priority"], "0");
        assert_eq!(second["data"]["event"], "merged_notifications");
        let is_high = match platform {
            Platform::Android => second["android"]["priority"] == "high",
            Platform::Ios => second["apns"]["headers"]["apns-priority"] == "10",
            Platform::Web => second["webpush"]["headers"]["Urgency"] == "high",
        };
        assert!(is_high, "{second}");
        assert_eq!(collapse_id(&first), collapse_id(&second));
        assert!(collapse_id(&second).as_str().unwrap().len() <= 64);
        assert_ne!(collapse_id(&first), collapse_id(&of("08:01:01.000", 1)), "the next minute");
        let other = message(&Sample::usual(EventType::PositionLiquidated).on(platform));
        assert_ne!(collapse_id(&first), collapse_id(&other));
    }
}

#[tokio::test]
async fn a_chat_has_one_message_whose_count_grows() {
    let providers = Providers::start();
    let bot = providers.bot();
    let at = "08:00:01.000";
    let first = bot.send(&merged(Channel::Telegram, at, 1, None).to_chat()).await;
    let id = first.provider_id.unwrap();
    let grown = bot.send(&merged(Channel::Telegram, at, 27, Some(&id)).to_chat()).await;
    assert_eq!((grown.verdict, grown.provider_id.as_deref()), (Verdict::Accepted, Some(&*id)));
    assert_eq!(providers.shown(), "27 notifications in a short time\n27 fills in BTC-USDT");

    let again = bot.send(&merged(Channel::Telegram, at, 27, Some(&id)).to_chat()).await;
    assert_eq!((again.verdict, again.provider_id.as_deref()), (Verdict::Accepted, Some(&*id)), "as it is");

    let lost = bot.send(&merged(Channel::Telegram, at, 28, Some("999")).to_chat()).await;
    assert_eq!(lost.verdict, Verdict::Accepted);
    assert_ne!(lost.provider_id.as_deref(), Some("999"), "there is none to edit, so it is a new one");
    let methods: Vec<bool> =
        providers.sandbox.outbox().iter().map(|entry| entry.request.get("message_id").is_some()).collect();
    assert_eq!(methods, [false, true, true, true, false]);
}

#[tokio::test]
async fn an_edit_that_fails_is_no_new_message() {
    let providers = Providers::start();
    let bot = providers.bot();
    let at = "08:00:01.000";
    let id = bot.send(&merged(Channel::Telegram, at, 1, None).to_chat()).await.provider_id.unwrap();
    for refusal in [sandbox::Refusal::TooManyRequests, sandbox::Refusal::InternalError] {
        providers.sandbox.add_fault(Fault::new(sandbox::Channel::Telegram, refusal));
        let sent = bot.send(&merged(Channel::Telegram, at, 5, Some(&id)).to_chat()).await;
        assert!(sent.verdict.is_retryable(), "{:?}", sent.verdict);
    }
    assert_eq!(providers.sandbox.outbox().len(), 3);
}

#[tokio::test]
async fn an_edit_keeps_the_button() {
    let providers = Providers::start();
    let bot = providers.bot();
    let handle = handle();
    let mut replaces = None;
    for fills in [1, 2] {
        let sample = merged(Channel::Telegram, "08:00:01.000", fills, replaces.as_deref());
        let mut outgoing = sample.to_chat();
        outgoing.ack_handle = Some(&handle);
        replaces = bot.send(&outgoing).await.provider_id;
        let last = providers.sandbox.outbox().pop().unwrap();
        assert_eq!(last.request.get("message_id").is_some(), fills == 2);
        let button = &last.request["reply_markup"]["inline_keyboard"][0][0];
        assert_eq!(button["callback_data"], "a:AAAAAAAAAAAAAAAAAAAA-_");
    }
}
