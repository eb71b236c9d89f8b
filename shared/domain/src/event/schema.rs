//! What [`Event::decode`](super::Event::decode) takes and what the rejected queue gets, as JSON Schema.

use super::rejection::{MAX_KEPT_BYTES, Rejection, RejectionCode};
use super::{Event, MAX_EVENT_BYTES};
use crate::catalogue::{Channel, EventType, Priority};
use crate::data::EventData;
use crate::schema::Schema;
use crate::{ids, time};

impl Event {
    /// What every event has in common. What its `data` must be depends on its type.
    pub fn envelope_schema() -> Schema {
        let types = Schema::one_of_words(EventType::ALL.iter().map(|event_type| event_type.name()));
        envelope(types, Schema::object().described("What happened; what is in it depends on event_type."))
            .described(format!("The envelope of every event, of at most {MAX_EVENT_BYTES} bytes."))
    }

    /// What an event of this type may be.
    pub fn schema(event_type: EventType) -> Schema {
        let row = event_type.row();
        let class = format!("Class {}.", row.priority.name().to_uppercase());
        envelope(
            Schema::constant(event_type.name()),
            EventData::schema(event_type)
                .described("What happened. What is not known here is passed through."),
        )
        .described(format!("{} {class}", EventData::told(event_type)))
    }
}

fn envelope(event_type: Schema, data: Schema) -> Schema {
    let channels = Schema::list(Schema::one_of_words(Channel::ALL.map(Channel::name)));
    let priorities: Vec<_> = Priority::ALL.into_iter().map(Priority::number).collect();
    Schema::object()
        .required(
            "id",
            ids::schema().described(
                "The exchange's name for it. With user_id it is the identity: the first write wins.",
            ),
        )
        .required("event_type", event_type)
        .required("user_id", ids::schema().described("Whose it is."))
        .required(
            "occurred_at",
            time::schema().described("When it happened; at most 5 minutes in the future."),
        )
        .required("data", data)
        .nullable("channels", channels.described("Narrows the trader's choice of channels."))
        .nullable(
            "expires_at",
            time::schema()
                .described("From when on it is not worth delivering; the catalogue's time where left out."),
        )
        .nullable(
            "priority",
            Schema::default()
                .with("enum", priorities)
                .described("The catalogue rules over it: it only shows a mistake of the sender."),
        )
}

impl Rejection {
    /// What [`Rejection::to_message`] writes.
    pub fn schema() -> Schema {
        Schema::object()
            .required("code", Schema::one_of_words(RejectionCode::ALL.map(RejectionCode::name)))
            .required("message", Schema::text().described("One sentence for the exchange's engineer."))
            .optional(
                "field",
                Schema::text()
                    .described("The dotted path from the root of the message, where one field is to blame."),
            )
            .required(
                "source",
                Schema::text().described("The queue or stream: p0, p1, p2, profiles or ticks."),
            )
            .required(
                "body",
                Schema::text()
                    .described(format!("The message as it came; its first {MAX_KEPT_BYTES} bytes.")),
            )
            .required("truncated", Schema::boolean().described("Whether the body is cut."))
            .required("originalBytes", Schema::count().described("How long the message was."))
            .described("A message of the exchange that cannot be read, and why.")
    }
}
