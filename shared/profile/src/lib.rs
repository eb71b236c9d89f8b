//! What the exchange says of a trader, decoded from the body of a message of the queue `profiles`.
//!
//! A body without a readable user or time is refused with a [`Rejection`]; each other field stands for itself. The syntax of contacts is checked by libraries, once and
//! here: whoever meets an address later may use it. This crate is by itself because of the numbering plans' metadata,
//! which only the function that reads profiles should carry.

mod contact;

use std::collections::BTreeSet;

use domain::event::{Envelope, Rejection};
use domain::profile::{Change, Decoded, ProfileUpdate, Revoked};
use domain::schema::Schema;
use domain::{Time, ids, locale, time};
use oxilangtag::LanguageTag;
use serde_json::Value;

/// The longest body of a profile message, in bytes.
pub const MAX_PROFILE_BYTES: usize = 32 * 1024;

/// The longest language tag, in characters: RFC 5646, section 4.4.1.
pub const MAX_LANGUAGE_TAG: usize = 35;

/// Reads the body of a message that arrived at `now`.
///
/// A field that is absent stays as it is, null clears it. Unknown fields are ignored, and the last of a repeated field
/// counts. Without a readable user and time the message is refused; any other field that cannot be read is left out and
/// has a rejection of its own, in the contract's order. None of that is retryable.
pub fn decode(body: &str, now: Time) -> Result<Decoded, Rejection> {
    let mut envelope = Envelope::read(body, MAX_PROFILE_BYTES)?;
    let (user_id, updated_at) = (envelope.user_id()?, envelope.time_of("updated_at", now)?);
    let mut rejected = Vec::new();
    let update = ProfileUpdate {
        user_id,
        updated_at,
        email: change(&mut envelope, "email", contact::email, &mut rejected),
        phone: change(&mut envelope, "phone", contact::phone, &mut rejected),
        language: change(&mut envelope, "language", language, &mut rejected),
        time_zone: change(&mut envelope, "time_zone", time_zone, &mut rejected),
        country: change(&mut envelope, "country", country, &mut rejected),
        revoke: revoke(&mut envelope, &mut rejected),
    };
    Ok(Decoded { update, rejected })
}

/// What [`decode`] takes. How contacts, languages and countries are spelled is for libraries to say: here is what can be
/// said of their characters.
pub fn schema() -> Schema {
    let language =
        Schema::text().length(1..=MAX_LANGUAGE_TAG).pattern("[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*");
    let changeable = |schema: Schema, what: &str| schema.or_null().described(what);
    Schema::object()
        .required("user_id", ids::schema().described("Whom it is about."))
        .required(
            "updated_at",
            time::schema().described("Decides per field which of two messages is the newer one."),
        )
        .optional(
            "email",
            changeable(contact::email_schema(), "Where to write to: an e-mail address in ASCII."),
        )
        .optional("phone", changeable(contact::phone_schema(), "Where to send an SMS: a number in E.164."))
        .optional("language", changeable(language, "A language tag (BCP 47)."))
        .optional("time_zone", changeable(locale::zone_schema(), "An IANA time zone."))
        .optional(
            "country",
            changeable(Schema::text().pattern("[A-Z]{2}"), "Where the trader lives (ISO 3166-1 alpha-2)."),
        )
        .nullable(
            "revoke",
            Schema::list(Schema::one_of_words(Revoked::ALL.map(Revoked::name)))
                .described("What is removed of all that was registered at or before updated_at. Tokens of that time are refused from then on."),
        )
        .described(
            "What the exchange says of a trader. A field that is left out stays as it is; null clears it.",
        )
}

/// What is said of a field; `read` answers what it must be where it is not.
fn change<T>(
    envelope: &mut Envelope,
    field: &'static str,
    read: fn(&str) -> Result<T, &'static str>,
    rejected: &mut Vec<Rejection>,
) -> Change<T> {
    let said = match envelope.said(field) {
        None => return Change::Keep,
        Some(Value::Null) => return Change::Clear,
        Some(Value::String(text)) => read(&text),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            Err("must be a text or null")
        }
    };
    match said {
        Ok(value) => Change::Set(value),
        Err(must) => {
            rejected.push(Rejection::bad(field, must));
            Change::Keep
        }
    }
}

/// What is to be revoked. A word that is not known takes nothing away from the others.
fn revoke(envelope: &mut Envelope, rejected: &mut Vec<Rejection>) -> BTreeSet<Revoked> {
    const FIELD: &str = "revoke";
    const MUST_BE: &str = "must be a list of connections, devices, telegram";
    let words = match envelope.take(FIELD) {
        None => return BTreeSet::new(),
        Some(Value::Array(words)) => words,
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) | Value::Null) => {
            rejected.push(Rejection::bad(FIELD, MUST_BE));
            return BTreeSet::new();
        }
    };
    let known: Vec<Option<Revoked>> =
        words.iter().map(|word| word.as_str().and_then(Revoked::parse)).collect();
    if known.contains(&None) {
        rejected.push(Rejection::bad(FIELD, MUST_BE));
    }
    known.into_iter().flatten().collect()
}

fn language(text: &str) -> Result<String, &'static str> {
    if text.len() <= MAX_LANGUAGE_TAG && LanguageTag::parse(text).is_ok() {
        Ok(text.to_owned())
    } else {
        Err("must be a language tag such as de or de-AT (BCP 47)")
    }
}

/// The zone under the name that the database gives it.
fn time_zone(text: &str) -> Result<String, &'static str> {
    let zone = locale::zone(text);
    let name = zone.as_ref().and_then(|zone| zone.iana_name());
    name.map(str::to_owned).ok_or("must be a time zone of the IANA database such as Europe/Vienna")
}

fn country(text: &str) -> Result<String, &'static str> {
    let is_country = rust_iso3166::from_alpha2(text).is_some();
    if is_country {
        Ok(text.to_owned())
    } else {
        Err("must be a country code such as AT (ISO 3166-1 alpha-2)")
    }
}
