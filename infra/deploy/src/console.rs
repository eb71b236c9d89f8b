//! The trader's console, where it is hosted with the stack: the bundle of infra/console, and its
//! config.json.

use std::collections::BTreeMap;

use local::Progress;
use local::bundle::{self, Bundle};
use serde_json::json;

use crate::account::Account;
use crate::error::Error;
use crate::settings::Settings;

/// The value of `cache-control` that makes a browser revalidate a file before each use.
const REVALIDATED: &str = "no-cache";

/// Uploads the console, if the stack has a bucket for it. Returns the number of files.
pub(crate) async fn upload(
    account: &Account,
    settings: &Settings,
    outputs: &BTreeMap<String, String>,
) -> Result<Option<usize>, Error> {
    let Some(bucket) = outputs.get("ConsoleBucketName") else { return Ok(None) };
    let step = Progress::shown().step("uploading the console");
    let bundle = Bundle::of(&local::root().join("infra/console"))?;
    // The files of former bundles stay: a page that is open loads the rest of its modules from them.
    for file in bundle.files() {
        let headers =
            [("content-type", content_type(&file.path)), ("cache-control", cache_control(&file.path))];
        account.aws.put_object_with(bucket, &file.path, &headers, file.content.clone()).await?;
    }
    let http = outputs.get("HttpUrl").map_or("", |url| url.trim_end_matches('/'));
    let prices = settings.value("PricesUrl").filter(|url| !url.is_empty());
    let app = settings.value("AppUrl").filter(|url| !url.is_empty());
    let config = json!({
        "ticketUrl": format!("{http}/v1/tickets"), "pricesUrl": prices, "symbols": settings.symbols, "appUrl": app,
    });
    let headers = [("content-type", "application/json"), ("cache-control", REVALIDATED)];
    account.aws.put_object_with(bucket, "config.json", &headers, config.to_string().into_bytes()).await?;
    step.done();
    Ok(Some(bundle.files().len() + 1))
}

/// How long a browser may use a file without asking.
fn cache_control(path: &str) -> &'static str {
    if path.starts_with(bundle::FOLDER) { bundle::CACHE_CONTROL } else { REVALIDATED }
}

/// Returns the media type of a file. A browser runs a module only with the type of JavaScript.
fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_its_type_and_only_hashed_names_are_kept_by_browsers() {
        let bundle = Bundle::of(&local::root().join("infra/console")).unwrap();
        let headers = |path: &str| (content_type(path), cache_control(path));
        for file in bundle.files() {
            let expected = match file.path.as_str() {
                "index.html" => ("text/html; charset=utf-8", "no-cache"),
                path if path.starts_with("vendor/") => ("text/plain; charset=utf-8", "no-cache"),
                path if path.rsplit('.').next() == Some("css") => {
                    ("text/css; charset=utf-8", bundle::CACHE_CONTROL)
                }
                _ => ("text/javascript; charset=utf-8", bundle::CACHE_CONTROL),
            };
            assert_eq!(headers(&file.path), expected, "{}", file.path);
        }
        assert!(bundle.files().iter().any(|file| file.path == "vendor/lightweight-charts/LICENSE"));
    }
}
