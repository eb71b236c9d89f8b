use domain::EventId;
use domain::alert::NewAlert;
use domain::protocol::AckKind;
use memory_store::MemoryStore;
use ports::PortError;
use serde_json::json;

use super::*;

fn at(millis: i64) -> Time {
    // The beginning of a window of each limit.
    Time::from_millis(1_795_420_800_000 + millis)
}

fn caller(user: &str, connection: &str) -> Caller {
    let user_id = UserId::parse(user).unwrap();
    Caller {
        user_id,
        connection: ConnectionId::new(connection),
        closes_at: at(i64::MAX / 2),
        issued_at: None,
    }
}

async fn evaluate(
    limits: &FrameLimits,
    store: &MemoryStore,
    connection: &str,
    kind: Kind,
    now: Time,
) -> Verdict {
    limits.evaluate(store, &caller("u-1", connection), kind, now).await
}

/// Returns how many of so many frames at one instant are admitted.
async fn admitted(
    limits: &[FrameLimits],
    store: &MemoryStore,
    kind: Kind,
    frames: usize,
    now: Time,
) -> usize {
    let mut admitted = 0;
    for number in 0..frames {
        let limits = &limits[number % limits.len()];
        admitted += usize::from(evaluate(limits, store, "c", kind, now).await == Verdict::Admitted);
    }
    admitted
}

#[test]
fn every_frame_has_its_kind() {
    let kind = |frame: serde_json::Value| Kind::of(&Request::decode(&frame.to_string()));
    let frame = |action: &str| json!({"action": action, "requestId": "1", "ids": ["e"]});
    assert_eq!(kind(frame("ack")), Kind::Exempt);
    assert_eq!(kind(frame("ping")), Kind::Exempt);
    assert_eq!(kind(frame("hello")), Kind::Hello);
    assert_eq!(kind(json!({"action": "hello", "requestId": "1", "after": "1~e"})), Kind::Other);
    assert_eq!(kind(frame("listAlerts")), Kind::Other);
    assert_eq!(kind(json!("garbage")), Kind::Other);
    let alert = json!({"symbol": "A", "condition": "above", "targetPrice": "1"});
    let wanted = Box::new(NewAlert::of_document(&alert, "alert").unwrap());
    let action = Action::CreateAlert { wanted, client_id: None };
    assert_eq!(Kind::of(&Ok(Request { id: "1".to_owned(), action })), Kind::ActivateAlert);
    let acks = Action::Ack { ids: vec![EventId::parse("e").unwrap()], kind: AckKind::Seen };
    assert_eq!(Kind::of(&Ok(Request { id: "1".to_owned(), action: acks })), Kind::Exempt);
}

#[tokio::test]
async fn a_connection_has_its_burst_and_then_fifty_a_second() {
    let (limits, store) = ([FrameLimits::default()], MemoryStore::default());
    assert_eq!(admitted(&limits, &store, Kind::Other, 400, at(0)).await, 300);
    let Verdict::Refused(refusal) = evaluate(&limits[0], &store, "c", Kind::Other, at(0)).await else {
        panic!("there is no token left")
    };
    assert_eq!(refusal.retry_after_seconds(), 1);
    assert_eq!(admitted(&limits, &store, Kind::Other, 100, at(1_000)).await, 50);
    assert_eq!(evaluate(&limits[0], &store, "other", Kind::Other, at(1_000)).await, Verdict::Admitted);
}

#[tokio::test]
async fn an_ordinary_client_costs_no_call() {
    let (limits, store) = (FrameLimits::default(), MemoryStore::default());
    for number in 0..2_000 {
        let frames = if number == 0 { 25 } else { 1 };
        for _ in 0..frames {
            let verdict = evaluate(&limits, &store, "c", Kind::Other, at(number * 25)).await;
            assert_eq!(verdict, Verdict::Admitted);
        }
    }
    assert!(store.counters().is_empty());
}

#[tokio::test]
async fn a_user_has_twice_as_much_over_all_connections() {
    let (limits, store) = (FrameLimits::default(), MemoryStore::default());
    let mut admitted = 0;
    for number in 0..2_000 {
        let connection = format!("c-{}", number % 20);
        let verdict = evaluate(&limits, &store, &connection, Kind::Other, at(0)).await;
        admitted += usize::from(verdict == Verdict::Admitted);
    }
    assert_eq!(admitted, 600);
    let other = limits.evaluate(&store, &caller("u-2", "d"), Kind::Other, at(0)).await;
    assert_eq!(other, Verdict::Admitted, "another trader has a limit of its own");
}

#[tokio::test]
async fn what_one_connection_sends_in_vain_is_not_taken_from_the_users_others() {
    let (limits, store) = ([FrameLimits::default()], MemoryStore::default());
    assert_eq!(admitted(&limits, &store, Kind::Other, 2_000, at(0)).await, 300);
    for _ in 0..300 {
        assert_eq!(evaluate(&limits[0], &store, "other", Kind::Other, at(0)).await, Verdict::Admitted);
    }
}

#[tokio::test]
async fn what_several_instances_see_is_added_up() {
    let store = MemoryStore::default();
    let limits: Vec<FrameLimits> = (0..10).map(|_| FrameLimits::default()).collect();
    let admitted = admitted(&limits, &store, Kind::Other, 2_000, at(0)).await;
    // Alone, each of the ten would admit all of its 200. The window has 600, plus the frames that
    // are not yet reported.
    assert!((300..=600 + 10 * 10).contains(&admitted), "{admitted}");
    // A flood costs few calls: the blocks until the limit, and after that one for a hundred frames.
    let adds: u32 = store.counters().values().sum();
    assert!(adds <= 3 * 2_000);
    assert!(store.counters().len() <= 4, "of the connection and of the user, and their floods");
    let Verdict::Refused(refusal) = evaluate(&limits[0], &store, "c", Kind::Other, at(2_500)).await else {
        panic!("the window is not over")
    };
    assert_eq!(refusal.retry_after_seconds(), 4);
    assert_eq!(evaluate(&limits[0], &store, "c", Kind::Other, at(6_000)).await, Verdict::Admitted);
}

#[tokio::test]
async fn an_ack_and_a_ping_are_never_refused_and_a_flood_of_them_is_closed() {
    let (limits, store) = ([FrameLimits::default()], MemoryStore::default());
    assert_eq!(admitted(&limits, &store, Kind::Other, 400, at(0)).await, 300);
    assert_eq!(admitted(&limits, &store, Kind::Exempt, 2_000, at(0)).await, 2_000);
    let mut verdicts = Vec::new();
    for _ in 0..1_000 {
        verdicts.push(evaluate(&limits[0], &store, "c", Kind::Exempt, at(0)).await);
    }
    let closings = verdicts.iter().filter(|verdict| **verdict == Verdict::Close).count();
    assert_eq!(closings, 1, "it is closed once, and then what is under way is ignored");
    assert_eq!(verdicts.last(), Some(&Verdict::Ignored));
    // The connection could not be closed, and continues to send.
    let (verdict, _) = limits[0].count(&caller("u-1", "c"), Kind::Exempt, at(999));
    assert_eq!(verdict, Verdict::Ignored);
    assert_eq!(evaluate(&limits[0], &store, "c", Kind::Exempt, at(60_000)).await, Verdict::Admitted);
}

#[tokio::test]
async fn a_flood_that_is_spread_over_instances_is_closed_too() {
    let store = MemoryStore::default();
    let limits: Vec<FrameLimits> = (0..10).map(|_| FrameLimits::default()).collect();
    let mut is_closed = false;
    for number in 0..12_000 {
        let verdict = evaluate(&limits[number % 10], &store, "c", Kind::Exempt, at(0)).await;
        is_closed |= verdict == Verdict::Close;
    }
    assert!(is_closed, "no instance has seen ten times the limit");
}

#[tokio::test]
async fn a_greeting_is_answered_three_times_and_then_every_five_seconds() {
    let (limits, store) = ([FrameLimits::default()], MemoryStore::default());
    assert_eq!(admitted(&limits, &store, Kind::Hello, 10, at(0)).await, 3);
    assert_eq!(evaluate(&limits[0], &store, "c", Kind::Other, at(0)).await, Verdict::Admitted);
    assert_eq!(admitted(&limits, &store, Kind::Hello, 10, at(5_000)).await, 1, "refused ones cost nothing");
    assert_eq!(evaluate(&limits[0], &store, "d", Kind::Hello, at(5_000)).await, Verdict::Admitted);
    let many: Vec<FrameLimits> = (0..4).map(|_| FrameLimits::default()).collect();
    let admitted = admitted(&many, &MemoryStore::default(), Kind::Hello, 200, at(0)).await;
    assert!(admitted <= 6 + 4, "{admitted}");
}

#[tokio::test]
async fn without_the_shared_counter_the_instance_decides() {
    let (limits, store) = ([FrameLimits::default()], MemoryStore::default());
    store.fail_next(usize::MAX);
    assert!(matches!(store.add(&counter(), 1).await, Err(PortError::Unavailable(_))));
    assert_eq!(admitted(&limits, &store, Kind::Other, 400, at(0)).await, 300);
}

fn counter() -> Counter {
    Counter::Frames { meter: Meter::Hello(ConnectionId::new("c")), window: 0, ends_at: at(0) }
}

#[tokio::test]
async fn what_the_store_has_refused_is_refused_without_asking_it_again() {
    let (limits, store) = (FrameLimits::default(), MemoryStore::default());
    limits.refuse_alerts(&UserId::parse("u-1").unwrap(), at(3_000), at(0));
    for kind in [Kind::Other, Kind::Exempt, Kind::Hello] {
        assert_eq!(evaluate(&limits, &store, "c", kind, at(0)).await, Verdict::Admitted);
    }
    let refused = evaluate(&limits, &store, "c", Kind::ActivateAlert, at(1_000)).await;
    assert_eq!(refused, Verdict::Refused(TooMany { retry_after: Duration::from_secs(2) }));
    assert_eq!(evaluate(&limits, &store, "c", Kind::ActivateAlert, at(3_000)).await, Verdict::Admitted);
}

#[tokio::test]
async fn no_number_of_clients_fills_the_memory() {
    let (limits, store) = (FrameLimits::default(), MemoryStore::default());
    for number in 0..3 * MAX_TRACKED {
        let caller = caller(&format!("u-{number}"), &format!("c-{number}"));
        assert_eq!(limits.evaluate(&store, &caller, Kind::Other, at(0)).await, Verdict::Admitted);
        let known = limits.with(|known| known.connections.len().max(known.users.len()));
        assert!(known <= MAX_TRACKED);
    }
}
