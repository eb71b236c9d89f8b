//! A batch of the stream, record by record.

use std::collections::HashMap;
use std::time::Duration;

use domain::Priority;
use domain::alert::{Record, SymbolTick, Tick, read_ticks};
use domain::data::Symbol;
use ports::{Count, Enqueue, Message, PortError, Queue, Telemetry};

use super::TickRecord;
use crate::carried;

/// Where a tick that cannot be read came from, in the rejected queue.
const SOURCE: &str = "ticks";

/// A batch, sorted.
pub(super) struct Intake {
    /// The ticks of each symbol, in the order of the stream; the symbols in the order in which they first came.
    pub(super) ticks: Vec<(Symbol, Vec<Tick>)>,
    /// What is to be set aside.
    pub(super) rejected: Vec<Message>,
}

/// Reads every record by itself.
pub(super) fn sort(telemetry: &impl Telemetry, records: &[TickRecord<'_>]) -> Intake {
    let mut places: HashMap<Symbol, usize> = HashMap::new();
    let mut intake = Intake { ticks: Vec::new(), rejected: Vec::new() };
    for record in records {
        let Record { ticks, rejection } = read_ticks(record.body, record.arrived_at);
        for SymbolTick { symbol, tick } in ticks {
            // Most are of a symbol that came before: no name is copied for them.
            if let Some(place) = places.get(&symbol) {
                intake.ticks[*place].1.push(tick);
            } else {
                places.insert(symbol.clone(), intake.ticks.len());
                intake.ticks.push((symbol, vec![tick]));
            }
        }
        if let Some(rejection) = rejection {
            telemetry.count(Count::Rejected, Priority::P1);
            tracing::warn!(
                code = rejection.code.name(),
                field = rejection.field.as_deref(),
                queue = SOURCE,
                reason = rejection.message,
                "a record of ticks was set aside, or some of its ticks"
            );
            let body = rejection.to_message_of_bytes(SOURCE, record.body);
            intake.rejected.push(Message { body, group: None, delay: Duration::ZERO });
        }
    }
    intake
}

/// Sets aside what cannot be read. What the queue refuses for its content costs only itself: the shard moves on.
///
/// # Errors
/// The first retryable one: nothing else holds what the records say, so the batch comes again.
pub(super) async fn reject(
    telemetry: &impl Telemetry,
    queues: &impl Enqueue,
    rejected: Vec<Message>,
) -> Result<(), PortError> {
    if rejected.is_empty() {
        return Ok(());
    }
    for (_, error) in carried::refused(queues.enqueue(Queue::Rejected, rejected).await)? {
        carried::note_refusal(telemetry, Priority::P1, "rejected record", SOURCE, &error);
    }
    Ok(())
}
