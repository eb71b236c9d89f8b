//! 7. No call of a provider begins before its `retry_after` is over, except calls of invocations that could
//!    not know of it yet. No more calls begin in a second than the allowance has, of which a part is reserved
//!    for P0.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::delivery::budget::{PAUSE_KNOWN_FOR, Part};
use domain::delivery::ledger::{DeliveryKey, ThrottleScope};
use domain::delivery::pause::{Destination, MANY, TOGETHER};
use domain::{Channel, Priority, Time, UserId};
use ports::Queue;

use crate::facts::Rest;
use crate::sim_ports::SimPorts;

/// The time after a provider's answer during which invocations that do not know of it may still begin calls.
const GRACE: Duration = Duration::from_millis(250);

/// Checks a call that is begun.
pub(crate) fn called(sim_ports: &SimPorts, channel: Channel, to: &str) {
    is_not_left_alone(sim_ports, channel, to);
    is_within_allowance(sim_ports, channel);
}

/// Returns the name of a recipient: the user's address on a channel, or one device.
pub(crate) fn recipient(user: &UserId, delivery: &DeliveryKey) -> String {
    format!("{:?}", (user, delivery))
}

/// Checks that the provider has not asked to back off. `to` is the recipient's name.
fn is_not_left_alone(sim_ports: &SimPorts, channel: Channel, to: &str) {
    let (world, now) = (&sim_ports.world, sim_ports.world.now());
    let is_too_early = |rest: &&Rest| {
        let known_by = match rest.shared_at {
            // An invocation that read just before the request was shared may use what it read for a while.
            Some(shared_at) => shared_at.plus(PAUSE_KNOWN_FOR).max(rest.at.plus(GRACE)),
            None if rest.invocation == sim_ports.number => rest.at,
            None if rest.is_untold || !rest.has_ended => return false,
            None => rest.at.plus(GRACE),
        };
        let known_by = if rest.invocation == sim_ports.number { rest.at } else { known_by };
        let is_about_it = rest.to.as_ref().is_none_or(|only| only == to);
        rest.channel == channel && is_about_it && known_by < now && now < rest.until
    };
    let facts = world.facts.borrow();
    let broken = facts.rests.iter().find(is_too_early).map(|rest| format!("{rest:?}"));
    drop(facts);
    if let Some(rest) = broken {
        world
            .violated(format!("7: {channel} was called at {now} by {} in spite of {rest}", sim_ports.number));
    }
}

fn is_within_allowance(sim_ports: &SimPorts, channel: Channel) {
    let world = &sim_ports.world;
    let Some(Queue::Deliveries(_, priority)) = sim_ports.queue else {
        return world.violated(format!("7: {channel} was called by {:?}", sim_ports.queue));
    };
    let Some(second) = sim_ports.second.get() else {
        return world.violated(format!("7: {channel} was called without a look at its wishes"));
    };
    let mut facts = world.facts.borrow_mut();
    let (critical, others) = facts.seconds.entry((channel, second)).or_default();
    match priority {
        Priority::P0 => *critical += 1,
        Priority::P1 | Priority::P2 => *others += 1,
    }
    let rate = world.providers.borrow().rate(channel);
    let most = rate.of(Part::Reserved) + rate.of(Part::Common);
    let (critical, others) = (*critical, *others);
    drop(facts);
    if others > rate.of(Part::Common) || critical + others > most {
        world.violated(format!(
            "7: {channel} was called {critical} + {others} times out of one second's {most}"
        ));
    }
}

/// Records a provider's request to back off, for all messages or for those to one recipient.
pub(crate) fn asked_for_rest(sim_ports: &SimPorts, channel: Channel, to: Option<&str>, asked: Duration) {
    let at = sim_ports.world.now();
    let until = at.plus(asked);
    let (shared_at, is_untold, has_ended) = (None, false, false);
    let to = to.map(str::to_owned);
    let rest = Rest { channel, to, invocation: sim_ports.number, at, until, shared_at, is_untold, has_ended };
    sim_ports.world.facts.borrow_mut().rests.push(rest);
}

/// Records a throttle by the provider, of this recipient or of all messages.
pub(crate) fn throttled(sim_ports: &SimPorts, channel: Channel, scope: ThrottleScope, to: &str) {
    let only = (scope == ThrottleScope::Recipient).then(|| to.to_owned());
    sim_ports.world.facts.borrow_mut().throttles.push((
        channel,
        only,
        sim_ports.number,
        sim_ports.world.now(),
    ));
}

/// Checks that a pause of a whole provider results from the provider's request, or from its throttles of
/// several recipients within a short time: a throttle of one recipient does not delay any other recipient.
pub(crate) fn all_are_paused_rightly(sim_ports: &SimPorts, channel: Channel, until: Time) {
    let world = &sim_ports.world;
    let since = sim_ports.began.minus(TOGETHER).minus(world.jumped_since(sim_ports.began));
    let facts = world.facts.borrow();
    let throttles = || facts.throttles.iter().filter(|(of, _, _, at)| *of == channel && *at >= since);
    let is_asked_for = throttles().any(|(_, only, by, _)| only.is_none() && *by == sim_ports.number);
    let recipients: BTreeSet<_> = throttles().filter_map(|(_, only, ..)| only.as_ref()).collect();
    let count = recipients.len();
    drop(recipients);
    drop(facts);
    if !is_asked_for && count < MANY {
        world.violated(format!(
            "7: all of {channel} pauses until {until}, for throttles of {count} recipients"
        ));
    }
}

/// Records that all other invocations can now know of a pause until this time, of this recipient or, without
/// one, of all. A pause of one recipient says nothing about a provider's request for another recipient.
pub(crate) fn shared(sim_ports: &SimPorts, channel: Channel, to: Option<&Destination>, until: Time) {
    let to = to.map(|to| recipient(&to.user_id, &DeliveryKey { channel, device: to.device.clone() }));
    let mut facts = sim_ports.world.facts.borrow_mut();
    let is_told =
        |rest: &&mut Rest| rest.channel == channel && rest.until <= until && (to.is_none() || rest.to == to);
    for rest in facts.rests.iter_mut().filter(is_told) {
        rest.shared_at.get_or_insert(sim_ports.world.now());
    }
}

/// Records that the store did not take, or did not answer, a pause that this invocation tried to share.
pub(crate) fn could_not_share(sim_ports: &SimPorts, channel: Channel) {
    let mut facts = sim_ports.world.facts.borrow_mut();
    let own = |rest: &&mut Rest| rest.channel == channel && rest.invocation == sim_ports.number;
    for rest in facts.rests.iter_mut().filter(own) {
        rest.is_untold = true;
    }
}
