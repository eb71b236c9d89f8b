//! The encoding of slots of merged deliveries, of a provider's pauses and of the totals of a minute.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::delivery::budget::{BurstKey, MinuteTotals};
use domain::delivery::pause::{DestinationPause, Pauses};
use domain::routing::merged::Part;
use domain::{EventId, EventType, Time};
use ports::PortError;

use super::{Attributes, Reader, corrupt, text, total};
use crate::keys::{self, limits};

/// Reads the pauses of a provider.
pub(crate) fn pauses(attributes: &Attributes) -> Result<Pauses, PortError> {
    let reader = Reader(attributes);
    let mut pauses = Pauses { provider: reader.if_present(keys::UNTIL, Reader::time)?, ..Pauses::default() };
    for (name, value) in attributes {
        if let Some(to) = limits::destination_in(name) {
            let pause = value.as_s().ok().and_then(|text| parse_pause(text)).ok_or_else(|| corrupt(name))?;
            pauses.destinations.insert(to, pause);
        }
    }
    Ok(pauses)
}

/// Encodes a pause of one recipient as `<until>|<asked at>`.
pub(crate) fn destination_pause(pause: DestinationPause) -> AttributeValue {
    text(format!("{}|{}", pause.until.as_millis(), pause.asked_at.as_millis()))
}

fn parse_pause(text: &str) -> Option<DestinationPause> {
    let (until, asked_at) = text.split_once('|')?;
    let time = |text: &str| text.parse().ok().map(Time::from_millis);
    Some(DestinationPause { until: time(until)?, asked_at: time(asked_at)? })
}

/// Reads the total of a recipient's counter and its count of this burst.
pub(crate) fn minute_totals(attributes: &Attributes, burst: BurstKey) -> Result<MinuteTotals, PortError> {
    let of_burst = Reader(attributes).number(&limits::burst(burst))?;
    Ok(MinuteTotals { all: total(attributes)?, of_burst })
}

/// Encodes a merged notification as `<event type>|<expires at>|<market or asset>`; the last one is
/// optional.
pub(crate) fn part(part: &Part) -> AttributeValue {
    let mut line = format!("{}|{}", part.event_type, part.expires_at.as_millis());
    if let Some(subject) = &part.subject {
        line.extend(["|", subject]);
    }
    text(line)
}

fn parse_part(id: EventId, text: &str) -> Option<Part> {
    let mut fields = text.splitn(3, '|');
    Some(Part {
        id,
        event_type: EventType::of_stored(fields.next()?)?,
        expires_at: Time::from_millis(fields.next()?.parse().ok()?),
        subject: fields.next().map(str::to_owned),
        left_out: None,
    })
}

/// Reads the notifications in a slot, in the order of their ids.
pub(crate) fn parts(attributes: &Attributes) -> Result<Vec<Part>, PortError> {
    let mut parts = Vec::new();
    for (name, value) in attributes {
        if let Some(id) = limits::part_in(name) {
            let part = id.ok().and_then(|id| parse_part(id, value.as_s().ok()?));
            parts.push(part.ok_or_else(|| corrupt(name))?);
        }
    }
    parts.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(parts)
}

/// Reads the number of deliveries that have joined a slot.
pub(crate) fn size(attributes: &Attributes) -> Result<u32, PortError> {
    Reader(attributes).number(limits::SIZE)
}
