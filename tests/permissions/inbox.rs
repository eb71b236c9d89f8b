//! The tables, looked at and prepared past the functions.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use support::{System, eventually};

type Item = HashMap<String, AttributeValue>;

const LONG_AGO: i64 = 1;
const FAR_AHEAD: i64 = 4_000_000_000_000;

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn number(number: i64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// Waits until the event has an inbox item of which this is true.
pub(crate) async fn written(system: &System, user: &str, event: &str, wanted: impl Fn(&Item) -> bool) {
    eventually("the item is written", async || {
        system.inbox_item(user, event).await.filter(&wanted).map(drop)
    })
    .await;
}

/// An inbox item that nobody can read.
pub(crate) async fn corrupt(system: &System, user: &str, event: &str) {
    let put = system.dynamodb.put_item().table_name(system.table("InboxTableName"));
    let put = put.item("user_id", text(user)).item("event_id", text(event)).item("state", text("lost"));
    put.send().await.unwrap();
}

/// The registered connections of a user, as the attributes that hold them.
pub(crate) async fn connections(system: &System, user: &str) -> Vec<String> {
    let asked = system.dynamodb.get_item().table_name(system.table("RecipientsTableName"));
    let item = asked.key("user_id", text(user)).send().await.unwrap().item.unwrap_or_default();
    item.into_keys().filter(|name| name.starts_with("c#")).collect()
}

/// Waits until no connection of the user is registered.
pub(crate) async fn forgotten(system: &System, user: &str) {
    eventually("the connection is forgotten", async || {
        connections(system, user).await.is_empty().then_some(())
    })
    .await;
}

async fn set_connection(system: &System, user: &str, attribute: &str, closes_at: i64) {
    let value = AttributeValue::M(HashMap::from([
        ("registered_at".to_owned(), number(LONG_AGO)),
        ("closes_at".to_owned(), number(closes_at)),
    ]));
    let update = system.dynamodb.update_item().table_name(system.table("RecipientsTableName"));
    let update = update
        .key("user_id", text(user))
        .update_expression("SET #connection = :connection")
        .expression_attribute_names("#connection", attribute)
        .expression_attribute_values(":connection", value);
    update.send().await.unwrap();
}

/// Registers a connection that the gateway has long forgotten.
pub(crate) async fn register_dead(system: &System, user: &str) {
    set_connection(system, user, "c#dead", FAR_AHEAD).await;
}

/// Makes a connection one that should have been closed.
pub(crate) async fn make_overdue(system: &System, user: &str, attribute: &str) {
    set_connection(system, user, attribute, LONG_AGO).await;
}
