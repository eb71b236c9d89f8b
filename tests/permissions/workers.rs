//! What the functions behind the queues need their permissions for.

use serde_json::{Value, json};
use support::{Device, eventually, unique};

use crate::inbox::{connections, corrupt, forgotten, make_overdue, register_dead, written};
use crate::probe::{Scene, Trader, comes};

/// An event comes to an open socket.
pub(crate) async fn delivers(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut device = trader.connect().await;
    trader.publish(scene.class(), "e").await;
    comes(&mut device, "e").await;
    true
}

/// An event is written into the inbox; by the function of a channel, an attempt of it.
pub(crate) async fn records(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut device = trader.connect().await;
    trader.publish(scene.class(), "e").await;
    if scene.is_channel() {
        comes(&mut device, "e").await;
    }
    let is_recorded =
        |item: &std::collections::HashMap<String, _>| !scene.is_channel() || item.contains_key("attempts");
    written(scene.system, &trader.user, "e", is_recorded).await;
    true
}

/// What cannot be worked off, ever, lies in the dead-letter queue with its reason.
pub(crate) async fn sets_aside(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let body = if scene.is_channel() {
        unique("not a delivery")
    } else {
        corrupt(scene.system, &trader.user, "e").await;
        trader.event(scene.class(), "e").to_string()
    };
    send(scene, &body).await;
    let url = scene.output(&format!("{}DeadLetterQueueUrl", scene.source()));
    eventually("it is set aside", async || {
        let asked = scene.system.sqs.receive_message().queue_url(url).max_number_of_messages(10);
        let answer = asked.message_attribute_names("All").send().await.unwrap();
        let letter =
            answer.messages.unwrap_or_default().into_iter().find(|letter| letter.body() == Some(&body))?;
        let reason = letter.message_attributes?.remove("reason")?;
        reason.string_value.filter(|reason| !reason.is_empty()).map(|_| true)
    })
    .await
}

/// What fails is tried again soon, long before the queue would show it again by itself.
pub(crate) async fn retries_later(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let (body, mut device) = if scene.is_channel() {
        (undelivered(scene, &trader).await, trader.connect().await)
    } else {
        (trader.event(scene.class(), "e").to_string(), trader.connect().await)
    };
    let stack = &scene.system.stack;
    let before = stack.drop_statement(scene.role, "ReadRecipientsAndInbox").await.unwrap();
    let message = send(scene, &body).await;
    eventually("the message has failed", async || {
        let log = std::fs::read(stack.log()).unwrap();
        let log = String::from_utf8_lossy(&log);
        log.lines().any(|line| line.contains("message retried") && line.contains(&message)).then_some(())
    })
    .await;
    stack.put_role_policy(scene.role, &before).await.unwrap();
    comes(&mut device, "e").await;
    true
}

/// A delivery of an event that came while nobody was there, and is yet to be delivered.
async fn undelivered(scene: Scene<'_>, trader: &Trader<'_>) -> String {
    trader.publish(scene.class(), "e").await;
    written(scene.system, &trader.user, "e", |_| true).await;
    eventually("its first delivery is over", async || {
        (scene.system.depth(scene.source_url()).await == 0).then_some(())
    })
    .await;
    json!({"user_id": trader.user, "event_id": "e"}).to_string()
}

/// Events in the wrong queue are delivered all the same, those of either other class.
pub(crate) async fn moves(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut device = trader.connect().await;
    let others: Vec<u8> = (0..=2).filter(|class| *class != scene.class()).collect();
    for class in &others {
        send(scene, &trader.event(*class, &format!("e-{class}")).to_string()).await;
    }
    let mut missing: Vec<Value> = others.iter().map(|class| json!(format!("e-{class}"))).collect();
    while !missing.is_empty() {
        let id = device.notification().await["id"].clone();
        missing.retain(|wanted| *wanted != id);
    }
    true
}

/// What cannot be read lies in the queue of the rejected.
pub(crate) async fn rejects(scene: Scene<'_>) -> bool {
    let body = unique("not an event");
    send(scene, &body).await;
    let url = &scene.system.stack.info().queues["rejected"];
    eventually("it is rejected", async || {
        let messages = scene.system.receive(url).await;
        let bodies = messages.iter().map(|message| serde_json::from_str::<Value>(message.body().unwrap()));
        bodies.into_iter().any(|rejection| rejection.unwrap()["body"] == body).then_some(true)
    })
    .await
}

/// A connection that the gateway no longer knows is no longer registered.
pub(crate) async fn drops_the_dead(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    register_dead(scene.system, &trader.user).await;
    trader.publish(scene.class(), "e").await;
    forgotten(scene.system, &trader.user).await;
    true
}

/// One connection gets the notification, and one that should not be there any more is closed.
pub(crate) async fn posts_and_closes(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let overdue: Device = trader.connect().await;
    let attribute = connections(scene.system, &trader.user).await.remove(0);
    let mut device = trader.connect().await;
    make_overdue(scene.system, &trader.user, &attribute).await;
    trader.publish(scene.class(), "e").await;
    comes(&mut device, "e").await;
    overdue.closed().await;
    true
}

/// Sends a message to the function's queue; answers its id.
async fn send(scene: Scene<'_>, body: &str) -> String {
    let sent = scene.system.sqs.send_message().queue_url(scene.source_url()).message_body(body);
    sent.send().await.unwrap().message_id.unwrap()
}
