//! Processor time of the whole process of `route`: our code, the SDK, signing, TLS, HTTP and the Lambda runtime.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::ServerConfig;

use crate::calls;
use crate::events;
use crate::fake::aws::Aws;
use crate::function::Function;
use crate::table::{Row, ratio};

/// Batches before the measurement, in which connections are opened and lazy values are initialised.
const WARM_UP: usize = 20;
/// Batches that are measured.
const BATCHES: usize = 200;

/// The most nanoseconds per event, by the design's budget of 0.2 ms.
const MAX_NANOSECONDS: u128 = 200_000;

/// Returns the row of the processor time per P0, and its parts.
///
/// # Errors
///
/// The binary cannot be started or does not respond, or `/proc` cannot be read; not retryable.
pub fn rows(route: &Path, tls: &Arc<ServerConfig>, trusted: &Path) -> io::Result<Vec<Row>> {
    let aws = Aws::sharing(&calls::services()?, tls)?;
    let function = Function::start(route, &aws, Some(trusted), None)?;
    let mut batches = (0..).map(|batch| {
        let bodies: Vec<_> =
            (0..events::BATCH).map(|user| events::fill_of(user, batch * events::BATCH + user)).collect();
        events::sqs_event(&bodies)
    });
    let mut work_off = |count: usize| -> io::Result<()> {
        for event in batches.by_ref().take(count) {
            let answer = function.invoke(&event)?.answer;
            if answer != r#"{"batchItemFailures":[]}"# {
                return Err(io::Error::other(format!("the batch failed: {answer}")));
            }
        }
        Ok(())
    };
    work_off(WARM_UP)?;
    aws.take();
    let before = Spent::of(function.id())?;
    work_off(BATCHES)?;
    let spent = Spent::of(function.id())?.since(before);
    let calls = aws.take().0.len() as u128;
    let events = (BATCHES * events::BATCH) as u128;
    let shown = |nanoseconds: u128, count: u128| format!("{} ms", ratio(nanoseconds, count * 1_000_000));
    Ok(vec![
        Row::budget(
            "processor time per order_filled, whole process of route, ten users in a batch",
            shown(spent.all, events),
            "≤ 0.20 ms",
            spent.all / events <= MAX_NANOSECONDS,
        ),
        Row::shown("  the same per call", shown(spent.all, calls)),
        Row::shown(
            "  of which in the kernel",
            format!("{} %", spent.kernel_ticks * 100 / spent.ticks.max(1)),
        ),
    ])
}

/// The processor time of a process since its start.
#[derive(Debug, Clone, Copy)]
struct Spent {
    /// Nanoseconds of all its threads.
    all: u128,
    /// Ticks of the kernel's clock, in user and in kernel mode.
    ticks: u128,
    kernel_ticks: u128,
}

impl Spent {
    /// Reads `/proc`; the format is in proc(5), and schedstat's in the kernel's `sched-stats.rst`.
    fn of(process: u32) -> io::Result<Self> {
        let unreadable = || io::Error::other("the processor time in /proc cannot be read");
        let mut all = 0;
        for thread in fs::read_dir(format!("/proc/{process}/task"))? {
            let text = fs::read_to_string(thread?.path().join("schedstat"))?;
            let time = text.split_whitespace().next().and_then(|time| time.parse::<u128>().ok());
            all += time.ok_or_else(unreadable)?;
        }
        let text = fs::read_to_string(format!("/proc/{process}/stat"))?;
        // The name, in parentheses, may hold spaces; the state is the third field, utime and stime the 14th and 15th.
        let (_, fields) = text.rsplit_once(')').ok_or_else(unreadable)?;
        let fields: Vec<_> = fields.split_whitespace().collect();
        let field = |number: usize| {
            fields.get(number - 3).and_then(|text| text.parse::<u128>().ok()).ok_or_else(unreadable)
        };
        let (user, kernel) = (field(14)?, field(15)?);
        Ok(Self { all, ticks: user + kernel, kernel_ticks: kernel })
    }

    fn since(self, before: Self) -> Self {
        Self {
            all: self.all - before.all,
            ticks: self.ticks - before.ticks,
            kernel_ticks: self.kernel_ticks - before.kernel_ticks,
        }
    }
}
