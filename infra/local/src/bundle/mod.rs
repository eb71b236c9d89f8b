//! The console's page in few files: scripts and style sheets put together, without comments and needless
//! space, under names that change with their content (`infra/adr/0035-a-bundler-of-our-own.md`).
//!
//! The sources of the page run as they are, too. What is dynamically imported stays in files of its own,
//! and each module runs once, as in the sources. A form that the bundler does not know is an error with
//! its line.

mod emit;
mod graph;
mod module;
mod page;
mod scan;
mod source;
mod squeeze;
mod style;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::error::{Context as _, Error};
use crate::hex;
use graph::{Chunk, Graph};
use page::Role;
use scan::Fault;
use source::{Folder, Stamps};
use squeeze::Squeezed;

/// The folder of the files whose names change with their content.
pub const FOLDER: &str = "assets/";

/// The header `cache-control` of the files in [`FOLDER`]: a browser need not ask for them again.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// The page that loads all others.
pub const PAGE: &str = "index.html";

/// The number of characters of a content's hash that are in its name.
const HASH_LENGTH: usize = 12;

/// A file of the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The path, relative to the page.
    pub path: String,
    /// The content. It is never another one under this path, if the path is in [`FOLDER`].
    pub content: Vec<u8>,
}

/// The files of the page.
#[derive(Debug)]
pub struct Bundle {
    files: Vec<File>,
    stamps: Stamps,
}

impl Bundle {
    /// Makes the bundle of the page in a folder.
    ///
    /// # Errors
    ///
    /// [`Error::Bundle`]: a source has a form that is unknown to the bundler. [`Error::Io`]: a source cannot be
    /// read. Neither is retryable.
    pub fn of(root: &Path) -> Result<Self, Error> {
        let folder = Folder::new(root);
        let mut builder = Builder { folder: &folder, files: Vec::new() };
        builder.page()?;
        builder.notices()?;
        Ok(Self { files: builder.files, stamps: folder.into_stamps() })
    }

    /// Returns the files. [`PAGE`] is the last of those that refer to each other, so that it never refers to a file
    /// that is not there yet when they are copied in this order.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Writes the files into a folder, beside those that are there. Returns their number.
    ///
    /// # Errors
    ///
    /// [`Error::Io`]: a file cannot be written. It is not retryable.
    pub fn write(&self, folder: &Path) -> Result<usize, Error> {
        for file in &self.files {
            let path = folder.join(&file.path);
            let tried = || format!("cannot write {}", path.display());
            fs::create_dir_all(path.parent().unwrap_or(folder)).context(tried)?;
            fs::write(&path, &file.content).context(tried)?;
        }
        Ok(self.files.len())
    }

    /// Whether the sources are still those of which the bundle was made.
    pub fn is_current(&self) -> bool {
        self.stamps.are_current()
    }
}

struct Builder<'f> {
    folder: &'f Folder<'f>,
    files: Vec<File>,
}

impl Builder<'_> {
    /// Adds the page and all that it loads.
    fn page(&mut self) -> Result<(), Error> {
        let page = self.folder.read(PAGE)?;
        let fault = |fault: Fault| source::error(PAGE, &page, fault);
        let references = page::references(&page).map_err(fault)?;
        let paths =
            |role: Role| references.iter().filter(move |found| found.role == role).map(|found| found.path);
        let entry =
            paths(Role::Entry).next().ok_or_else(|| fault(Fault::new(0, "no script is of type module")))?;
        let scripts = self.scripts(entry)?;
        let mut style = Some(self.styles(paths(Role::Style))?);
        let mut changed = Vec::new();
        for reference in references.iter().filter(|reference| reference.role != Role::Data) {
            let path = match reference.role {
                Role::Style => style.take(),
                Role::Entry if reference.path == entry => scripts.get(entry).cloned(),
                Role::Entry => {
                    return Err(fault(Fault::new(reference.at, "a page has one script of type module")));
                }
                Role::Early => Some(self.early(reference.path)?),
                // What is in the entry's chunk is loaded by the next tag.
                Role::Preload => scripts.get(reference.path).cloned(),
                Role::Data | Role::Other => {
                    return Err(fault(Fault::new(
                        reference.at,
                        "this kind of link is unknown to the bundler",
                    )));
                }
            };
            changed.push((reference, path.map(|name| FOLDER.to_owned() + &name)));
        }
        let content = page::with_paths(&page, &changed).into_bytes();
        self.files.push(File { path: PAGE.to_owned(), content });
        Ok(())
    }

    /// Adds the chunks; returns the names of the files of the entry, the libraries, and of what is imported
    /// dynamically, by their paths.
    fn scripts(&mut self, entry: &str) -> Result<emit::Names, Error> {
        let graph = Graph::of(self.folder, entry)?;
        let mut vendors = emit::Names::new();
        for path in graph.vendors() {
            let content = self.folder.read(path)?;
            vendors.insert(path.to_owned(), self.hashed(stem(path), "js", content));
        }
        let chunks = graph.chunks();
        let (main, others) = chunks.split_first().ok_or_else(|| Error::Bundle {
            file: entry.to_owned(),
            line: 1,
            what: "there is no module".to_owned(),
        })?;
        let mut loads: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for chunk in others {
            let name = self.hashed(&chunk_name(chunk), "js", emit::loaded(chunk, &vendors));
            for root in &chunk.roots {
                loads.entry((*root).to_owned()).or_default().push(name.clone());
            }
        }
        let name = self.hashed(stem(entry), "js", emit::entry(main, &loads, &vendors));
        let mut names = vendors;
        for (path, mut files) in loads {
            names.extend(files.pop().map(|file| (path, file)));
        }
        names.insert(entry.to_owned(), name);
        Ok(names)
    }

    /// Adds the style sheets as one; returns its name.
    fn styles<'p>(&mut self, paths: impl Iterator<Item = &'p str>) -> Result<String, Error> {
        let mut all = String::new();
        for path in paths {
            let sheet = self.folder.read(path)?;
            all += &style::squeeze(&sheet).map_err(|fault| source::error(path, &sheet, fault))?;
        }
        Ok(self.hashed("style", "css", all))
    }

    /// Adds a script that runs by itself; returns its name.
    fn early(&mut self, path: &str) -> Result<String, Error> {
        let script = self.folder.read(path)?;
        let error = |fault| source::error(path, &script, fault);
        let mut squeezed = Squeezed::default();
        for token in scan::scan(&script).map_err(error)? {
            squeezed.push(&token);
        }
        Ok(self.hashed(stem(path), "js", squeezed.finish()))
    }

    /// Adds the licences and notices of libraries, to which the page links.
    fn notices(&mut self) -> Result<(), Error> {
        for path in self.folder.list("vendor")? {
            if ![".js", ".ts", ".json"].iter().any(|ending| path.ends_with(ending)) {
                let content = self.folder.read(&path)?.into_bytes();
                self.files.push(File { path, content });
            }
        }
        Ok(())
    }

    /// Adds a file under a name that has the content's hash; returns that name.
    fn hashed(&mut self, stem: &str, extension: &str, content: String) -> String {
        let digest = hex(&Sha256::digest(&content));
        let name = format!("{stem}.{}.{extension}", digest.get(..HASH_LENGTH).unwrap_or(&digest));
        self.files.push(File { path: FOLDER.to_owned() + &name, content: content.into_bytes() });
        name
    }
}

/// Returns a file's name without its folder and extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}

/// Returns a name for a chunk: that of its only root, or of the module that runs last.
fn chunk_name(chunk: &Chunk<'_>) -> String {
    chunk.nodes.last().map_or("chunk", |node| stem(&node.path)).to_owned()
}
