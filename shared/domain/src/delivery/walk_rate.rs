//! The rate at which the walk of a broadcast hands deliveries to a channel.
//!
//! The walk of a channel consists of [`WalkRate::segments`] chains of jobs. Each job hands on a page of
//! deliveries and is followed by the next one of its chain after [`WalkRate::next_at`], so that all chains
//! together keep the rate.

use std::num::NonZeroU32;
use std::time::Duration;

use super::budget::{Part, Rate};
use crate::event::channel::Channel;
use crate::time::Time;

/// The maximum number of recipients of one job.
pub const PAGE: u32 = 100;

/// The time for which a full page of a chain lasts, so that delays of whole seconds, which is what SQS has,
/// are exact enough.
const PAGE_LASTS: u32 = 5;

/// The maximum number of chains of one channel.
pub const MAX_SEGMENTS: u8 = 250;

/// The time by which a chain may lag behind its rate and make up for it: jobs are delayed by whole seconds, and
/// are received and run a little later.
const CREDIT: Duration = Duration::from_secs(2);

/// The seconds of a minute less [`CREDIT`]: a walk with this share of a minute's calls exceeds no minute's.
const SECONDS_OF_MINUTE: u32 = 58;

/// The rate at which the deliveries of a broadcast on one channel are handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WalkRate {
    per_minute: NonZeroU32,
}

impl WalkRate {
    /// Returns the rate on this channel of a broadcast with this pace. `rates` has the provider's rate of each
    /// channel that is used.
    ///
    /// It is at most the part of the provider's calls that is not reserved for P0. On push and Telegram, whose
    /// messages traders tap at once, it is also at most the pace, which the two share: Telegram, which is the
    /// slower one, has up to half of it. `None` for a channel that is not used.
    pub fn of(channel: Channel, pace: Option<NonZeroU32>, rates: &[(Channel, Rate)]) -> Option<Self> {
        let limit = |channel: Channel| {
            let rate = rates.iter().find(|(of, _)| *of == channel)?.1;
            Some(rate.of(Part::Common).saturating_mul(SECONDS_OF_MINUTE))
        };
        let own = limit(channel)?;
        let taps = pace.map(|pace| pace.get().saturating_mul(SECONDS_OF_MINUTE));
        let (push, telegram) = (limit(Channel::Push), limit(Channel::Telegram));
        let of_telegram = |taps: u32| match (push, telegram) {
            (_, None) => 0,
            (None, Some(limit)) => limit.min(taps),
            (Some(_), Some(limit)) => limit.min(taps / 2),
        };
        let per_minute = match (channel, taps) {
            (Channel::Push, Some(taps)) => own.min(taps - of_telegram(taps)),
            (Channel::Telegram, Some(taps)) => of_telegram(taps),
            (Channel::Push | Channel::Telegram, None)
            | (Channel::Websocket | Channel::Email | Channel::Sms, _) => own,
        };
        Some(Self { per_minute: NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN) })
    }

    /// Returns the number of chains into which the walk is divided.
    pub fn segments(self) -> u8 {
        let pages_per_minute = self.per_minute.get() / PAGE;
        let segments = (pages_per_minute * PAGE_LASTS / 60).clamp(1, u32::from(MAX_SEGMENTS));
        u8::try_from(segments).unwrap_or(MAX_SEGMENTS)
    }

    /// Returns the maximum number of deliveries that one job hands on: those of a second.
    pub fn most_at_once(self) -> usize {
        usize::try_from((self.per_minute.get() / 60).max(1)).unwrap_or(usize::MAX)
    }

    /// Returns the time of the first job of this chain: they begin one after another.
    pub fn first_at(self, segment: u8, segments: u8, now: Time) -> Time {
        let wait = u64::from(PAGE_LASTS) * 1_000 * u64::from(segment) / u64::from(segments.max(1));
        now.plus(Duration::from_millis(if segments > 1 { wait } else { 0 }))
    }

    /// Returns the time of the next job of one of `segments` chains, after a job that was due at `due` and has
    /// handed on `count` deliveries by `now`.
    pub fn next_at(self, due: Time, count: usize, segments: u8, now: Time) -> Time {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let millis = count.saturating_mul(60_000 * u64::from(segments)) / u64::from(self.per_minute.get());
        due.max(now.minus(CREDIT)).plus(Duration::from_millis(millis))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATES: [(Channel, Rate); 3] = [
        (Channel::Push, Rate { per_second: 10_000 }),
        (Channel::Telegram, Rate { per_second: 30 }),
        (Channel::Email, Rate { per_second: 14 }),
    ];

    fn rate(channel: Channel, pace: u32) -> u32 {
        WalkRate::of(channel, NonZeroU32::new(pace), &RATES).unwrap().per_minute.get()
    }

    #[test]
    fn without_a_pace_it_is_what_is_not_reserved_for_p0() {
        assert_eq!(rate(Channel::Push, 0), 5_000 * 58);
        assert_eq!(rate(Channel::Telegram, 0), 15 * 58);
        assert_eq!(rate(Channel::Email, 0), 7 * 58);
        assert_eq!(WalkRate::of(Channel::Push, None, &RATES[1..]), None);
    }

    #[test]
    fn push_and_telegram_together_keep_the_pace_and_email_is_not_tapped() {
        for (pace, push, telegram) in [(1_000, 985, 15), (20, 10, 10), (100_000, 5_000, 15)] {
            assert_eq!(
                (rate(Channel::Push, pace), rate(Channel::Telegram, pace)),
                (push * 58, telegram * 58)
            );
        }
        assert_eq!((rate(Channel::Push, 1), rate(Channel::Telegram, 1)), (29, 29));
        assert_eq!(rate(Channel::Email, 1), 7 * 58);
        let alone = WalkRate::of(Channel::Telegram, NonZeroU32::new(10), &RATES[1..]).unwrap();
        assert_eq!(alone.per_minute.get(), 10 * 58);
    }

    /// A walk whose jobs are delayed by whole seconds, and run late by `late` milliseconds: the number of
    /// deliveries of each second.
    fn run(rate: WalkRate, late: u64) -> Vec<usize> {
        let (segments, start) = (rate.segments(), Time::from_millis(0));
        let mut seconds = vec![0_usize; 300];
        for segment in 0..segments {
            let mut due = rate.first_at(segment, segments, start);
            let mut sent_at = start;
            loop {
                let delay = due.millis_since(sent_at).div_ceil(1_000) * 1_000;
                let now = sent_at.plus(Duration::from_millis(delay + late));
                let Some(second) =
                    usize::try_from(now.as_seconds()).ok().and_then(|second| seconds.get_mut(second))
                else {
                    break;
                };
                let count = rate.most_at_once().min(100);
                *second += count;
                due = rate.next_at(due, count, segments, now);
                sent_at = now;
            }
        }
        seconds
    }

    #[test]
    fn no_minute_has_more_than_the_rate_and_little_of_it_is_lost() {
        for (channel, pace) in [
            (Channel::Push, 0),
            (Channel::Push, 1_000),
            (Channel::Push, 37),
            (Channel::Push, 1),
            (Channel::Telegram, 0),
        ] {
            let rate = WalkRate::of(channel, NonZeroU32::new(pace), &RATES).unwrap();
            let most = usize::try_from(rate.per_minute.get() * 60 / 58).unwrap();
            for late in [20, 300, 900] {
                let minutes: Vec<usize> =
                    run(rate, late).windows(60).map(|minute| minute.iter().sum()).collect();
                let greatest = minutes.iter().max().copied().unwrap_or_default();
                let last = minutes.last().copied().unwrap_or_default();
                assert!(greatest <= most + 1, "{channel} {pace} {late}: {greatest} of {most}");
                assert!(last * 100 >= most * 93, "{channel} {pace} {late}: {last} of {most}");
            }
        }
    }
}
