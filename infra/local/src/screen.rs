//! The terminal output of a running stack.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::Time;
use indicatif::{ProgressBar, ProgressStyle};
use local::feed::TRADERS;
use local::{Stack, StackInfo};

/// Prints the end of a start: the addresses and commands.
pub(crate) fn show(stack: &Stack, state_dir: &std::path::Path) {
    let info: &StackInfo = stack.info();
    let user = TRADERS[0];
    eprintln!(
        "
  Open {console}

  all addresses  {state}/stack.json
  log            {log}
  try            cargo local token {user}
                 cargo local publish FILE

Ctrl-C ends it.
",
        console = info.console_url,
        state = state_dir.display(),
        log = stack.log().display(),
    );
}

/// The progress line of the feed.
pub(crate) struct Line {
    bar: ProgressBar,
    sent: BTreeMap<&'static str, usize>,
}

impl Line {
    /// Returns an empty line.
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new_spinner().with_style(ProgressStyle::default_spinner());
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, sent: BTreeMap::new() }
    }

    /// Adds the events that were just sent.
    pub(crate) fn add(&mut self, sent: &BTreeMap<&'static str, usize>) {
        for (queue, count) in sent {
            *self.sent.entry(queue).or_default() += count;
        }
        self.say(&format!("published {}", totals(&self.sent)));
    }

    /// Replaces the text of the line.
    pub(crate) fn say(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }

    /// Lets `print` write other lines above this one.
    pub(crate) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Formats totals, such as `12 events (p0 5, p1 7)`.
pub(crate) fn totals(sent: &BTreeMap<&'static str, usize>) -> String {
    let all: usize = sent.values().sum();
    let each: Vec<String> = sent.iter().map(|(queue, count)| format!("{queue} {count}")).collect();
    let plural = if all == 1 { "event" } else { "events" };
    if each.is_empty() { format!("{all} {plural}") } else { format!("{all} {plural} ({})", each.join(", ")) }
}

/// Formats the time since `then` in one unit: `12 s`, `3 h`.
pub(crate) fn age(then: Time, now: Time) -> String {
    let seconds = now.millis_since(then) / 1000;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3_600 => format!("{} min", seconds / 60),
        3_600..86_400 => format!("{} h", seconds / 3_600),
        86_400.. => format!("{} d", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_shown_in_its_largest_unit() {
        let age = |seconds| age(Time::EPOCH, Time::EPOCH.plus(Duration::from_secs(seconds)));
        assert_eq!(
            [0, 59, 60, 3_599, 7_200, 200_000].map(age),
            ["0 s", "59 s", "1 min", "59 min", "2 h", "2 d"]
        );
    }
}
