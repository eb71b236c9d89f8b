//! Formats decimals as a language writes them: with all digits of the event and with separators.
//!
//! The separators are those of CLDR, which the compiler of the catalogue looks up.

use std::fmt;

use rust_decimal::Decimal;

use crate::locale::Separators;

/// A decimal with its separators.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    value: Decimal,
    separators: Separators,
}

/// The maximum number of digits, with a zero before the point.
const LONGEST: usize = 30;

/// The number of low digits that are formatted from one `u64`, which always has room for them. A mantissa
/// has 96 bits, so it can have more digits; they are formatted separately.
const LAST_DIGITS: usize = 19;
const SPLIT: u64 = 10_u64.pow(19);

impl Number {
    pub(super) fn new(value: impl Into<Decimal>, separators: Separators) -> Self {
        Self { value: value.into(), separators }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = self.value.scale() as usize;
        let mantissa = self.value.mantissa();
        let magnitude = mantissa.unsigned_abs();
        // Divisions of 64 bits are several times as fast, and 64 bits are nearly always enough.
        #[expect(clippy::cast_possible_truncation, reason = "both parts of 96 bits fit")]
        let (mut rest, mut before) = match u64::try_from(magnitude) {
            Ok(all) if all < SPLIT => (all, 0),
            _ => ((magnitude % u128::from(SPLIT)) as u64, (magnitude / u128::from(SPLIT)) as u64),
        };

        // The digits are written from the last to the first; `place` is the number of
        // digits already written.
        let mut digits = [b'0'; LONGEST];
        let mut place = 0;
        while (rest != 0 || before != 0 || place <= scale) && place < LONGEST {
            if place == LAST_DIGITS {
                (rest, before) = (before, 0);
            }
            digits[LONGEST - 1 - place] = b'0' + (rest % 10) as u8;
            rest /= 10;
            place += 1;
        }
        let text = std::str::from_utf8(&digits[LONGEST - place..]).map_err(|_| fmt::Error)?;
        let (integer, fraction) = text.split_at(place - scale);
        if mantissa < 0 {
            f.write_str(self.separators.minus)?;
        }
        if integer.len() < self.separators.grouped_from {
            f.write_str(integer)?;
        } else {
            let first = integer.len() - (integer.len() - 1) / 3 * 3;
            f.write_str(&integer[..first])?;
            for start in (first..integer.len()).step_by(3) {
                f.write_str(self.separators.group)?;
                f.write_str(&integer[start..start + 3])?;
            }
        }
        if fraction.is_empty() {
            return Ok(());
        }
        f.write_str(self.separators.point)?;
        f.write_str(fraction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENGLISH: Separators = Separators { group: ",", point: ".", minus: "-", grouped_from: 4 };
    const GERMAN: Separators = Separators { group: ".", point: ",", minus: "-", grouped_from: 4 };

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
