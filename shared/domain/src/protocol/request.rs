//! The requests of a device. They are read strictly: a frame is either understood completely or rejected.

mod error;
mod fields;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::alert::{ClientId, NewAlert};
use crate::event::channel::Channel;
use crate::event::data::{Id, Symbol};
use crate::ids::EventId;
use crate::json::{self, Field as _, JsonError, Object};
use crate::preferences::PreferencesUpdate;
use crate::recipient::contact::{DeviceDetails, DeviceId, DeviceToken, Platform};
use crate::routing::list_filter::ListFilter;
use crate::routing::notification::Change;
use crate::schema::{NEW_ALERT, PREFERENCES, Schema, description};
use crate::time::Time;
use crate::topics::Topic;

pub use error::{Current, ErrorCode, FrameError};
use fields::{
    ack_kind, ack_kind_schema, channels, channels_schema, create_alert, cursor, cursor_schema, filter,
    filter_schema, ids, ids_schema, limit, limit_schema, mark_read, mark_read_schema, market_topic,
    new_device, new_device_schema, put_preferences, time, topic_schema, until,
};

/// The maximum length of a client frame in bytes.
pub const MAX_FRAME_BYTES: usize = 16 * 1024;

/// The maximum number of IDs in one `ack`, `markRead`, `archive`, `unarchive` or `markUnread`.
pub const MAX_IDS: usize = 100;

/// The maximum number of notifications in one `listNotifications`.
pub const MAX_LIST: usize = 100;

/// The field by which a trader agrees that a mandatory section reaches only the app.
const CONFIRM_IN_APP_ONLY: &str = "confirmInAppOnly";

/// The field with the client's ID of the request.
const REQUEST_ID: &str = "requestId";

/// The maximum length of `requestId` in characters.
const MAX_REQUEST_ID: usize = 1024;

/// A valid request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The client's ID of the request, which is returned in the answer.
    pub id: String,
    /// The requested action.
    pub action: Action,
}

/// An action that a device can request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Sends the pending notifications after this cursor, oldest first.
    Hello {
        /// The `next` of the previous hello.
        after: Option<String>,
    },
    /// Confirms that the device has these notifications, or that the trader has seen them.
    Ack {
        /// The IDs; at most [`MAX_IDS`].
        ids: Vec<EventId>,
        /// The kind of the confirmation.
        kind: AckKind,
    },
    /// Keeps the connection open.
    Ping,
    /// Lists the inbox, newest first.
    ListNotifications {
        /// The selection.
        filter: Box<ListFilter>,
        /// The `next` of the previous page.
        before: Option<String>,
        /// The number of notifications: 1 to [`MAX_LIST`].
        limit: usize,
    },
    /// Marks notifications as read.
    MarkRead(MarkRead),
    /// Archives notifications, takes them out of the archive, or marks them unread.
    Rearrange {
        /// The IDs; at most [`MAX_IDS`].
        ids: Vec<EventId>,
        /// The change.
        how: Rearrangement,
    },
    /// Returns one notification with its deliveries.
    GetNotification {
        /// The notification's ID.
        id: EventId,
    },
    /// Returns the preferences.
    GetPreferences,
    /// Replaces the preferences.
    PutPreferences {
        /// The whole document.
        preferences: Box<PreferencesUpdate>,
        /// The version that the trader saw.
        version: u64,
        /// Whether the trader confirmed that a mandatory section reaches only the app.
        confirm_in_app_only: bool,
    },
    /// Returns the channels on which an important notification would arrive.
    GetReachability {
        /// The time; `None` means now.
        at: Option<Time>,
    },
    /// Creates a price alert.
    CreateAlert {
        /// The requested alert.
        wanted: Box<NewAlert>,
        /// The client's ID of the alert, under which it is created only once.
        client_id: Option<ClientId>,
    },
    /// Lists the alerts, newest first.
    ListAlerts {
        /// The market to which the list is limited; `None` means all.
        symbol: Option<Symbol>,
    },
    /// Deletes an alert.
    DeleteAlert {
        /// The alert's ID.
        id: Id,
    },
    /// Pauses an alert.
    PauseAlert {
        /// The alert's ID.
        id: Id,
    },
    /// Resumes a paused alert.
    ResumeAlert {
        /// The alert's ID.
        id: Id,
    },
    /// Follows the topic of a market.
    FollowTopic {
        /// The topic.
        topic: Topic,
    },
    /// Mutes the topic of a market.
    UnfollowTopic {
        /// The topic.
        topic: Topic,
    },
    /// Lists the topics of markets that the trader has.
    ListTopics,
    /// Registers this device for push.
    RegisterDevice(NewDevice),
    /// Removes this device from push.
    RemoveDevice {
        /// The device's ID.
        device_id: DeviceId,
    },
    /// Sends a test notification.
    TestDelivery {
        /// The channels; `None` means all but SMS.
        channels: Option<Vec<Channel>>,
    },
    /// Starts a snooze, or ends it.
    Snooze {
        /// The end; `None` ends it now.
        until: Option<Time>,
    },
    /// Returns a code that links a conversation with the bot.
    LinkTelegram,
    /// Unlinks the conversation.
    UnlinkTelegram,
}

/// The kind of an ack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AckKind {
    /// The trader has seen the notification: nothing further is sent that would tell of it.
    #[default]
    Seen,
    /// The device has the notification, but the trader may not have seen it.
    Received,
}

impl AckKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Seen, Self::Received];

    /// Returns the name in frames.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Received => "received",
        }
    }
}

/// A change of the inbox that its trader can take back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rearrangement {
    /// Notifications go into the archive.
    Archived,
    /// Notifications leave the archive.
    Unarchived,
    /// Notifications are marked unread.
    Unread,
}

impl Rearrangement {
    /// All changes.
    pub const ALL: [Self; 3] = [Self::Archived, Self::Unarchived, Self::Unread];

    /// Returns the type of the frame that reports it to the trader's other devices.
    pub fn name(self) -> &'static str {
        match self {
            Self::Archived => "archived",
            Self::Unarchived => "unarchived",
            Self::Unread => "unread",
        }
    }

    /// Returns the change of each notification's item.
    pub fn change(self) -> Change {
        match self {
            Self::Archived => Change::Archived,
            Self::Unarchived => Change::Unarchived,
            Self::Unread => Change::Unread,
        }
    }
}

/// A device to register for push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDevice {
    /// Its push token.
    pub token: DeviceToken,
    /// Its platform.
    pub platform: Platform,
    /// The language that is set on it, as a language tag.
    pub language: Option<String>,
    /// What it says of itself.
    pub details: DeviceDetails,
}

/// The notifications that the trader has read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkRead {
    /// Notifications with these IDs; at most [`MAX_IDS`].
    Ids(Vec<EventId>),
    /// All notifications of the inbox.
    All,
}

impl Request {
    /// Reads a client frame.
    ///
    /// # Errors
    /// The first fault of the frame. Not retryable. It has the frame's `requestId` wherever that can be
    /// found, even if the rest is not valid JSON.
    pub fn decode(body: &str) -> Result<Self, FrameError> {
        let value = match json::value(body) {
            Ok(value) => value,
            Err(error) => {
                let request_id = json::salvaged_text(body, REQUEST_ID).filter(|id| is_request_id(id));
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
            value.get(REQUEST_ID).and_then(Value::as_str).filter(|id| is_request_id(id)).map(str::to_owned);
        if body.len() > MAX_FRAME_BYTES {
            return Err(too_large().answering(request_id));
        }
        let Value::Object(fields) = value else {
            return Err(bad_json("the frame is not a JSON object"));
        };
        let mut fields = Object::root(fields);
        let id = match (request_id, fields.take(REQUEST_ID)) {
            (Some(id), _) => id,
            (None, None) => return Err(fields.missing(REQUEST_ID).into()),
            (None, Some(_)) => {
                let must = format!("must be a text of 1 to {MAX_REQUEST_ID} characters");
                return Err(fields.bad(REQUEST_ID, must).into());
            }
        };
        match Action::read(&mut fields) {
            Ok(action) => Ok(Self { id, action }),
            Err(error) => Err(error.answering(Some(id))),
        }
    }
}

impl Action {
    fn read(fields: &mut Object) -> Result<Self, FrameError> {
        let action: String = fields.required("action")?;
        Self::named(&action, fields)
    }
}

/// Defines the actions: the name, the purpose, the reader and the schema of each.
macro_rules! actions {
    ($fields:ident: $($(#[doc = $doc:literal])* $name:literal => $read:expr, $schema:expr;)*) => {
        impl Action {
            fn named(action: &str, $fields: &mut Object) -> Result<Self, FrameError> {
                match action {
                    $($name => $read,)*
                    _ => Err(FrameError::at(ErrorCode::UnknownAction, "action", "there is no such action")),
                }
            }

            /// Returns the name of each action with the JSON Schema of its frame.
            pub fn schemas() -> Vec<(&'static str, Schema)> {
                vec![$(($name, {
                    let schema: fn(Schema) -> Schema = $schema;
                    schema(frame($name)).described(description(&[$($doc),*]))
                }),)*]
            }
        }
    };
}

fn frame(action: &str) -> Schema {
    let id = Schema::text().length(1..=MAX_REQUEST_ID);
    Schema::object().required("action", Schema::constant(action)).required(
        REQUEST_ID,
        id.described("The client's ID of the request, which the reply or error returns."),
    )
}

actions! { fields:
    /// Sends the pending notifications, oldest first. The client repeats it with the next of the reply as
    /// long as the reply says that there are more.
    "hello" => Ok(Self::Hello { after: cursor(fields, "after")? }),
        |frame| frame.nullable("after", cursor_schema("Cursor: the next of the previous hello reply."));
    /// Confirms that the device has these notifications, so that they are no longer pending, or that the trader
    /// has seen them, so that no further channel is used and nothing is repeated.
    "ack" => Ok(Self::Ack { ids: required_ids(fields)?, kind: ack_kind(fields)? }),
        |frame| frame.required("ids", ids_schema()).nullable("kind", ack_kind_schema());
    /// Keeps the connection open: API Gateway closes a connection that was idle for ten minutes.
    "ping" => Ok(Self::Ping),
        |frame| frame;
    /// Lists the inbox, newest first. A page can be shorter than limit, even empty, and still have a next: one
    /// request searches a part of the inbox only.
    "listNotifications" => Ok(Self::ListNotifications {
        filter: Box::new(filter(fields)?),
        before: cursor(fields, "before")?,
        limit: limit(fields)?,
    }),
        |frame| frame
            .nullable("filter", filter_schema())
            .nullable("before", cursor_schema("Cursor: the next of the previous page."))
            .nullable("limit", limit_schema());
    /// Marks these notifications, or all, as read, which implies an ack.
    "markRead" => Ok(Self::MarkRead(mark_read(fields)?)),
        mark_read_schema;
    /// Archives these notifications, which implies an ack. While they are archived, lists leave them out unless
    /// they are asked for, and they do not count as unread.
    "archive" => rearrange(fields, Rearrangement::Archived),
        |frame| frame.required("ids", ids_schema());
    /// Takes these notifications out of the archive. They are read or unread as before.
    "unarchive" => rearrange(fields, Rearrangement::Unarchived),
        |frame| frame.required("ids", ids_schema());
    /// Marks these notifications as unread, except archived ones. They do not become pending again, and nothing
    /// is sent again.
    "markUnread" => rearrange(fields, Rearrangement::Unread),
        |frame| frame.required("ids", ids_schema());
    /// Returns one notification with its deliveries.
    "getNotification" => Ok(Self::GetNotification { id: fields.parsed("id", EventId::parse)? }),
        |frame| frame.required("id", crate::ids::schema().described("ID of the notification."));
    /// Returns the preferences.
    "getPreferences" => Ok(Self::GetPreferences),
        |frame| frame;
    /// Replaces the preferences.
    "putPreferences" => {
        let (preferences, version) = put_preferences(fields)?;
        let confirm_in_app_only = fields.optional(CONFIRM_IN_APP_ONLY)?.unwrap_or_default();
        Ok(Self::PutPreferences { preferences: Box::new(preferences), version, confirm_in_app_only })
    },
        |frame| frame
            .required("preferences", Schema::reference(PREFERENCES))
            .required("version", Schema::integer(0..=u64::MAX).described("Version of the preferences \
                that the trader edited. If it is outdated, the request fails with version_conflict."))
            .nullable(CONFIRM_IN_APP_ONLY, Schema::boolean().described(
                "Whether the trader agrees that a mandatory section has no channel outside the app. It \
                 must be true if this request removes the last such channel.",
            ));
    /// Returns the channels on which an important notification would arrive.
    "getReachability" => Ok(Self::GetReachability { at: time(fields, "at")? }),
        |frame| frame
            .nullable("at", crate::time::schema().described("Time to evaluate; the current time by default."));
    /// Creates a price alert, which notifies the trader when the price crosses its target.
    "createAlert" => {
        let (wanted, client_id) = create_alert(fields)?;
        Ok(Self::CreateAlert { wanted: Box::new(wanted), client_id })
    },
        |frame| frame.required("alert", Schema::reference(NEW_ALERT)).nullable(
            "clientId",
            ClientId::schema().described("The client's ID of the alert, a UUID. A repeated request with \
                the same clientId does not create a second alert."),
        );
    /// Lists the alerts, newest first.
    "listAlerts" => Ok(Self::ListAlerts { symbol: fields.optional("symbol")? }),
        |frame| frame
            .nullable("symbol", Symbol::schema().described("Market to which the list is restricted."));
    /// Deletes an alert.
    "deleteAlert" => Ok(Self::DeleteAlert { id: fields.required("alertId")? }),
        alert_id_schema;
    /// Pauses an alert that can still fire: no price fires it, and it does not count towards the maximum of
    /// active alerts. It has no effect on a paused alert.
    "pauseAlert" => Ok(Self::PauseAlert { id: fields.required("alertId")? }),
        alert_id_schema;
    /// Resumes a paused alert. It fires on the next price that meets its target, as a new one does, but not
    /// before the cooldown after its latest firing is over. It has no effect on an active alert.
    "resumeAlert" => Ok(Self::ResumeAlert { id: fields.required("alertId")? }),
        alert_id_schema;
    /// Follows a market, so that the trader gets the broadcasts for its topic, whatever the exchange states. A
    /// trader follows at most 200. It has no effect on a followed topic.
    "followTopic" => Ok(Self::FollowTopic { topic: market_topic(fields)? }),
        topic_schema;
    /// Mutes a market, so that the trader does not get the broadcasts for its topic, whatever the exchange states
    /// now or later. Broadcasts that are for the trader for another reason still come.
    "unfollowTopic" => Ok(Self::UnfollowTopic { topic: market_topic(fields)? }),
        topic_schema;
    /// Lists the markets whose broadcasts the trader gets: those that the trader follows, and those that the
    /// exchange states and the trader has not muted.
    "listTopics" => Ok(Self::ListTopics),
        |frame| frame;
    /// Registers this device for push.
    "registerDevice" => Ok(Self::RegisterDevice(new_device(fields)?)),
        new_device_schema;
    /// Removes this device from push.
    "removeDevice" => Ok(Self::RemoveDevice { device_id: fields.parsed("deviceId", DeviceId::parse)? }),
        |frame| frame.required("deviceId", crate::ids::schema().described("ID of the device."));
    /// Sends a test notification, at most once in ten minutes. Its details tell what was accepted and seen.
    "testDelivery" => Ok(Self::TestDelivery { channels: channels(fields)? }),
        |frame| frame.nullable("channels", channels_schema());
    /// Starts a snooze, during which only notifications of class P0 interrupt, or ends it.
    "snooze" => Ok(Self::Snooze { until: until(fields)? }),
        |frame| frame.required("until", crate::time::schema().or_null()
            .described("End of the snooze, at most 30 days from now; null ends it."));
    /// Returns a code that links a conversation with the bot.
    "linkTelegram" => Ok(Self::LinkTelegram),
        |frame| frame;
    /// Unlinks the conversation; the bot no longer sends messages to it.
    "unlinkTelegram" => Ok(Self::UnlinkTelegram),
        |frame| frame;
}

fn rearrange(fields: &mut Object, how: Rearrangement) -> Result<Action, FrameError> {
    Ok(Action::Rearrange { ids: required_ids(fields)?, how })
}

fn required_ids(fields: &mut Object) -> Result<Vec<EventId>, FrameError> {
    Ok(ids(fields)?.ok_or_else(|| fields.missing("ids"))?)
}

fn alert_id_schema(frame: Schema) -> Schema {
    frame.required("alertId", Id::schema().described("ID of the alert."))
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
