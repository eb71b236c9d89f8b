//! The texts of the catalogue's samples, by the code that sends them.

use serde_json::value::RawValue;

use crate::event::catalogue::{Channel, EventType};
use crate::event::data::EventData;
use crate::locale::{Language, Locale};

/// The text of one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The channel.
    pub channel: Channel,
    /// The title or the subject; empty for an SMS.
    pub title: String,
    /// The body, line by line.
    pub body: String,
}

/// Returns the texts of the type's sample on all channels. Times are in UTC.
pub fn pieces(event_type: EventType, language: Language) -> Vec<Piece> {
    let locale = Locale::choose([language.code()], ["UTC"]);
    let sample = RawValue::from_string(event_type.sample().to_owned()).ok();
    let Some(data) = sample.and_then(|sample| EventData::of_stored(event_type, &sample).ok()) else {
        return Vec::new();
    };
    let (in_app, push) = (super::in_app(&data, &locale), super::push(&data, &locale));
    let (telegram, email) = (super::telegram(&data, &locale), super::email(&data, &locale));
    let lines = email.lines.iter().map(|(label, value)| format!("\n{label}: {value}"));
    let email_body = [email.body].into_iter().chain(lines).collect();
    let piece = |channel, title, body| Piece { channel, title, body };
    vec![
        piece(Channel::Websocket, in_app.title, in_app.body),
        piece(Channel::Push, push.title, push.body),
        piece(Channel::Telegram, telegram.title, telegram.body),
        piece(Channel::Email, email.subject, email_body),
        piece(Channel::Sms, String::new(), super::sms(&data, &locale)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_text_on_every_channel_in_every_language() {
        for &event_type in EventType::ALL {
            for language in Language::ALL {
                let pieces = pieces(event_type, language);
                assert_eq!(pieces.len(), Channel::ALL.len(), "{event_type} {}", language.code());
                assert!(pieces.iter().all(|piece| !piece.body.trim().is_empty()), "{event_type}");
            }
        }
    }
}
