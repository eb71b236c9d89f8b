//! Decimals as they are written: every digit that was sent, or nothing.

use rust_decimal::Decimal;

use crate::schema::Schema;

/// The most significant digits that are kept; one more and the value is refused instead of rounded.
const MAX_DIGITS: u32 = 28;

/// Returns the exact value of a number's text: as JSON writes it (`-12.50`, `1e-7`), and also padded with zeros before it
/// (`007.5`), as columns of fixed width are. Trailing zeros are kept where they fit into 28 digits
/// and 28 decimal places; where they do not, all of them behind the point go. `None` where the text is anything else, or needs
/// more than 28 significant digits or decimal places.
pub(crate) fn parse(text: &str) -> Option<Decimal> {
    parse_short(text).or_else(|| parse_any(text))
}

/// The value of a text as nearly all are: digits, perhaps with a point among them, and together no more than fit into a machine
/// word. That there is none says nothing about the text.
fn parse_short(text: &str) -> Option<Decimal> {
    const MAX_LENGTH: usize = 19;
    let bytes = text.as_bytes();
    if bytes.len() > MAX_LENGTH {
        return None;
    }
    let (mut value, mut point) = (0_u64, None);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'0'..=b'9' => value = value * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let whole = point.unwrap_or(bytes.len());
    let scale = point.map_or(0, |point| bytes.len() - point - 1);
    let is_well_formed = whole > 0 && (point.is_none() || scale > 0);
    if !is_well_formed {
        return None;
    }
    Some(Decimal::new(i64::try_from(value).ok()?, u32::try_from(scale).ok()?))
}

fn parse_any(text: &str) -> Option<Decimal> {
    let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (plain, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((plain, exponent)) => (plain, parse_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = match plain.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (plain, ""),
    };
    if whole.is_empty() {
        return None;
    }

    let mut digits = Digits::of(whole, fraction)?;
    let mut scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
    if let Ok(places) = u32::try_from(scale)
        && (digits.significant > MAX_DIGITS || places > MAX_DIGITS)
    {
        // Padding to the scale of a column is not precision: zeros behind the point go where they do not fit.
        let padding = if digits.significant == 0 { places } else { digits.trailing_zeros.min(places) };
        digits.drop_last(padding);
        scale -= i32::try_from(padding).ok()?;
    }
    if digits.significant > MAX_DIGITS {
        return None;
    }
    let mut value = digits.value(whole, fraction);
    if scale < 0 {
        let zeros = scale.unsigned_abs();
        if value != 0 {
            if digits.significant + zeros > MAX_DIGITS {
                return None;
            }
            value *= 10_i128.pow(zeros);
        }
        scale = 0;
    }
    let value = if negative { -value } else { value };
    Decimal::try_from_i128_with_scale(value, u32::try_from(scale).ok()?).ok()
}

/// The digits of a number, without its point.
struct Digits {
    /// How many there are.
    count: usize,
    /// How many there are from the first that is not zero.
    significant: u32,
    /// How many zeros they end with.
    trailing_zeros: u32,
}

impl Digits {
    /// `None` if something else is among them.
    fn of(whole: &str, fraction: &str) -> Option<Self> {
        let (mut significant, mut trailing_zeros) = (0_u32, 0_u32);
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            trailing_zeros = if byte == b'0' { trailing_zeros.checked_add(1)? } else { 0 };
            significant = significant.checked_add(u32::from(significant > 0 || byte != b'0'))?;
        }
        Some(Self { count: whole.len() + fraction.len(), significant, trailing_zeros })
    }

    fn drop_last(&mut self, zeros: u32) {
        self.count = self.count.saturating_sub(zeros as usize);
        self.significant = self.significant.saturating_sub(zeros);
    }

    /// The whole number that the digits are which were not dropped; at most [`MAX_DIGITS`] of them count.
    fn value(&self, whole: &str, fraction: &str) -> i128 {
        let digits = whole.bytes().chain(fraction.bytes()).take(self.count);
        digits.fold(0, |value, byte| value * 10 + i128::from(byte - b'0'))
    }
}

/// Three digits say more than any value within [`MAX_DIGITS`] needs, and cannot be a bomb.
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

/// Which decimals a field may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Range {
    /// All.
    Any,
    /// Those above zero.
    AboveZero,
    /// Zero and those above it.
    FromZero,
    /// From the one whole number to the other.
    Within(u32, u32),
}

/// What [`parse_exponent`] reads, and that there may be none.
const EXPONENT: &str = "([eE][+-]?[0-9]{1,3})?";

impl Range {
    pub(crate) fn contains(self, decimal: Decimal) -> bool {
        match self {
            Self::Any => true,
            Self::AboveZero => decimal > Decimal::ZERO,
            Self::FromZero => decimal >= Decimal::ZERO,
            Self::Within(from, to) => (Decimal::from(from)..=Decimal::from(to)).contains(&decimal),
        }
    }

    /// What is read: a text, or a number. Where a text has an exponent no pattern can compare it with an upper bound.
    pub(crate) fn schema(self) -> Schema {
        Schema::any_of([self.text(true), self.number()])
    }

    /// What is written: plain digits in a text.
    pub(crate) fn written(self) -> Schema {
        self.text(false)
    }

    fn text(self, is_read: bool) -> Schema {
        let plain = match (self, is_read) {
            (Self::Any, true) => r"-?[0-9]+(\.[0-9]+)?",
            (Self::Any, false) => r"-?(0|[1-9][0-9]*)(\.[0-9]+)?",
            (Self::AboveZero, true) => r"(0+\.[0-9]*[1-9][0-9]*|0*[1-9][0-9]*(\.[0-9]+)?)",
            (Self::AboveZero, false) => r"(0\.[0-9]*[1-9][0-9]*|[1-9][0-9]*(\.[0-9]+)?)",
            // A negative zero is a zero.
            (Self::FromZero | Self::Within(..), true) => r"(-0+(\.0+)?|[0-9]+(\.[0-9]+)?)",
            (Self::FromZero | Self::Within(..), false) => r"(0|[1-9][0-9]*)(\.[0-9]+)?",
        };
        let exponent = if is_read { EXPONENT } else { "" };
        Schema::text().pattern(&format!("{plain}{exponent}"))
    }

    /// As a JSON number.
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
        fn short_ones_are_read_as_all_others_are(text in "[0-9]{0,12}(\\.[0-9]{0,12})?") {
            if let Some(decimal) = parse_short(&text) {
                prop_assert_eq!(parse_any(&text).map(|any| (any, any.scale())), Some((decimal, decimal.scale())));
            }
        }

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
        fn no_text_panics(text in "[-+0-9.eE]{0,60}|.{0,40}") {
            let _ = parse(&text);
        }
    }
}
