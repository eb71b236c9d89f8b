//! Connections in DynamoDB: each is a flat attribute of its own, so their writers never conflict.

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::ReturnValue;
use domain::recipient::{Connection, Recipient};
use domain::{ConnectionId, Time, UserId};
use ports::{Connections, PortError, Register};

use super::{DynamoStore, classify, send_if};
use crate::{item, keys};

impl Register for DynamoStore {
    async fn register(&self, user: &UserId, connection: &Connection) -> Result<Recipient, PortError> {
        let output = self
            .with_connection(user, &connection.id)
            .update_expression("SET #connection = :connection")
            .expression_attribute_values(":connection", item::connection(connection))
            .return_values(ReturnValue::AllNew)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        item::recipient(&output.attributes.unwrap_or_default())
    }
}

impl Connections for DynamoStore {
    async fn remove(&self, user: &UserId, connection: &ConnectionId) -> Result<(), PortError> {
        // Without the condition, removing a connection of an unknown user would create a recipient.
        let update =
            self.with_connection(user, connection).condition_expression("attribute_exists(#connection)");
        send_if(update.update_expression("REMOVE #connection")).await.map(drop)
    }

    async fn remove_stale(
        &self,
        user: &UserId,
        connection: &ConnectionId,
        registered_at: Time,
    ) -> Result<(), PortError> {
        let update = self
            .with_connection(user, connection)
            .condition_expression(
                "attribute_exists(#connection) AND #connection.#registered_at <= :registered_at",
            )
            .expression_attribute_names("#registered_at", keys::REGISTERED_AT)
            .expression_attribute_values(":registered_at", item::millis(registered_at));
        send_if(update.update_expression("REMOVE #connection")).await.map(drop)
    }
}

impl DynamoStore {
    fn with_connection(&self, user: &UserId, connection: &ConnectionId) -> UpdateItemFluentBuilder {
        self.recipient(user).expression_attribute_names("#connection", keys::connection(connection))
    }
}
