//! The JSON document of an alert, in requests and replies.

use std::time::Duration;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{Alert, DEFAULT_COOLDOWN, Phase, State, default_rearm_percent};
use crate::carrier::websocket::MAX_PAGE_BYTES;
use crate::decimal::Range;
use crate::event::data::{Condition, Id, NonNegative, Note, Positive, Symbol};
use crate::ids::UserId;
use crate::json::Field as _;
use crate::json::{FieldError, Object};
use crate::schema::Schema;
use crate::time::Time;

/// The maximum cooldown in seconds: a day.
const MAX_COOLDOWN_SECONDS: u64 = 86_400;

/// The maximum rearm distance in percent of the target.
const MAX_REARM_PERCENT: u32 = 50;

/// The range of the rearm distance in percent of the target.
const REARM_PERCENT: Range = Range::Within(0, MAX_REARM_PERCENT);

/// An alert that a trader requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAlert {
    /// The market.
    pub symbol: Symbol,
    /// The side of the target on which it fires.
    pub condition: Condition,
    /// The target price.
    pub target: Positive,
    /// Whether it can fire several times; otherwise it fires once.
    pub recurring: bool,
    /// The time after a firing during which it does not fire again.
    pub cooldown: Duration,
    /// The distance, in percent of the target, by which the price must move back from the target before the
    /// alert is armed again.
    pub rearm_percent: Decimal,
    /// The time from which it no longer fires.
    pub expires_at: Option<Time>,
    /// The trader's own note.
    pub note: Option<Note>,
}

impl NewAlert {
    /// Reads the document at `path` of its message, and sets the defaults of absent fields. Of several
    /// faults the first in the contract's order is returned; unknown keys come after the known ones.
    ///
    /// # Errors
    /// The path of the first fault and its reason. Not retryable.
    pub fn of_document(document: &Value, path: &str) -> Result<Self, FieldError> {
        Self::read(Object::new(document.clone(), path)?)
    }

    /// Reads the document as [`NewAlert::of_document`] does.
    ///
    /// # Errors
    /// Those of [`NewAlert::of_document`]. Not retryable.
    pub(crate) fn read(mut document: Object) -> Result<Self, FieldError> {
        let wanted = Self {
            symbol: document.required("symbol")?,
            condition: document.required("condition")?,
            target: document.required("targetPrice")?,
            recurring: document.optional("recurring")?.unwrap_or_default(),
            cooldown: cooldown(&mut document)?,
            rearm_percent: rearm_percent(&mut document)?,
            expires_at: document.optional("expiresAt")?,
            note: document.optional("note")?,
        };
        document.end()?;
        Ok(wanted)
    }

    /// Returns the JSON Schema of what [`NewAlert::of_document`] accepts.
    pub fn schema() -> Schema {
        let seconds = Schema::integer(0..=MAX_COOLDOWN_SECONDS);
        Schema::object()
            .required(
                "symbol",
                Symbol::schema().described("Symbol of the market whose last price the alert watches."),
            )
            .required(
                "condition",
                Condition::schema().described(
                    "Side of the target on which the alert fires; a price equal to the target counts.",
                ),
            )
            .required("targetPrice", Positive::schema().described("Target price."))
            .nullable(
                "recurring",
                Schema::boolean()
                    .described("Whether the alert can fire several times; otherwise it fires once."),
            )
            .nullable("cooldownSeconds", seconds.described(COOLDOWN))
            .nullable("rearmPercent", REARM_PERCENT.schema().described(REARM))
            .nullable("expiresAt", Time::schema().described("Time from which the alert no longer fires."))
            .nullable(
                "note",
                Note::schema().described("The trader's own note, which the notification shows."),
            )
            .closed()
            .described("A request for a new price alert.")
    }

    /// Returns the new alert.
    #[must_use]
    pub fn alert(self, id: Id, user_id: UserId, created_at: Time) -> Alert {
        let Self { symbol, condition, target, recurring, cooldown, rearm_percent, expires_at, note } = self;
        let phase = Phase::NEW;
        Alert {
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
            resumed_at: None,
            phase,
        }
    }

    /// Whether the alert was created from the same request.
    pub fn is_met_by(&self, alert: &Alert) -> bool {
        let like = self.clone().alert(alert.id.clone(), alert.user_id.clone(), alert.created_at);
        Alert { phase: alert.phase, resumed_at: alert.resumed_at, ..like } == *alert
    }
}

const COOLDOWN: &str =
    "Time in seconds after a firing during which the alert does not fire again; 60 by default.";
const REARM: &str = "Distance, in percent of the target, by which the price must move back from the \
    target before the alert is armed again; 0.1 by default.";

fn cooldown(document: &mut Object) -> Result<Duration, FieldError> {
    const KEY: &str = "cooldownSeconds";
    let Some(value) = document.take(KEY) else {
        return Ok(DEFAULT_COOLDOWN);
    };
    let seconds = value.as_u64().filter(|seconds| *seconds <= MAX_COOLDOWN_SECONDS);
    let must = || format!("must be a whole number from 0 to {MAX_COOLDOWN_SECONDS}");
    seconds.map(Duration::from_secs).ok_or_else(|| document.bad(KEY, must()))
}

fn rearm_percent(document: &mut Object) -> Result<Decimal, FieldError> {
    const KEY: &str = "rearmPercent";
    let bad = |document: &Object| {
        document.bad(KEY, format!("must be a decimal from 0 to {MAX_REARM_PERCENT}, of at most 28 digits"))
    };
    let percent: Option<NonNegative> = document.optional(KEY).map_err(|_| bad(document))?;
    let percent = percent.map_or_else(default_rearm_percent, NonNegative::get);
    if REARM_PERCENT.contains(percent) { Ok(percent) } else { Err(bad(document)) }
}

impl Alert {
    /// Returns the document of the alert at `now`, with the defaults of the fields that were absent when it
    /// was created.
    pub fn document(&self, now: Time) -> Value {
        let mut document = self.document_without_note(now);
        if let Some(note) = &self.note {
            document[NOTE] = json!(note);
        }
        document
    }

    /// Returns the JSON Schema of the result of [`Alert::document`].
    pub fn schema() -> Schema {
        let note = "The trader's own note, which the notification shows. Long lists omit the notes of \
            the oldest alerts.";
        Schema::object()
            .required("id", Id::written().described("ID of the alert, which deleteAlert takes."))
            .required(
                "symbol",
                Symbol::written().described("Symbol of the market whose last price the alert watches."),
            )
            .required(
                "condition",
                Condition::written().described(
                    "Side of the target on which the alert fires; a price equal to the target counts.",
                ),
            )
            .required("targetPrice", Positive::written().described("Target price."))
            .required(
                "recurring",
                Schema::boolean()
                    .described("Whether the alert can fire several times; otherwise it fires once."),
            )
            .required("cooldownSeconds", Schema::integer(0..=MAX_COOLDOWN_SECONDS).described(COOLDOWN))
            .required("rearmPercent", REARM_PERCENT.written().described(REARM))
            .required("createdAt", Time::written().described("Time at which the alert was created."))
            .required(
                "state",
                Schema::one_of_words(State::ALL.map(State::name)).described(
                    "State: armed (it fires when the price reaches the target), waiting (it fired and \
                     will be armed again), paused (the trader has paused it), fired (it fired and is not recurring) or expired.",
                ),
            )
            .optional("expiresAt", Time::written().described("Time from which the alert no longer fires."))
            .optional(NOTE, Note::written().described(note))
            .described("A price alert as the server returns it.")
    }

    fn document_without_note(&self, now: Time) -> Value {
        let mut document = json!({
            "id": self.id,
            "symbol": self.symbol,
            "condition": self.condition,
            "targetPrice": self.target,
            "recurring": self.recurring,
            "cooldownSeconds": self.cooldown.as_secs(),
            "rearmPercent": self.rearm_percent.to_string(),
            "createdAt": self.created_at,
            "state": self.state(now).name(),
        });
        if let Some(expires_at) = self.expires_at {
            document["expiresAt"] = json!(expires_at);
        }
        document
    }
}

const NOTE: &str = "note";

/// Returns the documents of these alerts, newest first, in at most [`MAX_PAGE_BYTES`]. Active alerts
/// have precedence over paused ones, and these over past ones. All
/// [`MAX_PER_USER`](super::MAX_PER_USER) active ones fit. Not all of their notes fit, so the notes of the
/// oldest can be left out. A paused or past alert is included completely or not at all.
pub fn listed(mut alerts: Vec<Alert>, now: Time) -> Vec<Value> {
    alerts.sort_by(|a, b| (b.created_at, b.id.as_str()).cmp(&(a.created_at, a.id.as_str())));
    let mut room = Room(MAX_PAGE_BYTES);
    let mut list: Vec<Option<Value>> = alerts.iter().map(|_| None).collect();
    let is_active = |alert: &Alert| alert.state(now).is_active();
    let entries = || alerts.iter().enumerate();
    for (index, alert) in entries().filter(|(_, alert)| is_active(alert)) {
        list[index] = Some(alert.document_without_note(now)).filter(|document| room.takes(document));
    }
    for (index, alert) in entries().filter(|(_, alert)| is_active(alert)) {
        if let (Some(document), Some(note)) = (&mut list[index], &alert.note)
            && room.takes(&json!({NOTE: note}))
        {
            document[NOTE] = json!(note);
        }
    }
    for is_past in [false, true] {
        let is_next = |alert: &Alert| !is_active(alert) && alert.state(now).is_past() == is_past;
        for (index, alert) in entries().filter(|(_, alert)| is_next(alert)) {
            let document = alert.document(now);
            if !room.takes(&document) {
                break;
            }
            list[index] = Some(document);
        }
    }
    list.into_iter().flatten().collect()
}

/// The number of bytes that are left.
struct Room(usize);

impl Room {
    /// Takes the bytes of this entry and of the comma after it, if that many are left.
    fn takes(&mut self, entry: &Value) -> bool {
        match self.0.checked_sub(entry.to_string().len() + 1) {
            Some(left) => self.0 = left,
            None => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert::MAX_PER_USER;
    use proptest::prelude::*;

    fn now() -> Time {
        "2026-11-23T08:00:00Z".parse().unwrap()
    }

    fn document() -> Value {
        json!({"symbol": "BTC-USDT", "condition": "above", "targetPrice": "64250.10"})
    }

    fn read(change: impl FnOnce(&mut Value)) -> Result<NewAlert, FieldError> {
        let mut document = document();
        change(&mut document);
        NewAlert::of_document(&document, "alert")
    }

    fn alert(number: usize, wanted: &NewAlert, phase: Phase) -> Alert {
        let id = Id::parse(&format!("{number:022}")).unwrap();
        let created_at = now().plus(Duration::from_secs(u64::try_from(number).unwrap()));
        Alert { phase, ..wanted.clone().alert(id, UserId::parse("u-1").unwrap(), created_at) }
    }

    #[test]
    fn what_is_left_out_is_filled_in() {
        let shown = |wanted: NewAlert| alert(0, &wanted, Phase::NEW).document(now());
        assert_eq!(
            shown(read(|_| ()).unwrap()),
            json!({
                "id": "0000000000000000000000", "symbol": "BTC-USDT", "condition": "above",
                "targetPrice": "64250.10", "recurring": false, "cooldownSeconds": 60, "rearmPercent": "0.1",
                "createdAt": "2026-11-23T08:00:00.000Z", "state": "armed",
            })
        );
        let everything = json!({
            "symbol": "a/B:c.d_e-f@g", "condition": "below", "targetPrice": 1e-3, "recurring": true,
            "cooldownSeconds": 0, "rearmPercent": "50.0", "expiresAt": "2026-11-24T09:00:00+01:00", "note": "sell",
        });
        assert_eq!(
            shown(NewAlert::of_document(&everything, "alert").unwrap()),
            json!({
                "id": "0000000000000000000000", "symbol": "a/B:c.d_e-f@g", "condition": "below",
                "targetPrice": "0.001", "recurring": true, "cooldownSeconds": 0, "rearmPercent": "50.0",
                "createdAt": "2026-11-23T08:00:00.000Z", "state": "armed",
                "expiresAt": "2026-11-24T08:00:00.000Z", "note": "sell",
            })
        );
        let nothing = ["recurring", "cooldownSeconds", "rearmPercent", "expiresAt", "note"];
        let nulls = read(|document| nothing.iter().for_each(|key| document[key] = Value::Null));
        assert_eq!(nulls, read(|_| ()));
    }

    #[test]
    fn every_digit_is_kept() {
        for digits in ["1234567890123456789012345678", "0.0000000000000000000000000001", "64250.100"] {
            for value in [json!(digits), digits.parse().unwrap()] {
                let wanted = read(|document| document["targetPrice"] = value).unwrap();
                assert_eq!(wanted.target.to_string(), digits);
            }
        }
    }

    #[test]
    fn every_fault_is_named() {
        let cases = [
            ("symbol", json!("")),
            ("symbol", json!("BTC#USDT")),
            ("symbol", json!(7)),
            ("condition", json!("Above")),
            ("condition", json!("crosses")),
            ("targetPrice", json!(0)),
            ("targetPrice", json!("-1")),
            ("targetPrice", json!("a lot")),
            ("targetPrice", json!("12345678901234567890123456789")),
            ("targetPrice", json!(true)),
            ("recurring", json!("true")),
            ("recurring", json!(1)),
            ("cooldownSeconds", json!(-1)),
            ("cooldownSeconds", json!(86_401)),
            ("cooldownSeconds", json!(1.5)),
            ("cooldownSeconds", json!("60")),
            ("rearmPercent", json!("50.0000001")),
            ("rearmPercent", json!(-1)),
            ("rearmPercent", json!([])),
            ("expiresAt", json!("tomorrow")),
            ("expiresAt", json!(1_795_420_800)),
            ("note", json!("x".repeat(281))),
            ("note", json!({})),
            ("colour", json!("red")),
            ("colour", Value::Null),
        ];
        for (key, value) in cases {
            let path = match read(|document| document[key] = value.clone()) {
                Err(FieldError::Bad { path, .. }) => path,
                answer => panic!("{key} {value}: {answer:?}"),
            };
            assert_eq!(path, format!("alert.{key}"), "{value}");
        }
        for key in ["symbol", "condition", "targetPrice"] {
            let missing = Err(FieldError::Missing { path: format!("alert.{key}") });
            assert_eq!(read(|document| document[key] = Value::Null), missing);
            assert_eq!(read(|document| drop(document.as_object_mut().unwrap().remove(key))), missing);
        }
        let bad = FieldError::Bad { path: "alert".to_owned(), must: "must be an object".to_owned() };
        assert_eq!(NewAlert::of_document(&json!([]), "alert"), Err(bad));
    }

    #[test]
    fn what_is_asked_for_again_is_known() {
        let wanted = read(|_| ()).unwrap();
        let stored = alert(1, &wanted, Phase::Fired { at: now() });
        assert!(wanted.is_met_by(&stored));
        assert!(read(|document| document["targetPrice"] = json!(64_250.1)).unwrap().is_met_by(&stored));
        for (key, value) in [("targetPrice", "64250.11"), ("condition", "below"), ("note", "")] {
            assert!(!read(|document| document[key] = json!(value)).unwrap().is_met_by(&stored), "{key}");
        }
    }

    #[test]
    fn all_active_alerts_fit_into_a_list_however_long_they_are() {
        // In JSON each character of this note takes six bytes.
        let longest = json!({
            "symbol": "x".repeat(128), "condition": "below", "targetPrice": "0.1234567890123456789012345678",
            "recurring": true, "cooldownSeconds": 86_400, "rearmPercent": "10.12345678901234567890123456",
            "expiresAt": "9999-01-01T00:00:00Z", "note": "\u{1}".repeat(280),
        });
        let wanted = NewAlert::of_document(&longest, "alert").unwrap();
        let waiting = Phase::Disarmed { fired_at: now(), generation: 1 };
        let active = (0..MAX_PER_USER).map(|number| alert(number, &wanted, waiting));
        let past = (MAX_PER_USER..2 * MAX_PER_USER).map(|n| alert(n, &wanted, Phase::Fired { at: now() }));
        let list = listed(past.chain(active).collect(), now());
        assert_eq!(list.len(), MAX_PER_USER);
        assert!(json!(list).to_string().len() <= MAX_PAGE_BYTES);
        let with_note = list.iter().take_while(|alert| alert.get("note").is_some()).count();
        assert!((1..20).contains(&with_note) && list[with_note..].iter().all(|a| a.get("note").is_none()));
    }

    #[test]
    fn a_paused_alert_has_precedence_over_newer_past_ones() {
        let wanted = read(|document| document["note"] = json!("x".repeat(280))).unwrap();
        let paused = Phase::Paused { since: now(), generation: 1 };
        let phase = |number| if number == 0 { paused } else { Phase::Fired { at: now() } };
        let list = listed((0..1_000).map(|number| alert(number, &wanted, phase(number))).collect(), now());
        let states: Vec<_> = list.iter().map(|alert| alert["state"].as_str().unwrap()).collect();
        let (oldest, rest) = states.split_last().unwrap();
        assert_eq!(*oldest, "paused");
        assert!(rest.len() > 100 && rest.iter().all(|state| *state == "fired"));
    }

    #[test]
    fn the_newest_past_alerts_fill_the_list() {
        let wanted = read(|document| document["note"] = json!("x".repeat(280))).unwrap();
        let fired = Phase::Fired { at: now() };
        let phase = |number| if number % 100 == 0 { Phase::NEW } else { fired };
        let list = listed((0..1_000).map(|number| alert(number, &wanted, phase(number))).collect(), now());
        let count = |state: &str| list.iter().filter(|alert| alert["state"] == state).count();
        assert_eq!(count("armed"), 10, "however old they are");
        let bytes = json!(list).to_string().len();
        assert!((MAX_PAGE_BYTES - 1_000..=MAX_PAGE_BYTES).contains(&bytes), "{bytes}");
        assert!(list.windows(2).all(|pair| pair[0]["id"].as_str() > pair[1]["id"].as_str()));
    }

    proptest! {
        #[test]
        fn no_document_makes_it_panic(key in "symbol|condition|targetPrice|recurring|cooldownSeconds|rearmPercent|expiresAt|note",
            value in prop_oneof![
                any::<bool>().prop_map(Value::from), any::<i64>().prop_map(Value::from),
                "\\PC{0,40}|[-0-9.e]{0,40}".prop_map(Value::from),
                "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?(e[+-]?[0-9]{1,4})?".prop_map(|text| text.parse().unwrap()),
            ]) {
            if let Ok(wanted) = read(|document| document[key.as_str()] = value) {
                let alert = alert(0, &wanted, Phase::NEW);
                prop_assert!(wanted.is_met_by(&alert));
                let mut shown = alert.document(now());
                for ours in ["id", "createdAt", "state"] {
                    shown.as_object_mut().unwrap().remove(ours);
                }
                prop_assert_eq!(NewAlert::of_document(&shown, "alert"), Ok(wanted));
            }
        }
    }
}
