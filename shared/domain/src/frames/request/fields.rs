//! The fields of a frame, each read or refused by its name.

use serde_json::{Map, Value};

use super::{FrameError, MAX_IDS, MAX_LIST, MarkRead, NewDevice};
use crate::alert::{ClientId, Wanted};
use crate::contact::{DeviceToken, MAX_TOKEN_BYTES, Platform};
use crate::data::{Field, Id, Symbol};
use crate::ids::EventId;
use crate::locale::{is_language_tag, language_tag_schema};
use crate::preferences::Preferences;
use crate::schema::Schema;
use crate::time::{Time, TimeError};

/// How many notifications `listNotifications` answers when it is not told.
const DEFAULT_LIST: usize = 50;

/// The longest cursor, in bytes: far above what we hand out.
const MAX_CURSOR: usize = 512;

/// A field that is there and not null: null is the same as not there.
pub(super) fn present<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    fields.get(name).filter(|value| !value.is_null())
}

pub(super) fn required_text<'a>(fields: &'a Map<String, Value>, name: &str) -> Result<&'a str, FrameError> {
    let value = present(fields, name).ok_or_else(|| FrameError::missing(name))?;
    value.as_str().ok_or_else(|| FrameError::bad(name, "must be a text"))
}

pub(super) fn new_device(fields: &Map<String, Value>) -> Result<NewDevice, FrameError> {
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

pub(super) fn new_device_schema(frame: Schema) -> Schema {
    frame
        .required("token", DeviceToken::schema().described("What Firebase knows the installed app by."))
        .required("platform", Schema::one_of_words(Platform::ALL.map(Platform::name)))
        .nullable("language", language_tag_schema().described("The language that the device is set to."))
}

pub(super) fn event_id(value: &Value, field: &str) -> Result<EventId, FrameError> {
    let text = value.as_str().ok_or_else(|| FrameError::bad(field, "must be a text"))?;
    EventId::parse(text).map_err(|error| FrameError::bad(field, &error.to_string()))
}

pub(super) fn ids(fields: &Map<String, Value>) -> Result<Option<Vec<EventId>>, FrameError> {
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

pub(super) fn ids_schema() -> Schema {
    let ids = Schema::list(crate::ids::schema()).with("maxItems", MAX_IDS);
    ids.described("Which notifications; those of others are ignored.")
}

pub(super) fn mark_read(fields: &Map<String, Value>) -> Result<MarkRead, FrameError> {
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

pub(super) fn mark_read_schema(frame: Schema) -> Schema {
    let some = Schema::default()
        .required("ids", Schema::list(Schema::anything()))
        .optional("all", Schema::default().with("enum", vec![Value::Bool(false), Value::Null]));
    let all = Schema::default()
        .required("all", Schema::constant(true))
        .optional("ids", Schema::constant(Value::Null));
    frame
        .nullable("ids", ids_schema())
        .nullable(
            "all",
            Schema::boolean().described("True: everything that there is; then there are no ids."),
        )
        .with("oneOf", vec![some, all])
}

/// The document that is put, and the version that it is to take the place of.
pub(super) fn put_preferences(fields: &Map<String, Value>) -> Result<(Preferences, u64), FrameError> {
    const DOCUMENT: &str = "preferences";
    let document = present(fields, DOCUMENT).ok_or_else(|| FrameError::missing(DOCUMENT))?;
    let preferences = Preferences::of_document(document, DOCUMENT)?;
    let version = present(fields, "version").ok_or_else(|| FrameError::missing("version"))?;
    let version =
        version.as_u64().ok_or_else(|| FrameError::bad("version", "must be a whole number from 0"))?;
    Ok((preferences, version))
}

/// The alert that is wanted, and the client's name for it.
pub(super) fn create_alert(fields: &Map<String, Value>) -> Result<(Wanted, Option<ClientId>), FrameError> {
    const DOCUMENT: &str = "alert";
    let document = present(fields, DOCUMENT).ok_or_else(|| FrameError::missing(DOCUMENT))?;
    let wanted = Wanted::of_document(document, DOCUMENT)?;
    let client_id = match present(fields, "clientId") {
        None => None,
        Some(value) => {
            let id = value.as_str().and_then(ClientId::parse);
            Some(id.ok_or_else(|| FrameError::bad("clientId", "must be a UUID"))?)
        }
    };
    Ok((wanted, client_id))
}

pub(super) fn alert_id(fields: &Map<String, Value>) -> Result<Id, FrameError> {
    const FIELD: &str = "alertId";
    let value = present(fields, FIELD).ok_or_else(|| FrameError::missing(FIELD))?;
    Id::read(value.clone()).map_err(|must| FrameError::bad(FIELD, must))
}

/// True or false; false where left out.
pub(super) fn boolean(fields: &Map<String, Value>, field: &str) -> Result<bool, FrameError> {
    match present(fields, field) {
        None => Ok(false),
        Some(value) => value.as_bool().ok_or_else(|| FrameError::bad(field, "must be true or false")),
    }
}

pub(super) fn symbol(fields: &Map<String, Value>, field: &str) -> Result<Option<Symbol>, FrameError> {
    let symbol = present(fields, field).map(|value| Symbol::read(value.clone()));
    symbol.transpose().map_err(|must| FrameError::bad(field, must))
}

pub(super) fn time(fields: &Map<String, Value>, field: &str) -> Result<Option<Time>, FrameError> {
    let Some(value) = present(fields, field) else {
        return Ok(None);
    };
    let text = value.as_str().ok_or_else(|| FrameError::bad(field, "must be a text"))?;
    text.parse().map(Some).map_err(|error: TimeError| FrameError::bad(field, &error.to_string()))
}

pub(super) fn limit(fields: &Map<String, Value>) -> Result<usize, FrameError> {
    let Some(value) = present(fields, "limit") else {
        return Ok(DEFAULT_LIST);
    };
    let limit = value.as_u64().and_then(|limit| usize::try_from(limit).ok());
    limit
        .filter(|limit| (1..=MAX_LIST).contains(limit))
        .ok_or_else(|| FrameError::bad("limit", &format!("must be a whole number from 1 to {MAX_LIST}")))
}

pub(super) fn limit_schema() -> Schema {
    let most = u64::try_from(MAX_LIST).unwrap_or(u64::MAX);
    Schema::integer(1..=most).described(format!("How many; {DEFAULT_LIST} where left out."))
}

pub(super) fn cursor_schema(what: &str) -> Schema {
    Schema::text().length(1..=MAX_CURSOR).described(what)
}

pub(super) fn cursor(fields: &Map<String, Value>, field: &str) -> Result<Option<String>, FrameError> {
    let Some(value) = present(fields, field) else {
        return Ok(None);
    };
    let text = value.as_str().filter(|text| !text.is_empty() && text.len() <= MAX_CURSOR);
    text.map(|text| Some(text.to_owned())).ok_or_else(|| FrameError::cursor(field))
}
