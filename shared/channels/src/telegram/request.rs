//! The requests to Telegram: a message, an edit of a message, and the dismissal of one.
//!
//! A message with a handle has a button that acks its notification. Telegram sends the button's
//! `callback_data` to the webhook, which reads it with [`handle_of`].
//!
//! <https://core.telegram.org/bots/api#sendmessage>

use domain::carrier::telegram;
use domain::delivery::handle::AckHandle;
use domain::event::data::EventData;
use domain::locale::Locale;
use domain::recipient::contact::ChatId;
use domain::recipient::profile::AntiPhishingCode;
use domain::text::{self, interface_text, message};
use html_escape::encode_text;
use ports::{Dismissal, Outgoing};
use serde_json::{Value, json};

/// The maximum length of a message, "after entities parsing", in UTF-16 code units, as in
/// Telegram's own offsets.
pub const MAX_UNITS: usize = telegram::MAX_TEXT_UNITS;

/// The maximum length of a title, in the same units, so that the message has room for its body.
const MAX_TITLE_UNITS: usize = 256;

/// The prefix of the data of the button that acks a notification. With the handle it has
/// 24 bytes, of the [`MAX_CALLBACK_BYTES`](telegram::MAX_CALLBACK_BYTES) that Telegram accepts.
const ACK: &str = "a:";

/// Returns the id of the message that this one replaces in the conversation, and the body of a
/// request that edits it; `None` if there is no such message. An edit without a keyboard would remove the
/// one that the message has: <https://github.com/TelegramBots/Telegram.Bot/issues/402>.
/// <https://core.telegram.org/bots/api#editmessagetext>
pub fn edit(outgoing: &Outgoing<'_>, chat: ChatId) -> Option<(String, String)> {
    let EventData::Merged(merged) = outgoing.data else { return None };
    let edited = merged.replaces.clone()?;
    let message_id: i64 = edited.parse().ok()?;
    let mut request = request(chat, &html(&Content::of(outgoing)));
    request["message_id"] = message_id.into();
    add_button(&mut request, outgoing);
    Some((edited, request.to_string()))
}

/// Returns the body of a request that sends the message to this conversation.
pub fn body(outgoing: &Outgoing<'_>, chat: ChatId) -> String {
    let mut request = request(chat, &html(&Content::of(outgoing)));
    if outgoing.notification.silent {
        request["disable_notification"] = true.into();
    }
    add_button(&mut request, outgoing);
    request.to_string()
}

/// Returns the body of a request that edits a sent message: a line says when and on which channel the
/// notification was seen, and the button is removed. `None` if the provider's id is not the id of a
/// message. <https://core.telegram.org/bots/api#editmessagetext>
pub fn dismissal(dismissal: &Dismissal<'_>, chat: ChatId) -> Option<String> {
    let Dismissal { data, locale, anti_phishing_code, seen_at, seen_on, now, .. } = *dismissal;
    let message_id: i64 = dismissal.provider_id.parse().ok()?;
    let seen = text::seen_on(locale, seen_on, seen_at, now);
    let content = Content { data, locale, anti_phishing_code, seen: Some(&seen) };
    let mut request = request(chat, &html(&content));
    request["message_id"] = message_id.into();
    // An empty keyboard is none.
    request["reply_markup"] = json!({"inline_keyboard": []});
    Some(request.to_string())
}

/// Returns the handle in the data of a button that acks a notification; `None` for other data.
pub(super) fn handle_of(data: &str) -> Option<AckHandle> {
    AckHandle::parse(data.strip_prefix(ACK)?)
}

fn request(chat: ChatId, html: &str) -> Value {
    json!({
        "chat_id": chat.expose(),
        "text": html,
        "parse_mode": "HTML",
        // A name or note may look like a link, and we must not show a preview of its target.
        "link_preview_options": {"is_disabled": true},
    })
}

/// Adds the button that acks the notification, if there is a handle for it.
/// <https://core.telegram.org/bots/api#inlinekeyboardmarkup>
fn add_button(request: &mut Value, outgoing: &Outgoing<'_>) {
    let Some(handle) = outgoing.ack_handle else { return };
    let label = interface_text(outgoing.locale.language, message::TELEGRAM_SEEN, &[]);
    let data = format!("{ACK}{}", handle.expose());
    request["reply_markup"] = json!({"inline_keyboard": [[{"text": label, "callback_data": data}]]});
}

/// The content of a message.
struct Content<'a> {
    data: &'a EventData,
    locale: &'a Locale,
    anti_phishing_code: Option<&'a AntiPhishingCode>,
    /// The line that says that the notification was seen.
    seen: Option<&'a str>,
}

impl<'a> Content<'a> {
    fn of(outgoing: &Outgoing<'a>) -> Self {
        let Outgoing { data, locale, anti_phishing_code, .. } = *outgoing;
        Self { data, locale, anti_phishing_code, seen: None }
    }
}

/// Returns the text in Telegram's HTML, in which only `&`, `<` and `>` have a meaning:
/// <https://core.telegram.org/bots/api#html-style>.
fn html(content: &Content<'_>) -> String {
    let text = text::telegram(content.data, content.locale);
    let code =
        content.anti_phishing_code.map(|code| text::anti_phishing(content.locale.language, code.expose()));
    let below: String =
        code.as_deref().into_iter().chain(content.seen).flat_map(|line| ["\n\n", line]).collect();
    let title = fit(&text.title, MAX_TITLE_UNITS);
    let body = fit(&text.body, MAX_UNITS - units(&title) - 1 - units(&below));
    format!("<b>{}</b>\n{}{}", encode_text(&title), encode_text(&body), encode_text(&below))
}

/// Returns the longest beginning of a text that has at most `limit` units.
fn fit(text: &str, limit: usize) -> String {
    let mut kept = text.to_owned();
    while let Some(excess) = units(&kept).checked_sub(limit).filter(|excess| *excess > 0) {
        // No character has more than two units, so one iteration never removes too many characters.
        kept = text::cut(text, kept.chars().count() - excess.div_ceil(2));
    }
    kept
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
