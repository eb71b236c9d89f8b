//! Deliveries above the limit of one recipient, merged into one message.

use domain::Channel::{Email, Push, Telegram, Websocket};
use domain::Priority::{P0, P1, P2};
use domain::delivery::ledger::DeliveryKey;
use domain::event::catalogue::PreferenceKey;
use domain::event::data::EventData;
use domain::preferences::Preferences;
use domain::recipient::Recipient;
use domain::recipient::contact::DeviceId;
use domain::routing::merged::{AboveLimit, Merged, Part, Slot};
use domain::routing::plan::{Decision, Reason};
use domain::text::{self, Text};
use domain::{Channel, EventId, EventType, Language, Locale, Priority, Time, UserId};
use proptest::prelude::*;

use crate::plan::reachable;

fn at(time: &str) -> Time {
    format!("2026-11-24T{time}Z").parse().unwrap()
}

fn key(channel: Channel) -> DeliveryKey {
    let device = (channel == Push).then(|| DeviceId::parse("d-1").unwrap());
    DeliveryKey { channel, device }
}

fn id(text: &str) -> EventId {
    EventId::parse(text).unwrap()
}

fn user() -> UserId {
    UserId::parse("u-1").unwrap()
}

fn part(id: &str, event_type: EventType, subject: &str) -> Part {
    Part {
        id: EventId::parse(id).unwrap(),
        event_type,
        subject: Some(subject.to_owned()),
        expires_at: at("09:00:00.000"),
        left_out: None,
    }
}

fn fills(range: std::ops::Range<u32>) -> Vec<Part> {
    range.map(|number| part(&format!("fill-{number}"), EventType::OrderFilled, "BTC-USDT")).collect()
}

fn says(merged: Merged, language: Language) -> Text {
    let data = EventData::Merged(merged);
    text::telegram(&data, &Locale { language, ..Locale::default() })
}

#[test]
fn what_must_be_noticed_is_never_merged_and_a_report_never_counted() {
    for &event_type in EventType::ALL {
        let row = event_type.row();
        let expected = match event_type {
            _ if row.mandatory || !row.ladder.is_empty() => AboveLimit::Exempt,
            EventType::WeeklyPnlReport | EventType::DailyReport => AboveLimit::Waits,
            _ => AboveLimit::Merges,
        };
        assert_eq!(AboveLimit::of(event_type, row.priority), expected, "{event_type}");
        assert!(row.burst_by.is_empty() || expected == AboveLimit::Merges, "{event_type} is never merged");
    }
    for event_type in EventType::OWN {
        assert_eq!(AboveLimit::of(event_type, event_type.priority()), AboveLimit::Exempt, "{event_type}");
    }
}

#[test]
fn a_p0_is_due_at_once_where_a_message_can_be_replaced_and_all_else_in_the_next_minute() {
    let now = at("08:00:31.500");
    for channel in [Push, Telegram] {
        assert_eq!(Slot::at(&key(channel), P0, now).due(), at("08:00:30.000"));
        assert_eq!(Slot::at(&key(channel), P0, now).after(now).due(), at("08:00:32.000"));
        for priority in [P1, P2] {
            assert_eq!(Slot::at(&key(channel), priority, now).due(), at("08:01:00.000"));
        }
    }
    for priority in Priority::ALL {
        let slot = Slot::at(&key(Email), priority, now);
        assert_eq!(slot.due(), at("08:01:00.000"));
        assert_eq!(slot.after(now).due(), at("08:02:00.000"), "it was closed");
        assert_eq!(slot.after(at("08:07:00.000")).due(), at("08:08:00.000"), "long ago");
        assert!(slot.replaced().is_empty());
    }
}

#[test]
fn a_message_replaces_those_of_its_minute() {
    let slot = Slot::at(&key(Push), P0, at("08:00:05.000"));
    let replaced: Vec<_> = slot.replaced().iter().map(Slot::due).collect();
    assert_eq!(replaced, [at("08:00:00.000"), at("08:00:02.000")]);
    let replacing = slot.replacing();
    assert_eq!(
        (replacing[0].due(), replacing.last().unwrap().due()),
        (at("08:00:06.000"), at("08:00:58.000"))
    );
    let recipient = Recipient::unknown(user());
    let collapse = |slot: &Slot| {
        let merged = Merged::new(slot, fills(0..1), &[], &recipient);
        EventData::Merged(merged).collapse_key().unwrap().to_owned()
    };
    assert_eq!(collapse(&slot), collapse(&slot.replaced()[0]));
    assert_ne!(collapse(&slot), collapse(&Slot::at(&key(Push), P0, at("08:01:00.000"))));
}

proptest! {
    #[test]
    fn a_slot_is_found_by_its_id(
        millis in 0_i64..4_000_000_000_000, priority in 0_u8..3, channel in 1_usize..5
    ) {
        let priority = Priority::from_number(priority).unwrap();
        let slot = Slot::at(&key(Channel::ALL[channel]), priority, Time::from_millis(millis));
        prop_assert_eq!(Slot::parse(&slot.id().unwrap()), Some(slot.clone()));
        let wait = slot.due().as_millis() - millis;
        prop_assert!((-2_000..=60_000).contains(&wait), "{wait}");
        prop_assert!(slot.after(Time::from_millis(millis)) > slot);
    }

    #[test]
    fn no_other_id_is_taken_for_a_slot(id in "(merged:)?[a-z0-9:]{1,40}") {
        let id = EventId::parse(id).unwrap();
        if let Some(slot) = Slot::parse(&id) {
            prop_assert_eq!(slot.id(), Some(id));
        }
    }
}

#[test]
fn the_message_says_how_many_and_of_what() {
    let slot = Slot::at(&key(Telegram), P0, at("08:00:05.000"));
    let recipient = Recipient::unknown(user());
    let first = Merged::new(&slot, fills(0..25), &[], &recipient);
    assert_eq!(says(first.clone(), Language::En).body, "25 fills in BTC-USDT");
    let mut parts = fills(25..27);
    parts.push(part("a-1", EventType::PriceAlert, "ETH-USDT"));
    let second = Merged::new(&slot, parts, &[(id("m-0"), first)], &recipient);
    assert_eq!(second.size(), 28);
    assert_eq!(second.covers, [id("m-0")]);
    let english = says(second.clone(), Language::En);
    assert_eq!(english.title, "28 notifications in a short time");
    assert_eq!(english.body, "27 fills in BTC-USDT, 1 price alert in ETH-USDT");
    let german = says(second, Language::De);
    assert_eq!(german.title, "28 Nachrichten in kurzer Zeit");
    assert_eq!(german.body, "27 Ausführungen in BTC-USDT, 1 Kursalarm in ETH-USDT");
    let many = (0..10).map(|n| part(&format!("a-{n}"), EventType::PriceAlert, &format!("S{n}"))).collect();
    let many = says(Merged::new(&slot, many, &[], &recipient), Language::En).body;
    assert!(many.ends_with("1 price alert in S5 and 4 more"), "{many}");
}

#[test]
fn expired_parts_are_counted_and_not_shown() {
    let slot = Slot::at(&key(Email), P1, at("08:00:05.000"));
    let recipient = Recipient::unknown(user());
    let mut parts = fills(0..3);
    parts[1].expires_at = at("08:00:30.000");
    let merged = Merged::new(&slot, parts, &[], &recipient);
    // No fill goes by e-mail unless the trader chose it, so with the defaults nothing is wanted.
    assert_eq!(merged.withdrawn(Email, &recipient), Some(Reason::NotChosen));
    let slot = Slot::at(&key(Push), P0, at("08:00:05.000"));
    let mut parts = fills(0..3);
    parts[1].expires_at = at("08:00:30.000");
    let merged = Merged::new(&slot, parts, &[], &recipient);
    let told = merged.visible_on(Push, &recipient, at("08:01:00.000"));
    assert_eq!(says(told, Language::En).body, "2 fills in BTC-USDT. 1 more has expired");
    assert_eq!(merged.wanted_until(Push, &recipient), Some(at("09:00:00.000")));
}

#[test]
fn what_is_switched_off_is_left_out() {
    let mut recipient = Recipient::unknown(user());
    std::sync::Arc::make_mut(&mut recipient.preferences)[PreferenceKey::OrderFilled].enabled = false;
    let slot = Slot::at(&key(Push), P0, at("08:00:05.000"));
    let mut parts = fills(0..1);
    parts.push(part("a-1", EventType::PriceAlert, "ETH-USDT"));
    let merged = Merged::new(&slot, parts, &[], &recipient);
    assert_eq!(merged.part(&EventId::parse("fill-0").unwrap()).unwrap().left_out, Some(Reason::Disabled));
    let told = merged.visible_on(Push, &recipient, at("08:00:05.000"));
    assert_eq!((told.parts.len(), told.expired), (1, 0));
    assert_eq!(merged.withdrawn(Push, &recipient), None, "the alert is wanted");
}

#[test]
fn parts_left_out_at_the_merge_are_not_shown_later() {
    let (slot, mut off) = (Slot::at(&key(Push), P1, at("08:00:00.000")), Preferences::default());
    off[PreferenceKey::Deposit].enabled = false;
    let on = reachable(&Preferences::default());
    let merged = |recipient: &Recipient| {
        Merged::new(&slot, vec![part("d-1", EventType::DepositCredited, "USDT")], &[], recipient)
    };
    let told = |merged: &Merged, recipient: &Recipient| {
        merged.visible_on(Push, recipient, at("08:01:00.000")).size()
    };
    assert_eq!(told(&merged(&on), &on), 1);
    assert_eq!(told(&merged(&on), &reachable(&off)), 0, "it was switched off since");
    let left_out = merged(&reachable(&off));
    assert_eq!(told(&left_out, &on), 0, "it was switched on since");
    assert_eq!(left_out.wanted_until(Push, &on), None);
    assert_eq!(left_out.withdrawn(Push, &on), Some(Reason::Disabled));
    assert_eq!(merged(&on).wanted_until(Push, &on), Some(at("09:00:00.000")));
    assert_eq!(
        (merged(&on).withdrawn(Push, &on), left_out.part(&id("d-1")).map(|part| part.left_out)),
        (None, Some(Some(Reason::Disabled)))
    );
}

#[test]
fn a_merged_message_is_stored_and_read() {
    let slot = Slot::at(&key(Push), P0, at("08:00:05.000"));
    let recipient = Recipient::unknown(user());
    let first = Merged::new(&slot, fills(0..2), &[], &recipient);
    let merged = Merged::new(&slot, fills(2..5), &[(id("m-0"), first)], &recipient);
    let now = at("08:00:06.000");
    let notification = merged.clone().notify(user(), slot.id().unwrap(), &slot, now);
    let data = EventData::of_stored(EventType::Merged, &notification.data);
    assert_eq!(merged.priority, P0, "it is sent like the fills in it");
    assert_eq!(data, Ok(EventData::Merged(merged)));
    assert_eq!(notification.at_once().collect::<Vec<_>>(), [key(Push)]);
    assert_eq!(notification.hidden(), Some(Reason::NotChosen), "each of its parts is in the inbox already");
    assert_eq!(notification.channels[0].channel, Websocket);
    assert_eq!(notification.channels[1].decision, Decision::Deliver);
    assert_eq!(notification.expires_at, at("09:00:00.000"));
    for corrupt in ["{}", r#"{"parts":[{"id":"x"}]}"#, r#"{"priority":7,"burst":"b","parts":[]}"#] {
        let raw = serde_json::value::RawValue::from_string(corrupt.to_owned()).unwrap();
        assert!(EventData::of_stored(EventType::Merged, &raw).is_err(), "{corrupt}");
    }
}
