//! The contracts with the exchange and with the trader, as files that a client can be generated from: `cargo run -p contract`
//! writes them into `infra/contract`. What the schemas say is said in the code, beside each decoder; the tests here compare
//! both, and compare what is committed with what would be written.

mod asyncapi;
pub mod examples;
pub mod exceptions;
mod readme;
mod schemas;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

pub use schemas::{REQUESTS, all as schemas};

/// The command that writes the files.
pub const COMMAND: &str = "cargo run -p contract";

/// The folder of the files.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/contract")
}

/// All files by their path within the folder.
pub fn files() -> BTreeMap<String, String> {
    let schemas = schemas();
    let mut files: BTreeMap<_, _> =
        schemas.iter().map(|(path, schema)| (format!("schemas/{path}"), pretty(schema))).collect();
    files.insert("asyncapi.json".to_owned(), pretty(&asyncapi::document(&schemas)));
    files.insert("README.md".to_owned(), readme::text());
    files
}

fn pretty(value: &Value) -> String {
    // Values under text keys: there is nothing that could fail to be written.
    format!("{}\n", serde_json::to_string_pretty(value).unwrap_or_default())
}
