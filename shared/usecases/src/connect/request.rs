//! Client frames without a socket: the body of a request is a frame, and the answer is its reply.

use std::cell::RefCell;

use domain::Time;
use domain::ids::{ConnectionId, UserId};
use ports::{Gateway, Parts, PostError};
use serde_json::Value;

use super::action::{Caller, CommandContext, CommandPlatform};
use super::command::command;

/// The beginning of the connection ID of a caller without a socket. Those of API Gateway have no colon.
const NO_SOCKET: &str = "http:";

impl Caller {
    /// Returns the caller of a request without a socket. Frame limits count the requests of a user as those
    /// of one connection.
    pub fn of_request(user_id: UserId, valid_until: Time, issued_at: Option<Time>) -> Self {
        let connection = ConnectionId::new(format!("{NO_SOCKET}{user_id}"));
        Self { user_id, connection, closes_at: valid_until, issued_at }
    }

    /// Whether the caller has a socket, on which frames can be posted to it later.
    pub(super) fn has_socket(&self) -> bool {
        !self.connection.as_str().starts_with(NO_SOCKET)
    }
}

/// The result of a client frame that came as a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The reply or error frame. A reply to `hello` has the notification frames as `notifications`.
    Frame(Value),
    /// The frame was not carried out: on a socket, the connection would have been closed. The caller's token
    /// was revoked or has expired, or the caller sends far more frames than the limits allow.
    Closed,
}

/// Carries out one client frame of a caller without a socket, and returns its answer.
pub async fn act<P: CommandPlatform>(context: &CommandContext<'_, P>, caller: &Caller, body: &str) -> Answer {
    let platform = context.platform;
    let gateway =
        Collecting { own: &caller.connection, others: platform.gateway(), frames: RefCell::default() };
    let collecting = Parts {
        store: platform.store(),
        gateway: &gateway,
        queues: platform.queues(),
        clock: platform.clock(),
        telemetry: platform.telemetry(),
    };
    let CommandContext { deployed, secret, bot_name, limits, .. } = *context;
    let context = CommandContext { platform: &collecting, deployed, secret, bot_name, limits };
    // Nothing is posted over the network to the caller, so that no post can fail.
    let _ = command(&context, caller, body).await;
    let mut frames = gateway.frames.into_inner();
    let Some(Ok(mut reply)) = frames.pop().map(|frame| serde_json::from_str::<Value>(&frame)) else {
        return Answer::Closed;
    };
    let notifications: Vec<Value> =
        frames.iter().filter_map(|frame| serde_json::from_str(frame).ok()).collect();
    if reply.get("sent").is_some() {
        reply["notifications"] = notifications.into();
    }
    Answer::Frame(reply)
}

/// A gateway that keeps the frames for the caller's own connection, which does not exist.
struct Collecting<'a, G> {
    own: &'a ConnectionId,
    others: &'a G,
    frames: RefCell<Vec<String>>,
}

impl<G: Gateway> Gateway for Collecting<'_, G> {
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError> {
        if connection != self.own {
            return self.others.post(connection, frame).await;
        }
        self.frames.borrow_mut().push(frame.to_owned());
        Ok(())
    }

    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError> {
        if connection == self.own { Ok(()) } else { self.others.close(connection).await }
    }
}
