//! `GET /a`: the page that the links in e-mails and SMS open. It is the same for every handle, since the server
//! does not see the handle.

use domain::Channel;
use domain::locale::Language;
use domain::text::{Value, direction, interface_text, message};
use rust_decimal::Decimal;

use crate::http::{Request, Response};

const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");

/// A text that no message has, in the place of the time, which the browser knows.
const TIME: &str = "{time}";

/// Returns the page in the first language that the browser asks for and that we have, else in English.
pub(crate) fn page(request: &Request) -> Response {
    let accepted = request.header("accept-language").unwrap_or_default();
    let language = accepted_language(accepted).unwrap_or_default();
    Response::page_with_script(200, html(language), SCRIPT)
}

/// Returns the language of the highest quality that we have; `None` if there is none.
/// <https://www.rfc-editor.org/rfc/rfc9110#name-accept-language>
fn accepted_language(header: &str) -> Option<Language> {
    let mut found: Option<(Language, Decimal)> = None;
    for range in header.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let language = parts.next().and_then(Language::of_tag);
        let quality = parts.find_map(|part| part.strip_prefix("q="));
        let quality = quality.map_or(Decimal::ONE, |quality| quality.parse().unwrap_or_default());
        let best = found.map_or(Decimal::ZERO, |(_, best)| best);
        if let Some(language) = language.filter(|_| quality > best) {
            found = Some((language, quality));
        }
    }
    found.map(|(language, _)| language)
}

/// Returns the HTML. Its script shows one of the sections, and the button only where it works.
fn html(language: Language) -> String {
    let say = |message| escaped(&interface_text(language, message, &[]));
    let section = |id, title, rest: &str| {
        format!("<section id=\"{id}\" hidden><h1>{}</h1>{rest}</section>", say(title))
    };
    let text = |message| format!("<p>{}</p>", say(message));
    let seen: String = Channel::ALL.into_iter().map(|channel| seen_on(language, channel)).collect();
    let sections = [
        section("ask", message::ACK_ASK_TITLE, &text(message::ACK_ASK)),
        section("done", message::ACK_DONE, &seen),
        section("ended", message::ACK_ENDED_TITLE, &text(message::ACK_ENDED)),
    ];
    let (code, direction) = (language.code(), direction(language));
    let (title, button) = (say(message::ACK_ASK_TITLE), say(message::ACK_ASK_BUTTON));
    let (failed, no_script) = (say(message::ACK_FAILED), say(message::ACK_NO_SCRIPT));
    format!(
        "<!doctype html>\n<html lang=\"{code}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<div aria-live=\"polite\">{}</div>\n<p id=\"failed\" role=\"alert\" hidden>{failed}</p>\n\
         <button hidden>{button}</button>\n<noscript><h1>{title}</h1><p>{no_script}</p></noscript>\n</main>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        sections.concat()
    )
}

/// Returns the line for what was seen on this channel, with an element for the time.
fn seen_on(language: Language, channel: Channel) -> String {
    let values = [Value::Text(channel.name()), Value::Text(TIME)];
    let line = escaped(&interface_text(language, message::TELEGRAM_SEEN_ON, &values));
    let line = line.replace(TIME, "<time></time>");
    format!("<p id=\"seen-{}\" hidden>{line}</p>", channel.name())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::delivery::handle::HANDLE_LENGTH;

    #[test]
    fn the_page_is_in_the_best_language_that_we_have() {
        for (header, language) in [
            ("de", Some(Language::De)),
            ("de-AT,de;q=0.9,en;q=0.8", Some(Language::De)),
            ("da, en-GB;q=0.8, en;q=0.7", Some(Language::En)),
            ("en;q=0.2, ar;q=0.9", Some(Language::Ar)),
            ("zh-TW,zh;q=0.9", Language::of_tag("zh-TW")),
            ("fr;q=0, tr;q=0.1", Some(Language::Tr)),
            ("fr;q=high", None),
            ("*", None),
            ("", None),
        ] {
            assert_eq!(accepted_language(header), language, "{header:?}");
        }
    }

    #[test]
    fn every_language_has_all_parts_and_a_place_for_the_time() {
        for language in Language::ALL {
            let html = html(language);
            let beginning = format!("<html lang=\"{}\" dir=\"{}\">", language.code(), direction(language));
            assert!(html.contains(&beginning), "{html}");
            assert_eq!(html.matches("<time></time>").count(), Channel::ALL.len(), "{html}");
            assert!(!html.contains(TIME), "{html}");
            for channel in Channel::ALL {
                assert!(html.contains(&format!("id=\"seen-{}\"", channel.name())), "{html}");
            }
            // The only script is the constant one, whose hash is in the policy.
            assert_eq!(html.matches("<script>").count(), 1);
            assert!(html.contains(&format!("<script>{SCRIPT}</script>")));
        }
    }

    #[test]
    fn the_script_ends_where_it_should_and_knows_a_handle() {
        assert!(!SCRIPT.contains("</"), "it would end the element");
        assert!(SCRIPT.contains(&format!("/^[A-Za-z0-9_-]{{{HANDLE_LENGTH}}}$/")));
        assert!(SCRIPT.contains("fetch(new URL('v1/acks', location.href)"));
    }
}
