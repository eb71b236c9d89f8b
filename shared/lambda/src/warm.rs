//! Warming up: what the first event would otherwise wait for is done before it is asked for.
//!
//! The first call of a client pays for the TLS handshake, the trusted certificates and the SDK's own tables:
//! most of a second on a small function. So every function makes one real call per endpoint while it starts,
//! through the same ports, and so the same connection pool, that its events use later. The calls name a user,
//! a connection, a ticket that do not exist: they find nothing and write nothing. How they end is of no
//! interest, since a refusal leaves the same open connection behind; so nothing is logged, and nothing here can
//! fail.

use std::time::Duration;

use domain::alert::{Part, Side};
use domain::data::Symbol;
use domain::{ConnectionId, Time, UserId};
use futures_util::future::{LocalBoxFuture, join_all};
use ports::{BatchRead, Connections, Gateway, Levels, Tickets};

/// How long all calls together may take: then the first event finds what is ready, and the rest is cold.
pub const CAP: Duration = Duration::from_secs(1);

/// The name of what does not exist: the gateway's ids are longer, and tickets are hashes.
const NOTHING: &str = "-";

/// One call.
pub type Call<'a> = LocalBoxFuture<'a, ()>;

/// A call, whose outcome is dropped.
pub fn call<'a>(future: impl Future<Output = impl Sized> + 'a) -> Call<'a> {
    Box::pin(async move {
        let _ = future.await;
    })
}

/// A read, for a function that may read.
pub fn read(store: &impl BatchRead) -> Call<'_> {
    call(async { store.read(nobody().as_slice(), &[], &[]).await })
}

/// A read of a symbol, for a function that watches prices.
pub fn symbol(store: &impl Levels) -> Call<'_> {
    call(async { store.symbols(Symbol::parse(NOTHING).as_slice()).await })
}

/// A search for levels of a symbol, for a function that may search for them.
pub fn levels(store: &impl Levels) -> Call<'_> {
    call(async {
        if let (Some(symbol), Some(part)) = (Symbol::parse(NOTHING), Part::all().next()) {
            let _ = store.levels(&symbol, part, Side::Up, None, 1).await;
        }
    })
}

/// An update whose condition does not hold, for a function that may only update.
pub fn remove(store: &impl Connections) -> Call<'_> {
    call(async {
        match nobody() {
            Some(user) => store.remove(&user, &nowhere()).await,
            None => Ok(()),
        }
    })
}

/// A delete whose condition does not hold, for a function that redeems tickets or codes.
pub fn redeem(tickets: &impl Tickets, now: Time) -> Call<'_> {
    call(tickets.redeem(NOTHING, now))
}

/// A post to nobody, for a function that may post.
pub fn post(gateway: &impl Gateway) -> Call<'_> {
    call(async { gateway.post(&nowhere(), "").await })
}

/// The closing of what was never open, for a function that may only close.
pub fn close(gateway: &impl Gateway) -> Call<'_> {
    call(async { gateway.close(&nowhere()).await })
}

fn nobody() -> Option<UserId> {
    UserId::parse(NOTHING).ok()
}

fn nowhere() -> ConnectionId {
    ConnectionId::new(NOTHING)
}

/// Makes the calls at once, and waits for them no longer than [`CAP`].
pub async fn all(calls: impl IntoIterator<Item = Call<'_>>) {
    if tokio::time::timeout(CAP, join_all(calls)).await.is_err() {
        tracing::info!("the warm-up took too long");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::time::Instant;

    #[tokio::test]
    async fn calls_are_made_at_once_and_may_fail() {
        let calls = Cell::new(0);
        let count = || calls.set(calls.get() + 1);
        let one = call(async { count() });
        let other = call(async {
            count();
            Err::<(), _>("refused")
        });
        all([one, other]).await;
        assert_eq!(calls.get(), 2);
        assert!(nobody().is_some());
    }

    #[tokio::test]
    async fn a_call_that_hangs_holds_nobody_up_for_long() {
        let began = Instant::now();
        all([call(std::future::pending::<()>())]).await;
        assert!(began.elapsed() >= CAP);
    }
}
