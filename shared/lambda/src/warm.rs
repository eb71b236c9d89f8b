//! Warm-up calls: work that the first event would otherwise wait for is done at init
//! (`infra/adr/0007-first-call-at-init.md`).
//!
//! The first call of a client takes most of a second on a small function, for the TLS handshake,
//! the trusted certificates and the SDK's own tables. So every function makes one real call per
//! endpoint at init, through the same ports, and so the same connection pool, as its events. The
//! calls name a user, a connection or a ticket that does not exist, so they find nothing and write
//! nothing. Their results are ignored, since even a refusal leaves an open connection behind. So
//! nothing is logged, and nothing here can fail.

use std::time::Duration;

use domain::alert::{Part, Side};
use domain::event::data::Symbol;
use domain::{ConnectionId, Time, UserId};
use futures_util::future::{LocalBoxFuture, join_all};
use ports::{BatchRead, Connections, Gateway, Levels, Tickets};

/// The timeout of all calls together. After it the first event is accepted, and endpoints that are
/// not warm yet stay cold.
pub const CAP: Duration = Duration::from_secs(1);

/// An id that does not exist: the gateway's ids are longer, and tickets are hashes.
const NOTHING: &str = "-";

/// A warm-up call.
pub type Call<'a> = LocalBoxFuture<'a, ()>;

/// Turns a future into a warm-up call, which ignores its result.
pub fn call<'a>(future: impl Future<Output = impl Sized> + 'a) -> Call<'a> {
    Box::pin(async move {
        let _ = future.await;
    })
}

/// Returns a read, for a function with the permission to read.
pub fn read(store: &impl BatchRead) -> Call<'_> {
    call(async { store.read(nobody().as_slice(), &[], &[]).await })
}

/// Returns a read of a symbol, for a function that watches prices.
pub fn symbol(store: &impl Levels) -> Call<'_> {
    call(async { store.symbols(Symbol::parse(NOTHING).as_slice()).await })
}

/// Returns a query for levels of a symbol, for a function with the permission to query them.
pub fn levels(store: &impl Levels) -> Call<'_> {
    call(async {
        if let (Some(symbol), Some(part)) = (Symbol::parse(NOTHING), Part::all().next()) {
            let _ = store.levels(&symbol, part, Side::Up, None, 1).await;
        }
    })
}

/// Returns an update whose condition fails, for a function that may only update.
pub fn remove(store: &impl Connections) -> Call<'_> {
    call(async {
        match nobody() {
            Some(user) => store.remove(&user, &nowhere()).await,
            None => Ok(()),
        }
    })
}

/// Returns a delete whose condition fails, for a function that redeems tickets or codes.
pub fn redeem(tickets: &impl Tickets, now: Time) -> Call<'_> {
    call(tickets.redeem(NOTHING, now))
}

/// Returns a post to a connection that does not exist, for a function with the permission to post.
pub fn post(gateway: &impl Gateway) -> Call<'_> {
    call(async { gateway.post(&nowhere(), "").await })
}

/// Returns a call that closes a connection that does not exist, for a function that may only close.
pub fn close(gateway: &impl Gateway) -> Call<'_> {
    call(async { gateway.close(&nowhere()).await })
}

fn nobody() -> Option<UserId> {
    UserId::parse(NOTHING).ok()
}

fn nowhere() -> ConnectionId {
    ConnectionId::new(NOTHING)
}

/// Makes the calls concurrently, and waits for them no longer than [`CAP`].
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
    async fn a_call_that_hangs_is_abandoned_soon() {
        let began = Instant::now();
        all([call(std::future::pending::<()>())]).await;
        assert!(began.elapsed() >= CAP);
    }
}
