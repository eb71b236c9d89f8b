//! Probes of the functions behind the two APIs.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::Channel;
use domain::routing::plan::Decision;
use serde_json::{Value, json};
use support::Device;

use crate::client::Client;
use crate::inbox::{connections, forgotten, make_overdue};
use crate::probe::{Scene, until};
use crate::trader::{EVENT, Trader};

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
pub(crate) async fn answers(scene: Scene<'_>, frame: Value) -> bool {
    Client::of(scene, &Trader::new(scene.system)).await.succeeds(frame).await
}

/// Whether frames of a connection that sends `hello` repeatedly are counted across all instances.
pub(crate) async fn counts_frames(scene: Scene<'_>) -> bool {
    let system = scene.system;
    let trader = Trader::new(system);
    let mut client = Client::of(scene, &trader).await;
    for _ in 0..30 {
        client.request(json!({"action": "hello"})).await;
    }
    let counted =
        system.dynamodb.scan().table_name(system.table("AllowancesTableName")).send().await.unwrap();
    let key = |item: &HashMap<String, AttributeValue>| item["counter"].as_s().unwrap().clone();
    let connection = client.counted_as(&trader).await;
    counted.items().iter().map(key).any(|key| key.starts_with(&format!("hello#{connection}#")))
}

/// Whether a connection can be registered again, and a device registered and removed.
pub(crate) async fn keeps_recipient(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut client = Client::of(scene, &trader).await;
    let device = json!({"action": "registerDevice", "token": trader.user, "platform": "web"});
    for frame in [json!({"action": "ping"}), device] {
        if !client.succeeds(frame).await {
            return false;
        }
    }
    let app = trader.known().await.devices.remove(0).id;
    client.succeeds(json!({"action": "removeDevice", "deviceId": app})).await
        && trader.known().await.devices.is_empty()
}

/// Whether a notification that the trader has seen is dismissed on the device, and in the conversation, that
/// have it.
pub(crate) async fn dismisses(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let channels = [Channel::Push, Channel::Telegram];
    for channel in channels {
        trader.give(channel).await;
    }
    trader.has_on(&trader.liquidation(), &channels, Decision::Deliver).await;
    for channel in channels {
        trader.was_reached_by(channel).await;
    }
    let mut client = Client::of(scene, &trader).await;
    if !client.succeeds(json!({"action": "ack", "ids": [EVENT]})).await {
        return false;
    }
    // Nothing else was sent to the trader.
    let (token, chat) = (trader.app().token.expose().to_owned(), trader.chat().expose().to_string());
    until(async || {
        let pushed = scene.system.sent("push").await.iter().any(|sent| sent.to == token);
        pushed && scene.system.sent("telegram").await.iter().any(|sent| sent.to == chat)
    })
    .await
}

/// Whether a notification is acked by the handle of one of its messages.
pub(crate) async fn acks_by_handle(Scene { system, .. }: Scene<'_>) -> bool {
    let trader = Trader::new(system);
    trader.has(&trader.liquidation(), Channel::Email, Decision::Deliver).await;
    let handle = trader.issue_handle(Channel::Email).await;
    system.ack(&handle).await.0 == 200 && trader.has_seen(EVENT).await
}

/// Whether the trader's other devices are notified of what was read.
pub(crate) async fn posts_to_devices(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut device = trader.connect().await;
    let frame = json!({"action": "markRead", "ids": ["x"]});
    Client::of(scene, &trader).await.succeeds(frame).await && device.next_pushed().await["type"] == "read"
}

/// Whether the owner of an account with a mailbox is notified of a device before it is registered.
pub(crate) async fn tells_of_a_device(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    trader.give(Channel::Email).await;
    let frame = json!({"action": "registerDevice", "token": trader.user, "platform": "web"});
    Client::of(scene, &trader).await.succeeds(frame).await
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
