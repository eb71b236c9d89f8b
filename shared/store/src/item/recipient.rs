//! The encoding of a recipient: preferences, contacts, devices and connections, each in an
//! attribute of its own.

use std::collections::HashMap;
use std::sync::Arc;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::event::data::{Asset, Day, Signed};
use domain::preferences::Preferences;
use domain::recipient::contact::{
    Chat, ChatId, Dead, Device, DeviceDetails, DeviceId, DeviceToken, EmailAddress, Permission, Phone,
    PhoneNumber, Platform,
};
use domain::recipient::former::Former;
use domain::recipient::profile::{AccountStatus, AntiPhishingCode, Dated};
use domain::recipient::{Connection, FormerChat, Recipient};
use domain::routing::report::{PublishedPnl, Reported};
use domain::{ConnectionId, Time};
use ports::PortError;

use super::{Attributes, Reader, corrupt, millis, number, text, user_id};
use crate::keys;

/// Encodes a connection as the value of its attribute.
pub(crate) fn connection(connection: &Connection) -> AttributeValue {
    let mut map = HashMap::from([
        (keys::REGISTERED_AT.to_owned(), millis(connection.registered_at)),
        (keys::CLOSES_AT.to_owned(), millis(connection.closes_at)),
    ]);
    map.extend(connection.issued_at.map(|at| (keys::ISSUED_AT.to_owned(), millis(at))));
    AttributeValue::M(map)
}

/// Encodes a device as the value of its attribute.
pub(crate) fn device(device: &Device) -> AttributeValue {
    let mut map = HashMap::from([
        (keys::TOKEN.to_owned(), text(device.token.expose())),
        (keys::PLATFORM.to_owned(), text(device.platform.name())),
        (keys::AT.to_owned(), millis(device.registered_at)),
    ]);
    if let Some(language) = &device.language {
        map.insert(keys::LANGUAGE.to_owned(), text(language));
    }
    let DeviceDetails { permission, focus_allowed, installation_id, accepted_at } = &device.details;
    map.extend(permission.map(|permission| (keys::PERMISSION.to_owned(), text(permission.name()))));
    map.extend(focus_allowed.map(|allowed| (keys::FOCUS_ALLOWED.to_owned(), AttributeValue::Bool(allowed))));
    map.extend(installation_id.as_ref().map(|id| (keys::INSTALLATION_ID.to_owned(), text(id))));
    map.extend(accepted_at.map(|at| (keys::ACCEPTED_AT.to_owned(), millis(at))));
    AttributeValue::M(map)
}

/// Returns the attributes of a recipient that hold its connections and its devices. The others are
/// left out: their size has a low bound.
pub fn recipient_attributes(recipient: &Recipient) -> HashMap<String, AttributeValue> {
    let connections = recipient.connections.iter().map(|of| (keys::connection(&of.id), connection(of)));
    let devices = recipient.devices.iter().map(|of| (keys::device(&of.id), device(of)));
    connections.chain(devices).collect()
}

/// Encodes a proposed conversation as the value of its attribute. Once it is linked, each part is
/// an attribute of its own.
pub(crate) fn proposed_chat(chat: &Chat) -> AttributeValue {
    let mut map = HashMap::from([
        (keys::CHAT.to_owned(), number(&chat.id.expose())),
        (keys::CHAT_LINKED_AT.to_owned(), millis(chat.linked_at)),
    ]);
    map.extend(chat.confirm_by.map(|until| (keys::CHAT_CONFIRM_BY.to_owned(), millis(until))));
    AttributeValue::M(map)
}

/// Encodes a profile field as the value of its attribute; without a value the field was cleared.
pub(crate) fn field(value: Option<&str>, updated_at: Time) -> AttributeValue {
    let value = value.map(|value| (keys::VALUE.to_owned(), text(value)));
    AttributeValue::M(value.into_iter().chain([(keys::AT.to_owned(), millis(updated_at))]).collect())
}

/// Encodes the e-mail address as the value of its attribute.
pub(crate) fn email(email: &EmailAddress, updated_at: Time) -> AttributeValue {
    field(Some(email.expose()), updated_at)
}

/// Encodes former contacts: each as a field of the profile, with the times of its replacement.
pub(crate) fn former<T>(
    former: &[Former<T>],
    contact: impl Fn(&T, Time) -> AttributeValue,
) -> AttributeValue {
    let one = |former: &Former<T>| {
        let mut value = contact(&former.contact, former.stated_at);
        if let AttributeValue::M(map) = &mut value {
            map.insert(keys::REPLACED_BY.to_owned(), millis(former.replaced_by));
            map.insert(keys::REPLACED_AT.to_owned(), millis(former.replaced_at));
        }
        value
    };
    AttributeValue::L(former.iter().map(one).collect())
}

fn parse_former<T>(
    reader: &Reader<'_>,
    name: &str,
    contact: impl Fn(&Reader<'_>, &str) -> Result<T, PortError>,
) -> Result<Vec<Former<T>>, PortError> {
    reader.list(name, |value| {
        let reader = Reader(value.as_m().ok()?);
        Some(Former {
            contact: contact(&reader, keys::VALUE).ok()?,
            stated_at: reader.time(keys::AT).ok()?,
            replaced_by: reader.time(keys::REPLACED_BY).ok()?,
            replaced_at: reader.time(keys::REPLACED_AT).ok()?,
        })
    })
}

/// Encodes the phone number as the value of its attribute.
pub(crate) fn phone(phone: &Phone, updated_at: Time) -> AttributeValue {
    let mut map = HashMap::from([
        (keys::VALUE.to_owned(), text(phone.number.expose())),
        (keys::AT.to_owned(), millis(updated_at)),
    ]);
    if let Some(country) = &phone.country {
        map.insert(keys::COUNTRY.to_owned(), text(country));
    }
    AttributeValue::M(map)
}

/// Encodes the latest daily report as `<day>|<until>`. Of two such texts, the greater one is of the
/// later report.
pub(crate) fn reported(reported: &Reported) -> AttributeValue {
    text(format!("{}|{}", reported.day, reported.until))
}

fn parse_reported(text: &str) -> Option<Reported> {
    let (day, until) = text.split_once('|')?;
    Some(Reported { day: Day::parse(day)?, until: until.parse().ok()? })
}

/// Encodes profit and loss as the value of its attribute.
pub(crate) fn pnl(pnl: &PublishedPnl) -> AttributeValue {
    let mut map = HashMap::from([
        (keys::AT.to_owned(), millis(pnl.at)),
        (keys::REALIZED.to_owned(), text(pnl.realized.to_string())),
        (keys::CURRENCY.to_owned(), text(pnl.currency.as_str())),
    ]);
    if let Some(unrealized) = pnl.unrealized {
        map.insert(keys::UNREALIZED.to_owned(), text(unrealized.to_string()));
    }
    AttributeValue::M(map)
}

fn parse_pnl(reader: &Reader<'_>) -> Result<PublishedPnl, PortError> {
    Ok(PublishedPnl {
        at: reader.time(keys::AT)?,
        realized: reader.parsed(keys::REALIZED, Signed::parse)?,
        unrealized: reader.if_present(keys::UNREALIZED, |reader, name| reader.parsed(name, Signed::parse))?,
        currency: reader.parsed(keys::CURRENCY, Asset::parse)?,
    })
}

/// Reads a recipient. A part of it that cannot be read is logged and left out: a P0 notification is
/// still sent with the other parts, and with the default preferences if necessary.
pub(crate) fn recipient(attributes: &Attributes) -> Result<Recipient, PortError> {
    let mut recipient = Recipient::unknown(user_id(attributes)?);
    for name in attributes.keys() {
        if let Err(error) = take(&mut recipient, &Reader(attributes), name) {
            tracing::error!(%error, user.id = %recipient.user_id, "a part of a recipient cannot be read");
        }
    }
    // DynamoDB returns attributes in any order.
    recipient.connections.sort_by(|a, b| a.id.cmp(&b.id));
    recipient.devices.sort_by(|a, b| (b.registered_at, &b.id).cmp(&(a.registered_at, &a.id)));
    Ok(recipient)
}

fn take(recipient: &mut Recipient, reader: &Reader<'_>, name: &str) -> Result<(), PortError> {
    let profile = &mut recipient.profile;
    let own = |reader: &Reader<'_>, name: &str| reader.text(name).map(str::to_owned);
    match name {
        keys::PREFERENCES => recipient.preferences = Arc::new(reader.parsed(name, Preferences::of_stored)?),
        keys::VERSION => recipient.version = reader.number(name)?,
        keys::CHAT => recipient.chat = Some(parse_chat(reader)?),
        keys::PROPOSED_CHAT => {
            let chat = parse_chat(&Reader(reader.map(name)?));
            recipient.proposed_chat = Some(chat.map_err(|_| corrupt(name))?);
        }
        keys::FORMER_CHAT => {
            let id = ChatId::new(reader.number(name)?);
            recipient.former_chat = Some(FormerChat { id, until: reader.time(keys::FORMER_CHAT_UNTIL)? });
        }
        keys::CONTACT_CHANGES => recipient.contact_changes = reader.number(name)?,
        keys::INBOX_OVERFLOWS => recipient.inbox_overflows = reader.number::<u8>(name)? > 0,
        keys::REVOKED_AT => recipient.revoked_at = Some(reader.time(name)?),
        keys::EMAIL_SWITCHED_ON => recipient.email_switched_on = reader.number(name)?,
        keys::REPORTED => recipient.reported = Some(reader.parsed(name, parse_reported)?),
        keys::SNOOZED_UNTIL => recipient.snoozed_until = Some(reader.time(name)?),
        keys::BROADCASTS_UNTIL => recipient.broadcasts_until = Some(reader.time(name)?),
        keys::PNL => recipient.pnl = Some(parse_pnl(&Reader(reader.map(name)?)).map_err(|_| corrupt(name))?),
        keys::DEAD_EMAIL => {
            let contact = EmailAddress::of_checked(reader.text(name)?);
            recipient.dead_email =
                Some(Dead { contact, at: died_at(reader, keys::DEAD_EMAIL_AT, keys::DEAD_EMAIL_STATED_AT)? });
        }
        keys::DEAD_PHONE => {
            let contact = PhoneNumber::of_checked(reader.text(name)?);
            recipient.dead_phone =
                Some(Dead { contact, at: died_at(reader, keys::DEAD_PHONE_AT, keys::DEAD_PHONE_STATED_AT)? });
        }
        keys::FORMER_EMAILS => profile.former_emails = parse_former(reader, name, parse_email)?,
        keys::FORMER_PHONES => profile.former_phones = parse_former(reader, name, parse_phone)?,
        keys::EMAIL => dated(&mut profile.email, reader.map(name)?, name, parse_email)?,
        keys::PHONE => dated(&mut profile.phone, reader.map(name)?, name, parse_phone)?,
        keys::PROFILE_LANGUAGE => dated(&mut profile.language, reader.map(name)?, name, own)?,
        keys::PROFILE_TIME_ZONE => dated(&mut profile.time_zone, reader.map(name)?, name, own)?,
        keys::PROFILE_COUNTRY => dated(&mut profile.country, reader.map(name)?, name, own)?,
        keys::PROFILE_CODE => {
            let code = |reader: &Reader<'_>, name: &str| reader.parsed(name, AntiPhishingCode::parse);
            dated(&mut profile.anti_phishing_code, reader.map(name)?, name, code)?;
        }
        keys::PROFILE_REGISTERED_AT => {
            let time = |reader: &Reader<'_>, name: &str| reader.parsed(name, |text| text.parse().ok());
            dated(&mut profile.registered_at, reader.map(name)?, name, time)?;
        }
        keys::PROFILE_STATUS => {
            let status = |reader: &Reader<'_>, name: &str| reader.parsed(name, AccountStatus::parse);
            dated(&mut profile.status, reader.map(name)?, name, status)?;
        }
        _ => {
            if let Some(id) = keys::connection_in(name) {
                let connection = parse_connection(&Reader(reader.map(name)?), id);
                recipient.connections.push(connection.map_err(|_| corrupt(name))?);
            } else if let Some(id) = keys::device_in(name) {
                let id = id.map_err(|_| corrupt(name))?;
                let device = parse_device(&Reader(reader.map(name)?), id);
                recipient.devices.push(device.map_err(|_| corrupt(name))?);
            }
        }
    }
    Ok(())
}

/// Reads a field of the profile. Its time is read even if its value cannot be: a change with an
/// earlier time must not be stored.
fn dated<T>(
    field: &mut Dated<T>,
    map: &Attributes,
    name: &str,
    read: impl Fn(&Reader<'_>, &str) -> Result<T, PortError>,
) -> Result<(), PortError> {
    let reader = Reader(map);
    field.updated_at = Some(reader.time(keys::AT).map_err(|_| corrupt(name))?);
    field.value = reader.if_present(keys::VALUE, read).map_err(|_| corrupt(name))?;
    Ok(())
}

fn parse_email(reader: &Reader<'_>, name: &str) -> Result<EmailAddress, PortError> {
    reader.text(name).map(EmailAddress::of_checked)
}

fn parse_phone(reader: &Reader<'_>, name: &str) -> Result<Phone, PortError> {
    let country = reader.if_present(keys::COUNTRY, |reader, name| reader.text(name).map(str::to_owned))?;
    Ok(Phone { number: PhoneNumber::of_checked(reader.text(name)?), country })
}

/// Reads a linked conversation. One that was linked before the time of linking was recorded counts
/// as the oldest.
fn parse_chat(reader: &Reader<'_>) -> Result<Chat, PortError> {
    Ok(Chat {
        id: ChatId::new(reader.number(keys::CHAT)?),
        linked_at: reader.if_present(keys::CHAT_LINKED_AT, Reader::time)?.unwrap_or(Time::EPOCH),
        confirm_by: reader.if_present(keys::CHAT_CONFIRM_BY, Reader::time)?,
    })
}

/// Returns the time at which a contact was found dead. A contact without this time stays dead until
/// the profile names another one. The profile message may have stated the contact later than we
/// found it dead if the exchange's clock is ahead of ours; then its time counts.
fn died_at(reader: &Reader<'_>, name: &str, stated: &str) -> Result<Time, PortError> {
    let at = reader.if_present(name, Reader::time)?;
    let stated_at = reader.if_present(stated, Reader::time)?;
    Ok(at.map_or(Time::from_millis(i64::MAX), |at| stated_at.map_or(at, |stated_at| at.max(stated_at))))
}

fn parse_connection(reader: &Reader<'_>, id: ConnectionId) -> Result<Connection, PortError> {
    let registered_at = reader.time(keys::REGISTERED_AT)?;
    let closes_at = reader.time(keys::CLOSES_AT)?;
    let issued_at = reader.if_present(keys::ISSUED_AT, Reader::time)?;
    Ok(Connection { id, registered_at, closes_at, issued_at })
}

fn parse_device(reader: &Reader<'_>, id: DeviceId) -> Result<Device, PortError> {
    Ok(Device {
        id,
        token: reader.parsed(keys::TOKEN, DeviceToken::parse)?,
        platform: reader.parsed(keys::PLATFORM, Platform::parse)?,
        language: reader.if_present(keys::LANGUAGE, |reader, name| reader.text(name).map(str::to_owned))?,
        registered_at: reader.time(keys::AT)?,
        details: DeviceDetails {
            permission: reader
                .if_present(keys::PERMISSION, |reader, name| reader.parsed(name, Permission::parse))?,
            focus_allowed: reader.0.get(keys::FOCUS_ALLOWED).and_then(|value| value.as_bool().ok().copied()),
            installation_id: reader
                .if_present(keys::INSTALLATION_ID, |reader, name| reader.text(name).map(str::to_owned))?,
            accepted_at: reader.if_present(keys::ACCEPTED_AT, Reader::time)?,
        },
    })
}
