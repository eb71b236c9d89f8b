//! Trades of a file as ticks of the present. The functions are pure: the caller has the clock.

use std::time::Duration;

use domain::Time;
use domain::event::data::{Positive, Symbol};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::Tick;
use crate::error::Error;

/// The name of the first column.
const TIMESTAMP: &str = "timestamp";
/// The name of the price column, at any position.
const PRICE: &str = "price";

/// One line of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The time of the trade.
    pub at: Time,
    /// The price of the trade.
    pub price: Positive,
}

/// A tick with its send time, counted from the first tick.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// The delay after the first tick.
    pub after: Duration,
    /// The tick to send.
    pub tick: Tick,
}

/// Parses the text of a file: a line with the names of its columns, and then a line for each trade.
/// `file` is the name for errors.
///
/// # Errors
///
/// [`Error::Ticks`]: a line is not valid, or there is no trade; not retryable.
pub fn read(file: &str, text: &str) -> Result<Vec<Row>, Error> {
    let bad = |line: usize, what: String| Error::Ticks { file: file.to_owned(), line, what };
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let Some((line, header)) = lines.next() else {
        return Err(bad(1, format!("is empty; it must begin with {TIMESTAMP},…,{PRICE}")));
    };
    let columns: Vec<&str> = cells(header).collect();
    if columns.first() != Some(&TIMESTAMP) {
        let found = columns.first().copied().unwrap_or_default();
        return Err(bad(line, format!("the first column must be {TIMESTAMP}, not {found:?}")));
    }
    let Some(place) = columns.iter().position(|column| *column == PRICE) else {
        return Err(bad(line, format!("there is no column {PRICE}; there are {}", columns.join(", "))));
    };
    let row = |(line, text): (usize, &str)| {
        let cells: Vec<&str> = cells(text).collect();
        if cells.len() != columns.len() {
            return Err(bad(line, format!("has {} columns instead of {}", cells.len(), columns.len())));
        }
        let at = cells[0].parse().map_err(|_| {
            bad(
                line,
                format!("{TIMESTAMP} must be a time such as 2021-01-08T00:00:00.278Z, not {:?}", cells[0]),
            )
        })?;
        let price = Positive::parse(cells[place])
            .ok_or_else(|| bad(line, format!("{PRICE} must be a decimal above 0, not {:?}", cells[place])))?;
        Ok(Row { at, price })
    };
    let rows = lines.map(row).collect::<Result<Vec<_>, _>>()?;
    if rows.is_empty() { Err(bad(line, "no trade follows".to_owned())) } else { Ok(rows) }
}

/// Splits a line into cells. No value of a trade contains a comma; quotation marks around a value
/// are removed.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split(',').map(|cell| {
        let cell = cell.trim();
        cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell)
    })
}

/// Returns the trades as ticks of `symbol`. The first tick is at `start`; the gaps of the others to
/// it are divided by `speed`. The same arguments make the same ticks. A trade that is older than
/// those before it in the file is sent together with them, with its own time.
pub fn schedule(rows: &[Row], symbol: &Symbol, start: Time, speed: Decimal) -> Vec<Due> {
    let Some(first) = rows.first() else { return Vec::new() };
    let mut after = 0;
    let dues = rows.iter().map(|row| {
        let gap = shortened(row.at.as_millis().saturating_sub(first.at.as_millis()), speed);
        after = after.max(gap);
        let tick = Tick {
            symbol: symbol.clone(),
            price: row.price,
            at: Time::from_millis(start.as_millis().saturating_add(gap)),
        };
        Due { after: Duration::from_millis(after.unsigned_abs()), tick }
    });
    dues.collect()
}

/// Divides milliseconds by `speed`, rounded down.
fn shortened(millis: i64, speed: Decimal) -> i64 {
    let short = Decimal::from(millis).checked_div(speed);
    short.and_then(|short| short.floor().to_i64()).unwrap_or(i64::MAX)
}

/// The progress of a replay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The number of ticks that are due, including those already sent.
    pub due: usize,
    /// The time until the next tick is due; `None` at the end.
    pub wait: Option<Duration>,
}

impl Progress {
    /// Returns the progress when `elapsed` has passed since the beginning and the first `sent`
    /// ticks are sent.
    pub fn of(dues: &[Due], sent: usize, elapsed: Duration) -> Self {
        let rest = dues.get(sent..).unwrap_or_default();
        // The search is correct because the send times never decrease.
        let due = sent + rest.partition_point(|due| due.after <= elapsed);
        Self { due, wait: dues.get(due).map(|next| next.after.saturating_sub(elapsed)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Time {
        text.parse().unwrap()
    }

    fn rows(gaps: &[i64]) -> Vec<Row> {
        let first = time("2021-01-08T00:00:00.278Z");
        let row = |gap: &i64| Row {
            at: Time::from_millis(first.as_millis() + gap),
            price: Positive::parse("39432.48").unwrap(),
        };
        gaps.iter().map(row).collect()
    }

    fn scheduled(gaps: &[i64], speed: &str) -> Vec<(u128, i64)> {
        let start = time("2026-11-23T08:00:00Z");
        let symbol = Symbol::parse("BTC-USDT").unwrap();
        let dues = schedule(&rows(gaps), &symbol, start, speed.parse().unwrap());
        dues.iter().map(|due| (due.after.as_millis(), due.tick.at.as_millis() - start.as_millis())).collect()
    }

    fn refused(text: &str) -> String {
        read("t.csv", text).unwrap_err().to_string()
    }

    #[test]
    fn the_names_of_the_columns_say_where_the_prices_are() {
        for text in [
            "timestamp,trade_id,price,quantity\n2021-01-08T00:00:00.278Z,1,39432.48,0.1\n",
            "\u{feff}timestamp,price\r\n\r\n2021-01-08T00:00:00.278Z,39432.48\r\n",
            "timestamp , \"price\"\n\"2021-01-08T00:00:00.278Z\", 39432.48",
        ] {
            let read = read("t.csv", text).unwrap();
            assert_eq!(read, rows(&[0]), "{text}");
            assert_eq!(read[0].price.to_string(), "39432.48");
        }
    }

    #[test]
    fn an_unreadable_row_is_reported_with_its_line() {
        let header = "timestamp,trade_id,price\n2021-01-08T00:00:00.278Z,1,1\n\n";
        for (line, what) in [
            (
                "2021-01-08T00:00:00.278Z,1,free",
                "t.csv, line 4: price must be a decimal above 0, not \"free\"",
            ),
            ("2021-01-08T00:00:00.278Z,1,0", "t.csv, line 4: price must be a decimal above 0, not \"0\""),
            ("2021-01-08T00:00:00.278Z,1", "t.csv, line 4: has 2 columns instead of 3"),
            (
                "yesterday,1,1",
                "t.csv, line 4: timestamp must be a time such as 2021-01-08T00:00:00.278Z, not \"yesterday\"",
            ),
        ] {
            assert_eq!(refused(&format!("{header}{line}\n")), what);
        }
    }

    #[test]
    fn a_file_without_the_columns_or_without_trades_is_refused() {
        assert_eq!(
            refused("timestamp,trade_id,quantity\n"),
            "t.csv, line 1: there is no column price; there are timestamp, trade_id, quantity"
        );
        assert_eq!(
            refused("price,timestamp\n"),
            "t.csv, line 1: the first column must be timestamp, not \"price\""
        );
        assert_eq!(refused("timestamp,price\n\n"), "t.csv, line 1: no trade follows");
        assert_eq!(refused(""), "t.csv, line 1: is empty; it must begin with timestamp,…,price");
    }

    #[test]
    fn gaps_are_kept_or_shortened() {
        assert_eq!(scheduled(&[0, 32, 90], "1"), [(0, 0), (32, 32), (90, 90)]);
        assert_eq!(scheduled(&[0, 32, 90, 100_000], "10"), [(0, 0), (3, 3), (9, 9), (10_000, 10_000)]);
        assert_eq!(scheduled(&[0, 100], "0.5"), [(0, 0), (200, 200)]);
    }

    #[test]
    fn one_that_comes_late_is_sent_in_its_place_under_its_own_time() {
        assert_eq!(scheduled(&[0, 50, 20, -10, 60], "1"), [(0, 0), (50, 50), (50, 20), (50, -10), (60, 60)]);
    }

    #[test]
    fn a_tick_is_written_as_the_exchange_would() {
        let symbol = Symbol::parse("BTC-USDT").unwrap();
        let start = time("2026-11-23T08:00:00.123Z");
        let due = schedule(&rows(&[0]), &symbol, start, Decimal::ONE).remove(0);
        let written: serde_json::Value = serde_json::from_str(&due.tick.to_json()).unwrap();
        let expected = serde_json::json!({
            "symbol": "BTC-USDT", "price": "39432.48", "ts": "2026-11-23T08:00:00.123Z", "source": "last",
        });
        assert_eq!(written, expected);
    }

    #[test]
    fn what_is_due_goes_together_and_then_there_is_a_wait() {
        let symbol = Symbol::parse("BTC-USDT").unwrap();
        let dues = schedule(&rows(&[0, 10, 10, 40]), &symbol, Time::EPOCH, Decimal::ONE);
        let at = |sent, millis| {
            let progress = Progress::of(&dues, sent, Duration::from_millis(millis));
            (progress.due, progress.wait.map(|wait| wait.as_millis()))
        };
        assert_eq!(at(0, 0), (1, Some(10)));
        assert_eq!(at(1, 9), (1, Some(1)));
        assert_eq!(at(1, 12), (3, Some(28)));
        assert_eq!(at(3, 50), (4, None));
        assert_eq!(at(4, 60), (4, None));
    }
}
