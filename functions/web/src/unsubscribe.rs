//! `/v1/unsubscribe` ← a link in an e-mail.
//!
//! A mail program that knows RFC 8058 posts to it, and that is all. A person opens it, and gets a page whose button posts
//! to it: many programs open every link of a message to look for malware, and none of them may unsubscribe anybody.

use channels::email::unsubscribe::{Link, Query, verify};
use domain::Time;
use domain::locale::Language;
use domain::recipient::Recipient;
use ports::{BatchRead, Enqueue, PortError, PreferencesWrite, Secret};
use usecases::contacts::{Unsubscribed, unsubscribe};

use crate::http::{Request, Response};

/// Shows the page.
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

/// Switches off the e-mails.
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

/// What the link speaks of.
async fn link(key: &impl Secret, request: &Request, now: Time) -> Result<Link, Response> {
    let key = match key.get().await {
        Ok(key) => key,
        Err(error) => {
            tracing::error!(%error, "the key of the links is not to be had");
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
        Response::error(500, "internal", "something went wrong")
    }
}

/// What a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// Whether the e-mails are to be switched off.
    Ask,
    /// They are switched off.
    Done,
    /// The link has ended; nothing was changed.
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

/// Nothing of it comes from outside, so nothing has to be escaped. The form has no action: it posts to where it is.
fn html(language: Language, page: Page) -> String {
    let (title, text, button) = match (language, page) {
        (Language::English, Page::Ask) => (
            "Unsubscribe",
            "You will get no more e-mails of this kind. Your other notifications stay as they are.",
            Some("Unsubscribe"),
        ),
        (Language::English, Page::Done) => (
            "Unsubscribed",
            "You get no more e-mails of this kind. You can switch them on again in your settings.",
            None,
        ),
        (Language::English, Page::Ended) => (
            "This link has expired",
            "Nothing was changed. You can switch these e-mails off in your notification settings in the app.",
            None,
        ),
        (Language::English, Page::Outdated) => (
            "This link is out of date",
            "You have switched e-mails on again since it was sent, so nothing was changed. You can switch them off in \
             your notification settings in the app.",
            None,
        ),
        (Language::English, Page::Mandatory) => (
            "These e-mails cannot be switched off here",
            "They warn you of losses or of changes to your account. Nothing was changed.",
            None,
        ),
        (Language::German, Page::Ask) => (
            "Abbestellen",
            "Sie erhalten dann keine E-Mails dieser Art mehr. Ihre anderen Benachrichtigungen bleiben, wie sie sind.",
            Some("Abbestellen"),
        ),
        (Language::German, Page::Done) => (
            "Abbestellt",
            "Sie erhalten keine E-Mails dieser Art mehr. In Ihren Einstellungen können Sie sie wieder einschalten.",
            None,
        ),
        (Language::German, Page::Ended) => (
            "Dieser Link ist abgelaufen",
            "Es wurde nichts geändert. In der App können Sie diese E-Mails in den Benachrichtigungseinstellungen \
             ausschalten.",
            None,
        ),
        (Language::German, Page::Outdated) => (
            "Dieser Link ist veraltet",
            "Sie haben E-Mails seither wieder eingeschaltet, deshalb wurde nichts geändert. In der App können Sie sie \
             in den Benachrichtigungseinstellungen ausschalten.",
            None,
        ),
        (Language::German, Page::Mandatory) => (
            "Diese E-Mails lassen sich hier nicht abbestellen",
            "Sie warnen vor Verlusten oder vor Änderungen an Ihrem Konto. Es wurde nichts geändert.",
            None,
        ),
    };
    let form = button.map(|button| format!("<form method=\"post\"><button>{button}</button></form>"));
    format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><style>:root{{color-scheme:light dark}}\
         body{{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}}\
         button{{font:inherit;padding:.5rem 1.25rem}}</style><h1>{title}</h1><p>{text}</p>{}</html>",
        language.code(),
        form.unwrap_or_default()
    )
}
