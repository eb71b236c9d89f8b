//! Probes of the functions that store contacts.

use channels::email::unsubscribe::UnsubscribeLinks;
use domain::routing::plan::Decision;
use domain::{Channel, EventType};
use ports::Secret;
use serde_json::{Value, json};
use signed::SecretsManager;
use support::{System, now};

use crate::deliveries::restart;
use crate::probe::{Scene, until};
use crate::trader::Trader;
use crate::workers::send;

/// Returns the exchange's profile of the trader, with a mailbox.
pub(crate) fn profile(trader: &Trader<'_>) -> Value {
    json!({"user_id": trader.user, "updated_at": now(), "email": trader.email()})
}

/// Whether a profile of the exchange is stored, and another one that replaces its contacts.
pub(crate) async fn learns(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    let mut stated = profile(&trader);
    stated["phone"] = json!("+4915170070001");
    send(scene, stated).await;
    let is_known = trader.is_reachable(Channel::Email, true).await;
    let moved = format!("moved.{}", trader.email());
    send(
        scene,
        json!({"user_id": trader.user, "updated_at": now(), "email": moved, "phone": "+4915170070002"}),
    )
    .await;
    is_known
        && until(async || trader.known().await.email().is_some_and(|email| email.expose() == moved)).await
}

/// Whether the topics that the exchange states are stored.
pub(crate) async fn learns_topics(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    send(scene, json!({"user_id": trader.user, "updated_at": now(), "add_topics": ["tier:vip"]})).await;
    until(async || !trader.topics().await.stated.is_empty()).await
}

/// Whether a mailbox that bounced is retired.
pub(crate) async fn retires_the_bounced(Scene { system, .. }: Scene<'_>) -> bool {
    let trader = Trader::new(system);
    trader.give(Channel::Email).await;
    let bounced = json!([{"emailAddress": trader.email()}]);
    let bounce = json!({
        "notificationType": "Bounce", "bounce": {"bounceType": "Permanent", "bouncedRecipients": bounced},
    });
    let topic = system.stack.info().topics.email_events.as_str();
    let message = [("TopicArn", topic), ("Message", &bounce.to_string())];
    system.stack.aws().query("sns", "2010-03-31", "Publish", &message).await.unwrap();
    trader.is_reachable(Channel::Email, false).await
}

/// Whether a trader can link a conversation with the bot, and unlink it.
pub(crate) async fn links_and_unlinks(Scene { system, .. }: Scene<'_>) -> bool {
    let trader = Trader::new(system);
    let reply = trader.connect_by_token().await.request(json!({"action": "linkTelegram"})).await;
    let code = reply["code"].as_str().unwrap();
    says(&trader, &format!("/start {code}")).await
        && trader.is_reachable(Channel::Telegram, true).await
        && says(&trader, "/stop").await
        && trader.is_reachable(Channel::Telegram, false).await
}

/// Whether the exchange can remove a trader's devices and connections.
pub(crate) async fn revokes(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    trader.give(Channel::Push).await;
    let _device = trader.connect().await;
    let revocation = json!({"user_id": trader.user, "updated_at": now(), "revoke": ["connections", "devices", "telegram"]});
    send(scene, revocation).await;
    let is_gone = async || {
        let known = trader.known().await;
        known.devices.is_empty() && known.connections.is_empty()
    };
    until(is_gone).await
}

/// Sends this text of the trader to the bot; returns whether the webhook accepted it.
async fn says(trader: &Trader<'_>, text: &str) -> bool {
    let url = format!("{}/telegram/messages", trader.system.stack.info().sandbox_url);
    let message = json!({"chatId": trader.chat().expose(), "text": text});
    let answer = trader.system.http.post(url).json(&message).send().await.unwrap();
    answer.json::<Value>().await.unwrap()["status"] == 200
}

/// Whether a check is scheduled for a trader who changes the quiet hours in the bot's chat.
pub(crate) async fn wakes_by_the_bot(scene: Scene<'_>) -> bool {
    let trader = Trader::new(scene.system);
    trader.give(Channel::Telegram).await;
    says(&trader, "/quiet 23:00 07:00").await && !trader.wakes().await.is_empty()
}

/// Whether a link in an e-mail shows its page, and its button switches e-mails off.
pub(crate) async fn unsubscribes(Scene { system, .. }: Scene<'_>) -> bool {
    let trader = Trader::new(system);
    let link = link(&trader).await;
    let page = system.http.get(&link).send().await.unwrap().status() == 200;
    let done = system.http.post(&link).send().await.unwrap().status() == 200;
    let preferences = trader.known().await.preferences;
    let section = preferences.section_of(EventType::WeeklyPnlReport.row());
    page && done && !section.channels.contains(&Channel::Email)
}

/// Returns the link that an e-mail would have.
async fn link(trader: &Trader<'_>) -> String {
    let info = trader.system.stack.info();
    let secret_id = trader.system.stack.outputs()["LinkSecretArn"].clone();
    let key = SecretsManager::new(trader.system.signed(), secret_id).get().await.unwrap();
    let links = UnsubscribeLinks::new(&info.http_url.replace('$', "%24")).unwrap();
    links.sign(&key, &trader.id(), EventType::WeeklyPnlReport, 0, now()).unwrap()
}

/// Whether both work in a function that has just started, and so has no cached secret.
pub(crate) async fn keeps_secrets(scene: Scene<'_>) -> bool {
    restart(scene.system, scene.output("WebFunctionName")).await;
    links_and_unlinks(scene).await && unsubscribes(scene).await
}

/// Returns a trader whose notification has an SMS as its ladder's next step.
pub(crate) async fn unacked(system: &System) -> Trader<'_> {
    let trader = Trader::new(system);
    trader.give(Channel::Sms).await;
    trader.has(&trader.margin_call(), Channel::Sms, Decision::Climb).await;
    trader
}
