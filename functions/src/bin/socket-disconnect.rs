//! Removes a WebSocket that has closed. API Gateway does not guarantee this event; without it, the
//! 410 of the next post removes the connection.

use std::convert::Infallible;
use std::process::ExitCode;

use allocator as _;
use functions::config;
use lambda::clients::{Aws, Limits};
use lambda::socket::{Event, EventKind, Response};
use lambda::warm::{self, Call};
use lambda::{Config as _, Handler};
use ports::Connections;
use store::DynamoStore;
use usecases::connect::disconnect;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config::SocketDisconnect(tables) = config::SocketDisconnect::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(SocketDisconnect { store: DynamoStore::new(aws.dynamodb(), tables) })
    })
}

/// The function.
struct SocketDisconnect<S> {
    store: S,
}

impl<S: Connections> Handler for SocketDisconnect<S> {
    type Event = Event;
    type Response = Response;
    type Error = Infallible;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::remove(&self.store)]
    }

    async fn handle(&self, event: Event) -> Result<Response, Infallible> {
        if event.kind() != Some(EventKind::Disconnect) {
            tracing::error!("the invocation's event is not a disconnect: check the route's configuration");
            return Ok(Response::FAILED);
        }
        let (Some(connection), Some(identity)) = (event.connection(), event.identity()) else {
            tracing::error!("a disconnect has no user ID");
            return Ok(Response::FAILED);
        };
        Ok(match disconnect(&self.store, &identity.user_id, &connection).await {
            Ok(()) => Response::OK,
            // The connection stays registered until a post to it is answered with 410.
            Err(error) => {
                tracing::warn!(%error, "the connection could not be removed");
                Response::FAILED
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::recipient::Connection;
    use domain::{ConnectionId, Time, UserId};
    use memory_store::MemoryStore;
    use ports::Register;
    use serde_json::{Value, json};

    fn connection(id: &str) -> Connection {
        let (registered_at, closes_at) = (Time::from_millis(1), Time::from_millis(100));
        Connection { id: ConnectionId::new(id), registered_at, closes_at, issued_at: None }
    }

    fn event(authorizer: &Value) -> Event {
        event_of("DISCONNECT", authorizer)
    }

    fn event_of(kind: &str, authorizer: &Value) -> Event {
        let context = json!({"connectionId": "c1", "eventType": kind, "authorizer": authorizer});
        serde_json::from_value(json!({ "requestContext": context })).unwrap()
    }

    #[tokio::test]
    async fn a_frame_forgets_nothing() {
        let function = SocketDisconnect { store: MemoryStore::default() };
        let user = UserId::parse("u-1").unwrap();
        function.store.register(&user, &connection("c1")).await.unwrap();
        let identity = json!({"userId": "u-1", "closesAt": "100"});
        for kind in ["MESSAGE", "CONNECT", ""] {
            assert_eq!(function.handle(event_of(kind, &identity)).await, Ok(Response::FAILED));
        }
        assert_eq!(function.store.connections(&user), [connection("c1")]);
    }

    #[tokio::test]
    async fn only_the_connection_that_closed_is_forgotten() {
        let function = SocketDisconnect { store: MemoryStore::default() };
        let user = UserId::parse("u-1").unwrap();
        for id in ["c1", "c2"] {
            function.store.register(&user, &connection(id)).await.unwrap();
        }
        let identity = json!({"userId": "u-1", "closesAt": "100"});
        assert_eq!(function.handle(event(&identity)).await, Ok(Response::OK));
        assert_eq!(function.handle(event(&identity)).await, Ok(Response::OK), "again changes nothing");
        assert_eq!(function.store.connections(&user), [connection("c2")]);
        assert_eq!(function.handle(event(&json!(null))).await, Ok(Response::FAILED));
    }
}
