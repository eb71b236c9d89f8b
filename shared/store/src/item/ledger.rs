//! The encoding of the ledger: one flat attribute per external delivery, a map with short names.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use domain::Time;
use domain::delivery::handle::AckHandle;
use domain::delivery::ledger::{DeadReason, DeliveryKey, Entry, LedgerState, SendAttempt};
use domain::routing::notification::AttemptResult;
use domain::routing::plan::Reason;
use ports::PortError;

use super::{Attributes, Reader, corrupt, millis, number, text};
use crate::keys;

const CLAIMED: &str = "claimed";
const RETRYING: &str = "retrying";
const ACKED: &str = "acked";
const ACCEPTED: &str = "accepted";
const UNKNOWN: &str = "unknown";
const EXPIRED: &str = "expired";
const SUPPRESSED: &str = "suppressed";
const DEAD_LETTERED: &str = "dead_lettered";
const MERGED: &str = "merged";

/// Encodes a ledger entry as the value of its attribute.
pub(crate) fn entry(entry: &Entry) -> AttributeValue {
    let Entry {
        revision,
        state,
        tries,
        possible_duplicates,
        is_doubtful,
        attempts,
        released_as,
        handle,
        repeat,
        contact_stated_at,
    } = entry;
    let (name, time, reason) = match state {
        LedgerState::Claimed { until, .. } => (CLAIMED, Some(until), None),
        LedgerState::Retrying { until } => (RETRYING, Some(until), None),
        LedgerState::Acked => (ACKED, None, None),
        LedgerState::Accepted => (ACCEPTED, None, None),
        LedgerState::Unknown => (UNKNOWN, None, None),
        LedgerState::Expired => (EXPIRED, None, None),
        LedgerState::Suppressed(reason) => (SUPPRESSED, None, Some(reason.name())),
        LedgerState::DeadLettered { reason, at } => (DEAD_LETTERED, Some(at), Some(reason.name())),
        LedgerState::Merged => (MERGED, None, None),
    };
    let mut map = HashMap::from([
        (keys::REVISION.to_owned(), number(revision)),
        (keys::LEDGER_STATE.to_owned(), text(name)),
        (keys::TRIES.to_owned(), number(tries)),
    ]);
    let mut set = |name: &str, value| map.insert(name.to_owned(), value);
    if let Some(time) = time {
        set(keys::UNTIL_OR_AT, millis(*time));
    }
    if let LedgerState::Claimed { by, .. } = state {
        set(keys::CLAIMANT, number(by));
    }
    if let Some(reason) = reason {
        set(keys::REASON, text(reason));
    }
    if *possible_duplicates > 0 {
        set(keys::POSSIBLE_DUPLICATES, number(possible_duplicates));
    }
    if let Some(id) = released_as {
        set(keys::MERGED_AS, text(id.as_str()));
    }
    if let Some(handle) = handle {
        set(keys::HANDLE, text(handle.expose()));
    }
    if *repeat > 0 {
        set(keys::REPEAT, number(repeat));
    }
    if let Some(at) = contact_stated_at {
        set(keys::CONTACT_STATED_AT, millis(*at));
    }
    if *is_doubtful {
        set(keys::DOUBTFUL, AttributeValue::Bool(true));
    }
    if !attempts.is_empty() {
        set(keys::SEND_ATTEMPTS, AttributeValue::L(attempts.iter().map(attempt).collect()));
    }
    AttributeValue::M(map)
}

/// Encodes an attempt as `<at>|<result>|<status>|<duration>`, followed by `|<provider's id>` if
/// there is one. The id comes last because the provider chooses its characters.
fn attempt(attempt: &SendAttempt) -> AttributeValue {
    let SendAttempt { at, result, status, provider_id, duration_ms } = attempt;
    let status = status.map(|status| status.to_string()).unwrap_or_default();
    let mut line = format!("{}|{}|{status}|{duration_ms}", at.as_millis(), result.name());
    if let Some(id) = provider_id {
        line.extend(["|", id]);
    }
    text(line)
}

fn parse_attempt(value: &AttributeValue) -> Option<SendAttempt> {
    let mut parts = value.as_s().ok()?.splitn(5, '|');
    Some(SendAttempt {
        at: Time::from_millis(parts.next()?.parse().ok()?),
        result: AttemptResult::parse(parts.next()?)?,
        status: match parts.next()? {
            "" => None,
            status => Some(status.parse().ok()?),
        },
        duration_ms: parts.next()?.parse().ok()?,
        provider_id: parts.next().map(str::to_owned),
    })
}

/// Reads the ledger of a notification. A caller with only a part of the ledger might repeat a
/// delivery that was sent, so one entry that cannot be read makes the whole ledger unreadable.
pub(super) fn ledger(attributes: &Attributes) -> Result<BTreeMap<DeliveryKey, Entry>, PortError> {
    let entries = attributes.iter().filter(|(name, _)| keys::is_delivery(name));
    let read = |(name, value): (&String, &AttributeValue)| {
        let key = keys::delivery_in(name).ok_or_else(|| corrupt(name))?;
        let map = value.as_m().map_err(|_| corrupt(name))?;
        parse_entry(map).map(|entry| (key, entry)).map_err(|_| corrupt(name))
    };
    entries.map(read).collect()
}

fn parse_entry(map: &Attributes) -> Result<Entry, PortError> {
    let reader = Reader(map);
    let attempts = reader.if_present(keys::SEND_ATTEMPTS, |reader, name| reader.list(name, parse_attempt))?;
    Ok(Entry {
        revision: reader.number(keys::REVISION)?,
        state: parse_state(&reader)?,
        tries: reader.number(keys::TRIES)?,
        possible_duplicates: reader.if_present(keys::POSSIBLE_DUPLICATES, Reader::number)?.unwrap_or(0),
        is_doubtful: map.get(keys::DOUBTFUL).is_some_and(|value| value.as_bool() == Ok(&true)),
        attempts: attempts.unwrap_or_default(),
        released_as: reader.if_present(keys::MERGED_AS, Reader::event_id)?,
        handle: reader.if_present(keys::HANDLE, |reader, name| reader.parsed(name, AckHandle::parse))?,
        repeat: reader.if_present(keys::REPEAT, Reader::number)?.unwrap_or(0),
        contact_stated_at: reader.if_present(keys::CONTACT_STATED_AT, Reader::time)?,
    })
}

fn parse_state(reader: &Reader<'_>) -> Result<LedgerState, PortError> {
    let time = || reader.time(keys::UNTIL_OR_AT);
    Ok(match reader.text(keys::LEDGER_STATE)? {
        CLAIMED => LedgerState::Claimed { until: time()?, by: reader.number(keys::CLAIMANT)? },
        RETRYING => LedgerState::Retrying { until: time()? },
        ACKED => LedgerState::Acked,
        ACCEPTED => LedgerState::Accepted,
        UNKNOWN => LedgerState::Unknown,
        EXPIRED => LedgerState::Expired,
        SUPPRESSED => LedgerState::Suppressed(reader.parsed(keys::REASON, Reason::parse)?),
        DEAD_LETTERED => {
            LedgerState::DeadLettered { reason: reader.parsed(keys::REASON, DeadReason::parse)?, at: time()? }
        }
        MERGED => LedgerState::Merged,
        _ => return Err(corrupt(keys::LEDGER_STATE)),
    })
}
