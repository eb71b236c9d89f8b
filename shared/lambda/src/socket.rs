//! The events that API Gateway sends for a WebSocket, as far as they are used.
//!
//! The authorizer's context is in `requestContext.authorizer`, also for `$disconnect`; all of its
//! values are strings.
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html>

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{ConnectionId, Time, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The key of the user's id in the authorizer's context.
pub const USER_ID: &str = "userId";

/// The key of the time at which the connection ends, in milliseconds since 1970, in the
/// authorizer's context (`infra/adr/0004-connections-end-when-touched.md`).
pub const CLOSES_AT: &str = "closesAt";

/// The key of the time at which the connection's token was issued, in milliseconds since 1970, in
/// the authorizer's context. It is absent if the token does not state it.
pub const ISSUED_AT: &str = "issuedAt";

/// An event of a WebSocket: its opening, its end, or a frame. Every part may be missing, so that
/// parsing never fails.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub struct Event {
    request_context: Value,
    body: Value,
    is_base64_encoded: Value,
}

/// The owner of a connection, as our authorizer stated it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The user.
    pub user_id: UserId,
    /// The time at which the connection ends at the latest.
    pub closes_at: Time,
    /// The time at which its token was issued, if the token states it.
    pub issued_at: Option<Time>,
}

/// The kind of an event of a WebSocket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// A client opens the WebSocket.
    Connect,
    /// The client sent a frame.
    Message,
    /// Either side has closed the WebSocket.
    Disconnect,
}

impl Event {
    /// Returns the kind, by the event's type; `None` for any other type. The route is not reliable:
    /// the API's route selection expression decides on which route a frame arrives, and the frame
    /// itself may choose it.
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-mapping-template-reference.html#apigateway-websocket-context-variable-reference>
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-mapping-template-reference.html#apigateway-websocket-context-variable-reference>
    pub fn kind(&self) -> Option<EventKind> {
        match self.request_context.get("eventType")?.as_str()? {
            "CONNECT" => Some(EventKind::Connect),
            "MESSAGE" => Some(EventKind::Message),
            "DISCONNECT" => Some(EventKind::Disconnect),
            _ => None,
        }
    }

    /// Returns the id of the connection.
    pub fn connection(&self) -> Option<ConnectionId> {
        let id = self.request_context.get("connectionId")?.as_str()?;
        (!id.is_empty()).then(|| ConnectionId::new(id))
    }

    /// Returns the owner of the connection; `None` if the authorizer's context is missing or
    /// incomplete.
    pub fn identity(&self) -> Option<Identity> {
        let authorizer = self.request_context.get("authorizer")?;
        let user_id = UserId::parse(authorizer.get(USER_ID)?.as_str()?).ok()?;
        let closes_at = instant(authorizer.get(CLOSES_AT)?)?;
        Some(Identity { user_id, closes_at, issued_at: authorizer.get(ISSUED_AT).and_then(instant) })
    }

    /// Returns the frame's text. A binary frame arrives in base64 and is decoded as text, since the
    /// protocol has only text.
    pub fn frame(&self) -> String {
        let body = self.body.as_str().unwrap_or_default();
        if self.is_base64_encoded == Value::Bool(true) {
            let bytes = STANDARD.decode(body).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        } else {
            body.to_owned()
        }
    }
}

/// Parses milliseconds since 1970, as a text or as a number.
fn instant(value: &Value) -> Option<Time> {
    let millis = match value {
        Value::String(text) => text.parse().ok()?,
        Value::Number(number) => number.as_i64()?,
        _ => return None,
    };
    Some(Time::from_millis(millis))
}

/// The response of a route. API Gateway uses only that of `$connect`: any status but 2xx refuses
/// the handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The HTTP status.
    pub status_code: u16,
}

impl Response {
    /// Success.
    pub const OK: Self = Self { status_code: 200 };
    /// The caller is not permitted to connect.
    pub const FORBIDDEN: Self = Self { status_code: 403 };
    /// The function failed.
    pub const FAILED: Self = Self { status_code: 500 };
    /// The function failed, and a retry can succeed.
    pub const UNAVAILABLE: Self = Self { status_code: 503 };
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(json: Value) -> Event {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_frame_names_its_connection_and_its_user() {
        let event: Event = serde_json::from_str(include_str!("../fixtures/socket-message.json")).unwrap();
        assert_eq!(event.connection(), Some(ConnectionId::new("L0SM9cOFvHcCIhw=")));
        assert_eq!(event.kind(), Some(EventKind::Message));
        let identity = event.identity().unwrap();
        assert_eq!(identity.user_id.as_str(), "u-42");
        assert_eq!(identity.closes_at, Time::from_millis(1_795_428_000_000));
        assert_eq!(event.frame(), r#"{"action":"ping","requestId":"1"}"#);
    }

    #[test]
    fn the_type_says_what_happened_whatever_the_route() {
        let kind = |value: Value| {
            event(json!({"requestContext": {"eventType": value, "routeKey": "$disconnect"}})).kind()
        };
        assert_eq!(kind(json!("CONNECT")), Some(EventKind::Connect));
        assert_eq!(kind(json!("MESSAGE")), Some(EventKind::Message));
        assert_eq!(kind(json!("DISCONNECT")), Some(EventKind::Disconnect));
        for other in [json!("message"), json!(""), json!(7), json!(null)] {
            assert_eq!(kind(other), None);
        }
        assert_eq!(event(json!({})).kind(), None);
    }

    #[test]
    fn numbers_come_as_texts_or_as_numbers() {
        for closes_at in [json!("12"), json!(12)] {
            let authorizer = json!({"userId": "u", "closesAt": closes_at, "issuedAt": closes_at});
            let identity = event(json!({"requestContext": {"authorizer": authorizer}})).identity().unwrap();
            assert_eq!(identity.closes_at, Time::from_millis(12));
            assert_eq!(identity.issued_at, Some(Time::from_millis(12)));
        }
    }

    #[test]
    fn an_absent_user_is_none() {
        for authorizer in [
            json!(null),
            json!({}),
            json!({"userId": "u"}),
            json!({"closesAt": "1"}),
            json!({"userId": "a b", "closesAt": "1"}),
            json!({"userId": 7, "closesAt": "1"}),
            json!({"userId": "u", "closesAt": "soon"}),
        ] {
            assert_eq!(event(json!({"requestContext": {"authorizer": authorizer}})).identity(), None);
        }
        assert_eq!(event(json!({})).connection(), None);
    }

    #[test]
    fn a_binary_frame_is_read_as_text() {
        assert_eq!(event(json!({"body": "e30=", "isBase64Encoded": true})).frame(), "{}");
        assert_eq!(event(json!({"body": "?", "isBase64Encoded": true})).frame(), "");
        assert_eq!(event(json!({"body": null})).frame(), "");
    }
}
