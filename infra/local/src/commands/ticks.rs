//! Replays trades.

use std::process::ExitCode;

use jiff::Timestamp;
use local::ticks::{Progress, TickStream, read, schedule};
use local::{Error, StackInfo};
use tokio::time::Instant;

use domain::Time;
use domain::alert::MAX_AHEAD;

use crate::{Ticks, screen};

/// The maximum number of ticks between two updates of the progress line.
const CHUNK: usize = 500;

/// Puts the trades of a file on the stream, each when it is due.
pub(crate) async fn ticks(ticks: &Ticks) -> Result<ExitCode, Error> {
    let rows = read(&ticks.file, &super::read(&ticks.file)?)?;
    let stream = TickStream::of(&StackInfo::read(&local::state_dir())?)?;
    let now = Time::from_millis(Timestamp::now().as_millisecond());
    let start = ticks.start.unwrap_or(now);
    if start > now.plus(MAX_AHEAD) {
        return Err(Error::TicksOfTheFuture(start));
    }
    let dues = schedule(&rows, &ticks.symbol, start, ticks.speed);
    let whole = dues.last().map_or(0, |last| last.after.as_secs());
    let line = screen::Line::new();
    let begun = Instant::now();
    let mut sent = 0;
    loop {
        let elapsed = begun.elapsed();
        let Progress { due, wait } = Progress::of(&dues, sent, elapsed);
        let now: Vec<_> = dues.iter().take(due).skip(sent).take(CHUNK).map(|due| due.tick.clone()).collect();
        if !now.is_empty() {
            stream.put(&now).await?;
            sent += now.len();
            let left = whole.saturating_sub(elapsed.as_secs());
            line.say(&format!("{sent} of {} ticks of {}, {left} s to go", dues.len(), ticks.symbol));
        } else if let Some(wait) = wait {
            tokio::time::sleep(wait).await;
        } else {
            break;
        }
    }
    drop(line);
    let plural = if sent == 1 { "tick" } else { "ticks" };
    eprintln!("sent {sent} {plural} of {}; the first is of {start}", ticks.symbol);
    Ok(ExitCode::SUCCESS)
}
