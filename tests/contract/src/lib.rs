//! The contracts with the exchange and with the trader, as files from which a client can be
//! generated. `cargo run -p contract` writes them into `infra/contract`, and the catalogue into the
//! console. The content of the schemas is in the code, beside each decoder. The tests here compare
//! the schemas with the decoders, and the committed files with the generated ones
//! (`infra/adr/0016-schemas-beside-decoders.md`).

mod asyncapi;
mod console;
pub mod examples;
pub mod exceptions;
pub mod page;
mod previews;
mod readme;
mod schemas;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

pub use schemas::{REQUESTS, all as schemas};

/// The command that writes the files.
pub const COMMAND: &str = "cargo run -p contract";

/// Returns the folder of the files.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/contract")
}

/// Returns all files by their path within the folder.
pub fn files() -> BTreeMap<String, String> {
    let schemas = schemas();
    let mut files: BTreeMap<_, _> =
        schemas.iter().map(|(path, schema)| (format!("schemas/{path}"), pretty(schema))).collect();
    files.insert("asyncapi.json".to_owned(), pretty(&asyncapi::document(&schemas)));
    files.insert("README.md".to_owned(), readme::text());
    files.insert("event-types.md".to_owned(), table::text());
    files
}

/// Returns the folder of the console.
pub fn console_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/console")
}

/// Returns the files of the console that are made of the catalogue and of the page's texts, by their paths
/// within its folder.
pub fn console_files(texts: &page::PageTexts) -> BTreeMap<String, String> {
    let mut files = texts.files();
    files.extend(previews::modules());
    files.insert("app/generated/catalogue.js".to_owned(), console::module());
    files.insert("app/generated/samples.js".to_owned(), console::samples());
    files.insert("inbox/groups.js".to_owned(), console::groups());
    files
}

fn pretty(value: &Value) -> String {
    // Values under text keys can always be serialised.
    format!("{}\n", serde_json::to_string_pretty(value).unwrap_or_default())
}
