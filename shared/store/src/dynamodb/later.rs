//! The schedule, the work deferred to the end of quiet hours, and the inputs of daily reports, in
//! DynamoDB (`infra/adr/0014-the-night.md`).

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, Put, TransactWriteItem, Update, WriteRequest};
use domain::Time;
use domain::carrier::dynamodb::MAX_BATCH_WRITES;
use domain::ids::{EventId, UserId};
use domain::routing::notification::InboxState;
use domain::routing::report::{Activity, PublishedPnl, Reported};
use domain::shard::Shard;
use futures_util::future::try_join_all;
use ports::{
    Deferrals, Draft, ItemWriteOutcome, Key, Pnl, PortError, Reports, Schedule, ScheduledCheck, Scheduler,
    Waiting, WriteOutcome, minute_of,
};

use super::inbox::send;
use super::transaction::Outcome;
use super::{DynamoStore, all, classify, readable, send_if};
use crate::item::{self, Attributes};
use crate::keys::{self, Class};

/// The most writes in one `BatchWriteItem`.
const WRITES: usize = MAX_BATCH_WRITES;

/// The number of requests for deletes that DynamoDB leaves unprocessed.
const ROUNDS: usize = 4;

impl Scheduler for DynamoStore {
    async fn schedule_check(&self, user: &UserId, at: Time, version: &str) -> Result<(), PortError> {
        let place = place(minute_of(at), user);
        let put = self.client.put_item().table_name(&self.tables.schedule).set_item(Some(place));
        let put = put.item(keys::STAMP, item::text(version));
        put.send().await.map(drop).map_err(|error| classify(&error))
    }
}

impl Schedule for DynamoStore {
    async fn due(
        &self,
        shard: Shard,
        now: Time,
        after: Option<&ScheduledCheck>,
        limit: usize,
    ) -> Result<Vec<ScheduledCheck>, PortError> {
        let mut wakes = Vec::new();
        let mut start = after.map(|after| place(after.at, &after.user_id));
        loop {
            let wanted = limit.saturating_sub(wakes.len());
            let query = self
                .client
                .query()
                .table_name(&self.tables.schedule)
                .consistent_read(true)
                .key_condition_expression("#shard = :shard AND #wake <= :until")
                .expression_attribute_names("#shard", keys::SHARD)
                .expression_attribute_names("#wake", keys::WAKE)
                .expression_attribute_values(":shard", item::text(keys::shard(shard)))
                .expression_attribute_values(":until", item::text(keys::due_until(now)))
                .set_exclusive_start_key(start)
                .limit(i32::try_from(wanted).unwrap_or(i32::MAX));
            let output = query.send().await.map_err(|error| classify(&error))?;
            let found = output.items.unwrap_or_default();
            let read = readable(&found, "wake", item::wake);
            let is_whole = read.len() == found.len();
            wakes.extend(read);
            start = output.last_evaluated_key.filter(|key| !key.is_empty());
            // An entry that cannot be read leaves a gap, which later entries fill: the caller would
            // take a short page for the last one.
            if is_whole || start.is_none() || wakes.len() >= limit {
                return Ok(wakes);
            }
        }
    }

    async fn settle(&self, wake: &ScheduledCheck) -> Result<(), PortError> {
        let delete = self
            .client
            .delete_item()
            .table_name(&self.tables.schedule)
            .set_key(Some(place(wake.at, &wake.user_id)))
            .condition_expression("#stamp = :stamp")
            .expression_attribute_names("#stamp", keys::STAMP)
            .expression_attribute_values(":stamp", item::text(&wake.version));
        match delete.send().await {
            Ok(_) => Ok(()),
            Err(error) => match error.as_service_error() {
                // The user was scheduled again, or another invocation has completed the check.
                Some(DeleteItemError::ConditionalCheckFailedException(_)) => Ok(()),
                _ => Err(classify(&error)),
            },
        }
    }
}

/// Returns the key of a user's entry in the schedule.
fn place(at: Time, user: &UserId) -> Attributes {
    HashMap::from([
        (keys::SHARD.to_owned(), item::text(keys::shard(Shard::of(user)))),
        (keys::WAKE.to_owned(), item::text(keys::wake(at, user))),
    ])
}

impl Deferrals for DynamoStore {
    async fn defer(&self, (user, id): &Key, now: Time) -> Result<(), PortError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.tables.inbox)
            .item(keys::USER_ID, item::text(user.as_str()))
            .item(keys::EVENT_ID, item::text(keys::deferred(id)))
            .item(keys::TTL, item::seconds(now.plus(crate::RETENTION)));
        put.send().await.map(drop).map_err(|error| classify(&error))
    }

    async fn waiting(&self, user: &UserId) -> Result<Waiting, PortError> {
        let query = self
            .client
            .query()
            .table_name(&self.tables.inbox)
            .consistent_read(true)
            .key_condition_expression("#user = :user AND begins_with(#id, :waiting)")
            .expression_attribute_names("#user", keys::USER_ID)
            .expression_attribute_names("#id", keys::EVENT_ID)
            .expression_attribute_values(":user", item::text(user.as_str()))
            .expression_attribute_values(":waiting", item::text(keys::WAITING));
        let mut waiting = Waiting::default();
        for attributes in all(query).await? {
            if let Err(error) = item::waiting(&attributes, &mut waiting) {
                tracing::error!(%error, user.id = %user, "a deferred notification cannot be read");
            }
        }
        Ok(waiting)
    }

    async fn draft(
        &self,
        draft: &Draft,
        seen: &ScheduledCheck,
        now: Time,
    ) -> Result<WriteOutcome, PortError> {
        match self
            .transact([self.put_draft(draft, &seen.user_id, now), self.set_version(seen, &draft.id)])
            .await?
        {
            Outcome::Done => Ok(WriteOutcome::Done),
            // Another invocation writes to the same user's entry. It goes first, exactly as if it
            // had written earlier.
            Outcome::Refused(_) | Outcome::Busy => Ok(WriteOutcome::Conflict),
        }
    }

    async fn release(&self, (user, id): &Key, released_as: &EventId) -> Result<ItemWriteOutcome, PortError> {
        let release = |item: UpdateItemFluentBuilder| {
            let update = item
                .update_expression("SET #released_as = :id")
                .condition_expression(
                    "#released_as = :id OR (attribute_not_exists(#released_as) AND #state IN (:pending, :received))",
                )
                .expression_attribute_names("#released_as", keys::RELEASED_AS)
                .expression_attribute_names("#state", keys::STATE)
                .expression_attribute_values(":id", item::text(released_as.as_str()))
                .expression_attribute_values(":pending", item::text(keys::state_name(InboxState::Pending)))
                .expression_attribute_values(":received", item::text(keys::state_name(InboxState::Received)));
            send(update)
        };
        self.write_where_it_is(user, id, release).await
    }

    async fn forget(&self, user: &UserId, items: &[EventId]) -> Result<(), PortError> {
        for chunk in items.chunks(WRITES) {
            let mut open: Vec<WriteRequest> = chunk.iter().filter_map(|id| deletion(user, id)).collect();
            for _ in 0..ROUNDS {
                if open.is_empty() {
                    break;
                }
                let write = self.client.batch_write_item().request_items(&self.tables.inbox, open);
                let output = write.send().await.map_err(|error| classify(&error))?;
                let mut left = output.unprocessed_items.unwrap_or_default();
                open = left.remove(&self.tables.inbox).unwrap_or_default();
            }
            if !open.is_empty() {
                return Err(PortError::Throttled("unprocessed items".into()));
            }
        }
        Ok(())
    }

    async fn finish(&self, user: &UserId, draft: &EventId) -> Result<(), PortError> {
        let update = self
            .user_item(user, &keys::draft(draft))
            .update_expression("SET #is_finished = :true, #items = :none")
            .condition_expression("attribute_exists(#items)")
            .expression_attribute_names("#is_finished", keys::IS_FINISHED)
            .expression_attribute_names("#items", keys::ITEMS)
            .expression_attribute_values(":true", AttributeValue::Bool(true))
            .expression_attribute_values(":none", AttributeValue::L(Vec::new()));
        send_if(update).await.map(drop)
    }
}

impl DynamoStore {
    /// Stores the notifications with which a summary begins, if no summary of this id was ever
    /// begun.
    fn put_draft(&self, draft: &Draft, user: &UserId, now: Time) -> Result<TransactWriteItem, BuildError> {
        let items = draft.items.iter().map(|id| item::text(id.as_str())).collect();
        let update = Update::builder()
            .table_name(&self.tables.inbox)
            .key(keys::USER_ID, item::text(user.as_str()))
            .key(keys::EVENT_ID, item::text(keys::draft(&draft.id)))
            .update_expression("SET #items = :items, #ttl = :ttl")
            .condition_expression("attribute_not_exists(#items)")
            .expression_attribute_names("#items", keys::ITEMS)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":items", AttributeValue::L(items))
            .expression_attribute_values(":ttl", item::seconds(now.plus(crate::RETENTION)));
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }

    /// Sets the stamp of a schedule entry, if the entry still has the stamp that was read.
    fn set_version(&self, seen: &ScheduledCheck, version: &EventId) -> Result<TransactWriteItem, BuildError> {
        let put = Put::builder()
            .table_name(&self.tables.schedule)
            .set_item(Some(place(seen.at, &seen.user_id)))
            .item(keys::STAMP, item::text(version.as_str()))
            .condition_expression("#stamp = :seen")
            .expression_attribute_names("#stamp", keys::STAMP)
            .expression_attribute_values(":seen", item::text(&seen.version));
        Ok(TransactWriteItem::builder().put(put.build()?).build())
    }
}

fn deletion(user: &UserId, id: &EventId) -> Option<WriteRequest> {
    let delete = DeleteRequest::builder()
        .key(keys::USER_ID, item::text(user.as_str()))
        .key(keys::EVENT_ID, item::text(keys::deferred(id)))
        .build();
    // The key is set, so building cannot fail.
    Some(WriteRequest::builder().delete_request(delete.ok()?).build())
}

impl Reports for DynamoStore {
    async fn activity(&self, user: &UserId, from: Time, until: Time) -> Result<Activity, PortError> {
        let mut types = BTreeMap::new();
        // The classes are read in the order in which items move through them, so an item that moves
        // meanwhile is found at least once.
        for class in Class::ALL {
            let parts = keys::inbox_parts(user).map(|part| {
                let query = self
                    .query(&part, keys::list_between(class, from, until))
                    .projection_expression("#id, #type, #channels")
                    .expression_attribute_names("#id", keys::EVENT_ID)
                    .expression_attribute_names("#type", keys::EVENT_TYPE)
                    .expression_attribute_names("#channels", keys::CHANNELS);
                all(query)
            });
            for items in try_join_all(parts).await? {
                types.extend(readable(&items, "inbox item", item::id_and_counted_type));
            }
        }
        let mut activity = Activity::default();
        for event_type in types.into_values().flatten() {
            activity.count(event_type);
        }
        Ok(activity)
    }

    async fn record_report(&self, user: &UserId, reported: &Reported) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            .update_expression("SET #reported = :reported")
            .condition_expression("attribute_not_exists(#reported) OR #reported < :reported")
            .expression_attribute_names("#reported", keys::REPORTED)
            .expression_attribute_values(":reported", item::reported(reported));
        // If the condition fails, a later report is already stored.
        send_if(update).await.map(drop)
    }
}

impl Pnl for DynamoStore {
    async fn record_pnl(&self, user: &UserId, pnl: &PublishedPnl) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            .update_expression("SET #pnl = :pnl")
            .condition_expression("attribute_not_exists(#pnl) OR #pnl.#at < :at")
            .expression_attribute_names("#pnl", keys::PNL)
            .expression_attribute_names("#at", keys::AT)
            .expression_attribute_values(":pnl", item::pnl(pnl))
            .expression_attribute_values(":at", item::millis(pnl.at));
        // If the condition fails, a later value is already stored.
        send_if(update).await.map(drop)
    }
}
