//! An inbox item as DynamoDB attributes, and back.
//!
//! Names and values are kept short: up to 1 KB an item and its copy in the index cost one write unit each.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::notification::{Attempt, AttemptResult, ChannelDecision, InboxItem, Notification};
use domain::plan::Reason;
use domain::recipient::{Connection, Recipient};
use domain::text::Text;
use domain::{Channel, ConnectionId, EventId, EventType, Time, UserId};
use ports::PortError;
use serde_json::value::RawValue;

use crate::keys;

pub(crate) type Attributes = HashMap<String, AttributeValue>;

pub(crate) fn text(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

pub(crate) fn millis(time: Time) -> AttributeValue {
    AttributeValue::N(time.as_millis().to_string())
}

pub(crate) fn seconds(time: Time) -> AttributeValue {
    AttributeValue::N(time.as_seconds().to_string())
}

/// The attributes of a notification that its first write sets, without key, state and attempts.
pub(crate) fn content(notification: &Notification) -> Vec<(&'static str, AttributeValue)> {
    let mut attributes = vec![
        (keys::EVENT_TYPE, text(notification.event_type.name())),
        (keys::OCCURRED_AT, millis(notification.occurred_at)),
        (keys::EXPIRES_AT, millis(notification.expires_at)),
        (keys::ROUTED_AT, millis(notification.routed_at)),
        (keys::DATA, text(notification.data.get())),
        (keys::TITLE, text(&notification.text.title)),
        (keys::BODY, text(&notification.text.body)),
        (keys::CHANNELS, text(channels(&notification.channels))),
        (keys::TTL, seconds(notification.routed_at.plus(crate::RETENTION))),
    ];
    if notification.silent {
        attributes.push((keys::SILENT, AttributeValue::Bool(true)));
    }
    attributes
}

/// `websocket,push:disabled,sms:not_chosen`.
fn channels(decisions: &[ChannelDecision]) -> String {
    let one = |decision: &ChannelDecision| match decision.suppressed {
        None => decision.channel.name().to_owned(),
        Some(reason) => format!("{}:{}", decision.channel, reason.name()),
    };
    decisions.iter().map(one).collect::<Vec<_>>().join(",")
}

fn parse_channels(text: &str) -> Option<Vec<ChannelDecision>> {
    let one = |part: &str| match part.split_once(':') {
        None => Some(ChannelDecision { channel: Channel::parse(part)?, suppressed: None }),
        Some((channel, reason)) => Some(ChannelDecision {
            channel: Channel::parse(channel)?,
            suppressed: Some(Reason::parse(reason)?),
        }),
    };
    text.split(',').filter(|part| !part.is_empty()).map(one).collect()
}

/// `<at>|<result>|<status>|<duration>|<connection>`, the connection last, since its characters are not ours.
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

/// Reads attributes of one item; every error names the attribute, never its value.
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

    fn time(&self, name: &str) -> Result<Time, PortError> {
        let number =
            self.0.get(name).and_then(|value| value.as_n().ok()).and_then(|number| number.parse().ok());
        number.map(Time::from_millis).ok_or_else(|| corrupt(name))
    }

    fn if_present<T>(
        &self,
        name: &str,
        read: impl Fn(&Self, &str) -> Result<T, PortError>,
    ) -> Result<Option<T>, PortError> {
        if self.0.contains_key(name) { read(self, name).map(Some) } else { Ok(None) }
    }
}

/// The identity of an item, which it has even where the rest cannot be read.
pub(crate) fn key(attributes: &Attributes) -> Result<(UserId, EventId), PortError> {
    let reader = Reader(attributes);
    Ok((
        reader.parsed(keys::USER_ID, |text| UserId::parse(text).ok())?,
        reader.parsed(keys::EVENT_ID, |text| EventId::parse(text).ok())?,
    ))
}

/// The place of a listed item.
pub(crate) fn position(attributes: &Attributes) -> Result<ports::Position, PortError> {
    let (_, id) = key(attributes)?;
    Ok(ports::Position { at: Reader(attributes).time(keys::OCCURRED_AT)?, id })
}

/// Reads an inbox item.
pub(crate) fn inbox_item(attributes: &Attributes) -> Result<InboxItem, PortError> {
    let reader = Reader(attributes);
    let state = reader.parsed(keys::STATE, keys::state_of)?;
    let attempts = match attributes.get(keys::ATTEMPTS).map(AttributeValue::as_l) {
        None => Vec::new(),
        Some(Ok(list)) => {
            list.iter().map(parse_attempt).collect::<Option<_>>().ok_or_else(|| corrupt(keys::ATTEMPTS))?
        }
        Some(Err(_)) => return Err(corrupt(keys::ATTEMPTS)),
    };
    Ok(InboxItem {
        state,
        acked_at: reader.if_present(keys::ACKED_AT, Reader::time)?,
        notification: if state.is_written() { Some(notification(attributes)?) } else { None },
        attempts,
    })
}

fn notification(attributes: &Attributes) -> Result<Notification, PortError> {
    let reader = Reader(attributes);
    let (user_id, id) = key(attributes)?;
    Ok(Notification {
        user_id,
        id,
        event_type: reader.parsed(keys::EVENT_TYPE, EventType::parse)?,
        occurred_at: reader.time(keys::OCCURRED_AT)?,
        expires_at: reader.time(keys::EXPIRES_AT)?,
        routed_at: reader.time(keys::ROUTED_AT)?,
        data: reader.parsed(keys::DATA, |text| RawValue::from_string(text.to_owned()).ok())?,
        text: Text { title: reader.text(keys::TITLE)?.to_owned(), body: reader.text(keys::BODY)?.to_owned() },
        silent: attributes.get(keys::SILENT).is_some_and(|value| value.as_bool() == Ok(&true)),
        channels: reader.parsed(keys::CHANNELS, parse_channels)?,
    })
}

/// A connection as the value of its attribute.
pub(crate) fn connection(connection: &Connection) -> AttributeValue {
    AttributeValue::M(HashMap::from([
        (keys::REGISTERED_AT.to_owned(), millis(connection.registered_at)),
        (keys::CLOSES_AT.to_owned(), millis(connection.closes_at)),
    ]))
}

/// Reads a recipient. A connection that cannot be read costs only itself, and is told of in the log.
pub(crate) fn recipient(attributes: &Attributes) -> Result<Recipient, PortError> {
    let user_id = Reader(attributes).parsed(keys::USER_ID, |text| UserId::parse(text).ok())?;
    let mut recipient = Recipient::unknown(user_id);
    for (name, value) in attributes {
        let Some(id) = keys::connection_in(name) else {
            continue;
        };
        match value.as_m().map_err(|_| corrupt(name)).and_then(|map| {
            let reader = Reader(map);
            Ok((reader.time(keys::REGISTERED_AT)?, reader.time(keys::CLOSES_AT)?))
        }) {
            Ok((registered_at, closes_at)) => {
                recipient.connections.push(Connection { id, registered_at, closes_at });
            }
            Err(error) => {
                tracing::error!(%error, user.id = %recipient.user_id, "a connection cannot be read");
            }
        }
    }
    Ok(recipient)
}

/// Reads what a ticket stands for.
pub(crate) fn grant(attributes: &Attributes) -> Result<ports::Grant, PortError> {
    let reader = Reader(attributes);
    Ok(ports::Grant {
        user_id: reader.parsed(keys::USER_ID, |text| UserId::parse(text).ok())?,
        valid_until: reader.time(keys::VALID_UNTIL)?,
    })
}

#[cfg(test)]
mod tests;
