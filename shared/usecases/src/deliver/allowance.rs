//! Whether a provider may be called now: by its own word, by its rate over all instances, and by what one recipient is
//! meant to get in a minute.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use domain::budget::{Cap, Counter, PAUSE_KNOWN_FOR, Part, most_per_minute};
use domain::ledger::{DeliveryKey, Entry, ThrottleScope};
use domain::merged::AboveLimit;
use domain::pause::{Destination, DestinationPause, Pauses};
use domain::plan::Reason;
use domain::{Channel, EventType, Priority, Time, UserId};
use ports::{Allowances, Clock, PortError};

use super::block::Block;
use super::settings::Settings;
use crate::planted::{self, Bug};

/// How often the provider's wishes are read before a call, while the answers take too long.
const LOOKS: usize = 3;

/// From this receive on, a P0 that finds its chat's second taken is merged with the others that wait.
const MERGED_FROM_RECEIVE: u32 = 3;

/// A delivery that asks whether its recipient may get it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'a> {
    pub(super) user: &'a UserId,
    pub(super) delivery: &'a DeliveryKey,
    pub(super) event_type: EventType,
    /// What the ledger has of it.
    pub(super) entry: Option<&'a Entry>,
    pub(super) receive_count: u32,
}

impl Candidate<'_> {
    /// Whether no try of it was made. What is tried again was counted the first time.
    fn is_first_try(&self) -> bool {
        self.entry.is_none_or(|entry| entry.tries == 0)
    }

    /// Whether nothing was found out about it before.
    fn is_first_look(&self) -> bool {
        self.entry.is_none() && self.receive_count <= 1
    }
}

/// Whether a delivery may go out now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    /// It may.
    Go,
    /// Not before then.
    Hold(Time),
    /// Only together with others: its recipient has had enough messages in this minute.
    Merge,
    /// It must not at all.
    Refuse(Reason),
}

/// What a batch may do with its provider.
#[derive(Debug)]
pub(super) struct Purse<'a, S> {
    store: &'a S,
    settings: &'a Settings,
    calls: Cell<u32>,
    second: i64,
    pauses: RefCell<Pauses>,
    known_at: Cell<Time>,
    /// Chats that have had their message of this second, by user, and whether it was exempt from limits.
    chats: RefCell<Vec<(UserId, bool)>>,
}

impl<'a, S: Allowances> Purse<'a, S> {
    /// Takes up to `wanted` calls out of the second of `now`, and asks whether the provider wants to be left alone. While the
    /// table of allowances is throttled there are no calls: what waits for one is put off, and a P0 takes another channel in
    /// time, as for a provider that cannot be called.
    pub(super) async fn open(
        store: &'a S,
        settings: &'a Settings,
        block: &Block,
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
                tracing::warn!(%error, channel = %settings.channel, "the allowance of a provider could not be read");
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

    /// Whether the provider may be called for one more message to this recipient.
    pub(super) fn admit(&self, to: &Destination, now: Time) -> Admission {
        if let Some(until) = self.pauses.borrow().until(to, now)
            && !planted::is(Bug::RetryAfterIgnored)
        {
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

    /// The call that was admitted is not made: somebody else may have it.
    pub(super) fn give_back(&self) {
        self.calls.set(self.calls.get() + 1);
    }

    /// Whether this recipient may get one more message now, apart from the limit per minute. Asked once per try, since asking
    /// counts: for Telegram one update of a counter for every try, for an SMS one for each cap.
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

    /// Whether the chat may get one more message in this second. What no limit holds back has a second of its own, so that
    /// a liquidation never stands behind fills.
    async fn admit_to_chat(&self, candidate: Candidate<'_>, now: Time) -> Result<Admission, PortError> {
        let Candidate { user, event_type, receive_count, .. } = candidate;
        let above = AboveLimit::of(event_type);
        let is_exempt = above == AboveLimit::Exempt && !EventType::OWN.contains(&event_type);
        let second = now.as_seconds();
        let chat = (user.clone(), is_exempt);
        let is_taken = if self.chats.borrow().contains(&chat) {
            true
        } else {
            self.chats.borrow_mut().push(chat);
            self.store.add(&Counter::Chat { user_id: user.clone(), second, is_exempt }, 1).await? > 1
        };
        // A P0 never waits: what has lost its turn before is told together with the others.
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

    /// Returns until when nothing may be sent to this recipient, if nothing may: the last word before the call, by knowledge
    /// that is not older than [`PAUSE_KNOWN_FOR`]. A store that takes longer than that to answer is asked again, and then it
    /// is a retryable error: whether the provider may be called is not known.
    pub(super) async fn is_paused(
        &self,
        clock: &impl Clock,
        to: &Destination,
    ) -> Result<Option<Time>, PortError> {
        let is_fresh =
            |now: Time| Duration::from_millis(now.millis_since(self.known_at.get())) < PAUSE_KNOWN_FOR;
        for _ in 0..LOOKS {
            if is_fresh(clock.now()) {
                break;
            }
            let asked_at = clock.now();
            let shared = self.store.pauses(self.settings.channel).await?;
            // What this instance was told itself holds, whether or not the others could be told.
            self.pauses.borrow_mut().merge(shared);
            self.known_at.set(asked_at);
        }
        let now = clock.now();
        if !is_fresh(now) {
            return Err(PortError::Throttled("the provider's wishes could not be read in time".into()));
        }
        let paused_until = self.pauses.borrow().until(to, now);
        Ok(paused_until.filter(|_| !planted::is(Bug::RetryAfterIgnored)))
    }

    /// The provider has asked to back off for `duration` from `now`: for everything, or for this recipient. Several
    /// recipients within a short time are taken for everything.
    pub(super) async fn pause(&self, scope: ThrottleScope, to: &Destination, duration: Duration, now: Time) {
        let until = now.plus(duration);
        let is_shared = match scope {
            ThrottleScope::Provider => self.pause_provider(until).await,
            ThrottleScope::Recipient => self.pause_recipient(to, until, now).await,
        };
        if let Err(error) = is_shared {
            // The others will be told the same by the provider itself.
            tracing::warn!(%error, channel = %self.settings.channel, "a pause of a provider could not be shared");
        }
    }

    async fn pause_provider(&self, until: Time) -> Result<(), PortError> {
        self.pauses.borrow_mut().merge(Pauses { provider: Some(until), ..Pauses::default() });
        if planted::is(Bug::RetryAfterIgnored) {
            return Ok(());
        }
        self.store.pause(self.settings.channel, until).await
    }

    async fn pause_recipient(&self, to: &Destination, until: Time, now: Time) -> Result<(), PortError> {
        let pause = DestinationPause { until, asked_at: now };
        self.pauses.borrow_mut().pause_destination(to.clone(), pause);
        if planted::is(Bug::RetryAfterIgnored) {
            return Ok(());
        }
        let shared = self.store.pause_destination(self.settings.channel, to, pause, now).await?;
        self.pauses.borrow_mut().merge(shared);
        let concerns_provider = self.pauses.borrow().concern_provider(now);
        if concerns_provider { self.pause_provider(until).await } else { Ok(()) }
    }

    /// What was not used goes back to the instance, for another batch of the same second.
    pub(super) fn close(self, block: &Block) {
        block.put_back(self.second, self.calls.get());
    }
}

/// Whether the recipient may get one more message in the minute of `now`. Asked when a delivery is seen first, since asking
/// counts: one update of a counter. Those that then wait for their provider or their chat's second are counted as well, as
/// there may be far more of them than the recipient is meant to get. What is above the limit takes no call out of the
/// provider's allowance, which is everybody's.
///
/// # Errors
/// Those of the store.
pub(super) async fn admit_to_minute(
    store: &impl Allowances,
    candidate: Candidate<'_>,
    now: Time,
) -> Result<Admission, PortError> {
    let Candidate { user, delivery, event_type, .. } = candidate;
    let above = AboveLimit::of(event_type);
    let most = most_per_minute(delivery.channel).filter(|_| above != AboveLimit::Exempt);
    let Some(most) = most.filter(|_| candidate.is_first_look()) else { return Ok(Admission::Go) };
    if store.add(&Counter::of_recipient(user, delivery, now), 1).await? <= most {
        return Ok(Admission::Go);
    }
    Ok(match above {
        AboveLimit::Exempt => Admission::Go,
        AboveLimit::Waits => Admission::Hold(start_of((now.as_seconds().div_euclid(60) + 1) * 60)),
        AboveLimit::Merges => Admission::Merge,
    })
}

async fn take(
    store: &impl Allowances,
    settings: &Settings,
    block: &Block,
    wanted: u32,
    second: i64,
) -> Result<u32, PortError> {
    let mut calls = block.take_left(second, wanted);
    let parts = match settings.priority {
        Priority::P1 | Priority::P2 if planted::is(Bug::ShareLentOut) => Part::of(Priority::P0),
        priority => Part::of(priority),
    };
    for &part in parts {
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
