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

/// What a trader sees with a fresh device when all is over.
pub(crate) struct Aftermath {
    /// Everything that is listed, with whether it is acked, before hello.
    pub(crate) before: BTreeMap<String, bool>,
    /// What came with hello.
    pub(crate) pending: BTreeSet<String>,
    /// Everything that is listed, after hello: a last ack may have been under way.
    pub(crate) after: BTreeMap<String, bool>,
}

/// Those that are acked.
pub(crate) fn acked(listed: &BTreeMap<String, bool>) -> BTreeSet<String> {
    listed.iter().filter(|(_, acked)| **acked).map(|(id, _)| id.clone()).collect()
}

/// Looks at everything with a fresh device.
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

/// All pages of the inbox.
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
