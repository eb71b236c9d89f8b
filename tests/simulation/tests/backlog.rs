//! A backlog of P2 does not make P0 wait for the same provider.

#![allow(clippy::print_stdout)] // The figures are worth more than the verdict.

use simulation::{Counting, Queueing, queueing};

/// The number of P2s that wait.
const BACKLOG: usize = 10_000;

fn show(what: &str, queueing: &Queueing) {
    println!(
        "{what:>32}: {} P0, mean {} µs, P50 {} ms, P99 {} ms, longest {} ms; {} P2 left",
        queueing.millis.len(),
        queueing.mean_micros(),
        queueing.percentile(50),
        queueing.percentile(99),
        queueing.percentile(100),
        queueing.left
    );
}

/// Whether P0 queues at most 5 % longer than in `idle`, by the mean and by the slowest hundredth.
fn is_as_good_as(idle: &Queueing, busy: &Queueing) -> bool {
    let is_within = |idle: u64, busy: u64| busy * 100 <= idle * 105;
    is_within(idle.mean_micros(), busy.mean_micros()) && is_within(idle.percentile(99), busy.percentile(99))
}

#[test]
fn p0_queues_as_in_an_idle_system_while_ten_thousand_p2_wait_for_the_same_provider() {
    let (idle, busy) = (queueing(0, Counting::Apart), queueing(BACKLOG, Counting::Apart));
    let lent_out = queueing(BACKLOG, Counting::Together);
    show("nothing else waits", &idle);
    show("10,000 P2 wait", &busy);
    show("and take P0's share", &lent_out);
    assert!(busy.left > BACKLOG / 2, "there was a backlog all the time");
    assert!(is_as_good_as(&idle, &busy));
    assert!(!is_as_good_as(&idle, &lent_out), "without its own share P0 would wait");
}
