//! Presses of buttons: <https://core.telegram.org/bots/api#callbackquery>.

use super::parameters::Parameters;
use super::{Invalid, ok};
use crate::call::{Answer, Shared};

/// The maximum length of the text of an answer in characters.
const MAX_TEXT: usize = 200;

/// Answers a press, unless Telegram would refuse it.
/// <https://core.telegram.org/bots/api#answercallbackquery>
pub(super) fn answer(shared: &Shared, parameters: &Parameters) -> Result<Answer, Invalid> {
    if !shared.chats().is_press(&parameters.text("callback_query_id")) {
        return Err(Invalid::new("query is too old and response timeout expired or query ID is invalid"));
    }
    // <https://github.com/eternnoir/pyTelegramBotAPI/issues/500>
    if parameters.text("text").chars().count() > MAX_TEXT {
        return Err(Invalid::new("MESSAGE_TOO_LONG"));
    }
    Ok(ok(&true.into()))
}
