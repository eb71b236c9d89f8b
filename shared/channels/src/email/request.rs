//! The body of SES's `SendEmail`.
//! <https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html>

use domain::EventType;
use domain::locale::Locale;
use domain::recipient::contact::EmailAddress;
use domain::routing::notification::Notification;
use domain::text::{self, EmailText, cut, message};
use ports::Outgoing;
use serde::Serialize;

use super::{Brand, Sender, html};
use crate::line::one_line;
use crate::links::PublicUrl;

/// The header with the notification's id, which is the event's id and the one that devices get. It
/// contains nothing about the trader.
pub const ID_HEADER: &str = "X-Notification-Id";

/// The maximum length of a subject, in characters. Mail programs show some 70.
pub const MAX_SUBJECT: usize = 150;

/// The maximum length of a paragraph or value, in characters; texts of the exchange are limited to
/// fewer.
pub const MAX_PART: usize = 2_000;

const CHARSET: &str = "UTF-8";

/// The error of building the message. It occurs only if memory is exhausted.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// The HTML could not be rendered.
    #[error("the HTML cannot be written")]
    Html(#[from] askama::Error),
    /// The JSON could not be written.
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

/// The values that are the same in every message.
#[derive(Debug, Clone, Copy)]
pub struct Letterhead<'a> {
    /// The sender of the messages.
    pub sender: &'a Sender,
    /// The SES configuration set with which messages are sent, if one is configured.
    pub configuration_set: Option<&'a str>,
    /// The exchange's brand.
    pub brand: &'a Brand,
    /// The base of the links to our own pages.
    pub base: &'a PublicUrl,
}

/// The parts of one message around its text.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// The address of what the message is about, and the text of the button that leads there.
    pub(super) open: Option<(String, String)>,
    /// The address of the page that acks the notification, and the text of the button that leads there.
    pub(super) ack: Option<(String, String)>,
    /// The line with the trader's anti-phishing code.
    pub(super) code: Option<String>,
    /// The address of the support, and its name.
    pub(super) support: Option<(String, String)>,
    /// The link that unsubscribes.
    pub(super) unsubscribe: Option<String>,
}

/// Returns the request body that sends this delivery `to` a mailbox. `link` unsubscribes from the
/// e-mails of its type; without a link the message does not mention unsubscribing.
///
/// # Errors
///
/// [`RequestError`] if the body cannot be built, which occurs only if memory is exhausted.
pub fn body(
    letterhead: Letterhead<'_>,
    outgoing: &Outgoing<'_>,
    to: &EmailAddress,
    link: Option<&str>,
) -> Result<String, RequestError> {
    let text = tidied(text::email(outgoing.data, outgoing.locale));
    let language = outgoing.locale.language;
    let named = |message, address: String| (address, text::interface_text(language, message, &[]));
    let brand = letterhead.brand;
    let address = brand.address(outgoing.notification.link.as_deref());
    let around = Surroundings {
        open: address.map(|address| named(message::EMAIL_OPEN, address)),
        ack: outgoing.ack_handle.map(|handle| named(message::EMAIL_ACK, letterhead.base.ack_link(handle))),
        code: outgoing.anti_phishing_code.map(|code| text::anti_phishing(language, code.expose())),
        support: brand.support_url.clone().map(|address| named(message::EMAIL_SUPPORT, address)),
        unsubscribe: link.map(str::to_owned),
    };
    write(letterhead, outgoing.notification, outgoing.locale, &text, to, &around)
}

fn write(
    letterhead: Letterhead<'_>,
    notification: &Notification,
    locale: &Locale,
    text: &EmailText,
    to: &EmailAddress,
    around: &Surroundings,
) -> Result<String, RequestError> {
    let link = around.unsubscribe.as_deref();
    let id = notification.id.as_str();
    let list_unsubscribe = link.map(|link| format!("<{link}>"));
    let mut headers = vec![NameValue { name: ID_HEADER, value: id }];
    if let Some(value) = &list_unsubscribe {
        headers.push(NameValue { name: "List-Unsubscribe", value });
        // RFC 8058: the mail program's own unsubscribe button sends a POST request to the link.
        headers.push(NameValue { name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" });
    }
    let request = SendEmail {
        from_email_address: letterhead.sender.header(),
        destination: Destination { to_addresses: [to.expose()] },
        content: Content {
            simple: Message {
                subject: Text { data: &text.subject, charset: CHARSET },
                body: Body {
                    text: Text { data: &plain(text, letterhead.brand, around), charset: CHARSET },
                    html: Text {
                        data: &html::page(text, locale.language, letterhead.brand, around)?,
                        charset: CHARSET,
                    },
                },
                headers,
            },
        },
        configuration_set_name: letterhead.configuration_set,
        email_tags: tags(notification.event_type, id),
    };
    Ok(serde_json::to_string(&request)?)
}

/// Returns the tags by which SES groups its metrics. A tag may have fewer characters than an id, so
/// some ids are in the header only.
fn tags(event_type: EventType, id: &str) -> Vec<NameValue<'_>> {
    let fits = |value: &str| value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let tags = [
        NameValue { name: "event_type", value: event_type.name() },
        NameValue { name: "notification_id", value: id },
    ];
    tags.into_iter().filter(|tag| fits(tag.value)).collect()
}

/// Limits the texts to single lines of a maximum length. They have these properties where they are
/// made, but the safety of a header must not depend on that.
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

/// Returns the subject. SES encodes a subject that is not ASCII. A mail program would decode ASCII
/// text that looks like an encoded word (RFC 2047), and show text that was not checked.
fn subject(text: &str) -> String {
    cut(&one_line(text), MAX_SUBJECT).replace("=?", "= ?")
}

/// Returns the plain text of the message, for readers without HTML.
fn plain(text: &EmailText, brand: &Brand, around: &Surroundings) -> String {
    let mut plain = format!("{}\n\n{}\n\n{}\n", text.greeting, text.heading, text.body);
    if !text.lines.is_empty() {
        plain.push('\n');
        for (label, value) in &text.lines {
            plain.extend([label, ": ", value, "\n"]);
        }
    }
    for (address, name) in [&around.open, &around.ack].into_iter().flatten() {
        plain.extend(["\n", name, ": ", address, "\n"]);
    }
    if let Some(code) = &around.code {
        plain.extend(["\n", code, "\n"]);
    }
    // RFC 3676, section 4.3: the text below this line is a signature and not part of the message.
    plain.extend(["\n-- \n", text.footer, "\n"]);
    if let Some((address, name)) = &around.support {
        plain.extend([name, ": ", address, "\n"]);
    }
    if let Some(link) = &around.unsubscribe {
        plain.extend([text.unsubscribe, ": ", link, "\n"]);
    }
    if let Some(footer) = &brand.footer {
        plain.extend([footer.as_str(), "\n"]);
    }
    plain
}

#[cfg(test)]
mod tests;
