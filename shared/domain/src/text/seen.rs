//! The line of a message that says that its notification was seen.

use super::clock::Clock;
use super::values::{self, Value};
use super::{interface_text, message};
use crate::event::catalogue::Channel;
use crate::locale::Locale;
use crate::time::Time;

/// Returns the line that says on which channel a notification was seen, and at which time of day:
/// `Seen on push at 12:03:04`. If that was on another day than `now`, the date follows in parentheses.
pub fn seen_on(locale: &Locale, channel: Channel, at: Time, now: Time) -> String {
    let shows = Clock::at(at, &locale.zone).shows;
    let time = format!("{:02}:{:02}:{:02}", shows.hour(), shows.minute(), shows.second());
    let values = [Value::Text(channel.name()), Value::Text(&time)];
    let line = interface_text(locale.language, message::TELEGRAM_SEEN_ON, &values);
    if shows.date() == Clock::at(now, &locale.zone).shows.date() {
        return line;
    }
    format!("{line} ({})", values::date(locale.language, shows.date()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn the_line_has_the_time_of_day_of_the_reader() {
        let at = "2026-11-23T11:03:04.999Z".parse().unwrap();
        let vienna = Locale::choose(["en"], ["Europe/Vienna"]);
        assert_eq!(seen_on(&vienna, Channel::Push, at, at), "Seen on push at 12:03:04");
        let german = Locale { language: Language::De, ..vienna.clone() };
        assert_eq!(seen_on(&german, Channel::Websocket, at, at), "In der App gesehen um 12:03:04");
        let next_day = "2026-11-23T23:00:00.000Z".parse().unwrap();
        assert_eq!(seen_on(&vienna, Channel::Push, at, next_day), "Seen on push at 12:03:04 (23 Nov 2026)");
        let utc = Locale::default();
        assert_eq!(seen_on(&utc, Channel::Sms, at, next_day), "Seen by SMS at 11:03:04");
    }

    #[test]
    fn every_language_names_every_channel_and_the_time() {
        let at = "2026-11-23T11:03:04.999Z".parse().unwrap();
        for language in Language::ALL {
            let locale = Locale { language, ..Locale::default() };
            let lines = Channel::ALL.map(|channel| seen_on(&locale, channel, at, at));
            for (place, line) in lines.iter().enumerate() {
                assert!(line.contains("11:03:04"), "{line}");
                assert!(!lines[..place].contains(line), "{line}");
            }
        }
    }
}
