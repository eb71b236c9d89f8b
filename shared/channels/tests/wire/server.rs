//! A provider: an HTTP server that keeps the requests and answers as configured.

use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

/// A request as the server received it.
#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

#[derive(Default)]
struct Switch {
    seen: Vec<Seen>,
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: String,
    hangs: bool,
}

pub(crate) struct Server {
    pub(crate) url: String,
    switch: Arc<Mutex<Switch>>,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let (listener, url) = listen().await;
        let switch = Arc::<Mutex<Switch>>::default();
        let router = axum::Router::new().fallback(answer).with_state(Arc::clone(&switch));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, switch }
    }

    pub(crate) fn answer(&self, status: u16, headers: &[(&'static str, &'static str)], body: &str) {
        let mut switch = self.switch.lock().unwrap();
        switch.status = status;
        switch.headers = headers.to_vec();
        body.clone_into(&mut switch.body);
    }

    pub(crate) fn hang(&self) {
        self.switch.lock().unwrap().hangs = true;
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.switch.lock().unwrap().seen.clone()
    }
}

async fn answer(State(switch): State<Arc<Mutex<Switch>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    let seen = Seen { path: parts.uri.path().to_owned(), headers: parts.headers, body };
    let (status, headers, body, hangs) = {
        let mut switch = switch.lock().unwrap();
        switch.seen.push(seen);
        (switch.status, switch.headers.clone(), switch.body.clone(), switch.hangs)
    };
    if hangs {
        std::future::pending::<()>().await;
    }
    let mut response = (StatusCode::from_u16(status).unwrap(), Body::from(body)).into_response();
    for (name, value) in headers {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

/// Returns an address on which no server listens.
pub(crate) async fn nobody() -> String {
    listen().await.1
}

/// Returns the address of a server that closes the connection once it has begun to read a request.
pub(crate) async fn rude() -> String {
    let (listener, url) = listen().await;
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut some = [0; 512];
            let _ = stream.read(&mut some).await;
        }
    });
    url
}
