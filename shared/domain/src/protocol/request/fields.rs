//! The fields of a frame. Each is read or rejected by its name.

use serde_json::Value;

use super::{AckKind, FrameError, MAX_IDS, MAX_LIST, MarkRead, NewDevice};
use crate::alert::{ClientId, NewAlert};
use crate::event::catalogue::PreferenceKey;
use crate::event::channel::Channel;
use crate::event::data::Symbol;
use crate::ids::EventId;
use crate::json::{self, Fault, Field as _, Object};
use crate::locale::{is_language_tag, language_tag_schema};
use crate::preferences::PreferencesUpdate;
use crate::recipient::contact::{DeviceDetails, DeviceToken, MAX_TOKEN_BYTES, Permission, Platform};
use crate::routing::list_filter::ListFilter;
use crate::schema::Schema;
use crate::time::{Time, TimeError};
use crate::topics::{MARKET_MUST, Topic};

/// The number of notifications that `listNotifications` returns by default.
const DEFAULT_LIST: usize = 50;

/// The maximum length of a cursor in bytes: far above that of our cursors.
const MAX_CURSOR: usize = 512;

pub(super) fn new_device(fields: &mut Object) -> Result<NewDevice, FrameError> {
    let token: String = fields.required("token")?;
    let token = DeviceToken::parse(&token).ok_or_else(|| {
        fields.bad("token", format!("must be 1 to {MAX_TOKEN_BYTES} visible ASCII characters"))
    })?;
    let platform: String = fields.required("platform")?;
    let platform =
        Platform::parse(&platform).ok_or_else(|| fields.bad("platform", "must be ios, android or web"))?;
    let language = match fields.take("language") {
        None => None,
        Some(Value::String(tag)) if is_language_tag(&tag) => Some(tag),
        Some(_) => return Err(fields.bad("language", "must be a language tag such as de or pt-BR").into()),
    };
    let permission = match fields.optional::<String>("permission")? {
        None => None,
        Some(name) => Some(
            Permission::parse(&name)
                .ok_or_else(|| fields.bad("permission", "must be granted, provisional or denied"))?,
        ),
    };
    let focus_allowed = fields.optional("focusAllowed")?;
    let installation_id = match fields.optional::<String>(INSTALLATION_ID)? {
        Some(id)
            if !(1..=MAX_INSTALLATION_ID).contains(&id.len())
                || !id.bytes().all(|byte| byte.is_ascii_graphic()) =>
        {
            let must = format!("must be 1 to {MAX_INSTALLATION_ID} visible ASCII characters");
            return Err(fields.bad(INSTALLATION_ID, must).into());
        }
        id => id,
    };
    let details = DeviceDetails { permission, focus_allowed, installation_id, accepted_at: None };
    Ok(NewDevice { token, platform, language, details })
}

const INSTALLATION_ID: &str = "installationId";

/// The maximum length of an installation's ID in characters.
const MAX_INSTALLATION_ID: usize = 128;

/// Returns the channels of a test; `None` if the frame names none.
pub(super) fn channels(fields: &mut Object) -> Result<Option<Vec<Channel>>, FrameError> {
    const FIELD: &str = "channels";
    let Some(value) = fields.take(FIELD) else { return Ok(None) };
    let names = value.as_array().filter(|names| !names.is_empty());
    let channels = names.and_then(|names| names.iter().map(|name| Channel::parse(name.as_str()?)).collect());
    let must = "must be a list of websocket, push, telegram, email, sms";
    channels.map(Some).ok_or_else(|| fields.bad(FIELD, must).into())
}

pub(super) fn channels_schema() -> Schema {
    Schema::list(Schema::one_of_words(Channel::ALL.map(Channel::name)))
        .with("minItems", 1)
        .described("Channels to test; by default all but sms.")
}

/// Returns the topic of a market: the others are the exchange's.
pub(super) fn market_topic(fields: &mut Object) -> Result<Topic, FrameError> {
    Ok(fields.parsed("topic", |text| Topic::of_market(&text).ok_or(MARKET_MUST))?)
}

pub(super) fn topic_schema(frame: Schema) -> Schema {
    frame.required("topic", Topic::market_schema().described("Topic of the market: market: and its symbol."))
}

/// Returns the end of a snooze, which has to be there; `None` for null.
pub(super) fn until(fields: &mut Object) -> Result<Option<Time>, FrameError> {
    const FIELD: &str = "until";
    match fields.said(FIELD) {
        None => Err(fields.missing(FIELD).into()),
        Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => {
            let time = text.parse().map_err(|error: TimeError| fields.bad(FIELD, error.to_string()))?;
            Ok(Some(time))
        }
        Some(_) => Err(fields.bad(FIELD, "must be a time or null").into()),
    }
}

pub(super) fn new_device_schema(frame: Schema) -> Schema {
    frame
        .required("token", DeviceToken::schema().described("FCM registration token of the installed app."))
        .required("platform", Schema::one_of_words(Platform::ALL.map(Platform::name)))
        .nullable(
            "language",
            language_tag_schema().described("Language tag (BCP 47) of the device's language setting."),
        )
        .nullable(
            "permission",
            Schema::one_of_words(Permission::ALL.map(Permission::name))
                .described("Whether the device may show notifications."),
        )
        .nullable(
            "focusAllowed",
            Schema::boolean().described(
                "Whether the app may interrupt while the device is set to quiet, for example by Focus.",
            ),
        )
        .nullable(
            INSTALLATION_ID,
            Schema::text().pattern(&format!("[!-~]{{1,{MAX_INSTALLATION_ID}}}")).described(
                "The app's ID of its installation. A registration with another token replaces the old one.",
            ),
        )
}

pub(super) fn ids(fields: &mut Object) -> Result<Option<Vec<EventId>>, FrameError> {
    const FIELD: &str = "ids";
    let Some(value) = fields.take(FIELD) else {
        return Ok(None);
    };
    let Value::Array(values) = value else { return Err(fields.bad(FIELD, "must be a list").into()) };
    if values.len() > MAX_IDS {
        return Err(fields.bad(FIELD, format!("may have at most {MAX_IDS} entries")).into());
    }
    let event_id = |(index, value)| {
        let path = || format!("{FIELD}.{index}");
        let text: String = json::required(Some(value)).map_err(|fault| match fault {
            // The entries of a list are not optional, so a null is a wrong value, not a missing one.
            Fault::Missing => FrameError::bad(path(), "must be a text"),
            fault @ Fault::Bad(_) => fault.at(path()).into(),
        })?;
        EventId::parse(text).map_err(|error| FrameError::bad(path(), &error.to_string()))
    };
    values.into_iter().enumerate().map(event_id).collect::<Result<_, _>>().map(Some)
}

pub(super) fn ids_schema() -> Schema {
    let ids = Schema::list(crate::ids::schema()).with("maxItems", MAX_IDS);
    ids.described("IDs of the notifications. IDs of other users' notifications are ignored.")
}

/// Returns the kind of an ack, which is [`AckKind::Seen`] unless the frame says otherwise.
pub(super) fn ack_kind(fields: &mut Object) -> Result<AckKind, FrameError> {
    const FIELD: &str = "kind";
    let Some(value) = fields.take(FIELD) else { return Ok(AckKind::default()) };
    let kind = AckKind::ALL.into_iter().find(|kind| value.as_str() == Some(kind.name()));
    Ok(kind.ok_or_else(|| fields.bad(FIELD, "must be seen or received"))?)
}

pub(super) fn ack_kind_schema() -> Schema {
    Schema::one_of_words(AckKind::ALL.map(AckKind::name)).described(
        "Whether the trader has seen the notifications (the default) or only the device has received them.",
    )
}

pub(super) fn mark_read(fields: &mut Object) -> Result<MarkRead, FrameError> {
    match (ids(fields)?, fields.take("all")) {
        (Some(ids), None | Some(Value::Bool(false))) => Ok(MarkRead::Ids(ids)),
        (None, Some(Value::Bool(true))) => Ok(MarkRead::All),
        (None, None) => Err(fields.missing("ids").into()),
        (Some(_), Some(Value::Bool(true))) => {
            Err(fields.bad("all", "cannot be given together with ids").into())
        }
        (_, Some(_)) => Err(fields.bad("all", "must be true, or left out").into()),
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
            Schema::boolean()
                .described("Whether all notifications are marked. If it is true, ids must be absent."),
        )
        .with("oneOf", vec![some, all])
}

/// Returns the selection of notifications; the default if the frame has none.
pub(super) fn filter(fields: &mut Object) -> Result<ListFilter, FrameError> {
    const FIELD: &str = "filter";
    let Some(value) = fields.take(FIELD) else { return Ok(ListFilter::default()) };
    let mut filter = Object::new(value, FIELD)?;
    let section = match filter.optional::<String>("section")? {
        None => None,
        Some(name) => {
            let section = PreferenceKey::parse(&name);
            Some(section.ok_or_else(|| filter.bad("section", "must be a section of the preferences"))?)
        }
    };
    let read = ListFilter {
        section,
        symbol: filter.optional("symbol")?,
        unread: filter.optional("unread")?,
        archived: filter.optional("archived")?.unwrap_or_default(),
    };
    filter.end()?;
    Ok(read)
}

pub(super) fn filter_schema() -> Schema {
    let sections = Schema::one_of_words(PreferenceKey::ALL.map(PreferenceKey::name));
    Schema::object()
        .nullable(
            "section",
            sections.described("Only notifications of the types of this section of the preferences."),
        )
        .nullable("symbol", Symbol::schema().described("Only notifications about this market."))
        .nullable(
            "unread",
            Schema::boolean().described("Only unread notifications; if false, only read ones."),
        )
        .nullable(
            "archived",
            Schema::boolean().described("Only archived notifications; by default, only those that are not."),
        )
        .closed()
        .described("Selection of notifications; by default all that are not archived.")
}

/// Returns the new preferences, and the version that they replace.
pub(super) fn put_preferences(fields: &mut Object) -> Result<(PreferencesUpdate, u64), FrameError> {
    const DOCUMENT: &str = "preferences";
    let document = Object::new(fields.present(DOCUMENT)?, DOCUMENT)?;
    let preferences = PreferencesUpdate::read(document)?;
    let version = fields.present("version")?.as_u64();
    let version = version.ok_or_else(|| fields.bad("version", "must be a whole number from 0"))?;
    Ok((preferences, version))
}

/// Returns the requested alert, and the client's ID of it.
pub(super) fn create_alert(fields: &mut Object) -> Result<(NewAlert, Option<ClientId>), FrameError> {
    const DOCUMENT: &str = "alert";
    let document = Object::new(fields.present(DOCUMENT)?, DOCUMENT)?;
    let wanted = NewAlert::read(document)?;
    let client_id = match fields.take("clientId") {
        None => None,
        Some(value) => {
            let id = value.as_str().and_then(ClientId::parse);
            Some(id.ok_or_else(|| fields.bad("clientId", "must be a UUID"))?)
        }
    };
    Ok((wanted, client_id))
}

/// Returns a time as the client wrote it; `None` if it is absent.
pub(super) fn time(fields: &mut Object, field: &str) -> Result<Option<Time>, FrameError> {
    let Some(text) = fields.optional::<String>(field)? else { return Ok(None) };
    let time = text.parse().map_err(|error: TimeError| fields.bad(field, error.to_string()))?;
    Ok(Some(time))
}

pub(super) fn limit(fields: &mut Object) -> Result<usize, FrameError> {
    let Some(value) = fields.take("limit") else {
        return Ok(DEFAULT_LIST);
    };
    let limit = value.as_u64().and_then(|limit| usize::try_from(limit).ok());
    let must = || fields.bad("limit", format!("must be a whole number from 1 to {MAX_LIST}"));
    Ok(limit.filter(|limit| (1..=MAX_LIST).contains(limit)).ok_or_else(must)?)
}

pub(super) fn limit_schema() -> Schema {
    let most = u64::try_from(MAX_LIST).unwrap_or(u64::MAX);
    Schema::integer(1..=most)
        .described(format!("Maximum number of notifications in the reply; {DEFAULT_LIST} by default."))
}

pub(super) fn cursor_schema(what: &str) -> Schema {
    Schema::text().length(1..=MAX_CURSOR).described(what)
}

pub(super) fn cursor(fields: &mut Object, field: &str) -> Result<Option<String>, FrameError> {
    match fields.take(field) {
        None => Ok(None),
        Some(Value::String(text)) if (1..=MAX_CURSOR).contains(&text.len()) => Ok(Some(text)),
        Some(_) => Err(FrameError::cursor(field)),
    }
}
