//! One trader's actions do not slow down another trader's P0, price alerts, e-mails and pings.

#![allow(clippy::print_stdout)] // The figures are worth more than the verdict.

use simulation::{Experienced, Latencies, neighbours};

/// Whether the mean and the longest are at most a fifth longer than in `idle`.
fn is_within_a_fifth(idle: &Latencies, busy: &Latencies) -> bool {
    let is_within = |idle: u64, busy: u64| busy * 100 <= idle * 120;
    is_within(idle.mean_micros(), busy.mean_micros()) && is_within(idle.longest(), busy.longest())
}

fn show(what: &str, experienced: &Experienced) {
    let of = |name: &str, latencies: &Latencies| {
        let (count, mean, longest) = (latencies.0.len(), latencies.mean_micros(), latencies.longest());
        println!("{what:>6} {name:>7}: {count} of them, mean {mean} µs, longest {longest} ms");
    };
    of("P0", &experienced.p0);
    of("alerts", &experienced.alerts);
    of("e-mails", &experienced.emails);
    of("pings", &experienced.pings);
}

#[test]
fn an_abusers_worst_is_not_felt_by_a_neighbour() {
    let (idle, busy) = (neighbours(false), neighbours(true));
    show("idle", &idle);
    show("beside", &busy);
    println!(
        "the abuser: {} frames refused, {} connections closed, {} firings, {} e-mails, {} messages of {} bytes rejected",
        busy.refused_frames,
        busy.closed,
        busy.abuser_firings,
        busy.abuser_emails,
        busy.rejected.0,
        busy.rejected.1
    );
    assert_eq!((idle.missing, busy.missing), (0, 0), "everything of the neighbour's arrives");
    assert!(idle.p0.0.len() > 80 && idle.alerts.0.len() > 15 && !idle.emails.0.is_empty());
    assert!(is_within_a_fifth(&idle.p0, &busy.p0));
    assert!(is_within_a_fifth(&idle.alerts, &busy.alerts));
    assert!(is_within_a_fifth(&idle.emails, &busy.emails));
    assert!(is_within_a_fifth(&idle.pings, &busy.pings));
    // The abuse took place.
    assert!(busy.refused_frames > 1_000 && busy.abuser_firings > 60 && busy.abuser_emails > 0);
    assert!(
        busy.rejected.0 > 15 && busy.rejected.1 / busy.rejected.0 < 256 * 1024,
        "one message per bad record"
    );
}
