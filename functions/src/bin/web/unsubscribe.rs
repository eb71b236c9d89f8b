//! `/v1/unsubscribe`: the target of the unsubscribe link in an e-mail.
//!
//! A mail program that supports RFC 8058 posts to it directly. A person who opens the link gets a
//! page whose button posts to it: many programs open every link of a message to scan for malware,
//! and must not unsubscribe the recipient by that.

use channels::email::unsubscribe::{Link, Query, verify};
use domain::Time;
use domain::locale::Language;
use domain::recipient::Recipient;
use domain::text::{direction, interface_text, message};
use ports::{BatchRead, Enqueue, PortError, PreferencesWrite, Secret};
use usecases::contacts::{Unsubscribed, unsubscribe};

use crate::http::{Request, Response};

/// Returns the page that asks for confirmation.
pub(crate) async fn ask<S, K>(store: &S, key: &K, request: &Request, now: Time) -> Response
where
    S: BatchRead,
    K: Secret,
{
    let link = match link(key, request, now).await {
        Ok(link) => link,
        Err(refusal) => return refusal,
    };
    match recipient(store, &link).await {
        Ok(recipient) => shown(
            match link.version {
                _ if link.event_type.row().mandatory => Page::Mandatory,
                None => Page::Ended,
                Some(version) if version < recipient.email_switched_on => Page::Outdated,
                Some(_) => Page::Ask,
            },
            &recipient,
        ),
        Err(error) => failed(&error),
    }
}

/// Switches the e-mails off and returns a page with the result.
pub(crate) async fn confirm<S, Q, K>(
    (store, queues, key): (&S, &Q, &K),
    request: &Request,
    now: Time,
) -> Response
where
    S: BatchRead + PreferencesWrite,
    Q: Enqueue,
    K: Secret,
{
    let link = match link(key, request, now).await {
        Ok(link) => link,
        Err(refusal) => return refusal,
    };
    let done = async {
        let page = match link.version {
            None => Page::Ended,
            Some(version) => {
                match unsubscribe(store, queues, &link.user_id, link.event_type, version, now).await? {
                    Unsubscribed::Done => Page::Done,
                    Unsubscribed::Outdated => Page::Outdated,
                    Unsubscribed::Mandatory => Page::Mandatory,
                }
            }
        };
        Ok::<_, PortError>((page, recipient(store, &link).await?))
    };
    match done.await {
        Ok((page, recipient)) => shown(page, &recipient),
        Err(error) => failed(&error),
    }
}

/// Verifies the link of the request.
async fn link(key: &impl Secret, request: &Request, now: Time) -> Result<Link, Response> {
    let key = match key.get().await {
        Ok(key) => key,
        Err(error) => {
            tracing::error!(%error, "the signing key of the links could not be read");
            return Err(Response::unavailable());
        }
    };
    let query = Query {
        user: request.query("u"),
        event_type: request.query("t"),
        version: request.query("v"),
        ends_at: request.query("e"),
        signature: request.query("s"),
    };
    verify(&key, query, now)
        .ok_or_else(|| Response::error(403, "forbidden", "this link is not ours, or not whole"))
}

async fn recipient(store: &impl BatchRead, link: &Link) -> Result<Recipient, PortError> {
    Ok(store.read(std::slice::from_ref(&link.user_id), &[], &[]).await?.recipient(&link.user_id))
}

fn failed(error: &PortError) -> Response {
    tracing::error!(%error, "an unsubscription failed");
    if error.is_retryable() {
        Response::unavailable()
    } else {
        Response::error(500, "internal", "internal error")
    }
}

/// A page, by its message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// The question whether to switch the e-mails off.
    Ask,
    /// The e-mails are switched off.
    Done,
    /// The link has expired; nothing was changed.
    Ended,
    /// E-mail was switched on again since the link was made; nothing was changed.
    Outdated,
    /// These e-mails cannot be switched off; nothing was changed.
    Mandatory,
}

fn shown(page: Page, recipient: &Recipient) -> Response {
    let status = match page {
        Page::Ask | Page::Done => 200,
        Page::Ended | Page::Outdated | Page::Mandatory => 410,
    };
    Response::page(status, html(recipient.locale(None).language, page))
}

/// Returns the HTML of a page. All of its text is constant, so nothing has to be escaped. The form
/// has no action: it posts to its own address.
fn html(language: Language, page: Page) -> String {
    let (title, text, button) = match page {
        Page::Ask => {
            (message::UNSUBSCRIBE_ASK_TITLE, message::UNSUBSCRIBE_ASK, Some(message::UNSUBSCRIBE_ASK_BUTTON))
        }
        Page::Done => (message::UNSUBSCRIBE_DONE_TITLE, message::UNSUBSCRIBE_DONE, None),
        Page::Ended => (message::UNSUBSCRIBE_ENDED_TITLE, message::UNSUBSCRIBE_ENDED, None),
        Page::Outdated => (message::UNSUBSCRIBE_OUTDATED_TITLE, message::UNSUBSCRIBE_OUTDATED, None),
        Page::Mandatory => (message::UNSUBSCRIBE_MANDATORY_TITLE, message::UNSUBSCRIBE_MANDATORY, None),
    };
    let say = |message| interface_text(language, message, &[]).replace('&', "&amp;").replace('<', "&lt;");
    let (title, text, button) = (say(title), say(text), button.map(say));
    let direction = direction(language);
    let form = button.map(|button| format!("<form method=\"post\"><button>{button}</button></form>"));
    format!(
        "<!doctype html><html lang=\"{}\" dir=\"{direction}\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><style>:root{{color-scheme:light dark}}\
         body{{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}}\
         button{{font:inherit;padding:.5rem 1.25rem}}</style><h1>{title}</h1><p>{text}</p>{}</html>",
        language.code(),
        form.unwrap_or_default()
    )
}
