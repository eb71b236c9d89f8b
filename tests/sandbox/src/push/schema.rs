//! The shape of a request to FCM, as a table, and Google's rules for reading JSON into it.
//!
//! <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages>. Names may be written
//! as here or in lowerCamelCase, see <https://protobuf.dev/programming-guides/json/>.

use serde_json::{Map, Value};

use super::Violation;

/// The type of a field.
#[derive(Debug, Clone, Copy)]
pub(super) enum Type {
    Text,
    Bool,
    Int,
    Float,
    /// `3.5s`
    Duration,
    /// RFC 3339
    Timestamp,
    Enum(&'static str, &'static [&'static str]),
    List(&'static Self),
    /// A map from keys to texts.
    Texts,
    /// Any object.
    Struct,
    Message(&'static str, &'static [Field]),
}

/// The name and the type of a field.
pub(super) type Field = (&'static str, Type);

/// The fields of a request.
pub(super) const REQUEST: &[Field] =
    &[("message", Type::Message("Message", MESSAGE)), ("validate_only", Type::Bool)];

const MESSAGE: &[Field] = &[
    ("name", Type::Text),
    ("data", Type::Texts),
    ("notification", Type::Message("Notification", NOTIFICATION)),
    ("android", Type::Message("AndroidConfig", ANDROID)),
    ("webpush", Type::Message("WebpushConfig", WEBPUSH)),
    ("apns", Type::Message("ApnsConfig", APNS)),
    ("fcm_options", Type::Message("FcmOptions", OPTIONS)),
    ("token", Type::Text),
    ("topic", Type::Text),
    ("condition", Type::Text),
];

const OPTIONS: &[Field] = &[("analytics_label", Type::Text)];

const NOTIFICATION: &[Field] = &[("title", Type::Text), ("body", Type::Text), ("image", Type::Text)];

const ANDROID: &[Field] = &[
    ("collapse_key", Type::Text),
    ("priority", Type::Enum("AndroidMessagePriority", &["NORMAL", "HIGH"])),
    ("ttl", Type::Duration),
    ("restricted_package_name", Type::Text),
    ("data", Type::Texts),
    ("notification", Type::Message("AndroidNotification", ANDROID_NOTIFICATION)),
    ("fcm_options", Type::Message("AndroidFcmOptions", OPTIONS)),
    ("direct_boot_ok", Type::Bool),
    ("bandwidth_constrained_ok", Type::Bool),
    ("restricted_satellite_ok", Type::Bool),
];

const ANDROID_NOTIFICATION: &[Field] = &[
    ("title", Type::Text),
    ("body", Type::Text),
    ("icon", Type::Text),
    ("color", Type::Text),
    ("sound", Type::Text),
    ("tag", Type::Text),
    ("click_action", Type::Text),
    ("body_loc_key", Type::Text),
    ("body_loc_args", Type::List(&Type::Text)),
    ("title_loc_key", Type::Text),
    ("title_loc_args", Type::List(&Type::Text)),
    ("channel_id", Type::Text),
    ("ticker", Type::Text),
    ("sticky", Type::Bool),
    ("event_time", Type::Timestamp),
    ("local_only", Type::Bool),
    (
        "notification_priority",
        Type::Enum(
            "AndroidNotification.NotificationPriority",
            &[
                "PRIORITY_UNSPECIFIED",
                "PRIORITY_MIN",
                "PRIORITY_LOW",
                "PRIORITY_DEFAULT",
                "PRIORITY_HIGH",
                "PRIORITY_MAX",
            ],
        ),
    ),
    ("default_sound", Type::Bool),
    ("default_vibrate_timings", Type::Bool),
    ("default_light_settings", Type::Bool),
    ("vibrate_timings", Type::List(&Type::Duration)),
    (
        "visibility",
        Type::Enum(
            "AndroidNotification.Visibility",
            &["VISIBILITY_UNSPECIFIED", "PRIVATE", "PUBLIC", "SECRET"],
        ),
    ),
    ("notification_count", Type::Int),
    ("light_settings", Type::Message("LightSettings", LIGHT_SETTINGS)),
    ("image", Type::Text),
    ("bypass_proxy_notification", Type::Bool),
    (
        "proxy",
        Type::Enum(
            "AndroidNotification.Proxy",
            &["PROXY_UNSPECIFIED", "ALLOW", "DENY", "IF_PRIORITY_LOWERED"],
        ),
    ),
];

const LIGHT_SETTINGS: &[Field] = &[
    ("color", Type::Message("Color", COLOR)),
    ("light_on_duration", Type::Duration),
    ("light_off_duration", Type::Duration),
];

const COLOR: &[Field] =
    &[("red", Type::Float), ("green", Type::Float), ("blue", Type::Float), ("alpha", Type::Float)];

const WEBPUSH: &[Field] = &[
    ("headers", Type::Texts),
    ("data", Type::Texts),
    ("notification", Type::Struct),
    (
        "fcm_options",
        Type::Message("WebpushFcmOptions", &[("link", Type::Text), ("analytics_label", Type::Text)]),
    ),
];

const APNS: &[Field] = &[
    ("headers", Type::Texts),
    ("payload", Type::Struct),
    (
        "fcm_options",
        Type::Message("ApnsFcmOptions", &[("analytics_label", Type::Text), ("image", Type::Text)]),
    ),
    ("live_activity_token", Type::Text),
];

/// Returns a field of an object under either of its names; `null` counts as missing.
pub(super) fn get<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    let object = object.as_object()?;
    let found = object.get(name).or_else(|| object.get(&camel(name)));
    found.filter(|value| !value.is_null())
}

/// Converts `collapse_key` to `collapseKey`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut name, word| {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
        name
    })
}

/// Adds to `found` the parts of `object` that do not match `fields`.
pub(super) fn check(object: &Map<String, Value>, fields: &[Field], path: &str, found: &mut Vec<Violation>) {
    for (name, value) in object {
        let Some((known, kind)) = fields.iter().find(|(known, _)| known == name || camel(known) == *name)
        else {
            found.push(unreadable(name, path, "Cannot find field."));
            continue;
        };
        if value.is_array() && !matches!(kind, Type::List(_)) {
            found.push(unreadable(name, path, "Proto field is not repeating, cannot start list."));
            continue;
        }
        let path = if path.is_empty() { (*known).to_owned() } else { format!("{path}.{known}") };
        check_value(value, *kind, &path, found);
    }
}

fn check_value(value: &Value, kind: Type, path: &str, found: &mut Vec<Violation>) {
    if value.is_null() {
        return;
    }
    let fits = match kind {
        Type::Text => value.is_string(),
        Type::Bool => value.is_boolean(),
        Type::Int => {
            let number = value.as_i64().or_else(|| value.as_str()?.parse().ok());
            number.is_some_and(|number| i32::try_from(number).is_ok())
        }
        Type::Float => value.is_number(),
        Type::Duration => value.as_str().and_then(seconds).is_some(),
        Type::Timestamp => value.as_str().is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
        Type::Enum(_, names) => {
            let is_one = |text: &str| names.iter().any(|name| name.eq_ignore_ascii_case(text));
            value.as_str().map_or(value.is_u64(), is_one)
        }
        Type::List(kind) => {
            let Some(values) = value.as_array() else {
                return found.push(mismatch(value, *kind, path));
            };
            for (n, value) in values.iter().enumerate() {
                check_value(value, *kind, &format!("{path}[{n}]"), found);
            }
            true
        }
        Type::Texts => {
            let Some(texts) = value.as_object() else {
                return found.push(mismatch(value, kind, path));
            };
            for (n, value) in texts.values().enumerate() {
                // A text is required; it may be empty.
                if !value.is_string() {
                    found.push(mismatch(value, Type::Text, &format!("{path}[{n}].value")));
                }
            }
            true
        }
        Type::Struct => value.is_object(),
        Type::Message(_, fields) => match value.as_object() {
            Some(object) => {
                check(object, fields, path, found);
                true
            }
            None => false,
        },
    };
    if !fits {
        found.push(mismatch(value, kind, path));
    }
}

/// Returns the whole seconds of a duration such as `3.5s`.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let number = text.strip_suffix('s')?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(fraction) && fraction.len() <= 9;
    fits.then(|| whole.parse().ok())?
}

fn unreadable(name: &str, path: &str, why: &str) -> Violation {
    let place = if path.is_empty() { String::new() } else { format!(" at '{path}'") };
    Violation {
        field: path.to_owned(),
        description: format!("Invalid JSON payload received. Unknown name \"{name}\"{place}: {why}"),
    }
}

fn mismatch(value: &Value, kind: Type, path: &str) -> Violation {
    let fcm = |name: &str| format!("type.googleapis.com/google.firebase.fcm.v1.{name}");
    let protobuf = |name: &str| format!("type.googleapis.com/google.protobuf.{name}");
    let (name, scalar) = match kind {
        Type::Text => ("TYPE_STRING".to_owned(), true),
        Type::Bool => ("TYPE_BOOL".to_owned(), true),
        Type::Int => ("TYPE_INT32".to_owned(), true),
        Type::Float => ("TYPE_FLOAT".to_owned(), true),
        Type::Duration => (protobuf("Duration"), true),
        Type::Timestamp => (protobuf("Timestamp"), true),
        Type::Enum(name, _) => (fcm(name), true),
        Type::List(kind) => return mismatch(value, *kind, path),
        Type::Texts => ("Map".to_owned(), false),
        Type::Struct => (protobuf("Struct"), false),
        Type::Message(name, _) => (fcm(name), false),
    };
    let shown = match value {
        Value::Object(_) if scalar => "Starting an object on a scalar field".to_owned(),
        value => value.to_string(),
    };
    Violation { field: path.to_owned(), description: format!("Invalid value at '{path}' ({name}), {shown}") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn violations(request: &Value) -> Vec<Violation> {
        let mut found = Vec::new();
        check(request.as_object().unwrap(), REQUEST, "", &mut found);
        found
    }

    #[test]
    fn everything_that_we_may_ever_send_fits() {
        let request = json!({"message": {
            "token": "t", "data": {"a": "", "b": "2"},
            "notification": {"title": "T", "body": null},
            "android": {
                "collapseKey": "c", "priority": "high", "ttl": "3600.5s",
                "notification": {
                    "channel_id": "p0", "tag": "x", "event_time": "2026-11-23T08:00:00.123Z",
                    "vibrate_timings": ["0.1s"], "notification_count": 3, "title_loc_args": ["a"],
                    "light_settings": {"color": {"red": 0.5}}
                }
            },
            "apns": {"headers": {"apns-priority": "10"}, "payload": {"aps": {"alert": {"title": "T"}}}},
            "webpush": {"headers": {"TTL": "60"}, "notification": {"actions": []}, "fcm_options": {"link": "x"}}
        }, "validateOnly": false});
        assert_eq!(violations(&request), []);
    }

    #[test]
    fn a_schema_mismatch_is_reported_as_google_reports_it() {
        let request = json!({"massage": {}, "message": {
            "token": ["t"], "data": {"a": "1", "b": 12, "c": {}}, "android": {"ttl": "3600", "priority": "urgent"},
            "apns": "x", "topick": 1
        }});
        let told: Vec<_> =
            violations(&request).into_iter().map(|found| (found.field, found.description)).collect();
        let expected = [
            ("", "Invalid JSON payload received. Unknown name \"massage\": Cannot find field."),
            (
                "message",
                "Invalid JSON payload received. Unknown name \"token\" at 'message': Proto field is not repeating, \
                 cannot start list.",
            ),
            ("message.data[1].value", "Invalid value at 'message.data[1].value' (TYPE_STRING), 12"),
            (
                "message.data[2].value",
                "Invalid value at 'message.data[2].value' (TYPE_STRING), Starting an object on a scalar field",
            ),
            (
                "message.android.ttl",
                "Invalid value at 'message.android.ttl' (type.googleapis.com/google.protobuf.Duration), \"3600\"",
            ),
            (
                "message.android.priority",
                "Invalid value at 'message.android.priority' \
                 (type.googleapis.com/google.firebase.fcm.v1.AndroidMessagePriority), \"urgent\"",
            ),
            (
                "message.apns",
                "Invalid value at 'message.apns' (type.googleapis.com/google.firebase.fcm.v1.ApnsConfig), \"x\"",
            ),
            (
                "message",
                "Invalid JSON payload received. Unknown name \"topick\" at 'message': Cannot find field.",
            ),
        ];
        assert_eq!(told, expected.map(|(field, why)| (field.to_owned(), why.to_owned())));
    }

    #[test]
    fn a_duration_is_seconds_with_an_s() {
        assert_eq!(seconds("2419200s"), Some(2_419_200));
        assert_eq!(seconds("0.000000001s"), Some(0));
        assert_eq!(seconds("-1s"), Some(-1));
        for bad in ["", "s", "1", "1m", ".5s", "1.s", "1.0000000001s", "+1s", "1 s"] {
            assert_eq!(seconds(bad), None, "{bad}");
        }
    }
}
