//! Writes the contracts into `infra/contract`, and deletes other files there; writes the catalogue and
//! the page's texts into the console.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    let texts = contract::page::read(&contract::page::folder()).map_err(|faults| {
        let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
        io::Error::other(format!("the page's texts\n{}", lines.join("\n")))
    })?;
    let folder = contract::folder();
    let files = contract::files();
    let mut stale: BTreeSet<_> = below(&folder)?.into_iter().collect();
    for (path, text) in &files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, text)?;
        stale.remove(&path);
    }
    stale.iter().try_for_each(fs::remove_file)?;
    for (path, text) in contract::console_files(&texts) {
        let path = contract::console_folder().join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, text)?;
    }
    Ok(())
}

fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
