//! The trader's side of a WebSocket.

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::Error;

/// An open WebSocket of a trader.
pub struct Device {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    requests: usize,
}

impl Device {
    /// Opens the WebSocket at `url` with a ticket, which is consumed.
    ///
    /// # Errors
    ///
    /// [`Error::Connect`], retryable with another ticket, if the handshake is refused or breaks.
    pub async fn connect(url: &str, ticket: &str) -> Result<Self, Error> {
        // The error of the handshake contains its status, but not the URL with the ticket.
        let opened = Box::pin(connect_async(format!("{url}?ticket={ticket}"))).await;
        let (socket, _) =
            opened.map_err(|error| Error::Connect { url: url.to_owned(), source: Box::new(error) })?;
        Ok(Self { socket, requests: 0 })
    }

    /// Sends a frame and does not wait for its answer. Returns the frame's `requestId`, which the
    /// answer contains too.
    ///
    /// # Errors
    ///
    /// [`Error::Broken`], retryable on another WebSocket, if this one is gone.
    pub async fn send(&mut self, mut frame: Value) -> Result<String, Error> {
        self.requests += 1;
        let id = format!("synthetic-{}", self.requests);
        if let Some(frame) = frame.as_object_mut() {
            frame.insert("requestId".to_owned(), json!(id));
        }
        self.socket.send(Message::text(frame.to_string())).await.map_err(broken)?;
        Ok(id)
    }

    /// Sends a frame and waits for its answer. Notifications that arrive meanwhile are dropped.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`], not retryable, if the answer is an error frame; [`Error::Closed`] and
    /// [`Error::Broken`], retryable on another WebSocket, if there is no answer.
    pub async fn request(&mut self, frame: Value) -> Result<Value, Error> {
        let action = frame.get("action").and_then(Value::as_str).unwrap_or_default().to_owned();
        let id = self.send(frame).await?;
        let answer = self.first(|frame| text(frame, "requestId") == Some(&id)).await?;
        match text(&answer, "type") {
            Some("reply") => Ok(answer),
            _ => Err(Error::Refused { action, answer: answer.to_string() }),
        }
    }

    /// Waits for the notification with this id. Other frames that arrive meanwhile are dropped.
    ///
    /// # Errors
    ///
    /// [`Error::Closed`] and [`Error::Broken`], retryable on another WebSocket, if this one ends
    /// first.
    pub async fn notification(&mut self, id: &str) -> Result<Value, Error> {
        self.first(|frame| notification_id(frame) == Some(id)).await
    }

    async fn first(&mut self, is_it: impl Fn(&Value) -> bool) -> Result<Value, Error> {
        loop {
            let frame = self.next().await?;
            if is_it(&frame) {
                return Ok(frame);
            }
        }
    }

    /// Waits for the next frame of any kind. No frame is lost if the call is cancelled.
    ///
    /// # Errors
    ///
    /// [`Error::Closed`] and [`Error::Broken`], retryable on another WebSocket, if this one has
    /// ended.
    pub async fn next(&mut self) -> Result<Value, Error> {
        loop {
            match self.socket.next().await {
                // A frame that is not JSON answers no request; the caller gets null.
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap_or_default()),
                Some(Ok(Message::Close(_))) | None => return Err(Error::Closed),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(broken(error)),
            }
        }
    }

    /// Closes the WebSocket, so that its connection is removed at once.
    pub async fn close(mut self) {
        // The server may have closed it first.
        let _ = self.socket.close(None).await;
    }
}

fn broken(error: tokio_tungstenite::tungstenite::Error) -> Error {
    Error::Broken(Box::new(error))
}

fn text<'v>(frame: &'v Value, field: &str) -> Option<&'v str> {
    frame.get(field)?.as_str()
}

/// Returns the notification id of a frame; `None` if the frame is not a notification.
fn notification_id(frame: &Value) -> Option<&str> {
    text(frame, "id").filter(|_| text(frame, "type") == Some("notification"))
}
