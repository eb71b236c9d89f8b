//! The display of a demo trader's telephone.

use axum::Json;
use axum::extract::{Path, RawQuery};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use sandbox::{Channel, Entry};
use serde_json::{Value, json};

use super::Opened;
use super::refusal::Refusal;
use super::trader::Trader;

/// The number of messages per channel that are shown.
const SHOWN: usize = 100;

/// The content security policy of an e-mail: it is an untrusted document, which may be shown and
/// nothing else.
const EMAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/// `GET /local/phone?user=U`: the newest messages first.
pub(super) async fn show(Opened(console): Opened, RawQuery(query): RawQuery) -> Result<Json<Value>, Refusal> {
    // The names of the demo traders need no escapes.
    let mut parts = query.as_deref().unwrap_or_default().split('&');
    let trader = parts.find_map(|part| Trader::find(part.strip_prefix("user=")?));
    let trader = trader.ok_or_else(|| Refusal::not_found("there is no such demo trader"))?;
    let entries = console.sandbox.outbox_of(&[&trader.push_token(), &trader.chat()]);
    let of = |channel: Channel, shown: fn(&Entry) -> Value| {
        newest_first(entries.iter().filter(|entry| entry.channel == channel).map(shown).collect())
    };
    let address = trader.email();
    let emails = console.emails().await?;
    let emails = emails.iter().filter(|email| email.to.contains(&address)).map(super::inbox::Email::shown);
    Ok(Json(json!({
        "push": of(Channel::Push, push),
        "telegram": of(Channel::Telegram, telegram),
        "email": newest_first(emails.collect()),
        "sms": newest_first(console.sms(&trader.phone()).await?),
    })))
}

fn newest_first(mut messages: Vec<Value>) -> Vec<Value> {
    messages.reverse();
    messages.truncate(SHOWN);
    messages
}

fn push(entry: &Entry) -> Value {
    let message = &entry.request["message"];
    let shown = &message["notification"];
    let mut push = json!({
        "at": entry.at, "title": shown["title"], "body": shown["body"], "accepted": entry.accepted,
    });
    // No other field of a message tells whether it makes a sound.
    if message["apns"]["payload"]["aps"]["sound"].is_null() {
        push["silent"] = true.into();
    }
    if let Some(key) = message["android"]["collapse_key"].as_str() {
        push["collapseKey"] = key.into();
    }
    push
}

fn telegram(entry: &Entry) -> Value {
    // A refused message is shown as it was sent.
    let text = entry.text.clone().map_or_else(|| entry.request["text"].clone(), Value::from);
    json!({"at": entry.at, "text": text, "accepted": entry.accepted})
}

/// `GET /local/emails/{id}`: an e-mail of a demo trader, as a document.
pub(super) async fn email(Opened(console): Opened, Path(id): Path<String>) -> Result<Response, Refusal> {
    let addresses: Vec<_> = Trader::all().map(Trader::email).collect();
    let emails = console.emails().await?;
    let email = emails
        .into_iter()
        .find(|email| email.id == id && email.to.iter().any(|to| addresses.contains(to)))
        .ok_or_else(|| Refusal::not_found("there is no such e-mail"))?;
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, EMAIL_POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, email.html).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(channel: Channel, request: Value) -> Entry {
        Entry {
            channel,
            at: "t".to_owned(),
            to: "x".to_owned(),
            request,
            status: Some(200),
            accepted: true,
            text: None,
        }
    }

    #[test]
    fn a_push_shows_what_the_telephone_would() {
        let request = json!({"message": {
            "notification": {"title": "<img src=x>", "body": "b"},
            "android": {"collapse_key": "k"},
            "apns": {"payload": {"aps": {"sound": "default"}}},
        }});
        let loud =
            json!({"at": "t", "title": "<img src=x>", "body": "b", "accepted": true, "collapseKey": "k"});
        assert_eq!(push(&entry(Channel::Push, request)), loud);
        let silent = json!({"message": {"apns": {"payload": {"aps": {}}}}});
        assert_eq!(push(&entry(Channel::Push, silent))["silent"], true);
    }

    #[test]
    fn a_message_that_was_refused_is_shown_as_it_was_sent() {
        let refused = Entry { accepted: false, ..entry(Channel::Telegram, json!({"text": "<b>x</b>"})) };
        assert_eq!(telegram(&refused), json!({"at": "t", "text": "<b>x</b>", "accepted": false}));
        let taken =
            Entry { text: Some("x".to_owned()), ..entry(Channel::Telegram, json!({"text": "<b>x</b>"})) };
        assert_eq!(telegram(&taken)["text"], "x");
    }

    #[test]
    fn the_newest_come_first_and_the_oldest_not_at_all() {
        let shown = newest_first((0..150).map(Value::from).collect());
        assert_eq!((shown.len(), &shown[0], &shown[99]), (100, &json!(149), &json!(50)));
    }
}
