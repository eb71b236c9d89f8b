//! Probes of the functions behind the queues.

use domain::Channel;
use domain::routing::plan::Decision;
use futures_util::future::join_all;
use serde_json::{Value, json};
use support::{Device, unique};

use crate::contacts::{profile, unacked};
use crate::deliveries::{EXTERNAL, delayed, due};
use crate::inbox::{connections, corrupt, fill_up, forgotten, make_overdue, register_dead, written};
use crate::prices::Waiting;
use crate::probe::{Scene, Worker, comes, until};
use crate::release::{awake, has_left, part};
use crate::trader::{EVENT, Trader};

/// Whether an event reaches an open socket.
pub(crate) async fn delivers(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut device = trader.connect().await;
    trader.publish(scene.class(), EVENT).await;
    comes(&mut device, EVENT).await;
    true
}

/// Whether an event is written into the inbox and, by the function of a channel, its attempt into the ledger.
pub(crate) async fn records(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut device = trader.connect().await;
    trader.publish(scene.class(), EVENT).await;
    let is_channel = scene.worker() == Some(Worker::Websocket);
    if is_channel {
        comes(&mut device, EVENT).await;
    }
    let is_recorded =
        |item: &std::collections::HashMap<String, _>| !is_channel || item.contains_key("attempts");
    written(scene.system, &trader.user, EVENT, is_recorded).await;
    true
}

/// Whether a message that can never be processed goes to the dead-letter queue with its reason.
pub(crate) async fn sets_aside(scene: Scene<'_>, worker: Worker) -> bool {
    let trader = Trader::new(scene.system);
    let body = match worker {
        Worker::Route => {
            corrupt(scene.system, &trader.user, EVENT).await;
            trader.event(scene.class(), EVENT).to_string()
        }
        Worker::Websocket
        | Worker::External(_)
        | Worker::Escalate
        | Worker::Release
        | Worker::Walk
        | Worker::Fire => unique("not what it should be"),
        Worker::Profiles => {
            fill_up(scene.system, &trader.user).await;
            profile(&trader).to_string()
        }
    };
    send(scene, &body).await;
    let url = scene.output(&format!("{}DeadLetterQueueUrl", scene.source()));
    until(async || {
        let asked = scene.system.sqs.receive_message().queue_url(url).max_number_of_messages(10);
        let answer = asked.message_attribute_names("All").send().await.unwrap();
        let letters = answer.messages.unwrap_or_default();
        let letter = letters.into_iter().find(|letter| letter.body() == Some(&body));
        let reason = letter.and_then(|letter| letter.message_attributes?.remove("reason")?.string_value);
        reason.is_some_and(|reason| !reason.is_empty())
    })
    .await
}

/// Whether a failed message is retried soon, long before the queue's visibility timeout.
pub(crate) async fn retries_later(scene: Scene<'_>, worker: Worker) -> bool {
    if worker == Worker::Fire {
        let waiting = Waiting::new(scene).await;
        let body = waiting.job(&["101"]);
        return is_retried(scene, "FindLevels", &body).await && waiting.has_fired(0).await;
    }
    if worker == Worker::Walk {
        return crate::broadcasts::is_retried(scene).await;
    }
    let new = || Trader::new(scene.system);
    let (trader, body) = match worker {
        Worker::Route => {
            let trader = new();
            let body = trader.event(scene.class(), EVENT).to_string();
            (trader, body)
        }
        Worker::Websocket => {
            let trader = new();
            let body = undelivered(scene, &trader).await;
            (trader, body)
        }
        Worker::External(channel) => {
            let trader = due(scene, channel).await;
            let body = trader.delivery(channel).to_string();
            (trader, body)
        }
        Worker::Escalate => {
            let trader = unacked(scene.system).await;
            let body = step_of(&trader);
            (trader, body)
        }
        Worker::Release => {
            let trader = awake(scene).await;
            let body = part(&trader);
            (trader, body)
        }
        Worker::Profiles => {
            let trader = new();
            let body = profile(&trader).to_string();
            (trader, body)
        }
        Worker::Fire | Worker::Walk => return false,
    };
    let mut device = match worker {
        Worker::Route | Worker::Websocket => Some(trader.connect().await),
        Worker::External(_)
        | Worker::Escalate
        | Worker::Release
        | Worker::Fire
        | Worker::Walk
        | Worker::Profiles => None,
    };
    let reading = match worker {
        Worker::Profiles => "ReadRecipients",
        Worker::Release => "FindWhoIsDue",
        Worker::Fire => "FindLevels",
        Worker::Walk => "FindBroadcast",
        Worker::Route | Worker::Websocket | Worker::External(_) | Worker::Escalate => {
            "ReadRecipientsAndInbox"
        }
    };
    is_retried(scene, reading, &body).await;
    match (worker, &mut device) {
        (Worker::External(channel), _) => trader.is_reached_by(channel).await,
        (Worker::Escalate, _) => trader.is_reached_by(Channel::Sms).await,
        (Worker::Release, _) => has_left(&trader).await,
        (Worker::Profiles, _) => trader.is_reachable(Channel::Email, true).await,
        (Worker::Route | Worker::Websocket, Some(device)) => {
            comes(device, EVENT).await;
            true
        }
        (Worker::Route | Worker::Websocket, None) | (Worker::Fire | Worker::Walk, _) => false,
    }
}

/// Removes the statement with which the function reads from its role, until the function has logged that it
/// retries this message.
pub(crate) async fn is_retried(scene: Scene<'_>, reading: &str, body: &str) -> bool {
    let stack = &scene.system.stack;
    let before = stack.drop_statement(scene.role, reading).await.unwrap();
    let message = send(scene, body).await;
    until(async || {
        let log = std::fs::read(stack.log()).unwrap();
        let log = String::from_utf8_lossy(&log);
        log.lines().any(|line| line.contains("message retried") && line.contains(&message))
    })
    .await;
    stack.put_role_policy(scene.role, &before).await.unwrap();
    true
}

/// Returns a delivery of an event that came without an open connection, and is not yet delivered.
async fn undelivered(scene: Scene<'_>, trader: &Trader<'_>) -> String {
    trader.publish(scene.class(), EVENT).await;
    written(scene.system, &trader.user, EVENT, |_| true).await;
    until(async || scene.system.depth(scene.source_url()).await == 0).await;
    trader.delivery(Channel::Websocket).to_string()
}

/// Whether an event is sent on each of the channels: a P0 on each one that reaches its trader, others
/// on all of them.
pub(crate) async fn hands_to_channels(scene: Scene<'_>) -> bool {
    if scene.class() == 0 {
        let reached = EXTERNAL.map(async |channel| {
            let trader = Trader::new(scene.system);
            trader.give(channel).await;
            let mut event = trader.liquidation();
            event["channels"] = json!(["websocket"]);
            send(scene, event).await;
            trader.is_reached_by(channel).await
        });
        return join_all(reached).await.into_iter().all(|is_reached| is_reached);
    }
    let trader = Trader::new(scene.system);
    trader.choose_all().await;
    let channels = [Channel::Push, Channel::Telegram, Channel::Email];
    for channel in channels {
        trader.give(channel).await;
    }
    let mut device = trader.connect().await;
    trader.publish(scene.class(), EVENT).await;
    comes(&mut device, EVENT).await;
    join_all(channels.map(|channel| trader.is_reached_by(channel)))
        .await
        .into_iter()
        .all(|is_reached| is_reached)
}

/// Whether a P0 that reaches the trader on no channel begins its ladder at once.
pub(crate) async fn hands_to_escalate(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    trader.give(Channel::Sms).await;
    send(scene, trader.margin_call()).await;
    trader.is_reached_by(Channel::Sms).await
}

/// Whether a notification that is not acked is sent on the next channel of its ladder.
pub(crate) async fn climbs(scene: Scene<'_>) -> bool {
    let trader = unacked(scene.system).await;
    send(scene, step_of(&trader)).await;
    trader.is_reached_by(Channel::Sms).await
}

/// Whether it is, and a push message that is not acked is sent again.
pub(crate) async fn hands_to_climbed_channels(scene: Scene<'_>) -> bool {
    let trader = pushed(scene).await;
    send(scene, repeat_of(&trader)).await;
    climbs(scene).await && trader.is_reached_by(Channel::Push).await
}

/// Whether the next repeat is scheduled.
pub(crate) async fn waits_for_next_step(scene: Scene<'_>) -> bool {
    let trader = pushed(scene).await;
    let before = delayed(scene).await;
    send(scene, repeat_of(&trader)).await;
    until(async || delayed(scene).await > before).await
}

/// Returns a trader with a device and a notification that is pushed repeatedly.
async fn pushed(scene: Scene<'_>) -> Trader<'_> {
    let trader = Trader::new(scene.system);
    trader.give(Channel::Push).await;
    trader.has(&trader.margin_call(), Channel::Push, Decision::Deliver).await;
    trader
}

fn repeat_of(trader: &Trader<'_>) -> String {
    json!({"user_id": trader.user, "event_id": EVENT, "step": 0, "repeats": true}).to_string()
}

fn step_of(trader: &Trader<'_>) -> String {
    json!({"user_id": trader.user, "event_id": EVENT, "step": 0}).to_string()
}

/// Whether events of the other classes are delivered although they are in the wrong queue.
pub(crate) async fn moves(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut device = trader.connect().await;
    let others: Vec<u8> = (0..=2).filter(|class| *class != scene.class()).collect();
    for class in &others {
        send(scene, trader.event(*class, &format!("e-{class}"))).await;
    }
    let mut missing: Vec<Value> = others.iter().map(|class| json!(format!("e-{class}"))).collect();
    while !missing.is_empty() {
        let id = device.notification().await["id"].clone();
        missing.retain(|wanted| *wanted != id);
    }
    true
}

/// Whether a message that cannot be decoded goes to the queue of rejected messages.
pub(crate) async fn rejects(scene: Scene<'_>) -> bool {
    let body = unique("not JSON");
    send(scene, &body).await;
    let url = &scene.system.stack.info().queues["rejected"];
    until(async || {
        let messages = scene.system.receive(url).await;
        let mut bodies =
            messages.iter().map(|message| serde_json::from_str::<Value>(message.body().unwrap()).unwrap());
        bodies.any(|rejection| rejection["body"] == body)
    })
    .await
}

/// Whether a connection that no longer exists at the gateway is unregistered.
pub(crate) async fn drops_the_dead(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    register_dead(scene.system, &trader.user).await;
    trader.publish(scene.class(), EVENT).await;
    forgotten(scene.system, &trader.user).await;
    true
}

/// Whether one connection receives the notification, and an overdue one is closed.
pub(crate) async fn posts_and_closes(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let overdue: Device = trader.connect().await;
    let attribute = connections(scene.system, &trader.user).await.remove(0);
    let mut device = trader.connect().await;
    make_overdue(scene.system, &trader.user, &attribute).await;
    trader.publish(scene.class(), EVENT).await;
    comes(&mut device, EVENT).await;
    overdue.closed().await;
    true
}

/// Sends a message to the function's queue; returns its id.
pub(crate) async fn send(scene: Scene<'_>, body: impl ToString) -> String {
    let sent = scene.system.sqs.send_message().queue_url(scene.source_url()).message_body(body.to_string());
    // A FIFO queue requires a message group.
    let group = (scene.function() == "FireAlerts").then(|| unique("group"));
    sent.set_message_group_id(group).send().await.unwrap().message_id.unwrap()
}
