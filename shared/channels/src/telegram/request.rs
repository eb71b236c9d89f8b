//! What is sent to Telegram.
//!
//! <https://core.telegram.org/bots/api#sendmessage>

use domain::carrier::telegram;
use domain::contact::ChatId;
use domain::data::EventData;
use domain::text::{self, Text};
use html_escape::encode_text;
use ports::Outgoing;
use serde_json::json;

/// The longest message, "after entities parsing"; a character is, as in Telegram's own offsets, a unit of UTF-16.
pub const MAX_UNITS: usize = telegram::MAX_TEXT_UNITS;

/// The longest title, in the same units: the message must have room for what happened.
const MAX_TITLE_UNITS: usize = 256;

/// Returns the id of the message that this one replaces in the conversation, and the body of a request that edits it;
/// `None` where there is no such message. <https://core.telegram.org/bots/api#editmessagetext>
pub fn edit(outgoing: &Outgoing<'_>, chat: ChatId) -> Option<(String, String)> {
    let EventData::Merged(merged) = outgoing.data else { return None };
    let edited = merged.replaces.clone()?;
    let message_id: i64 = edited.parse().ok()?;
    let request = json!({
        "chat_id": chat.expose(),
        "message_id": message_id,
        "text": html(&text::telegram(outgoing.data, outgoing.locale)),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": true},
    });
    Some((edited, request.to_string()))
}

/// The body of a request that sends the message to this conversation.
pub fn body(outgoing: &Outgoing<'_>, chat: ChatId) -> String {
    let mut request = json!({
        "chat_id": chat.expose(),
        "text": html(&text::telegram(outgoing.data, outgoing.locale)),
        "parse_mode": "HTML",
        // A name or note may look like a link; what it leads to is not ours to show.
        "link_preview_options": {"is_disabled": true},
    });
    if outgoing.notification.silent {
        request["disable_notification"] = true.into();
    }
    request.to_string()
}

/// The text in Telegram's HTML, in which `&`, `<` and `>` mean something and nothing else does:
/// <https://core.telegram.org/bots/api#html-style>.
fn html(text: &Text) -> String {
    let title = fit(&text.title, MAX_TITLE_UNITS);
    let body = fit(&text.body, MAX_UNITS - units(&title) - 1);
    format!("<b>{}</b>\n{}", encode_text(&title), encode_text(&body))
}

/// As much of a text as has at most `limit` units.
fn fit(text: &str, limit: usize) -> String {
    let mut kept = text.to_owned();
    while let Some(excess) = units(&kept).checked_sub(limit).filter(|excess| *excess > 0) {
        // No character has more than two units, so this never takes too many.
        kept = text::cut(text, kept.chars().count() - excess.div_ceil(2));
    }
    kept
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
