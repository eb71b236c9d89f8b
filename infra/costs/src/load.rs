//! The load that an exchange makes in a month, and its use of AWS.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{Error, Flow, Idle, Unit, Usage, Used};

/// Hours in a month, as AWS counts them: 8,760 in a year.
pub const HOURS: u32 = 730;

/// Lambda's reads of a shard per second.
/// <https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html>
const READS_PER_SECOND: u32 = 1;

/// Connections per day of a trader who is connected all the time: each connection ends after two
/// hours.
const CONNECTIONS_PER_DAY: u32 = 12;

/// Pings per hour of a connection that carries no other traffic: `pingAfter` of the browser client.
const PINGS_PER_HOUR: u32 = 15;

/// Writes of a symbol's latest tick per minute: at most one every ten seconds.
const NOTES_PER_MINUTE: u32 = 6;

/// Retention of the notifications of each class, in days: fills, price alerts, reports.
const KEPT_DAYS: [u32; 3] = [14, 7, 35];

/// The load that an exchange makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Events of each class per day.
    pub events: [Decimal; 3],
    /// Events per invocation: 1 where events arrive one by one, 10 at most.
    pub batch: Decimal,
    /// The fraction of the notifications that are acked, each by a frame of its own.
    pub acked: Decimal,
    /// Push deliveries per day.
    pub push: Decimal,
    /// Telegram deliveries per day.
    pub telegram: Decimal,
    /// E-mails per day.
    pub emails: Decimal,
    /// SMS per day.
    pub sms: Decimal,
    /// Ticks per second, one record each.
    pub ticks: Decimal,
    /// Symbols with price alerts.
    pub symbols: Decimal,
    /// Shards of the stream.
    pub shards: Decimal,
    /// Price alerts that fire per day; their notifications are among the P1 events.
    pub alerts: Decimal,
    /// Connected traders, on average over the day.
    pub traders: Decimal,
}

impl Load {
    /// Returns the AWS usage of one month under this load.
    ///
    /// # Errors
    ///
    /// [`Error::Json`]: a file is not valid; not retryable.
    pub fn month(&self) -> Result<Used, Error> {
        let usage = Usage::all()?;
        let days = Decimal::from(HOURS) / Decimal::from(24);
        let (hours, minutes) = (Decimal::from(HOURS), Decimal::from(HOURS * 60));
        let one = Decimal::ONE;
        let of = |flow, events, batch| of_flow(&usage, flow, events, batch);
        let in_batches = [
            (Flow::P0, self.events[0]),
            (Flow::P1, self.events[1]),
            (Flow::P2, self.events[2]),
            (Flow::Push, self.push),
            (Flow::Telegram, self.telegram),
            (Flow::Email, self.emails),
            (Flow::Sms, self.sms),
        ];
        let flows = in_batches.map(|(flow, events)| of(flow, events * days, self.batch));
        let mut used = flows.iter().fold(Used::default(), Used::and);
        let with_groups = used.amount(Unit::QueueRequests);
        used = used.with(Unit::FairQueueRequests, with_groups);

        let notifications: Decimal = self.events.iter().sum();
        // An SMS has a handle only with a parameter of the template.
        let handles = self.push + self.telegram + self.emails;
        used = used
            .and(&of(Flow::Handle, handles * days, self.batch))
            .and(&of(Flow::Ack, notifications * self.acked * days, one))
            .and(&of(Flow::Connection, self.traders * Decimal::from(CONNECTIONS_PER_DAY) * days, one))
            .and(&of(Flow::Ping, self.traders * Decimal::from(PINGS_PER_HOUR) * hours, one))
            .with(Unit::ConnectionMinutes, self.traders * minutes)
            .with(Unit::Emails, self.emails * days)
            .and(&self.ticks(&usage))
            .and(&of(Flow::Alert, self.alerts * days, one))
            .and(&of(Flow::Minute, minutes, one));
        let stored = self.stored(&usage);
        used = used.with(Unit::StoredGigabytes, stored).with(Unit::BackedUpGigabytes, stored);
        Ok(used.and(&idle(&Idle::read()?, minutes)))
    }

    /// Returns the usage of the price stream.
    fn ticks(&self, usage: &BTreeMap<Flow, Usage>) -> Used {
        let seconds = Decimal::from(HOURS * 3600);
        let shards = Used::default().with(Unit::ShardHours, self.shards * Decimal::from(HOURS));
        if self.ticks.is_zero() {
            return shards;
        }
        // In a second without ticks a shard delivers no batch.
        let batches = self.ticks.min(self.shards * Decimal::from(READS_PER_SECOND));
        let symbols = (self.ticks / batches).min(self.symbols.max(Decimal::ONE));
        let notes = (self.symbols * Decimal::from(NOTES_PER_MINUTE) / Decimal::from(60)).min(self.ticks);
        let of = |flow, events, batch| of_flow(usage, flow, events, batch);
        shards
            .with(Unit::PutUnits, self.ticks * seconds)
            .and(&of(Flow::Ticks, batches * symbols * seconds, symbols))
            .and(&of(Flow::TickNote, notes * seconds, Decimal::ONE))
    }

    /// Returns the gigabytes of retained notifications.
    fn stored(&self, usage: &BTreeMap<Flow, Usage>) -> Decimal {
        let classes = [Flow::P0, Flow::P1, Flow::P2].into_iter().zip(self.events).zip(KEPT_DAYS);
        let bytes = classes.map(|((flow, events), days)| {
            let each = usage.get(&flow).map_or(0, |usage| usage.each.stored_bytes);
            events * Decimal::from(days) * Decimal::from(each)
        });
        bytes.sum::<Decimal>() / Decimal::from(1_000_000_000)
    }
}

/// Returns the usage of `events` of a flow that arrive in batches of `batch`.
fn of_flow(usage: &BTreeMap<Flow, Usage>, flow: Flow, events: Decimal, batch: Decimal) -> Used {
    usage.get(&flow).map(|usage| usage.of(events, batch)).unwrap_or_default()
}

/// Returns a month's usage of the resources that cost money without any traffic.
fn idle(idle: &Idle, minutes: Decimal) -> Used {
    let polls = Decimal::from(idle.queues * idle.pollers * idle.polls_per_minute) * minutes;
    Used::default()
        .with(Unit::QueueRequests, polls)
        .with(Unit::Alarms, idle.alarms.into())
        .with(Unit::Metrics, idle.metrics.into())
        .with(Unit::Dashboards, idle.dashboards.into())
        .with(Unit::Secrets, idle.secrets.into())
        .with(Unit::Keys, idle.keys.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PriceList;

    fn nothing() -> Load {
        let zero = Decimal::ZERO;
        Load {
            events: [zero; 3],
            batch: Decimal::TEN,
            acked: zero,
            push: zero,
            telegram: zero,
            emails: zero,
            sms: zero,
            ticks: zero,
            symbols: zero,
            shards: Decimal::ONE,
            alerts: zero,
            traders: zero,
        }
    }

    fn dollars(load: &Load) -> Decimal {
        PriceList::us_east_1().unwrap().bill(&load.month().unwrap()).unwrap().total()
    }

    #[test]
    fn an_idle_system_costs_what_is_there() {
        let used = nothing().month().unwrap();
        assert_eq!(used.amount(Unit::ShardHours), Decimal::from(730));
        for unit in [Unit::SocketMessages, Unit::ConnectionMinutes, Unit::PutUnits, Unit::StoredGigabytes] {
            assert_eq!(used.amount(unit), Decimal::ZERO, "{unit:?}");
        }
        assert!(used.amount(Unit::LambdaRequests) >= Decimal::from(2 * 730 * 60), "two schedules");
    }

    #[test]
    fn each_of_them_costs_more() {
        let base = dollars(&nothing());
        let thousand = Decimal::from(1_000);
        let loads = [
            Load { events: [thousand, Decimal::ZERO, Decimal::ZERO], ..nothing() },
            Load { events: [Decimal::ZERO, thousand, Decimal::ZERO], ..nothing() },
            Load { events: [Decimal::ZERO, Decimal::ZERO, thousand], ..nothing() },
            Load { push: thousand, ..nothing() },
            Load { telegram: thousand, ..nothing() },
            Load { emails: thousand, ..nothing() },
            Load { sms: thousand, ..nothing() },
            Load { ticks: Decimal::TEN, ..nothing() },
            Load { shards: Decimal::TWO, ..nothing() },
            Load { alerts: thousand, ..nothing() },
            Load { traders: thousand, ..nothing() },
        ];
        for load in loads {
            assert!(dollars(&load) > base, "{load:?}");
        }
    }

    #[test]
    fn acks_and_small_batches_cost_more() {
        let busy = Load { events: [Decimal::from(1_000_000); 3], ..nothing() };
        let plain = dollars(&busy);
        assert!(dollars(&Load { acked: Decimal::ONE, ..busy.clone() }) > plain);
        assert!(dollars(&Load { batch: Decimal::ONE, ..busy }) > plain);
    }

    #[test]
    fn a_shard_is_read_once_a_second_at_most() {
        let used = |ticks: u32| {
            let load = Load { ticks: ticks.into(), symbols: Decimal::from(500), ..nothing() };
            let base = nothing().month().unwrap().amount(Unit::LambdaRequests);
            load.month().unwrap().amount(Unit::LambdaRequests) - base
        };
        let seconds = Decimal::from(730 * 3600);
        assert_eq!(used(1_000).round(), seconds, "a thousand ticks of 500 symbols");
        assert_eq!(used(1).round(), seconds);
    }
}
