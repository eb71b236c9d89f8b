//! Token buckets: they limit how often a client may do something, and allow a burst.
//!
//! A bucket holds at most [`RateLimit::burst`] tokens and gains one per [`RateLimit::interval`]. Its whole
//! state is one point in time, at which it will be full again (the "theoretical arrival time" of the
//! generic cell rate algorithm, <https://www.itu.int/rec/T-REC-I.371>). So it can be kept in a stored
//! attribute as easily as in memory.

use std::time::Duration;

use crate::time::Time;

/// A steady rate, and the burst by which it may be exceeded for a short time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// The time in which the bucket gains one token; a whole number of milliseconds above zero.
    pub interval: Duration,
    /// The number of tokens in a full bucket; above zero.
    pub burst: u32,
}

/// The maximum time in seconds that a client is asked to wait: an hour, even if a stored bucket was written
/// by an instance with another clock.
pub const MAX_RETRY_AFTER_SECONDS: u64 = 3_600;

/// The state of one bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    full_at: Time,
}

/// The limit is exceeded. It is retryable after `retry_after`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the limit is exceeded; the next token is available after {} ms", .retry_after.as_millis())]
pub struct TooMany {
    /// The time until the bucket has a token again.
    pub retry_after: Duration,
}

impl TooMany {
    /// Returns the time to wait in whole seconds, rounded up, from 1 to [`MAX_RETRY_AFTER_SECONDS`]: the
    /// `retryAfter` of an error frame.
    pub fn retry_after_seconds(self) -> u64 {
        let seconds = self.retry_after.as_millis().div_ceil(1_000);
        u64::try_from(seconds).unwrap_or(u64::MAX).clamp(1, MAX_RETRY_AFTER_SECONDS)
    }
}

impl RateLimit {
    /// Returns the time in which an empty bucket becomes full.
    pub fn period(self) -> Duration {
        self.interval.saturating_mul(self.burst)
    }

    /// Returns the maximum number of tokens that can be taken within `window`: those of a full bucket, and
    /// those that it gains in that time.
    pub fn most_within(self, window: Duration) -> u32 {
        let gained = window.as_millis() / self.interval.as_millis().max(1);
        self.burst.saturating_add(u32::try_from(gained).unwrap_or(u32::MAX))
    }
}

impl Bucket {
    /// A full bucket.
    pub const FULL: Self = Self { full_at: Time::EPOCH };

    /// Returns the bucket that is full from `at` on, which is its stored form.
    pub fn full_at(at: Time) -> Self {
        Self { full_at: at }
    }

    /// Returns the time from which the bucket is full, which is its stored form.
    pub fn is_full_at(self) -> Time {
        self.full_at
    }

    /// Returns the number of tokens that are missing at `now`, rounded up.
    pub fn missing(self, limit: RateLimit, now: Time) -> u32 {
        let missing = u128::from(self.full_at.millis_since(now)).div_ceil(limit.interval.as_millis().max(1));
        u32::try_from(missing).unwrap_or(u32::MAX)
    }

    /// Takes one token at `now`.
    ///
    /// # Errors
    ///
    /// [`TooMany`] if there is none. It is retryable after the time that it gives. No token is taken then,
    /// so a client that keeps trying does not have to wait longer.
    pub fn take(&mut self, limit: RateLimit, now: Time) -> Result<(), TooMany> {
        let full_at = self.full_at.max(now).plus(limit.interval);
        let allowed = now.plus(limit.period());
        if full_at > allowed {
            return Err(TooMany { retry_after: Duration::from_millis(full_at.millis_since(allowed)) });
        }
        self.full_at = full_at;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMIT: RateLimit = RateLimit { interval: Duration::from_millis(20), burst: 3 };

    fn at(millis: i64) -> Time {
        Time::from_millis(1_795_420_800_000 + millis)
    }

    #[test]
    fn a_burst_is_let_through_and_then_the_steady_rate() {
        let mut bucket = Bucket::FULL;
        for _ in 0..3 {
            assert_eq!(bucket.take(LIMIT, at(0)), Ok(()));
        }
        assert_eq!(bucket.missing(LIMIT, at(0)), 3);
        for _ in 0..2 {
            let refused = bucket.take(LIMIT, at(5)).unwrap_err();
            assert_eq!(refused.retry_after, Duration::from_millis(15), "being refused costs nothing");
        }
        assert_eq!(bucket.take(LIMIT, at(20)), Ok(()));
        assert!(bucket.take(LIMIT, at(39)).is_err());
        assert_eq!(bucket.take(LIMIT, at(40)), Ok(()));
        assert_eq!((bucket.missing(LIMIT, at(40)), bucket.missing(LIMIT, at(1_000))), (3, 0));
    }

    #[test]
    fn the_time_to_wait_is_given_in_whole_seconds() {
        let told = |millis| TooMany { retry_after: Duration::from_millis(millis) }.retry_after_seconds();
        assert_eq!([told(0), told(1), told(1_000), told(1_001), told(u64::MAX)], [1, 1, 1, 2, 3_600]);
    }

    #[test]
    fn the_most_of_a_window_are_a_burst_and_what_is_gained_in_it() {
        assert_eq!(LIMIT.most_within(Duration::from_secs(1)), 53);
        assert_eq!(LIMIT.period(), Duration::from_millis(60));
    }

    proptest! {
        #[test]
        fn no_stretch_of_time_has_more_than_a_burst_and_the_steady_rate(
            pauses in prop::collection::vec(0_i64..70, 1..200)
        ) {
            let (mut bucket, mut now, mut taken) = (Bucket::FULL, 0, Vec::new());
            for pause in pauses {
                now += pause;
                match bucket.take(LIMIT, at(now)) {
                    Ok(()) => taken.push(now),
                    Err(refused) => {
                        let wait = i64::try_from(refused.retry_after.as_millis()).unwrap();
                        prop_assert!(wait > 0);
                        let mut later = bucket;
                        prop_assert!(later.take(LIMIT, at(now + wait - 1)).is_err());
                        prop_assert_eq!(later.take(LIMIT, at(now + wait)), Ok(()), "as soon as was told");
                    }
                }
            }
            for (first, from) in taken.iter().enumerate() {
                for (number, until) in (1_u32..).zip(&taken[first..]) {
                    let window = Duration::from_millis(u64::try_from(until - from).unwrap());
                    prop_assert!(number <= LIMIT.most_within(window));
                }
            }
        }
    }
}
