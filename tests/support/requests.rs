//! A trader's client without a socket: each frame is a request to the HTTP API.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::System;

/// Sends frames to `POST /v1/actions`, with a bearer token.
pub struct Requests<'a> {
    system: &'a System,
    token: String,
    sent: AtomicUsize,
}

impl<'a> Requests<'a> {
    /// Returns a client of this user, with a valid token.
    pub fn of(system: &'a System, user: &str) -> Self {
        Self::with_token(system, system.token(user))
    }

    /// Returns a client with this token.
    pub fn with_token(system: &'a System, token: String) -> Self {
        Self { system, token, sent: AtomicUsize::new(0) }
    }

    /// Sends a text unchanged; returns the status and the body of the response.
    pub async fn send_text(&self, text: impl Into<String>) -> (u16, Value) {
        let request = self.system.post("/v1/actions").bearer_auth(&self.token).body(text.into());
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    /// Sends a frame; returns the status and the frame that answers it.
    pub async fn send(&self, mut frame: Value) -> (u16, Value) {
        let id = format!("r-{}", self.sent.fetch_add(1, Ordering::Relaxed));
        frame["requestId"] = json!(id);
        let (status, answer) = self.send_text(frame.to_string()).await;
        if let Some(answers) = answer.get("requestId") {
            assert_eq!(answers, &json!(id), "{answer}");
        }
        (status, answer)
    }

    /// Sends a frame; returns the frame that answers it.
    pub async fn request(&self, frame: Value) -> Value {
        self.send(frame).await.1
    }
}

impl System {
    /// Acks by this handle; returns the status and the text of the response.
    pub async fn ack(&self, handle: &str) -> (u16, String) {
        self.ack_with(json!({"handle": handle}).to_string()).await
    }

    /// Sends this body to the resource that acks by a handle; returns the status and the text of the response.
    pub async fn ack_with(&self, body: impl Into<String>) -> (u16, String) {
        let response = self.post("/v1/acks").body(body.into()).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }
}
