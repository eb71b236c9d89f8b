//! Broadcasts for topics: stated by the exchange's profile messages, followed and muted by traders.

use domain::UserId;
use domain::topics::Topic;
use ports::TopicsRead as _;
use serde_json::{Value, json};
use support::{Device, Requests, System, eventually, now, run, unique};

/// Publishes a profile message with this change of the topics, and waits until it is applied.
async fn state(system: &System, user: &str, mut message: Value, topic: &str) {
    message["user_id"] = json!(user);
    message["updated_at"] = json!(now());
    system.publish("profiles", &[message.to_string()]).await;
    let (id, topic) = (UserId::parse(user).unwrap(), Topic::parse(topic).unwrap());
    eventually("the topics are stored", async || {
        let known = system.store().topics(&[id.clone()]).await.unwrap();
        known[&id].stated.contains_key(&topic).then_some(())
    })
    .await;
}

async fn halt(system: &System, audience: Value) -> String {
    let id = unique("halt");
    let event = json!({
        "id": id, "event_type": "trading_halted", "audience": audience, "occurred_at": now(),
        "data": {"symbol": "BTC-USDT"},
    });
    system.publish("p1", &[event.to_string()]).await;
    format!("broadcast:{id}")
}

async fn listed(client: &Requests<'_>) -> Vec<String> {
    let page = client.request(json!({"action": "listNotifications"})).await;
    let entries = page["notifications"].as_array().unwrap().iter();
    entries.map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_broadcast_for_topics_reaches_who_has_one_and_not_who_mutes_it() {
    run(async {
        let system = System::shared().await;
        let market = format!("market:{}", unique("MKT"));
        let [stated, follower, muter, stranger] = ["stated", "follower", "muter", "stranger"].map(unique);
        state(system, &stated, json!({"topics": ["tier:vip", market]}), &market).await;
        state(system, &muter, json!({ "add_topics": [market] }), &market).await;
        let mut device = Device::greet(system, &follower).await;
        assert_eq!(device.request(json!({"action": "followTopic", "topic": market})).await["type"], "reply");
        let topics = device.request(json!({"action": "listTopics"})).await;
        assert_eq!(topics["topics"], json!([market]));
        // The same frames as requests over HTTP.
        let muting = Requests::of(system, &muter);
        assert_eq!(muting.request(json!({"action": "listTopics"})).await["topics"], json!([market]));
        assert_eq!(
            muting.request(json!({"action": "unfollowTopic", "topic": market})).await["type"],
            "reply"
        );
        assert_eq!(muting.request(json!({"action": "listTopics"})).await["topics"], json!([]));
        let refused = muting.request(json!({"action": "followTopic", "topic": "tier:vip"})).await;
        assert_eq!((&refused["code"], &refused["field"]), (&json!("bad_field"), &json!("topic")));

        let mut connected = Device::greet(system, &stated).await;
        let id = halt(system, json!({ "topics": [market, "tier:none"] })).await;
        assert_eq!(
            connected.notification().await["id"],
            id,
            "the walk reads the topics that the exchange stated"
        );
        assert_eq!(device.notification().await["id"], id, "and those that the trader follows");
        // The others read their inbox after a later broadcast that is for them too.
        let users = json!([muter, stranger, stated]);
        let not_vip = json!({"users": users, "exclude": {"topics": ["tier:vip"]}});
        let later = halt(system, not_vip).await;
        for user in [&muter, &stranger] {
            let client = Requests::of(system, user);
            let ids = eventually("the later one is listed", async || {
                let ids = listed(&client).await;
                ids.contains(&later).then_some(ids)
            })
            .await;
            assert_eq!(ids, [later.clone()], "{user}");
        }
        assert_eq!(listed(&Requests::of(system, &stated)).await, [id], "who is excluded by a topic");
    });
}
