//! Writes of inbox items. Every write is one conditional update, and a conflict returns the current
//! item.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure};
use domain::routing::notification::{Ack, Attempt, Change, InboxState, MAX_ATTEMPTS, Notification};
use domain::routing::plan::PlannedDelivery;
use domain::{EventId, UserId};
use ports::{InboxAdvance, InboxWrite, ItemVersion, ItemWriteOutcome, PortError};

use super::{DynamoStore, classify, send_if};
use crate::item;
use crate::keys::{self, Class};

impl InboxWrite for DynamoStore {
    async fn put(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        seen: Option<InboxState>,
        next: InboxState,
    ) -> Result<ItemWriteOutcome, PortError> {
        let item = self.inbox_item(&notification.user_id, &notification.id);
        put(item, notification, attempts, seen, next).await
    }

    async fn put_in_overflow(
        &self,
        notification: &Notification,
        attempts: &[Attempt],
        next: InboxState,
    ) -> Result<ItemWriteOutcome, PortError> {
        // The mark is set first. A reader that sees the mark may look for a notification that is
        // not stored yet, but no reader misses a stored one.
        let mark = self
            .recipient(&notification.user_id)
            .update_expression("SET #overflows = :yes")
            .expression_attribute_names("#overflows", keys::INBOX_OVERFLOWS)
            .expression_attribute_values(":yes", item::number(&1));
        mark.send().await.map_err(|error| classify(&error))?;
        let (mut seen, mut next) = (None, next);
        for _ in 0..=InboxState::ALL.len() {
            let item = self.overflow_item(&notification.user_id, &notification.id);
            let ItemWriteOutcome::Conflict(known) = put(item, notification, attempts, seen, next).await?
            else {
                return Ok(ItemWriteOutcome::Done);
            };
            // An ack that arrived before the notification has left its mark in the item. The first
            // write of a notification counts.
            seen =
                known.as_ref().as_ref().filter(|known| known.notification.is_none()).map(|known| known.state);
            let Some(merged) = seen.and_then(|seen| InboxState::after(Some(seen), Change::Arrived)) else {
                return Ok(ItemWriteOutcome::Conflict(known));
            };
            next = merged;
        }
        Err(PortError::Throttled("the overflow's item kept changing".into()))
    }

    async fn add_attempts(&self, user: &UserId, id: &EventId, attempts: &[Attempt]) -> Result<(), PortError> {
        let add = |item| add_attempts(item, attempts);
        if !add(self.inbox_item(user, id)).await? {
            // The item does not exist or has the maximum number of attempts.
            add(self.overflow_item(user, id)).await?;
        }
        Ok(())
    }

    async fn add_planned(
        &self,
        seen: &Notification,
        planned: &[PlannedDelivery],
    ) -> Result<ItemWriteOutcome, PortError> {
        let next = item::plan(&seen.clone().with_planned(planned));
        let add = |item: UpdateItemFluentBuilder| {
            let update = item
                .update_expression("SET #channels = :next")
                .condition_expression("#channels = :seen")
                .expression_attribute_names("#channels", keys::CHANNELS)
                .expression_attribute_values(":next", item::text(&next))
                .expression_attribute_values(":seen", item::text(item::plan(seen)));
            send(update)
        };
        self.write_where_it_is(&seen.user_id, &seen.id, add).await
    }
}

/// Stores the notification in this item, if its state is still `seen`.
async fn put(
    item: UpdateItemFluentBuilder,
    notification: &Notification,
    attempts: &[Attempt],
    seen: Option<InboxState>,
    next: InboxState,
) -> Result<ItemWriteOutcome, PortError> {
    let mut update = Update::new(item, seen);
    update.set(keys::STATE, item::text(keys::state_name(next)));
    for (name, value) in item::content(notification) {
        update.set(name, value);
    }
    let class = match notification.hidden() {
        Some(_) => Some(Class::Hidden),
        None => Class::of(next),
    };
    if let Some(class) = class {
        let key = keys::list_key(class, notification.occurred_at, &notification.id);
        update.set(keys::LIST_KEY, item::text(key));
    }
    if !attempts.is_empty() {
        update.set(keys::ATTEMPTS, item::attempts(attempts));
    }
    update.send().await
}

/// Adds the attempts to this item; returns whether the item exists and had room for them.
async fn add_attempts(item: UpdateItemFluentBuilder, attempts: &[Attempt]) -> Result<bool, PortError> {
    let update = item
        .update_expression("SET #attempts = list_append(if_not_exists(#attempts, :none), :new)")
        .condition_expression(
            "attribute_exists(#state) AND (attribute_not_exists(#attempts) OR size(#attempts) < :most)",
        )
        .expression_attribute_names("#attempts", keys::ATTEMPTS)
        .expression_attribute_names("#state", keys::STATE)
        .expression_attribute_values(":none", AttributeValue::L(Vec::new()))
        .expression_attribute_values(":new", item::attempts(attempts))
        .expression_attribute_values(":most", item::number(&MAX_ATTEMPTS));
    send_if(update).await
}

impl InboxAdvance for DynamoStore {
    async fn advance(
        &self,
        user: &UserId,
        id: &EventId,
        seen: ItemVersion,
        next: InboxState,
        ack: &Ack,
    ) -> Result<ItemWriteOutcome, PortError> {
        let advance = |item| {
            let mut update = Update::new(item, seen.state);
            update.set(keys::STATE, item::text(keys::state_name(next)));
            update.set_once(keys::ACKED_AT, item::millis(ack.at));
            if next.is_seen() {
                update.set_once(keys::SEEN_AT, item::millis(ack.at));
                update.set_once(keys::SEEN_BY, item::text(keys::delivery(&ack.by)));
            }
            if let (Some(at), Some(class)) = (seen.listed_at, Class::of(next)) {
                update.set(keys::LIST_KEY, item::text(keys::list_key(class, at, id)));
            }
            if !next.is_written() {
                update.set(keys::TTL, item::seconds(ack.at.plus(crate::MARK_RETENTION)));
            }
            update.send()
        };
        match advance(self.inbox_item(user, id)).await {
            Ok(ItemWriteOutcome::Conflict(item)) if item.is_none() && seen.state.is_some() => {
                advance(self.overflow_item(user, id)).await
            }
            // The part has no room for a mark.
            Err(PortError::Refused(_)) if seen.state.is_none() => advance(self.overflow_item(user, id)).await,
            written => written,
        }
    }
}

impl DynamoStore {
    /// Builds an update of the notification's item in its part of the inbox.
    pub(super) fn inbox_item(&self, user: &UserId, id: &EventId) -> UpdateItemFluentBuilder {
        self.inbox_update(keys::inbox_part(user, id), id.as_str())
    }

    /// Builds an update of the notification's item in the overflow, for a notification that its
    /// part of the inbox refused.
    pub(super) fn overflow_item(&self, user: &UserId, id: &EventId) -> UpdateItemFluentBuilder {
        self.inbox_update(keys::overflow(user), id.as_str())
    }

    /// Writes to the notification's item: to the one in its part of the inbox or, if that is
    /// missing or only an ack's mark, to the one in the overflow.
    pub(super) async fn write_where_it_is<F: Future<Output = Result<ItemWriteOutcome, PortError>>>(
        &self,
        user: &UserId,
        id: &EventId,
        write: impl Fn(UpdateItemFluentBuilder) -> F,
    ) -> Result<ItemWriteOutcome, PortError> {
        match write(self.inbox_item(user, id)).await? {
            ItemWriteOutcome::Conflict(item)
                if item.as_ref().as_ref().is_none_or(|item| item.notification.is_none()) =>
            {
                write(self.overflow_item(user, id)).await
            }
            written => Ok(written),
        }
    }

    /// Builds an update of an item of the user that is not a notification.
    pub(super) fn user_item(&self, user: &UserId, range_key: &str) -> UpdateItemFluentBuilder {
        self.inbox_update(user.as_str(), range_key)
    }

    fn inbox_update(&self, hash_key: impl Into<String>, range_key: &str) -> UpdateItemFluentBuilder {
        self.client
            .update_item()
            .table_name(&self.tables.inbox)
            .key(keys::USER_ID, item::text(hash_key))
            .key(keys::EVENT_ID, item::text(range_key))
    }
}

/// Sends a conditional update of an inbox item; a conflict returns the current item.
pub(super) async fn send(update: UpdateItemFluentBuilder) -> Result<ItemWriteOutcome, PortError> {
    let all_old = ReturnValuesOnConditionCheckFailure::AllOld;
    match update.return_values_on_condition_check_failure(all_old).send().await {
        Ok(_) => Ok(ItemWriteOutcome::Done),
        Err(error) => match error.as_service_error() {
            Some(UpdateItemError::ConditionalCheckFailedException(conflict)) => {
                let item = conflict.item().filter(|item| !item.is_empty()).map(item::inbox_item);
                Ok(ItemWriteOutcome::Conflict(Box::new(item.transpose()?)))
            }
            _ => Err(classify(&error)),
        },
    }
}

/// An update of an item, conditional on the state that the writer has read.
struct Update {
    request: UpdateItemFluentBuilder,
    assignments: Vec<String>,
    values: Vec<(String, AttributeValue)>,
}

impl Update {
    fn new(request: UpdateItemFluentBuilder, seen: Option<InboxState>) -> Self {
        let request = request.expression_attribute_names("#seen", keys::STATE);
        let request = match seen {
            None => request.condition_expression("attribute_not_exists(#seen)"),
            Some(state) => request
                .condition_expression("#seen = :seen")
                .expression_attribute_values(":seen", item::text(keys::state_name(state))),
        };
        Self { request, assignments: Vec::new(), values: Vec::new() }
    }

    fn set(&mut self, name: &str, value: AttributeValue) {
        self.assignments.push(format!("#{name} = :{name}"));
        self.values.push((name.to_owned(), value));
    }

    /// Sets the attribute if it does not exist yet.
    fn set_once(&mut self, name: &str, value: AttributeValue) {
        self.assignments.push(format!("#{name} = if_not_exists(#{name}, :{name})"));
        self.values.push((name.to_owned(), value));
    }

    async fn send(self) -> Result<ItemWriteOutcome, PortError> {
        let expression = format!("SET {}", self.assignments.join(", "));
        let request = self.values.into_iter().fold(self.request, |request, (name, value)| {
            request
                .expression_attribute_names(format!("#{name}"), &name)
                .expression_attribute_values(format!(":{name}"), value)
        });
        send(request.update_expression(expression)).await
    }
}
