//! What became of the letters.

use std::collections::BTreeMap;

use domain::Time;
use ports::PortError;

use super::Letter;

/// What became of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It was only looked at.
    Listed,
    /// Its queue has it again, and it is no dead letter any more.
    Resent,
    /// Its queue has it again, but it is still a dead letter: another run will send it once more.
    Kept(PortError),
    /// Its queue did not take it, or it could not be dropped: it is still a dead letter.
    Failed(PortError),
    /// It is no longer worth sending, and still a dead letter.
    Expired,
    /// It was no longer worth sending, and is deleted.
    Dropped,
    /// It was not meant.
    NotMeant,
    /// It has come since the run began.
    Later,
}

/// How many letters of a queue had which fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// [`Fate::Listed`].
    pub listed: usize,
    /// [`Fate::Resent`].
    pub resent: usize,
    /// [`Fate::Kept`].
    pub kept: usize,
    /// [`Fate::Failed`].
    pub failed: usize,
    /// [`Fate::Expired`].
    pub expired: usize,
    /// [`Fate::Dropped`].
    pub dropped: usize,
    /// [`Fate::NotMeant`].
    pub not_meant: usize,
    /// [`Fate::Later`].
    pub later: usize,
}

impl Tally {
    fn count(&mut self, fate: &Fate) {
        let counter = match fate {
            Fate::Listed => &mut self.listed,
            Fate::Resent => &mut self.resent,
            Fate::Kept(_) => &mut self.kept,
            Fate::Failed(_) => &mut self.failed,
            Fate::Expired => &mut self.expired,
            Fate::Dropped => &mut self.dropped,
            Fate::NotMeant => &mut self.not_meant,
            Fate::Later => &mut self.later,
        };
        *counter += 1;
    }

    /// All letters that were looked at.
    pub fn all(&self) -> usize {
        let Self { listed, resent, kept, failed, expired, dropped, not_meant, later } = self;
        listed + resent + kept + failed + expired + dropped + not_meant + later
    }

    fn add(&mut self, other: &Self) {
        self.listed += other.listed;
        self.resent += other.resent;
        self.kept += other.kept;
        self.failed += other.failed;
        self.expired += other.expired;
        self.dropped += other.dropped;
        self.not_meant += other.not_meant;
        self.later += other.later;
    }
}

/// The letters of one queue that were given up for the same reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// How many.
    pub letters: usize,
    /// How many of them are no longer worth sending.
    pub expired: usize,
    /// Since when the oldest is dead.
    pub oldest: Time,
}

/// What became of the letters.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// By queue; only queues in which there were letters.
    pub queues: BTreeMap<String, Tally>,
    /// Those that were meant, by queue and reason.
    pub groups: BTreeMap<(String, String), Group>,
    /// Queues whose pass ended early, and why. Their other letters are as they were.
    pub troubles: Vec<(String, PortError)>,
    /// Queues in which more letters were left than SQS lends out at a time, so some were not looked at.
    pub too_many: Vec<String>,
}

impl Report {
    pub(super) fn add(&mut self, letter: &Letter, fate: &Fate) {
        self.queues.entry(letter.queue.clone()).or_default().count(fate);
        let is_expired = match fate {
            Fate::Expired | Fate::Dropped => true,
            Fate::Listed | Fate::Resent | Fate::Kept(_) | Fate::Failed(_) => false,
            Fate::NotMeant | Fate::Later => return,
        };
        let fresh = Group { letters: 0, expired: 0, oldest: letter.sent_at };
        let group = self.groups.entry((letter.queue.clone(), letter.reason.clone())).or_insert(fresh);
        group.letters += 1;
        group.expired += usize::from(is_expired);
        group.oldest = group.oldest.min(letter.sent_at);
    }

    /// Over all queues.
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.queues.values().for_each(|tally| total.add(tally));
        total
    }

    /// Whether every letter that was to be sent is sent, and no queue was left out.
    pub fn is_success(&self) -> bool {
        let total = self.total();
        total.kept == 0 && total.failed == 0 && self.troubles.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redrive::letter::tests::letter_with;

    #[test]
    fn letters_are_grouped_by_queue_and_reason() {
        let mut report = Report::default();
        let of = |queue: &str, reason: &str| letter_with(queue, "{}", &[("reason", reason)]);
        report.add(&of("p0", "refused"), &Fate::Resent);
        report.add(&of("p0", "refused"), &Fate::Expired);
        report.add(&of("p0", "corrupt"), &Fate::Listed);
        report.add(&of("p1", "refused"), &Fate::Later);
        let groups: Vec<_> =
            report.groups.iter().map(|((q, r), g)| (q.as_str(), r.as_str(), g.letters, g.expired)).collect();
        assert_eq!(groups, [("p0", "corrupt", 1, 0), ("p0", "refused", 2, 1)]);
        assert_eq!((report.queues["p0"].all(), report.queues["p1"].later), (3, 1));
        assert_eq!(report.total().all(), 4);
    }

    #[test]
    fn a_run_with_a_letter_that_was_not_sent_is_no_success() {
        let letter = letter_with("p0", "{}", &[]);
        let after = |fate: Fate| {
            let mut report = Report::default();
            report.add(&letter, &fate);
            report.is_success()
        };
        let error = || PortError::Refused("InvalidMessageContents".to_owned());
        assert!(after(Fate::Resent) && after(Fate::Expired) && after(Fate::NotMeant));
        assert!(!after(Fate::Failed(error())) && !after(Fate::Kept(error())));
        let troubles = vec![("p0".to_owned(), error())];
        assert!(!Report { troubles, ..Report::default() }.is_success());
    }
}
