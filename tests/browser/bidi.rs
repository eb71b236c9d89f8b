//! `WebDriver` `BiDi`, for what Firefox can do only by it: scripts that run before those of a page, the log, and the
//! size of the viewport. <https://w3c.github.io/webdriver-bidi/>

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use futures_util::stream::SplitSink;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The state that is shared with the task that reads the socket.
#[derive(Default)]
struct Heard {
    /// Those who wait for the answer to a command, by its ID.
    waiting: HashMap<u64, oneshot::Sender<Value>>,
    /// The entries of the log, in order.
    log: Vec<Value>,
}

/// The `BiDi` connection of a session.
pub(crate) struct Bidi {
    commands: tokio::sync::Mutex<(u64, SplitSink<Socket, Message>)>,
    heard: Arc<Mutex<Heard>>,
}

impl Bidi {
    /// Connects to the `webSocketUrl` of a session, and subscribes to its log.
    pub(crate) async fn connect(url: &str) -> Self {
        let (socket, _) = connect_async(url).await.unwrap();
        let (commands, mut messages) = socket.split();
        let heard = Arc::<Mutex<Heard>>::default();
        let shared = Arc::clone(&heard);
        tokio::spawn(async move {
            while let Some(Ok(message)) = messages.next().await {
                let Ok(text) = message.to_text() else { continue };
                let Ok(message) = serde_json::from_str::<Value>(text) else { continue };
                let mut heard = shared.lock().unwrap();
                if message["method"] == "log.entryAdded" {
                    heard.log.push(message["params"].clone());
                } else if let Some(waiting) = message["id"].as_u64().and_then(|id| heard.waiting.remove(&id))
                {
                    let _ = waiting.send(message);
                }
            }
        });
        let bidi = Self { commands: tokio::sync::Mutex::new((0, commands)), heard };
        bidi.command("session.subscribe", json!({"events": ["log.entryAdded"]})).await;
        bidi
    }

    /// Returns the result of a command.
    pub(crate) async fn command(&self, method: &str, parameters: Value) -> Value {
        let (told, answer) = oneshot::channel();
        {
            let mut commands = self.commands.lock().await;
            commands.0 += 1;
            let id = commands.0;
            self.heard.lock().unwrap().waiting.insert(id, told);
            let command = json!({"id": id, "method": method, "params": parameters});
            commands.1.send(Message::text(command.to_string())).await.unwrap();
        }
        let mut answer = answer.await.unwrap_or_else(|_| panic!("{method}: the browser is gone"));
        assert_eq!(answer["type"], "success", "{method}: {answer}");
        answer["result"].take()
    }

    /// Returns the log since the session began.
    pub(crate) fn log(&self) -> Vec<Value> {
        self.heard.lock().unwrap().log.clone()
    }
}
