//! The HTTP requests of the console's page.

use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use support::System;

/// The console's page, open in a browser.
pub(crate) struct Page<'a> {
    pub(crate) system: &'a System,
    pub(crate) origin: String,
}

impl Page<'_> {
    pub(crate) async fn open() -> Page<'static> {
        let system = System::shared().await;
        Page { origin: system.stack.info().console_url.clone(), system }
    }

    /// Returns a request as a browser sends it for the page.
    pub(crate) fn ask(&self, method: &Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.origin);
        let request = self.system.http.request(method.clone(), url).header("sec-fetch-site", "same-origin");
        if *method == Method::GET { request } else { request.header("origin", &self.origin) }
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.ask(&Method::GET, path).send().await.unwrap()
    }

    /// Returns the JSON of a response with status 200.
    pub(crate) async fn look(&self, path: &str) -> Value {
        answered(self.get(path).await).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Response {
        self.ask(&Method::POST, path).json(&body).send().await.unwrap()
    }

    pub(crate) async fn tell(&self, path: &str, body: Value) -> Value {
        answered(self.post(path, body).await).await
    }

    pub(crate) async fn sign_in(&self, user: &str) -> Value {
        self.tell("/local/session", json!({"user": user})).await
    }

    /// Returns the status and code of a refusal.
    pub(crate) async fn refused(&self, path: &str, body: Value) -> (u16, String) {
        refusal(self.post(path, body).await).await
    }
}

async fn answered(response: Response) -> Value {
    let status = response.status();
    let body: Value = response.json().await.unwrap();
    assert!(status.is_success(), "{status}: {body}");
    body
}

pub(crate) async fn refusal(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    let body: Value = response.json().await.unwrap();
    assert!(body["message"].is_string(), "{body}");
    (status, body["code"].as_str().unwrap().to_owned())
}
