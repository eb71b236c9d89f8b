//! Direct access to the tables, bypassing the functions.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{EventId, UserId};
use support::System;

use crate::probe::until;

type Item = HashMap<String, AttributeValue>;

const LONG_AGO: i64 = 1;
const FAR_AHEAD: i64 = 4_000_000_000_000;

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn number(number: i64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// Waits until the event has an inbox item for which `wanted` is true.
pub(crate) async fn written(system: &System, user: &str, event: &str, wanted: impl Fn(&Item) -> bool) {
    until(async || system.inbox_item(user, event).await.is_some_and(|item| wanted(&item))).await;
}

/// Stores an inbox item that cannot be decoded.
pub(crate) async fn corrupt(system: &System, user: &str, event: &str) {
    let put = system.dynamodb.put_item().table_name(system.table("InboxTableName"));
    let (hash, range) = store::inbox_key(&UserId::parse(user).unwrap(), &EventId::parse(event).unwrap());
    let put = put.item("user_id", text(&hash)).item("event_id", text(&range)).item("state", text("lost"));
    put.send().await.unwrap();
}

/// Fills the item of a trader up to the maximum size, so that nothing more can be stored in it.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
pub(crate) async fn fill_up(system: &System, user: &str) {
    let names = "user_id".len() + user.len() + "filler".len();
    let filler = "x".repeat(400 * 1024 - names);
    let put = system.dynamodb.put_item().table_name(system.table("RecipientsTableName"));
    put.item("user_id", text(user)).item("filler", text(&filler)).send().await.unwrap();
}

/// Returns the registered connections of a user, as the attributes that hold them.
pub(crate) async fn connections(system: &System, user: &str) -> Vec<String> {
    let asked = system.dynamodb.get_item().table_name(system.table("RecipientsTableName"));
    let item = asked.key("user_id", text(user)).send().await.unwrap().item.unwrap_or_default();
    item.into_keys().filter(|name| name.starts_with("c#")).collect()
}

/// Waits until no connection of the user is registered.
pub(crate) async fn forgotten(system: &System, user: &str) {
    until(async || connections(system, user).await.is_empty()).await;
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

/// Registers a connection that no longer exists at the gateway.
pub(crate) async fn register_dead(system: &System, user: &str) {
    set_connection(system, user, "c#dead", FAR_AHEAD).await;
}

/// Makes a connection overdue.
pub(crate) async fn make_overdue(system: &System, user: &str, attribute: &str) {
    set_connection(system, user, attribute, LONG_AGO).await;
}
