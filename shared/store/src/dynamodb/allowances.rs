//! Counters of calls of providers, in DynamoDB. A counter's item counts the calls of one window and
//! expires after it (`infra/adr/0011-allowances.md`).

use std::time::Duration;

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::ReturnValue;
use domain::delivery::budget::{BurstKey, Counter, MinuteTotals};
use domain::delivery::pause::{Destination, DestinationPause, Pauses};
use domain::{Channel, Time};
use ports::{PortError, RateLimits};

use super::{DynamoStore, classify, send_if};
use crate::item;
use crate::keys::{self, limits};

impl RateLimits for DynamoStore {
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError> {
        let update = self.addition(counter, by).update_expression("ADD #total :by SET #ttl = :ttl");
        let output = update.send().await.map_err(|error| classify(&error))?;
        item::total(&output.attributes.unwrap_or_default())
    }

    async fn add_to_burst(&self, counter: &Counter, burst: BurstKey) -> Result<MinuteTotals, PortError> {
        let update = self
            .addition(counter, 1)
            .update_expression("ADD #total :by, #burst :by SET #ttl = :ttl")
            .expression_attribute_names("#burst", limits::burst(burst));
        let output = update.send().await.map_err(|error| classify(&error))?;
        item::minute_totals(&output.attributes.unwrap_or_default(), burst)
    }

    async fn pauses(&self, provider: Channel) -> Result<Pauses, PortError> {
        let output = self
            .client
            .get_item()
            .table_name(&self.tables.allowances)
            .key(keys::COUNTER, item::text(keys::pause(provider)))
            .consistent_read(true)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        output.item.as_ref().map(item::pauses).transpose().map(Option::unwrap_or_default)
    }

    async fn pause(&self, provider: Channel, until: Time) -> Result<(), PortError> {
        let update = self
            .pauses_of(provider, until)
            .update_expression("SET #until = :until, #ttl = :ttl")
            .condition_expression("attribute_not_exists(#until) OR #until < :until")
            .expression_attribute_names("#until", keys::UNTIL)
            .expression_attribute_values(":until", item::millis(until));
        // If the condition fails, a longer pause is already stored.
        send_if(update).await.map(drop)
    }

    async fn pause_destination(
        &self,
        provider: Channel,
        to: &Destination,
        pause: DestinationPause,
        now: Time,
    ) -> Result<Pauses, PortError> {
        // A longer pause of the same recipient is kept. It is read first, because a text has no
        // conditional maximum. If two invocations that were throttled at the same moment write at
        // once, the pause of the later write is stored.
        let known = self.pauses(provider).await?;
        let pause = known.destinations.get(to).map_or(pause, |known| known.merged(pause));
        let is_over = |(other, pause): &(&Destination, &DestinationPause)| *other != to && pause.is_over(now);
        let over: Vec<_> = known.destinations.iter().filter(is_over).take(MAX_FORGOTTEN).collect();
        let mut update = self.pauses_of(provider, pause.until);
        let mut names = Vec::new();
        for (number, (other, _)) in over.iter().enumerate() {
            let name = format!("#over{number}");
            update = update.expression_attribute_names(&name, limits::destination(other));
            names.push(name);
        }
        let set = "SET #to = :pause, #ttl = :ttl";
        let expression =
            if names.is_empty() { set.to_owned() } else { format!("{set} REMOVE {}", names.join(", ")) };
        let update = update
            .update_expression(expression)
            .expression_attribute_names("#to", limits::destination(to))
            .expression_attribute_values(":pause", item::destination_pause(pause))
            .return_values(ReturnValue::AllNew);
        let output = update.send().await.map_err(|error| classify(&error))?;
        item::pauses(&output.attributes.unwrap_or_default())
    }
}

/// The most pauses that one write removes. Their names are far below the 4 KB limit of an
/// expression.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters>
const MAX_FORGOTTEN: usize = 50;

/// The time for which an item is kept after its pause, so that a shorter pause that is written
/// later does not end it.
const KEPT_LONGER: Duration = Duration::from_hours(48);

impl DynamoStore {
    /// Builds an update that adds `by` to the counter and answers with what it has changed.
    fn addition(&self, counter: &Counter, by: u32) -> UpdateItemFluentBuilder {
        self.client
            .update_item()
            .table_name(&self.tables.allowances)
            .key(keys::COUNTER, item::text(keys::counter(counter)))
            .expression_attribute_names("#total", keys::TOTAL)
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":by", item::number(&by))
            .expression_attribute_values(":ttl", item::seconds(counter.ends_at()))
            .return_values(ReturnValue::UpdatedNew)
    }

    /// Builds an update of the item that holds the provider's pauses; the item expires some time
    /// after `until`.
    fn pauses_of(&self, provider: Channel, until: Time) -> UpdateItemFluentBuilder {
        self.client
            .update_item()
            .table_name(&self.tables.allowances)
            .key(keys::COUNTER, item::text(keys::pause(provider)))
            .expression_attribute_names("#ttl", keys::TTL)
            .expression_attribute_values(":ttl", item::seconds(until.plus(KEPT_LONGER)))
    }
}
