//! Sample deliveries.

use domain::delivery::handle::AckHandle;
use domain::event::Event;
use domain::recipient::contact::{Address, ChatId, Device, DeviceId, DeviceToken, Platform};
use domain::routing::notification::Notification;
use domain::text::{self, Text};
use domain::{Channel, EventType, Language, Locale, Time};
use ports::{Dismissal, Outgoing};
use serde_json::{Value, json};

/// Returns the current time in all these tests.
pub(crate) fn now() -> Time {
    "2026-11-23T08:00:01.500Z".parse().unwrap()
}

pub(crate) fn device() -> Device {
    Device {
        id: DeviceId::parse("d-1").unwrap(),
        token: DeviceToken::parse("device-t0ken").unwrap(),
        platform: Platform::Android,
        language: None,
        registered_at: Time::EPOCH,
        details: domain::recipient::contact::DeviceDetails::default(),
    }
}

pub(crate) const CHAT: i64 = 4_711_000_042;

pub(crate) fn handle() -> AckHandle {
    AckHandle::parse("AAAAAAAAAAAAAAAAAAAA-_").unwrap()
}

/// Returns the event data that an exchange usually sends for this type; for the types after the first ones
/// that is the catalogue's sample.
pub(crate) fn usual(event_type: EventType) -> Value {
    match event_type {
        EventType::PositionLiquidated => {
            json!({"position_id": "p-4711", "symbol": "BTC-USDT", "side": "long", "quantity": "0.5",
                "liquidation_price": "60000.00", "realized_pnl": "-1250.00", "currency": "USDT"})
        }
        EventType::MarginCall => {
            json!({"position_id": "p-4711", "symbol": "BTC-USDT", "margin_ratio_percent": "112.5"})
        }
        EventType::OrderFilled => {
            json!({"order_id": "8812", "symbol": "BTC-USDT", "side": "buy", "quantity": "0.5",
                "price": "64250.10", "fee": "32.13", "fee_currency": "USDT"})
        }
        EventType::PriceAlert => {
            json!({"alert_id": "a-1", "symbol": "BTC-USDT", "condition": "above", "target_price": "64000",
                "current_price": "64012.50", "note": "sell half"})
        }
        EventType::PriceFeed => {
            json!({"symbol": "BTC-USDT", "state": "stale", "last_tick_at": "2026-11-23T07:58:59.999Z"})
        }
        EventType::OrderPartiallyFilled => {
            json!({"order_id": "8812", "symbol": "BTC-USDT", "side": "sell", "filled_quantity": "0.2",
                "remaining_quantity": "0.3", "price": "64250.10"})
        }
        EventType::DepositCredited => {
            json!({"deposit_id": "d-9", "asset": "USDT", "amount": "12500.00", "network": "Tron (TRC20)"})
        }
        EventType::NewListing => json!({"symbol": "NEW-USDT", "score": 8.5, "name": "New Coin"}),
        EventType::WeeklyPnlReport => {
            json!({"week": "2026-W47", "realized_pnl": "1120.50", "currency": "USDT", "trades": 1042})
        }
        EventType::DailyReport => json!({"day": "2026-11-23", "fills": 3, "alerts": 1}),
        EventType::ReferralAccrued => json!({"accrual_id": "r-5", "amount": "1.50", "asset": "USDT"}),
        EventType::ContactChanged => {
            json!({"change_id": "c-6", "kind": "device", "new_masked": "ios •••3f2a", "change": "added"})
        }
        EventType::PreferencesWeakened => json!({"section": "liquidationWarning"}),
        EventType::Summary | EventType::Merged => panic!("no exchange sends a summary"),
        other => serde_json::from_str(other.sample()).unwrap(),
    }
}

/// A delivery with all the values that it borrows.
pub(crate) struct Sample {
    pub(crate) event: Event,
    pub(crate) notification: Notification,
    pub(crate) locale: Locale,
    pub(crate) device: Device,
    pub(crate) ack_handle: Option<AckHandle>,
    pub(crate) unread: Option<usize>,
    pub(crate) is_behind_critical: bool,
    pub(crate) is_redacted: bool,
}

impl Sample {
    pub(crate) fn usual(event_type: EventType) -> Self {
        Self::new(event_type, "e-1", &usual(event_type))
    }

    /// Returns the delivery to a trader who reads this language.
    pub(crate) fn read_in(self, language: Language) -> Self {
        let locale = Locale { language, ..Locale::default() };
        let text = text::in_app(&self.event.data, &locale);
        Self { notification: Notification { text, ..self.notification }, locale, ..self }
    }

    /// Returns the usual event with this field set to this value.
    pub(crate) fn with(event_type: EventType, field: &str, value: impl Into<Value>) -> Self {
        let mut data = usual(event_type);
        data[field] = value.into();
        Self::new(event_type, "e-1", &data)
    }

    pub(crate) fn new(event_type: EventType, id: &str, data: &Value) -> Self {
        let body = json!({"id": id, "event_type": event_type.name(), "user_id": "u-42",
            "occurred_at": "2026-11-23T08:00:00.123Z", "data": data});
        let event = Event::decode(&body.to_string(), now()).unwrap();
        let locale = Locale::default();
        let notification = Notification {
            user_id: event.user_id.clone(),
            id: event.id.clone(),
            event_type,
            priority: event.priority,
            occurred_at: event.occurred_at,
            expires_at: event.expires_at,
            routed_at: event.occurred_at,
            data: event.data.to_json(),
            text: text::in_app(&event.data, &locale),
            link: event.data.fields().and_then(domain::event::data::Fields::link),
            silent: false,
            channels: Vec::new(),
            traceparent: None,
        };
        Self {
            event,
            notification,
            locale,
            device: device(),
            ack_handle: None,
            unread: None,
            is_behind_critical: false,
            is_redacted: false,
        }
    }

    /// Returns the delivery to a device of this platform.
    pub(crate) fn on(mut self, platform: Platform) -> Self {
        self.device.platform = platform;
        self
    }

    /// Returns the delivery with everything that may be left out.
    pub(crate) fn with_everything(self) -> Self {
        let handle = AckHandle::parse("AAAAAAAAAAAAAAAAAAAA-_").unwrap();
        Self { ack_handle: Some(handle), unread: Some(usize::MAX), ..self }
    }

    /// Returns the delivery without details.
    pub(crate) fn redacted(self) -> Self {
        Self { is_redacted: true, ..self }
    }

    pub(crate) fn to_device(&self) -> Outgoing<'_> {
        self.to(Address::Push(&self.device))
    }

    pub(crate) fn to_chat(&self) -> Outgoing<'_> {
        self.to(Address::Telegram(ChatId::new(CHAT)))
    }

    pub(crate) fn push_text(&self) -> Text {
        text::push(&self.event.data, &self.locale)
    }

    pub(crate) fn telegram_text(&self) -> Text {
        text::telegram(&self.event.data, &self.locale)
    }

    /// Returns the dismissal of the message with this id in the chat, seen by push at `now`.
    pub(crate) fn dismissed_in_chat<'a>(&'a self, provider_id: &'a str) -> Dismissal<'a> {
        self.dismissed(Address::Telegram(ChatId::new(CHAT)), provider_id)
    }

    /// Returns the dismissal of a notification on the device, seen by push at `now`.
    pub(crate) fn dismissed_on_device(&self) -> Dismissal<'_> {
        self.dismissed(Address::Push(&self.device), "projects/p/messages/1")
    }

    fn dismissed<'a>(&'a self, to: Address<'a>, provider_id: &'a str) -> Dismissal<'a> {
        Dismissal {
            notification: &self.notification,
            data: &self.event.data,
            locale: &self.locale,
            to,
            provider_id,
            anti_phishing_code: None,
            is_redacted: self.is_redacted,
            seen_at: now(),
            seen_on: Channel::Push,
            now: now(),
        }
    }

    fn to<'a>(&'a self, to: Address<'a>) -> Outgoing<'a> {
        Outgoing {
            notification: &self.notification,
            data: &self.event.data,
            locale: &self.locale,
            to,
            anti_phishing_code: None,
            ack_handle: self.ack_handle.as_ref(),
            unread: self.unread,
            is_behind_critical: self.is_behind_critical,
            is_redacted: self.is_redacted,
            preferences_version: 0,
            now: now(),
        }
    }
}

/// Texts that are meant to break an encoding.
pub(crate) const HOSTILE: [&str; 8] = [
    "<b>bold</b> & <a href=\"x\">'link'</a> &lt;",
    "*_[`~>#+-=|{}.!\\ ](tg://x)",
    "😀 👩‍👩‍👧 🇩🇪 e\u{301}",
    "שלום \u{202e}סוף",
    "one\r\ntwo\n\n\tthree\u{0}\u{2028}four",
    "</b></b><script>",
    "&amp;amp;",
    "\u{feff}\u{200b}\u{1f}",
];

/// The types whose requests are recorded: those that were there before the catalogue was data.
pub(crate) const RECORDED: [EventType; 13] = [
    EventType::PositionLiquidated,
    EventType::MarginCall,
    EventType::OrderFilled,
    EventType::PriceAlert,
    EventType::PriceFeed,
    EventType::OrderPartiallyFilled,
    EventType::DepositCredited,
    EventType::NewListing,
    EventType::WeeklyPnlReport,
    EventType::DailyReport,
    EventType::ReferralAccrued,
    EventType::ContactChanged,
    EventType::PreferencesWeakened,
];
