//! Closes open sockets from the server's side.

use axum::Json;
use domain::UserId;
use ports::BatchRead as _;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Opened;
use super::body::Body;
use super::refusal::Refusal;

/// The user whose sockets are closed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Disconnect {
    user: UserId,
}

/// `POST /local/disconnect`
pub(super) async fn disconnect(
    Opened(console): Opened,
    Body(Disconnect { user }): Body<Disconnect>,
) -> Result<Json<Value>, Refusal> {
    let read = console.store.read(std::slice::from_ref(&user), &[], &[]).await;
    let recipient = read.map_err(|error| Refusal::failed(&error))?.recipient(&user);
    let mut closed = 0;
    for connection in &recipient.connections {
        if console.aws.close_connection(&console.info.web_socket_url, connection.id.as_str()).await? {
            closed += 1;
        }
    }
    Ok(Json(json!({"closed": closed})))
}
