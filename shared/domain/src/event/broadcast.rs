//! An event that concerns many traders: it has an audience instead of a user.

use std::num::NonZeroU32;

use serde_json::Value;

use super::audience::{AUDIENCE, Audience, EXCLUDE, Member};
use super::{Addressee, Decoded, Event, EventType, MAX_EVENT_BYTES, Mode, Rejection};
use crate::event::catalogue::Priority;
use crate::event::envelope::Envelope;
use crate::ids::{EventId, UserId};
use crate::time::Time;

/// The beginning of the ID that a broadcast has in each trader's inbox. No event of one user may have it.
pub const BROADCAST_PREFIX: &str = "broadcast:";

/// The greatest pace of a broadcast.
pub(crate) const MAX_PACE: NonZeroU32 = NonZeroU32::new(1_000_000).unwrap();

/// An event for all traders of its audience.
#[derive(Debug, Clone, PartialEq)]
pub struct Broadcast {
    /// The exchange's ID of it, unique among all broadcasts.
    pub id: EventId,
    /// The traders to whom it is addressed.
    pub audience: Audience,
    /// The most taps a second that the exchange's own systems can take; `None` if it gave no limit.
    pub pace: Option<NonZeroU32>,
    /// Whether it is only counted what would be sent.
    pub is_dry_run: bool,
    /// The event as each trader gets it, but for its user.
    event: Event,
}

/// A message of the exchange: about one trader or for many.
#[derive(Debug, Clone, PartialEq)]
pub enum Received {
    /// An event for one trader.
    Event(Decoded),
    /// An event for many, and the dotted paths of the optional fields that were dropped from it.
    Broadcast(Broadcast, Vec<String>),
}

impl Received {
    /// Reads the body of a message that arrived at `now`: as a broadcast if it has an `audience`, otherwise as
    /// [`Event::read`] does.
    ///
    /// # Errors
    /// The rejection for the first field that cannot be read. Not retryable.
    pub fn read(body: &str, now: Time) -> Result<Self, Rejection> {
        let mut envelope = Envelope::read(body, MAX_EVENT_BYTES)?;
        match envelope.take(AUDIENCE) {
            None => Event::of_envelope(envelope, now, Addressee::User).map(Self::Event),
            Some(audience) => Broadcast::of_envelope(envelope, audience, now)
                .map(|(broadcast, dropped)| Self::Broadcast(broadcast, dropped)),
        }
    }
}

impl Broadcast {
    /// Reads a broadcast that was stored as the body of its message.
    ///
    /// # Errors
    /// The rejection for the first field that cannot be read. Not retryable.
    pub fn of_stored(body: &str, now: Time) -> Result<Self, Rejection> {
        match Received::read(body, now)? {
            Received::Broadcast(broadcast, _) => Ok(broadcast),
            Received::Event(_) => Err(Rejection::missing(AUDIENCE)),
        }
    }

    fn of_envelope(
        mut envelope: Envelope,
        audience: Value,
        now: Time,
    ) -> Result<(Self, Vec<String>), Rejection> {
        if envelope.take("user_id").is_some() {
            return Err(Rejection::bad(AUDIENCE, "must not stand beside user_id"));
        }
        let audience = Audience::read(audience, envelope.take(EXCLUDE))?;
        let is_dry_run = match envelope.take("dry_run") {
            None => false,
            Some(Value::Bool(is_dry_run)) => is_dry_run,
            // One that was ignored would send what must not be sent.
            Some(_) => return Err(Rejection::bad("dry_run", "must be true or false")),
        };
        let not_after = envelope.time("not_after")?;
        let pace = envelope.take("pace").as_ref().map(pace).transpose()?;
        let Decoded { mut event, dropped } = Event::of_envelope(envelope, now, Addressee::Audience)?;
        let id = event.id.clone();
        event.id = EventId::parse(format!("{BROADCAST_PREFIX}{id}")).map_err(|_| {
            let most = crate::ids::MAX_ID_LENGTH - BROADCAST_PREFIX.len();
            Rejection::bad("id", format!("must have at most {most} characters"))
        })?;
        let is_critical = event.priority == Priority::P0;
        if !event.event_type().row().broadcast || is_critical || event.mode == Mode::Backfill {
            return Err(Rejection::bad(AUDIENCE, "is not possible for an event of this type"));
        }
        event.expires_at = not_after.map_or(event.expires_at, |not_after| not_after.min(event.expires_at));
        Ok((Self { id, audience, pace, is_dry_run, event }, dropped))
    }

    /// Returns the event as this trader gets it, under an ID of its own.
    pub fn event_for(&self, user: &UserId) -> Event {
        Event { user_id: user.clone(), ..self.event.clone() }
    }

    /// Returns the ID of its notification in each inbox.
    pub fn notification_id(&self) -> &EventId {
        &self.event.id
    }

    /// Returns its class.
    pub fn priority(&self) -> Priority {
        self.event.priority
    }

    /// Returns its type.
    pub fn event_type(&self) -> EventType {
        self.event.event_type()
    }

    /// Returns the time at which it happened.
    pub fn occurred_at(&self) -> Time {
        self.event.occurred_at
    }

    /// Whether it is no longer worth delivering.
    pub fn is_expired(&self, now: Time) -> bool {
        self.event.expires_at <= now
    }

    /// Whether the audience includes a trader who registered at this time, if it is known. Who registered
    /// later was not there when it happened.
    pub fn is_for(&self, member: &Member<'_>, registered_at: Option<Time>) -> bool {
        registered_at.is_none_or(|registered_at| registered_at <= self.event.occurred_at)
            && self.audience.includes(member)
    }

    /// Whether its audience depends on the traders' topics.
    pub fn asks_for_topics(&self) -> bool {
        self.audience.asks_for_topics()
    }

    /// Whether `other`, which has the same ID, is the same broadcast.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.audience == other.audience && self.event.is_same_as(&other.event)
    }
}

/// Reads the pace. One that was ignored would send more traders to the exchange's systems than they can take.
fn pace(value: &Value) -> Result<NonZeroU32, Rejection> {
    let pace = value.as_u64().and_then(|pace| NonZeroU32::new(u32::try_from(pace).ok()?));
    pace.filter(|pace| *pace <= MAX_PACE)
        .ok_or_else(|| Rejection::bad("pace", "must be a whole number from 1 to 1,000,000"))
}
