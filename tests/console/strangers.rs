//! Pages of other origins, and invalid requests.

use reqwest::{Method, Response};
use serde_json::json;
use support::run;

use crate::page::{Page, refusal};

const TICKETS: &str = "/v1/tickets";

async fn preflight(page: &Page<'_>, origin: &str) -> Response {
    let url = format!("{}{TICKETS}", page.system.stack.info().http_url);
    let request = page.system.http.request(Method::OPTIONS, url).header("origin", origin);
    let request = request.header("access-control-request-method", "POST");
    request.header("access-control-request-headers", "authorization").send().await.unwrap()
}

fn cors(response: &Response) -> Vec<(String, String)> {
    let headers = response.headers().iter();
    let headers = headers.filter(|(name, _)| name.as_str().starts_with("access-control-"));
    let mut headers: Vec<_> =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    headers.sort();
    headers
}

#[test]
fn the_page_may_ask_for_tickets_and_no_other_page_may() {
    run(async {
        let page = Page::open().await;
        let allowed = preflight(&page, &page.origin).await;
        assert_eq!(allowed.status(), 204);
        let expected = [
            ("access-control-allow-headers", "authorization, content-type"),
            ("access-control-allow-methods", "POST"),
            ("access-control-allow-origin", &page.origin),
            ("access-control-max-age", "600"),
        ];
        assert_eq!(cors(&allowed), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));

        let token = page.sign_in("u-alice").await["token"].as_str().unwrap().to_owned();
        let url = format!("{}{TICKETS}", page.system.stack.info().http_url);
        for (origin, sees) in [(page.origin.as_str(), true), ("https://evil.example", false), ("null", false)]
        {
            let request = page.system.http.post(&url).bearer_auth(&token).header("origin", origin);
            let ticket = request.send().await.unwrap();
            assert_eq!(ticket.status(), 200);
            let expected =
                [("access-control-allow-origin", origin), ("access-control-expose-headers", "retry-after")]
                    .map(|(name, value)| (name.to_owned(), value.to_owned()));
            assert_eq!(cors(&ticket), if sees { &expected[..] } else { &[] }, "{origin}");
            let refused = preflight(&page, origin).await;
            assert_eq!(cors(&refused).is_empty(), !sees, "{origin}");
        }
    });
}

#[test]
fn only_the_page_reaches_what_is_behind_it() {
    run(async {
        let page = Page::open().await;
        let paths = [
            (Method::GET, "/local/traders"),
            (Method::GET, "/local/phone?user=u-alice"),
            (Method::GET, "/local/faults"),
            (Method::GET, "/local/rejected?id=x"),
            (Method::GET, "/local/time"),
            (Method::GET, "/local/pace"),
            (Method::DELETE, "/local/faults"),
            (Method::POST, "/local/session"),
            (Method::POST, "/local/events"),
            (Method::POST, "/local/crash"),
            (Method::POST, "/local/burst"),
            (Method::POST, "/local/pace"),
            (Method::POST, "/local/disconnect"),
            (Method::POST, "/local/telegram"),
            (Method::POST, "/local/faults"),
            (Method::GET, "/local/emails/x"),
        ];
        for (method, path) in paths {
            let strangers = [
                ("origin", "https://evil.example"),
                ("origin", "null"),
                ("origin", "http://127.0.0.1"),
                ("sec-fetch-site", "cross-site"),
                ("host", "evil.example"),
                ("host", "localhost.evil.example"),
            ];
            for (name, value) in strangers {
                let url = format!("{}{path}", page.origin);
                let request = page.system.http.request(method.clone(), url).header(name, value);
                let response = request.json(&json!({"user": "u-alice"})).send().await.unwrap();
                assert!(cors(&response).is_empty(), "{path} {name} {value}");
                let refused = refusal(response).await;
                assert_eq!(refused, (403, "forbidden".to_owned()), "{path} {name} {value}");
            }
        }
        // Under a foreign name that resolves to this server there is no page either, and no configuration.
        for path in ["/", "/config.json"] {
            let request = page.system.http.get(format!("{}{path}", page.origin));
            let response = request.header("host", "evil.example").send().await.unwrap();
            assert_eq!(refusal(response).await.0, 403, "{path}");
        }
    });
}

#[test]
fn a_bad_request_gets_the_code_of_its_fault() {
    run(async {
        let page = Page::open().await;
        let cases = [
            ("/local/session", json!({"user": "u-mallory"}), 404, "not_found"),
            ("/local/session", json!({}), 400, "bad_field"),
            ("/local/session", json!({"user": "u-alice", "admin": true}), 400, "bad_field"),
            ("/local/events", json!({"events": []}), 400, "bad_field"),
            ("/local/events", json!({"events": vec![0; 501]}), 400, "bad_field"),
            ("/local/burst", json!({"user": "u alice", "count": 5}), 400, "bad_field"),
            ("/local/burst", json!({"user": "u-alice", "count": 5001}), 400, "bad_field"),
            ("/local/pace", json!({"busy": "very"}), 400, "bad_field"),
            ("/local/crash", json!({"symbol": "NO-SUCH", "percent": -20, "seconds": 5}), 404, "not_found"),
            ("/local/crash", json!({"symbol": "BTC-USDT", "percent": -100, "seconds": 5}), 400, "bad_field"),
            ("/local/crash", json!({"symbol": "BTC-USDT", "percent": 0, "seconds": 5}), 400, "bad_field"),
            ("/local/crash", json!({"symbol": "BTC-USDT", "percent": -20, "seconds": 61}), 400, "bad_field"),
            ("/local/disconnect", json!({"user": 7}), 400, "bad_field"),
            ("/local/faults", json!({"channel": "pigeon", "kind": "429"}), 400, "bad_field"),
        ];
        for (path, body, status, code) in cases {
            assert_eq!(page.refused(path, body.clone()).await, (status, code.to_owned()), "{path} {body}");
        }
        let as_form = page.ask(&Method::POST, "/local/session").header("content-type", "text/plain");
        let refused = refusal(as_form.body(r#"{"user":"u-alice"}"#).send().await.unwrap()).await;
        assert_eq!(refused, (415, "bad_type".to_owned()));
        let garbled = page.ask(&Method::POST, "/local/session").header("content-type", "application/json");
        let refused = refusal(garbled.body("{").send().await.unwrap()).await;
        assert_eq!(refused, (400, "bad_json".to_owned()));
        let large = json!({"events": ["x".repeat(1024 * 1024)]});
        assert_eq!(page.refused("/local/events", large).await, (413, "too_large".to_owned()));
        let wrong = page.get("/local/session").await;
        assert_eq!(refusal(wrong).await, (405, "method_not_allowed".to_owned()));
    });
}
