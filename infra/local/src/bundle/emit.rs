//! The text of a chunk: a module of the browser, in which each of our modules is a function that runs
//! once.
//!
//! The chunk of the entry runs its modules. Every other chunk exports a function that does so when the
//! chunk is needed, with the modules that are there already. So no chunk has to know the name of the
//! entry's chunk, and each name can be the hash of a content.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::graph::{Chunk, Node, is_vendor, resolve};
use super::module::{Binding, LOAD, MODULES, Piece, Taken};

/// The names of files, by the paths of their sources.
pub(super) type Names = BTreeMap<String, String>;

/// Returns the text of the entry's chunk. `loads` has for each path that is imported dynamically the
/// files of its chunks, in their order; those of libraries are in `vendors`.
pub(super) fn entry(chunk: &Chunk<'_>, loads: &BTreeMap<String, Vec<String>>, vendors: &Names) -> String {
    let mut files = String::new();
    for (path, names) in loads {
        let names: Vec<_> = names.iter().map(|name| quoted(&format!("./{name}"))).collect();
        // Writing to a string cannot fail.
        let _ = write!(files, "{}:[{}],", quoted(path), names.join(","));
    }
    let loader = format!(
        "const {MODULES}={{}},$files={{{files}}},$done=new Set(),{LOAD}=async path=>{{\
         const chunks=await Promise.all(($files[path]??[]).map(file=>import(file)));\
         for(const{{default:run}}of chunks)if(!$done.has(run)){{run({MODULES},{LOAD});$done.add(run)}}\
         return {MODULES}[path]}};\n"
    );
    imports(chunk, vendors) + &loader + &body(chunk, vendors)
}

/// Returns the text of another chunk.
pub(super) fn loaded(chunk: &Chunk<'_>, vendors: &Names) -> String {
    format!("{}export default({MODULES},{LOAD})=>{{\n{}}}\n", imports(chunk, vendors), body(chunk, vendors))
}

/// Returns the name by which a chunk knows a library.
fn vendor_name(chunk: &Chunk<'_>, path: &str) -> String {
    let place = chunk.vendors().iter().position(|vendor| *vendor == path).unwrap_or_default();
    format!("$vendor{place}")
}

fn imports(chunk: &Chunk<'_>, vendors: &Names) -> String {
    let import = |path: &&str| {
        let file = vendors.get(*path).map_or("", String::as_str);
        format!("import*as {} from{};\n", vendor_name(chunk, path), quoted(&format!("./{file}")))
    };
    chunk.vendors().iter().map(import).collect()
}

fn body(chunk: &Chunk<'_>, vendors: &Names) -> String {
    chunk.nodes.iter().map(|node| function(chunk, node, vendors)).collect()
}

/// Returns the statement that runs a module and keeps its exports.
fn function(chunk: &Chunk<'_>, node: &Node, vendors: &Names) -> String {
    let mut taken = String::new();
    let mut exported: Vec<String> =
        node.module.exports.iter().map(|binding| pair(&binding.public, &binding.local)).collect();
    for (import, path) in node.module.imports.iter().zip(&node.imports) {
        let from =
            if is_vendor(path) { vendor_name(chunk, path) } else { format!("{MODULES}[{}]", quoted(path)) };
        match &import.taken {
            Taken::Nothing => {}
            // Writing to a string cannot fail.
            Taken::All(name) => drop(write!(taken, "const {name}={from};")),
            Taken::Some(names) => drop(write!(taken, "const{{{}}}={from};", pairs(names))),
            Taken::Passed(names) => {
                exported.extend(names.iter().map(|name| format!("{}:{from}.{}", name.public, name.local)));
            }
        }
    }
    let code: String = node.module.pieces.iter().map(|piece| text(node, piece, vendors)).collect();
    // The line end ends a statement without a semicolon.
    format!(
        "{MODULES}[{}]=(()=>{{{taken}{code}\nreturn{{{}}}}})();\n",
        quoted(&node.path),
        exported.join(",")
    )
}

fn text(node: &Node, piece: &Piece, vendors: &Names) -> String {
    match piece {
        Piece::Code(code) => code.clone(),
        Piece::Load { specifier, .. } => {
            let path = resolve(&node.path, specifier).unwrap_or_default();
            match vendors.get(&path) {
                Some(file) => format!("import({})", quoted(&format!("./{file}"))),
                None => format!("{LOAD}({})", quoted(&path)),
            }
        }
    }
}

fn pairs(names: &[Binding]) -> String {
    let pairs: Vec<_> = names.iter().map(|name| pair(&name.public, &name.local)).collect();
    pairs.join(",")
}

fn pair(key: &str, value: &str) -> String {
    if key == value { key.to_owned() } else { format!("{key}:{value}") }
}

/// Returns a string literal.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
