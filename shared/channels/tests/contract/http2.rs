//! Push over TLS: all messages use one connection.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::Version;
use axum::routing::post;
use channels::push::Fcm;
use domain::EventType;
use domain::delivery::ledger::Verdict;
use futures_util::future::join_all;
use ports::Provider as _;
use rcgen::CertifiedKey;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::provider::Provider;
use crate::sample::Sample;
use crate::secret::{Kept, key};

/// Accepts TLS connections and counts them.
struct Listener {
    tcp: TcpListener,
    tls: TlsAcceptor,
    accepted: Arc<AtomicUsize>,
}

impl axum::serve::Listener for Listener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let Ok((stream, address)) = self.tcp.accept().await else { continue };
            if let Ok(stream) = self.tls.accept(stream).await {
                self.accepted.fetch_add(1, Ordering::Relaxed);
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        self.tcp.local_addr()
    }
}

async fn take(request: axum::extract::Request) -> Result<&'static str, axum::http::StatusCode> {
    match request.version() {
        Version::HTTP_2 => Ok("{\"name\":\"projects/exchange/messages/1\"}"),
        _ => Err(axum::http::StatusCode::HTTP_VERSION_NOT_SUPPORTED),
    }
}

#[tokio::test]
async fn a_hundred_messages_at_once_share_one_connection() {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let crypto = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let server = rustls::ServerConfig::builder_with_provider(crypto).with_safe_default_protocol_versions();
    let mut server =
        server.unwrap().with_no_client_auth().with_single_cert(vec![cert.der().clone()], private).unwrap();
    server.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];

    let accepted = Arc::<AtomicUsize>::default();
    let listener = Listener {
        tcp: TcpListener::bind("127.0.0.1:0").await.unwrap(),
        tls: TlsAcceptor::from(Arc::new(server)),
        accepted: Arc::clone(&accepted),
    };
    let endpoint = format!("https://localhost:{}", listener.tcp.local_addr().unwrap().port());
    let router = Router::new().route("/v1/projects/exchange/messages:send", post(take)).fallback(|| async {});
    tokio::spawn(axum::serve(listener, router).into_future());

    let tokens = Provider::start(serde_json::json!({})).await;
    let key = Kept::new(key("sender@exchange", &format!("{}/token", tokens.url)));
    #[allow(clippy::disallowed_methods)] // The client factory is in a crate that depends on this one.
    let client = reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_der(cert.der()).unwrap()])
        .no_proxy()
        .build()
        .unwrap();
    let fcm = Fcm::new(client, &endpoint, "exchange", &key, Duration::from_secs(20));
    fcm.warm_up().await;
    let sample = Sample::usual(EventType::OrderFilled);
    let outgoing = sample.to_device();
    let sent = join_all((0..100).map(|_| fcm.send(&outgoing))).await;
    for sent in sent {
        assert_eq!((sent.verdict, sent.status), (Verdict::Accepted, Some(200)));
    }
    assert_eq!(accepted.load(Ordering::Relaxed), 1);
}
