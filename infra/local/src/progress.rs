//! The progress of a start, on the terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Whether the progress of a start is shown.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Returns a display on standard error.
    pub fn shown() -> Self {
        Self { shown: true }
    }

    /// Returns a display that shows nothing.
    pub fn silent() -> Self {
        Self { shown: false }
    }

    pub(crate) fn is_shown(self) -> bool {
        self.shown
    }

    /// Begins a step that shows a spinner until it is done.
    pub fn step(self, what: &'static str) -> Step {
        let bar = self.shown.then(|| {
            let bar =
                ProgressBar::new_spinner().with_style(ProgressStyle::default_spinner()).with_message(what);
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        });
        Step { what, since: Instant::now(), bar, shown: self.shown }
    }

    /// Begins a step that has a progress display of its own.
    pub fn headline(self, what: &'static str) -> Step {
        Step { what, since: Instant::now(), bar: None, shown: self.shown }
    }
}

/// A step in progress. If it is dropped without [`Step::done`], it has failed.
#[derive(Debug)]
pub struct Step {
    what: &'static str,
    since: Instant,
    bar: Option<ProgressBar>,
    shown: bool,
}

impl Step {
    /// Prints the duration of the step.
    pub fn done(self) {
        self.clear();
        if self.shown {
            let took = self.since.elapsed();
            eprintln!("  {:<34} {}.{} s", self.what, took.as_secs(), took.subsec_millis() / 100);
        }
    }

    fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        self.clear();
    }
}
