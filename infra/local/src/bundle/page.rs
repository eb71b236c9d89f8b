//! The page: which scripts and style sheets it loads, and the page that loads the bundle in their place.

use super::scan::Fault;

/// The role of a tag of the page that refers to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// `<link rel="stylesheet" href="…">`
    Style,
    /// `<link rel="modulepreload" href="…">`
    Preload,
    /// `<link rel="preload" as="fetch" href="…">`: data, which is not part of the bundle.
    Data,
    /// `<script src="…">`, which runs before the page is shown.
    Early,
    /// `<script type="module" src="…">`
    Entry,
    /// Another `<link>` to a file.
    Other,
}

/// A tag that refers to a file of the page's folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference<'p> {
    pub(super) role: Role,
    pub(super) at: usize,
    /// The path, relative to the page.
    pub(super) path: &'p str,
    /// The whole tag.
    tag: &'p str,
}

/// Returns the references of the tags `<link>` and `<script>`.
///
/// # Errors
///
/// A [`Fault`]: a tag does not end, or a script is in the page itself, which the content security policy
/// forbids.
pub(super) fn references(page: &str) -> Result<Vec<Reference<'_>>, Fault> {
    let mut references = Vec::new();
    for (at, _) in page.match_indices('<') {
        let rest = page.get(at..).unwrap_or_default();
        let is_script = rest.starts_with("<script");
        if !is_script && !rest.starts_with("<link") {
            continue;
        }
        let length = tag_length(rest).ok_or_else(|| Fault::new(at, "a tag does not end"))?;
        let mut tag = rest.get(..length).unwrap_or_default();
        let path = attribute(tag, if is_script { "src" } else { "href" });
        let path = path.ok_or_else(|| Fault::new(at, "the tag refers to no file"))?;
        if path.contains(':') {
            continue;
        }
        if is_script {
            const END: &str = "</script>";
            let whole = rest.get(..length + END.len()).filter(|whole| whole.ends_with(END));
            tag = whole.ok_or_else(|| Fault::new(at, "a script is a file of its own"))?;
        }
        let role = match (is_script, attribute(tag, "type"), attribute(tag, "rel"), attribute(tag, "as")) {
            (true, Some("module"), ..) => Role::Entry,
            (true, ..) => Role::Early,
            (false, _, Some("stylesheet"), _) => Role::Style,
            (false, _, Some("modulepreload"), _) => Role::Preload,
            (false, _, Some("preload"), Some("fetch")) => Role::Data,
            (false, ..) => Role::Other,
        };
        references.push(Reference { role, at, path, tag });
    }
    Ok(references)
}

/// Returns the page with other paths in these references. A reference without a path is removed with its
/// line.
pub(super) fn with_paths(page: &str, changed: &[(&Reference<'_>, Option<String>)]) -> String {
    let mut text = String::with_capacity(page.len());
    let mut done = 0;
    for (reference, path) in changed {
        text.push_str(page.get(done..reference.at).unwrap_or_default());
        done = reference.at + reference.tag.len();
        if let Some(path) = path {
            text.push_str(&reference.tag.replacen(reference.path, path, 1));
        } else {
            text.truncate(text.trim_end().len());
        }
    }
    text.push_str(page.get(done..).unwrap_or_default());
    text
}

fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (index, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return Some(index + 1),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    None
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, after) = tag.split_once(&format!("{name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n  <link rel=\"icon\" href=\"data:,>\">\n  <link rel=\"stylesheet\" href=\"a.css\">\n  \
                        <link rel=\"stylesheet\" href=\"b.css\">\n  <script src=\"c.js\"></script>\n  \
                        <link rel=\"preload\" href=\"d.json\" as=\"fetch\">\n  \
                        <script type=\"module\" src=\"d.js\"></script>\n</head><a href=\"e\">";

    #[test]
    fn the_pages_files_are_found_and_replaced() {
        let references = references(PAGE).unwrap();
        let found: Vec<_> = references.iter().map(|reference| (reference.role, reference.path)).collect();
        assert_eq!(
            found,
            [
                (Role::Style, "a.css"),
                (Role::Style, "b.css"),
                (Role::Early, "c.js"),
                (Role::Data, "d.json"),
                (Role::Entry, "d.js")
            ]
        );
        let paths = [Some("x.css"), None, Some("y.js"), Some("d.json"), Some("z.js")]
            .map(|path| path.map(str::to_owned));
        let changed: Vec<_> = references.iter().zip(paths).collect();
        assert_eq!(
            with_paths(PAGE, &changed),
            "<head>\n  <link rel=\"icon\" href=\"data:,>\">\n  <link rel=\"stylesheet\" href=\"x.css\">\n  \
             <script src=\"y.js\"></script>\n  <link rel=\"preload\" href=\"d.json\" as=\"fetch\">\n  <script type=\"module\" src=\"z.js\"></script>\n</head><a href=\"e\">"
        );
    }

    #[test]
    fn a_script_in_the_page_is_refused() {
        for bad in ["<script>a()</script>", "<script src=\"a.js\">b()</script>", "<link rel=\"x\""] {
            assert_eq!(references(bad).unwrap_err().at, 0, "{bad}");
        }
    }
}
