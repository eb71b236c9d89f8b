//! The page's configuration and permissions: `config.json`, and the headers of every response.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, header};
use reqwest::Url;
use serde_json::{Value, json};

use super::Opened;
use crate::feed;
use crate::info::StackInfo;

/// `GET /config.json`
pub(super) async fn show(Opened(console): Opened) -> ([(HeaderName, &'static str); 1], Json<Value>) {
    ([(header::CACHE_CONTROL, "no-store")], Json(config(&console.info)))
}

fn config(info: &StackInfo) -> Value {
    json!({
        "ticketUrl": format!("{}/v1/tickets", info.http_url.trim_end_matches('/')),
        "pricesUrl": format!("{}/prices", info.sandbox_url),
        "symbols": feed::symbols(),
        "local": true,
    })
}

/// Returns the headers of every response. Until the stack is deployed, they do not contain its
/// addresses.
pub(super) fn headers(info: Option<&StackInfo>) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
    let policy = HeaderValue::from_str(&policy(info)).ok();
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    let fixed = fixed.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value)));
    policy.map(|policy| (header::CONTENT_SECURITY_POLICY, policy)).into_iter().chain(fixed)
}

fn policy(info: Option<&StackInfo>) -> String {
    let addresses =
        info.map_or([""; 3], |info| [info.http_url.as_str(), &info.web_socket_url, &info.sandbox_url]);
    let origins: String =
        addresses.iter().filter_map(|address| Some(format!(" {}", origin(address)?))).collect();
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'{origins}; frame-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'"
    )
}

/// Returns the origin of an address, such as `ws://127.0.0.1:4566`.
fn origin(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
    Some(format!("{}://{}{port}", url.scheme(), url.host_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_origins_and_nothing_unsafe() {
        assert_eq!(origin("ws://127.0.0.1:4566/_aws/x/live").as_deref(), Some("ws://127.0.0.1:4566"));
        assert_eq!(origin("https://api.example/a?b").as_deref(), Some("https://api.example"));
        let policy = policy(None);
        assert!(policy.contains("connect-src 'self'; frame-src"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    }
}
