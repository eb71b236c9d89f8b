//! The way of one delivery: claim it, send it, confirm it.

use std::time::Duration;

use domain::budget::SLICE;
use domain::contact::Address;
use domain::data::EventData;
use domain::ledger::{self, Claim, Entry, Facts, LedgerState, SendAttempt, ThrottleScope, Verdict};
use domain::merged::AboveLimit;
use domain::notification::InboxItem;
use domain::pause::Destination;
use domain::plan::Reason;
use domain::recipient::Recipient;
use domain::{Channel, Priority, Time};
use ports::{
    Allowances, BatchRead, Clock, Contacts, Count, Devices, Enqueue, LedgerWrite, Merges, Outgoing,
    PortError, Provider, Snapshot, Telemetry,
};

use super::allowance::{Admission, Candidate, Purse};
use super::last_look::{self, Look};
use super::one::One;
use super::work::{External, Work, facts, lapsed_chat};
use crate::batch::Outcome;
use crate::planted::{self, Bug};

/// How often a claim is tried against others who change the same entry.
const CLAIMS: usize = 5;

/// How long a provider is left alone that says no time.
const SHORT_REST: Duration = Duration::from_secs(1);

/// Makes the delivery as far as it can be made now. `limit` is what the recipient's limit per minute says of it.
pub(super) async fn make<S, P, Q, C, T>(
    ports: &External<'_, S, P, Q, C, T>,
    purse: &Purse<'_, S>,
    work: &Work,
    limit: Admission,
    mut item: InboxItem,
    snapshot: &Snapshot,
) -> Outcome
where
    S: BatchRead + LedgerWrite + Allowances + Merges + Devices + Contacts,
    P: Provider,
    Q: Enqueue,
    C: Clock,
    T: Telemetry,
{
    for _ in 0..CLAIMS {
        let Some(notification) = item.notification.clone() else {
            return Outcome::dead_letter("the notification was never written");
        };
        let one = One { ports, purse, work, limit, notification: &notification };
        if let Some(chat) = lapsed_chat(work, ports.clock.now()) {
            // Its reader has not confirmed it in time: it is no contact any more.
            if let Err(error) = ports.store.retire_chat(&work.key.0, chat).await {
                return Outcome::from(error);
            }
        }
        let address = work.recipient.address(&work.delivery);
        let objection = address.and_then(|address| ports.provider.objection(&address));
        let claimant = (ports.random)();
        let now = ports.clock.now();
        let facts = facts(ports.settings, work, (&item, &notification), snapshot, objection, claimant, now);
        let entry = item.ledger.get(&work.delivery);
        match one.decide(entry, &facts).await {
            Ok(Step::Ended(outcome)) => return outcome,
            Ok(Step::Changed(now)) => match *now {
                Some(now) => item = now,
                None => return Outcome::dead_letter("there is no such notification"),
            },
            Err(error) => return Outcome::from(error),
        }
    }
    Outcome::retry("the ledger kept changing")
}

pub(super) enum Step {
    /// Nothing more can be done now.
    Ended(Outcome),
    /// Somebody else changed the item, which is this now.
    Changed(Box<Option<InboxItem>>),
}

impl<S, P, Q, C, T> One<'_, '_, S, P, Q, C, T>
where
    S: BatchRead + LedgerWrite + Allowances + Merges + Devices + Contacts,
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
            Claim::Over => match entry.filter(|entry| entry.state == LedgerState::Merged) {
                Some(merged) => self.join(merged).await,
                None => self.over(entry).await.map(Step::Ended),
            },
            Claim::Wait(until) => self.wait(entry, until).await.map(Step::Ended),
            Claim::End(ended) => self.end(entry, &ended).await,
            Claim::Send(claimed) => self.send(entry, claimed, facts).await,
        }
    }

    /// Stores how it ends, in place of what was seen.
    async fn end(&self, seen: Option<&Entry>, ended: &Entry) -> Result<Step, PortError> {
        if let Err(conflict) = self.record(seen, ended).await? {
            return Ok(Step::Changed(Box::new(conflict)));
        }
        self.note_end(ended);
        self.over(Some(ended)).await.map(Step::Ended)
    }

    /// Claims, sends, confirms.
    async fn send(&self, entry: Option<&Entry>, claimed: Entry, facts: &Facts) -> Result<Step, PortError> {
        let data = EventData::of_stored(self.notification.event_type, &self.notification.data);
        let Ok(mut data) = data else {
            return Ok(Step::Ended(Outcome::dead_letter("the stored event cannot be read")));
        };
        match self.admission(entry).await? {
            Admission::Go => {}
            Admission::Hold(until) => return self.hold(entry, until, false).await,
            Admission::Merge => return self.merge(entry).await,
            Admission::Refuse(reason) => return self.refuse(entry, reason).await,
        }
        if entry.is_some() || self.work.receive_count > 1 {
            // It has failed before, or waited for its turn or for its store. Another channel first, if it is time: this try may hang. And
            // before the claim, since between that and the call nothing may take its time or fail.
            self.fall_back_if_waited().await?;
        }
        if let Some(covered) = self.place_in_burst(entry, &mut data).await? {
            return self.end(entry, &covered).await;
        }
        if let Err(conflict) = self.claim(entry, &claimed).await? {
            return Ok(Step::Changed(Box::new(conflict)));
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
        let data = told(data, self.ports.settings.channel, &recipient, at);
        let outgoing = Outgoing {
            notification: self.notification,
            data: &data,
            locale: &locale,
            to: address,
            preferences_version: recipient.version,
            now: at,
        };
        let sent = self.ports.provider.send(&outgoing).await;
        let answered_at = self.now();
        self.note_answer(sent.verdict, at, answered_at);
        if let Some((scope, rest)) = requested_backoff(sent.verdict) {
            self.purse.pause(scope, &self.destination(), rest, answered_at).await;
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
            | LedgerState::DeadLettered { .. }
            | LedgerState::Merged => self.over(Some(&answered)).await.map(Step::Ended),
        }
    }

    /// Whether nothing follows from the ledger's not knowing yet that the delivery waits.
    fn is_known_without(&self, entry: Option<&Entry>, until: Time) -> bool {
        entry.is_none()
            && until <= self.now().plus(SLICE)
            && AboveLimit::of(self.notification.event_type) == AboveLimit::Exempt
            && self.notification.at_once().any(|key| key == self.work.delivery)
    }

    /// It must not be sent at all.
    async fn refuse(&self, entry: Option<&Entry>, reason: Reason) -> Result<Step, PortError> {
        let state = LedgerState::Suppressed(reason);
        let ended = entry.map_or_else(|| Entry::put_off(None, self.now()), Clone::clone);
        let ended = Entry { state, revision: entry.map_or(1, |entry| entry.revision + 1), ..ended };
        self.end(entry, &ended).await
    }

    async fn admission(&self, entry: Option<&Entry>) -> Result<Admission, PortError> {
        let now = self.now();
        if self.limit != Admission::Go {
            return Ok(self.limit);
        }
        match self.purse.admit(&self.destination(), now) {
            Admission::Go => {
                let candidate = Candidate {
                    user: &self.work.key.0,
                    delivery: &self.work.delivery,
                    event_type: self.notification.event_type,
                    entry,
                    receive_count: self.work.receive_count,
                };
                let admission = self.purse.admit_recipient(candidate, now).await?;
                if admission != Admission::Go {
                    self.purse.give_back();
                }
                Ok(admission)
            }
            held => Ok(held),
        }
    }

    fn destination(&self) -> Destination {
        Destination::of(&self.work.key.0, &self.work.delivery)
    }

    /// The address is dead: it is used no more. Should the store not take it now, the next message finds out again.
    async fn retire(&self, address: &Address<'_>) {
        let (store, user) = (self.ports.store, &self.work.key.0);
        self.count(Count::Retired);
        let retired = match address {
            Address::Push(device) => store.remove_device(user, &device.id).await,
            Address::Telegram(chat) => store.retire_chat(user, *chat).await,
            Address::Email(email) => {
                let now = self.now();
                store.retire_email(user, email, now, now).await
            }
            Address::Sms(phone) => store.retire_phone(user, &phone.number, self.now()).await,
        };
        if let Err(error) = retired {
            tracing::warn!(%error, user.id = %user, "a dead address could not be retired");
        }
    }

    /// It has to wait for its provider. For a P0 the ledger has to know once, so that no other delivery takes this channel,
    /// and that it was counted for its recipient's minute; and so it has where it `is_claimed` by us. More would be a write
    /// for every second of waiting. A first try that no limit counts, and that waits for the provider's next second, is known
    /// without: in a storm that write is one that others wait for.
    async fn hold(&self, entry: Option<&Entry>, until: Time, is_claimed: bool) -> Result<Step, PortError> {
        self.count(Count::Held);
        let is_known = entry.is_some_and(|entry| matches!(entry.state, LedgerState::Retrying { .. }));
        let is_p0 = self.ports.settings.priority == Priority::P0;
        if is_claimed || (is_p0 && !is_known && !self.is_known_without(entry, until)) {
            let put_off = Entry::put_off(entry, until);
            let recorded = self.record(entry, &put_off).await;
            if is_p0 && recorded.is_err() {
                // A table that takes no write now must not keep it from another channel.
                self.fall_back_if_waited().await?;
            }
            if let Err(conflict) = recorded? {
                return Ok(Step::Changed(Box::new(conflict)));
            }
        }
        if is_p0 {
            self.wait_for_turn(until.plus(self.spread())).await.map(Step::Ended)
        } else {
            let reason = "the provider's allowance is used up".to_owned();
            let after = Duration::from_millis(until.millis_since(self.now())) + self.spread();
            Ok(Step::Ended(Outcome::Retry { reason, after: Some(after) }))
        }
    }
}

/// What the channel tells of it now. In a conversation whose reader has not confirmed that the account is theirs, nothing
/// that the account's owner wrote: it may be meant for a stranger.
fn told(data: EventData, channel: Channel, recipient: &Recipient, now: Time) -> EventData {
    let is_unconfirmed =
        channel == Channel::Telegram && recipient.chat.is_some_and(|chat| !chat.is_confirmed());
    let data = if is_unconfirmed { data.without_free_text() } else { data };
    match data {
        EventData::Summary(summary) if planted::is(Bug::SummaryTellsExpired) => {
            EventData::Summary(summary.told(channel, recipient, Time::EPOCH))
        }
        EventData::Summary(summary) => EventData::Summary(summary.told(channel, recipient, now)),
        EventData::Merged(merged) => EventData::Merged(merged.told(channel, recipient, now)),
        other => other,
    }
}

/// The entry of a claim on which nothing was sent: what it was before, as the claim's revision.
fn unsent(before: Option<&Entry>, claimed: &Entry, until: Time) -> Entry {
    let before = before.cloned().unwrap_or_else(|| Entry::put_off(None, until));
    Entry { revision: claimed.revision, ..before }
}

/// Returns how long the provider asks to back off, and for whom. A failure is not about a recipient.
fn requested_backoff(verdict: Verdict) -> Option<(ThrottleScope, Duration)> {
    match verdict {
        Verdict::Throttled { scope, retry_after } => Some((scope, retry_after.unwrap_or(SHORT_REST))),
        Verdict::Failed { retry_after } | Verdict::Doubtful { retry_after, .. } => {
            retry_after.map(|rest| (ThrottleScope::Provider, rest))
        }
        Verdict::Accepted | Verdict::Gone | Verdict::Refused => None,
    }
}
