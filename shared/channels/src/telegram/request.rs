//! The request to Telegram.
//!
//! <https://core.telegram.org/bots/api#sendmessage>

use domain::carrier::telegram;
use domain::event::data::EventData;
use domain::recipient::contact::ChatId;
use domain::text;
use html_escape::encode_text;
use ports::Outgoing;
use serde_json::json;

/// The maximum length of a message, "after entities parsing", in UTF-16 code units, as in
/// Telegram's own offsets.
pub const MAX_UNITS: usize = telegram::MAX_TEXT_UNITS;

/// The maximum length of a title, in the same units, so that the message has room for its body.
const MAX_TITLE_UNITS: usize = 256;

/// Returns the id of the message that this one replaces in the conversation, and the body of a
/// request that edits it; `None` if there is no such message.
/// <https://core.telegram.org/bots/api#editmessagetext>
pub fn edit(outgoing: &Outgoing<'_>, chat: ChatId) -> Option<(String, String)> {
    let EventData::Merged(merged) = outgoing.data else { return None };
    let edited = merged.replaces.clone()?;
    let message_id: i64 = edited.parse().ok()?;
    let request = json!({
        "chat_id": chat.expose(),
        "message_id": message_id,
        "text": html(outgoing),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": true},
    });
    Some((edited, request.to_string()))
}

/// Returns the body of a request that sends the message to this conversation.
pub fn body(outgoing: &Outgoing<'_>, chat: ChatId) -> String {
    let mut request = json!({
        "chat_id": chat.expose(),
        "text": html(outgoing),
        "parse_mode": "HTML",
        // A name or note may look like a link, and we must not show a preview of its target.
        "link_preview_options": {"is_disabled": true},
    });
    if outgoing.notification.silent {
        request["disable_notification"] = true.into();
    }
    request.to_string()
}

/// Returns the text in Telegram's HTML, in which only `&`, `<` and `>` have a meaning:
/// <https://core.telegram.org/bots/api#html-style>.
fn html(outgoing: &Outgoing<'_>) -> String {
    let text = text::telegram(outgoing.data, outgoing.locale);
    let code =
        outgoing.anti_phishing_code.map(|code| text::anti_phishing(outgoing.locale.language, code.expose()));
    let code = code.map_or_else(String::new, |code| format!("\n\n{code}"));
    let title = fit(&text.title, MAX_TITLE_UNITS);
    let body = fit(&text.body, MAX_UNITS - units(&title) - 1 - units(&code));
    format!("<b>{}</b>\n{}{}", encode_text(&title), encode_text(&body), encode_text(&code))
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
