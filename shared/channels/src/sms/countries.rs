//! The countries to which SMS may be sent.

use std::collections::BTreeSet;
use std::str::FromStr;

use domain::recipient::contact::Phone;

/// The countries to which SMS may be sent, by the numbering plans of the phone numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countries(Allowed);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Allowed {
    All,
    These(BTreeSet<String>),
}

/// The text is not a list of countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be * or country codes separated by commas, such as DE,AT,CH")]
pub struct CountriesError;

impl Countries {
    /// Whether an SMS may be sent to the number. A number whose plan belongs to no country is
    /// allowed only if all countries are.
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

    /// Parses `*`, or codes of ISO 3166-1 alpha-2 separated by commas. An empty text is an error
    /// and not an empty list: an operator who wants no SMS deploys no SMS channel.
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
    use domain::recipient::contact::PhoneNumber;

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
    fn a_star_allows_all_countries_and_plans_without_a_country() {
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
