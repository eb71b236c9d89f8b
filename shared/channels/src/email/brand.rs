//! The exchange's brand in e-mails.

use std::fmt;

/// The brand of the exchange: what its e-mails show around the message. Everything may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brand {
    /// The name, shown at the top if there is no logo.
    pub name: Option<String>,
    /// The address of the logo, an image that is shown 32 pixels high.
    pub logo: Option<String>,
    /// The colour of the button and of the line at the top.
    pub colour: Option<Colour>,
    /// A line below everything, such as the company's address.
    pub footer: Option<String>,
    /// The address of the exchange's app. With it, an e-mail has a button to what it is about.
    pub app_url: Option<String>,
    /// The address of the exchange's support.
    pub support_url: Option<String>,
}

/// A colour as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(u32);

/// The text is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a colour such as #1a73e8")]
pub struct ColourError;

impl std::str::FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Self, ColourError> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or(ColourError)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hex {
            u32::from_str_radix(digits, 16).map(Self).map_err(|_| ColourError)
        } else {
            Err(ColourError)
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06x}", self.0)
    }
}

impl Colour {
    /// Returns the colour of a text on this one, black or white: the one with the greater contrast.
    /// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
    pub(super) fn ink(self) -> &'static str {
        let [_, red, green, blue] = self.0.to_be_bytes();
        let luminance = 2_126 * u32::from(red) + 7_152 * u32::from(green) + 722 * u32::from(blue);
        // Without the gamma, so that a middle colour counts as darker than it is.
        if luminance > 1_600_000 { "#000000" } else { "#ffffff" }
    }
}

impl Brand {
    /// Returns the address of a path in the exchange's app; `None` without an app's address.
    pub(super) fn address(&self, path: Option<&str>) -> Option<String> {
        let app = self.app_url.as_deref()?;
        Some(format!("{}{}", app.trim_end_matches('/'), path?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_has_six_digits_and_a_readable_text() {
        for (text, ink) in
            [("#1a73e8", "#ffffff"), ("#FFFFFF", "#000000"), ("#f0b90b", "#000000"), ("#000000", "#ffffff")]
        {
            let colour: Colour = text.parse().unwrap();
            assert_eq!((colour.to_string(), colour.ink()), (text.to_lowercase(), ink));
        }
        for bad in ["", "1a73e8", "#1a73e", "#1a73e80", "#+a73e8", "red"] {
            assert_eq!(bad.parse::<Colour>(), Err(ColourError), "{bad}");
        }
    }

    #[test]
    fn an_address_is_the_apps_and_the_path() {
        let brand = Brand { app_url: Some("https://app.example/".to_owned()), ..Brand::default() };
        assert_eq!(brand.address(Some("/orders/1")).as_deref(), Some("https://app.example/orders/1"));
        assert_eq!((brand.address(None), Brand::default().address(Some("/x"))), (None, None));
    }
}
