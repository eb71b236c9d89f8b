//! The classification of Telegram's answers.
//!
//! <https://core.telegram.org/bots/api#making-requests> describes their form. Telegram guarantees
//! no error texts, so they are used only for errors without any other mark.

use std::time::Duration;

use domain::delivery::ledger::{ThrottleScope, Verdict};
use ports::{Dismissed, Sent};
use serde_json::Value;

use crate::wire::{Answer, LONGEST_RETRY_AFTER, Outcome};

/// Returns the result of a request with this outcome.
pub fn classify(outcome: &Outcome) -> Sent {
    outcome.classified(|answer| {
        let reply = Reply::read(answer);
        let provider_id = reply.message_id();
        let verdict = if provider_id.is_some() { Verdict::Accepted } else { reply.refusal() };
        Sent { verdict, status: Some(answer.status), provider_id }
    })
}

/// Returns the result of a request that edits the message `edited`; `None` if that message cannot
/// be edited any more, so that a new one has to be sent. A message that already has the new text
/// counts as edited. <https://core.telegram.org/bots/api#editmessagetext>
pub fn classify_edit(outcome: &Outcome, edited: &str) -> Option<Sent> {
    if let Outcome::Answered(answer) = outcome {
        let reply = Reply::read(answer);
        if reply.has_that_text() {
            let (status, provider_id) = (Some(answer.status), Some(edited.to_owned()));
            return Some(Sent { verdict: Verdict::Accepted, status, provider_id });
        }
        if reply.is_final() {
            return None;
        }
    }
    Some(classify(outcome))
}

/// Returns the result of a request that dismisses a message. A message that has the new text already, no
/// longer exists or cannot be edited any more counts as dismissed.
pub fn classify_dismissal(outcome: &Outcome) -> Dismissed {
    if let Outcome::Answered(answer) = outcome {
        let reply = Reply::read(answer);
        if reply.has_that_text() || reply.is_final() {
            return Dismissed::Done;
        }
    }
    match classify(outcome).verdict {
        Verdict::Accepted => Dismissed::Done,
        verdict => Dismissed::Failed(verdict),
    }
}

/// Whether Telegram does not know a bot with this token.
pub fn is_unauthorized(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Answered(answer) => matches!(answer.status, 401 | 404),
        Outcome::NotSent | Outcome::NoAnswer { .. } => false,
    }
}

/// The parts of Telegram's JSON that are present.
struct Reply<'a> {
    answer: &'a Answer,
    body: Option<Value>,
}

impl<'a> Reply<'a> {
    fn read(answer: &'a Answer) -> Self {
        let text = std::str::from_utf8(&answer.body).ok();
        Self { answer, body: text.and_then(|text| domain::json::value(text).ok()) }
    }

    fn at(&self, path: &str) -> Option<&Value> {
        self.body.as_ref()?.pointer(path)
    }

    /// Returns Telegram's id of the message, if Telegram accepted it.
    fn message_id(&self) -> Option<String> {
        let is_taken = (200..=299).contains(&self.answer.status) && self.at("/ok")?.as_bool()?;
        let id = self.at("/result/message_id")?.as_i64()?;
        is_taken.then(|| id.to_string())
    }

    /// Returns Telegram's own error code, which takes precedence over the HTTP status.
    fn error_code(&self) -> Option<u16> {
        if self.at("/ok")?.as_bool()? {
            return None;
        }
        self.at("/error_code")?.as_u64()?.try_into().ok()
    }

    fn refusal(&self) -> Verdict {
        let error_code = self.error_code();
        let retry_after = self.retry_after();
        match error_code.unwrap_or(self.answer.status) {
            // The user blocked the bot, or the account is gone. Only Telegram itself can state
            // this, and not a proxy between it and us.
            403 if error_code.is_some() => Verdict::Gone,
            400 if self.says("chat not found") => Verdict::Gone,
            // The answer does not tell whether the chat or the bot sends too much. Mostly it is the
            // chat; several of them in a short time count as the bot.
            // <https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>
            429 => Verdict::Throttled { scope: ThrottleScope::Recipient, retry_after },
            // There is no such bot: our token is wrong, or our address (a redirect does not come
            // from Telegram, and we don't follow it). An operator has to fix both. After a 408
            // Telegram has not received the whole request.
            401 | 403 | 404 | 408 | ..=199 | 300..=399 => Verdict::Failed { retry_after },
            400..=499 => Verdict::Refused,
            // Telegram may have accepted the message although it failed, and a 2xx answer with an
            // unparsable body may have come from another server.
            200..=299 | 500.. => Verdict::Indeterminate { timed_out: false, retry_after },
        }
    }

    /// Whether the message has the text and the keyboard of the edit already.
    fn has_that_text(&self) -> bool {
        self.error_code() == Some(400) && self.says("message is not modified")
    }

    /// Whether the message cannot be edited, now or later: it was deleted, or is none that the bot may edit.
    /// <https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/Client.cpp>
    fn is_final(&self) -> bool {
        let reasons = ["message to edit not found", "message can't be edited", "message_id_invalid"];
        self.error_code() == Some(400) && reasons.into_iter().any(|reason| self.says(reason))
    }

    fn says(&self, what: &str) -> bool {
        let description = self.at("/description").and_then(Value::as_str);
        description.is_some_and(|description| description.to_lowercase().contains(what))
    }

    fn retry_after(&self) -> Option<Duration> {
        let asked = self.at("/parameters/retry_after").and_then(Value::as_u64).map(Duration::from_secs);
        asked.map(|asked| asked.min(LONGEST_RETRY_AFTER)).or(self.answer.retry_after)
    }
}
