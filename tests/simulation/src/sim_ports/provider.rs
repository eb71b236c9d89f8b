//! An external provider, as an invocation calls it.

use std::time::Duration;

use domain::Channel;
use domain::delivery::ledger::{DeliveryKey, ThrottleScope, Verdict};
use domain::event::data::EventData;
use domain::recipient::contact::Address;
use domain::routing::plan::Reason;
use ports::{Dismissal, Dismissed, Outgoing, Provider, Sent};

use super::SimPorts;
use crate::facts::LedgerKey;
use crate::functions::Invocation;
use crate::invariants::{self, ledger, providers};
use crate::providers::address;
use crate::world::World;

/// The timeout of a call, as in the shipped clients.
const MAX_WAIT: Duration = Duration::from_secs(3);

/// The provider of one channel.
pub(crate) struct Outside<'a> {
    pub(crate) sim_ports: &'a SimPorts,
    pub(crate) channel: Channel,
}

impl Outside<'_> {
    fn key(&self, outgoing: &Outgoing<'_>) -> LedgerKey {
        let notification = outgoing.notification;
        let device = match outgoing.to {
            Address::Push(device) => Some(device.id.clone()),
            Address::Telegram(_) | Address::Email(_) | Address::Sms(_) => None,
        };
        let delivery = DeliveryKey { channel: self.channel, device };
        (notification.user_id.clone(), notification.id.clone(), delivery)
    }
}

impl Provider for Outside<'_> {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let (sim_ports, channel) = (self.sim_ports, self.channel);
        let world = &sim_ports.world;
        let key = self.key(outgoing);
        let to = address(&outgoing.to);
        ledger::called(sim_ports, &key, outgoing, &to);
        let recipient = providers::recipient(&key.0, &key.2);
        providers::called(sim_ports, channel, &recipient);

        let began = world.now();
        let answer = world.providers.borrow_mut().answer(world, channel, &to);
        world.note("call", sim_ports.number, format_args!("{key:?} to {to}: {answer:?}"));
        sim_ports.pause().await;
        if answer.arrives {
            ledger::arrived(world, &key, outgoing);
            perhaps_ack(world, &key, outgoing);
        }
        if answer.hangs {
            sim_ports.wait_until(began.plus(MAX_WAIT)).await;
        } else {
            sim_ports.pause().await;
        }
        if answer.verdict == Verdict::Accepted {
            world.facts.borrow_mut().of(&key).accepted += 1;
        }
        if let Verdict::Throttled { scope, .. } = answer.verdict {
            providers::throttled(sim_ports, channel, scope, &recipient);
        }
        if let Some(asked) = answer.verdict.retry_after() {
            let only = match answer.verdict {
                Verdict::Throttled { scope: ThrottleScope::Recipient, .. } => Some(&*recipient),
                _ => None,
            };
            providers::asked_for_rest(sim_ports, channel, only, asked);
        }
        let provider_id = (answer.verdict == Verdict::Accepted).then(|| "1".to_owned());
        Sent { verdict: answer.verdict, status: None, provider_id }
    }

    /// It is in the trace only: no promise depends on a dismissal.
    async fn dismiss(&self, dismissal: &Dismissal<'_>) -> Dismissed {
        if !matches!(self.channel, Channel::Push | Channel::Telegram) {
            return Dismissed::Unsupported;
        }
        let (sim_ports, to) = (self.sim_ports, address(&dismissal.to));
        let id = &dismissal.notification.id;
        sim_ports.world.note("dismiss", sim_ports.number, format_args!("{id} to {to}"));
        sim_ports.pause().await;
        Dismissed::Done
    }

    fn rejection_reason(&self, to: &Address<'_>) -> Option<Reason> {
        match to {
            Address::Sms(phone) if phone.country.as_deref() != Some("DE") => Some(Reason::CountryNotAllowed),
            Address::Push(_) | Address::Telegram(_) | Address::Email(_) | Address::Sms(_) => None,
        }
    }
}

/// The trader, who has the message, acks by its handle now and then, and sometimes twice.
fn perhaps_ack(world: &World, (user, id, _): &LedgerKey, outgoing: &Outgoing<'_>) {
    let Some(handle) = outgoing.ack_handle.filter(|_| world.below(12) == 0) else { return };
    let mut ids = vec![id.as_str()];
    if let EventData::Merged(merged) = outgoing.data {
        ids.extend(merged.parts.iter().map(|part| part.id.as_str()));
        ids.extend(merged.covers.iter().map(domain::EventId::as_str));
        for covered in &merged.covers {
            invariants::sees_merged(world, user, covered);
        }
    }
    invariants::sees(world, user, &ids);
    for _ in 0..=usize::from(world.coin()) {
        world.invoked.borrow_mut().push(Invocation::Acknowledge { handle: handle.clone() });
    }
}
