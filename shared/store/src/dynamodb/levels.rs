//! The price levels that ticks can reach, and the states of symbols, in DynamoDB
//! (`infra/adr/0015-price-alerts.md`).

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use domain::Time;
use domain::alert::{Alert, Bounds, Part, Side};
use domain::event::data::Symbol;
use ports::{FeedHealth, LevelPage, Levels, PortError, StaleNotice, SymbolState, WriteOutcome};

use super::alerts::{level_place, place};
use super::batch::{add, unique};
use super::{DynamoStore, all, classify, is_conflict, readable, send_if};
use crate::item::{self, Attributes};
use crate::keys::{self, alerts as names};

impl Levels for DynamoStore {
    async fn symbols(&self, symbols: &[Symbol]) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        let mut open = HashMap::new();
        let items = unique(symbols).map(|symbol| place(names::symbol(symbol), symbol.as_str()));
        add(&mut open, &self.tables.alerts, items);
        let mut states = BTreeMap::new();
        self.get(open, |_, items| {
            states.extend(readable(items, "symbol", item::symbol));
            Ok(())
        })
        .await?;
        Ok(states)
    }

    async fn levels(
        &self,
        symbol: &Symbol,
        part: Part,
        side: Side,
        after: Option<&str>,
        limit: usize,
    ) -> Result<LevelPage, PortError> {
        let hash = names::levels(symbol, part, side);
        let query = self
            .of_place(hash.clone())
            .set_exclusive_start_key(after.map(|after| place(hash, after)))
            .scan_index_forward(match side {
                Side::Up => true,
                Side::Down => false,
            })
            .limit(i32::try_from(limit).unwrap_or(i32::MAX));
        let output = query.send().await.map_err(|error| classify(&error))?;
        let mut page = LevelPage { alerts: Vec::new(), next: None };
        for attributes in output.items.unwrap_or_default() {
            match item::alert(&attributes) {
                Ok(alert) => page.alerts.push(alert),
                // Only this alert is left out; the others must fire.
                Err(error) => tracing::error!(%error, %symbol, "an alert cannot be read"),
            }
        }
        page.next = output.last_evaluated_key.as_ref().and_then(range_key);
        Ok(page)
    }

    async fn mark(&self, before: &Alert, after: &Alert) -> Result<WriteOutcome, PortError> {
        self.write_alert(|| {
            let mut writes = vec![self.move_document(before, after)];
            let place = |alert: &Alert| alert.level().map(|level| level_place(alert, &level));
            // A transaction must not write to the same item twice.
            if place(before) != place(after) {
                writes.extend(before.level().map(|level| self.delete_level(before, &level)));
            }
            writes.extend(after.level().map(|level| self.put_level(after, &level)));
            writes
        })
        .await
    }

    async fn increment_epoch(&self, symbol: &Symbol) -> Result<u64, PortError> {
        let update = self
            .symbol(symbol)
            .update_expression("ADD #epoch :one")
            .expression_attribute_names("#epoch", names::EPOCH)
            .expression_attribute_values(":one", item::number(&1))
            .return_values(ReturnValue::UpdatedNew);
        let output = update.send().await.map_err(|error| classify(&error))?;
        item::epoch(&output.attributes.unwrap_or_default())
    }

    async fn set_bounds(
        &self,
        symbol: &Symbol,
        bounds: &Bounds,
        epoch: u64,
    ) -> Result<WriteOutcome, PortError> {
        let update = self
            .symbol(symbol)
            .update_expression("SET #bounds = :bounds")
            .condition_expression("#epoch = :epoch")
            .expression_attribute_names("#bounds", names::BOUNDS)
            .expression_attribute_names("#epoch", names::EPOCH)
            .expression_attribute_values(":bounds", item::bounds(bounds, epoch))
            .expression_attribute_values(":epoch", item::number(&epoch));
        send_if(update).await.map(stored)
    }

    async fn open_job(&self, symbol: &Symbol) -> Result<u64, PortError> {
        let update = self
            .known_symbol(symbol)
            .update_expression("ADD #opened :one")
            .expression_attribute_names("#opened", names::JOBS_OPENED)
            .expression_attribute_values(":one", item::number(&1))
            .return_values(ReturnValue::UpdatedNew);
        match update.send().await {
            Ok(output) => item::opened(&output.attributes.unwrap_or_default()),
            Err(error) if is_conflict(&error) => {
                Err(PortError::Refused("the symbol never had an alert".into()))
            }
            Err(error) => Err(classify(&error)),
        }
    }

    async fn finish_job(&self, symbol: &Symbol, part: Part, number: u64) -> Result<(), PortError> {
        self.raise(symbol, names::jobs_finished(part), item::number(&number)).await
    }
}

impl FeedHealth for DynamoStore {
    async fn record_tick(&self, symbol: &Symbol, made_at: Time) -> Result<(), PortError> {
        self.raise(symbol, names::LAST_TICK_AT.to_owned(), item::millis(made_at)).await
    }

    async fn all_symbols(&self) -> Result<BTreeMap<Symbol, SymbolState>, PortError> {
        let mut states = BTreeMap::new();
        for part in names::symbol_parts() {
            states.extend(readable(&all(self.of_place(part)).await?, "symbol", item::symbol));
        }
        Ok(states)
    }

    async fn record_stale_notice(
        &self,
        symbol: &Symbol,
        notice: Option<&StaleNotice>,
    ) -> Result<(), PortError> {
        let update = self
            .known_symbol(symbol)
            .expression_attribute_names("#since", names::STALE_SINCE)
            .expression_attribute_names("#until", names::TOLD_UNTIL)
            .expression_attribute_names("#complete", names::TOLD_COMPLETE_AT);
        let update = match notice {
            None => update.update_expression("REMOVE #since, #until, #complete"),
            Some(StaleNotice { since, notified_until, complete_at }) => {
                let update = update
                    .expression_attribute_values(":since", item::millis(*since))
                    .expression_attribute_values(":until", item::millis(*notified_until));
                match complete_at {
                    None => update.update_expression("SET #since = :since, #until = :until REMOVE #complete"),
                    Some(epoch) => update
                        .update_expression("SET #since = :since, #until = :until, #complete = :complete")
                        .expression_attribute_values(":complete", item::number(epoch)),
                }
            }
        };
        send_if(update).await.map(drop)
    }

    async fn mark_idle(&self, symbol: &Symbol, epoch: u64, until: Time) -> Result<WriteOutcome, PortError> {
        let update = self
            .symbol(symbol)
            .update_expression("SET #ttl = :until")
            .condition_expression("#epoch = :epoch")
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_names("#epoch", names::EPOCH)
            .expression_attribute_values(":until", item::seconds(until))
            .expression_attribute_values(":epoch", item::number(&epoch));
        send_if(update).await.map(stored)
    }

    async fn delete_symbol(&self, symbol: &Symbol, seen: &SymbolState) -> Result<WriteOutcome, PortError> {
        let jobs = if seen.jobs.opened == 0 { "attribute_not_exists(#opened)" } else { "#opened = :opened" };
        let mut delete = self
            .client
            .delete_item()
            .table_name(&self.tables.alerts)
            .set_key(Some(place(names::symbol(symbol), symbol.as_str())))
            .condition_expression(format!("#epoch = :epoch AND attribute_exists(#ttl) AND {jobs}"))
            .expression_attribute_names("#epoch", names::EPOCH)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_names("#opened", names::JOBS_OPENED)
            .expression_attribute_values(":epoch", item::number(&seen.epoch));
        if seen.jobs.opened > 0 {
            delete = delete.expression_attribute_values(":opened", item::number(&seen.jobs.opened));
        }
        match delete.send().await {
            Ok(_) => Ok(WriteOutcome::Done),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(DeleteItemError::is_conditional_check_failed_exception) =>
            {
                Ok(WriteOutcome::Conflict)
            }
            Err(error) => Err(classify(&error)),
        }
    }
}

fn stored(is_done: bool) -> WriteOutcome {
    if is_done { WriteOutcome::Done } else { WriteOutcome::Conflict }
}

fn range_key(key: &Attributes) -> Option<String> {
    key.get(keys::SK)?.as_s().ok().cloned()
}

impl DynamoStore {
    fn symbol(&self, symbol: &Symbol) -> UpdateItemFluentBuilder {
        self.client
            .update_item()
            .table_name(&self.tables.alerts)
            .set_key(Some(place(names::symbol(symbol), symbol.as_str())))
    }

    /// Raises an attribute of a symbol that has had an alert, unless its value is at least `to`
    /// already.
    async fn raise(&self, symbol: &Symbol, name: String, to: AttributeValue) -> Result<(), PortError> {
        let update = self
            .symbol(symbol)
            .update_expression("SET #name = :to")
            .condition_expression("attribute_exists(#epoch) AND (attribute_not_exists(#name) OR #name < :to)")
            .expression_attribute_names("#epoch", names::EPOCH)
            .expression_attribute_names("#name", name)
            .expression_attribute_values(":to", to);
        send_if(update).await.map(drop)
    }

    /// Builds an update of a symbol, conditional on its having had an alert.
    fn known_symbol(&self, symbol: &Symbol) -> UpdateItemFluentBuilder {
        self.symbol(symbol)
            .condition_expression("attribute_exists(#epoch)")
            .expression_attribute_names("#epoch", names::EPOCH)
    }
}
