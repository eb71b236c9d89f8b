//! One delivery to a provider: claim it in the ledger, send it, confirm the result.

use std::time::Duration;

use domain::delivery::budget::SLICE;
use domain::delivery::ledger::{
    self, Claim, ClaimContext, Entry, LedgerState, SendAttempt, ThrottleScope, Verdict,
};
use domain::delivery::pause::Destination;
use domain::event::data::EventData;
use domain::preferences::LockScreen;
use domain::recipient::Recipient;
use domain::recipient::contact::{Address, Device};
use domain::recipient::profile::AntiPhishingCode;
use domain::routing::merged::AboveLimit;
use domain::routing::notification::InboxItem;
use domain::routing::plan::Reason;
use domain::{Channel, Priority, Time};
use ports::{
    AckHandles, Clock, Contacts, Count, Devices, HandleTarget, Outgoing, PortError, Provider, Snapshot,
};

use super::context::DeliveryContext;
use super::rate_limiter::{Admission, Candidate, RateLimiter};
use super::recheck::{self, Recheck};
use super::work::{ChannelContext, Work, facts, lapsed_chat};
use crate::ack;
use crate::batch::Outcome;
use crate::deliver::work::DeliverPlatform;

/// Maximum number of attempts of a claim against concurrent changes of the same entry.
const MAX_CLAIM_ATTEMPTS: usize = 5;

/// The time after which an accepted push message is recorded at its device again.
const ACCEPTED_EVERY: Duration = Duration::from_hours(1);

/// Back-off for a provider that throttles without stating a time.
const DEFAULT_BACKOFF: Duration = Duration::from_secs(1);

/// Makes the delivery as far as possible now. `limit` is the decision of the recipient's limit per
/// minute.
pub(super) async fn make<P: DeliverPlatform>(
    context: &ChannelContext<'_, P>,
    limiter: &RateLimiter<'_, P::Store>,
    work: &Work,
    limit: Admission,
    mut item: InboxItem,
    snapshot: &Snapshot,
) -> Outcome {
    for _ in 0..MAX_CLAIM_ATTEMPTS {
        let Some(notification) = item.notification.clone() else {
            return Outcome::dead_letter("the notification was never written");
        };
        let delivery = DeliveryContext { context, limiter, work, limit, notification: &notification };
        if let Some(chat) = lapsed_chat(work, context.platform.clock().now()) {
            // The reader has not confirmed the conversation in time: it is not used as a contact
            // any more.
            if let Err(error) = context.platform.store().retire_chat(&work.key.0, chat).await {
                return Outcome::from(error);
            }
        }
        let address = work.recipient.address(&work.delivery);
        let rejection_reason =
            address.and_then(|address| context.platform.gateway().rejection_reason(&address));
        let claimant = (context.random)();
        let now = context.platform.clock().now();
        let facts =
            facts(context.settings, work, (&item, &notification), snapshot, rejection_reason, claimant, now);
        let entry = item.ledger.get(&work.delivery);
        match delivery.decide(entry, &facts).await {
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
    /// Another invocation changed the item; this is its new state.
    Changed(Box<Option<InboxItem>>),
}

impl<P: DeliverPlatform> DeliveryContext<'_, '_, P> {
    async fn decide(&self, entry: Option<&Entry>, facts: &ClaimContext) -> Result<Step, PortError> {
        let now = self.context.platform.clock().now();
        match ledger::claim(entry, facts, now) {
            Claim::AlreadyTerminal => match entry.filter(|entry| entry.state == LedgerState::Merged) {
                Some(merged) => self.join(merged).await,
                None => self.over(entry).await.map(Step::Ended),
            },
            Claim::Wait(until) => self.wait(entry, until).await.map(Step::Ended),
            Claim::End(ended) => self.end(entry, &ended).await,
            Claim::Send(claimed) => self.send(entry, claimed, facts).await,
        }
    }

    /// Stores the delivery's final state in place of the entry that was read.
    async fn end(&self, seen: Option<&Entry>, ended: &Entry) -> Result<Step, PortError> {
        if let Err(conflict) = self.record(seen, ended).await? {
            return Ok(Step::Changed(Box::new(conflict)));
        }
        self.count_end(ended);
        self.over(Some(ended)).await.map(Step::Ended)
    }

    /// Claims, sends and confirms the delivery.
    async fn send(
        &self,
        entry: Option<&Entry>,
        mut claimed: Entry,
        facts: &ClaimContext,
    ) -> Result<Step, PortError> {
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
            // The delivery has failed before, or waited for its turn or for the store. If it is
            // time for another channel, that is taken first: this attempt may hang. It happens
            // before the claim, since between the claim and the call nothing may take time or fail.
            self.fall_back_if_waited().await?;
        }
        if let Some(covered) = self.prepare_merged(entry, &mut data).await? {
            return self.end(entry, &covered).await;
        }
        if claimed.handle.is_none() && self.context.platform.gateway().carries_handle(&data) {
            claimed.handle = (self.context.handle)().and_then(ack::handle_of);
        }
        // Both have to be stored before the message leaves. If the claim is lost, the handle was sent nowhere.
        let to = self.work.recipient.address(&self.work.delivery);
        let (is_handle_stored, surroundings, claim) = futures_util::join!(
            self.store_handle(&claimed),
            self.surroundings(to.as_ref()),
            self.claim(entry, &claimed)
        );
        if let Err(conflict) = claim? {
            return Ok(Step::Changed(Box::new(conflict)));
        }
        let entries = (entry, &claimed);
        let checked =
            match recheck::recheck(self.context, self.limiter, self.work, self.notification, entries).await {
                Ok(checked) => checked,
                Err(error) => {
                    // Nothing was sent. If this write fails too, the lease expires, and the ledger
                    // does not know whether it was sent.
                    let now = self.now();
                    let taken_back = Entry::put_off(Some(&unsent(entry, &claimed, now)), now);
                    let _ = self.record(Some(&claimed), &taken_back).await;
                    return Err(error);
                }
            };
        let recipient = match checked {
            Recheck::Go(recipient) => recipient,
            Recheck::Hold(until) => {
                return self.hold(Some(&unsent(entry, &claimed, until)), until, true).await;
            }
            Recheck::End(ended) => return self.end(Some(&claimed), &ended).await,
        };
        let Some(address) = recipient.address(&self.work.delivery) else {
            return Ok(Step::Ended(Outcome::retry("the address is no longer valid")));
        };
        let priority = self.context.settings.priority;
        if claimed.possible_duplicates > entry.map_or(0, |entry| entry.possible_duplicates) {
            self.count(Count::PossibleDuplicates);
        }

        let at = self.now();
        let locale = recipient.locale(match address {
            Address::Push(device) => Some(device),
            Address::Telegram(_) | Address::Email(_) | Address::Sms(_) => None,
        });
        let data = visible_content(data, self.context.settings.channel, &recipient, at);
        let outgoing = Outgoing {
            notification: self.notification,
            data: &data,
            locale: &locale,
            to: address,
            anti_phishing_code: anti_phishing_code(self.context.settings.channel, &recipient),
            ack_handle: claimed.handle.as_ref().filter(|_| is_handle_stored),
            unread: surroundings.unread,
            is_behind_critical: surroundings.is_behind_critical,
            is_redacted: recipient.preferences.lock_screen == LockScreen::Redacted,
            preferences_version: recipient.version,
            now: at,
        };
        let sent = self.context.platform.gateway().send(&outgoing).await;
        let answered_at = self.now();
        self.record_result_metrics(sent.verdict, at, answered_at);
        if let Some((scope, rest)) = requested_backoff(sent.verdict) {
            self.limiter.pause(scope, &self.destination(), rest, answered_at).await;
        }
        let pause = ledger::pause(priority, claimed.tries, sent.verdict, (self.context.random)());
        let attempt = SendAttempt {
            at,
            result: sent.verdict.result(),
            status: sent.status,
            provider_id: sent.provider_id,
            duration_ms: answered_at.millis_since(at),
        };
        let answered = claimed.answered(attempt, sent.verdict, facts, answered_at.plus(pause));
        if sent.verdict == Verdict::Gone {
            self.retire(&address).await;
        }
        self.conclude(&claimed, answered, &address, answered_at).await
    }

    /// Stores the answered entry in place of its claim, and ends the attempt or waits for the next try.
    async fn conclude(
        &self,
        claimed: &Entry,
        answered: Entry,
        address: &Address<'_>,
        answered_at: Time,
    ) -> Result<Step, PortError> {
        if !self.confirm(claimed, answered.clone()).await? {
            // Our lease expired, and another invocation has the claim: the message stays until that
            // one has finished.
            return Ok(Step::Ended(Outcome::retry("the claim was lost")));
        }
        if let (LedgerState::Accepted, Address::Push(device)) = (answered.state, address) {
            self.record_accepted_push(device, answered_at).await;
        }
        self.count_end(&answered);
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

    /// Stores the handle of the claimed message; returns whether the message has one that is stored. A message
    /// does not wait for the table of handles: without it, it is sent without a handle.
    async fn store_handle(&self, claimed: &Entry) -> bool {
        let Some(handle) = &claimed.handle else { return false };
        let target = HandleTarget {
            key: self.work.key.clone(),
            delivery: self.work.delivery.clone(),
            expires_at: self.notification.expires_at,
        };
        match self.context.platform.store().put_handle(&ack::handle_hash(handle), &target).await {
            Ok(()) => true,
            Err(error) => {
                tracing::warn!(%error, user.id = %self.work.key.0, "a message is sent without a handle for acks");
                false
            }
        }
    }

    /// Whether the delivery may wait without an entry in the ledger: nothing depends on that entry
    /// then.
    fn is_known_without(&self, entry: Option<&Entry>, until: Time) -> bool {
        entry.is_none()
            && until <= self.now().plus(SLICE)
            && AboveLimit::of(self.notification.event_type, self.notification.priority) == AboveLimit::Exempt
            && self.notification.at_once().any(|key| key == self.work.delivery)
    }

    /// Ends the delivery as suppressed: it must not be sent at all.
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
        match self.limiter.admit(&self.destination(), now) {
            Admission::Go => {
                let candidate = Candidate {
                    user: &self.work.key.0,
                    delivery: &self.work.delivery,
                    event_type: self.notification.event_type,
                    class: self.notification.priority,
                    entry,
                    receive_count: self.work.receive_count,
                };
                let admission = self.limiter.admit_recipient(candidate, now).await?;
                if admission != Admission::Go {
                    self.limiter.return_call();
                }
                Ok(admission)
            }
            held => Ok(held),
        }
    }

    fn destination(&self) -> Destination {
        Destination::of(&self.work.key.0, &self.work.delivery)
    }

    /// Records that the device got a message, unless one of the last hour is recorded: a trader who looks for
    /// a device that is not reached needs no more, and a write per message would cost as much as the message.
    async fn record_accepted_push(&self, device: &Device, at: Time) {
        let known = device.details.accepted_at;
        if known.is_some_and(|known| at < known.plus(ACCEPTED_EVERY)) {
            return;
        }
        let (store, user) = (self.context.platform.store(), &self.work.key.0);
        if let Err(error) = store.push_accepted(user, &device.id, at).await {
            tracing::warn!(%error, user.id = %user, "an accepted push could not be recorded at its device");
        }
    }

    /// Retires a dead address, so that it is used no more. If the store does not take the write
    /// now, the next message to the address finds it dead again.
    async fn retire(&self, address: &Address<'_>) {
        let (store, user) = (self.context.platform.store(), &self.work.key.0);
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

    /// Lets the delivery wait for its provider. For a P0 the ledger records this once, so that no
    /// other delivery takes this channel and so that it is known to be counted for its recipient's
    /// minute. A delivery with a claim of ours (`is_claimed`) is recorded too. Recording more would
    /// be a write for every second of waiting. A first attempt that no limit counts, and that waits
    /// for the provider's next second, is not recorded: at peak load that write would delay others.
    async fn hold(&self, entry: Option<&Entry>, until: Time, is_claimed: bool) -> Result<Step, PortError> {
        self.count(Count::Held);
        let is_known = entry
            .is_some_and(|entry| matches!(entry.state, LedgerState::Retrying { .. } | LedgerState::Accepted));
        let is_p0 = self.context.settings.priority == Priority::P0;
        if is_claimed || (is_p0 && !is_known && !self.is_known_without(entry, until)) {
            let put_off = Entry::put_off(entry, until);
            let recorded = self.record(entry, &put_off).await;
            if is_p0 && recorded.is_err() {
                // A table that takes no writes now must not keep the P0 from another channel.
                self.fall_back_if_waited().await?;
            }
            if let Err(conflict) = recorded? {
                return Ok(Step::Changed(Box::new(conflict)));
            }
        }
        if is_p0 {
            self.wait_for_turn(until.plus(self.spread())).await.map(Step::Ended)
        } else {
            let reason = "the provider's rate limit is used up".to_owned();
            let after = Duration::from_millis(until.millis_since(self.now())) + self.spread();
            Ok(Step::Ended(Outcome::Retry { reason, after: Some(after) }))
        }
    }
}

/// Whether the channel's reader has not confirmed that the account is theirs, and so may be a stranger.
fn is_unconfirmed(channel: Channel, recipient: &Recipient) -> bool {
    channel == Channel::Telegram && recipient.chat.is_some_and(|chat| !chat.is_confirmed())
}

/// Returns the trader's code that the message on this channel has; `None` also for a reader who may be a
/// stranger.
pub(super) fn anti_phishing_code(channel: Channel, recipient: &Recipient) -> Option<&AntiPhishingCode> {
    recipient.profile.anti_phishing_code.value.as_ref().filter(|_| !is_unconfirmed(channel, recipient))
}

/// Returns the content that the channel shows now. A reader who may be a stranger sees nothing that the
/// account's owner wrote.
pub(super) fn visible_content(
    data: EventData,
    channel: Channel,
    recipient: &Recipient,
    now: Time,
) -> EventData {
    let data = if is_unconfirmed(channel, recipient) { data.without_free_text() } else { data };
    match data {
        EventData::Summary(summary) => EventData::Summary(summary.visible_on(channel, recipient, now)),
        EventData::Merged(merged) => EventData::Merged(merged.visible_on(channel, recipient, now)),
        other @ EventData::Event(_) => other,
    }
}

/// Returns the entry of a claim after which nothing was sent: the entry of before, with the claim's
/// revision.
fn unsent(before: Option<&Entry>, claimed: &Entry, until: Time) -> Entry {
    let before = before.cloned().unwrap_or_else(|| Entry::put_off(None, until));
    Entry { revision: claimed.revision, ..before }
}

/// Returns the back-off that the provider asks for, and its scope. A failure is never about one
/// recipient.
fn requested_backoff(verdict: Verdict) -> Option<(ThrottleScope, Duration)> {
    match verdict {
        Verdict::Throttled { scope, retry_after } => Some((scope, retry_after.unwrap_or(DEFAULT_BACKOFF))),
        Verdict::Failed { retry_after } | Verdict::Indeterminate { retry_after, .. } => {
            retry_after.map(|rest| (ThrottleScope::Provider, rest))
        }
        Verdict::Accepted | Verdict::Gone | Verdict::Refused => None,
    }
}
