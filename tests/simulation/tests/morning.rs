//! A million users whose quiet hours end at the same minute get their notifications within five minutes.

#![allow(clippy::print_stdout)] // The figures are worth more than the verdict.

use std::time::Duration;

use simulation::{Crowd, Morning, morning};

/// A million users.
const ALL: u32 = 1_000_000;

/// The parts of the schedule that are processed here, by one invocation for each twenty that process all of
/// them: every other part has as many users, and takes as long. All parts:
/// `cargo run --release --package simulation -- --morning 1000000`.
const PARTS: u8 = 4;

/// Returns the calls per user, in thousandths: reads, writes, sends.
fn per_user(morning: &Morning) -> [u64; 3] {
    [morning.reads, morning.writes, morning.sends].map(|calls| calls * 1_000 / morning.users)
}

#[test]
fn a_million_mornings_at_seven_are_over_within_five_minutes_at_a_constant_cost_per_user() {
    let (few, share) = (morning(Crowd::of(10_000)), morning(Crowd::of(ALL).share(PARTS)));
    for morning in [&few, &share] {
        println!("{morning:?}, calls per thousand users: {:?}", per_user(morning));
        assert_eq!(morning.handed_on, 2 * morning.users, "one summary per channel");
        assert!(morning.last_after <= Duration::from_mins(5));
        assert!(morning.longest <= Duration::from_secs(15), "half of what the function may take");
    }
    assert!(share.users > u64::from(ALL / 40), "{} users", share.users);
    for (few, many) in per_user(&few).into_iter().zip(per_user(&share)) {
        assert!(few.abs_diff(many) * 100 <= few, "{few} calls become {many}");
    }
}
