//! Reads the records of the price stream. A record is a tick or a list of ticks, and each tick is accepted
//! or rejected by itself.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use serde::Deserialize;
use serde::de::{Deserializer as _, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::Tick;
use crate::carrier::kinesis;
use crate::decimal;
use crate::event::data::{Positive, Symbol};
use crate::event::{Rejection, RejectionCode};
use crate::json::{self, Fault, Field as _};
use crate::schema::Schema;
use crate::time::{self, Time};

/// The maximum time by which a tick may be ahead of its record's arrival: the allowed
/// difference between two clocks.
pub const MAX_AHEAD: Duration = Duration::from_secs(5);

/// The source whose ticks drive alerts: the price of the last trade.
const LAST: &str = "last";

/// A tick and its market.
#[derive(Debug, Clone, PartialEq)]
pub struct SymbolTick {
    /// The market.
    pub symbol: Symbol,
    /// The tick.
    pub tick: Tick,
}

/// A tick in the usual form: all fields are strings without escapes. Reading it takes half the time.
#[derive(Deserialize)]
struct Plain<'a> {
    symbol: &'a str,
    price: &'a str,
    ts: &'a str,
    #[serde(default)]
    source: Option<&'a str>,
}

/// A tick in any valid form.
#[derive(Deserialize)]
struct TickDocument<'a> {
    #[serde(borrow, default)]
    symbol: Option<&'a RawValue>,
    #[serde(borrow, default)]
    price: Option<&'a RawValue>,
    #[serde(borrow, default)]
    ts: Option<&'a RawValue>,
    #[serde(borrow, default)]
    source: Option<&'a RawValue>,
}

/// Returns the JSON Schema of a tick. A record is a tick or a list of ticks.
pub fn schema() -> Schema {
    Schema::object()
        .required(
            "symbol",
            Symbol::schema().described("Symbol of the market. It is also the partition key of the record."),
        )
        .required("price", Positive::schema().described("Price of the market at the time ts."))
        .required(
            "ts",
            time::schema().described(
                "Time of the price; at most 5 seconds after the arrival of the record in the stream.",
            ),
        )
        .nullable(
            "source",
            Schema::text().described(format!(
                "Kind of price, such as last, mark or index. Only {LAST}, the default, is compared with \
                 alerts."
            )),
        )
        .described("The price of a market at one time.")
}

/// The content of a record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// The valid ticks of the last price, in their order.
    pub ticks: Vec<SymbolTick>,
    /// The rejection of the first invalid tick, or of the whole record. If several ticks are invalid, its
    /// message gives their number.
    pub rejection: Option<Rejection>,
}

/// Reads a record that arrived at `arrived_at`. Ticks of other sources are read and left out. However many
/// ticks are invalid, there is one rejection. Only the valid ticks are kept in memory.
pub fn read(record: &[u8], arrived_at: Time) -> Record {
    if let Some(rejection) = foreign_format(record) {
        return Record { ticks: Vec::new(), rejection: Some(rejection) };
    }
    // The check is several times as fast as the search for what has to be replaced.
    let record = str::from_utf8(record).map_or_else(|_| String::from_utf8_lossy(record), Cow::Borrowed);
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
            message: format!("{}; {bad} of the record's {all} ticks are invalid", rejection.message),
            ..rejection
        },
    });
    Record { ticks, rejection }
}

/// Returns the rejection of a record whose first bytes show that it is not JSON.
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

/// A list of ticks that is read tick by tick.
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

/// Reads one tick: the record itself, or the tick at `index` of its list.
fn tick(json: &str, arrived_at: Time, index: Option<usize>) -> Result<Option<SymbolTick>, Rejection> {
    let path = &|field: &str| match (index, field) {
        (None, field) => field.to_owned(),
        (Some(index), "") => index.to_string(),
        (Some(index), field) => format!("{index}.{field}"),
    };
    // If the fast reader fails, the slow one below finds the fault and describes it.
    if let Some(tick) = serde_json::from_str(json).ok().and_then(|plain| read_plain(&plain, arrived_at)) {
        return Ok(Some(tick));
    }
    let written: TickDocument<'_> = serde_json::from_str(json).map_err(|_| {
        let at = path("");
        let rejection = bad_json("must be a JSON object");
        if at.is_empty() { rejection } else { Rejection { field: Some(at), ..rejection } }
    })?;
    let at = |field: &'static str| move |fault: Fault| Rejection::from(fault.at(path(field)));
    let symbol: Symbol = json::required(written.symbol.map(value)).map_err(at("symbol"))?;
    let price: Positive = json::required(written.price.map(value)).map_err(at("price"))?;
    let made_at: Time = json::required(written.ts.map(value)).map_err(at("ts"))?;
    if made_at > arrived_at.plus(MAX_AHEAD) {
        let message = "must not be more than 5 seconds after the record's arrival";
        return Err(Rejection::field(RejectionCode::FutureTimestamp, path("ts"), message));
    }
    let source: Option<String> = json::optional(written.source.map(value)).map_err(at("source"))?;
    let is_last = source.is_none_or(|source| source == LAST);
    Ok(is_last.then_some(SymbolTick { symbol, tick: Tick { price, made_at, arrived_at } }))
}

/// Reads a tick of the last price in the usual form; `None` if it has any fault.
fn read_plain(plain: &Plain<'_>, arrived_at: Time) -> Option<SymbolTick> {
    let price = Positive::of(decimal::parse(plain.price)?)?;
    let made_at: Time = plain.ts.parse().ok()?;
    let symbol = Symbol::parse(plain.symbol)?;
    let is_last = plain.source.is_none_or(|source| source == LAST);
    let is_plain = is_last && made_at <= arrived_at.plus(MAX_AHEAD);
    is_plain.then_some(SymbolTick { symbol, tick: Tick { price, made_at, arrived_at } })
}

/// Returns the value of a field. A value that cannot be read is nested too deeply or has a key of
/// the parser. Then it is an object or a list, which no field of a tick can be, so an empty
/// object stands for it.
fn value(json: &RawValue) -> Value {
    json::value(json.get()).unwrap_or_else(|_| Value::Object(Map::new()))
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
        assert_eq!(rejections, ["bad_json 1: must be a JSON object; 2 of the record's 5 ticks are invalid"]);
    }

    #[test]
    fn however_many_ticks_are_bad_there_is_one_rejection() {
        let late = r#"{"symbol":"A","price":"1","ts":"2026-11-23T08:00:31Z"}"#;
        let good = r#"{"symbol":"A","price":"2","ts":"2026-11-23T08:00:00Z"}"#;
        let record = format!("[{}{good}]", format!("{late},").repeat(5_000));
        let (ticks, rejections) = read(&record);
        assert_eq!(ticks, [one(good)]);
        let expected = "future_timestamp 0.ts: must not be more than 5 seconds after the record's arrival; \
                        5000 of the record's 5001 ticks are invalid";
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
            (
                r#"{"symbol":7,"price":"1","ts":"2026-11-23T08:00:00Z"}"#,
                "bad_field symbol: must be a text of 1 to 128 characters of A-Z a-z 0-9 . _ : / @ -",
            ),
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
