//! The trader: contacts, preferences, events, and the content of the app.

use std::sync::Arc;
use std::time::Duration;

use domain::delivery::ledger::{DeliveryKey, Entry};
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::recipient::contact::{
    Chat, ChatId, Device, DeviceId, DeviceToken, EmailAddress, Phone, PhoneNumber, Platform,
};
use domain::recipient::profile::Dated;
use domain::{Channel, Priority, Time, UserId};
use ports::Queue;
use serde_json::{Value, json};

use crate::world::{World, connection};

pub(crate) const CHAT: &str = "4711";
pub(crate) const MAILBOX: &str = "ada@example.com";
pub(crate) const NUMBER: &str = "+4915112345678";

/// Returns a channel's queue of P0.
pub(crate) fn p0(channel: Channel) -> Queue {
    Queue::Deliveries(channel, Priority::P0)
}

pub(crate) fn device(name: &str, registered_at: Time) -> Device {
    Device {
        id: DeviceId::parse(name).unwrap(),
        token: DeviceToken::parse(&format!("token-{name}")).unwrap(),
        platform: Platform::Ios,
        language: None,
        registered_at,
        details: domain::recipient::contact::DeviceDetails::default(),
    }
}

pub(crate) fn push_to(name: &str) -> DeliveryKey {
    DeliveryKey { channel: Channel::Push, device: Some(DeviceId::parse(name).unwrap()) }
}

pub(crate) fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A conversation that was linked long ago, and is confirmed.
pub(crate) fn chat_of(id: ChatId) -> Chat {
    Chat { id, linked_at: Time::EPOCH, confirm_by: None }
}

impl World {
    /// Returns a world whose trader can be reached on these channels, by push on one device.
    pub(crate) fn reaching(channels: &[Channel]) -> Self {
        let world = Self::new();
        world.reach(&world.user, channels);
        world
    }

    /// Makes this user reachable on these channels from now on, besides the present ones.
    pub(crate) fn reach(&self, user: &UserId, channels: &[Channel]) {
        let mut recipient = self.store.recipient(user);
        for channel in channels {
            match channel {
                Channel::Websocket => {}
                Channel::Push => recipient.devices = vec![device("d-1", self.now())],
                Channel::Telegram => recipient.chat = Some(chat_of(ChatId::new(CHAT.parse().unwrap()))),
                Channel::Email => {
                    let email = EmailAddress::of_checked(MAILBOX);
                    recipient.profile.email = Dated { value: Some(email), updated_at: Some(self.now()) };
                }
                Channel::Sms => {
                    let number = PhoneNumber::of_checked(NUMBER);
                    let phone = Phone { number, country: Some("DE".to_owned()) };
                    recipient.profile.phone = Dated { value: Some(phone), updated_at: Some(self.now()) };
                }
            }
        }
        self.store.set_recipient(recipient);
    }

    /// Replaces the trader's devices.
    pub(crate) fn devices(&self, names: &[&str]) {
        let devices = names.iter().map(|name| device(name, self.now())).collect();
        self.store.set_recipient(Recipient { devices, ..self.store.recipient(&self.user) });
    }

    /// Changes the trader's preferences.
    pub(crate) fn prefer(&self, change: impl FnOnce(&mut Preferences)) {
        let mut recipient = self.store.recipient(&self.user);
        let mut preferences = (*recipient.preferences).clone();
        change(&mut preferences);
        recipient.preferences = Arc::new(preferences);
        recipient.version += 1;
        self.store.set_recipient(recipient);
    }

    fn event(&self, id: &str, event_type: &str, data: &Value) -> Value {
        json!({
            "id": id, "event_type": event_type, "user_id": self.user, "occurred_at": self.now(), "data": data,
        })
    }

    /// Returns a liquidation of position `p-1` that occurs now.
    pub(crate) fn liquidation(&self, id: &str) -> Value {
        let data = json!({
            "position_id": "p-1", "symbol": "BTC-USDT", "side": "long", "quantity": "0.5", "liquidation_price": "60000",
        });
        self.event(id, "position_liquidated", &data)
    }

    /// Returns a margin call of a position of its own that occurs now.
    pub(crate) fn margin_call(&self, id: &str) -> Value {
        self.margin_call_of(&format!("p-{id}"), id)
    }

    /// Returns a margin call of this position that occurs now.
    pub(crate) fn margin_call_of(&self, position: &str, id: &str) -> Value {
        let data = json!({"position_id": position, "symbol": "BTC-USDT", "margin_ratio_percent": "120"});
        self.event(id, "margin_call", &data)
    }

    /// Returns a weekly report that is published now.
    pub(crate) fn report(&self, id: &str) -> Value {
        self.event(
            id,
            "weekly_pnl_report",
            &json!({"week": "2026-W47", "realized_pnl": "1", "currency": "USDT"}),
        )
    }

    /// Returns the ledger's entry of a delivery.
    pub(crate) fn entry(&self, event: &str, key: &DeliveryKey) -> Option<Entry> {
        self.item(event)?.ledger.get(key).cloned()
    }

    /// Returns the reply to `getNotification`.
    pub(crate) async fn details(&self, event: &str) -> Value {
        self.gateway.connect(&connection("viewer"));
        self.send("viewer", json!({"action": "getNotification", "id": event})).await
    }

    /// Returns the deliveries of a notification as the trader is shown them, a line each: the
    /// channel, the device, the state with its reason and time, and the attempts.
    pub(crate) async fn deliveries(&self, event: &str) -> Vec<String> {
        let details = self.details(event).await;
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let line = |delivery: &Value| {
            let mut line = text(&delivery["channel"]);
            for (field, before) in [("device", "/"), ("state", " "), ("reason", "="), ("until", " until ")] {
                if let Some(value) = delivery.get(field) {
                    line += before;
                    line += &text(value);
                }
            }
            for attempt in delivery["attempts"].as_array().unwrap() {
                assert!(attempt["durationMs"].is_number() && attempt["at"].is_string());
                line += " | ";
                line += &text(&attempt["result"]);
                for field in ["status", "providerId", "connection"] {
                    if let Some(value) = attempt.get(field) {
                        line += " ";
                        line += &text(value);
                    }
                }
            }
            line
        };
        details["deliveries"].as_array().unwrap().iter().map(line).collect()
    }

    /// Returns the addresses that messages about this event went to, in order.
    pub(crate) fn addresses_of(&self, event: &str) -> Vec<String> {
        let calls = self.providers.calls().into_iter().filter(|call| call.event == event);
        calls.map(|call| call.to).collect()
    }
}
