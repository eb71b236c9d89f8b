//! The exchange revokes a session that was stolen.

use domain::Channel;
use serde_json::json;
use support::{Device, Trader, eventually, now};

use crate::on_shared;

#[test]
fn a_revoked_session_is_closed_and_loses_what_it_had_registered() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "stolen").await;
        let bearer = || format!("Bearer {}", system.token(&trader.user));
        let stolen = bearer();
        let mut socket = Device::try_connect(system, None, Some(&stolen)).await.unwrap();
        let reply = socket.request(json!({"action": "linkTelegram"})).await;
        let code = reply["code"].as_str().unwrap().to_owned();
        let everything = json!({"revoke": ["connections", "devices", "telegram"]});
        trader.publish_profile_at(now(), everything).await;
        socket.closed().await;
        let recipient = trader
            .known("its devices and its chat are removed", |recipient| {
                recipient.devices.is_empty() && recipient.chat.is_none() && recipient.connections.is_empty()
            })
            .await;
        assert!(recipient.is_reachable(Channel::Email), "contacts of the profile stay");

        let (status, body) = system.ask_for_ticket(Some(&stolen)).await;
        assert_eq!(status, 401, "{body}");
        let refused = Device::try_connect(system, None, Some(&stolen)).await.err();
        assert!(matches!(refused, Some(401 | 403)), "{refused:?}");
        let (status, text) = system.say_to_bot(trader.chat, &format!("/start {code}")).await;
        assert!(status == 200 && !text.starts_with("Linked"), "{text}");
        assert_eq!(system.recipient(&trader.user).await.chat, None);

        // Tokens state whole seconds, so one of the next second is newer.
        let mut device = eventually("a newer token is accepted", async || {
            Device::try_connect(system, None, Some(&bearer())).await.ok()
        })
        .await;
        trader.register(&mut device, 1).await;
        trader.link(&mut device).await;
        trader.publish(trader.exchange.liquidation("l-1", "p-1")).await;
        assert_eq!(device.ids_until("l-1").await.last().unwrap(), "l-1");
    });
}
