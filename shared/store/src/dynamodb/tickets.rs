//! One-time tickets: consumed by a conditional delete, which only one of several callers wins.

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::types::ReturnValue;
use domain::Time;
use ports::{Grant, PortError, Tickets};

use super::{DynamoStore, classify};
use crate::{item, keys};

impl Tickets for DynamoStore {
    async fn issue(&self, ticket_hash: &str, grant: &Grant, expires_at: Time) -> Result<(), PortError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.tables.tickets)
            .item(keys::TICKET_HASH, item::text(ticket_hash))
            .item(keys::USER_ID, item::text(grant.user_id.as_str()))
            .item(keys::VALID_UNTIL, item::millis(grant.valid_until))
            .item(keys::EXPIRES_AT, item::millis(expires_at))
            .item(keys::TTL, item::seconds(expires_at));
        put.send().await.map(|_| ()).map_err(|error| classify(&error))
    }

    async fn redeem(&self, ticket_hash: &str, now: Time) -> Result<Option<Grant>, PortError> {
        let delete = self
            .client
            .delete_item()
            .table_name(&self.tables.tickets)
            .key(keys::TICKET_HASH, item::text(ticket_hash))
            .condition_expression("#expires_at > :now")
            .expression_attribute_names("#expires_at", keys::EXPIRES_AT)
            .expression_attribute_values(":now", item::millis(now))
            .return_values(ReturnValue::AllOld);
        match delete.send().await {
            Ok(output) => {
                output.attributes.filter(|old| !old.is_empty()).as_ref().map(item::grant).transpose()
            }
            Err(error) => match error.as_service_error() {
                Some(DeleteItemError::ConditionalCheckFailedException(_)) => Ok(None),
                _ => Err(classify(&error)),
            },
        }
    }
}
