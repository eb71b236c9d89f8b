//! How often providers were called. A counter's item counts calls of one window and is then forgotten.

use aws_sdk_dynamodb::types::ReturnValue;
use domain::budget::Counter;
use domain::{Channel, Time};
use ports::{Allowances, PortError};

use super::{DynamoStore, classify, send_if};
use crate::{item, keys};

impl Allowances for DynamoStore {
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError> {
        let output = self
            .client
            .update_item()
            .table_name(&self.tables.allowances)
            .key(keys::COUNTER, item::text(keys::counter(counter)))
            .update_expression("ADD #total :by SET #ttl = :ttl")
            .expression_attribute_names("#total", keys::TOTAL)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":by", item::number(&by))
            .expression_attribute_values(":ttl", item::seconds(counter.ends_at()))
            .return_values(ReturnValue::UpdatedNew)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        item::total(&output.attributes.unwrap_or_default())
    }

    async fn paused_until(&self, provider: Channel) -> Result<Option<Time>, PortError> {
        let output = self
            .client
            .get_item()
            .table_name(&self.tables.allowances)
            .key(keys::COUNTER, item::text(keys::pause(provider)))
            .consistent_read(true)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        output.item.as_ref().map(item::until).transpose()
    }

    async fn pause(&self, provider: Channel, until: Time) -> Result<(), PortError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.tables.allowances)
            .key(keys::COUNTER, item::text(keys::pause(provider)))
            .update_expression("SET #until = :until, #ttl = :ttl")
            .condition_expression("attribute_not_exists(#until) OR #until < :until")
            .expression_attribute_names("#until", keys::UNTIL)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":until", item::millis(until))
            .expression_attribute_values(":ttl", item::seconds(until));
        // If not, a longer wish is known.
        send_if(update).await.map(drop)
    }
}
