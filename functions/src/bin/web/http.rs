//! The request and the response of an HTTP API, payload format 2.0.
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The time after which a client may retry after a 503.
const RETRY_AFTER_SECONDS: u32 = 2;

/// The parts of a request that are used. Each may be missing, so that parsing never fails.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Request {
    raw_path: Value,
    headers: Value,
    #[serde(rename = "requestContext")]
    context: Value,
    query_string_parameters: Value,
    body: Value,
    is_base64_encoded: Value,
}

impl Request {
    /// Returns the method in upper case.
    pub(crate) fn method(&self) -> &str {
        self.context["http"]["method"].as_str().unwrap_or_default()
    }

    /// Returns the path below the stage. The path of the default stage does not contain the stage's
    /// name.
    pub(crate) fn path(&self) -> &str {
        let path = self.raw_path.as_str().unwrap_or_default();
        let stage = self.context["stage"].as_str().unwrap_or_default();
        let below = path.strip_prefix('/').and_then(|path| path.strip_prefix(stage));
        below.filter(|below| !stage.is_empty() && below.starts_with('/')).unwrap_or(path)
    }

    /// Returns the query parameter of this name; an empty text if there is none.
    pub(crate) fn query(&self, name: &str) -> &str {
        self.query_string_parameters[name].as_str().unwrap_or_default()
    }

    /// Returns the body's bytes.
    pub(crate) fn body(&self) -> Vec<u8> {
        let body = self.body.as_str().unwrap_or_default();
        if self.is_base64_encoded == Value::Bool(true) {
            STANDARD.decode(body).unwrap_or_default()
        } else {
            body.as_bytes().to_vec()
        }
    }

    /// Returns the header of this name, which must be given in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let headers = self.headers.as_object()?;
        headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, value)| value.as_str())
    }
}

/// An HTTP response.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Response {
    pub(crate) status_code: u16,
    pub(crate) headers: BTreeMap<&'static str, String>,
    pub(crate) body: String,
}

impl Response {
    /// Returns a response with JSON that must not be cached.
    pub(crate) fn json(status_code: u16, body: &Value) -> Self {
        Self::raw_json(status_code, body.to_string())
    }

    /// Returns a response with a text that is JSON already.
    pub(crate) fn raw_json(status_code: u16, body: String) -> Self {
        let answer = Self { status_code, headers: BTreeMap::new(), body };
        answer.with("content-type", "application/json").with("cache-control", "no-store")
    }

    /// Returns a page that can only be read and submit its own form.
    pub(crate) fn page(status_code: u16, html: String) -> Self {
        Self::html(status_code, html, "form-action 'self'")
    }

    /// Returns a page that can also run this script, which is an element of it, and call this API.
    pub(crate) fn page_with_script(status_code: u16, html: String, script: &str) -> Self {
        let hash = STANDARD.encode(Sha256::digest(script.as_bytes()));
        let allowed = format!("script-src 'sha256-{hash}'; connect-src 'self'; form-action 'none'");
        Self::html(status_code, html, &allowed)
    }

    fn html(status_code: u16, html: String, allowed: &str) -> Self {
        let policy = format!(
            "default-src 'none'; style-src 'unsafe-inline'; {allowed}; frame-ancestors 'none'; base-uri 'none'"
        );
        Self { status_code, headers: BTreeMap::new(), body: html }
            .with("content-type", "text/html; charset=utf-8")
            .with("cache-control", "no-store")
            .with("content-security-policy", policy)
            .with("referrer-policy", "no-referrer")
            .with("x-content-type-options", "nosniff")
    }

    /// Returns the response for a temporary failure.
    pub(crate) fn unavailable() -> Self {
        Self::error(503, "unavailable", "try again in a moment")
            .with("retry-after", RETRY_AFTER_SECONDS.to_string())
    }

    /// Returns an error as the contract defines it.
    pub(crate) fn error(status_code: u16, code: &str, message: &str) -> Self {
        Self::json(status_code, &json!({"code": code, "message": message}))
    }

    /// Returns a response without a body.
    pub(crate) fn empty() -> Self {
        Self { status_code: 204, headers: BTreeMap::new(), body: String::new() }
    }

    /// Adds a header.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.insert(name, value.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_the_one_below_the_stage() {
        for (stage, path, below) in [
            ("$default", "/v1/tickets", "/v1/tickets"),
            ("live", "/live/v1/tickets", "/v1/tickets"),
            ("v1", "/v1/v1/tickets", "/v1/tickets"),
            ("live", "/lively/v1/tickets", "/lively/v1/tickets"),
            ("", "/v1/tickets", "/v1/tickets"),
        ] {
            let json = json!({"rawPath": path, "requestContext": {"stage": stage}});
            let request: Request = serde_json::from_value(json).unwrap();
            assert_eq!(request.path(), below, "{stage} {path}");
        }
    }

    #[test]
    fn a_page_may_run_no_script_but_the_one_that_is_given() {
        let policy = |page: Response| page.headers["content-security-policy"].clone();
        assert!(!policy(Response::page(200, String::new())).contains("script-src"));
        // The hash of the CSP specification's own example: https://www.w3.org/TR/CSP3/#external-hash
        let scripted = policy(Response::page_with_script(200, String::new(), "alert('Hello, world.');"));
        let hash = "script-src 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=';";
        assert!(scripted.contains(hash), "{scripted}");
        assert!(scripted.starts_with("default-src 'none';"), "{scripted}");
    }

    #[test]
    fn what_is_missing_is_empty() {
        let request: Request = serde_json::from_value(json!({"headers": null})).unwrap();
        assert_eq!((request.method(), request.path(), request.header("a")), ("", "", None));
    }

    proptest::proptest! {
        #[test]
        fn any_part_may_be_anything(path in any_json(), headers in any_json(), context in any_json(), name in "[a-zA-Z-]{0,9}") {
            let json = json!({"rawPath": path, "headers": headers, "requestContext": context});
            let request: Request = serde_json::from_value(json).unwrap();
            let _ = request.method();
            if let Some(value) = request.header(&name) {
                proptest::prop_assert!(headers.as_object().unwrap().values().any(|sent| sent == value));
            }
            proptest::prop_assert!(path.as_str().unwrap_or_default().ends_with(request.path()));
        }
    }

    /// JSON of any shape, with the field names that the code reads.
    fn any_json() -> impl proptest::strategy::Strategy<Value = Value> {
        use proptest::prelude::*;
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "(/?(live|v1|tickets)){0,4}/?".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            let fields = prop::collection::btree_map("http|method|stage|[a-zA-Z-]{0,9}", inner.clone(), 0..4);
            prop_oneof![
                prop::collection::vec(inner, 0..3).prop_map(Value::from),
                fields.prop_map(|fields| json!(fields)),
            ]
        })
    }
}
