//! The cost of a tick by the number of alerts, in memory and in the store.

pub mod set;
pub mod stored;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::instructions;
use crate::table::{Row, hundredths, ratio};
use set::{BATCH, Outcome};

/// The numbers of alerts that are measured.
const SIZES: [u32; 2] = [10_000, 1_000_000];

/// The most that a tick that fires nothing may cost, in hundredths of bare decoding.
const MAX_PERCENT: u128 = 130;

/// The number of batches in a measurement of instructions.
const BATCHES: u32 = 100;

/// Returns all rows; `alerts` is the binary of that name.
///
/// # Errors
///
/// The binary cannot be run or prints unexpected text, or the fake services fail; not retryable.
pub fn rows(alerts: &Path) -> io::Result<Vec<Row>> {
    let mut rows = instructions(alerts)?;
    for size in SIZES {
        rows.extend(times(alerts, size)?);
    }
    rows.extend(stored::rows()?);
    Ok(rows)
}

/// Returns the rows of instructions per record, which depend neither on other load of the machine
/// nor on its caches.
fn instructions(alerts: &Path) -> io::Result<Vec<Row>> {
    let count = |mode: &str, batches: u32| instructions::count(alerts, &[mode, &batches.to_string()]);
    let name = "instructions per tick that fires nothing, decoded and judged";
    if count("prepare", 1)?.is_none() {
        return Ok(vec![Row::shown(name, "valgrind is not installed")]);
    }
    let each = |mode: &str| -> io::Result<u128> {
        let (once, often) = (count(mode, BATCHES)?.unwrap_or(0), count(mode, 2 * BATCHES)?.unwrap_or(0));
        Ok(often.saturating_sub(once) / u128::from(BATCHES * BATCH))
    };
    let (texts, values, decode, calm) = (each("texts")?, each("values")?, each("decode")?, each("calm")?);
    Ok(vec![
        Row::shown(name, calm.to_string()),
        Row::shown("  of which decoded", decode.to_string()),
        Row::budget(
            format!("  over the bare serde decode into a price and a time ({values})"),
            ratio(calm, values),
            "≤ 1.3",
            hundredths(calm, values) <= MAX_PERCENT,
        ),
        Row::shown(format!("  over the bare serde decode into texts ({texts})"), ratio(calm, texts)),
    ])
}

/// Returns the rows of the time for a batch, divided by that of bare decoding into values.
fn times(alerts: &Path, size: u32) -> io::Result<Vec<Row>> {
    let output = Command::new(alerts).args(["time", &size.to_string()]).output()?;
    let mut taken: BTreeMap<String, [u128; 4]> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let mut words = line.split(' ');
        let Some(outcome) = words.next() else { continue };
        let numbers: Vec<u128> = words.filter_map(|word| word.parse().ok()).collect();
        if let Ok(numbers) = numbers.try_into() {
            taken.insert(outcome.to_owned(), numbers);
        }
    }
    let mut rows = Vec::new();
    for outcome in Outcome::ALL {
        let times = taken.get(&format!("{outcome:?}")).copied();
        let [_, values, with, without] =
            times.ok_or_else(|| io::Error::other("the times of an outcome are missing"))?;
        let quantity = format!("{size} alerts, {}", outcome.name());
        rows.push(Row::shown(format!("{quantity}, decode included"), ratio(with, values)));
        rows.push(Row::shown(format!("{quantity}, without decode"), ratio(without, values)));
    }
    Ok(rows)
}
