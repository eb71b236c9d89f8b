//! An HTTP server that gives recorded responses of AWS.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use tokio::runtime::Runtime;

/// Recorded responses: the call, the status, the body. A call is the `Action` of a form, the last
/// part of an `x-amz-target`, or method and path.
pub(crate) type Answers<'a> = &'a [(&'static str, u16, &'static str)];

/// The server; it runs until it is dropped.
pub(crate) struct Stub {
    port: u16,
    scopes: Arc<Mutex<Vec<String>>>,
    /// The runtime of the server: dropping it stops the server.
    _runtime: Runtime,
}

impl Stub {
    /// Serves these responses on a free port. A call without a recorded response gets an error.
    pub(crate) fn start(answers: Answers<'_>) -> Self {
        let answers: Arc<[_]> = answers.into();
        let scopes = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&scopes);
        let app = Router::new().fallback(move |request: Request| {
            let (answers, seen) = (Arc::clone(&answers), Arc::clone(&seen));
            async move {
                let (parts, body) = request.into_parts();
                let header = |name| parts.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
                seen.lock().unwrap().push(header("authorization").unwrap_or_default());
                let target = header("x-amz-target");
                let line = format!("{} {}", parts.method, parts.uri.path());
                let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
                let body = String::from_utf8(body.to_vec()).unwrap();
                let action = body.split('&').find_map(|pair| pair.strip_prefix("Action=")).map(str::to_owned);
                let target = target.and_then(|target| Some(target.rsplit_once('.')?.1.to_owned()));
                let call = target.or(action).unwrap_or(line);
                let found = answers.iter().find(|(known, ..)| *known == call);
                let (status, body) =
                    found.map_or((501, "not recorded"), |(_, status, body)| (*status, *body));
                let status = StatusCode::from_u16(status).unwrap();
                let code = match status.as_u16() {
                    403 => "AccessDeniedException:http://internal.amazon.com/coral/",
                    404 => "NotFoundException",
                    _ => "",
                };
                (status, [("x-amzn-errortype", code)], body).into_response()
            }
        });
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let port = listener.local_addr().unwrap().port();
        runtime.spawn(async move { axum::serve(listener, app).await });
        Self { port, scopes, _runtime: runtime }
    }

    /// Returns the URL of the server.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Returns the port of the server.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Returns the `authorization` header of each call.
    pub(crate) fn scopes(&self) -> Vec<String> {
        self.scopes.lock().unwrap().clone()
    }
}
