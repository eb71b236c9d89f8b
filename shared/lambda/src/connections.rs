//! Limits the pace at which a function opens connections to an AWS endpoint.
//!
//! DynamoDB, SQS and API Gateway answer one request at a time on a connection (HTTP/1.1). A first
//! batch with ten concurrent calls would therefore open nine connections to each endpoint in
//! addition to the warm one, and a TLS handshake takes more processor time of a small function than
//! several calls. So a call waits for a connection in use instead of opening another, and one more
//! connection is allowed for every [`CALLS_PER_CONNECTION`] calls: a busy function soon has as many
//! as it can use (`infra/adr/0025-processor-time-of-a-call.md`).

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The number of calls to an endpoint after which one more call may be in flight.
const CALLS_PER_CONNECTION: usize = 8;

/// The maximum of concurrent calls to an endpoint under this limit; it is more than a batch makes
/// at once.
const MAX_CONCURRENT_CALLS: usize = 32;

/// The time that a call waits for a connection before it opens one of its own: an endpoint that
/// answers slowly must not delay the calls behind it.
const MAX_WAIT: Duration = Duration::from_millis(100);

/// An HTTP client that opens its connections gradually.
#[derive(Debug)]
pub(crate) struct Gradual {
    inner: SharedHttpClient,
    endpoints: Arc<Endpoints>,
}

impl Gradual {
    /// Wraps an HTTP client.
    pub(crate) fn new(inner: SharedHttpClient) -> Self {
        Self { inner, endpoints: Arc::default() }
    }
}

impl HttpClient for Gradual {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Connector { inner, endpoints: Arc::clone(&self.endpoints) })
    }
}

#[derive(Debug)]
struct Connector {
    inner: SharedHttpConnector,
    endpoints: Arc<Endpoints>,
}

impl HttpConnector for Connector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let endpoint = self.endpoints.of(authority(request.uri()));
        let inner = self.inner.clone();
        HttpConnectorFuture::new(async move {
            let turn = endpoint.turn(MAX_WAIT).await;
            let mut response = inner.call(request).await?;
            // The connection can be reused once the body has been read.
            let body = std::mem::replace(response.body_mut(), SdkBody::taken());
            let body = ByteStream::new(body).collect().await;
            let body = body.map_err(|error| ConnectorError::io(error.into()))?;
            *response.body_mut() = SdkBody::from(body.into_bytes());
            if turn.is_some() {
                hand_over().await;
            }
            drop(turn);
            Ok(response)
        })
    }
}

/// Yields, so that hyper's own tasks return the connection to the pool; otherwise the next call
/// would find none and open another. One task notices the end of the response, and another then
/// returns the connection.
async fn hand_over() {
    for _ in 0..4 {
        tokio::task::yield_now().await;
    }
}

/// Returns the authority of a URI: `dynamodb.eu-west-1.amazonaws.com` of
/// `https://dynamodb.eu-west-1.amazonaws.com/path`.
fn authority(uri: &str) -> &str {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or(rest)
}

#[derive(Debug, Default)]
struct Endpoints(Mutex<HashMap<String, Arc<Endpoint>>>);

impl Endpoints {
    fn of(&self, authority: &str) -> Arc<Endpoint> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(endpoint) = all.get(authority) {
            return Arc::clone(endpoint);
        }
        let endpoint = Arc::<Endpoint>::default();
        all.insert(authority.to_owned(), Arc::clone(&endpoint));
        endpoint
    }
}

#[derive(Debug)]
struct Endpoint {
    turns: Arc<Semaphore>,
    calls: AtomicUsize,
}

impl Default for Endpoint {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(1)), calls: AtomicUsize::new(0) }
    }
}

impl Endpoint {
    /// Waits until the call may begin. Returns `None` if it has waited for `patience` and has to
    /// open a connection of its own.
    async fn turn(&self, patience: Duration) -> Option<OwnedSemaphorePermit> {
        let calls = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        if calls.is_multiple_of(CALLS_PER_CONNECTION) && calls / CALLS_PER_CONNECTION < MAX_CONCURRENT_CALLS {
            self.turns.add_permits(1);
        }
        if let Ok(turn) = Arc::clone(&self.turns).try_acquire_owned() {
            return Some(turn);
        }
        let turn = tokio::time::timeout(patience, Arc::clone(&self.turns).acquire_owned()).await;
        // The semaphore is never closed.
        turn.ok()?.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::future::join_all;
    use std::cell::Cell;

    #[test]
    fn an_endpoint_is_named_by_its_authority() {
        for uri in ["https://sqs.eu-west-1.amazonaws.com/123/p0", "https://sqs.eu-west-1.amazonaws.com?a=/"] {
            assert_eq!(authority(uri), "sqs.eu-west-1.amazonaws.com");
        }
        assert_eq!(authority("http://localhost:4566/live/@connections/a%3D"), "localhost:4566");
    }

    /// Returns the maximum of concurrent calls, of `calls` that begin together and take 5 ms each.
    async fn most_at_once(endpoint: &Endpoint, calls: usize) -> usize {
        let (now, most) = (Cell::new(0), Cell::new(0));
        let call = async || {
            let turn = endpoint.turn(Duration::from_mins(1)).await;
            now.set(now.get() + 1);
            most.set(most.get().max(now.get()));
            tokio::time::sleep(Duration::from_millis(5)).await;
            now.set(now.get() - 1);
            drop(turn);
        };
        join_all((0..calls).map(|_| call())).await;
        most.get()
    }

    #[tokio::test]
    async fn a_first_batch_opens_few_connections_and_a_busy_endpoint_has_enough() {
        let endpoint = Endpoint::default();
        assert_eq!(most_at_once(&endpoint, 1).await, 1);
        // Eleven calls so far allow a second connection.
        assert_eq!(most_at_once(&endpoint, 10).await, 2);
        for _ in 0..7 {
            most_at_once(&endpoint, 10).await;
        }
        assert_eq!(most_at_once(&endpoint, 10).await, 10);
    }

    #[tokio::test]
    async fn a_slow_call_holds_others_up_only_for_a_moment() {
        let endpoint = Endpoint::default();
        let slow = endpoint.turn(MAX_WAIT).await;
        assert!(endpoint.turn(MAX_WAIT).await.is_none(), "it opens a connection of its own");
        drop(slow);
        assert!(endpoint.turn(MAX_WAIT).await.is_some());
    }
}
