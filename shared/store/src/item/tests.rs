//! Items, there and back; and items that somebody else wrote.

use domain::notification::InboxState;
use proptest::prelude::*;

use super::*;

fn any_time() -> impl Strategy<Value = Time> {
    (0..253_402_300_799_000_i64).prop_map(Time::from_millis)
}

fn any_attempt() -> impl Strategy<Value = Attempt> {
    let result = prop::sample::select(AttemptResult::ALL.to_vec());
    // The connection's characters are the gateway's: even the separator may be among them.
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

fn any_decision() -> impl Strategy<Value = ChannelDecision> {
    let channel = prop::sample::select(Channel::ALL.to_vec());
    (channel, prop::option::of(prop::sample::select(Reason::ALL.to_vec())))
        .prop_map(|(channel, suppressed)| ChannelDecision { channel, suppressed })
}

fn any_notification() -> impl Strategy<Value = Notification> {
    let ids = ("[A-Za-z0-9._:@-]{1,128}", "[A-Za-z0-9._:@-]{1,128}");
    let times = (any_time(), any_time(), any_time());
    let texts = (any::<String>(), any::<String>(), any::<String>());
    let channels = prop::collection::vec(any_decision(), 0..5);
    (ids, prop::sample::select(EventType::ALL.to_vec()), times, texts, any::<bool>(), channels).prop_map(
        |(
            (user, id),
            event_type,
            (occurred_at, expires_at, routed_at),
            (title, body, note),
            silent,
            channels,
        )| {
            Notification {
                user_id: UserId::parse(user).unwrap(),
                id: EventId::parse(id).unwrap(),
                event_type,
                occurred_at,
                expires_at,
                routed_at,
                data: RawValue::from_string(serde_json::json!({ "note": note }).to_string()).unwrap(),
                text: Text { title, body },
                silent,
                channels,
            }
        },
    )
}

/// The attributes after the first write.
fn stored(notification: &Notification, state: InboxState, tries: &[Attempt]) -> Attributes {
    let own = [
        (keys::USER_ID, text(notification.user_id.as_str())),
        (keys::EVENT_ID, text(notification.id.as_str())),
        (keys::STATE, text(keys::state_name(state))),
        (keys::ATTEMPTS, attempts(tries)),
    ];
    content(notification).into_iter().chain(own).map(|(name, value)| (name.to_owned(), value)).collect()
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
            prop::collection::hash_map("registered_at|closes_at|x", inner, 0..3).prop_map(AttributeValue::M),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        notification in any_notification(),
        written_state in prop::sample::select(vec![InboxState::Pending, InboxState::Acked, InboxState::Read]),
        tries in prop::collection::vec(any_attempt(), 0..4),
    ) {
        let read = inbox_item(&stored(&notification, written_state, &tries)).unwrap();
        prop_assert_eq!((read.state, &read.attempts), (written_state, &tries));
        let read = read.notification.unwrap();
        prop_assert_eq!(read.data.get(), notification.data.get());
        prop_assert_eq!(content(&read), content(&notification));
        prop_assert_eq!((read.user_id, read.id), (notification.user_id, notification.id));
    }

    #[test]
    fn a_connection_that_is_written_is_read(registered_at in any_time(), closes_at in any_time(), id in "[ -~]{1,20}") {
        let id = ConnectionId::new(id.as_str());
        let expected = Connection { id, registered_at, closes_at };
        let attributes = Attributes::from([
            (keys::USER_ID.to_owned(), text("u")),
            (keys::connection(&expected.id), connection(&expected)),
        ]);
        prop_assert_eq!(recipient(&attributes).unwrap().connections, vec![expected]);
    }

    #[test]
    fn no_value_of_any_attribute_makes_it_panic(
        notification in any_notification(),
        name in "user_id|event_id|state|attempts|event_type|occurred_at|expires_at|routed_at|data|title|body|channels|silent|acked_at|c#x|valid_until",
        value in prop::option::of(any_value()),
    ) {
        let mut attributes = stored(&notification, InboxState::Pending, &[]);
        match value {
            Some(value) => attributes.insert(name, value),
            None => attributes.remove(&name),
        };
        let _ = (inbox_item(&attributes), position(&attributes), grant(&attributes));
        if let Ok(recipient) = recipient(&attributes) {
            prop_assert!(recipient.connections.len() <= 1);
        }
    }
}
