//! What is sent: the body of SES's `SendEmail`.
//! <https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html>

use domain::EventType;
use domain::contact::EmailAddress;
use domain::locale::Locale;
use domain::notification::Notification;
use domain::text::{self, EmailText, cut};
use ports::Outgoing;
use serde::Serialize;

use super::{Sender, html};
use crate::line::one_line;

/// The header that carries the notification's id: the event's id, as devices know it. It says nothing of the trader.
pub const ID_HEADER: &str = "X-Notification-Id";

/// The longest subject, in characters. Mail programs show some 70.
pub const MAX_SUBJECT: usize = 150;

/// The longest paragraph or value, in characters; what the exchange may write is shorter.
pub const MAX_PART: usize = 2_000;

const CHARSET: &str = "UTF-8";

/// The message cannot be written. It cannot happen while memory lasts.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// The HTML.
    #[error("the HTML cannot be written")]
    Html(#[from] askama::Error),
    /// The JSON.
    #[error("the JSON cannot be written")]
    Json(#[from] serde_json::Error),
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct SendEmail<'a> {
    from_email_address: &'a str,
    destination: Destination<'a>,
    content: Content<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    configuration_set_name: Option<&'a str>,
    email_tags: Vec<NameValue<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Destination<'a> {
    to_addresses: [&'a str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Content<'a> {
    simple: Message<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Message<'a> {
    subject: Text<'a>,
    body: Body<'a>,
    headers: Vec<NameValue<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Body<'a> {
    text: Text<'a>,
    html: Text<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Text<'a> {
    data: &'a str,
    charset: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct NameValue<'a> {
    name: &'static str,
    value: &'a str,
}

/// From whom, and what is the same in every message.
#[derive(Debug, Clone, Copy)]
pub struct Letterhead<'a> {
    /// From whom.
    pub sender: &'a Sender,
    /// By which of SES's configuration sets it is sent, where one is named.
    pub configuration_set: Option<&'a str>,
}

/// The body of the call that sends this delivery `to` a mailbox. `link` switches off the e-mails of its type; without one
/// nothing in the message speaks of that.
pub fn body(
    letterhead: Letterhead<'_>,
    outgoing: &Outgoing<'_>,
    to: &EmailAddress,
    link: Option<&str>,
) -> Result<String, RequestError> {
    let text = tidied(text::email(outgoing.data, outgoing.locale));
    write(letterhead, outgoing.notification, outgoing.locale, &text, to, link)
}

fn write(
    letterhead: Letterhead<'_>,
    notification: &Notification,
    locale: &Locale,
    text: &EmailText,
    to: &EmailAddress,
    link: Option<&str>,
) -> Result<String, RequestError> {
    let id = notification.id.as_str();
    let list_unsubscribe = link.map(|link| format!("<{link}>"));
    let mut headers = vec![NameValue { name: ID_HEADER, value: id }];
    if let Some(value) = &list_unsubscribe {
        headers.push(NameValue { name: "List-Unsubscribe", value });
        // RFC 8058: the mail program's own button posts this to the link.
        headers.push(NameValue { name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" });
    }
    let request = SendEmail {
        from_email_address: letterhead.sender.header(),
        destination: Destination { to_addresses: [to.expose()] },
        content: Content {
            simple: Message {
                subject: Text { data: &text.subject, charset: CHARSET },
                body: Body {
                    text: Text { data: &plain(text, link), charset: CHARSET },
                    html: Text { data: &html::page(text, locale.language, link)?, charset: CHARSET },
                },
                headers,
            },
        },
        configuration_set_name: letterhead.configuration_set,
        email_tags: tags(notification.event_type, id),
    };
    Ok(serde_json::to_string(&request)?)
}

/// What SES counts by. A tag has fewer characters than an id may have, so some ids are in the header only.
fn tags(event_type: EventType, id: &str) -> Vec<NameValue<'_>> {
    let fits = |value: &str| value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let tags = [
        NameValue { name: "event_type", value: event_type.name() },
        NameValue { name: "notification_id", value: id },
    ];
    tags.into_iter().filter(|tag| fits(tag.value)).collect()
}

/// The texts have no line breaks and are short where they come from; what goes into a header must not depend on that.
fn tidied(mut text: EmailText) -> EmailText {
    let part = |part: &str| cut(&one_line(part), MAX_PART);
    text.subject = subject(&text.subject);
    text.heading = part(&text.heading);
    text.body = part(&text.body);
    for (_, value) in &mut text.lines {
        *value = part(value);
    }
    text
}

/// SES encodes what is not ASCII. ASCII that looks like an encoded word (RFC 2047) would be decoded by the mail program,
/// and show what nobody has checked.
fn subject(text: &str) -> String {
    cut(&one_line(text), MAX_SUBJECT).replace("=?", "= ?")
}

/// The message for who reads no HTML.
fn plain(text: &EmailText, link: Option<&str>) -> String {
    let mut plain = format!("{}\n\n{}\n\n{}\n", text.greeting, text.heading, text.body);
    if !text.lines.is_empty() {
        plain.push('\n');
        for (label, value) in &text.lines {
            plain.extend([label, ": ", value, "\n"]);
        }
    }
    // RFC 3676, section 4.3: what follows is no part of the message.
    plain.extend(["\n-- \n", text.footer, "\n"]);
    if let Some(link) = link {
        plain.extend([text.unsubscribe, ": ", link, "\n"]);
    }
    plain
}

#[cfg(test)]
mod tests;
