//! The record of what really happened, written where it happens: the invariants compare the
//! system's state with it.

use std::collections::{BTreeMap, BTreeSet};

use domain::delivery::budget::BurstKey;
use domain::delivery::ledger::DeliveryKey;
use domain::recipient::Recipient;
use domain::routing::again::LastNotified;
use domain::routing::notification::Ack;
use domain::topics::{NO_TOPICS, Topics};
use domain::{Channel, EventId, Time, UserId};
use ports::PositionKey;

use crate::coverage::Coverage;
use crate::wishes::Wish;

/// The ledger key of a delivery, with the key of its notification.
pub(crate) type LedgerKey = (UserId, EventId, DeliveryKey);

/// The record of one delivery.
#[derive(Debug, Default)]
pub(crate) struct Sends {
    /// Calls of the provider that were begun.
    pub(crate) calls: u32,
    /// The number of times that the trader got the message.
    pub(crate) arrived: u32,
    /// The number of times that the provider answered that it had accepted the message.
    pub(crate) accepted: u32,
    /// The time at which the trader got it first.
    pub(crate) arrived_at: Option<Time>,
    /// The number of times that the acceptance was recorded in the ledger.
    pub(crate) confirmed: u32,
    /// The latest claim of each invocation that made one. With a clock that jumps, two can be
    /// under way at once.
    pub(crate) claims: Vec<Claimed>,
    /// The time at which its state became terminal.
    pub(crate) ended_at: Option<Time>,
}

/// A claim, with the state of the world when it was stored.
#[derive(Debug, Clone)]
pub(crate) struct Claimed {
    pub(crate) invocation: u64,
    /// The number of recorded facts at that time.
    pub(crate) serial: u64,
    /// The reason for which nothing may be sent under this claim, if there is one.
    pub(crate) barred: Option<&'static str>,
    /// Whether its invocation has read the notification since.
    pub(crate) is_read_again: bool,
}

/// A provider's request to back off.
#[derive(Debug)]
pub(crate) struct Rest {
    pub(crate) channel: Channel,
    /// The recipient (user and device) that it concerns; `None` if it concerns all of them.
    pub(crate) to: Option<String>,
    /// The invocation whose call was answered with the request.
    pub(crate) invocation: u64,
    pub(crate) at: Time,
    pub(crate) until: Time,
    /// The time at which all other invocations could know of it.
    pub(crate) shared_at: Option<Time>,
    /// Whether that invocation could not share the request: it was killed, or the store did not take it.
    pub(crate) is_untold: bool,
    /// Whether that invocation has ended.
    pub(crate) has_ended: bool,
}

/// The record of a run.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    sends: BTreeMap<LedgerKey, Sends>,
    pub(crate) rests: Vec<Rest>,
    /// The calls that were taken from the allowance of each second: those of P0, and all others.
    pub(crate) seconds: BTreeMap<(Channel, i64), (u32, u32)>,
    /// The deliveries that were counted in each minute of their recipient: all, and those of each burst.
    pub(crate) asked: BTreeMap<(UserId, DeliveryKey, Option<BurstKey>), BTreeMap<i64, u32>>,
    /// The deliveries that were sent to a recipient individually, not merged: all, and those of each burst.
    pub(crate) sent: BTreeMap<(UserId, DeliveryKey, Option<BurstKey>), u32>,
    /// The number of times that a recipient's counter answered that a delivery has to be merged.
    pub(crate) above: BTreeMap<(UserId, DeliveryKey), usize>,
    /// The notifications that a recipient got as parts of merged messages.
    pub(crate) merged: BTreeMap<(UserId, DeliveryKey), BTreeSet<EventId>>,
    /// Throttles of providers: the channel, the recipient if it concerned only one, the
    /// invocation, and the time.
    pub(crate) throttles: Vec<(Channel, Option<String>, u64, Time)>,
    /// All conversations that were ever linked, each with its user.
    pub(crate) linked: BTreeSet<(UserId, i64)>,
    /// The successive owners of each address, each with the serial since which it was the owner.
    owners: BTreeMap<String, Vec<(u64, UserId)>>,
    /// The time since which a user can be reached on a channel.
    pub(crate) reachable_since: BTreeMap<(UserId, Channel), Time>,
    /// The time at which a user last changed the preferences.
    pub(crate) chose_at: BTreeMap<UserId, Time>,
    /// The latest liquidation of a position that was routed: the time at which it occurred, and the time at
    /// which it was routed.
    pub(crate) liquidated: BTreeMap<PositionKey, (Time, Time)>,
    /// The events about a position of which the store says that its trader was notified, each with the time at
    /// which that was recorded.
    pub(crate) notified: BTreeMap<PositionKey, Vec<(LastNotified, Time)>>,
    /// The ids under which a notification's message arrived: its own, or that of a summary.
    pub(crate) told: BTreeMap<LedgerKey, BTreeSet<EventId>>,
    /// The notifications that the trader has acked as seen, wherever, whether or not that was answered.
    pub(crate) seen: BTreeSet<(UserId, EventId)>,
    /// The ack that the latest press of a button was answered by, by its handle.
    pub(crate) answered: BTreeMap<String, Ack>,
    /// The preferences and time zone of each trader, in the order of their changes.
    wishes: BTreeMap<UserId, Vec<Wish>>,
    /// The topics of each trader, in the order of their changes, each with its time.
    topics: BTreeMap<UserId, Vec<(Time, Topics)>>,
    serial: u64,
}

impl Facts {
    pub(crate) fn of(&mut self, key: &LedgerKey) -> &mut Sends {
        self.sends.entry(key.clone()).or_default()
    }

    pub(crate) fn sends(&self) -> impl Iterator<Item = (&LedgerKey, &Sends)> {
        self.sends.iter()
    }

    /// Returns the deliveries that have a claim under which nothing may be sent.
    pub(crate) fn barred(&self) -> Vec<LedgerKey> {
        let is_barred = |sends: &Sends| sends.claims.iter().any(|claim| claim.barred.is_some());
        self.sends.iter().filter(|(_, sends)| is_barred(sends)).map(|(key, _)| key.clone()).collect()
    }

    pub(crate) fn serial(&self) -> u64 {
        self.serial
    }

    /// Records the user as the owner of the address from now on.
    pub(crate) fn owns(&mut self, address: &str, user: &UserId) {
        self.serial += 1;
        self.owners.entry(address.to_owned()).or_default().push((self.serial, user.clone()));
    }

    /// Whether the address was the user's when `serial` was written, or at any time after that.
    pub(crate) fn was_owner(&self, address: &str, user: &UserId, serial: u64) -> bool {
        let Some(owners) = self.owners.get(address) else { return false };
        let then = owners.iter().rposition(|(since, _)| *since <= serial).unwrap_or(0);
        owners[then..].iter().any(|(_, owner)| owner == user)
    }

    /// Records what the trader wants from now on. Returns the change of the quiet hours that results from it,
    /// if there is one.
    pub(crate) fn wants(&mut self, recipient: &Recipient, now: Time) -> Option<Coverage> {
        let wishes = self.wishes.entry(recipient.user_id.clone()).or_default();
        if wishes.last().is_some_and(|wish| wish.is_of(recipient)) {
            return None;
        }
        self.serial += 1;
        let wish = Wish::of(recipient, self.serial, now);
        let change = wishes.last().and_then(|before| wish.moves_night(before));
        wishes.push(wish);
        change
    }

    /// Records the trader's topics from now on.
    pub(crate) fn has_topics(&mut self, user: &UserId, topics: Topics, now: Time) {
        self.topics.entry(user.clone()).or_default().push((now, topics));
    }

    /// Returns the trader's topics at that time, and all later ones.
    pub(crate) fn topics_since(&self, user: &UserId, at: Time) -> impl Iterator<Item = &Topics> {
        let changes = self.topics.get(user).map_or(&[][..], Vec::as_slice);
        let later = changes.partition_point(|(changed_at, _)| *changed_at < at);
        let before = later.checked_sub(1).map_or(&NO_TOPICS, |last| &changes[last].1);
        std::iter::once(before).chain(changes[later..].iter().map(|(_, topics)| topics))
    }

    /// Returns the trader's current preferences and time zone.
    pub(crate) fn wish(&self, user: &UserId) -> Option<&Wish> {
        self.wishes.get(user)?.last()
    }

    /// Returns the preferences and time zone at the time at which `serial` was written, and all later ones.
    pub(crate) fn wishes_since(&self, user: &UserId, serial: u64) -> &[Wish] {
        self.wishes_from_first(user, |wish| wish.serial <= serial)
    }

    /// Returns the preferences and time zone at that time, and all later ones.
    pub(crate) fn wishes_from(&self, user: &UserId, at: Time) -> &[Wish] {
        self.wishes_from_first(user, |wish| wish.at <= at)
    }

    fn wishes_from_first(&self, user: &UserId, was_then: impl Fn(&Wish) -> bool) -> &[Wish] {
        let wishes = self.wishes.get(user).map_or(&[][..], Vec::as_slice);
        &wishes[wishes.iter().rposition(was_then).unwrap_or(0)..]
    }

    /// Records that an invocation is over, whether it was killed or not.
    pub(crate) fn ended(&mut self, invocation: u64, was_killed: bool) {
        for rest in self.rests.iter_mut().filter(|rest| rest.invocation == invocation) {
            rest.has_ended = true;
            rest.is_untold |= was_killed;
        }
    }
}
