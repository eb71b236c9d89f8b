//! The results of a run.

use std::collections::BTreeMap;

use domain::Time;
use ports::PortError;

use super::DeadLetter;

/// The outcome for a dead letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was listed.
    Listed,
    /// Its queue has accepted the copy, and it is deleted from the dead-letter queue.
    Resent,
    /// Its queue has accepted the copy, but deleting it from the dead-letter queue failed: another
    /// run will send it once more.
    NotDeleted(PortError),
    /// Its queue did not accept the copy, or it could not be dropped. It stays in the dead-letter
    /// queue.
    Failed(PortError),
    /// It has expired, and stays in the dead-letter queue.
    Expired,
    /// It had expired, and is deleted.
    Dropped,
    /// It was not selected.
    NotSelected,
    /// It was dead-lettered after the run began.
    Later,
}

/// The numbers of dead letters by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// [`Outcome::Listed`].
    pub listed: usize,
    /// [`Outcome::Resent`].
    pub resent: usize,
    /// [`Outcome::NotDeleted`].
    pub not_deleted: usize,
    /// [`Outcome::Failed`].
    pub failed: usize,
    /// [`Outcome::Expired`].
    pub expired: usize,
    /// [`Outcome::Dropped`].
    pub dropped: usize,
    /// [`Outcome::NotSelected`].
    pub not_selected: usize,
    /// [`Outcome::Later`].
    pub later: usize,
}

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        let count = match outcome {
            Outcome::Listed => &mut self.listed,
            Outcome::Resent => &mut self.resent,
            Outcome::NotDeleted(_) => &mut self.not_deleted,
            Outcome::Failed(_) => &mut self.failed,
            Outcome::Expired => &mut self.expired,
            Outcome::Dropped => &mut self.dropped,
            Outcome::NotSelected => &mut self.not_selected,
            Outcome::Later => &mut self.later,
        };
        *count += 1;
    }

    /// Returns the number of dead letters whose queue has accepted the copy.
    pub fn accepted(&self) -> usize {
        self.resent + self.not_deleted
    }
}

/// The dead letters of one queue that have the same reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Their number.
    pub letters: usize,
    /// The number of expired ones among them.
    pub expired: usize,
    /// The time at which the oldest was dead-lettered.
    pub oldest: Time,
}

/// The results of a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The numbers by queue; only queues that had dead letters.
    pub queues: BTreeMap<String, Counts>,
    /// The sum over all queues.
    pub total: Counts,
    /// The selected dead letters by queue and reason.
    pub groups: BTreeMap<(String, String), Group>,
    /// The errors that ended the work on a queue early, with its name. Its other dead letters are
    /// unchanged.
    pub errors: Vec<(String, PortError)>,
}

impl Report {
    pub(super) fn add(&mut self, letter: &DeadLetter, outcome: &Outcome) {
        self.queues.entry(letter.queue.clone()).or_default().add(outcome);
        self.total.add(outcome);
        if matches!(outcome, Outcome::NotSelected | Outcome::Later) {
            return;
        }
        let empty = Group { letters: 0, expired: 0, oldest: letter.sent_at };
        let group = self.groups.entry((letter.queue.clone(), letter.reason.clone())).or_insert(empty);
        group.letters += 1;
        group.expired += usize::from(matches!(outcome, Outcome::Expired | Outcome::Dropped));
        group.oldest = group.oldest.min(letter.sent_at);
    }

    /// Whether every dead letter that had to be sent was sent, and no queue was left out.
    pub fn is_success(&self) -> bool {
        self.total.not_deleted == 0 && self.total.failed == 0 && self.errors.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redrive::dead_letter::tests::letter_with;

    #[test]
    fn letters_are_grouped_by_queue_and_reason() {
        let mut report = Report::default();
        let of = |queue: &str, reason: &str| letter_with(queue, "{}", &[("reason", reason)]);
        report.add(&of("p0", "refused"), &Outcome::Resent);
        report.add(&of("p0", "refused"), &Outcome::Expired);
        report.add(&of("p0", "corrupt"), &Outcome::Listed);
        report.add(&of("p1", "refused"), &Outcome::Later);
        let groups: Vec<_> =
            report.groups.iter().map(|((q, r), g)| (q.as_str(), r.as_str(), g.letters, g.expired)).collect();
        assert_eq!(groups, [("p0", "corrupt", 1, 0), ("p0", "refused", 2, 1)]);
        let p0 = Counts { listed: 1, resent: 1, expired: 1, ..Counts::default() };
        assert_eq!((report.queues["p0"], report.queues["p1"].later), (p0, 1));
        assert_eq!(report.total, Counts { later: 1, ..p0 });
    }

    #[test]
    fn a_run_with_a_letter_that_was_not_sent_is_no_success() {
        let letter = letter_with("p0", "{}", &[]);
        let after = |outcome: Outcome| {
            let mut report = Report::default();
            report.add(&letter, &outcome);
            report.is_success()
        };
        let error = || PortError::Refused("InvalidMessageContents".to_owned());
        assert!(after(Outcome::Resent) && after(Outcome::Expired) && after(Outcome::NotSelected));
        assert!(!after(Outcome::Failed(error())) && !after(Outcome::NotDeleted(error())));
        let errors = vec![("p0".to_owned(), error())];
        assert!(!Report { errors, ..Report::default() }.is_success());
    }
}
