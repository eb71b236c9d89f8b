//! The JSON Schemas of what [`Event::decode`](super::Event::decode) accepts and of what the
//! rejected queue gets.

use super::rejection::{MAX_KEPT_BYTES, Rejection, RejectionCode};
use super::{Event, MAX_EVENT_BYTES, Mode, TRACEPARENT, trace};
use crate::event::audience::{AUDIENCE, Audience, EXCLUDE};
use crate::event::broadcast::{Broadcast, MAX_PACE};
use crate::event::catalogue::{Channel, EventType, Priority};
use crate::event::data::EventData;
use crate::schema::Schema;
use crate::{ids, time};

impl Event {
    /// Returns the JSON Schema that all events have in common. The requirements for
    /// `data` depend on the type.
    pub fn envelope_schema() -> Schema {
        let types = Schema::one_of_words(EventType::ALL.iter().map(|event_type| event_type.name()));
        envelope(
            types,
            user(),
            Schema::object().described("Fields of the event, which depend on event_type."),
        )
        .described(format!(
            "The envelope that all events have in common. An event has at most {MAX_EVENT_BYTES} bytes."
        ))
    }

    /// Returns the JSON Schema of the events of this type.
    pub fn schema(event_type: EventType) -> Schema {
        let row = event_type.row();
        let class = format!("Class {}.", row.priority.name().to_uppercase());
        envelope(
            Schema::constant(event_type.name()),
            user(),
            EventData::schema(event_type).described(
                "Fields of the event. Unknown fields are passed to the trader's devices unchanged.",
            ),
        )
        .described(format!("{} {class}", EventData::description(event_type)))
    }
}

impl Broadcast {
    /// Returns the JSON Schema of a broadcast. The requirements for `data` are those of the type's events.
    pub fn schema() -> Schema {
        let types = EventType::ALL.iter().filter(|event_type| event_type.row().broadcast);
        let types = Schema::one_of_words(types.map(|event_type| event_type.name()));
        let audience = Audience::schema().described(
            "The traders whom it is for: those who meet every one of the lists, were registered when it \
             occurred, and whose account is neither frozen nor closed.",
        );
        envelope(
            types,
            (AUDIENCE, audience),
            Schema::object().described("Fields of the event, which depend on event_type."),
        )
        .nullable(EXCLUDE, Audience::exclude_schema().described("Traders who do not belong to the audience."))
        .nullable("not_after", time::schema().described("Time from which nobody gets it any more."))
        .nullable(
            "pace",
            Schema::integer(1..=u64::from(MAX_PACE.get())).described(
                "The most taps a second that the exchange's own systems can take. It meters push messages and \
                 Telegram together; without it, only the providers' rates do.",
            ),
        )
        .nullable(
            "dry_run",
            Schema::boolean().described(
                "Whether nothing is sent: it is only counted what would be sent, by channel and language.",
            ),
        )
        .described(
            "An event for many traders. It is stored once, and in every inbox of its audience under the ID \
             broadcast:<id>. Outside the app it is sent to each trader by the trader's preferences.",
        )
    }
}

/// Returns the field with the user of an event.
fn user() -> (&'static str, Schema) {
    ("user_id", ids::schema().described("ID of the user that the notification is for."))
}

fn envelope(event_type: Schema, (addressee, of): (&str, Schema), data: Schema) -> Schema {
    let channels = Schema::list(Schema::one_of_words(Channel::ALL.map(Channel::name)));
    let priorities: Vec<_> = Priority::ALL.into_iter().map(Priority::number).collect();
    Schema::object()
        .required(
            "id",
            ids::schema().described(
                "The exchange's ID of the event, unique per user: of several events with the same \
                 user_id and id, only the first is delivered.",
            ),
        )
        .required("event_type", event_type)
        .required(addressee, of)
        .required(
            "occurred_at",
            time::schema().described("Time at which the event occurred; at most 5 minutes in the future."),
        )
        .required("data", data)
        .nullable(
            "channels",
            channels.described("Restricts the channels that the trader has chosen to these."),
        )
        .nullable(
            "expires_at",
            time::schema().described(
                "Time from which the event is no longer delivered; by default the event type decides.",
            ),
        )
        .nullable(
            "priority",
            Schema::default().with("enum", priorities).described(
                "Priority class. It may lower that of the event type and never raises it; a mandatory type \
                 keeps its class.",
            ),
        )
        .nullable(
            "account_id",
            ids::schema().described(
                "ID of the user's account. It becomes a field of data, unless data has an account_id of its own.",
            ),
        )
        .nullable(
            "mode",
            Schema::constant(Mode::BACKFILL).described(
                "An event of the past: it is put into the inbox as already read, and sent on no channel. It \
                 supersedes nothing, and no report counts it.",
            ),
        )
        .nullable(
            TRACEPARENT,
            trace::schema().described(
                "Trace that the event belongs to, as in W3C Trace Context. Its ID is in the logs, and it is in \
                 the reply to getNotification.",
            ),
        )
}

impl Rejection {
    /// Returns the JSON Schema of the result of [`Rejection::to_message`].
    pub fn schema() -> Schema {
        Schema::object()
            .required("code", Schema::one_of_words(RejectionCode::ALL.map(RejectionCode::name)))
            .required("message", Schema::text().described("Description of the fault for a developer."))
            .optional(
                "field",
                Schema::text().described(
                    "Dotted path from the root of the message to the field at fault, if a single field \
                     is at fault.",
                ),
            )
            .required(
                "source",
                Schema::text()
                    .described("Queue or stream that the message came from: p0, p1, p2, profiles or ticks."),
            )
            .required(
                "body",
                Schema::text().described(format!("The original message, cut after {MAX_KEPT_BYTES} bytes.")),
            )
            .required("truncated", Schema::boolean().described("Whether body is cut."))
            .required("originalBytes", Schema::count().described("Size of the original message in bytes."))
            .described("A message of the exchange that was rejected, and the reason.")
    }
}
