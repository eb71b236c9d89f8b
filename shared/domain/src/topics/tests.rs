use proptest::prelude::*;

use super::*;

fn topic(text: &str) -> Topic {
    Topic::parse(text).unwrap()
}

fn set(topics: &[&str]) -> BTreeSet<Topic> {
    topics.iter().map(|text| topic(text)).collect()
}

fn at(millis: i64) -> Time {
    Time::from_millis(millis)
}

fn replace(topics: &[&str]) -> TopicsChange {
    TopicsChange::Replace(set(topics))
}

fn amend(add: &[&str], remove: &[&str]) -> TopicsChange {
    TopicsChange::Amend { add: set(add), remove: set(remove) }
}

fn after(messages: &[(TopicsChange, i64)]) -> Topics {
    let mut topics = Topics::default();
    for (change, millis) in messages {
        topics.apply(change, at(*millis)).unwrap();
    }
    topics
}

fn stated(topics: &Topics) -> Vec<&str> {
    topics.stated.keys().map(Topic::as_str).collect()
}

fn numbered(count: usize, prefix: &str) -> BTreeSet<Topic> {
    (0..count).map(|number| topic(&format!("{prefix}{number:03}"))).collect()
}

#[test]
fn a_topic_is_short_and_has_the_characters_of_a_symbol() {
    for text in ["holds:BTC", "tier:vip", "market:BTC/USDT:@a_b.c-d", "x", &"x".repeat(64)] {
        assert_eq!(Topic::parse(text).as_ref().map(Topic::as_str), Some(text));
    }
    for text in ["", "a b", "a#b", "ä", "a\n", "a,b", &"x".repeat(65)] {
        assert_eq!(Topic::parse(text), None, "{text:?}");
    }
    for (text, is_of_market) in
        [("market:BTC-USDT", true), ("market:", false), ("Market:X", false), ("market", false)]
    {
        assert_eq!(Topic::of_market(text).is_some(), is_of_market, "{text}");
    }
    assert_eq!(TOPIC_MUST, format!("must be 1 to {MAX_TOPIC_LENGTH} characters of A-Z a-z 0-9 . _ : / @ -"));
    assert!(MARKET_MUST.ends_with(&format!("{MAX_TOPIC_LENGTH} characters")));
}

#[test]
fn a_message_replaces_adds_and_removes() {
    let topics = after(&[(replace(&["a", "b"]), 1), (amend(&["c"], &["a"]), 2)]);
    assert_eq!(stated(&topics), ["b", "c"]);
    assert!(topics.has(&topic("b")) && !topics.has(&topic("a")));
    assert_eq!(stated(&after(&[(amend(&["a"], &[]), 1), (replace(&[]), 2)])), [""; 0]);
}

#[test]
fn what_comes_late_or_again_brings_back_no_older_state() {
    let known = after(&[(amend(&["a"], &[]), 1), (amend(&[], &["a"]), 3)]);
    for late in [amend(&["a"], &[]), replace(&["a"])] {
        let mut topics = known.clone();
        topics.apply(&late, at(2)).unwrap();
        assert_eq!(stated(&topics), [""; 0], "{late:?}");
    }
    let known = after(&[(replace(&["a"]), 3)]);
    for late in [amend(&["b"], &["a"]), replace(&["b"]), replace(&[])] {
        let mut topics = known.clone();
        topics.apply(&late, at(2)).unwrap();
        assert_eq!(stated(&topics), ["a"], "{late:?}");
    }
    // An addition after the replacement stays, and a replacement that comes late removes only what is older.
    let topics = after(&[(amend(&["new"], &[]), 5), (amend(&["old"], &[]), 1), (replace(&["a"]), 3)]);
    assert_eq!(stated(&topics), ["a", "new"]);
}

#[test]
fn tombstones_end_by_age_and_by_number_and_what_was_removed_stays_so() {
    let life = i64::try_from(TOMBSTONE_LIFE.as_millis()).unwrap();
    let mut topics = after(&[(amend(&["kept"], &["a"]), 10), (amend(&[], &["b"]), 20)]);
    topics.drop_tombstones(at(10 + life));
    assert_eq!((topics.removed.len(), topics.absent_since), (2, None), "none is too old yet");
    topics.drop_tombstones(at(11 + life));
    assert_eq!((topics.removed.len(), topics.absent_since), (1, Some(at(10))));
    for (late, millis, is_added) in [("a", 9, false), ("a", 10, true), ("b", 19, false), ("other", 9, false)]
    {
        let mut topics = topics.clone();
        topics.apply(&amend(&[late], &[]), at(millis)).unwrap();
        assert_eq!(topics.has(&topic(late)), is_added, "{late} of {millis}");
        assert!(topics.has(&topic("kept")));
    }
    let mut topics = Topics::default();
    for (number, removed) in numbered(MAX_TOMBSTONES + 50, "t").into_iter().enumerate() {
        let remove = TopicsChange::Amend { add: BTreeSet::new(), remove: [removed].into() };
        topics.apply(&remove, at(i64::try_from(number).unwrap())).unwrap();
    }
    topics.drop_tombstones(at(0));
    assert_eq!((topics.removed.len(), topics.absent_since), (MAX_TOMBSTONES, Some(at(49))));
}

#[test]
fn too_many_topics_are_refused_and_removals_count_nevertheless() {
    let mut topics = Topics::default();
    topics.apply(&TopicsChange::Replace(numbered(MAX_TOPICS, "t")), at(1)).unwrap();
    let full = topics.clone();
    assert_eq!(topics.apply(&amend(&["one-more"], &[]), at(2)), Err(TooManyTopics));
    assert_eq!(topics, full);
    assert_eq!(topics.apply(&amend(&["one-more"], &["t000"]), at(2)), Ok(()), "one leaves");
    assert_eq!(topics.apply(&amend(&["x", "y"], &["t001"]), at(3)), Err(TooManyTopics));
    assert_eq!((topics.stated.len(), topics.has(&topic("t001"))), (MAX_TOPICS - 1, false));
    assert_eq!(topics.apply(&amend(&["t002"], &[]), at(4)), Ok(()), "it is stated anew");
    // Newer additions and a late replacement together.
    let mut topics = after(&[(amend(&["new"], &[]), 5)]);
    let late = TopicsChange::Replace(numbered(MAX_TOPICS, "t"));
    assert_eq!(topics.apply(&late, at(3)), Err(TooManyTopics));
    assert_eq!(stated(&topics), ["new"]);
}

#[test]
fn the_traders_own_choice_wins_whatever_the_exchange_states_later() {
    let (btc, eth) = (topic("market:BTC-USDT"), topic("market:ETH-USDT"));
    let mut topics = after(&[(amend(&["market:BTC-USDT", "holds:BTC"], &[]), 1)]);
    assert_eq!(topics.markets(), BTreeSet::from([&btc]), "only markets are the trader's to see");
    topics.unfollow(&btc, at(2));
    topics.follow(&eth, at(2)).unwrap();
    assert_eq!((topics.has(&btc), topics.has(&eth)), (false, true));
    topics.apply(&replace(&["market:BTC-USDT"]), at(3)).unwrap();
    topics.apply(&amend(&[], &["market:ETH-USDT"]), at(4)).unwrap();
    assert_eq!((topics.has(&btc), topics.has(&eth)), (false, true));
    assert_eq!(topics.markets(), BTreeSet::from([&eth]));
    topics.follow(&btc, at(5)).unwrap();
    topics.unfollow(&eth, at(5));
    assert_eq!((topics.has(&btc), topics.has(&eth)), (true, false));
}

#[test]
fn a_choice_that_is_repeated_changes_nothing() {
    let (btc, eth) = (topic("market:BTC-USDT"), topic("market:ETH-USDT"));
    let mut topics = Topics::default();
    topics.follow(&btc, at(1)).unwrap();
    topics.unfollow(&eth, at(1));
    let known = topics.clone();
    topics.follow(&btc, at(2)).unwrap();
    topics.unfollow(&eth, at(2));
    assert_eq!(topics, known);
}

#[test]
fn a_trader_follows_a_limited_number_and_can_always_mute() {
    let mut topics = Topics::default();
    for topic in numbered(MAX_TOPICS, "market:f") {
        topics.follow(&topic, at(1)).unwrap();
    }
    assert_eq!(topics.follow(&topic("market:more"), at(2)), Err(TooManyTopics));
    topics.unfollow(&topic("market:f000"), at(2));
    topics.follow(&topic("market:more"), at(3)).unwrap();
    // The exchange states as many topics as it can, and the trader mutes all of them, and others.
    let mut topics = Topics::default();
    topics.unfollow(&topic("market:first"), at(1));
    topics.apply(&TopicsChange::Replace(numbered(MAX_TOPICS, "market:t")), at(1)).unwrap();
    for topic in numbered(MAX_TOPICS, "market:t") {
        topics.unfollow(&topic, at(2));
    }
    topics.unfollow(&topic("market:last"), at(3));
    assert_eq!(topics.chosen.len(), MAX_TOPICS);
    assert!(topics.markets().is_empty(), "no mute that has an effect is lost");
}

/// Returns any message about a few topics. Messages of one time are possible.
fn message() -> impl Strategy<Value = (TopicsChange, i64)> {
    let names = || prop::collection::btree_set("[a-d]".prop_map(|name| topic(&name)), 0..4);
    let change = prop_oneof![
        names().prop_map(TopicsChange::Replace),
        (names(), names()).prop_map(|(add, remove)| {
            let remove = remove.difference(&add).cloned().collect();
            TopicsChange::Amend { add, remove }
        }),
    ];
    (change, 0..6_i64)
}

/// Whether the topic is stated by these messages, as the documentation says it: by the latest one about it, and
/// by the one that adds it if two have the same time.
fn is_stated_by(topic: &Topic, messages: &[(TopicsChange, i64)]) -> bool {
    let said = messages.iter().filter_map(|(change, millis)| match change {
        TopicsChange::Replace(topics) => Some((*millis, topics.contains(topic))),
        TopicsChange::Amend { add, .. } if add.contains(topic) => Some((*millis, true)),
        TopicsChange::Amend { remove, .. } if remove.contains(topic) => Some((*millis, false)),
        TopicsChange::Keep | TopicsChange::Amend { .. } => None,
    });
    said.max().is_some_and(|(_, is_stated)| is_stated)
}

proptest! {
    #[test]
    fn the_latest_message_about_a_topic_counts_in_whatever_order_they_come(
        messages in prop::collection::vec(message(), 0..8),
        order in prop::collection::vec(any::<prop::sample::Index>(), 16),
    ) {
        let topics = after(&messages);
        let expected: Vec<Topic> =
            set(&["a", "b", "c", "d"]).into_iter().filter(|topic| is_stated_by(topic, &messages)).collect();
        prop_assert_eq!(topics.stated.keys().cloned().collect::<Vec<_>>(), expected);
        // Each comes at least once, in another order, and some again.
        let mut shuffled: Vec<_> = messages.clone();
        for (place, index) in order.iter().enumerate() {
            if !messages.is_empty() {
                let (a, b) = (place % messages.len(), index.index(messages.len()));
                shuffled.swap(a, b);
                shuffled.push(messages[b].clone());
            }
        }
        prop_assert_eq!(after(&shuffled), topics);
    }

    #[test]
    fn no_late_message_brings_back_what_a_dropped_tombstone_had_removed(
        messages in prop::collection::vec(message(), 1..8),
        late in any::<prop::sample::Index>(),
        now in 0..8_i64,
    ) {
        let mut topics = after(&messages);
        let life = i64::try_from(TOMBSTONE_LIFE.as_millis()).unwrap();
        topics.drop_tombstones(at(now + life));
        let before = topics.clone();
        let (change, millis) = late.get(&messages);
        topics.apply(change, at(*millis)).unwrap();
        prop_assert_eq!(topics.stated, before.stated);
    }
}
