//! Every permission is needed: with all of them the system works, and without any one of them something that
//! it promises does not happen. Nothing is granted that nobody needs, and nothing needed is only granted by
//! accident.
//!
//! The roles and their statements are those that are deployed, so a new one without a probe fails here. A
//! statement with several actions or resources is tried without each of them, too.

#![allow(clippy::unwrap_used)]

mod inbox;
mod narrow;
mod probe;
mod sockets;
mod workers;

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use support::{System, run};
use tokio::time::timeout;

use probe::Scene;

/// What the local stack does not check: writing logs, and a mapping's reading of its queue.
const UNCHECKED: [(&str, &[&str]); 2] = [
    ("WriteLogs", &["logs:CreateLogStream", "logs:PutLogEvents"]),
    ("ReadOwnQueue", &["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]),
];

/// How long an effect may take that must come: less than any queue's visibility timeout, so that a retry that
/// was not given its pause is too late.
const PATIENCE: Duration = Duration::from_secs(25);

/// How long an effect is waited for that must not come: ten times as long as it took, within these bounds.
const DOUBT: (Duration, Duration) = (Duration::from_secs(4), Duration::from_secs(12));

/// A system of its own for each, so that what is taken from one role cannot be what another one's probe lacks.
const LANES: [&str; 4] = ["P0", "P1", "P2", "sockets"];

fn lane(role: &str) -> &'static str {
    LANES.into_iter().find(|lane| role.contains(lane)).unwrap_or("sockets")
}

#[test]
fn without_any_permission_something_breaks() {
    let problems: Vec<String> =
        run(async { join_all(LANES.map(try_lane)).await.into_iter().flatten().collect() });
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// One role after the other; answers what is wrong.
async fn try_lane(of: &str) -> Vec<String> {
    let system = System::start(&format!("permissions-{}", of.to_lowercase())).await;
    let roles: Vec<_> = system.stack.role_names().filter(|role| lane(role) == of).collect();
    assert!(!roles.is_empty(), "no role is tried in {of}");
    let mut problems = Vec::new();
    for role in roles {
        problems.extend(try_role(&system, role).await);
    }
    problems
}

async fn try_role(system: &System, role: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let policy = system.stack.role_policy(role).await.unwrap();
    for statement in narrow::statements(&policy) {
        let sid = statement.sid.as_str();
        if let Some((_, actions)) = UNCHECKED.iter().find(|(unchecked, _)| *unchecked == sid) {
            let unknown = statement.actions.iter().find(|action| !actions.contains(&action.as_str()));
            problems
                .extend(unknown.map(|action| format!("{role}: {action} hides in {sid}, which is not tried")));
            continue;
        }
        let scene = Scene { system, role };
        let start = Instant::now();
        let Some(probe) = scene.probe(sid) else {
            problems.push(format!("{role}: nobody knows what {sid} is for"));
            continue;
        };
        if timeout(PATIENCE, probe).await != Ok(true) {
            problems.push(format!("{role}: what {sid} is for does not happen although it is granted"));
            continue;
        }
        let doubt = (start.elapsed() * 10).clamp(DOUBT.0, DOUBT.1);
        for (what, narrowed) in narrow::narrowed(&policy, &statement) {
            system.stack.put_role_policy(role, &narrowed).await.unwrap();
            let works = match scene.probe(sid) {
                Some(probe) => timeout(doubt, probe).await == Ok(true),
                None => false,
            };
            system.stack.put_role_policy(role, &policy).await.unwrap();
            if works {
                problems.push(format!("{role}: nobody misses {what}"));
            }
        }
    }
    problems
}
