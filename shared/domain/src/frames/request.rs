//! What the device asks for, read strictly: a frame is either wholly understood or refused.

mod error;
mod fields;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use crate::alert::{ClientId, Wanted};
use crate::contact::{DeviceId, DeviceToken, Platform};
use crate::data::{Field as _, Id, Symbol};
use crate::ids::EventId;
use crate::json::{self, JsonError};
use crate::preferences::Preferences;
use crate::schema::{NEW_ALERT, PREFERENCES, Schema, told};
use crate::time::Time;

pub use error::{Current, ErrorCode, FrameError};
use fields::{
    alert_id, boolean, create_alert, cursor, cursor_schema, event_id, ids, ids_schema, limit, limit_schema,
    mark_read, mark_read_schema, new_device, new_device_schema, present, put_preferences, required_text,
    symbol, time,
};

/// The longest client frame, in bytes.
pub const MAX_FRAME_BYTES: usize = 16 * 1024;

/// The most ids in one `ack` or `markRead`.
pub const MAX_IDS: usize = 100;

/// The most notifications in one `listNotifications`.
pub const MAX_LIST: usize = 100;

/// The field by which a trader agrees that a mandatory section reaches only the app.
const CONFIRM_IN_APP_ONLY: &str = "confirmInAppOnly";

/// The longest `requestId`, in characters.
const MAX_REQUEST_ID: usize = 1024;

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
    /// Show the preferences.
    GetPreferences,
    /// These are the preferences from now on.
    PutPreferences {
        /// The whole document.
        preferences: Box<Preferences>,
        /// The version that the trader saw.
        version: u64,
        /// Whether the trader was asked about a mandatory section that reaches only the app, and agreed.
        confirm_in_app_only: bool,
    },
    /// Tell on which channels something important would arrive.
    GetReachability {
        /// When; `None`: now.
        at: Option<Time>,
    },
    /// Tell when this price is crossed.
    CreateAlert {
        /// What is wanted.
        wanted: Box<Wanted>,
        /// The client's name for it, under which it is created once.
        client_id: Option<ClientId>,
    },
    /// Show the alerts, newest first.
    ListAlerts {
        /// Only those of this market.
        symbol: Option<Symbol>,
    },
    /// Forget an alert.
    DeleteAlert {
        /// Which.
        id: Id,
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
    /// Reads a client frame. The error carries the frame's `requestId` wherever it can be read, also where the rest is not JSON.
    pub fn decode(body: &str) -> Result<Self, FrameError> {
        let value = match json::value(body) {
            Ok(value) => value,
            Err(error) => {
                let request_id = json::salvaged_text(body, "requestId").filter(|id| is_request_id(id));
                let error = match error {
                    _ if body.len() > MAX_FRAME_BYTES => too_large(),
                    JsonError::ReservedKey => bad_json("the frame uses the parser's private keys"),
                    JsonError::ByteOrderMark => bad_json("the frame begins with a byte-order mark"),
                    JsonError::Syntax | JsonError::NotAnObject => bad_json("the frame is not JSON"),
                };
                return Err(error.answering(request_id));
            }
        };
        let request_id =
            value.get("requestId").and_then(Value::as_str).filter(|id| is_request_id(id)).map(str::to_owned);
        if body.len() > MAX_FRAME_BYTES {
            return Err(too_large().answering(request_id));
        }
        let Value::Object(fields) = value else {
            return Err(bad_json("the frame is not a JSON object"));
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
        Self::named(action, fields)
    }
}

/// Every action: its name, what it is for, how its frame is read and what that takes.
macro_rules! actions {
    ($fields:ident: $($(#[doc = $doc:literal])* $name:literal => $read:expr, $schema:expr;)*) => {
        impl Action {
            fn named(action: &str, $fields: &Map<String, Value>) -> Result<Self, FrameError> {
                match action {
                    $($name => $read,)*
                    _ => Err(FrameError::at(ErrorCode::UnknownAction, "action", "there is no such action")),
                }
            }

            /// The names of all actions, and what the frame of each may be.
            pub fn schemas() -> Vec<(&'static str, Schema)> {
                vec![$(($name, {
                    let schema: fn(Schema) -> Schema = $schema;
                    schema(frame($name)).described(told(&[$($doc),*]))
                }),)*]
            }
        }
    };
}

fn frame(action: &str) -> Schema {
    let id = Schema::text().length(1..=MAX_REQUEST_ID);
    Schema::object()
        .required("action", Schema::constant(action))
        .required("requestId", id.described("The client's name for the request, returned in the answer."))
}

actions! { fields:
    /// Sends what is pending, oldest first; to be repeated with the next of its reply while there is more.
    "hello" => Ok(Self::Hello { after: cursor(fields, "after")? }),
        |frame| frame.nullable("after", cursor_schema("The next of the hello before."));
    /// The device has these notifications.
    "ack" => Ok(Self::Ack { ids: ids(fields)?.ok_or_else(|| FrameError::missing("ids"))? }),
        |frame| frame.required("ids", ids_schema());
    /// The device is still there: the gateway closes a socket that was idle for ten minutes.
    "ping" => Ok(Self::Ping),
        |frame| frame;
    /// Shows the inbox, newest first.
    "listNotifications" =>
        Ok(Self::ListNotifications { before: cursor(fields, "before")?, limit: limit(fields)? }),
        |frame| frame
            .nullable("before", cursor_schema("The next of the page before."))
            .nullable("limit", limit_schema());
    /// The trader has read these, or everything; that implies an ack.
    "markRead" => Ok(Self::MarkRead(mark_read(fields)?)),
        mark_read_schema;
    /// Tells everything of one notification.
    "getNotification" => {
        let id = present(fields, "id").ok_or_else(|| FrameError::missing("id"))?;
        Ok(Self::GetNotification { id: event_id(id, "id")? })
    },
        |frame| frame.required("id", crate::ids::schema().described("Which."));
    /// Shows the preferences.
    "getPreferences" => Ok(Self::GetPreferences),
        |frame| frame;
    /// These are the preferences from now on.
    "putPreferences" => {
        let (preferences, version) = put_preferences(fields)?;
        let confirm_in_app_only = boolean(fields, CONFIRM_IN_APP_ONLY)?;
        Ok(Self::PutPreferences { preferences: Box::new(preferences), version, confirm_in_app_only })
    },
        |frame| frame
            .required("preferences", Schema::reference(PREFERENCES))
            .required("version", Schema::integer(0..=u64::MAX).described("The version that the trader saw."))
            .nullable(CONFIRM_IN_APP_ONLY, Schema::boolean().described(
                "Whether the trader agrees that a mandatory section reaches only the app; needed where a put makes it so.",
            ));
    /// Tells on which channels something important would arrive.
    "getReachability" => Ok(Self::GetReachability { at: time(fields, "at")? }),
        |frame| frame.nullable("at", crate::time::schema().described("When; now where left out."));
    /// Tells the trader when this price is crossed.
    "createAlert" => {
        let (wanted, client_id) = create_alert(fields)?;
        Ok(Self::CreateAlert { wanted: Box::new(wanted), client_id })
    },
        |frame| frame.required("alert", Schema::reference(NEW_ALERT)).nullable(
            "clientId",
            ClientId::schema().described("The client's name for it, a UUID: a request that is repeated creates it once."),
        );
    /// Shows the alerts, newest first.
    "listAlerts" => Ok(Self::ListAlerts { symbol: symbol(fields, "symbol")? }),
        |frame| frame.nullable("symbol", Symbol::schema().described("Only those of this market."));
    /// Forgets an alert.
    "deleteAlert" => Ok(Self::DeleteAlert { id: alert_id(fields)? }),
        |frame| frame.required("alertId", Id::schema().described("Which."));
    /// Pushes to this device from now on.
    "registerDevice" => Ok(Self::RegisterDevice(new_device(fields)?)),
        new_device_schema;
    /// Does not push to this device any more.
    "removeDevice" => {
        let text = required_text(fields, "deviceId")?;
        let device_id =
            DeviceId::parse(text).map_err(|error| FrameError::bad("deviceId", &error.to_string()))?;
        Ok(Self::RemoveDevice { device_id })
    },
        |frame| frame.required("deviceId", crate::ids::schema().described("Which."));
    /// Hands out a code by which a conversation with the bot is bound.
    "linkTelegram" => Ok(Self::LinkTelegram),
        |frame| frame;
    /// Does not write to the bound conversation any more.
    "unlinkTelegram" => Ok(Self::UnlinkTelegram),
        |frame| frame;
}

fn bad_json(message: &str) -> FrameError {
    FrameError::new(ErrorCode::BadJson, message)
}

fn too_large() -> FrameError {
    FrameError::new(ErrorCode::TooLarge, format!("a frame may have at most {MAX_FRAME_BYTES} bytes"))
}

fn is_request_id(text: &str) -> bool {
    (1..=MAX_REQUEST_ID).contains(&text.chars().count())
}
