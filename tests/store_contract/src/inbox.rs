//! Notifications: written once, advanced, listed by time.

use domain::delivery::DeliveryKey;
use domain::event::TraceParent;
use domain::event::data::Symbol;
use domain::routing::list_filter::ListFilter;
use domain::routing::notification::{Ack, InboxItem, InboxState, Notification};
use domain::routing::plan::{Decision, PlannedDelivery, Reason};
use domain::routing::report::Activity;
use domain::{Channel, EventType, Priority, UserId};
use ports::{HandleTarget, ItemVersion, ItemWriteOutcome, Unread};
use serde_json::value::RawValue;

use crate::{
    Store, ack, at, attempt, device_id, entry, fill, id, item, move_to, put, seen, sms, stored, unique, user,
};

pub async fn items_come_back_as_they_were(store: &impl Store) {
    let user = user();
    let mut notification = fill(&user, "f-1", 0);
    notification.silent = true;
    store.put(&notification, &[attempt("a#1|x=")], None, InboxState::Pending).await.unwrap();
    store.add_attempts(&user, &id("f-1"), &[attempt("b")]).await.unwrap();
    let key = (user.clone(), id("f-1"));
    let missing = (user.clone(), id("missing"));
    let snapshot =
        store.read(&[user.clone(), user.clone()], &[key.clone(), key.clone(), missing], &[]).await.unwrap();
    assert_eq!(snapshot.items.len(), 1);
    assert!(snapshot.recipients.is_empty());
    let item = &snapshot.items[&key];
    assert_eq!((item.state, item.acked_at), (InboxState::Pending, None));
    assert_eq!(item.attempts, [attempt("a#1|x="), attempt("b")]);
    assert_eq!(format!("{:?}", item.notification.as_ref().unwrap()), format!("{notification:?}"));
}

pub async fn what_an_event_asked_for_comes_back_in_items_and_the_class_in_lists(store: &impl Store) {
    let user = user();
    let mut notification = fill(&user, "f-1", 0);
    notification.priority = Priority::P2;
    notification.traceparent = TraceParent::parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    for planned in &mut notification.channels {
        *planned = PlannedDelivery {
            decision: Decision::Suppress(Reason::Backfill),
            devices: Vec::new(),
            ..planned.clone()
        };
    }
    store.put(&notification, &[], None, InboxState::Read).await.unwrap();
    let read = item(store, &user, "f-1").await.unwrap().notification.unwrap();
    assert_eq!(format!("{read:?}"), format!("{notification:?}"));
    assert!(read.is_backfilled() && read.traceparent.is_some());
    let page = store.list(&user, &ListFilter::default(), None, 10).await.unwrap();
    let listed = page.items[0].notification.as_ref().unwrap();
    assert_eq!((page.items[0].state, listed.priority), (InboxState::Read, Priority::P2));
    assert!(store.pending(&user, None, 10, at(2)).await.unwrap().items.is_empty());
    assert_eq!(store.unread(&user).await.unwrap(), Unread::default());
    assert_eq!(store.activity(&user, at(-1), at(1)).await.unwrap(), Activity::default());
}

pub async fn every_write_is_conditional_on_what_was_seen(store: &impl Store) {
    let user = user();
    let notification = fill(&user, "f-1", 0);
    put(store, &notification).await;
    let ItemWriteOutcome::Conflict(found) =
        store.put(&notification, &[], None, InboxState::Pending).await.unwrap()
    else {
        panic!("an item was overwritten");
    };
    assert_eq!(found.as_ref().as_ref().unwrap().state, InboxState::Pending);
    let stale = seen(store, &user, "f-1").await;
    move_to(store, &user, "f-1", InboxState::Seen).await;
    let ItemWriteOutcome::Conflict(found) =
        store.advance(&user, &id("f-1"), stale, InboxState::Seen, &ack(at(5))).await.unwrap()
    else {
        panic!("a stale ack went through");
    };
    let found = found.unwrap();
    assert_eq!((found.state, found.acked_at), (InboxState::Seen, Some(at(99))));
    move_to(store, &user, "f-1", InboxState::Read).await;
    let item = item(store, &user, "f-1").await.unwrap();
    assert_eq!((item.state, item.acked_at), (InboxState::Read, Some(at(99))), "the first ack counts");
}

pub async fn the_mark_of_an_early_ack_is_merged_and_never_listed(store: &impl Store) {
    let user = user();
    let nothing = ItemVersion { state: None, listed_at: None };
    store.advance(&user, &id("f-1"), nothing, InboxState::SeenEarly, &ack(at(1))).await.unwrap();
    assert_eq!(store.unread(&user).await.unwrap(), Unread::default());
    assert!(store.list(&user, &ListFilter::default(), None, 10).await.unwrap().items.is_empty());
    let notification = fill(&user, "f-1", 0);
    let ItemWriteOutcome::Conflict(mark) =
        store.put(&notification, &[], None, InboxState::Pending).await.unwrap()
    else {
        panic!("the mark was overwritten");
    };
    let mark = mark.unwrap();
    assert_eq!((mark.state, mark.notification.is_none()), (InboxState::SeenEarly, true));
    store.put(&notification, &[attempt("a")], Some(mark.state), InboxState::Seen).await.unwrap();
    let page = store.list(&user, &ListFilter::default(), None, 10).await.unwrap();
    assert_eq!((page.items[0].state, page.items[0].acked_at), (InboxState::Seen, Some(at(1))));
    assert!(store.pending(&user, None, 10, at(2)).await.unwrap().items.is_empty());
    assert_eq!(store.unread(&user).await.unwrap().count, 1);
}

pub async fn lists_go_by_time_and_page_without_gaps(store: &impl Store) {
    let user = user();
    let other = crate::user();
    put(store, &fill(&other, "f-x", 3)).await;
    // Two are of the same millisecond, and one is written late.
    for (name, seconds) in [("f-1", 1), ("f-3", 3), ("f-2b", 2), ("f-2a", 2), ("f-0", 0)] {
        put(store, &fill(&user, name, seconds)).await;
    }
    move_to(store, &user, "f-1", InboxState::Seen).await;
    move_to(store, &user, "f-2b", InboxState::Seen).await;
    move_to(store, &user, "f-2b", InboxState::Read).await;
    for limit in 1..=6 {
        let mut all = Vec::new();
        let mut before = None;
        loop {
            let page = store.list(&user, &ListFilter::default(), before.as_ref(), limit).await.unwrap();
            assert!(page.items.len() <= limit);
            all.extend(names(&page.items));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(all, ["f-3", "f-2b", "f-2a", "f-1", "f-0"], "limit {limit}");
        let mut pending = Vec::new();
        let mut after = None;
        loop {
            let page = store.pending(&user, after.as_ref(), limit, at(10)).await.unwrap();
            assert!(page.items.len() <= limit);
            pending.extend(names(&page.items));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(pending, ["f-0", "f-2a", "f-3"], "limit {limit}");
    }
    assert_eq!(store.unread(&user).await.unwrap(), Unread { count: 4, more: false });
    let unread = store.unread_page(&user, 2).await.unwrap();
    let unread: Vec<_> = unread.iter().map(|(id, seen)| (id.as_str(), seen.state)).collect();
    assert_eq!(unread.len(), 2);
    assert!(unread.iter().all(|(_, state)| state.is_some_and(|state| !state.is_read())));
}

pub async fn what_has_expired_is_listed_but_not_pending(store: &impl Store) {
    let user = user();
    for n in 0..30 {
        put(store, &fill(&user, &format!("old-{n:02}"), n)).await;
    }
    put(store, &fill(&user, "new", 1_000)).await;
    let page = store.pending(&user, None, 5, at(3_700)).await.unwrap();
    assert_eq!((names(&page.items), page.next), (vec!["new".to_owned()], None));
    assert_eq!(store.list(&user, &ListFilter::default(), None, 100).await.unwrap().items.len(), 31);
}

pub async fn unread_is_counted_to_a_hundred(store: &impl Store) {
    let user = user();
    for n in 0..100 {
        put(store, &fill(&user, &format!("f-{n}"), n)).await;
    }
    assert_eq!(store.unread(&user).await.unwrap(), Unread { count: 100, more: false });
    put(store, &fill(&user, "f-100", 100)).await;
    assert_eq!(store.unread(&user).await.unwrap(), Unread { count: 100, more: true });
}

pub async fn hidden_notifications_are_in_no_list(store: &impl Store) {
    let user = user();
    let mut hidden = fill(&user, "f-1", 0);
    hidden.channels[0].decision = Decision::Suppress(Reason::NotChosen);
    put(store, &hidden).await;
    move_to(store, &user, "f-1", InboxState::Seen).await;
    assert!(store.list(&user, &ListFilter::default(), None, 10).await.unwrap().items.is_empty());
    assert!(store.pending(&user, None, 10, at(1)).await.unwrap().items.is_empty());
    assert_eq!(store.unread(&user).await.unwrap().count, 0);
    assert_eq!(seen(store, &user, "f-1").await.state, Some(InboxState::Seen));
}

fn names(items: &[InboxItem]) -> Vec<String> {
    items.iter().map(|item| item.notification.as_ref().unwrap().id.to_string()).collect()
}

pub async fn what_was_sent_stays_known_when_the_notification_is_written_again(store: &impl Store) {
    let user = user();
    let key = (user.clone(), id("f-1"));
    let notification = fill(&user, "f-1", 0);
    put(store, &notification).await;
    store.record(&key, &sms(), &entry(1), None).await.unwrap();
    store.put(&notification, &[], Some(InboxState::Pending), InboxState::Seen).await.unwrap();
    assert_eq!(item(store, &user, "f-1").await.unwrap().ledger[&sms()], entry(1));
}

pub async fn the_mark_of_an_early_ack_takes_no_entry_of_the_ledger(store: &impl Store) {
    let user = user();
    let key = (user.clone(), id("f-1"));
    let nothing = ItemVersion { state: None, listed_at: None };
    store.advance(&user, &key.1, nothing, InboxState::SeenEarly, &ack(at(1))).await.unwrap();
    let recorded = store.record(&key, &sms(), &entry(1), None).await.unwrap();
    assert!(matches!(recorded, ItemWriteOutcome::Conflict(_)), "{recorded:?}");
    let notification = fill(&user, "f-1", 0);
    store.put(&notification, &[], Some(InboxState::SeenEarly), InboxState::Seen).await.unwrap();
    assert!(matches!(store.record(&key, &sms(), &entry(1), None).await.unwrap(), ItemWriteOutcome::Done));
}

pub async fn lists_are_without_attempts_and_ledger(store: &impl Store) {
    let user = user();
    let key = (user.clone(), id("f-1"));
    let notification = fill(&user, "f-1", 0);
    store.put(&notification, &[attempt("a")], None, InboxState::Pending).await.unwrap();
    store.record(&key, &sms(), &entry(1), None).await.unwrap();
    store.advance_ladder(&key, 0, false).await.unwrap();
    let pending = store.pending(&user, None, 10, at(2)).await.unwrap();
    let list = store.list(&user, &ListFilter::default(), None, 10).await.unwrap();
    for item in [&pending.items[0], &list.items[0]] {
        assert_eq!(format!("{:?}", item.notification.as_ref().unwrap()), format!("{notification:?}"));
        assert!(item.attempts.is_empty() && item.ledger.is_empty() && item.ladder_step == 0);
    }
}

/// Of many notifications, each part has some; lists, counts and pages are as if there were one part.
pub async fn lists_merge_all_parts_of_an_inbox(store: &impl Store) {
    let user = user();
    let names: Vec<String> = (0..40).map(|n| format!("f-{n:02}")).collect();
    for (n, name) in names.iter().enumerate() {
        put(store, &fill(&user, name, i64::try_from(n).unwrap())).await;
    }
    for name in names.iter().step_by(3) {
        move_to(store, &user, name, InboxState::Seen).await;
    }
    for name in names.iter().step_by(6) {
        move_to(store, &user, name, InboxState::Read).await;
    }
    for limit in [1, 3, 7, 50] {
        let (mut listed, mut before) = (Vec::new(), None);
        loop {
            let page = store.list(&user, &ListFilter::default(), before.as_ref(), limit).await.unwrap();
            listed.extend(page.items.iter().map(|item| item.notification.as_ref().unwrap().id.to_string()));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert!(listed.iter().rev().eq(&names), "{limit}: {listed:?}");
        let (mut pending, mut after) = (Vec::new(), None);
        loop {
            let page = store.pending(&user, after.as_ref(), limit, at(60)).await.unwrap();
            assert!(page.items.len() <= limit);
            pending.extend(page.items.iter().map(|item| item.notification.as_ref().unwrap().id.to_string()));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let expected = names.iter().enumerate().filter(|(n, _)| n % 3 > 0).map(|(_, name)| name);
        assert!(pending.iter().eq(expected), "{limit}: {pending:?}");
    }
    let unread = names.len() - names.iter().step_by(6).count();
    assert_eq!(store.unread(&user).await.unwrap(), Unread { count: unread, more: false });
    assert_eq!(store.unread_page(&user, 100).await.unwrap().len(), unread);
    assert_eq!(store.unread_page(&user, 5).await.unwrap().len(), 5);
}

/// A notification that its part of the inbox refuses is listed, acked, recorded and escalated like any other.
pub async fn what_is_in_the_overflow_is_as_good_as_in_the_inbox(store: &impl Store) {
    let user = user();
    put(store, &fill(&user, "f-1", 1)).await;
    put(store, &fill(&user, "f-3", 3)).await;
    assert!(!stored(store, &user).await.is_some_and(|recipient| recipient.inbox_overflows));
    let notification = fill(&user, "f-2", 2);
    for attempts in [&[attempt("a")][..], &[]] {
        store.put_in_overflow(&notification, attempts, InboxState::Pending).await.unwrap();
    }
    assert!(stored(store, &user).await.unwrap().inbox_overflows);
    let ids = |items: &[InboxItem]| -> Vec<String> {
        items.iter().map(|item| item.notification.as_ref().unwrap().id.to_string()).collect()
    };
    assert_eq!(
        ids(&store.list(&user, &ListFilter::default(), None, 10).await.unwrap().items),
        ["f-3", "f-2", "f-1"]
    );
    assert_eq!(ids(&store.pending(&user, None, 10, at(9)).await.unwrap().items), ["f-1", "f-2", "f-3"]);
    assert_eq!(store.unread(&user).await.unwrap().count, 3);
    let key = (user.clone(), id("f-2"));
    let overflown =
        async || store.read_overflow(std::slice::from_ref(&key)).await.unwrap().remove(&key).unwrap();
    store.add_attempts(&user, &id("f-2"), &[attempt("b")]).await.unwrap();
    assert_eq!(overflown().await.attempts, [attempt("a"), attempt("b")], "the first write counts");
    assert!(matches!(store.record(&key, &sms(), &entry(1), None).await.unwrap(), ItemWriteOutcome::Done));
    assert!(matches!(
        store.record(&key, &sms(), &entry(1), None).await.unwrap(),
        ItemWriteOutcome::Conflict(_)
    ));
    assert!(matches!(store.advance_ladder(&key, 0, false).await.unwrap(), ItemWriteOutcome::Done));
    let seen = ItemVersion::of(Some(&overflown().await));
    let acked = store.advance(&user, &id("f-2"), seen, InboxState::Seen, &ack(at(5))).await.unwrap();
    assert!(matches!(acked, ItemWriteOutcome::Done));
    let item = overflown().await;
    assert_eq!((item.state, item.acked_at, item.ladder_step), (InboxState::Seen, Some(at(5)), 1));
    assert_eq!(ids(&store.pending(&user, None, 10, at(9)).await.unwrap().items), ["f-1", "f-3"]);
    assert_eq!(store.unread(&user).await.unwrap().count, 3);
    assert!(matches!(
        store.advance(&user, &id("f-2"), seen, InboxState::Seen, &ack(at(6))).await.unwrap(),
        ItemWriteOutcome::Conflict(_)
    ));
    assert!(store.read(&[], std::slice::from_ref(&key), &[]).await.unwrap().items.is_empty());
}

pub async fn a_delivery_is_added_to_the_plan_that_was_seen(store: &impl Store) {
    let user = user();
    let planned = |channel, decision| PlannedDelivery { channel, decision, devices: Vec::new() };
    let mut in_app = Notification { priority: Priority::P1, ..fill(&user, "b-1", 0) };
    in_app.channels = vec![planned(Channel::Websocket, Decision::Deliver)];
    let push =
        PlannedDelivery { devices: vec![device_id("d:1")], ..planned(Channel::Push, Decision::Deliver) };
    let telegram = planned(Channel::Telegram, Decision::Defer { until: at(9) });
    let missing = store.add_planned(&in_app, std::slice::from_ref(&push)).await.unwrap();
    assert!(matches!(missing, ItemWriteOutcome::Conflict(item) if item.is_none()));
    for is_in_overflow in [false, true] {
        let id = if is_in_overflow { "b-2" } else { "b-1" };
        let in_app = Notification { id: self::id(id), ..in_app.clone() };
        if is_in_overflow {
            store.put_in_overflow(&in_app, &[], InboxState::Pending).await.unwrap();
        } else {
            store.put(&in_app, &[], None, InboxState::Pending).await.unwrap();
        }
        let added = store.add_planned(&in_app, std::slice::from_ref(&telegram)).await.unwrap();
        assert!(matches!(added, ItemWriteOutcome::Done), "{id}");
        // Another writer has not seen that.
        let ItemWriteOutcome::Conflict(current) =
            store.add_planned(&in_app, std::slice::from_ref(&push)).await.unwrap()
        else {
            panic!("{id}: the plan was another one");
        };
        let current = current.unwrap().notification.unwrap();
        assert_eq!(current.channels, [in_app.channels[0].clone(), telegram.clone()], "{id}");
        let added = store.add_planned(&current, std::slice::from_ref(&push)).await.unwrap();
        assert!(matches!(added, ItemWriteOutcome::Done), "{id}");
        let listed = store.list(&user, &ListFilter::default(), None, 10).await.unwrap();
        let listed = listed.items.into_iter().filter_map(|item| item.notification);
        let listed = listed.filter(|listed| listed.id == in_app.id).collect::<Vec<_>>();
        assert_eq!(listed[0].channels, [in_app.channels[0].clone(), push.clone(), telegram.clone()], "{id}");
        assert_eq!(listed[0].priority, Priority::P1, "the class stays");
    }
}

pub async fn what_was_received_is_pending_no_more_and_not_seen(store: &impl Store) {
    let user = user();
    put(store, &fill(&user, "f-1", 0)).await;
    move_to(store, &user, "f-1", InboxState::Received).await;
    assert!(store.pending(&user, None, 10, at(2)).await.unwrap().items.is_empty());
    assert_eq!(store.unread(&user).await.unwrap().count, 1);
    assert_eq!(
        store.list(&user, &ListFilter::default(), None, 10).await.unwrap().items[0].state,
        InboxState::Received
    );
    let received = item(store, &user, "f-1").await.unwrap();
    assert_eq!((received.acked_at, received.seen), (Some(at(99)), None));

    let push = DeliveryKey { channel: Channel::Push, device: Some(device_id("d:1")) };
    let by_push = Ack { at: at(120), by: push };
    let version = seen(store, &user, "f-1").await;
    store.advance(&user, &id("f-1"), version, InboxState::Seen, &by_push).await.unwrap();
    let version = seen(store, &user, "f-1").await;
    store.advance(&user, &id("f-1"), version, InboxState::Read, &ack(at(200))).await.unwrap();
    let read = item(store, &user, "f-1").await.unwrap();
    assert_eq!((read.acked_at, read.seen), (Some(at(99)), Some(by_push)), "the first of each kind counts");
}

pub async fn the_mark_of_an_early_receipt_becomes_one_of_an_early_ack(store: &impl Store) {
    let user = user();
    let version = |state| ItemVersion { state, listed_at: None };
    store.advance(&user, &id("f-1"), version(None), InboxState::ReceivedEarly, &ack(at(1))).await.unwrap();
    let mark = version(Some(InboxState::ReceivedEarly));
    store.advance(&user, &id("f-1"), mark, InboxState::SeenEarly, &ack(at(2))).await.unwrap();
    let notification = fill(&user, "f-1", 0);
    store.put(&notification, &[], Some(InboxState::SeenEarly), InboxState::Seen).await.unwrap();
    let found = item(store, &user, "f-1").await.unwrap();
    assert_eq!((found.state, found.acked_at, found.seen), (InboxState::Seen, Some(at(1)), Some(ack(at(2)))));
}

pub async fn a_handle_is_found_by_its_hash_only(store: &impl Store) {
    let (user, hash) = (user(), unique("hash"));
    let target = HandleTarget {
        key: (user, id("f-1")),
        delivery: DeliveryKey { channel: Channel::Push, device: Some(device_id("d@2")) },
        expires_at: at(3_600),
    };
    assert_eq!(store.handle(&hash).await.unwrap(), None);
    store.put_handle(&hash, &target).await.unwrap();
    store.put_handle(&hash, &target).await.unwrap();
    assert_eq!(store.handle(&hash).await.unwrap(), Some(target));
    assert_eq!(store.redeem(&hash, at(0)).await.unwrap(), None, "it is no ticket");
}

/// A filter, and which of the notifications it leaves, by their number.
type Filtered = (ListFilter, fn(i64) -> bool);

pub async fn a_filter_selects_by_state_and_content_and_pages_without_gaps(store: &impl Store) {
    let user = user();
    let about = |name: &str, seconds, event_type: EventType, symbol: &str| {
        let data = RawValue::from_string(format!(
            r#"{{"order_id":"1","symbol":"{symbol}","side":"buy","quantity":"1","price":"2","state":"stale","last_tick_at":"2026-11-23T08:00:00.000Z"}}"#
        ));
        Notification { event_type, data: data.unwrap(), ..fill(&user, name, seconds) }
    };
    for n in 0..30 {
        let (event_type, symbol) = match n % 3 {
            0 => (EventType::OrderFilled, "BTC-USDT"),
            1 => (EventType::OrderFilled, "ETH-USDT"),
            _ => (EventType::PriceFeed, "BTC-USDT"),
        };
        put(store, &about(&format!("f-{n:02}"), n, event_type, symbol)).await;
    }
    for n in (0..30).step_by(2) {
        move_to(store, &user, &format!("f-{n:02}"), InboxState::Seen).await;
    }
    for n in (0..30).step_by(4) {
        move_to(store, &user, &format!("f-{n:02}"), InboxState::Read).await;
    }
    let section = |event_type: EventType| event_type.row().preference;
    let symbol = |name: &str| Symbol::parse(name);
    let cases: [Filtered; 6] = [
        (ListFilter { unread: Some(true), ..ListFilter::default() }, |n| n % 4 != 0),
        (ListFilter { unread: Some(false), ..ListFilter::default() }, |n| n % 4 == 0),
        (ListFilter { section: section(EventType::PriceFeed), ..ListFilter::default() }, |n| n % 3 == 2),
        (ListFilter { symbol: symbol("BTC-USDT"), ..ListFilter::default() }, |n| n % 3 != 1),
        (
            ListFilter {
                section: section(EventType::OrderFilled),
                symbol: symbol("BTC-USDT"),
                unread: Some(true),
                archived: false,
            },
            |n| n % 3 == 0 && n % 4 != 0,
        ),
        (ListFilter { symbol: symbol("BTC"), ..ListFilter::default() }, |_| false),
    ];
    for (filter, is_selected) in cases {
        let expected: Vec<String> =
            (0..30).rev().filter(|n| is_selected(*n)).map(|n| format!("f-{n:02}")).collect();
        for limit in [1, 4, 30] {
            assert_eq!(listed(store, &user, &filter, limit).await, expected, "{limit} of {filter:?}");
        }
    }
}

/// Returns the names of all notifications that the filter selects, read in pages of `limit`.
async fn listed(store: &impl Store, user: &UserId, filter: &ListFilter, limit: usize) -> Vec<String> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = store.list(user, filter, before.as_ref(), limit).await.unwrap();
        assert!(page.items.len() <= limit);
        all.extend(names(&page.items));
        before = page.next;
        if before.is_none() {
            return all;
        }
    }
}

pub async fn what_is_archived_is_listed_only_where_it_is_asked_for_and_is_not_unread(store: &impl Store) {
    let user = user();
    for n in 0..6 {
        put(store, &fill(&user, &format!("f-{n}"), n)).await;
    }
    move_to(store, &user, "f-1", InboxState::SeenArchived).await;
    move_to(store, &user, "f-3", InboxState::Seen).await;
    move_to(store, &user, "f-3", InboxState::Read).await;
    move_to(store, &user, "f-3", InboxState::ReadArchived).await;
    let archive = ListFilter { archived: true, ..ListFilter::default() };
    let unread = ListFilter { unread: Some(true), ..archive.clone() };
    for limit in [1, 10] {
        assert_eq!(listed(store, &user, &ListFilter::default(), limit).await, ["f-5", "f-4", "f-2", "f-0"]);
        assert_eq!(listed(store, &user, &archive, limit).await, ["f-3", "f-1"]);
        assert!(listed(store, &user, &unread, limit).await.is_empty());
    }
    assert_eq!(store.unread(&user).await.unwrap().count, 4);
    assert_eq!(store.unread_page(&user, 10).await.unwrap().len(), 4);
    assert_eq!(
        names(&store.pending(&user, None, 10, at(9)).await.unwrap().items),
        ["f-0", "f-2", "f-4", "f-5"]
    );
    assert_eq!(store.activity(&user, at(-1), at(10)).await.unwrap().fills, 6, "a report counts them");
    let archived = item(store, &user, "f-1").await.unwrap();
    assert_eq!((archived.state, archived.acked_at), (InboxState::SeenArchived, Some(at(99))));
    assert!(archived.seen.is_some());

    move_to(store, &user, "f-1", InboxState::Seen).await;
    move_to(store, &user, "f-3", InboxState::Read).await;
    assert_eq!(listed(store, &user, &ListFilter::default(), 10).await.len(), 6);
    assert!(listed(store, &user, &archive, 10).await.is_empty());
    assert_eq!(store.unread(&user).await.unwrap().count, 5);
    move_to(store, &user, "f-3", InboxState::Seen).await;
    assert_eq!(store.unread(&user).await.unwrap().count, 6);
    assert_eq!(
        store.pending(&user, None, 10, at(9)).await.unwrap().items.len(),
        4,
        "it is not pending again"
    );
}

pub async fn the_ladder_of_an_archived_notification_ends_as_that_of_a_seen_one(store: &impl Store) {
    let user = user();
    put(store, &fill(&user, "f-1", 0)).await;
    move_to(store, &user, "f-1", InboxState::SeenArchived).await;
    let key = (user.clone(), id("f-1"));
    assert!(matches!(store.advance_ladder(&key, 0, false).await.unwrap(), ItemWriteOutcome::Conflict(_)));
    assert!(matches!(store.advance_repeats(&key, 0).await.unwrap(), ItemWriteOutcome::Conflict(_)));
    assert!(matches!(store.advance_ladder(&key, 0, true).await.unwrap(), ItemWriteOutcome::Done));
}

pub async fn the_mark_of_an_early_archiving_is_merged(store: &impl Store) {
    let user = user();
    let nothing = ItemVersion { state: None, listed_at: None };
    store.advance(&user, &id("f-1"), nothing, InboxState::SeenArchivedEarly, &ack(at(1))).await.unwrap();
    let notification = fill(&user, "f-1", 0);
    let early = Some(InboxState::SeenArchivedEarly);
    store.put(&notification, &[], early, InboxState::SeenArchived).await.unwrap();
    assert!(store.list(&user, &ListFilter::default(), None, 10).await.unwrap().items.is_empty());
    assert_eq!(store.unread(&user).await.unwrap().count, 0);
    let archive = ListFilter { archived: true, ..ListFilter::default() };
    assert_eq!(listed(store, &user, &archive, 10).await, ["f-1"]);
}
