//! The decoding of profile messages, which are the bodies of messages of the queue `profiles`.
//!
//! A body without a readable user or time is refused with a [`Rejection`]; every other field is
//! accepted or rejected on its own. Libraries check the syntax of contacts, once and here, so all
//! later code may use an address without a check. This is a crate of its own because of the
//! numbering plans' metadata, which only the function that reads profiles should contain.

mod contact;
mod topics;

use std::collections::BTreeSet;

use domain::event::{Envelope, Rejection};
use domain::recipient::profile::{
    AccountStatus, AntiPhishingCode, Change, Decoded, MAX_CODE_LENGTH, ProfileUpdate, Revoked,
};
use domain::schema::Schema;
use domain::{Time, ids, locale, time};
use oxilangtag::LanguageTag;
use serde_json::Value;

/// The maximum size of the body of a profile message, in bytes.
pub const MAX_PROFILE_BYTES: usize = 32 * 1024;

/// The maximum length of a language tag, in characters: RFC 5646, section 4.4.1.
pub const MAX_LANGUAGE_TAG: usize = 35;

/// Decodes the body of a message that arrived at `now`.
///
/// An absent field stays unchanged, and null clears a field. Unknown fields are ignored, and the
/// last of a repeated field counts. A field that cannot be read, apart from user and time, is left
/// out and has a rejection of its own, in the contract's order; it is not retryable.
///
/// # Errors
///
/// [`Rejection`], not retryable, if the user or the time cannot be read.
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
        anti_phishing_code: change(&mut envelope, "anti_phishing_code", anti_phishing_code, &mut rejected),
        registered_at: change(&mut envelope, "registered_at", registered_at, &mut rejected),
        status: change(&mut envelope, "status", status, &mut rejected),
        topics: topics::change(&mut envelope, &mut rejected),
        revoke: revoke(&mut envelope, &mut rejected),
    };
    Ok(Decoded { update, rejected })
}

/// Returns the schema of the messages that [`decode`] accepts. Libraries decide how contacts,
/// languages and countries are spelled, so the schema only limits their characters.
pub fn schema() -> Schema {
    let language =
        Schema::text().length(1..=MAX_LANGUAGE_TAG).pattern("[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*");
    let changeable = |schema: Schema, what: &str| schema.or_null().described(what);
    Schema::object()
        .required("user_id", ids::schema().described("ID of the trader."))
        .required(
            "updated_at",
            time::schema().described(
                "Time at which the exchange changed the fields. For each field the message with the \
                 latest time is kept.",
            ),
        )
        .optional("email", changeable(contact::email_schema(), "E-mail address for notifications, in ASCII."))
        .optional("phone", changeable(contact::phone_schema(), "Telephone number for SMS, in E.164 format."))
        .optional(
            "language",
            changeable(language, "Language tag (BCP 47) of the language of the notifications."),
        )
        .optional(
            "time_zone",
            changeable(
                locale::zone_schema(),
                "Name of the trader's time zone in the IANA database, such as Europe/Vienna.",
            ),
        )
        .optional(
            "country",
            changeable(Schema::text().pattern("[A-Z]{2}"), "Country of residence (ISO 3166-1 alpha-2)."),
        )
        .optional(
            "anti_phishing_code",
            changeable(
                Schema::text().length(1..=MAX_CODE_LENGTH),
                "Code that is in every e-mail, SMS and Telegram message, so that the trader can tell them from others'.",
            ),
        )
        .optional(
            "registered_at",
            changeable(
                time::schema(),
                "Time at which the trader registered with the exchange. Broadcasts of before are not for them.",
            ),
        )
        .optional(
            "status",
            changeable(
                Schema::one_of_words(AccountStatus::ALL.map(AccountStatus::name)),
                "State of the account. A broadcast reaches only active ones; without a status it is active.",
            ),
        )
        .optional(
            "topics",
            changeable(
                topics::schema(),
                "Topics by which audiences of broadcasts select, such as holds:BTC or tier:vip. They replace those of \
                 older messages; null removes all. They must not stand beside add_topics or remove_topics.",
            ),
        )
        .nullable("add_topics", topics::schema().described("Topics to add. A trader has at most 200."))
        .nullable("remove_topics", topics::schema().described("Topics to remove."))
        .nullable(
            "revoke",
            Schema::list(Schema::one_of_words(Revoked::ALL.map(Revoked::name))).described(
                "Kinds of access to revoke: connections, devices or the Telegram conversation that were \
                 registered at or before updated_at. Tokens that were issued until then are refused.",
            ),
        )
        .described("The contacts and settings of a trader. An absent field stays unchanged; null clears it.")
}

/// Returns the change of a field. `read` returns, as its error, the requirement that the text does
/// not meet.
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

/// Returns the kinds of access to revoke: connections, devices or the Telegram conversation. An
/// unknown value does not affect the others.
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

/// Returns the time zone with the name that the time zone database gives it.
fn time_zone(text: &str) -> Result<String, &'static str> {
    let zone = locale::zone(text);
    let name = zone.as_ref().and_then(|zone| zone.iana_name());
    name.map(str::to_owned).ok_or("must be a time zone of the IANA database such as Europe/Vienna")
}

fn anti_phishing_code(text: &str) -> Result<AntiPhishingCode, &'static str> {
    AntiPhishingCode::parse(text)
        .ok_or("must have 1 to 32 letters, digits, spaces and -_., and begin and end with a letter or digit")
}

fn registered_at(text: &str) -> Result<Time, &'static str> {
    text.parse().map_err(|_| "must be a time such as 2026-11-23T08:00:00Z (RFC 3339)")
}

fn status(text: &str) -> Result<AccountStatus, &'static str> {
    AccountStatus::parse(text).ok_or("must be active, frozen or closed")
}

fn country(text: &str) -> Result<String, &'static str> {
    let is_country = rust_iso3166::from_alpha2(text).is_some();
    if is_country {
        Ok(text.to_owned())
    } else {
        Err("must be a country code such as AT (ISO 3166-1 alpha-2)")
    }
}
