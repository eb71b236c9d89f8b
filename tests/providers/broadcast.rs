//! A broadcast outside the app.

use serde_json::json;
use support::{Device, Trader, unique};

use crate::on_shared;

/// Countries in which no trader of another test lives.
const OWN: &str = "BT";
const OTHER: &str = "TV";

/// A broadcast that names no trader is sent to every one of its audience who is not connected either: on each
/// channel that the trader chose, and once, although it is published twice.
#[test]
fn a_broadcast_is_pushed_written_and_mailed_to_its_audience_and_to_no_other_trader() {
    on_shared(async |system| {
        let trader = Trader::with_all_contacts(system, "addressed").await;
        let other = Trader::with_all_contacts(system, "elsewhere").await;
        for (trader, country) in [(&trader, OWN), (&other, OTHER)] {
            trader.publish_profile(json!({"country": country})).await;
            let lives_there = |known: &domain::recipient::Recipient| {
                known.profile.country.value.as_deref() == Some(country)
            };
            trader.known("the country", lives_there).await;
            let market = json!({"enabled": true, "channels": ["websocket", "push", "telegram", "email"]});
            trader.prefer(json!({"market": market})).await;
        }
        let id = unique("halt");
        let event = json!({
            "id": id, "event_type": "trading_halted", "occurred_at": support::now(),
            "audience": {"countries": [OWN]}, "pace": 100,
            "data": {"symbol": "BTC-USDT", "reason": "System upgrade"},
        });
        let notification = format!("broadcast:{id}");
        for _ in 0..2 {
            system.publish("p1", &[event.to_string()]).await;
            for channel in ["push", "telegram", "email"] {
                trader.shown(&notification, channel, "accepted").await;
            }
        }
        let queue = system.queue("Broadcasts");
        system.drained(queue).await;
        assert_eq!(trader.pushes(1, &notification).await.len(), 1);
        assert_eq!(trader.pushes(2, &notification).await.len(), 1);
        assert_eq!((trader.chats().await.len(), trader.emails().await.len()), (1, 1));
        assert_eq!(other.pushes(1, &notification).await.len(), 0);
        assert_eq!((other.chats().await.len(), other.emails().await.len()), (0, 0));
        // The inbox has the same notification.
        let mut device = Device::connect(system, &trader.user).await;
        let (_, ids) = device.hello(None).await;
        assert_eq!(ids, [notification]);
        trader.leave(device).await;
    });
}
