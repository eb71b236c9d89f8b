//! Access control of the console. The server listens on this machine alone, but every page that a
//! browser shows runs on this machine, too.
//!
//! The guard recognises a page of another origin by its `Origin` or `Sec-Fetch-Site`, and a page
//! whose own name resolves to 127.0.0.1 (DNS rebinding) by the `Host` that the browser took from
//! that name.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::Shared;
use super::refusal::Refusal;

const FETCH_SITE: &str = "sec-fetch-site";

/// The names of this server.
#[derive(Debug)]
pub(super) struct ServerNames {
    /// `127.0.0.1:N`
    host: String,
    /// `localhost:N`, which is redirected to `host`: to the browser it is another origin.
    alias: String,
    /// `http://127.0.0.1:N`
    pub(super) origin: String,
}

/// The server's name in a request's `Host` header.
#[derive(Debug, PartialEq, Eq)]
enum Name {
    Ours,
    Alias,
    Foreign,
}

impl ServerNames {
    /// Returns the names of a server on this port.
    pub(super) fn new(port: u16) -> Self {
        let host = format!("127.0.0.1:{port}");
        Self { origin: format!("http://{host}"), alias: format!("localhost:{port}"), host }
    }

    fn name(&self, headers: &HeaderMap) -> Name {
        match headers.get(header::HOST).map(HeaderValue::as_bytes) {
            Some(host) if host == self.host.as_bytes() => Name::Ours,
            Some(host) if host == self.alias.as_bytes() => Name::Alias,
            _ => Name::Foreign,
        }
    }

    /// Whether the request comes from a person, a program or our own page, and not from a page of
    /// another origin.
    fn admits(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get(header::ORIGIN).is_none_or(|origin| origin == self.origin.as_str());
        let site = headers.get(FETCH_SITE).is_none_or(|site| site == "same-origin" || site == "none");
        origin && site
    }
}

/// Lets a request pass only if its `Host` is this server's. It applies to every address.
pub(super) async fn only_by_our_name(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    match shared.names.name(request.headers()) {
        Name::Ours => next.run(request).await,
        Name::Alias if request.method() == Method::GET => {
            Redirect::temporary(&format!("{}{}", shared.names.origin, request.uri())).into_response()
        }
        Name::Alias | Name::Foreign => {
            Refusal::stranger(format!("this server only answers requests to {}", shared.names.origin))
                .into_response()
        }
    }
}

/// Lets a request pass only if it does not come from a page of another origin.
pub(super) async fn only_our_page(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    if shared.names.admits(request.headers()) {
        next.run(request).await
    } else {
        Refusal::stranger("only the console itself may send this request").into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn the_name_is_the_address_that_is_listened_on() {
        let names = ServerNames::new(4567);
        for (host, name) in [
            ("127.0.0.1:4567", Name::Ours),
            ("localhost:4567", Name::Alias),
            ("127.0.0.1", Name::Foreign),
            ("127.0.0.1:4566", Name::Foreign),
            ("evil.example:4567", Name::Foreign),
            ("127.0.0.1:4567.evil.example", Name::Foreign),
        ] {
            assert_eq!(names.name(&headers(&[("host", host)])), name, "{host}");
        }
        assert_eq!(names.name(&headers(&[])), Name::Foreign);
    }

    #[test]
    fn a_page_of_another_origin_is_not_admitted() {
        let names = ServerNames::new(4567);
        for good in [
            &[][..],
            &[("origin", "http://127.0.0.1:4567")],
            &[("origin", "http://127.0.0.1:4567"), ("sec-fetch-site", "same-origin")],
            &[("sec-fetch-site", "none")],
        ] {
            assert!(names.admits(&headers(good)), "{good:?}");
        }
        for bad in [
            &[("origin", "http://127.0.0.1:4566")][..],
            &[("origin", "http://localhost:4567")],
            &[("origin", "https://127.0.0.1:4567")],
            &[("origin", "null")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
        ] {
            assert!(!names.admits(&headers(bad)), "{bad:?}");
        }
    }
}
