//! The request and the response of an HTTP API, payload format 2.0.
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What we use of a request. Every part may be missing, so that reading never fails.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Request {
    raw_path: Value,
    headers: Value,
    #[serde(rename = "requestContext")]
    context: Value,
}

impl Request {
    /// The method, in capitals.
    pub(crate) fn method(&self) -> &str {
        self.context["http"]["method"].as_str().unwrap_or_default()
    }

    /// The path below the stage. The default stage has no name in it.
    pub(crate) fn path(&self) -> &str {
        let path = self.raw_path.as_str().unwrap_or_default();
        let stage = self.context["stage"].as_str().unwrap_or_default();
        let below = path.strip_prefix('/').and_then(|path| path.strip_prefix(stage));
        below.filter(|below| !stage.is_empty() && below.starts_with('/')).unwrap_or(path)
    }

    /// The header of this name, which is written in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let headers = self.headers.as_object()?;
        headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, value)| value.as_str())
    }
}

/// An answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Response {
    pub(crate) status_code: u16,
    pub(crate) headers: BTreeMap<&'static str, String>,
    pub(crate) body: String,
}

impl Response {
    /// JSON that no cache keeps.
    pub(crate) fn json(status_code: u16, body: &Value) -> Self {
        let answer = Self { status_code, headers: BTreeMap::new(), body: body.to_string() };
        answer.with("content-type", "application/json").with("cache-control", "no-store")
    }

    /// An error of the contract.
    pub(crate) fn error(status_code: u16, code: &str, message: &str) -> Self {
        Self::json(status_code, &json!({"code": code, "message": message}))
    }

    /// Nothing to say.
    pub(crate) fn empty() -> Self {
        Self { status_code: 204, headers: BTreeMap::new(), body: String::new() }
    }

    /// The same with one header more.
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

    /// JSON of any shape, with the names that are looked for.
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
