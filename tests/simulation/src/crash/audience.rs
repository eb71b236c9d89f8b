//! The traders who are liquidated, one position each, and the channels that reach them. The shares are an assumption of this
//! simulation, and not an exchange's figures.

use std::time::Duration;

use domain::recipient::contact::{
    Chat, ChatId, Device, DeviceId, DeviceToken, EmailAddress, Phone, PhoneNumber, Platform,
};
use domain::recipient::profile::{Dated, Profile};
use domain::recipient::{Connection, Recipient};
use domain::{ConnectionId, Time, UserId};
use ports::Message;
use serde_json::json;

/// Traders in a hundred who have the app open when the crash begins.
pub(super) const CONNECTED: u32 = 30;
/// Traders in a hundred who open it within the minute, since prices fall.
pub(super) const COMING: u32 = 15;
/// Traders in a hundred who can be reached by push, by Telegram, by e-mail and by SMS.
const PUSH: u32 = 80;
const TELEGRAM: u32 = 30;
const EMAIL: u32 = 95;
const SMS: u32 = 60;
/// Traders in a hundred of those who see it on a socket who ack it, within [`ACKED_WITHIN`].
const ACKING: u32 = 50;
const ACKED_WITHIN: Duration = Duration::from_secs(30);

/// Returns a pseudo-random number from 0 to 99 for this trader, another one for every question.
fn lot(trader: u32, question: u32) -> u32 {
    let mut hash = (u64::from(trader) << 8 | u64::from(question)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    u32::try_from((hash >> 33) % 100).unwrap_or_default()
}

/// Returns the time from the beginning until this trader opens the app; `None` for one who does not.
pub(super) fn opens_after(trader: u32) -> Option<Duration> {
    match lot(trader, 0) {
        lot if lot < CONNECTED => Some(Duration::ZERO),
        lot if lot < CONNECTED + COMING => {
            Some(Duration::from_millis(u64::from(lot * 97 + trader % 997) * 60_000 / 5_400 % 60_000 + 1))
        }
        _ => None,
    }
}

/// Returns the time until this trader acks what a socket shows; `None` for one who does not.
pub(super) fn acks_after(trader: u32) -> Option<Duration> {
    let span = u32::try_from(ACKED_WITHIN.as_millis()).unwrap_or(u32::MAX);
    let after = Duration::from_millis(u64::from(trader.wrapping_mul(7_919) % span));
    (lot(trader, 5) < ACKING).then_some(after)
}

pub(super) fn user(trader: u32) -> UserId {
    UserId::parse(format!("u-{trader:07}")).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the number of the trader whose user this is.
pub(super) fn number(user: &UserId) -> u32 {
    user.as_str()[2..].parse().unwrap_or_else(|error| panic!("{user}: {error}"))
}

pub(super) fn connection(trader: u32) -> ConnectionId {
    ConnectionId::new(format!("c-{trader:07}"))
}

/// Returns the number of the trader whose connection this is.
pub(super) fn connected(connection: &ConnectionId) -> u32 {
    connection.as_str()[2..].parse().unwrap_or_else(|error| panic!("{connection:?}: {error}"))
}

/// Returns the connection of a trader that opens at this time.
pub(super) fn opened(trader: u32, at: Time) -> Connection {
    let closes_at = at.plus(domain::recipient::MAX_CONNECTION_AGE);
    Connection { id: connection(trader), registered_at: at, closes_at, issued_at: None }
}

/// Whether push reaches this trader.
pub(super) fn has_push(trader: u32) -> bool {
    lot(trader, 1) < PUSH
}

/// Returns the recipient of a trader, as it is when the crash begins.
pub(super) fn recipient(trader: u32, begins_at: Time) -> Recipient {
    let before = begins_at.minus(Duration::from_hours(1));
    let device = || {
        let name = format!("device-{trader}");
        let id = DeviceId::parse(name.clone()).unwrap_or_else(|error| panic!("{error}"));
        let token = DeviceToken::parse(&name).unwrap_or_else(|| panic!("{name} is a token"));
        Device {
            id,
            token,
            platform: Platform::Android,
            language: None,
            registered_at: before,
            details: domain::recipient::contact::DeviceDetails::default(),
        }
    };
    let chat = || Chat { id: ChatId::new(i64::from(trader) + 1), linked_at: before, confirm_by: None };
    let email = || EmailAddress::of_checked(&format!("u{trader}@example.com"));
    let phone = || {
        let number = PhoneNumber::of_checked(&format!("+4915{trader:09}"));
        Phone { number, country: Some("DE".to_owned()) }
    };
    let email = (lot(trader, 3) < EMAIL).then(email);
    let phone = (lot(trader, 4) < SMS).then(phone);
    let profile = Profile {
        email: Dated { value: email, updated_at: Some(before) },
        phone: Dated { value: phone, updated_at: Some(before) },
        ..Profile::default()
    };
    let connection = opens_after(trader).filter(Duration::is_zero).map(|_| opened(trader, begins_at));
    Recipient {
        profile,
        connections: connection.into_iter().collect(),
        devices: has_push(trader).then(device).into_iter().collect(),
        chat: (lot(trader, 2) < TELEGRAM).then(chat),
        ..Recipient::unknown(user(trader))
    }
}

/// Returns the exchange's message that a position of this trader was liquidated.
pub(super) fn liquidation(trader: u32, at: Time) -> Message {
    let user = user(trader);
    let body = json!({
        "id": format!("liq-{trader}"), "event_type": "position_liquidated", "user_id": user, "occurred_at": at,
        "data": {
            "position_id": format!("p-{trader}"), "symbol": "BTC-USDT", "side": "long", "quantity": "0.5",
            "liquidation_price": "104782.88", "realized_pnl": "-1250.75", "currency": "USDT",
        },
    });
    Message { body: body.to_string(), group: Some(user.to_string()), delay: Duration::ZERO }
}
