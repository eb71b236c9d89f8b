use super::*;
use crate::event::catalogue::PreferenceKey;
use crate::preferences::{Preferences, PreferencesUpdate};
use proptest::prelude::*;

fn id(text: &str) -> EventId {
    EventId::parse(text).unwrap()
}

fn refusal(body: &str) -> (&'static str, Option<String>, Option<String>) {
    let error = Request::decode(body).unwrap_err();
    (error.code.name(), error.field, error.request_id)
}

/// Returns a first putPreferences of the defaults with this change.
fn put(change: impl FnOnce(&mut Value)) -> String {
    let mut frame = serde_json::json!({"action": "putPreferences", "requestId": "1"});
    frame["preferences"] = serde_json::to_value(Preferences::default()).unwrap();
    frame["version"] = 0.into();
    change(&mut frame);
    frame.to_string()
}

fn wanted() -> NewAlert {
    let document = serde_json::json!({"symbol": "A", "condition": "below", "targetPrice": "1.5"});
    NewAlert::of_document(&document, "alert").unwrap()
}

/// Returns a createAlert with this change.
fn create(change: impl FnOnce(&mut Value)) -> String {
    let mut frame = serde_json::json!({"action": "createAlert", "requestId": "1"});
    frame["alert"] = serde_json::json!({"symbol": "A", "condition": "below", "targetPrice": "1.5"});
    change(&mut frame);
    frame.to_string()
}

#[test]
#[allow(clippy::too_many_lines, reason = "one line or two for each action")]
fn every_action_is_read() {
    let put = put(|_| ());
    let of_defaults = serde_json::to_value(Preferences::default()).unwrap();
    let cases = [
        (r#"{"action":"hello","requestId":"1"}"#, Action::Hello { after: None }),
        (r#"{"action":"hello","requestId":"1","after":"5~a"}"#, Action::Hello { after: Some("5~a".into()) }),
        (r#"{"action":"hello","requestId":"1","after":null}"#, Action::Hello { after: None }),
        (
            r#"{"action":"ack","requestId":"1","ids":["a","b"]}"#,
            Action::Ack { ids: vec![id("a"), id("b")], kind: AckKind::Seen },
        ),
        (r#"{"action":"ack","requestId":"1","ids":[]}"#, Action::Ack { ids: vec![], kind: AckKind::Seen }),
        (
            r#"{"action":"ack","requestId":"1","ids":["a"],"kind":"received"}"#,
            Action::Ack { ids: vec![id("a")], kind: AckKind::Received },
        ),
        (r#"{"action":"ping","requestId":"1","more":"ignored"}"#, Action::Ping),
        (
            r#"{"action":"listNotifications","requestId":"1"}"#,
            Action::ListNotifications { filter: Box::default(), before: None, limit: 50 },
        ),
        (
            r#"{"action":"listNotifications","requestId":"1","before":"5~a","limit":100}"#,
            Action::ListNotifications { filter: Box::default(), before: Some("5~a".into()), limit: 100 },
        ),
        (
            r#"{"action":"listNotifications","requestId":"1","filter":{"section":"deposit","symbol":"A","unread":false,"archived":true}}"#,
            Action::ListNotifications {
                filter: Box::new(ListFilter {
                    section: PreferenceKey::parse("deposit"),
                    symbol: Symbol::parse("A"),
                    unread: Some(false),
                    archived: true,
                }),
                before: None,
                limit: 50,
            },
        ),
        (
            r#"{"action":"listNotifications","requestId":"1","filter":{"section":null,"unread":null,"archived":null}}"#,
            Action::ListNotifications { filter: Box::default(), before: None, limit: 50 },
        ),
        (
            r#"{"action":"archive","requestId":"1","ids":["a"]}"#,
            Action::Rearrange { ids: vec![id("a")], how: Rearrangement::Archived },
        ),
        (
            r#"{"action":"unarchive","requestId":"1","ids":[]}"#,
            Action::Rearrange { ids: vec![], how: Rearrangement::Unarchived },
        ),
        (
            r#"{"action":"markUnread","requestId":"1","ids":["a","b"]}"#,
            Action::Rearrange { ids: vec![id("a"), id("b")], how: Rearrangement::Unread },
        ),
        (
            r#"{"action":"pauseAlert","requestId":"1","alertId":"a"}"#,
            Action::PauseAlert { id: Id::parse("a").unwrap() },
        ),
        (
            r#"{"action":"resumeAlert","requestId":"1","alertId":"a"}"#,
            Action::ResumeAlert { id: Id::parse("a").unwrap() },
        ),
        (
            r#"{"action":"followTopic","requestId":"1","topic":"market:BTC/USDT:@"}"#,
            Action::FollowTopic { topic: Topic::parse("market:BTC/USDT:@").unwrap() },
        ),
        (
            r#"{"action":"unfollowTopic","requestId":"1","topic":"market:A"}"#,
            Action::UnfollowTopic { topic: Topic::parse("market:A").unwrap() },
        ),
        (r#"{"action":"listTopics","requestId":"1"}"#, Action::ListTopics),
        (r#"{"action":"markRead","requestId":"1","all":true}"#, Action::MarkRead(MarkRead::All)),
        (
            r#"{"action":"markRead","requestId":"1","ids":["a"]}"#,
            Action::MarkRead(MarkRead::Ids(vec![id("a")])),
        ),
        (r#"{"action":"getNotification","requestId":"1","id":"a"}"#, Action::GetNotification { id: id("a") }),
        (r#"{"action":"getPreferences","requestId":"1"}"#, Action::GetPreferences),
        (
            &put,
            Action::PutPreferences {
                preferences: Box::new(PreferencesUpdate::of_document(&of_defaults, "preferences").unwrap()),
                version: 0,
                confirm_in_app_only: false,
            },
        ),
        (
            r#"{"action":"createAlert","requestId":"1","alert":{"symbol":"A","condition":"below","targetPrice":1.50}}"#,
            Action::CreateAlert { wanted: Box::new(wanted()), client_id: None },
        ),
        (
            r#"{"action":"createAlert","requestId":"1","clientId":"0A5C2D8E-0000-0000-0000-00000000000f","alert":{"symbol":"A","condition":"below","targetPrice":"1.50"}}"#,
            Action::CreateAlert {
                wanted: Box::new(wanted()),
                client_id: ClientId::parse("0a5c2d8e-0000-0000-0000-00000000000F"),
            },
        ),
        (r#"{"action":"listAlerts","requestId":"1"}"#, Action::ListAlerts { symbol: None }),
        (
            r#"{"action":"listAlerts","requestId":"1","symbol":"BTC/USDT:@"}"#,
            Action::ListAlerts { symbol: Symbol::parse("BTC/USDT:@") },
        ),
        (
            r#"{"action":"deleteAlert","requestId":"1","alertId":"a"}"#,
            Action::DeleteAlert { id: Id::parse("a").unwrap() },
        ),
        (r#"{"action":"getReachability","requestId":"1"}"#, Action::GetReachability { at: None }),
        (
            r#"{"action":"getReachability","requestId":"1","at":"1970-01-01T01:00:00.001+01:00"}"#,
            Action::GetReachability { at: Some(Time::from_millis(1)) },
        ),
    ];
    for (body, action) in cases {
        assert_eq!(Request::decode(body), Ok(Request { id: "1".into(), action }), "{body}");
    }
}

#[test]
#[allow(clippy::too_many_lines)] // One table of cases.
fn every_refusal_names_its_field_and_its_request() {
    let some = |text: &str| Some(text.to_owned());
    let many = serde_json::json!({"action": "ack", "requestId": "1", "ids": vec!["a"; 101]}).to_string();
    let long =
        serde_json::json!({"action": "ping", "requestId": "1", "x": "y".repeat(MAX_FRAME_BYTES)}).to_string();
    let deep = format!(r#"{{"x":{}{},"requestId":"7"}}"#, "[".repeat(500), "]".repeat(500));
    let broken_and_long = format!(r#"{{"requestId":"7","x":"{}"#, "y".repeat(MAX_FRAME_BYTES));
    let empty_id = r#"{"requestId":"","x":"\ud83d"}"#;
    let put_of = |field: &str, value: &str| put(|frame| frame[field] = value.parse().unwrap());
    let cases = [
        ("", ("bad_json", None, None)),
        ("{", ("bad_json", None, None)),
        ("[1]", ("bad_json", None, None)),
        (r#"{"requestId":{"$serde_json::private::RawValue":"\"q\""}}"#, ("bad_json", None, None)),
        (r#"{"requestId":"7","x":{"\u0024serde_json::private::Number":"1"}}"#, ("bad_json", None, some("7"))),
        (
            r#"{"action":"createAlert","requestId":"7","alert":{"note":"\ud83d"}}"#,
            ("bad_json", None, some("7")),
        ),
        ("\u{feff}{\"requestId\":\"7\"}", ("bad_json", None, some("7"))),
        (r#"{"requestId":"7"}}"#, ("bad_json", None, some("7"))),
        (deep.as_str(), ("bad_json", None, some("7"))),
        (broken_and_long.as_str(), ("too_large", None, some("7"))),
        (r#"{"requestId":"\ud83d","action":"ping"}"#, ("bad_json", None, None)),
        (empty_id, ("bad_json", None, None)),
        ("{}", ("missing_field", some("requestId"), None)),
        (r#"{"requestId":7,"action":"ping"}"#, ("bad_field", some("requestId"), None)),
        (r#"{"requestId":"","action":"ping"}"#, ("bad_field", some("requestId"), None)),
        (r#"{"requestId":"1"}"#, ("missing_field", some("action"), some("1"))),
        (r#"{"requestId":"1","action":7}"#, ("bad_field", some("action"), some("1"))),
        (r#"{"requestId":"1","action":"fly"}"#, ("unknown_action", some("action"), some("1"))),
        (r#"{"requestId":"1","action":"ack"}"#, ("missing_field", some("ids"), some("1"))),
        (r#"{"requestId":"1","action":"ack","ids":"a"}"#, ("bad_field", some("ids"), some("1"))),
        (r#"{"requestId":"1","action":"ack","ids":["a",1]}"#, ("bad_field", some("ids.1"), some("1"))),
        (r#"{"requestId":"1","action":"ack","ids":[null]}"#, ("bad_field", some("ids.0"), some("1"))),
        (r#"{"requestId":"1","action":"ack","ids":["a b"]}"#, ("bad_field", some("ids.0"), some("1"))),
        (many.as_str(), ("bad_field", some("ids"), some("1"))),
        (r#"{"requestId":"1","action":"hello","after":7}"#, ("bad_field", some("after"), some("1"))),
        (
            r#"{"requestId":"1","action":"listNotifications","limit":0}"#,
            ("bad_field", some("limit"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"listNotifications","limit":101}"#,
            ("bad_field", some("limit"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"listNotifications","limit":1.5}"#,
            ("bad_field", some("limit"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"listNotifications","filter":[]}"#,
            ("bad_field", some("filter"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"listNotifications","filter":{"section":"fills"}}"#,
            ("bad_field", some("filter.section"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"listNotifications","filter":{"section":7}}"#,
            ("bad_field", some("filter.section"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"listNotifications","filter":{"symbol":"A#B"}}"#,
            ("bad_field", some("filter.symbol"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"listNotifications","filter":{"unread":"yes"}}"#,
            ("bad_field", some("filter.unread"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"listNotifications","filter":{"archived":1}}"#,
            ("bad_field", some("filter.archived"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"listNotifications","filter":{"colour":"red"}}"#,
            ("bad_field", some("filter.colour"), some("1")),
        ),
        (r#"{"requestId":"1","action":"archive"}"#, ("missing_field", some("ids"), some("1"))),
        (r#"{"requestId":"1","action":"unarchive","ids":{}}"#, ("bad_field", some("ids"), some("1"))),
        (
            r#"{"requestId":"1","action":"markUnread","ids":["a",null]}"#,
            ("bad_field", some("ids.1"), some("1")),
        ),
        (r#"{"requestId":"1","action":"pauseAlert"}"#, ("missing_field", some("alertId"), some("1"))),
        (
            r#"{"requestId":"1","action":"resumeAlert","alertId":7}"#,
            ("bad_field", some("alertId"), some("1")),
        ),
        (r#"{"requestId":"1","action":"followTopic"}"#, ("missing_field", some("topic"), some("1"))),
        (
            r#"{"requestId":"1","action":"followTopic","topic":"tier:vip"}"#,
            ("bad_field", some("topic"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"followTopic","topic":"market:"}"#,
            ("bad_field", some("topic"), some("1")),
        ),
        (
            r#"{"requestId":"1","action":"unfollowTopic","topic":"market:B T"}"#,
            ("bad_field", some("topic"), some("1")),
        ),
        (r#"{"requestId":"1","action":"unfollowTopic","topic":7}"#, ("bad_field", some("topic"), some("1"))),
        (r#"{"requestId":"1","action":"markRead"}"#, ("missing_field", some("ids"), some("1"))),
        (r#"{"requestId":"1","action":"markRead","all":false}"#, ("bad_field", some("all"), some("1"))),
        (
            r#"{"requestId":"1","action":"markRead","all":true,"ids":[]}"#,
            ("bad_field", some("all"), some("1")),
        ),
        (r#"{"requestId":"1","action":"getNotification"}"#, ("missing_field", some("id"), some("1"))),
        (
            r#"{"requestId":"1","action":"putPreferences","version":0}"#,
            ("missing_field", some("preferences"), some("1")),
        ),
        (&put_of("preferences", "null"), ("missing_field", some("preferences"), some("1"))),
        (&put_of("preferences", "[]"), ("bad_field", some("preferences"), some("1"))),
        (&put_of("preferences", "{}"), ("missing_field", some("preferences.timeZone"), some("1"))),
        (
            &put(|frame| frame["preferences"]["deposit"]["channels"] = vec!["push", "pigeon"].into()),
            ("bad_field", some("preferences.deposit.channels.1"), some("1")),
        ),
        (&put_of("version", "null"), ("missing_field", some("version"), some("1"))),
        (&put_of("version", "-1"), ("bad_field", some("version"), some("1"))),
        (&put_of("version", "1.5"), ("bad_field", some("version"), some("1"))),
        (&put_of("version", "1.0"), ("bad_field", some("version"), some("1"))),
        (&put_of("version", "\"1\""), ("bad_field", some("version"), some("1"))),
        (&put_of("version", "18446744073709551616"), ("bad_field", some("version"), some("1"))),
        (&create(|frame| frame["alert"] = Value::Null), ("missing_field", some("alert"), some("1"))),
        (&create(|frame| frame["alert"] = 7.into()), ("bad_field", some("alert"), some("1"))),
        (
            &create(|frame| frame["alert"]["symbol"] = Value::Null),
            ("missing_field", some("alert.symbol"), some("1")),
        ),
        (
            &create(|frame| frame["alert"]["colour"] = "red".into()),
            ("bad_field", some("alert.colour"), some("1")),
        ),
        (
            &create(|frame| frame["alert"]["targetPrice"] = "0.00".into()),
            ("bad_field", some("alert.targetPrice"), some("1")),
        ),
        (&create(|frame| frame["clientId"] = "me".into()), ("bad_field", some("clientId"), some("1"))),
        (&create(|frame| frame["clientId"] = 7.into()), ("bad_field", some("clientId"), some("1"))),
        (
            r#"{"requestId":"1","action":"listAlerts","symbol":"A#B"}"#,
            ("bad_field", some("symbol"), some("1")),
        ),
        (r#"{"requestId":"1","action":"deleteAlert"}"#, ("missing_field", some("alertId"), some("1"))),
        (
            r#"{"requestId":"1","action":"deleteAlert","alertId":7}"#,
            ("bad_field", some("alertId"), some("1")),
        ),
        (r#"{"requestId":"1","action":"getReachability","at":7}"#, ("bad_field", some("at"), some("1"))),
        (
            r#"{"requestId":"1","action":"getReachability","at":"2026-11-23T08:00:00"}"#,
            ("bad_field", some("at"), some("1")),
        ),
        (long.as_str(), ("too_large", None, some("1"))),
    ];
    for (body, expected) in cases {
        assert_eq!(refusal(body), expected, "{}", &body[..body.len().min(100)]);
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(body in ".{0,300}") {
        let _ = Request::decode(&body);
    }

    #[test]
    fn no_value_of_a_field_makes_it_panic(
        action in prop_oneof!["hello|ack|ping|listNotifications|markRead|getNotification|createAlert|listAlerts|deleteAlert|pauseAlert|resumeAlert|archive|unarchive|markUnread|followTopic|unfollowTopic|listTopics", "\\PC{0,10}"],
        field in "topic|ids|all|filter|id|after|before|limit|alert|clientId|alertId|symbol|requestId",
        value in prop_oneof![
            Just(Value::Null), any::<bool>().prop_map(Value::from), any::<i64>().prop_map(Value::from),
            "\\PC{0,40}".prop_map(Value::from), prop::collection::vec("\\PC{0,9}", 0..120).prop_map(Value::from),
        ],
    ) {
        let mut frame = serde_json::json!({"requestId": "r", "action": action});
        frame[field.as_str()] = value;
        if let Err(error) = Request::decode(&frame.to_string()) {
            prop_assert!(error.request_id.is_some() || field == "requestId");
        }
    }
}
