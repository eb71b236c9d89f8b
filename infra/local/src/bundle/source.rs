//! The files that a bundle is made of.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::scan::Fault;
use crate::error::{Context as _, Error};

/// A file that was read, and how to tell whether it has changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    version: Option<(SystemTime, u64)>,
}

impl Stamp {
    fn of(path: PathBuf) -> Self {
        let metadata = fs::metadata(&path).ok();
        let version = metadata.and_then(|metadata| Some((metadata.modified().ok()?, metadata.len())));
        Self { path, version }
    }
}

/// The files that were read for a bundle.
#[derive(Debug, Clone, Default)]
pub(super) struct Stamps(Vec<Stamp>);

impl Stamps {
    /// Whether none of the files has changed.
    pub(super) fn are_current(&self) -> bool {
        self.0.iter().all(|stamp| *stamp == Stamp::of(stamp.path.clone()))
    }
}

/// The folder of the page's sources; remembers what was read.
#[derive(Debug)]
pub(super) struct Folder<'f> {
    root: &'f Path,
    stamps: RefCell<Stamps>,
}

impl<'f> Folder<'f> {
    pub(super) fn new(root: &'f Path) -> Self {
        Self { root, stamps: RefCell::default() }
    }

    /// Returns the content of a file by its path in the folder.
    pub(super) fn read(&self, path: &str) -> Result<String, Error> {
        let file = self.root.join(path);
        let tried = || format!("cannot read {}", file.display());
        // The stamp comes first: a change after the reading must not be missed.
        self.stamps.borrow_mut().0.push(Stamp::of(file.clone()));
        fs::read_to_string(&file).context(tried)
    }

    /// Returns the paths of the files of a folder and its subfolders, in their order. There may be none.
    pub(super) fn list(&self, folder: &str) -> Result<Vec<String>, Error> {
        let tried = || format!("cannot list {folder}");
        let directory = self.root.join(folder);
        if !directory.exists() {
            return Ok(Vec::new());
        }
        let mut paths = Vec::new();
        for entry in fs::read_dir(directory).context(tried)? {
            let entry = entry.context(tried)?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                paths.extend(self.list(&path)?);
            } else {
                paths.push(path);
            }
        }
        paths.sort();
        Ok(paths)
    }

    /// Returns the stamps of all files that were read.
    pub(super) fn into_stamps(self) -> Stamps {
        self.stamps.into_inner()
    }
}

/// Returns the error of a fault in a file, with its line.
pub(super) fn error(file: &str, content: &str, fault: Fault) -> Error {
    let before = content.get(..fault.at).unwrap_or_default();
    let line = before.split('\n').count();
    Error::Bundle { file: file.to_owned(), line, what: fault.what }
}
