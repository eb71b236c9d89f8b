//! Broadcasts, and who is connected.

use std::collections::BTreeSet;

use domain::recipient::contact::{Device, DeviceDetails, DeviceToken, Platform};
use domain::shard::Shard;
use domain::{Time, UserId};
use ports::{Position, Segment, StoredBroadcast};

use crate::{Store, at, device_id, id, stored, unique, user};

/// Times at which no other test stores a broadcast: those of all tests are in the same lists.
const LATEST: i64 = 9_000_000;

fn broadcast(name: &str, seconds: i64) -> StoredBroadcast {
    let body = format!(r#"{{"id":"{name}","audience":{{"all":true}},"text":"ä→🚀"}}"#);
    StoredBroadcast { id: id(name), live_at: at(seconds), keep_until: at(seconds + 3_600), body }
}

pub async fn a_broadcast_is_stored_once_and_found_by_every_user(store: &impl Store) {
    let first = broadcast(&unique("b"), 10);
    assert_eq!(store.broadcast(&first.id).await.unwrap(), None);
    assert_eq!(store.put_broadcast(&first).await.unwrap(), None);
    let other = StoredBroadcast { body: "{}".to_owned(), live_at: at(11), ..first.clone() };
    assert_eq!(store.put_broadcast(&other).await.unwrap(), Some(first.clone()));
    assert_eq!(store.broadcast(&first.id).await.unwrap(), Some(first.clone()));
    // Enough users to read every copy.
    for _ in 0..40 {
        let mut found = Vec::new();
        let (user, mut after) = (user(), None);
        loop {
            let (page, next) = store.broadcasts(&user, at(10), after.as_ref(), 50).await.unwrap();
            found.extend(page.into_iter().filter(|each| each.id == first.id));
            after = next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(found, [first.clone()]);
    }
}

pub async fn broadcasts_are_read_in_the_order_in_which_they_became_live(store: &impl Store) {
    let (a, b, c) = (unique("b"), unique("b"), unique("b"));
    let all = [broadcast(&b, LATEST + 1), broadcast(&a, LATEST + 2), broadcast(&c, LATEST + 3)];
    // They are stored in another order than they became live.
    for each in [&all[2], &all[0], &all[1]] {
        store.put_broadcast(each).await.unwrap();
    }
    let user = user();
    let read = async |from: Time, after: Option<&Position>, limit| {
        store.broadcasts(&user, from, after, limit).await.unwrap()
    };
    let (page, next) = read(at(LATEST), None, 2).await;
    assert_eq!(page, all[..2]);
    let (rest, end) = read(at(LATEST), next.as_ref(), 2).await;
    assert_eq!((rest.as_slice(), end), (&all[2..], None));
    assert_eq!(read(at(LATEST + 2), None, 9).await.0, all[1..], "the time itself belongs to it");
    assert_eq!(read(at(LATEST + 4), None, 9).await, (Vec::new(), None));
}

pub async fn of_several_times_until_which_broadcasts_are_known_the_latest_counts(store: &impl Store) {
    let user = user();
    for (seconds, known) in [(5, 5), (3, 5), (8, 8)] {
        store.record_broadcasts_until(&user, at(seconds)).await.unwrap();
        assert_eq!(stored(store, &user).await.unwrap().broadcasts_until, Some(at(known)));
    }
}

pub async fn connected_users_are_found_by_their_shard_until_their_time_is_over(store: &impl Store) {
    let prefix = unique("connected");
    let shard = Shard::parse(7).unwrap();
    let names = (0..).map(|n| UserId::parse(format!("{prefix}-{n:04}")).unwrap());
    let users: Vec<UserId> = names.filter(|user| Shard::of(user) == shard).take(5).collect();
    for (n, user) in users.iter().enumerate() {
        // The second one's connection is over.
        let until = if n == 1 { at(10) } else { at(20) };
        store.record_connected(user, until).await.unwrap();
    }
    let find = async |after: Option<&UserId>, limit, now| {
        let found = store.connected_users(shard, after, limit, now).await.unwrap();
        found.into_iter().filter(|user| user.as_str().starts_with(&prefix)).collect::<Vec<_>>()
    };
    let open = [&users[..1], &users[2..]].concat();
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = store.connected_users(shard, after.as_ref(), 2, at(10)).await.unwrap();
        let is_last = page.len() < 2;
        after = page.last().cloned();
        found.extend(page.into_iter().filter(|user| user.as_str().starts_with(&prefix)));
        if is_last {
            break;
        }
    }
    assert_eq!(found, open);
    assert_eq!(find(None, 1_000, at(9)).await, users);
    assert_eq!(find(Some(&users[2]), 1_000, at(10)).await, users[3..]);
    // A newer connection lasts longer.
    store.record_connected(&users[1], at(30)).await.unwrap();
    assert_eq!(find(None, 1_000, at(20)).await, users[1..2]);
    assert!(find(None, 1_000, at(30)).await.is_empty());
}

pub async fn a_dry_run_is_no_broadcast_and_its_latest_result_counts(store: &impl Store) {
    let first = broadcast(&unique("dry"), 10);
    assert_eq!(store.dry_run(&first.id).await.unwrap(), None);
    assert_eq!(store.put_dry_run(&first).await.unwrap(), first.live_at);
    assert_eq!(store.dry_run(&first.id).await.unwrap(), Some((first.clone(), None)));
    assert_eq!(store.broadcast(&first.id).await.unwrap(), None);
    store.put_dry_run_result(&first.id, first.live_at, "1").await.unwrap();
    assert_eq!(store.dry_run(&first.id).await.unwrap(), Some((first.clone(), Some("1".to_owned()))));
    // A repetition leaves it as it is.
    let again = StoredBroadcast { live_at: at(11), ..first.clone() };
    assert_eq!(store.put_dry_run(&again).await.unwrap(), first.live_at);
    assert_eq!(store.dry_run(&first.id).await.unwrap(), Some((first.clone(), Some("1".to_owned()))));
    let second = StoredBroadcast { live_at: at(11), body: "{}".to_owned(), ..first.clone() };
    assert_eq!(store.put_dry_run(&second).await.unwrap(), second.live_at);
    store.put_dry_run_result(&first.id, first.live_at, "1").await.unwrap();
    assert_eq!(
        store.dry_run(&first.id).await.unwrap(),
        Some((second.clone(), None)),
        "it is of the one before"
    );
    // The broadcast itself is another item.
    assert_eq!(store.put_broadcast(&first).await.unwrap(), None);
    assert_eq!(store.dry_run(&first.id).await.unwrap(), Some((second, None)));
}

pub async fn every_recipient_is_in_one_segment_and_no_page_repeats_one(store: &impl Store) {
    let prefix = unique("paged");
    let users: BTreeSet<UserId> =
        (0..30).map(|n| UserId::parse(format!("{prefix}-{n:02}")).unwrap()).collect();
    for user in &users {
        store.snooze(user, Some(at(5))).await.unwrap();
    }
    // An item of the table that is no recipient.
    let device = Device {
        id: device_id(&unique("paged-device")),
        token: DeviceToken::parse("token").unwrap(),
        platform: Platform::Android,
        language: None,
        registered_at: at(1),
        details: DeviceDetails::default(),
    };
    let owner = users.first().unwrap();
    store.register_device(owner, &device, None).await.unwrap();
    for of in [1, 3] {
        let mut found = Vec::new();
        for number in 0..of {
            let (segment, mut after) = (Segment { number, of }, None);
            loop {
                let page = store.recipients(segment, after.as_deref(), 7).await.unwrap();
                assert!(page.recipients.len() <= 7);
                found.extend(page.recipients.into_iter().map(|recipient| (segment.number, recipient)));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
        }
        let own = found.iter().filter(|(_, recipient)| users.contains(&recipient.user_id));
        let ids: Vec<UserId> = own.map(|(_, recipient)| recipient.user_id.clone()).collect();
        assert_eq!(ids.len(), users.len(), "{of}");
        assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), users, "{of}");
        let all: BTreeSet<&str> = found.iter().map(|(_, recipient)| recipient.user_id.as_str()).collect();
        assert!(all.iter().all(|user| !user.contains('#')), "{of}");
        let (_, first) = found.iter().find(|(_, recipient)| recipient.user_id == *owner).unwrap();
        assert_eq!((first.devices.len(), first.snoozed_until), (1, Some(at(5))), "the whole recipient");
    }
}
