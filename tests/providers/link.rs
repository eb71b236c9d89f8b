//! A conversation with the bot is linked by a code that works once, and unlinked from either side.

use serde_json::{Value, json};
use support::{Device, Trader, delivery};

use crate::on_shared;

async fn code(device: &mut Device) -> String {
    let reply = device.request(json!({"action": "linkTelegram"})).await;
    let code = reply["code"].as_str().unwrap_or_else(|| panic!("{reply}")).to_owned();
    let url = reply["url"].as_str().unwrap();
    assert!(url.starts_with("https://t.me/") && url.ends_with(&format!("?start={code}")), "{reply}");
    assert!(reply["expiresIn"].as_u64().unwrap() > 60);
    code
}

/// Whether a liquidation goes to the trader's chat, according to getNotification.
async fn is_reached(trader: &Trader<'_>, id: &str) -> bool {
    let before = trader.chats().await.len();
    trader.publish(trader.exchange.liquidation(id, id)).await;
    let is_linked = trader.system.recipient(&trader.user).await.chat.is_some();
    if is_linked {
        trader.shown(id, "telegram", "accepted").await;
    } else {
        let details = trader.shown(id, "telegram", "suppressed").await;
        assert_eq!(delivery(&details, "telegram")[0]["reason"], "no_contact");
        assert_eq!(trader.chats().await.len(), before);
    }
    is_linked
}

#[test]
fn a_conversation_is_linked_by_a_code_that_works_once() {
    on_shared(async |system| {
        let (trader, stranger) = (Trader::unknown(system, "linked"), Trader::unknown(system, "stranger"));
        let mut device = Device::connect(system, &trader.user).await;
        let (code, unused) = (code(&mut device).await, code(&mut device).await);
        for wrong in ["AAAAAAAAAAAAAAAAAAAAAAAA", "short", "two words", ""] {
            let (status, text) = system.say_to_bot(trader.chat, &format!("/start {wrong}")).await;
            assert_eq!(status, 200);
            assert!(!text.is_empty() && !text.starts_with("Linked"), "{wrong}: {text}");
        }
        assert!(system.recipient(&trader.user).await.chat.is_none());

        let (_, text) = system.say_to_bot(trader.chat, &format!("/start {code}")).await;
        assert!(text.starts_with("Linked to the account ") && text.contains("Answer YES"), "{text}");
        let (_, repeated) = system.say_to_bot(trader.chat, &format!("/start {code}")).await;
        assert_eq!(repeated, text, "Telegram repeats an update whose answer it did not get");
        let (_, text) = system.say_to_bot(trader.chat, "yes").await;
        assert!(text.starts_with("Linked to the account ") && text.contains("From now on"), "{text}");
        let (_, text) = system.say_to_bot(stranger.chat, &format!("/start {code}")).await;
        assert!(text.starts_with("This code is not valid"), "{text}");
        assert!(is_reached(&trader, "liq-1").await);
        assert_eq!(stranger.chats().await.len(), 0);

        // The bot gets a `/stop`; then another conversation is linked, and unlinked in the app.
        let (_, text) = system.say_to_bot(trader.chat, "/stop").await;
        assert!(text.starts_with("You get no more"), "{text}");
        assert!(!is_reached(&trader, "liq-2").await);
        let (_, text) = system.say_to_bot(trader.chat, &format!("/start {unused}")).await;
        assert!(text.starts_with("Linked"), "{text}");
        assert!(is_reached(&trader, "liq-3").await);
        let reply = device.request(json!({"action": "unlinkTelegram"})).await;
        assert_eq!(reply["type"], "reply");
        assert!(!is_reached(&trader, "liq-4").await);
        device.close().await;
    });
}

#[test]
fn only_telegram_may_call_the_webhook() {
    on_shared(async |system| {
        let trader = Trader::unknown(system, "webhook");
        let mut device = Device::connect(system, &trader.user).await;
        let update = json!({"update_id": 1, "message": {
            "message_id": 1, "date": 1, "text": format!("/start {}", code(&mut device).await),
            "chat": {"id": trader.chat, "type": "private"}, "from": {"id": trader.chat, "is_bot": false, "first_name": "x"},
        }});
        let url = format!("{}/v1/telegram", system.stack.info().http_url.trim_end_matches('/'));
        for secret in [None, Some(""), Some("wrong")] {
            let mut request = system.http.post(&url).json(&update);
            if let Some(secret) = secret {
                request = request.header("x-telegram-bot-api-secret-token", secret);
            }
            let response = request.send().await.unwrap();
            let (status, body) = (response.status().as_u16(), response.json::<Value>().await.unwrap());
            assert_eq!((status, &body["code"]), (403, &json!("forbidden")), "{secret:?}");
        }
        assert!(system.recipient(&trader.user).await.chat.is_none());
        trader.leave(device).await;
    });
}
