//! The stream of prices, read record by record: a record is a tick, or a list of them, and each tick of it counts or is set
//! aside by itself.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use serde::Deserialize;
use serde::de::{Deserializer as _, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::Tick;
use crate::carrier::kinesis;
use crate::data::{Field, Positive, Symbol, parse_decimal};
use crate::event::{Rejection, RejectionCode};
use crate::schema::Schema;
use crate::time::{self, Time};

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

/// What a tick may be; a record is one of them, or a list.
pub fn schema() -> Schema {
    Schema::object()
        .required("symbol", Symbol::schema().described("The market; also the record's partition key."))
        .required("price", Positive::schema().described("The price."))
        .required(
            "ts",
            time::schema().described("When it was made; at most 5 seconds after the arrival of its record."),
        )
        .nullable(
            "source",
            Schema::text().described(format!("What price it is; only {LAST}, the default, drives alerts.")),
        )
        .described("A price at an instant.")
}

/// What a record says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// Its good ticks of the last price, in their order.
    pub ticks: Vec<SymbolTick>,
    /// Why the first of its bad ticks cannot be read, or all of it; how many more are bad is in its message.
    pub rejection: Option<Rejection>,
}

/// Reads a record that arrived at `arrived_at`. Ticks of other sources are read and left out. However many ticks are bad, there
/// is one rejection; beside the good ticks nothing is kept in memory.
pub fn read(record: &[u8], arrived_at: Time) -> Record {
    if let Some(rejection) = foreign_format(record) {
        return Record { ticks: Vec::new(), rejection: Some(rejection) };
    }
    let record = String::from_utf8_lossy(record);
    if !record.trim_ascii_start().starts_with('[') {
        return match tick(&record, arrived_at, None) {
            Ok(tick) => Record { ticks: Vec::from_iter(tick), rejection: None },
            Err(rejection) => Record { ticks: Vec::new(), rejection: Some(rejection) },
        };
    }
    let mut list = List { arrived_at, ticks: Vec::new(), first_bad: None, bad: 0, all: 0 };
    let mut json = serde_json::Deserializer::from_str(&record);
    let is_read = json.deserialize_seq(&mut list).and_then(|()| json.end()).is_ok();
    if !is_read {
        let rejection = bad_json("must be a tick or a list of ticks");
        return Record { ticks: Vec::new(), rejection: Some(rejection) };
    }
    let List { ticks, first_bad, bad, all, .. } = list;
    let rejection = first_bad.map(|rejection| match bad {
        1 => rejection,
        _ => Rejection {
            message: format!("{}; {bad} of the record's {all} ticks are bad", rejection.message),
            ..rejection
        },
    });
    Record { ticks, rejection }
}

/// Why the record cannot be JSON, where its first bytes say what it is instead.
fn foreign_format(record: &[u8]) -> Option<Rejection> {
    const GZIP: &[u8] = &[0x1f, 0x8b];
    const ZSTANDARD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
    const BYTE_ORDER_MARKS: [&[u8]; 3] = [&[0xef, 0xbb, 0xbf], &[0xfe, 0xff], &[0xff, 0xfe]];
    if record.starts_with(GZIP) || record.starts_with(ZSTANDARD) {
        Some(bad_json("must not be compressed"))
    } else if record.starts_with(&kinesis::AGGREGATE_MAGIC) {
        Some(bad_json(
            "must not be aggregated by the Kinesis Producer Library: set AggregationEnabled to false",
        ))
    } else if BYTE_ORDER_MARKS.iter().any(|mark| record.starts_with(mark)) {
        Some(bad_json("must be UTF-8 without a byte-order mark"))
    } else {
        None
    }
}

/// A list of ticks, read one after the other.
struct List {
    arrived_at: Time,
    ticks: Vec<SymbolTick>,
    first_bad: Option<Rejection>,
    bad: usize,
    all: usize,
}

impl<'de> Visitor<'de> for &mut List {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of ticks")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(one) = list.next_element::<&RawValue>()? {
            match tick(one.get(), self.arrived_at, Some(self.all)) {
                Ok(tick) => self.ticks.extend(tick),
                Err(rejection) => {
                    self.bad += 1;
                    self.first_bad.get_or_insert(rejection);
                }
            }
            self.all += 1;
        }
        Ok(())
    }
}

fn bad_json(message: &str) -> Rejection {
    Rejection::whole(RejectionCode::BadJson, message)
}

/// Reads one tick: the record itself, or the one at `index` of its list.
fn tick(json: &str, arrived_at: Time, index: Option<usize>) -> Result<Option<SymbolTick>, Rejection> {
    let path = &|field: &str| match (index, field) {
        (None, field) => field.to_owned(),
        (Some(index), "") => index.to_string(),
        (Some(index), field) => format!("{index}.{field}"),
    };
    // Whatever is wrong with a plain one is found, and said, with more patience.
    if let Some(tick) = serde_json::from_str(json).ok().and_then(|plain| read_plain(&plain, arrived_at)) {
        return Ok(Some(tick));
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

/// Reads a tick of the last price with which nothing is wrong.
fn read_plain(plain: &Plain<'_>, arrived_at: Time) -> Option<SymbolTick> {
    let price = Positive::of(parse_decimal(plain.price)?)?;
    let made_at: Time = plain.ts.parse().ok()?;
    let symbol = Symbol::parse(plain.symbol)?;
    let is_last = plain.source.is_none_or(|source| source == LAST);
    let is_plain = is_last && made_at <= arrived_at.plus(MAX_AHEAD);
    is_plain.then_some(SymbolTick { symbol, tick: Tick { price, made_at, arrived_at } })
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

    fn read(record: impl AsRef<[u8]>) -> (Vec<SymbolTick>, Vec<String>) {
        let Record { ticks, rejection } = super::read(record.as_ref(), ARRIVED.parse().unwrap());
        (ticks, rejection.iter().map(ToString::to_string).collect())
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
        assert_eq!(rejections, ["bad_json 1: must be a JSON object; 2 of the record's 5 ticks are bad"]);
    }

    #[test]
    fn however_many_ticks_are_bad_there_is_one_rejection() {
        let late = r#"{"symbol":"A","price":"1","ts":"2026-11-23T08:00:31Z"}"#;
        let good = r#"{"symbol":"A","price":"2","ts":"2026-11-23T08:00:00Z"}"#;
        let record = format!("[{}{good}]", format!("{late},").repeat(5_000));
        let (ticks, rejections) = read(&record);
        assert_eq!(ticks, [one(good)]);
        let expected = "future_timestamp 0.ts: must not be more than 5 seconds after the record's arrival; \
                        5000 of the record's 5001 ticks are bad";
        assert_eq!(rejections, [expected]);
        let broken = &record[..record.len() - 1];
        assert_eq!(
            read(broken),
            (Vec::new(), vec!["bad_json: must be a tick or a list of ticks".to_owned()])
        );
        assert_eq!(read(format!("{record} {record}")).1.len(), 1);
    }

    #[test]
    fn what_is_no_text_says_what_it_is() {
        let tick = br#"{"symbol":"A","price":"1","ts":"2026-11-23T08:00:00Z"}"#;
        let after = |magic: &[u8]| [magic, tick].concat();
        for (record, reason) in [
            (after(&[0x1f, 0x8b, 8, 0]), "bad_json: must not be compressed"),
            (after(&[0x28, 0xb5, 0x2f, 0xfd]), "bad_json: must not be compressed"),
            (
                after(&[0xf3, 0x89, 0x9a, 0xc2]),
                "bad_json: must not be aggregated by the Kinesis Producer Library: set AggregationEnabled to false",
            ),
            (after("\u{feff}".as_bytes()), "bad_json: must be UTF-8 without a byte-order mark"),
            (after(&[0xff, 0xfe]), "bad_json: must be UTF-8 without a byte-order mark"),
            (after(&[0xff, b'x']), "bad_json: must be a JSON object"),
            (vec![0xff; 100_000], "bad_json: must be a JSON object"),
        ] {
            assert_eq!(read(record), (Vec::new(), vec![reason.to_owned()]));
        }
    }

    #[test]
    fn a_key_of_the_parsers_own_is_only_a_field_of_no_meaning() {
        for key in ["$serde_json::private::RawValue", r"\u0024serde_json::private::Number"] {
            let whole = format!(r#"{{"{key}":"1"}}"#);
            assert_eq!(read(&whole).1, ["missing_field symbol: is required"], "{key}");
            let price = format!(r#"{{"symbol":"A","price":{whole},"ts":"2026-11-23T08:00:00Z"}}"#);
            assert_eq!(read(price).1, ["bad_field price: must be a decimal above 0 of at most 28 digits"]);
        }
        let deep =
            format!(r#"{{"symbol":"A","price":"1","ts":"2026-11-23T08:00:00Z","x":{}"#, "[".repeat(100_000));
        assert_eq!(read(&deep).1, ["bad_json: must be a JSON object"]);
        assert_eq!(read(deep + &"]".repeat(100_000) + "}").1, Vec::<String>::new());
    }

    #[test]
    fn what_is_no_tick_is_set_aside_with_its_reason() {
        for (record, reason) in [
            ("", "bad_json: must be a JSON object"),
            ("garbage", "bad_json: must be a JSON object"),
            ("[{", "bad_json: must be a tick or a list of ticks"),
            ("[] []", "bad_json: must be a tick or a list of ticks"),
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
        fn nothing_that_comes_can_break_it(record: Vec<u8>, text: String) {
            read(record);
            read(format!("[{text}"));
            read(text);
        }
    }
}
