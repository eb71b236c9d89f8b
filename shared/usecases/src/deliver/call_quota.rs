//! Provider calls that an instance took out of a second's shared allowance and has not made yet.

use std::cell::Cell;

/// The rest of the block of calls that an instance took for a second.
#[derive(Debug, Default)]
pub struct CallQuota(Cell<Option<(i64, u32)>>);

impl CallQuota {
    pub(super) fn take_left(&self, second: i64, wanted: u32) -> u32 {
        let left = self.0.get().filter(|(of, _)| *of == second).map_or(0, |(_, left)| left);
        let taken = left.min(wanted);
        self.0.set(Some((second, left - taken)));
        taken
    }

    pub(super) fn put_back(&self, second: i64, calls: u32) {
        let left = self.0.get().filter(|(of, _)| *of == second).map_or(0, |(_, left)| left);
        self.0.set(Some((second, left + calls)));
    }
}
