//! Traders, whose contacts and notifications are written directly into the tables: no
//! tested role is involved.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::delivery::ledger::{DeliveryKey, Entry, LedgerState, SendAttempt};
use domain::event::Event;
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::recipient::contact::{
    Chat, ChatId, Device as App, DeviceId, DeviceToken, EmailAddress, Phone, PhoneNumber, Platform,
};
use domain::recipient::former::Replacements;
use domain::recipient::profile::{Change, ProfileUpdate};
use domain::routing::notification::{AttemptResult, InboxItem, InboxState, Notification};
use domain::routing::plan::{Decision, Plan, PlannedDelivery};
use domain::shard::Shard;
use domain::topics::{Topic, Topics};
use domain::{Channel, EventId, Time, UserId, text};
use ports::{
    AckHandles, BatchRead, Deferrals, Devices, HandleTarget, InboxWrite, LedgerWrite, LinkCodes,
    PreferencesWrite, ProfileWrite, Schedule, Scheduler, TopicsRead, TopicsWrite, WriteOutcome,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::{DynamoStore, Tables};
use support::{Device, Exchange, System, now, unique};

use crate::probe::until;

/// The id of the one notification of a trader.
pub(crate) const EVENT: &str = "e";

/// Returns the default preferences, with every channel for every type, except SMS.
pub(crate) fn all_channels() -> Value {
    let mut preferences: Value = serde_json::from_str(&Preferences::default().to_stored()).unwrap();
    for section in preferences.as_object_mut().unwrap().values_mut() {
        if let Some(channels) = section.get_mut("channels") {
            *channels = json!(["websocket", "push", "telegram", "email"]);
        }
    }
    preferences
}

/// Returns the hash under which a handle is stored.
fn hash_of(handle: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(handle.as_bytes()))
}

/// A trader that no other probe uses.
pub(crate) struct Trader<'a> {
    pub(crate) system: &'a System,
    pub(crate) user: String,
    store: DynamoStore,
}

impl<'a> Trader<'a> {
    pub(crate) fn new(system: &'a System) -> Self {
        let table = |name: &str| system.table(name).to_owned();
        let tables = Tables {
            recipients: table("RecipientsTableName"),
            inbox: table("InboxTableName"),
            tickets: table("TicketsTableName"),
            allowances: table("AllowancesTableName"),
            schedule: table("ScheduleTableName"),
            alerts: table("AlertsTableName"),
            broadcasts: table("BroadcastsTableName"),
        };
        let store = DynamoStore::new(system.dynamodb.clone(), tables);
        Self { system, user: unique("trader"), store }
    }

    pub(crate) fn id(&self) -> UserId {
        UserId::parse(&self.user).unwrap()
    }

    fn number(&self) -> i64 {
        self.user.rsplit('-').next().unwrap().parse().unwrap()
    }

    /// Returns the trader's conversation with the bot.
    pub(crate) fn chat(&self) -> ChatId {
        ChatId::new(1_000 + self.number())
    }

    pub(crate) fn email(&self) -> String {
        format!("{}@example.org", self.user)
    }

    pub(crate) fn app(&self) -> App {
        App {
            id: DeviceId::parse(format!("device-of-{}", self.user)).unwrap(),
            token: DeviceToken::parse(&format!("token-of-{}", self.user)).unwrap(),
            // Its messages have a badge.
            platform: Platform::Ios,
            language: None,
            registered_at: now(),
            details: domain::recipient::contact::DeviceDetails::default(),
        }
    }

    /// Returns the trader's topics.
    pub(crate) async fn topics(&self) -> Topics {
        self.store.topics(&[self.id()]).await.unwrap().remove(&self.id()).unwrap()
    }

    /// Gives the trader a topic.
    pub(crate) async fn has_topic(&self, text: &str) {
        let mut topics = self.topics().await;
        topics.stated.insert(Topic::parse(text).unwrap(), now());
        assert_eq!(self.store.put_topics(&self.id(), &topics).await.unwrap(), WriteOutcome::Done);
    }

    pub(crate) async fn connect(&self) -> Device {
        Device::connect(self.system, &self.user).await
    }

    /// Connects with the token itself, so that the function that issues tickets is not needed.
    pub(crate) async fn connect_by_token(&self) -> Device {
        let bearer = format!("Bearer {}", self.system.token(&self.user));
        Device::try_connect(self.system, None, Some(&bearer)).await.unwrap()
    }

    /// Gives the trader an address on this channel.
    pub(crate) async fn give(&self, channel: Channel) {
        let (user, nothing) = (self.id(), self.says_nothing());
        match channel {
            Channel::Websocket => panic!("a socket is opened, not given"),
            Channel::Push => {
                self.store.register_device(&user, &self.app(), None).await.unwrap();
            }
            Channel::Telegram => {
                let (code, now) = (format!("given-{}", self.number()), now());
                let chat = Chat { id: self.chat(), linked_at: now, confirm_by: None };
                self.store.issue_code(&code, &user, None, now.plus(Duration::from_mins(1))).await.unwrap();
                let issued = self.store.link_code(&code).await.unwrap().unwrap();
                let linked = self.store.redeem_code(&code, &issued, &chat, None, now).await.unwrap();
                assert_eq!(linked, WriteOutcome::Done);
            }
            Channel::Email => {
                let email = Change::Set(EmailAddress::of_checked(&self.email()));
                self.store
                    .put_profile(&ProfileUpdate { email, ..nothing }, &Replacements::default())
                    .await
                    .unwrap();
            }
            Channel::Sms => {
                let number = PhoneNumber::of_checked(&format!("+4915{:09}", self.number()));
                let phone = Change::Set(Phone { number, country: Some("DE".to_owned()) });
                self.store
                    .put_profile(&ProfileUpdate { phone, ..nothing }, &Replacements::default())
                    .await
                    .unwrap();
            }
        }
    }

    /// Gives the trader this country of residence.
    pub(crate) async fn lives_in(&self, country: &str) {
        let country = Change::Set(country.to_owned());
        let update = ProfileUpdate { country, ..self.says_nothing() };
        self.store.put_profile(&update, &Replacements::default()).await.unwrap();
    }

    fn says_nothing(&self) -> ProfileUpdate {
        ProfileUpdate::nothing(self.id(), now())
    }

    /// Chooses every channel for every type, except SMS, which is for P0 only.
    pub(crate) async fn choose_all(&self) {
        self.prefers(&Preferences::of_stored(&all_channels().to_string()).unwrap()).await;
    }

    /// Stores these preferences without scheduling a check.
    pub(crate) async fn prefers(&self, preferences: &Preferences) {
        self.store.put_preferences(&self.id(), preferences, 0, false).await.unwrap();
    }

    /// Defers a notification to the end of quiet hours.
    pub(crate) async fn waits(&self, event: &str) {
        self.store.defer(&(self.id(), EventId::parse(event).unwrap()), now()).await.unwrap();
    }

    /// Schedules a check of the trader.
    pub(crate) async fn is_woken(&self, at: Time) {
        self.store.schedule_check(&self.id(), at, "a test").await.unwrap();
    }

    /// Returns the ids of the deferred notifications.
    pub(crate) async fn waiting(&self) -> Vec<EventId> {
        self.store.waiting(&self.id()).await.unwrap().items
    }

    /// Returns the times of all scheduled checks of the trader.
    pub(crate) async fn wakes(&self) -> Vec<Time> {
        let (user, far) = (self.id(), Time::from_millis(4_000_000_000_000));
        let due = self.store.due(Shard::of(&user), far, None, 1_000).await.unwrap();
        due.into_iter().filter(|wake| wake.user_id == user).map(|wake| wake.at).collect()
    }

    /// Returns the stored recipient.
    pub(crate) async fn known(&self) -> Recipient {
        let snapshot = self.store.read(&[self.id()], &[], &[]).await.unwrap();
        snapshot.recipient(&self.id())
    }

    /// Returns an event of this class.
    pub(crate) fn event(&self, class: u8, id: &str) -> Value {
        let exchange = Exchange::of(self.system, &self.user);
        match class {
            0 => exchange.fill(id),
            1 => {
                let data = json!({"deposit_id": "1", "asset": "BTC", "amount": "2"});
                exchange.event(id, "deposit_credited", data)
            }
            _ => {
                let data = json!({"accrual_id": "1", "amount": "1", "asset": "BTC"});
                exchange.event(id, "referral_accrued", data)
            }
        }
    }

    /// Returns the event that must reach the trader on some channel.
    pub(crate) fn liquidation(&self) -> Value {
        let data = json!({
            "position_id": "1", "symbol": "BTC-USDT", "side": "long", "quantity": "1", "liquidation_price": "60000",
        });
        Exchange::of(self.system, &self.user).event(EVENT, "position_liquidated", data)
    }

    /// Returns the event that is delivered individually after quiet hours.
    pub(crate) fn weekly_report(&self, id: &str) -> Value {
        Exchange::of(self.system, &self.user).weekly_report(id)
    }

    /// Returns the event with a ladder.
    pub(crate) fn margin_call(&self) -> Value {
        let data = json!({"position_id": "1", "symbol": "BTC-USDT", "margin_ratio_percent": "120"});
        Exchange::of(self.system, &self.user).event(EVENT, "margin_call", data)
    }

    /// Publishes an event of this class to its queue.
    pub(crate) async fn publish(&self, class: u8, id: &str) {
        self.system.publish(&format!("p{class}"), &[self.event(class, id).to_string()]).await;
    }

    /// Writes the event into the inbox with this one delivery, as if it had been routed a minute ago, so that
    /// a fallback to another channel need not wait.
    pub(crate) async fn has(&self, event: &Value, channel: Channel, decision: Decision) {
        self.has_on(event, &[channel], decision).await;
    }

    /// Writes the event in the same way with several deliveries.
    pub(crate) async fn has_on(&self, event: &Value, channels: &[Channel], decision: Decision) {
        let event = Event::decode(&event.to_string(), now()).unwrap();
        let planned = |channel: &Channel| {
            let devices = Vec::from_iter((*channel == Channel::Push).then(|| self.app().id));
            PlannedDelivery { channel: *channel, decision, devices }
        };
        let plan = Plan { deliveries: channels.iter().map(planned).collect(), silent: false };
        let text = text::in_app(&event.data, &Recipient::unknown(self.id()).locale(None));
        let routed_at = Time::from_millis(now().as_millis() - 60_000);
        let notification = Notification::new(&event, &plan, text, routed_at);
        self.store.put(&notification, &[], None, InboxState::Pending).await.unwrap();
    }

    /// Returns the message of that delivery.
    pub(crate) fn delivery(&self, channel: Channel) -> Value {
        let mut body = json!({"user_id": self.user, "event_id": EVENT});
        if let Some(device) = self.ledger_key(channel).device {
            body["device"] = json!(device);
        }
        body
    }

    fn ledger_key(&self, channel: Channel) -> DeliveryKey {
        DeliveryKey { channel, device: (channel == Channel::Push).then(|| self.app().id) }
    }

    /// Puts off that delivery.
    pub(crate) async fn put_off(&self, channel: Channel, by: Duration) {
        let key = (self.id(), EventId::parse(EVENT).unwrap());
        let entry = Entry::put_off(None, now().plus(by));
        self.store.record(&key, &self.ledger_key(channel), &entry, None).await.unwrap();
    }

    /// Writes that delivery into the ledger as accepted by its provider.
    pub(crate) async fn was_reached_by(&self, channel: Channel) {
        let key = (self.id(), EventId::parse(EVENT).unwrap());
        let attempt = SendAttempt {
            at: now(),
            result: AttemptResult::Accepted,
            status: Some(200),
            provider_id: Some("1".to_owned()),
            duration_ms: 1,
        };
        let sent = Entry { tries: 1, attempts: vec![attempt], ..Entry::put_off(None, now()) };
        let entry = sent.moved(LedgerState::Accepted);
        self.store.record(&key, &self.ledger_key(channel), &entry, None).await.unwrap();
    }

    /// Stores a handle of that delivery, and returns it.
    pub(crate) async fn issue_handle(&self, channel: Channel) -> String {
        let handle = URL_SAFE_NO_PAD.encode(format!("{:>16}", self.number()));
        let target = HandleTarget {
            key: (self.id(), EventId::parse(EVENT).unwrap()),
            delivery: self.ledger_key(channel),
            expires_at: now().plus(Duration::from_mins(1)),
        };
        self.store.put_handle(&hash_of(&handle), &target).await.unwrap();
        handle
    }

    /// Returns the handle of that delivery, if it is stored.
    pub(crate) async fn stored_handle(&self, channel: Channel) -> Option<String> {
        let key = self.ledger_key(channel);
        let handle = self.ledger().await.remove(&key)?.handle?;
        let stored = self.store.handle(&hash_of(handle.expose())).await.unwrap()?;
        assert_eq!((&stored.key.0, &stored.delivery), (&self.id(), &key));
        Some(handle.expose().to_owned())
    }

    /// Whether the trader has seen this event.
    pub(crate) async fn has_seen(&self, event: &str) -> bool {
        self.item(&EventId::parse(event).unwrap()).await.is_some_and(|item| item.state.is_seen())
    }

    /// Returns the inbox item of this event.
    pub(crate) async fn item(&self, event: &EventId) -> Option<InboxItem> {
        let key = (self.id(), event.clone());
        self.store.read(&[], std::slice::from_ref(&key), &[]).await.unwrap().items.remove(&key)
    }

    async fn ledger(&self) -> BTreeMap<DeliveryKey, Entry> {
        let item = self.item(&EventId::parse(EVENT).unwrap()).await;
        item.map(|item| item.ledger).unwrap_or_default()
    }

    /// Whether a deferred notification was sent on this channel, individually or in a summary.
    pub(crate) async fn has_left_on(&self, event: &str, channel: Channel) -> bool {
        let item = self.item(&EventId::parse(event).unwrap()).await;
        let Some(released_as) = item.and_then(|item| item.released_as) else { return false };
        let ledger = self.item(&released_as).await.map(|item| item.ledger).unwrap_or_default();
        ledger.iter().any(|(key, entry)| key.channel == channel && entry.state == LedgerState::Accepted)
    }

    /// Waits until the channel's provider has accepted the notification.
    pub(crate) async fn is_reached_by(&self, channel: Channel) -> bool {
        until(async || {
            let ledger = self.ledger().await;
            ledger.iter().any(|(key, entry)| key.channel == channel && entry.state == LedgerState::Accepted)
        })
        .await
    }

    /// Waits until the trader has an address on this channel, or has none.
    pub(crate) async fn is_reachable(&self, channel: Channel, wanted: bool) -> bool {
        until(async || self.known().await.is_reachable(channel) == wanted).await
    }
}
