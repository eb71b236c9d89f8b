//! Who may ask. The server listens on this machine alone, but every page that a browser shows runs on this machine too.
//!
//! A page of another origin is known by its `Origin` or `Sec-Fetch-Site`; one that had its own name resolved to
//! 127.0.0.1 (DNS rebinding), by the `Host` that the browser took from that name.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::Shared;
use super::refusal::Refusal;

const FETCH_SITE: &str = "sec-fetch-site";

/// What is ours.
#[derive(Debug)]
pub(super) struct Own {
    /// `127.0.0.1:N`
    host: String,
    /// `localhost:N`, from where a person is sent on: to the browser it is another origin.
    alias: String,
    /// `http://127.0.0.1:N`
    pub(super) origin: String,
}

/// What a request says of where it comes from.
#[derive(Debug, PartialEq, Eq)]
enum Name {
    Ours,
    Alias,
    Foreign,
}

impl Own {
    /// Of a server on this port.
    pub(super) fn new(port: u16) -> Self {
        let host = format!("127.0.0.1:{port}");
        Self { origin: format!("http://{host}"), alias: format!("localhost:{port}"), host }
    }

    fn name(&self, headers: &HeaderMap) -> Name {
        match headers.get(header::HOST).map(|host| host.as_bytes()) {
            Some(host) if host == self.host.as_bytes() => Name::Ours,
            Some(host) if host == self.alias.as_bytes() => Name::Alias,
            _ => Name::Foreign,
        }
    }

    /// A person, a program or our page, and no page of others.
    fn admits(&self, headers: &HeaderMap) -> bool {
        let origin = headers.get(header::ORIGIN).is_none_or(|origin| origin == self.origin.as_str());
        let site = headers.get(FETCH_SITE).is_none_or(|site| site == "same-origin" || site == "none");
        origin && site
    }
}

/// Every address: the name under which it is asked for must be ours.
pub(super) async fn only_by_our_name(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    match shared.own.name(request.headers()) {
        Name::Ours => next.run(request).await,
        Name::Alias if request.method() == Method::GET => {
            Redirect::temporary(&format!("{}{}", shared.own.origin, request.uri())).into_response()
        }
        Name::Alias | Name::Foreign => {
            Refusal::stranger(format!("this is {} alone", shared.own.origin)).into_response()
        }
    }
}

/// What only our own page may ask for.
pub(super) async fn only_our_page(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    if shared.own.admits(request.headers()) {
        next.run(request).await
    } else {
        Refusal::stranger("only the console itself may ask for this").into_response()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn the_name_is_the_address_that_is_listened_on() {
        let own = Own::new(4567);
        for (host, name) in [
            ("127.0.0.1:4567", Name::Ours),
            ("localhost:4567", Name::Alias),
            ("127.0.0.1", Name::Foreign),
            ("127.0.0.1:4566", Name::Foreign),
            ("evil.example:4567", Name::Foreign),
            ("127.0.0.1:4567.evil.example", Name::Foreign),
        ] {
            assert_eq!(own.name(&headers(&[("host", host)])), name, "{host}");
        }
        assert_eq!(own.name(&headers(&[])), Name::Foreign);
    }

    #[test]
    fn a_page_of_another_origin_is_not_admitted() {
        let own = Own::new(4567);
        for good in [
            &[][..],
            &[("origin", "http://127.0.0.1:4567")],
            &[("origin", "http://127.0.0.1:4567"), ("sec-fetch-site", "same-origin")],
            &[("sec-fetch-site", "none")],
        ] {
            assert!(own.admits(&headers(good)), "{good:?}");
        }
        for bad in [
            &[("origin", "http://127.0.0.1:4566")][..],
            &[("origin", "http://localhost:4567")],
            &[("origin", "https://127.0.0.1:4567")],
            &[("origin", "null")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
        ] {
            assert!(!own.admits(&headers(bad)), "{bad:?}");
        }
    }
}
