//! Stacks as tests use them: side by side, with permissions removed, and with no process or file
//! left behind.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use local::publish::{Outgoing, Publisher};
use local::{Error, Options, Stack, StackInfo};
use serde_json::{Value, json};

const MAX_WAIT: Duration = Duration::from_secs(20);

fn dir(name: &str) -> PathBuf {
    local::root().join("target/local-tests").join(format!("{name}-{}", std::process::id()))
}

fn fill(id: &str) -> Outgoing {
    let now = jiff::Timestamp::now();
    let data =
        json!({"order_id": "1", "symbol": "BTC-USDT", "side": "buy", "quantity": "0.5", "price": "64250.10"});
    let event = json!({
        "id": id, "event_type": "order_filled", "user_id": "u-1", "occurred_at": format!("{now:.3}"), "data": data,
    });
    Outgoing::new(event.to_string())
}

/// Publishes a fill and waits for the process that takes it.
async fn invoke_route(stack: &Stack) -> Vec<u32> {
    Publisher::new(stack.info()).send(&[fill("fill-1")]).await.unwrap();
    let deadline = Instant::now() + MAX_WAIT;
    loop {
        let pids = stack.processes("route-p0");
        if !pids.is_empty() {
            return pids;
        }
        assert!(Instant::now() < deadline, "nobody took the event; see {}", stack.log().display());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn runs(pid: u32) -> bool {
    std::fs::read(Path::new("/proc").join(pid.to_string()).join("environ"))
        .is_ok_and(|found| !found.is_empty())
}

fn sids(policy: &Value) -> Vec<&str> {
    policy["Statement"].as_array().unwrap().iter().filter_map(|statement| statement["Sid"].as_str()).collect()
}

#[tokio::test]
async fn two_stacks_live_side_by_side_and_leave_nothing_behind() {
    let (left, right) = (dir("left"), dir("right"));
    let (one, two) = tokio::join!(Stack::start(Options::quiet(&left)), Stack::start(Options::quiet(&right)));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_ne!(one.info().aws_endpoint, two.info().aws_endpoint);
    assert_ne!(one.sandbox().url(), two.sandbox().url());
    assert_eq!(StackInfo::read(&left).unwrap().sandbox_url, one.sandbox().url());
    assert!(matches!(
        Stack::start(Options::quiet(&left)).await,
        Err(Error::AlreadyRunning { address: Some(_) })
    ));

    let pids = invoke_route(&one).await;
    assert!(two.processes("route-p0").is_empty(), "the other stack's functions are not ours");
    assert!(pids.iter().all(|pid| runs(*pid)));
    drop(one);
    assert!(!pids.iter().any(|pid| runs(*pid)));
    assert!(!left.join("stack.json").exists() && !left.join("tmp").exists());

    invoke_route(&two).await;
    drop(two);
    std::fs::remove_dir_all(left).unwrap();
    std::fs::remove_dir_all(right).unwrap();
}

#[tokio::test]
async fn a_statement_can_be_taken_away_and_given_back() {
    let dir = dir("statement");
    let stack = Stack::start(Options::quiet(&dir)).await.unwrap();
    assert_eq!(stack.role_names().count(), stack.info().functions.len());

    let before = stack.drop_statement("RouteP0Role", "RecordDelivery").await.unwrap();
    assert!(sids(&before).contains(&"RecordDelivery"));
    let after = stack.role_policy("RouteP0Role").await.unwrap();
    assert_eq!(sids(&after).len(), sids(&before).len() - 1);
    assert!(stack.drop_statement("RouteP0Role", "RecordDelivery").await.is_err(), "it is gone already");

    stack.put_role_policy("RouteP0Role", &before).await.unwrap();
    assert_eq!(stack.role_policy("RouteP0Role").await.unwrap(), before);
    drop(stack);
    std::fs::remove_dir_all(dir).unwrap();
}
