//! Decimals as a language writes them: every digit of the event, with separators between.
//!
//! The separators are those of CLDR, which groups by threes from four digits on in all of our languages and
//! writes the minus sign as `-`. No library of CLDR's data is needed for two bytes per language.

use std::fmt;

use rust_decimal::Decimal;

use crate::data::Asset;

/// What a language writes between the digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Separators {
    /// Between two groups of three digits of the integer.
    pub(super) group: u8,
    /// Between the integer and the fraction.
    pub(super) point: u8,
}

/// A decimal with its separators.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    value: Decimal,
    separators: Separators,
}

/// At most 29 digits, 9 separators of groups, the sign, the point and a zero before it.
const LONGEST: usize = 48;

/// A mantissa has 96 bits: it is written as its last 19 digits, for which a `u64` always has room, and those
/// before.
const LAST_DIGITS: usize = 19;
const SPLIT: u64 = 10_u64.pow(19);

impl Number {
    pub(super) fn new(value: impl Into<Decimal>, separators: Separators) -> Self {
        Self { value: value.into(), separators }
    }

    /// With its asset or currency behind it, where that is known.
    pub(super) fn of(self, unit: Option<&Asset>) -> Amount<'_> {
        Amount { number: self, unit }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = self.value.scale() as usize;
        let mantissa = self.value.mantissa();
        let magnitude = mantissa.unsigned_abs();
        // Divisions of 64 bits are several times as fast, and nearly always enough.
        #[expect(clippy::cast_possible_truncation, reason = "both parts of 96 bits fit")]
        let (mut rest, mut before) = match u64::try_from(magnitude) {
            Ok(all) if all < SPLIT => (all, 0),
            _ => ((magnitude % u128::from(SPLIT)) as u64, (magnitude / u128::from(SPLIT)) as u64),
        };

        let mut text = [0; LONGEST];
        let mut start = LONGEST;
        let mut put = |byte| {
            start -= 1;
            text[start] = byte;
        };
        // From the last digit to the first; `place` counts those behind.
        let mut place = 0;
        while rest != 0 || before != 0 || place <= scale {
            if place == LAST_DIGITS {
                (rest, before) = (before, 0);
            }
            if place == scale && scale > 0 {
                put(self.separators.point);
            } else if place > scale && (place - scale).is_multiple_of(3) {
                put(self.separators.group);
            }
            put(b'0' + (rest % 10) as u8);
            rest /= 10;
            place += 1;
        }
        if mantissa < 0 {
            put(b'-');
        }
        f.write_str(std::str::from_utf8(&text[start..]).map_err(|_| fmt::Error)?)
    }
}

/// A number of an asset or currency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount<'a> {
    number: Number,
    unit: Option<&'a Asset>,
}

impl fmt::Display for Amount<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)?;
        self.unit.map_or(Ok(()), |unit| write!(f, " {unit}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENGLISH: Separators = Separators { group: b',', point: b'.' };
    const GERMAN: Separators = Separators { group: b'.', point: b',' };

    fn written(text: &str, separators: Separators) -> String {
        Number::new(text.parse::<Decimal>().unwrap(), separators).to_string()
    }

    #[test]
    fn every_digit_is_kept_and_four_are_grouped() {
        for (value, english, german) in [
            ("0", "0", "0"),
            ("0.00", "0.00", "0,00"),
            ("-0.5", "-0.5", "-0,5"),
            ("999.9999", "999.9999", "999,9999"),
            ("1000", "1,000", "1.000"),
            ("64250.10", "64,250.10", "64.250,10"),
            ("-1250.00", "-1,250.00", "-1.250,00"),
            ("-123", "-123", "-123"),
            ("18446744073709551615", "18,446,744,073,709,551,615", "18.446.744.073.709.551.615"),
            ("18446744073709551616", "18,446,744,073,709,551,616", "18.446.744.073.709.551.616"),
            ("100000000000000000000", "100,000,000,000,000,000,000", "100.000.000.000.000.000.000"),
            (
                "9999999999999999999999999999",
                "9,999,999,999,999,999,999,999,999,999",
                "9.999.999.999.999.999.999.999.999.999",
            ),
            (
                "-0.0000000000000000000000000001",
                "-0.0000000000000000000000000001",
                "-0,0000000000000000000000000001",
            ),
        ] {
            assert_eq!(written(value, ENGLISH), english);
            assert_eq!(written(value, GERMAN), german);
        }
    }

    #[test]
    fn the_longest_numbers_fit() {
        for value in [Decimal::MAX, Decimal::MIN] {
            for scale in 0..=28 {
                let value = Decimal::from_i128_with_scale(value.mantissa(), scale);
                let text = Number::new(value, ENGLISH).to_string();
                assert_eq!(text.replace(',', ""), value.to_string());
            }
        }
    }

    proptest! {
        #[test]
        fn without_the_separators_it_is_the_exact_decimal(mantissa in -79_228_162_514_264_337_593_543_950_335_i128..=79_228_162_514_264_337_593_543_950_335, shift in 0_u32..97, scale in 0_u32..=28) {
            let value = Decimal::from_i128_with_scale(mantissa >> shift, scale);
            let english = Number::new(value, ENGLISH).to_string();
            prop_assert_eq!(english.replace(',', ""), value.to_string());
            let german = Number::new(value, GERMAN).to_string();
            prop_assert_eq!(german.replace('.', "").replace(',', "."), value.to_string());
        }

        #[test]
        fn the_integer_is_in_groups_of_three_and_the_fraction_is_not(mantissa in any::<i64>(), scale in 0_u32..=28) {
            let text = Number::new(Decimal::from_i128_with_scale(mantissa.into(), scale), ENGLISH).to_string();
            let (integer, fraction) = text.split_once('.').unwrap_or((&text, ""));
            prop_assert_eq!(fraction.len(), scale as usize);
            prop_assert!(fraction.bytes().all(|byte| byte.is_ascii_digit()));
            let mut groups = integer.trim_start_matches('-').split(',');
            prop_assert!((1..=3).contains(&groups.next().unwrap().len()));
            prop_assert!(groups.all(|group| group.len() == 3));
        }
    }
}
