//! What the device asks for, read strictly: a frame is either wholly understood or refused.

use serde_json::{Map, Value};

use crate::contact::{DeviceId, DeviceToken, MAX_TOKEN_BYTES, Platform};
use crate::ids::EventId;

/// The longest client frame, in bytes.
pub const MAX_FRAME_BYTES: usize = 16 * 1024;

/// The most ids in one `ack` or `markRead`.
pub const MAX_IDS: usize = 100;

/// The most notifications in one `listNotifications`.
pub const MAX_LIST: usize = 100;

/// How many notifications `listNotifications` answers when it is not told.
const DEFAULT_LIST: usize = 50;

/// The longest `requestId`, in characters.
const MAX_REQUEST_ID: usize = 1024;

/// The longest language tag, in characters: RFC 5646, section 4.4.1.
const MAX_LANGUAGE_TAG: usize = 35;

/// The longest cursor, in characters: far above what we hand out.
const MAX_CURSOR: usize = 512;

/// Why a frame was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// Not a JSON object.
    BadJson,
    /// No such action.
    UnknownAction,
    /// A required field is not there.
    MissingField,
    /// A field has a wrong type or value.
    BadField,
    /// The caller has no such thing.
    NotFound,
    /// The frame is longer than [`MAX_FRAME_BYTES`].
    TooLarge,
    /// We failed; the same frame may succeed later.
    Internal,
}

impl ErrorCode {
    /// The code in the error frame.
    pub fn name(self) -> &'static str {
        match self {
            Self::BadJson => "bad_json",
            Self::UnknownAction => "unknown_action",
            Self::MissingField => "missing_field",
            Self::BadField => "bad_field",
            Self::NotFound => "not_found",
            Self::TooLarge => "too_large",
            Self::Internal => "internal",
        }
    }
}

/// A refusal, as the device is told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FrameError {
    /// What kind.
    pub code: ErrorCode,
    /// For a developer to read.
    pub message: String,
    /// The dotted path of the field at fault.
    pub field: Option<String>,
    /// The frame that it answers, where that could be read.
    pub request_id: Option<String>,
}

impl FrameError {
    fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: None, request_id: None }
    }

    fn at(code: ErrorCode, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..Self::new(code, message) }
    }

    fn missing(field: &str) -> Self {
        Self::at(ErrorCode::MissingField, field, format!("{field} is required"))
    }

    fn bad(field: impl Into<String>, must: &str) -> Self {
        let field = field.into();
        let message = format!("{field} {must}");
        Self::at(ErrorCode::BadField, field, message)
    }

    /// The same refusal as the answer to `request_id`.
    #[must_use]
    pub fn answering(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }
}

/// A frame that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The client's name for it, returned in the answer.
    pub id: String,
    /// What it asks for.
    pub action: Action,
}

/// What a device can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Send what is pending, oldest first, after this cursor.
    Hello {
        /// The `next` of the hello before.
        after: Option<String>,
    },
    /// The device has these.
    Ack {
        /// At most [`MAX_IDS`].
        ids: Vec<EventId>,
    },
    /// The device is still there.
    Ping,
    /// Show the inbox, newest first.
    ListNotifications {
        /// The `next` of the page before.
        before: Option<String>,
        /// 1 to [`MAX_LIST`].
        limit: usize,
    },
    /// The trader has read these.
    MarkRead(MarkRead),
    /// Tell everything of one notification.
    GetNotification {
        /// Which.
        id: EventId,
    },
    /// Push to this device.
    RegisterDevice(NewDevice),
    /// Do not push to this device any more.
    RemoveDevice {
        /// Which.
        device_id: DeviceId,
    },
    /// Hand out a code by which a conversation with the bot is bound.
    LinkTelegram,
    /// Do not write to the bound conversation any more.
    UnlinkTelegram,
}

/// A device that wants to be pushed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDevice {
    /// Its address.
    pub token: DeviceToken,
    /// What it runs.
    pub platform: Platform,
    /// The language that it is set to, as a tag.
    pub language: Option<String>,
}

/// What the trader has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkRead {
    /// These; at most [`MAX_IDS`].
    Ids(Vec<EventId>),
    /// The whole inbox.
    All,
}

impl Request {
    /// Reads a client frame. The error carries the frame's `requestId` where it has a readable one.
    pub fn decode(body: &str) -> Result<Self, FrameError> {
        if crate::speaks_to_the_parser(body) {
            return Err(FrameError::new(ErrorCode::BadJson, "the frame uses the parser's private keys"));
        }
        let value: Value = match serde_json::from_str(body) {
            Ok(value) => value,
            Err(_) if body.len() > MAX_FRAME_BYTES => return Err(too_large()),
            Err(_) => return Err(FrameError::new(ErrorCode::BadJson, "the frame is not JSON")),
        };
        let request_id =
            value.get("requestId").and_then(Value::as_str).filter(|id| is_request_id(id)).map(str::to_owned);
        if body.len() > MAX_FRAME_BYTES {
            return Err(too_large().answering(request_id));
        }
        let Value::Object(fields) = value else {
            return Err(FrameError::new(ErrorCode::BadJson, "the frame is not a JSON object"));
        };
        let id = match (request_id, present(&fields, "requestId")) {
            (Some(id), _) => id,
            (None, None) => return Err(FrameError::missing("requestId")),
            (None, Some(_)) => {
                return Err(FrameError::bad(
                    "requestId",
                    &format!("must be a text of 1 to {MAX_REQUEST_ID} characters"),
                ));
            }
        };
        match Action::read(&fields) {
            Ok(action) => Ok(Self { id, action }),
            Err(error) => Err(error.answering(Some(id))),
        }
    }
}

impl Action {
    fn read(fields: &Map<String, Value>) -> Result<Self, FrameError> {
        let Some(action) = present(fields, "action") else {
            return Err(FrameError::missing("action"));
        };
        let Some(action) = action.as_str() else {
            return Err(FrameError::bad("action", "must be a text"));
        };
        match action {
            "hello" => Ok(Self::Hello { after: cursor(fields, "after")? }),
            "ack" => Ok(Self::Ack { ids: ids(fields)?.ok_or_else(|| FrameError::missing("ids"))? }),
            "ping" => Ok(Self::Ping),
            "listNotifications" => {
                Ok(Self::ListNotifications { before: cursor(fields, "before")?, limit: limit(fields)? })
            }
            "markRead" => Ok(Self::MarkRead(mark_read(fields)?)),
            "getNotification" => {
                let id = present(fields, "id").ok_or_else(|| FrameError::missing("id"))?;
                Ok(Self::GetNotification { id: event_id(id, "id")? })
            }
            "registerDevice" => Ok(Self::RegisterDevice(new_device(fields)?)),
            "removeDevice" => {
                let text = required_text(fields, "deviceId")?;
                let device_id =
                    DeviceId::parse(text).map_err(|error| FrameError::bad("deviceId", &error.to_string()))?;
                Ok(Self::RemoveDevice { device_id })
            }
            "linkTelegram" => Ok(Self::LinkTelegram),
            "unlinkTelegram" => Ok(Self::UnlinkTelegram),
            _ => Err(FrameError::at(ErrorCode::UnknownAction, "action", "there is no such action")),
        }
    }
}

fn too_large() -> FrameError {
    FrameError::new(ErrorCode::TooLarge, format!("a frame may have at most {MAX_FRAME_BYTES} bytes"))
}

fn is_request_id(text: &str) -> bool {
    (1..=MAX_REQUEST_ID).contains(&text.chars().count())
}

/// A field that is there and not null: null is the same as not there.
fn present<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    fields.get(name).filter(|value| !value.is_null())
}

fn required_text<'a>(fields: &'a Map<String, Value>, name: &str) -> Result<&'a str, FrameError> {
    let value = present(fields, name).ok_or_else(|| FrameError::missing(name))?;
    value.as_str().ok_or_else(|| FrameError::bad(name, "must be a text"))
}

fn new_device(fields: &Map<String, Value>) -> Result<NewDevice, FrameError> {
    let token = DeviceToken::parse(required_text(fields, "token")?).ok_or_else(|| {
        FrameError::bad("token", &format!("must be 1 to {MAX_TOKEN_BYTES} visible ASCII characters"))
    })?;
    let platform = Platform::parse(required_text(fields, "platform")?)
        .ok_or_else(|| FrameError::bad("platform", "must be ios, android or web"))?;
    let language = match present(fields, "language") {
        None => None,
        Some(Value::String(tag)) if is_language_tag(tag) => Some(tag.clone()),
        Some(_) => return Err(FrameError::bad("language", "must be a language tag such as de or pt-BR")),
    };
    Ok(NewDevice { token, platform, language })
}

/// The shape of a BCP 47 tag; whether anybody speaks it is not asked.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_language =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    text.len() <= MAX_LANGUAGE_TAG && parts.next().is_some_and(is_language) && parts.all(is_subtag)
}

fn event_id(value: &Value, field: &str) -> Result<EventId, FrameError> {
    let text = value.as_str().ok_or_else(|| FrameError::bad(field, "must be a text"))?;
    EventId::parse(text).map_err(|error| FrameError::bad(field, &error.to_string()))
}

fn ids(fields: &Map<String, Value>) -> Result<Option<Vec<EventId>>, FrameError> {
    let Some(value) = present(fields, "ids") else {
        return Ok(None);
    };
    let values = value.as_array().ok_or_else(|| FrameError::bad("ids", "must be a list"))?;
    if values.len() > MAX_IDS {
        return Err(FrameError::bad("ids", &format!("may have at most {MAX_IDS} entries")));
    }
    let ids = values.iter().enumerate().map(|(index, value)| event_id(value, &format!("ids.{index}")));
    ids.collect::<Result<_, _>>().map(Some)
}

fn mark_read(fields: &Map<String, Value>) -> Result<MarkRead, FrameError> {
    match (ids(fields)?, present(fields, "all")) {
        (Some(ids), None | Some(Value::Bool(false))) => Ok(MarkRead::Ids(ids)),
        (None, Some(Value::Bool(true))) => Ok(MarkRead::All),
        (None, None) => Err(FrameError::missing("ids")),
        (Some(_), Some(Value::Bool(true))) => {
            Err(FrameError::bad("all", "cannot be given together with ids"))
        }
        (_, Some(_)) => Err(FrameError::bad("all", "must be true, or left out")),
    }
}

fn limit(fields: &Map<String, Value>) -> Result<usize, FrameError> {
    let Some(value) = present(fields, "limit") else {
        return Ok(DEFAULT_LIST);
    };
    let limit = value.as_u64().and_then(|limit| usize::try_from(limit).ok());
    limit
        .filter(|limit| (1..=MAX_LIST).contains(limit))
        .ok_or_else(|| FrameError::bad("limit", &format!("must be a whole number from 1 to {MAX_LIST}")))
}

fn cursor(fields: &Map<String, Value>, field: &str) -> Result<Option<String>, FrameError> {
    let Some(value) = present(fields, field) else {
        return Ok(None);
    };
    let text = value.as_str().filter(|text| !text.is_empty() && text.len() <= MAX_CURSOR);
    text.map(|text| Some(text.to_owned())).ok_or_else(|| bad_cursor(field))
}

/// The refusal of a cursor that we did not hand out.
fn bad_cursor(field: &str) -> FrameError {
    FrameError::bad(field, "must be a cursor from an earlier reply")
}

impl FrameError {
    /// The cursor in `field` is none of ours.
    pub fn cursor(field: &str) -> Self {
        bad_cursor(field)
    }

    /// The caller has no notification with this id.
    pub fn no_notification() -> Self {
        Self::at(ErrorCode::NotFound, "id", "you have no such notification")
    }

    /// We failed; nothing is said of why.
    pub fn internal() -> Self {
        Self::new(ErrorCode::Internal, "that did not work; please try again")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(text: &str) -> EventId {
        EventId::parse(text).unwrap()
    }

    fn refusal(body: &str) -> (&'static str, Option<String>, Option<String>) {
        let error = Request::decode(body).unwrap_err();
        (error.code.name(), error.field, error.request_id)
    }

    #[test]
    fn every_action_is_read() {
        let cases = [
            (r#"{"action":"hello","requestId":"1"}"#, Action::Hello { after: None }),
            (
                r#"{"action":"hello","requestId":"1","after":"5~a"}"#,
                Action::Hello { after: Some("5~a".into()) },
            ),
            (r#"{"action":"hello","requestId":"1","after":null}"#, Action::Hello { after: None }),
            (
                r#"{"action":"ack","requestId":"1","ids":["a","b"]}"#,
                Action::Ack { ids: vec![id("a"), id("b")] },
            ),
            (r#"{"action":"ack","requestId":"1","ids":[]}"#, Action::Ack { ids: vec![] }),
            (r#"{"action":"ping","requestId":"1","more":"ignored"}"#, Action::Ping),
            (
                r#"{"action":"listNotifications","requestId":"1"}"#,
                Action::ListNotifications { before: None, limit: 50 },
            ),
            (
                r#"{"action":"listNotifications","requestId":"1","before":"5~a","limit":100}"#,
                Action::ListNotifications { before: Some("5~a".into()), limit: 100 },
            ),
            (r#"{"action":"markRead","requestId":"1","all":true}"#, Action::MarkRead(MarkRead::All)),
            (
                r#"{"action":"markRead","requestId":"1","ids":["a"]}"#,
                Action::MarkRead(MarkRead::Ids(vec![id("a")])),
            ),
            (
                r#"{"action":"getNotification","requestId":"1","id":"a"}"#,
                Action::GetNotification { id: id("a") },
            ),
        ];
        for (body, action) in cases {
            assert_eq!(Request::decode(body), Ok(Request { id: "1".into(), action }), "{body}");
        }
    }

    #[test]
    fn every_refusal_names_its_field_and_its_request() {
        let some = |text: &str| Some(text.to_owned());
        let many = serde_json::json!({"action": "ack", "requestId": "1", "ids": vec!["a"; 101]}).to_string();
        let long = serde_json::json!({"action": "ping", "requestId": "1", "x": "y".repeat(MAX_FRAME_BYTES)})
            .to_string();
        let cases = [
            ("", ("bad_json", None, None)),
            ("{", ("bad_json", None, None)),
            ("[1]", ("bad_json", None, None)),
            (r#"{"requestId":{"$serde_json::private::RawValue":"\"q\""}}"#, ("bad_json", None, None)),
            ("{}", ("missing_field", some("requestId"), None)),
            (r#"{"requestId":7,"action":"ping"}"#, ("bad_field", some("requestId"), None)),
            (r#"{"requestId":"","action":"ping"}"#, ("bad_field", some("requestId"), None)),
            (r#"{"requestId":"1"}"#, ("missing_field", some("action"), some("1"))),
            (r#"{"requestId":"1","action":7}"#, ("bad_field", some("action"), some("1"))),
            (r#"{"requestId":"1","action":"fly"}"#, ("unknown_action", some("action"), some("1"))),
            (r#"{"requestId":"1","action":"ack"}"#, ("missing_field", some("ids"), some("1"))),
            (r#"{"requestId":"1","action":"ack","ids":"a"}"#, ("bad_field", some("ids"), some("1"))),
            (r#"{"requestId":"1","action":"ack","ids":["a",1]}"#, ("bad_field", some("ids.1"), some("1"))),
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
            (r#"{"requestId":"1","action":"markRead"}"#, ("missing_field", some("ids"), some("1"))),
            (r#"{"requestId":"1","action":"markRead","all":false}"#, ("bad_field", some("all"), some("1"))),
            (
                r#"{"requestId":"1","action":"markRead","all":true,"ids":[]}"#,
                ("bad_field", some("all"), some("1")),
            ),
            (r#"{"requestId":"1","action":"getNotification"}"#, ("missing_field", some("id"), some("1"))),
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
            action in prop_oneof!["hello|ack|ping|listNotifications|markRead|getNotification", "\\PC{0,10}"],
            field in "ids|all|id|after|before|limit|requestId",
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
}
