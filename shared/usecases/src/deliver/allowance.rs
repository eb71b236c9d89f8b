//! Whether a provider may be called now: by its own word, by its rate over all instances, and by what one user is
//! meant to get.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use domain::budget::{Cap, Counter, PAUSE_KNOWN_FOR, Part};
use domain::ledger::DeliveryKey;
use domain::plan::Reason;
use domain::{Channel, Priority, Time, UserId};
use ports::{Allowances, Clock, PortError};

use super::block::Block;
use super::settings::Settings;
use crate::planted::{self, Bug};

/// How often the provider's wishes are read before a call, while the answers take too long.
const LOOKS: usize = 3;

/// Whether a delivery may go out now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    /// It may.
    Go,
    /// Not before then.
    Hold(Time),
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
    paused_until: Cell<Option<Time>>,
    known_at: Cell<Time>,
    /// Users whose chat has had its message of this second.
    chats: RefCell<Vec<UserId>>,
}

impl<'a, S: Allowances> Purse<'a, S> {
    /// Takes up to `wanted` calls out of the second of `now`, and asks whether the provider wants to be left alone.
    pub(super) async fn open(
        store: &'a S,
        settings: &'a Settings,
        block: &Block,
        wanted: u32,
        now: Time,
    ) -> Result<Self, PortError> {
        let second = now.as_seconds();
        let (calls, paused_until) = futures_util::try_join!(
            take(store, settings, block, wanted, second),
            store.paused_until(settings.channel)
        )?;
        Ok(Self {
            store,
            settings,
            calls: Cell::new(calls),
            second,
            paused_until: Cell::new(paused_until),
            known_at: Cell::new(now),
            chats: RefCell::default(),
        })
    }

    /// Whether the provider may be called for one more message.
    pub(super) fn admit(&self, now: Time) -> Admission {
        if let Some(until) = self.paused_until.get().filter(|until| now < *until)
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

    /// Whether this user may get one more message this way. Asked once per try, since asking counts.
    pub(super) async fn admit_user(
        &self,
        user: &UserId,
        delivery: &DeliveryKey,
        is_first_try: bool,
        now: Time,
    ) -> Result<Admission, PortError> {
        match delivery.channel {
            Channel::Websocket | Channel::Push | Channel::Email => Ok(Admission::Go),
            Channel::Telegram => {
                let second = now.as_seconds();
                if self.chats.borrow().contains(user) {
                    return Ok(Admission::Hold(start_of(second + 1)));
                }
                self.chats.borrow_mut().push(user.clone());
                let total = self.store.add(&Counter::Chat { user_id: user.clone(), second }, 1).await?;
                Ok(if total > 1 { Admission::Hold(start_of(second + 1)) } else { Admission::Go })
            }
            // What is tried again was counted the first time.
            Channel::Sms if !is_first_try => Ok(Admission::Go),
            Channel::Sms => {
                for cap in Cap::ALL {
                    if self.store.add(&cap.counter(user, now), 1).await? > cap.most() {
                        return Ok(Admission::Refuse(Reason::OverCap));
                    }
                }
                Ok(Admission::Go)
            }
        }
    }

    /// The last word before the call: whether the provider wants to be left alone, by knowledge that is not older than
    /// [`PAUSE_KNOWN_FOR`]. A store that takes longer than that to answer is asked again, and then it is an error: nobody
    /// knows whether the provider may be called.
    pub(super) async fn is_paused(&self, clock: &impl Clock) -> Result<Option<Time>, PortError> {
        let is_fresh =
            |now: Time| Duration::from_millis(now.millis_since(self.known_at.get())) < PAUSE_KNOWN_FOR;
        for _ in 0..LOOKS {
            if is_fresh(clock.now()) {
                break;
            }
            let asked_at = clock.now();
            let shared = self.store.paused_until(self.settings.channel).await?;
            // What this instance was told itself holds, whether or not the others could be told.
            self.paused_until.set(self.paused_until.get().max(shared));
            self.known_at.set(asked_at);
        }
        let now = clock.now();
        if !is_fresh(now) {
            return Err(PortError::Throttled("the provider's wishes could not be read in time".into()));
        }
        let paused_until = self.paused_until.get().filter(|until| now < *until);
        Ok(paused_until.filter(|_| !planted::is(Bug::RetryAfterIgnored)))
    }

    /// The provider wants to be left alone for `duration` from `now`.
    pub(super) async fn pause(&self, duration: Duration, now: Time) {
        let until = now.plus(duration);
        self.paused_until.set(self.paused_until.get().max(Some(until)));
        if planted::is(Bug::RetryAfterIgnored) {
            return;
        }
        if let Err(error) = self.store.pause(self.settings.channel, until).await {
            // The others will be told the same by the provider itself.
            tracing::warn!(%error, channel = %self.settings.channel, "a provider's wish to be left alone was not shared");
        }
    }

    /// What was not used goes back to the instance, for another batch of the same second.
    pub(super) fn close(self, block: &Block) {
        block.put_back(self.second, self.calls.get());
    }
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
