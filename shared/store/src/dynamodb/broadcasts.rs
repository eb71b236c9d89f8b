//! Broadcasts and connected users in DynamoDB (`infra/adr/0036-broadcasts.md`).

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem};
use domain::shard::Shard;
use domain::{EventId, Time, UserId};
use ports::{
    BroadcastRead, BroadcastWrite, ConnectedUsers, ConnectedWrite, DryRunWrite, DryRuns, PortError, Position,
    RecipientPage, RecipientPages, Segment, StoredBroadcast,
};

use super::transaction::Outcome;
use super::{DynamoStore, classify, readable, send_if};
use crate::item::{self, Attributes};
use crate::keys::{self, broadcasts};

impl BroadcastWrite for DynamoStore {
    async fn put_broadcast(&self, broadcast: &StoredBroadcast) -> Result<Option<StoredBroadcast>, PortError> {
        let copies = broadcasts::copies().map(|copy| {
            let key = (copy, broadcasts::place(&broadcast.position()));
            put(&self.tables.broadcasts, key, broadcast, false)
        });
        let own = put(&self.tables.broadcasts, broadcasts::by_id(&broadcast.id), broadcast, true);
        match self.transact(std::iter::once(own).chain(copies)).await? {
            Outcome::Done => Ok(None),
            Outcome::Refused(Some(first)) => item::broadcast(&first).map(Some),
            Outcome::Refused(None) => Err(PortError::Corrupt("a stored broadcast was not returned".into())),
            Outcome::Busy => Err(PortError::Throttled("the broadcast is being stored".into())),
        }
    }
}

/// Puts one item of the broadcast; the one that is found by its ID only if there is none.
fn put(
    table: &str,
    key: (String, String),
    broadcast: &StoredBroadcast,
    is_first: bool,
) -> Result<TransactWriteItem, BuildError> {
    let mut put = Put::builder().table_name(table).set_item(Some(attributes(key, broadcast)));
    if is_first {
        put = put
            .condition_expression("attribute_not_exists(#pk)")
            .expression_attribute_names("#pk", keys::PK)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    }
    Ok(TransactWriteItem::builder().put(put.build()?).build())
}

/// Returns the item of a broadcast, or of a dry run, under this key.
fn attributes((hash, range): (String, String), broadcast: &StoredBroadcast) -> Attributes {
    let attributes = [
        (keys::PK, item::text(hash)),
        (keys::SK, item::text(range)),
        (keys::EVENT_ID, item::text(broadcast.id.as_str())),
        (keys::LIVE_AT, item::millis(broadcast.live_at)),
        (keys::KEEP_UNTIL, item::millis(broadcast.keep_until)),
        (keys::TTL, item::seconds(broadcast.keep_until)),
        (keys::BODY, item::text(&broadcast.body)),
    ];
    attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

impl DynamoStore {
    /// Reads an item of the broadcasts table; strongly consistent.
    async fn broadcasts_item(
        &self,
        (hash, range): (String, String),
    ) -> Result<Option<Attributes>, PortError> {
        let get = self
            .client
            .get_item()
            .table_name(&self.tables.broadcasts)
            .key(keys::PK, item::text(hash))
            .key(keys::SK, item::text(range))
            .consistent_read(true);
        let output = get.send().await.map_err(|error| classify(&error))?;
        Ok(output.item)
    }
}

impl BroadcastRead for DynamoStore {
    async fn broadcasts(
        &self,
        user: &UserId,
        from: Time,
        after: Option<&Position>,
        limit: usize,
    ) -> Result<(Vec<StoredBroadcast>, Option<Position>), PortError> {
        let low = after.map_or_else(|| broadcasts::from(from), broadcasts::behind);
        let query = self
            .client
            .query()
            .table_name(&self.tables.broadcasts)
            .consistent_read(true)
            .key_condition_expression("#pk = :copy AND #sk > :low")
            .expression_attribute_names("#pk", keys::PK)
            .expression_attribute_names("#sk", keys::SK)
            .expression_attribute_values(":copy", item::text(broadcasts::copy_of(user)))
            .expression_attribute_values(":low", item::text(low))
            .limit(i32::try_from(limit).unwrap_or(i32::MAX));
        let output = query.send().await.map_err(|error| classify(&error))?;
        let found = output.items.unwrap_or_default();
        let last = output.last_evaluated_key.filter(|key| !key.is_empty());
        let next = last.as_ref().map(item::broadcast_position).transpose()?;
        Ok((readable(&found, "broadcast", item::broadcast), next))
    }

    async fn record_broadcasts_until(&self, user: &UserId, until: Time) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            .update_expression("SET #until = :until")
            .condition_expression("attribute_not_exists(#until) OR #until < :until")
            .expression_attribute_names("#until", keys::BROADCASTS_UNTIL)
            .expression_attribute_values(":until", item::millis(until));
        // If the condition fails, a later time is already stored.
        send_if(update).await.map(drop)
    }
}

impl ConnectedUsers for DynamoStore {
    async fn broadcast(&self, id: &EventId) -> Result<Option<StoredBroadcast>, PortError> {
        let found = self.broadcasts_item(broadcasts::by_id(id)).await?;
        found.as_ref().map(item::broadcast).transpose()
    }

    async fn connected_users(
        &self,
        shard: Shard,
        after: Option<&UserId>,
        limit: usize,
        now: Time,
    ) -> Result<Vec<UserId>, PortError> {
        let mut users = Vec::new();
        let mut start = after.map(|after| connected(shard, after));
        loop {
            let wanted = limit.saturating_sub(users.len());
            let query = self
                .client
                .query()
                .table_name(&self.tables.broadcasts)
                .consistent_read(true)
                .key_condition_expression("#pk = :shard")
                .expression_attribute_names("#pk", keys::PK)
                .expression_attribute_values(":shard", item::text(broadcasts::connected(shard)))
                .set_exclusive_start_key(start)
                .limit(i32::try_from(wanted).unwrap_or(i32::MAX));
            let output = query.send().await.map_err(|error| classify(&error))?;
            let found = output.items.unwrap_or_default();
            // DynamoDB deletes an item some days after its expiry.
            let read = readable(&found, "connected user", item::connected_user);
            users.extend(read.into_iter().filter(|(_, until)| now < *until).map(|(user, _)| user));
            start = output.last_evaluated_key.filter(|key| !key.is_empty());
            if start.is_none() || users.len() >= limit {
                return Ok(users);
            }
        }
    }
}

impl DryRunWrite for DynamoStore {
    async fn put_dry_run(&self, broadcast: &StoredBroadcast) -> Result<Time, PortError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.tables.broadcasts)
            .set_item(Some(attributes(broadcasts::dry_run(&broadcast.id), broadcast)))
            .condition_expression("attribute_not_exists(#pk) OR #body <> :body")
            .expression_attribute_names("#pk", keys::PK)
            .expression_attribute_names("#body", keys::BODY)
            .expression_attribute_values(":body", item::text(&broadcast.body))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match put.send().await {
            Ok(_) => Ok(broadcast.live_at),
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(conflict)) => {
                    let known = conflict.item().map(item::broadcast).transpose()?;
                    let known = known
                        .ok_or_else(|| PortError::Corrupt("a stored dry run was not returned".into()))?;
                    Ok(known.live_at)
                }
                Some(_) | None => Err(classify(&error)),
            },
        }
    }
}

impl DryRuns for DynamoStore {
    async fn dry_run(&self, id: &EventId) -> Result<Option<(StoredBroadcast, Option<String>)>, PortError> {
        let Some(found) = self.broadcasts_item(broadcasts::dry_run(id)).await? else { return Ok(None) };
        Ok(Some((item::broadcast(&found)?, item::dry_run_result(&found)?)))
    }

    async fn put_dry_run_result(&self, id: &EventId, stored_at: Time, result: &str) -> Result<(), PortError> {
        let (hash, range) = broadcasts::dry_run(id);
        let update = self
            .client
            .update_item()
            .table_name(&self.tables.broadcasts)
            .key(keys::PK, item::text(hash))
            .key(keys::SK, item::text(range))
            .update_expression("SET #result = :result")
            .condition_expression("#live_at = :stored_at")
            .expression_attribute_names("#result", keys::RESULT)
            .expression_attribute_names("#live_at", keys::LIVE_AT)
            .expression_attribute_values(":result", item::text(result))
            .expression_attribute_values(":stored_at", item::millis(stored_at));
        send_if(update).await.map(drop)
    }
}

impl RecipientPages for DynamoStore {
    /// A parallel scan: each of its segments is read by itself, from the key at which the page before ended
    /// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan>).
    async fn recipients(
        &self,
        segment: Segment,
        after: Option<&str>,
        limit: usize,
    ) -> Result<RecipientPage, PortError> {
        let start = after.map(|after| Attributes::from([(keys::USER_ID.to_owned(), item::text(after))]));
        let scan = self
            .client
            .scan()
            .table_name(&self.tables.recipients)
            .consistent_read(true)
            .segment(i32::from(segment.number))
            .total_segments(i32::from(segment.of))
            .set_exclusive_start_key(start)
            .limit(i32::try_from(limit).unwrap_or(i32::MAX));
        let output = scan.send().await.map_err(|error| classify(&error))?;
        let found = output.items.unwrap_or_default();
        let last = output.last_evaluated_key.filter(|key| !key.is_empty());
        let of_recipients = found.iter().filter(|item| item::is_recipient(item));
        Ok(RecipientPage {
            recipients: readable(of_recipients, "recipient", item::recipient),
            next: last.as_ref().map(item::recipient_position).transpose()?,
        })
    }
}

impl ConnectedWrite for DynamoStore {
    async fn record_connected(&self, user: &UserId, until: Time) -> Result<(), PortError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.tables.broadcasts)
            .set_item(Some(connected(Shard::of(user), user)))
            .item(keys::CLOSES_AT, item::millis(until))
            .item(keys::TTL, item::seconds(until));
        put.send().await.map(drop).map_err(|error| classify(&error))
    }
}

/// Returns the key of the record that the user is connected.
fn connected(shard: Shard, user: &UserId) -> Attributes {
    Attributes::from([
        (keys::PK.to_owned(), item::text(broadcasts::connected(shard))),
        (keys::SK.to_owned(), item::text(user.as_str())),
    ])
}
