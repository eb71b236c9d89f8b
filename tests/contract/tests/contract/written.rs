//! The documents that the system writes, against their schemas. The schemas are closed here, so
//! that they describe every field that is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use domain::alert::{NewAlert, Phase, State, listed};
use domain::delivery::ledger::{DeadReason, Entry, LedgerState, SendAttempt};
use domain::delivery::{AttemptResult, DeliveryKey, Reason};
use domain::event::data::Id;
use domain::event::{Event, Rejection, RejectionCode};
use domain::preferences::{Preferences, PreferencesUpdate};
use domain::protocol::{
    self as frames, Action, ErrorCode, FrameError, Rearrangement, Request, Surroundings, reply,
};
use domain::rate_limit::TooMany;
use domain::recipient::Recipient;
use domain::recipient::contact::{Chat, ChatId, Device, DeviceId, DeviceToken, Platform};
use domain::routing::merged::{Merged, Part, Slot};
use domain::routing::notification::{Attempt, DeliveryState, InboxItem, InboxState, Notification};
use domain::routing::plan::{self, Decision};
use domain::routing::reachability::reachability;
use domain::routing::summary::Summary;
use domain::text;
use domain::topics::Topic;
use domain::{Channel, ConnectionId, EventId, EventType, Locale, Priority, UserId};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::agreement::documents;
use crate::decoders::now;
use crate::mutation::{places, replaced, values, without};
use crate::validators::{schemas, takes, validators};

/// The schemas without additional properties; `data` may have more, which the exchange wrote.
static CLOSED: LazyLock<BTreeMap<String, Validator>> = LazyLock::new(|| {
    let mut closed = schemas().clone();
    closed.values_mut().for_each(close);
    validators(&closed, true)
});

fn close(schema: &mut Value) {
    match schema {
        Value::Object(words) => {
            words.values_mut().for_each(close);
            if words.get("type") == Some(&json!("object")) && words.contains_key("properties") {
                words.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(values) => values.iter_mut().for_each(close),
        _ => {}
    }
}

#[track_caller]
fn is_said(path: &str, written: &Value) {
    let faults: Vec<_> =
        CLOSED[path].iter_errors(written).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{path}: {written}\n{}", faults.join("\n"));
}

fn parse(frame: &str) -> Value {
    serde_json::from_str(frame).unwrap()
}

fn user() -> UserId {
    UserId::parse("u-42").unwrap()
}

fn recipient() -> Recipient {
    let device = Device {
        id: DeviceId::parse("d-1").unwrap(),
        token: DeviceToken::parse("a-token").unwrap(),
        platform: Platform::Ios,
        language: Some("de".to_owned()),
        registered_at: now(),
        details: domain::recipient::contact::DeviceDetails::default(),
    };
    let other = Device { id: DeviceId::parse("d-2").unwrap(), language: None, ..device.clone() };
    Recipient {
        devices: vec![device, other],
        chat: Some(Chat { id: ChatId::new(7), linked_at: now(), confirm_by: None }),
        ..Recipient::unknown(user())
    }
}

fn notification(event: &Event, recipient: &Recipient) -> Notification {
    let plan = plan::plan(event, recipient, &Channel::ALL, None, now());
    Notification::new(event, &plan, text::in_app(&event.data, &Locale::default()), now())
}

/// Returns the documents of these schemas with any value at any path, and without each path.
fn variants(of: fn(&str) -> bool) -> impl Iterator<Item = (&'static str, Value)> {
    let values = values();
    documents().into_iter().filter(move |(path, _)| of(path)).flat_map(move |(path, document)| {
        let mut variants = vec![document.clone()];
        for place in places(&document) {
            variants.extend(without(&document, &place));
            variants.extend(values.iter().map(|value| replaced(&document, &place, value.clone())));
        }
        variants.into_iter().map(move |variant| (path, variant))
    })
}

fn events() -> impl Iterator<Item = Event> {
    let examples = documents().into_iter().filter(|(path, _)| path.starts_with("events/"));
    examples.map(|(_, event)| Event::decode(&event.to_string(), now()).unwrap())
}

#[test]
fn every_event_that_is_taken_becomes_a_frame_as_said_and_every_other_a_rejection() {
    let (mut taken, mut refused) = (0, BTreeSet::new());
    for (_, body) in variants(|path| path.starts_with("events/")) {
        match Event::decode(&body.to_string(), now()) {
            Ok(event) => {
                taken += 1;
                let frame = frames::notification(&notification(&event, &recipient()), true);
                is_said(&format!("notifications/{}.json", event.event_type().name()), &parse(&frame));
            }
            Err(rejection) => {
                refused.insert(rejection.code.name());
                is_said("rejection.json", &parse(&rejection.to_message("p0", &body.to_string())));
            }
        }
    }
    assert!(taken > 1_000);
    let large = Event::decode(&" ".repeat(32 * 1024 + 1), now()).unwrap_err();
    is_said("rejection.json", &parse(&large.to_message("p2", "")));
    refused.extend([large.code.name(), Event::decode("", now()).unwrap_err().code.name()]);
    assert_eq!(refused, RejectionCode::ALL.map(RejectionCode::name).into());
    is_said("rejection.json", &parse(&Rejection::missing("user_id").to_message("profiles", "{}")));
}

#[test]
fn a_notification_is_one_of_the_choices_and_a_frame() {
    for event in events() {
        let notification = notification(&event, &recipient());
        let frame = parse(&frames::notification(&notification, false));
        assert!(takes("notification.json", &frame) && takes("frame.json", &frame), "{frame}");
        let entry = frames::listed(&notification, InboxState::ReadArchived).unwrap();
        let fields = reply::notifications(vec![entry], Some("a~b".to_owned()));
        is_said("replies/listNotifications.json", &parse(&frames::reply("r", fields)));
        let without_state = reply::notifications(vec![frame], None);
        assert!(!takes("replies/listNotifications.json", &parse(&frames::reply("r", without_state))));
    }
}

#[test]
fn every_error_is_as_said() {
    let mut codes = BTreeSet::new();
    let mut check = |error: &FrameError| {
        codes.insert(error.code.name());
        is_said("error.json", &parse(&frames::error(error)));
    };
    for (_, frame) in variants(|path| path.starts_with("requests/")) {
        if let Err(error) = Request::decode(&frame.to_string()) {
            check(&error);
        }
    }
    for body in ["", "[]", &" ".repeat(16 * 1024 + 1)] {
        check(&Request::decode(body).unwrap_err());
    }
    for error in [
        FrameError::cursor("after"),
        FrameError::no_notification(),
        FrameError::no_alert(),
        FrameError::client_id_used(),
        FrameError::expired_alert(),
        FrameError::past_alert(),
        FrameError::too_many_alerts(),
        FrameError::too_many_stored_alerts(),
        FrameError::too_many_requests(TooMany { retry_after: Duration::from_millis(1_500) }),
        FrameError::version_conflict(Arc::new(Preferences::default()), 3),
        FrameError::internal(),
    ] {
        check(&error);
        check(&error.answering(Some("r".to_owned())));
    }
    assert_eq!(codes, ErrorCode::ALL.map(ErrorCode::name).into());
}

#[test]
fn every_action_has_a_request_and_a_reply() {
    let requests: Vec<_> = Action::schemas().into_iter().map(|(action, _)| action).collect();
    let replies: Vec<_> = frames::schema::replies().into_iter().map(|(action, _)| action).collect();
    assert_eq!(requests, replies);
}

#[test]
fn the_short_replies_are_as_said() {
    let unread = reply::Unread { count: 3, more: false };
    let device = DeviceId::parse("d-1").unwrap();
    let mut said = BTreeSet::from([
        "listNotifications",
        "getNotification",
        "listAlerts",
        "createAlert",
        "pauseAlert",
        "resumeAlert",
    ]);
    for (action, fields) in [
        ("hello", reply::hello(50, Some("1~a".to_owned()), unread)),
        ("hello", reply::hello(0, None, unread)),
        ("ack", reply::done()),
        ("ping", reply::done()),
        ("markRead", reply::unread(unread)),
        ("archive", reply::unread(unread)),
        ("unarchive", reply::unread(unread)),
        ("markUnread", reply::unread(unread)),
        ("getPreferences", frames::preferences(&Preferences::default(), 0)),
        ("putPreferences", reply::version(1)),
        ("getReachability", reachable(&recipient())),
        ("getReachability", reachable(&Recipient::unknown(user()))),
        ("deleteAlert", reply::done()),
        ("followTopic", reply::done()),
        ("unfollowTopic", reply::done()),
        ("listTopics", reply::topics([&Topic::parse("market:BTC-USDT").unwrap()])),
        ("registerDevice", reply::device(&device)),
        ("removeDevice", reply::done()),
        ("getPreferences", frames::own_preferences(&Preferences::default(), 0, Some(now()))),
        ("testDelivery", reply::test(&EventId::parse("delivery-test-1").unwrap())),
        ("snooze", reply::done()),
        ("linkTelegram", reply::link("a-code", "https://t.me/bot?start=a-code", 600)),
        ("unlinkTelegram", reply::done()),
    ] {
        said.insert(action);
        let frame = parse(&frames::reply("r", fields));
        is_said(&format!("replies/{action}.json"), &frame);
        assert!(takes("frame.json", &frame));
    }
    assert_eq!(said.len(), Action::schemas().len());
    for frame in
        [frames::read(None, 0, false), frames::read(Some(&[EventId::parse("a").unwrap()]), 100, true)]
    {
        is_said("read.json", &parse(&frame));
    }
    for how in Rearrangement::ALL {
        let frame = parse(&frames::rearranged(how, &[EventId::parse("a").unwrap()], 3, false));
        is_said(&format!("{}.json", how.name()), &frame);
        assert!(takes("frame.json", &frame));
    }
}

fn reachable(recipient: &Recipient) -> Value {
    frames::reachability(&reachability(recipient, &Channel::ALL, now()), recipient)
}

#[test]
fn every_alert_that_is_taken_is_shown_as_said() {
    let mut states = BTreeSet::new();
    let mut alerts = Vec::new();
    for (_, document) in variants(|path| path == "new_alert.json") {
        let Ok(wanted) = NewAlert::of_document(&document, "alert") else { continue };
        let alert = wanted.alert(Id::parse("a-1").unwrap(), user(), now());
        let phases = [
            Phase::NEW,
            Phase::Disarmed { fired_at: now(), generation: 1 },
            Phase::Paused { since: now(), generation: 1 },
            Phase::Fired { at: now() },
            Phase::Expired,
        ];
        for phase in phases {
            let alert = domain::alert::Alert { phase, ..alert.clone() };
            states.insert(alert.state(now()).name());
            is_said("alert.json", &alert.document(now()));
            for action in ["createAlert", "pauseAlert", "resumeAlert"] {
                let reply = parse(&frames::reply("r", reply::alert(alert.document(now()))));
                is_said(&format!("replies/{action}.json"), &reply);
            }
            alerts.push(alert);
        }
    }
    assert_eq!(states, State::ALL.map(State::name).into());
    is_said("replies/listAlerts.json", &parse(&frames::reply("r", reply::alerts(listed(alerts, now())))));
}

#[test]
fn preferences_that_are_taken_are_shown_as_said() {
    for (_, document) in variants(|path| path == "preferences.json") {
        if let Ok(update) = PreferencesUpdate::of_document(&document, "preferences") {
            is_said("preferences.json", &json!(update.over(&Preferences::default())));
        }
    }
}

/// Returns every state of the ledger.
fn ledger_states() -> Vec<LedgerState> {
    let mut states = vec![
        LedgerState::Claimed { until: now(), by: 1 },
        LedgerState::Retrying { until: now() },
        LedgerState::Acked,
        LedgerState::Accepted,
        LedgerState::Unknown,
        LedgerState::Expired,
    ];
    states.push(LedgerState::Merged);
    states.extend(Reason::ALL.map(LedgerState::Suppressed));
    states.extend(DeadReason::ALL.map(|reason| LedgerState::DeadLettered { reason, at: now() }));
    states
}

/// Returns the slot that contains everything that was merged.
fn slot() -> Slot {
    Slot::at(&DeliveryKey::of_channel(Channel::Email), Priority::P1, now())
}

fn attempts() -> Vec<SendAttempt> {
    let attempt = |result| SendAttempt {
        at: now(),
        result,
        status: (result == AttemptResult::Error).then_some(503),
        provider_id: (result == AttemptResult::Accepted).then(|| "projects/p/messages/1".to_owned()),
        duration_ms: 12,
    };
    AttemptResult::ALL.map(attempt).to_vec()
}

#[test]
fn every_known_detail_of_a_notification_matches_its_schema() {
    let mut states = BTreeSet::new();
    let recipient = recipient();
    for (event, state) in
        events().flat_map(|event| ledger_states().into_iter().map(move |state| (event.clone(), state)))
    {
        let mut notification = notification(&event, &recipient);
        if matches!(state, LedgerState::Retrying { .. }) {
            for planned in
                notification.channels.iter_mut().filter(|planned| planned.channel != Channel::Websocket)
            {
                planned.decision = Decision::Defer { until: now() };
            }
        }
        let keys =
            notification.channels.iter().flat_map(domain::routing::plan::PlannedDelivery::keys).skip(1);
        let entry = |attempts| Entry {
            revision: 1,
            state,
            tries: 1,
            possible_duplicates: 0,
            is_doubtful: false,
            attempts,
            released_as: (state == LedgerState::Merged).then(|| slot().id().unwrap()),
            handle: None,
            repeat: 0,
            contact_stated_at: None,
        };
        let sms = DeliveryKey::of_channel(Channel::Sms);
        let ledger = keys.chain([sms]).map(|key| (key, entry(attempts()))).collect();
        let tried = Attempt {
            at: now(),
            result: AttemptResult::Gone,
            connection: ConnectionId::new("c="),
            status: Some(410),
            duration_ms: 3,
        };
        let item = InboxItem {
            state: InboxState::Pending,
            acked_at: Some(now()),
            seen: None,
            notification: Some(notification.clone()),
            attempts: vec![tried.clone(), Attempt { status: None, ..tried }],
            ledger,
            ladder_step: 0,
            repeats: 0,
            released_as: None,
        };
        for (state, surroundings) in [
            (InboxState::Pending, Surroundings::default()),
            (InboxState::Seen, Surroundings::default()),
            (InboxState::Pending, Surroundings { closed_at: Some(now()), ..Surroundings::default() }),
            (InboxState::Pending, Surroundings { quiet_until: Some(now()), ..Surroundings::default() }),
        ] {
            let item = InboxItem { state, ..item.clone() };
            let fields = frames::details(&item, &notification, &surroundings, now()).unwrap();
            let deliveries = fields["deliveries"].as_array().unwrap();
            states.extend(deliveries.iter().map(|delivery| delivery["state"].as_str().unwrap().to_owned()));
            is_said("replies/getNotification.json", &parse(&frames::reply("r", fields)));
        }
    }
    assert_eq!(states, DeliveryState::ALL.map(|state| state.name().to_owned()).into());
}

#[test]
fn a_merged_notification_is_shown_as_said() {
    let recipient = recipient();
    let parts = events().map(|event| Part::of(&notification(&event, &recipient))).collect();
    let merged = Merged::new(&slot(), parts, &[], &recipient);
    let notification = merged.notify(user(), slot().id().unwrap(), &slot(), now());
    let entry = frames::listed(&notification, InboxState::Pending).unwrap();
    is_said("notifications/merged_notifications.json", &entry);
    assert!(takes("notification.json", &entry));
}

#[test]
fn a_summary_is_shown_as_said() {
    let recipient = recipient();
    let deferred: Vec<_> = events()
        .filter(|event| event.event_type() == EventType::DepositCredited)
        .map(|event| {
            let mut notification = notification(&event, &recipient);
            for planned in &mut notification.channels {
                if planned.channel == Channel::Push {
                    planned.decision = Decision::Defer { until: now() };
                }
            }
            notification
        })
        .collect();
    let summary = Summary::of(&deferred, &recipient, now()).unwrap();
    let id = EventId::parse("s-1").unwrap();
    let notification = summary.notify(user(), id, &recipient, &Channel::ALL, now());
    let entry = frames::listed(&notification, InboxState::Pending).unwrap();
    is_said("notifications/quiet_hours_summary.json", &entry);
    assert!(takes("notification.json", &entry));
}
