//! The body of a request: JSON with the media type of JSON, within a size limit.
//!
//! Requiring the media type is part of the defence: a page of another origin cannot send it without
//! a CORS preflight, and the server answers none.

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::refusal::Refusal;

/// The size limit of a body, in bytes.
const LIMIT: usize = 1024 * 1024;

/// A parsed body.
#[derive(Debug)]
pub(super) struct Body<T>(pub(super) T);

/// A body as received.
#[derive(Debug)]
pub(super) struct Raw(pub(super) Bytes);

impl<S: Sync> FromRequest<S> for Raw {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let said = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = said.and_then(|said| said.split(';').next()).unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(Refusal::media_type());
        }
        let bytes = to_bytes(request.into_body(), LIMIT).await;
        bytes.map(Self).map_err(|_| Refusal::too_large(format!("a body has at most {LIMIT} bytes")))
    }
}

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let Raw(bytes) = Raw::from_request(request, state).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| match error.classify() {
            Category::Data => Refusal::bad_field(error.to_string()),
            Category::Io | Category::Syntax | Category::Eof => Refusal::bad_json(error.to_string()),
        })
    }
}
