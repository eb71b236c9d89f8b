//! The HTML of an e-mail. Everything that the template is given is escaped by the template engine.

use askama::Template;
use domain::locale::Language;
use domain::text::EmailText;

/// What the template shows. Mail programs drop scripts, style sheets of others and much of CSS, so its layout is one
/// table with inline styles; the style sheet only turns the colours around where it is dark.
#[derive(Template)]
#[template(path = "email.html")]
struct Page<'a> {
    lang: &'static str,
    dir: &'static str,
    text: &'a EmailText,
    link: Option<&'a str>,
}

/// The page for these texts, with the link that switches them off where there is one.
pub(super) fn page(
    text: &EmailText,
    language: Language,
    link: Option<&str>,
) -> Result<String, askama::Error> {
    Page { lang: language.code(), dir: direction(language), text, link }.render()
}

/// Where a line begins.
fn direction(language: Language) -> &'static str {
    match language {
        Language::English | Language::German => "ltr",
    }
}
