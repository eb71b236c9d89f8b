//! What the device asks for, read strictly: a frame is either wholly understood or refused.

mod error;
mod fields;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use crate::alert::{ClientId, Wanted};
use crate::contact::{DeviceId, DeviceToken, Platform};
use crate::data::{Id, Symbol};
use crate::ids::EventId;
use crate::preferences::Preferences;
use crate::time::Time;

pub use error::{Current, ErrorCode, FrameError};
use fields::{
    alert_id, create_alert, cursor, event_id, ids, limit, mark_read, new_device, present, put_preferences,
    required_text, symbol, time,
};

/// The longest client frame, in bytes.
pub const MAX_FRAME_BYTES: usize = 16 * 1024;

/// The most ids in one `ack` or `markRead`.
pub const MAX_IDS: usize = 100;

/// The most notifications in one `listNotifications`.
pub const MAX_LIST: usize = 100;

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
            "getPreferences" => Ok(Self::GetPreferences),
            "putPreferences" => {
                let (preferences, version) = put_preferences(fields)?;
                Ok(Self::PutPreferences { preferences: Box::new(preferences), version })
            }
            "getReachability" => Ok(Self::GetReachability { at: time(fields, "at")? }),
            "createAlert" => {
                let (wanted, client_id) = create_alert(fields)?;
                Ok(Self::CreateAlert { wanted: Box::new(wanted), client_id })
            }
            "listAlerts" => Ok(Self::ListAlerts { symbol: symbol(fields, "symbol")? }),
            "deleteAlert" => Ok(Self::DeleteAlert { id: alert_id(fields)? }),
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
