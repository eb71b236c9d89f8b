//! Thousands of events while functions are killed all the time.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use futures_util::{StreamExt, stream};
use support::{Device, Exchange, System, eventually_within, kill, run};
use tokio::sync::watch;

use crate::kill::Random;
use crate::trader::{self, Aftermath, Heard, listen, look};

const SEED: u64 = 8812;
const USERS: usize = 50;
const EVENTS_EACH: usize = 40;
/// The number of processes that are killed at work, and the minimum for the test to prove anything.
const KILLS: usize = 40;
const FEWEST_KILLS: usize = 20;
/// The time between two kills, in milliseconds.
const PAUSE: (u64, u64) = (20, 220);
/// The number of traders whose state is read concurrently.
const LOOKS: usize = 8;
/// The messages of a killed function are visible again after 30 s, and may meet another kill.
const WORKED_OFF: Duration = Duration::from_mins(3);

struct Trader {
    name: String,
    devices: Vec<Device>,
    acks: bool,
}

impl Trader {
    /// Returns a trader. A third of the traders have two devices; half of them ack the notifications
    /// of the first one.
    async fn new(system: &System, number: usize) -> Self {
        let name = format!("trader-{number}");
        let count = if number.is_multiple_of(3) { 2 } else { 1 };
        let devices = join_all((0..count).map(|_| Device::greet(system, &name))).await;
        Self { name, devices, acks: number.is_multiple_of(2) }
    }
}

fn id(number: usize) -> String {
    format!("fill-{number:02}")
}

fn published() -> BTreeSet<String> {
    (0..EVENTS_EACH).map(id).collect()
}

#[test]
fn nothing_is_lost_while_functions_are_killed_at_work() {
    run(async {
        let system = &System::start("chaos-storm").await;
        let connecting = stream::iter((0..USERS).map(|number| Trader::new(system, number)));
        let mut traders: Vec<_> = connecting.buffered(LOOKS).collect().await;

        let (over, is_over) = watch::channel(false);
        let listening = join_all(traders.iter_mut().map(async |trader| {
            let acks = trader.acks;
            let devices = trader.devices.iter_mut().enumerate();
            join_all(devices.map(|(n, device)| listen(device, acks && n == 0, is_over.clone()))).await
        }));
        let storm = async {
            let (kills, ()) = futures_util::join!(kill_at_work(system), publish(system));
            assert!(kills >= FEWEST_KILLS, "the functions were too fast to be killed: {kills}");
            eventually_within(WORKED_OFF, "all events are worked off", async || {
                (system.depth(&system.stack.info().queues["p0"]).await == 0).then_some(())
            })
            .await;
            over.send(true).unwrap();
        };
        let (heard, ()) = futures_util::join!(listening, storm);

        let checks = traders.iter().zip(&heard).map(|(trader, heard)| check(system, trader, heard));
        stream::iter(checks).buffer_unordered(LOOKS).collect::<()>().await;
        assert_eq!(system.depth(&system.stack.info().dlqs["p0"]).await, 0);
        // A device receives a notification twice only from a batch that was killed after it had posted.
        let repeats: usize = heard.iter().flatten().map(Heard::repeats).sum();
        assert!(repeats > 0, "no kill hit a function at work");
    });
}

/// Publishes all events, the users mixed.
async fn publish(system: &System) {
    let exchanges: Vec<_> =
        (0..USERS).map(|number| Exchange::of(system, &format!("trader-{number}"))).collect();
    for number in 0..EVENTS_EACH {
        let fills: Vec<_> = exchanges.iter().map(|exchange| exchange.fill(&id(number)).to_string()).collect();
        system.publish("p0", &fills).await;
    }
}

/// Kills one process after the other, as long as there is work for all of them; returns their number.
async fn kill_at_work(system: &System) -> usize {
    let queue = &system.stack.info().queues["p0"];
    let mut random = Random::new(SEED);
    let start = Instant::now();
    let mut kills = 0;
    while kills < KILLS && start.elapsed() < WORKED_OFF {
        tokio::time::sleep(Duration::from_millis(PAUSE.0 + random.below(PAUSE.1 - PAUSE.0))).await;
        let left = system.depth(queue).await;
        if left == 0 && kills > 0 {
            break;
        }
        // If all remaining messages are in flight, a killed process may have received them: no process
        // is at work then.
        if left == system.in_hand(queue).await {
            continue;
        }
        // Every fourth kill hits the function that answers the clients.
        let function = if random.below(4) == 0 { "socket-command" } else { "route-p0" };
        let pids = system.stack.processes(function);
        if let Some(count) = u64::try_from(pids.len()).ok().filter(|count| *count > 0) {
            kills += kill(&[pids[usize::try_from(random.below(count)).unwrap()]]);
        }
    }
    kills
}

async fn check(system: &System, trader: &Trader, heard: &[Heard]) {
    let Trader { name, acks, .. } = trader;
    let Aftermath { before, pending, after } = look(system, name).await;
    let all = published();
    for listed in [&before, &after] {
        let listed: BTreeSet<_> = listed.keys().cloned().collect();
        assert_eq!(listed, all, "{name}: lost, or invented");
    }
    let acked = trader::acked(&after);
    assert!(pending.is_superset(&(&all - &acked)), "{name}: what nobody acked is not pending");
    assert!(pending.is_disjoint(&trader::acked(&before)), "{name}: what is acked is pending");
    assert!(*acks || acked.is_empty(), "{name}: acked by nobody");
    for heard in heard {
        assert!(heard.acked.is_subset(&acked), "{name}: an ack that was replied to is lost");
        // No device was ever disconnected, so it receives everything live that no device had acked before.
        let live: BTreeSet<_> = heard.live.keys().cloned().collect();
        assert_eq!(&live | &acked, all, "{name}: a device missed something");
    }
}
