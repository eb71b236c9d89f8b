//! The trader's console on this machine: the page of `infra/console`, and what only a local stack
//! offers: a sign-in for demo traders, controls of the simulated exchange, and the display of a
//! trader's telephone.

mod assets;
mod body;
mod bundled;
mod config;
mod connections;
mod exchange;
mod faults;
mod guard;
mod inbox;
mod phone;
mod refusal;
mod rejected;
mod session;
mod trader;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use domain::alert::SymbolTick;
use sandbox::{Price, Sandbox};
use store::{DynamoStore, Tables};
use tokio::sync::Mutex;

use crate::access::Access;
use crate::aws::{self, Aws};
use crate::error::Error;
use crate::feed::Shocks;
use crate::info::StackInfo;
use crate::keys::SigningKey;
use crate::paths;
use crate::publish::Publisher;
use crate::ticks::TickStream;
use bundled::Bundled;
use guard::ServerNames;
use refusal::Refusal;

/// The timeout of a call that is made on behalf of a page.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The parts of a running stack that the console uses.
pub(crate) struct Console {
    info: StackInfo,
    key: Arc<SigningKey>,
    publisher: Publisher,
    stream: TickStream,
    shocks: Arc<Shocks>,
    sandbox: Arc<Sandbox>,
    store: DynamoStore,
    aws: Aws,
    http: reqwest::Client,
    /// The demo traders whose profiles were published.
    introduced: Mutex<BTreeSet<&'static str>>,
}

impl Console {
    /// Returns the console of the stack that `info` describes.
    pub(crate) fn new(
        info: StackInfo,
        recipients_table: String,
        key: Arc<SigningKey>,
        shocks: Arc<Shocks>,
        sandbox: Arc<Sandbox>,
    ) -> Result<Self, Error> {
        let access = Access::of(&info);
        let tables = Tables { recipients: recipients_table, ..Tables::default() };
        Ok(Self {
            publisher: Publisher::new(&info),
            stream: TickStream::of(&info)?,
            store: DynamoStore::new(access.dynamodb(), tables),
            aws: Aws::with(access)?,
            http: aws::client(TIMEOUT)?,
            introduced: Mutex::default(),
            info,
            key,
            shocks,
            sandbox,
        })
    }
}

impl Console {
    /// Forwards the ticks of the stream to the sandbox's price service, for as long as it is
    /// polled.
    pub(crate) async fn watch_prices(&self) {
        let take = |SymbolTick { symbol, tick }: SymbolTick| {
            self.sandbox.add_price(Price {
                symbol: symbol.to_string(),
                price: tick.price.to_string(),
                ts: tick.made_at.to_string(),
            });
        };
        self.stream.follow(take).await;
    }
}

/// The console once its stack is deployed; empty until then.
pub(crate) type DeployedConsole = Arc<OnceLock<Arc<Console>>>;

/// The state that the handlers share.
#[derive(Clone)]
pub(crate) struct Shared {
    names: Arc<ServerNames>,
    console: DeployedConsole,
    bundled: Arc<Bundled>,
}

impl Shared {
    /// Returns the state of a server on this port.
    pub(crate) fn new(port: u16) -> Self {
        Self {
            names: Arc::new(ServerNames::new(port)),
            console: DeployedConsole::default(),
            bundled: Arc::new(Bundled::new(paths::root().join("infra/console"))),
        }
    }

    /// Returns the origin of the page.
    pub(crate) fn origin(&self) -> &str {
        &self.names.origin
    }

    /// Makes the bundle of the page, so that the first request does not wait for it. A fault in a source is
    /// shown on the page.
    pub(crate) fn make_bundle(&self) {
        drop(self.bundled.page());
    }

    /// Makes the console available once its stack is deployed.
    pub(crate) fn open(&self, console: Arc<Console>) {
        // It is set once, because a stack is deployed once.
        let _ = self.console.set(console);
    }
}

/// The console, in a handler.
struct Opened(Arc<Console>);

impl FromRequestParts<Shared> for Opened {
    type Rejection = Refusal;

    async fn from_request_parts(_: &mut Parts, shared: &Shared) -> Result<Self, Refusal> {
        shared.console.get().cloned().map(Self).ok_or_else(Refusal::starting)
    }
}

/// The preview's style is in the page itself, which `cargo local preview` writes into a single file.
const PREVIEW_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Returns the page with the texts of all types in all languages on all channels.
async fn preview() -> impl IntoResponse {
    let page = crate::preview::page(domain::EventType::ALL, &domain::Language::ALL);
    ([(header::CONTENT_SECURITY_POLICY, PREVIEW_POLICY)], Html(page))
}

/// Returns the routes of the console.
pub(crate) fn router(shared: &Shared) -> Router {
    let local = Router::new()
        .route("/local/traders", get(session::traders))
        .route("/local/session", post(session::open))
        .route("/local/events", post(exchange::events))
        .route("/local/crash", post(exchange::crash))
        .route("/local/pace", get(exchange::pace).post(exchange::set_pace))
        .route("/local/rejected", get(rejected::show))
        .route("/local/time", get(session::time))
        .route("/local/burst", post(exchange::burst))
        .route("/local/disconnect", post(connections::disconnect))
        .route("/local/telegram", post(faults::say))
        .route("/local/faults", get(faults::list).post(faults::add).delete(faults::clear))
        .route("/local/phone", get(phone::show))
        .route("/local/preview", get(preview))
        .route("/local/emails/{id}", get(phone::email))
        .method_not_allowed_fallback(async || Refusal::method())
        .route_layer(middleware::from_fn_with_state(shared.clone(), guard::only_our_page));
    Router::new()
        .merge(local)
        .route("/config.json", get(config::show))
        .fallback(assets::serve)
        .layer(middleware::from_fn_with_state(shared.clone(), guard::only_by_our_name))
        .layer(middleware::from_fn_with_state(shared.clone(), headers))
        .with_state(shared.clone())
}

/// Adds the headers of every response, except where the response has its own.
async fn headers(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let info = shared.console.get().map(|console| &console.info);
    let media_type = response.headers().get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    // A content security policy applies to documents; on each script and style it would add a
    // quarter to the transferred bytes.
    let is_part = media_type.starts_with(b"text/javascript") || media_type.starts_with(b"text/css");
    for (name, value) in config::headers(info) {
        if !(is_part && name == header::CONTENT_SECURITY_POLICY) {
            response.headers_mut().entry(name).or_insert(value);
        }
    }
    response
}
