//! Delayed work: the schedule, the deferred notifications, and the data of reports.

use domain::event::data::{Asset, Day, Signed};
use domain::routing::list_filter::ListFilter;
use domain::routing::notification::{InboxState, Notification};
use domain::routing::plan::{Decision, Reason};
use domain::routing::report::{Activity, PublishedPnl, Reported};
use domain::shard::Shard;
use domain::{EventType, Time, UserId};
use futures_util::future::join_all;
use ports::{Draft, ItemWriteOutcome, ScheduledCheck, Waiting, WriteOutcome};

use crate::{Store, at, conflict, fill, id, item, move_to, put, stored, user};

/// Returns users of one part of the schedule, in the order of their names.
fn neighbours(count: usize) -> (Shard, Vec<UserId>) {
    let first = user();
    let shard = Shard::of(&first);
    let others = std::iter::repeat_with(user).filter(|user| Shard::of(user) == shard);
    let mut users: Vec<_> = std::iter::once(first).chain(others).take(count).collect();
    users.sort_unstable();
    (shard, users)
}

/// Returns the entries of the schedule that are due for these users.
async fn due(store: &impl Store, shard: Shard, users: &[UserId], now: Time) -> Vec<ScheduledCheck> {
    let mut all: Vec<ScheduledCheck> = Vec::new();
    loop {
        // The schedule is read in pages, as `release` reads it.
        let page = store.due(shard, now, all.last(), 2).await.unwrap();
        let is_last = page.len() < 2;
        all.extend(page);
        if is_last {
            all.retain(|wake| users.contains(&wake.user_id));
            return all;
        }
    }
}

fn wake(user: &UserId, minutes: i64, version: &str) -> ScheduledCheck {
    ScheduledCheck { at: at(60 * minutes), user_id: user.clone(), version: version.to_owned() }
}

pub async fn the_longest_waiting_user_is_due_first(store: &impl Store) {
    let (shard, users) = neighbours(4);
    // A time within a minute is rounded up to the next minute.
    for (user, seconds) in users.iter().zip([121, 60, 1, 60]) {
        store.schedule_check(user, at(seconds), "s").await.unwrap();
    }
    // Entries of one minute are ordered by name.
    let expected =
        [(1, 1), (2, 1), (3, 1), (0, 3)].map(|(number, minutes)| wake(&users[number], minutes, "s"));
    assert!(due(store, shard, &users, at(59)).await.is_empty());
    assert_eq!(due(store, shard, &users, at(60)).await, expected[..3]);
    assert_eq!(due(store, shard, &users, at(179)).await, expected[..3]);
    assert_eq!(due(store, shard, &users, at(180)).await, expected);
    assert_eq!(due(store, shard, &users, at(1_000_000)).await, expected, "however long ago");
}

pub async fn a_page_begins_behind_whom_the_last_one_ended_with(store: &impl Store) {
    let (shard, users) = neighbours(3);
    for user in &users {
        store.schedule_check(user, at(60), "s").await.unwrap();
    }
    let of_ours = async |after: Option<&ScheduledCheck>| {
        let page = store.due(shard, at(60), after, 1_000).await.unwrap();
        page.into_iter().filter(|wake| users.contains(&wake.user_id)).collect::<Vec<_>>()
    };
    let all = of_ours(None).await;
    assert_eq!(all.len(), 3);
    assert_eq!(of_ours(Some(&all[0])).await, all[1..]);
    // The entry after which the list continues may have been settled in the meantime.
    store.settle(&all[1]).await.unwrap();
    assert_eq!(of_ours(Some(&all[1])).await, all[2..]);
    assert_eq!(store.due(shard, at(60), Some(&all[0]), 1).await.unwrap().len(), 1);
}

pub async fn a_rescheduled_user_stays_scheduled(store: &impl Store) {
    let (shard, users) = neighbours(1);
    let user = &users[0];
    store.schedule_check(user, at(60), "first").await.unwrap();
    store.schedule_check(user, at(120), "first").await.unwrap();
    let seen = wake(user, 1, "first");
    store.schedule_check(user, at(31), "second").await.unwrap();
    store.settle(&seen).await.unwrap();
    let still = [wake(user, 1, "second"), wake(user, 2, "first")];
    assert_eq!(due(store, shard, &users, at(120)).await, still, "the new check was not seen");
    store.settle(&still[0]).await.unwrap();
    store.settle(&still[0]).await.unwrap();
    assert_eq!(due(store, shard, &users, at(120)).await, still[1..]);
}

fn sorted(mut waiting: Waiting) -> Waiting {
    waiting.items.sort_unstable();
    waiting.drafts.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    waiting
}

pub async fn what_waits_is_known_until_it_is_forgotten(store: &impl Store) {
    let (user, other) = (user(), user());
    assert_eq!(store.waiting(&user).await.unwrap(), Waiting::default());
    // These need more than one call to delete, and have names of all kinds.
    let ids: Vec<_> = (0..30).map(|n| id(&format!("f.{n:02}:@-"))).collect();
    for id in &ids {
        store.defer(&(user.clone(), id.clone()), at(0)).await.unwrap();
    }
    store.defer(&(user.clone(), ids[0].clone()), at(1)).await.unwrap();
    store.defer(&(other.clone(), ids[0].clone()), at(0)).await.unwrap();
    assert_eq!(sorted(store.waiting(&user).await.unwrap()).items, ids);
    // Marks are not notifications.
    assert!(store.list(&user, &ListFilter::default(), None, 10).await.unwrap().items.is_empty());
    store.forget(&user, &ids[1..]).await.unwrap();
    store.forget(&user, &ids[2..]).await.unwrap();
    store.forget(&user, &[]).await.unwrap();
    assert_eq!(store.waiting(&user).await.unwrap().items, ids[..1]);
    assert_eq!(store.waiting(&other).await.unwrap().items, ids[..1]);
}

pub async fn a_draft_is_begun_by_one_and_its_id_stays_used(store: &impl Store) {
    let (shard, users) = neighbours(1);
    let user = users[0].clone();
    store.schedule_check(&user, at(60), "seen").await.unwrap();
    let seen = wake(&user, 1, "seen");
    let draft = Draft { id: id("s:1"), items: vec![id("f-2"), id("f-1")] };
    let begun = join_all((0..5).map(|_| store.draft(&draft, &seen, at(0)))).await;
    let done = begun.into_iter().filter(|begun| matches!(begun, Ok(WriteOutcome::Done)));
    assert_eq!(done.count(), 1);
    let later = Draft { id: id("s:2"), items: vec![id("f-3")] };
    assert_eq!(store.draft(&later, &wake(&user, 1, "s:1"), at(0)).await.unwrap(), WriteOutcome::Done);
    assert_eq!(due(store, shard, &users, at(60)).await, [wake(&user, 1, "s:2")]);
    store.defer(&(user.clone(), id("f-1")), at(0)).await.unwrap();
    let waiting = sorted(store.waiting(&user).await.unwrap());
    assert_eq!(waiting, Waiting { items: vec![id("f-1")], drafts: vec![draft.clone(), later.clone()] });
    store.finish(&user, &draft.id).await.unwrap();
    store.finish(&user, &draft.id).await.unwrap();
    assert_eq!(store.waiting(&user).await.unwrap().drafts, [later]);
    let unchanged = wake(&user, 1, "s:2");
    assert_eq!(store.draft(&draft, &unchanged, at(9)).await.unwrap(), WriteOutcome::Conflict, "never again");
    assert_eq!(due(store, shard, &users, at(60)).await, [unchanged]);
    assert!(store.list(&user, &ListFilter::default(), None, 10).await.unwrap().items.is_empty());
}

pub async fn a_draft_is_begun_only_under_the_entry_that_was_seen(store: &impl Store) {
    let (shard, users) = neighbours(1);
    let user = &users[0];
    let draft = Draft { id: id("s:1"), items: vec![id("f-1")] };
    let seen = wake(user, 1, "seen");
    assert_eq!(
        store.draft(&draft, &seen, at(0)).await.unwrap(),
        WriteOutcome::Conflict,
        "there is no such entry"
    );
    store.schedule_check(user, at(60), "newer").await.unwrap();
    assert_eq!(store.draft(&draft, &seen, at(0)).await.unwrap(), WriteOutcome::Conflict);
    assert!(store.waiting(user).await.unwrap().drafts.is_empty());
    let newer = wake(user, 1, "newer");
    assert_eq!(store.draft(&draft, &newer, at(0)).await.unwrap(), WriteOutcome::Done);
    store.settle(&newer).await.unwrap();
    let begun = wake(user, 1, "s:1");
    assert_eq!(
        due(store, shard, &users, at(60)).await,
        std::slice::from_ref(&begun),
        "only under its new stamp"
    );
    store.settle(&begun).await.unwrap();
    assert!(due(store, shard, &users, at(60)).await.is_empty());
}

pub async fn a_notification_leaves_as_one_thing(store: &impl Store) {
    let user = user();
    let key = (user.clone(), id("f-1"));
    assert!(conflict(store.release(&key, &id("s:1")).await.unwrap()).is_none());
    put(store, &fill(&user, "f-1", 0)).await;
    for _ in 0..2 {
        assert!(matches!(store.release(&key, &id("s:1")).await.unwrap(), ItemWriteOutcome::Done));
    }
    let found = conflict(store.release(&key, &id("s:2")).await.unwrap()).unwrap();
    assert_eq!(found.released_as, Some(id("s:1")));
    // It is released nevertheless if it was acked only after that.
    move_to(store, &user, "f-1", InboxState::Seen).await;
    assert!(matches!(store.release(&key, &id("s:1")).await.unwrap(), ItemWriteOutcome::Done));
    let stored = item(store, &user, "f-1").await.unwrap();
    assert_eq!((stored.released_as, stored.state), (Some(id("s:1")), InboxState::Seen));
    assert_eq!(stored.notification.unwrap().id, id("f-1"));

    for state in [InboxState::Seen, InboxState::Read] {
        let name = format!("f-{state:?}");
        let key = (user.clone(), id(&name));
        put(store, &fill(&user, &name, 0)).await;
        move_to(store, &user, &name, state).await;
        let found = conflict(store.release(&key, &id("s:1")).await.unwrap()).unwrap();
        assert_eq!((found.state, found.released_as), (state, None), "it was seen");
    }
    // A client that has received it has not shown it to the trader.
    let key = (user.clone(), id("f-received"));
    put(store, &fill(&user, "f-received", 0)).await;
    move_to(store, &user, "f-received", InboxState::Received).await;
    assert!(matches!(store.release(&key, &id("s:1")).await.unwrap(), ItemWriteOutcome::Done));
    // Of several concurrent releases, one binds it to its summary.
    let key = (user.clone(), id("f-2"));
    put(store, &fill(&user, "f-2", 0)).await;
    let summaries: Vec<_> = (0..5).map(|n| id(&format!("s:{n}"))).collect();
    let released = join_all(summaries.iter().map(|summary| store.release(&key, summary))).await;
    assert_eq!(
        released.into_iter().filter(|released| matches!(released, Ok(ItemWriteOutcome::Done))).count(),
        1
    );
}

/// Returns a notification of this type, shown in-app or not.
fn of(user: &UserId, event_type: EventType, seconds: i64, is_shown: bool) -> Notification {
    let mut notification = fill(user, &format!("{}-{seconds}", event_type.name()), seconds);
    notification.event_type = event_type;
    if !is_shown {
        notification.channels[0].decision = Decision::Suppress(Reason::Disabled);
    }
    notification
}

pub async fn a_days_activity_is_counted_shown_or_not(store: &impl Store) {
    let user = user();
    let happened = [
        // Before the day, in its first and last instant, and after it.
        (EventType::OrderFilled, 9, true),
        (EventType::OrderFilled, 10, true),
        (EventType::PriceAlert, 15, true),
        (EventType::PriceAlert, 16, false),
        (EventType::OrderPartiallyFilled, 17, false),
        (EventType::DepositCredited, 18, true),
        (EventType::ReferralAccrued, 18, false),
        (EventType::MarginCall, 18, true),
        (EventType::OrderFilled, 19, false),
        (EventType::OrderFilled, 20, true),
        (EventType::OrderFilled, 21, false),
    ];
    for (event_type, seconds, is_shown) in happened {
        put(store, &of(&user, event_type, seconds, is_shown)).await;
    }
    // Marks and drafts beside them do not count, and notifications that were read still count.
    store.defer(&(user.clone(), id("order_filled-10")), at(10)).await.unwrap();
    store.schedule_check(&user, at(60), "order_filled-10").await.unwrap();
    let draft = Draft { id: id("s:1"), items: vec![id("order_filled-10")] };
    assert_eq!(
        store.draft(&draft, &wake(&user, 1, "order_filled-10"), at(10)).await.unwrap(),
        WriteOutcome::Done
    );
    move_to(store, &user, "price_alert-15", InboxState::Seen).await;
    move_to(store, &user, "deposit_credited-18", InboxState::Read).await;
    let counted = store.activity(&user, at(10), at(20)).await.unwrap();
    assert_eq!(counted, Activity { fills: 3, alerts: 2, deposits: 1, accruals: 1 });
    assert_eq!(store.activity(&user, at(22), at(90)).await.unwrap(), Activity::default());
    assert_eq!(store.activity(&crate::user(), at(0), at(90)).await.unwrap(), Activity::default());
}

pub async fn of_several_reports_the_latest_counts(store: &impl Store) {
    let user = user();
    let reported = |day: &str, seconds| Reported { day: Day::parse(day).unwrap(), until: at(seconds) };
    let (first, second) = (reported("2026-11-23", 5), reported("2026-11-24", 3));
    let third = reported("2026-11-24", 9);
    for (told, latest) in [(&second, &second), (&first, &second), (&third, &third), (&second, &third)] {
        store.record_report(&user, told).await.unwrap();
        assert_eq!(stored(store, &user).await.unwrap().reported.as_ref(), Some(latest));
    }
}

pub async fn of_several_profits_and_losses_the_latest_counts(store: &impl Store) {
    let user = user();
    let pnl = |realized: &str, unrealized: Option<&str>, seconds| PublishedPnl {
        at: at(seconds),
        realized: Signed::parse(realized).unwrap(),
        unrealized: unrealized.map(|amount| Signed::parse(amount).unwrap()),
        currency: Asset::parse("USDT").unwrap(),
    };
    let (first, second) = (pnl("-1250.00", None, 5), pnl("310.25", Some("-0.10"), 3));
    let third = pnl("0.00000001", None, 9);
    for (told, latest) in [(&second, &second), (&first, &first), (&second, &first), (&third, &third)] {
        store.record_pnl(&user, told).await.unwrap();
        assert_eq!(stored(store, &user).await.unwrap().pnl.as_ref(), Some(latest));
    }
}
