//! Sizes of items, as DynamoDB charges for them.
//!
//! Sizes follow <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html>.

use serde_json::Value;

use super::aws::Item;

/// The table with an index, by the name that [`crate::function::Function`] gives it.
const INBOX: &str = "inbox";

/// The sort key of the inbox's index, as `infra/template.yaml` declares it.
const INDEX_KEY: &str = "list_key";

/// Attributes of the index besides its keys, as `infra/template.yaml` declares it: those that lists
/// show, without attempts and ledger.
const PROJECTED: [&str; 11] = [
    "state",
    "acked_at",
    "event_type",
    "occurred_at",
    "expires_at",
    "routed_at",
    "data",
    "title",
    "body",
    "silent",
    "channels",
];

/// Bytes that DynamoDB adds to each stored item and each of its copies in an index when it charges
/// for storage.
const STORAGE_OVERHEAD: u64 = 100;

/// Returns the write units of an update: those of the larger of the two states, and the same for
/// its copy in the index, if that changes; if the copy's key changes, the units of both copies.
pub(super) fn writes(table: &str, before: Option<&Item>, after: &Item) -> u64 {
    let units = |item: &Item| size_of_item(item).div_ceil(1024).max(1);
    let larger = before.map_or(0, units).max(units(after));
    let copies = if table == INBOX {
        match (before.and_then(copy_in_index), copy_in_index(after)) {
            (Some(then), Some(now)) if then == now => 0,
            (Some(then), Some(now)) if then.get(INDEX_KEY) == now.get(INDEX_KEY) => {
                units(&then).max(units(&now))
            }
            (then, now) => then.map_or(0, |then| units(&then)) + now.map_or(0, |now| units(&now)),
        }
    } else {
        0
    };
    larger + copies
}

/// Returns the bytes of an item that storage is charged for: its own and those of its copy in the
/// index.
pub(super) fn stored(table: &str, item: &Item) -> u64 {
    let copy = if table == INBOX { copy_in_index(item) } else { None };
    let all = std::iter::once(size_of_item(item)).chain(copy.as_ref().map(size_of_item));
    all.map(|size| size + STORAGE_OVERHEAD).sum()
}

/// Returns the copy of an item in the inbox's index; `None` if the index has none.
fn copy_in_index(item: &Item) -> Option<Item> {
    item.get(INDEX_KEY)?;
    let keys = ["user_id", "event_id", INDEX_KEY];
    let is_there = |name: &&String| keys.contains(&name.as_str()) || PROJECTED.contains(&name.as_str());
    let parts = item.iter().filter(|(name, _)| is_there(name));
    Some(parts.map(|(name, value)| (name.clone(), value.clone())).collect())
}

/// Returns the bytes that an item is charged for.
pub(super) fn size_of_item(item: &Item) -> u64 {
    item.iter().map(|(name, value)| name.len() as u64 + size_of_value(value)).sum()
}

fn size_of_value(value: &Value) -> u64 {
    let Some((kind, value)) = value.as_object().and_then(|value| value.iter().next()) else { return 0 };
    let length = value.as_str().unwrap_or_default().len() as u64;
    match kind.as_str() {
        "S" => length,
        // Two digits take a byte, and the number takes one more.
        "N" => length.div_ceil(2) + 1,
        "M" => {
            let fields = value.as_object().into_iter().flatten();
            3 + fields.map(|(name, value)| 1 + name.len() as u64 + size_of_value(value)).sum::<u64>()
        }
        "L" => 3 + value.as_array().into_iter().flatten().map(|value| 1 + size_of_value(value)).sum::<u64>(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_item_costs_its_names_and_values() {
        let item =
            json!({"user_id": {"S": "u-42"}, "at": {"N": "1795420800123"}, "c": {"M": {"x": {"N": "1"}}}});
        // 7 + 4, 2 + 8, 1 + 3 + (1 + 1 + 2)
        assert_eq!(size_of_item(item.as_object().unwrap()), 11 + 10 + 8);
    }

    #[test]
    fn the_index_costs_what_changes_in_it() {
        let item = |key: &str, other: (&str, &str)| {
            let mut item = json!({"user_id": {"S": "u"}, "list_key": {"S": key}});
            item[other.0] = json!({"S": other.1});
            item.as_object().unwrap().clone()
        };
        let plain = item("a", ("title", "t"));
        assert_eq!(writes(INBOX, None, &plain), 2);
        assert_eq!(writes(INBOX, Some(&plain), &item("a", ("title", "u"))), 2);
        assert_eq!(writes(INBOX, Some(&plain), &item("b", ("title", "t"))), 3, "it moves");
        let tried = item("a", ("attempts", "1"));
        assert_eq!(writes(INBOX, Some(&tried), &item("a", ("attempts", "2"))), 1, "it is not there");
        assert_eq!(writes("recipients", None, &plain), 1);
    }
}
