//! Every permission is needed: with all of them the system works, and without any one of them something that
//! it promises does not happen. No permission is granted that no function needs, and no needed permission is
//! granted only by accident.
//!
//! The roles and their statements are the deployed ones, so a new one without a probe fails here. A statement
//! with several actions or resources is also tried without each of them.

#![allow(clippy::unwrap_used)]

mod broadcasts;
mod client;
mod contacts;
mod deliveries;
mod inbox;
mod narrow;
mod prices;
mod probe;
mod release;
mod sockets;
mod trader;
mod workers;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use support::{System, run};
use tokio::time::timeout;

use narrow::Statement;
use probe::Scene;

/// A permission whose absence has no visible effect on the local stack.
struct Unseen {
    /// The role that has it; `None` for all roles.
    role: Option<&'static str>,
    sid: &'static str,
    what: What,
    why: &'static str,
}

enum What {
    /// A statement that has exactly these actions, so that it cannot hide others.
    Statement(&'static [&'static str]),
    /// Those of its resources with this text in their names.
    Resources(&'static str),
}

const UNSEEN: [Unseen; 9] = [
    Unseen {
        role: None,
        sid: "WriteLogs",
        what: What::Statement(&["logs:CreateLogStream", "logs:PutLogEvents"]),
        why: "the local stack writes the logs of functions itself, unasked",
    },
    Unseen {
        role: None,
        sid: "ReadOwnQueue",
        what: What::Statement(&["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]),
        why: "its mappings read any queue",
    },
    Unseen {
        role: Some("WatchPricesRole"),
        sid: "ReadTicks",
        what: What::Statement(&[
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
        ]),
        why: "its mappings read any stream",
    },
    Unseen {
        role: Some("WatchPricesRole"),
        sid: "SubscribeToTicks",
        what: What::Statement(&["kinesis:SubscribeToShard"]),
        why: "its mappings read any stream",
    },
    Unseen {
        role: Some("WatchPricesRole"),
        sid: "TellOfWhatIsGivenUp",
        what: What::Statement(&["sqs:SendMessage"]),
        why: "it never gives up a batch of a stream",
    },
    Unseen {
        role: Some("EmailEventsRole"),
        sid: "SetAside",
        what: What::Statement(&["sqs:SendMessage"]),
        why: "it sends the dead letters of a function that nobody waits for itself, unasked",
    },
    Unseen {
        role: Some("DeliverSmsP0Role"),
        sid: "RetireContact",
        what: What::Statement(&["dynamodb:UpdateItem"]),
        why: "its SNS has no numbers whose owners opted out",
    },
    Unseen {
        role: None,
        sid: "MarkOverflow",
        what: What::Statement(&["dynamodb:UpdateItem"]),
        why: "its tables refuse no inbox that is full",
    },
    Unseen {
        role: None,
        sid: "SendEmail",
        what: What::Resources(":configuration-set/"),
        why: "it asks whether e-mails may be sent, not with which configuration set",
    },
];

/// The time within which an expected effect must come: less than any queue's visibility timeout, so that a
/// retry without its shorter delay is too late.
const MAX_WAIT: Duration = Duration::from_secs(25);

/// The time for which an unexpected effect is awaited: ten times as long as the effect
/// took, within these bounds.
const DOUBT: (Duration, Duration) = (Duration::from_secs(4), Duration::from_secs(12));

/// The systems, and the rows of roles of each. The roles of a row are tried one after another, and the rows
/// in parallel. A permission that is removed from one role must not affect the probe of another, so no probe
/// needs a role in another row of the same system. A route needs its channels and the sockets; a P0 channel
/// needs the other P0 channels that it falls back to; escalate needs SMS and push of P0; release needs the
/// channels of P1 and P2 and the route of P2; the functions around prices need the route of P1; the canary
/// needs the route of P0 and the sockets; and what carries out frames needs push and Telegram of P1, which
/// take messages back. The walk of a broadcast needs the routes of P1 and P2, all their channels, and the
/// sockets.
const SYSTEMS: [(&str, &[&[&str]]); 4] = [
    ("p0", &[&["RouteP0", "Escalate"], &["WatchPrices", "FireAlerts", "CheckFeeds"], &["WalkBroadcasts"]]),
    ("p1", &[&["RouteP1", "DeliverWebsocketP1"], &["DeliverPushP0"], &["Release"], &["Canary"]]),
    (
        "p2",
        &[
            &["RouteP2", "DeliverWebsocketP2"],
            &["DeliverTelegramP0", "DeliverSmsP0"],
            &["DeliverPushP1"],
            &["DeliverTelegramP1"],
        ],
    ),
    (
        "sockets",
        &[
            &["Web", "SocketAuthorize", "SocketConnect", "SocketDisconnect", "SocketCommand"],
            &["DeliverEmailP0", "SyncProfile"],
            &["DeliverEmailP1"],
            &["DeliverTelegramP2"],
            &["DeliverPushP2"],
            &["DeliverEmailP2", "EmailEvents"],
        ],
    ),
];

/// The outcome of the probes.
#[derive(Default)]
struct Findings {
    problems: Vec<String>,
    /// The indices of the entries of [`UNSEEN`] that applied.
    unseen: BTreeSet<usize>,
}

impl Findings {
    fn join(all: Vec<Self>) -> Self {
        all.into_iter().fold(Self::default(), |mut joined, findings| {
            joined.problems.extend(findings.problems);
            joined.unseen.extend(findings.unseen);
            joined
        })
    }

    /// Whether [`UNSEEN`] has an entry for this statement that `is_it`.
    fn is_unseen(&mut self, role: &str, sid: &str, is_it: impl Fn(&What) -> bool) -> bool {
        let place = UNSEEN.iter().position(|unseen| {
            unseen.sid == sid && unseen.role.is_none_or(|of| of == role) && is_it(&unseen.what)
        });
        self.unseen.extend(place);
        place.is_some()
    }
}

#[test]
fn without_any_permission_something_breaks() {
    let Findings { mut problems, unseen } =
        run(async { Findings::join(join_all(SYSTEMS.map(|(name, rows)| try_system(name, rows))).await) });
    let stale = UNSEEN.iter().enumerate().filter(|(place, _)| !unseen.contains(place));
    problems
        .extend(stale.map(|(_, Unseen { sid, why, .. })| format!("no exception is needed for {sid}: {why}")));
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

async fn try_system(name: &str, rows: &[&[&str]]) -> Findings {
    // Without links an SMS has no handle, and its function does not store one.
    let system = System::start_with(&format!("permissions-{name}"), &[("SmsAckLinks", "true")]).await;
    // A scheduled check takes place only when a probe invokes it.
    system.stop_the_clock().await;
    let tried = SYSTEMS.iter().flat_map(|(_, rows)| rows.iter().copied().flatten());
    let mut tried: Vec<_> = tried.map(|function| format!("{function}Role")).collect();
    tried.sort_unstable();
    let mut roles: Vec<_> = system.stack.role_names().collect();
    roles.sort_unstable();
    assert_eq!(tried, roles, "each role is tried, and once");
    Findings::join(join_all(rows.iter().map(|row| try_row(&system, row))).await)
}

/// Tries the roles of a row one after another.
async fn try_row(system: &System, functions: &[&str]) -> Findings {
    let mut all = Vec::new();
    for function in functions {
        all.push(try_role(system, &format!("{function}Role")).await);
    }
    Findings::join(all)
}

async fn try_role(system: &System, role: &str) -> Findings {
    let mut findings = Findings::default();
    let policy = system.stack.role_policy(role).await.unwrap();
    for statement in narrow::statements(&policy) {
        let sid = statement.sid.as_str();
        if findings.is_unseen(role, sid, |what| hides(what, &statement)) {
            continue;
        }
        let scene = Scene { system, role };
        let start = Instant::now();
        let Some(probe) = scene.probe(sid) else {
            findings.problems.push(format!("{role}: nobody knows what {sid} is for"));
            continue;
        };
        if timeout(MAX_WAIT, probe).await != Ok(true) {
            let problem = format!("{role}: what {sid} is for does not happen although it is granted");
            findings.problems.push(problem);
            continue;
        }
        let doubt = (start.elapsed() * 10).clamp(DOUBT.0, DOUBT.1);
        for (missing, narrowed) in narrow::narrowed(&policy, &statement) {
            let is_missing = |what: &What| match what {
                What::Statement(_) => false,
                What::Resources(part) => missing.contains(part),
            };
            if findings.is_unseen(role, sid, is_missing) {
                continue;
            }
            system.stack.put_role_policy(role, &narrowed).await.unwrap();
            let works = works_without(scene, sid, doubt).await;
            system.stack.put_role_policy(role, &policy).await.unwrap();
            if works {
                findings.problems.push(format!("{role}: nobody misses {missing}"));
            }
        }
    }
    findings
}

/// Whether what the statement is for happens without the permission, and not only because an earlier probe has
/// left something: calls of the provider's allowance for its second, or a message that comes again.
async fn works_without(scene: Scene<'_>, sid: &str, doubt: Duration) -> bool {
    for _ in 0..2 {
        let Some(probe) = scene.probe(sid) else { return false };
        if timeout(doubt, probe).await != Ok(true) {
            return false;
        }
    }
    true
}

/// Whether the statement is exempt from the probes, and has no action that would need one.
fn hides(what: &What, statement: &Statement) -> bool {
    match what {
        What::Statement(actions) => statement.actions.iter().all(|action| actions.contains(&action.as_str())),
        What::Resources(_) => false,
    }
}
