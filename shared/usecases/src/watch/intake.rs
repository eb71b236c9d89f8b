//! Decoding of a batch of the stream, record by record.

use std::collections::HashMap;
use std::time::Duration;

use domain::Priority;
use domain::alert::{Record, SymbolTick, Tick, read_ticks};
use domain::event::data::Symbol;
use ports::{Count, Enqueue, Message, PortError, Queue, Telemetry};

use super::TickRecord;
use crate::carried;

/// The source that rejected records name in the `rejected` queue.
const SOURCE: &str = "ticks";

/// A decoded batch.
pub(super) struct Intake {
    /// The ticks of each symbol, in the order of the stream. The symbols are in the order of their
    /// first ticks.
    pub(super) ticks: Vec<(Symbol, Vec<Tick>)>,
    /// The messages for the `rejected` queue.
    pub(super) rejected: Vec<Message>,
}

/// Decodes every record separately.
pub(super) fn sort(telemetry: &impl Telemetry, records: &[TickRecord<'_>]) -> Intake {
    let mut places: HashMap<Symbol, usize> = HashMap::new();
    let mut intake = Intake { ticks: Vec::new(), rejected: Vec::new() };
    for record in records {
        let Record { ticks, rejection } = read_ticks(record.body, record.arrived_at);
        for SymbolTick { symbol, tick } in ticks {
            // Most ticks are of a symbol that came before: its name is not cloned.
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
                "a record of ticks or some of its ticks were rejected"
            );
            let body = rejection.to_message_of_bytes(SOURCE, record.body);
            intake.rejected.push(Message { body, group: None, delay: Duration::ZERO });
        }
    }
    intake
}

/// Sends the records that cannot be decoded to the `rejected` queue. If the queue refuses one for
/// its content, it is logged and counted: the shard must not stop at it.
///
/// # Errors
/// The first retryable one. The records exist nowhere else, so the whole batch comes again.
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
