//! The size of items: DynamoDB refuses those above 400 KB, and so does its twin.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::notification::{InboxItem, Notification};
use domain::recipient::Recipient;
use ports::PortError;

use crate::{item, keys};

/// The most bytes of an item.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items>
const MOST: usize = 400 * 1024;

/// An upper bound of what an entry of a list or of a map takes, its texts apart: an item that is small by it is not measured.
const ENTRY: usize = 1_024;

/// Whether DynamoDB takes the item of a notification.
pub(super) fn check_inbox_item(item: &InboxItem) -> Result<(), PortError> {
    let texts = item.notification.as_ref().map_or(0, |notification| {
        notification.data.get().len() + notification.text.title.len() + notification.text.body.len()
    });
    let tries: usize = item.ledger.values().map(|entry| entry.attempts.len() + 1).sum();
    if texts + ENTRY * (tries + item.attempts.len() + 20) <= MOST {
        return Ok(());
    }
    let mut bytes = item.notification.as_ref().map_or(0, of_notification);
    bytes += keys::ATTEMPTS.len() + size(&item::attempts(&item.attempts));
    bytes += item
        .ledger
        .iter()
        .map(|(key, entry)| keys::delivery(key).len() + size(&item::entry(entry)))
        .sum::<usize>();
    refuse_above_limit(bytes)
}

/// Returns the bytes of a notification's content as DynamoDB counts them: what its first write stores beside key and state.
pub fn of_notification(notification: &Notification) -> usize {
    item::content(notification).iter().map(|(name, value)| name.len() + size(value)).sum()
}

/// Whether DynamoDB takes the item of a recipient. What a user cannot make longer is left out.
pub(super) fn check_recipient(recipient: &Recipient) -> Result<(), PortError> {
    let longest = recipient.devices.iter().map(|device| device.token.expose().len()).max().unwrap_or(0);
    if (longest + ENTRY) * recipient.devices.len() + ENTRY * recipient.connections.len() <= MOST {
        return Ok(());
    }
    let devices = recipient.devices.iter().map(|device| {
        keys::device(&device.id).len()
            + device.token.expose().len()
            + device.language.as_ref().map_or(0, String::len)
    });
    let connections = recipient
        .connections
        .iter()
        .map(|connection| keys::connection(&connection.id).len() + size(&item::connection(connection)));
    refuse_above_limit(devices.chain(connections).sum())
}

/// As DynamoDB does: not retryable.
fn refuse_above_limit(bytes: usize) -> Result<(), PortError> {
    if bytes > MOST { Err(PortError::Refused("ValidationException".to_owned())) } else { Ok(()) }
}

/// The bytes of a value.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html>
fn size(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(number) => number.len().div_ceil(2) + 1,
        AttributeValue::L(list) => 3 + list.iter().map(|value| 1 + size(value)).sum::<usize>(),
        AttributeValue::M(map) => {
            3 + map.iter().map(|(name, value)| 1 + name.len() + size(value)).sum::<usize>()
        }
        // Nothing else is stored but truth values.
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_as_large_as_dynamodb_counts_it() {
        let text = AttributeValue::S("ab\u{e4}".to_owned());
        let number = AttributeValue::N("12345".to_owned());
        assert_eq!((size(&text), size(&number), size(&AttributeValue::Bool(true))), (4, 4, 1));
        assert_eq!(size(&AttributeValue::L(vec![text.clone(), number])), 3 + 5 + 5);
        assert_eq!(size(&AttributeValue::M([("k".to_owned(), text)].into())), 3 + 1 + 1 + 4);
    }
}
