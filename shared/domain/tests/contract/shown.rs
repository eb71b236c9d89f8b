//! A notification as a device receives it: its frame, its entry in a list, and the
//! states of its deliveries.

use domain::event::catalogue::PreferenceKey;
use std::collections::BTreeMap;
use std::time::Duration;

use domain::delivery::ledger::{DeadReason, Entry, LedgerState, SendAttempt};
use domain::delivery::{AttemptResult, DeliveryKey, Reason};
use domain::event::data::EventData;
use domain::preferences::Preferences;
use domain::protocol::{self, ErrorCode, FrameError, Rearrangement, Surroundings};
use domain::rate_limit::TooMany;
use domain::recipient::Recipient;
use domain::recipient::contact::{Device, DeviceId};
use domain::routing::merged::{Merged, Part, Slot};
use domain::routing::notification::{Attempt, InboxItem, InboxState, Notification};
use domain::routing::plan::{Decision, PlannedDelivery};
use domain::routing::reachability::Reach;
use domain::routing::summary::Summary;
use domain::{Channel, ConnectionId, EventId, EventType, Priority, Time, UserId};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::inbox::{item, usual};
use crate::plan::{device, reachable};

use Channel::{Email, Push, Telegram, Websocket};

/// Returns the time so many seconds after the events here occur.
fn at(seconds: u64) -> Time {
    let occurred: Time = "2026-11-23T08:00:00.123Z".parse().unwrap();
    occurred.plus(Duration::from_secs(seconds))
}

fn push() -> DeliveryKey {
    DeliveryKey { channel: Push, device: Some(DeviceId::parse("d-1").unwrap()) }
}

fn entry(state: LedgerState, tries: u32) -> Entry {
    Entry { state, tries, ..Entry::put_off(None, at(0)) }
}

fn pending(event_type: EventType) -> InboxItem {
    item(InboxState::Pending, usual(event_type))
}

fn with(item: InboxItem, ledger: impl IntoIterator<Item = (DeliveryKey, Entry)>) -> InboxItem {
    InboxItem { ledger: BTreeMap::from_iter(ledger), ..item }
}

fn details(item: &InboxItem, surroundings: &Surroundings<'_>, now: Time) -> Value {
    protocol::details(item, item.notification.as_ref().unwrap(), surroundings, now).unwrap()
}

/// Returns each delivery as `channel#device state=reason@seconds`, with `>` before the merged notification
/// and `+` per attempt.
fn lines(item: &InboxItem, surroundings: &Surroundings<'_>, now: Time) -> Vec<String> {
    let line = |line: &Value| {
        let word = |mark: &str, field: &str| {
            line[field].as_str().map_or_else(String::new, |text| format!("{mark}{text}"))
        };
        let until = line["until"].as_str().map_or_else(String::new, |until| {
            format!("@{}", until.parse::<Time>().unwrap().millis_since(at(0)) / 1_000)
        });
        let attempts = "+".repeat(line["attempts"].as_array().unwrap().len());
        let (device, reason, merged) = (word("#", "device"), word("=", "reason"), word(">", "releasedAs"));
        format!("{}{device} {}{reason}{until}{merged}{attempts}", word("", "channel"), word("", "state"))
    };
    details(item, surroundings, now)["deliveries"].as_array().unwrap().iter().map(line).collect()
}

fn alone(item: &InboxItem, now: Time) -> Vec<String> {
    lines(item, &Surroundings::default(), now)
}

#[test]
fn a_delivery_that_has_not_begun_is_pending_or_ends_as_it_would() {
    let order = pending(EventType::OrderFilled);
    let all = |state: &str| {
        vec![format!("websocket {state}"), format!("push#d-1 {state}"), format!("telegram {state}")]
    };
    assert_eq!(alone(&order, at(1)), all("pending"));
    assert_eq!(alone(&order, at(86_400)), all("expired"));
    let acked = InboxItem { state: InboxState::Seen, acked_at: Some(at(1)), ..order };
    assert_eq!(
        alone(&acked, at(2)),
        ["websocket acked", "push#d-1 pending", "telegram pending"],
        "an ack does not end the first try of what goes out at once"
    );
    let margin_call = pending(EventType::MarginCall);
    let closed = Surroundings { closed_at: Some(at(1)), ..Surroundings::default() };
    let superseded =
        ["websocket", "push#d-1", "telegram", "sms"].map(|name| format!("{name} suppressed=superseded"));
    assert_eq!(lines(&margin_call, &closed, at(2)), superseded);
    let before = Surroundings { closed_at: Some(at(0)), ..Surroundings::default() };
    assert_eq!(
        lines(&margin_call, &before, at(2))[0],
        "websocket pending",
        "the call came after the liquidation"
    );
    assert_eq!(lines(&margin_call, &closed, at(900))[0], "websocket expired");
}

#[test]
fn the_ladder_ends_with_an_ack_unless_it_is_a_security_notice() {
    let acked =
        |event_type| InboxItem { state: InboxState::Seen, acked_at: Some(at(1)), ..pending(event_type) };
    assert_eq!(alone(&acked(EventType::PositionLiquidated), at(2)).last().unwrap(), "sms acked");
    assert_eq!(alone(&acked(EventType::ContactChanged), at(2)).last().unwrap(), "sms pending");
}

#[test]
fn the_ledger_says_where_a_delivery_stands() {
    let dead = LedgerState::DeadLettered { reason: DeadReason::TriesUsedUp, at: at(1) };
    for (state, shown) in [
        (LedgerState::Claimed { until: at(9), by: 1 }, "pending"),
        (LedgerState::Retrying { until: at(9) }, "retrying@9"),
        (LedgerState::Acked, "acked"),
        (LedgerState::Accepted, "accepted"),
        (LedgerState::Unknown, "unknown"),
        (LedgerState::Expired, "expired"),
        (LedgerState::Suppressed(Reason::OverCap), "suppressed=over_cap"),
        (dead, "dead_lettered=tries_used_up"),
        (LedgerState::Merged, "deferred=over_cap"),
    ] {
        let tried = with(pending(EventType::OrderFilled), [(push(), entry(state, 1))]);
        assert_eq!(alone(&tried, at(2))[1], format!("push#d-1 {shown}"));
    }
}

#[test]
fn a_retry_ends_with_an_ack_and_waits_for_the_end_of_quiet_hours() {
    let retrying = |tries| {
        let entry = entry(LedgerState::Retrying { until: at(9) }, tries);
        with(pending(EventType::OrderFilled), [(push(), entry)])
    };
    let acked = |item| InboxItem { state: InboxState::Seen, acked_at: Some(at(1)), ..item };
    assert_eq!(alone(&acked(retrying(1)), at(2))[1], "push#d-1 acked");
    assert_eq!(alone(&acked(retrying(0)), at(2))[1], "push#d-1 retrying@9", "its first try is still to come");
    let quiet = Surroundings { quiet_until: Some(at(60)), ..Surroundings::default() };
    assert_eq!(lines(&retrying(1), &quiet, at(2))[1], "push#d-1 deferred=quiet_hours@60");
    assert_eq!(alone(&retrying(1), at(86_400))[1], "push#d-1 expired");
}

#[test]
fn a_fallback_is_shown_behind_what_was_planned_and_in_place_of_what_was_suppressed() {
    let accepted = || entry(LedgerState::Accepted, 1);
    let email = DeliveryKey::of_channel(Email);
    let taken = with(pending(EventType::OrderFilled), [(email.clone(), accepted())]);
    assert_eq!(
        alone(&taken, at(1)),
        ["websocket pending", "push#d-1 pending", "telegram pending", "email accepted"]
    );

    let mut notification = usual(EventType::OrderFilled);
    for planned in &mut notification.channels {
        if planned.channel == Telegram {
            planned.decision = Decision::Suppress(Reason::NoContact);
        }
    }
    let unreachable = item(InboxState::Pending, notification);
    assert_eq!(alone(&unreachable, at(1))[2], "telegram suppressed=no_contact");
    let reached = with(unreachable, [(DeliveryKey::of_channel(Telegram), accepted())]);
    assert_eq!(alone(&reached, at(1)), ["websocket pending", "push#d-1 pending", "telegram accepted"]);
}

#[test]
fn every_try_is_shown_with_what_is_known_of_it() {
    let send = |status, provider_id: Option<&str>| SendAttempt {
        at: at(1),
        result: AttemptResult::Accepted,
        status,
        provider_id: provider_id.map(str::to_owned),
        duration_ms: 12,
    };
    let attempts = vec![send(None, None), send(Some(200), Some("m-1"))];
    let tried = with(
        pending(EventType::OrderFilled),
        [(push(), Entry { attempts, ..entry(LedgerState::Accepted, 2) })],
    );
    let posted = |status| Attempt {
        at: at(0),
        result: AttemptResult::Gone,
        connection: ConnectionId::new("c-1"),
        status,
        duration_ms: 3,
    };
    let tried = InboxItem { attempts: vec![posted(None), posted(Some(410))], ..tried };
    let shown = details(&tried, &Surroundings::default(), at(2));
    let (first, second) = ("2026-11-23T08:00:00.123Z", "2026-11-23T08:00:01.123Z");
    assert_eq!(
        shown["deliveries"][0]["attempts"],
        json!([
            {"at": first, "result": "gone", "connection": "c-1", "durationMs": 3},
            {"at": first, "result": "gone", "connection": "c-1", "status": 410, "durationMs": 3},
        ])
    );
    assert_eq!(
        shown["deliveries"][1]["attempts"],
        json!([
            {"at": second, "result": "accepted", "durationMs": 12},
            {"at": second, "result": "accepted", "status": 200, "providerId": "m-1", "durationMs": 12},
        ])
    );
    assert_eq!(
        (&shown["occurredAt"], &shown["routedAt"], &shown["ackedAt"]),
        (&json!(first), &json!(first), &Value::Null)
    );
    let acked = InboxItem { state: InboxState::Read, acked_at: Some(at(1)), ..tried };
    let shown = details(&acked, &Surroundings::default(), at(2));
    assert_eq!((&shown["ackedAt"], &shown["notification"]["read"]), (&json!(second), &json!(true)));
}

/// A price alert whose push and Telegram message are deferred until the tenth minute.
fn deferred_item() -> InboxItem {
    let mut notification = usual(EventType::PriceAlert);
    for planned in notification.channels.iter_mut().filter(|planned| planned.channel != Websocket) {
        planned.decision = Decision::Defer { until: at(600) };
    }
    item(InboxState::Pending, notification)
}

#[test]
fn what_waits_for_the_end_of_quiet_hours_says_until_when() {
    let waits = |until: &str| {
        vec!["websocket pending".to_owned(), format!("push#d-1 {until}"), format!("telegram {until}")]
    };
    let quiet = Surroundings { quiet_until: Some(at(900)), ..Surroundings::default() };
    assert_eq!(
        lines(&deferred_item(), &quiet, at(1)),
        waits("deferred=quiet_hours@900"),
        "as the trader has it now"
    );
    assert_eq!(
        alone(&deferred_item(), at(5)),
        waits("deferred=quiet_hours@5"),
        "they are switched off: it is due"
    );
    assert_eq!(alone(&deferred_item(), at(700)), waits("deferred=quiet_hours@600"));
    assert_eq!(alone(&deferred_item(), at(3_600))[1], "push#d-1 expired");
    let acked = InboxItem { state: InboxState::Seen, acked_at: Some(at(1)), ..deferred_item() };
    assert_eq!(alone(&acked, at(2))[1], "push#d-1 acked");
    let own = deferred_item().notification.unwrap().id;
    let whole = InboxItem { released_as: Some(own), ..deferred_item() };
    assert_eq!(alone(&whole, at(2))[1], "push#d-1 pending", "it went out by itself");
}

fn summary_of(bound: &InboxItem, recipient: &Recipient) -> InboxItem {
    let bound = bound.notification.clone().unwrap();
    let summary = Summary::of(&[bound], recipient, at(600)).unwrap();
    let (user, id) = (UserId::parse("u-42").unwrap(), EventId::parse("quiet-hours-summary:1").unwrap());
    item(InboxState::Pending, summary.notify(user, id, recipient, &Channel::ALL, at(600)))
}

#[test]
fn what_left_in_a_summary_ends_as_its_message_did() {
    let accepted = |seconds| {
        let attempt = SendAttempt {
            at: at(seconds),
            result: AttemptResult::Accepted,
            status: None,
            provider_id: None,
            duration_ms: 1,
        };
        Entry { attempts: vec![attempt], ..entry(LedgerState::Accepted, 1) }
    };
    let recipient = reachable(&Preferences::default());
    let summary = |seconds| with(summary_of(&deferred_item(), &recipient), [(push(), accepted(seconds))]);
    let shown = |summary: &InboxItem, now| {
        let surroundings = Surroundings { summary: Some(summary), ..Surroundings::default() };
        lines(&deferred_item(), &surroundings, now)
    };
    assert_eq!(
        shown(&summary(601), at(602)),
        ["websocket pending", "push#d-1 accepted+", "telegram pending"]
    );
    assert_eq!(shown(&summary(3_600), at(3_601))[1], "push#d-1 expired", "the message only counted it");
    let mut preferences = Preferences::default();
    preferences[PreferenceKey::PriceAlert].channels = vec![Websocket, Push];
    let narrower = summary_of(&deferred_item(), &reachable(&preferences));
    assert_eq!(shown(&narrower, at(602))[1..], ["push#d-1 pending", "telegram suppressed=not_chosen"]);
    let of_another =
        summary_of(&InboxItem { notification: renamed(deferred_item()), ..deferred_item() }, &recipient);
    assert_eq!(shown(&of_another, at(700))[1], "push#d-1 deferred=quiet_hours@600", "it is not in this one");
}

fn renamed(item: InboxItem) -> Option<Notification> {
    item.notification.map(|notification| Notification { id: EventId::parse("e-2").unwrap(), ..notification })
}

#[test]
fn what_left_in_a_merged_message_ends_as_it_did_and_names_it() {
    let key = DeliveryKey::of_channel(Telegram);
    let slot = Slot::at(&key, Priority::P1, at(0));
    let id = slot.id().unwrap();
    let merged_into =
        |id: EventId| with(pending(EventType::PriceAlert), [(key.clone(), Entry::merged(None, id, at(0)))]);
    let (recipient, own) = (reachable(&Preferences::default()), merged_into(id.clone()));
    let message = |part: Part, state| {
        let merged = Merged::new(&slot, vec![part], &[], &recipient);
        let notification = merged.notify(UserId::parse("u-42").unwrap(), id.clone(), &slot, at(60));
        with(item(InboxState::Pending, notification), [(key.clone(), entry(state, 1))])
    };
    let part = || Part::of(own.notification.as_ref().unwrap());
    let shown = |merged: &[InboxItem]| {
        let surroundings = Surroundings { merged, ..Surroundings::default() };
        lines(&own, &surroundings, at(61)).pop().unwrap()
    };
    let due = slot.due().millis_since(at(0)) / 1_000;
    assert_eq!(shown(&[]), format!("telegram deferred=over_cap@{due}>{id}"), "the message is not stored yet");
    let accepted = message(part(), LedgerState::Accepted);
    assert_eq!(shown(std::slice::from_ref(&accepted)), format!("telegram accepted>{id}"));
    let of_another = message(Part { id: EventId::parse("e-2").unwrap(), ..part() }, LedgerState::Accepted);
    assert_eq!(shown(&[of_another]), format!("telegram deferred=over_cap@{due}>{id}"));
    let expired = message(Part { expires_at: at(61), ..part() }, LedgerState::Retrying { until: at(70) });
    assert_eq!(shown(&[expired]), format!("telegram expired>{id}"));
    let refused = message(part(), LedgerState::DeadLettered { reason: DeadReason::Refused, at: at(60) });
    assert_eq!(shown(&[refused]), format!("telegram dead_lettered=refused>{id}"));
}

#[test]
fn a_merged_message_speaks_for_those_that_it_replaced() {
    let slot = Slot::at(&push(), Priority::P0, at(0));
    let id = slot.id().unwrap();
    let own = with(pending(EventType::OrderFilled), [(push(), Entry::merged(None, id.clone(), at(0)))]);
    let recipient = reachable(&Preferences::default());
    let covers = vec![own.notification.as_ref().unwrap().id.clone()];
    let merged = Merged { covers, ..Merged::new(&slot, Vec::new(), &[], &recipient) };
    let notification = merged.notify(UserId::parse("u-42").unwrap(), id.clone(), &slot, at(60));
    let notification = Notification { expires_at: at(600), ..notification };
    let later = with(item(InboxState::Pending, notification), [(push(), entry(LedgerState::Accepted, 1))]);
    let surroundings = Surroundings { merged: &[later], ..Surroundings::default() };
    assert_eq!(lines(&own, &surroundings, at(61))[1], format!("push#d-1 accepted>{id}"));
}

#[test]
fn a_frame_is_silent_where_it_was_planned_or_has_become_so() {
    let order = usual(EventType::OrderFilled);
    let frame = |silent, is_quiet| -> Value {
        let notification = Notification { silent, ..order.clone() };
        serde_json::from_str(&protocol::notification(&notification, is_quiet)).unwrap()
    };
    for (silent, is_quiet, shown) in
        [(false, false, false), (true, false, true), (false, true, true), (true, true, true)]
    {
        assert_eq!(frame(silent, is_quiet)["silent"], shown);
    }
    let shown = frame(false, false);
    let words: Vec<_> = shown.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(words.join(" "), "type id event priority timestamp data title body severity link silent");
    assert_eq!((&shown["event"], &shown["priority"]), (&json!("order_filled"), &json!(0)));
}

#[test]
fn an_entry_of_a_list_says_whether_it_is_read_and_acked() {
    for (state, read, acked, archived) in [
        (InboxState::Pending, false, false, Value::Null),
        (InboxState::Seen, false, true, Value::Null),
        (InboxState::Read, true, true, Value::Null),
        (InboxState::SeenArchived, true, true, json!(true)),
        (InboxState::ReadArchived, true, true, json!(true)),
    ] {
        let entry = protocol::listed(&usual(EventType::OrderFilled), state).unwrap();
        assert_eq!((&entry["read"], &entry["acked"]), (&json!(read), &json!(acked)));
        assert_eq!(entry["archived"], archived);
        assert_eq!(entry["data"]["symbol"], "BTC-USDT");
    }
    let data = RawValue::from_string(r#"{"$serde_json::private::Number":"1"}"#.to_owned()).unwrap();
    assert!(
        protocol::listed(&Notification { data, ..usual(EventType::OrderFilled) }, InboxState::Read).is_err()
    );
}

#[test]
fn an_error_says_what_it_knows() {
    let shown = |error: FrameError| serde_json::from_str::<Value>(&protocol::error(&error)).unwrap();
    let refused = FrameError::bad("ids", "must be a list").answering(Some("7".to_owned()));
    let expected = json!({"type": "error", "requestId": "7", "code": "bad_field", "message": "ids must be a list", "field": "ids"});
    assert_eq!(shown(refused), expected);
    let wait = FrameError::too_many_requests(TooMany { retry_after: Duration::from_millis(1_500) });
    assert_eq!((&shown(wait.clone())["retryAfter"], wait.code), (&json!(2), ErrorCode::TooManyRequests));
    let conflict = shown(FrameError::version_conflict(Preferences::shared_default(), 3));
    assert_eq!((&conflict["version"], &conflict["preferences"]["timeZone"]), (&json!(3), &Value::Null));
    assert_eq!((&conflict["code"], &conflict["requestId"]), (&json!("version_conflict"), &Value::Null));
    for (error, code, field) in [
        (FrameError::cursor("after"), "bad_field", Some("after")),
        (FrameError::no_notification(), "not_found", Some("id")),
        (FrameError::no_alert(), "not_found", Some("alertId")),
        (FrameError::past_alert(), "bad_field", Some("alertId")),
        (FrameError::client_id_used(), "bad_field", Some("clientId")),
        (FrameError::expired_alert(), "bad_field", Some("alert.expiresAt")),
        (FrameError::too_many_alerts(), "limit_reached", None),
        (FrameError::too_many_stored_alerts(), "limit_reached", None),
        (FrameError::internal(), "internal", None),
    ] {
        assert_eq!((error.code.name(), error.field.as_deref()), (code, field));
        assert!(!error.message.is_empty());
    }
}

#[test]
fn the_other_devices_receive_what_was_read() {
    let ids = [EventId::parse("e-1").unwrap()];
    let some = protocol::read(Some(&ids), 4, false);
    assert_eq!(some, r#"{"type":"read","ids":["e-1"],"unread":4,"unreadMore":false}"#);
    let all = protocol::read(None, 100, true);
    assert_eq!(all, r#"{"type":"read","all":true,"unread":100,"unreadMore":true}"#);
}

#[test]
fn the_other_devices_receive_what_was_archived_or_marked_unread() {
    let ids = [EventId::parse("e-1").unwrap()];
    for (how, name) in [
        (Rearrangement::Archived, "archived"),
        (Rearrangement::Unarchived, "unarchived"),
        (Rearrangement::Unread, "unread"),
    ] {
        let expected = format!(r#"{{"type":"{name}","ids":["e-1"],"unread":4,"unreadMore":false}}"#);
        assert_eq!(protocol::rearranged(how, &ids, 4, false), expected);
    }
}

#[test]
fn a_reply_names_its_request_and_adds_its_fields() {
    assert_eq!(protocol::reply("7", json!({"sent": 2})), r#"{"type":"reply","requestId":"7","sent":2}"#);
}

#[test]
fn reachability_shows_the_devices_for_push_without_their_tokens() {
    let mut recipient = reachable(&Preferences::default());
    recipient.devices =
        vec![Device { language: Some("de".to_owned()), ..device("d-2", 2) }, device("d-1", 1)];
    let reaches =
        [Reach { channel: Push, reason: None }, Reach { channel: Email, reason: Some(Reason::NoContact) }];
    assert_eq!(
        protocol::reachability(&reaches, &recipient),
        json!({"channels": [
            {"channel": "push", "reachable": true, "devices": [
                {"deviceId": "d-2", "platform": "android", "language": "de", "registeredAt": "1970-01-01T00:00:00.002Z"},
                {"deviceId": "d-1", "platform": "android", "registeredAt": "1970-01-01T00:00:00.001Z"},
            ]},
            {"channel": "email", "reachable": false, "reason": "no_contact"},
        ]})
    );
}

#[test]
fn a_summary_and_a_merged_message_are_in_no_list() {
    let recipient = reachable(&Preferences::default());
    let summary = summary_of(&deferred_item(), &recipient).notification.unwrap();
    assert_eq!((summary.hidden(), summary.event_type), (Some(Reason::NotChosen), EventType::Summary));
    let sent: Vec<_> = summary.channels.iter().flat_map(PlannedDelivery::keys).collect();
    assert_eq!(sent, [push(), DeliveryKey::of_channel(Telegram)]);
    let content = EventData::of_stored(EventType::Summary, &summary.data).unwrap();
    assert!(matches!(content, EventData::Summary(summary) if summary.size() == 1));
}
