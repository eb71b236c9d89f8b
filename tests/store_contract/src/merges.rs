//! Deliveries that are merged.

use domain::EventType;
use domain::delivery::ledger::{Entry, LedgerState};
use domain::routing::merged::{MAX_PARTS, Part};
use futures_util::future::join_all;
use ports::{ItemWriteOutcome, Joined};

use crate::{Store, at, fill, id, sms, user};

fn part(name: &str) -> Part {
    Part {
        id: id(name),
        event_type: EventType::OrderFilled,
        subject: Some("BTC-USDT".to_owned()),
        expires_at: at(3_600),
        left_out: None,
    }
}

pub async fn a_slot_keeps_what_has_joined_until_it_is_closed_and_for_good(store: &impl Store) {
    let (user, slot) = (user(), id("merged:p1:email:60"));
    assert_eq!(store.join(&user, &slot, &part("e-2"), at(0)).await.unwrap(), Joined::First);
    let without = Part { subject: None, ..part("e-1") };
    assert_eq!(store.join(&user, &slot, &without, at(0)).await.unwrap(), Joined::Later);
    assert_eq!(store.join(&user, &slot, &part("e-2"), at(0)).await.unwrap(), Joined::Again);
    let other = id("merged:p1:email:120");
    assert_eq!(store.join(&user, &other, &part("e-2"), at(0)).await.unwrap(), Joined::First, "another slot");

    let closed = vec![without, part("e-2")];
    assert_eq!(store.close_slot(&user, &slot, at(1)).await.unwrap(), closed);
    assert_eq!(store.join(&user, &slot, &part("e-3"), at(2)).await.unwrap(), Joined::Closed);
    assert_eq!(store.join(&user, &slot, &part("e-2"), at(2)).await.unwrap(), Joined::Again);
    assert_eq!(
        store.close_slot(&user, &slot, at(3)).await.unwrap(),
        closed,
        "nothing is added, nothing lost"
    );
}

pub async fn an_empty_slot_can_be_closed_too(store: &impl Store) {
    let (user, slot) = (user(), id("merged:p1:email:60"));
    assert_eq!(store.close_slot(&user, &slot, at(1)).await.unwrap(), []);
    assert_eq!(store.join(&user, &slot, &part("e-1"), at(2)).await.unwrap(), Joined::Closed);
    assert!(store.read(&[], &[(user.clone(), slot)], &[]).await.unwrap().items.is_empty());
}

pub async fn of_those_who_join_at_once_one_is_first_and_a_slot_is_full_some_time(store: &impl Store) {
    let (user, slot) = (user(), id("merged:p0:telegram:60"));
    let parts: Vec<_> = (0..MAX_PARTS + 2).map(|n| part(&format!("e-{n}"))).collect();
    let (few, others) = parts.split_at(8);
    let joins = few.iter().map(async |part| store.join(&user, &slot, part, at(0)).await.unwrap());
    let joined = join_all(joins).await;
    assert_eq!(joined.iter().filter(|joined| **joined == Joined::First).count(), 1, "{joined:?}");
    for part in others {
        let joined = store.join(&user, &slot, part, at(0)).await.unwrap();
        let is_full = part.id == parts[MAX_PARTS as usize].id || part.id == parts[MAX_PARTS as usize + 1].id;
        assert_eq!(joined, if is_full { Joined::Closed } else { Joined::Later }, "{}", part.id);
    }
    assert_eq!(store.close_slot(&user, &slot, at(1)).await.unwrap().len(), MAX_PARTS as usize);
}

pub async fn an_entry_says_as_what_it_leaves(store: &impl Store) {
    let user = user();
    let notification = fill(&user, "e-1", 0);
    let state = domain::routing::notification::InboxState::Pending;
    store.put(&notification, &[], None, state).await.unwrap();
    let key = (user, notification.id);
    let merged = Entry::merged(None, id("merged:p0:telegram:60"), at(0));
    assert_eq!(merged.state, LedgerState::Merged);
    assert!(matches!(store.record(&key, &sms(), &merged, None).await.unwrap(), ItemWriteOutcome::Done));
    let items = store.read(&[], std::slice::from_ref(&key), &[]).await.unwrap().items;
    assert_eq!(items[&key].ledger[&sms()], merged);
    let moved = Entry { released_as: Some(id("merged:p0:telegram:62")), ..merged.moved(LedgerState::Merged) };
    assert!(matches!(store.record(&key, &sms(), &moved, Some(1)).await.unwrap(), ItemWriteOutcome::Done));
    let items = store.read(&[], std::slice::from_ref(&key), &[]).await.unwrap().items;
    assert_eq!(items[&key].ledger[&sms()], moved);
}
