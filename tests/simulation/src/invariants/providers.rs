//! 7. No call of a provider before its `retry_after` is over, except such as were under way before anybody could
//!    know; and no more calls in a second than its allowance has, of which a part is P0's alone.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::budget::{PAUSE_KNOWN_FOR, Part};
use domain::ledger::{DeliveryKey, ThrottleScope};
use domain::pause::{Destination, MANY, TOGETHER};
use domain::{Channel, Priority, Time, UserId};
use ports::Queue;

use crate::book::Rest;
use crate::edge::Edge;

/// How long after a provider's word calls may still be begun by those who have not heard it.
const GRACE: Duration = Duration::from_millis(250);

/// A call is begun.
pub(crate) fn called(edge: &Edge, channel: Channel, to: &str) {
    is_not_left_alone(edge, channel, to);
    is_within_allowance(edge, channel);
}

/// The name of a recipient: the user's address on a channel, or one device.
pub(crate) fn recipient(user: &UserId, delivery: &DeliveryKey) -> String {
    format!("{:?}", (user, delivery))
}

/// `to` is the recipient's name.
fn is_not_left_alone(edge: &Edge, channel: Channel, to: &str) {
    let (world, now) = (&edge.world, edge.world.now());
    let is_too_early = |rest: &&Rest| {
        let known_by = match rest.shared_at {
            // Whoever looked just before it was shared may believe so for a while.
            Some(shared_at) => shared_at.plus(PAUSE_KNOWN_FOR).max(rest.at.plus(GRACE)),
            None if rest.invocation == edge.number => rest.at,
            None if rest.is_untold || !rest.has_ended => return false,
            None => rest.at.plus(GRACE),
        };
        let known_by = if rest.invocation == edge.number { rest.at } else { known_by };
        let is_about_it = rest.to.as_ref().is_none_or(|only| only == to);
        rest.channel == channel && is_about_it && known_by < now && now < rest.until
    };
    let book = world.book.borrow();
    let broken = book.rests.iter().find(is_too_early).map(|rest| format!("{rest:?}"));
    drop(book);
    if let Some(rest) = broken {
        world.violated(format!("7: {channel} was called at {now} by {} in spite of {rest}", edge.number));
    }
}

fn is_within_allowance(edge: &Edge, channel: Channel) {
    let world = &edge.world;
    let Some(Queue::Deliveries(_, priority)) = edge.queue else {
        return world.violated(format!("7: {channel} was called by {:?}", edge.queue));
    };
    let Some(second) = edge.second.get() else {
        return world.violated(format!("7: {channel} was called without a look at its wishes"));
    };
    let mut book = world.book.borrow_mut();
    let (critical, others) = book.seconds.entry((channel, second)).or_default();
    match priority {
        Priority::P0 => *critical += 1,
        Priority::P1 | Priority::P2 => *others += 1,
    }
    let rate = world.providers.borrow().rate(channel);
    let most = rate.of(Part::Reserved) + rate.of(Part::Common);
    let (critical, others) = (*critical, *others);
    drop(book);
    if others > rate.of(Part::Common) || critical + others > most {
        world.violated(format!(
            "7: {channel} was called {critical} + {others} times out of one second's {most}"
        ));
    }
}

/// A provider has asked to back off, with all messages or with those to one recipient.
pub(crate) fn asked_for_rest(edge: &Edge, channel: Channel, to: Option<&str>, asked: Duration) {
    let at = edge.world.now();
    let until = at.plus(asked);
    let (shared_at, is_untold, has_ended) = (None, false, false);
    let to = to.map(str::to_owned);
    let rest = Rest { channel, to, invocation: edge.number, at, until, shared_at, is_untold, has_ended };
    edge.world.book.borrow_mut().rests.push(rest);
}

/// The provider has throttled: this recipient, or everything.
pub(crate) fn throttled(edge: &Edge, channel: Channel, scope: ThrottleScope, to: &str) {
    let only = (scope == ThrottleScope::Recipient).then(|| to.to_owned());
    edge.world.book.borrow_mut().throttles.push((channel, only, edge.number, edge.world.now()));
}

/// A pause of everything that goes to a provider is asked for by the provider, or by its throttles of several recipients
/// within a short time: one recipient's throttle holds up nobody else.
pub(crate) fn all_are_paused_rightly(edge: &Edge, channel: Channel, until: Time) {
    let world = &edge.world;
    let since = edge.began.minus(TOGETHER).minus(world.jumped_since(edge.began));
    let book = world.book.borrow();
    let throttles = || book.throttles.iter().filter(|(of, _, _, at)| *of == channel && *at >= since);
    let is_asked_for = throttles().any(|(_, only, by, _)| only.is_none() && *by == edge.number);
    let recipients: BTreeSet<_> = throttles().filter_map(|(_, only, ..)| only.as_ref()).collect();
    let count = recipients.len();
    drop(recipients);
    drop(book);
    if !is_asked_for && count < MANY {
        world.violated(format!(
            "7: all of {channel} pauses until {until}, for throttles of {count} recipients"
        ));
    }
}

/// All others can know now that nothing is to be sent until then, to this recipient or, without one, to any. A pause of one
/// recipient tells nothing of what another recipient's provider has asked for.
pub(crate) fn shared(edge: &Edge, channel: Channel, to: Option<&Destination>, until: Time) {
    let to = to.map(|to| recipient(&to.user_id, &DeliveryKey { channel, device: to.device.clone() }));
    let mut book = edge.world.book.borrow_mut();
    let is_told =
        |rest: &&mut Rest| rest.channel == channel && rest.until <= until && (to.is_none() || rest.to == to);
    for rest in book.rests.iter_mut().filter(is_told) {
        rest.shared_at.get_or_insert(edge.world.now());
    }
}

/// The store has not taken, or not answered, what this invocation wanted the others to know.
pub(crate) fn could_not_share(edge: &Edge, channel: Channel) {
    let mut book = edge.world.book.borrow_mut();
    let own = |rest: &&mut Rest| rest.channel == channel && rest.invocation == edge.number;
    for rest in book.rests.iter_mut().filter(own) {
        rest.is_untold = true;
    }
}
