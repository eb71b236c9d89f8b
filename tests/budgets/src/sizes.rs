//! The size of each uploaded function: its binary, deflated as `cargo lambda` does it.

use std::io::{self, Cursor, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::table::{Row, ratio};

/// The most bytes of a zipped function: the time of a cold start and of a call has priority over
/// size (`infra/adr/0025-processor-time-of-a-call.md`).
const MAX_BYTES: usize = 3_600_000;

/// Returns one row per function.
///
/// # Errors
///
/// A binary cannot be read; not retryable.
pub fn rows(binaries: &Path, functions: &[String]) -> io::Result<Vec<Row>> {
    let row = |name: &String| {
        let size = zipped(&std::fs::read(binaries.join(name))?)?;
        let shown = format!("{} MB", ratio(size as u128, 1_000_000));
        Ok(Row::budget(format!("zipped function: {name}"), shown, "≤ 3.6 MB", size <= MAX_BYTES))
    };
    functions.iter().map(row).collect()
}

fn zipped(binary: &[u8]) -> io::Result<usize> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o755);
    zip.start_file("bootstrap", options)?;
    zip.write_all(binary)?;
    Ok(zip.finish()?.into_inner().len())
}
