//! A trader whose devices stay connected through the storm, and whose inbox is read afterwards.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use serde_json::{Value, json};
use support::{Device, System};
use tokio::sync::watch;

/// The number of notifications that a device collects before it acks them together.
const ACKED_AT_ONCE: usize = 4;

/// The notifications of one device.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    /// Every notification that was received live, with the number of times.
    pub(crate) live: BTreeMap<String, usize>,
    /// The ids that it acked, and whose ack was answered.
    pub(crate) acked: BTreeSet<String>,
}

impl Heard {
    /// Returns the number of notifications that were received again.
    pub(crate) fn repeats(&self) -> usize {
        self.live.values().map(|times| times - 1).sum()
    }
}

/// Receives notifications until `over`, and acks them if the device is one that acks. Commands may be lost,
/// since their function is killed, too.
pub(crate) async fn listen(device: &mut Device, acks: bool, mut over: watch::Receiver<bool>) -> Heard {
    let mut heard = Heard::default();
    let mut to_ack = Vec::new();
    let mut asked: HashMap<String, Vec<String>> = HashMap::new();
    let mut last: Option<String> = None;
    loop {
        let frame = tokio::select! {
            frame = device.next_frame(Duration::from_hours(1)) => frame.expect("the connection stays"),
            _ = over.wait_for(|over| *over), if last.is_none() => {
                // Its answer comes after everything that was posted before.
                last = Some(device.send(json!({"action": "ping"})).await);
                continue;
            }
        };
        match (frame["type"].as_str(), frame["requestId"].as_str()) {
            (Some("notification"), _) => {
                let id = frame["id"].as_str().unwrap().to_owned();
                *heard.live.entry(id.clone()).or_default() += 1;
                to_ack.push(id);
            }
            (Some("reply"), Some(request)) if last.as_deref() == Some(request) => return heard,
            (Some("reply"), Some(request)) => heard.acked.extend(asked.remove(request).unwrap_or_default()),
            // An ack whose function was killed: the gateway reports it, or there is no answer.
            _ => {}
        }
        if acks && to_ack.len() >= ACKED_AT_ONCE {
            let ids = std::mem::take(&mut to_ack);
            let request = device.send(json!({"action": "ack", "ids": ids})).await;
            asked.insert(request, ids);
        }
    }
}

/// The notifications that a new device of the trader sees after the storm.
pub(crate) struct Aftermath {
    /// Every listed notification before `hello`, with whether it is acked.
    pub(crate) before: BTreeMap<String, bool>,
    /// The notifications in the reply to `hello`.
    pub(crate) pending: BTreeSet<String>,
    /// Every listed notification after `hello`: a last ack may have been under way.
    pub(crate) after: BTreeMap<String, bool>,
}

/// Returns the ids that are acked.
pub(crate) fn acked(listed: &BTreeMap<String, bool>) -> BTreeSet<String> {
    listed.iter().filter(|(_, acked)| **acked).map(|(id, _)| id.clone()).collect()
}

/// Reads the trader's state with a new device.
pub(crate) async fn look(system: &System, user: &str) -> Aftermath {
    let mut device = Device::connect(system, user).await;
    let before = list(&mut device).await;
    let hello = device.hello_until_drained().await;
    let pending: BTreeSet<_> = hello.iter().cloned().collect();
    assert_eq!(pending.len(), hello.len(), "{user}: hello sent something twice");
    let after = list(&mut device).await;
    device.close().await;
    Aftermath { before, pending, after }
}

/// Returns all pages of the inbox.
async fn list(device: &mut Device) -> BTreeMap<String, bool> {
    let mut listed = BTreeMap::new();
    let mut before = Value::Null;
    loop {
        let page =
            device.request(json!({"action": "listNotifications", "limit": 15, "before": before})).await;
        for entry in page["notifications"].as_array().unwrap() {
            let id = entry["id"].as_str().unwrap().to_owned();
            let twice = listed.insert(id, entry["acked"].as_bool().unwrap());
            assert!(twice.is_none(), "listed twice: {entry}");
        }
        before = page["next"].clone();
        if before.is_null() {
            return listed;
        }
    }
}
