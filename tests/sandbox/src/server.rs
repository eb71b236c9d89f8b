//! The connections. The sandbox owns them, because it has to break some on request.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, Version};
use axum::response::{IntoResponse as _, Response};
use hyper::body::Incoming;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{Notify, oneshot};

use crate::error::{Context as _, Error};

/// The pause after a connection could not be accepted because there were no file descriptors.
const PAUSE: Duration = Duration::from_millis(50);

/// A marker in place of a response: the caller gets none, and its connection is reset (HTTP/1.1: by
/// a TCP RST; HTTP/2: only its stream).
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("reset on request")]
pub(crate) struct Broken;

impl Broken {
    /// Returns the marker as a response, for a handler to return.
    pub(crate) fn response() -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Self);
        response
    }
}

/// A bound port.
#[derive(Debug)]
pub(crate) struct Listener {
    listener: TcpListener,
    /// `http://127.0.0.1:N`.
    pub(crate) url: String,
}

/// Binds `port`, or a free one.
pub(crate) fn listen(port: Option<u16>) -> Result<Listener, Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0))).map_err(|source| {
        match (port, source.kind()) {
            (Some(port), io::ErrorKind::AddrInUse) => Error::PortTaken(port),
            _ => Error::Io { what: "listen", source },
        }
    })?;
    let url = format!("http://{}", listener.local_addr().context("listen")?);
    listener.set_nonblocking(true).context("listen")?;
    Ok(Listener { listener, url })
}

/// The server; it runs until it is dropped.
///
/// It has a thread and a runtime of its own: a sandbox that several tests share must outlive the
/// runtime of the test that happened to start it.
#[derive(Debug)]
pub(crate) struct Server {
    url: String,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts the server.
    pub(crate) fn start(listener: Listener, router: Router) -> Result<Self, Error> {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().context("start a runtime")?;
        let Listener { listener, url } = listener;
        let (stop, stopped) = oneshot::channel();
        let serve = async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
            // The shutdown does not wait for open connections: they end with the runtime.
            tokio::select! {
                () = accept(listener, router) => {}
                _ = stopped => {}
            }
        };
        let thread = std::thread::Builder::new()
            .name("sandbox-http".to_owned())
            .spawn(move || runtime.block_on(serve))
            .context("start a thread")?;
        Ok(Self { url, stop: Some(stop), thread: Some(thread) })
    }

    /// `http://127.0.0.1:N`.
    pub(crate) fn url(&self) -> &str {
        &self.url
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

async fn accept(listener: tokio::net::TcpListener, router: Router) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(serve(stream, router.clone()))),
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

async fn serve(stream: TcpStream, router: Router) {
    // Without it, small responses wait for the acknowledgement of the previous ones.
    let _ = stream.set_nodelay(true);
    let cut = Arc::new(Cut::default());
    let socket = TokioIo::new(Socket { stream, cut: Arc::clone(&cut) });
    let router = TowerToHyperService::new(router);
    let service = service_fn(|request: Request<Incoming>| {
        let version = request.version();
        let answered = router.call(request.map(Body::new));
        let cut = Arc::clone(&cut);
        async move {
            let Ok(response) = answered.await;
            if response.extensions().get::<Broken>().is_none() {
                return Ok(response);
            }
            if version == Version::HTTP_2 {
                return Err(Broken);
            }
            cut.now();
            std::future::pending().await
        }
    });
    let builder = auto::Builder::new(TokioExecutor::new());
    tokio::select! {
        // A client that disconnects in the middle needs no message.
        _ = builder.serve_connection(socket, service) => {}
        () = cut.told.notified() => {}
    }
}

/// A flag that a connection is to be reset.
#[derive(Debug, Default)]
struct Cut {
    ordered: AtomicBool,
    told: Notify,
}

impl Cut {
    fn now(&self) {
        self.ordered.store(true, Ordering::Release);
        self.told.notify_one();
    }
}

/// A connection that is closed by a TCP RST if the flag is set, and normally otherwise.
#[derive(Debug)]
struct Socket {
    stream: TcpStream,
    cut: Arc<Cut>,
}

impl Drop for Socket {
    fn drop(&mut self) {
        if self.cut.ordered.load(Ordering::Acquire) {
            // If this fails, the connection is closed without a response, which is nearly the same.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
