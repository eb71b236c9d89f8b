//! The providers' sandbox, which refuses the same requests as they do, accepts the requests of the
//! channels.

use std::time::Duration;

use channels::push::Fcm;
use channels::telegram::Bot;
use domain::EventType;
use domain::delivery::ledger::{ThrottleScope, Verdict};
use ports::Provider as _;
use sandbox::{Channel, Failure, Fault, Options, Refusal, Sandbox};
use serde_json::json;

use crate::provider::client;
use crate::sample::{CHAT, HOSTILE, Sample};
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
