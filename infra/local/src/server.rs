//! The HTTP server of the local stack itself. It publishes the issuer's keys, and serves the console.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use axum::routing::get;
use axum::{Json, Router};
use jsonwebtoken::jwk::JwkSet;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::console::{self, Console};
use crate::error::{Context as _, Error};

/// The server; it runs until it is dropped.
///
/// It has a thread and a runtime of its own: a stack that several tests share must outlive the
/// runtime of the test that happened to start it.
pub(crate) struct Server {
    shared: console::Shared,
    runtime: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts the server on `port`, or on a free one.
    pub(crate) fn start(port: Option<u16>, jwks: JwkSet) -> Result<Self, Error> {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0))).map_err(|source| match port {
                Some(port) => Error::PortTaken(port),
                None => Error::Io { what: "cannot listen".to_owned(), source },
            })?;
        let tried = || "cannot start the HTTP server".to_owned();
        let port = listener.local_addr().context(tried)?.port();
        listener.set_nonblocking(true).context(tried)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context(tried)?;
        let handle = runtime.handle().clone();
        let shared = console::Shared::new(port);
        let bundler = shared.clone();
        handle.spawn_blocking(move || bundler.make_bundle());
        let app = Router::new()
            .route("/.well-known/jwks.json", get(move || async move { Json(jwks) }))
            .merge(console::router(&shared));
        let (stop, stopped) = oneshot::channel();
        let serve = async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            // The shutdown does not wait for open connections: a stack must stop at once.
            tokio::select! {
                _ = axum::serve(listener, app) => {}
                _ = stopped => {}
            }
        };
        let thread = std::thread::Builder::new()
            .name("local-http".to_owned())
            .spawn(move || runtime.block_on(serve))
            .context(tried)?;
        Ok(Self { shared, runtime: handle, stop: Some(stop), thread: Some(thread) })
    }

    /// Returns the URL of the keys.
    pub(crate) fn jwks_url(&self) -> String {
        format!("{}/.well-known/jwks.json", self.origin())
    }

    /// Returns the origin of the console's pages, `http://127.0.0.1:N`.
    pub(crate) fn origin(&self) -> &str {
        self.shared.origin()
    }

    /// Makes the console of a stack available. Its background work runs on the server's thread.
    pub(crate) fn open(&self, console: Console) {
        let console = Arc::new(console);
        self.shared.open(Arc::clone(&console));
        self.runtime.spawn(async move { console.watch_prices().await });
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Server").field("origin", &self.origin()).finish_non_exhaustive()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The thread ends only when it is asked to, or after a panic, which it has printed.
            let _ = thread.join();
        }
    }
}
