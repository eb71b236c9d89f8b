//! Delivery states; the ladder; closed positions.

use domain::Channel;
use domain::delivery::ledger::{DeadReason, DeliveryKey, LedgerState};
use domain::event::data::Id;
use domain::routing::list_filter::ListFilter;
use domain::routing::again::LastNotified;
use domain::routing::notification::InboxState;
use domain::routing::plan::Reason;
use futures_util::future::join_all;
use ports::ItemWriteOutcome;

use crate::{Store, at, conflict, device_id, entry, fill, id, item, move_to, put, sms, user};

pub async fn entries_come_back_as_they_were(store: &impl Store) {
    let user = user();
    let key = (user.clone(), id("f-1"));
    put(store, &fill(&user, "f-1", 0)).await;
    let push = |device| DeliveryKey { channel: Channel::Push, device: Some(device_id(device)) };
    let states = [
        (push("d:1"), LedgerState::Claimed { until: at(3), by: 7 }),
        (push("d@2"), LedgerState::Accepted),
        (DeliveryKey::of_channel(Channel::Telegram), LedgerState::Suppressed(Reason::OverCap)),
        (sms(), LedgerState::DeadLettered { reason: DeadReason::Gone, at: at(4) }),
    ];
    for (delivery, state) in &states {
        let mut entry = entry(1);
        entry.state = *state;
        let written = store.record(&key, delivery, &entry, None).await.unwrap();
        assert!(matches!(written, ItemWriteOutcome::Done));
    }
    let item = item(store, &user, "f-1").await.unwrap();
    assert_eq!(item.ledger.len(), states.len());
    for (delivery, state) in states {
        let mut expected = entry(1);
        expected.state = state;
        assert_eq!(item.ledger[&delivery], expected);
    }
    assert_eq!((item.state, item.ladder_step), (InboxState::Pending, 0));
}

pub async fn an_entry_is_written_only_over_what_was_seen(store: &impl Store) {
    let user = user();
    let key = (user.clone(), id("f-1"));
    assert!(conflict(store.record(&key, &sms(), &entry(1), None).await.unwrap()).is_none());
    assert!(conflict(store.record(&key, &sms(), &entry(2), Some(1)).await.unwrap()).is_none());
    assert!(item(store, &user, "f-1").await.is_none(), "a ledger without a notification");
    put(store, &fill(&user, "f-1", 0)).await;
    assert!(conflict(store.record(&key, &sms(), &entry(2), Some(1)).await.unwrap()).is_some());

    store.record(&key, &sms(), &entry(1), None).await.unwrap();
    let email = DeliveryKey::of_channel(Channel::Email);
    store.record(&key, &email, &entry(9), None).await.unwrap();
    for seen in [None, Some(0), Some(2)] {
        let found = conflict(store.record(&key, &sms(), &entry(3), seen).await.unwrap()).unwrap();
        assert_eq!((&found.ledger[&sms()], &found.ledger[&email]), (&entry(1), &entry(9)), "{seen:?}");
        assert_eq!(found.notification.unwrap().id, key.1);
    }
    let mut ended = entry(2);
    ended.state = LedgerState::Unknown;
    ended.attempts.clear();
    ended.possible_duplicates = 0;
    ended.is_doubtful = false;
    assert!(matches!(store.record(&key, &sms(), &ended, Some(1)).await.unwrap(), ItemWriteOutcome::Done));
    let ledger = item(store, &user, "f-1").await.unwrap().ledger;
    assert_eq!((&ledger[&sms()], &ledger[&email]), (&ended, &entry(9)), "the whole entry is replaced");
}

pub async fn of_several_who_claim_at_once_one_does(store: &impl Store) {
    let user = user();
    let key = (user.clone(), id("f-1"));
    put(store, &fill(&user, "f-1", 0)).await;
    for seen in [None, Some(1)] {
        let next = entry(seen.unwrap_or(0) + 1);
        let delivery = sms();
        let claims = (0..5).map(|_| store.record(&key, &delivery, &next, seen));
        let written = join_all(claims).await.into_iter().map(Result::unwrap);
        assert_eq!(written.filter(|written| matches!(written, ItemWriteOutcome::Done)).count(), 1);
    }
}

pub async fn the_ladder_is_climbed_step_by_step_until_an_ack(store: &impl Store) {
    let user = user();
    let key = (user.clone(), id("f-1"));
    assert!(conflict(store.advance_ladder(&key, 0, false).await.unwrap()).is_none());
    put(store, &fill(&user, "f-1", 0)).await;
    assert_eq!(conflict(store.advance_ladder(&key, 1, false).await.unwrap()).unwrap().ladder_step, 0);
    assert!(matches!(store.advance_ladder(&key, 0, false).await.unwrap(), ItemWriteOutcome::Done));
    assert_eq!(conflict(store.advance_ladder(&key, 0, false).await.unwrap()).unwrap().ladder_step, 1);
    assert!(matches!(store.advance_ladder(&key, 1, false).await.unwrap(), ItemWriteOutcome::Done));
    move_to(store, &user, "f-1", InboxState::Seen).await;
    let found = conflict(store.advance_ladder(&key, 2, false).await.unwrap()).unwrap();
    assert_eq!((found.state, found.ladder_step), (InboxState::Seen, 2));
    assert!(
        matches!(store.advance_ladder(&key, 2, true).await.unwrap(), ItemWriteOutcome::Done),
        "an ack does not end this one"
    );
    assert_eq!(conflict(store.advance_ladder(&key, 2, true).await.unwrap()).unwrap().ladder_step, 3);
    move_to(store, &user, "f-1", InboxState::Read).await;
    assert_eq!(
        conflict(store.advance_ladder(&key, 3, false).await.unwrap()).unwrap().state,
        InboxState::Read
    );
}

pub async fn a_push_is_repeated_until_it_is_seen(store: &impl Store) {
    let user = user();
    let key = (user.clone(), id("f-1"));
    assert!(conflict(store.advance_repeats(&key, 0).await.unwrap()).is_none());
    put(store, &fill(&user, "f-1", 0)).await;
    assert_eq!(conflict(store.advance_repeats(&key, 1).await.unwrap()).unwrap().repeats, 0);
    assert!(matches!(store.advance_repeats(&key, 0).await.unwrap(), ItemWriteOutcome::Done));
    assert_eq!(conflict(store.advance_repeats(&key, 0).await.unwrap()).unwrap().repeats, 1);
    move_to(store, &user, "f-1", InboxState::Received).await;
    assert!(matches!(store.advance_repeats(&key, 1).await.unwrap(), ItemWriteOutcome::Done));
    assert!(matches!(store.advance_ladder(&key, 0, false).await.unwrap(), ItemWriteOutcome::Done));
    move_to(store, &user, "f-1", InboxState::Seen).await;
    let found = conflict(store.advance_repeats(&key, 2).await.unwrap()).unwrap();
    assert_eq!((found.state, found.repeats, found.ladder_step), (InboxState::Seen, 2, 1));
}

pub async fn of_several_notices_about_a_position_the_latest_is_kept(store: &impl Store) {
    let user = user();
    let (called, closed) =
        ((user.clone(), Id::parse("p-7").unwrap()), (user.clone(), Id::parse("p-8").unwrap()));
    let last = |name: &str, seconds: i64, value: &str| LastNotified {
        id: id(name),
        occurred_at: at(seconds),
        value: value.parse().unwrap(),
        expires_at: at(seconds + 900),
    };
    store.close_position(&closed, at(3)).await.unwrap();
    let first = last("m-1", 5, "118.50");
    store.record_notified(&called, &first).await.unwrap();
    store.record_notified(&called, &last("m-0", 4, "119")).await.unwrap();
    store.record_notified(&called, &last("m-same", 5, "119")).await.unwrap();
    let wanted = [called.clone(), closed.clone()];
    let snapshot = store.read(&[], &[], &wanted).await.unwrap();
    assert_eq!(snapshot.last_notified, [(called.clone(), first)].into());
    assert_eq!(snapshot.closed, [(closed, at(3))].into());

    // Both stand in one item, and each write leaves the other.
    store.close_position(&called, at(6)).await.unwrap();
    let second = last("m-2", 7, "-0.000000000000000001");
    store.record_notified(&called, &second).await.unwrap();
    let snapshot = store.read(&[], &[], &wanted).await.unwrap();
    assert_eq!(snapshot.last_notified, [(called.clone(), second)].into());
    assert_eq!(snapshot.closed_at(&user, Some(called.1)), Some(at(6)));
}

pub async fn of_several_liquidations_of_a_position_the_latest_counts(store: &impl Store) {
    let (user, other) = (user(), user());
    // An event may have the name of a position, and a position may have any name.
    let position = |user: &domain::UserId, name: &str| (user.clone(), Id::parse(name).unwrap());
    let key = position(&user, "p/7 #ä");
    put(store, &fill(&user, "p-8", 0)).await;
    for (seconds, latest) in [(5, 5), (9, 9), (7, 9), (9, 9)] {
        store.close_position(&key, at(seconds)).await.unwrap();
        let wanted = [key.clone(), key.clone(), position(&user, "p-8"), position(&other, "p/7 #ä")];
        let snapshot = store.read(&[user.clone()], &[(user.clone(), id("p-8"))], &wanted).await.unwrap();
        assert_eq!(snapshot.closed.len(), 1);
        assert_eq!(snapshot.closed_at(&user, Some(key.1.clone())), Some(at(latest)));
        assert_eq!(snapshot.items.len(), 1);
    }
    assert_eq!(store.list(&user, &ListFilter::default(), None, 10).await.unwrap().items.len(), 1);
    assert_eq!(store.unread(&user).await.unwrap().count, 1);
}
