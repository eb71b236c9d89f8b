//! The providers' sandbox, which refuses the same requests as they do, accepts the requests of the
//! channels.

use std::time::Duration;

use channels::push::Fcm;
use channels::push::PushSettings;
use channels::telegram::Bot;
use domain::EventType;
use domain::delivery::ledger::{ThrottleScope, Verdict};
use ports::{Dismissed, Provider as _};
use sandbox::{Channel, Failure, Fault, Options, Refusal, Sandbox};
use serde_json::json;

use crate::provider::client;
use crate::sample::{CHAT, HOSTILE, Sample, handle};
use crate::secret::Kept;

const TIMEOUT: Duration = Duration::from_secs(5);

pub(crate) struct Providers {
    pub(crate) sandbox: Sandbox,
    key: Kept,
    bot: Kept,
}

impl Providers {
    pub(crate) fn start() -> Self {
        let sandbox = Sandbox::start(None, Options::default()).unwrap();
        let key = Kept::new(sandbox.service_account_json());
        let bot = json!({"botToken": sandbox.bot_token(), "webhookSecret": "hook"});
        Self { sandbox, key, bot: Kept::new(bot.to_string()) }
    }

    fn fcm(&self) -> Fcm<&Kept> {
        Fcm::new(client(), self.sandbox.url(), self.sandbox.project_id(), &self.key, TIMEOUT)
    }

    pub(crate) fn bot(&self) -> Bot<&Kept> {
        Bot::new(client(), self.sandbox.url(), &self.bot, TIMEOUT)
    }

    /// Returns the last message as its reader sees it.
    pub(crate) fn shown(&self) -> String {
        self.sandbox.outbox().pop().unwrap().text.unwrap()
    }
}

fn samples() -> impl Iterator<Item = Sample> {
    let hostile = HOSTILE.iter().map(|text| Sample::with(EventType::PriceAlert, "note", *text));
    let huge = Sample::with(EventType::OrderFilled, "manifest", "x".repeat(20_000));
    EventType::ALL.iter().map(|&event_type| Sample::usual(event_type)).chain(hostile).chain([huge])
}

#[tokio::test]
async fn fcm_takes_every_message() {
    let providers = Providers::start();
    let fcm = providers.fcm();
    for sample in samples() {
        let sent = fcm.send(&sample.to_device()).await;
        let last = providers.sandbox.outbox().pop().unwrap();
        assert_eq!((sent.verdict, sent.status), (Verdict::Accepted, Some(200)), "{last:?}");
        assert!(sent.provider_id.unwrap().starts_with("projects/"));
        assert_eq!(last.to, "device-t0ken");
    }
    let tokens = providers.sandbox.outbox().into_iter().filter(|entry| entry.channel == Channel::PushToken);
    assert_eq!(tokens.count(), 1);
}

#[tokio::test]
async fn telegram_takes_every_message_and_shows_its_text_as_it_is() {
    let providers = Providers::start();
    let bot = providers.bot();
    for sample in samples() {
        let sent = bot.send(&sample.to_chat()).await;
        let last = providers.sandbox.outbox().pop().unwrap();
        assert_eq!((sent.verdict, sent.status), (Verdict::Accepted, Some(200)), "{last:?}");
        assert_eq!(last.to, CHAT.to_string());
        let text = sample.telegram_text();
        assert_eq!(providers.shown(), format!("{}\n{}", text.title, text.body));
    }
}

#[tokio::test]
async fn each_way_of_failing_has_its_meaning() {
    let providers = Providers::start();
    let (fcm, bot) = (providers.fcm(), providers.bot());
    let sample = Sample::usual(EventType::OrderFilled);
    let failed = Verdict::Failed { retry_after: None };
    let doubtful = Verdict::Indeterminate { timed_out: false, retry_after: None };
    let throttled =
        |scope, seconds| Verdict::Throttled { scope, retry_after: Some(Duration::from_secs(seconds)) };
    let (recipient, project) = (ThrottleScope::Recipient, ThrottleScope::Provider);
    for (failure, push, telegram) in [
        (Failure::Refusal(Refusal::Unregistered), Verdict::Gone, Verdict::Gone),
        (Failure::Refusal(Refusal::InvalidArgument), Verdict::Refused, Verdict::Refused),
        (Failure::Refusal(Refusal::Forbidden), Verdict::Refused, Verdict::Gone),
        // For FCM a fresh access token is fetched; for Telegram there is no other token.
        (Failure::Refusal(Refusal::Unauthorized), Verdict::Accepted, failed),
        (Failure::Refusal(Refusal::ThirdPartyAuth), failed, failed),
        (Failure::Refusal(Refusal::TooManyRequests), throttled(project, 60), throttled(recipient, 5)),
        (Failure::Refusal(Refusal::InternalError), doubtful, doubtful),
        (Failure::Refusal(Refusal::Unavailable), doubtful, doubtful),
        (Failure::UnavailableDelivered, doubtful, doubtful),
        (Failure::Reset, doubtful, doubtful),
        (Failure::Garbage, doubtful, doubtful),
    ] {
        providers.sandbox.add_fault(Fault::new(Channel::Push, failure));
        assert_eq!(fcm.send(&sample.to_device()).await.verdict, push, "{failure:?}");
        providers.sandbox.add_fault(Fault::new(Channel::Telegram, failure));
        assert_eq!(bot.send(&sample.to_chat()).await.verdict, telegram, "{failure:?}");
    }
    let token = sample.device.token.expose().to_owned();
    let of_device = Fault { to: Some(token), ..Fault::new(Channel::Push, Refusal::TooManyRequests) };
    providers.sandbox.add_fault(of_device);
    assert_eq!(fcm.send(&sample.to_device()).await.verdict, throttled(recipient, 60), "only this device");
    assert_eq!(fcm.send(&sample.to_device()).await.verdict, Verdict::Accepted);
    assert_eq!(bot.send(&sample.to_chat()).await.verdict, Verdict::Accepted);
}

#[tokio::test]
async fn a_message_has_its_button_until_it_is_dismissed() {
    let providers = Providers::start();
    let bot = providers.bot();
    let handle = handle();
    for sample in samples() {
        let mut outgoing = sample.to_chat();
        outgoing.ack_handle = Some(&handle);
        let id = bot.send(&outgoing).await.provider_id.unwrap();
        let sent = providers.shown();
        let request = providers.sandbox.outbox().pop().unwrap().request;
        let button = &request["reply_markup"]["inline_keyboard"][0][0];
        assert_eq!(button["callback_data"], format!("a:{}", handle.expose()));
        for _ in 0..2 {
            assert_eq!(bot.dismiss(&sample.dismissed_in_chat(&id)).await, Dismissed::Done);
            let last = providers.sandbox.outbox().pop().unwrap();
            assert_eq!(last.request["reply_markup"], json!({"inline_keyboard": []}));
        }
        let edits = providers.sandbox.outbox();
        let [.., first, again] = edits.as_slice() else { panic!("{edits:?}") };
        assert_eq!(first.text, Some(format!("{sent}\n\nSeen on push at 08:00:01")));
        assert_eq!((first.accepted, again.accepted), (true, false), "the second one modifies nothing");
    }
    let unknown = bot.dismiss(&Sample::usual(EventType::OrderFilled).dismissed_in_chat("999999")).await;
    assert_eq!(unknown, Dismissed::Done, "there is no such message");
}

#[tokio::test]
async fn a_push_is_dismissed_by_data_alone() {
    let providers = Providers::start();
    let fcm = providers.fcm();
    for sample in samples().chain(samples().map(Sample::redacted)) {
        let sent: serde_json::Value = serde_json::from_str(&channels::push::request::body(
            &sample.to_device(),
            &sample.device,
            &PushSettings::default(),
        ))
        .unwrap();
        assert_eq!(fcm.dismiss(&sample.dismissed_on_device()).await, Dismissed::Done);
        let message = providers.sandbox.outbox().pop().unwrap().request["message"].clone();
        // Each platform has the tag in another place.
        let places = ["/apns/headers/apns-collapse-id", "/android/notification/tag", "/data/tag"];
        let tag = places.iter().find_map(|place| sent["message"].pointer(place)).unwrap();
        assert_eq!(message["data"], json!({"dismiss": sample.notification.id, "tag": tag}));
        assert_eq!(message["android"], json!({"priority": "normal", "ttl": "0s"}));
        let apple = json!({
            "headers": {"apns-push-type": "background", "apns-priority": "5", "apns-expiration": "0"},
            "payload": {"aps": {"content-available": 1}},
        });
        assert_eq!(message["apns"], apple);
        assert_eq!(message["webpush"], json!({"headers": {"TTL": "0", "Urgency": "normal"}}));
        assert_eq!(message.get("notification"), None, "nothing is shown");
    }
    let sample = Sample::usual(EventType::OrderFilled);
    assert_eq!(fcm.dismiss(&sample.dismissed_in_chat("99")).await, Dismissed::Unsupported);
    providers.sandbox.add_fault(Fault::new(Channel::Push, Refusal::Unregistered));
    assert_eq!(fcm.dismiss(&sample.dismissed_on_device()).await, Dismissed::Failed(Verdict::Gone));
}
