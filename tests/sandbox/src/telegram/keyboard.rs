//! Inline keyboards, <https://core.telegram.org/bots/api#inlinekeyboardmarkup>, with buttons that have data
//! or open a link.

use serde_json::{Value, json};

use super::Invalid;
use super::parameters::Parameters;

/// The maximum size of a button's data in bytes.
/// <https://core.telegram.org/bots/api#inlinekeyboardbutton>
pub(crate) const MAX_DATA: usize = 64;

/// Returns the keyboard of a message; `None` if there are no buttons. In a form it is the JSON of an object.
/// The errors are those of
/// <https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp>.
pub(super) fn of(parameters: &Parameters) -> Result<Option<Value>, Invalid> {
    let Some(given) = parameters.get("reply_markup") else { return Ok(None) };
    let read: Option<Value> = match given {
        Value::String(text) if text.is_empty() => return Ok(None),
        Value::String(text) => Some(
            serde_json::from_str(text)
                .map_err(|_| Invalid::new("can't parse reply keyboard markup JSON object"))?,
        ),
        _ => None,
    };
    let Some(markup) = read.as_ref().unwrap_or(given).as_object() else {
        return Err(Invalid::new("object expected as reply markup"));
    };
    let rows = match markup.get("inline_keyboard") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Array(rows)) => rows,
        Some(_) => return Err(Invalid::new("field \"inline_keyboard\" must be of type Array")),
    };
    let rows: Vec<Vec<Value>> = rows.iter().map(row).collect::<Result<_, _>>()?;
    let rows: Vec<_> = rows.into_iter().filter(|row| !row.is_empty()).collect();
    Ok((!rows.is_empty()).then(|| json!({"inline_keyboard": rows})))
}

/// Whether the keyboard has a button with this data.
pub(super) fn has_button(keyboard: &Value, data: &str) -> bool {
    let rows = keyboard.get("inline_keyboard").and_then(Value::as_array).into_iter().flatten();
    let mut buttons = rows.filter_map(Value::as_array).flatten();
    buttons.any(|button| button.get("callback_data").and_then(Value::as_str) == Some(data))
}

/// Returns the buttons of a row; those without a label are left out, as Telegram does.
fn row(row: &Value) -> Result<Vec<Value>, Invalid> {
    let Some(row) = row.as_array() else {
        return Err(Invalid::new(
            "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays",
        ));
    };
    let buttons: Vec<_> = row.iter().map(button).collect::<Result<_, _>>()?;
    Ok(buttons.into_iter().filter(|button| button["text"] != "").collect())
}

fn button(button: &Value) -> Result<Value, Invalid> {
    let wrong = |what: &str| Invalid::new(format!("can't parse inline keyboard button: {what}"));
    let Some(button) = button.as_object() else {
        return Err(wrong("InlineKeyboardButton must be an Object"));
    };
    let text = |name: &str| match button.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(wrong(&format!("Field \"{name}\" must be of type String"))),
    };
    let Some(label) = text("text")? else { return Err(wrong("Can't find field \"text\"")) };
    match (text("url")?.filter(|url| !url.is_empty()), text("callback_data")?) {
        (Some(url), _) => Ok(json!({"text": label, "url": url})),
        (None, Some(data)) if data.len() > MAX_DATA => Err(Invalid::new("BUTTON_DATA_INVALID")),
        (None, Some(data)) if !data.is_empty() => Ok(json!({"text": label, "callback_data": data})),
        (None, _) => Err(wrong("Text buttons are unallowed in the inline keyboard")),
    }
}
