//! Events about the same that follow one another, such as the margin calls of a position: the trader is
//! notified once while it lasts, and again when it has become worse by a step that the catalogue declares
//! (`again`; `infra/adr/0033-once-while-it-lasts.md`).

use rust_decimal::Decimal;

use crate::event::Event;
use crate::event::data::FieldValue;
use crate::ids::EventId;
use crate::routing::notification::Notification;
use crate::time::Time;

/// The latest event about something of which its trader was notified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastNotified {
    /// The event's ID.
    pub id: EventId,
    /// The time at which it occurred.
    pub occurred_at: Time,
    /// The value of the field that the catalogue compares.
    pub value: Decimal,
    /// The time from which it no longer stands for what it is about.
    pub expires_at: Time,
}

impl LastNotified {
    /// Returns what is kept of this event if the trader is notified of it by this notification; `None` if
    /// its type notifies of each event, or if nothing of it is delivered. Also for an event of a lowered
    /// class: it must not hide one of the type's own.
    pub fn of(event: &Event, notification: &Notification) -> Option<Self> {
        let value = compared(event)?;
        event.data.closed_by()?;
        let is_lowered = event.priority != event.event_type().priority();
        let is_delivered = notification.channels.iter().any(|planned| planned.suppressed().is_none());
        (is_delivered && !is_lowered).then(|| Self {
            id: event.id.clone(),
            occurred_at: event.occurred_at,
            value,
            expires_at: notification.expires_at,
        })
    }

    /// Whether the trader was notified of the same as in `event`, so that a notification of it at `now` would
    /// only repeat that: it is another event, nothing has closed what both are about since, the earlier one
    /// has not expired, and the value has not fallen by the step that the catalogue declares.
    pub fn covers(&self, event: &Event, closed_at: Option<Time>, now: Time) -> bool {
        let Some((again, value)) = event.event_type().row().again.zip(compared(event)) else { return false };
        self.id != event.id
            && self.expires_at > now
            && closed_at.is_none_or(|closed_at| closed_at <= self.occurred_at)
            && self.value.checked_sub(Decimal::from(again.falls_by)).is_some_and(|step| value > step)
    }
}

fn compared(event: &Event) -> Option<Decimal> {
    let again = event.event_type().row().again?;
    match event.data.fields()?.at(again.field) {
        Some(FieldValue::Decimal(value)) => Some(*value),
        _ => None,
    }
}
