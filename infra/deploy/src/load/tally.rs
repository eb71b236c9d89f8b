//! A count of the published and the received events.

use std::time::{Duration, Instant};

/// One event of a run.
#[derive(Debug, Clone, Copy, Default)]
struct Event {
    /// The time of the first attempt to send the event.
    published: Option<Instant>,
    /// The time from then until the notification arrived on the WebSocket.
    came_after: Option<Duration>,
}

/// The events of a run, by their numbers, and counts of the failures.
#[derive(Debug)]
pub(crate) struct Tally {
    run: String,
    events: Vec<Event>,
    /// The number of published events.
    pub(crate) published: usize,
    /// The number of published events whose notification has arrived.
    pub(crate) came: usize,
    /// Notifications that arrived on the same WebSocket again.
    pub(crate) duplicates: u64,
    /// Calls that the queue throttled, and frames that the stack refused because there were too
    /// many.
    pub(crate) throttles: u64,
    /// Calls to the queue that were repeated for another reason.
    pub(crate) retries: u64,
    /// Connections that ended and were opened again.
    pub(crate) reconnects: u64,
}

impl Tally {
    /// Returns the tally of a run with `events` events, none of them published yet.
    pub(crate) fn new(run: String, events: usize) -> Self {
        let events = vec![Event::default(); events];
        Self { run, events, published: 0, came: 0, duplicates: 0, throttles: 0, retries: 0, reconnects: 0 }
    }

    /// Returns the id of the event of this number.
    pub(crate) fn id(&self, number: usize) -> String {
        format!("{}-{number}", self.run)
    }

    /// Records that an event is being published, perhaps again.
    pub(crate) fn publish(&mut self, number: usize, at: Instant) {
        if let Some(event) = self.events.get_mut(number).filter(|event| event.published.is_none()) {
            event.published = Some(at);
            self.published += 1;
        }
    }

    /// Records that the notification of this id arrived. Returns whether it belongs to this run.
    pub(crate) fn come(&mut self, id: &str, at: Instant) -> bool {
        let number =
            id.strip_prefix(&self.run).and_then(|rest| rest.strip_prefix('-')?.parse::<usize>().ok());
        let Some(event) = number.and_then(|number| self.events.get_mut(number)) else { return false };
        match (event.published, event.came_after) {
            (Some(published), None) => {
                event.came_after = Some(at.duration_since(published));
                self.came += 1;
            }
            _ => self.duplicates += 1,
        }
        true
    }

    /// Returns the number of published events that have not arrived.
    pub(crate) fn lost(&self) -> usize {
        self.published - self.came
    }

    /// Returns the latencies of the events that have arrived, the shortest first.
    pub(crate) fn latencies(&self) -> Vec<Duration> {
        let mut all: Vec<_> = self.events.iter().filter_map(|event| event.came_after).collect();
        all.sort_unstable();
        all
    }
}

/// Returns the percentile: the value at or below which `percent` of the sorted values lie; `None`
/// if there are no values.
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> Option<Duration> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicates_and_losses_are_distinguished() {
        let begin = Instant::now();
        let after = |millis| begin + Duration::from_millis(millis);
        let mut tally = Tally::new("run".to_owned(), 3);
        tally.publish(0, begin);
        // A second attempt: the latency counts from the first one.
        tally.publish(0, after(5));
        tally.publish(1, begin);
        assert!(tally.come(&tally.id(0), after(30)));
        assert!(tally.come(&tally.id(0), after(40)));
        assert!(
            !tally.come("run-7", after(40)) && !tally.come("other-0", after(40)) && !tally.come("run", begin)
        );
        assert_eq!((tally.published, tally.lost(), tally.duplicates), (2, 1, 1));
        assert_eq!(tally.latencies(), [Duration::from_millis(30)]);
    }

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let sorted: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        let of = |percent| percentile(&sorted, percent).unwrap().as_millis();
        assert_eq!((of(0), of(50), of(99), of(100)), (1, 100, 198, 200));
        assert_eq!(percentile(&sorted[..1], 50), Some(sorted[0]));
        assert_eq!(percentile(&[], 50), None);
    }
}
