//! The deliveries of a notification as its trader sees them: the state in the ledger, or the state that
//! follows from the plan if the ledger has no entry yet.

use serde_json::{Value, json};

use crate::delivery::ledger::{DeliveryKey, Entry, LedgerState, SendAttempt};
use crate::event::catalogue::Channel;
use crate::event::data::EventData;
use crate::ids::EventId;
use crate::protocol::Surroundings;
use crate::recipient::contact::DeviceId;
use crate::routing::merged::Slot;
use crate::routing::notification::{Attempt, DeliveryState, InboxItem, Notification};
use crate::routing::plan::{self, Decision, PlannedDelivery, Reason};
use crate::routing::summary::Summary;
use crate::time::Time;

/// Returns one line per delivery: those of the plan in its order, then the fallbacks.
pub(super) fn all(
    item: &InboxItem,
    notification: &Notification,
    surroundings: &Surroundings<'_>,
    now: Time,
) -> Vec<Value> {
    let view = View { item, notification, surroundings, now };
    let mut lines = Vec::new();
    for planned in &notification.channels {
        view.planned(planned, &mut lines);
    }
    let planned: Vec<_> = notification.channels.iter().flat_map(PlannedDelivery::keys).collect();
    let is_shown = |key: &DeliveryKey| planned.contains(key) && !is_suppressed(notification, key.channel);
    lines.extend(
        item.ledger.iter().filter(|(key, _)| !is_shown(key)).map(|(key, entry)| view.line(key, Some(entry))),
    );
    lines
}

fn is_suppressed(notification: &Notification, channel: Channel) -> bool {
    let mut planned = notification.channels.iter().filter(|planned| planned.channel == channel);
    planned.any(|planned| planned.suppressed().is_some())
}

struct View<'a> {
    item: &'a InboxItem,
    notification: &'a Notification,
    surroundings: &'a Surroundings<'a>,
    now: Time,
}

impl View<'_> {
    fn planned(&self, planned: &PlannedDelivery, lines: &mut Vec<Value>) {
        let channel = planned.channel;
        if channel == Channel::Websocket {
            let (state, reason) = self.in_app(planned);
            let attempts = self.item.attempts.iter().map(attempt).collect();
            lines.push(line(channel, None, state, reason.map(Reason::name), None, attempts));
        } else if let Some(reason) = planned.suppressed() {
            // The channel was used after all, as a fallback, so its state is in the ledger.
            if !self.item.ledger.keys().any(|key| key.channel == channel) {
                let (state, none) = (DeliveryState::Suppressed, Vec::new());
                lines.push(line(channel, None, state, Some(reason.name()), None, none));
            }
        } else if let Decision::Defer { until } = planned.decision
            && self.item.released_as.as_ref() != Some(&self.notification.id)
        {
            self.deferred(planned, until, lines);
        } else {
            for key in planned.keys() {
                lines.push(self.line(&key, self.item.ledger.get(&key)));
            }
        }
    }

    /// Adds the deliveries that wait for the end of the quiet hours or were sent in a summary. Those in a
    /// summary have the state of the summary's delivery.
    fn deferred(&self, planned: &PlannedDelivery, until: Time, lines: &mut Vec<Value>) {
        let summary = self.surroundings.summary.and_then(Summarised::of);
        let summarised = summary
            .as_ref()
            .and_then(|summary| Some((summary, summary.content.line(&self.notification.id)?)));
        let Some((summary, summary_line)) = summarised else {
            for key in planned.keys() {
                let (state, reason, until) = self.waiting_for_the_end(until);
                lines.push(line(key.channel, name(&key), state, reason, until, Vec::new()));
            }
            return;
        };
        let left_out = summary_line.left_out.iter().find(|(channel, _)| *channel == planned.channel);
        if let Some((_, reason)) = left_out {
            let state = DeliveryState::Suppressed;
            lines.push(line(planned.channel, None, state, Some(reason.name()), None, Vec::new()));
            return;
        }
        let view = View { item: summary.item, notification: summary.notification, ..*self };
        for line in view.of_channel(planned.channel) {
            lines.push(self.unless_expired(line, summary_line.expires_at));
        }
    }

    /// Returns the state of a delivery of which nothing was sent, the reason, and the time
    /// until which it waits.
    fn waiting_for_the_end(&self, until: Time) -> (DeliveryState, Option<&'static str>, Option<Time>) {
        if self.notification.is_expired(self.now) {
            (DeliveryState::Expired, None, None)
        } else if self.item.state.is_seen() {
            (DeliveryState::Acked, None, None)
        } else {
            // The trader's preferences may have changed since the plan was made, so that it is
            // due earlier or later.
            let until = self.surroundings.quiet_until.unwrap_or(until.min(self.now));
            (DeliveryState::Deferred, Some(Reason::QuietHours.name()), Some(until))
        }
    }

    fn of_channel(&self, channel: Channel) -> Vec<Value> {
        let mut lines = Vec::new();
        let planned = self.notification.channels.iter().find(|planned| planned.channel == channel);
        if let Some(planned) = planned {
            self.planned(planned, &mut lines);
        }
        lines
    }

    /// Returns the line as expired and without attempts if the notification had expired when the summary
    /// was sent. The summary then only counted it, so its attempts were not attempts of this notification.
    fn unless_expired(&self, mut line: Value, expires_at: Time) -> Value {
        let sent_at = line["attempts"].as_array().and_then(|attempts| attempts.last()?.get("at").cloned());
        let sent_at = sent_at.and_then(|at| at.as_str()?.parse::<Time>().ok()).unwrap_or(self.now);
        let is_open = !matches!(line["state"].as_str(), Some("suppressed" | "dead_lettered"));
        if is_open && expires_at <= sent_at {
            line["state"] = json!(DeliveryState::Expired.name());
            line["attempts"] = json!([]);
        }
        line
    }

    /// Returns the state of the in-app delivery. A margin call that no device has acked is no longer waited
    /// for once a liquidation has closed its position.
    fn in_app(&self, planned: &PlannedDelivery) -> (DeliveryState, Option<Reason>) {
        match DeliveryState::in_app(self.item, self.notification, self.now) {
            DeliveryState::Pending if self.is_superseded() => {
                (DeliveryState::Suppressed, Some(Reason::Superseded))
            }
            state => (state, planned.suppressed()),
        }
    }

    fn is_superseded(&self) -> bool {
        let closed_at = self.surroundings.closed_at;
        plan::is_superseded(self.notification.event_type, self.notification.occurred_at, closed_at)
    }

    fn line(&self, key: &DeliveryKey, entry: Option<&Entry>) -> Value {
        if let Some(released_as) = entry.and_then(|entry| entry.released_as.as_ref()) {
            return self.merged(key, released_as);
        }
        let (state, reason, until) = self.state(key, entry);
        let attempts = entry.map_or(&[][..], |entry| &entry.attempts).iter().map(send_attempt).collect();
        let mut line = line(key.channel, name(key), state, reason, until, attempts);
        if entry.is_some_and(|entry| self.item.is_dismissed(key, entry)) {
            line["dismissal"] = json!(DISMISSAL_REQUESTED);
        }
        line
    }

    /// Returns the line of a delivery that was sent in a merged notification. It has the state of that
    /// notification's delivery.
    fn merged(&self, key: &DeliveryKey, released_as: &EventId) -> Value {
        let mut line = self.merged_line(key, released_as);
        line["releasedAs"] = json!(released_as);
        line
    }

    fn merged_line(&self, key: &DeliveryKey, released_as: &EventId) -> Value {
        let of = |state, reason, until| line(key.channel, name(key), state, reason, until, Vec::new());
        let found = self.surroundings.merged.iter().find_map(|item| {
            let notification = item.notification.as_ref().filter(|merged| merged.id == *released_as)?;
            match EventData::of_stored(notification.event_type, &notification.data).ok()? {
                EventData::Merged(content) => Some((item, notification, content)),
                _ => None,
            }
        });
        let merged = found.as_ref().and_then(|(item, notification, content)| {
            let part = content.part(&self.notification.id);
            let is_in_it = part.is_some() || content.covers.contains(&self.notification.id);
            is_in_it.then_some((*item, *notification, part))
        });
        let Some((item, notification, part)) = merged else {
            let due = Slot::parse(released_as).map(|slot| slot.due());
            return of(DeliveryState::Deferred, Some(Reason::OverCap.name()), due);
        };
        if let Some(reason) = part.and_then(|part| part.left_out) {
            return of(DeliveryState::Suppressed, Some(reason.name()), None);
        }
        let surroundings = Surroundings { closed_at: None, ..*self.surroundings };
        let view = View { item, notification, surroundings: &surroundings, now: self.now };
        let line = view.line(key, item.ledger.get(key));
        match part {
            Some(part) => view.unless_expired(line, part.expires_at),
            None => line,
        }
    }

    /// Returns the state of a delivery by its entry in the ledger. A final state that only has to be
    /// written to the ledger is returned already.
    fn state(
        &self,
        key: &DeliveryKey,
        entry: Option<&Entry>,
    ) -> (DeliveryState, Option<&'static str>, Option<Time>) {
        let is_at_once = self.notification.at_once().any(|planned| planned == *key);
        let is_acked = self.item.state.is_seen() && self.notification.event_type.ends_with_ack();
        let ends_with_ack = !is_at_once || entry.is_some_and(|entry| entry.tries > 0);
        let waiting = |state, until| {
            if self.notification.is_expired(self.now) {
                (DeliveryState::Expired, None, None)
            } else if self.is_superseded() {
                (DeliveryState::Suppressed, Some(Reason::Superseded.name()), None)
            } else if is_acked && ends_with_ack {
                (DeliveryState::Acked, None, None)
            } else if let Some(until) = self.surroundings.quiet_until {
                (DeliveryState::Deferred, Some(Reason::QuietHours.name()), Some(until))
            } else {
                (state, None, until)
            }
        };
        match entry.map(|entry| entry.state) {
            None => waiting(DeliveryState::Pending, None),
            Some(LedgerState::Claimed { .. }) => (DeliveryState::Pending, None, None),
            Some(LedgerState::Retrying { until }) => waiting(DeliveryState::Retrying, Some(until)),
            Some(LedgerState::Acked) => (DeliveryState::Acked, None, None),
            Some(LedgerState::Accepted) => (DeliveryState::Accepted, None, None),
            Some(LedgerState::Unknown) => (DeliveryState::Unknown, None, None),
            Some(LedgerState::Expired) => (DeliveryState::Expired, None, None),
            Some(LedgerState::Suppressed(reason)) => (DeliveryState::Suppressed, Some(reason.name()), None),
            Some(LedgerState::DeadLettered { reason, .. }) => {
                (DeliveryState::DeadLettered, Some(reason.name()), None)
            }
            // It has the state of the merged notification's delivery. If that is not stored,
            // nothing more is known.
            Some(LedgerState::Merged) => (DeliveryState::Deferred, Some(Reason::OverCap.name()), None),
        }
    }
}

/// The value of `dismissal` of a delivery that was asked to be taken back.
pub(crate) const DISMISSAL_REQUESTED: &str = "dismissal_requested";

/// The summary in which a notification was sent.
struct Summarised<'a> {
    item: &'a InboxItem,
    notification: &'a Notification,
    content: Summary,
}

impl<'a> Summarised<'a> {
    fn of(item: &'a InboxItem) -> Option<Self> {
        let notification = item.notification.as_ref()?;
        match EventData::of_stored(notification.event_type, &notification.data).ok()? {
            EventData::Summary(content) => Some(Self { item, notification, content }),
            _ => None,
        }
    }
}

fn name(key: &DeliveryKey) -> Option<&str> {
    key.device.as_ref().map(DeviceId::as_str)
}

fn line(
    channel: Channel,
    device: Option<&str>,
    state: DeliveryState,
    reason: Option<&str>,
    until: Option<Time>,
    attempts: Vec<Value>,
) -> Value {
    let mut line = json!({"channel": channel});
    if let Some(device) = device {
        line["device"] = json!(device);
    }
    line["state"] = json!(state.name());
    if let Some(reason) = reason {
        line["reason"] = json!(reason);
    }
    if let Some(until) = until {
        line["until"] = json!(until);
    }
    line["attempts"] = Value::from(attempts);
    line
}

fn attempt(attempt: &Attempt) -> Value {
    let mut fields = json!({
        "at": attempt.at,
        "result": attempt.result.name(),
        "connection": attempt.connection,
    });
    if let Some(status) = attempt.status {
        fields["status"] = json!(status);
    }
    fields["durationMs"] = json!(attempt.duration_ms);
    fields
}

fn send_attempt(attempt: &SendAttempt) -> Value {
    let mut fields = json!({"at": attempt.at, "result": attempt.result.name()});
    if let Some(status) = attempt.status {
        fields["status"] = json!(status);
    }
    if let Some(provider_id) = &attempt.provider_id {
        fields["providerId"] = json!(provider_id);
    }
    fields["durationMs"] = json!(attempt.duration_ms);
    fields
}
