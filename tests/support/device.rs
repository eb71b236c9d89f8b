//! A trader's device: an independent WebSocket client that knows only the contract.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::{DEADLINE, System};

/// The number of tickets that a device uses before it gives up.
const TRIES: usize = 3;

/// An open connection.
pub struct Device {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// Notifications that came while the device waited for another frame.
    notifications: VecDeque<Value>,
    /// Replies that came while the device waited for another frame, by their `requestId`.
    answers: HashMap<String, Value>,
    /// Other unsolicited frames.
    told: VecDeque<Value>,
    requests: usize,
}

impl Device {
    /// Connects as this user, with a ticket, without a hello. As a client should, it gets another
    /// ticket if it is refused: on an overloaded machine the response to a ticket's use can be
    /// lost, and the ticket with it.
    pub async fn connect(system: &System, user: &str) -> Self {
        let mut refusals = Vec::new();
        while refusals.len() < TRIES {
            let ticket = system.ticket(user).await;
            match Self::try_connect(system, Some(&ticket), None).await {
                Ok(device) => return device,
                Err(status) => refusals.push(status),
            }
        }
        panic!("refused: {refusals:?}");
    }

    /// Connects and says hello until nothing is pending.
    pub async fn greet(system: &System, user: &str) -> Self {
        let mut device = Self::connect(system, user).await;
        device.hello_until_drained().await;
        device
    }

    /// Tries to connect.
    ///
    /// # Errors
    ///
    /// The HTTP status of a refusal.
    pub async fn try_connect(
        system: &System,
        ticket: Option<&str>,
        authorization: Option<&str>,
    ) -> Result<Self, u16> {
        let url = &system.stack.info().web_socket_url;
        let url = ticket.map_or_else(|| url.clone(), |ticket| format!("{url}?ticket={ticket}"));
        let mut request = url.into_client_request().unwrap();
        if let Some(authorization) = authorization {
            request.headers_mut().insert("authorization", authorization.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((socket, _)) => {
                let (notifications, answers, told) = Default::default();
                Ok(Self { socket, notifications, answers, told, requests: 0 })
            }
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("the handshake failed: {error}"),
        }
    }

    /// Sends a text unchanged.
    pub async fn send_text(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    /// Sends a frame without waiting for its reply; returns its `requestId`.
    pub async fn send(&mut self, mut frame: Value) -> String {
        self.requests += 1;
        let id = format!("r-{}", self.requests);
        frame["requestId"] = json!(id);
        self.send_text(&frame.to_string()).await;
        id
    }

    /// Sends a frame and waits for its reply.
    pub async fn request(&mut self, frame: Value) -> Value {
        let id = self.send(frame).await;
        self.answer_to(&id).await
    }

    /// Waits for the reply to this request.
    pub async fn answer_to(&mut self, id: &str) -> Value {
        loop {
            if let Some(answer) = self.answers.remove(id) {
                return answer;
            }
            let frame = self.next_frame(DEADLINE).await.expect("an answer");
            self.keep(frame);
        }
    }

    fn keep(&mut self, frame: Value) {
        match (frame["type"].as_str(), frame["requestId"].as_str()) {
            (Some("notification"), _) => self.notifications.push_back(frame),
            (Some("reply" | "error"), Some(id)) => {
                let second = self.answers.insert(id.to_owned(), frame.clone());
                assert!(second.is_none(), "answered twice: {frame}");
            }
            _ => self.told.push_back(frame),
        }
    }

    /// Returns the next frame of any type; `None` if the connection has ended or no frame came in
    /// time.
    pub async fn next_frame(&mut self, within: Duration) -> Option<Value> {
        loop {
            match timeout(within, self.socket.next()).await.ok()?? {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).unwrap()),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// Waits for the next notification.
    pub async fn notification(&mut self) -> Value {
        loop {
            if let Some(notification) = self.notifications.pop_front() {
                return notification;
            }
            let frame = self.next_frame(DEADLINE).await.expect("a notification");
            self.keep(frame);
        }
    }

    /// Waits for the next frame that is neither a reply nor a notification.
    pub async fn next_pushed(&mut self) -> Value {
        loop {
            if let Some(frame) = self.told.pop_front() {
                return frame;
            }
            let frame = self.next_frame(DEADLINE).await.expect("a frame");
            self.keep(frame);
        }
    }

    /// Returns the ids of the notifications up to and including `last`, in the order of arrival.
    pub async fn ids_until(&mut self, last: &str) -> Vec<String> {
        let mut ids = Vec::new();
        while ids.last().is_none_or(|id| id != last) {
            ids.push(self.notification().await["id"].as_str().unwrap().to_owned());
        }
        ids
    }

    /// Says hello once; returns the reply and the ids that came with it.
    pub async fn hello(&mut self, after: Option<&str>) -> (Value, Vec<String>) {
        let reply = self.request(json!({"action": "hello", "after": after})).await;
        assert_eq!(reply["type"], "reply", "{reply}");
        let ids = self.notifications.drain(..).map(|frame| frame["id"].as_str().unwrap().to_owned());
        (reply, ids.collect())
    }

    /// Says hello until nothing more is pending; returns all ids that came.
    pub async fn hello_until_drained(&mut self) -> Vec<String> {
        let mut all = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let (reply, ids) = self.hello(after.as_deref()).await;
            all.extend(ids);
            if reply["more"] != true {
                return all;
            }
            after = Some(reply["next"].as_str().unwrap().to_owned());
        }
    }

    /// Acks, and waits for the reply.
    pub async fn ack(&mut self, ids: &[&str]) {
        let reply = self.request(json!({"action": "ack", "ids": ids})).await;
        assert_eq!(reply["type"], "reply", "{reply}");
    }

    /// Returns the details of a notification.
    pub async fn details(&mut self, id: &str) -> Value {
        self.request(json!({"action": "getNotification", "id": id})).await
    }

    /// Closes the connection with a close frame.
    pub async fn close(mut self) {
        // The other side may have closed it first.
        let _ = self.socket.close(None).await;
    }

    /// Waits until the other side has closed the connection.
    pub async fn closed(mut self) {
        while self.next_frame(DEADLINE).await.is_some() {}
    }
}
