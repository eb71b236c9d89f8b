//! What our own queues and cursors carry: whatever is read means the same when it is written and read again.

use domain::{EventId, UserId};
use ports::Position;
use proptest::prelude::*;
use serde_json::json;
use usecases::deliver::Delivery;

proptest! {
    #[test]
    fn a_delivery_is_read_as_it_was_written(user in "[A-Za-z0-9._:@-]{1,128}", event in "[A-Za-z0-9._:@-]{1,128}") {
        let delivery = Delivery { user_id: UserId::parse(user).unwrap(), event_id: EventId::parse(event).unwrap() };
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
    fn a_cursor_is_read_only_as_it_was_written(text in prop_oneof![any::<String>(), "-?[0-9]{1,20}~[A-Za-z0-9._:@-]{1,9}"]) {
        if let Some(position) = Position::from_cursor(&text) {
            prop_assert_eq!(position.to_cursor(), text);
        }
    }
}
