//! One-time tickets and codes: consumed by a conditional delete, which only one of several callers wins.

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::types::ReturnValue;
use domain::{Time, UserId};
use ports::{Grant, LinkCodes, PortError, Tickets};

use super::{DynamoStore, classify};
use crate::item::{self, Attributes};
use crate::keys;

impl Tickets for DynamoStore {
    async fn issue(&self, ticket_hash: &str, grant: &Grant, expires_at: Time) -> Result<(), PortError> {
        let put = self
            .one_time(ticket_hash, &grant.user_id, expires_at)
            .item(keys::VALID_UNTIL, item::millis(grant.valid_until));
        put.send().await.map(drop).map_err(|error| classify(&error))
    }

    async fn redeem(&self, ticket_hash: &str, now: Time) -> Result<Option<Grant>, PortError> {
        self.consume(ticket_hash, now).await?.as_ref().map(item::grant).transpose()
    }
}

impl LinkCodes for DynamoStore {
    async fn issue_code(&self, code_hash: &str, user: &UserId, expires_at: Time) -> Result<(), PortError> {
        let put = self.one_time(&keys::link_code(code_hash), user, expires_at);
        put.send().await.map(drop).map_err(|error| classify(&error))
    }

    async fn redeem_code(&self, code_hash: &str, now: Time) -> Result<Option<UserId>, PortError> {
        let consumed = self.consume(&keys::link_code(code_hash), now).await?;
        consumed.as_ref().map(item::user_id).transpose()
    }
}

impl DynamoStore {
    fn one_time(&self, hash: &str, user: &UserId, expires_at: Time) -> PutItemFluentBuilder {
        self.client
            .put_item()
            .table_name(&self.tables.tickets)
            .item(keys::TICKET_HASH, item::text(hash))
            .item(keys::USER_ID, item::text(user.as_str()))
            .item(keys::EXPIRES_AT, item::millis(expires_at))
            .item(keys::TTL, item::seconds(expires_at))
    }

    async fn consume(&self, hash: &str, now: Time) -> Result<Option<Attributes>, PortError> {
        let delete = self
            .client
            .delete_item()
            .table_name(&self.tables.tickets)
            .key(keys::TICKET_HASH, item::text(hash))
            .condition_expression("#expires_at > :now")
            .expression_attribute_names("#expires_at", keys::EXPIRES_AT)
            .expression_attribute_values(":now", item::millis(now))
            .return_values(ReturnValue::AllOld);
        match delete.send().await {
            Ok(output) => Ok(output.attributes.filter(|old| !old.is_empty())),
            Err(error) => match error.as_service_error() {
                Some(DeleteItemError::ConditionalCheckFailedException(_)) => Ok(None),
                _ => Err(classify(&error)),
            },
        }
    }
}
