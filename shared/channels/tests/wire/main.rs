//! The adapters' requests on the wire, and their results for each answer, against real servers
//! whose answers can be changed.

// The lint recognizes test functions, but not the helpers beside them.
#![allow(clippy::unwrap_used)]

mod email;
mod server;
mod sms;

use domain::delivery::handle::AckHandle;
use domain::event::Event;
use domain::recipient::Recipient;
use domain::recipient::contact::{Address, ChatId};
use domain::routing::notification::Notification;
use domain::routing::plan;
use domain::{Channel, Locale, Time, text};
use ports::{Outgoing, Provider, Sent};
use serde_json::json;

/// A liquidation, as every channel can send it.
struct Delivery {
    event: Event,
    notification: Notification,
    locale: Locale,
}

impl Delivery {
    fn new() -> Self {
        Self::of(&json!({
            "id": "liq-1", "event_type": "position_liquidated", "user_id": "u-42",
            "occurred_at": "2026-11-23T08:00:00.000Z",
            "data": {
                "position_id": "p-7", "symbol": "BTC-USDT", "side": "long", "quantity": "0.5",
                "liquidation_price": "61000.5", "realized_pnl": "-120.25", "currency": "USDT",
            },
        }))
    }

    /// Returns a delivery of a type that can be switched off.
    fn report() -> Self {
        Self::of(&json!({
            "id": "week-1", "event_type": "weekly_pnl_report", "user_id": "u-42",
            "occurred_at": "2026-11-23T08:00:00.000Z",
            "data": {"week": "2026-W47", "realized_pnl": "1", "currency": "USDT"},
        }))
    }

    fn of(body: &serde_json::Value) -> Self {
        let event = Event::decode(&body.to_string(), "2026-11-23T08:00:00Z".parse().unwrap()).unwrap();
        let locale = Locale::default();
        let recipient = Recipient::unknown(event.user_id.clone());
        let plan = plan::plan(&event, &recipient, &Channel::ALL, None, event.occurred_at);
        let text = text::in_app(&event.data, &locale);
        let notification = Notification::new(&event, &plan, text, Time::EPOCH);
        Self { event, notification, locale }
    }

    async fn send(&self, provider: &impl Provider, to: Address<'_>) -> Sent {
        self.send_with(provider, to, None).await
    }

    async fn send_with(
        &self,
        provider: &impl Provider,
        to: Address<'_>,
        ack_handle: Option<&AckHandle>,
    ) -> Sent {
        let outgoing = Outgoing {
            notification: &self.notification,
            data: &self.event.data,
            locale: &self.locale,
            to,
            anti_phishing_code: None,
            ack_handle,
            unread: None,
            is_behind_critical: false,
            is_redacted: false,
            preferences_version: 0,
            now: self.event.occurred_at,
        };
        provider.send(&outgoing).await
    }
}

/// Returns an address of a third channel.
fn elsewhere() -> Address<'static> {
    Address::Telegram(ChatId::new(4711))
}
