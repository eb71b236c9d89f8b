//! The stream of prices, read record by record: a record is a tick, or a list of them, and each tick of it counts or is set
//! aside by itself.

use std::borrow::Cow;
use std::time::Duration;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Tick;
use crate::data::{Positive, Symbol, parse_decimal};
use crate::event::{Rejection, RejectionCode};
use crate::time::Time;

/// How far a tick may be ahead of its record's arrival: as far as two clocks can be apart.
pub const MAX_AHEAD: Duration = Duration::from_secs(5);

/// The source that drives alerts: the price of the last trade.
const LAST: &str = "last";

/// A tick, and of which market.
#[derive(Debug, Clone, PartialEq)]
pub struct SymbolTick {
    /// Of which market.
    pub symbol: Symbol,
    /// The tick.
    pub tick: Tick,
}

/// A tick as nearly all are written: texts, none of them with an escape. Reading it takes half the time.
#[derive(Deserialize)]
struct Plain<'a> {
    symbol: &'a str,
    price: &'a str,
    ts: &'a str,
    #[serde(default)]
    source: Option<&'a str>,
}

/// A tick as it may be written. Texts without escapes are not copied.
#[derive(Deserialize)]
struct Written<'a> {
    #[serde(borrow, default)]
    symbol: Option<&'a RawValue>,
    #[serde(borrow, default)]
    price: Option<&'a RawValue>,
    #[serde(borrow, default)]
    ts: Option<&'a RawValue>,
    #[serde(borrow, default)]
    source: Option<&'a RawValue>,
}

/// Reads a record that arrived at `arrived_at`. Ticks of other sources are read and left out.
pub fn read(record: &str, arrived_at: Time) -> (Vec<SymbolTick>, Vec<Rejection>) {
    if crate::speaks_to_the_parser(record) {
        return (Vec::new(), vec![bad_json("must not use the parser's private keys")]);
    }
    if !record.trim_ascii_start().starts_with('[') {
        return match tick(record, arrived_at, &str::to_owned) {
            Ok(tick) => (Vec::from_iter(tick), Vec::new()),
            Err(rejection) => (Vec::new(), vec![rejection]),
        };
    }
    let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(record) else {
        return (Vec::new(), vec![bad_json("must be a tick or a list of ticks")]);
    };
    let (mut ticks, mut rejections) = (Vec::new(), Vec::new());
    for (index, one) in list.iter().enumerate() {
        let path = |field: &str| match field {
            "" => index.to_string(),
            field => format!("{index}.{field}"),
        };
        match tick(one.get(), arrived_at, &path) {
            Ok(tick) => ticks.extend(tick),
            Err(rejection) => rejections.push(rejection),
        }
    }
    (ticks, rejections)
}

fn bad_json(message: &str) -> Rejection {
    Rejection::whole(RejectionCode::BadJson, message)
}

/// Reads one tick; `path` makes the path of one of its fields from the root of the record.
fn tick(
    json: &str,
    arrived_at: Time,
    path: &dyn Fn(&str) -> String,
) -> Result<Option<SymbolTick>, Rejection> {
    // Whatever is wrong with a plain one is found, and said, with more patience.
    let plain = serde_json::from_str(json).ok();
    if let Some((tick, is_last)) = plain.and_then(|plain| read_plain(&plain, arrived_at)) {
        return Ok(is_last.then_some(tick));
    }
    let written: Written<'_> = serde_json::from_str(json).map_err(|_| {
        let at = path("");
        let rejection = bad_json("must be a JSON object");
        if at.is_empty() { rejection } else { Rejection { field: Some(at), ..rejection } }
    })?;
    let symbol = text(written.symbol, "symbol", path)?.ok_or_else(|| Rejection::missing(path("symbol")))?;
    let symbol = Symbol::parse(&symbol).ok_or_else(|| {
        Rejection::bad(path("symbol"), "must be a text of 1 to 128 characters of A-Z a-z 0-9 . _ : / @ -")
    })?;
    let price = present(written.price).ok_or_else(|| Rejection::missing(path("price")))?;
    let price = positive(price)
        .ok_or_else(|| Rejection::bad(path("price"), "must be a decimal above 0 of at most 28 digits"))?;
    let made_at = text(written.ts, "ts", path)?.ok_or_else(|| Rejection::missing(path("ts")))?;
    let made_at: Time = made_at.parse().map_err(|_| {
        Rejection::bad(path("ts"), "must be an RFC 3339 time with a zone, such as 2026-11-23T08:00:00.123Z")
    })?;
    if made_at > arrived_at.plus(MAX_AHEAD) {
        let message = "must not be more than 5 seconds after the record's arrival";
        return Err(Rejection::field(RejectionCode::FutureTimestamp, path("ts"), message));
    }
    let source = text(written.source, "source", path)?;
    let is_last = source.is_none_or(|source| source == LAST);
    Ok(is_last.then_some(SymbolTick { symbol, tick: Tick { price, made_at, arrived_at } }))
}

/// Reads a tick with which nothing is wrong, and whether it is of the source that counts.
fn read_plain(plain: &Plain<'_>, arrived_at: Time) -> Option<(SymbolTick, bool)> {
    let price = Positive::of(parse_decimal(plain.price)?)?;
    let made_at: Time = plain.ts.parse().ok()?;
    let symbol = Symbol::parse(plain.symbol)?;
    let is_last = plain.source.is_none_or(|source| source == LAST);
    let is_in_time = made_at <= arrived_at.plus(MAX_AHEAD);
    is_in_time.then_some((SymbolTick { symbol, tick: Tick { price, made_at, arrived_at } }, is_last))
}

/// A field that is there and not null.
fn present(value: Option<&RawValue>) -> Option<&str> {
    value.map(RawValue::get).filter(|json| *json != "null")
}

fn text<'a>(
    value: Option<&'a RawValue>,
    field: &str,
    path: &dyn Fn(&str) -> String,
) -> Result<Option<Cow<'a, str>>, Rejection> {
    let Some(json) = present(value) else { return Ok(None) };
    match unquoted(json) {
        Some(text) => Ok(Some(text)),
        None => Err(Rejection::bad(path(field), "must be a text")),
    }
}

/// The text of a JSON string.
fn unquoted(json: &str) -> Option<Cow<'_, str>> {
    let inner = json.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        serde_json::from_str(json).ok().map(Cow::Owned)
    } else {
        Some(Cow::Borrowed(inner))
    }
}

/// A decimal in a text or a number, exact.
fn positive(json: &str) -> Option<Positive> {
    let text = if json.starts_with('"') { unquoted(json)? } else { Cow::Borrowed(json) };
    Positive::of(parse_decimal(&text)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    const ARRIVED: &str = "2026-11-23T08:00:01.000Z";

    fn read(record: &str) -> (Vec<SymbolTick>, Vec<String>) {
        let (ticks, rejections) = super::read(record, ARRIVED.parse().unwrap());
        (ticks, rejections.iter().map(ToString::to_string).collect())
    }

    fn one(record: &str) -> SymbolTick {
        let (mut ticks, rejections) = read(record);
        assert_eq!((ticks.len(), rejections.len()), (1, 0), "{record}");
        ticks.remove(0)
    }

    #[test]
    fn a_price_is_exact_in_whatever_form_it_comes() {
        for price in [r#""64250.10""#, "64250.10", "6.425010e4"] {
            let tick =
                one(&format!(r#"{{"symbol":"BTC-USDT","price":{price},"ts":"2026-11-23T08:00:00.123Z"}}"#));
            assert_eq!(tick.symbol.as_str(), "BTC-USDT");
            assert_eq!(tick.tick.price.get(), Decimal::new(6_425_010, 2));
            assert_eq!(tick.tick.made_at.to_string(), "2026-11-23T08:00:00.123Z");
        }
    }

    #[test]
    fn each_tick_of_a_list_counts_by_itself() {
        let (ticks, rejections) = read(
            r#"[{"symbol":"A","price":"1","ts":"2026-11-23T08:00:00Z"},7,
                {"symbol":"A","price":"-1","ts":"2026-11-23T08:00:00Z"},
                {"symbol":"B","price":"2","ts":"2026-11-23T08:00:00Z","source":"mark"},
                {"symbol":"B","price":"3","ts":"2026-11-23T08:00:00Z","source":null,"else":{}}]"#,
        );
        assert_eq!(ticks.iter().map(|tick| tick.symbol.as_str()).collect::<Vec<_>>(), ["A", "B"]);
        let expected = [
            "bad_json 1: must be a JSON object",
            "bad_field 2.price: must be a decimal above 0 of at most 28 digits",
        ];
        assert_eq!(rejections, expected);
    }

    #[test]
    fn what_is_no_tick_is_set_aside_with_its_reason() {
        for (record, reason) in [
            ("", "bad_json: must be a JSON object"),
            ("garbage", "bad_json: must be a JSON object"),
            ("[{", "bad_json: must be a tick or a list of ticks"),
            (r#"{"price":"1","ts":"2026-11-23T08:00:00Z"}"#, "missing_field symbol: is required"),
            (r#"{"symbol":7,"price":"1","ts":"2026-11-23T08:00:00Z"}"#, "bad_field symbol: must be a text"),
            (
                r#"{"symbol":"A","price":null,"ts":"2026-11-23T08:00:00Z"}"#,
                "missing_field price: is required",
            ),
            (
                r#"{"symbol":"A","price":"0","ts":"2026-11-23T08:00:00Z"}"#,
                "bad_field price: must be a decimal above 0 of at most 28 digits",
            ),
            (
                r#"{"symbol":"A","price":"NaN","ts":"2026-11-23T08:00:00Z"}"#,
                "bad_field price: must be a decimal above 0 of at most 28 digits",
            ),
            (
                r#"{"symbol":"A","price":"1","ts":"2026-11-23T08:00:06.001Z"}"#,
                "future_timestamp ts: must not be more than 5 seconds after the record's arrival",
            ),
        ] {
            assert_eq!(read(record), (Vec::new(), vec![reason.to_owned()]), "{record}");
        }
        assert_eq!(read("[]"), (Vec::new(), Vec::new()));
        one(r#"{"symbol":"A","price":"1","ts":"2026-11-23T08:00:06.000Z"}"#);
    }

    #[test]
    fn however_a_tick_is_written_it_is_the_same() {
        let plain = one(r#"{"symbol":"A","price":"1.50","ts":"2026-11-23T08:00:00.123Z"}"#);
        for record in [
            r#"{"symbol":"\u0041","price":"1.50","ts":"2026-11-23T08:00:00.123Z"}"#,
            r#"{"symbol":"A","price":1.50,"ts":"2026-11-23T08:00:00.123Z"}"#,
            r#"{"symbol":"A","price":"1.50","ts":"2026-11-23T09:00:00.123+01:00","source":"last"}"#,
            r#" {"ts":"2026-11-23T08:00:00.123456Z","source":null,"more":[{}],"price":"1.50","symbol":"A"} "#,
        ] {
            assert_eq!(one(record), plain, "{record}");
        }
        for source in [r#""mark""#, r#""m\u0061rk""#] {
            let record =
                format!(r#"{{"symbol":"A","price":"1","ts":"2026-11-23T08:00:00Z","source":{source}}}"#);
            assert_eq!(read(&record), (Vec::new(), Vec::new()));
        }
        let twice = r#"{"symbol":"A","symbol":"B","price":"1","ts":"2026-11-23T08:00:00Z"}"#;
        assert_eq!(read(twice).1, ["bad_json: must be a JSON object"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_comes_can_break_it(record: String) {
            read(&record);
        }
    }
}
