//! What a tick costs, in memory beside others' ways and in the store, however many alerts wait.

pub mod book;
pub mod stored;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::instructions;
use crate::table::{Row, hundredths, ratio};
use book::{BATCH, Rival, SYMBOLS, Weather};

/// For how many alerts.
pub const SIZES: [u32; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// How much more than bare decoding a tick may cost that fires nothing, in hundredths.
const MOST: u128 = 150;

/// How often the batch is worked off where instructions are counted.
const BATCHES: u32 = 100;

/// How each figure is printed: as many times the bare decoding of the same records.
const ORDER: &str = "engine, sorted, scan";

/// All rows, given the binary `alerts`.
pub fn rows(alerts: &Path) -> io::Result<Vec<Row>> {
    let mut rows = instructions(alerts)?;
    for size in SIZES {
        rows.extend(times(alerts, size)?);
    }
    rows.extend(stored::rows()?);
    Ok(rows)
}

/// Instructions per record, which depend neither on what else the machine does nor on its caches.
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
            "≤ 1.5",
            hundredths(calm, values) <= MOST,
        ),
        Row::shown(format!("  over the bare serde decode into texts ({texts})"), ratio(calm, texts)),
    ])
}

/// The rivals' time for a batch, over that of the bare decoding.
fn times(alerts: &Path, size: u32) -> io::Result<Vec<Row>> {
    let output = Command::new(alerts).args(["time", &size.to_string()]).output()?;
    let mut taken: BTreeMap<(String, String), [u128; 4]> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let mut words = line.split(' ');
        let (Some(weather), Some(rival)) = (words.next(), words.next()) else { continue };
        let numbers: Vec<u128> = words.filter_map(|word| word.parse().ok()).collect();
        if let Ok(numbers) = numbers.try_into() {
            taken.insert((weather.to_owned(), rival.to_owned()), numbers);
        }
    }
    let mut rows = Vec::new();
    for weather in Weather::ALL {
        let all: Option<Vec<[u128; 4]>> = Rival::ALL
            .iter()
            .map(|rival| taken.get(&(format!("{weather:?}"), format!("{rival:?}"))).copied())
            .collect();
        let all = all.ok_or_else(|| io::Error::other("a rival did not tell its time"))?;
        let over = |which: usize| {
            let one = |times: &[u128; 4]| ratio(times[which], times[1]);
            all.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        let what = format!("{size} alerts, {}: {ORDER}", weather.name());
        rows.push(Row::shown(format!("{what}, decode included"), over(2)));
        rows.push(Row::shown(format!("{what}, without decode"), over(3)));
    }
    Ok(rows)
}

/// What so many alerts take of memory, in bytes, where they are sorted and where they are lists. The engine has its levels in
/// the store; in memory there are the states of symbols.
pub fn memory(size: u32, sorted: u128, lists: u128) -> Row {
    let each = |bytes: u128| ratio(bytes, u128::from(size));
    let states = u128::from(SYMBOLS) * size_of::<ports::SymbolState>() as u128;
    Row::shown(
        format!("{size} alerts: bytes of memory per alert: {ORDER}"),
        [states, sorted, lists].map(each).join(", "),
    )
}
