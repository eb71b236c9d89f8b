//! The trader's console, where it is hosted with the stack: the files of infra/console, and its
//! config.json.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use local::{Context as _, Progress};
use serde_json::json;

use crate::account::Account;
use crate::error::{Error, file};
use crate::settings::Settings;

/// The header that makes a browser revalidate a file before each use.
const CACHE: (&str, &str) = ("cache-control", "no-cache");

/// Uploads the console, if the stack has a bucket for it. Returns the number of files.
pub(crate) async fn upload(
    account: &Account,
    settings: &Settings,
    outputs: &BTreeMap<String, String>,
) -> Result<Option<usize>, Error> {
    let Some(bucket) = outputs.get("ConsoleBucketName") else { return Ok(None) };
    let step = Progress::shown().step("uploading the console");
    let root = local::root().join("infra/console");
    let mut files = Vec::new();
    list(&root, &mut files)?;
    for path in &files {
        let key = path.strip_prefix(&root).map_err(|error| file(path, error))?.to_string_lossy().into_owned();
        let body = fs::read(path).map_err(|error| file(path, error))?;
        let headers = [("content-type", content_type(path)), CACHE];
        account.aws.put_object_with(bucket, &key, &headers, body).await?;
    }
    let http = outputs.get("HttpUrl").map_or("", |url| url.trim_end_matches('/'));
    let prices = settings.value("PricesUrl").filter(|url| !url.is_empty());
    let app = settings.value("AppUrl").filter(|url| !url.is_empty());
    let config = json!({
        "ticketUrl": format!("{http}/v1/tickets"), "pricesUrl": prices, "symbols": settings.symbols, "appUrl": app,
    });
    let headers = [("content-type", "application/json"), CACHE];
    account.aws.put_object_with(bucket, "config.json", &headers, config.to_string().into_bytes()).await?;
    step.done();
    Ok(Some(files.len() + 1))
}

/// Lists the files of a folder and its subfolders, without those that are only for readers of the
/// repository.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let tried = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).context(tried)? {
        let path = entry.context(tried)?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_none_or(|extension| extension != "md") {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}

/// Returns the media type of a file. A browser runs a module only with the type of JavaScript.
fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    }
}
