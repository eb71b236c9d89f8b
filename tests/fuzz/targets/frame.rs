//! A frame of the trader's device: no panic, and what is read is read again from what it says.

#![no_main]

use domain::alert::{ClientId, Wanted};
use domain::data::Id;
use domain::frames::{self, Action, MarkRead, NewDevice, Request};
use domain::{Time, UserId};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|body: &str| {
    match Request::decode(body) {
        Ok(request) => {
            let again = written(&request).to_string();
            assert_eq!(Request::decode(&again).as_ref(), Ok(&request), "{again}");
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
        Action::Ack { ids } => ("ack", json!({ "ids": ids })),
        Action::Ping => ("ping", json!({})),
        Action::ListNotifications { before, limit } => {
            ("listNotifications", json!({"before": before, "limit": limit}))
        }
        Action::MarkRead(MarkRead::Ids(ids)) => ("markRead", json!({ "ids": ids })),
        Action::MarkRead(MarkRead::All) => ("markRead", json!({"all": true})),
        Action::GetNotification { id } => ("getNotification", json!({ "id": id })),
        Action::GetPreferences => ("getPreferences", json!({})),
        Action::PutPreferences { preferences, version, .. } => {
            ("putPreferences", json!({"preferences": preferences, "version": version}))
        }
        Action::GetReachability { at } => ("getReachability", json!({ "at": at })),
        Action::CreateAlert { wanted, client_id } => {
            let client_id = client_id.as_ref().map(ClientId::as_str);
            ("createAlert", json!({"alert": document(wanted), "clientId": client_id}))
        }
        Action::ListAlerts { symbol } => ("listAlerts", json!({ "symbol": symbol })),
        Action::DeleteAlert { id } => ("deleteAlert", json!({ "alertId": id })),
        Action::RegisterDevice(NewDevice { token, platform, language }) => (
            "registerDevice",
            json!({"token": token.expose(), "platform": platform.name(), "language": language}),
        ),
        Action::RemoveDevice { device_id } => ("removeDevice", json!({ "deviceId": device_id })),
        Action::LinkTelegram => ("linkTelegram", json!({})),
        Action::UnlinkTelegram => ("unlinkTelegram", json!({})),
    };
    fields["action"] = json!(action);
    fields["requestId"] = json!(request.id);
    fields
}

/// What is wanted, as the alert that it becomes is shown, without what only an alert has.
fn document(wanted: &Wanted) -> Value {
    let (id, user) = (Id::parse("a").unwrap(), UserId::parse("u").unwrap());
    let mut document = wanted.clone().alert(id, user, Time::EPOCH).document(Time::EPOCH);
    for ours in ["id", "createdAt", "state"] {
        document.as_object_mut().unwrap().remove(ours);
    }
    document
}
