//! A demo trader signs in, and looks at the telephone.

use serde_json::{Value, json};
use support::{Device, Exchange, eventually, run};

use crate::page::{Page, refusal};

/// Waits until the telephone shows this many messages of a channel; returns them, the newest first.
async fn shown(page: &Page<'_>, user: &str, channel: &str, count: usize) -> Vec<Value> {
    eventually(&format!("{count} of {channel} for {user}"), async || {
        let phone = page.look(&format!("/local/phone?user={user}")).await;
        let messages = phone[channel].as_array().unwrap().clone();
        (messages.len() >= count).then_some(messages)
    })
    .await
}

/// Returns the messages of this channel about a position in BTC-USDT, the newest first.
async fn about(page: &Page<'_>, user: &str, channel: &str) -> Vec<Value> {
    eventually(&format!("{channel} tells {user} of the position"), async || {
        let messages = shown(page, user, channel, 1).await;
        let messages: Vec<_> =
            messages.into_iter().filter(|message| message.to_string().contains("BTC-USDT")).collect();
        (!messages.is_empty()).then_some(messages)
    })
    .await
}

#[test]
fn every_demo_trader_can_sign_in_with_a_token_that_buys_a_ticket() {
    run(async {
        let page = Page::open().await;
        let traders = page.look("/local/traders").await;
        assert_eq!(traders, json!({"traders": ["u-alice", "u-bob", "u-carol"]}));
        for user in traders["traders"].as_array().unwrap() {
            let session = page.sign_in(user.as_str().unwrap()).await;
            assert_eq!(session["expiresIn"], 3600);
            assert!(session["chatId"].as_str().unwrap().parse::<u64>().unwrap() > 0);
            let bearer = format!("Bearer {}", session["token"].as_str().unwrap());
            let (status, ticket) = page.system.ask_for_ticket(Some(&bearer)).await;
            assert_eq!(status, 200, "{ticket}");
        }
    });
}

#[test]
fn the_telephone_shows_what_every_channel_was_given() {
    run(async {
        let page = Page::open().await;
        let (user, other) = ("u-bob", "u-carol");
        let session = page.sign_in(user).await;
        page.sign_in(other).await;
        eventually("the profile is known", async || {
            let recipient = page.system.recipient(user).await;
            let is_known = |channel| recipient.is_reachable(channel);
            [domain::Channel::Email, domain::Channel::Sms].into_iter().all(is_known).then_some(())
        })
        .await;
        // A second sign-in changes nothing.
        let updated = page.system.recipient(user).await.profile;
        page.sign_in(user).await;

        let mut device = Device::greet(page.system, user).await;
        let token = format!("demo-phone-{user}");
        let reply =
            device.request(json!({"action": "registerDevice", "token": token, "platform": "android"})).await;
        assert_eq!(reply["type"], "reply", "{reply}");
        let code =
            device.request(json!({"action": "linkTelegram"})).await["code"].as_str().unwrap().to_owned();
        let said = json!({"chatId": session["chatId"], "text": format!("/start {code}")});
        assert_eq!(page.tell("/local/telegram", said).await["status"], 200);
        let greeting = shown(&page, user, "telegram", 1).await;
        assert!(greeting[0]["text"].as_str().unwrap().starts_with("Linked"), "{greeting:?}");

        let liquidation = Exchange::of(page.system, user).liquidation("liq-1", "p-1");
        page.tell("/local/events", json!({"events": [liquidation]})).await;
        // The notices of the devices come before it.
        let push = about(&page, user, "push").await;
        assert_eq!(push[0]["accepted"], true);
        assert!(push[0]["title"].as_str().is_some_and(|title| !title.is_empty()), "{push:?}");
        assert!(push[0]["collapseKey"].is_string() && push[0].get("silent").is_none(), "{push:?}");
        let telegram = about(&page, user, "telegram").await;
        assert!(telegram[0]["text"].as_str().unwrap().contains("BTC-USDT"), "the newest first: {telegram:?}");

        let email = about(&page, user, "email").await;
        assert_eq!(email[0]["to"], "bob@traders.example");
        assert!(email[0]["text"].as_str().unwrap().contains("BTC-USDT"), "{email:?}");
        let response = page.get(&format!("/local/emails/{}", email[0]["id"].as_str().unwrap())).await;
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
        assert_eq!(response.headers()["content-security-policy"], policy);
        assert!(response.text().await.unwrap().contains("<html"));
        assert_eq!(refusal(page.get("/local/emails/none").await).await.0, 404);

        // The trader has not acked: the ladder ends with an SMS.
        let sms = about(&page, user, "sms").await;
        assert!(sms[0]["text"].as_str().unwrap().contains("BTC-USDT"), "{sms:?}");
        for message in [&push[0], &telegram[0], &email[0], &sms[0]] {
            let at = message["at"].as_str().unwrap();
            assert_eq!((at.len(), at.ends_with('Z')), (24, true), "{message}");
        }
        assert_eq!(page.system.recipient(user).await.profile, updated, "published once");

        let empty = json!({"push": [], "telegram": [], "email": [], "sms": []});
        assert_eq!(page.look(&format!("/local/phone?user={other}")).await, empty);
        assert_eq!(refusal(page.get("/local/phone?user=u-mallory").await).await.0, 404);
    });
}

#[test]
fn a_provider_fails_on_demand() {
    run(async {
        let page = Page::open().await;
        // The chat belongs to no trader, so that the fault affects no other test.
        let fault = json!({"channel": "telegram", "kind": "429", "to": "1", "seconds": 30});
        assert_eq!(page.tell("/local/faults", fault).await["kind"], "429");
        let listed = page.look("/local/faults").await;
        assert!(listed.as_array().unwrap().iter().any(|listed| listed["kind"] == "429"), "{listed}");
        let cleared = page.ask(&reqwest::Method::DELETE, "/local/faults").send().await.unwrap();
        assert_eq!(cleared.status(), 204);
        assert_eq!(page.look("/local/faults").await, json!([]));
    });
}
