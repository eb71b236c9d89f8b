//! Functions that are killed at any moment of a delivery.

use domain::event::catalogue::PreferenceKey;
use std::time::Duration;

use domain::Channel::{Email, Push, Sms, Telegram, Websocket};
use domain::delivery::ledger::{DeadReason, DeliveryKey, LedgerState, Verdict};
use domain::{Channel, Priority};

use crate::interposed::Interposed;
use crate::providers::Answer;
use crate::trader::{CHAT, MAILBOX, p0, push_to};
use crate::world::World;

/// Kills the function at the given moment, lets everything else run, and checks the properties that
/// all final states share. Returns whether the function was killed.
async fn killed_at(moment: u32, channel: Channel, verdict: Verdict) -> bool {
    let (substitute, address) = if channel == Email { (Telegram, CHAT) } else { (Email, MAILBOX) };
    let world = World::reaching(&[channel, substitute]);
    world.prefer(|preferences| {
        preferences[PreferenceKey::Liquidation].channels = vec![Websocket, channel, Push];
    });
    world.providers.answer_next(channel, [Answer::Verdict(verdict)]);
    world.route(Priority::P0, &[world.liquidation("l-1")]).await;
    if channel == Sms {
        world.work(ports::Queue::Escalate);
    }
    let store = Interposed::new(&world.store);
    store.killed_in.set(Some(moment));
    let is_killed = world.work_through(&store, p0(channel)).is_empty();
    world.live(Duration::from_mins(5));

    let case = format!("{channel} {verdict:?} at {moment}");
    let key = if channel == Push { push_to("d-1") } else { DeliveryKey::of_channel(channel) };
    let entry = world.entry("l-1", &key).unwrap();
    let calls = world.providers.calls_of(channel).len();
    assert!(entry.state.is_terminal(), "{case}: {entry:?}");
    assert!(world.on(p0(channel)).is_empty(), "{case}");
    let retried = usize::try_from(entry.tries.saturating_sub(1)).unwrap();
    assert!(calls <= 1 + retried, "{case}: {entry:?}");
    if matches!(channel, Email | Sms) {
        assert!(calls <= 1, "{case}: never twice");
    } else if verdict == Verdict::Accepted && calls > 1 {
        assert!(entry.possible_duplicates > 0, "{case}: a repeat is counted");
    }
    let substituted = world.providers.calls().iter().filter(|call| call.to == address).count();
    if entry.state == LedgerState::Accepted {
        // The killed function has kept a P0 waiting for so long that another channel is taken
        // first.
        assert!(substituted <= usize::from(is_killed), "{case}");
    } else {
        assert_eq!(substituted, 1, "{case}: {entry:?}");
    }
    if let LedgerState::DeadLettered { reason: DeadReason::Gone, .. } = entry.state {
        assert!(!world.store.recipient(&world.user).is_reachable(channel), "{case}");
    }
    is_killed
}

#[tokio::test]
async fn a_delivery_comes_to_one_end_wherever_its_function_is_killed() {
    let doubtful = Verdict::Indeterminate { timed_out: true, retry_after: None };
    for channel in [Push, Telegram, Email, Sms] {
        for verdict in [Verdict::Accepted, Verdict::Gone, Verdict::Refused, doubtful] {
            let mut moment = 0;
            while killed_at(moment, channel, verdict).await {
                moment += 1;
                assert!(moment < 100, "{channel} {verdict:?}: there is no end");
            }
            assert!(moment >= 10, "{channel} {verdict:?}: only {moment} moments");
        }
    }
}
