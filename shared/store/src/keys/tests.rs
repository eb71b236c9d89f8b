//! Tests of the keys.

use domain::delivery::budget::{BurstKey, Cap, Part};

use super::*;

#[test]
fn the_unread_classes_are_adjacent_and_alone() {
    let (low, high) = unread_range();
    let key = |class| list_key(class, Time::from_millis(1), &EventId::parse("e").unwrap());
    for (class, unread) in [(Class::Pending, true), (Class::Unread, true), (Class::Read, false)] {
        assert_eq!((low.as_str()..=high.as_str()).contains(&key(class).as_str()), unread, "{class:?}");
    }
}

/// Stored notifications are found only while these values do not change.
#[test]
fn the_part_of_a_notification_follows_from_its_id() {
    let user = UserId::parse("u-1").unwrap();
    let part = |id: &str| inbox_part(&user, &EventId::parse(id).unwrap());
    let parts = ["e-1", "e-2", "e-3", "e-4", "order:8812"].map(part);
    assert_eq!(parts, ["u-1#2", "u-1#3", "u-1#0", "u-1#1", "u-1#0"]);
    let all: Vec<String> = inbox_parts(&user).collect();
    assert_eq!(all, ["u-1#0", "u-1#1", "u-1#2", "u-1#3", "u-1#overflow"]);
    for key in all.iter().map(String::as_str).chain(["u-1"]) {
        assert_eq!(user_in(key), Some(user.clone()), "{key}");
    }
    for other in ["u-1#4", "u-1#", "u-1#x", "#0", "device#d-1", "u-1#0#0"] {
        assert_eq!(user_in(other), None, "{other}");
    }
    // Enough notifications of one user that no part has much more than its share.
    let mut counts = [0; 4];
    for n in 0..4_000 {
        let key = part(&format!("fill-{n}"));
        counts[usize::from(key.as_bytes()[4] - b'0')] += 1;
    }
    assert!(counts.iter().all(|count| (800..=1_200).contains(count)), "{counts:?}");
}

#[test]
fn a_class_range_holds_its_whole_class() {
    let key =
        list_key(Class::Unread, Time::from_millis(253_402_214_400_000), &EventId::parse("zzz").unwrap());
    let (low, high) = list_range(Class::Unread, None, None);
    assert!(low < key && key < high);
}

#[test]
fn a_delivery_is_found_by_its_attribute() {
    for (channel, device, attribute) in
        [(Channel::Email, None, "l#email"), (Channel::Push, Some("d:1@x"), "l#push#d:1@x")]
    {
        let key = DeliveryKey { channel, device: device.map(|id| DeviceId::parse(id).unwrap()) };
        assert_eq!(delivery(&key), attribute);
        assert_eq!(delivery_in(attribute), Some(key));
    }
    for not in ["l#pigeon", "l#push#a#b", "email"] {
        assert_eq!(delivery_in(not), None, "{not}");
    }
}

#[test]
fn counters_do_not_share_a_key() {
    let user_id = domain::UserId::parse("u-1").unwrap();
    let calls = |channel, part, second| counter(&Counter::Calls { channel, part, second });
    assert_eq!(calls(Channel::Telegram, Part::Common, 1_795_420_800), "calls#telegram#common#1795420800");
    assert_eq!(calls(Channel::Push, Part::Reserved, 7), "calls#push#p0#7");
    let chat = |is_exempt| counter(&Counter::Chat { user_id: user_id.clone(), second: 7, is_exempt });
    assert_eq!((chat(false), chat(true)), ("chat#u-1#7".into(), "chat#u-1#7#exempt".into()));
    let email = DeliveryKey::of_channel(Channel::Email);
    let minute = counter(&Counter::of_recipient(&user_id, &email, Time::from_millis(420_000)));
    assert_eq!(minute, "recipient#u-1#email#7");
    let burst = limits::burst(BurstKey::of(domain::EventType::OrderFilled, "order_id", "8812"));
    let number = burst.strip_prefix("b#").unwrap();
    assert!(number.len() <= 4 && number.chars().all(|digit| digit.is_ascii_hexdigit()), "{burst}");
    let sms = |cap| counter(&Counter::Sms { user_id: user_id.clone(), cap, window: 3 });
    let frames = |meter| counter(&Counter::Frames { meter, window: 9, ends_at: Time::EPOCH });
    assert_eq!(frames(Meter::Connection(ConnectionId::new("c="))), "frames#c=#9");
    assert_eq!(frames(Meter::User(user_id.clone())), "frames-of#u-1#9");
    assert_eq!(frames(Meter::Hello(ConnectionId::new("c="))), "hello#c=#9");
    assert_eq!(frames(Meter::Flood(Box::new(Meter::User(user_id.clone())))), "flood#frames-of#u-1#9");
    assert_eq!((sms(Cap::Hourly), sms(Cap::Daily)), ("sms#u-1#hour#3".into(), "sms#u-1#day#3".into()));
}
