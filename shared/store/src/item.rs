//! The encoding of items as DynamoDB attributes, and their decoding.
//!
//! Names and values are kept short: up to 1 KB, an item and its copy in the index cost one write
//! unit each. They are encoded by hand for the reasons in `infra/adr/0026-item-codecs.md`.

mod alert;
mod ledger;
mod limits;
mod recipient;
mod topics;

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::decimal;
use domain::delivery::ledger::{DeliveryKey, Entry};
use domain::event::TraceParent;
use domain::recipient::contact::DeviceId;
use domain::routing::again::LastNotified;
use domain::routing::notification::{Ack, Attempt, AttemptResult, InboxItem, Notification};
use domain::routing::plan::{Decision, PlannedDelivery, Reason};
use domain::text::Text;
use domain::{Channel, ConnectionId, EventId, EventType, Priority, Time, UserId};
use ports::{Draft, PortError, ScheduledCheck, Waiting};
use serde_json::value::RawValue;

use crate::keys::{self, Waits};

pub(crate) use alert::{
    alert, bounds, created, document_ttl, epoch, level_ttl, opened, phase, symbol, written,
};
pub(crate) use ledger::entry;
pub(crate) use limits::{destination_pause, minute_totals, part, parts, pauses, size};
pub use recipient::recipient_attributes;
pub(crate) use recipient::{
    connection, device, email, field, former, phone, pnl, proposed_chat, recipient, reported,
};

pub(crate) use topics::{parse_topics, topics, user_of_topics};

pub(crate) type Attributes = HashMap<String, AttributeValue>;

pub(crate) fn text(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

pub(crate) fn number(number: &impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

pub(crate) fn millis(time: Time) -> AttributeValue {
    number(&time.as_millis())
}

pub(crate) fn seconds(time: Time) -> AttributeValue {
    number(&time.as_seconds())
}

/// Returns the attributes of a notification that its first write sets, without key, state and
/// attempts.
pub(crate) fn content(notification: &Notification) -> Vec<(&'static str, AttributeValue)> {
    let mut attributes = vec![
        (keys::EVENT_TYPE, text(notification.event_type.name())),
        (keys::OCCURRED_AT, millis(notification.occurred_at)),
        (keys::EXPIRES_AT, millis(notification.expires_at)),
        (keys::ROUTED_AT, millis(notification.routed_at)),
        (keys::DATA, text(notification.data.get())),
        (keys::TITLE, text(&notification.text.title)),
        (keys::BODY, text(&notification.text.body)),
        (keys::CHANNELS, text(plan(notification))),
        (keys::TTL, seconds(kept_until(notification))),
    ];
    if notification.silent {
        attributes.push((keys::SILENT, AttributeValue::Bool(true)));
    }
    if let Some(traceparent) = &notification.traceparent {
        attributes.push((keys::TRACEPARENT, text(traceparent.as_str())));
    }
    attributes
}

/// Returns the attributes of an inbox item that hold its notification, its attempts and its ledger.
/// Key, state and the other attributes are left out: their size has a low bound.
pub fn inbox_attributes(
    notification: Option<&Notification>,
    attempts: &[Attempt],
    ledger: &BTreeMap<DeliveryKey, Entry>,
) -> HashMap<String, AttributeValue> {
    let content = notification.into_iter().flat_map(content);
    let attempts = (!attempts.is_empty()).then(|| (keys::ATTEMPTS, self::attempts(attempts)));
    let named = content.chain(attempts).map(|(name, value)| (name.to_owned(), value));
    let ledger = ledger.iter().map(|(key, entry)| (keys::delivery(key), self::entry(entry)));
    named.chain(ledger).collect()
}

/// Encodes the class and the planned deliveries. A class that is that of the type is left out; another one is
/// put before the deliveries with `!`, as in `2!websocket,push`. It is not an attribute of its own, because
/// lists show it, and the attributes of a table's local index cannot be changed.
pub(crate) fn plan(notification: &Notification) -> String {
    let channels = channels(&notification.channels);
    if notification.priority == notification.event_type.priority() {
        channels
    } else {
        format!("{}!{channels}", notification.priority.number())
    }
}

/// Returns the class, if it is not that of the type, and the planned deliveries.
fn parse_plan(text: &str) -> Option<(Option<Priority>, Vec<PlannedDelivery>)> {
    match text.split_once('!') {
        Some((class, channels)) => {
            Some((Some(Priority::from_number(class.parse().ok()?)?), parse_channels(channels)?))
        }
        None => Some((None, parse_channels(text)?)),
    }
}

/// Encodes the planned deliveries as `websocket,push#phone#tablet,sms^,telegram:no_contact`: `^`
/// marks a delivery that the escalation ladder sends later, `@` is followed by the time until which
/// a delivery waits, `:` by the reason why nothing is sent, and each `#` by a device.
fn channels(planned: &[PlannedDelivery]) -> String {
    let one = |PlannedDelivery { channel, decision, devices }: &PlannedDelivery| {
        let mut text = channel.name().to_owned();
        match decision {
            Decision::Deliver => {}
            Decision::Climb => text.push('^'),
            Decision::Defer { until } => text.extend(["@", &until.as_millis().to_string()]),
            Decision::Suppress(reason) => text.extend([":", reason.name()]),
        }
        text.extend(devices.iter().flat_map(|device| ["#", device.as_str()]));
        text
    };
    planned.iter().map(one).collect::<Vec<_>>().join(",")
}

fn parse_channels(text: &str) -> Option<Vec<PlannedDelivery>> {
    let one = |part: &str| {
        let mut parts = part.split('#');
        let head = parts.next()?;
        let (channel, decision) = if let Some(channel) = head.strip_suffix('^') {
            (channel, Decision::Climb)
        } else if let Some((channel, reason)) = head.split_once(':') {
            (channel, Decision::Suppress(Reason::parse(reason)?))
        } else if let Some((channel, until)) = head.split_once('@') {
            (channel, Decision::Defer { until: Time::from_millis(until.parse().ok()?) })
        } else {
            (head, Decision::Deliver)
        };
        let devices = parts.map(|id| DeviceId::parse(id).ok()).collect::<Option<_>>()?;
        Some(PlannedDelivery { channel: Channel::parse(channel)?, decision, devices })
    };
    text.split(',').filter(|part| !part.is_empty()).map(one).collect()
}

/// Encodes attempts as `<at>|<result>|<status>|<duration>|<connection>`. The connection comes last
/// because the gateway chooses its characters.
pub(crate) fn attempts(attempts: &[Attempt]) -> AttributeValue {
    let one = |attempt: &Attempt| {
        let Attempt { at, result, connection, status, duration_ms } = attempt;
        let status = status.map(|status| status.to_string()).unwrap_or_default();
        text(format!("{}|{}|{status}|{duration_ms}|{connection}", at.as_millis(), result.name()))
    };
    AttributeValue::L(attempts.iter().map(one).collect())
}

fn parse_attempt(value: &AttributeValue) -> Option<Attempt> {
    let mut parts = value.as_s().ok()?.splitn(5, '|');
    Some(Attempt {
        at: Time::from_millis(parts.next()?.parse().ok()?),
        result: AttemptResult::parse(parts.next()?)?,
        status: match parts.next()? {
            "" => None,
            status => Some(status.parse().ok()?),
        },
        duration_ms: parts.next()?.parse().ok()?,
        connection: ConnectionId::new(parts.next()?),
    })
}

/// A reader of the attributes of one item. Every error names the attribute, never its value.
struct Reader<'a>(&'a Attributes);

fn corrupt(attribute: &str) -> PortError {
    PortError::Corrupt(format!("attribute {attribute}"))
}

impl Reader<'_> {
    fn text(&self, name: &str) -> Result<&str, PortError> {
        self.0.get(name).and_then(|value| value.as_s().ok()).map(String::as_str).ok_or_else(|| corrupt(name))
    }

    fn parsed<T>(&self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, PortError> {
        parse(self.text(name)?).ok_or_else(|| corrupt(name))
    }

    fn number<T: FromStr>(&self, name: &str) -> Result<T, PortError> {
        let number = self.0.get(name).and_then(|value| value.as_n().ok());
        number.and_then(|number| number.parse().ok()).ok_or_else(|| corrupt(name))
    }

    fn time(&self, name: &str) -> Result<Time, PortError> {
        self.number(name).map(Time::from_millis)
    }

    fn event_id(&self, name: &str) -> Result<EventId, PortError> {
        self.parsed(name, |text| EventId::parse(text).ok())
    }

    fn map(&self, name: &str) -> Result<&Attributes, PortError> {
        self.0.get(name).and_then(|value| value.as_m().ok()).ok_or_else(|| corrupt(name))
    }

    fn list<T>(&self, name: &str, one: impl Fn(&AttributeValue) -> Option<T>) -> Result<Vec<T>, PortError> {
        let list = self.0.get(name).and_then(|value| value.as_l().ok()).ok_or_else(|| corrupt(name))?;
        list.iter().map(one).collect::<Option<_>>().ok_or_else(|| corrupt(name))
    }

    fn if_present<T>(
        &self,
        name: &str,
        read: impl Fn(&Self, &str) -> Result<T, PortError>,
    ) -> Result<Option<T>, PortError> {
        if self.0.contains_key(name) { read(self, name).map(Some) } else { Ok(None) }
    }
}

/// Returns the time until which the inbox keeps the notification.
fn kept_until(notification: &Notification) -> Time {
    notification.routed_at.plus(notification.event_type.keep_for()).max(notification.expires_at)
}

/// Reads the user whom an item belongs to.
pub(crate) fn user_id(attributes: &Attributes) -> Result<UserId, PortError> {
    Reader(attributes).parsed(keys::USER_ID, keys::user_in)
}

/// Reads the identity of a notification's item.
fn key(attributes: &Attributes) -> Result<ports::Key, PortError> {
    let id = Reader(attributes).event_id(keys::EVENT_ID)?;
    Ok((user_id(attributes)?, id))
}

/// The subject of an item of the inbox table.
pub(crate) enum About {
    /// A notification, or the mark of its early ack.
    Notification(ports::Key),
    /// A closed position.
    Position(ports::PositionKey),
}

/// Reads the subject of an item of the inbox table. It is known even if the rest of the item cannot
/// be read.
pub(crate) fn about(attributes: &Attributes) -> Result<About, PortError> {
    let reader = Reader(attributes);
    match keys::position_in(reader.text(keys::EVENT_ID)?) {
        Some(id) => Ok(About::Position((user_id(attributes)?, id))),
        None => key(attributes).map(About::Notification),
    }
}

/// Reads the time at which this position was closed, and the latest event about it of which the trader was
/// notified.
pub(crate) fn position_state(
    attributes: &Attributes,
) -> Result<(Option<Time>, Option<LastNotified>), PortError> {
    let reader = Reader(attributes);
    let closed_at = reader.if_present(keys::CLOSED_AT, Reader::time)?;
    let last = reader.if_present(keys::NOTIFIED_ID, |reader, id| {
        Ok(LastNotified {
            id: reader.event_id(id)?,
            occurred_at: reader.time(keys::NOTIFIED_AT)?,
            value: reader.parsed(keys::NOTIFIED_VALUE, decimal::parse)?,
            expires_at: reader.time(keys::NOTIFIED_UNTIL)?,
        })
    })?;
    Ok((closed_at, last))
}

/// Reads the position of a listed item.
pub(crate) fn position(attributes: &Attributes) -> Result<ports::Position, PortError> {
    let (_, id) = key(attributes)?;
    Ok(ports::Position { at: Reader(attributes).time(keys::OCCURRED_AT)?, id })
}

/// Reads the position in a list from a key of the list's index.
pub(crate) fn position_of_key(key: &Attributes) -> Result<ports::Position, PortError> {
    Reader(key).parsed(keys::LIST_KEY, keys::position_in_list)
}

/// Reads an inbox item.
pub(crate) fn inbox_item(attributes: &Attributes) -> Result<InboxItem, PortError> {
    let reader = Reader(attributes);
    let attempts = reader.if_present(keys::ATTEMPTS, |reader, name| reader.list(name, parse_attempt))?;
    Ok(InboxItem {
        seen: seen(&reader)?,
        attempts: attempts.unwrap_or_default(),
        ledger: ledger::ledger(attributes)?,
        ladder_step: reader.if_present(keys::LADDER_STEP, Reader::number)?.unwrap_or(0),
        repeats: reader.if_present(keys::REPEATS, Reader::number)?.unwrap_or(0),
        released_as: reader.if_present(keys::RELEASED_AS, Reader::event_id)?,
        ..listed(attributes)?
    })
}

/// Reads the confirmation that the trader has seen a notification.
fn seen(reader: &Reader<'_>) -> Result<Option<Ack>, PortError> {
    let Some(at) = reader.if_present(keys::SEEN_AT, Reader::time)? else { return Ok(None) };
    Ok(Some(Ack { at, by: reader.parsed(keys::SEEN_BY, keys::delivery_in)? }))
}

/// Reads the part of an inbox item that the index has: neither attempts nor ledger.
pub(crate) fn listed(attributes: &Attributes) -> Result<InboxItem, PortError> {
    let reader = Reader(attributes);
    let state = reader.parsed(keys::STATE, keys::state_of)?;
    Ok(InboxItem {
        state,
        acked_at: reader.if_present(keys::ACKED_AT, Reader::time)?,
        seen: None,
        notification: if state.is_written() { Some(notification(attributes)?) } else { None },
        attempts: Vec::new(),
        ledger: BTreeMap::new(),
        ladder_step: 0,
        repeats: 0,
        released_as: None,
    })
}

fn notification(attributes: &Attributes) -> Result<Notification, PortError> {
    let reader = Reader(attributes);
    let (user_id, id) = key(attributes)?;
    let event_type = reader.parsed(keys::EVENT_TYPE, EventType::of_stored)?;
    let (class, channels) = reader.parsed(keys::CHANNELS, parse_plan)?;
    let data = reader.parsed(keys::DATA, |text| RawValue::from_string(text.to_owned()).ok())?;
    Ok(Notification {
        user_id,
        id,
        event_type,
        priority: class.unwrap_or(event_type.priority()),
        occurred_at: reader.time(keys::OCCURRED_AT)?,
        expires_at: reader.time(keys::EXPIRES_AT)?,
        routed_at: reader.time(keys::ROUTED_AT)?,
        link: Notification::link_of(event_type, &data),
        data,
        text: Text { title: reader.text(keys::TITLE)?.to_owned(), body: reader.text(keys::BODY)?.to_owned() },
        silent: attributes.get(keys::SILENT).is_some_and(|value| value.as_bool() == Ok(&true)),
        channels,
        traceparent: reader
            .if_present(keys::TRACEPARENT, |reader, name| reader.parsed(name, TraceParent::parse))?,
    })
}

/// Reads an item of deferred work into `waiting`; a finished summary adds nothing.
pub(crate) fn waiting(attributes: &Attributes, waiting: &mut Waiting) -> Result<(), PortError> {
    let reader = Reader(attributes);
    match reader.parsed(keys::EVENT_ID, keys::waits)? {
        Waits::Notification(id) => waiting.items.push(id),
        Waits::Draft(_) if attributes.contains_key(keys::IS_FINISHED) => {}
        Waits::Draft(id) => {
            let items = reader.list(keys::ITEMS, |id| EventId::parse(id.as_s().ok()?).ok())?;
            waiting.drafts.push(Draft { id, items });
        }
    }
    Ok(())
}

/// Reads an entry of the schedule.
pub(crate) fn wake(attributes: &Attributes) -> Result<ScheduledCheck, PortError> {
    let reader = Reader(attributes);
    let (at, user_id) = reader.parsed(keys::WAKE, keys::wake_in)?;
    Ok(ScheduledCheck { at, user_id, version: reader.text(keys::STAMP)?.to_owned() })
}

/// Reads the id of a notification, and its type if a report counts it: one of an event of the past is not
/// counted.
pub(crate) fn id_and_counted_type(
    attributes: &Attributes,
) -> Result<(EventId, Option<EventType>), PortError> {
    let reader = Reader(attributes);
    let (_, channels) = reader.parsed(keys::CHANNELS, parse_plan)?;
    let is_backfilled = channels.iter().any(|planned| planned.suppressed() == Some(Reason::Backfill));
    let event_type = reader.parsed(keys::EVENT_TYPE, EventType::of_stored)?;
    Ok((reader.event_id(keys::EVENT_ID)?, (!is_backfilled).then_some(event_type)))
}

/// Reads the target of a handle.
pub(crate) fn handle_target(attributes: &Attributes) -> Result<ports::HandleTarget, PortError> {
    let reader = Reader(attributes);
    Ok(ports::HandleTarget {
        key: (user_id(attributes)?, reader.event_id(keys::EVENT_ID)?),
        delivery: reader.parsed(keys::SENT_WITH, keys::delivery_in)?,
        expires_at: reader.time(keys::EXPIRES_AT)?,
    })
}

/// Reads a broadcast.
pub(crate) fn broadcast(attributes: &Attributes) -> Result<ports::StoredBroadcast, PortError> {
    let reader = Reader(attributes);
    Ok(ports::StoredBroadcast {
        id: reader.event_id(keys::EVENT_ID)?,
        live_at: reader.time(keys::LIVE_AT)?,
        keep_until: reader.time(keys::KEEP_UNTIL)?,
        body: reader.text(keys::BODY)?.to_owned(),
    })
}

/// Reads the position of a copy of a broadcast from its key.
pub(crate) fn broadcast_position(key: &Attributes) -> Result<ports::Position, PortError> {
    Reader(key).parsed(keys::SK, keys::broadcasts::position_in)
}

/// Reads the result of a dry run; `None` while it is not known.
pub(crate) fn dry_run_result(attributes: &Attributes) -> Result<Option<String>, PortError> {
    Reader(attributes).if_present(keys::RESULT, |reader, name| reader.text(name).map(str::to_owned))
}

/// Whether an item of the recipients table is a recipient: it has other items, such as those that name the owner of
/// a device.
pub(crate) fn is_recipient(attributes: &Attributes) -> bool {
    Reader(attributes).text(keys::USER_ID).is_ok_and(keys::is_recipient)
}

/// Reads the position in the recipients table from a key of it, which may be that of an item that is no
/// recipient.
pub(crate) fn recipient_position(key: &Attributes) -> Result<String, PortError> {
    Reader(key).text(keys::USER_ID).map(str::to_owned)
}

/// Reads a connected user, and the time at which the latest connection ends.
pub(crate) fn connected_user(attributes: &Attributes) -> Result<(UserId, Time), PortError> {
    let reader = Reader(attributes);
    Ok((reader.parsed(keys::SK, |text| UserId::parse(text).ok())?, reader.time(keys::CLOSES_AT)?))
}

/// Reads the grant of a ticket.
pub(crate) fn grant(attributes: &Attributes) -> Result<ports::Grant, PortError> {
    let reader = Reader(attributes);
    Ok(ports::Grant {
        user_id: user_id(attributes)?,
        valid_until: reader.time(keys::VALID_UNTIL)?,
        issued_at: reader.if_present(keys::ISSUED_AT, Reader::time)?,
    })
}

/// Reads a code that links a conversation with the bot.
pub(crate) fn link_code(attributes: &Attributes) -> Result<ports::LinkCode, PortError> {
    let reader = Reader(attributes);
    let redeemed_by = reader.if_present(keys::REDEEMED_BY, Reader::number)?;
    Ok(ports::LinkCode {
        user_id: user_id(attributes)?,
        issued_at: reader.if_present(keys::ISSUED_AT, Reader::time)?,
        expires_at: reader.time(keys::EXPIRES_AT)?,
        redeemed_by: redeemed_by.map(domain::recipient::contact::ChatId::new),
    })
}

/// Reads the total of a counter.
pub(crate) fn total(attributes: &Attributes) -> Result<u32, PortError> {
    Reader(attributes).number(keys::TOTAL)
}

/// Reads the owner of a device.
pub(crate) fn owner(attributes: &Attributes) -> Result<UserId, PortError> {
    Reader(attributes).parsed(keys::OWNER, |text| UserId::parse(text).ok())
}

#[cfg(test)]
mod tests;
