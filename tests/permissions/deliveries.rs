//! Probes of the functions of the external channels. Their messages are sent directly to their queues, so
//! that no other role is involved but those of the channels that a P0 falls back to.

use std::process::Command;
use std::time::Duration;

use aws_sdk_sqs::types::QueueAttributeName::ApproximateNumberOfMessagesDelayed;
use domain::Channel;
use domain::routing::plan::Decision;
use futures_util::future::join_all;
use sandbox::{Fault, Refusal};
use support::{Sent, System};

use crate::probe::{Scene, until};
use crate::trader::{EVENT, Trader};
use crate::workers::send;

/// The external channels.
pub(crate) const EXTERNAL: [Channel; 4] = [Channel::Push, Channel::Telegram, Channel::Email, Channel::Sms];

/// Returns a trader with an address on this channel, and with a notification to be sent there.
pub(crate) async fn due(scene: Scene<'_>, channel: Channel) -> Trader<'_> {
    let trader = Trader::new(scene.system);
    trader.give(channel).await;
    let event = match scene.class() {
        0 => trader.liquidation(),
        class => {
            trader.choose_all().await;
            trader.event(class, EVENT)
        }
    };
    trader.has(&event, channel, Decision::Deliver).await;
    trader
}

/// Whether a notification reaches its provider, and the result the ledger.
pub(crate) async fn sends(scene: Scene<'_>, channel: Channel) -> bool {
    let trader = due(scene, channel).await;
    send(scene, trader.delivery(channel)).await;
    trader.is_reached_by(channel).await
}

/// Whether it does in a function that has just started, and so has no cached secret.
pub(crate) async fn sends_afresh(scene: Scene<'_>, channel: Channel) -> bool {
    restart(scene.system, scene.output(&format!("{}FunctionName", scene.function()))).await;
    sends(scene, channel).await
}

/// Whether its message has a handle by which the trader can ack, and the handle is stored.
pub(crate) async fn stores_handle(scene: Scene<'_>, channel: Channel) -> bool {
    let trader = due(scene, channel).await;
    send(scene, trader.delivery(channel)).await;
    trader.is_reached_by(channel).await;
    let Some(handle) = trader.stored_handle(channel).await else { return false };
    let provider = match channel {
        Channel::Push | Channel::Telegram => channel.name(),
        Channel::Websocket | Channel::Email | Channel::Sms => return true,
    };
    scene.system.sent(provider).await.iter().any(|sent| sent.request.to_string().contains(&handle))
}

/// Whether a push shows the number of unread notifications.
pub(crate) async fn counts_unread(scene: Scene<'_>) -> bool {
    let trader = due(scene, Channel::Push).await;
    send(scene, trader.delivery(Channel::Push)).await;
    trader.is_reached_by(Channel::Push).await;
    let sent = scene.system.sent("push").await;
    let to_trader = |sent: &&Sent| sent.to == trader.app().token.expose();
    let push = sent.iter().find(to_trader).unwrap();
    push.request["message"]["apns"]["payload"]["aps"]["badge"] == 1
}

/// Ends the processes of the function with this deployed name: the next event starts a new one.
pub(crate) async fn restart(system: &System, deployed: &str) {
    let functions = &system.stack.info().functions;
    let (function, _) = functions.iter().find(|(_, name)| *name == deployed).unwrap();
    for pid in system.stack.processes(function) {
        // A process that has ended by itself is equally good.
        let _ = Command::new("kill").args(["-9", &pid.to_string()]).output().unwrap();
        until(async || has_ended(pid)).await;
    }
}

/// Whether the process has ended, including one that its parent has not waited for.
fn has_ended(pid: u32) -> bool {
    // The state follows the name, which is in brackets.
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"));
    stat.map_or(true, |stat| stat.rsplit_once(") ").is_none_or(|(_, rest)| rest.starts_with(['Z', 'X'])))
}

/// Whether a delivery with a long delay is sent back as a delayed copy. The delay is a quarter of an hour, so
/// that no other probe receives the copy.
pub(crate) async fn waits_longer(scene: Scene<'_>, channel: Channel) -> bool {
    let trader = due(scene, channel).await;
    trader.put_off(channel, Duration::from_mins(15)).await;
    let before = delayed(scene).await;
    send(scene, trader.delivery(channel)).await;
    until(async || delayed(scene).await > before).await
}

pub(crate) async fn delayed(scene: Scene<'_>) -> usize {
    let asked = scene.system.sqs.get_queue_attributes().queue_url(scene.source_url());
    let answer = asked.attribute_names(ApproximateNumberOfMessagesDelayed).send().await.unwrap();
    answer.attributes.unwrap()[&ApproximateNumberOfMessagesDelayed].parse().unwrap()
}

/// Whether an address that its provider reports as invalid is retired.
pub(crate) async fn retires(scene: Scene<'_>, channel: Channel) -> bool {
    let trader = due(scene, channel).await;
    let (provider, refusal, to) = match channel {
        Channel::Push => {
            (sandbox::Channel::Push, Refusal::Unregistered, trader.app().token.expose().to_owned())
        }
        Channel::Telegram => {
            (sandbox::Channel::Telegram, Refusal::Forbidden, trader.chat().expose().to_string())
        }
        Channel::Websocket | Channel::Email | Channel::Sms => return false,
    };
    scene.system.stack.sandbox().add_fault(Fault { to: Some(to), ..Fault::new(provider, refusal) });
    send(scene, trader.delivery(channel)).await;
    trader.is_reachable(channel, false).await
}

/// Whether a P0 that this channel cannot deliver is sent on each of the other channels, if that
/// one reaches the trader.
pub(crate) async fn takes_another(scene: Scene<'_>, channel: Channel) -> bool {
    let others = EXTERNAL.into_iter().filter(|other| *other != channel);
    let taken = others.map(async |other| {
        let trader = Trader::new(scene.system);
        // The address on the planned channel has been removed in the meantime.
        trader.give(other).await;
        trader.has(&trader.liquidation(), channel, Decision::Deliver).await;
        send(scene, trader.delivery(channel)).await;
        trader.is_reached_by(other).await
    });
    join_all(taken).await.into_iter().all(|is_taken| is_taken)
}
