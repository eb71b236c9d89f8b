//! A frame → `usecases::command`, which posts its own replies.

use std::convert::Infallible;

use domain::Channel;
use lambda::socket::{Answer, Event, EventKind, Identity};
use lambda::warm::{self, Call};
use lambda::{Handler, random};
use ports::{Clock, Enqueue, Gateway};
use usecases::connect::{Caller, CommandPorts, CommandStore, FrameLimits, command};

/// The function.
pub(crate) struct SocketCommand<S, G, C, Q> {
    pub(crate) store: S,
    /// Takes the security notices.
    pub(crate) queues: Q,
    pub(crate) gateway: G,
    pub(crate) clock: C,
    pub(crate) deployed: Vec<Channel>,
    pub(crate) bot_name: String,
    /// What this instance has counted of frames.
    pub(crate) limits: FrameLimits,
}

impl<S, G, C, Q> Handler for SocketCommand<S, G, C, Q>
where
    S: CommandStore,
    G: Gateway,
    C: Clock,
    Q: Enqueue,
{
    type Event = Event;
    type Answer = Answer;
    type Error = Infallible;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::read(&self.store), warm::post(&self.gateway)]
    }

    async fn handle(&self, event: Event) -> Result<Answer, Infallible> {
        if event.kind() != Some(EventKind::Message) {
            tracing::error!("what came is no frame");
            return Ok(Answer::FAILED);
        }
        let Some(connection) = event.connection() else {
            tracing::error!("a frame came without a connection");
            return Ok(Answer::FAILED);
        };
        let Some(identity) = event.identity() else {
            tracing::error!("a frame came without an identity: the connection is closed");
            // A socket that nobody owns would stay open and deaf.
            if let Err(error) = self.gateway.close(&connection).await {
                tracing::warn!(%error, "the connection could not be closed");
            }
            return Ok(Answer::FAILED);
        };
        let Identity { user_id, closes_at, issued_at } = identity;
        let caller = Caller { user_id, connection, closes_at, issued_at };
        let ports = CommandPorts {
            store: &self.store,
            gateway: &self.gateway,
            clock: &self.clock,
            deployed: &self.deployed,
            secret: || random::secret().ok(),
            bot_name: &self.bot_name,
            limits: &self.limits,
        };
        Ok(match command(&ports, &self.queues, &caller, &event.frame()).await {
            Ok(()) => Answer::OK,
            Err(error) => {
                tracing::warn!(%error, "the reply could not be posted");
                Answer::FAILED
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use channels::websocket::MemoryGateway;
    use channels::websocket::memory::Fault;
    use domain::{ConnectionId, Time};
    use queues::memory::MemoryQueues;
    use serde_json::{Value, json};
    use store::memory::MemoryStore;

    struct At(Time);

    impl Clock for At {
        fn now(&self) -> Time {
            self.0
        }
    }

    async fn handle(gateway: &MemoryGateway, authorizer: Value, body: &str) -> Answer {
        let (store, clock) = (MemoryStore::default(), At(Time::from_millis(1_000)));
        let (deployed, bot_name) = (Channel::ALL.to_vec(), "bot".to_owned());
        let (queues, gateway, limits) = (MemoryQueues::default(), Borrowed(gateway), FrameLimits::default());
        let function = SocketCommand { store, queues, gateway, clock, deployed, bot_name, limits };
        let context = json!({"connectionId": "c", "eventType": "MESSAGE", "authorizer": authorizer});
        let event = json!({"requestContext": context, "body": body, "isBase64Encoded": false});
        function.handle(serde_json::from_value(event).unwrap()).await.unwrap()
    }

    struct Borrowed<'a>(&'a MemoryGateway);

    impl Gateway for Borrowed<'_> {
        async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), ports::PostError> {
            self.0.post(connection, frame).await
        }

        async fn close(&self, connection: &ConnectionId) -> Result<(), ports::PostError> {
            self.0.close(connection).await
        }
    }

    #[tokio::test]
    async fn a_ping_is_replied_to_on_its_own_connection() {
        let (gateway, connection) = (MemoryGateway::default(), ConnectionId::new("c"));
        gateway.connect(&connection);
        let identity = json!({"userId": "u-1", "closesAt": "7201000"});
        let ping = r#"{"action":"ping","requestId":"r-1"}"#;
        assert_eq!(handle(&gateway, identity.clone(), ping).await, Answer::OK);
        let reply: Value = serde_json::from_str(&gateway.frames(&connection)[0]).unwrap();
        assert_eq!((&reply["type"], &reply["requestId"]), (&json!("reply"), &json!("r-1")));

        gateway.answer(&connection, Some(Fault::Failed));
        assert_eq!(handle(&gateway, identity, ping).await, Answer::FAILED);
    }

    #[tokio::test]
    async fn the_names_of_routes_are_no_actions() {
        let (gateway, connection) = (MemoryGateway::default(), ConnectionId::new("c"));
        gateway.connect(&connection);
        let identity = json!({"userId": "u-1", "closesAt": "7201000"});
        for (n, action) in ["$disconnect", "$connect", "$default"].into_iter().enumerate() {
            let frame = json!({"action": action, "requestId": action}).to_string();
            assert_eq!(handle(&gateway, identity.clone(), &frame).await, Answer::OK);
            let error: Value = serde_json::from_str(&gateway.frames(&connection)[n]).unwrap();
            assert_eq!((&error["code"], &error["requestId"]), (&json!("unknown_action"), &json!(action)));
        }
    }

    #[tokio::test]
    async fn a_socket_that_nobody_owns_is_closed() {
        let (gateway, connection) = (MemoryGateway::default(), ConnectionId::new("c"));
        gateway.connect(&connection);
        assert_eq!(handle(&gateway, json!(null), "{}").await, Answer::FAILED);
        assert!(!gateway.is_open(&connection));
    }
}
