//! The JSON Schemas of the frames that the server sends.

use crate::delivery::ledger::DeadReason;
use crate::delivery::{AttemptResult, Reason};
use crate::event::catalogue::{Channel, EventType, Priority};
use crate::event::data::EventData;
use crate::event::trace;
use crate::protocol::delivery::DISMISSAL_REQUESTED;
use crate::protocol::{ErrorCode, Rearrangement};
use crate::rate_limit::MAX_RETRY_AFTER_SECONDS;
use crate::recipient::contact::{Permission, Platform};
use crate::routing::notification::DeliveryState;
use crate::schema::{ALERT, NOTIFICATION, PREFERENCES, Schema};
use crate::topics::Topic;
use crate::{ids, time};

/// Returns the JSON Schema of the notification frame of this event type, which is also its entry in a list.
pub fn notification(event_type: EventType) -> Schema {
    Schema::object()
        .required("type", Schema::constant("notification"))
        .required(
            "id",
            ids::schema()
                .described("ID of the event. A notification that is sent twice has the same ID both times."),
        )
        .required("event", Schema::constant(event_type.name()))
        .required("priority", priority(event_type))
        .required(
            "timestamp",
            time::written_schema()
                .described("Time at which the event occurred, by which clients sort notifications."),
        )
        .required(
            "data",
            EventData::written_schema(event_type).described(
                "Fields of the event. Fields that this schema does not list are passed on from the exchange.",
            ),
        )
        .required(
            "title",
            Schema::text().described("Title in the trader's language, as plain text without HTML."),
        )
        .required(
            "body",
            Schema::text().described("Body in the trader's language, as plain text without HTML."),
        )
        .required("severity", Schema::constant(event_type.row().severity.name()).described("Severity, by which clients colour it."))
        .optional(
            "link",
            Schema::text().described(
                "Path in the exchange's app, which begins with a slash, or the address if the deployment knows it.",
            ),
        )
        .required(
            "silent",
            Schema::boolean().described(
                "Whether the client must show the notification without an interruption such as a sound.",
            ),
        )
        .optional(
            "read",
            Schema::boolean().described(
                "Whether the trader has read the notification; present only in lists and details.",
            ),
        )
        .optional(
            "archived",
            Schema::constant(true)
                .described("Present if the trader has archived the notification; only in lists and details."),
        )
        .optional(
            "acked",
            Schema::boolean()
                .described(
                    "Whether a device has confirmed its receipt or the trader has seen it; present only in lists \
                     and details.",
                ),
        )
        .described(EventData::description(event_type))
}

/// Returns the JSON Schema of the class of a notification. An event may lower that of its type.
fn priority(event_type: EventType) -> Schema {
    let classes: Vec<_> =
        Priority::ALL.into_iter().filter(|asked| event_type.class(Some(*asked)) == *asked).collect();
    match classes[..] {
        [only] => Schema::constant(only.number()),
        _ => Schema::default().with("enum", classes.into_iter().map(Priority::number).collect::<Vec<_>>()),
    }
}

/// Returns the JSON Schema of the frame that reports to a user's other devices which
/// notifications were read.
pub fn read() -> Schema {
    let some = Schema::default().required("ids", Schema::list(ids::schema()));
    let all = Schema::default().required("all", Schema::constant(true));
    with_unread(Schema::object().required("type", Schema::constant("read")))
        .optional("ids", Schema::list(ids::schema()).described("IDs of the notifications that were read."))
        .optional("all", Schema::constant(true).described("Present if all notifications were read."))
        .with("oneOf", vec![some, all])
        .described("Reports that another device of the same trader marked notifications as read.")
}

/// Returns the JSON Schema of the frame that reports to a user's other devices which notifications were
/// archived, taken out of the archive, or marked unread.
pub fn rearranged(how: Rearrangement) -> Schema {
    let description = match how {
        Rearrangement::Archived => "Reports that another device of the same trader archived notifications.",
        Rearrangement::Unarchived => {
            "Reports that another device of the same trader took notifications out of the archive."
        }
        Rearrangement::Unread => {
            "Reports that another device of the same trader marked notifications as unread."
        }
    };
    with_unread(Schema::object().required("type", Schema::constant(how.name())))
        .required("ids", Schema::list(ids::schema()).described("IDs of the notifications."))
        .described(description)
}

fn with_unread(frame: Schema) -> Schema {
    frame
        .required("unread", Schema::count().described("Number of unread notifications, counted up to 100."))
        .required(
            "unreadMore",
            Schema::boolean().described("Whether there are more unread notifications than unread gives."),
        )
}

/// Returns the JSON Schema of an error frame.
pub fn error() -> Schema {
    Schema::object()
        .required("type", Schema::constant("error"))
        .optional(
            "requestId",
            Schema::text()
                .described("The requestId of the request that failed; absent if it could not be read."),
        )
        .required("code", Schema::one_of_words(ErrorCode::ALL.map(ErrorCode::name)))
        .required("message", Schema::text().described("Description of the fault for a developer."))
        .optional("field", Schema::text().described("Dotted path of the field at fault."))
        .optional(
            "retryAfter",
            Schema::integer(1..=MAX_RETRY_AFTER_SECONDS).described(
                "Time in seconds after which the same request can succeed; present only with \
                 too_many_requests.",
            ),
        )
        .optional("preferences", Schema::reference(PREFERENCES))
        .optional(
            "version",
            Schema::count().described(
                "Version of the current preferences; present only with preferences, on version_conflict.",
            ),
        )
        .described("The answer to a request that was not carried out. The connection stays open.")
}

fn reply() -> Schema {
    Schema::object()
        .required("type", Schema::constant("reply"))
        .required("requestId", Schema::text().described("The requestId of the request."))
}

/// Returns the name of each action with the JSON Schema of its reply, in the order of
/// [`Action::schemas`](super::Action::schemas).
pub fn replies() -> Vec<(&'static str, Schema)> {
    let next = |what: &str| Schema::text().described(what);
    let preferences =
        || reply().required("preferences", Schema::reference(PREFERENCES)).required("version", version());
    vec![
        (
            "hello",
            with_unread(
                reply()
                    .required(
                        "sent",
                        Schema::count()
                            .described("Number of notification frames that were sent before this reply."),
                    )
                    .required(
                        "more",
                        Schema::boolean().described(
                            "Whether more notifications are pending. If so, the client sends hello again.",
                        ),
                    )
                    .optional(
                        "next",
                        next("Cursor for after in the next hello; present only if more is true."),
                    ),
            ),
        ),
        ("ack", reply()),
        ("ping", reply()),
        (
            "listNotifications",
            reply().required("notifications", Schema::list(entry())).optional(
                "next",
                next(
                    "Cursor for before in the request of the next page; absent on the last page. A page can be \
                     short, even empty, and have one.",
                ),
            ),
        ),
        ("markRead", with_unread(reply())),
        ("archive", with_unread(reply())),
        ("unarchive", with_unread(reply())),
        ("markUnread", with_unread(reply())),
        ("getNotification", details()),
        (
            "getPreferences",
            preferences().optional(
                "snoozedUntil",
                time::written_schema().described(
                    "Time until which only notifications of class P0 interrupt; absent without a snooze.",
                ),
            ),
        ),
        ("putPreferences", reply().required("version", version())),
        ("getReachability", reply().required("channels", Schema::list(reach()))),
        ("createAlert", reply().required("alert", Schema::reference(ALERT))),
        ("listAlerts", reply().required("alerts", Schema::list(Schema::reference(ALERT)))),
        ("deleteAlert", reply()),
        ("pauseAlert", reply().required("alert", Schema::reference(ALERT))),
        ("resumeAlert", reply().required("alert", Schema::reference(ALERT))),
        ("followTopic", reply()),
        ("unfollowTopic", reply()),
        (
            "listTopics",
            reply().required(
                "topics",
                Schema::list(Topic::market_schema()).described("Topics of markets, in their order as texts."),
            ),
        ),
        (
            "registerDevice",
            reply().required(
                "deviceId",
                ids::schema().described("ID of the device in deliveries and in removeDevice."),
            ),
        ),
        ("removeDevice", reply()),
        ("testDelivery", reply().required("id", ids::schema().described("ID of the test notification."))),
        ("snooze", reply()),
        (
            "linkTelegram",
            reply()
                .required(
                    "code",
                    Schema::text().described("Code that the trader sends to the bot after /start."),
                )
                .required(
                    "url",
                    Schema::text()
                        .with("format", "uri")
                        .described("URL that opens the conversation with the bot and fills in the code."),
                )
                .required("expiresIn", Schema::count().described("Time in seconds until the code expires.")),
        ),
        ("unlinkTelegram", reply()),
    ]
}

fn version() -> Schema {
    Schema::count()
        .described("Version of the preferences: the number of times they were replaced, 0 at first.")
}

/// Returns the JSON Schema of a notification with its inbox state.
fn entry() -> Schema {
    let known = Schema::default().with("required", vec!["read", "acked"]);
    Schema::all_of([Schema::reference(NOTIFICATION), known])
}

fn details() -> Schema {
    reply()
        .required("notification", entry())
        .required("occurredAt", time::written_schema().described("Time at which the event occurred."))
        .required(
            "routedAt",
            time::written_schema().described("Time at which the system decided on the deliveries."),
        )
        .optional(
            "ackedAt",
            time::written_schema().described(
                "Time at which the trader was first known to have seen it or, until then, at which a device first \
                 confirmed its receipt.",
            ),
        )
        .optional(
            "ackedBy",
            Schema::object()
                .required("channel", channel())
                .optional("device", ids::schema().described("ID of the device; only for push."))
                .described("The delivery from which the trader acked it; absent while it was only received."),
        )
        .optional("traceparent", trace::schema().described("Trace of the event, as the exchange gave it."))
        .required("deliveries", Schema::list(delivery()))
}

fn delivery() -> Schema {
    let reasons = Reason::ALL.map(Reason::name).into_iter().chain(DeadReason::ALL.map(DeadReason::name));
    Schema::object()
        .required("channel", channel())
        .optional("device", ids::schema().described(
            "ID of the device, for push. `other` marks the second delivery of a notice of a changed e-mail \
             address or phone number: the contacts before and after the change get one each.",
        ))
        .required("state", Schema::one_of_words(DeliveryState::ALL.map(DeliveryState::name)))
        .optional("reason", Schema::one_of_words(reasons).described("Reason for the state."))
        .optional("until", time::written_schema().described("Time until which the delivery waits."))
        .optional(
            "releasedAs",
            ids::schema().described(
                "ID of the merged notification that was sent in its place because it exceeded the \
                 channel's limit for one recipient. State and attempts are those of the merged \
                 notification.",
            ),
        )
        .optional(
            "dismissal",
            Schema::constant(DISMISSAL_REQUESTED).described(
                "Present if the device or conversation was asked to take the message back, because the trader \
                 saw the notification elsewhere. Whether it did is not known.",
            ),
        )
        .required("attempts", Schema::list(attempt()))
        .described("The delivery of a notification on one channel, and for push to one device.")
}

fn attempt() -> Schema {
    Schema::object()
        .required("at", time::written_schema().described("Time of the attempt."))
        .required("result", Schema::one_of_words(AttemptResult::ALL.map(AttemptResult::name)))
        .optional(
            "connection",
            Schema::text().described("ID of the WebSocket connection; only for websocket."),
        )
        .optional(
            "status",
            Schema::integer(0..=u64::from(u16::MAX)).described("HTTP status of the provider's response."),
        )
        .optional("providerId", Schema::text().described("The provider's ID of the message."))
        .required("durationMs", Schema::count().described("Duration of the attempt in milliseconds."))
        .described("An attempt of a delivery.")
}

fn reach() -> Schema {
    Schema::object()
        .required("channel", channel())
        .required(
            "reachable",
            Schema::boolean()
                .described("Whether a notification of class P1 would be delivered on this channel."),
        )
        .optional(
            "reason",
            Schema::one_of_words(Reason::ALL.map(Reason::name))
                .described("Reason why the channel is not reachable."),
        )
        .optional("devices", Schema::list(device()).described("Registered devices; only for push."))
}

fn device() -> Schema {
    Schema::object()
        .required("deviceId", ids::schema())
        .required("platform", Schema::one_of_words(Platform::ALL.map(Platform::name)))
        .optional(
            "language",
            Schema::text().described("Language tag (BCP 47) of the device's language setting."),
        )
        .required("registeredAt", time::written_schema())
        .optional(
            "permission",
            Schema::one_of_words(Permission::ALL.map(Permission::name))
                .described("Whether the device may show notifications, as it last said."),
        )
        .optional(
            "focusAllowed",
            Schema::boolean().described("Whether the app may interrupt a device that is set to quiet."),
        )
        .optional(
            "lastAcceptedAt",
            time::written_schema().described(
                "Time of a push message that the provider accepted for the device, within an hour of the latest.",
            ),
        )
}

fn channel() -> Schema {
    Schema::one_of_words(Channel::ALL.map(Channel::name))
}
