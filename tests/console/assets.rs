//! The files of the console, and the permissions of its page.

use reqwest::Method;
use serde_json::{Value, json};
use support::run;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::page::Page;

#[test]
fn the_page_comes_compressed_under_a_strict_policy() {
    run(async {
        let page = Page::open().await;
        let request = page.ask(&Method::GET, "/").header("accept-encoding", "gzip, deflate, br");
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        let headers = response.headers().clone();
        assert_eq!(headers["content-type"], "text/html; charset=utf-8");
        assert_eq!(headers["content-encoding"], "gzip");
        assert_eq!(headers["cache-control"], "no-cache");
        assert!(response.bytes().await.unwrap().starts_with(&[0x1f, 0x8b]));

        let info = page.system.stack.info();
        let gateway = info.aws_endpoint.strip_prefix("http://").unwrap();
        let connect = format!("connect-src 'self' http://{gateway} ws://{gateway} {}; ", info.sandbox_url);
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "), "{policy}");
        assert!(policy.contains(&connect), "{policy}");
        assert!(policy.ends_with("require-trusted-types-for 'script'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(headers[name], value);
        }
        // A reload of an unchanged file transfers nothing.
        let again = page.ask(&Method::GET, "/").header("if-none-match", headers["etag"].clone());
        assert_eq!(again.send().await.unwrap().status(), 304);
    });
}

#[test]
fn the_pages_scripts_and_styles_come_as_what_they_are() {
    run(async {
        let page = Page::open().await;
        let html = page.get("/").await.text().await.unwrap();
        let named = |attribute: &str, ending: &str| -> Vec<String> {
            let values = html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
            values.filter(|value| value.ends_with(ending)).map(str::to_owned).collect()
        };
        let (scripts, styles) = (named("src=\"", ".js"), named("href=\"", ".css"));
        assert!(!scripts.is_empty() && !styles.is_empty(), "{html}");
        for (files, media_type) in [(scripts, "text/javascript"), (styles, "text/css")] {
            for file in files {
                let path = format!("/{}", file.trim_start_matches("./"));
                let response =
                    page.ask(&Method::GET, &path).header("accept-encoding", "gzip").send().await.unwrap();
                assert_eq!(response.status(), 200, "{path}");
                let headers = response.headers();
                assert_eq!(headers["content-type"], format!("{media_type}; charset=utf-8"), "{path}");
                assert_eq!(headers["x-content-type-options"], "nosniff");
                assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable", "{path}");
                let length: usize = headers["content-length"].to_str().unwrap().parse().unwrap();
                assert!(length < 512 || headers["content-encoding"] == "gzip", "{path}");
            }
        }
    });
}

#[test]
fn the_sources_are_served_too_and_never_from_a_cache_alone() {
    run(async {
        let page = Page::open().await;
        let bundled = page.get("/").await.text().await.unwrap();
        assert!(!bundled.contains("app/main.js"), "{bundled}");
        let response = page.get("/unbundled.html").await;
        let policy = response.headers()["content-security-policy"].clone();
        assert_eq!(policy, page.get("/").await.headers()["content-security-policy"]);
        assert!(response.text().await.unwrap().contains("src=\"app/main.js\""));
        let response = page.get("/app/main.js").await;
        assert_eq!(
            (response.status().as_u16(), &response.headers()["cache-control"]),
            (200, &"no-cache".parse().unwrap())
        );
        let source = std::fs::read_to_string(local::root().join("infra/console/app/main.js")).unwrap();
        assert_eq!(response.text().await.unwrap(), source);
        for missing in ["/assets/main.000000000000.js", "/assets/", "/app/main.0.js"] {
            assert_eq!(page.get(missing).await.status(), 404, "{missing}");
        }
    });
}

#[test]
fn the_configuration_names_what_the_page_calls() {
    run(async {
        let page = Page::open().await;
        let info = page.system.stack.info();
        let expected = json!({
            "ticketUrl": format!("{}/v1/tickets", info.http_url),
            "pricesUrl": format!("{}/prices", info.sandbox_url),
            "symbols": ["BTC-USDT", "ETH-USDT", "SOL-USDT"],
            "local": true,
        });
        assert_eq!(page.look("/config.json").await, expected);
        // The file that describes the stack names it as well.
        let file = local::root().join("target/tests/console/stack.json");
        let text = std::fs::read_to_string(file).unwrap();
        let described: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(described["consoleUrl"], page.origin);
        assert_eq!(described.as_object().unwrap().keys().next_back().unwrap(), "consoleUrl");
    });
}

#[test]
fn no_path_leads_out_of_the_folder() {
    run(async {
        let page = Page::open().await;
        let host = page.origin.strip_prefix("http://").unwrap();
        for path in [
            "/../../Cargo.toml",
            "/app/../../../Cargo.toml",
            "/%2e%2e/%2e%2e/Cargo.toml",
            "/..%2f..%2fCargo.toml",
            "//etc/passwd",
            "/.gitignore",
            "/nothing.js",
        ] {
            // The request is written by hand, since a client would normalise the path.
            let mut socket = tokio::net::TcpStream::connect(host).await.unwrap();
            let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
            socket.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            socket.read_to_string(&mut answer).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        }
    });
}
