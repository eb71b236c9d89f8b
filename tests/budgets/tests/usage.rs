//! `infra/costs/usage.json`, which `cargo deploy cost` adds up, equals the usage of the shipped
//! code.

#![allow(clippy::unwrap_used)]

use budgets::usage::metered;
use costs::{Flow, Metered, Usage};

/// The maximum number of events per invocation.
const BATCH: u64 = 10;

/// Returns the amounts that must be equal. Logs are excluded, since `cargo budgets` meters them.
/// Durations are excluded, and bytes, which depend on a duration's number of digits.
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
            // On a busy machine parallel calls can look consecutive.
            let (lasted, duration) = (found.megabyte_milliseconds, said.megabyte_milliseconds);
            if events == 1 && !(duration / 2..=duration * 2).contains(&lasted) {
                wrong.push(format!("{flow:?}: {lasted} MB-ms, and the file says {duration}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
