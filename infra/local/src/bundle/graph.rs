//! The modules of a page in the order in which they run, and the chunks that they are in.

use std::collections::{BTreeMap, BTreeSet};

use super::module::{Module, Piece, Taken, parse};
use super::scan::Fault;
use super::source::{self, Folder};
use crate::error::Error;

/// The folder of libraries, whose files are one module each and stay as they are.
const VENDOR: &str = "vendor/";

/// Whether the path is that of a library.
pub(super) fn is_vendor(path: &str) -> bool {
    path.starts_with(VENDOR)
}

/// A module with its path, and what it imports by path.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) path: String,
    pub(super) module: Module,
    /// The paths of its imports, in their order.
    pub(super) imports: Vec<String>,
}

/// The modules of one file of the bundle.
#[derive(Debug)]
pub(super) struct Chunk<'g> {
    /// In the order in which they run.
    pub(super) nodes: Vec<&'g Node>,
    /// The modules that are loaded when one of these paths is imported dynamically.
    pub(super) roots: BTreeSet<&'g str>,
}

impl Chunk<'_> {
    /// The libraries that the modules import.
    pub(super) fn vendors(&self) -> BTreeSet<&str> {
        let imports = self.nodes.iter().flat_map(|node| &node.imports);
        imports.map(String::as_str).filter(|path| is_vendor(path)).collect()
    }
}

/// All modules that an entry reaches.
#[derive(Debug)]
pub(super) struct Graph {
    entry: String,
    /// Each module after those that it imports.
    nodes: Vec<Node>,
    /// The paths that are imported dynamically.
    dynamic: BTreeSet<String>,
}

/// Returns the path that `specifier` means in the file `from`.
pub(super) fn resolve(from: &str, specifier: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

impl Graph {
    /// Reads the modules that `entry` reaches.
    ///
    /// # Errors
    ///
    /// [`Error::Bundle`]: a module has a form that is unknown to the bundler, modules import each other, or
    /// an imported name is not exported. [`Error::Io`]: a file cannot be read.
    pub(super) fn of(folder: &Folder<'_>, entry: &str) -> Result<Self, Error> {
        let mut reader =
            Reader { folder, nodes: Vec::new(), places: BTreeMap::new(), dynamic: BTreeSet::new() };
        reader.visit(entry)?;
        let mut visited = BTreeSet::new();
        while let Some(next) = reader.dynamic.difference(&visited).next().cloned() {
            if !is_vendor(&next) {
                reader.visit(&next)?;
            }
            visited.insert(next);
        }
        Ok(Self { entry: entry.to_owned(), nodes: reader.nodes, dynamic: reader.dynamic })
    }

    /// Returns the paths of the libraries that any module imports.
    pub(super) fn vendors(&self) -> BTreeSet<&str> {
        let imports = self.nodes.iter().flat_map(|node| &node.imports).chain(&self.dynamic);
        imports.map(String::as_str).filter(|path| is_vendor(path)).collect()
    }

    /// Returns the chunks: first that of the entry, then the others, each after those that it needs. A module
    /// is in one chunk: in the entry's, if the entry needs it, otherwise in the chunk of the modules that are
    /// needed by the same dynamic imports.
    pub(super) fn chunks(&self) -> Vec<Chunk<'_>> {
        let main = self.closure(&self.entry);
        let mut roots: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for root in &self.dynamic {
            for path in self.closure(root).difference(&main) {
                roots.entry(path).or_default().insert(root);
            }
        }
        let nodes =
            |wanted: &dyn Fn(&str) -> bool| self.nodes.iter().filter(|node| wanted(&node.path)).collect();
        let mut chunks = vec![Chunk { nodes: nodes(&|path| main.contains(path)), roots: BTreeSet::new() }];
        let mut kinds: Vec<_> = roots.values().collect::<BTreeSet<_>>().into_iter().collect();
        // What a module imports is needed by all that need the module, and possibly by more.
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.len()));
        for kind in kinds {
            let nodes = nodes(&|path| roots.get(path) == Some(kind));
            chunks.push(Chunk { nodes, roots: kind.clone() });
        }
        chunks
    }

    /// Returns the path and those of all modules that it imports, directly or not.
    fn closure<'g>(&'g self, path: &'g str) -> BTreeSet<&'g str> {
        let mut closure = BTreeSet::new();
        let mut open = vec![path];
        while let Some(path) = open.pop() {
            if is_vendor(path) || !closure.insert(path) {
                continue;
            }
            let imports =
                self.nodes.iter().find(|node| node.path == path).map(|node| node.imports.as_slice());
            open.extend(imports.unwrap_or_default().iter().map(String::as_str));
        }
        closure
    }
}

struct Reader<'f> {
    folder: &'f Folder<'f>,
    nodes: Vec<Node>,
    /// The index of each module in `nodes`; none for one whose imports are being read.
    places: BTreeMap<String, Option<usize>>,
    dynamic: BTreeSet<String>,
}

impl Reader<'_> {
    /// Reads a module after those that it imports.
    fn visit(&mut self, path: &str) -> Result<(), Error> {
        if self.places.contains_key(path) {
            return Ok(());
        }
        self.places.insert(path.to_owned(), None);
        let script = self.folder.read(path)?;
        let fault = |at: usize, what: String| source::error(path, &script, Fault::new(at, what));
        let resolved = |at: usize, specifier: &str| {
            resolve(path, specifier).ok_or_else(|| fault(at, format!("{specifier} leads out of the folder")))
        };
        let module = parse(&script).map_err(|found| source::error(path, &script, found))?;
        let mut imports = Vec::new();
        for import in &module.imports {
            let target = resolved(import.at, &import.specifier)?;
            if !is_vendor(&target) {
                self.visit(&target)?;
                let place = self.places.get(&target).copied().flatten();
                let exporter = place.and_then(|place| self.nodes.get(place));
                let exporter =
                    exporter.ok_or_else(|| fault(import.at, format!("{target} imports this module, too")))?;
                if let Some(name) = missing(&import.taken, &exporter.module) {
                    return Err(fault(import.at, format!("{target} does not export {name}")));
                }
            }
            imports.push(target);
        }
        for piece in &module.pieces {
            if let Piece::Load { at, specifier } = piece {
                self.dynamic.insert(resolved(*at, specifier)?);
            }
        }
        self.places.insert(path.to_owned(), Some(self.nodes.len()));
        self.nodes.push(Node { path: path.to_owned(), module, imports });
        Ok(())
    }
}

/// Returns a name that is imported, but not exported.
fn missing<'t>(taken: &'t Taken, exporter: &Module) -> Option<&'t str> {
    let is_exported = |name: &str| {
        let passed = exporter.imports.iter().filter_map(|import| match &import.taken {
            Taken::Passed(names) => Some(names),
            _ => None,
        });
        exporter.exports.iter().chain(passed.flatten()).any(|export| export.public == name)
    };
    let mut names: Vec<&str> = match taken {
        Taken::Nothing | Taken::All(_) => Vec::new(),
        Taken::Some(names) => names.iter().map(|name| name.public.as_str()).collect(),
        Taken::Passed(names) => names.iter().map(|name| name.local.as_str()).collect(),
    };
    names.retain(|name| !is_exported(name));
    names.first().copied()
}
