//! Probes of the functions behind the two APIs.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::Channel;
use serde_json::{Value, json};
use support::Device;

use crate::inbox::{connections, forgotten, make_overdue};
use crate::probe::Scene;
use crate::trader::Trader;

/// Whether a trader can get a ticket.
pub(crate) async fn sells_a_ticket(Scene { system, .. }: Scene<'_>) -> bool {
    let bearer = format!("Bearer {}", system.token(&Trader::new(system).user));
    system.ask_for_ticket(Some(&bearer)).await.0 == 200
}

/// Whether a ticket opens a socket.
pub(crate) async fn lets_in(Scene { system, .. }: Scene<'_>) -> bool {
    let ticket = system.ticket(&Trader::new(system).user).await;
    Device::try_connect(system, Some(&ticket), None).await.is_ok()
}

/// Whether a connection that has ended is no longer registered.
pub(crate) async fn forgets(Scene { system, .. }: Scene<'_>) -> bool {
    let trader = Trader::new(system);
    let device = trader.connect().await;
    assert_eq!(connections(system, &trader.user).await.len(), 1);
    device.close().await;
    forgotten(system, &trader.user).await;
    true
}

/// Whether a frame is processed and answered.
pub(crate) async fn answers(Scene { system, .. }: Scene<'_>, frame: Value) -> bool {
    let mut device = Trader::new(system).connect().await;
    device.request(frame).await["type"] == "reply"
}

/// Whether frames of a connection that sends `hello` repeatedly are counted across all instances.
pub(crate) async fn counts_frames(Scene { system, .. }: Scene<'_>) -> bool {
    let trader = Trader::new(system);
    let mut device = trader.connect().await;
    for _ in 0..30 {
        device.request(json!({"action": "hello"})).await;
    }
    let counted =
        system.dynamodb.scan().table_name(system.table("AllowancesTableName")).send().await.unwrap();
    let key = |item: &HashMap<String, AttributeValue>| item["counter"].as_s().unwrap().clone();
    let connection = connections(system, &trader.user).await.remove(0);
    let connection = connection.trim_start_matches("c#").to_owned();
    counted.items().iter().map(key).any(|key| key.starts_with(&format!("hello#{connection}#")))
}

/// Whether a connection can be registered again, and a device registered and removed.
pub(crate) async fn keeps_recipient(Scene { system, .. }: Scene<'_>) -> bool {
    let trader = Trader::new(system);
    let mut client = trader.connect().await;
    let device = json!({"action": "registerDevice", "token": trader.user, "platform": "web"});
    for frame in [json!({"action": "ping"}), device] {
        if client.request(frame).await["type"] != "reply" {
            return false;
        }
    }
    let app = trader.known().await.devices.remove(0).id;
    let reply = client.request(json!({"action": "removeDevice", "deviceId": app})).await;
    reply["type"] == "reply" && trader.known().await.devices.is_empty()
}

/// Whether the owner of an account with a mailbox is notified of a device before it is registered.
pub(crate) async fn tells_of_a_device(Scene { system, .. }: Scene<'_>) -> bool {
    let trader = Trader::new(system);
    trader.give(Channel::Email).await;
    let frame = json!({"action": "registerDevice", "token": trader.user, "platform": "web"});
    trader.connect().await.request(frame).await["type"] == "reply"
}

/// Whether a new connection closes the trader's overdue ones.
pub(crate) async fn closes_at_connect(Scene { system, .. }: Scene<'_>) -> bool {
    let trader = Trader::new(system);
    let overdue = trader.connect().await;
    make_overdue(system, &trader.user, &connections(system, &trader.user).await[0]).await;
    let _other = trader.connect().await;
    overdue.closed().await;
    true
}

/// Whether a ping closes the trader's overdue connections, and is answered.
pub(crate) async fn closes_at_ping(Scene { system, .. }: Scene<'_>) -> bool {
    let trader = Trader::new(system);
    let overdue = trader.connect().await;
    let attribute = connections(system, &trader.user).await.remove(0);
    let mut other = trader.connect().await;
    make_overdue(system, &trader.user, &attribute).await;
    let reply = other.request(json!({"action": "ping"})).await;
    overdue.closed().await;
    reply["type"] == "reply"
}
