//! Telegram's HTML: <https://core.telegram.org/bots/api#html-style>, parsed and refused as its
//! server does.

use super::text::{Entity, Formatted, utf16_len};

/// The reason why markup is refused. Offsets are bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum BadMarkup {
    #[error("Unclosed start tag at byte offset {0}")]
    UnclosedStart(usize),
    #[error("Unclosed end tag at byte offset {0}")]
    UnclosedEnd(usize),
    #[error("Unsupported start tag \"{0}\" at byte offset {1}")]
    Unsupported(String, usize),
    #[error("Empty attribute name in the tag \"{0}\" at byte offset {1}")]
    EmptyAttribute(String, usize),
    #[error("Expected equal sign in declaration of an attribute of the tag \"{0}\" at byte offset {1}")]
    NoValue(String, usize),
    #[error("Unexpected end of name token at byte offset {0}")]
    NameToken(usize),
    #[error("Tag \"span\" must have class \"tg-spoiler\" at byte offset {0}")]
    Span(usize),
    #[error("Unexpected end tag at byte offset {0}")]
    UnexpectedEnd(usize),
    #[error("Unmatched end tag at byte offset {at}, expected \"</{expected}>\", found \"</{found}>\"")]
    Unmatched { at: usize, expected: String, found: String },
    #[error("Can't find end tag corresponding to start tag \"{0}\"")]
    NoEnd(String),
    #[error("Invalid custom emoji identifier specified")]
    Emoji,
    #[error(
        "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code \
         units"
    )]
    Surrogate,
}

/// Returns the kind of entity that a tag makes; `None` for a tag that Telegram does not know.
fn meaning(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "b" | "strong" => "bold",
        "i" | "em" => "italic",
        "u" | "ins" => "underline",
        "s" | "strike" | "del" => "strikethrough",
        "span" | "tg-spoiler" => "spoiler",
        "tg-emoji" => "custom_emoji",
        "a" => "text_link",
        "code" => "code",
        "pre" => "pre",
        "blockquote" => "blockquote",
        _ => return None,
    })
}

/// A tag that is not closed yet.
struct Open {
    tag: String,
    kind: &'static str,
    argument: String,
    offset: usize,
}

/// Parses markup.
pub(super) fn parse(source: &str) -> Result<Formatted, BadMarkup> {
    let mut out = Formatted::default();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let at = source.len() - rest.len();
        match letter {
            '&' => {
                // Telegram takes an `&` without a reference literally.
                let (code, after) = reference(rest).unwrap_or((u32::from(letter), &rest[1..]));
                out.push(char::from_u32(code).ok_or(BadMarkup::Surrogate)?);
                rest = after;
            }
            '<' if rest.starts_with("</") => {
                let Some(opened) = open.pop() else { return Err(BadMarkup::UnexpectedEnd(at)) };
                rest = end_tag(rest, at, &opened.tag)?;
                close(opened, &mut out)?;
            }
            '<' => {
                let (opened, after) = start_tag(rest, at, utf16_len(&out.text))?;
                open.push(opened);
                rest = after;
            }
            letter => {
                out.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    if let Some(opened) = open.pop() {
        return Err(BadMarkup::NoEnd(opened.tag));
    }
    out.entities.sort_by_key(|entity| (entity.offset, std::cmp::Reverse(entity.length)));
    Ok(out)
}

/// Returns the character reference at the start of `text`, and the text after it. Its semicolon may
/// be missing.
fn reference(text: &str) -> Option<(u32, &str)> {
    let body = text.strip_prefix('&')?;
    let split = |text: &str, is: fn(&char) -> bool| text.chars().take_while(is).count();
    let (code, after) = if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, is): (&str, u32, fn(&char) -> bool) = match number.strip_prefix('x') {
            Some(digits) => (digits, 16, char::is_ascii_hexdigit),
            None => (number, 10, char::is_ascii_digit),
        };
        let (digits, after) = digits.split_at(split(digits, is));
        let code = u32::from_str_radix(digits, radix).ok().filter(|code| (1..0x0010_ffff).contains(code))?;
        (code, after)
    } else {
        let (name, after) = body.split_at(split(body, char::is_ascii_alphabetic));
        let code = match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            _ => return None,
        };
        (u32::from(code), after)
    };
    Some((code, after.strip_prefix(';').unwrap_or(after)))
}

/// Returns a name up to white space or one of `ends`, and the text after it.
fn name<'a>(text: &'a str, ends: &[char]) -> (&'a str, &'a str) {
    let is_end = |letter: char| letter.is_ascii_whitespace() || ends.contains(&letter);
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

fn skip_space(text: &str) -> &str {
    text.trim_start_matches(|letter: char| letter.is_ascii_whitespace())
}

fn start_tag(text: &str, at: usize, offset: usize) -> Result<(Open, &str), BadMarkup> {
    let (tag, mut rest) = name(&text[1..], &['>']);
    if rest.is_empty() {
        return Err(BadMarkup::UnclosedStart(at));
    }
    let tag = tag.to_ascii_lowercase();
    let Some(kind) = meaning(&tag) else { return Err(BadMarkup::Unsupported(tag, at)) };
    let mut opened = Open { tag, kind, argument: String::new(), offset };
    let after = loop {
        rest = skip_space(rest);
        if let Some(after) = rest.strip_prefix('>') {
            break after;
        }
        if rest.is_empty() {
            return Err(BadMarkup::UnclosedStart(at));
        }
        let (attribute, after) = name(rest, &['=', '>']);
        if attribute.is_empty() {
            return Err(BadMarkup::EmptyAttribute(opened.tag, at));
        }
        if opened.tag == "blockquote" && attribute == "expandable" {
            opened.kind = "expandable_blockquote";
            rest = after.strip_prefix("=\"\"").unwrap_or(after);
            continue;
        }
        let Some(after) = skip_space(after).strip_prefix('=') else {
            return Err(BadMarkup::NoValue(opened.tag, at));
        };
        let (value, after) = attribute_value(skip_space(after), text, at)?;
        match (opened.tag.as_str(), attribute) {
            ("a", "href") | ("tg-emoji", "emoji-id") | ("span", "class") => opened.argument = value,
            _ => {}
        }
        rest = after;
    };
    if opened.tag == "span" && opened.argument != "tg-spoiler" {
        return Err(BadMarkup::Span(at));
    }
    Ok((opened, after))
}

/// Returns the value of an attribute, and the text after it. `tag`, at `at`, is the tag that
/// contains it.
fn attribute_value<'a>(text: &'a str, tag: &str, at: usize) -> Result<(String, &'a str), BadMarkup> {
    let Some(quote) = text.chars().next() else { return Err(BadMarkup::UnclosedStart(at)) };
    if quote != '"' && quote != '\'' {
        let is_end = |letter: char| !(letter.is_ascii_alphanumeric() || letter == '.' || letter == '-');
        let (value, rest) = text.split_at(text.find(is_end).unwrap_or(text.len()));
        return match rest.chars().next() {
            None => Err(BadMarkup::UnclosedStart(at)),
            Some(end) if end.is_ascii_whitespace() || end == '>' => Ok((value.to_ascii_lowercase(), rest)),
            Some(_) => Err(BadMarkup::NameToken(at + tag.len() - text.len())),
        };
    }
    let mut value = String::new();
    let mut rest = &text[1..];
    loop {
        let Some(letter) = rest.chars().next() else { return Err(BadMarkup::UnclosedStart(at)) };
        if letter == quote {
            return Ok((value, &rest[1..]));
        }
        if let Some((code, after)) = reference(rest) {
            value.push(char::from_u32(code).ok_or(BadMarkup::Surrogate)?);
            rest = after;
        } else {
            value.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
}

/// Parses an end tag, which has to be that of `expected` or `</>`. Returns the text after it.
fn end_tag<'a>(text: &'a str, at: usize, expected: &str) -> Result<&'a str, BadMarkup> {
    let (tag, rest) = name(&text[2..], &['>']);
    let Some(rest) = skip_space(rest).strip_prefix('>') else { return Err(BadMarkup::UnclosedEnd(at)) };
    let found = tag.to_ascii_lowercase();
    if !found.is_empty() && found != expected {
        return Err(BadMarkup::Unmatched { at, expected: expected.to_owned(), found });
    }
    Ok(rest)
}

fn close(opened: Open, out: &mut Formatted) -> Result<(), BadMarkup> {
    let length = utf16_len(&out.text) - opened.offset;
    if length == 0 {
        return Ok(());
    }
    if opened.kind == "custom_emoji" && !opened.argument.parse::<i64>().is_ok_and(|id| id != 0) {
        return Err(BadMarkup::Emoji);
    }
    let url = (opened.kind == "text_link").then_some(opened.argument);
    out.entities.push(Entity { kind: opened.kind, offset: opened.offset, length, url });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entities(source: &str) -> (String, Vec<(&'static str, usize, usize)>) {
        let Formatted { text, entities } = parse(source).unwrap_or_else(|wrong| panic!("{source}: {wrong}"));
        (text, entities.iter().map(|entity| (entity.kind, entity.offset, entity.length)).collect())
    }

    #[test]
    fn every_documented_tag_is_read() {
        let (text, found) = entities(
            "<b>1</b><strong>2</strong><i>3</i><em>4</em><u>5</u><ins>6</ins><s>7</s><strike>8</strike><del>9</del>\
             <span class=\"tg-spoiler\">a</span><tg-spoiler>b</tg-spoiler><a href=\"https://e.x/\">c</a>\
             <tg-emoji emoji-id=\"5368324170671202286\">d</tg-emoji><code>e</code>\
             <pre><code class=\"language-rust\">f</code></pre><blockquote>g</blockquote>\
             <blockquote expandable>h</blockquote>",
        );
        assert_eq!(text, "123456789abcdefgh");
        let kinds: Vec<_> = found.iter().map(|(kind, ..)| *kind).collect();
        assert_eq!(
            kinds,
            [
                "bold",
                "bold",
                "italic",
                "italic",
                "underline",
                "underline",
                "strikethrough",
                "strikethrough",
                "strikethrough",
                "spoiler",
                "spoiler",
                "text_link",
                "custom_emoji",
                "code",
                "code",
                "pre",
                "blockquote",
                "expandable_blockquote"
            ]
        );
    }

    #[test]
    fn positions_are_utf16_and_nest() {
        let (text, found) = entities("\u{1f600}<B>a<i >b</i>\u{1f600}</b >");
        assert_eq!(text, "\u{1f600}ab\u{1f600}");
        assert_eq!(found, [("bold", 2, 4), ("italic", 3, 1)]);
        let link = parse("<a href='https://e.x/?a=1&amp;b=2'>x</a>").unwrap().entities.remove(0);
        assert_eq!(link.url.as_deref(), Some("https://e.x/?a=1&b=2"));
    }

    #[test]
    fn only_four_names_and_numbers_are_references() {
        assert_eq!(entities("&lt;b&gt; &amp;amp; &quot; &#65;&#x42; &lt").0, "<b> &amp; \" AB <");
        assert_eq!(entities("&nbsp; & &; &#0; &#xD; A&B").0, "&nbsp; & &; &#0;  A&B");
        assert_eq!(parse("&#xd800;"), Err(BadMarkup::Surrogate));
    }

    #[test]
    fn wrong_markup_is_refused_in_telegrams_words() {
        let cases = [
            ("a <c", "Unclosed start tag at byte offset 2"),
            ("1 < 2 > 0", "Unsupported start tag \"\" at byte offset 2"),
            ("<script>x</script>", "Unsupported start tag \"script\" at byte offset 0"),
            ("\u{e9}<x>", "Unsupported start tag \"x\" at byte offset 2"),
            ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
            ("x</b>", "Unexpected end tag at byte offset 1"),
            ("<b>x</b", "Unclosed end tag at byte offset 4"),
            ("<b><i>x</b></i>", "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\""),
            ("<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
            (
                "<a href>x</a>",
                "Expected equal sign in declaration of an attribute of the tag \"a\" at byte offset 0",
            ),
            ("<a href=\"x>y</a>", "Unclosed start tag at byte offset 0"),
            ("<a href=http://x>y</a>", "Unexpected end of name token at byte offset 8"),
            ("<a =x>y</a>", "Empty attribute name in the tag \"a\" at byte offset 0"),
            ("<tg-emoji emoji-id=\"x\">y</tg-emoji>", "Invalid custom emoji identifier specified"),
        ];
        for (source, told) in cases {
            assert_eq!(parse(source).map_err(|wrong| wrong.to_string()), Err(told.to_owned()), "{source}");
        }
    }
}
