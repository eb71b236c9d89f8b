//! Client frames: a request that is read, written and read again stays the same.

// A test may panic where the product must not.
#![allow(clippy::unwrap_used)]

use domain::alert::{ClientId, NewAlert};
use domain::event::catalogue::PreferenceKey;
use domain::event::data::Id;
use domain::preferences::Preferences;
use domain::protocol::{Action, MarkRead, NewDevice, Rearrangement, Request};
use domain::recipient::contact::Permission;
use domain::{Time, UserId};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Returns the document of a requested alert: that of the resulting alert without the fields that only a
/// stored alert has.
fn document(wanted: &NewAlert) -> Value {
    let (id, user) = (Id::parse("a").unwrap(), UserId::parse("u").unwrap());
    let mut document = wanted.clone().alert(id, user, Time::EPOCH).document(Time::EPOCH);
    for ours in ["id", "createdAt", "state"] {
        document.as_object_mut().unwrap().remove(ours);
    }
    document
}

/// Returns the frame of this request as a client would write it.
fn written(request: &Request) -> Value {
    let (action, mut fields) = match &request.action {
        Action::Hello { after } => ("hello", json!({ "after": after })),
        Action::Ack { ids, kind } => ("ack", json!({ "ids": ids, "kind": kind.name() })),
        Action::Ping => ("ping", json!({})),
        Action::ListNotifications { filter, before, limit } => {
            let filter = json!({
                "section": filter.section.map(PreferenceKey::name), "symbol": filter.symbol,
                "unread": filter.unread, "archived": filter.archived,
            });
            ("listNotifications", json!({"filter": filter, "before": before, "limit": limit}))
        }
        Action::MarkRead(MarkRead::Ids(ids)) => ("markRead", json!({ "ids": ids })),
        Action::MarkRead(MarkRead::All) => ("markRead", json!({"all": true})),
        Action::Rearrange { ids, how } => {
            let action = match how {
                Rearrangement::Archived => "archive",
                Rearrangement::Unarchived => "unarchive",
                Rearrangement::Unread => "markUnread",
            };
            (action, json!({ "ids": ids }))
        }
        Action::GetNotification { id } => ("getNotification", json!({ "id": id })),
        Action::GetPreferences => ("getPreferences", json!({})),
        Action::PutPreferences { preferences, version, .. } => {
            // The document has all sections, so nothing is kept of what it is put over.
            let preferences = preferences.as_ref().clone().over(&Preferences::default());
            ("putPreferences", json!({"preferences": preferences, "version": version}))
        }
        Action::GetReachability { at } => ("getReachability", json!({ "at": at })),
        Action::CreateAlert { wanted, client_id } => {
            let client_id = client_id.as_ref().map(ClientId::as_str);
            ("createAlert", json!({"alert": document(wanted), "clientId": client_id}))
        }
        Action::ListAlerts { symbol } => ("listAlerts", json!({ "symbol": symbol })),
        Action::DeleteAlert { id } => ("deleteAlert", json!({ "alertId": id })),
        Action::PauseAlert { id } => ("pauseAlert", json!({ "alertId": id })),
        Action::ResumeAlert { id } => ("resumeAlert", json!({ "alertId": id })),
        Action::FollowTopic { topic } => ("followTopic", json!({ "topic": topic.as_str() })),
        Action::UnfollowTopic { topic } => ("unfollowTopic", json!({ "topic": topic.as_str() })),
        Action::ListTopics => ("listTopics", json!({})),
        Action::RegisterDevice(NewDevice { token, platform, language, details }) => (
            "registerDevice",
            json!({
                "token": token.expose(), "platform": platform.name(), "language": language,
                "permission": details.permission.map(Permission::name), "focusAllowed": details.focus_allowed,
                "installationId": details.installation_id,
            }),
        ),
        Action::TestDelivery { channels } => ("testDelivery", json!({ "channels": channels })),
        Action::Snooze { until } => ("snooze", json!({ "until": until })),
        Action::RemoveDevice { device_id } => ("removeDevice", json!({ "deviceId": device_id })),
        Action::LinkTelegram => ("linkTelegram", json!({})),
        Action::UnlinkTelegram => ("unlinkTelegram", json!({})),
    };
    fields["action"] = json!(action);
    fields["requestId"] = json!(request.id);
    fields
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-5..200_i64).prop_map(Value::from),
        "[A-Za-z0-9._:@~-]{0,20}".prop_map(Value::from),
        "market:[A-Z/-]{0,9}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::collection::vec("[A-Za-z0-9._:@-]{1,20}", 0..120).prop_map(Value::from),
    ]
}

/// The default preferences with an arbitrary value in one place, which may be valid there.
fn any_document() -> impl Strategy<Value = Value> {
    let place = "/(deposit|newListing|dailyReport|quietHours)/(enabled|channels|minScore|time|from|to)|/timeZone|/language";
    let value = prop_oneof![
        any_value(),
        "(0|[1-9][0-9]{0,2})(\\.[0-9]{1,30})?(e[+-]?[0-9])?"
            .prop_map(|number| number.parse().unwrap_or(Value::Null)),
        "[0-2][0-9]:[0-6][0-9]".prop_map(Value::from),
        "(Europe|Asia)/(Vienna|Tokyo)|UTC|[a-z]{2}(-[A-Z]{2})?".prop_map(Value::from),
        prop::collection::vec("websocket|push|telegram|email|sms", 0..4).prop_map(Value::from),
    ];
    (place, value).prop_map(|(place, value)| {
        let mut document = json!(Preferences::default());
        if let Some(known) = document.pointer_mut(&place) {
            *known = value;
        }
        document
    })
}

/// An alert with an arbitrary value in one place, which may be valid there.
fn any_alert() -> impl Strategy<Value = Value> {
    let key = "symbol|condition|targetPrice|recurring|cooldownSeconds|rearmPercent|expiresAt|note|colour";
    let value = prop_oneof![
        any_value(),
        "(0|[1-9][0-9]{0,2})(\\.[0-9]{1,30})?(e[+-]?[0-9])?".prop_map(Value::from),
        "(above|below)|2027-0[1-9]-01T00:00:00(\\.[0-9]{1,4})?Z".prop_map(Value::from),
    ];
    (key, value).prop_map(|(key, value)| {
        let mut alert = json!({"symbol": "BTC-USDT", "condition": "above", "targetPrice": 1});
        alert[key] = value;
        alert
    })
}

/// A selection with an arbitrary value in one place, which may be valid there.
fn any_filter() -> impl Strategy<Value = Value> {
    let value = prop_oneof![any_value(), "deposit|orderFilled|BTC-USDT".prop_map(Value::from)];
    ("section|symbol|unread|archived|colour", value).prop_map(|(key, value)| {
        let mut filter = json!({"archived": null});
        filter[key] = value;
        filter
    })
}

fn any_frame() -> impl Strategy<Value = Value> {
    let action = "hello|ack|ping|listNotifications|markRead|getNotification|registerDevice|removeDevice|linkTelegram|unlinkTelegram|getPreferences|putPreferences|getReachability|createAlert|listAlerts|deleteAlert|pauseAlert|resumeAlert|archive|unarchive|markUnread|followTopic|unfollowTopic|listTopics";
    let fields = "topic|ids|all|id|filter|after|before|limit|token|platform|language|deviceId|preferences|version|at|symbol|alertId|clientId|x";
    let fields = prop::collection::btree_map(fields, any_value(), 0..3);
    let device = prop::option::of(("[!-~]{1,200}", "ios|android|web", "[a-z]{2}(-[A-Z]{2})?"));
    let document = prop::option::of((any_document(), any::<u64>()));
    let alert = prop::option::of((any_alert(), "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"));
    let filter = prop::option::of(any_filter());
    let parts = (action, "\\PC{1,128}", fields, device, document, alert, filter);
    parts.prop_map(|(action, id, fields, device, document, alert, filter)| {
        let mut frame = json!(fields);
        if let Some(filter) = filter {
            frame["filter"] = filter;
        }
        if let Some((alert, client_id)) = alert {
            frame["alert"] = alert;
            frame["clientId"] = json!(client_id);
        }
        if let Some((document, version)) = document {
            frame["preferences"] = document;
            frame["version"] = json!(version);
        }
        if let Some((token, platform, language)) = device {
            frame["token"] = json!(token);
            frame["platform"] = json!(platform);
            frame["language"] = json!(language);
        }
        frame["action"] = json!(action);
        frame["requestId"] = json!(id);
        frame
    })
}

proptest! {
    #[test]
    fn what_is_read_is_read_again(frame in any_frame()) {
        if let Ok(request) = Request::decode(&frame.to_string()) {
            prop_assert_eq!(Request::decode(&written(&request).to_string()), Ok(request));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Request::decode(&String::from_utf8_lossy(&bytes));
    }
}
