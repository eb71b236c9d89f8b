//! The requests of the clients on the wire, to a real HTTP server whose responses can be switched.

// The lint recognises test functions, but not their helpers.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use channels::websocket::Gateway;
use domain::{Channel, ConnectionId, Priority};
use lambda::Env;
use lambda::batch::SqsSource;
use lambda::batch::source::{DeadLetter, Source};
use lambda::clients::{Aws, Limits};
use ports::{Enqueue, Gateway as _, Message, PortError, PostError, Queue};
use queues::{QueueUrls, Sqs};
use serde_json::{Value, json};

/// A request, as the server received it.
#[derive(Clone, Debug)]
struct Seen {
    line: String,
    target: Option<String>,
    body: String,
}

#[derive(Default)]
struct State {
    seen: Vec<Seen>,
    status: u16,
    code: &'static str,
    body: String,
    delay: Duration,
}

#[derive(Clone)]
struct Server {
    url: String,
    state: Arc<Mutex<State>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { url, state: Arc::default() };
        let state = Arc::clone(&server.state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&state);
                std::thread::spawn(move || serve(stream, &state));
            }
        });
        server
    }

    fn answer(&self, status: u16, code: &'static str, body: &Value) {
        let mut state = self.state.lock().unwrap();
        (state.status, state.code, state.body) = (status, code, body.to_string());
        state.seen.clear();
    }

    fn delay(&self, delay: Duration) {
        self.state.lock().unwrap().delay = delay;
    }

    fn seen(&self) -> Vec<Seen> {
        self.state.lock().unwrap().seen.clone()
    }

    fn aws(&self) -> Aws {
        let variables = [
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "id"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_ENDPOINT_URL", self.url.as_str()),
        ];
        Aws::new(&Env::of(variables), Limits::TEN_SECONDS).unwrap()
    }
}

fn serve(mut stream: TcpStream, state: &Mutex<State>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let (mut line, mut target, mut length) = (String::new(), None, 0);
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).unwrap();
            let Some((name, value)) = header.trim().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap(),
                "x-amz-target" => target = Some(value.trim().to_owned()),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let body = String::from_utf8(body).unwrap();
        let (status, code, answer, delay) = {
            let mut state = state.lock().unwrap();
            state.seen.push(Seen { line: line.trim().to_owned(), target, body });
            (state.status, state.code, state.body.clone(), state.delay)
        };
        std::thread::sleep(delay);
        let length = answer.len();
        let _ = write!(
            stream,
            "HTTP/1.1 {status} X\r\ncontent-type: application/x-amz-json-1.0\r\nx-amzn-errortype: {code}\r\ncontent-length: {length}\r\n\r\n{answer}"
        );
    }
}

#[tokio::test]
async fn a_call_that_is_refused_as_a_whole_is_made_again_message_by_message() {
    let server = Server::start();
    let refusal = json!({"__type": "com.amazonaws.sqs#InvalidMessageContents", "message": "no"});
    server.answer(400, "InvalidMessageContents", &refusal);
    let sqs =
        Sqs::new(server.aws().sqs(), QueueUrls::default().with(Queue::Rejected, format!("{}/q", server.url)));
    let message = |body: &str| Message { body: body.to_owned(), group: None, delay: Duration::ZERO };
    let results =
        sqs.enqueue(Queue::Rejected, vec![message("{}"), message("\"\u{ffff}\""), message("")]).await;
    assert!(results.iter().all(|result| matches!(result, Err(PortError::Refused(_)))));
    let bodies: Vec<Value> =
        server.seen().iter().map(|seen| serde_json::from_str(&seen.body).unwrap()).collect();
    let sent: Vec<_> = bodies.iter().map(|body| body["Entries"].as_array().unwrap().len()).collect();
    assert_eq!(sent, [2, 1, 1], "the empty one is not even sent");
    assert_eq!(bodies[0]["Entries"][1]["MessageBody"], r#""\uffff""#);
}

#[tokio::test]
async fn messages_are_sent_in_batches_with_their_groups() {
    let server = Server::start();
    let sent = json!({"Id": "0", "MessageId": "m", "MD5OfMessageBody": "0cc175b9c0f1b6a831c399e269772661"});
    let failed = json!({"Id": "1", "Code": "InternalError", "SenderFault": false});
    server.answer(200, "", &json!({"Successful": [sent], "Failed": [failed]}));
    let queue = Queue::Deliveries(Channel::Websocket, Priority::P1);
    let sqs = Sqs::new(server.aws().sqs(), QueueUrls::default().with(queue, format!("{}/1/w1", server.url)));
    let messages = ["a", "b"].map(|body| Message {
        body: body.to_owned(),
        group: Some("u-1".to_owned()),
        delay: std::time::Duration::ZERO,
    });
    let results = sqs.enqueue(queue, messages.to_vec()).await;
    assert!(results[0].is_ok(), "{results:?}");
    assert!(matches!(results[1], Err(PortError::Unavailable(_))));

    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].target.as_deref(), Some("AmazonSQS.SendMessageBatch"));
    let body: Value = serde_json::from_str(&seen[0].body).unwrap();
    assert_eq!(body["Entries"][1], json!({"Id": "1", "MessageBody": "b", "MessageGroupId": "u-1"}));
}

#[tokio::test]
async fn a_refusal_is_not_repeated_and_a_failure_is() {
    let server = Server::start();
    let sqs = Sqs::new(
        server.aws().sqs(),
        QueueUrls::default().with(Queue::Rejected, format!("{}/1/r", server.url)),
    );
    let message = || vec![Message { body: "a".to_owned(), group: None, delay: std::time::Duration::ZERO }];
    server.answer(400, "InvalidMessageContents", &json!({}));
    assert!(matches!(sqs.enqueue(Queue::Rejected, message()).await[..], [Err(PortError::Refused(_))]));
    assert_eq!(server.seen().len(), 1);
    server.answer(503, "ServiceUnavailable", &json!({}));
    assert!(matches!(sqs.enqueue(Queue::Rejected, message()).await[..], [Err(PortError::Unavailable(_))]));
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn a_retry_gets_its_pause_and_a_dead_letter_its_reason() {
    let server = Server::start();
    let urls = ["p0", "dead"].map(|name| format!("{}/1/{name}", server.url));
    let source = SqsSource::new(server.aws().sqs(), urls[0].clone(), urls[1].clone());
    server.answer(200, "", &json!({}));
    source.postpone("handle", 7).await.unwrap();
    let seen = server.seen().remove(0);
    assert_eq!(seen.target.as_deref(), Some("AmazonSQS.ChangeMessageVisibility"));
    let body: Value = serde_json::from_str(&seen.body).unwrap();
    assert_eq!(body, json!({"QueueUrl": urls[0], "ReceiptHandle": "handle", "VisibilityTimeout": 7}));

    server.answer(
        200,
        "",
        &json!({"MessageId": "m", "MD5OfMessageBody": "0cc175b9c0f1b6a831c399e269772661"}),
    );
    let letter = DeadLetter { body: "a", group: Some("u-1"), reason: "never", received_count: 3 };
    source.dead_letter(&letter).await.unwrap();
    let seen = server.seen().remove(0);
    assert_eq!(seen.target.as_deref(), Some("AmazonSQS.SendMessage"));
    let body: Value = serde_json::from_str(&seen.body).unwrap();
    assert_eq!((&body["QueueUrl"], &body["MessageBody"]), (&json!(urls[1]), &json!("a")));
    assert_eq!(body["MessageGroupId"], "u-1");
    let attributes = &body["MessageAttributes"];
    assert_eq!(attributes["reason"], json!({"StringValue": "never", "DataType": "String"}));
    assert_eq!(attributes["source"], json!({"StringValue": "p0", "DataType": "String"}));
    assert_eq!(attributes["receivedCount"], json!({"StringValue": "3", "DataType": "Number"}));
}

#[tokio::test]
async fn a_frame_is_posted_once_to_its_connection() {
    let server = Server::start();
    let gateway = Gateway::new(server.aws().gateway(&format!("{}/_aws/execute-api/api/live", server.url)));
    let connection = ConnectionId::new("L0SM9cOFvHcCIhw=");
    server.answer(200, "", &json!({}));
    gateway.post(&connection, r#"{"type":"notification"}"#).await.unwrap();
    let seen = server.seen().remove(0);
    assert_eq!(seen.line, "POST /_aws/execute-api/api/live/@connections/L0SM9cOFvHcCIhw%3D HTTP/1.1");
    assert_eq!(seen.body, r#"{"type":"notification"}"#);

    for (status, code) in [
        (410, "GoneException"),
        (429, "LimitExceededException"),
        (403, "ForbiddenException"),
        (413, "PayloadTooLargeException"),
        (500, ""),
    ] {
        server.answer(status, code, &json!({"message": ""}));
        let result = gateway.post(&connection, "{}").await;
        let expected = match status {
            410 => matches!(result, Err(PostError::Gone)),
            429 => matches!(result, Err(PostError::Throttled)),
            403 => matches!(result, Err(PostError::Failed { status: Some(403) })),
            413 => matches!(result, Err(PostError::Refused { status: Some(413) })),
            _ => matches!(result, Err(PostError::Failed { status: Some(500) })),
        };
        assert!(expected, "{status}: {result:?}");
        assert_eq!(server.seen().len(), 1, "{status}: the queue repeats, not the client");
    }
    server.answer(410, "GoneException", &json!({}));
    gateway.close(&connection).await.unwrap();
    assert!(server.seen()[0].line.starts_with("DELETE "));
}

#[tokio::test]
async fn a_gateway_that_does_not_answer_is_not_waited_for() {
    let server = Server::start();
    let gateway = Gateway::new(server.aws().gateway(&server.url));
    server.answer(200, "", &json!({}));
    server.delay(Duration::from_secs(4));
    let result = gateway.post(&ConnectionId::new("c"), "{}").await;
    assert!(matches!(result, Err(PostError::Timeout)), "{result:?}");
    assert_eq!(server.seen().len(), 1);

    let nobody = Gateway::new(server.aws().gateway("http://127.0.0.1:1"));
    let result = nobody.post(&ConnectionId::new("c"), "{}").await;
    assert!(matches!(result, Err(PostError::Failed { status: None })), "{result:?}");
}
