//! The topics of traders.

use std::collections::BTreeMap;

use domain::UserId;
use domain::topics::{Choice, MAX_TOPICS, Topic, Topics};
use ports::WriteOutcome;

use crate::{Store, at, user};

fn topic(text: &str) -> Topic {
    Topic::parse(text).unwrap()
}

async fn read(store: &impl Store, user: &UserId) -> Topics {
    store.topics(std::slice::from_ref(user)).await.unwrap().remove(user).unwrap()
}

async fn put(store: &impl Store, user: &UserId, topics: &Topics) -> WriteOutcome {
    store.put_topics(user, topics).await.unwrap()
}

pub async fn topics_come_back_as_they_were(store: &impl Store) {
    let user = user();
    assert_eq!(read(store, &user).await, Topics::default());
    let mut topics = Topics {
        revision: 0,
        stated: BTreeMap::from([(topic("market:BTC/USDT:@a_b.c-d"), at(1)), (topic("tier:vip"), at(2))]),
        removed: BTreeMap::from([(topic("holds:BTC"), at(3))]),
        absent_since: Some(at(0)),
        chosen: BTreeMap::from([
            (topic("market:A"), Choice::Followed(at(4))),
            (topic("market:B"), Choice::Muted(at(5))),
        ]),
    };
    assert_eq!(put(store, &user, &topics).await, WriteOutcome::Done);
    topics.revision = 1;
    assert_eq!(read(store, &user).await, topics);
    // What is gone does not come back from the earlier item.
    let fewer = Topics { revision: 1, ..Topics::default() };
    assert_eq!(put(store, &user, &fewer).await, WriteOutcome::Done);
    assert_eq!(read(store, &user).await, Topics { revision: 2, ..Topics::default() });
    // The largest that the domain allows.
    let many = |prefix: &str| {
        let name = |n| topic(&format!("{prefix}{n:03}{}", "x".repeat(57 - prefix.len())));
        (0..MAX_TOPICS).map(name).collect::<Vec<_>>()
    };
    let chosen = |choice: Choice, prefix: &str| {
        many(prefix).into_iter().map(move |topic| (topic, choice)).collect::<Vec<_>>()
    };
    let full = Topics {
        revision: 2,
        stated: many("s").into_iter().map(|topic| (topic, at(1))).collect(),
        removed: many("r").into_iter().map(|topic| (topic, at(2))).collect(),
        absent_since: None,
        chosen: [chosen(Choice::Followed(at(1)), "market:f"), chosen(Choice::Muted(at(1)), "market:m")]
            .into_iter()
            .flatten()
            .collect(),
    };
    assert_eq!(put(store, &user, &full).await, WriteOutcome::Done);
    assert_eq!(read(store, &user).await, Topics { revision: 3, ..full });
}

pub async fn topics_are_stored_only_over_the_revision_that_was_seen(store: &impl Store) {
    let user = user();
    let of = |revision, text| Topics {
        revision,
        stated: BTreeMap::from([(topic(text), at(1))]),
        ..Topics::default()
    };
    assert_eq!(put(store, &user, &of(1, "early")).await, WriteOutcome::Conflict, "there are none yet");
    assert_eq!(put(store, &user, &of(0, "a")).await, WriteOutcome::Done);
    assert_eq!(put(store, &user, &of(0, "b")).await, WriteOutcome::Conflict);
    assert_eq!(put(store, &user, &of(1, "c")).await, WriteOutcome::Done);
    assert_eq!(put(store, &user, &of(1, "d")).await, WriteOutcome::Conflict);
    assert_eq!(read(store, &user).await, of(2, "c"));
}

pub async fn topics_of_many_users_are_read_at_once(store: &impl Store) {
    let users: Vec<UserId> = (0..100).map(|_| user()).collect();
    for user in users.iter().step_by(2) {
        let topics = Topics { stated: BTreeMap::from([(topic(user.as_str()), at(1))]), ..Topics::default() };
        assert_eq!(put(store, user, &topics).await, WriteOutcome::Done);
    }
    let found = store.topics(&users).await.unwrap();
    assert_eq!(found.len(), users.len());
    for (place, user) in users.iter().enumerate() {
        assert_eq!(found[user].has(&topic(user.as_str())), place % 2 == 0, "{user}");
    }
    assert!(store.topics(&[]).await.unwrap().is_empty());
}
