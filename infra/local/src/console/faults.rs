//! Requests to the provider sandbox: faults, and a trader's messages to the bot.

use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use reqwest::Method;

use super::body::Raw;
use super::refusal::Refusal;
use super::{Console, Opened};

const FAULTS: &str = "/faults";

/// `GET /local/faults`
pub(super) async fn list(Opened(console): Opened) -> Result<Response, Refusal> {
    console.ask_sandbox(Method::GET, FAULTS, Bytes::new()).await
}

/// `POST /local/faults`
pub(super) async fn add(Opened(console): Opened, Raw(body): Raw) -> Result<Response, Refusal> {
    console.ask_sandbox(Method::POST, FAULTS, body).await
}

/// `DELETE /local/faults`
pub(super) async fn clear(Opened(console): Opened) -> Result<Response, Refusal> {
    console.ask_sandbox(Method::DELETE, FAULTS, Bytes::new()).await
}

/// `POST /local/telegram`
pub(super) async fn say(Opened(console): Opened, Raw(body): Raw) -> Result<Response, Refusal> {
    console.ask_sandbox(Method::POST, "/telegram/messages", body).await
}

impl Console {
    /// Forwards a request to the sandbox, and returns its response.
    async fn ask_sandbox(&self, method: Method, path: &str, body: Bytes) -> Result<Response, Refusal> {
        let url = format!("{}{path}", self.info.sandbox_url);
        let request = self.http.request(method, url).header(header::CONTENT_TYPE, "application/json");
        let answer = request.body(body).send().await?;
        let status = StatusCode::from_u16(answer.status().as_u16()).unwrap_or(StatusCode::BAD_GATEWAY);
        let body = answer.bytes().await?;
        if body.is_empty() {
            return Ok(status.into_response());
        }
        Ok((status, [(header::CONTENT_TYPE, "application/json")], body).into_response())
    }
}
