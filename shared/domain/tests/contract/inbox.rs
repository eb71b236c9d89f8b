//! A notification in its owner's inbox: its state, the deliveries that are still to be sent,
//! and repeated events.

use domain::event::catalogue::PreferenceKey;
use std::collections::BTreeMap;

use domain::delivery::DeliveryKey;
use domain::event::Event;
use domain::preferences::Preferences;
use domain::recipient::contact::DeviceId;
use domain::routing::notification::{
    Attempt, AttemptResult, Change, DeliveryState, InboxItem, InboxState, Notification,
};
use domain::routing::plan::{Plan, Reason};
use domain::{Channel, ConnectionId, EventId, EventType, Locale, Time, text};
use serde_json::json;
use serde_json::value::RawValue;

use crate::event;
use crate::plan::{plan, reachable, reached_by, sample};

use Channel::{Email, Push, Sms, Telegram, Websocket};
use InboxState::{Pending, Read, ReadEarly, Received, ReceivedEarly, Seen, SeenEarly};

pub(crate) fn notification(event: &Event, plan: &Plan) -> Notification {
    Notification::new(event, plan, text::in_app(&event.data, &Locale::default()), event.occurred_at)
}

/// Returns the notification of this event for a trader with all contacts and the default preferences.
pub(crate) fn usual(event_type: EventType) -> Notification {
    let event = sample(event_type);
    let planned = plan(&event, &reachable(&Preferences::default()), &Channel::ALL, None);
    notification(&event, &planned)
}

pub(crate) fn item(state: InboxState, notification: Notification) -> InboxItem {
    InboxItem {
        state,
        acked_at: None,
        seen: None,
        notification: Some(notification),
        attempts: Vec::new(),
        ledger: BTreeMap::new(),
        ladder_step: 0,
        repeats: 0,
        released_as: None,
    }
}

#[test]
fn every_change_leads_to_one_state_or_is_already_in() {
    for (state, arrived, received, seen, read) in [
        (None, Some(Pending), Some(ReceivedEarly), Some(SeenEarly), Some(ReadEarly)),
        (Some(ReceivedEarly), Some(Received), None, Some(SeenEarly), Some(ReadEarly)),
        (Some(SeenEarly), Some(Seen), None, None, Some(ReadEarly)),
        (Some(ReadEarly), Some(Read), None, None, None),
        (Some(Pending), None, Some(Received), Some(Seen), Some(Read)),
        (Some(Received), None, None, Some(Seen), Some(Read)),
        (Some(Seen), None, None, None, Some(Read)),
        (Some(Read), None, None, None, None),
    ] {
        assert_eq!(InboxState::after(state, Change::Arrived), arrived, "{state:?}");
        assert_eq!(InboxState::after(state, Change::Received), received, "{state:?}");
        assert_eq!(InboxState::after(state, Change::Seen), seen, "{state:?}");
        assert_eq!(InboxState::after(state, Change::Read), read, "{state:?}");
    }
}

#[test]
fn a_state_says_whether_it_is_written_received_seen_and_read() {
    for (state, is_written, is_received, is_seen, is_read) in [
        (ReceivedEarly, false, true, false, false),
        (SeenEarly, false, true, true, false),
        (ReadEarly, false, true, true, true),
        (Pending, true, false, false, false),
        (Received, true, true, false, false),
        (Seen, true, true, true, false),
        (Read, true, true, true, true),
    ] {
        let says = (state.is_written(), state.is_received(), state.is_seen(), state.is_read());
        assert_eq!(says, (is_written, is_received, is_seen, is_read), "{state:?}");
    }
}

#[test]
fn an_event_is_repeated_only_by_one_that_says_the_same() {
    let first = event("order_filled", &fill("0.5"));
    let planned = plan(&first, &reachable(&Preferences::default()), &Channel::ALL, None);
    let notification = notification(&first, &planned);
    assert!(notification.repeats(&first));
    let later = |time: Time| Time::from_millis(time.as_millis() + 1);
    assert!(
        notification.repeats(&Event { channels: Some(vec![Push]), ..first.clone() }),
        "it was routed already"
    );
    for other in [
        event("order_filled", &fill("0.6")),
        event("order_partially_filled", &partial()),
        Event { occurred_at: later(first.occurred_at), ..first.clone() },
        Event { expires_at: later(first.expires_at), ..first.clone() },
    ] {
        assert!(!notification.repeats(&other), "{other:?}");
    }
}

fn fill(quantity: &str) -> serde_json::Value {
    json!({"order_id": "o", "symbol": "A", "side": "buy", "quantity": quantity, "price": "1"})
}

fn partial() -> serde_json::Value {
    json!({"order_id": "o", "symbol": "A", "side": "buy", "filled_quantity": "0.5", "remaining_quantity": "0", "price": "1"})
}

#[test]
fn what_goes_out_at_once_does_not_climb_and_what_climbs_does_not_go_out_at_once() {
    let liquidation = usual(EventType::PositionLiquidated);
    let push = DeliveryKey { channel: Push, device: Some(DeviceId::parse("d-1").unwrap()) };
    let at_once: Vec<_> = liquidation.at_once().collect();
    assert_eq!(at_once, [push, DeliveryKey::of_channel(Telegram), DeliveryKey::of_channel(Email)]);
    assert_eq!(liquidation.ladder().map(|planned| planned.channel).collect::<Vec<_>>(), [Sms]);
    let fill = usual(EventType::OrderFilled);
    assert_eq!((fill.ladder().count(), fill.at_once().count(), fill.deferred().count()), (0, 2, 0));
}

#[test]
fn what_waits_for_the_end_of_quiet_hours_is_not_sent_at_once() {
    let mut preferences = Preferences::default();
    preferences.quiet_hours.enabled = true;
    "00:00".clone_into(&mut preferences.quiet_hours.from);
    "23:59".clone_into(&mut preferences.quiet_hours.to);
    let alert = sample(EventType::PriceAlert);
    let planned = plan(&alert, &reachable(&preferences), &Channel::ALL, None);
    let night = notification(&alert, &planned);
    assert!(night.silent && night.hidden().is_none());
    assert_eq!(night.at_once().count(), 0);
    assert_eq!(night.deferred().map(|planned| planned.channel).collect::<Vec<_>>(), [Push, Telegram]);
}

#[test]
fn only_a_margin_call_has_a_position_that_a_liquidation_closes() {
    let position = |event_type| usual(event_type).closed_by().map(|id| id.as_str().to_owned());
    assert_eq!(position(EventType::MarginCall).as_deref(), Some("8812"));
    assert_eq!(position(EventType::PositionLiquidated), None, "it is the liquidation");
    assert_eq!(position(EventType::OrderFilled), None);
    for unreadable in ["[]", r#"{"position_id":7}"#, r#"{"position_id":""}"#, "{}"] {
        let data = RawValue::from_string(unreadable.to_owned()).unwrap();
        let stored = Notification { data, ..usual(EventType::MarginCall) };
        assert_eq!(stored.closed_by(), None, "{unreadable}");
    }
}

#[test]
fn a_connection_has_accepted_only_what_its_own_gateway_took() {
    fn connection(name: &str) -> ConnectionId {
        ConnectionId::new(name)
    }
    let attempt = |name: &str, result| Attempt {
        at: Time::EPOCH,
        result,
        connection: connection(name),
        status: None,
        duration_ms: 1,
    };
    let mut tried = item(Pending, usual(EventType::OrderFilled));
    assert!(!tried.was_accepted_by(&connection("a")));
    tried.attempts = vec![
        attempt("a", AttemptResult::Timeout),
        attempt("b", AttemptResult::Gone),
        attempt("c", AttemptResult::Accepted),
    ];
    let accepted = ["a", "b", "c", "d"].map(|name| tried.was_accepted_by(&connection(name)));
    assert_eq!(accepted, [false, false, true, false]);
    tried.attempts.push(attempt("a", AttemptResult::Accepted));
    assert!(tried.was_accepted_by(&connection("a")), "it took the second try");
}

#[test]
fn the_in_app_delivery_ends_with_the_ack_or_with_its_time() {
    let notification = usual(EventType::PriceAlert);
    let (end, before) = (notification.expires_at, Time::from_millis(notification.expires_at.as_millis() - 1));
    let state = |state, acked_at, now| {
        let item = InboxItem { acked_at, ..item(state, notification.clone()) };
        DeliveryState::in_app(&item, &notification, now)
    };
    assert_eq!(state(Pending, None, before), DeliveryState::Pending);
    assert_eq!(state(Pending, None, end), DeliveryState::Expired);
    assert_eq!(state(Seen, Some(before), end), DeliveryState::Acked);
    assert_eq!(state(Read, Some(before), end), DeliveryState::Acked);
    assert_eq!(state(Received, Some(before), end), DeliveryState::Acked, "a device has it");
    assert_eq!(state(Seen, Some(end), end), DeliveryState::Expired, "read late, and not delivered in time");
    assert_eq!(
        state(Pending, Some(before), end),
        DeliveryState::Expired,
        "a time without its ack says nothing"
    );
}

#[test]
fn what_the_app_does_not_show_is_suppressed_there() {
    let mut preferences = Preferences::default();
    preferences[PreferenceKey::OrderFilled].channels = vec![Push];
    let fill = sample(EventType::OrderFilled);
    let planned = plan(&fill, &reached_by(&preferences, &[Push]), &Channel::ALL, None);
    let hidden = notification(&fill, &planned);
    assert_eq!(hidden.hidden(), Some(Reason::NotChosen));
    let state = DeliveryState::in_app(&item(Seen, hidden.clone()), &hidden, fill.occurred_at);
    assert_eq!(state, DeliveryState::Suppressed);
    assert_eq!(usual(EventType::OrderFilled).hidden(), None);
}

#[test]
fn a_notification_is_the_event_by_its_plan() {
    let event = sample(EventType::MarginCall);
    let planned = plan(&event, &reachable(&Preferences::default()), &Channel::ALL, None);
    let kept = notification(&event, &planned);
    assert_eq!((&kept.user_id, &kept.id), (&event.user_id, &EventId::parse("e-1").unwrap()));
    assert_eq!((kept.event_type, kept.expires_at), (EventType::MarginCall, event.expires_at));
    assert_eq!((&kept.channels, kept.silent), (&planned.deliveries, false));
    assert_eq!(kept.data.get(), event.data.to_json().get());
    assert_eq!(kept.channels[0].channel, Websocket);
    assert!(!kept.is_expired(event.occurred_at) && kept.is_expired(event.expires_at));
}
