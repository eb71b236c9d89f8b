//! The profile of a trader as the exchange states it, and the trader's preferences, in DynamoDB.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::preferences::Preferences;
use domain::recipient::former::Replacements;
use domain::recipient::profile::{Change, ProfileUpdate};
use domain::{Time, UserId};
use ports::{PortError, PreferencesWrite, ProfileWrite, WriteOutcome};

use super::{DynamoStore, send_if};
use crate::{item, keys};

impl ProfileWrite for DynamoStore {
    async fn put_profile(
        &self,
        update: &ProfileUpdate,
        replaced: &Replacements,
    ) -> Result<WriteOutcome, PortError> {
        let fields = fields(update);
        if fields.is_empty() {
            return Ok(WriteOutcome::Done);
        }
        let mut request = self
            .recipient(&update.user_id)
            .expression_attribute_names("#at", keys::AT)
            .expression_attribute_values(":at", item::millis(update.updated_at));
        let (mut set, mut remove, mut conditions) = (Vec::new(), "", Vec::new());
        for (n, (name, value)) in fields.into_iter().enumerate() {
            set.push(format!("#f{n} = :f{n}"));
            conditions.push(format!("(attribute_not_exists(#f{n}.#at) OR #f{n}.#at < :at)"));
            if let Some(over) = over(replaced, name) {
                conditions.push(format!("#f{n}.#at = :over{n}"));
                request = request.expression_attribute_values(format!(":over{n}"), item::millis(over));
            }
            request = request
                .expression_attribute_names(format!("#f{n}"), name)
                .expression_attribute_values(format!(":f{n}"), value);
        }
        for (n, (name, value)) in formers(replaced).into_iter().enumerate() {
            set.push(format!("#former{n} = :former{n}"));
            request = request
                .expression_attribute_names(format!("#former{n}"), name)
                .expression_attribute_values(format!(":former{n}"), value);
        }
        // The index has every mailbox in lower case.
        match &update.email {
            Change::Keep => {}
            Change::Clear => remove = " REMOVE #email_key",
            Change::Set(email) => {
                set.push("#email_key = :email_key".to_owned());
                request = request.expression_attribute_values(":email_key", item::text(email.lookup_key()));
            }
        }
        if !update.email.is_keep() {
            request = request.expression_attribute_names("#email_key", keys::EMAIL_KEY);
        }
        let request = request
            .update_expression(format!("SET {}{remove}", set.join(", ")))
            .condition_expression(conditions.join(" AND "));
        send_if(request).await.map(stored)
    }

    async fn revoke_tokens(&self, user: &UserId, at: Time) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            .update_expression("SET #revoked_at = :at")
            .condition_expression("attribute_not_exists(#revoked_at) OR #revoked_at < :at")
            .expression_attribute_names("#revoked_at", keys::REVOKED_AT)
            .expression_attribute_values(":at", item::millis(at));
        // If the condition fails, a later revocation is already stored.
        send_if(update).await.map(drop)
    }
}

/// Returns the attributes of the former contacts that change.
fn formers(replaced: &Replacements) -> Vec<(&'static str, AttributeValue)> {
    let emails = replaced.email.as_ref().map(|of| item::former(&of.former, item::email));
    let phones = replaced.phone.as_ref().map(|of| item::former(&of.former, item::phone));
    let lists = [(keys::FORMER_EMAILS, emails), (keys::FORMER_PHONES, phones)];
    lists.into_iter().filter_map(|(name, list)| Some((name, list?))).collect()
}

/// Returns the time of the stored contact over which the field `name` is replaced, if it replaces one.
fn over(replaced: &Replacements, name: &str) -> Option<Time> {
    match name {
        keys::EMAIL => replaced.email.as_ref()?.over,
        keys::PHONE => replaced.phone.as_ref()?.over,
        _ => None,
    }
}

/// Returns the attributes that the update sets.
fn fields(update: &ProfileUpdate) -> Vec<(&'static str, AttributeValue)> {
    let ProfileUpdate {
        user_id: _,
        updated_at: at,
        email,
        phone,
        language,
        time_zone,
        country,
        anti_phishing_code,
        registered_at,
        status,
        topics: _,
        revoke: _,
    } = update;
    let text = |text: &String| item::field(Some(text), *at);
    let fields = [
        (keys::EMAIL, changed(email, *at, |email| item::email(email, *at))),
        (keys::PHONE, changed(phone, *at, |phone| item::phone(phone, *at))),
        (keys::PROFILE_LANGUAGE, changed(language, *at, text)),
        (keys::PROFILE_TIME_ZONE, changed(time_zone, *at, text)),
        (keys::PROFILE_COUNTRY, changed(country, *at, text)),
        (keys::PROFILE_CODE, changed(anti_phishing_code, *at, |code| item::field(Some(code.expose()), *at))),
        (
            keys::PROFILE_REGISTERED_AT,
            changed(registered_at, *at, |time| item::field(Some(&time.to_string()), *at)),
        ),
        (keys::PROFILE_STATUS, changed(status, *at, |status| item::field(Some(status.name()), *at))),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Returns the new value of a field's attribute; `None` if the change keeps it. A cleared field
/// keeps the time of its clearing.
fn changed<T>(
    change: &Change<T>,
    updated_at: Time,
    attribute: impl Fn(&T) -> AttributeValue,
) -> Option<AttributeValue> {
    match change {
        Change::Keep => None,
        Change::Clear => Some(item::field(None, updated_at)),
        Change::Set(value) => Some(attribute(value)),
    }
}

impl PreferencesWrite for DynamoStore {
    async fn put_preferences(
        &self,
        user: &UserId,
        preferences: &Preferences,
        seen: u64,
        switches_email_on: bool,
    ) -> Result<WriteOutcome, PortError> {
        let request = self.recipient(user);
        let request = if switches_email_on {
            request
                .update_expression(
                    "SET #preferences = :preferences, #version = :next, #email_switched_on = :next",
                )
                .expression_attribute_names("#email_switched_on", keys::EMAIL_SWITCHED_ON)
        } else {
            request.update_expression("SET #preferences = :preferences, #version = :next")
        };
        let request = request
            .expression_attribute_names("#preferences", keys::PREFERENCES)
            .expression_attribute_names("#version", keys::VERSION)
            .expression_attribute_values(":preferences", item::text(preferences.to_stored()))
            .expression_attribute_values(":next", item::number(&seen.saturating_add(1)));
        let request = match seen {
            0 => request.condition_expression("attribute_not_exists(#version)"),
            seen => request
                .condition_expression("#version = :seen")
                .expression_attribute_values(":seen", item::number(&seen)),
        };
        send_if(request).await.map(stored)
    }

    async fn snooze(&self, user: &UserId, until: Option<Time>) -> Result<(), PortError> {
        let request = self.recipient(user).expression_attribute_names("#until", keys::SNOOZED_UNTIL);
        let request = match until {
            Some(until) => request
                .update_expression("SET #until = :until")
                .expression_attribute_values(":until", item::millis(until)),
            None => request.update_expression("REMOVE #until"),
        };
        send_if(request).await.map(drop)
    }
}

fn stored(is_done: bool) -> WriteOutcome {
    if is_done { WriteOutcome::Done } else { WriteOutcome::Conflict }
}
