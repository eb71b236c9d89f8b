//! Round trips of our own queue messages and cursors: a decoded value means the same after it is
//! encoded and decoded again.

// A test may be short where the product must be careful.
#![allow(clippy::unwrap_used)]

use domain::delivery::ledger::DeliveryKey;
use domain::recipient::contact::DeviceId;
use domain::{Channel, EventId, Time, UserId};
use ports::Position;
use proptest::prelude::*;
use serde_json::json;
use usecases::deliver::Delivery;
use usecases::escalate::Escalation;

fn times() -> impl Strategy<Value = Time> {
    (0_i64..=253_402_207_200_000).prop_map(Time::from_millis)
}

fn of(user: &str, event: &str) -> Delivery {
    Delivery {
        user_id: UserId::parse(user).unwrap(),
        event_id: EventId::parse(event).unwrap(),
        device: None,
        expires_at: None,
        redriven_at: None,
        repeat: 0,
        dismisses: false,
    }
}

proptest! {
    #[test]
    fn a_delivery_is_read_as_it_was_written(
        user in "[A-Za-z0-9._:@-]{1,128}",
        event in "[A-Za-z0-9._:@-]{1,128}",
        device in prop::option::of("[A-Za-z0-9._:@-]{1,128}"),
        expires_at in prop::option::of(times()),
        redriven_at in prop::option::of(times()),
        repeat: u8,
        dismisses: bool,
    ) {
        let delivery = Delivery {
            user_id: UserId::parse(user).unwrap(),
            event_id: EventId::parse(event).unwrap(),
            device: device.map(|device| DeviceId::parse(device).unwrap()),
            expires_at,
            redriven_at,
            repeat,
            dismisses,
        };
        prop_assert_eq!(Delivery::decode(&delivery.encode()).unwrap(), delivery);
    }

    #[test]
    fn what_is_read_as_a_delivery_is_one(user in any::<String>(), event in "\\PC{0,130}", cut in 0..60_usize) {
        let body = json!({"user_id": user, "event_id": event}).to_string();
        if let Ok(delivery) = Delivery::decode(&body) {
            prop_assert_eq!((delivery.user_id.as_str(), delivery.event_id.as_str()), (&*user, &*event));
        }
        let cut = body.floor_char_boundary(cut.min(body.len() - 1));
        prop_assert!(Delivery::decode(&body[..cut]).is_err());
        let _ = Delivery::decode(&event);
    }

    #[test]
    fn only_a_push_names_a_device_and_only_email_and_sms_a_second_delivery(
        device in prop::option::of(prop_oneof!["[A-Za-z0-9._:@-]{1,128}", Just("other".to_owned())]),
    ) {
        let is_second = device.as_deref() == Some("other");
        let device = device.map(|device| DeviceId::parse(device).unwrap());
        let delivery = Delivery { device: device.clone(), ..of("u", "e") };
        for channel in [Channel::Push, Channel::Telegram, Channel::Email, Channel::Sms] {
            let has_second = matches!(channel, Channel::Email | Channel::Sms);
            let fits = (channel == Channel::Push) == device.is_some() || (is_second && has_second);
            let expected = fits.then(|| DeliveryKey { channel, device: device.clone() });
            prop_assert_eq!(delivery.ledger_key(channel), expected);
        }
    }

    #[test]
    fn an_escalation_is_read_as_it_was_written(
        user in "[A-Za-z0-9._:@-]{1,128}", event in "[A-Za-z0-9._:@-]{1,128}", step: u8
    ) {
        let Delivery { user_id, event_id, .. } = of(&user, &event);
        let escalation = Escalation { user_id, event_id, step, repeats: step % 2 == 1 };
        let written = serde_json::to_string(&escalation).unwrap();
        prop_assert_eq!(serde_json::from_str::<Escalation>(&written).unwrap(), escalation);
    }

    #[test]
    fn a_cursor_is_read_only_as_it_was_written(text in prop_oneof![any::<String>(), "-?[0-9]{1,20}~[A-Za-z0-9._:@-]{1,9}"]) {
        if let Some(position) = Position::from_cursor(&text) {
            prop_assert_eq!(position.to_cursor(), text);
        }
    }
}
