//! The budgets that are counts: `cargo test` fails if one is exceeded. `cargo budgets` measures the
//! others.

#![allow(clippy::unwrap_used)]

use budgets::alerts::stored::{self, Shop};
use budgets::calls::{self, Counted};
use budgets::events::{self, BATCH, MAX_ALLOCATIONS, World};
use channels::websocket::Gateway;
use domain::Priority;
use lambda::clock::SystemClock;
use lambda::telemetry::Metrics;
use ports::Parts;
use queues::{QueueUrls, Sqs};
use usecases::batch::{Outcome, Record};
use usecases::route::route;

/// Routes a batch through the real clients and counts the calls at the services.
fn counted(events: usize) -> Counted {
    let aws = calls::services().unwrap();
    let clients = calls::clients(&aws).unwrap();
    let (store, gateway) =
        (calls::store(&clients), Gateway::new(clients.gateway(&format!("{}/live", aws.gateway.url()))));
    let (queues, metrics) = (Sqs::new(clients.sqs(), QueueUrls::default()), Metrics::new("Budgets"));
    let ports =
        Parts { store: &store, gateway: &gateway, queues: &queues, clock: &SystemClock, telemetry: &metrics };
    let bodies: Vec<_> = (0..events).map(events::fill).collect();
    let records: Vec<_> = bodies.iter().map(|body| Record { body, group: None, receive_count: 1 }).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcomes = runtime.block_on(route(&ports, Priority::P0, &domain::Channel::ALL, &records));
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Done), "{outcomes:?}");
    Counted { calls: aws.take().0, events }
}

#[test]
fn the_frame_is_out_after_two_calls_and_all_is_done_after_four() {
    let one = counted(1);
    let operations: Vec<_> = one.calls.iter().map(|call| call.operation.as_str()).collect();
    assert_eq!(operations, ["BatchGetItem", "PostToConnection", "UpdateItem", "BatchGetItem"]);
    assert_eq!((one.depth_of_post(), one.depth()), (2, 4));
}

#[test]
fn a_batch_of_ten_costs_at_most_two_and_a_half_calls_per_event_and_writes_after_its_posts() {
    let ten = counted(BATCH);
    assert!(ten.calls.len() * 2 <= BATCH * 5, "{} calls for {BATCH} events", ten.calls.len());
    assert!(ten.posts_come_first());
}

#[test]
fn an_event_allocates_no_more_than_its_budget() {
    let world = World::new();
    let allocations = allocation_counter::measure(|| {
        assert_eq!(world.route(), BATCH);
    });
    let each = allocations.count_total / BATCH as u64;
    assert!(each <= MAX_ALLOCATIONS, "{each} allocations per event");
}

#[test]
fn a_batch_that_fires_nothing_costs_one_read_however_many_alerts_are_stored() {
    let mut shop = Shop::new().unwrap();
    let mut bytes = Vec::new();
    for alerts in [100, 1_000] {
        let (calm, few) = stored::asked(&mut shop, alerts).unwrap();
        assert_eq!((calm.calls.len(), calm.count("BatchGetItem")), (1, 1), "{:?}", calm.calls);
        assert_eq!(
            (few.count("SendMessageBatch"), few.count("TransactWriteItems")),
            (1, 1),
            "{:?}",
            few.calls
        );
        bytes.push(calm.units.read_bytes);
    }
    // Each symbol counts the activations of its levels, and a larger number can have a digit more.
    assert!(bytes[1] - bytes[0] <= 200, "{bytes:?}");
}
