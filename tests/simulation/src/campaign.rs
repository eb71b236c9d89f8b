//! Runs many seeds on several threads, chunk by chunk, with a journal from which a later call continues.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::faults::Tally;
use crate::run::run;
use crate::scenario::Scenario;

/// The number of seeds of one chunk. A campaign that is killed loses at most one chunk per thread.
pub const CHUNK: u64 = 1_000;

/// A campaign: the same scenario with many seeds.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// The seeds.
    pub seeds: Range<u64>,
    /// The scenario that each of them is put into.
    pub scenario: Scenario,
    /// Threads used at once.
    pub jobs: NonZeroUsize,
    /// The file to which each chunk appends a line when it is done, and whose chunks are not run again.
    pub journal: Option<PathBuf>,
    /// Whether the campaign continues after a violation.
    pub goes_on: bool,
    /// Seeds of one chunk.
    pub chunk: u64,
}

/// The outcome of a campaign.
#[derive(Debug, Default)]
pub struct Summary {
    /// The number of seeds that are done, including those that the journal had.
    pub done: u64,
    /// Seeds that were run by this call.
    pub run_now: u64,
    /// The seeds that violate an invariant, each with its first violation, including those
    /// that the journal had.
    pub violations: BTreeMap<u64, String>,
    /// The faults that occurred during this call, and the situations that it came across.
    pub tally: Tally,
    /// The number of steps of this call.
    pub steps: u64,
    /// The duration of this call.
    pub took: Duration,
}

impl Summary {
    /// Returns the seeds per second of this call, all threads together.
    pub fn seeds_per_second(&self) -> u64 {
        let millis = self.took.as_millis().max(1);
        u64::try_from(u128::from(self.run_now) * 1_000 / millis).unwrap_or(u64::MAX)
    }
}

/// A completed chunk.
struct Done {
    seeds: Range<u64>,
    violations: BTreeMap<u64, String>,
    tally: Tally,
    steps: u64,
    took: Duration,
}

impl Campaign {
    /// Runs the seeds that the journal does not have yet. `setup` is called once on each thread before its
    /// first seed, and `progress` after each chunk.
    ///
    /// # Errors
    ///
    /// An I/O error if the journal cannot be read or written, or belongs to another campaign.
    pub fn run(
        &self,
        setup: impl Fn() + Sync,
        mut progress: impl FnMut(&Summary, u64),
    ) -> io::Result<Summary> {
        let mut summary = Summary::default();
        let mut journal = match &self.journal {
            Some(path) => Some(self.open(path, &mut summary)?),
            None => None,
        };
        let known = journal.as_ref().map(|journal| journal.known.clone()).unwrap_or_default();
        let mut open: Vec<Range<u64>> =
            self.chunks().filter(|chunk| !known.contains_key(&chunk.start)).collect();
        open.reverse();
        let total = self.seeds.end - self.seeds.start;
        let (open, stop, begun) = (Mutex::new(open), AtomicBool::new(false), Instant::now());
        let (sender, receiver) = mpsc::channel::<Done>();
        std::thread::scope(|scope| {
            for _ in 0..self.jobs.get() {
                let sender = sender.clone();
                let (open, stop, setup) = (&open, &stop, &setup);
                scope.spawn(move || {
                    setup();
                    let next = || open.lock().ok()?.pop().filter(|_| !stop.load(Ordering::Relaxed));
                    while let Some(chunk) = next() {
                        if sender.send(self.work(chunk, stop)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            for done in receiver {
                if let Some(journal) = &mut journal {
                    journal.append(self, &done)?;
                }
                summary.done += done.seeds.end - done.seeds.start;
                summary.run_now += done.seeds.end - done.seeds.start;
                summary.steps += done.steps;
                summary.tally.add(&done.tally);
                summary.violations.extend(done.violations);
                summary.took = begun.elapsed();
                progress(&summary, total);
            }
            Ok::<(), io::Error>(())
        })?;
        summary.took = begun.elapsed();
        Ok(summary)
    }

    fn chunks(&self) -> impl Iterator<Item = Range<u64>> {
        let Range { start, end } = self.seeds;
        let size = self.chunk.max(1);
        (0..(end - start).div_ceil(size)).map(move |n| start + n * size..(start + (n + 1) * size).min(end))
    }

    fn work(&self, chunk: Range<u64>, stop: &AtomicBool) -> Done {
        let begun = Instant::now();
        let mut done = Done {
            seeds: chunk.start..chunk.start,
            violations: BTreeMap::new(),
            tally: Tally::default(),
            steps: 0,
            took: Duration::ZERO,
        };
        for seed in chunk {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let report = run(Scenario { seed, traced: false, ..self.scenario.clone() });
            done.tally.add(&report.tally);
            done.steps += report.steps;
            done.seeds.end = seed + 1;
            if let Some(violation) = report.violations.into_iter().next() {
                done.violations.insert(seed, violation);
                stop.fetch_or(!self.goes_on, Ordering::Relaxed);
            }
        }
        done.took = begun.elapsed();
        done
    }

    /// Returns the name of this campaign in the journal. A chunk counts only for the campaign that ran it.
    fn name(&self) -> String {
        Scenario { seed: 0, ..self.scenario.clone() }.command()
    }

    fn open(&self, path: &Path, summary: &mut Summary) -> io::Result<Journal> {
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(path)?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        if !text.is_empty() && !text.ends_with('\n') {
            // Completes the line during which an earlier call was killed.
            file.write_all(b"\n")?;
        }
        let mut journal = Journal { file, known: BTreeMap::new() };
        let chunks: BTreeMap<u64, u64> = self.chunks().map(|chunk| (chunk.start, chunk.end)).collect();
        for line in text.lines() {
            let Ok(line) = serde_json::from_str::<Value>(line) else { continue };
            if line["run"] != self.name() {
                return Err(io::Error::other(format!(
                    "{} is of another campaign: {}",
                    path.display(),
                    line["run"]
                )));
            }
            let (Some(from), Some(seeds)) = (line["from"].as_u64(), line["seeds"].as_u64()) else { continue };
            if chunks.get(&from) != Some(&(from + seeds)) || journal.known.insert(from, seeds).is_some() {
                continue;
            }
            summary.done += seeds;
            for violation in line["violations"].as_array().into_iter().flatten() {
                let what = violation["violated"].as_str().unwrap_or_default();
                summary.violations.extend(violation["seed"].as_u64().map(|seed| (seed, what.to_owned())));
            }
        }
        Ok(journal)
    }
}

/// The file of a campaign: a line of JSON per chunk.
struct Journal {
    file: File,
    /// The number of seeds of each completed chunk, by its first seed.
    known: BTreeMap<u64, u64>,
}

impl Journal {
    fn append(&mut self, campaign: &Campaign, done: &Done) -> io::Result<()> {
        let seeds = done.seeds.end - done.seeds.start;
        let per_second = u128::from(seeds) * 1_000 / done.took.as_millis().max(1);
        let violations: Vec<Value> = done
            .violations
            .iter()
            .map(|(seed, violated)| json!({"seed": seed, "violated": violated}))
            .collect();
        let line = json!({
            "from": done.seeds.start, "seeds": seeds, "violations": violations, "steps": done.steps,
            "seedsPerSecond": u64::try_from(per_second).unwrap_or(u64::MAX), "run": campaign.name(),
        });
        self.file.write_all(format!("{line}\n").as_bytes())?;
        self.file.flush()
    }
}
