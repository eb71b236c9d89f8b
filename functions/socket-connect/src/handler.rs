//! `$connect` → `usecases::connect` → whether the handshake goes on.

use std::convert::Infallible;

use domain::recipient::Connection;
use lambda::Handler;
use lambda::socket::{Answer, Event, EventKind};
use lambda::warm::{self, Call};
use ports::{Clock, Connections, Gateway, Register};
use usecases::connect::{Opened, connect};

/// The function.
pub(crate) struct SocketConnect<S, G, C> {
    pub(crate) store: S,
    pub(crate) gateway: G,
    pub(crate) clock: C,
}

impl<S: Register + Connections, G: Gateway, C: Clock> Handler for SocketConnect<S, G, C> {
    type Event = Event;
    type Answer = Answer;
    type Error = Infallible;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::remove(&self.store), warm::close(&self.gateway)]
    }

    async fn handle(&self, event: Event) -> Result<Answer, Infallible> {
        if event.kind() != Some(EventKind::Connect) {
            tracing::error!("what came is no handshake: does a frame select the route?");
            return Ok(Answer::FAILED);
        }
        let (Some(connection), Some(identity)) = (event.connection(), event.identity()) else {
            tracing::error!("a handshake came without an identity: is the authorizer in place?");
            return Ok(Answer::FAILED);
        };
        let connection = Connection {
            id: connection,
            registered_at: self.clock.now(),
            closes_at: identity.closes_at,
            issued_at: identity.issued_at,
        };
        Ok(match connect(&self.store, &self.gateway, &identity.user_id, connection).await {
            Ok(Opened::Registered) => Answer::OK,
            Ok(Opened::Revoked) => {
                tracing::info!("a handshake was let in on a token that was revoked since");
                Answer::FORBIDDEN
            }
            Err(error) => {
                tracing::error!(%error, "the connection could not be registered");
                if error.is_retryable() { Answer::UNAVAILABLE } else { Answer::FAILED }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use channels::websocket::MemoryGateway;
    use domain::{Time, UserId};
    use serde_json::{Value, json};
    use store::memory::MemoryStore;

    struct At(Time);

    impl Clock for At {
        fn now(&self) -> Time {
            self.0
        }
    }

    async fn handle(function: &SocketConnect<MemoryStore, MemoryGateway, At>, event: Value) -> Answer {
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
        assert_eq!(handle(&function, connect_event()).await, Answer::OK);
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
            assert_eq!(handle(&function, event).await, Answer::FAILED);
        }
        assert!(function.store.connections(&UserId::parse("u-1").unwrap()).is_empty());
    }

    #[tokio::test]
    async fn without_an_identity_or_a_store_nobody_connects() {
        let function = function();
        let nameless = json!({"requestContext": {"connectionId": "c", "eventType": "CONNECT"}});
        assert_eq!(handle(&function, nameless).await, Answer::FAILED);
        function.store.fail_next(1);
        assert_eq!(handle(&function, connect_event()).await, Answer::UNAVAILABLE);
    }
}
