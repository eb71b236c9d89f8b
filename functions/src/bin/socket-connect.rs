//! Registers a WebSocket that opens. Its response decides whether the handshake succeeds.

use std::convert::Infallible;
use std::process::ExitCode;

use allocator as _;
use domain::recipient::Connection;
use functions::config;
use lambda::clients::{Aws, Limits};
use lambda::clock::SystemClock;
use lambda::socket::{Event, EventKind, Response};
use lambda::warm::{self, Call};
use lambda::{Config as _, Handler};
use ports::{Clock, ConnectedWrite, Connections, Gateway, Register};
use store::DynamoStore;
use usecases::connect::{Opened, connect};

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = config::SocketConnect::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(SocketConnect {
            store: DynamoStore::new(aws.dynamodb(), config.tables),
            // For closing the connections beyond the maximum.
            gateway: channels::websocket::Gateway::new(aws.gateway(&config.socket_endpoint)),
            clock: SystemClock,
        })
    })
}

/// The function.
struct SocketConnect<S, G, C> {
    store: S,
    gateway: G,
    clock: C,
}

impl<S: ConnectedWrite + Connections + Register, G: Gateway, C: Clock> Handler for SocketConnect<S, G, C> {
    type Event = Event;
    type Response = Response;
    type Error = Infallible;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::remove(&self.store), warm::close(&self.gateway)]
    }

    async fn handle(&self, event: Event) -> Result<Response, Infallible> {
        if event.kind() != Some(EventKind::Connect) {
            tracing::error!("the invocation's event is not a handshake: check the route's configuration");
            return Ok(Response::FAILED);
        }
        let (Some(connection), Some(identity)) = (event.connection(), event.identity()) else {
            tracing::error!("a handshake has no user ID: check the authorizer's configuration");
            return Ok(Response::FAILED);
        };
        let connection = Connection {
            id: connection,
            registered_at: self.clock.now(),
            closes_at: identity.closes_at,
            issued_at: identity.issued_at,
        };
        Ok(match connect(&self.store, &self.gateway, &identity.user_id, connection).await {
            Ok(Opened::Registered) => Response::OK,
            Ok(Opened::Revoked) => {
                tracing::info!("a handshake was accepted with a token that was revoked meanwhile");
                Response::FORBIDDEN
            }
            Err(error) => {
                tracing::error!(%error, "the connection could not be registered");
                if error.is_retryable() { Response::UNAVAILABLE } else { Response::FAILED }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use channels::websocket::MemoryGateway;
    use domain::{Time, UserId};
    use memory_store::MemoryStore;
    use serde_json::{Value, json};

    struct At(Time);

    impl Clock for At {
        fn now(&self) -> Time {
            self.0
        }
    }

    async fn handle(function: &SocketConnect<MemoryStore, MemoryGateway, At>, event: Value) -> Response {
        function.handle(serde_json::from_value(event).unwrap()).await.unwrap()
    }

    fn function() -> SocketConnect<MemoryStore, MemoryGateway, At> {
        let clock = At(Time::from_millis(1_000));
        SocketConnect { store: MemoryStore::default(), gateway: MemoryGateway::default(), clock }
    }

    fn connect_event() -> Value {
        let authorizer = json!({"userId": "u-1", "closesAt": "7201000", "principalId": "u-1"});
        json!({"requestContext": {"connectionId": "c=", "eventType": "CONNECT", "authorizer": authorizer}})
    }

    #[tokio::test]
    async fn the_connection_is_registered_as_the_authorizer_said() {
        let function = function();
        assert_eq!(handle(&function, connect_event()).await, Response::OK);
        let connections = function.store.connections(&UserId::parse("u-1").unwrap());
        assert_eq!(connections.len(), 1);
        assert_eq!(connections[0].id.as_str(), "c=");
        assert_eq!(connections[0].closes_at, Time::from_millis(7_201_000));
        assert_eq!(connections[0].registered_at, Time::from_millis(1_000));
    }

    #[tokio::test]
    async fn a_frame_registers_nothing() {
        let function = function();
        for kind in [json!("MESSAGE"), json!("DISCONNECT"), json!(null)] {
            let mut event = connect_event();
            event["requestContext"]["eventType"] = kind;
            assert_eq!(handle(&function, event).await, Response::FAILED);
        }
        assert!(function.store.connections(&UserId::parse("u-1").unwrap()).is_empty());
    }

    #[tokio::test]
    async fn without_an_identity_or_a_store_no_connection_is_accepted() {
        let function = function();
        let nameless = json!({"requestContext": {"connectionId": "c", "eventType": "CONNECT"}});
        assert_eq!(handle(&function, nameless).await, Response::FAILED);
        function.store.fail_next(1);
        assert_eq!(handle(&function, connect_event()).await, Response::UNAVAILABLE);
    }
}
