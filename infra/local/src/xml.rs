//! Parses the flat XML responses of the query services. Their elements do not nest within their own
//! name, except `member`, which [`members`] cuts at its own level.

/// Returns the text of the first `<tag>`.
pub fn text(xml: &str, tag: &str) -> Option<String> {
    let (inner, _) = element(xml, tag)?;
    Some(unescape(inner.trim()))
}

/// Returns the content of each `<member>` of the first `<list>`.
pub fn members<'a>(xml: &'a str, list: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut rest = element(xml, list).map_or("", |(inner, _)| inner);
    while let Some((inner, after)) = element(rest, "member") {
        found.push(inner);
        rest = after;
    }
    found
}

/// Returns the content of the first `<tag>…</tag>` and the text after it.
fn element<'a>(xml: &'a str, tag: &str) -> Option<(&'a str, &'a str)> {
    let open = format!("<{tag}>");
    let close = format!("</{tag}>");
    let start = xml.find(&open)? + open.len();
    let mut depth = 1_usize;
    let mut at = start;
    while depth > 0 {
        let rest = xml.get(at..)?;
        let end = rest.find(&close)?;
        match rest.find(&open) {
            Some(nested) if nested < end => {
                depth += 1;
                at += nested + open.len();
            }
            _ => {
                depth -= 1;
                at += end + close.len();
            }
        }
    }
    Some((xml.get(start..at - close.len())?, xml.get(at..)?))
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_cut_at_their_own_level() {
        let xml = "<A><L><member><K>1</K><T><member>x</member></T></member><member><K>2 &amp; 3</K></member></L></A>";
        let members = members(xml, "L");
        assert_eq!(members.len(), 2);
        assert_eq!(text(members[0], "K").as_deref(), Some("1"));
        assert_eq!(text(members[1], "K").as_deref(), Some("2 & 3"));
        assert_eq!(text(xml, "Missing"), None);
    }
}
