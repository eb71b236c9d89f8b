use std::time::Duration;

use domain::Priority;
use domain::recipient::MAX_CONNECTIONS;
use memory_store::MemoryStore;
use ports::Grant;
use serde_json::json;
use usecases::connect::{Caller, closes_at, disconnect, issue_ticket, redeem_ticket};

use crate::world::{World, connection};

fn grant(world: &World) -> Grant {
    let valid_until = world.now().plus(Duration::from_mins(10));
    Grant { user_id: world.user.clone(), valid_until, issued_at: None }
}

#[tokio::test]
async fn a_ticket_works_once_and_for_thirty_seconds() {
    let world = World::new();
    let tickets = MemoryStore::default();
    let issued = issue_ticket(&tickets, &grant(&world), [7; 32], world.now()).await.unwrap();
    assert_eq!(issued.expires_in_seconds, 30);
    world.pass(Duration::from_millis(29_999));
    assert_eq!(
        redeem_ticket(&tickets, &issued.ticket, world.now()).await.unwrap().unwrap().user_id,
        world.user
    );
    assert_eq!(redeem_ticket(&tickets, &issued.ticket, world.now()).await.unwrap(), None);

    let issued = issue_ticket(&tickets, &grant(&world), [8; 32], world.now()).await.unwrap();
    world.pass(Duration::from_secs(30));
    assert_eq!(redeem_ticket(&tickets, &issued.ticket, world.now()).await.unwrap(), None);
    for nonsense in ["", "x", "ü", &"a".repeat(10_000)] {
        assert_eq!(redeem_ticket(&tickets, nonsense, world.now()).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_ticket_is_no_longer_good_than_its_token() {
    let world = World::new();
    let tickets = MemoryStore::default();
    let grant = Grant { valid_until: world.now().plus(Duration::from_secs(5)), ..grant(&world) };
    let issued = issue_ticket(&tickets, &grant, [7; 32], world.now()).await.unwrap();
    world.pass(Duration::from_secs(5));
    assert_eq!(redeem_ticket(&tickets, &issued.ticket, world.now()).await.unwrap(), None);
}

#[tokio::test]
async fn a_connection_ends_after_two_hours_or_with_its_token() {
    let world = World::new();
    let long = Grant { valid_until: world.now().plus(Duration::from_hours(24)), ..grant(&world) };
    assert_eq!(closes_at(&long, world.now()), world.now().plus(Duration::from_hours(2)));
    assert_eq!(closes_at(&grant(&world), world.now()), grant(&world).valid_until);
}

#[tokio::test]
async fn beyond_the_cap_the_oldest_socket_is_closed_and_not_left_open_without_frames() {
    let world = World::new();
    for n in 0..=MAX_CONNECTIONS {
        world.connect(&format!("c-{n:02}")).await;
        world.pass(Duration::from_secs(1));
    }
    assert!(!world.gateway.is_open(&connection("c-00")));
    assert_eq!(world.registered().len(), MAX_CONNECTIONS);
    world.route(Priority::P0, &[world.fill("f-1")]).await;
    for n in 1..=MAX_CONNECTIONS {
        assert_eq!(world.notified(&format!("c-{n:02}")), ["f-1"]);
    }
}

#[tokio::test]
async fn a_late_disconnect_removes_only_its_own_connection() {
    let world = World::new();
    world.connect("old").await;
    world.connect("new").await;
    disconnect(&world.store, &world.user, &connection("old")).await.unwrap();
    disconnect(&world.store, &world.user, &connection("old")).await.unwrap();
    assert_eq!(world.registered(), ["new"]);
}

#[tokio::test]
async fn ping_and_hello_bring_a_forgotten_connection_back() {
    let world = World::new();
    world.connect("phone").await;
    for action in ["ping", "hello"] {
        disconnect(&world.store, &world.user, &connection("phone")).await.unwrap();
        world.send("phone", json!({"action": action})).await;
        assert_eq!(world.registered(), ["phone"]);
    }
}

#[tokio::test]
async fn a_frame_on_a_connection_past_its_time_closes_it() {
    let world = World::new();
    world.connect("phone").await;
    let caller = Caller {
        user_id: world.user.clone(),
        connection: connection("phone"),
        closes_at: world.now(),
        issued_at: None,
    };
    world.send_as(&caller, json!({"action": "ping"})).await;
    assert!(!world.gateway.is_open(&connection("phone")));
    assert!(world.registered().is_empty());
    assert!(world.frames("phone").is_empty());
}
