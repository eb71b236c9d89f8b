//! sendMessage: <https://core.telegram.org/bots/api#sendmessage>, editMessageText and
//! editMessageReplyMarkup.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::chats::Sent;
use super::parameters::Parameters;
use super::text::{self, Entity, Formatted};
use super::{Invalid, bot, html, keyboard, ok};
use crate::call::{Answer, Shared};

/// The limit in UTF-16 code units, after the markup is removed.
const LONGEST: usize = 4096;

/// Sends a message, unless Telegram would refuse it.
pub(super) fn send(shared: &Shared, parameters: &Parameters) -> Result<Answer, Invalid> {
    let formatted = checked(parameters)?;
    let chat = chat(parameters)?;
    let keyboard = keyboard::of(parameters)?;
    let id = shared.next_id();
    Ok(store(shared, (chat, id), Sent { formatted, keyboard, date: Timestamp::now().as_second() }))
}

/// Edits a message that was sent before, unless Telegram would refuse it. Without a keyboard, the message
/// loses the one that it has: <https://github.com/TelegramBots/Telegram.Bot/issues/402>.
/// <https://core.telegram.org/bots/api#editmessagetext>
pub(super) fn edit(shared: &Shared, parameters: &Parameters) -> Result<Answer, Invalid> {
    let formatted = checked(parameters)?;
    let keyboard = keyboard::of(parameters)?;
    change(shared, parameters, |before| Sent { formatted, keyboard, date: before.date })
}

/// Edits the keyboard of a message that was sent before, unless Telegram would refuse it.
/// <https://core.telegram.org/bots/api#editmessagereplymarkup>
pub(super) fn edit_keyboard(shared: &Shared, parameters: &Parameters) -> Result<Answer, Invalid> {
    let keyboard = keyboard::of(parameters)?;
    change(shared, parameters, |before| Sent { keyboard, ..before.clone() })
}

/// Returns a message as in an update or a response.
pub(super) fn shown(shared: &Shared, (chat, id): (i64, u64), sent: &Sent) -> Value {
    let mut message = json!({
        "message_id": id,
        "from": bot(shared),
        "chat": {"id": chat, "first_name": "Trader", "type": "private"},
        "date": sent.date,
        "text": sent.formatted.text,
    });
    if !sent.formatted.entities.is_empty() {
        message["entities"] = sent.formatted.entities.iter().map(Entity::to_json).collect();
    }
    if let Some(keyboard) = &sent.keyboard {
        message["reply_markup"] = keyboard.clone();
    }
    message
}

fn change(
    shared: &Shared,
    parameters: &Parameters,
    edited: impl FnOnce(&Sent) -> Sent,
) -> Result<Answer, Invalid> {
    let chat = chat(parameters)?;
    let id = parameters.text("message_id");
    if id.is_empty() {
        return Err(Invalid::new("message identifier is not specified"));
    }
    let known = id.parse().ok().and_then(|id| Some((id, shared.chats().message(chat, id)?.clone())));
    let Some((id, before)) = known else {
        return Err(Invalid::new("message to edit not found"));
    };
    let edited = edited(&before);
    if before.formatted.text == edited.formatted.text && before.keyboard == edited.keyboard {
        return Err(Invalid::new(
            "message is not modified: specified new message content and reply markup are exactly the same as a \
             current content and reply markup of the message",
        ));
    }
    let mut answer = store(shared, (chat, id), edited);
    answer.body["result"]["edit_date"] = Timestamp::now().as_second().into();
    Ok(answer)
}

fn store(shared: &Shared, (chat, id): (i64, u64), sent: Sent) -> Answer {
    let answer = Answer { text: Some(sent.formatted.text.clone()), ..ok(&shown(shared, (chat, id), &sent)) };
    shared.chats().set(chat, id, sent);
    answer
}

/// Returns the text of a message, unless Telegram would refuse it.
fn checked(parameters: &Parameters) -> Result<Formatted, Invalid> {
    let formatted = formatted(parameters)?.trimmed();
    if text::is_blank(&formatted.text) {
        return Err(Invalid::new("message text is empty"));
    }
    if text::utf16_len(&formatted.text) > LONGEST {
        return Err(Invalid::new("message is too long"));
    }
    Ok(formatted)
}

fn chat(parameters: &Parameters) -> Result<i64, Invalid> {
    let chat = parameters.text("chat_id");
    if chat.is_empty() {
        return Err(Invalid::new("chat_id is empty"));
    }
    let chat = chat.parse::<i64>().ok().filter(|chat| *chat != 0);
    chat.ok_or_else(|| Invalid::new("chat not found"))
}

fn formatted(parameters: &Parameters) -> Result<Formatted, Invalid> {
    let source = parameters.text("text");
    match parameters.text("parse_mode").to_ascii_lowercase().as_str() {
        "html" => {
            html::parse(&source).map_err(|wrong| Invalid::new(format!("can't parse entities: {wrong}")))
        }
        "" => match parameters.get("entities") {
            None => Ok(Formatted::plain(&source)),
            Some(entities) => with_entities(&source, entities),
        },
        _ => Err(Invalid::new("unsupported parse_mode")),
    }
}

/// Parses text with its formatting given separately, as a list or, in a form, as the JSON of one.
fn with_entities(source: &str, entities: &Value) -> Result<Formatted, Invalid> {
    let read: Option<Value> = entities.as_str().and_then(|text| serde_json::from_str(text).ok());
    let Some(entities) = read.as_ref().unwrap_or(entities).as_array() else {
        return Err(Invalid::new("can't parse entities JSON array"));
    };
    let length = text::utf16_len(source);
    for entity in entities {
        let number = |name| entity.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        let kind = entity.get("type").and_then(Value::as_str);
        let (Some(_), Some(offset), Some(count)) = (kind, number("offset"), number("length")) else {
            return Err(Invalid::new("can't parse MessageEntity"));
        };
        let end = offset.saturating_add(count);
        if end > length {
            return Err(Invalid::new(format!(
                "entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {length}"
            )));
        }
    }
    // The response does not show them: their positions refer to the text before it was cleaned.
    Ok(Formatted::plain(source))
}
