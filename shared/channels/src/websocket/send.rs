//! The adapter to API Gateway's management API.

use aws_sdk_apigatewaymanagement::Client;
use aws_sdk_apigatewaymanagement::primitives::Blob;
use domain::ConnectionId;
use ports::PostError;

use super::retry::Failure;

/// Posts to the connections of one WebSocket API.
///
/// Each call is one attempt. The caller decides whether to retry, so the client must not retry by
/// itself.
#[derive(Debug, Clone)]
pub struct Gateway {
    client: Client,
}

impl Gateway {
    /// Creates a gateway that posts with `client`, whose endpoint is the API's stage.
    pub fn new(client: Client) -> Self {
        Self { client }
    }
}

impl ports::Gateway for Gateway {
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError> {
        let data = Blob::new(frame.as_bytes());
        let call = self.client.post_to_connection().connection_id(connection.as_str()).data(data);
        call.send().await.map(|_| ()).map_err(|error| Failure::of(&error).classify())
    }

    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError> {
        let call = self.client.delete_connection().connection_id(connection.as_str());
        match call.send().await.map_err(|error| Failure::of(&error).classify()) {
            Ok(_) | Err(PostError::Gone) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
