//! A page with the texts of every event type in each language and on each channel.

use std::fmt::Write as _;

use domain::text::direction;
pub use domain::text::preview::{Piece, pieces};
use domain::{Channel, EventType, Language};

const STYLE: &str = "\
    :root{color-scheme:light dark;font:14px/1.45 system-ui,sans-serif}\
    body{margin:1.5rem}nav a{margin-right:1em}h2{margin:2.5rem 0 .25rem}h2 small{font-weight:400;opacity:.7}\
    table{border-collapse:collapse;width:100%;table-layout:fixed}\
    td,th{border:1px solid #8884;padding:.5rem;vertical-align:top;text-align:start;overflow-wrap:anywhere;\
    white-space:pre-line}th:first-child{width:4.5rem}b{display:block}\
    .danger{border-inline-start:4px solid #d33}.warning{border-inline-start:4px solid #d90}\
    .success{border-inline-start:4px solid #2a2}.info{border-inline-start:4px solid #38c}";

/// Returns an HTML page with the texts of these types in these languages, side by side.
pub fn page(types: &[EventType], languages: &[Language]) -> String {
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>Preview of the catalogue</title><style>{STYLE}</style>\
         <h1>What a trader gets</h1><nav>"
    );
    for event_type in types {
        let _ = write!(page, "<a href=\"#{event_type}\">{event_type}</a> ");
    }
    page.push_str("</nav>");
    for &event_type in types {
        let row = event_type.row();
        let _ = write!(
            page,
            "<h2 id=\"{event_type}\" class=\"{}\">&nbsp;{event_type} <small>{} · {}</small></h2><table><tr><th>",
            row.severity.name(),
            row.priority.name().to_uppercase(),
            escaped(row.doc)
        );
        for channel in Channel::ALL {
            let is_used = row.at_once.contains(&channel) || row.ladder.contains(&channel);
            let _ =
                write!(page, "<th>{channel}{}", if is_used { "" } else { " (only if the trader adds it)" });
        }
        for &language in languages {
            let direction = direction(language);
            let code = language.code();
            let _ = write!(page, "<tr lang=\"{code}\" dir=\"{direction}\"><th>{code}");
            for Piece { title, body, .. } in pieces(event_type, language) {
                let _ = write!(page, "<td><b>{}</b>{}", escaped(&title), escaped(&body));
            }
        }
        page.push_str("</table>");
    }
    page.push_str("</html>");
    page
}

/// Returns the text with the characters escaped that have a meaning in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_every_type_and_shows_text_as_text() {
        let page = page(EventType::ALL, &Language::ALL);
        for event_type in EventType::ALL {
            assert!(page.contains(&format!("id=\"{event_type}\"")), "{event_type}");
        }
        assert!(page.contains("dir=\"rtl\""));
        assert_eq!(escaped("<b> & \"x\""), "&lt;b&gt; &amp; &quot;x&quot;");
    }
}
