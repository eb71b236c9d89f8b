//! Tests of the encoding of items: round trips, and items in other or damaged encodings.

use domain::delivery::handle::AckHandle;
use domain::delivery::ledger::{DeadReason, LedgerState, SendAttempt};
use domain::event::TraceParent;
use domain::event::catalogue::PreferenceKey;
use domain::recipient::contact::{
    Chat, ChatId, Device, DeviceDetails, DeviceToken, Phone, PhoneNumber, Platform,
};
use domain::recipient::{Connection, Recipient};
use domain::routing::notification::InboxState;
use proptest::prelude::*;

use super::*;

fn any_time() -> impl Strategy<Value = Time> {
    (0..253_402_300_799_000_i64).prop_map(Time::from_millis)
}

fn any_attempt() -> impl Strategy<Value = Attempt> {
    let result = prop::sample::select(AttemptResult::ALL.to_vec());
    // The gateway chooses the connection's characters: even the separator may be among them.
    (any_time(), result, "[ -~]{1,20}", any::<Option<u16>>(), any::<u64>()).prop_map(
        |(at, result, connection, status, duration_ms)| Attempt {
            at,
            result,
            connection: ConnectionId::new(connection.as_str()),
            status,
            duration_ms,
        },
    )
}

fn any_device_id() -> impl Strategy<Value = DeviceId> {
    "[A-Za-z0-9._:@-]{1,40}".prop_map(|id| DeviceId::parse(id).unwrap())
}

fn any_planned() -> impl Strategy<Value = PlannedDelivery> {
    let reason = prop::sample::select(Reason::ALL.to_vec());
    let decision = prop_oneof![
        Just(Decision::Deliver),
        Just(Decision::Climb),
        any_time().prop_map(|until| Decision::Defer { until }),
        reason.prop_map(Decision::Suppress)
    ];
    (prop::sample::select(Channel::ALL.to_vec()), decision, prop::collection::vec(any_device_id(), 0..4))
        .prop_map(|(channel, decision, devices)| PlannedDelivery { channel, decision, devices })
}

fn any_delivery() -> impl Strategy<Value = DeliveryKey> {
    (prop::sample::select(Channel::ALL.to_vec()), prop::option::of(any_device_id()))
        .prop_map(|(channel, device)| DeliveryKey { channel, device })
}

fn any_entry() -> impl Strategy<Value = Entry> {
    let dead = (prop::sample::select(DeadReason::ALL.to_vec()), any_time());
    let state = prop_oneof![
        (any_time(), any::<u32>()).prop_map(|(until, by)| LedgerState::Claimed { until, by }),
        any_time().prop_map(|until| LedgerState::Retrying { until }),
        Just(LedgerState::Acked),
        Just(LedgerState::Accepted),
        Just(LedgerState::Unknown),
        Just(LedgerState::Expired),
        prop::sample::select(Reason::ALL.to_vec()).prop_map(LedgerState::Suppressed),
        dead.prop_map(|(reason, at)| LedgerState::DeadLettered { reason, at }),
        Just(LedgerState::Merged),
    ];
    let result = prop::sample::select(AttemptResult::ALL.to_vec());
    let attempt = (any_time(), result, any::<Option<u16>>(), prop::option::of("[ -~]{0,20}"), any::<u64>())
        .prop_map(|(at, result, status, provider_id, duration_ms)| SendAttempt {
            at,
            result,
            status,
            provider_id,
            duration_ms,
        });
    let attempts = prop::collection::vec(attempt, 0..4);
    let sent = (prop::option::of("[A-Za-z0-9_-]{22}"), any::<u8>());
    (any::<u32>(), state, any::<u32>(), any::<u32>(), any::<bool>(), attempts, sent).prop_map(
        |(revision, state, tries, possible_duplicates, is_doubtful, attempts, (handle, repeat))| Entry {
            revision,
            state,
            tries,
            possible_duplicates,
            is_doubtful,
            attempts,
            released_as: (state == LedgerState::Merged)
                .then(|| EventId::parse("merged:p0:telegram:60").unwrap()),
            handle: handle.as_deref().and_then(AckHandle::parse),
            repeat,
            contact_stated_at: (revision % 2 == 1).then_some(Time::EPOCH),
        },
    )
}

fn any_notification() -> impl Strategy<Value = Notification> {
    let ids = ("[A-Za-z0-9._:@-]{1,128}", "[A-Za-z0-9._:@-]{1,128}");
    let times = (any_time(), any_time(), any_time());
    let texts = (any::<String>(), any::<String>(), any::<String>());
    let channels = prop::collection::vec(any_planned(), 0..5);
    let kinds = (prop::sample::select(EventType::ALL.to_vec()), prop::sample::select(Priority::ALL.to_vec()));
    let traces = prop::option::of("00-1[0-9a-f]{31}-1[0-9a-f]{15}-[0-9a-f]{2}");
    (ids, kinds, times, texts, any::<bool>(), channels, traces).prop_map(
        |(
            (user, id),
            (event_type, priority),
            (occurred_at, expires_at, routed_at),
            (title, body, note),
            silent,
            channels,
            trace,
        )| {
            Notification {
                user_id: UserId::parse(user).unwrap(),
                id: EventId::parse(id).unwrap(),
                event_type,
                priority,
                occurred_at,
                expires_at,
                routed_at,
                data: RawValue::from_string(serde_json::json!({ "note": note }).to_string()).unwrap(),
                text: Text { title, body },
                link: None,
                silent,
                channels,
                traceparent: trace.map(|trace| TraceParent::parse(&trace).unwrap()),
            }
        },
    )
}

/// Returns the attributes of a stored item.
fn stored(
    notification: &Notification,
    state: InboxState,
    tries: &[Attempt],
    ledger: &BTreeMap<DeliveryKey, Entry>,
) -> Attributes {
    let own = [
        (keys::USER_ID, text(notification.user_id.as_str())),
        (keys::EVENT_ID, text(notification.id.as_str())),
        (keys::STATE, text(keys::state_name(state))),
    ];
    let own = own.map(|(name, value)| (name.to_owned(), value));
    inbox_attributes(Some(notification), tries, ledger).into_iter().chain(own).collect()
}

fn any_value() -> impl Strategy<Value = AttributeValue> {
    let leaf = prop_oneof![
        any::<String>().prop_map(AttributeValue::S),
        "[0-9|a-z:,-]{0,30}".prop_map(AttributeValue::S),
        "-?[0-9]{1,38}".prop_map(AttributeValue::N),
        any::<bool>().prop_map(AttributeValue::Bool),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(AttributeValue::L),
            prop::collection::hash_map(
                "registered_at|closes_at|v|at|token|platform|r|s|t|u|y|a|x",
                inner,
                0..3
            )
            .prop_map(AttributeValue::M),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        notification in any_notification(),
        ledger in prop::collection::btree_map(any_delivery(), any_entry(), 0..4),
        step in prop::option::of(any::<u8>()),
        written_state in prop::sample::select(vec![InboxState::Pending, InboxState::Seen, InboxState::Read]),
        tries in prop::collection::vec(any_attempt(), 0..4),
    ) {
        let mut attributes = stored(&notification, written_state, &tries, &ledger);
        attributes.extend(step.map(|step| (keys::LADDER_STEP.to_owned(), number(&step))));
        let read = inbox_item(&attributes).unwrap();
        prop_assert_eq!((read.state, &read.attempts), (written_state, &tries));
        prop_assert_eq!((&read.ledger, read.ladder_step), (&ledger, step.unwrap_or(0)));
        let in_index = [&keys::LISTED[..], &[keys::USER_ID, keys::EVENT_ID]].concat();
        attributes.retain(|name, _| in_index.contains(&name.as_str()));
        let mut without_history = InboxItem { attempts: Vec::new(), ledger: BTreeMap::new(), ladder_step: 0, ..read.clone() };
        // A list has no trace.
        without_history.notification.as_mut().unwrap().traceparent = None;
        prop_assert_eq!(format!("{:?}", listed(&attributes).unwrap()), format!("{without_history:?}"));
        let read = read.notification.unwrap();
        prop_assert_eq!(read.data.get(), notification.data.get());
        prop_assert_eq!(content(&read), content(&notification));
        prop_assert_eq!((read.user_id, read.id), (notification.user_id, notification.id));
    }

    #[test]
    fn a_connection_that_is_written_is_read(registered_at in any_time(), closes_at in any_time(), issued_at in prop::option::of(any_time()), id in "[ -~]{1,20}") {
        let id = ConnectionId::new(id.as_str());
        let expected = Connection { id, registered_at, closes_at, issued_at };
        let mut with_it = Recipient::unknown(UserId::parse("u").unwrap());
        with_it.connections.push(expected.clone());
        let mut attributes = recipient_attributes(&with_it);
        attributes.insert(keys::USER_ID.to_owned(), text("u"));
        prop_assert_eq!(recipient(&attributes).unwrap().connections, vec![expected]);
    }

    #[test]
    fn no_value_of_any_attribute_makes_it_panic(
        notification in any_notification(),
        name in "user_id|event_id|state|attempts|event_type|occurred_at|expires_at|routed_at|data|title|body|channels|silent|\
                 acked_at|l#(email|push#d|x)|ladder_step|closed_at|notified_(id|at|value|until)|c#x|d#x|d# |p#(email|phone|language)|preferences|version|\
                 chat|chat_linked_at|chat_confirm_by|proposed_chat|former_chat|former_chat_until|dead_email|dead_email_at|dead_phone|contact_changes|revoked_at|\
                 email_switched_on|redeemed_by|issued_at|valid_until|total|until|owner|t#x|t#x#d|m#x|m# |size",
        value in prop::option::of(any_value()),
    ) {
        let mut attributes = stored(&notification, InboxState::Pending, &[], &BTreeMap::new());
        match value {
            Some(value) => attributes.insert(name, value),
            None => attributes.remove(&name),
        };
        let _ = (inbox_item(&attributes), position(&attributes), grant(&attributes), about(&attributes).is_ok());
        let _ = (position_state(&attributes), total(&attributes), pauses(&attributes), owner(&attributes));
        let _ = (parts(&attributes), size(&attributes), link_code(&attributes));
        if let Ok(recipient) = recipient(&attributes) {
            prop_assert!(recipient.connections.len() + recipient.devices.len() <= 1);
        }
    }
}

fn a_device() -> Device {
    Device {
        id: DeviceId::parse("d-1").unwrap(),
        token: DeviceToken::parse("a-token").unwrap(),
        platform: Platform::Ios,
        language: Some("de".to_owned()),
        registered_at: Time::from_millis(5),
        details: DeviceDetails::default(),
    }
}

fn proposed_chat() -> Chat {
    let (linked_at, confirm_by) = (Time::from_millis(8), Some(Time::from_millis(10)));
    Chat { id: ChatId::new(-78), linked_at, confirm_by }
}

/// Returns a recipient with one attribute of every kind.
fn a_recipient() -> Attributes {
    let number = PhoneNumber::of_checked("+4915112345678");
    let at = Time::from_millis(7);
    let attributes = [
        (keys::USER_ID, text("u")),
        (keys::PREFERENCES, text(r#"{"newListing":{"minScore":9}}"#)),
        (keys::VERSION, super::number(&3)),
        (keys::CHAT, super::number(&-77)),
        (keys::CHAT_LINKED_AT, millis(at)),
        (keys::CHAT_CONFIRM_BY, millis(Time::from_millis(9))),
        (keys::PROPOSED_CHAT, super::proposed_chat(&proposed_chat())),
        (keys::FORMER_CHAT, super::number(&-79)),
        (keys::FORMER_CHAT_UNTIL, millis(at)),
        (keys::REVOKED_AT, millis(at)),
        (keys::CONTACT_CHANGES, super::number(&4)),
        (keys::EMAIL_SWITCHED_ON, super::number(&2)),
        (keys::DEAD_EMAIL, text("ada@example.com")),
        (keys::DEAD_EMAIL_AT, millis(Time::from_millis(6))),
        (keys::EMAIL, field(Some("ada@example.com"), at)),
        (keys::PHONE, phone(&Phone { number, country: Some("DE".to_owned()) }, at)),
        (keys::PROFILE_LANGUAGE, field(None, at)),
        ("d#d-1", device(&a_device())),
    ];
    attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[test]
fn a_part_that_cannot_be_read_costs_only_itself() {
    let whole = recipient(&a_recipient()).unwrap();
    assert_eq!((whole.version, whole.devices.as_slice()), (3, [a_device()].as_slice()));
    assert_eq!(whole.phone().unwrap().country.as_deref(), Some("DE"));
    assert_eq!(whole.profile.language.updated_at, Some(Time::from_millis(7)));
    assert_eq!(whole.preferences.number(PreferenceKey::NewListing, "minScore"), Some(9.into()));
    let chat = whole.chat.unwrap();
    assert_eq!(
        (chat.id.expose(), chat.linked_at, chat.confirm_by),
        (-77, Time::from_millis(7), Some(Time::from_millis(9)))
    );
    assert_eq!(whole.proposed_chat, Some(proposed_chat()));
    let former = whole.former_chat.unwrap();
    assert_eq!((former.id.expose(), former.until), (-79, Time::from_millis(7)));
    assert_eq!(
        (whole.revoked_at, whole.contact_changes, whole.email_switched_on),
        (Some(Time::from_millis(7)), 4, 2)
    );
    assert_eq!(whole.dead_email.as_ref().unwrap().at, Time::from_millis(6));
    assert!(whole.email().is_some(), "stated after it was found dead");
    for broken in [
        keys::PREFERENCES,
        keys::EMAIL,
        keys::PHONE,
        keys::CHAT,
        keys::PROPOSED_CHAT,
        keys::FORMER_CHAT,
        "d#d-1",
        "d#?",
        "c#x",
    ] {
        let mut attributes = a_recipient();
        attributes.insert(broken.to_owned(), AttributeValue::Bool(true));
        let mut rest = recipient(&attributes).unwrap();
        match broken {
            keys::PREFERENCES => {
                assert_eq!(*rest.preferences, domain::preferences::Preferences::default());
                rest.preferences = whole.preferences.clone();
            }
            keys::EMAIL => rest.profile.email = whole.profile.email.clone(),
            keys::PHONE => rest.profile.phone = whole.profile.phone.clone(),
            keys::CHAT => rest.chat = whole.chat,
            keys::PROPOSED_CHAT => rest.proposed_chat = whole.proposed_chat,
            keys::FORMER_CHAT => rest.former_chat = whole.former_chat,
            "d#d-1" => rest.devices.push(a_device()),
            _ => {}
        }
        assert_eq!(rest, whole, "{broken}");
    }
}

#[test]
fn a_field_that_cannot_be_read_still_keeps_older_messages_out() {
    let mut attributes = a_recipient();
    let mut email = attributes[keys::EMAIL].as_m().unwrap().clone();
    email.insert(keys::VALUE.to_owned(), AttributeValue::Bool(true));
    attributes.insert(keys::EMAIL.to_owned(), AttributeValue::M(email));
    let email = recipient(&attributes).unwrap().profile.email;
    assert_eq!((email.value, email.updated_at), (None, Some(Time::from_millis(7))));
}

#[test]
fn an_item_with_an_entry_that_cannot_be_read_is_corrupt() {
    let mark = Attributes::from([(keys::STATE.to_owned(), text("acked_early"))]);
    assert!(inbox_item(&mark).is_ok());
    for (name, value) in [("l#email", text("sent")), ("l#pigeon", AttributeValue::M(HashMap::new()))] {
        let mut attributes = mark.clone();
        attributes.insert(name.to_owned(), value);
        let error = inbox_item(&attributes).unwrap_err();
        assert!(matches!(error, PortError::Corrupt(_)), "{name}: {error}");
        assert!(!error.to_string().contains("sent"), "the contents are told: {error}");
    }
}

#[test]
fn a_closed_position_is_not_taken_for_a_notification() {
    let attributes = Attributes::from([
        (keys::USER_ID.to_owned(), text("u")),
        (keys::EVENT_ID.to_owned(), text("position#7 / é#2")),
        (keys::CLOSED_AT.to_owned(), super::number(&9)),
    ]);
    let About::Position((user, id)) = about(&attributes).unwrap() else { panic!("not a position") };
    assert_eq!((user.as_str(), id.as_str()), ("u", "7 / é#2"));
    assert_eq!(position_state(&attributes).unwrap(), (Some(Time::from_millis(9)), None));
}
