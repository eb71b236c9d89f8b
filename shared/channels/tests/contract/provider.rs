//! A provider on this machine: it keeps every request, and answers as configured.

use std::collections::VecDeque;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// An answer to a request.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// An answer with this status and JSON.
    Json(u16, Value),
    /// An answer with this status and text.
    Text(u16, String),
    /// An answer with this status, a header and JSON.
    With(u16, &'static str, String, Value),
    /// No answer, while the caller waits.
    Hang,
    /// A reset of the connection after the request was read.
    Reset,
    /// A reset of the connection in the middle of the answer's body.
    Half(u16),
}

/// A request, as it was received.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) authorization: Option<String>,
    pub(crate) body: String,
}

impl Request {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

#[derive(Default)]
struct State {
    requests: Mutex<Vec<Request>>,
    answers: Mutex<VecDeque<Answer>>,
    token_answers: Mutex<VecDeque<Answer>>,
}

/// The provider, which runs until it is dropped. By default it accepts every message, and its token
/// endpoint (`/token`) issues `token-1`, `token-2` and so on, which are valid for an hour.
pub(crate) struct Provider {
    pub(crate) url: String,
    state: Arc<State>,
    task: JoinHandle<()>,
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Provider {
    /// Starts the provider; `taken` is its answer to a message that it accepts.
    pub(crate) async fn start(taken: Value) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::<State>::default();
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared), taken.clone()));
            }
        });
        Self { url, state, task }
    }

    /// Sets the answers to the next messages, one each.
    pub(crate) fn answer_next(&self, answers: impl IntoIterator<Item = Answer>) {
        self.state.answers.lock().unwrap().extend(answers);
    }

    /// Sets the answers to the next requests for a token, one each.
    pub(crate) fn answer_tokens(&self, answers: impl IntoIterator<Item = Answer>) {
        self.state.token_answers.lock().unwrap().extend(answers);
    }

    /// Returns the messages so far.
    pub(crate) fn messages(&self) -> Vec<Request> {
        self.requests(false)
    }

    /// Returns the requests for a token so far.
    pub(crate) fn token_requests(&self) -> Vec<Request> {
        self.requests(true)
    }

    fn requests(&self, for_tokens: bool) -> Vec<Request> {
        let requests = self.state.requests.lock().unwrap();
        requests.iter().filter(|request| (request.path == "/token") == for_tokens).cloned().collect()
    }
}

async fn serve(mut stream: TcpStream, state: Arc<State>, taken: Value) {
    let mut received = Vec::new();
    while let Some(request) = read(&mut stream, &mut received).await {
        let is_token = request.path == "/token";
        let number = {
            let mut requests = state.requests.lock().unwrap();
            requests.push(request);
            requests.iter().filter(|request| request.path == "/token").count()
        };
        let queue = if is_token { &state.token_answers } else { &state.answers };
        let answer = queue.lock().unwrap().pop_front();
        let usual = || {
            let access = format!("token-{number}");
            let issued = json!({"access_token": access, "expires_in": 3599, "token_type": "Bearer"});
            Answer::Json(200, if is_token { issued } else { taken.clone() })
        };
        let (status, header, body) = match answer.unwrap_or_else(usual) {
            Answer::Json(status, body) => (status, String::new(), body.to_string()),
            Answer::Text(status, body) => (status, String::new(), body),
            Answer::With(status, name, value, body) => {
                (status, format!("{name}: {value}\r\n"), body.to_string())
            }
            Answer::Hang => pending().await,
            Answer::Reset => return stream.set_zero_linger().unwrap(),
            Answer::Half(status) => {
                let head = format!("HTTP/1.1 {status} Half\r\ncontent-length: 100\r\n\r\n{{\"name\":");
                stream.write_all(head.as_bytes()).await.unwrap();
                return;
            }
        };
        let length = body.len();
        let answer = format!("HTTP/1.1 {status} Said\r\ncontent-length: {length}\r\n{header}\r\n{body}");
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn read(stream: &mut TcpStream, received: &mut Vec<u8>) -> Option<Request> {
    loop {
        if let Some((request, length)) = parse(received) {
            received.drain(..length);
            return Some(request);
        }
        if stream.read_buf(received).await.ok()? == 0 {
            return None;
        }
    }
}

fn parse(received: &[u8]) -> Option<(Request, usize)> {
    let end = received.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
    let head = str::from_utf8(&received[..end]).unwrap();
    let header = |name: &str| {
        head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let length = header("content-length").map_or(0, |length| length.parse::<usize>().unwrap());
    let body = received.get(end..end + length)?;
    let mut words = head.split(' ');
    let request = Request {
        method: words.next()?.to_owned(),
        path: words.next()?.to_owned(),
        authorization: header("authorization"),
        body: String::from_utf8(body.to_vec()).unwrap(),
    };
    Some((request, end + length))
}

/// Returns a client like that of the Lambda functions.
#[allow(clippy::disallowed_methods)] // The factory is in a crate that depends on this one.
pub(crate) fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(1))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}

/// Returns an address on which no server listens.
pub(crate) fn nowhere() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}
