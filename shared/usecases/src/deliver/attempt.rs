//! The way of one delivery: claim it, send it, confirm it.

use std::time::Duration;

use domain::contact::Address;
use domain::data::EventData;
use domain::ledger::{self, Claim, DeadReason, Entry, Facts, LedgerState, SendAttempt, Verdict};
use domain::notification::{InboxItem, Notification};
use domain::plan::Reason;
use domain::{Priority, Time};
use ports::{
    Allowances, BatchRead, Clock, Contacts, Count, Devices, Enqueue, LedgerWrite, Outgoing, PortError,
    Provider, Snapshot, Telemetry, Written,
};

use super::allowance::{Admission, Purse};
use super::external::{External, Settings};
use super::fallback;
use super::last_look::{self, Look};
use super::work::{Work, facts};
use crate::batch::Outcome;
use crate::planted::{self, Bug};

/// How often a claim is tried against others who change the same entry.
const CLAIMS: usize = 5;

/// How often a confirmation is tried, on top of what the store tries by itself.
const CONFIRMATIONS: usize = 3;

/// How long a provider is left alone that says no time.
const SHORT_REST: Duration = Duration::from_secs(1);

/// From this receive on, a message that waits for its provider's allowance waits as a delayed copy.
const PATIENT_RECEIVES: u32 = 10;

/// Makes the delivery as far as it can be made now.
pub(super) async fn make<S, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    purse: &Purse<'_, S>,
    work: &Work,
    mut item: InboxItem,
    snapshot: &Snapshot,
) -> Outcome
where
    S: BatchRead + LedgerWrite + Allowances + Devices + Contacts,
    P: Provider,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    for _ in 0..CLAIMS {
        let Some(notification) = item.notification.clone() else {
            return Outcome::dead_letter("the notification was never written");
        };
        let one = One { ports, purse, work, notification: &notification };
        let address = work.recipient.address(&work.delivery);
        let objection = address.and_then(|address| ports.provider.objection(&address));
        let claimant = (ports.random)();
        let facts = facts(ports.settings, work, &item, &notification, snapshot, objection, claimant);
        let entry = item.ledger.get(&work.delivery);
        match one.decide(entry, &facts).await {
            Ok(Step::Ended(outcome)) => return outcome,
            Ok(Step::Changed(Some(now))) => item = now,
            Ok(Step::Changed(None)) => return Outcome::dead_letter("there is no such notification"),
            Err(error) => return Outcome::from(error),
        }
    }
    Outcome::retry("the ledger kept changing")
}

enum Step {
    /// Nothing more can be done now.
    Ended(Outcome),
    /// Somebody else changed the item, which is this now.
    Changed(Option<InboxItem>),
}

struct One<'a, 'p, S, P, Q, C, T> {
    ports: &'a External<'p, S, P, Q, C, T>,
    purse: &'a Purse<'p, S>,
    work: &'a Work,
    notification: &'a Notification,
}

impl<S, P, Q, C, T> One<'_, '_, S, P, Q, C, T>
where
    S: BatchRead + LedgerWrite + Allowances + Devices + Contacts,
    P: Provider,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    async fn decide(&self, entry: Option<&Entry>, facts: &Facts) -> Result<Step, PortError> {
        let now = self.ports.clock.now();
        let claim = match (ledger::claim(entry, facts, now), entry) {
            // As if nobody looked at the lease.
            (Claim::Wait(_), Some(live)) if planted::is(Bug::LeaseIgnored) => ledger::claim(
                Some(&Entry { state: LedgerState::Retrying { until: now }, ..live.clone() }),
                facts,
                now,
            ),
            (claim, _) => claim,
        };
        match claim {
            Claim::Over => self.over(entry).await.map(Step::Ended),
            Claim::Wait(until) => self.wait(entry, until).await.map(Step::Ended),
            Claim::End(ended) => self.end(entry, &ended).await,
            Claim::Send(claimed) => self.send(entry, claimed, facts).await,
        }
    }

    /// Stores how it ends, in place of what was seen.
    async fn end(&self, seen: Option<&Entry>, ended: &Entry) -> Result<Step, PortError> {
        if let Err(conflict) = self.record(seen, ended).await? {
            return Ok(Step::Changed(conflict));
        }
        self.note_end(ended);
        self.over(Some(ended)).await.map(Step::Ended)
    }

    /// Claims, sends, confirms.
    async fn send(&self, entry: Option<&Entry>, claimed: Entry, facts: &Facts) -> Result<Step, PortError> {
        let data = EventData::of_stored(self.notification.event_type, &self.notification.data);
        let Ok(data) = data else {
            return Ok(Step::Ended(Outcome::dead_letter("the stored event cannot be read")));
        };
        match self.admission(entry).await? {
            Admission::Go => {}
            Admission::Hold(until) => {
                let is_claimed =
                    entry.is_some_and(|entry| matches!(entry.state, LedgerState::Claimed { .. }));
                return self.hold(entry, until, is_claimed).await;
            }
            Admission::Refuse(reason) => {
                let state = LedgerState::Suppressed(reason);
                let ended = entry.map_or_else(|| Entry::put_off(None, self.now()), Clone::clone);
                let ended = Entry { state, revision: entry.map_or(1, |entry| entry.revision + 1), ..ended };
                return self.end(entry, &ended).await;
            }
        }
        if claimed.tries > 1 {
            // Another channel first, if it is time: this try may hang. And before the claim, since between that and the
            // call nothing may take its time or fail.
            self.fall_back_if_waited().await?;
        }
        if let Err(conflict) = self.claim(entry, &claimed).await? {
            return Ok(Step::Changed(conflict));
        }
        let entries = (entry, &claimed);
        let look = match last_look::look(self.ports, self.purse, self.work, self.notification, entries).await
        {
            Ok(look) => look,
            Err(error) => {
                // Nothing was sent. Should this write fail too, the lease runs out, and nobody knows.
                let now = self.now();
                let taken_back = Entry::put_off(Some(&unsent(entry, &claimed, now)), now);
                let _ = self.record(Some(&claimed), &taken_back).await;
                return Err(error);
            }
        };
        let recipient = match look {
            Look::Go(recipient) => recipient,
            Look::Hold(until) => return self.hold(Some(&unsent(entry, &claimed, until)), until, true).await,
            Look::End(ended) => return self.end(Some(&claimed), &ended).await,
        };
        let Some(address) = recipient.address(&self.work.delivery) else {
            return Ok(Step::Ended(Outcome::retry("the address is gone")));
        };
        let priority = self.ports.settings.priority;
        if claimed.possible_duplicates > entry.map_or(0, |entry| entry.possible_duplicates) {
            self.count(Count::PossibleDuplicates);
        }
        if planted::is(Bug::ConfirmBeforeSend) {
            self.confirm(&claimed, claimed.moved(LedgerState::Accepted)).await?;
        }

        let at = self.now();
        let locale = recipient.locale(match address {
            Address::Push(device) => Some(device),
            Address::Telegram(_) | Address::Email(_) | Address::Sms(_) => None,
        });
        let outgoing =
            Outgoing { notification: self.notification, data: &data, locale: &locale, to: address, now: at };
        let sent = self.ports.provider.send(&outgoing).await;
        let answered_at = self.now();
        self.note_answer(sent.verdict, at, answered_at);
        if let Some(rest) = wants_rest(sent.verdict) {
            self.purse.pause(rest, answered_at).await;
        }
        let pause = ledger::pause(priority, claimed.tries, sent.verdict, (self.ports.random)());
        let attempt = SendAttempt {
            at,
            result: sent.verdict.result(),
            status: sent.status,
            provider_id: sent.provider_id,
            duration_ms: answered_at.millis_since(at),
        };
        let answered = claimed.answered(attempt, sent.verdict, facts, answered_at.plus(pause));
        if planted::is(Bug::ConfirmBeforeSend) {
            return Ok(Step::Ended(Outcome::Done));
        }
        if sent.verdict == Verdict::Gone {
            self.retire(&address).await;
        }
        if !self.confirm(&claimed, answered.clone()).await? {
            // Our lease ran out, and somebody else has it now: the message stays until that has ended.
            return Ok(Step::Ended(Outcome::retry("the claim was lost")));
        }
        self.note_end(&answered);
        match answered.state {
            LedgerState::Retrying { until } => self.wait(Some(&answered), until).await.map(Step::Ended),
            LedgerState::Claimed { .. }
            | LedgerState::Acked
            | LedgerState::Accepted
            | LedgerState::Unknown
            | LedgerState::Expired
            | LedgerState::Suppressed(_)
            | LedgerState::DeadLettered { .. } => self.over(Some(&answered)).await.map(Step::Ended),
        }
    }

    async fn admission(&self, entry: Option<&Entry>) -> Result<Admission, PortError> {
        let now = self.now();
        match self.purse.admit(now) {
            Admission::Go => {
                let is_first_try = entry.is_none_or(|entry| entry.tries == 0);
                self.purse.admit_user(&self.work.key.0, &self.work.delivery, is_first_try, now).await
            }
            held => Ok(held),
        }
    }

    /// It has to wait for its provider. For a P0 the ledger has to know, so that another channel can be taken; for the
    /// others that would be a write for every second of waiting, unless the ledger has a claim to be taken back.
    async fn hold(&self, entry: Option<&Entry>, until: Time, is_claimed: bool) -> Result<Step, PortError> {
        self.count(Count::Held);
        if self.ports.settings.priority == Priority::P0 || is_claimed {
            let put_off = Entry::put_off(entry, until);
            return match self.record(entry, &put_off).await? {
                Ok(()) => self.wait(Some(&put_off), until).await.map(Step::Ended),
                Err(conflict) => Ok(Step::Changed(conflict)),
            };
        }
        // Those that wait all want the same second: they are spread, the wider the longer they have waited already.
        let spread = if self.work.receive_count < PATIENT_RECEIVES {
            u64::from(self.work.receive_count.max(1)) * 1_000
        } else {
            60_000
        };
        let jitter = Duration::from_millis(u64::from((self.ports.random)()) % spread);
        let least =
            if self.work.receive_count < PATIENT_RECEIVES { Duration::ZERO } else { Duration::from_secs(31) };
        let after = Duration::from_millis(until.millis_since(self.now())) + least + jitter;
        let reason = "the provider's allowance is used up".to_owned();
        Ok(Step::Ended(Outcome::Retry { reason, after: Some(after) }))
    }

    /// Puts the message off until then. A P0 comes again earlier, to see whether another channel has to be taken.
    async fn wait(&self, entry: Option<&Entry>, until: Time) -> Result<Outcome, PortError> {
        let now = self.now();
        let mut until = until;
        let is_claimed = entry.is_some_and(|entry| matches!(entry.state, LedgerState::Claimed { .. }));
        if self.ports.settings.priority == Priority::P0 && !is_claimed {
            self.fall_back_if_waited().await?;
            let impatient_at = self.notification.routed_at.plus(ledger::PATIENCE);
            if now < impatient_at {
                until = until.min(impatient_at);
            }
        }
        let reason = if is_claimed { "somebody else is sending it" } else { "it is to be tried again" };
        let after = Duration::from_millis(until.millis_since(now));
        Ok(Outcome::Retry { reason: reason.to_owned(), after: Some(after) })
    }

    /// What becomes of the message of a delivery that has ended.
    async fn over(&self, entry: Option<&Entry>) -> Result<Outcome, PortError> {
        let Some(state) = entry.map(|entry| entry.state) else { return Ok(Outcome::Done) };
        match state {
            LedgerState::Claimed { .. }
            | LedgerState::Retrying { .. }
            | LedgerState::Acked
            | LedgerState::Accepted
            | LedgerState::Suppressed(
                Reason::Disabled
                | Reason::NotChosen
                | Reason::Threshold
                | Reason::MinScore
                | Reason::Superseded
                | Reason::QuietHours,
            ) => Ok(Outcome::Done),
            // One can expire before its notification does: where the provider wants to be left alone for longer.
            LedgerState::Expired
            | LedgerState::Suppressed(
                Reason::NoContact | Reason::OverCap | Reason::CountryNotAllowed | Reason::ChannelNotDeployed,
            )
            | LedgerState::Unknown => {
                self.fall_back(state).await?;
                Ok(Outcome::Done)
            }
            LedgerState::DeadLettered { reason, .. } => {
                self.fall_back(state).await?;
                Ok(match reason {
                    // The contact is retired: nothing that a person could send again.
                    DeadReason::Gone => Outcome::Done,
                    DeadReason::Refused => Outcome::dead_letter("the provider refused it"),
                    DeadReason::TriesUsedUp => Outcome::dead_letter("its tries are used up"),
                })
            }
        }
    }

    async fn fall_back_if_waited(&self) -> Result<(), PortError> {
        let impatient_at = self.notification.routed_at.plus(ledger::PATIENCE);
        if self.now() >= impatient_at {
            self.fall_back(LedgerState::Retrying { until: impatient_at }).await?;
        }
        Ok(())
    }

    async fn fall_back(&self, state: LedgerState) -> Result<(), PortError> {
        if self.ports.settings.priority != Priority::P0 {
            return Ok(());
        }
        fallback::take_another(self.ports, self.work, state).await
    }

    /// Stores the claim, unless a bug is planted that does not look who else has.
    async fn claim(
        &self,
        entry: Option<&Entry>,
        claimed: &Entry,
    ) -> Result<Result<(), Option<InboxItem>>, PortError> {
        match self.record(entry, claimed).await? {
            Err(_) if planted::is(Bug::ClaimUnconditional) => Ok(Ok(())),
            // The store tries again by itself: what it found in its own way is ours.
            Err(Some(item)) if item.ledger.get(&self.work.delivery) == Some(claimed) => Ok(Ok(())),
            recorded => Ok(recorded),
        }
    }

    async fn record(
        &self,
        seen: Option<&Entry>,
        entry: &Entry,
    ) -> Result<Result<(), Option<InboxItem>>, PortError> {
        let seen = seen.map(|entry| entry.revision);
        match self.ports.store.record(&self.work.key, &self.work.delivery, entry, seen).await? {
            Written::Done => Ok(Ok(())),
            Written::Conflict(item) => Ok(Err(*item)),
        }
    }

    /// Stores what came of the call; answers whether the claim was still ours. A reply that was lost can look like
    /// somebody else's write: then it is our own entry that is there.
    async fn confirm(&self, claimed: &Entry, answered: Entry) -> Result<bool, PortError> {
        let mut tries = 1;
        loop {
            match self.record(Some(claimed), &answered).await {
                Ok(Ok(())) => return Ok(true),
                Ok(Err(item)) => {
                    let there = item.and_then(|item| item.ledger.get(&self.work.delivery).cloned());
                    return Ok(there.as_ref() == Some(&answered));
                }
                Err(error) if error.is_retryable() && tries < CONFIRMATIONS => tries += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// The address is dead: it is used no more. Should the store not take it now, the next message finds out again.
    async fn retire(&self, address: &Address<'_>) {
        let (store, user) = (self.ports.store, &self.work.key.0);
        self.count(Count::Retired);
        let retired = match address {
            Address::Push(device) => store.remove_device(user, &device.id).await,
            Address::Telegram(chat) => store.retire_chat(user, *chat).await,
            Address::Email(email) => store.retire_email(user, email).await,
            Address::Sms(phone) => store.retire_phone(user, &phone.number).await,
        };
        if let Err(error) = retired {
            tracing::warn!(%error, user.id = %user, "a dead address could not be retired");
        }
    }

    fn now(&self) -> Time {
        self.ports.clock.now()
    }

    fn count(&self, what: Count) {
        let Settings { channel, priority, .. } = self.ports.settings;
        self.ports.telemetry.count_on(what, *channel, *priority);
    }

    fn note_answer(&self, verdict: Verdict, at: Time, answered_at: Time) {
        let Settings { channel, priority, .. } = self.ports.settings;
        match verdict {
            Verdict::Accepted => {
                let after = answered_at.millis_since(self.notification.occurred_at);
                self.ports.telemetry.handed_over(*channel, *priority, after);
                self.count(Count::SendsAccepted);
            }
            Verdict::Gone | Verdict::Refused => self.count(Count::SendsDead),
            Verdict::Throttled { .. } | Verdict::Failed { .. } | Verdict::Doubtful { .. } => {
                self.count(Count::SendsFailed);
                tracing::warn!(
                    channel = %channel,
                    result = verdict.result().name(),
                    duration_ms = answered_at.millis_since(at),
                    user.id = %self.work.key.0,
                    event.id = %self.work.key.1,
                    "a provider did not take a message"
                );
            }
        }
    }

    fn note_end(&self, entry: &Entry) {
        match entry.state {
            LedgerState::Claimed { .. }
            | LedgerState::Retrying { .. }
            | LedgerState::Acked
            | LedgerState::Accepted => {}
            LedgerState::Unknown => self.count(Count::Unknown),
            LedgerState::Expired => self.count(Count::Expired),
            LedgerState::Suppressed(_) => self.count(Count::Suppressed),
            LedgerState::DeadLettered { .. } => self.count(Count::DeadLettered),
        }
    }
}

/// The entry of a claim on which nothing was sent: what it was before, as the claim's revision.
fn unsent(before: Option<&Entry>, claimed: &Entry, until: Time) -> Entry {
    let before = before.cloned().unwrap_or_else(|| Entry::put_off(None, until));
    Entry { revision: claimed.revision, ..before }
}

/// How long the provider wants to be left alone by everybody.
fn wants_rest(verdict: Verdict) -> Option<Duration> {
    match verdict {
        Verdict::Throttled { retry_after } => Some(retry_after.unwrap_or(SHORT_REST)),
        Verdict::Failed { retry_after } | Verdict::Doubtful { retry_after, .. } => retry_after,
        Verdict::Accepted | Verdict::Gone | Verdict::Refused => None,
    }
}
