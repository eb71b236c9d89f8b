//! A frame of the trader's device: it causes no panic, and a request that is written and read
//! again stays the same.

#![no_main]

use domain::alert::{ClientId, NewAlert};
use domain::event::catalogue::PreferenceKey;
use domain::event::data::Id;
use domain::preferences::Preferences;
use domain::protocol::{self as frames, Action, MarkRead, NewDevice, Rearrangement, Request};
use domain::recipient::contact::Permission;
use domain::{Time, UserId};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|body: &str| {
    match Request::decode(body) {
        Ok(request) => {
            let again = written(&request);
            // What is written has all sections of the preferences, also those that the frame left out.
            let read = Request::decode(&again.to_string()).unwrap_or_else(|error| panic!("{error:?} {again}"));
            assert_eq!(written(&read), again);
            let is_put = matches!(request.action, Action::PutPreferences { .. });
            assert!(is_put || read == request, "{again}");
        }
        Err(error) => {
            let answer = frames::error(&error);
            assert!(serde_json::from_str::<Value>(&answer).is_ok(), "{answer}");
        }
    }
});

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
