//! Handles the frames of a trader's device. The reply is posted like a notification, so that it
//! arrives after the frames that it refers to; the route itself returns no body.

use std::convert::Infallible;
use std::process::ExitCode;

use allocator as _;
use domain::Channel;
use functions::config;
use lambda::clients::{Aws, Limits};
use lambda::platform::AwsPlatform;
use lambda::socket::{Event, EventKind, Identity, Response};
use lambda::warm::{self, Call};
use lambda::{Config as _, Handler, random};
use ports::{Gateway, NoTelemetry};
use queues::Sqs;
use store::DynamoStore;
use usecases::connect::{Caller, CommandContext, CommandPlatform, FrameLimits, command};

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = config::SocketCommand::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(SocketCommand {
            platform: AwsPlatform {
                store: DynamoStore::new(aws.dynamodb(), config.tables),
                gateway: channels::websocket::Gateway::new(aws.gateway(&config.socket_endpoint)),
                queues: Sqs::new(aws.sqs(), config.queues),
                telemetry: NoTelemetry,
            },
            deployed: config.deployed,
            bot_name: config.bot_name,
            limits: FrameLimits::default(),
        })
    })
}

/// The function.
struct SocketCommand<P> {
    platform: P,
    deployed: Vec<Channel>,
    bot_name: String,
    /// The frame counts of this instance.
    limits: FrameLimits,
}

impl<P: CommandPlatform> Handler for SocketCommand<P> {
    type Event = Event;
    type Response = Response;
    type Error = Infallible;

    fn warm(&self) -> Vec<Call<'_>> {
        vec![warm::read(self.platform.store()), warm::post(self.platform.gateway())]
    }

    async fn handle(&self, event: Event) -> Result<Response, Infallible> {
        if event.kind() != Some(EventKind::Message) {
            tracing::error!("the invocation's event is not a WebSocket frame");
            return Ok(Response::FAILED);
        }
        let Some(connection) = event.connection() else {
            tracing::error!("a frame has no connection ID");
            return Ok(Response::FAILED);
        };
        let Some(identity) = event.identity() else {
            tracing::error!("a frame has no user ID: the connection is closed");
            // Without an owner the socket would stay open and never get a frame.
            if let Err(error) = self.platform.gateway().close(&connection).await {
                tracing::warn!(%error, "the connection could not be closed");
            }
            return Ok(Response::FAILED);
        };
        let Identity { user_id, closes_at, issued_at } = identity;
        let caller = Caller { user_id, connection, closes_at, issued_at };
        let context = CommandContext {
            platform: &self.platform,
            deployed: &self.deployed,
            secret: || random::secret().ok(),
            bot_name: &self.bot_name,
            limits: &self.limits,
        };
        Ok(match command(&context, &caller, &event.frame()).await {
            Ok(()) => Response::OK,
            Err(error) => {
                tracing::warn!(%error, "the reply could not be posted");
                Response::FAILED
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use channels::websocket::MemoryGateway;
    use channels::websocket::memory::Fault;
    use domain::{ConnectionId, Time};
    use memory_store::MemoryStore;
    use ports::{Clock, Parts};
    use queues::memory::MemoryQueues;
    use serde_json::{Value, json};

    use super::*;

    struct At(Time);

    impl Clock for At {
        fn now(&self) -> Time {
            self.0
        }
    }

    async fn handle(gateway: &MemoryGateway, authorizer: Value, body: &str) -> Response {
        let (store, clock) = (MemoryStore::default(), At(Time::from_millis(1_000)));
        let (deployed, bot_name) = (Channel::ALL.to_vec(), "bot".to_owned());
        let (queues, telemetry, limits) = (MemoryQueues::default(), NoTelemetry, FrameLimits::default());
        let (store, queues, clock, telemetry) = (&store, &queues, &clock, &telemetry);
        let platform = Parts { store, gateway, queues, clock, telemetry };
        let function = SocketCommand { platform, deployed, bot_name, limits };
        let context = json!({"connectionId": "c", "eventType": "MESSAGE", "authorizer": authorizer});
        let event = json!({"requestContext": context, "body": body, "isBase64Encoded": false});
        function.handle(serde_json::from_value(event).unwrap()).await.unwrap()
    }

    #[tokio::test]
    async fn a_ping_is_replied_to_on_its_own_connection() {
        let (gateway, connection) = (MemoryGateway::default(), ConnectionId::new("c"));
        gateway.connect(&connection);
        let identity = json!({"userId": "u-1", "closesAt": "7201000"});
        let ping = r#"{"action":"ping","requestId":"r-1"}"#;
        assert_eq!(handle(&gateway, identity.clone(), ping).await, Response::OK);
        let reply: Value = serde_json::from_str(&gateway.frames(&connection)[0]).unwrap();
        assert_eq!((&reply["type"], &reply["requestId"]), (&json!("reply"), &json!("r-1")));

        gateway.answer(&connection, Some(Fault::Failed));
        assert_eq!(handle(&gateway, identity, ping).await, Response::FAILED);
    }

    #[tokio::test]
    async fn the_names_of_routes_are_no_actions() {
        let (gateway, connection) = (MemoryGateway::default(), ConnectionId::new("c"));
        gateway.connect(&connection);
        let identity = json!({"userId": "u-1", "closesAt": "7201000"});
        for (n, action) in ["$disconnect", "$connect", "$default"].into_iter().enumerate() {
            let frame = json!({"action": action, "requestId": action}).to_string();
            assert_eq!(handle(&gateway, identity.clone(), &frame).await, Response::OK);
            let error: Value = serde_json::from_str(&gateway.frames(&connection)[n]).unwrap();
            assert_eq!((&error["code"], &error["requestId"]), (&json!("unknown_action"), &json!(action)));
        }
    }

    #[tokio::test]
    async fn a_socket_without_an_owner_is_closed() {
        let (gateway, connection) = (MemoryGateway::default(), ConnectionId::new("c"));
        gateway.connect(&connection);
        assert_eq!(handle(&gateway, json!(null), "{}").await, Response::FAILED);
        assert!(!gateway.is_open(&connection));
    }
}
