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
    /// Opens the WebSocket at `url` with a ticket, which is used up by it.
    ///
    /// # Errors
    ///
    /// [`Error::Connect`] where the handshake is refused or breaks.
    pub async fn connect(url: &str, ticket: &str) -> Result<Self, Error> {
        // The error of the handshake has its status, and not the address with the ticket.
        let opened = Box::pin(connect_async(format!("{url}?ticket={ticket}"))).await;
        let (socket, _) =
            opened.map_err(|error| Error::Connect { url: url.to_owned(), source: Box::new(error) })?;
        Ok(Self { socket, requests: 0 })
    }

    /// Sends a frame and does not wait for its answer. Returns the frame's `requestId`, which the answer has too.
    ///
    /// # Errors
    ///
    /// [`Error::Broken`] where the WebSocket is gone.
    pub async fn send(&mut self, mut frame: Value) -> Result<String, Error> {
        self.requests += 1;
        let id = format!("synthetic-{}", self.requests);
        if let Some(frame) = frame.as_object_mut() {
            frame.insert("requestId".to_owned(), json!(id));
        }
        self.socket.send(Message::text(frame.to_string())).await.map_err(broken)?;
        Ok(id)
    }

    /// Sends a frame and waits for its answer. Notifications that come meanwhile are dropped.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where the answer is an error frame; [`Error::Closed`] and [`Error::Broken`] where none comes.
    pub async fn request(&mut self, frame: Value) -> Result<Value, Error> {
        let action = frame.get("action").and_then(Value::as_str).unwrap_or_default().to_owned();
        let id = self.send(frame).await?;
        let answer = self.first(|frame| text(frame, "requestId") == Some(&id)).await?;
        match text(&answer, "type") {
            Some("reply") => Ok(answer),
            _ => Err(Error::Refused { action, answer: answer.to_string() }),
        }
    }

    /// Waits for the notification of this id. Other frames that come meanwhile are dropped.
    ///
    /// # Errors
    ///
    /// [`Error::Closed`] and [`Error::Broken`] where the WebSocket ends first.
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

    /// Waits for the next frame, whatever it is. A call that is dropped loses none.
    ///
    /// # Errors
    ///
    /// [`Error::Closed`] and [`Error::Broken`] where the WebSocket has ended.
    pub async fn next(&mut self) -> Result<Value, Error> {
        loop {
            match self.socket.next().await {
                // A frame that is no JSON answers nothing, and is null to the caller.
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap_or_default()),
                Some(Ok(Message::Close(_))) | None => return Err(Error::Closed),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(broken(error)),
            }
        }
    }

    /// Closes the WebSocket, so that its connection is forgotten at once.
    pub async fn close(mut self) {
        // The other side may have been faster.
        let _ = self.socket.close(None).await;
    }
}

fn broken(error: tokio_tungstenite::tungstenite::Error) -> Error {
    Error::Broken(Box::new(error))
}

fn text<'v>(frame: &'v Value, field: &str) -> Option<&'v str> {
    frame.get(field)?.as_str()
}

/// Returns the id of the notification that the frame is; `None` where it is none.
fn notification_id(frame: &Value) -> Option<&str> {
    text(frame, "id").filter(|_| text(frame, "type") == Some("notification"))
}
