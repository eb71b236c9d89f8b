//! A trader whose devices stay connected through the storm, and who looks afterwards what there is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use serde_json::{Value, json};
use support::{Device, System};
use tokio::sync::watch;

/// How many notifications a device collects before it acks them together.
const ACKED_AT_ONCE: usize = 4;

/// What one device heard.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// Every notification that came live, with how often it came.
    pub(crate) live: BTreeMap<String, usize>,
    /// What it acked and got a reply for.
    pub(crate) acked: BTreeSet<String>,
}

impl Heard {
    /// How often something came that had come before.
    pub(crate) fn repeats(&self) -> usize {
        self.live.values().map(|times| times - 1).sum()
    }
}

/// Listens until `over`, and acks if it is a device that does. Commands may get lost: their function is killed,
/// too.
pub(crate) async fn listen(device: &mut Device, acks: bool, mut over: watch::Receiver<bool>) -> Heard {
    let mut heard = Heard::default();
    let mut to_ack = Vec::new();
    let mut asked: HashMap<String, Vec<String>> = HashMap::new();
    loop {
        let frame = tokio::select! {
            frame = device.next_frame(Duration::from_hours(1)) => frame.expect("the connection stays"),
            _ = over.wait_for(|over| *over) => return heard,
        };
        match (frame["type"].as_str(), frame["requestId"].as_str()) {
            (Some("notification"), _) => {
                let id = frame["id"].as_str().unwrap().to_owned();
                *heard.live.entry(id.clone()).or_default() += 1;
                to_ack.push(id);
            }
            (Some("reply"), Some(request)) => heard.acked.extend(asked.remove(request).unwrap_or_default()),
            // An ack whose function died: the gateway, or nobody, says so.
            _ => {}
        }
        if acks && to_ack.len() >= ACKED_AT_ONCE {
            let ids = std::mem::take(&mut to_ack);
            let request = device.send(json!({"action": "ack", "ids": ids})).await;
            asked.insert(request, ids);
        }
    }
}

/// What is known of a trader's notifications when all is over.
pub(crate) struct Aftermath {
    /// Every listed notification, with whether it is acked.
    pub(crate) listed: BTreeMap<String, bool>,
    /// What came with a fresh device's hello.
    pub(crate) pending: BTreeSet<String>,
}

impl Aftermath {
    /// What some device has acked.
    pub(crate) fn acked(&self) -> BTreeSet<String> {
        self.listed.iter().filter(|(_, acked)| **acked).map(|(id, _)| id.clone()).collect()
    }
}

/// Looks at everything with a fresh device.
pub(crate) async fn look(system: &System, user: &str) -> Aftermath {
    let mut device = Device::connect(system, user).await;
    let pending: Vec<_> = device.hello_until_drained().await;
    let once: BTreeSet<_> = pending.iter().cloned().collect();
    assert_eq!(once.len(), pending.len(), "{user}: hello sent something twice");
    let mut listed = BTreeMap::new();
    let mut before = Value::Null;
    loop {
        let page =
            device.request(json!({"action": "listNotifications", "limit": 15, "before": before})).await;
        for entry in page["notifications"].as_array().unwrap() {
            let id = entry["id"].as_str().unwrap().to_owned();
            let twice = listed.insert(id, entry["acked"].as_bool().unwrap());
            assert!(twice.is_none(), "{user}: listed twice: {entry}");
        }
        before = page["next"].clone();
        if before.is_null() {
            break;
        }
    }
    device.close().await;
    Aftermath { listed, pending: once }
}
