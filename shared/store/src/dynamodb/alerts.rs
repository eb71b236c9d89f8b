//! Alerts in DynamoDB. An alert's document and the copy of it at its price level change in one
//! transaction: a level without an alert would be reached without any effect, and an alert without
//! a level would never fire.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem, Update};
use domain::Time;
use domain::alert::{Alert, Level, Part};
use domain::ids::UserId;
use ports::{Alerts, Levels, PortError, UserAlerts, WriteOutcome};

use super::transaction::Outcome;
use super::{DynamoStore, all};
use crate::item::{self, Attributes};
use crate::keys::{self, alerts as names};

/// The number of attempts of a transaction while other transactions write to one of its items: many
/// users can create alerts of one symbol at the same time.
const TRIES: u32 = 6;

/// The pause before the second attempt; it doubles with each further attempt.
const PAUSE: Duration = Duration::from_millis(10);

type Write = Result<TransactWriteItem, BuildError>;

impl Alerts for DynamoStore {
    async fn alerts(&self, user: &UserId) -> Result<UserAlerts, PortError> {
        let mut known = UserAlerts::default();
        for attributes in all(self.of_place(names::user(user))).await? {
            if attributes.contains_key(names::CREATED) {
                match item::created(&attributes) {
                    Ok(created) => (known.revision, known.creation_bucket) = created,
                    // Without the count no alert can be created; existing alerts can be listed and
                    // deleted.
                    Err(error) => {
                        tracing::error!(%error, user.id = %user, "a count of alerts cannot be read");
                    }
                }
                continue;
            }
            match item::alert(&attributes) {
                Ok(alert) => known.alerts.push(alert),
                // Only this alert is left out; the user can do nothing about the error.
                Err(error) => tracing::error!(%error, user.id = %user, "an alert cannot be read"),
            }
        }
        Ok(known)
    }

    async fn create_alert(
        &self,
        alert: &Alert,
        seen: u64,
        creation_bucket: Time,
    ) -> Result<WriteOutcome, PortError> {
        self.write_alert(|| {
            let mut writes =
                vec![self.count(&alert.user_id, seen, creation_bucket), self.put_document(alert)];
            writes.extend(alert.level().map(|level| self.put_level(alert, &level)));
            writes.push(self.watch_within(alert));
            writes
        })
        .await
    }

    async fn pause_alert(&self, active: &Alert, paused: &Alert) -> Result<WriteOutcome, PortError> {
        self.mark(active, paused).await
    }

    async fn resume_alert(
        &self,
        paused: &Alert,
        resumed: &Alert,
        seen: u64,
        creation_bucket: Time,
    ) -> Result<WriteOutcome, PortError> {
        self.write_alert(|| {
            let mut writes = vec![
                self.count(&resumed.user_id, seen, creation_bucket),
                self.move_document(paused, resumed),
            ];
            writes.extend(resumed.level().map(|level| self.put_level(resumed, &level)));
            writes.push(self.watch_within(resumed));
            writes
        })
        .await
    }

    async fn delete_alert(&self, seen: &Alert) -> Result<WriteOutcome, PortError> {
        self.write_alert(|| {
            let mut writes = vec![self.delete_document(seen)];
            writes.extend(seen.level().map(|level| self.delete_level(seen, &level)));
            writes
        })
        .await
    }
}

impl DynamoStore {
    /// Builds a query for all items under a hash key of the alerts table; strongly consistent.
    pub(super) fn of_place(&self, hash: String) -> QueryFluentBuilder {
        self.client
            .query()
            .table_name(&self.tables.alerts)
            .consistent_read(true)
            .key_condition_expression("#pk = :pk")
            .expression_attribute_names("#pk", keys::PK)
            .expression_attribute_values(":pk", item::text(hash))
    }

    /// Performs all writes in one transaction; if one of their conditions fails, none of them.
    pub(super) async fn write_alert(
        &self,
        writes: impl Fn() -> Vec<Write>,
    ) -> Result<WriteOutcome, PortError> {
        for tried in 0..TRIES {
            if tried > 0 {
                tokio::time::sleep(PAUSE * 2_u32.pow(tried - 1)).await;
            }
            match self.transact(writes()).await? {
                Outcome::Done => return Ok(WriteOutcome::Done),
                Outcome::Refused(_) => return Ok(WriteOutcome::Conflict),
                Outcome::Busy => {}
            }
        }
        Err(PortError::Throttled("the alert, its user or its symbol kept changing".into()))
    }

    /// Increments the number of the alerts that the user has created or resumed, if it is still `seen`.
    fn count(&self, user: &UserId, seen: u64, bucket: Time) -> Write {
        let is_as_seen = if seen == 0 { "attribute_not_exists(#created)" } else { "#created = :seen" };
        let mut update = Update::builder()
            .table_name(&self.tables.alerts)
            .set_key(Some(place(names::user(user), names::COUNT)))
            .update_expression("SET #created = :next, #bucket = :bucket")
            .condition_expression(is_as_seen)
            .expression_attribute_names("#created", names::CREATED)
            .expression_attribute_names("#bucket", names::CREATION_BUCKET)
            .expression_attribute_values(":bucket", item::millis(bucket))
            .expression_attribute_values(":next", item::number(&seen.saturating_add(1)));
        if seen > 0 {
            update = update.expression_attribute_values(":seen", item::number(&seen));
        }
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }

    fn put_document(&self, alert: &Alert) -> Write {
        let mut document = item::written(alert);
        document.extend(document_place(alert));
        document.extend(item::document_ttl(alert).map(|ttl| (keys::TTL.to_owned(), ttl)));
        let put = Put::builder()
            .table_name(&self.tables.alerts)
            .set_item(Some(document))
            .condition_expression("attribute_not_exists(#pk)")
            .expression_attribute_names("#pk", keys::PK);
        Ok(TransactWriteItem::builder().put(put.build()?).build())
    }

    fn delete_document(&self, seen: &Alert) -> Write {
        let delete = Delete::builder()
            .table_name(&self.tables.alerts)
            .set_key(Some(document_place(seen)))
            .condition_expression(
                "attribute_not_exists(#pk) OR (#phase = :phase AND #created_at = :created_at)",
            )
            .expression_attribute_names("#pk", keys::PK)
            .expression_attribute_names("#phase", names::PHASE)
            .expression_attribute_names("#created_at", names::CREATED_AT)
            .expression_attribute_values(":phase", item::phase(&seen.phase))
            .expression_attribute_values(":created_at", item::millis(seen.created_at));
        Ok(TransactWriteItem::builder().delete(delete.build()?).build())
    }

    /// Moves the document from the phase of `before` to that of `after`, if it is still in the
    /// former and was not deleted and created again.
    pub(super) fn move_document(&self, before: &Alert, after: &Alert) -> Write {
        let ttl = item::document_ttl(after);
        let resumed_at = after.resumed_at.map(|_| ", #resumed_at = :resumed_at").unwrap_or_default();
        let move_ttl = if ttl.is_some() { ", #ttl = :ttl" } else { " REMOVE #ttl" };
        let mut update = Update::builder()
            .table_name(&self.tables.alerts)
            .set_key(Some(document_place(before)))
            .update_expression(format!("SET #phase = :after{resumed_at}{move_ttl}"))
            .condition_expression("#phase = :before AND #created_at = :created_at")
            .expression_attribute_names("#phase", names::PHASE)
            .expression_attribute_names("#created_at", names::CREATED_AT)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":before", item::phase(&before.phase))
            .expression_attribute_values(":after", item::phase(&after.phase))
            .expression_attribute_values(":created_at", item::millis(before.created_at));
        if let Some(ttl) = ttl {
            update = update.expression_attribute_values(":ttl", ttl);
        }
        if let Some(resumed_at) = after.resumed_at {
            update = update
                .expression_attribute_names("#resumed_at", names::RESUMED_AT)
                .expression_attribute_values(":resumed_at", item::millis(resumed_at));
        }
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }

    /// Stores the copy of the alert at this level, which is the alert's own.
    pub(super) fn put_level(&self, alert: &Alert, level: &Level) -> Write {
        let mut copy = item::written(alert);
        copy.extend(level_place(alert, level));
        copy.extend(item::level_ttl(alert).map(|ttl| (keys::TTL.to_owned(), ttl)));
        let put = Put::builder().table_name(&self.tables.alerts).set_item(Some(copy));
        Ok(TransactWriteItem::builder().put(put.build()?).build())
    }

    /// Deletes the copy of the alert at this level.
    pub(super) fn delete_level(&self, alert: &Alert, level: &Level) -> Write {
        let delete =
            Delete::builder().table_name(&self.tables.alerts).set_key(Some(level_place(alert, level)));
        Ok(TransactWriteItem::builder().delete(delete.build()?).build())
    }

    /// Increments the epoch of the new or resumed alert's symbol, since a level is added in the same
    /// transaction, and ends the symbol's idle state.
    fn watch_within(&self, alert: &Alert) -> Write {
        let update = Update::builder()
            .table_name(&self.tables.alerts)
            .set_key(Some(place(names::symbol(&alert.symbol), alert.symbol.as_str())))
            .update_expression("ADD #epoch :one SET #since = if_not_exists(#since, :now) REMOVE #ttl")
            .expression_attribute_names("#epoch", names::EPOCH)
            .expression_attribute_names("#since", names::WATCHED_SINCE)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":now", item::millis(alert.watched_from()))
            .expression_attribute_values(":one", item::number(&1));
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }
}

/// Returns the key of an item.
pub(super) fn place(hash: String, range: impl Into<String>) -> Attributes {
    HashMap::from([(keys::PK.to_owned(), item::text(hash)), (keys::SK.to_owned(), item::text(range))])
}

fn document_place(alert: &Alert) -> Attributes {
    place(names::user(&alert.user_id), names::alert(&alert.id))
}

/// Returns the key of the alert's copy at this level.
pub(super) fn level_place(alert: &Alert, level: &Level) -> Attributes {
    let hash = names::levels(&alert.symbol, Part::of(&alert.id), level.side);
    place(hash, names::level(level, &alert.id))
}
