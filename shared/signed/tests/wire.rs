//! A signed call on the wire, and the error for each way of not being answered, against real
//! servers.

// The lint recognizes test functions, but not the helpers beside them.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::future::join_all;
use ports::{PortError, Secret as _, SecretText};
use signed::{Call, Client, Credentials, Method, SecretsManager, Service, Signed, TransportError, Url};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

const KEY_ID: &str = "AKIAPLANTEDKEYID";
const KEY: &str = "planted-secret-access-key";
const TOKEN: &str = "planted-session-token";

/// A request as the server saw it.
struct Seen {
    method: String,
    path: String,
    headers: HeaderMap,
    body: String,
}

#[derive(Default)]
struct Provider {
    seen: Vec<Seen>,
    status: u16,
    error: Option<&'static str>,
    body: String,
    hangs: bool,
}

type Shared = Arc<Mutex<Provider>>;

struct Server {
    url: Url,
    state: Shared,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let state = Shared::default();
        let router = axum::Router::new().fallback(answer).with_state(Arc::clone(&state));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, state }
    }

    fn answer(&self, status: u16, error: Option<&'static str>, body: &str) {
        let mut state = self.state.lock().unwrap();
        (state.status, state.error) = (status, error);
        body.clone_into(&mut state.body);
    }

    fn signed(&self) -> Signed {
        signed_at(self.url.clone())
    }

    fn secret(&self) -> SecretsManager {
        SecretsManager::new(self.signed(), "app/unsubscribe-key")
    }

    fn calls(&self) -> usize {
        self.state.lock().unwrap().seen.len()
    }
}

async fn answer(State(state): State<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let seen = Seen {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        headers: parts.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    };
    let (status, error, body, hangs) = {
        let mut state = state.lock().unwrap();
        state.seen.push(seen);
        (state.status, state.error, state.body.clone(), state.hangs)
    };
    if hangs {
        std::future::pending::<()>().await;
    }
    let mut response = (StatusCode::from_u16(status).unwrap(), Body::from(body)).into_response();
    if let Some(error) = error {
        response.headers_mut().insert("x-amzn-errortype", error.parse().unwrap());
    }
    response
}

/// Returns a client like that of the Lambda functions: no redirects, no proxy.
#[allow(clippy::disallowed_methods)] // The functions' own factory cannot be linked here.
fn http() -> Client {
    Client::builder().connect_timeout(Duration::from_secs(1)).no_proxy().build().unwrap()
}

fn signed_at(url: Url) -> Signed {
    let credentials = Credentials::new(KEY_ID, KEY, Some(TOKEN.to_owned()), None, "test");
    Signed::new(http(), "eu-central-1", credentials, Some(url))
}

fn call(timeout: Duration) -> Call<'static> {
    Call {
        service: Service::SES,
        method: &Method::POST,
        path: "/v2/email/outbound-emails",
        headers: &[("content-type", "application/json")],
        body: "{\"a\":\"ü\"}",
        timeout,
    }
}

const PATIENT: Duration = Duration::from_secs(20);

/// Returns the expected signature of the request, computed from the received request.
fn signature_of(seen: &Seen, now: SystemTime, service: &str) -> String {
    let identity = Credentials::new(KEY_ID, KEY, Some(TOKEN.to_owned()), None, "test").into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region("eu-central-1")
        .name(service)
        .time(now)
        .settings(SigningSettings::default())
        .build()
        .unwrap()
        .into();
    let host = seen.headers["host"].to_str().unwrap();
    let url = format!("http://{host}{}", seen.path);
    let headers = ["content-type", "x-amz-target"]
        .into_iter()
        .filter_map(|name| Some((name, seen.headers.get(name)?.to_str().unwrap())));
    let body = SignableBody::Bytes(seen.body.as_bytes());
    let request = SignableRequest::new(&seen.method, url, headers, body).unwrap();
    let (instructions, _) = sign(request, &parameters).unwrap().into_parts();
    let authorization = instructions.headers().find(|(name, _)| *name == "authorization").unwrap();
    authorization.1.to_owned()
}

/// Returns the time of the signature; a signature depends on its time in whole seconds only.
fn signed_at_time(seen: &Seen) -> SystemTime {
    let stamp = seen.headers["x-amz-date"].to_str().unwrap();
    let now = SystemTime::now();
    let stamp_of = |time: SystemTime| {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
        let day = since % 86_400;
        format!("{:02}{:02}{:02}Z", day / 3_600, day / 60 % 60, day % 60)
    };
    (0..60)
        .map(|seconds| now - Duration::from_secs(seconds))
        .find(|time| stamp.ends_with(&stamp_of(*time)))
        .expect("the signature is of the last minute")
}

#[tokio::test]
async fn what_arrives_is_what_was_signed() {
    let server = Server::start().await;
    server.answer(200, None, "{}");
    let answer = server.signed().call(&call(PATIENT)).await.unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (200, b"{}".as_slice()));

    let state = server.state.lock().unwrap();
    let [seen] = state.seen.as_slice() else { panic!("one call is one request") };
    assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", "/v2/email/outbound-emails"));
    assert_eq!(seen.headers["content-type"], "application/json");
    assert_eq!(seen.headers["x-amz-security-token"], TOKEN);
    assert_eq!(seen.body, "{\"a\":\"ü\"}");
    let authorization = seen.headers["authorization"].to_str().unwrap();
    assert!(authorization.starts_with(&format!("AWS4-HMAC-SHA256 Credential={KEY_ID}/")), "{authorization}");
    assert!(authorization.contains("/eu-central-1/ses/aws4_request"), "{authorization}");
    assert!(
        authorization.contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token"),
        "{authorization}"
    );
    assert_eq!(authorization, signature_of(seen, signed_at_time(seen), "ses"));
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_was_sent() {
    let unused = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}", unused.local_addr().unwrap())).unwrap();
    drop(unused);
    let error = signed_at(url).call(&call(PATIENT)).await.unwrap_err();
    assert!(matches!(error, TransportError::NotSent(_)), "{error:?}");
    assert!(error.is_unsent() && !error.is_timeout());

    let unbuildable = Call { headers: &[("content-type", "a\nb")], ..call(PATIENT) };
    let server = Server::start().await;
    let error = server.signed().call(&unbuildable).await.unwrap_err();
    assert!(matches!(error, TransportError::NotSent(_)), "{error:?}");
    assert_eq!(server.calls(), 0);
}

#[tokio::test]
async fn no_answer_in_time_says_nothing_of_what_happened() {
    let server = Server::start().await;
    server.answer(200, None, "{}");
    server.state.lock().unwrap().hangs = true;
    let error = server.signed().call(&call(Duration::from_millis(300))).await.unwrap_err();
    assert!(matches!(error, TransportError::TimedOut(_)), "{error:?}");
    assert!(!error.is_unsent() && error.is_timeout());
    assert_eq!(server.calls(), 1, "the service has it");
}

#[tokio::test]
async fn a_connection_that_breaks_after_the_request_says_nothing_either() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut seen = Vec::new();
        while !seen.ends_with("ü\"}".as_bytes()) {
            assert_ne!(stream.read_buf(&mut seen).await.unwrap(), 0, "the request arrives whole");
        }
    });
    let error = signed_at(url).call(&call(PATIENT)).await.unwrap_err();
    server.await.unwrap();
    assert!(matches!(error, TransportError::Broken(_)), "{error:?}");
    assert!(!error.is_unsent());
}

#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    let server = Server::start().await;
    server.answer(200, None, &"x".repeat(signed::MAX_ANSWER_BYTES + 1));
    let error = server.signed().call(&call(PATIENT)).await.unwrap_err();
    assert!(matches!(error, TransportError::TooLong), "{error:?}");
}

#[tokio::test]
async fn a_secret_is_fetched_once_and_kept() {
    let server = Server::start().await;
    server.answer(200, None, r#"{"Name":"app/unsubscribe-key","SecretString":"s3cret"}"#);
    let secret = server.secret();
    let all = join_all((0..10).map(|_| secret.get())).await;
    for got in all {
        assert_eq!(got.unwrap().expose(), "s3cret");
    }
    assert_eq!(server.calls(), 1);
    let state = server.state.lock().unwrap();
    let seen = &state.seen[0];
    assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", "/"));
    assert_eq!(seen.headers["x-amz-target"], "secretsmanager.GetSecretValue");
    assert_eq!(seen.headers["content-type"], "application/x-amz-json-1.1");
    assert_eq!(seen.body, r#"{"SecretId":"app/unsubscribe-key"}"#);
    assert_eq!(seen.headers["authorization"], signature_of(seen, signed_at_time(seen), "secretsmanager"));
}

#[tokio::test]
async fn a_wrong_secret_is_forgotten_but_not_one_that_was_learned_since() {
    let server = Server::start().await;
    server.answer(200, None, r#"{"SecretString":"old"}"#);
    let secret = server.secret();
    let old = secret.get().await.unwrap();
    server.answer(200, None, r#"{"SecretString":"new"}"#);
    assert_eq!(secret.get().await.unwrap(), old);
    secret.forget(&old);
    let new = secret.get().await.unwrap();
    assert_eq!(new.expose(), "new");
    secret.forget(&old);
    secret.forget(&SecretText::new("never seen"));
    assert_eq!(secret.get().await.unwrap(), new);
    assert_eq!(server.calls(), 2);
}

#[tokio::test]
async fn whatever_is_wrong_with_a_secret_can_be_mended() {
    let server = Server::start().await;
    let secret = server.secret();
    for (status, error, body, throttled) in [
        (400, None, r#"{"__type":"ResourceNotFoundException","Message":"planted-body"}"#, false),
        (400, None, r#"{"__type":"AccessDeniedException","Message":"planted-body"}"#, false),
        (400, None, r#"{"__type":"ThrottlingException"}"#, true),
        (429, None, "", true),
        (400, Some("DecryptionFailure"), "", false),
        (500, Some("InternalServiceError"), "", false),
        (503, None, "<html>planted-body", false),
        (200, None, r#"{"SecretBinary":"cGxhbnRlZA=="}"#, false),
        (200, None, "not json: planted-body", false),
        (302, None, "", false),
    ] {
        server.answer(status, error, body);
        let error = secret.get().await.unwrap_err();
        assert!(error.is_retryable(), "{error}");
        assert_eq!(matches!(error, PortError::Throttled(_)), throttled, "{status} {body}");
        assert!(!error.to_string().contains("planted"), "{error}");
    }
    server.answer(200, None, r#"{"SecretString":"mended"}"#);
    assert_eq!(secret.get().await.unwrap().expose(), "mended");
}

#[tokio::test]
async fn who_waits_for_a_fetch_that_fails_does_not_fetch_again() {
    let server = Server::start().await;
    server.answer(400, Some("AccessDeniedException"), "");
    let secret = server.secret();
    let all = join_all((0..10).map(|_| secret.get())).await;
    assert!(all.iter().all(|got| got.as_ref().is_err_and(PortError::is_retryable)));
    assert_eq!(server.calls(), 1);
    assert!(secret.get().await.is_err());
    assert_eq!(server.calls(), 2, "who asks later does");
}

#[tokio::test]
async fn credentials_and_secrets_are_not_printed() {
    let server = Server::start().await;
    server.answer(200, None, r#"{"SecretString":"planted-text"}"#);
    let secret = server.secret();
    let text = secret.get().await.unwrap();
    let answer = server.signed().call(&call(PATIENT)).await.unwrap();
    let shown = format!("{:?} {secret:?} {text:?} {answer:?} {:?}", server.signed(), call(PATIENT));
    for planted in [KEY_ID, KEY, TOKEN, "planted-text", "ü"] {
        assert!(!shown.contains(planted), "{shown}");
    }
}
