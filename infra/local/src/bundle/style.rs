//! Style sheets without comments and needless space.

use super::scan::Fault;

/// Returns the style sheet with the same rules in fewer bytes.
///
/// # Errors
///
/// A [`Fault`]: a string or comment does not end, or the sheet names another file, whose path would be
/// wrong in the bundle.
pub(super) fn squeeze(sheet: &str) -> Result<String, Fault> {
    let mut squeezed = String::with_capacity(sheet.len());
    let mut at = 0;
    let mut is_apart = false;
    while let Some(rest) = sheet.get(at..).filter(|rest| !rest.is_empty()) {
        for named in ["@import", "url("] {
            if rest.starts_with(named) {
                return Err(Fault::new(at, format!("{named} is unknown to the bundler")));
            }
        }
        let first = rest.chars().next().unwrap_or(' ');
        let (length, is_space) = if rest.starts_with("/*") {
            let end = rest.find("*/").ok_or_else(|| Fault::new(at, "a comment does not end"))?;
            (end + 2, true)
        } else if first.is_ascii_whitespace() {
            (1, true)
        } else if first == '"' || first == '\'' {
            (string(rest, first).ok_or_else(|| Fault::new(at, "a string does not end"))?, false)
        } else {
            (first.len_utf8(), false)
        };
        if is_space {
            is_apart = true;
        } else {
            push(&mut squeezed, rest.get(..length).unwrap_or_default(), is_apart);
            is_apart = false;
        }
        at += length;
    }
    Ok(squeezed)
}

/// Appends a text, after a space if that is between two parts of a selector or value.
fn push(squeezed: &mut String, text: &str, is_apart: bool) {
    let last = squeezed.chars().next_back();
    if text == "}" && last == Some(';') {
        squeezed.pop();
    } else if is_apart && last.is_some_and(|last| !"{};,:".contains(last)) && !"{};,".contains(text) {
        squeezed.push(' ');
    }
    squeezed.push_str(text);
}

/// Returns the length of the string at the beginning of the text.
fn string(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1);
    while let Some((index, character)) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            '\n' => return None,
            _ if character == quote => return Some(index + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stay_what_they_are() {
        for (sheet, expected) in [
            (
                "/* a */\n.a > .b,\n.c :hover {\n  color: red;\n  margin: 0 1px;\n}\n",
                ".a > .b,.c :hover{color:red;margin:0 1px}",
            ),
            ("a { width: calc(1px + (2px - 3px)) }", "a{width:calc(1px + (2px - 3px))}"),
            (
                "@media (width > 10px) and (hover) { a { b: c; } }",
                "@media (width > 10px) and (hover){a{b:c}}",
            ),
            ("a::before { content: ' /* ; */  \\' '; }", "a::before{content:' /* ; */  \\' '}"),
            ("a/**/b{}", "a b{}"),
            (":root { --x: a, b; }\n\nb { }", ":root{--x:a,b}b{}"),
        ] {
            assert_eq!(squeeze(sheet).unwrap(), expected);
        }
    }

    #[test]
    fn what_cannot_be_moved_or_does_not_end_is_refused() {
        for (bad, at) in
            [("a{}\n@import 'b.css';", 4), ("a{b:url(c.png)}", 4), ("a{/*", 2), ("a{b:'c\n'}", 4)]
        {
            assert_eq!(squeeze(bad).unwrap_err().at, at, "{bad}");
        }
    }
}
