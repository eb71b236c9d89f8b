//! What the frames that we write may be, as JSON Schema.

use crate::catalogue::{Channel, EventType};
use crate::contact::Platform;
use crate::data::EventData;
use crate::delivery::{AttemptResult, Reason};
use crate::frames::ErrorCode;
use crate::ledger::DeadReason;
use crate::notification::DeliveryState;
use crate::rate_limit::MAX_RETRY_AFTER_SECONDS;
use crate::schema::{ALERT, NOTIFICATION, PREFERENCES, Schema};
use crate::{ids, time};

/// The notification frame of an event of this type, which is also its entry in a list.
pub fn notification(event_type: EventType) -> Schema {
    Schema::object()
        .required("type", Schema::constant("notification"))
        .required("id", ids::schema().described("The event's id: what comes twice has the same."))
        .required("event", Schema::constant(event_type.name()))
        .required("priority", Schema::constant(event_type.priority().number()))
        .required("timestamp", time::written_schema().described("When the event occurred: order is by this."))
        .required(
            "data",
            EventData::written_schema(event_type)
                .described("What the event says; what is not known here came from the exchange."),
        )
        .required("title", Schema::text().described("In the trader's language. It is text, never HTML."))
        .required("body", Schema::text().described("In the trader's language. It is text, never HTML."))
        .required("silent", Schema::boolean().described("Whether it must not interrupt."))
        .optional(
            "read",
            Schema::boolean().described("Only in lists and details: whether the trader has read it."),
        )
        .optional("acked", Schema::boolean().described("Only in lists and details: whether a device has it."))
        .described(EventData::told(event_type))
}

/// The frame that tells a user's other devices what was read.
pub fn read() -> Schema {
    let some = Schema::default().required("ids", Schema::list(ids::schema()));
    let all = Schema::default().required("all", Schema::constant(true));
    with_unread(Schema::object().required("type", Schema::constant("read")))
        .optional("ids", Schema::list(ids::schema()).described("What was read."))
        .optional("all", Schema::constant(true).described("Everything was read."))
        .with("oneOf", vec![some, all])
        .described("Another device of the same trader has marked notifications as read.")
}

fn with_unread(frame: Schema) -> Schema {
    frame
        .required("unread", Schema::count().described("How many the trader has not read, counted to 100."))
        .required("unreadMore", Schema::boolean().described("Whether there are more than were counted."))
}

/// The refusal of a request.
pub fn error() -> Schema {
    Schema::object()
        .required("type", Schema::constant("error"))
        .optional(
            "requestId",
            Schema::text().described("Which request it answers; left out where that could not be read."),
        )
        .required("code", Schema::one_of_words(ErrorCode::ALL.map(ErrorCode::name)))
        .required("message", Schema::text().described("For a developer to read."))
        .optional("field", Schema::text().described("The dotted path of the field at fault."))
        .optional(
            "retryAfter",
            Schema::integer(1..=MAX_RETRY_AFTER_SECONDS).described(
                "Only with too_many_requests: after how many seconds the same request can succeed.",
            ),
        )
        .optional("preferences", Schema::reference(PREFERENCES))
        .optional(
            "version",
            Schema::count().described("With preferences, and only with version_conflict: what there is."),
        )
        .described("The request was not carried out; the connection stays.")
}

fn reply() -> Schema {
    Schema::object()
        .required("type", Schema::constant("reply"))
        .required("requestId", Schema::text().described("Which request it answers."))
}

/// The replies by action, in the order of [`Action::schemas`](super::Action::schemas).
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
                        Schema::count().described("How many notification frames came before this reply."),
                    )
                    .required(
                        "more",
                        Schema::boolean().described("Whether more is pending: say hello again."),
                    )
                    .optional("next", next("What to say as after; only where there is more.")),
            ),
        ),
        ("ack", reply()),
        ("ping", reply()),
        (
            "listNotifications",
            reply()
                .required("notifications", Schema::list(entry()))
                .optional("next", next("What to say as before for the next page; left out on the last one.")),
        ),
        ("markRead", with_unread(reply())),
        ("getNotification", details()),
        ("getPreferences", preferences()),
        ("putPreferences", reply().required("version", version())),
        ("getReachability", reply().required("channels", Schema::list(reach()))),
        ("createAlert", reply().required("alert", Schema::reference(ALERT))),
        ("listAlerts", reply().required("alerts", Schema::list(Schema::reference(ALERT)))),
        ("deleteAlert", reply()),
        (
            "registerDevice",
            reply()
                .required("deviceId", ids::schema().described("What deliveries and removeDevice call it.")),
        ),
        ("removeDevice", reply()),
        (
            "linkTelegram",
            reply()
                .required(
                    "code",
                    Schema::text().described("What the trader says to the bot: /start and this code."),
                )
                .required(
                    "url",
                    Schema::text().with("format", "uri").described("Opens the bot with the code."),
                )
                .required("expiresIn", Schema::count().described("For how many seconds the code is good.")),
        ),
        ("unlinkTelegram", reply()),
    ]
}

fn version() -> Schema {
    Schema::count().described("How often the preferences were put; 0 before the first time.")
}

/// A notification with what became of it.
fn entry() -> Schema {
    let known = Schema::default().with("required", vec!["read", "acked"]);
    Schema::all_of([Schema::reference(NOTIFICATION), known])
}

fn details() -> Schema {
    reply()
        .required("notification", entry())
        .required("occurredAt", time::written_schema().described("When the event occurred."))
        .required("routedAt", time::written_schema().described("When it was decided what becomes of it."))
        .optional("ackedAt", time::written_schema().described("When the first device had it."))
        .required("deliveries", Schema::list(delivery()))
}

fn delivery() -> Schema {
    let reasons = Reason::ALL.map(Reason::name).into_iter().chain(DeadReason::ALL.map(DeadReason::name));
    Schema::object()
        .required("channel", channel())
        .optional("device", ids::schema().described("Which device, for push."))
        .required("state", Schema::one_of_words(DeliveryState::ALL.map(DeliveryState::name)))
        .optional("reason", Schema::one_of_words(reasons).described("Why it is in this state."))
        .optional("until", time::written_schema().described("Until when it waits."))
        .optional(
            "releasedAs",
            ids::schema().described(
                "The id of the merged notification as which it was sent, above the channel's limit for one recipient; \
                 state and attempts are that one's.",
            ),
        )
        .required("attempts", Schema::list(attempt()))
        .described("A notification on one channel, and device.")
}

fn attempt() -> Schema {
    Schema::object()
        .required("at", time::written_schema().described("When."))
        .required("result", Schema::one_of_words(AttemptResult::ALL.map(AttemptResult::name)))
        .optional("connection", Schema::text().described("On which socket; only of the websocket."))
        .optional(
            "status",
            Schema::integer(0..=u64::from(u16::MAX)).described("The status of the provider's HTTP answer."),
        )
        .optional("providerId", Schema::text().described("What the provider calls it."))
        .required("durationMs", Schema::count().described("How long it took."))
        .described("One try of a delivery.")
}

fn reach() -> Schema {
    Schema::object()
        .required("channel", channel())
        .required(
            "reachable",
            Schema::boolean().described("Whether something of class P1 would arrive there."),
        )
        .optional("reason", Schema::one_of_words(Reason::ALL.map(Reason::name)).described("Why not."))
        .optional("devices", Schema::list(device()).described("The devices, for push."))
}

fn device() -> Schema {
    Schema::object()
        .required("deviceId", ids::schema())
        .required("platform", Schema::one_of_words(Platform::ALL.map(Platform::name)))
        .optional("language", Schema::text().described("The language that it is set to."))
        .required("registeredAt", time::written_schema())
}

fn channel() -> Schema {
    Schema::one_of_words(Channel::ALL.map(Channel::name))
}
