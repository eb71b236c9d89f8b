//! The ledger of external deliveries, the escalation ladder, and the positions that liquidations
//! have closed, in DynamoDB.
//!
//! The ledger is a part of the notification's item: `infra/adr/0010-the-ledger.md`.

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use domain::delivery::ledger::{DeliveryKey, Entry};
use domain::routing::again::LastNotified;
use domain::routing::notification::InboxState;
use domain::{EventId, Time, UserId};
use ports::{ItemWriteOutcome, Key, LedgerWrite, PortError, PositionKey, Positions};

use super::inbox::send;
use super::{DynamoStore, send_if};
use crate::{item, keys};

impl LedgerWrite for DynamoStore {
    async fn record(
        &self,
        (user, id): &Key,
        delivery: &DeliveryKey,
        entry: &Entry,
        seen: Option<u32>,
    ) -> Result<ItemWriteOutcome, PortError> {
        let record = |item: UpdateItemFluentBuilder| {
            let update = item
                .update_expression("SET #entry = :entry")
                .expression_attribute_names("#entry", keys::delivery(delivery))
                .expression_attribute_values(":entry", item::entry(entry));
            let update = match seen {
                None => update
                    // The mark of an ack has no content: the notification is in the overflow then.
                    .condition_expression("attribute_exists(#type) AND attribute_not_exists(#entry)")
                    .expression_attribute_names("#type", keys::EVENT_TYPE),
                Some(revision) => update
                    .condition_expression("#entry.#revision = :seen")
                    .expression_attribute_names("#revision", keys::REVISION)
                    .expression_attribute_values(":seen", item::number(&revision)),
            };
            send(update)
        };
        self.write_where_it_is(user, id, record).await
    }

    async fn advance_ladder(
        &self,
        (user, id): &Key,
        from: u8,
        even_acked: bool,
    ) -> Result<ItemWriteOutcome, PortError> {
        self.advance_counter((user, id), keys::LADDER_STEP, from, even_acked).await
    }

    async fn advance_repeats(&self, (user, id): &Key, from: u8) -> Result<ItemWriteOutcome, PortError> {
        self.advance_counter((user, id), keys::REPEATS, from, false).await
    }
}

impl DynamoStore {
    /// Counts one more step in this attribute of the notification, if it has `from` and the trader has not
    /// seen the notification, or whether or not with `even_acked`.
    async fn advance_counter(
        &self,
        (user, id): (&UserId, &EventId),
        counter: &str,
        from: u8,
        even_acked: bool,
    ) -> Result<ItemWriteOutcome, PortError> {
        // The mark of an ack that arrived before the notification is excluded: the notification is
        // not stored there yet.
        let is_open = |state: &InboxState| state.is_written() && (even_acked || !state.is_seen());
        let states: Vec<InboxState> = InboxState::ALL.into_iter().filter(is_open).collect();
        let names: Vec<String> = (0..states.len()).map(|n| format!(":state{n}")).collect();
        let is_open = format!("#state IN ({})", names.join(", "));
        let advance = |item: UpdateItemFluentBuilder| {
            let update = item
                .update_expression("SET #step = :next")
                .expression_attribute_names("#step", counter)
                .expression_attribute_names("#state", keys::STATE)
                .expression_attribute_values(":next", item::number(&from.saturating_add(1)));
            let update = names.iter().zip(&states).fold(update, |update, (name, state)| {
                update.expression_attribute_values(name, item::text(keys::state_name(*state)))
            });
            let update = match from {
                0 => update.condition_expression(format!("{is_open} AND attribute_not_exists(#step)")),
                from => update
                    .condition_expression(format!("{is_open} AND #step = :from"))
                    .expression_attribute_values(":from", item::number(&from)),
            };
            send(update)
        };
        self.write_where_it_is(user, id, advance).await
    }
}

impl Positions for DynamoStore {
    async fn close_position(&self, (user, id): &PositionKey, at: Time) -> Result<(), PortError> {
        let update = self
            .user_item(user, &keys::position(id))
            .update_expression("SET #closed_at = :at, #ttl = :ttl")
            .condition_expression("attribute_not_exists(#closed_at) OR #closed_at < :at")
            .expression_attribute_names("#closed_at", keys::CLOSED_AT)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":at", item::millis(at))
            .expression_attribute_values(":ttl", item::seconds(at.plus(crate::RETENTION)));
        // If the condition fails, a later liquidation is already stored.
        send_if(update).await.map(drop)
    }

    async fn record_notified(&self, (user, id): &PositionKey, last: &LastNotified) -> Result<(), PortError> {
        let set = "SET #id = :id, #at = :at, #value = :value, #until = :until, #ttl = :ttl";
        let update = self
            .user_item(user, &keys::position(id))
            .update_expression(set)
            .condition_expression("attribute_not_exists(#at) OR #at < :at")
            .expression_attribute_names("#id", keys::NOTIFIED_ID)
            .expression_attribute_names("#at", keys::NOTIFIED_AT)
            .expression_attribute_names("#value", keys::NOTIFIED_VALUE)
            .expression_attribute_names("#until", keys::NOTIFIED_UNTIL)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":id", item::text(last.id.as_str()))
            .expression_attribute_values(":at", item::millis(last.occurred_at))
            .expression_attribute_values(":value", item::text(last.value.to_string()))
            .expression_attribute_values(":until", item::millis(last.expires_at))
            .expression_attribute_values(":ttl", item::seconds(last.occurred_at.plus(crate::RETENTION)));
        // If the condition fails, a later event is already stored.
        send_if(update).await.map(drop)
    }
}
