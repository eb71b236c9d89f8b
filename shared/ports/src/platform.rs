//! All ports of an invocation in one type.

use domain::{Channel, Priority};

use crate::{Clock, Count, Telemetry};

/// The external services of an invocation.
///
/// The types of store, gateway and queues have no bounds here: a use case names, by an alias of its
/// own, the ports that it may touch, and a call of any other port does not compile
/// (`infra/adr/0001-ports-and-twins.md`).
pub trait Platform {
    /// The type of the tables.
    type Store;
    /// The type of the outbound connection to the trader: API Gateway's sockets, or the provider of
    /// a channel.
    type Gateway;
    /// The type of the queues.
    type Queues;
    /// The type of the clock.
    type Clock: Clock;
    /// The type of the metrics.
    type Telemetry: Telemetry;

    /// Returns the tables.
    fn store(&self) -> &Self::Store;

    /// Returns the outbound connection to the trader.
    fn gateway(&self) -> &Self::Gateway;

    /// Returns the queues.
    fn queues(&self) -> &Self::Queues;

    /// Returns the clock.
    fn clock(&self) -> &Self::Clock;

    /// Returns the metrics.
    fn telemetry(&self) -> &Self::Telemetry;
}

/// A [`Platform`] of borrowed parts.
#[derive(Debug)]
pub struct Parts<'a, S, G, Q, C, T> {
    /// The tables.
    pub store: &'a S,
    /// The outbound connection to the trader; [`crate::NoGateway`] if there is none.
    pub gateway: &'a G,
    /// The queues.
    pub queues: &'a Q,
    /// The clock.
    pub clock: &'a C,
    /// The metrics.
    pub telemetry: &'a T,
}

impl<S, G, Q, C: Clock, T: Telemetry> Platform for Parts<'_, S, G, Q, C, T> {
    type Store = S;
    type Gateway = G;
    type Queues = Q;
    type Clock = C;
    type Telemetry = T;

    fn store(&self) -> &S {
        self.store
    }

    fn gateway(&self) -> &G {
        self.gateway
    }

    fn queues(&self) -> &Q {
        self.queues
    }

    fn clock(&self) -> &C {
        self.clock
    }

    fn telemetry(&self) -> &T {
        self.telemetry
    }
}

/// The metrics of a use case that counts nothing.
#[derive(Debug, Clone, Copy)]
pub struct NoTelemetry;

impl Telemetry for NoTelemetry {
    fn count(&self, _: Count, _: Priority) {}

    fn count_on(&self, _: Count, _: Channel, _: Priority) {}

    fn handed_over(&self, _: Channel, _: Priority, _: u64) {}
}
