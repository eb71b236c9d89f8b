//! `infra/costs/usage.json`, which `cargo deploy cost` adds up, is what the shipped code uses.

#![allow(clippy::unwrap_used)]

use budgets::usage::metered;
use costs::{Flow, Metered, Usage};

/// How many events one invocation gets at most.
const BATCH: u64 = 10;

/// Returns the amounts that are held exactly: not logs, which `cargo budgets` meters, nor durations, nor bytes, in which a
/// duration of another number of digits shows.
fn counted(metered: Metered) -> Metered {
    Metered { logged_bytes: 0, megabyte_milliseconds: 0, stored_bytes: 0, ..metered }
}

#[test]
fn every_flow_uses_what_the_file_says() {
    let all = Usage::all().unwrap();
    let mut wrong = Vec::new();
    for flow in Flow::ALL {
        let usage = &all[&flow];
        let is_batched = usage.each != Metered::default();
        for events in if is_batched { vec![1, BATCH] } else { vec![1] } {
            let found = metered(flow, usize::try_from(events).unwrap()).unwrap();
            let said = usage.at_once(events);
            if counted(found) != counted(said) {
                wrong.push(format!(
                    "{flow:?}, {events} at once: metered {found:?}, and the file says {said:?}"
                ));
            }
            if found.stored_bytes.abs_diff(said.stored_bytes) * 20 > said.stored_bytes {
                wrong.push(format!(
                    "{flow:?}: stores {} bytes, and the file says {}",
                    found.stored_bytes, said.stored_bytes
                ));
            }
            // On a busy machine calls that are made at once seem to be made one after the other.
            let (lasted, duration) = (found.megabyte_milliseconds, said.megabyte_milliseconds);
            if events == 1 && !(duration / 2..=duration * 2).contains(&lasted) {
                wrong.push(format!("{flow:?}: {lasted} MB-ms, and the file says {duration}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
