//! `/v1/unsubscribe` ← a link in an e-mail.
//!
//! A mail program that knows RFC 8058 posts to it, and that is all. A person opens it, and gets a page whose button posts
//! to it: many programs open every link of a message to look for malware, and none of them may unsubscribe anybody.

use channels::email::unsubscribe::verify;
use domain::locale::Language;
use domain::{EventType, UserId};
use ports::{BatchRead, PortError, PreferencesWrite, Secret};
use usecases::contacts::unsubscribe;

use crate::http::{Request, Response};

/// Shows the page.
pub(crate) async fn ask<S, K>(store: &S, key: &K, request: &Request) -> Response
where
    S: BatchRead,
    K: Secret,
{
    match subject(key, request).await {
        Ok((user, _)) => match language(store, &user).await {
            Ok(language) => Response::page(200, page(language, true)),
            Err(error) => failed(&error),
        },
        Err(refusal) => refusal,
    }
}

/// Switches off the e-mails.
pub(crate) async fn confirm<S, K>(store: &S, key: &K, request: &Request) -> Response
where
    S: BatchRead + PreferencesWrite,
    K: Secret,
{
    let (user, event_type) = match subject(key, request).await {
        Ok(subject) => subject,
        Err(refusal) => return refusal,
    };
    let done = async {
        unsubscribe(store, &user, event_type).await?;
        language(store, &user).await
    };
    match done.await {
        Ok(language) => Response::page(200, page(language, false)),
        Err(error) => failed(&error),
    }
}

/// Whom and what the link speaks of.
async fn subject(key: &impl Secret, request: &Request) -> Result<(UserId, EventType), Response> {
    let key = match key.get().await {
        Ok(key) => key,
        Err(error) => {
            tracing::error!(%error, "the key of the links is not to be had");
            return Err(Response::unavailable());
        }
    };
    verify(&key, request.query("u"), request.query("t"), request.query("s"))
        .ok_or_else(|| Response::error(403, "forbidden", "this link is not ours, or not whole"))
}

async fn language(store: &impl BatchRead, user: &UserId) -> Result<Language, PortError> {
    let snapshot = store.read(std::slice::from_ref(user), &[], &[]).await?;
    Ok(snapshot.recipient(user).locale(None).language)
}

fn failed(error: &PortError) -> Response {
    tracing::error!(%error, "an unsubscription failed");
    if error.is_retryable() {
        Response::unavailable()
    } else {
        Response::error(500, "internal", "something went wrong")
    }
}

/// Nothing of it comes from outside, so nothing has to be escaped. The form has no action: it posts to where it is.
fn page(language: Language, asks: bool) -> String {
    let (title, text, button) = match (language, asks) {
        (Language::English, true) => (
            "Unsubscribe",
            "You will get no more e-mails of this kind. Your other notifications stay as they are.",
            Some("Unsubscribe"),
        ),
        (Language::English, false) => (
            "Unsubscribed",
            "You get no more e-mails of this kind. You can switch them on again in your settings.",
            None,
        ),
        (Language::German, true) => (
            "Abbestellen",
            "Sie erhalten dann keine E-Mails dieser Art mehr. Ihre anderen Benachrichtigungen bleiben, wie sie sind.",
            Some("Abbestellen"),
        ),
        (Language::German, false) => (
            "Abbestellt",
            "Sie erhalten keine E-Mails dieser Art mehr. In Ihren Einstellungen können Sie sie wieder einschalten.",
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
