//! The contracts with the exchange and with the trader, as files from which a client can be
//! generated. `cargo run -p contract` writes them into `infra/contract`, and the catalogue into the
//! console. The content of the schemas is in the code, beside each decoder. The tests here compare
//! the schemas with the decoders, and the committed files with the generated ones
//! (`infra/adr/0016-schemas-beside-decoders.md`).

mod asyncapi;
mod console;
pub mod examples;
pub mod exceptions;
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

/// Returns the modules of the console that are made of the catalogue, by their paths.
pub fn console_modules() -> Vec<(PathBuf, String)> {
    let console = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/console");
    let mut modules = vec![
        (console.join("app/generated/catalogue.js"), console::module()),
        (console.join("app/generated/samples.js"), console::samples()),
        (console.join("inbox/groups.js"), console::groups()),
    ];
    modules.extend(previews::modules().into_iter().map(|(path, text)| (console.join(path), text)));
    modules
}

fn pretty(value: &Value) -> String {
    // Values under text keys can always be serialised.
    format!("{}\n", serde_json::to_string_pretty(value).unwrap_or_default())
}
