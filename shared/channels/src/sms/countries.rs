//! The countries that may be texted to.

use std::collections::BTreeSet;
use std::str::FromStr;

use domain::contact::Phone;

/// The countries that may be texted to, by the numbering plans of their telephones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries(Allowed);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Allowed {
    All,
    These(BTreeSet<String>),
}

/// The text names no countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be * or country codes with commas between, such as DE,AT,CH")]
pub struct CountriesError;

impl Countries {
    /// Whether the number may be texted to. One whose plan belongs to no country only where all are allowed.
    pub fn allows(&self, phone: &Phone) -> bool {
        match (&self.0, &phone.country) {
            (Allowed::All, _) => true,
            (Allowed::These(countries), Some(country)) => countries.contains(country),
            (Allowed::These(_), None) => false,
        }
    }
}

impl FromStr for Countries {
    type Err = CountriesError;

    /// Reads `*`, or codes of ISO 3166-1 alpha-2 with commas between. An empty text is a mistake and not an empty list:
    /// who wants no SMS deploys no channel for them.
    fn from_str(text: &str) -> Result<Self, CountriesError> {
        if text.trim() == "*" {
            return Ok(Self(Allowed::All));
        }
        let countries: Option<BTreeSet<_>> = text
            .split(',')
            .map(str::trim)
            .map(|code| {
                let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
                is_code.then(|| code.to_owned())
            })
            .collect();
        countries.map(|countries| Self(Allowed::These(countries))).ok_or(CountriesError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::contact::PhoneNumber;

    fn phone(country: Option<&str>) -> Phone {
        Phone { number: PhoneNumber::of_checked("+4915112345678"), country: country.map(str::to_owned) }
    }

    #[test]
    fn only_listed_countries_are_texted_to() {
        let countries: Countries = "DE, AT,US".parse().unwrap();
        for (country, allowed) in [(Some("DE"), true), (Some("AT"), true), (Some("CH"), false), (None, false)]
        {
            assert_eq!(countries.allows(&phone(country)), allowed, "{country:?}");
        }
    }

    #[test]
    fn a_star_is_everybody_even_plans_without_a_country() {
        let countries: Countries = "*".parse().unwrap();
        assert!(countries.allows(&phone(Some("CH"))) && countries.allows(&phone(None)));
    }

    #[test]
    fn what_is_no_list_is_a_mistake() {
        for bad in ["", ",", "DE,", "de", "DEU", "D1", "DE;AT", "*,DE", "Ä"] {
            assert_eq!(bad.parse::<Countries>(), Err(CountriesError), "{bad:?}");
        }
    }
}
