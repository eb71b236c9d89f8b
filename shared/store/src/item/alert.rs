//! The encoding of an alert, of its copy at its price level, and of a symbol's state.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::Time;
use domain::alert::{Alert, Bounds, Part, Phase};
use domain::event::data::{Condition, Id, NonNegative, Note, Positive, Symbol};
use ports::{Jobs, PortError, StaleNotice, SymbolState};
use rust_decimal::Decimal;

use super::{Attributes, Reader, corrupt, millis, number, seconds, text, user_id};
use crate::keys::{self, alerts as names};

/// Returns the attributes that an alert's document and its copy share: neither keys nor expiry.
pub(crate) fn written(alert: &Alert) -> Attributes {
    let Alert {
        id,
        user_id,
        symbol,
        condition,
        target,
        recurring,
        cooldown,
        rearm_percent,
        expires_at,
        note,
        created_at,
        resumed_at,
        phase,
    } = alert;
    let always = [
        (names::ALERT, text(id.as_str())),
        (keys::USER_ID, text(user_id.as_str())),
        (names::SYMBOL, text(symbol.as_str())),
        (names::CONDITION, text(condition.to_string())),
        (names::TARGET, text(target.to_string())),
        (names::RECURS, AttributeValue::Bool(*recurring)),
        (names::COOLDOWN, number(&cooldown.as_millis())),
        (names::REARM, text(rearm_percent.to_string())),
        (names::CREATED_AT, millis(*created_at)),
        (names::PHASE, self::phase(phase)),
    ];
    let expires_at = expires_at.map(|at| (keys::EXPIRES_AT, millis(at)));
    let resumed_at = resumed_at.map(|at| (names::RESUMED_AT, millis(at)));
    let note = note.as_ref().map(|note| (names::NOTE, text(note.as_str())));
    let all = always.into_iter().chain(expires_at).chain(resumed_at).chain(note);
    all.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Returns the expiry of an alert's document: some time after the alert is past.
pub(crate) fn document_ttl(alert: &Alert) -> Option<AttributeValue> {
    let past_at = match alert.phase {
        Phase::Fired { at } => Some(at),
        Phase::Armed { .. } | Phase::Disarmed { .. } | Phase::Paused { .. } | Phase::Expired => {
            alert.expires_at
        }
    };
    past_at.map(|at| seconds(at.plus(crate::PAST_ALERT_RETENTION)))
}

/// Returns the expiry of an alert's copy, for the case that it is not deleted before.
pub(crate) fn level_ttl(alert: &Alert) -> Option<AttributeValue> {
    alert.expires_at.map(|at| seconds(at.plus(crate::EXPIRED_LEVEL_RETENTION)))
}

/// Encodes a phase as `armed|<since>|<generation>`, `away|<fired at>|<generation>`,
/// `paused|<since>|<generation>`, `fired|<at>` or `over`. It is one text, so that one condition compares it.
pub(crate) fn phase(phase: &Phase) -> AttributeValue {
    text(match phase {
        Phase::Armed { since, generation } => format!("armed|{}|{generation}", since.as_millis()),
        Phase::Disarmed { fired_at, generation } => format!("away|{}|{generation}", fired_at.as_millis()),
        Phase::Paused { since, generation } => format!("paused|{}|{generation}", since.as_millis()),
        Phase::Fired { at } => format!("fired|{}", at.as_millis()),
        Phase::Expired => OVER.to_owned(),
    })
}

/// The encoded phase of an alert that had expired when a tick reached it.
const OVER: &str = "over";

fn parse_phase(text: &str) -> Option<Phase> {
    if text == OVER {
        return Some(Phase::Expired);
    }
    let mut parts = text.split('|');
    let name = parts.next()?;
    let at = Time::from_millis(parts.next()?.parse().ok()?);
    let generation = parts.next().map(str::parse).transpose().ok()?;
    match (name, generation, parts.next()) {
        ("armed", Some(generation), None) => Some(Phase::Armed { since: at, generation }),
        ("away", Some(generation), None) => Some(Phase::Disarmed { fired_at: at, generation }),
        ("paused", Some(generation), None) => Some(Phase::Paused { since: at, generation }),
        ("fired", None, None) => Some(Phase::Fired { at }),
        _ => None,
    }
}

/// Reads an alert, from its document or from its copy.
pub(crate) fn alert(attributes: &Attributes) -> Result<Alert, PortError> {
    let reader = Reader(attributes);
    let recurring = attributes.get(names::RECURS).and_then(|value| value.as_bool().ok());
    Ok(Alert {
        id: reader.parsed(names::ALERT, Id::parse)?,
        user_id: user_id(attributes)?,
        symbol: reader.parsed(names::SYMBOL, Symbol::parse)?,
        condition: reader.parsed(names::CONDITION, Condition::parse)?,
        target: reader.parsed(names::TARGET, Positive::parse)?,
        recurring: *recurring.ok_or_else(|| corrupt(names::RECURS))?,
        cooldown: Duration::from_millis(reader.number(names::COOLDOWN)?),
        rearm_percent: reader.parsed(names::REARM, NonNegative::parse)?.get(),
        expires_at: reader.if_present(keys::EXPIRES_AT, Reader::time)?,
        // The note is the least important part of an alert: one that cannot be read is treated as
        // missing.
        note: reader
            .if_present(names::NOTE, |reader, name| reader.parsed(name, Note::of_stored))
            .unwrap_or_default(),
        created_at: reader.time(names::CREATED_AT)?,
        resumed_at: reader.if_present(names::RESUMED_AT, Reader::time)?,
        phase: reader.parsed(names::PHASE, parse_phase)?,
    })
}

/// Reads the number of times that a user has created or resumed an alert, and the time at which the token bucket that
/// limits this is full again.
pub(crate) fn created(attributes: &Attributes) -> Result<(u64, Time), PortError> {
    let reader = Reader(attributes);
    let bucket = reader.if_present(names::CREATION_BUCKET, Reader::time)?;
    Ok((reader.number(names::CREATED)?, bucket.unwrap_or(Time::EPOCH)))
}

/// Reads the epoch of a symbol: the number of times a level may have been added.
pub(crate) fn epoch(attributes: &Attributes) -> Result<u64, PortError> {
    Reader(attributes).number(names::EPOCH)
}

/// Encodes the bounds of a symbol and the epoch at which they were computed.
pub(crate) fn bounds(bounds: &Bounds, epoch: u64) -> AttributeValue {
    let Bounds { up, down, sleeps_until } = bounds;
    let price = |price: &Decimal| text(price.to_string());
    let all = [
        (names::EPOCH, Some(number(&epoch))),
        (names::UP, up.as_ref().map(price)),
        (names::DOWN, down.as_ref().map(price)),
        (names::SLEEPS_UNTIL, sleeps_until.map(millis)),
    ];
    let known = all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    AttributeValue::M(known.collect::<HashMap<_, _>>())
}

fn read_bounds(attributes: &Attributes) -> Result<Bounds, PortError> {
    let reader = Reader(attributes);
    // A price at which an alert above the largest target rearms can have more digits than a price
    // in a message may have.
    let price = |reader: &Reader<'_>, name: &str| reader.parsed(name, |text| text.parse().ok());
    Ok(Bounds {
        up: reader.if_present(names::UP, price)?,
        down: reader.if_present(names::DOWN, price)?,
        sleeps_until: reader.if_present(names::SLEEPS_UNTIL, Reader::time)?,
    })
}

/// Reads the number of the latest job.
pub(crate) fn opened(attributes: &Attributes) -> Result<u64, PortError> {
    Reader(attributes).number(names::JOBS_OPENED)
}

fn jobs(reader: &Reader<'_>) -> Result<Jobs, PortError> {
    let number = |name: &str| reader.if_present(name, Reader::number).map(Option::unwrap_or_default);
    let mut jobs = Jobs { opened: number(names::JOBS_OPENED)?, ..Jobs::default() };
    for (part, finished) in Part::all().zip(&mut jobs.finished) {
        *finished = number(&names::jobs_finished(part))?;
    }
    Ok(jobs)
}

fn stale(reader: &Reader<'_>) -> Result<Option<StaleNotice>, PortError> {
    let Some(since) = reader.if_present(names::STALE_SINCE, Reader::time)? else { return Ok(None) };
    let notified_until = reader.if_present(names::TOLD_UNTIL, Reader::time)?.unwrap_or(since);
    let complete_at = reader.if_present(names::TOLD_COMPLETE_AT, Reader::number)?;
    Ok(Some(StaleNotice { since, notified_until, complete_at }))
}

/// Reads the state of a symbol. A state that cannot be read is replaced by the default, so that the
/// symbol's ticks are evaluated against the levels themselves.
pub(crate) fn symbol(attributes: &Attributes) -> Result<(Symbol, SymbolState), PortError> {
    symbol_and_state(attributes).or_else(|error| {
        let symbol = Reader(attributes).parsed(keys::SK, Symbol::parse)?;
        tracing::error!(%error, %symbol, "the state of a symbol cannot be read");
        Ok((symbol, SymbolState::default()))
    })
}

fn symbol_and_state(attributes: &Attributes) -> Result<(Symbol, SymbolState), PortError> {
    let reader = Reader(attributes);
    let epoch = self::epoch(attributes)?;
    let mut known = None;
    if attributes.contains_key(names::BOUNDS) {
        let bounds = reader.map(names::BOUNDS)?;
        if self::epoch(bounds)? == epoch {
            known = Some(read_bounds(bounds)?);
        }
    }
    let state = SymbolState {
        epoch,
        bounds: known,
        jobs: jobs(&reader)?,
        last_tick_at: reader.if_present(names::LAST_TICK_AT, Reader::time)?,
        watched_since: reader.if_present(names::WATCHED_SINCE, Reader::time)?,
        stale: stale(&reader)?,
        idle_until: reader.if_present(keys::TTL, |reader, name| {
            let seconds: i64 = reader.number(name)?;
            Ok(Time::from_millis(seconds.saturating_mul(1_000)))
        })?,
    };
    Ok((reader.parsed(keys::SK, Symbol::parse)?, state))
}

#[cfg(test)]
mod tests {
    use domain::UserId;
    use domain::alert::NewAlert;

    use super::*;

    fn stored(change: impl FnOnce(&mut Attributes)) -> Result<Alert, PortError> {
        let document = serde_json::json!({"symbol": "A", "condition": "below", "targetPrice": "0.10"});
        let wanted = NewAlert::of_document(&document, "alert").unwrap();
        let alert = wanted.alert(Id::parse("a").unwrap(), UserId::parse("u").unwrap(), Time::EPOCH);
        let mut attributes = written(&alert);
        change(&mut attributes);
        self::alert(&attributes)
    }

    #[test]
    fn every_phase_is_read_as_it_was_written() {
        let at = Time::from_millis(1_795_420_800_123);
        let away = Phase::Disarmed { fired_at: at, generation: u32::MAX };
        let paused = Phase::Paused { since: at, generation: 7 };
        let phases = [Phase::NEW, away, paused, Phase::Fired { at }, Phase::Expired];
        for phase in phases {
            let read =
                stored(|attributes| drop(attributes.insert(names::PHASE.to_owned(), self::phase(&phase))));
            assert_eq!(read.unwrap().phase, phase);
        }
    }

    #[test]
    fn a_note_that_is_older_than_the_rule_costs_its_alert_nothing() {
        let note = |value| {
            let read = stored(|attributes| drop(attributes.insert(names::NOTE.to_owned(), value)));
            read.unwrap().note.map(|note| note.as_str().to_owned())
        };
        assert_eq!(note(text("a\u{ffff}b\u{fffe}")).as_deref(), Some("a\u{fffd}b\u{fffd}"));
        assert_eq!(note(text("x".repeat(281))), None);
        assert_eq!(note(number(&7)), None);
    }

    #[test]
    fn a_symbol_whose_state_cannot_be_read_is_known_by_its_name() {
        let state = Attributes::from([
            (keys::SK.to_owned(), text("BTC-USDT")),
            (names::EPOCH.to_owned(), text("many")),
        ]);
        assert_eq!(symbol(&state), Ok((Symbol::parse("BTC-USDT").unwrap(), SymbolState::default())));
        assert!(symbol(&Attributes::new()).is_err());
    }

    #[test]
    fn what_cannot_be_read_names_its_attribute_and_not_its_value() {
        let cases = [
            (names::PHASE, "armed|1"),
            (names::PHASE, "fired|1|2"),
            (names::PHASE, "away|1|x"),
            (names::PHASE, "armed|1|2|3"),
            (names::PHASE, "over|1"),
            (names::CONDITION, "at"),
            (names::TARGET, "-1"),
            (names::SYMBOL, "a#b"),
            (names::RECURS, "no"),
        ];
        for (name, value) in cases {
            let read = stored(|attributes| drop(attributes.insert(name.to_owned(), text(value))));
            assert_eq!(read, Err(PortError::Corrupt(format!("attribute {name}"))), "{value}");
        }
    }
}
