//! `$disconnect` → `usecases::disconnect`.

use std::convert::Infallible;

use lambda::Handler;
use lambda::socket::{Answer, Event, EventKind};
use lambda::warm::{self, Call};
use ports::Connections;
use usecases::connect::disconnect;

/// The function.
pub(crate) struct SocketDisconnect<S> {
    pub(crate) store: S,
}

impl<S: Connections> Handler for SocketDisconnect<S> {
    type Event = Event;
    type Answer = Answer;
    type Error = Infallible;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::remove(&self.store)]
    }

    async fn handle(&self, event: Event) -> Result<Answer, Infallible> {
        if event.kind() != Some(EventKind::Disconnect) {
            tracing::error!("what came is no end of a connection: does a frame select the route?");
            return Ok(Answer::FAILED);
        }
        let (Some(connection), Some(identity)) = (event.connection(), event.identity()) else {
            tracing::error!("a connection that closed came without an identity");
            return Ok(Answer::FAILED);
        };
        Ok(match disconnect(&self.store, &identity.user_id, &connection).await {
            Ok(()) => Answer::OK,
            // It stays registered until a post to it is answered with 410.
            Err(error) => {
                tracing::warn!(%error, "the connection could not be forgotten");
                Answer::FAILED
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::recipient::Connection;
    use domain::{ConnectionId, Time, UserId};
    use ports::Register;
    use serde_json::{Value, json};
    use store::memory::MemoryStore;

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
            assert_eq!(function.handle(event_of(kind, &identity)).await, Ok(Answer::FAILED));
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
        assert_eq!(function.handle(event(&identity)).await, Ok(Answer::OK));
        assert_eq!(function.handle(event(&identity)).await, Ok(Answer::OK), "again changes nothing");
        assert_eq!(function.store.connections(&user), [connection("c2")]);
        assert_eq!(function.handle(event(&json!(null))).await, Ok(Answer::FAILED));
    }
}
