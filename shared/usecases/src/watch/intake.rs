//! A batch of the stream, record by record.

use std::collections::HashMap;
use std::time::Duration;

use domain::Priority;
use domain::alert::{SymbolTick, Tick, read_ticks};
use domain::data::Symbol;
use ports::{Count, Enqueue, Message, PortError, Queue, Telemetry};

use super::TickRecord;

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
        let body = String::from_utf8_lossy(record.body);
        let (ticks, rejections) = read_ticks(&body, record.arrived_at);
        for SymbolTick { symbol, tick } in ticks {
            // Most are of a symbol that came before: no name is copied for them.
            if let Some(place) = places.get(&symbol) {
                intake.ticks[*place].1.push(tick);
            } else {
                places.insert(symbol.clone(), intake.ticks.len());
                intake.ticks.push((symbol, vec![tick]));
            }
        }
        for rejection in rejections {
            telemetry.count(Count::Rejected, Priority::P1);
            tracing::warn!(
                code = rejection.code.name(),
                field = rejection.field.as_deref(),
                queue = SOURCE,
                "a tick was set aside"
            );
            let body = rejection.to_message(SOURCE, &body);
            intake.rejected.push(Message { body, group: None, delay: Duration::ZERO });
        }
    }
    intake
}

/// Sets aside what cannot be read. Nothing else holds what it says, so even a refusal fails the batch.
pub(super) async fn reject(queues: &impl Enqueue, rejected: Vec<Message>) -> Result<(), PortError> {
    if rejected.is_empty() {
        return Ok(());
    }
    queues.enqueue(Queue::Rejected, rejected).await.into_iter().collect()
}
