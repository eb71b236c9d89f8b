//! A provider outside, as an invocation calls it.

use std::time::Duration;

use domain::Channel;
use domain::contact::Address;
use domain::ledger::{DeliveryKey, ThrottleScope, Verdict};
use domain::plan::Reason;
use ports::{Outgoing, Provider, Sent};

use super::Edge;
use crate::book::LedgerKey;
use crate::invariants::{ledger, providers};
use crate::providers::address;

/// How long a call waits for its answer, as in the shipped clients.
const PATIENCE: Duration = Duration::from_secs(3);

/// The provider of one channel.
pub(crate) struct Outside<'a> {
    pub(crate) edge: &'a Edge,
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
        let (edge, channel) = (self.edge, self.channel);
        let world = &edge.world;
        let key = self.key(outgoing);
        let to = address(&outgoing.to);
        ledger::called(edge, &key, outgoing, &to);
        let recipient = providers::recipient(&key.0, &key.2);
        providers::called(edge, channel, &recipient);

        let began = world.now();
        let answer = world.providers.borrow_mut().answer(world, channel, &to);
        world.note("call", edge.number, format_args!("{key:?} to {to}: {answer:?}"));
        edge.pause().await;
        if answer.arrives {
            ledger::arrived(world, &key, outgoing);
        }
        if answer.hangs {
            edge.wait_until(began.plus(PATIENCE)).await;
        } else {
            edge.pause().await;
        }
        if answer.verdict == Verdict::Accepted {
            world.book.borrow_mut().of(&key).accepted += 1;
        }
        if let Verdict::Throttled { scope, .. } = answer.verdict {
            providers::throttled(edge, channel, scope, &recipient);
        }
        if let Some(asked) = answer.verdict.retry_after() {
            let only = match answer.verdict {
                Verdict::Throttled { scope: ThrottleScope::Recipient, .. } => Some(&*recipient),
                _ => None,
            };
            providers::asked_for_rest(edge, channel, only, asked);
        }
        let provider_id = (answer.verdict == Verdict::Accepted).then(|| "1".to_owned());
        Sent { verdict: answer.verdict, status: None, provider_id }
    }

    fn objection(&self, to: &Address<'_>) -> Option<Reason> {
        match to {
            Address::Sms(phone) if phone.country.as_deref() != Some("DE") => Some(Reason::CountryNotAllowed),
            Address::Push(_) | Address::Telegram(_) | Address::Email(_) | Address::Sms(_) => None,
        }
    }
}
