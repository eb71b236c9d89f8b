//! The ports of an invocation, each call of which takes its time and is counted.

use std::collections::BTreeMap;

use domain::alert::{Alert, Bounds, Part, Side};
use domain::data::Symbol;
use domain::notification::{Attempt, InboxItem, InboxState, Notification};
use domain::{ConnectionId, EventId, Priority, Time, UserId};
use ports::{
    BatchRead, Clock as _, Connections, Enqueue, Feeds, InboxWrite, Key, LevelPage, Levels, Message,
    PortError, PositionKey, Positions, Queue, Snapshot, StaleNotice, Stored, SymbolState, Written,
};

use super::{BATCH, CALL, World};
use crate::unused::nothing_waits;

pub(super) struct Slow<'a> {
    pub(super) world: &'a World,
}

impl Slow<'_> {
    async fn reading(&self) {
        self.world.count(|tally| tally.reads += 1);
        self.world.timeline.takes(CALL).await;
    }

    async fn writing(&self) {
        self.world.count(|tally| tally.writes += 1);
        self.world.timeline.takes(CALL).await;
    }
}

impl Enqueue for Slow<'_> {
    /// The calls that it takes are made at once.
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        let calls = u64::try_from(messages.len().div_ceil(BATCH)).unwrap_or(u64::MAX);
        self.world.count(|tally| tally.sends += calls);
        self.world.timeline.takes(CALL).await;
        let results = messages.iter().map(|_| Ok(())).collect();
        for message in messages {
            match queue {
                Queue::Events(Priority::P1) => self.world.sent(message),
                Queue::Fire => self.world.jobs.borrow_mut().send(message),
                // There the channels' functions go on.
                Queue::Deliveries(..) => {}
                queue => panic!("{queue:?} gets {}", message.body),
            }
        }
        results
    }
}

impl Levels for Slow<'_> {
    async fn symbols(&self, symbols: &[Symbol]) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        self.reading().await;
        self.world.store.symbols(symbols).await
    }

    async fn levels(
        &self,
        symbol: &Symbol,
        part: Part,
        side: Side,
        after: Option<&str>,
        limit: usize,
    ) -> Result<LevelPage, PortError> {
        self.reading().await;
        self.world.store.levels(symbol, part, side, after, limit).await
    }

    async fn mark(&self, before: &Alert, after: &Alert) -> Result<Stored, PortError> {
        let at = self.world.rooms.borrow_mut().mark(before, after, self.world.timeline.now());
        self.world.timeline.until(at).await;
        self.writing().await;
        self.world.store.mark(before, after).await
    }

    async fn bump(&self, symbol: &Symbol) -> Result<u64, PortError> {
        self.writing().await;
        self.world.store.bump(symbol).await
    }

    async fn set_bounds(&self, symbol: &Symbol, bounds: &Bounds, epoch: u64) -> Result<Stored, PortError> {
        self.writing().await;
        self.world.store.set_bounds(symbol, bounds, epoch).await
    }

    async fn open_job(&self, symbol: &Symbol) -> Result<u64, PortError> {
        self.writing().await;
        self.world.store.open_job(symbol).await
    }

    async fn finish_job(&self, symbol: &Symbol, part: Part, number: u64) -> Result<(), PortError> {
        self.writing().await;
        self.world.store.finish_job(symbol, part, number).await
    }
}

impl Feeds for Slow<'_> {
    async fn note_tick(&self, symbol: &Symbol, made_at: Time) -> Result<(), PortError> {
        self.writing().await;
        self.world.store.note_tick(symbol, made_at).await
    }

    async fn all_symbols(&self) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        panic!("nobody checks the feeds")
    }

    async fn note_stale(&self, symbol: &Symbol, _: Option<&StaleNotice>) -> Result<(), PortError> {
        panic!("the feed of {symbol} is not checked here")
    }

    async fn note_idle(&self, symbol: &Symbol, _: u64, _: Time) -> Result<Stored, PortError> {
        panic!("the feed of {symbol} is not checked here")
    }

    async fn forget_symbol(&self, symbol: &Symbol, _: &SymbolState) -> Result<Stored, PortError> {
        panic!("the feed of {symbol} is not checked here")
    }
}

impl BatchRead for Slow<'_> {
    async fn read(
        &self,
        users: &[UserId],
        keys: &[Key],
        positions: &[PositionKey],
    ) -> Result<Snapshot, PortError> {
        self.reading().await;
        self.world.store.read(users, keys, positions).await
    }

    async fn read_overflow(&self, keys: &[Key]) -> Result<BTreeMap<Key, InboxItem>, PortError> {
        self.reading().await;
        self.world.store.read_overflow(keys).await
    }
}

impl InboxWrite for Slow<'_> {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<Written, PortError> {
        self.writing().await;
        self.world.store.put(notification, attempts, seen, next).await
    }

    async fn put_in_overflow(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        next: InboxState,
    ) -> Result<Written, PortError> {
        self.writing().await;
        self.world.store.put_in_overflow(notification, attempts, next).await
    }

    async fn add_attempts(&self, user: &UserId, id: &EventId, _: &[Attempt]) -> Result<(), PortError> {
        panic!("{user} {id} is nothing that is posted here")
    }
}

impl Connections for Slow<'_> {
    async fn remove(&self, user: &UserId, _: &ConnectionId) -> Result<(), PortError> {
        panic!("{user} was not connected")
    }

    async fn remove_stale(&self, user: &UserId, _: &ConnectionId, _: Time) -> Result<(), PortError> {
        panic!("{user} was not connected")
    }
}

impl Positions for Slow<'_> {
    async fn close_position(&self, position: &PositionKey, _: Time) -> Result<(), PortError> {
        panic!("nobody has the position {position:?}")
    }
}

nothing_waits!(Slow<'_>);
