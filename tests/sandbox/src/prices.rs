//! The prices of the exchange for the page that draws them: the last ticks of every symbol, and
//! those to come.
//!
//! On AWS this is the exchange's own price service; here the reader of the price stream passes the
//! ticks on.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::{Stream, stream};
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;

use crate::call::Shared;
use crate::json::BadRequest;

/// The number of ticks that are kept per symbol.
pub const HISTORY: usize = 600;

/// The number of ticks by which a reader may fall behind before it has to connect again.
const BACKLOG: usize = 2_048;

/// One tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// The market.
    pub symbol: String,
    /// The price, as a decimal.
    pub price: String,
    /// The time of the tick: RFC 3339 in UTC with milliseconds.
    pub ts: String,
}

/// The latest ticks of all symbols.
#[derive(Debug)]
pub(crate) struct Prices {
    known: Mutex<HashMap<String, VecDeque<Price>>>,
    live: broadcast::Sender<Price>,
}

impl Default for Prices {
    fn default() -> Self {
        Self { known: Mutex::default(), live: broadcast::Sender::new(BACKLOG) }
    }
}

impl Prices {
    /// Adds a tick. It is stored and sent to readers in one step, so that no reader misses it or
    /// gets it twice.
    pub(crate) fn add(&self, price: Price) {
        let mut known = self.known();
        let history = known.entry(price.symbol.clone()).or_default();
        if history.len() == HISTORY {
            history.pop_front();
        }
        history.push_back(price.clone());
        // It fails only if there is no reader.
        let _ = self.live.send(price);
    }

    /// Returns the latest tick of a symbol.
    pub(crate) fn last(&self, symbol: &str) -> Option<Price> {
        self.known().get(symbol)?.back().cloned()
    }

    fn follow(&self, symbol: &str) -> (VecDeque<Price>, broadcast::Receiver<Price>) {
        let known = self.known();
        (known.get(symbol).cloned().unwrap_or_default(), self.live.subscribe())
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, VecDeque<Price>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `GET /prices?symbol=S`: the ticks of a symbol as server-sent events.
pub(crate) async fn read(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let mut response = if let Some(symbol) = symbol(query.as_deref().unwrap_or_default()) {
        let (history, live) = shared.prices.follow(&symbol);
        Sse::new(ticks(symbol, history, live)).keep_alive(KeepAlive::default()).into_response()
    } else {
        BadRequest::missing("symbol").into_response()
    };
    let allowed = shared.options.pages.as_ref().filter(|origin| {
        headers.get(header::ORIGIN).is_some_and(|asking| asking.as_bytes() == origin.as_bytes())
    });
    if let Some(origin) = allowed.and_then(|origin| HeaderValue::from_str(origin).ok()) {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("origin"));
    response
}

fn symbol(query: &str) -> Option<String> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let symbols = pairs.filter(|(name, _)| name == "symbol").map(|(_, symbol)| symbol.into_owned());
    symbols.last().filter(|symbol| !symbol.is_empty())
}

/// Returns the stored ticks, then the new ones. A reader that falls behind is disconnected: it
/// connects again, and gets the stored ones.
fn ticks(
    symbol: String,
    history: VecDeque<Price>,
    live: broadcast::Receiver<Price>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold((symbol, history, live), async |(symbol, mut history, mut live)| {
        let price = match history.pop_front() {
            Some(price) => price,
            None => loop {
                let price = live.recv().await.ok()?;
                if price.symbol == symbol {
                    break price;
                }
            },
        };
        // An object of three texts always serialises.
        let event = Event::default().json_data(price).ok()?;
        Some((Ok(event), (symbol, history, live)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(symbol: &str, n: usize) -> Price {
        Price { symbol: symbol.to_owned(), price: n.to_string(), ts: String::new() }
    }

    #[test]
    fn the_last_ticks_of_each_symbol_are_kept() {
        let prices = Prices::default();
        prices.add(price("A", 7));
        (0..HISTORY + 5).for_each(|n| prices.add(price("B", n)));
        let (of_b, _) = prices.follow("B");
        assert_eq!((of_b.len(), of_b.front()), (HISTORY, Some(&price("B", 5))));
        assert_eq!(prices.last("A"), Some(price("A", 7)));
        assert_eq!(prices.last("C"), None);
    }

    #[test]
    fn the_symbol_is_a_parameter_of_the_query() {
        assert_eq!(symbol("a=b&symbol=COIN%2FUSDT").as_deref(), Some("COIN/USDT"));
        assert_eq!((symbol(""), symbol("symbol="), symbol("symbols=x")), (None, None, None));
    }
}
