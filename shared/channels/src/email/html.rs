//! The HTML of an e-mail. The template engine escapes all values of the template.

use askama::Template;
use domain::locale::Language;
use domain::text::{EmailText, direction};

use super::Brand;
use super::request::Surroundings;

/// The values of the template. Mail programs drop scripts, external style sheets and much of CSS,
/// so the layout is one table with inline styles; the only style sheet inverts the colours in dark
/// mode.
#[derive(Template)]
#[template(path = "email.html")]
struct Page<'a> {
    lang: &'static str,
    dir: &'static str,
    text: &'a EmailText,
    brand: &'a Brand,
    around: &'a Surroundings,
    /// The colour of the button, and of its text.
    accent: String,
    ink: &'static str,
}

/// The button's colour without a brand: that of the text, so that it is readable on the card.
const ACCENT: &str = "#1e2329";

/// Returns the page for these texts, with what surrounds them.
pub(super) fn page(
    text: &EmailText,
    language: Language,
    brand: &Brand,
    around: &Surroundings,
) -> Result<String, askama::Error> {
    let (accent, ink) = match brand.colour {
        Some(colour) => (colour.to_string(), colour.ink()),
        None => (ACCENT.to_owned(), "#ffffff"),
    };
    Page { lang: language.code(), dir: direction(language), text, brand, around, accent, ink }.render()
}
