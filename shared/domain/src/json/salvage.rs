//! Finds a string field in a frame that is not valid JSON, so that an error reply can name
//! the client's request.

/// Returns the string value of a top-level field of a frame that is not valid JSON, as far as it can be
/// found: the last field of this name with a complete and valid string. `None` if there is none, or if the
/// last one is not valid.
///
/// The frame is scanned for the tokens of JSON: strings with their escapes, and brackets, which are
/// counted. Everything else is skipped. So a lone surrogate, a byte-order mark, too deep nesting or text
/// after the end do not hide the field.
pub(crate) fn salvaged_text(frame: &str, field: &str) -> Option<String> {
    let mut rest = frame.trim_start_matches('\u{feff}').trim_start().strip_prefix('{')?;
    let (mut depth, mut is_next, mut found) = (1_usize, false, None);
    loop {
        rest = rest.trim_start_matches(|c: char| !matches!(c, '"' | '{' | '}' | '[' | ']' | ',' | ':'));
        let Some(mark) = rest.chars().next() else { return found };
        match mark {
            '"' => {
                let Some(end) = end_of_string(rest) else { return found };
                let (literal, behind) = rest.split_at(end);
                rest = behind;
                let is_key = depth == 1 && rest.trim_start().starts_with(':');
                if is_next {
                    found = text_of(literal);
                    is_next = false;
                } else if is_key && text_of(literal).as_deref() == Some(field) {
                    (is_next, found) = (true, None);
                }
                continue;
            }
            '{' | '[' => {
                depth += 1;
                is_next = false;
            }
            '}' | ']' => {
                depth -= 1;
                if depth == 0 {
                    return found;
                }
            }
            ',' => is_next = false,
            _ => {}
        }
        rest = &rest[1..];
    }
}

/// Returns the position after the string literal that the text begins with.
fn end_of_string(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn text_of(literal: &str) -> Option<String> {
    serde_json::from_str(literal).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn a_field_is_made_out_in_what_is_not_json() {
        let seven = Some("7".to_owned());
        for (frame, found) in [
            (r#"{"action":"createAlert","requestId":"7","alert":{"note":"\ud83d"}}"#, seven.clone()),
            (r#"{"alert":{"note":"\ud83d","requestId":"8"},"requestId":"7"}"#, seven.clone()),
            ("\u{feff} {\"requestId\" : \"7\"}", seven.clone()),
            (r#"{"requestId":"7"} trailing"#, seven.clone()),
            (r#"{"requestId":"7","a":[[["#, seven.clone()),
            (r#"{"requestId":"7","note":"unfinished"#, seven.clone()),
            (r#"{"request\u0049d":"\u0037",}"#, seven.clone()),
            (r#"{"a":"\\","b":"\"","requestId":"7",nonsense}"#, seven.clone()),
            (r#"{"requestId":"8","requestId":"7",}"#, seven.clone()),
            (r#"{"a":"requestId","requestId":"7"#, None),
            (r#"{"requestId":"\ud83d"}"#, None),
            (r#"{"requestId":"7","requestId":"\ud83d"}"#, None),
            (r#"{"requestId":7,"a":"8",}"#, None),
            (r#"{"requestId":"8","requestId":7,}"#, None),
            (r#"{"requestId":{"a":"7"},}"#, None),
            (r#"{"a":{"requestId":"7"},}"#, None),
            (r#"["requestId","7"]"#, None),
            (r#"}{"requestId":"7"}"#, None),
            ("", None),
        ] {
            assert_eq!(salvaged_text(frame, "requestId"), found, "{frame}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text: String) {
            let _ = salvaged_text(&text, "requestId");
            let _ = salvaged_text(&format!("{{{text}"), "requestId");
        }

        #[test]
        fn in_json_the_field_is_found_as_the_parser_finds_it(fields in prop::collection::btree_map("[a-z\"\\\\{}:,]{0,4}", ".{0,6}", 0..5), id: String) {
            let mut document = json!(fields);
            document["requestId"] = json!(id);
            prop_assert_eq!(salvaged_text(&document.to_string(), "requestId"), Some(id));
        }
    }
}
