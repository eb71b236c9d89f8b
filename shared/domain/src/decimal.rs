//! Parses decimals without loss: every digit is kept, or the value is rejected.

use rust_decimal::Decimal;

use crate::schema::Schema;

/// The maximum number of significant digits. A value with more is rejected, not rounded.
const MAX_DIGITS: u32 = 28;

/// Returns the exact value of a number's text. The text has the form of JSON (`-12.50`, `1e-7`), and may be
/// padded with zeros at the beginning (`007.5`), as columns of fixed width are. Trailing zeros are kept if
/// they fit into 28 digits and 28 decimal places; if they do not, all of them after the point are dropped.
/// `None` if the text has another form, or needs more than 28 significant digits or decimal places.
pub fn parse(text: &str) -> Option<Decimal> {
    parse_short(text).or_else(|| parse_any(text))
}

/// The maximum number of digits of an integer that 64 bits always hold.
const SHORT_DIGITS: usize = 18;

/// Returns what [`parse`] returns for a number of at most [`SHORT_DIGITS`] digits without an exponent, as
/// nearly all prices and amounts are, and `None` for all other texts. It calculates with 64 bits, which
/// takes a fraction of the time.
fn parse_short(text: &str) -> Option<Decimal> {
    let (is_negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let unsigned = unsigned.as_bytes();
    if unsigned.len() > SHORT_DIGITS + 1 {
        return None;
    }
    // One digit more than is accepted fits as well, in the place of the point.
    let (mut value, mut point) = (0_u64, None);
    for (at, &byte) in unsigned.iter().enumerate() {
        match byte {
            b'0'..=b'9' => value = value * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let (before, places) = point.map_or((unsigned.len(), 0), |point| (point, unsigned.len() - point - 1));
    let is_well_formed = before > 0 && (point.is_none() || places > 0) && before + places <= SHORT_DIGITS;
    let (value, places) = (i64::try_from(value).ok()?, u32::try_from(places).ok()?);
    is_well_formed.then(|| Decimal::new(if is_negative { -value } else { value }, places))
}

/// Returns what [`parse`] returns, for any text.
fn parse_any(text: &str) -> Option<Decimal> {
    let (is_negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let Literal { mut digits, scale: mut places } = Literal::of(unsigned)?;
    if places >= 0 && (digits.count() > MAX_DIGITS || places.unsigned_abs() > MAX_DIGITS) {
        // Padding to the scale of a column is not precision, so zeros after the point are
        // dropped if they do not fit.
        let padding = if digits.value == 0 { places } else { places.min(i32::try_from(digits.zeros).ok()?) };
        digits.zeros -= padding.unsigned_abs().min(digits.zeros);
        places -= padding;
    }
    if places < 0 {
        digits.zeros = digits.zeros.checked_add(places.unsigned_abs())?;
        places = 0;
    }
    let magnitude = digits.whole()?;
    let value = if is_negative { -magnitude } else { magnitude };
    Decimal::try_from_i128_with_scale(value, places.unsigned_abs()).ok()
}

/// A number in its written form, without its sign.
struct Literal {
    digits: Digits,
    /// The number of digits that are decimal places; negative if an exponent adds zeros after them.
    scale: i32,
}

impl Literal {
    /// Returns the number that the text writes; `None` if it is not a number, or has a digit
    /// that cannot be kept.
    fn of(text: &str) -> Option<Self> {
        let mut digits = Digits { value: 0, significant: 0, zeros: 0 };
        let (mut before, mut behind, mut exponent) = (0_u32, None, 0);
        for (at, byte) in text.bytes().enumerate() {
            match (byte, &mut behind) {
                (b'0'..=b'9', places) => {
                    digits.push(byte - b'0')?;
                    let counter = places.as_mut().unwrap_or(&mut before);
                    *counter = counter.checked_add(1)?;
                }
                (b'.', None) => behind = Some(0),
                (b'e' | b'E', _) => {
                    exponent = parse_exponent(&text[at + 1..])?;
                    break;
                }
                _ => return None,
            }
        }
        let is_well_formed = before > 0 && behind != Some(0);
        let scale = i32::try_from(behind.unwrap_or(0)).ok()?.checked_sub(exponent)?;
        is_well_formed.then_some(Self { digits, scale })
    }
}

/// The digits of a number, without its point and its leading zeros.
struct Digits {
    /// The value of the digits up to the last that is not zero.
    value: u128,
    /// The number of digits in `value`; at most [`MAX_DIGITS`].
    significant: u32,
    /// The number of zeros after `value`.
    zeros: u32,
}

impl Digits {
    /// Appends a digit. `None` if it is not zero and exceeds the number of digits that can be kept.
    fn push(&mut self, digit: u8) -> Option<()> {
        if digit == 0 {
            self.zeros = self.zeros.checked_add(1)?;
            return Some(());
        }
        // Leading zeros are not digits of the number.
        let zeros = if self.value == 0 { 0 } else { self.zeros };
        self.zeros = 0;
        self.significant += zeros.min(MAX_DIGITS) + 1;
        if self.significant > MAX_DIGITS {
            return None;
        }
        for _ in 0..zeros {
            self.value *= 10;
        }
        self.value = self.value * 10 + u128::from(digit);
        Some(())
    }

    /// Returns the number of significant digits, the trailing zeros included; 0 for zero.
    fn count(&self) -> u32 {
        if self.value == 0 { 0 } else { self.significant.saturating_add(self.zeros) }
    }

    /// Returns the integer that the digits write; `None` if it has more digits than can be kept.
    fn whole(&self) -> Option<i128> {
        match self.count() {
            0 => Some(0),
            1..=MAX_DIGITS => i128::try_from(self.value * 10_u128.pow(self.zeros)).ok(),
            _ => None,
        }
    }
}

/// Returns the exponent; `None` unless it has one to three digits. Three digits are enough for any value
/// within [`MAX_DIGITS`], and limit the cost of a hostile exponent.
fn parse_exponent(text: &str) -> Option<i32> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 3 {
        return None;
    }
    let mut exponent = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        exponent = exponent * 10 + i32::from(digit - b'0');
    }
    Some(if negative { -exponent } else { exponent })
}

/// The range of the decimals that a field may have.
#[derive(Debug, Clone, Copy)]
pub enum Range {
    /// All decimals.
    Any,
    /// Decimals above zero.
    AboveZero,
    /// Zero and decimals above it.
    FromZero,
    /// Decimals from the first integer to the second, both included.
    Within(u32, u32),
}

/// The pattern of an optional exponent, as [`parse_exponent`] accepts it.
const EXPONENT: &str = "([eE][+-]?[0-9]{1,3})?";

impl Range {
    pub(crate) fn contains(self, decimal: Decimal) -> bool {
        match self {
            Self::Any => true,
            // The sign of a decimal is a bit, and a comparison takes many times as long.
            Self::AboveZero => !decimal.is_zero() && decimal.is_sign_positive(),
            Self::FromZero => decimal.is_zero() || decimal.is_sign_positive(),
            Self::Within(from, to) => (Decimal::from(from)..=Decimal::from(to)).contains(&decimal),
        }
    }

    /// Returns the JSON Schema of the values that are read: a string or a number. If a string has an
    /// exponent, no pattern can compare it with an upper bound.
    pub(crate) fn schema(self) -> Schema {
        Schema::any_of([self.text(true), self.number()])
    }

    /// Returns the JSON Schema of the values that are written: a string of plain digits.
    pub(crate) fn written(self) -> Schema {
        self.text(false)
    }

    fn text(self, is_read: bool) -> Schema {
        let plain = match (self, is_read) {
            (Self::Any, true) => r"-?[0-9]+(\.[0-9]+)?",
            (Self::Any, false) => r"-?(0|[1-9][0-9]*)(\.[0-9]+)?",
            (Self::AboveZero, true) => r"(0+\.[0-9]*[1-9][0-9]*|0*[1-9][0-9]*(\.[0-9]+)?)",
            (Self::AboveZero, false) => r"(0\.[0-9]*[1-9][0-9]*|[1-9][0-9]*(\.[0-9]+)?)",
            // A negative zero is accepted as zero.
            (Self::FromZero | Self::Within(..), true) => r"(-0+(\.0+)?|[0-9]+(\.[0-9]+)?)",
            (Self::FromZero | Self::Within(..), false) => r"(0|[1-9][0-9]*)(\.[0-9]+)?",
        };
        let exponent = if is_read { EXPONENT } else { "" };
        Schema::text().pattern(&format!("{plain}{exponent}"))
    }

    /// Returns the JSON Schema of a JSON number in the range.
    pub(crate) fn number(self) -> Schema {
        match self {
            Self::Any => Schema::number(),
            Self::AboveZero => Schema::number().with("exclusiveMinimum", 0),
            Self::FromZero => Schema::number().with("minimum", 0),
            Self::Within(from, to) => Schema::number().with("minimum", from).with("maximum", to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_written_is_kept() {
        let cases = [
            ("0.5", "0.5"),
            ("64250.10", "64250.10"),
            ("0", "0"),
            ("-0", "0"),
            ("-0.00", "0.00"),
            ("-12.50", "-12.50"),
            ("1e-7", "0.0000001"),
            ("1E+3", "1000"),
            ("1.50e1", "15.0"),
            ("0e400", "0"),
            ("1e27", "1000000000000000000000000000"),
            ("9999999999999999999999999999", "9999999999999999999999999999"),
            ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
            ("64250.1000000000000000000000000000", "64250.1"),
            ("420690000000000.000000000000000000", "420690000000000"),
            ("-420690000000000.500000000000000000", "-420690000000000.5"),
            ("420690000000000000000000000000000e-18", "420690000000000"),
            ("1.0000000000000000000000000000", "1"),
            ("0.000000000000000000000000000000", "0"),
            ("0.000000000000000000000000000100000000", "0.0000000000000000000000000001"),
            ("0e-400", "0"),
            ("-0.0000000000000000000000000000000", "0"),
            ("01", "1"),
            ("007.50", "7.50"),
            ("-00.5", "-0.5"),
            ("000000000000000000000000000000000000000001.5", "1.5"),
            ("00", "0"),
        ];
        for (written, kept) in cases {
            assert_eq!(parse(written).map(|decimal| decimal.to_string()).as_deref(), Some(kept), "{written}");
        }
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        let long = "1".repeat(30_000);
        let cases = [
            "",
            " ",
            " 1",
            "1 ",
            "+1",
            "-",
            "--1",
            ".5",
            "5.",
            "1_000",
            "1,5",
            "abc",
            "NaN",
            "Infinity",
            "0x10",
            "1e",
            "1e+",
            "1e5.5",
            "1e1e1",
            "1e28",
            "1e400",
            "1e999999999999",
            "1e-29",
            "1.1.1",
            "٣",
            "10000000000000000000000000000",
            "1.0000000000000000000000000001",
            "10000000000000000000000000000.0",
            "1.00000000000000000000000000000x",
            &long,
        ];
        for bad in cases {
            assert_eq!(parse(bad), None, "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn reading_what_was_written_gives_the_same(mantissa in -9_999_999_999_999_999_999_999_999_999_i128..=9_999_999_999_999_999_999_999_999_999, scale in 0_u32..=28) {
            let decimal = Decimal::from_i128_with_scale(mantissa, scale);
            prop_assert_eq!(parse(&decimal.to_string()).map(|read| read.to_string()), Some(decimal.to_string()));
        }

        #[test]
        fn padding_changes_nothing(mantissa in -9_999_999_999_999_999_999_999_999_999_i128..=9_999_999_999_999_999_999_999_999_999, scale in 0_u32..=28, zeros in 1_usize..60) {
            let decimal = Decimal::from_i128_with_scale(mantissa, scale);
            let point = if scale == 0 { "." } else { "" };
            let padded = format!("{decimal}{point}{}", "0".repeat(zeros));
            prop_assert_eq!(parse(&padded), Some(decimal), "{}", padded);
            let digits = padded.trim_start_matches('-');
            let sign = &padded[..padded.len() - digits.len()];
            prop_assert_eq!(parse(&format!("{sign}{}{digits}", "0".repeat(zeros))), Some(decimal), "{}", padded);
            prop_assert_eq!(parse(&format!("{padded}1")).is_some_and(|read| read == decimal), false, "{}", padded);
        }

        #[test]
        fn a_short_number_has_the_value_that_any_has(text in "-?[0-9]{0,20}(\\.[0-9]{0,20})?") {
            if let Some(short) = parse_short(&text) {
                prop_assert_eq!(Some(short.serialize()), parse_any(&text).map(|any| any.serialize()));
            }
        }

        #[test]
        fn no_text_panics(text in "[-+0-9.eE]{0,60}|.{0,40}") {
            let _ = parse(&text);
        }
    }
}
