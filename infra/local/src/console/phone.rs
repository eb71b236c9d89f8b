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
    let (android, apple, web) = (&message["android"], &message["apns"], &message["webpush"]);
    // An Android app draws what is critical from the data.
    let shown = if message["notification"].is_null() { &message["data"] } else { &message["notification"] };
    let mut push = json!({
        "at": entry.at, "title": shown["title"], "body": shown["body"], "accepted": entry.accepted,
    });
    let is_silent = apple.is_object() && apple["payload"]["aps"]["sound"].is_null()
        || android["notification"]["notification_priority"] == "PRIORITY_LOW"
        || web["notification"]["silent"] == true;
    if is_silent {
        push["silent"] = true.into();
    }
    // A newer message with the same one of these replaces an older one on the screen.
    let keys = [
        &android["notification"]["tag"],
        &message["data"]["tag"],
        &apple["headers"]["apns-collapse-id"],
        &web["notification"]["tag"],
    ];
    if let Some(key) = keys.into_iter().find(|key| key.is_string()) {
        push["collapseKey"] = key.clone();
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
            held_until: None,
        }
    }

    #[test]
    fn a_push_shows_what_the_telephone_would() {
        let notification = json!({"title": "<img src=x>", "body": "b"});
        let loud =
            json!({"at": "t", "title": "<img src=x>", "body": "b", "accepted": true, "collapseKey": "k"});
        for message in [
            json!({"notification": notification, "android": {"notification": {"tag": "k"}}}),
            json!({"data": {"title": "<img src=x>", "body": "b", "tag": "k"}, "android": {"priority": "high"}}),
            json!({"notification": notification, "apns": {
                "headers": {"apns-collapse-id": "k"}, "payload": {"aps": {"sound": "default"}},
            }}),
            json!({"notification": notification, "webpush": {"notification": {"tag": "k"}}}),
        ] {
            assert_eq!(push(&entry(Channel::Push, json!({"message": message}))), loud);
        }
        for message in [
            json!({"apns": {"payload": {"aps": {}}}}),
            json!({"android": {"notification": {"notification_priority": "PRIORITY_LOW"}}}),
            json!({"webpush": {"notification": {"silent": true}}}),
        ] {
            assert_eq!(push(&entry(Channel::Push, json!({"message": message})))["silent"], true);
        }
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
