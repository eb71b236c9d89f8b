//! The collection of deliveries that are merged into one message: one item per slot, with one
//! attribute per delivery (`infra/adr/0018-limits-per-recipient.md`).

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure};
use domain::Time;
use domain::ids::{EventId, UserId};
use domain::routing::merged::{MAX_PARTS, Part};
use ports::{Joined, Merges, PortError};

use super::{DynamoStore, classify};
use crate::item;
use crate::keys::{self, limits};

impl Merges for DynamoStore {
    async fn join(&self, user: &UserId, slot: &EventId, part: &Part, now: Time) -> Result<Joined, PortError> {
        let joined = self
            .user_item(user, &limits::slot(slot))
            .update_expression("SET #part = :part, #ttl = :ttl ADD #size :one")
            .condition_expression(
                "attribute_not_exists(#part) AND attribute_not_exists(#is_closed) \
                 AND (attribute_not_exists(#size) OR #size < :most)",
            )
            .expression_attribute_names("#part", limits::part(&part.id))
            .expression_attribute_names("#is_closed", limits::IS_CLOSED)
            .expression_attribute_names("#size", limits::SIZE)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":part", item::part(part))
            .expression_attribute_values(":ttl", item::seconds(now.plus(crate::RETENTION)))
            .expression_attribute_values(":one", item::number(&1))
            .expression_attribute_values(":most", item::number(&MAX_PARTS))
            .return_values(ReturnValue::UpdatedNew)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        match joined {
            Ok(output) => match item::size(&output.attributes.unwrap_or_default())? {
                1 => Ok(Joined::First),
                _ => Ok(Joined::Later),
            },
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(failed)) => {
                    let is_there =
                        failed.item().is_some_and(|found| found.contains_key(&limits::part(&part.id)));
                    Ok(if is_there { Joined::Again } else { Joined::Closed })
                }
                Some(_) | None => Err(classify(&error)),
            },
        }
    }

    async fn close_slot(&self, user: &UserId, slot: &EventId, now: Time) -> Result<Vec<Part>, PortError> {
        let output = self
            .user_item(user, &limits::slot(slot))
            .update_expression("SET #is_closed = :true, #ttl = :ttl")
            .expression_attribute_names("#is_closed", limits::IS_CLOSED)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":true", AttributeValue::Bool(true))
            .expression_attribute_values(":ttl", item::seconds(now.plus(crate::RETENTION)))
            .return_values(ReturnValue::AllNew)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        item::parts(&output.attributes.unwrap_or_default())
    }
}
