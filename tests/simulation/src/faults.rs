//! The faults, and their rates. A rate is per occasion: per call, per receive, per poll.

use std::cell::Cell;

use crate::coverage::Coverage;

/// A fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An invocation is killed at an await point.
    Kill,
    /// A call is throttled: it does nothing.
    Throttle,
    /// A call is carried out, but its answer is lost.
    LostReply,
    /// A call takes longer than most functions may run.
    SlowCall,
    /// One message of a batch is not accepted.
    PartialSend,
    /// A message is received twice.
    Duplicate,
    /// A message becomes visible while it is still being processed.
    Outlived,
    /// A processed message is not deleted.
    LostDelete,
    /// The gateway does not answer a post; the frame may have gone out.
    PostTimeout,
    /// The gateway fails.
    PostFailed,
    /// The gateway does not close a connection that it is asked to close.
    CloseFailed,
    /// A connection dies, but the gateway still takes frames for it.
    SilentDeath,
    /// A device closes its connection.
    Disconnect,
    /// A connection closes without a `$disconnect`.
    LostDisconnect,
    /// An event cannot be decoded.
    Undecodable,
    /// An event is published again.
    Republish,
    /// An event is put into another class's queue.
    WrongQueue,
    /// The clock jumps ahead.
    ClockJump,
    /// A provider accepts a message, but its answer is lost.
    LostAnswer,
    /// A provider answers 5xx; the message may have been accepted.
    ProviderError,
    /// A provider cannot be reached: nothing was sent.
    Unreached,
    /// A provider asks to back off, for up to an hour.
    Busy,
    /// A provider is unavailable, for up to two hours: no call is answered.
    Dark,
    /// An address is invalid: an unregistered token, a blocked bot, a bounce.
    Gone,
    /// A provider refuses this message permanently.
    Refused,
    /// A trader changes the preferences.
    Changed,
    /// A device is registered by another user.
    Moved,
    /// A trader changes the quiet hours, the daily report or the time zone.
    Travelled,
    /// The minute's run of `dispatch` does not take place.
    MinuteLost,
    /// The minute's run of `dispatch` begins late.
    MinuteLate,
    /// The minute's run of `dispatch` begins twice.
    MinuteTwice,
    /// A profile message of the exchange arrives late, and twice.
    LateProfile,
    /// Ticks that were processed are read again.
    Replayed,
    /// A shard is read by two invocations at once.
    SecondReader,
    /// Shards are split or merged.
    Resharded,
    /// An invocation exceeds its function's timeout. This results from other faults or from time,
    /// and is only counted.
    TimedOut,
    /// A frame is posted before the handshake is over. This results from other faults or from time,
    /// and is only counted.
    NotReady,
    /// A table serves no more units in this second. This and the faults below occur where the account's
    /// limits are low, and are only counted.
    ColdTable,
    /// A partition key serves no more writes in this second.
    HotKey,
    /// A part of an inbox has no room for another notification.
    FullPart,
    /// API Gateway answers a post with 429.
    RequestLimit,
    /// API Gateway accepts no more handshakes in this second.
    ConnectionLimit,
}

impl Fault {
    /// All faults.
    pub const ALL: [Self; 42] = [
        Self::Kill,
        Self::Throttle,
        Self::LostReply,
        Self::SlowCall,
        Self::PartialSend,
        Self::Duplicate,
        Self::Outlived,
        Self::LostDelete,
        Self::PostTimeout,
        Self::PostFailed,
        Self::CloseFailed,
        Self::SilentDeath,
        Self::Disconnect,
        Self::LostDisconnect,
        Self::Undecodable,
        Self::Republish,
        Self::WrongQueue,
        Self::ClockJump,
        Self::LostAnswer,
        Self::ProviderError,
        Self::Unreached,
        Self::Busy,
        Self::Dark,
        Self::Gone,
        Self::Refused,
        Self::Changed,
        Self::Moved,
        Self::Travelled,
        Self::MinuteLost,
        Self::MinuteLate,
        Self::MinuteTwice,
        Self::LateProfile,
        Self::Replayed,
        Self::SecondReader,
        Self::Resharded,
        Self::TimedOut,
        Self::NotReady,
        Self::ColdTable,
        Self::HotKey,
        Self::FullPart,
        Self::RequestLimit,
        Self::ConnectionLimit,
    ];

    /// Returns its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Throttle => "throttle",
            Self::LostReply => "lost-reply",
            Self::SlowCall => "slow-call",
            Self::PartialSend => "partial-send",
            Self::Duplicate => "duplicate",
            Self::Outlived => "outlived",
            Self::LostDelete => "lost-delete",
            Self::PostTimeout => "post-timeout",
            Self::PostFailed => "post-failed",
            Self::CloseFailed => "close-failed",
            Self::SilentDeath => "silent-death",
            Self::Disconnect => "disconnect",
            Self::LostDisconnect => "lost-disconnect",
            Self::Undecodable => "undecodable",
            Self::Republish => "republish",
            Self::WrongQueue => "wrong-queue",
            Self::ClockJump => "clock-jump",
            Self::LostAnswer => "lost-answer",
            Self::ProviderError => "provider-error",
            Self::Unreached => "unreached",
            Self::Busy => "busy",
            Self::Dark => "dark",
            Self::Gone => "gone",
            Self::Refused => "refused",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Travelled => "travelled",
            Self::MinuteLost => "minute-lost",
            Self::MinuteLate => "minute-late",
            Self::MinuteTwice => "minute-twice",
            Self::LateProfile => "late-profile",
            Self::Replayed => "replayed",
            Self::SecondReader => "second-reader",
            Self::Resharded => "resharded",
            Self::TimedOut => "timed-out",
            Self::NotReady => "not-ready",
            Self::ColdTable => "cold-table",
            Self::HotKey => "hot-key",
            Self::FullPart => "full-part",
            Self::RequestLimit => "request-limit",
            Self::ConnectionLimit => "connection-limit",
        }
    }

    /// Returns the fault of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.name() == name)
    }

    /// Returns the rate per ten thousand occasions.
    pub(crate) fn rate(self) -> u32 {
        match self {
            Self::NotReady
            | Self::TimedOut
            | Self::ColdTable
            | Self::HotKey
            | Self::FullPart
            | Self::RequestLimit
            | Self::ConnectionLimit => 0,
            Self::ClockJump => 5,
            Self::SlowCall => 20,
            Self::Dark | Self::Refused => 100,
            Self::Kill
            | Self::Outlived
            | Self::Undecodable
            | Self::LostDelete
            | Self::Gone
            | Self::MinuteLost
            | Self::MinuteLate
            | Self::MinuteTwice
            | Self::Unreached => 200,
            Self::LostReply | Self::PostTimeout | Self::LostAnswer => 300,
            Self::Throttle
            | Self::PartialSend
            | Self::Duplicate
            | Self::PostFailed
            | Self::ProviderError
            | Self::WrongQueue => 500,
            Self::CloseFailed
            | Self::Busy
            | Self::Changed
            | Self::Moved
            | Self::SilentDeath
            | Self::Disconnect
            | Self::LostDisconnect
            | Self::Republish => 1_000,
            Self::Resharded | Self::Travelled => 1_500,
            Self::Replayed => 2_500,
            Self::SecondReader => 4_000,
            Self::LateProfile => 3_000,
        }
    }

    /// Whether it results from other faults or from time alone.
    pub fn is_only_counted(self) -> bool {
        self.rate() == 0
    }

    fn index(self) -> usize {
        self as usize
    }
}

/// The number of times that each fault occurred and each situation was covered.
#[derive(Debug, Clone)]
pub struct Tally {
    counts: [Cell<u64>; Fault::ALL.len()],
    coverage: [Cell<u64>; Coverage::ALL.len()],
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            counts: std::array::from_fn(|_| Cell::default()),
            coverage: std::array::from_fn(|_| Cell::default()),
        }
    }
}

impl Tally {
    pub(crate) fn count(&self, fault: Fault) {
        let cell = &self.counts[fault.index()];
        cell.set(cell.get() + 1);
    }

    /// Returns the number of times that this fault has occurred.
    pub fn of(&self, fault: Fault) -> u64 {
        self.counts[fault.index()].get()
    }

    pub(crate) fn saw(&self, sight: Coverage) {
        let cell = &self.coverage[sight as usize];
        cell.set(cell.get() + 1);
    }

    /// Returns the number of times that this situation was covered.
    pub fn seen(&self, sight: Coverage) -> u64 {
        self.coverage[sight as usize].get()
    }

    /// Adds the counts of another run.
    pub fn add(&self, other: &Self) {
        for (cell, more) in self.counts.iter().zip(&other.counts) {
            cell.set(cell.get() + more.get());
        }
        for (cell, more) in self.coverage.iter().zip(&other.coverage) {
            cell.set(cell.get() + more.get());
        }
    }
}
