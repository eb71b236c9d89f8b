//! The HTTP server of the local stack itself. It publishes the issuer's keys.

use std::net::{Ipv4Addr, TcpListener};
use std::thread::JoinHandle;

use axum::routing::get;
use axum::{Json, Router};
use jsonwebtoken::jwk::JwkSet;
use tokio::sync::oneshot;

use crate::error::{Error, Tried as _};

/// The server, until dropped.
///
/// It has a thread and a runtime of its own: a stack that several tests share must outlive the runtime of the
/// test that happened to start it.
#[derive(Debug)]
pub(crate) struct Server {
    port: u16,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves on `port`, or on a free one.
    pub(crate) fn start(port: Option<u16>, jwks: JwkSet) -> Result<Self, Error> {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0))).map_err(|source| match port {
                Some(port) => Error::PortTaken(port),
                None => Error::Io { what: "cannot listen".to_owned(), source },
            })?;
        let tried = || "cannot start the HTTP server".to_owned();
        let port = listener.local_addr().tried(tried)?.port();
        listener.set_nonblocking(true).tried(tried)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().tried(tried)?;
        let app = Router::new().route("/.well-known/jwks.json", get(move || async move { Json(jwks) }));
        let (stop, stopped) = oneshot::channel();
        let serve = async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            // Open connections are not waited for: whoever stops the stack wants it gone.
            tokio::select! {
                _ = axum::serve(listener, app) => {}
                _ = stopped => {}
            }
        };
        let thread = std::thread::Builder::new()
            .name("local-http".to_owned())
            .spawn(move || runtime.block_on(serve))
            .tried(tried)?;
        Ok(Self { port, stop: Some(stop), thread: Some(thread) })
    }

    /// Where the keys are.
    pub(crate) fn jwks_url(&self) -> String {
        format!("http://127.0.0.1:{}/.well-known/jwks.json", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It ends only by our word or by a panic, which it has printed.
            let _ = thread.join();
        }
    }
}
