//! The numbers and plurals of a language, from CLDR by way of ICU4X.
//!
//! They are evaluated here, when the catalogue is compiled, so that no function carries CLDR's data.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::texts::PLURALS;

/// The number of plural categories that are stored one by one.
pub(crate) const STORED_PLURALS: usize = 200;

/// How a language writes numbers, and which plural each has.
#[derive(Debug)]
pub(crate) struct Formats {
    /// The separator between two groups of three digits.
    pub(crate) group: String,
    /// The separator between the integer and the fraction.
    pub(crate) point: String,
    /// The minus sign.
    pub(crate) minus: String,
    /// The number of digits from which an integer is grouped.
    pub(crate) grouped_from: usize,
    /// The plural categories of 0 to 199, as indexes of [`PLURALS`].
    pub(crate) plurals: Vec<u8>,
    /// The category of the multiples of a million.
    pub(crate) million: u8,
}

impl Formats {
    /// Returns the formats of the language with this tag. Its digits are the Latin ones, which exchanges
    /// use in every language.
    ///
    /// # Errors
    /// The reason why CLDR does not know the language, or why its numbers have a form that is not supported.
    pub(crate) fn of(code: &str) -> Result<Self, String> {
        let locale: Locale = format!("{code}-u-nu-latn")
            .parse()
            .map_err(|_| format!("the file's name `{code}` is no language tag, such as fr or pt-BR"))?;
        let unknown = |_| format!("CLDR does not know the language `{code}`");
        let formatter = DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
            .map_err(unknown)?;
        let written = |number: &str| -> Result<String, String> {
            let decimal: Decimal = number.parse().map_err(|_| format!("{number} is no number"))?;
            Ok(formatter.format(&decimal).to_string())
        };
        let large = written("1234567.8")?;
        let unsupported = || format!("the numbers of `{code}` ({large}) have a form that is not supported");
        let inner =
            large.strip_prefix('1').and_then(|rest| rest.strip_suffix('8')).ok_or_else(unsupported)?;
        let (group, rest) = inner.split_once("234").ok_or_else(unsupported)?;
        let point =
            rest.strip_prefix(group).and_then(|rest| rest.strip_prefix("567")).ok_or_else(unsupported)?;
        let mut grouped_from = 4;
        while !written(&"1".repeat(grouped_from))?.contains(group) {
            grouped_from += 1;
            if grouped_from > 6 {
                return Err(unsupported());
            }
        }
        let minus = written("-1")?;
        let minus = minus.strip_suffix('1').ok_or_else(unsupported)?.to_owned();

        let rules = PluralRules::try_new_cardinal((&locale).into()).map_err(unknown)?;
        let category = |number: u64| index(rules.category_for(number));
        let plurals: Vec<u8> = (0..STORED_PLURALS as u64).map(category).collect();
        let million = category(1_000_000);
        let formats =
            Self { group: group.to_owned(), point: point.to_owned(), minus, grouped_from, plurals, million };
        // CLDR's rules look at the last two digits, at small numbers and at whole millions.
        match (0..20_000)
            .chain([100_000, 999_999, 1_000_001, 2_000_000, 10_000_002])
            .find(|number| formats.plural(*number) != category(*number))
        {
            Some(number) => {
                Err(format!("the plural of {number} in `{code}` has a rule that is not supported"))
            }
            None => Ok(formats),
        }
    }

    /// Returns the plural category of a number, as an index of [`PLURALS`].
    pub(crate) fn plural(&self, number: u64) -> u8 {
        let stored = STORED_PLURALS as u64;
        let at = if number < stored { number } else { stored / 2 + number % (stored / 2) };
        if number >= stored && number.is_multiple_of(1_000_000) {
            return self.million;
        }
        usize::try_from(at).ok().and_then(|at| self.plurals.get(at)).copied().unwrap_or(5)
    }
}

fn index(category: PluralCategory) -> u8 {
    let name = match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    };
    PLURALS.iter().position(|known| *known == name).and_then(|at| u8::try_from(at).ok()).unwrap_or(5)
}
