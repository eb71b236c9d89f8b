//! Probes of what broadcasts need. Each is for its trader alone, so that it disturbs no other probe.

use domain::delivery::ledger::LedgerState;
use domain::shard::Shard;
use domain::{Channel, EventId};
use ports::DryRuns;
use serde_json::{Value, json};
use support::{now, unique};

use crate::client::Client;
use crate::probe::{Scene, comes, until};
use crate::release::asleep;
use crate::trader::Trader;
use crate::workers;

/// Returns a broadcast of this class for one trader.
fn broadcast(trader: &Trader<'_>, class: u8) -> (String, Value) {
    let id = unique("broadcast");
    let (event_type, data) = match class {
        1 => ("trading_halted", json!({"symbol": "BTC-USDT"})),
        _ => ("new_listing", json!({"symbol": "NEW-USDT", "score": "9"})),
    };
    let event = json!({
        "id": id, "event_type": event_type, "occurred_at": now(), "data": data,
        "audience": {"users": [trader.user]},
    });
    (format!("broadcast:{id}"), event)
}

async fn publish(scene: Scene<'_>, trader: &Trader<'_>, class: u8) -> String {
    let (id, event) = broadcast(trader, class);
    send(scene, class, &event).await;
    id
}

async fn send(scene: Scene<'_>, class: u8, event: &Value) {
    let queue = scene.output(&format!("P{class}QueueUrl"));
    scene.system.sqs.send_message().queue_url(queue).message_body(event.to_string()).send().await.unwrap();
}

/// Whether a broadcast reaches an open socket.
pub(crate) async fn reaches_a_socket(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut device = trader.connect().await;
    let id = publish(scene, &trader, scene.class()).await;
    comes(&mut device, &id).await;
    true
}

/// Whether broadcasts of both classes do.
pub(crate) async fn reach_a_socket(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut device = trader.connect().await;
    for class in [1, 2] {
        let id = publish(scene, &trader, class).await;
        comes(&mut device, &id).await;
    }
    true
}

/// Whether a broadcast for a topic reaches an open socket of a trader who has it.
pub(crate) async fn reaches_by_topic(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let topic = trader.user.as_str();
    trader.has_topic(topic).await;
    let mut device = trader.connect().await;
    let (id, mut event) = broadcast(&trader, 1);
    event["audience"] = json!({ "topics": [topic] });
    send(scene, 1, &event).await;
    comes(&mut device, &id).await;
    true
}

/// The country of the traders for whom all recipients have to be read; no other trader lives there.
const COUNTRY: &str = "QX";

/// Returns a trader who lives there.
async fn resident(scene: Scene<'_>) -> Trader<'_> {
    let trader = Trader::new(scene.system);
    trader.lives_in(COUNTRY).await;
    trader
}

/// Publishes a broadcast of this class to the residents of that country.
async fn publish_to_residents(scene: Scene<'_>, trader: &Trader<'_>, class: u8) -> EventId {
    let (id, mut event) = broadcast(trader, class);
    event["audience"] = json!({"countries": [COUNTRY]});
    send(scene, class, &event).await;
    EventId::parse(id).unwrap()
}

/// Whether broadcasts of both classes reach a trader on every channel outside the app.
pub(crate) async fn reach_all_channels(scene: Scene<'_>) -> bool {
    let trader = resident(scene).await;
    trader.choose_all().await;
    let channels = [Channel::Push, Channel::Telegram, Channel::Email];
    for channel in channels {
        trader.give(channel).await;
    }
    for class in [1, 2] {
        let id = publish_to_residents(scene, &trader, class).await;
        until(async || {
            let ledger = trader.item(&id).await.map(|item| item.ledger).unwrap_or_default();
            let is_accepted = |channel| {
                let mut entries = ledger.iter().filter(|(key, _)| key.channel == channel);
                entries.any(|(_, entry)| entry.state == LedgerState::Accepted)
            };
            channels.into_iter().all(is_accepted)
        })
        .await;
    }
    true
}

/// Whether the result of a dry run is stored.
pub(crate) async fn is_counted(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let (_, mut event) = broadcast(&trader, 1);
    event["dry_run"] = json!(true);
    let id = EventId::parse(event["id"].as_str().unwrap()).unwrap();
    send(scene, 1, &event).await;
    let store = scene.system.store();
    until(async || store.dry_run(&id).await.unwrap().is_some_and(|(_, result)| result.is_some())).await
}

/// Whether a broadcast waits for the end of a trader's quiet hours, for which a check is scheduled.
pub(crate) async fn is_deferred(scene: Scene<'_>) -> bool {
    let trader = resident(scene).await;
    trader.give(Channel::Push).await;
    trader.prefers(&asleep()).await;
    publish_to_residents(scene, &trader, 1).await;
    until(async || !trader.waiting().await.is_empty() && !trader.wakes().await.is_empty()).await
}

/// Whether a broadcast is in the list of a trader who was not connected.
pub(crate) async fn is_listed(scene: Scene<'_>) -> bool {
    let (trader, other) = (Trader::new(scene.system), Trader::new(scene.system));
    let mut connected = other.connect().await;
    let (id, mut event) = broadcast(&trader, 1);
    event["audience"] = json!({"users": [trader.user, other.user]});
    send(scene, 1, &event).await;
    // Once the walk is over, only reading the inbox finds it.
    comes(&mut connected, &id).await;
    until(async || scene.system.depth(scene.output("BroadcastsQueueUrl")).await == 0).await;
    let mut client = Client::of(scene, &trader).await;
    until(async || {
        // Over a socket `hello` catches up, and without one the list.
        client.request(json!({"action": "hello"})).await;
        let page = client.request(json!({"action": "listNotifications"})).await;
        let entries = page["notifications"].as_array().cloned().unwrap_or_default();
        entries.iter().any(|entry| entry["id"] == id)
    })
    .await
}

/// Whether a job that failed is retried soon, long before the queue's visibility timeout.
pub(crate) async fn is_retried(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut device = trader.connect().await;
    let (id, event) = broadcast(&trader, 1);
    let job =
        json!({"broadcast": event["id"], "shard": Shard::of(&trader.id()).number(), "shards": 1}).to_string();
    send(scene, 1, &event).await;
    comes(&mut device, &id).await;
    workers::is_retried(scene, "FindBroadcast", &job).await;
    until(async || scene.system.depth(scene.source_url()).await == 0).await
}
