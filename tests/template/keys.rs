//! The tables of the template are those of the store.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::template::{listed, resources};

/// Returns the source of the store's key schema.
pub(crate) fn source() -> String {
    let files = ["shared/store/src/keys/attributes.rs", "shared/store/src/keys.rs"];
    files.map(|file| std::fs::read_to_string(local::root().join(file)).unwrap()).concat()
}

/// Returns the names in the store's key schema, by their constants.
fn constants() -> BTreeMap<String, String> {
    let source = source();
    let constants = source.lines().filter_map(|line| {
        let (name, value) = line.strip_prefix("pub(crate) const ")?.split_once(": &str = \"")?;
        Some((name.to_owned(), value.strip_suffix("\";")?.to_owned()))
    });
    constants.collect()
}

/// Returns the attributes of the index besides its keys, according to the store.
fn listed_attributes() -> Vec<String> {
    let (source, names) = (source(), constants());
    let (_, list) = source.split_once("const LISTED: ").unwrap();
    let (_, list) = list.split_once('=').unwrap();
    let (list, _) = list.split_once(';').unwrap();
    let list = list.trim().trim_matches(['[', ']']);
    let constants = list.split(',').map(str::trim).filter(|name| !name.is_empty());
    constants.map(|name| names[name].clone()).collect()
}

fn key(hash: &str, range: Option<&str>) -> Value {
    let mut key = vec![json!({"AttributeName": hash, "KeyType": "HASH"})];
    key.extend(range.map(|range| json!({"AttributeName": range, "KeyType": "RANGE"})));
    json!(key)
}

#[test]
fn keys_and_index_are_the_store_s() {
    let names = constants();
    let name = |constant: &str| names[constant].as_str();
    let tables = resources("AWS::DynamoDB::Table");
    let keys = [
        ("RecipientsTable", key(name("USER_ID"), None)),
        ("InboxTable", key(name("USER_ID"), Some(name("EVENT_ID")))),
        ("TicketsTable", key(name("TICKET_HASH"), None)),
        ("AllowancesTable", key(name("COUNTER"), None)),
        ("ScheduleTable", key(name("SHARD"), Some(name("WAKE")))),
        ("AlertsTable", key(name("PK"), Some(name("SK")))),
        ("BroadcastsTable", key(name("PK"), Some(name("SK")))),
    ];
    assert_eq!(tables.len(), keys.len());
    for (table, key) in keys {
        assert_eq!(tables[table]["KeySchema"], key, "{table}");
    }
    let [index] = listed(&tables["InboxTable"]["LocalSecondaryIndexes"]) else { panic!("not one index") };
    assert_eq!(index["IndexName"], name("BY_TIME"));
    assert_eq!(index["KeySchema"], key(name("USER_ID"), Some(name("LIST_KEY"))));
    // Lists are answered from the index alone, and no other attribute is copied to it.
    let projection = json!({"ProjectionType": "INCLUDE", "NonKeyAttributes": listed_attributes()});
    assert_eq!(index["Projection"], projection);
    let [index] = listed(&tables["RecipientsTable"]["GlobalSecondaryIndexes"]) else {
        panic!("not one index")
    };
    assert_eq!(index["IndexName"], name("BY_EMAIL"));
    assert_eq!(index["KeySchema"], key(name("EMAIL_KEY"), None));
    assert_eq!(index["Projection"]["ProjectionType"], "KEYS_ONLY");
}

#[test]
fn every_key_is_a_string_and_nothing_else_is_declared() {
    for (table, properties) in resources("AWS::DynamoDB::Table") {
        let indexes = ["LocalSecondaryIndexes", "GlobalSecondaryIndexes"];
        let indexes = indexes.into_iter().filter_map(|kind| properties[kind].as_array()).flatten();
        let schemas = std::iter::once(properties).chain(indexes).flat_map(|of| listed(&of["KeySchema"]));
        let keys: BTreeSet<_> = schemas.map(|key| key["AttributeName"].as_str().unwrap()).collect();
        let declared = listed(&properties["AttributeDefinitions"]);
        assert!(declared.iter().all(|attribute| attribute["AttributeType"] == "S"), "{table}");
        let declared: BTreeSet<_> =
            declared.iter().map(|attribute| attribute["AttributeName"].as_str().unwrap()).collect();
        assert_eq!(declared, keys, "{table}");
    }
}

#[test]
fn what_the_store_gives_an_age_is_deleted_at_that_age() {
    let names = constants();
    let tables = resources("AWS::DynamoDB::Table");
    let tables_and_ages = [
        ("RecipientsTable", false),
        ("InboxTable", true),
        ("TicketsTable", true),
        ("AllowancesTable", true),
        // A user must never be removed from the schedule without a check.
        ("ScheduleTable", false),
        ("AlertsTable", true),
        ("BroadcastsTable", true),
    ];
    assert_eq!(tables.len(), tables_and_ages.len());
    for (table, ages) in tables_and_ages {
        let specification = &tables[table]["TimeToLiveSpecification"];
        let expected =
            if ages { json!({"AttributeName": names["TTL"], "Enabled": true}) } else { Value::Null };
        assert_eq!(specification, &expected, "{table}");
        assert_eq!(tables[table]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], true);
    }
}
