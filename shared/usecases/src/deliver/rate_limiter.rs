//! Decision whether a provider may be called now. It depends on the back-off that the provider
//! asked for, on its rate over all instances, and on the number of messages that one recipient may
//! get in a minute.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use domain::delivery::budget::{
    BurstKey, Cap, Counter, MinuteTotals, PAUSE_KNOWN_FOR, Part, most_per_minute,
};
use domain::delivery::ledger::{DeliveryKey, Entry, ThrottleScope};
use domain::delivery::pause::{Destination, DestinationPause, Pauses};
use domain::routing::merged::AboveLimit;
use domain::routing::plan::Reason;
use domain::{Channel, EventType, Priority, Time, UserId};
use ports::{Clock, PortError, RateLimits};

use super::call_quota::CallQuota;
use super::settings::Settings;

/// Maximum number of reads of the provider's pauses before a call, while the reads take too long.
const MAX_PAUSE_READS: usize = 3;

/// The receive count from which on a P0 that finds its chat's second taken is merged with the
/// others that wait.
const MERGED_FROM_RECEIVE: u32 = 3;

/// A delivery whose recipient's limits are to be checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'a> {
    pub(super) user: &'a UserId,
    pub(super) delivery: &'a DeliveryKey,
    pub(super) event_type: EventType,
    pub(super) class: Priority,
    /// The delivery's entry in the ledger.
    pub(super) entry: Option<&'a Entry>,
    pub(super) receive_count: u32,
}

impl Candidate<'_> {
    /// Whether no attempt was made yet. A further attempt was counted with the first one.
    fn is_first_try(&self) -> bool {
        self.entry.is_none_or(|entry| entry.tries == 0)
    }

    /// Whether the delivery is checked for the first time.
    fn is_first_look(&self) -> bool {
        self.entry.is_none() && self.receive_count <= 1
    }
}

/// The decision whether a delivery may be sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    /// The delivery may be sent.
    Go,
    /// The delivery may not be sent before this time.
    Hold(Time),
    /// The delivery may be sent only together with others: its recipient has had the maximum of
    /// messages in this minute, of all or of its burst.
    Merge,
    /// The delivery must not be sent at all.
    Refuse(Reason),
}

/// The calls and pauses of a provider for one batch.
#[derive(Debug)]
pub(super) struct RateLimiter<'a, S> {
    store: &'a S,
    settings: &'a Settings,
    calls: Cell<u32>,
    second: i64,
    pauses: RefCell<Pauses>,
    known_at: Cell<Time>,
    /// Chats that have had their message of this second, by user, and whether the message was
    /// exempt from limits.
    chats: RefCell<Vec<(UserId, bool)>>,
}

impl<'a, S: RateLimits> RateLimiter<'a, S> {
    /// Takes up to `wanted` calls out of the allowance of the second of `now`, and reads whether
    /// the provider asked us to back off. While the table of allowances is throttled there are no
    /// calls: deliveries wait, and a P0 takes another channel in time, as for a provider that
    /// cannot be called.
    ///
    /// # Errors
    /// Those of the store that are not retryable.
    pub(super) async fn open(
        store: &'a S,
        settings: &'a Settings,
        block: &CallQuota,
        wanted: u32,
        now: Time,
    ) -> Result<Self, PortError> {
        let second = now.as_seconds();
        let allowed = futures_util::try_join!(
            take(store, settings, block, wanted, second),
            store.pauses(settings.channel)
        );
        let (calls, pauses) = match allowed {
            Err(error) if error.is_retryable() => {
                tracing::warn!(%error, channel = %settings.channel, "the rate limit of a provider could not be read");
                (0, Pauses::default())
            }
            allowed => allowed?,
        };
        Ok(Self {
            store,
            settings,
            calls: Cell::new(calls),
            second,
            pauses: RefCell::new(pauses),
            known_at: Cell::new(now),
            chats: RefCell::default(),
        })
    }

    /// Decides whether the provider may be called for one more message to this recipient.
    pub(super) fn admit(&self, to: &Destination, now: Time) -> Admission {
        if let Some(until) = self.pauses.borrow().until(to, now) {
            return Admission::Hold(until);
        }
        match self.calls.get().checked_sub(1) {
            Some(left) => {
                self.calls.set(left);
                Admission::Go
            }
            None => Admission::Hold(start_of(self.second + 1)),
        }
    }

    /// Returns an admitted call that is not made, so that another delivery can use it.
    pub(super) fn return_call(&self) {
        self.calls.set(self.calls.get() + 1);
    }

    /// Decides whether this recipient may get one more message now, apart from the limit per
    /// minute. Called once per attempt, since each call counts: for Telegram one update of a
    /// counter for every attempt, for an SMS one for each cap.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) async fn admit_recipient(
        &self,
        candidate: Candidate<'_>,
        now: Time,
    ) -> Result<Admission, PortError> {
        match candidate.delivery.channel {
            Channel::Websocket | Channel::Push | Channel::Email => Ok(Admission::Go),
            Channel::Telegram => self.admit_to_chat(candidate, now).await,
            Channel::Sms if !candidate.is_first_try() => Ok(Admission::Go),
            Channel::Sms => {
                for cap in Cap::of(candidate.event_type) {
                    if self.store.add(&cap.counter(candidate.user, now), 1).await? > cap.most() {
                        return Ok(Admission::Refuse(Reason::OverCap));
                    }
                }
                Ok(Admission::Go)
            }
        }
    }

    /// Decides whether the chat may get one more message in this second. Messages that are exempt
    /// from limits have a counter of their own, so that a liquidation never waits behind fills.
    ///
    /// # Errors
    /// Those of the store.
    async fn admit_to_chat(&self, candidate: Candidate<'_>, now: Time) -> Result<Admission, PortError> {
        let Candidate { user, event_type, class, receive_count, .. } = candidate;
        let above = AboveLimit::of(event_type, class);
        let is_exempt = above == AboveLimit::Exempt && !EventType::OWN.contains(&event_type);
        let second = now.as_seconds();
        let chat = (user.clone(), is_exempt);
        let is_taken = if self.chats.borrow().contains(&chat) {
            true
        } else {
            self.chats.borrow_mut().push(chat);
            self.store.add(&Counter::Chat { user_id: user.clone(), second, is_exempt }, 1).await? > 1
        };
        // A P0 must not wait: one that has lost its turn before is sent together with the others.
        let is_merged = self.settings.priority == Priority::P0
            && above == AboveLimit::Merges
            && candidate.is_first_try()
            && receive_count >= MERGED_FROM_RECEIVE;
        Ok(match (is_taken, is_merged) {
            (false, _) => Admission::Go,
            (true, true) => Admission::Merge,
            (true, false) => Admission::Hold(start_of(second + 1)),
        })
    }

    /// Returns the time until which nothing may be sent to this recipient, if there is one. This is
    /// the last check before the call, and its knowledge is not older than [`PAUSE_KNOWN_FOR`].
    ///
    /// # Errors
    /// Those of the store. If the store takes longer than that for each of several reads, the error
    /// is retryable: it is not known whether the provider may be called.
    pub(super) async fn paused_until(
        &self,
        clock: &impl Clock,
        to: &Destination,
    ) -> Result<Option<Time>, PortError> {
        let is_fresh =
            |now: Time| Duration::from_millis(now.millis_since(self.known_at.get())) < PAUSE_KNOWN_FOR;
        for _ in 0..MAX_PAUSE_READS {
            if is_fresh(clock.now()) {
                break;
            }
            let asked_at = clock.now();
            let shared = self.store.pauses(self.settings.channel).await?;
            // A pause that the provider stated to this instance is valid even if it could not be
            // shared.
            self.pauses.borrow_mut().merge(shared);
            self.known_at.set(asked_at);
        }
        let now = clock.now();
        if !is_fresh(now) {
            return Err(PortError::Throttled(
                "the provider's back-off state could not be read in time".into(),
            ));
        }
        Ok(self.pauses.borrow().until(to, now))
    }

    /// Records that the provider asked us at `now` to back off for `duration`: for everything, or
    /// for this recipient. If several recipients are throttled within a short time, the provider is
    /// paused for everything.
    pub(super) async fn pause(&self, scope: ThrottleScope, to: &Destination, duration: Duration, now: Time) {
        let until = now.plus(duration);
        let is_shared = match scope {
            ThrottleScope::Provider => self.pause_provider(until).await,
            ThrottleScope::Recipient => self.pause_recipient(to, until, now).await,
        };
        if let Err(error) = is_shared {
            // The provider itself will throttle the other instances.
            tracing::warn!(%error, channel = %self.settings.channel, "the back-off of a provider could not be stored");
        }
    }

    async fn pause_provider(&self, until: Time) -> Result<(), PortError> {
        self.pauses.borrow_mut().merge(Pauses { provider: Some(until), ..Pauses::default() });
        self.store.pause(self.settings.channel, until).await
    }

    async fn pause_recipient(&self, to: &Destination, until: Time, now: Time) -> Result<(), PortError> {
        let pause = DestinationPause { until, asked_at: now };
        self.pauses.borrow_mut().pause_destination(to.clone(), pause);
        let shared = self.store.pause_destination(self.settings.channel, to, pause, now).await?;
        self.pauses.borrow_mut().merge(shared);
        let concerns_provider = self.pauses.borrow().concern_provider(now);
        if concerns_provider { self.pause_provider(until).await } else { Ok(()) }
    }

    /// Returns the unused calls to the instance, for another batch of the same second.
    pub(super) fn close(self, block: &CallQuota) {
        block.put_back(self.second, self.calls.get());
    }
}

/// Decides whether the recipient may get one more message in the minute of `now`: of all, and of the
/// notification's `burst`, if it belongs to one; that is asked only for a delivery that counts. A
/// delivery is counted only when it is received for the first time: one update of a counter.
/// Deliveries that wait for their provider or their chat's second afterwards are counted as well, as
/// there may be far more of them than the recipient may get. A delivery above the limit takes no call
/// out of the provider's allowance, which all recipients share.
///
/// # Errors
/// Those of the store.
pub(super) async fn admit_to_minute(
    store: &impl RateLimits,
    candidate: Candidate<'_>,
    burst: impl FnOnce() -> Option<BurstKey>,
    now: Time,
) -> Result<Admission, PortError> {
    let Candidate { user, delivery, event_type, class, .. } = candidate;
    let above = AboveLimit::of(event_type, class);
    let most = most_per_minute(delivery.channel).filter(|_| above != AboveLimit::Exempt);
    let Some(most) = most.filter(|_| candidate.is_first_look()) else { return Ok(Admission::Go) };
    let counter = Counter::of_recipient(user, delivery, now);
    let burst = if above == AboveLimit::Merges { burst() } else { None };
    let totals = match burst {
        Some(burst) => store.add_to_burst(&counter, burst).await?,
        None => MinuteTotals { all: store.add(&counter, 1).await?, of_burst: 0 },
    };
    if totals.are_within(most) {
        return Ok(Admission::Go);
    }
    Ok(match above {
        AboveLimit::Exempt => Admission::Go,
        AboveLimit::Waits => Admission::Hold(start_of((now.as_seconds().div_euclid(60) + 1) * 60)),
        AboveLimit::Merges => Admission::Merge,
    })
}

async fn take(
    store: &impl RateLimits,
    settings: &Settings,
    block: &CallQuota,
    wanted: u32,
    second: i64,
) -> Result<u32, PortError> {
    let mut calls = block.take_left(second, wanted);
    for &part in Part::of(settings.priority) {
        if calls >= wanted {
            break;
        }
        let size = settings.rate.block(part, wanted - calls);
        let total = store.add(&Counter::Calls { channel: settings.channel, part, second }, size).await?;
        calls += settings.rate.granted(part, size, total);
    }
    Ok(calls)
}

fn start_of(second: i64) -> Time {
    Time::from_millis(second.saturating_mul(1_000))
}
