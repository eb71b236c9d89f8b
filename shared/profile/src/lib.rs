//! What the exchange says of a trader, decoded from the body of a message of the queue `profiles`.
//!
//! A body is read completely or refused with a [`Rejection`]. The syntax of contacts is checked by libraries, once and
//! here: whoever meets an address later may use it. This crate is by itself because of the numbering plans' metadata,
//! which only the function that reads profiles should carry.

mod contact;

use domain::event::{Envelope, Rejection};
use domain::profile::{Change, ProfileUpdate};
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
/// counts. The first field at fault, in the contract's order, is the one that is named.
pub fn decode(body: &str, now: Time) -> Result<ProfileUpdate, Rejection> {
    let mut envelope = Envelope::read(body, MAX_PROFILE_BYTES)?;
    Ok(ProfileUpdate {
        user_id: envelope.user_id()?,
        updated_at: envelope.time_of("updated_at", now)?,
        email: change(&mut envelope, "email", contact::email)?,
        phone: change(&mut envelope, "phone", contact::phone)?,
        language: change(&mut envelope, "language", language)?,
        time_zone: change(&mut envelope, "time_zone", time_zone)?,
        country: change(&mut envelope, "country", country)?,
    })
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
        .described(
            "What the exchange says of a trader. A field that is left out stays as it is; null clears it.",
        )
}

/// What is said of a field; `read` answers what it must be where it is not.
fn change<T>(
    envelope: &mut Envelope,
    field: &'static str,
    read: fn(&str) -> Result<T, &'static str>,
) -> Result<Change<T>, Rejection> {
    match envelope.said(field) {
        None => Ok(Change::Keep),
        Some(Value::Null) => Ok(Change::Clear),
        Some(Value::String(text)) => read(&text).map(Change::Set).map_err(|must| Rejection::bad(field, must)),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            Err(Rejection::bad(field, "must be a text or null"))
        }
    }
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
