//! The sizes of items: DynamoDB refuses items above 400 KB, and so does the store in memory.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use domain::carrier::dynamodb::MAX_ITEM_BYTES;
use domain::recipient::Recipient;
use domain::routing::notification::{InboxItem, Notification};
use ports::PortError;

/// An upper bound, in bytes, of the size of an entry of a list or of a map, without its texts. An
/// item that is small enough by this bound is not measured exactly.
const ENTRY: usize = 1_024;

/// Checks that DynamoDB accepts the item of a notification.
///
/// # Errors
///
/// Returns the [`PortError::Refused`] of DynamoDB if the item is too large.
pub(crate) fn check_inbox_item(item: &InboxItem) -> Result<(), PortError> {
    let texts = item.notification.as_ref().map_or(0, |notification| {
        notification.data.get().len() + notification.text.title.len() + notification.text.body.len()
    });
    let tries: usize = item.ledger.values().map(|entry| entry.attempts.len() + 1).sum();
    if texts + ENTRY * (tries + item.attempts.len() + 20) <= MAX_ITEM_BYTES {
        return Ok(());
    }
    let attributes = store::inbox_attributes(item.notification.as_ref(), &item.attempts, &item.ledger);
    refuse_above_limit(size_of_all(&attributes))
}

/// Returns the size in bytes of a notification's content as DynamoDB counts it: the attributes that
/// its first write stores beside key, state and attempts.
pub fn notification_bytes(notification: &Notification) -> usize {
    size_of_all(&store::inbox_attributes(Some(notification), &[], &BTreeMap::new()))
}

/// Checks that DynamoDB accepts the item of a recipient. Attributes that a user cannot enlarge are
/// not counted.
///
/// # Errors
///
/// Returns the [`PortError::Refused`] of DynamoDB if the item is too large.
pub(crate) fn check_recipient(recipient: &Recipient) -> Result<(), PortError> {
    let longest = recipient.devices.iter().map(|device| device.token.expose().len()).max().unwrap_or(0);
    let entries = (longest + ENTRY) * recipient.devices.len() + ENTRY * recipient.connections.len();
    if entries <= MAX_ITEM_BYTES {
        return Ok(());
    }
    refuse_above_limit(size_of_all(&store::recipient_attributes(recipient)))
}

/// Returns the error of DynamoDB, which is not retryable, if there are too many bytes.
fn refuse_above_limit(bytes: usize) -> Result<(), PortError> {
    if bytes > MAX_ITEM_BYTES { Err(PortError::Refused("ValidationException".to_owned())) } else { Ok(()) }
}

/// Returns the size of these attributes and their names, in bytes.
fn size_of_all(attributes: &HashMap<String, AttributeValue>) -> usize {
    attributes.iter().map(|(name, value)| name.len() + size(value)).sum()
}

/// Returns the size of a value, in bytes.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html>
fn size(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::N(number) => number.len().div_ceil(2) + 1,
        AttributeValue::L(list) => 3 + list.iter().map(|value| 1 + size(value)).sum::<usize>(),
        AttributeValue::M(map) => {
            3 + map.iter().map(|(name, value)| 1 + name.len() + size(value)).sum::<usize>()
        }
        // The only other stored values are booleans.
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
