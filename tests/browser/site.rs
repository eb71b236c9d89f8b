//! The console as it is deployed for an exchange: its bundle, a `config.json` without a local stack behind it,
//! and the exchange's token in the address. Requests for tickets and prices, which a deployment serves under
//! the same name, are forwarded from here, so that each test can have a trader and a market of its own.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use futures_util::stream;
use local::bundle::{self, Bundle, PAGE};
use serde_json::json;
use support::System;
use tokio::net::TcpListener;
use tokio::sync::OnceCell;

/// The page that loads the sources as they are.
const UNBUNDLED: &str = "unbundled.html";

/// The site, for as long as the tests run.
pub(crate) struct Site {
    pub(crate) system: &'static System,
    origin: String,
}

#[derive(Clone)]
struct Behind {
    system: &'static System,
    origin: Arc<str>,
    /// The content security policy of the local stack's console.
    policy: Arc<str>,
    bundle: Arc<Bundle>,
}

impl Site {
    pub(crate) async fn open() -> &'static Self {
        static SITE: OnceCell<Site> = OnceCell::const_new();
        SITE.get_or_init(async || {
            let system = System::shared().await;
            // A slow test's trader would otherwise be notified that the prices of the test have stopped.
            system.stop_the_clock().await;
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let origin = format!("http://{}", listener.local_addr().unwrap());
            let console = system.http.get(&system.stack.info().console_url).send().await.unwrap();
            let policy = console.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            let bundle = Bundle::of(&local::root().join("infra/console")).unwrap().into();
            let behind = Behind { system, origin: origin.as_str().into(), policy: policy.into(), bundle };
            let router = Router::new()
                .route("/v1/tickets", post(ticket))
                .route("/prices", get(prices))
                .route("/{market}/config.json", get(config))
                .route("/{market}/{*path}", get(file))
                .with_state(behind);
            tokio::spawn(async move { axum::serve(listener, router).await });
            Self { system, origin }
        })
        .await
    }

    /// Returns the URL of the console on this market, without a trader.
    pub(crate) fn console(&self, market: &str) -> String {
        format!("{}/{market}/index.html", self.origin)
    }

    /// Returns the URL of the console that loads its sources as they are.
    pub(crate) fn unbundled(&self, market: &str) -> String {
        format!("{}/{market}/{UNBUNDLED}", self.origin)
    }

    /// Returns the URL of the page with only the client and the inbox.
    pub(crate) fn lab(&self) -> String {
        format!("{}/lab/lab/lab.html", self.origin)
    }

    /// Returns the URL from which the client gets its tickets.
    pub(crate) fn ticket_url(&self) -> String {
        format!("{}/v1/tickets", self.origin)
    }
}

async fn config(State(behind): State<Behind>, Path(market): Path<String>) -> Response {
    let config = json!({
        "ticketUrl": format!("{}/v1/tickets", behind.origin),
        "pricesUrl": format!("{}/prices", behind.origin),
        "symbols": [market],
    });
    ([(header::CONTENT_TYPE, "application/json")], config.to_string()).into_response()
}

async fn file(State(behind): State<Behind>, Path((_, path)): Path<(String, String)>) -> Response {
    let media_type = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let caching = if path.starts_with(bundle::FOLDER) { bundle::CACHE_CONTROL } else { "no-cache" };
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_SECURITY_POLICY, behind.policy.as_ref()),
        (header::CACHE_CONTROL, caching),
    ];
    match content(&behind.bundle, &path) {
        Some(content) => (headers, content).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Returns a file of the bundle, of the lab, or of the sources.
fn content(bundle: &Bundle, path: &str) -> Option<Vec<u8>> {
    let root = local::root();
    if let Some(file) = bundle.files().iter().find(|file| file.path == path) {
        return Some(file.content.clone());
    }
    let file = match path.strip_prefix("lab/") {
        Some(name) => root.join("tests/browser/pages").join(name),
        None if path == UNBUNDLED => root.join("infra/console").join(PAGE),
        None => root.join("infra/console").join(path),
    };
    std::fs::read(file).ok()
}

async fn ticket(State(behind): State<Behind>, headers: HeaderMap) -> Response {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (status, body) = behind.system.ask_for_ticket(bearer).await;
    let status = StatusCode::from_u16(status).unwrap();
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

async fn prices(State(behind): State<Behind>, RawQuery(query): RawQuery) -> Response {
    let url = format!("{}/prices?{}", behind.system.stack.info().sandbox_url, query.unwrap_or_default());
    let prices = behind.system.http.get(url).send().await.unwrap();
    let chunks = stream::unfold(prices, async |mut prices| {
        let chunk: Bytes = prices.chunk().await.ok()??;
        Some((Ok::<_, Infallible>(chunk), prices))
    });
    ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(chunks)).into_response()
}
