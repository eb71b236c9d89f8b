//! A batch that is killed at the worst moment: posted to the sockets, and not yet written to the inbox.

use std::collections::BTreeSet;

use serde_json::Value;
use support::{Device, Exchange, System, eventually, kill_all, run};

/// There are enough posts that the first has arrived long before the last is made; nothing
/// is written before that.
const DEVICES: usize = 12;
const EVENTS: usize = 10;
/// The number of attempts to hit the moment.
const TRIES: usize = 20;

#[test]
fn a_batch_killed_between_post_and_write_comes_again_and_is_written() {
    run(async {
        let system = &System::start("chaos-instant").await;
        let mut devices = Vec::new();
        for _ in 0..DEVICES {
            devices.push(Device::greet(system, "trader").await);
        }
        // Another trader's event makes the function warm.
        let mut other = Device::greet(system, "other").await;
        Exchange::of(system, "other").publish_fill("warm").await;
        other.ids_until("warm").await;

        for attempt in 0..TRIES {
            let ids: BTreeSet<_> = (0..EVENTS).map(|n| format!("fill-{attempt}-{n}")).collect();
            let exchange = Exchange::of(system, "trader");
            let fills: Vec<_> = ids.iter().map(|id| exchange.fill(id)).collect();
            exchange.publish("p0", &fills).await;
            while !ids.contains(id_of(&devices[0].notification().await)) {}
            let killed = kill_all(system, "route-p0");
            if killed == 0 || unwritten(system, &ids).await.is_empty() {
                // The function was faster than the kill.
                continue;
            }
            eventually("everything comes again and is written", async || {
                unwritten(system, &ids).await.is_empty().then_some(())
            })
            .await;
            // Only the first device has read a frame yet, and its `hello` delivers that one again.
            for device in &mut devices[1..] {
                let mut missing = ids.clone();
                while !missing.is_empty() {
                    missing.remove(id_of(&device.notification().await));
                }
            }
            let pending = devices[0].hello_until_drained().await;
            assert!(ids.iter().all(|id| pending.contains(id)), "{pending:?}");
            return;
        }
        panic!("the function wrote faster than it could be killed, {TRIES} times");
    });
}

fn id_of(notification: &Value) -> &str {
    notification["id"].as_str().unwrap()
}

/// Returns those of these events that have no inbox item.
async fn unwritten(system: &System, ids: &BTreeSet<String>) -> BTreeSet<String> {
    let mut missing = BTreeSet::new();
    for id in ids {
        if system.inbox_item("trader", id).await.is_none() {
            missing.insert(id.clone());
        }
    }
    missing
}
