//! Controls of the simulated exchange: events of any kind, a burst of events, and a price crash.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Json;
use domain::event::data::{Positive, Symbol};
use domain::{Time, UserId};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Number, Value, json};

use super::body::Body;
use super::refusal::Refusal;
use super::{Console, Opened};
use crate::feed;
use crate::publish::Outgoing;
use crate::ticks::Tick;

/// The maximum number of events per request.
const MAX_EVENTS: usize = 500;
/// The maximum number of events of a burst.
const MAX_IN_BURST: u32 = 5_000;
/// The longest duration of a price movement, in seconds.
const LONGEST: u64 = 60;
/// The range of a price movement, in percent.
const PERCENT: std::ops::RangeInclusive<i64> = -99..=1_000;

/// Events to send. Invalid events are sent, too, for the system to reject them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Events {
    events: Vec<Box<RawValue>>,
}

/// `POST /local/events`
pub(super) async fn events(
    Opened(console): Opened,
    Body(Events { events }): Body<Events>,
) -> Result<Json<Value>, Refusal> {
    if events.is_empty() || events.len() > MAX_EVENTS {
        return Err(Refusal::bad_field(format!("events must have 1 to {MAX_EVENTS} entries")));
    }
    let events: Vec<_> = events.iter().map(|event| Outgoing::new(event.get())).collect();
    console.send(&events).await
}

/// A burst of events for one user.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Burst {
    user: UserId,
    count: u32,
}

/// `POST /local/burst`
pub(super) async fn burst(
    Opened(console): Opened,
    Body(Burst { user, count }): Body<Burst>,
) -> Result<Json<Value>, Refusal> {
    if !(1..=MAX_IN_BURST).contains(&count) {
        return Err(Refusal::bad_field(format!("count must be from 1 to {MAX_IN_BURST}")));
    }
    let events = feed::burst(user.as_str(), count, Timestamp::now());
    let events: Vec<_> = events.iter().map(|event| Outgoing::new(event.to_string())).collect();
    console.send(&events).await
}

/// How much happens at the exchange by itself.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pace {
    busy: bool,
}

/// `GET /local/pace`
pub(super) async fn pace(Opened(console): Opened) -> Json<Pace> {
    Json(Pace { busy: console.shocks.is_busy() })
}

/// `POST /local/pace`
pub(super) async fn set_pace(Opened(console): Opened, Body(pace): Body<Pace>) -> Json<Pace> {
    console.shocks.be_busy(pace.busy);
    Json(pace)
}

/// A price movement, down or up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Crash {
    symbol: String,
    percent: Number,
    seconds: u64,
}

/// `POST /local/crash`: responds once the movement has begun.
pub(super) async fn crash(Opened(console): Opened, Body(crash): Body<Crash>) -> Result<Json<Value>, Refusal> {
    let (least, most) = (Decimal::from(*PERCENT.start()), Decimal::from(*PERCENT.end()));
    let percent = crash.percent.to_string().parse().ok();
    let percent = percent.filter(|percent: &Decimal| (least..=most).contains(percent) && !percent.is_zero());
    let percent = percent
        .ok_or_else(|| Refusal::bad_field(format!("percent must be from {least} to {most}, and not 0")))?;
    if !(1..=LONGEST).contains(&crash.seconds) {
        return Err(Refusal::bad_field(format!("seconds must be from 1 to {LONGEST}")));
    }
    let unknown = || Refusal::not_found(format!("there is no market {}", crash.symbol));
    let symbol = Symbol::parse(&crash.symbol).ok_or_else(unknown)?;
    let from = console.last_price(&symbol).ok_or_else(unknown)?;
    let (prices, pause) = feed::crash(from, percent, Duration::from_secs(crash.seconds));
    if !console.shocks.begin(symbol.as_str(), from) {
        return Err(Refusal::busy(format!("the price of {symbol} is being moved already")));
    }
    tokio::spawn(async move {
        console.move_price(&symbol, &prices, pause).await;
        console.shocks.end(symbol.as_str());
    });
    Ok(Json(json!({})))
}

impl Console {
    async fn send(&self, events: &[Outgoing]) -> Result<Json<Value>, Refusal> {
        let sent: BTreeMap<_, _> = self.publisher.send(events).await?;
        Ok(Json(json!({"sent": sent})))
    }

    /// Returns the price of the last trade, or the opening price of the market.
    fn last_price(&self, symbol: &Symbol) -> Option<Decimal> {
        let last = self.sandbox.last_price(symbol.as_str());
        last.and_then(|last| last.price.parse().ok()).or_else(|| feed::opening_price(symbol.as_str()))
    }

    async fn move_price(&self, symbol: &Symbol, prices: &[Decimal], pause: Duration) {
        let mut turns = tokio::time::interval(pause);
        for price in prices {
            turns.tick().await;
            self.shocks.step(symbol.as_str(), *price);
            let Some(paid) = Positive::parse(&price.to_string()) else { continue };
            let at = Time::from_millis(Timestamp::now().as_millisecond());
            // The next tick follows shortly, and the stream has retried this one already.
            let _ = self.stream.put(&[Tick { symbol: symbol.clone(), price: paid, at }]).await;
        }
    }
}
