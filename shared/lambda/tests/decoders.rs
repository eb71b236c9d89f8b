//! Properties of the decoder of API Gateway's WebSocket events: no JSON makes it fail or panic, and
//! the connection and the user are those of the JSON.

// The lint recognises test functions, but not those of the macro.
#![allow(clippy::unwrap_used)]

use domain::Time;
use lambda::socket::{CLOSES_AT, Event, USER_ID};
use proptest::prelude::*;
use serde_json::{Value, json};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "-?[0-9]{1,25}(\\.[0-9]{1,5})?".prop_map(Value::from),
        "[A-Za-z0-9+/=]{0,12}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let key = "requestContext|connectionId|authorizer|userId|closesAt|body|isBase64Encoded|[a-z]{1,3}";
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..5).prop_map(|fields| json!(fields)),
        ]
    })
}

proptest! {
    #[test]
    fn any_object_is_an_event(mut json in any_json(), context in any_json(), authorizer in any_json()) {
        prop_assume!(json.is_object());
        if context.is_object() {
            json["requestContext"] = context;
            json["requestContext"]["authorizer"] = authorizer;
        }
        let event: Event = serde_json::from_value(json.clone()).unwrap();
        let context = &json["requestContext"];
        if let Some(connection) = event.connection() {
            prop_assert_eq!(&context["connectionId"], &json!(connection.as_str()));
        }
        if let Some(identity) = event.identity() {
            prop_assert_eq!(&context["authorizer"][USER_ID], &json!(identity.user_id));
            let closes_at = context["authorizer"][CLOSES_AT].clone();
            let text = closes_at.as_str().map_or_else(|| closes_at.to_string(), str::to_owned);
            // A time outside the calendar becomes its first or last one.
            let closes_at = text.parse().ok().map(Time::from_millis);
            prop_assert_eq!(closes_at, Some(identity.closes_at));
        }
        let _ = event.frame();
    }

    #[test]
    fn a_frame_is_the_text_that_was_sent(text in any::<String>(), is_binary: bool) {
        use base64::Engine;
        let body = if is_binary { base64::engine::general_purpose::STANDARD.encode(&text) } else { text.clone() };
        let event: Event = serde_json::from_value(json!({"body": body, "isBase64Encoded": is_binary})).unwrap();
        prop_assert_eq!(event.frame(), text);
    }
}
