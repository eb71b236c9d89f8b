//! What has really happened, written down where it happens: the invariants compare the system's word with it.

use std::collections::{BTreeMap, BTreeSet};

use domain::ledger::DeliveryKey;
use domain::recipient::Recipient;
use domain::{Channel, EventId, Time, UserId};
use ports::PositionKey;

use crate::sights::Sight;
use crate::wishes::Wish;

/// A delivery's name in the ledger, with its notification's.
pub(crate) type LedgerKey = (UserId, EventId, DeliveryKey);

/// What was done for one delivery.
#[derive(Debug, Default)]
pub(crate) struct Sends {
    /// Calls of the provider that were begun.
    pub(crate) calls: u32,
    /// How often the trader got the message.
    pub(crate) arrived: u32,
    /// How often the provider said that it has taken it.
    pub(crate) accepted: u32,
    /// When the trader got it first.
    pub(crate) arrived_at: Option<Time>,
    /// How often the ledger was told so.
    pub(crate) confirmed: u32,
    /// The latest claim of each invocation that made one. With a clock that jumps, two can be under way.
    pub(crate) claims: Vec<Claimed>,
    /// When it came to its end.
    pub(crate) ended_at: Option<Time>,
}

/// A claim, as the world was when it was stored.
#[derive(Debug, Clone)]
pub(crate) struct Claimed {
    pub(crate) invocation: u64,
    /// How much had been written into this book.
    pub(crate) serial: u64,
    /// Why nothing may be sent on it.
    pub(crate) barred: Option<&'static str>,
}

/// A provider's wish to be left alone.
#[derive(Debug)]
pub(crate) struct Rest {
    pub(crate) channel: Channel,
    /// The user and device that it is about, if it is not about all of them.
    pub(crate) to: Option<String>,
    /// Who was told.
    pub(crate) invocation: u64,
    pub(crate) at: Time,
    pub(crate) until: Time,
    /// When all others could know.
    pub(crate) shared_at: Option<Time>,
    /// Whether who was told could not tell the others: killed, or the store did not take it.
    pub(crate) is_untold: bool,
    /// Whether who was told has ended.
    pub(crate) has_ended: bool,
}

/// The book.
#[derive(Debug, Default)]
pub(crate) struct Book {
    sends: BTreeMap<LedgerKey, Sends>,
    pub(crate) rests: Vec<Rest>,
    /// How many calls of P0, and of the others, were taken out of each second.
    pub(crate) seconds: BTreeMap<(Channel, i64), (u32, u32)>,
    /// How many deliveries have asked for a minute of their recipient.
    pub(crate) asked: BTreeMap<(UserId, DeliveryKey), BTreeMap<i64, u32>>,
    /// How many deliveries were sent to a recipient by themselves.
    pub(crate) sent: BTreeMap<(UserId, DeliveryKey), u32>,
    /// Throttles of providers: the channel, the recipient if it was about one only, by which invocation, and when.
    pub(crate) throttles: Vec<(Channel, Option<String>, u64, Time)>,
    /// Which conversations were ever bound to which user.
    pub(crate) linked: BTreeSet<(UserId, i64)>,
    /// Whose an address was, since when in this book.
    owners: BTreeMap<String, Vec<(u64, UserId)>>,
    /// Since when a user can be reached on a channel.
    pub(crate) reachable_since: BTreeMap<(UserId, Channel), Time>,
    /// When a user last wrote preferences.
    pub(crate) chose_at: BTreeMap<UserId, Time>,
    /// The latest liquidation of a position that was routed: when it occurred, and when it was known.
    pub(crate) liquidated: BTreeMap<PositionKey, (Time, Time)>,
    /// As what a notification's message came, as itself or in a summary.
    pub(crate) told: BTreeMap<LedgerKey, BTreeSet<EventId>>,
    /// What each trader wanted, one after the other.
    wishes: BTreeMap<UserId, Vec<Wish>>,
    serial: u64,
}

impl Book {
    pub(crate) fn of(&mut self, key: &LedgerKey) -> &mut Sends {
        self.sends.entry(key.clone()).or_default()
    }

    pub(crate) fn sends(&self) -> impl Iterator<Item = (&LedgerKey, &Sends)> {
        self.sends.iter()
    }

    /// The deliveries of which nothing may be sent on some claim.
    pub(crate) fn barred(&self) -> Vec<LedgerKey> {
        let is_barred = |sends: &Sends| sends.claims.iter().any(|claim| claim.barred.is_some());
        self.sends.iter().filter(|(_, sends)| is_barred(sends)).map(|(key, _)| key.clone()).collect()
    }

    pub(crate) fn serial(&self) -> u64 {
        self.serial
    }

    /// The address is this user's from now on.
    pub(crate) fn owns(&mut self, address: &str, user: &UserId) {
        self.serial += 1;
        self.owners.entry(address.to_owned()).or_default().push((self.serial, user.clone()));
    }

    /// Whether the address was the user's when `serial` was written, or any time after.
    pub(crate) fn was_owner(&self, address: &str, user: &UserId, serial: u64) -> bool {
        let Some(owners) = self.owners.get(address) else { return false };
        let then = owners.iter().rposition(|(since, _)| *since <= serial).unwrap_or(0);
        owners[then..].iter().any(|(_, owner)| owner == user)
    }

    /// The trader wants this from now on. Answers what is another night by it, if anything is.
    pub(crate) fn wants(&mut self, recipient: &Recipient, now: Time) -> Option<Sight> {
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

    /// What the trader wants.
    pub(crate) fn wish(&self, user: &UserId) -> Option<&Wish> {
        self.wishes.get(user)?.last()
    }

    /// What the trader wanted when `serial` was written, and whatever after that.
    pub(crate) fn wishes_since(&self, user: &UserId, serial: u64) -> &[Wish] {
        self.wishes_from_first(user, |wish| wish.serial <= serial)
    }

    /// What the trader wanted at that time, and whatever after that.
    pub(crate) fn wishes_from(&self, user: &UserId, at: Time) -> &[Wish] {
        self.wishes_from_first(user, |wish| wish.at <= at)
    }

    fn wishes_from_first(&self, user: &UserId, was_then: impl Fn(&Wish) -> bool) -> &[Wish] {
        let wishes = self.wishes.get(user).map_or(&[][..], Vec::as_slice);
        &wishes[wishes.iter().rposition(was_then).unwrap_or(0)..]
    }

    /// An invocation is over, killed or not.
    pub(crate) fn ended(&mut self, invocation: u64, was_killed: bool) {
        for rest in self.rests.iter_mut().filter(|rest| rest.invocation == invocation) {
            rest.has_ended = true;
            rest.is_untold |= was_killed;
        }
    }
}
