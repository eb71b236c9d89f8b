//! One contract for the store, over DynamoDB's API and over its twin in memory: what the use cases are proved
//! with must be what they run on.

use domain::event::Event;
use domain::notification::{Attempt, AttemptResult, InboxState, Notification};
use domain::plan::{DEPLOYED, plan};
use domain::preferences::Preferences;
use domain::recipient::Connection;
use domain::{ConnectionId, EventId, Locale, Time, UserId, text};
use ports::{
    BatchRead, Connections, Grant, InboxAdvance, InboxLists, InboxWrite, Register, Seen, Tickets, Unread,
    Written,
};
use serde_json::json;
use store::memory::MemoryStore;
use store::{DynamoStore, Tables};
use support::{System, run, unique};

/// Everything that a store must do.
trait Store: BatchRead + Connections + Register + InboxWrite + InboxAdvance + InboxLists + Tickets {}
impl Store for MemoryStore {}
impl Store for DynamoStore {}

const START: i64 = 1_795_420_800_000;

fn at(seconds: i64) -> Time {
    Time::from_millis(START + seconds * 1_000)
}

fn user() -> UserId {
    UserId::parse(unique("contract")).unwrap()
}

fn id(text: &str) -> EventId {
    EventId::parse(text).unwrap()
}

/// A fill at `START` + `seconds` that expires an hour later.
fn fill(user: &UserId, name: &str, seconds: i64) -> Notification {
    let event = json!({
        "id": name, "event_type": "order_filled", "user_id": user, "occurred_at": at(seconds), "expires_at": at(seconds + 3_600),
        "data": {"order_id": "1", "symbol": "BTC-USDT", "side": "buy", "quantity": "0.50", "price": 64250.10, "more": {"n": 1e2}},
    });
    let event = Event::decode(&event.to_string(), at(seconds)).unwrap();
    let plan = plan(&event, &Preferences::default(), DEPLOYED);
    Notification::new(&event, &plan, text::in_app(&event.data, &Locale::default()), at(seconds))
}

fn attempt(name: &str) -> Attempt {
    Attempt {
        at: at(1),
        result: AttemptResult::Accepted,
        connection: ConnectionId::new(name),
        status: Some(200),
        duration_ms: 7,
    }
}

async fn put(store: &impl Store, notification: &Notification) {
    let written = store.put(notification, &[], None, InboxState::Pending).await.unwrap();
    assert!(matches!(written, Written::Done));
}

async fn seen(store: &impl Store, user: &UserId, name: &str) -> Seen {
    let key = (user.clone(), id(name));
    Seen::of(store.read(&[], &[key.clone()]).await.unwrap().items.get(&key))
}

async fn move_to(store: &impl Store, user: &UserId, name: &str, next: InboxState) {
    let seen = seen(store, user, name).await;
    let written = store.advance(user, &id(name), seen, next, at(99)).await.unwrap();
    assert!(matches!(written, Written::Done));
}

async fn items_come_back_as_they_were(store: &impl Store) {
    let user = user();
    let mut notification = fill(&user, "f-1", 0);
    notification.silent = true;
    store.put(&notification, &[attempt("a#1|x=")], None, InboxState::Pending).await.unwrap();
    store.add_attempts(&user, &id("f-1"), &[attempt("b")]).await.unwrap();
    let key = (user.clone(), id("f-1"));
    let nobody = (user.clone(), id("nobody"));
    let snapshot =
        store.read(&[user.clone(), user.clone()], &[key.clone(), key.clone(), nobody]).await.unwrap();
    assert_eq!(snapshot.items.len(), 1);
    assert!(snapshot.recipients.is_empty());
    let item = &snapshot.items[&key];
    assert_eq!((item.state, item.acked_at), (InboxState::Pending, None));
    assert_eq!(item.attempts, [attempt("a#1|x="), attempt("b")]);
    assert_eq!(format!("{:?}", item.notification.as_ref().unwrap()), format!("{notification:?}"));
}

async fn every_write_is_conditional_on_what_was_seen(store: &impl Store) {
    let user = user();
    let notification = fill(&user, "f-1", 0);
    put(store, &notification).await;
    let Written::Conflict(found) = store.put(&notification, &[], None, InboxState::Pending).await.unwrap()
    else {
        panic!("an item was overwritten");
    };
    assert_eq!(found.as_ref().as_ref().unwrap().state, InboxState::Pending);
    let stale = seen(store, &user, "f-1").await;
    move_to(store, &user, "f-1", InboxState::Acked).await;
    let Written::Conflict(found) =
        store.advance(&user, &id("f-1"), stale, InboxState::Acked, at(5)).await.unwrap()
    else {
        panic!("a stale ack went through");
    };
    let found = found.unwrap();
    assert_eq!((found.state, found.acked_at), (InboxState::Acked, Some(at(99))));
    move_to(store, &user, "f-1", InboxState::Read).await;
    let item =
        store.read(&[], &[(user.clone(), id("f-1"))]).await.unwrap().items.into_values().next().unwrap();
    assert_eq!((item.state, item.acked_at), (InboxState::Read, Some(at(99))), "the first ack counts");
}

async fn the_mark_of_an_early_ack_is_merged_and_never_listed(store: &impl Store) {
    let user = user();
    let nothing = Seen { state: None, listed_at: None };
    store.advance(&user, &id("f-1"), nothing, InboxState::AckedEarly, at(1)).await.unwrap();
    assert_eq!(store.unread(&user).await.unwrap(), Unread::default());
    assert!(store.list(&user, None, 10).await.unwrap().items.is_empty());
    let notification = fill(&user, "f-1", 0);
    let Written::Conflict(mark) = store.put(&notification, &[], None, InboxState::Pending).await.unwrap()
    else {
        panic!("the mark was overwritten");
    };
    let mark = mark.unwrap();
    assert_eq!((mark.state, mark.notification.is_none()), (InboxState::AckedEarly, true));
    store.put(&notification, &[attempt("a")], Some(mark.state), InboxState::Acked).await.unwrap();
    let page = store.list(&user, None, 10).await.unwrap();
    assert_eq!((page.items[0].state, page.items[0].acked_at), (InboxState::Acked, Some(at(1))));
    assert!(store.pending(&user, None, 10, at(2)).await.unwrap().items.is_empty());
    assert_eq!(store.unread(&user).await.unwrap().count, 1);
}

async fn lists_go_by_time_and_page_without_gaps(store: &impl Store) {
    let user = user();
    let other = self::user();
    put(store, &fill(&other, "f-x", 3)).await;
    // Two in the same millisecond, and one that comes late.
    for (name, seconds) in [("f-1", 1), ("f-3", 3), ("f-2b", 2), ("f-2a", 2), ("f-0", 0)] {
        put(store, &fill(&user, name, seconds)).await;
    }
    move_to(store, &user, "f-1", InboxState::Acked).await;
    move_to(store, &user, "f-2b", InboxState::Acked).await;
    move_to(store, &user, "f-2b", InboxState::Read).await;
    for limit in 1..=6 {
        let mut all = Vec::new();
        let mut before = None;
        loop {
            let page = store.list(&user, before.as_ref(), limit).await.unwrap();
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

fn names(items: &[domain::notification::InboxItem]) -> Vec<String> {
    items.iter().map(|item| item.notification.as_ref().unwrap().id.to_string()).collect()
}

async fn what_has_expired_is_listed_but_not_pending(store: &impl Store) {
    let user = user();
    for n in 0..30 {
        put(store, &fill(&user, &format!("old-{n:02}"), n)).await;
    }
    put(store, &fill(&user, "new", 1_000)).await;
    let page = store.pending(&user, None, 5, at(3_700)).await.unwrap();
    assert_eq!((names(&page.items), page.next), (vec!["new".to_owned()], None));
    assert_eq!(store.list(&user, None, 100).await.unwrap().items.len(), 31);
}

async fn unread_is_counted_to_a_hundred(store: &impl Store) {
    let user = user();
    for n in 0..100 {
        put(store, &fill(&user, &format!("f-{n}"), n)).await;
    }
    assert_eq!(store.unread(&user).await.unwrap(), Unread { count: 100, more: false });
    put(store, &fill(&user, "f-100", 100)).await;
    assert_eq!(store.unread(&user).await.unwrap(), Unread { count: 100, more: true });
}

async fn hidden_notifications_are_in_no_list(store: &impl Store) {
    let user = user();
    let mut hidden = fill(&user, "f-1", 0);
    hidden.channels[0].suppressed = Some(domain::plan::Reason::NotChosen);
    put(store, &hidden).await;
    move_to(store, &user, "f-1", InboxState::Acked).await;
    assert!(store.list(&user, None, 10).await.unwrap().items.is_empty());
    assert!(store.pending(&user, None, 10, at(1)).await.unwrap().items.is_empty());
    assert_eq!(store.unread(&user).await.unwrap().count, 0);
    assert_eq!(seen(store, &user, "f-1").await.state, Some(InboxState::Acked));
}

async fn connections_come_and_go_by_themselves(store: &impl Store) {
    let user = user();
    let connection = |name: &str, seconds| Connection {
        id: ConnectionId::new(name),
        registered_at: at(seconds),
        closes_at: at(9_000),
    };
    let registered = async |names: &[&str]| {
        let snapshot = store.read(&[user.clone()], &[]).await.unwrap();
        let mut found: Vec<_> = snapshot
            .recipient(&user)
            .connections
            .iter()
            .map(|connection| connection.id.to_string())
            .collect();
        found.sort();
        assert_eq!(found, names);
    };
    store.remove(&user, &ConnectionId::new("nobody=")).await.unwrap();
    assert!(store.read(&[user.clone()], &[]).await.unwrap().recipients.is_empty(), "nobody came into being");
    store.register(&user, &connection("a=", 1)).await.unwrap();
    let recipient = store.register(&user, &connection("b=", 2)).await.unwrap();
    assert_eq!(recipient.connections.len(), 2);
    let recipient = store.register(&user, &connection("a=", 3)).await.unwrap();
    assert!(recipient.connections.contains(&connection("a=", 3)));
    store.remove_stale(&user, &ConnectionId::new("a="), at(2)).await.unwrap();
    registered(&["a=", "b="]).await;
    store.remove_stale(&user, &ConnectionId::new("a="), at(3)).await.unwrap();
    registered(&["b="]).await;
    store.remove(&user, &ConnectionId::new("b=")).await.unwrap();
    store.remove(&user, &ConnectionId::new("b=")).await.unwrap();
    registered(&[]).await;
}

async fn a_ticket_is_consumed_by_one(store: &impl Store) {
    let hash = unique("hash");
    let grant = Grant { user_id: user(), valid_until: at(500) };
    store.issue(&hash, &grant, at(30)).await.unwrap();
    assert_eq!(store.redeem(&hash, at(30)).await.unwrap(), None);
    assert_eq!(store.redeem(&hash, at(29)).await.unwrap(), Some(grant));
    assert_eq!(store.redeem(&hash, at(29)).await.unwrap(), None);
    assert_eq!(store.redeem("nothing", at(0)).await.unwrap(), None);
}

macro_rules! contract {
    ($($promise:ident)*) => {$(
        mod $promise {
            use super::*;

            #[test]
            fn in_memory() {
                run(super::$promise(&MemoryStore::default()));
            }

            #[test]
            fn in_dynamodb() {
                run(async {
                    let system = System::shared().await;
                    let tables = Tables {
                        recipients: system.table("RecipientsTableName").to_owned(),
                        inbox: system.table("InboxTableName").to_owned(),
                        tickets: system.table("TicketsTableName").to_owned(),
                    };
                    super::$promise(&DynamoStore::new(system.dynamodb.clone(), tables)).await;
                });
            }
        }
    )*};
}

contract! {
    items_come_back_as_they_were
    every_write_is_conditional_on_what_was_seen
    the_mark_of_an_early_ack_is_merged_and_never_listed
    lists_go_by_time_and_page_without_gaps
    what_has_expired_is_listed_but_not_pending
    unread_is_counted_to_a_hundred
    hidden_notifications_are_in_no_list
    connections_come_and_go_by_themselves
    a_ticket_is_consumed_by_one
}
